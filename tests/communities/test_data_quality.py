"""K41: which cells of the ledgers are empty, as one figure and row by row."""

from __future__ import annotations

import json
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from communities.models import Complex
from communities.queries.data_quality import data_quality, incomplete_rows, ledgers_of, missing_by
from communities.queries.places import Place
from communities.services.moving import move_complex
from core.indicators import Fraction, Question, UnknownPlace
from tests.factories.bodies import CommitteeSeatFactory, CommitteeTermFactory, EnvMemberFactory
from tests.factories.communities import UnitFactory
from tests.people import Cast

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 20)
# What ledger 1 expects of a complex, filled in.
COMPLETE = {
    "address": "东园路1号",
    "built_year": 2005,
    "building_count": 3,
    "unit_count": 6,
    "household_count": 200,
    "resident_count": 460,
}
OF_A_COMPLEX = len(COMPLETE)


def asked(place: str, day: date = DAY) -> Fraction:
    return data_quality(Question(place=place, first=day, last=day, as_of=day))


def fill(complex_: Complex, **facts: object) -> None:
    Complex.objects.filter(pk=complex_.pk).update(**{**COMPLETE, **facts})


def test_a_complex_without_anything_has_filled_nothing(cast: Cast) -> None:
    assert asked("complex-a1") == Fraction(0, OF_A_COMPLEX)


def test_an_empty_text_is_as_empty_as_no_number(cast: Cast) -> None:
    fill(cast.complex, address="", built_year=None)

    assert asked("complex-a1") == Fraction(OF_A_COMPLEX - 2, OF_A_COMPLEX)


def test_zero_is_a_figure_and_not_an_empty_cell(cast: Cast) -> None:
    fill(cast.complex, unit_count=0)

    assert asked("complex-a1").value == 1


def test_units_and_seats_count_beside_their_complex(cast: Cast) -> None:
    fill(cast.complex)
    UnitFactory(building__complex=cast.complex, household_count=60)
    UnitFactory(building__complex=cast.complex)
    CommitteeSeatFactory(
        term__body__complex=cast.complex, term__filed_on=None, term__filed_with="某街道办"
    )

    # Two units of a cell each, one of them empty; one seat with 备案日期 and 备案机关, one of them empty.
    assert asked("complex-a1") == Fraction(OF_A_COMPLEX + 2, OF_A_COMPLEX + 4)


def test_a_place_counts_all_that_lies_in_it_and_nothing_beside_it(cast: Cast) -> None:
    fill(cast.complex)

    assert asked("community-a") == Fraction(OF_A_COMPLEX, 2 * OF_A_COMPLEX)
    assert asked("street-a") == Fraction(OF_A_COMPLEX, 3 * OF_A_COMPLEX)
    assert asked("street-b") == Fraction(0, OF_A_COMPLEX)


def test_rows_are_those_of_the_day(cast: Cast) -> None:
    fill(cast.complex)
    EnvMemberFactory(
        committee__community=cast.community, since=date(2026, 10, 1), until=None, source=""
    )
    fill(cast.sibling_complex)

    assert asked("community-a", date(2026, 9, 30)) == Fraction(12, 12)
    assert asked("community-a", date(2026, 10, 1)) == Fraction(12, 13)


def test_a_complex_that_was_merged_counts_until_its_last_day(cast: Cast) -> None:
    Complex.objects.filter(pk=cast.sibling_complex.pk).update(
        merged_into=cast.complex, closed_on=date(2026, 10, 1), is_listed=False
    )

    assert asked("community-a", date(2026, 10, 1)).denominator == 2 * OF_A_COMPLEX
    assert asked("community-a", date(2026, 10, 2)).denominator == OF_A_COMPLEX


def test_a_complex_that_moved_counts_where_it_lay(cast: Cast) -> None:
    """With its buildings: figures of the day before stay with the community that it left."""
    moved_on = timezone.localdate()
    UnitFactory(building__complex=cast.complex)
    before = asked("community-a", moved_on), asked("community-a-other", moved_on)
    move_complex(
        complex_=cast.complex, to=cast.other_community, on=moved_on, reason="边界调整",
        actor=cast.official, now=timezone.now(),
    )  # fmt: skip

    day_before = moved_on - timedelta(days=1)
    assert (asked("community-a", day_before), asked("community-a-other", day_before)) == before
    assert asked("community-a", moved_on).denominator < before[0].denominator
    assert asked("community-a-other", moved_on).denominator > before[1].denominator


