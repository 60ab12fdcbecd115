"""Two want the last place of a post at once; with the control."""

from __future__ import annotations

import threading
from contextlib import suppress
from datetime import date

import pytest
from django.utils import timezone

from party_building.models import ServiceClaim, ServicePost
from party_building.services import service_posts as services
from party_building.services.service_posts import Claimant
from tests.concurrency import at_once
from tests.factories.party_building import (
    PartyMemberFactory,
    PartyOrganizationFactory,
    ServicePostFactory,
)
from tests.people import build_cast

pytestmark = pytest.mark.django_db(transaction=True)

# Behind the lock the second never comes; without it she surely does, however busy the machine is.
PATIENCE = {True: 0.4, False: 20.0}


def claim_at_once(
    monkeypatch: pytest.MonkeyPatch, *, locked: bool
) -> tuple[ServicePost, list[object]]:
    """Both have read the post before either claims, if nothing holds them apart."""
    cast, now = build_cast(), timezone.now()
    post = ServicePostFactory(organization=PartyOrganizationFactory(complex=cast.complex))
    members = [PartyMemberFactory(organization=post.organization) for _number in range(2)]
    barrier = threading.Barrier(2)
    read = (
        services.lock_post
        if locked
        else (lambda pk: ServicePost.objects.select_related("organization").get(pk=pk))
    )

    def read_and_meet(pk: int) -> ServicePost:
        found = read(pk)
        with suppress(threading.BrokenBarrierError):
            barrier.wait(PATIENCE[locked])
        return found

    monkeypatch.setattr(services, "lock_post", read_and_meet)

    def claim(number: int) -> ServiceClaim:
        return services.claim_post(
            post_id=post.pk,
            claimant=Claimant(member=members[number]),
            since=date(2026, 5, 1),
            actor=cast.branch_secretary,
            now=now,
        )

    return post, at_once(lambda: claim(0), lambda: claim(1))


def test_of_two_who_want_the_last_place_one_gets_it_and_the_other_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    post, results = claim_at_once(monkeypatch, locked=True)

    assert sorted(type(result).__name__ for result in results) == ["PostFull", "ServiceClaim"]
    assert post.claims.count() == 1


def test_without_the_lock_both_would_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """The negative control: nothing but the post's row tells one place from two."""
    post, results = claim_at_once(monkeypatch, locked=False)

    assert [type(result).__name__ for result in results] == ["ServiceClaim", "ServiceClaim"]
    assert post.claims.count() == 2
