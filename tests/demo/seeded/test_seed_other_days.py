"""The demo of days on which a calendar year would show hardly any history."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from activities.choices import HELD_STATES
from activities.models import Session, SignUp
from demo.seed.world import Period
from tests.demo.seeded.conftest import of_days

DAYS = (date(2027, 1, 20), date(2028, 2, 29))
# Of 天玺华府's plans: the year before, held whole, and what has been held of this one.
HELD = {DAYS[0]: {2026: 39, 2027: 3}, DAYS[1]: {2027: 39, 2028: 7}}

pytestmark = of_days(*DAYS)


def held() -> QuerySet[Session]:
    return Session.objects.filter(activity__state__in=HELD_STATES)


def test_both_plans_are_there_and_what_is_past_of_them_was_held(today: date) -> None:
    plans = {
        year: Session.objects.filter(complex__slug="tianxi-huafu", starts_at__year=year).count()
        for year in HELD[today]
    }
    done = {
        year: held().filter(complex__slug="tianxi-huafu", starts_at__year=year).count()
        for year in HELD[today]
    }

    assert set(plans.values()) == {39}
    assert done == HELD[today]


def test_every_month_up_to_today_has_its_history(today: date) -> None:
    first = Period.around(today).first
    sessions = held().filter(complex__slug="zhongliang-jinyun")
    days = [timezone.localdate(moment) for moment in sessions.values_list("starts_at", flat=True)]

    assert min(days) >= first
    assert len({(day.year, day.month) for day in days}) == 11
    assert len({day.isocalendar()[:2] for day in days}) >= 44
    assert SignUp.objects.count() > 2_000


def test_what_is_ahead_is_announced_and_has_a_line(today: date) -> None:
    ahead = Session.objects.public().filter(
        complex__slug="zhongliang-jinyun", starts_at__date__gt=today
    )

    assert ahead.count() >= 4
    assert ahead.filter(sign_ups__state="WAITING").exists()
    assert ahead.filter(sequence=1).count() == 1


def test_every_month_has_a_theme(today: date) -> None:
    period = Period.around(today)
    themed = Session.objects.filter(sub_district__slug="tiaodenghe-jiedao").exclude(
        activity__theme=""
    )
    days = {timezone.localdate(moment) for moment in themed.values_list("starts_at", flat=True)}

    assert all(day in period for day in days)
    assert {day.month for day in days} == set(range(1, 13))