def test_nothing_registered_is_a_rate_over_nothing(cast: Cast) -> None:
    Complex.objects.filter(community=cast.other_community).delete()

    assert asked("community-a-other") == Fraction(0, 0)
    assert asked("community-a-other").value is None


def test_an_unknown_place_is_named(cast: Cast) -> None:
    with pytest.raises(UnknownPlace, match="nowhere"):
        asked("nowhere")


def test_the_command_prints_the_figure(cast: Cast) -> None:
    fill(cast.complex, built_year=None)
    out = StringIO()

    days = ["--from", "2026-11-01", "--to", "2026-11-30"]
    call_command("indicator", "K41", "--place", "complex-a1", *days, "--json", stdout=out)

    assert json.loads(out.getvalue()) == {
        "code": "K41",
        "numerator": 5,
        "denominator": 6,
        "value": 0.8333,
        "rule_version": "1",
    }


def test_one_statement_a_ledger_and_one_for_the_place(cast: Cast) -> None:
    with CaptureQueriesContext(connection) as queries:
        asked("complex-a1")

    assert len(queries) == 1 + 4


def test_the_tree_counts_what_the_list_lists(cast: Cast, official: User) -> None:
    fill(cast.complex, built_year=None)
    UnitFactory(building__complex=cast.complex)
    place = Place(cast.street, cast.community)

    missing = missing_by("community", [cast.community.pk], official, on=DAY)
    counted = ledgers_of(official, place, on=DAY)

    assert missing[cast.community.pk] == sum(one.missing for one in counted)
    assert missing[cast.community.pk] == 1 + 1 + OF_A_COMPLEX


def test_an_incomplete_row_is_named_with_what_it_lacks(cast: Cast, official: User) -> None:
    fill(cast.complex, built_year=None, address="")
    fill(cast.sibling_complex)
    place = Place(cast.street, cast.community, cast.complex)

    rows, page = incomplete_rows("complexes", official, place, on=DAY, number=1)

    assert [(row.name, row.lacks, row.pk) for row in rows] == [
        ("甲一社区 东园", ["详细地址", "建成年份"], cast.complex.pk)
    ]
    assert page.paginator.num_pages == 1


def test_seats_are_named_by_their_place_term_and_name(cast: Cast, official: User) -> None:
    seat = CommitteeSeatFactory(
        term=CommitteeTermFactory(body__complex=cast.complex, filed_on=None, filed_with="")
    )
    place = Place(cast.street, cast.community, cast.complex)

    rows, _page = incomplete_rows("owners-committees", official, place, on=DAY, number=1)

    assert [row.lacks for row in rows] == [["备案日期", "备案机关"]]
    assert rows[0].name == f"甲一社区 东园 业主委员会 第1届 {seat.person.name}"
    assert (rows[0].model, rows[0].pk) == ("committeeterm", seat.term.pk)


def test_the_page_lists_the_gaps_of_a_place_and_leads_to_where_they_are_filled(cast: Cast) -> None:
    fill(cast.complex, built_year=None)
    fill(cast.sibling_complex)
    client = Client()
    client.force_login(cast.secretary)

    page = client.get("/desk/map/gaps/").content.decode()

    assert "甲一社区 待补资料" in page
    assert "应填 12 项，已填 11 项" in page
    assert "缺：建成年份" in page
    assert f"/admin/communities/complex/{cast.complex.pk}/change/" in page
    assert "西园" not in page


def test_a_manager_reads_his_gaps_without_a_door_into_the_admin(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.manager)

    page = client.get("/desk/map/gaps/").content.decode()

    assert "东园 待补资料" in page
    assert "/admin/" not in page


def test_a_complete_place_says_so(cast: Cast) -> None:
    fill(cast.complex)
    client = Client()
    client.force_login(cast.manager)

    assert "该填的都填了" in client.get("/desk/map/gaps/complex-a1/").content.decode()


@pytest.mark.parametrize(
    "query", ["?ledger=nothing", "?page=99", "?page=x", "?ledger=buildings&page=-1"]
)
def test_odd_questions_get_the_page_all_the_same(query: str, cast: Cast) -> None:
    client = Client()
    client.force_login(cast.official)

    assert "待补资料" in client.get(f"/desk/map/gaps/complex-a1/{query}").content.decode()
