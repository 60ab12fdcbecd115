"""Writers of terms (届) and posts (职务): who holds which, from which day to which, who stands in.

Everything of one organisation is written under its row's lock, so that two secretaries appointed at
once are one, and the other hears who stands there. The constraints of the tables stand behind.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Person
from accounts.services import register_person
from accounts.text import tidy
from communities.body_rules import full_date, number_text
from communities.models import CommitteeSeat
from core.errors import DomainError
from core.transactions import locking
from party_building.choices import HEADS, PartyKind, PartyPostKind
from party_building.models import (
    PartyCoverage,
    PartyMember,
    PartyOrganization,
    PartyPost,
    PartyTerm,
    PostLeave,
)
from party_building.services.organizations import ONE_DAY, lock_organization, require_standing

if TYPE_CHECKING:
    from accounts.models import User


class TermBackwards(DomainError):
    default_message = gettext_lazy("届满日期不能早于换届日期")


class TermRecorded(DomainError):
    """The same number was begun before, perhaps by a colleague a moment ago."""


class TermsOverlap(DomainError):
    """One organisation has one term at a time."""


class PostTaken(DomainError):
    """Somebody else holds the post on one of the days; the sentence names who."""


class PostTwice(DomainError):
    """The person holds this post here already."""


class PostOfAnotherKind(DomainError):
    """A group has a leader, the others have secretary and committee."""


class NobodyToSucceed(DomainError):
    default_message = gettext_lazy("现在没有人担任这个职务，请直接任命")


class BegunThatDay(DomainError):
    """Who holds the post has held it since that very day."""


class PostLeft(DomainError):
    default_message = gettext_lazy("这个职务已经卸任")


class LeftBeforeBegun(DomainError):
    default_message = gettext_lazy("卸任日期不能早于任职日期")


class LeaveBackwards(DomainError):
    default_message = gettext_lazy("请假的最后一天不能早于第一天")


class LeaveOutsidePost(DomainError):
    default_message = gettext_lazy("请假的日子要在任职期间内")


class LeaveTwice(DomainError):
    default_message = gettext_lazy("这几天已经安排了代理")


class OwnDeputy(DomainError):
    default_message = gettext_lazy("代理的要是另一个人")


class PersonMissing(DomainError):
    default_message = gettext_lazy("请填写姓名")


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """Somebody who takes a post: a known person, or a name with or without a phone."""

    name: str = ""
    phone: str = ""
    person: Person | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPost:
    """A post as it is taken up. `phone` is a work phone that the organisation publishes."""

    post: PartyPostKind
    who: Who
    since: date
    is_published: bool = True
    phone: str = ""


@locking
def begin_term(
    *,
    organization_id: int,
    number: int | None = None,
    starts_on: date,
    ends_on: date,
    actor: User | None,
    now: datetime,
) -> PartyTerm:
    """换届: the term and its last day. Raises TermBackwards, TermRecorded, TermsOverlap, NotStanding."""
    organization = lock_organization(organization_id)
    if ends_on < starts_on:
        raise TermBackwards
    require_standing(organization, starts_on)
    for known in PartyTerm.objects.filter(organization=organization).order_by("starts_on"):
        facts = {
            "number": number_text(known.number) if known.number else _("另一届"),
            "first": full_date(known.starts_on),
            "last": full_date(known.ends_on),
        }
        if number and known.number == number:
            raise TermRecorded(_("%(number)s已经登记：%(first)s到%(last)s") % facts)
        if known.starts_on <= ends_on and starts_on <= known.ends_on:
            raise TermsOverlap(_("任期与%(number)s（%(first)s到%(last)s）重叠") % facts)
    return PartyTerm.objects.create(
        **organization.place_columns,
        organization=organization,
        number=number,
        starts_on=starts_on,
        ends_on=ends_on,
    )


@locking
def appoint(*, organization_id: int, new: NewPost, actor: User | None, now: datetime) -> PartyPost:
    """From this day the person holds the post. Raises PostTaken, PostTwice, PostOfAnotherKind,
    NotStanding, PersonMissing, PhoneInvalid."""
    organization = lock_organization(organization_id)
    return _take_up(organization, new)


@locking
def succeed(*, organization_id: int, new: NewPost, actor: User | None, now: datetime) -> PartyPost:
    """接任: who holds the post ends on the day before, the new one begins; together or not at all.

    For secretary and group leader. Raises NobodyToSucceed, BegunThatDay, and what `appoint` raises.
    """
    organization = lock_organization(organization_id)
    held = PartyPost.objects.filter(organization=organization, post=new.post).on(new.since)
    running = held.select_related("person").first()
    if running is None or new.post not in HEADS:
        raise NobodyToSucceed
    if running.since == new.since:
        facts = {"name": running.person.name, "day": full_date(running.since)}
        raise BegunThatDay(_("%(name)s就是从%(day)s起担任的，请改日期") % facts)
    _end(running, new.since - ONE_DAY)
    return _take_up(organization, new)


def _take_up(organization: PartyOrganization, new: NewPost) -> PartyPost:
    is_group = organization.kind == PartyKind.GROUP
    if is_group != (new.post == PartyPostKind.GROUP_LEADER):
        raise PostOfAnotherKind(
            _("党小组只设组长") if is_group else _("组长是党小组的职务，请在党小组里任命")
        )
    require_standing(organization, new.since)
    held = PartyPost.objects.filter(organization=organization, post=new.post)
    there = held.overlapping(new.since, None).select_related("person").order_by("since")
    if new.post in HEADS and (other := there.first()):
        facts = {
            "name": other.person.name,
            "day": full_date(other.since),
            "post": other.get_post_display(),
        }
        raise PostTaken(_("%(name)s从%(day)s起担任%(post)s，请先登记卸任，或用“接任”") % facts)
    person = _person(organization, new.who)
    if there.filter(person=person).exists():
        raise PostTwice(_("%(name)s已经担任这个职务") % {"name": person.name})
    return PartyPost.objects.create(
        **organization.place_columns,
        organization=organization,
        person=person,
        post=new.post,
        since=new.since,
        is_published=new.is_published,
        phone=tidy(new.phone),
    )


def _person(organization: PartyOrganization, who: Who) -> Person:
    """By phone and name; without a phone the one of that name who is known here already.

    Whoever sits in the owners' committee of a complex that the branch is there for is the same person:
    交叉任职 is counted by it. Two of that name known here, or none: a new row.
    """
    if who.person:
        return who.person
    name = tidy(who.name)
    if not name:
        raise PersonMissing
    if not who.phone:
        known = _known_here(organization, name)
        if len(known) == 1:
            return Person.objects.get(pk=known.pop())
    return register_person(name=name, phone=who.phone, is_demo=organization.is_demo)


def _known_here(organization: PartyOrganization, name: str) -> set[int]:
    complexes = PartyCoverage.objects.filter(
        organization=organization, complex__isnull=False
    ).values("complex")
    named = {"person__name": name}
    rows = (
        PartyPost.objects.filter(organization=organization, **named),
        PartyMember.objects.filter(organization=organization, **named),
        CommitteeSeat.objects.filter(complex__in=complexes, **named),
    )
    return {pk for found in rows for pk in found.values_list("person", flat=True)}


@locking
def resign(*, post_id: int, last_day: date, actor: User | None, now: datetime) -> PartyPost:
    """卸任: the post ends after this day; nobody follows by it. Raises PostLeft, LeftBeforeBegun."""
    post = PartyPost.objects.get(pk=post_id)
    lock_organization(post.organization_id)
    post.refresh_from_db(fields=["until"])
    if post.until is not None:
        raise PostLeft
    return _end(post, last_day)


def _end(post: PartyPost, last_day: date) -> PartyPost:
    if last_day < post.since:
        raise LeftBeforeBegun
    post.until = last_day
    post.save(update_fields=["until"])
    leaves = PostLeave.objects.filter(post=post)
    leaves.filter(first_day__gt=last_day).delete()
    leaves.filter(last_day__gt=last_day).update(last_day=last_day)
    return post


@locking
def take_leave(
    *,
    post_id: int,
    deputy: Who,
    first_day: date,
    last_day: date,
    actor: User | None,
    now: datetime,
) -> PostLeave:
    """On these days the deputy answers for the post.

    Raises LeaveBackwards, LeaveOutsidePost, LeaveTwice, OwnDeputy, PersonMissing, PhoneInvalid.
    """
    post = PartyPost.objects.select_related("organization").get(pk=post_id)
    organization = lock_organization(post.organization_id)
    post.refresh_from_db(fields=["since", "until"])
    if last_day < first_day:
        raise LeaveBackwards
    if first_day < post.since or (post.until and last_day > post.until):
        raise LeaveOutsidePost
    if PostLeave.objects.filter(post=post).overlapping(first_day, last_day).exists():
        raise LeaveTwice
    person = _person(organization, deputy)
    if person.pk == post.person_id:
        raise OwnDeputy
    return PostLeave.objects.create(
        **post.place_columns, post=post, deputy=person, first_day=first_day, last_day=last_day
    )
