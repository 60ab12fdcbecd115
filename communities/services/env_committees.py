"""Writers of 环物委: founded once in a community, its members come and go with dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.services import register_person
from accounts.text import tidy
from communities.choices import EnvPosition, EnvSource
from communities.models import Community, EnvCommittee, EnvMember
from communities.services.bodies import LeftBeforeSeated, SeatLeft, TwoDirectors
from communities.services.duties import TermBackwards
from core.errors import DomainError
from core.transactions import locking

if TYPE_CHECKING:
    from accounts.models import User


class EnvCommitteeStands(DomainError):
    default_message = gettext_lazy("这个社区已有环物委")


class MemberTwice(DomainError):
    """The person is a member already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEnvMember:
    """Who joins, by what right, until when the term runs."""

    name: str
    phone: str = ""
    position: EnvPosition = EnvPosition.MEMBER
    source: EnvSource | str = ""
    is_party_member: bool = False
    since: date
    term_ends_on: date | None = None


@locking
def found_env_committee(
    *,
    community: Community,
    founded_on: date | None = None,
    acting_for: str = "",
    actor: User | None,
    now: datetime,
    is_demo: bool = False,
) -> EnvCommittee:
    """One a community. Raises EnvCommitteeStands."""
    Community.objects.select_for_update(no_key=True).get(pk=community.pk)
    if EnvCommittee.objects.filter(community=community).exists():
        raise EnvCommitteeStands
    return EnvCommittee.objects.create(
        sub_district_id=community.sub_district_id,
        community=community,
        founded_on=founded_on,
        acting_for=tidy(acting_for),
        is_demo=is_demo,
    )


@locking
def add_env_member(
    *, committee_id: int, member: NewEnvMember, actor: User | None, now: datetime
) -> EnvMember:
    """A member from a day. Raises TermBackwards, TwoDirectors, MemberTwice.

    Somebody who sits in an owners' committee of the community is a warning where it is read.
    """
    committee = EnvCommittee.objects.select_for_update(no_key=True).get(pk=committee_id)
    if member.term_ends_on and member.term_ends_on < member.since:
        raise TermBackwards
    later = committee.members.overlapping(member.since, None)
    is_director = member.position == EnvPosition.DIRECTOR
    if is_director and later.filter(position=member.position).exists():
        raise TwoDirectors
    name = tidy(member.name)
    known = committee.members.filter(person__name=name).order_by("-since").select_related("person")
    former = None if member.phone else known.first()
    person = (
        former.person
        if former
        else register_person(name=name, phone=member.phone, is_demo=committee.is_demo)
    )
    if later.filter(person=person).exists():
        raise MemberTwice(_("%(name)s已在环物委任职") % {"name": name})
    return EnvMember.objects.create(
        **committee.place_columns,
        committee=committee,
        person=person,
        position=member.position,
        source=member.source,
        is_party_member=member.is_party_member,
        since=member.since,
        term_ends_on=member.term_ends_on,
    )


@locking
def end_env_member(
    *, member_id: int, last_day: date, actor: User | None, now: datetime
) -> EnvMember:
    """Somebody leaves; the row stays. Raises SeatLeft, LeftBeforeSeated."""
    member = EnvMember.objects.select_for_update(no_key=True).get(pk=member_id)
    if member.until is not None:
        raise SeatLeft
    if last_day < member.since:
        raise LeftBeforeSeated
    member.until = last_day
    member.save(update_fields=["until"])
    return member
