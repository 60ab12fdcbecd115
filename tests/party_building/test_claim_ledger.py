"""Which post a cell of ledgers 4 and 5 means, for whom one is free, and from when until when it counts."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db.models import Q

from party_building.models import DualRegistration, PartyOrganization, ServiceClaim
from party_building.services.claim_ledger import Cell, ClaimBook, Claimed, write_claims
from tests.factories.party_building import (
    DualRegistrationFactory,
    PartyOrganizationFactory,
    ServiceClaimFactory,
    ServicePostFactory,
)
from tests.people import Cast

pytestmark = pytest.mark.django_db
TODAY, JULY, AUGUST = date(2026, 6, 1), date(2026, 7, 1), date(2026, 8, 1)


@pytest.fixture
def branch(cast: Cast) -> PartyOrganization:
    return PartyOrganizationFactory(complex=cast.complex)


@pytest.fixture
def registration(cast: Cast) -> DualRegistration:
    made: DualRegistration = DualRegistrationFactory(complex=cast.complex)
    return made


def book_of(cast: Cast, *holders: DualRegistration) -> ClaimBook:
    return ClaimBook.of(
        cast.branch_secretary,
        posts=Q(community=cast.community),
        holder="registration",
        holders=[one.pk for one in holders],
        today=TODAY,
        is_written=True,
    )


def read(book: ClaimBook, typed: str | None, since: date = TODAY, **holder: Any) -> Cell:
    return book.read(typed, holder=holder.get("holder"), nearest=(lambda _post: True,), since=since)


def test_a_place_is_free_only_if_it_is_on_every_day(cast: Cast, branch: PartyOrganization) -> None:
    post = ServicePostFactory(organization=branch, name="护绿岗", places=1, since=TODAY)
    ServiceClaimFactory(service_post=post, since=AUGUST)

    assert read(book_of(cast), "护绿岗").warnings == ["“护绿岗”只有1个名额，已经满了，先不认领"]


def test_a_post_that_is_over_before_she_begins_is_none(
    cast: Cast, branch: PartyOrganization
) -> None:
    ServicePostFactory(organization=branch, name="护绿岗", since=TODAY, until=JULY)

    assert [post.name for post in read(book_of(cast), "护绿岗", since=JULY).posts] == ["护绿岗"]
    later = read(book_of(cast), "护绿岗", since=AUGUST)
    assert later.warnings == ["这里没有“护绿岗”这个服务岗，先不认领"]


def test_what_she_has_claimed_for_later_is_not_claimed_twice(
    cast: Cast, branch: PartyOrganization, registration: DualRegistration
) -> None:
    post = ServicePostFactory(organization=branch, name="护绿岗", places=2)
    ServiceClaimFactory(
        service_post=post, member=None, registration=registration, since=AUGUST
    )  # fmt: skip

    named = read(book_of(cast, registration), "护绿岗", holder=registration.pk)
    silent = read(book_of(cast, registration), None, holder=registration.pk)

    assert (named.posts, named.warnings, named.before) == ([], [], "")
    assert silent.warnings == []


def test_where_the_actor_sees_no_post_she_keeps_what_she_has(
    cast: Cast, registration: DualRegistration
) -> None:
    away = PartyOrganizationFactory(complex=cast.sibling_complex)
    post = ServicePostFactory(organization=away, name="巡逻岗", since=date(2026, 1, 1))
    ServiceClaimFactory(
        service_post=post, member=None, registration=registration, since=date(2026, 1, 1)
    )
    book = book_of(cast, registration)

    cell = read(book, "巡逻岗", holder=registration.pk)

    assert book.posts == {}
    assert (cell.posts, cell.warnings, cell.after) == ([], [], "巡逻岗")


def test_a_claim_ends_with_the_post_or_with_who_leaves_first(
    cast: Cast, branch: PartyOrganization, registration: DualRegistration
) -> None:
    posts = [
        ServicePostFactory(organization=branch, name="护绿岗", until=AUGUST),
        ServicePostFactory(organization=branch, name="巡逻岗"),
    ]

    write_claims("registration", [Claimed(registration, posts, TODAY, JULY)])
    other = DualRegistrationFactory(complex=cast.complex)
    write_claims("registration", [Claimed(other, posts, TODAY)])

    def untils(one: DualRegistration) -> list[date | None]:
        claims = ServiceClaim.objects.filter(registration=one).order_by("pk")
        return list(claims.values_list("until", flat=True))

    assert untils(registration) == [JULY, JULY]
    assert untils(other) == [AUGUST, None]
