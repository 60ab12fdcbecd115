"""Who gets what answer from each method of the API: one row per act, asked as every role.

`rule(role, whose)` is the answer to a token with every scope. `test_api_matrix.py` also takes the
scope away. Outside the scope 404, inside without the right 403, without an account 401.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from accounts.choices import ApiScope
from tests.architecture.access_matrix import (
    ANONYMOUS,
    DENIED,
    MISSING,
    OK,
    OUTSIDE,
    READS_ONLY,
    SEES,
    UNAUTHORIZED,
    Address,
    Grounds,
    api_staff,
    api_visits_in_scope,
    everybody,
    of_activity,
    of_check_in,
    of_counted_vote,
    of_env_committee,
    of_grid,
    of_notice,
    of_own_sign_up,
    of_party,
    of_place,
    of_published_meeting,
    of_session,
    of_shop,
    of_space,
    of_street,
    of_term,
    of_ticket,
    of_told_round,
    of_visit_plan,
    readers_in_scope,
)

MADE, CONFLICT = 201, 409


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One request: GET where `body` is None."""

    name: str
    scope: str
    rule: Callable[[str, str], int]
    about: Address | None = None
    body: dict[str, Any] | Callable[[Grounds], dict[str, Any]] | None = None
    id: str = field(default="")

    def __str__(self) -> str:
        return self.id or self.name


def workers(answer: int) -> Callable[[str, str], int]:
    """What whoever serves the place is told; the others are kept out."""

    def rule(role: str, whose: str) -> int:
        if role == ANONYMOUS:
            return UNAUTHORIZED
        if role in OUTSIDE:
            return DENIED
        if whose not in SEES[role]:
            return MISSING
        return DENIED if role in READS_ONLY else answer

    return rule


def anybody(answer: int) -> Callable[[str, str], int]:
    return lambda role, whose: answer


def who_signs_up_others(role: str, whose: str) -> int:
    """Said only by those who serve the session; public as it is, nobody is told 404."""
    return MADE if whose in SEES[role] and role not in READS_ONLY else DENIED


def of_plan(grounds: Grounds) -> dict[str, Any]:
    return {"pk": grounds.planned.pk}


def of_planned_activity(grounds: Grounds) -> dict[str, Any]:
    return {"pk": grounds.planned.activity_id}


READ, SIGN_UP = ApiScope.READ, ApiScope.SIGN_UP
ACTS = [
    Act(name="communities_api:complexes", scope=READ, rule=everybody),
    Act(name="communities_api:complex", scope=READ, rule=everybody, about=of_place),
    Act(name="party_building_api:complex_responsible", scope=READ, rule=everybody, about=of_place),
    Act(name="communities_api:notices", scope=READ, rule=everybody),
    Act(name="communities_api:notice", scope=READ, rule=everybody, about=of_notice),
    Act(name="communities_api:owners_committees", scope=READ, rule=everybody),
    Act(name="communities_api:owners_committee", scope=READ, rule=everybody, about=of_term),
    Act(name="communities_api:env_committees", scope=READ, rule=everybody),
    Act(name="communities_api:env_committee", scope=READ, rule=everybody, about=of_env_committee),
    Act(name="communities_api:grids", scope=READ, rule=everybody),
    Act(name="communities_api:grid", scope=READ, rule=everybody, about=of_grid),
    Act(name="communities_api:streets", scope=READ, rule=everybody),
    Act(name="communities_api:street", scope=READ, rule=everybody, about=of_street),
    Act(name="communities_api:shops", scope=READ, rule=everybody),
    Act(name="communities_api:shop", scope=READ, rule=everybody, about=of_shop),
    Act(name="meetings_api:meetings", scope=READ, rule=everybody),
    Act(name="meetings_api:meeting", scope=READ, rule=everybody, about=of_published_meeting),
    Act(name="meetings_api:votes", scope=READ, rule=everybody),
    Act(name="meetings_api:vote", scope=READ, rule=everybody, about=of_counted_vote),
    Act(name="communities_api:visit_plans", scope=READ, rule=api_staff),
    Act(
        name="communities_api:visit_plan",
        scope=READ,
        rule=api_visits_in_scope,
        about=of_visit_plan,
    ),
    Act(name="communities_api:surveys", scope=READ, rule=everybody),
    Act(name="communities_api:survey", scope=READ, rule=everybody, about=of_told_round),
    Act(name="party_building_api:organizations", scope=READ, rule=everybody),
    Act(name="party_building_api:organization", scope=READ, rule=everybody, about=of_party),
    Act(name="activities_api:spaces", scope=READ, rule=everybody),
    Act(name="activities_api:space", scope=READ, rule=readers_in_scope, about=of_space),
    Act(name="activities_api:activities", scope=READ, rule=everybody),
    Act(name="activities_api:activity", scope=READ, rule=everybody, about=of_activity),
    Act(
        id="a planned activity",
        name="activities_api:activity",
        scope=READ,
        rule=readers_in_scope,
        about=of_planned_activity,
    ),
    Act(name="activities_api:sessions", scope=READ, rule=everybody),
    Act(name="activities_api:session", scope=READ, rule=everybody, about=of_session),
    Act(
        id="a planned session",
        name="activities_api:session",
        scope=READ,
        rule=readers_in_scope,
        about=of_plan,
    ),
    Act(
        name="activities_api:sign_up",
        scope=SIGN_UP,
        rule=anybody(MADE),
        about=of_session,
        body={"name": "王阿姨"},
    ),
    Act(
        id="signing up others",
        name="activities_api:sign_up",
        scope=SIGN_UP,
        rule=who_signs_up_others,
        about=of_session,
        body={"name": "王阿姨", "source": "PHONE"},
    ),
    Act(
        id="a plan takes no sign-ups",
        name="activities_api:sign_up",
        scope=SIGN_UP,
        rule=lambda role, whose: CONFLICT if whose in SEES[role] else MISSING,
        about=of_plan,
        body={"name": "王阿姨"},
    ),
    # The sign-up of the grounds has arrived: whoever may cancel is told so.
    Act(
        name="activities_api:ticket_cancel",
        scope=SIGN_UP,
        rule=anybody(CONFLICT),
        about=of_ticket,
        body={},
    ),
    Act(
        name="activities_api:sign_up_cancel",
        scope=SIGN_UP,
        rule=workers(CONFLICT),
        about=of_own_sign_up,
        body={},
    ),
    Act(
        name="activities_api:check_in",
        scope=ApiScope.CHECK_IN,
        rule=workers(OK),
        about=of_session,
        body=lambda grounds: {"code": grounds.sign_up.entry_code},
    ),
    Act(
        name="activities_api:check_in_undo",
        scope=ApiScope.CHECK_IN,
        rule=workers(OK),
        about=of_check_in,
        body={},
    ),
    # A log stands already, of which the request says nothing.
    Act(
        name="activities_api:log",
        scope=ApiScope.LOG,
        rule=workers(CONFLICT),
        about=of_session,
        body={"headcount": 3},
    ),
]
