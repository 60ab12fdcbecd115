"""双报到 from reporting in to leaving: one place at a time, posts claimed, reviewed, nameless at request."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from communities.services.bodies import DayInFuture
from communities.services.duties import TermBackwards
from party_building.models import DualRegistration, ServiceClaim
from party_building.services import dual_registrations as services
from party_building.services.dual_registrations import Working
from party_building.services.members import ConsentMissing
from party_building.services.service_posts import Claimant, claim_post
from tests.factories.party_building import DualRegistrationFactory, ServicePostFactory
from tests.people import Cast

pytestmark = pytest.mark.django_db

JULY = date(2026, 7, 1)
LAST_OF_JUNE = date(2026, 6, 30)


def report_in(cast: Cast, **facts: Any) -> DualRegistration:
    return services.report_in(
        complex_=facts.pop("complex_", cast.complex),
        name=facts.pop("name", "郑远"),
        phone="13800000002",
        working=Working(employer=facts.pop("employer", " 区图书馆 "), skills="修电器"),
        consented_on=facts.pop("consented_on", date(2026, 3, 1)),
        reported_on=facts.pop("reported_on", date(2026, 3, 1)),
        actor=cast.secretary,
        now=timezone.now(),
    )


def common(cast: Cast, registration: DualRegistration) -> dict[str, Any]:
    return {
        "registration_id": registration.pk,
        "actor": cast.secretary,
        "now": timezone.now(),
    }


def test_a_working_member_reports_in_where_she_lives(cast: Cast) -> None:
    registration = report_in(cast)

    registration.refresh_from_db()
    assert (registration.person.name, registration.employer, registration.skills) == (
        "郑远", "区图书馆", "修电器",
    )  # fmt: skip
    assert (registration.complex, registration.community) == (cast.complex, cast.community)


def test_without_consent_an_employer_or_a_day_that_was_nobody_is_registered(cast: Cast) -> None:
    with pytest.raises(ConsentMissing):
        report_in(cast, consented_on=None)
    with pytest.raises(services.EmployerMissing):
        report_in(cast, employer="  ")
    with pytest.raises(DayInFuture):
        report_in(cast, reported_on=date(2099, 1, 1))

    assert not DualRegistration.objects.exists()


def test_whoever_has_reported_in_elsewhere_is_told_where(cast: Cast) -> None:
    first = report_in(cast)

    with pytest.raises(services.ReportedAlready, match="郑远已在东园报到"):
        report_in(cast, complex_=cast.sibling_complex)
    services.leave_community(last_day=LAST_OF_JUNE, reason="搬家", **common(cast, first))
    second = report_in(cast, complex_=cast.sibling_complex, reported_on=JULY)

    assert [DualRegistration.objects.on(day).get() for day in (LAST_OF_JUNE, JULY)] == [
        first, second,
    ]  # fmt: skip


def test_leaving_ends_the_posts_with_its_reason(cast: Cast) -> None:
    registration = report_in(cast)
    post = ServicePostFactory(organization__complex=cast.complex)
    claim_post(
        post_id=post.pk,
        claimant=Claimant(registration=registration),
        since=date(2026, 3, 2),
        actor=cast.secretary,
        now=timezone.now(),
    )

    services.leave_community(
        last_day=LAST_OF_JUNE, reason=" 工作调动 ", **common(cast, registration)
    )

    registration.refresh_from_db()
    assert (registration.left_on, registration.left_reason) == (LAST_OF_JUNE, "工作调动")
    assert ServiceClaim.objects.get().until == LAST_OF_JUNE
    with pytest.raises(services.LeftAlready):
        services.leave_community(last_day=JULY, reason="", **common(cast, registration))


def test_nobody_leaves_before_she_came(cast: Cast) -> None:
    with pytest.raises(TermBackwards):
        services.leave_community(
            last_day=date(2026, 2, 28), reason="", **common(cast, report_in(cast))
        )


def test_the_community_reviews_also_one_who_has_left(cast: Cast) -> None:
    registration = DualRegistrationFactory(complex=cast.complex, left_on=LAST_OF_JUNE)

    services.review_registration(review=" 参加三次巡逻 ", **common(cast, registration))

    registration.refresh_from_db()
    assert registration.review == "参加三次巡逻"
    with pytest.raises(services.ReviewEmpty):
        services.review_registration(review=" ", **common(cast, registration))


def test_consent_taken_back_leaves_nothing_that_tells_who_it_was(cast: Cast) -> None:
    registration = report_in(cast)
    person = registration.person

    services.withdraw_registration(on=LAST_OF_JUNE, **common(cast, registration))
    services.withdraw_registration(on=JULY, **common(cast, registration))

    registration.refresh_from_db()
    assert registration.person.name == "已撤回同意"
    assert (registration.employer, registration.skills, registration.review) == ("", "", "")
    assert (registration.left_on, registration.withdrawn_on) == (LAST_OF_JUNE, LAST_OF_JUNE)
    assert not person.dual_registrations.exists()
