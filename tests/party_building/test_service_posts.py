"""党员服务岗: as many as there are places, by date; members and those who report in claim alike."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from communities.services.duties import TermBackwards
from party_building.models import PartyOrganization, ServiceClaim, ServicePost
from party_building.services import service_posts as services
from party_building.services.service_posts import Claimant, NewPost
from party_building.services.zones import NotOnRoster
from tests.factories.communities import BuildingFactory, UnitFactory
from tests.factories.party_building import (
    DualRegistrationFactory,
    PartyMemberFactory,
    PartyOrganizationFactory,
    ServiceClaimFactory,
    ServicePostFactory,
)
from tests.people import Cast

pytestmark = pytest.mark.django_db

MAY, JULY = date(2026, 5, 1), date(2026, 7, 1)
LAST_OF_JUNE = date(2026, 6, 30)


@pytest.fixture
def branch(cast: Cast) -> PartyOrganization:
    return PartyOrganizationFactory(complex=cast.complex, name="东园党支部")


def acting(cast: Cast) -> dict[str, Any]:
    return {"actor": cast.branch_secretary, "now": timezone.now()}


def claim(cast: Cast, post: ServicePost, claimant: Claimant, **days: date) -> ServiceClaim:
    since = days.pop("since", MAY)
    return services.claim_post(
        post_id=post.pk, claimant=claimant, since=since, **days, **acting(cast)
    )


def member_of(branch: PartyOrganization) -> Claimant:
    return Claimant(member=PartyMemberFactory(organization=branch))


def test_a_post_stands_at_a_door_of_its_complex(cast: Cast, branch: PartyOrganization) -> None:
    unit = UnitFactory(building__complex=cast.complex)

    post = services.set_up_post(
        organization=branch,
        post=NewPost(name=" 矛盾调解岗 ", complex=cast.complex, building=unit.building, unit=unit, places=2),
        since=MAY,
        **acting(cast),
    )  # fmt: skip

    post.refresh_from_db()
    assert (post.name, post.building, post.unit, post.places) == ("矛盾调解岗", None, unit, 2)
    with pytest.raises(services.SpotElsewhere):
        services.set_up_post(
            organization=branch,
            post=NewPost(
                name="岗",
                complex=cast.complex,
                building=BuildingFactory(complex=cast.sibling_complex),
            ),
            since=MAY,
            **acting(cast),
        )


def test_a_post_has_as_many_as_it_has_places(cast: Cast, branch: PartyOrganization) -> None:
    post = ServicePostFactory(organization=branch, places=2)
    claim(cast, post, member_of(branch))
    claim(cast, post, Claimant(registration=DualRegistrationFactory(complex=cast.complex)))

    with pytest.raises(services.PostFull, match="“矛盾调解岗”只有2个名额，已经满了"):
        claim(cast, post, member_of(branch))

    assert post.claims.count() == 2


def test_places_are_counted_by_the_day(cast: Cast, branch: PartyOrganization) -> None:
    """Two who follow each other take one place."""
    post = ServicePostFactory(organization=branch, places=2)
    ServiceClaimFactory(service_post=post, since=MAY, until=LAST_OF_JUNE)
    ServiceClaimFactory(service_post=post, since=JULY)

    claim(cast, post, member_of(branch), since=MAY)

    with pytest.raises(services.PostFull):
        claim(cast, post, member_of(branch), since=MAY, until=LAST_OF_JUNE)


def test_a_place_given_back_is_free_on_the_next_day(cast: Cast, branch: PartyOrganization) -> None:
    post = ServicePostFactory(organization=branch)
    first = claim(cast, post, member_of(branch))

    services.end_claim(claim_id=first.pk, last_day=LAST_OF_JUNE, **acting(cast))

    claim(cast, post, member_of(branch), since=JULY)
    with pytest.raises(services.ClaimOver):
        services.end_claim(claim_id=first.pk, last_day=JULY, **acting(cast))


def test_nobody_claims_twice_or_from_elsewhere(cast: Cast, branch: PartyOrganization) -> None:
    post = ServicePostFactory(organization=branch, places=9)
    mine = member_of(branch)
    claim(cast, post, mine)

    with pytest.raises(services.ClaimedAlready):
        claim(cast, post, mine, since=JULY)
    with pytest.raises(NotOnRoster):
        claim(cast, post, member_of(PartyOrganizationFactory(complex=cast.sibling_complex)))
    away = DualRegistrationFactory(complex=cast.other_community_complex)
    left = DualRegistrationFactory(complex=cast.complex, left_on=date(2026, 4, 30))
    for registration in (away, left):
        with pytest.raises(services.ClaimantElsewhere):
            claim(cast, post, Claimant(registration=registration))


def test_a_claim_lies_in_the_days_of_its_post(cast: Cast, branch: PartyOrganization) -> None:
    post = ServicePostFactory(organization=branch, until=LAST_OF_JUNE)

    with pytest.raises(services.PostOver):
        claim(cast, post, member_of(branch), since=JULY)
    with pytest.raises(TermBackwards):
        claim(cast, post, member_of(branch), since=MAY, until=date(2026, 4, 1))
    assert claim(cast, post, member_of(branch)).until == LAST_OF_JUNE


def test_places_never_fall_below_who_stands_there(cast: Cast, branch: PartyOrganization) -> None:
    post = ServicePostFactory(organization=branch, places=3)
    for _number in range(2):
        claim(cast, post, member_of(branch))

    with pytest.raises(services.PlacesTaken, match="已有2人认领，名额不能更少"):
        services.change_places(post_id=post.pk, places=1, today=JULY, **acting(cast))
    services.change_places(post_id=post.pk, places=2, today=JULY, **acting(cast))

    post.refresh_from_db()
    assert post.places == 2


def test_a_post_that_is_closed_takes_its_claims_along(
    cast: Cast, branch: PartyOrganization
) -> None:
    post = ServicePostFactory(organization=branch)
    claim(cast, post, member_of(branch))

    services.close_post(post_id=post.pk, last_day=LAST_OF_JUNE, **acting(cast))

    assert ServiceClaim.objects.get().until == LAST_OF_JUNE
    assert not ServicePost.objects.on(JULY).exists()
    with pytest.raises(services.PostOver, match="这个岗位已经撤销"):
        services.close_post(post_id=post.pk, last_day=JULY, **acting(cast))
