"""The demo's golden numbers (domain 7.5), computed from the seeded rows, and its second run."""

from __future__ import annotations

from collections.abc import Generator
from datetime import date

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.models import Sum
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from activities.choices import HELD_STATES, SignUpState
from activities.models import Activity, Session, SignUp
from communities.models import Complex

TODAY = "2026-11-20"
OURS = ("accounts", "core", "communities", "activities")


@pytest.fixture(scope="module", autouse=True)
def demo(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Generator[None, None, None]:
    """Seeded once for the module, in a transaction that is rolled back."""
    from django.db import transaction

    with django_db_blocker.unblock():
        outer = transaction.atomic()
        outer.__enter__()
        call_command("seed_demo", today=date.fromisoformat(TODAY), verbosity=0)
        yield
        transaction.set_rollback(True)
        outer.__exit__(None, None, None)


@pytest.fixture(autouse=True)
def _database(demo: None, django_db_blocker: DjangoDbBlocker) -> Generator[None, None, None]:
    with django_db_blocker.unblock():
        yield


def rows() -> dict[str, int]:
    return {
        model._meta.label: model._default_manager.count()
        for name in OURS
        for model in apps.get_app_config(name).get_models()
    }


def test_23_courtyards_sum_to_the_communitys_figures() -> None:
    courtyards = Complex.objects.filter(community__slug="jianxinglu", name__startswith="建兴路")

    assert courtyards.count() == 23
    assert courtyards.aggregate(h=Sum("household_count"), r=Sum("resident_count")) == {
        "h": 16_500,
        "r": 43_032,
    }


def days(held: bool) -> list[date]:
    sessions = Session.objects.filter(complex__slug="tianxi-huafu", cancelled_at=None)
    if held:
        sessions = sessions.filter(activity__state__in=HELD_STATES)
    return [timezone.localdate(moment) for moment in sessions.values_list("starts_at", flat=True)]


def test_tianxi_huafu_planned_39_sessions_in_12_months_and_37_weeks() -> None:
    planned = days(held=False)

    assert len(planned) == 39
    assert len({day.month for day in planned}) == 12
    assert len({day.isocalendar()[:2] for day in planned}) == 37


def test_tianxi_huafu_held_36_sessions_in_11_months_and_34_weeks() -> None:
    held = days(held=True)

    assert len(held) == 36
    assert len({day.month for day in held}) == 11
    assert len({day.isocalendar()[:2] for day in held}) == 34


def test_every_month_of_tianxi_huafu_has_its_theme() -> None:
    themes = Activity.objects.filter(complex__slug="tianxi-huafu").exclude(theme="")

    assert themes.count() == 39


def test_the_solstice_soup_has_400_bowls_one_a_household() -> None:
    soup = Session.objects.get(activity__title="冬至羊肉汤")

    assert (soup.capacity, soup.activity.household_quota) == (400, 1)
    assert timezone.localdate(soup.starts_at) == date(2026, 12, 22)


def test_counters_agree_with_the_sign_ups() -> None:
    confirmed = dict(
        SignUp.objects.filter(state=SignUpState.CONFIRMED)
        .values_list("session")
        .annotate(people=Sum("party_size"))
    )

    assert confirmed == dict(Session.objects.filter(taken__gt=0).values_list("pk", "taken"))
    assert len(confirmed) > 80


def test_both_ways_of_signing_up_and_the_line_are_shown() -> None:
    assert set(SignUp.objects.values_list("source", flat=True).distinct()) == {
        "ONLINE",
        "HELPER",
        "PHONE",
        "PAPER",
    }
    assert SignUp.objects.filter(
        state=SignUpState.WAITING, session__starts_at__date__gt=date.fromisoformat(TODAY)
    ).exists()


def test_seeding_again_changes_nothing() -> None:
    before = rows()

    call_command("seed_demo", today=date.fromisoformat(TODAY), verbosity=0)

    assert rows() == before


def test_the_day_may_be_another() -> None:
    call_command("seed_demo", today=date(2027, 1, 20), verbosity=0)

    moon = Session.objects.filter(complex__slug="tianxi-huafu", starts_at__year=2027)
    assert moon.count() == 39
    assert timezone.localdate(moon.get(activity__title="腊八送粥").starts_at) == date(2027, 1, 15)
    assert timezone.localdate(moon.get(activity__title="冬至送温暖").starts_at) == date(
        2027, 12, 22
    )


def test_no_demo_row_is_without_its_mark() -> None:
    unmarked = {
        model._meta.label: model._default_manager.filter(is_demo=False).count()
        for name in OURS
        for model in apps.get_app_config(name).get_models()
        if any(field.name == "is_demo" for field in model._meta.fields)
        and not model._meta.label.endswith("Event")
    }

    assert {label: count for label, count in unmarked.items() if count} == {}
