from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from activities import permissions
from tests.factories.activities import ActivityFactory, ActivityLogFactory, SignUpFactory
from tests.people import Cast

pytestmark = pytest.mark.django_db

WORKERS = {"admin", "official", "secretary", "manager", "steward", "branch_secretary", "leader"}
EVERYBODY = WORKERS | {"sibling_manager", "auditor", "partner", "resident", "outsider"}


def allowed(cast: Cast, predicate: Callable[..., bool], row: Any) -> set[str]:
    return {name for name in EVERYBODY if predicate(getattr(cast, name), row)}


def test_who_serves_the_place_manages_its_activities_and_nobody_else(cast: Cast) -> None:
    activity = ActivityFactory(complex=cast.complex)

    assert allowed(cast, permissions.can_manage_activity, activity) == WORKERS
    assert not permissions.can_manage_activity(AnonymousUser(), activity)


def test_only_the_officials_of_the_place_review(cast: Cast) -> None:
    activity = ActivityFactory(complex=cast.complex)

    assert allowed(cast, permissions.can_review_activity, activity) == {
        "admin",
        "official",
        "secretary",
    }
    assert not permissions.can_review_activity(AnonymousUser(), activity)


def test_names_and_sessions_follow_the_place(cast: Cast) -> None:
    sign_up = SignUpFactory(session__complex=cast.complex)

    assert allowed(cast, permissions.can_see_sign_up, sign_up) == WORKERS
    assert allowed(cast, permissions.can_manage_session, sign_up.session) == WORKERS


def test_the_auditor_reads_the_log_and_writes_nothing(cast: Cast) -> None:
    log = ActivityLogFactory(session__complex=cast.complex)

    assert allowed(cast, permissions.can_see_log, log) == WORKERS | {"auditor"}


def test_without_a_row_the_question_is_whether_one_works_anywhere(cast: Cast) -> None:
    for predicate in (
        permissions.can_manage_activity,
        permissions.can_manage_session,
        permissions.can_see_sign_up,
        permissions.can_see_log,
    ):
        assert allowed(cast, predicate, None) == WORKERS | {"sibling_manager", "outsider"}
        assert not predicate(AnonymousUser(), None)
    assert allowed(cast, permissions.can_review_activity, None) == {
        "admin",
        "official",
        "secretary",
        "outsider",
    }
