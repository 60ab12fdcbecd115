"""移除演示数据: every row of the demo goes for good, and no real row loses anything it needs.

A row goes when it is marked (`demo.marks`), when it lies in a place of the demo whoever wrote it, or
when it cannot be without a row that goes. Where a real row only mentions one, the mention is emptied.
Accounts of the demo by which something real was done stay, closed: a trace needs its name.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from graphlib import TopologicalSorter
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import connection, models, transaction
from django.db.models import Model, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Person, User
from activities.models import Photo
from communities.choices import Role
from communities.models import RoleAssignment
from core.errors import DomainError
from core.photos import discard_photo
from core.transactions import locking
from demo.marks import NEVER_OF_THE_DEMO, mark_of
from meetings.models import MeetingPhoto

if TYPE_CHECKING:
    from pathlib import Path

PLACE_MARKS = ("sub_district", "community", "complex")
AT_A_TIME = 5_000

AnyModel = type[Model]
Key = models.ForeignKey[Any, Any]


class NotYoursToRemove(DomainError):
    default_message = _("只有系统管理员和真实街道的管理员能移除演示数据")


class NobodyLeft(DomainError):
    default_message = _(
        "移除以后就没有人能登录了：请先开通真实的街道，等至少一位街道管理员用邀请链接设好密码"
    )


@dataclass(slots=True)
class Removed:
    """How much went, and which accounts stay closed because real rows name them."""

    rows: int = 0
    kept_accounts: tuple[str, ...] = ()


@dataclass(slots=True)
class _Plan:
    doomed: dict[AnyModel, set[Any]] = field(default_factory=dict)
    emptied: list[tuple[AnyModel, str, set[Any]]] = field(default_factory=list)
    kept: set[int] = field(default_factory=set)


def may_remove(user: User) -> bool:
    """Whoever runs the system, or a real sub-district on it; the demo's own officials would go with it."""
    duties = user.role_assignments.active().of_roles({Role.SUB_DISTRICT_ADMIN})
    return user.is_superuser or duties.filter(sub_district__is_demo=False).exists()


def demo_row_count() -> int:
    """Marked rows of the places and people that a visitor would notice."""
    noticed: Iterable[AnyModel] = [
        model for model in _ours() if any(one.name == "is_demo" for one in model._meta.fields)
    ]
    return sum(model._default_manager.filter(is_demo=True).count() for model in noticed)


@locking
def remove_demo_data(*, actor: User | None, now: datetime) -> Removed:
    """All of it in one transaction. `actor` None: whoever has the server's shell.

    Raises NotYoursToRemove, and NobodyLeft where no real administrator could sign in.
    """
    if actor is not None and not may_remove(actor):
        raise NotYoursToRemove
    _require_somebody_left()
    plan = _plan()
    photos = [
        token
        for model in (Photo, MeetingPhoto)
        for token in model._base_manager.filter(pk__in=plan.doomed.get(model, ())).values_list(
            "token", flat=True
        )
    ]
    for model, name, keys in plan.emptied:
        model._base_manager.filter(pk__in=keys).update(**{name: None})
    for model in _parts_first(plan.doomed):
        _delete(model, plan.doomed[model])
    closed = User.objects.filter(pk__in=plan.kept)
    names = tuple(closed.order_by("username").values_list("username", flat=True))
    for user in closed:
        user.set_unusable_password()
        user.is_active = user.is_staff = user.is_superuser = user.is_demo = False
        user.save()
    Person.objects.filter(user__in=plan.kept).update(is_demo=False)
    for token in photos:
        transaction.on_commit(lambda token=token: discard_photo(token))  # type: ignore[misc]  # bound now
    marker: Path = settings.WITHOUT_DEMO_DATA
    transaction.on_commit(lambda: _write(marker))
    return Removed(sum(map(len, plan.doomed.values())), names)


def _write(marker: Path) -> None:
    marker.parent.mkdir(parents=True, exist_ok=True)
    marker.touch()


def _require_somebody_left() -> None:
    administrators = (
        RoleAssignment.objects.active()
        .of_roles({Role.SUB_DISTRICT_ADMIN})
        .filter(sub_district__is_demo=False, user__is_demo=False, user__is_active=True)
        .exclude(user__password__startswith=UNUSABLE_PASSWORD_PREFIX)
    )
    if not administrators.exists():
        raise NobodyLeft


