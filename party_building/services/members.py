"""Writers of a branch's roster: entered with consent, moved to another group, left, consent taken back.

Membership is kept only of those who agreed to it, and no longer than they do (domain 6.5). Days are
inclusive and nothing is overwritten: whoever moves to another group has a row before and a row after,
and what hangs on the first goes on with the second.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Person
from accounts.services import register_person
from communities.models import Building
from communities.services.duties import TermBackwards
from core.errors import DomainError
from core.transactions import locking
from party_building.choices import BRANCHES, MemberKind, MembershipHome, PartyKind
from party_building.models import (
    KeyPartyHousehold,
    MemberDevelopment,
    PartyMember,
    PartyOrganization,
    ServiceClaim,
    Subordination,
    ZoneDuty,
)

if TYPE_CHECKING:
    from accounts.models import User

ONE_DAY = timedelta(days=1)
# What stands where a name stood: stored, so it is Chinese in any language.
NOBODY = "已撤回同意"
# What a member does at the doors; it ends with her row, or goes on with the next.
DUTIES: tuple[Any, ...] = (ZoneDuty, ServiceClaim, KeyPartyHousehold)


class ConsentMissing(DomainError):
    default_message = gettext_lazy("党员身份要本人同意才能登记，请填同意日期")


class ConsentInFuture(DomainError):
    default_message = gettext_lazy("同意日期还没有到，请填已经同意的日期")


class NoRosterHere(DomainError):
    default_message = gettext_lazy("党员登记在党支部或联合支部，请选支部")


class MemberAlready(DomainError):
    """The person is on a roster on one of the days; the sentence names which."""


class GroupOfAnother(DomainError):
    default_message = gettext_lazy("这个党小组不属于这个党支部")


class BuildingElsewhere(DomainError):
    default_message = gettext_lazy("这栋楼不在这个支部的范围里")


class HasLeft(DomainError):
    default_message = gettext_lazy("这位党员已经转出")


class NothingChanged(DomainError):
    default_message = gettext_lazy("没有要改的内容")


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """All that is kept of a member besides her name."""

    kind: MemberKind = MemberKind.FULL
    home: MembershipHome = MembershipHome.HERE
    group: PartyOrganization | None = None
    building: Building | None = None

    def columns(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "home": self.home,
            "group_id": self.group.pk if self.group else None,
            "building_id": self.building.pk if self.building else None,
        }


@locking
def register_member(
    *,
    organization: PartyOrganization,
    name: str,
    phone: str = "",
    standing: Standing,
    consented_on: date | None,
    since: date,
    actor: User | None,
    now: datetime,
) -> PartyMember:
    """On the roster of a branch from a day, with the day on which she agreed to it.

    A person is a member of one branch at a time, and perhaps of one more where she lives
    (`MembershipHome`). Two who enter her at once wait for each other at her row; a constraint stands
    behind. Raises ConsentMissing, ConsentInFuture, NoRosterHere, GroupOfAnother, BuildingElsewhere,
    MemberAlready, PhoneInvalid.
    """
    require_consent(consented_on, now=now)
    if organization.kind not in BRANCHES:
        raise NoRosterHere
    _require_fitting(organization, standing, since)
    person = register_person(name=name, phone=phone, is_demo=organization.is_demo)
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    _require_no_roster(person, standing.home, since)
    return PartyMember.objects.create(
        **organization.place_columns,
        **standing.columns(),
        organization=organization,
        person=person,
        consented_on=consented_on,
        since=since,
        is_demo=organization.is_demo,
    )


def require_consent(consented_on: date | None, *, now: datetime) -> None:
    """Raises ConsentMissing, ConsentInFuture."""
    if consented_on is None:
        raise ConsentMissing
    if consented_on > timezone.localdate(now):
        raise ConsentInFuture


def _require_fitting(organization: PartyOrganization, standing: Standing, on: date) -> None:
    building, group = standing.building, standing.group
    if building and (
        building.sub_district_id != organization.sub_district_id
        or organization.complex_id not in {None, building.complex_id}
        or organization.community_id not in {None, building.community_id}
    ):
        raise BuildingElsewhere
    if group and not _is_group_of(group, organization, on):
        raise GroupOfAnother


def _is_group_of(group: PartyOrganization, organization: PartyOrganization, on: date) -> bool:
    """Whether it hangs below the branch on that day or ever after."""
    links = Subordination.objects.filter(organization=group, parent=organization)
    return group.kind == PartyKind.GROUP and links.overlapping(on, None).exists()


def _require_no_roster(person: Person, home: str, since: date) -> None:
    there = PartyMember.objects.overlapping(since, None).filter(person=person, home=home)
    if known := there.select_related("organization").first():
        raise MemberAlready(
            _("%(who)s这段时间在%(where)s的名册里，请先在那里登记转出")
            % {"who": person.name, "where": known.organization.name}
        )


def lock_member(member_id: int) -> PartyMember:
    """The one door to a member's writes. Raises HasLeft for a row that is ended."""
    rows = PartyMember.objects.select_for_update(no_key=True, of=("self",))
    member = rows.select_related("organization", "person").get(pk=member_id)
    if member.until is not None:
        raise HasLeft
    return member


