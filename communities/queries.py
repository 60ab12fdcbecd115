"""Reads across places: what a slug names, whose people one may see, how a row came to be."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import ApiToken, Person, User
from accounts.text import pinyin_key
from communities.choices import ADMIN_READERS, READERS, PlaceKind
from communities.models import (
    Community,
    Complex,
    Resident,
    RoleAssignment,
    SubDistrict,
    Unit,
)

if TYPE_CHECKING:
    from communities.querysets import AnyUser

# Never told in a history: keys and ciphers that say nothing to people.
UNTOLD = frozenset(
    [
        "id",
        "pinyin_key",
        "phone_digest",
        "phone_cipher",
        "password",
        "last_login",
        "request_key",
        "code",
        "entry_code",
        "token",
        "sha256",
        "lease_token",
    ]
)
HISTORY_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Place:
    """A sub-district, a community or a complex, with all that it lies in."""

    sub_district: SubDistrict
    community: Community | None = None
    complex: Complex | None = None

    @property
    def narrowest(self) -> SubDistrict | Community | Complex:
        return self.complex or self.community or self.sub_district

    @property
    def kind(self) -> PlaceKind:
        if self.complex:
            return PlaceKind.COMPLEX
        return PlaceKind.COMMUNITY if self.community else PlaceKind.SUB_DISTRICT

    @property
    def name(self) -> str:
        return self.narrowest.name

    @property
    def slug(self) -> str:
        return self.narrowest.slug

    @classmethod
    def of_complex(cls, complex_: Complex) -> Place:
        return cls(complex_.sub_district, complex_.community, complex_)

    def whole_sub_district(self) -> Place:
        return Place(self.sub_district)


def place_by_slug(slug: str, *, is_listed: bool = True) -> Place | None:
    """The place that a slug names, of any of the three kinds; one statement for a complex.

    `is_listed=False` also finds places that are not public (commands of the staff).
    """
    complexes = Complex.objects.public() if is_listed else Complex.objects.all()
    complex_ = complexes.select_related("community", "sub_district").filter(slug=slug).first()
    if complex_:
        return Place.of_complex(complex_)
    communities = Community.objects.public() if is_listed else Community.objects.all()
    community = communities.select_related("sub_district").filter(slug=slug).first()
    if community:
        return Place(community.sub_district, community)
    sub_district = SubDistrict.objects.filter(slug=slug).first()
    return Place(sub_district) if sub_district else None


def list_unit_names(complex_id: int | None) -> list[str]:
    """`3栋2单元`, as they are numbered; none of a place that has not registered its buildings."""
    if complex_id is None:
        return []
    named = Unit.objects.filter(complex=complex_id).values_list("building__name", "name")
    return sorted((f"{building}{unit}" for building, unit in named), key=pinyin_key)


def readable_complexes(user: AnyUser) -> QuerySet[Complex]:
    """What the entrance lists for everybody, and what the user serves, by pinyin."""
    rows = Complex.objects.public() | Complex.objects.visible_to(user)
    return rows.select_related("sub_district", "community").by_pinyin()


def only_sub_district() -> SubDistrict | None:
    """The tenant, where the database holds just one."""
    tenants = list(SubDistrict.objects.order_by("pk")[:2])
    return tenants[0] if len(tenants) == 1 else None


def visible_persons(user: AnyUser) -> QuerySet[Person]:
    """Persons who live or hold a duty where the user serves."""
    if not user.is_authenticated:
        return Person.objects.none()
    if user.is_superuser:
        return Person.objects.all()
    return Person.objects.filter(
        Q(pk__in=Resident.objects.visible_to(user).values("person"))
        | Q(pk__in=RoleAssignment.objects.visible_to(user).values("user__person"))
    )


def visible_users(user: AnyUser) -> QuerySet[User]:
    """Accounts that hold or held a duty where the user serves; one's own always."""
    if not user.is_authenticated:
        return User.objects.none()
    if user.is_superuser:
        return User.objects.all()
    return User.objects.filter(
        Q(pk=user.pk) | Q(pk__in=RoleAssignment.objects.visible_to(user).values("user"))
    )