def _ours() -> list[AnyModel]:
    """Tables of the project; the audit's copies stay, as a trail must."""
    return [
        model
        for model in _all_tables()
        if not model._meta.auto_created
        and (settings.BASE_DIR / model._meta.app_label).is_dir()
        and model._meta.label not in NEVER_OF_THE_DEMO
    ]


def _all_tables() -> list[AnyModel]:
    """Of other libraries too; not the audit's events, nor what is a view only."""
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if not hasattr(model, "pgh_tracked_model") and model._meta.app_label != "pghistory"
    ]


def _plan() -> _Plan:
    plan = _Plan({model: _marked(model) for model in _ours()})
    for model in _all_tables():
        plan.doomed.setdefault(model, set())
    while _spread(plan):
        pass
    plan.emptied = [
        (model, key.name, hit)
        for model, key in _keys()
        if key.null and (hit := _hit(plan, model, key))
    ]
    plan.doomed = {model: rows for model, rows in plan.doomed.items() if rows}
    return plan


def _marked(model: AnyModel) -> set[Any]:
    wanted = Q(**{mark_of(model): True})
    for name in PLACE_MARKS:
        if any(one.name == name and one.is_relation for one in model._meta.fields):
            wanted |= Q(**{f"{name}__is_demo": True})
    return set(model._base_manager.filter(wanted).values_list("pk", flat=True))


def _keys() -> list[tuple[AnyModel, Key]]:
    return [
        (model, key)
        for model in _all_tables()
        for key in model._meta.concrete_fields
        if isinstance(key, models.ForeignKey) and getattr(key, "db_constraint", True)
    ]


def _spread(plan: _Plan) -> bool:
    """One round over all keys that may not be empty; whether anything changed."""
    changed = False
    for model, key in _keys():
        if key.null:
            continue
        hit = _hit(plan, model, key)
        if not hit:
            continue
        changed = True
        if key.related_model is User and _tells_who_did_it(model, key):
            _keep(plan, model, key, hit)
        else:
            plan.doomed[model] |= hit
    return changed


def _tells_who_did_it(model: AnyModel, key: Key) -> bool:
    """Who looked at a phone is named by the row; a duty or a sign-in's own key belongs to the account."""
    return model in _ours() and not mark_of(model).startswith(f"{key.name}__")


def _keep(plan: _Plan, model: AnyModel, key: Key, hit: set[Any]) -> None:
    authors = set(model._base_manager.filter(pk__in=hit).values_list(key.attname, flat=True))
    plan.kept |= authors
    plan.doomed[User] -= authors
    plan.doomed[Person] -= set(Person.objects.filter(user__in=authors).values_list("pk", flat=True))


def _hit(plan: _Plan, model: AnyModel, key: Key) -> set[Any]:
    """Rows that stay and point at one that goes."""
    target: Any = key.related_model
    gone = plan.doomed.get(target)
    if not gone:
        return set()
    rows = model._base_manager.filter(**{f"{key.name}__in": gone})
    return set(rows.values_list("pk", flat=True)) - plan.doomed[model]


def _parts_first(doomed: Iterable[AnyModel]) -> list[AnyModel]:
    """Whatever points at another goes before it: composite keys are checked at once."""
    wanted = set(doomed)
    order: TopologicalSorter[AnyModel] = TopologicalSorter(dict.fromkeys(wanted, ()))
    for model, key in _keys():
        target: Any = key.related_model
        if model in wanted and target in wanted and target is not model:
            order.add(target, model)
    return list(order.static_order())


def _delete(model: AnyModel, keys: set[Any]) -> None:
    """One statement a piece: the collector would refuse what PROTECT says of rows that all go."""
    table = connection.ops.quote_name(model._meta.db_table)
    column = connection.ops.quote_name(model._meta.pk.column)
    left = list(keys)
    with connection.cursor() as cursor:
        for start in range(0, len(left), AT_A_TIME):
            piece = left[start : start + AT_A_TIME]
            cursor.execute(f"DELETE FROM {table} WHERE {column} = ANY(%s)", [piece])  # noqa: S608  names of our own tables
