"""What programs read: the fields, the filters, the bounds, the statements."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from activities.models import Session
from tests.factories.activities import ActivityFactory, SessionFactory, SignUpFactory, SpaceFactory
from tests.people import Cast
from tests.programs import Program

pytestmark = pytest.mark.django_db

NOW = timezone.now()
LISTS = ("complexes/", "spaces/", "activities/", "sessions/")


def ids(response: Any) -> list[int]:
    assert response.status_code == 200, response.content.decode()
    return [row["id"] for row in response.json()["results"]]


def test_a_session_tells_its_places_and_what_clock_and_counter_say(cast: Cast) -> None:
    session = SessionFactory(complex=cast.complex, capacity=2, activity__title="邻里包饺子")
    SignUpFactory(session=session, party_size=2)
    SignUpFactory(session=session, party_size=3, state="WAITING")

    told = Program().get(f"sessions/{session.pk}/").json()

    assert {name: told[name] for name in ("capacity", "taken", "left", "waiting_count", "status")} == {
        "capacity": 2, "taken": 2, "left": 0, "waiting_count": 3, "status": "WAITING_LIST",
    }  # fmt: skip
    assert told["activity"]["title"] == "邻里包饺子"
    assert told["complex"] == {"slug": "complex-a1", "name": "东园"}
    assert told["starts_at"].endswith("+08:00")


def test_no_person_and_no_inner_figure_leaves_by_reading(cast: Cast) -> None:
    session = SessionFactory(complex=cast.complex, activity__budget_fen=123400)
    SignUpFactory(session=session, person__name="王小芳", person__phone="13812345678")

    for who in (None, cast.manager, cast.official, cast.admin):
        said = "".join(Program(who).get(path).content.decode() for path in LISTS)
        assert said
        for hidden in (
            "王小芳",
            "13812345678",
            "5678",
            "budget",
            "123400",
            "party_member",
            "elder",
        ):
            assert hidden not in said


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize(("who", "statements"), [("visitor", 2), ("manager", 3)])
def test_a_list_takes_the_same_statements_for_one_row_and_for_three(
    cast: Cast,
    django_assert_num_queries: DjangoAssertNumQueries,
    path: str,
    who: str,
    statements: int,
) -> None:
    program = Program(cast.manager if who == "manager" else None)
    space = SpaceFactory(complex=cast.complex)
    SignUpFactory(session=SessionFactory(complex=cast.complex, space=space))

    for rows in (1, 3):
        with django_assert_num_queries(statements):
            found = ids(
                program.get(path, **({} if path == "complexes/" else {"complex": "complex-a1"}))
            )
        assert path == "complexes/" or len(found) == rows
        for _ in range(2):
            more = SpaceFactory(complex=cast.complex)
            SignUpFactory(session=SessionFactory(complex=cast.complex, space=more))


def test_sessions_are_found_by_place_day_kind_activity_and_space(cast: Cast) -> None:
    space = SpaceFactory(complex=cast.complex)
    here = SessionFactory(complex=cast.complex, space=space, activity__kind="CLINIC")
    later = SessionFactory(complex=cast.complex, starts_at=NOW + timedelta(days=40), ends_at=None)
    for_all = SessionFactory(
        complex=None, community=cast.community,
        activity=ActivityFactory(complex=None, community=cast.community),
    )  # fmt: skip
    elsewhere = SessionFactory(complex=cast.other_street_complex)
    program, day = Program(), timezone.localdate(NOW + timedelta(days=40)).isoformat()

    assert set(ids(program.get("sessions/"))) == {here.pk, later.pk, for_all.pk, elsewhere.pk}
    found: dict[tuple[str, Any], set[Session]] = {
        ("complex", "complex-a1"): {here, later},
        ("community", "community-a"): {here, later, for_all},
        ("sub_district", "street-b"): {elsewhere},
        ("calendar_of", "complex-a1"): {here, later, for_all},
        ("calendar_of", "nowhere"): set(),
        ("first_day", day): {later},
        ("last_day", day): {here, later, for_all, elsewhere},
        ("kind", "CLINIC"): {here},
        ("activity", here.activity_id): {here},
        ("space", space.pk): {here},
    }
    for (name, value), sessions in found.items():
        assert set(ids(program.get("sessions/", **{name: value}))) == {s.pk for s in sessions}, name


def test_activities_and_complexes_are_searched(cast: Cast) -> None:
    dumplings = ActivityFactory(complex=cast.complex, title="邻里包饺子")
    ActivityFactory(complex=cast.complex, title="义诊")
    program = Program()

    assert ids(program.get("activities/", search="饺子")) == [dumplings.pk]
    assert ids(program.get("complexes/", search="dongyuan")) == [cast.complex.pk]


def test_pages_are_bounded_and_neither_repeat_nor_skip(cast: Cast) -> None:
    at_once = SessionFactory.create_batch(
        5, complex=cast.complex, starts_at=NOW + timedelta(days=1)
    )
    program = Program()

    pages = [
        program.get("sessions/", page=page, page_size=2, ordering="-starts_at").json()
        for page in (1, 2, 3)
    ]

    seen = [row["id"] for page in pages for row in page["results"]]
    assert seen == sorted(session.pk for session in at_once)
    assert [page["count"] for page in pages] == [5, 5, 5]
    assert pages[0]["next"].endswith("?ordering=-starts_at&page=2&page_size=2")
    assert (pages[0]["previous"], pages[2]["next"]) == (None, None)


def test_answers_are_kept_in_no_shared_cache(cast: Cast) -> None:
    for program in (Program(), Program(cast.manager)):
        kept = program.get("sessions/")["Cache-Control"]
        assert "no-store" in kept
        assert "private" in kept