def manageable_users(user: AnyUser) -> QuerySet[User]:
    """Accounts all of whose running duties the user could have given, and at least one of them.

    Whoever could set the password of somebody wider than himself would become him (I-24).
    """
    if not user.is_authenticated:
        return User.objects.none()
    if user.is_superuser:
        return User.objects.all()
    own = RoleAssignment.objects.manageable_by(user)
    today = timezone.localdate()
    elsewhere = RoleAssignment.objects.filter(
        Q(valid_until=None) | Q(valid_until__gte=today)
    ).exclude(pk__in=own.values("pk"))
    return User.objects.filter(is_superuser=False, pk__in=own.values("user")).exclude(
        pk__in=elsewhere.values("user")
    )


def visible_tokens(user: AnyUser) -> QuerySet[ApiToken]:
    """API tokens of the accounts that the user sees; nobody sees a secret."""
    return ApiToken.objects.filter(user__in=visible_users(user))


def manageable_tokens(user: AnyUser) -> QuerySet[ApiToken]:
    """Those of one's own account, and of the accounts that one may close."""
    if not user.is_authenticated:
        return ApiToken.objects.none()
    if user.is_superuser:
        return ApiToken.objects.all()
    return ApiToken.objects.filter(
        Q(user_id=user.pk) | Q(user__in=manageable_users(user).values("pk"))
    )


def may_issue_token_for(user: AnyUser, account: User) -> bool:
    """Whoever may set an account's password may let a program act as it; and for oneself."""
    return account.pk == user.pk or manageable_users(user).filter(pk=account.pk).exists()


def tenant_of_person(person: Person, *, viewer: AnyUser) -> int:
    """The sub-district in which the viewer meets this person: its Disclosures are kept there.

    Raises LookupError for a person whom the viewer doesn't see.
    """
    residence = Resident.objects.visible_to(viewer).filter(person=person).first()
    duty = (
        residence or RoleAssignment.objects.visible_to(viewer).filter(user__person=person).first()
    )
    if duty is None:
        raise LookupError("The viewer meets this person nowhere.")
    return duty.sub_district_id


def whole_tenants(user: AnyUser) -> QuerySet[SubDistrict]:
    """Sub-districts that the user serves as a whole, so that tenant-wide tables are his to read."""
    if not user.is_authenticated:
        return SubDistrict.objects.none()
    if user.is_superuser:
        return SubDistrict.objects.all()
    duties = user.role_assignments.active().of_roles(ADMIN_READERS)
    return SubDistrict.objects.filter(
        pk__in=duties.filter(community__isnull=True).values("sub_district")
    )


def covers_place(
    user: AnyUser,
    roles: Collection[str],
    *,
    sub_district_id: int | None,
    community_id: int | None,
    complex_id: int | None,
) -> bool:
    """Whether one of the user's duties in these roles spans the whole of this place today."""
    if not user.is_authenticated:
        return False
    if user.is_superuser:
        return True
    duties = user.role_assignments.active().of_roles(roles)
    within = Q(community=None, sub_district=sub_district_id)
    if community_id is not None:
        within |= Q(complex=None, community=community_id)
    if complex_id is not None:
        within |= Q(complex=complex_id)
    return duties.filter(within).exists()


def sole_place(user: AnyUser) -> dict[str, int | None]:
    """The user's place where all his duties lie in one; empty where there are several or none."""
    if not user.is_authenticated:
        return {}
    places = set(
        user.role_assignments.active()
        .of_roles(READERS)
        .values_list("sub_district", "community", "complex")
    )
    if len(places) != 1:
        return {}
    return dict(zip(("sub_district", "community", "complex"), places.pop(), strict=True))


