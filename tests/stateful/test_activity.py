"""Hypothesis lives lives of an activity; services and model must agree after each step.

The suite lives thirty of them, thirty steps long; `HYPOTHESIS_PROFILE=long` twenty times as many.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from activities.models import SignUp
from activities.services import check_ins, planning, reminders, sign_ups
from tests.stateful.machine import ActivityMachine

pytestmark = pytest.mark.django_db

settings.register_profile(
    "suite",
    max_examples=30,
    stateful_step_count=30,
    deadline=None,
    print_blob=True,
    suppress_health_check=list(HealthCheck),
)
settings.register_profile(
    "long", settings.get_profile("suite"), max_examples=200, stateful_step_count=50
)
LIVES = settings.get_profile(os.environ.get("HYPOTHESIS_PROFILE", "suite"))
# A control only has to find its flaw, not to make the story short; always the same lives, so that it
# finds it always.
FLAWED = settings(
    settings.get_profile("suite"),
    max_examples=200,
    phases=[Phase.generate],
    database=None,
    derandomize=True,
)


def test_services_do_what_the_model_says() -> None:
    run_state_machine_as_test(ActivityMachine, settings=LIVES)


def _nobody_moves_up(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (sign_ups, planning):
        monkeypatch.setattr(module, "promote", lambda session, now: [])


def _households_are_not_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sign_ups, "_require_door", lambda session, application: "")


def _a_second_tap_is_a_second_sign_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sign_ups, "_existing", lambda session, application, code: (None, code))


def _the_counter_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sign_ups, "take_places", lambda session, people: None)


def _the_door_is_always_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check_ins, "require_door_open", lambda session, **_door: None)


def _everybody_is_reminded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reminders, "SignUpState", type("All", (), {"CONFIRMED": "WAITING"}))


@pytest.mark.parametrize(
    "flaw",
    [
        _nobody_moves_up,
        _households_are_not_counted,
        _a_second_tap_is_a_second_sign_up,
        _the_counter_is_forgotten,
        _the_door_is_always_open,
        _everybody_is_reminded,
    ],
    ids=lambda flaw: flaw.__name__.strip("_"),
)
def test_a_flaw_in_the_services_is_found(
    flaw: Callable[[pytest.MonkeyPatch], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The controls: the same lives with one rule taken out of the services."""
    flaw(monkeypatch)

    with pytest.raises(Exception) as found:  # noqa: PT011  a rule, a CHECK or a unique key notices
        run_state_machine_as_test(ActivityMachine, settings=FLAWED)

    assert not isinstance(found.value, TypeError | AttributeError | NameError)
    assert not SignUp.objects.exists()


def test_a_life_leaves_no_rows_behind() -> None:
    lived: list[Any] = []

    class Watched(ActivityMachine):
        def teardown(self) -> None:
            lived.append(SignUp.objects.count())
            super().teardown()

    run_state_machine_as_test(Watched, settings=settings(LIVES, max_examples=5))

    assert any(lived)
    assert not SignUp.objects.exists()
