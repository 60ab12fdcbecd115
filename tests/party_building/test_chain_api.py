"""What programs read of who answers for a door: published names alone, in one's own places."""

from __future__ import annotations

from datetime import date

import pytest

from communities.models import Complex
from party_building.models import PartyPost
from tests.factories.accounts import PersonFactory
from tests.factories.party_building import PartyPostFactory
from tests.party_building.chain_cast import Manned, manned
from tests.people import Cast
from tests.programs import Program, refusal

OPEN = "complexes/complex-a1/responsible/"


@pytest.fixture
def here(cast: Cast) -> Manned:
    return manned(cast)


def test_a_visitors_program_reads_todays_chain_of_a_door(here: Manned) -> None:
    told = Program().get(OPEN, door="3-2-1501", matter="REPAIR").json()

    assert told["complex"] == {"slug": "complex-a1", "name": "东园"}
    assert (told["where"], told["community"]) == ("3栋2单元1501", "甲一社区")
    assert told["escalation"] == [["STEWARD"], ["BRANCH"], ["COMMUNITY"]]
    assert [(one["level"], one["step"], one["name"]) for one in told["levels"]] == [
        ("STEWARD", 1, "管家甲"),
        ("BRANCH", 2, "书记东"),
        ("COMMUNITY", 3, "两委甲"),
        ("GROUP", 0, "组长单"),
        ("GRID_WORKER", 0, "网格甲"),
    ]
    assert told["levels"][1]["phone"] == "028-84350001"


def test_what_is_not_published_leaves_to_no_program(here: Manned, cast: Cast) -> None:
    PartyPost.objects.update(is_published=False)

    for who in (None, cast.manager, cast.official, cast.admin):
        said = Program(who).get(OPEN, door="3-2-1501").content.decode()
        assert "党小组组长" in said
        for kept in ("书记东", "组长单", "1111", "028-84350001"):
            assert kept not in said


def test_staff_ask_for_any_day_in_their_own_places(here: Manned, cast: Cast) -> None:
    PartyPost.objects.filter(pk=here.secretary.pk).update(until=date(2026, 6, 30))
    PartyPostFactory(
        organization=here.branch, person=PersonFactory(name="书记新"), since=date(2026, 7, 1)
    )
    query = {"door": "3栋2单元", "matter": "PARTY"}

    def secretary(on: str) -> str:
        told = Program(cast.manager).get(OPEN, **query, on=on).json()
        return next(str(one["name"]) for one in told["levels"] if one["level"] == "BRANCH")

    assert secretary("2026-06-30") == "书记东"
    assert secretary("2026-07-01") == "书记新"
    for stranger in (None, cast.outsider, cast.sibling_manager, cast.resident):
        asked = Program(stranger).get(OPEN, **query, on="2026-06-30")
        assert refusal(asked) == (403, "permission_denied")
        assert Program(stranger).get(OPEN, **query).status_code == 200


def test_a_complex_that_is_not_listed_answers_its_staff_alone(here: Manned, cast: Cast) -> None:
    Complex.objects.filter(pk=cast.complex.pk).update(is_listed=False)

    assert Program().get(OPEN).status_code == 404
    assert Program(cast.outsider).get(OPEN).status_code == 404
    assert Program(cast.manager).get(OPEN).status_code == 200


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"door": "99栋"}, "door"),
        ({"door": "x" * 41}, "door"),
        ({"matter": "HELICOPTER"}, "matter"),
        ({"on": "昨天"}, "on"),
        ({"page": "1"}, "page"),
        ({"door": ["1", "2"]}, "door"),
    ],
)
def test_a_wrong_question_is_answered_at_its_field(
    query: dict[str, object], field: str, here: Manned
) -> None:
    response = Program().get(OPEN, **query)

    assert refusal(response)[0] == 400
    assert list(response.json()["fields"]) == [field]
