"""The description of the API, and thousands of requests made from it (schemathesis).

As a visitor, a manager and an official: no answer is a 500, every status and every body is one that
the description names. Examples are the same in every run.
"""

from __future__ import annotations

import copy
import inspect
from datetime import timedelta
from typing import Any

import pytest
import schemathesis
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.utils import timezone
from drf_spectacular.validation import validate_schema
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.checks import FailureGroup, not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from activities.services.check_ins import check_in
from core.api import throttles
from core.api.views import WriteView, openapi_schema
from meetings.choices import MeetingState
from meetings.models import Vote
from meetings.services.vote_results import publish_result
from meetings.services.votes import count_vote
from tests.architecture.addresses import ALL_ROUTES
from tests.factories.accounts import ApiTokenFactory, PersonFactory
from tests.factories.activities import SessionFactory, SignUpFactory, SpaceFactory
from tests.factories.bodies import CommitteeTermFactory, EnvCommitteeFactory
from tests.factories.meetings import MeetingFactory
from tests.factories.notices import NoticeFactory
from tests.factories.party_building import PartyOrganizationFactory
from tests.factories.surveys import SurveyRoundFactory
from tests.factories.territory import (
    GridSpanFactory,
    StreetChiefFactory,
    ThreeDutiesCommitmentFactory,
)
from tests.factories.visits import VisitPlanFactory
from tests.factories.votes import cast as cast_ballot
from tests.factories.votes import doors_with_owners
from tests.factories.votes import opened as opened_vote
from tests.people import Cast

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
EXAMPLES = 10


def operations() -> list[tuple[str, str]]:
    return [
        (method.upper(), path)
        for path, methods in openapi_schema()["paths"].items()
        for method in methods
    ]


def test_the_description_is_valid_and_says_nothing_with_a_warning(capsys: Any) -> None:
    call_command("spectacular", "--validate", "--fail-on-warn", "--file", "/dev/null")

    assert "Warning" not in capsys.readouterr().err


@pytest.mark.django_db
def test_the_description_is_served_as_json_and_names_every_route() -> None:
    response = Client().get("/api/schema/")

    described = response.json()
    validate_schema(described)
    assert response["Cache-Control"] == "public, max-age=3600"
    routes = [route for route in ALL_ROUTES if route.path.startswith("api/v1/")]
    assert len(described["paths"]) == len(routes)
    writes = [route for route in routes if issubclass(route.view.cls, WriteView)]
    keyed = [
        path
        for path, methods in described["paths"].items()
        for parameter in methods.get("post", {}).get("parameters", [])
        if parameter["name"] == "Idempotency-Key"
    ]
    assert len(keyed) == len(writes) == 6


def test_every_write_repeats_by_construction() -> None:
    """No view of the API has a way of its own to take a POST."""
    for route in ALL_ROUTES:
        view = getattr(route.view, "cls", None)
        if route.path.startswith("api/v1/") and "post" in view.http_method_names:
            assert inspect.unwrap(view.post) is WriteView.post, route.path