@locking
def change_member(
    *,
    member_id: int,
    standing: Standing,
    first_day: date,
    actor: User | None,
    now: datetime,
) -> PartyMember:
    """From this day she is in another group, a full member, or lives in another building.

    Until the day before stays what was; duties go on. Raises HasLeft, NothingChanged, TermBackwards,
    GroupOfAnother, BuildingElsewhere, MemberAlready.
    """
    member = lock_member(member_id)
    wanted = standing.columns()
    if all(getattr(member, name) == value for name, value in wanted.items()):
        raise NothingChanged
    if first_day < member.since:
        raise TermBackwards
    _require_fitting(member.organization, standing, first_day)
    if standing.home != member.home:
        _require_no_roster(member.person, standing.home, first_day)
    if first_day == member.since:
        for name, value in wanted.items():
            setattr(member, name, value)
        member.save(update_fields=[name.removesuffix("_id") for name in wanted])
        return member
    return _go_on(member, wanted, first_day)


def _go_on(member: PartyMember, wanted: dict[str, Any], first_day: date) -> PartyMember:
    """A row before and a row after; duties that run or are to come pass to the second."""
    member.until = first_day - ONE_DAY
    member.save(update_fields=["until"])
    following = PartyMember.objects.create(
        **member.place_columns,
        **wanted,
        organization=member.organization,
        person=member.person,
        consented_on=member.consented_on,
        since=first_day,
        is_demo=member.is_demo,
    )
    for model in DUTIES:
        running = list(model.objects.filter(member=member).overlapping(first_day, None))
        begun = [duty for duty in running if duty.since < first_day]
        model.objects.filter(pk__in=[duty.pk for duty in begun]).update(until=member.until)
        for duty in begun:
            duty.pk, duty.since, duty.member = None, first_day, following
        model.objects.bulk_create(begun)
        model.objects.filter(member=member, since__gte=first_day).update(member=following)
    return following


@locking
def leave_branch(
    *, member_id: int, last_day: date, actor: User | None, now: datetime
) -> PartyMember:
    """转出: no longer on the roster after that day, and with it all she did at the doors.

    Raises HasLeft, TermBackwards.
    """
    member = lock_member(member_id)
    if last_day < member.since:
        raise TermBackwards
    member.until = last_day
    member.save(update_fields=["until"])
    end_duties(member, last_day)
    return member


def end_duties(member: PartyMember, last_day: date) -> None:
    for model in DUTIES:
        end_rows(model, Q(member=member), last_day)


def end_rows(model: Any, of: Q, last_day: date) -> None:
    """What runs ends with the last day; what would begin later never does."""
    rows = model.objects.filter(of).filter(Q(until=None) | Q(until__gt=last_day))
    rows.filter(since__gt=last_day).delete()
    rows.update(until=last_day)


def require_withdrawn(on: date, *, now: datetime) -> None:
    """Raises ConsentInFuture."""
    if on > timezone.localdate(now):
        raise ConsentInFuture(_("撤回日期还没有到，请填已经撤回的日期"))


@locking
def withdraw_consent(*, member_id: int, on: date, actor: User | None, now: datetime) -> PartyMember:
    """She takes back that she is kept here: off the roster, and her name out of its past too.

    The rows stay, because figures of past days count them, and name nobody; neither does what the
    audit recorded of them, a household keeps its building but no door, and a record of how she became
    a member its initials alone. Her person is not touched: she may be a neighbour, an owner, or hold a
    post that is ended by itself. Twice is once.
    Raises ConsentInFuture.
    """
    require_withdrawn(on, now=now)
    member = PartyMember.objects.select_related("organization", "person").get(pk=member_id)
    Person.objects.select_for_update(no_key=True).get(pk=member.person_id)
    rows = PartyMember.objects.filter(
        person=member.person_id, organization=member.organization_id, withdrawn_on=None
    )
    named = list(rows.select_for_update(no_key=True).order_by("since"))
    if not named:
        return member
    nobody = register_person(name=NOBODY, is_demo=member.is_demo)
    for row in named:
        last_day = max(row.since, min(row.until or on, on))
        row.until, row.withdrawn_on, row.person = last_day, on, nobody
        row.save(update_fields=["until", "withdrawn_on", "person"])
        end_duties(row, last_day)
    homes = KeyPartyHousehold.objects.filter(member__in=named)
    homes.update(door=None, shown_with_consent=False)
    records = MemberDevelopment.objects.filter(
        person=member.person_id, organization=member.organization_id
    )
    developed = list(records.values_list("pk", flat=True))
    records.update(person=None, workplace="")
    # After the updates, whose own events would otherwise be the last to know.
    with connection.cursor() as cursor:
        cursor.execute("SELECT party_building_forget_members(%s)", [[row.pk for row in named]])
        cursor.execute("SELECT party_building_forget_developments(%s)", [developed])
    return PartyMember.objects.get(pk=member_id)
