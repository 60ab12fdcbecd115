"""Writers of the organisation tree: founded, renamed, attached, told what it is there for, dissolved.

Rows hold from a first to a last day; nothing is overwritten, so that any day can be asked for. What
hangs on one organisation is written under its row's lock, what changes the tree under one lock for the
whole sub-district: a cycle closes between two rows that each look right alone. What is unusual is told
as a warning where it is read (`rules`); refused is only what cannot be.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.text import pinyin_key, tidy
from communities.body_rules import full_date
from communities.models import Building, Complex, Organization, Unit
from core.errors import DomainError
from core.transactions import locking, one_at_a_time, register_sentence
from party_building.choices import PartyKind
from party_building.models import (
    InstructorAssignment,
    PartyCoverage,
    PartyOrganization,
    PartyPost,
    PostLeave,
    Subordination,
)

if TYPE_CHECKING:
    from accounts.models import User
    from communities.queries.places import Place

ONE_DAY = timedelta(days=1)
TREE = "party-tree"


class NameTaken(DomainError):
    """An organisation of this name stands in the sub-district."""


class NameMissing(DomainError):
    default_message = gettext_lazy("请填写党组织名称")


class FoundedAfterDissolved(DomainError):
    default_message = gettext_lazy("撤销日期不能早于成立日期")


class AlreadyDissolved(DomainError):
    """It stands no more; the sentence names its last day."""


class NotStanding(DomainError):
    """It does not stand on the day that is meant."""


class StillHasParts(DomainError):
    """Groups or branches hang below it; they are named."""


class BegunLater(DomainError):
    """Something was begun after the last day that is meant."""


class AnotherSubDistrict(DomainError):
    default_message = gettext_lazy("上下级要在同一个街道里")


class MovesLater(DomainError):
    """A later move is on record; the sentence names it."""


class CoverageTaken(DomainError):
    """Another organisation is there for it on one of the days; the sentence names it."""


class CoverageOfAnotherKind(DomainError):
    default_message = gettext_lazy("楼栋和单元由党小组覆盖；单位由支部等党组织覆盖")


class CoverageEnded(DomainError):
    default_message = gettext_lazy("这条覆盖关系已经结束")


class EndedBeforeBegun(DomainError):
    default_message = gettext_lazy("最后一天不能早于开始的那一天")


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What an organisation is there for: a whole complex, a building or unit of it, or a unit (firm).

    With `host` and `complex` both: that unit in that complex only.
    """

    complex: Complex | None = None
    building: Building | None = None
    unit: Unit | None = None
    host: Organization | None = None

    @property
    def is_part_of_complex(self) -> bool:
        return bool(self.building or self.unit)

    def rows(self) -> list[Any]:
        """What is named, to be held while it is looked at: the narrowest of the place, then the unit."""
        return [row for row in (self.unit or self.building or self.complex, self.host) if row]

    def keys(self) -> dict[str, Any]:
        """The columns of a row that is there for the same."""
        complex_: Any = self.complex
        if self.is_part_of_complex:
            complex_ = (self.unit or self.building).complex  # type: ignore[union-attr]  # one of them
        return {
            "complex": complex_,
            "building": None if self.unit else self.building,
            "unit": self.unit,
            "host": self.host,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class NewOrganization:
    """An organisation as it is founded; `parent` is above it from its first day."""

    kind: PartyKind
    name: str
    place: Place
    founded_on: date | None = None
    parent: PartyOrganization | None = None
    # What it is there for from that day on.
    covers: Target | None = None
    contact_phone: str = ""
    note: str = ""
    is_demo: bool = False


@locking
def found(*, new: NewOrganization, actor: User | None, now: datetime) -> PartyOrganization:
    """An organisation at its place, below its parent from the first day on.

    Raises NameTaken, NameMissing, and what `attach` and `cover` raise.
    """
    columns = new.place.columns()
    one_at_a_time(TREE, new.place.sub_district.pk)
    name = _free_name(new.name, sub_district_id=new.place.sub_district.pk)
    organization = PartyOrganization.objects.create(
        **columns,
        kind=new.kind,
        name=name,
        pinyin_key=pinyin_key(name),
        founded_on=new.founded_on,
        contact_phone=tidy(new.contact_phone),
        note=tidy(new.note),
        is_demo=new.is_demo,
    )
    since = new.founded_on or timezone.localdate(now)
    begins: dict[str, Any] = {"organization_id": organization.pk, "since": since}
    if new.parent:
        attach(**begins, parent_id=new.parent.pk, actor=actor, now=now)
    if new.covers:
        cover(**begins, target=new.covers, actor=actor, now=now)
    return organization


@locking
def rename(
    *,
    organization_id: int,
    name: str,
    contact_phone: str = "",
    note: str = "",
    founded_on: date | None = None,
    actor: User | None,
    now: datetime,
) -> PartyOrganization:
    """Its name, published phone and note, as they are from now on; the audit trail keeps the former.

    Without `founded_on` that day stays as it is. Raises NameTaken, NameMissing, FoundedAfterDissolved.
    """
    organization = lock_organization(organization_id)
    if tidy(name) != organization.name:
        one_at_a_time(TREE, organization.sub_district_id)
        organization.name = _free_name(name, sub_district_id=organization.sub_district_id)
        organization.pinyin_key = pinyin_key(organization.name)
    organization.contact_phone, organization.note = tidy(contact_phone), tidy(note)
    organization.founded_on = founded_on or organization.founded_on
    dissolved = organization.dissolved_on
    if dissolved and organization.founded_on and dissolved < organization.founded_on:
        raise FoundedAfterDissolved
    organization.save(update_fields=["name", "pinyin_key", "contact_phone", "note", "founded_on"])
    return organization


def _free_name(name: str, *, sub_district_id: int) -> str:
    tidied = tidy(name)
    if not tidied:
        raise NameMissing
    standing = PartyOrganization.objects.filter(sub_district=sub_district_id, dissolved_on=None)
    if standing.filter(name=tidied).exists():
        raise NameTaken(_("“%(name)s”已经登记了，请换一个名称") % {"name": tidied})
    return tidied


def lock_organization(organization_id: int) -> PartyOrganization:
    """The one door to what hangs on an organisation: nobody else changes it until the end."""
    return PartyOrganization.objects.select_for_update(no_key=True).get(pk=organization_id)


def require_standing(
    organization: PartyOrganization, first: date, last: date | None = None
) -> None:
    """It stands on all of these days. Raises NotStanding."""
    founded, dissolved = organization.founded_on, organization.dissolved_on
    facts = {"name": organization.name}
    if founded and first < founded:
        facts["day"] = full_date(founded)
        raise NotStanding(_("%(name)s%(day)s才成立") % facts)
    if dissolved and (last is None or last > dissolved):
        facts["day"] = full_date(dissolved)
        raise NotStanding(_("%(name)s%(day)s已撤销") % facts)


# The tree


@locking
def attach(
    *, organization_id: int, parent_id: int, since: date, actor: User | None, now: datetime
) -> Subordination:
    """From this day it hangs below the parent; where it hung before ends on the day before.

    The same day again corrects the parent. That nothing stands above itself on any day is said by a
    trigger alone. Raises AnotherSubDistrict, NotStanding, MovesLater.
    """
    tenant = _tenant_of(organization_id)
    one_at_a_time(TREE, tenant)
    organization = lock_organization(organization_id)
    parent = PartyOrganization.objects.get(pk=parent_id)
    if parent.sub_district_id != organization.sub_district_id:
        raise AnotherSubDistrict
    require_standing(organization, since)
    require_standing(parent, since)
    running = Subordination.objects.filter(organization=organization)
    later = running.filter(since__gt=since).select_related("parent").order_by("since").first()
    if later:
        facts = {"day": full_date(later.since), "parent": later.parent.name}
        raise MovesLater(_("已登记%(day)s起隶属于%(parent)s，请先改那一条") % facts)
    current = running.on(since).select_related("parent").first()
    if current and current.parent_id == parent.pk:
        return current
    if current and current.since == since:
        current.parent = parent
        current.save(update_fields=["parent"])
        return current
    if current:
        current.until = since - ONE_DAY
        current.save(update_fields=["until"])
    return Subordination.objects.create(
        **organization.place_columns, organization=organization, parent=parent, since=since
    )


def _tenant_of(organization_id: int) -> int:
    return PartyOrganization.objects.values_list("sub_district_id", flat=True).get(
        pk=organization_id
    )


# What it is there for


@locking
def cover(
    *,
    organization_id: int,
    target: Target,
    since: date,
    until: date | None = None,
    actor: User | None,
    now: datetime,
) -> PartyCoverage:
    """From this day the organisation is there for the target.

    Two who cover the same at once wait for each other at the target's row; constraints stand behind.
    Raises CoverageOfAnotherKind, CoverageTaken, AnotherSubDistrict, NotStanding, EndedBeforeBegun.
    """
    organization = lock_organization(organization_id)
    if until and until < since:
        raise EndedBeforeBegun
    is_group = organization.kind == PartyKind.GROUP
    if (target.is_part_of_complex and not is_group) or (target.host and is_group):
        raise CoverageOfAnotherKind
    for row in target.rows():
        type(row)._default_manager.select_for_update(no_key=True).get(pk=row.pk)
        if row.sub_district_id != organization.sub_district_id:
            raise AnotherSubDistrict
    require_standing(organization, since, until)
    _require_free(organization, target, since, until)
    keys = target.keys()
    place = keys["complex"]
    return PartyCoverage.objects.create(
        **{
            "sub_district_id": organization.sub_district_id,
            "community_id": place.community_id if place else organization.community_id,
            **keys,
        },
        organization=organization,
        kind=organization.kind,
        since=since,
        until=until,
    )


def _require_free(
    organization: PartyOrganization, target: Target, since: date, until: date | None
) -> None:
    """One group of a building, one branch of a complex at a time. Raises CoverageTaken, which names it."""
    is_group = Q(kind=PartyKind.GROUP)
    same_level = is_group if organization.kind == PartyKind.GROUP else ~is_group
    there = PartyCoverage.objects.overlapping(since, until).filter(same_level, **target.keys())
    other = there.select_related("organization").first()
    if other is None:
        return
    facts = {"name": other.organization.name, "day": full_date(other.since)}
    if other.organization_id == organization.pk:
        raise CoverageTaken(_("从%(day)s起已经登记过了，不用再登记") % facts)
    raise CoverageTaken(_("%(name)s从%(day)s起在这里，请先结束它，或改日期") % facts)


@locking
def uncover(
    *, coverage_id: int, last_day: date, actor: User | None, now: datetime
) -> PartyCoverage:
    """It is there for the target until this day. Raises CoverageEnded, EndedBeforeBegun."""
    coverage = PartyCoverage.objects.get(pk=coverage_id)
    lock_organization(coverage.organization_id)
    coverage.refresh_from_db(fields=["until"])
    if coverage.until is not None and coverage.until <= last_day:
        raise CoverageEnded
    if last_day < coverage.since:
        raise EndedBeforeBegun
    coverage.until = last_day
    coverage.save(update_fields=["until"])
    return coverage


# The end


@locking
def dissolve(
    *,
    organization_id: int,
    last_day: date,
    parts_to: int | None = None,
    actor: User | None,
    now: datetime,
) -> PartyOrganization:
    """撤销: its coverage, posts, leaves, instructors and links end with it on its last day, which counts.

    What hangs below it moves below `parts_to` on the day after, in the same act. Members are not moved:
    who belongs where is decided for each of them. Raises AlreadyDissolved, StillHasParts,
    FoundedAfterDissolved, BegunLater, and what `attach` raises.
    """
    tenant = _tenant_of(organization_id)
    one_at_a_time(TREE, tenant)
    organization = lock_organization(organization_id)
    if organization.dissolved_on:
        facts = {"name": organization.name, "day": full_date(organization.dissolved_on)}
        raise AlreadyDissolved(_("%(name)s%(day)s已撤销") % facts)
    if organization.founded_on and last_day < organization.founded_on:
        raise FoundedAfterDissolved
    _move_parts(organization, last_day, parts_to, actor=actor, now=now)
    _end_rows(organization, last_day)
    organization.dissolved_on = last_day
    organization.save(update_fields=["dissolved_on"])
    return organization


def _move_parts(
    organization: PartyOrganization,
    last_day: date,
    parts_to: int | None,
    *,
    actor: User | None,
    now: datetime,
) -> None:
    links = Subordination.objects.filter(parent=organization).overlapping(last_day + ONE_DAY, None)
    parts = list(links.select_related("organization").order_by("organization__pinyin_key", "pk"))
    if not parts:
        return
    if parts_to is None:
        facts = {"name": organization.name, "parts": _names(link.organization for link in parts)}
        raise StillHasParts(
            _("%(name)s下面还有%(parts)s，请选它们改隶属到哪里，或先撤销它们") % facts
        )
    for link in parts:
        since = max(link.since, last_day + ONE_DAY)
        attach(
            organization_id=link.organization_id,
            parent_id=parts_to,
            since=since,
            actor=actor,
            now=now,
        )


def _names(organizations: Iterable[PartyOrganization], most: int = 3) -> str:
    names = [organization.name for organization in organizations]
    shown = "、".join(names[:most])
    return (
        shown
        if len(names) <= most
        else _("%(names)s等%(count)d个党组织")
        % {
            "names": shown,
            "count": len(names),
        }
    )


def _end_rows(organization: PartyOrganization, last_day: date) -> None:
    """Every dated row that hangs on it ends on that day; one that begins later is named instead."""
    dated: tuple[tuple[Any, dict[str, Any]], ...] = (
        (Subordination, {"organization": organization}),
        (PartyCoverage, {"organization": organization}),
        (PartyPost, {"organization": organization}),
        (InstructorAssignment, {"organization": organization}),
    )
    for model, of in dated:
        rows = model.objects.filter(**of)
        late = rows.filter(since__gt=last_day).order_by("since").first()
        if late:
            facts = {"what": model._meta.verbose_name, "day": full_date(late.since)}
            raise BegunLater(_("还有%(day)s才开始的%(what)s，请先取消它") % facts)
        rows.overlapping(last_day, None).update(until=last_day)
    leaves = PostLeave.objects.filter(post__organization=organization)
    leaves.filter(first_day__gt=last_day).delete()
    leaves.filter(last_day__gt=last_day).update(last_day=last_day)


def register_sentences() -> None:
    """How the refusal of the tree's trigger is told."""
    register_sentence(
        "subordination_no_cycle", gettext_lazy("上级不能是它自己，也不能是它下面的党组织")
    )