@pytest.fixture
def world(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """A small one, with nobody counting requests; which row each kind of address may name."""
    for bound in ("READS_OF_CALLER", "WRITES_OF_CALLER", "REQUESTS_OF_ADDRESS"):
        monkeypatch.setattr(throttles, bound, 10**9)
    begun = timezone.now() - timedelta(hours=1)
    day = timezone.localdate() - timedelta(days=1)
    session = SessionFactory(complex=cast.complex, capacity=3, starts_at=begun)
    sign_up = SignUpFactory(session=session)
    came = check_in(sign_up_id=sign_up.pk, method="CODE", actor=cast.steward, now=timezone.now())
    return {
        "complexes": cast.complex.slug,
        "notices": NoticeFactory(complex=cast.complex).pk,
        "owners-committees": CommitteeTermFactory(body__complex=cast.complex).pk,
        "env-committees": EnvCommitteeFactory(community=cast.community).pk,
        "grids": GridSpanFactory(complex=cast.complex).grid_id,
        "streets": StreetChiefFactory(segment__complex=cast.complex).segment_id,
        "shops": ThreeDutiesCommitmentFactory(shop__segment__complex=cast.complex).shop_id,
        "visit-plans": VisitPlanFactory(complex=cast.complex).pk,
        "surveys": SurveyRoundFactory(
            complex=cast.complex, opens_on=day, closes_on=day, published_at=begun
        ).pk,
        "meetings": MeetingFactory(complex=cast.complex, state=MeetingState.PUBLISHED).pk,
        "votes": published_vote(cast).pk,
        "party-organizations": PartyOrganizationFactory(complex=cast.complex).pk,
        "spaces": SpaceFactory(complex=cast.complex).pk,
        "activities": session.activity_id,
        "sessions": session.pk,
        "sign-ups": sign_up.pk,
        "check-ins": came.pk,
        "tickets": sign_up.code,
    }


def published_vote(cast: Cast) -> Vote:
    """Of owners, counted, its result shown."""
    doors_with_owners(cast.complex, [[PersonFactory()]])
    vote = opened_vote(cast.complex)
    cast_ballot(vote, vote.roll.get())
    count_vote(vote_id=vote.pk, actor=None, now=timezone.now())
    publish_result(vote_id=vote.pk, actor=cast.secretary, now=timezone.now())
    return vote


def credentials(role: str, cast: Cast) -> dict[str, str]:
    if role == "visitor":
        return {}
    return {"Authorization": f"Bearer {ApiTokenFactory(user=getattr(cast, role)).secret}"}


@pytest.mark.parametrize("role", ["visitor", "manager", "official"])
def test_whatever_the_description_allows_is_answered_as_it_says(
    role: str, server: Any, world: dict[str, Any], cast: Cast
) -> None:
    described = schemathesis.openapi.from_wsgi("/api/schema/", server)
    headers = credentials(role, cast)

    met = {
        f"{method} {path}": fuzz(described[path][method], headers, world)
        for method, path in operations()
    }

    reads = {name: found for name, found in met.items() if name.startswith("GET")}
    # Read by those who work there alone.
    closed = {name for name in reads if "/visit-plans/" in name} if role == "visitor" else set()
    assert all(reads[name] <= {400, 401} for name in closed), reads
    assert all(200 in found for name, found in reads.items() if name not in closed), reads
    # The staff get past the door, so that services are fuzzed and not only permissions.
    log = met["POST /api/v1/sessions/{id}/log/"]
    assert (201 in log) is (role != "visitor"), log


def test_an_answer_that_the_description_does_not_name_is_found(
    server: Any, world: dict[str, Any]
) -> None:
    """The negative control of the checks."""
    known = copy.deepcopy(openapi_schema())
    path = "/api/v1/sessions/{id}/"
    del known["paths"][path]["get"]["responses"]["404"]
    described = schemathesis.openapi.from_dict(known)
    described.app = server

    with pytest.raises(FailureGroup, match="status code"):
        fuzz(described[path]["GET"], {}, {**world, "sessions": 10**9})


def fuzz(operation: Any, headers: dict[str, str], world: dict[str, Any]) -> set[int]:
    """Sends the examples, each undone again; half of them to a row that is there."""
    statuses: set[int] = set()
    kind = operation.path.split("/")[3]

    @given(case=operation.as_strategy(), names_a_row=st.booleans())
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    def send(case: Any, names_a_row: bool) -> None:
        if names_a_row and case.path_parameters:
            case.path_parameters = dict.fromkeys(case.path_parameters, world[kind])
        with transaction.atomic():
            answer = case.call_and_validate(checks=CHECKS, headers=headers)
            transaction.set_rollback(True)
        statuses.add(answer.status_code)

    send()
    return statuses