def has_scope(model: type[models.Model]) -> bool:
    """Whether `scoped_rows` knows whose its rows are."""
    return model in {Person, User} or hasattr(model._default_manager, "visible_to")


def scoped_rows(model: type[models.Model], user: AnyUser) -> Any:
    """The rows of any model that the user may read.

    Raises LookupError for a model without scope: nothing is shown by oversight.
    """
    if model is Person:
        return visible_persons(user)
    if model is User:
        return visible_users(user)
    if not has_scope(model):
        raise LookupError(f"{model._meta.label} has no scope: give it `visible_to`.")
    return model._default_manager.visible_to(user)  # type: ignore[attr-defined]  # has_scope


@dataclass(frozen=True, slots=True)
class Change:
    """One field's change, in words."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One change of a row (变更记录): when, by whom, what."""

    at: datetime
    who: str
    action: str
    changes: list[Change]


def history_of(row: models.Model, *, viewer: AnyUser) -> list[HistoryEntry]:
    """What the database's triggers recorded of this row, newest first.

    People and places outside the viewer's scope are not named (I-20). Empty for untracked models.
    """
    tracker = getattr(type(row), "pgh_event_model", None)
    if tracker is None:
        return []
    events = list(tracker.objects.filter(pgh_obj_id=row.pk).order_by("-pgh_id")[:HISTORY_LENGTH])
    names = _Names(viewer, tracker, events)
    actors = _actors(events, viewer)
    entries = []
    for event, earlier in zip(events, [*events[1:], None], strict=True):
        context = event.pgh_context or {}
        entries.append(
            HistoryEntry(
                at=event.pgh_created_at,
                who=actors.get(context.get("actor"), _("系统") if not context.get("actor") else ""),
                action=_action(event.pgh_label),
                changes=names.changes(event, earlier),
            )
        )
    return entries


def _action(label: str) -> str:
    return {"insert": _("新增"), "update": _("修改"), "delete": _("删除")}.get(label, label)


def _actors(events: Iterable[Any], viewer: AnyUser) -> dict[int | None, str]:
    keys = {(event.pgh_context or {}).get("actor") for event in events} - {None}
    seen = visible_users(viewer).filter(pk__in=keys).select_related("person")
    return {**dict.fromkeys(keys, _("其他范围的人员")), **{u.pk: u.display_name for u in seen}}


class _Names:
    """Words for the values of events; the rows that they point at are fetched once a field."""

    def __init__(self, viewer: AnyUser, tracker: Any, events: list[Any]) -> None:
        self.fields = [
            field
            for field in tracker._meta.concrete_fields
            if not field.name.startswith("pgh_") and field.name not in UNTOLD
            if not field.remote_field or has_scope(field.related_model)
        ]
        self.related: dict[str, dict[Any, str]] = {}
        for field in self.fields:
            if field.remote_field:
                keys = {getattr(event, field.attname) for event in events} - {None}
                rows = scoped_rows(field.related_model, viewer).filter(pk__in=keys) if keys else ()
                self.related[field.name] = {row.pk: str(row) for row in rows}

    def changes(self, event: Any, earlier: Any) -> list[Change]:
        return [
            Change(str(field.verbose_name), before, after)
            for field in self.fields
            for before in [self.text(field, earlier) if earlier else ""]
            for after in [self.text(field, event)]
            if before != after
        ]

    def text(self, field: Any, event: Any) -> str:
        value = getattr(event, field.attname)
        if value is None or value == "":
            return ""
        if field.name in self.related:
            return self.related[field.name].get(value, _("其他范围的数据"))
        if isinstance(value, bool):
            return _("是") if value else _("否")
        if isinstance(value, datetime):
            return timezone.localtime(value).strftime("%Y-%m-%d %H:%M")
        if isinstance(value, list):
            labels = dict(field.base_field.flatchoices or ())
            return "、".join(str(labels.get(one, one)) for one in value)
        labels = dict(field.flatchoices or ())
        return str(labels.get(value, value))
