"""党员服务岗: set up with places, claimed by members and by those who report in, given up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.text import tidy
from communities.models import Building, Complex, Unit
from communities.services.duties import TermBackwards
from core.errors import DomainError
from core.transactions import locking
from party_building.models import (
    DualRegistration,
    PartyMember,
    PartyOrganization,
    ServiceClaim,
    ServicePost,
)
from party_building.services.members import end_rows
from party_building.services.zones import require_on_roster

if TYPE_CHECKING:
    from accounts.models import User


class PostFull(DomainError):
    """All places are taken on one of the days; the sentence says how many there are."""


class PostOver(DomainError):
    default_message = gettext_lazy("这个岗位那时不在，请看岗位的起止日期")


class ClaimedAlready(DomainError):
    default_message = gettext_lazy("这个人已认领这个岗位")


class ClaimOver(DomainError):
    default_message = gettext_lazy("这次认领已经结束")


class ClaimantElsewhere(DomainError):
    default_message = gettext_lazy("这位双报到党员不在本社区报到，或者已经离开")


class PlacesTaken(DomainError):
    """Fewer places than people who are there already."""


class SpotElsewhere(DomainError):
    default_message = gettext_lazy("楼栋或单元不在所选的小区")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPost:
    """What is to be done, where, and by how many at once."""

    name: str
    complex: Complex
    building: Building | None = None
    unit: Unit | None = None
    spot: str = ""
    places: int = 1


@dataclass(frozen=True, slots=True)
class Claimant:
    """A member of the branch, or somebody who has reported in; one of the two."""

    member: PartyMember | None = None
    registration: DualRegistration | None = None

    def columns(self) -> dict[str, Any]:
        return {"member": self.member, "registration": self.registration}


@locking
def set_up_post(
    *,
    organization: PartyOrganization,
    post: NewPost,
    since: date,
    actor: User | None,
    now: datetime,
) -> ServicePost:
    """Raises SpotElsewhere."""
    for spot in (post.building, post.unit):
        if spot and spot.complex_id != post.complex.pk:
            raise SpotElsewhere
    return ServicePost.objects.create(
        sub_district_id=post.complex.sub_district_id,
        community_id=post.complex.community_id,
        complex=post.complex,
        organization=organization,
        building=None if post.unit else post.building,
        unit=post.unit,
        name=tidy(post.name),
        spot=tidy(post.spot),
        places=post.places,
        since=since,
        is_demo=organization.is_demo,
    )


def lock_post(post_id: int) -> ServicePost:
    """Places are given out one after the other: whoever claims waits here for who claims before him."""
    rows = ServicePost.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("organization").get(pk=post_id)


@locking
def claim_post(
    *,
    post_id: int,
    claimant: Claimant,
    since: date,
    until: date | None = None,
    actor: User | None,
    now: datetime,
) -> ServiceClaim:
    """认领 from a day on. Two who want the last place wait for each other at the post's row.

    Raises PostFull, PostOver, ClaimedAlready, NotOnRoster, ClaimantElsewhere, TermBackwards.
    """
    if until and until < since:
        raise TermBackwards
    post = lock_post(post_id)
    if since < post.since or (post.until and (until or since) > post.until):
        raise PostOver
    _require_there(post, claimant, since)
    claims = list(post.claims.overlapping(since, until))
    if any(_is_of(claim, claimant) for claim in claims):
        raise ClaimedAlready
    if most_at_once(claims, since) >= post.places:
        raise PostFull(
            _("“%(post)s”只有%(count)d个名额，已经满了") % {"post": post.name, "count": post.places}
        )
    return ServiceClaim.objects.create(
        **post.place_columns,
        **claimant.columns(),
        service_post=post,
        since=since,
        until=until or post.until,
    )


def _is_of(claim: ServiceClaim, claimant: Claimant) -> bool:
    if claimant.member:
        return claim.member_id == claimant.member.pk
    return claimant.registration is not None and claim.registration_id == claimant.registration.pk


def _require_there(post: ServicePost, claimant: Claimant, on: date) -> None:
    if claimant.member:
        require_on_roster(claimant.member, post.organization, on)
        return
    registered = DualRegistration.objects.on(on).filter(community=post.community_id)
    if not claimant.registration or not registered.filter(pk=claimant.registration.pk).exists():
        raise ClaimantElsewhere


def most_at_once(claims: Sequence[ServiceClaim], first: date) -> int:
    """How many stand there on the fullest day from the first on."""
    days = {first, *(claim.since for claim in claims if claim.since > first)}
    return max(len([one for one in claims if _holds(one, day)]) for day in days)


def _holds(claim: ServiceClaim, day: date) -> bool:
    return claim.since <= day and (claim.until is None or claim.until >= day)


@locking
def end_claim(*, claim_id: int, last_day: date, actor: User | None, now: datetime) -> ServiceClaim:
    """Gives the place back after that day. Raises ClaimOver, TermBackwards."""
    claim = ServiceClaim.objects.select_for_update(no_key=True).get(pk=claim_id)
    if claim.until is not None and claim.until <= last_day:
        raise ClaimOver
    if last_day < claim.since:
        raise TermBackwards
    claim.until = last_day
    claim.save(update_fields=["until"])
    return claim


@locking
def change_places(
    *, post_id: int, places: int, today: date, actor: User | None, now: datetime
) -> ServicePost:
    """More places, or fewer, never fewer than stand there from today on. Raises PlacesTaken."""
    post = lock_post(post_id)
    taken = most_at_once(list(post.claims.overlapping(today, None)), today)
    if places < taken:
        raise PlacesTaken(_("已有%(count)d人认领，名额不能更少") % {"count": taken})
    post.places = places
    post.save(update_fields=["places"])
    return post


@locking
def close_post(*, post_id: int, last_day: date, actor: User | None, now: datetime) -> ServicePost:
    """撤岗: over after that day, with all who serve there. Raises PostOver, TermBackwards."""
    post = lock_post(post_id)
    if post.until is not None:
        raise PostOver(_("这个岗位已经撤销"))
    if last_day < post.since:
        raise TermBackwards
    post.until = last_day
    post.save(update_fields=["until"])
    end_rows(ServiceClaim, Q(service_post=post), last_day)
    return post
