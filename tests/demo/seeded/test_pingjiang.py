"""平江路: the golden numbers of domain 7.5, last year's too, and the exception behind a lost 100 %."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from accounts.models import User
from communities.queries.body_indicators import party_share
from core.indicators import Fraction, Part, Question, get_indicator
from party_building.models import PartyOrganization
from party_building.services.organizations import dissolve
from tests.demo.seeded.conftest import of_days

DAY = date(2026, 11, 20)
LAST_YEAR = date(2025, 12, 31)

pytestmark = of_days(DAY)


def asked(day: date = DAY) -> Question:
    return Question("pingjianglu", date(day.year, 1, 1), day, day)


def counted(code: str, day: date = DAY) -> Fraction:
    return get_indicator(code).count(asked(day))


def opened(code: str, user: User, day: date = DAY) -> list[Part]:
    parts = get_indicator(code).parts
    assert parts is not None
    return parts(asked(day), user)


def secretary() -> User:
    return User.objects.get(username="secretary-pingjianglu")


def test_six_courtyards_have_six_branches_and_six_secretaries_who_are_directors() -> None:
    assert counted("K01") == Fraction(6, 6)
    assert counted("K05") == Fraction(6, 6)
    assert counted("K06") == Fraction(6, 6)
    share = party_share(asked())
    assert (share.numerator, share.denominator, share.value) == (27, 36, 0.75)


def test_the_six_open_to_their_names_for_those_who_may_see_them() -> None:
    for_hers = opened("K06", secretary())
    for_another = opened("K06", User.objects.get(username="outsider"))

    assert [part.numerator for part in for_hers] == [1] * 6
    assert all(len(part.names) == 1 for part in for_hers)
    assert all(part.names == () for part in for_another)


def test_asked_as_of_last_year_it_tells_last_year_s() -> None:
    assert counted("K01", LAST_YEAR) == Fraction(5, 6)
    assert counted("K06", LAST_YEAR) == Fraction(4, 5)
    assert [part.label for part in opened("K01", secretary(), LAST_YEAR) if part.is_exception] == [
        "平江路五号院"
    ]


def test_a_dissolved_branch_shows_as_the_exception_from_the_day_after() -> None:
    branch = PartyOrganization.objects.get(name="平江路三号院党支部")
    dissolve(
        organization_id=branch.pk,
        last_day=date(DAY.year, 10, 31),
        actor=secretary(),
        now=timezone.now(),
    )

    assert counted("K01", date(DAY.year, 10, 31)) == Fraction(6, 6)
    assert counted("K01") == Fraction(5, 6)
    (exception,) = [part for part in opened("K01", secretary()) if part.is_exception]
    assert exception.label == "平江路三号院"
    assert exception.note == "平江路三号院党支部已撤销，最后一天2026年10月31日"
