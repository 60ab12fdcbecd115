"""/desk/party/life/ and /field/branch/: what each reader sees of 三会一课."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from meetings.choices import MeetingKind, MeetingState
from meetings.queries.compliance_page import compliance_screen, life_of, period_of, share_text
from meetings.slots import Slot
from party_building.choices import PartyPostKind
from party_building.models import PartyOrganization
from tests.factories.meetings import PartyMeetingFactory
from tests.factories.party_building import (
    PartyOrganizationFactory,
    PartyPostFactory,
    PartyTermFactory,
)
from tests.meetings.test_meeting_indicators import at
from tests.people import Cast

pytestmark = pytest.mark.django_db

NOVEMBER = date(2026, 11, 20)
THIRD = Slot(date(2026, 7, 1), date(2026, 9, 30))
FOURTH = Slot(date(2026, 10, 1), date(2026, 12, 31))


@pytest.fixture
def branch(cast: Cast) -> PartyOrganization:
    made: PartyOrganization = PartyOrganizationFactory(complex=cast.complex, name="东园党支部")
    PartyMeetingFactory(
        party_organization=made,
        kind=MeetingKind.ASSEMBLY,
        held_from=at(date(2026, 8, 4)),
        state=MeetingState.HELD,
    )
    return made


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2026Q3", THIRD),
        ("2025", Slot(date(2025, 1, 1), date(2025, 12, 31))),
        ("", FOURTH),
        ("2026Q5", FOURTH),
        ("1999", FOURTH),
        ("２０２６Q3", FOURTH),
        ("2026Q3; DROP", FOURTH),
    ],
)
def test_a_period_is_a_quarter_or_a_year_and_else_the_quarter_that_runs(
    text: str, period: Slot
) -> None:
    assert period_of(text, today=NOVEMBER) == period


def test_a_share_is_never_without_its_numbers() -> None:
    assert share_text(3, 5) == "3/5 = 60.0%"
    assert share_text(0, 0) == "— 0/0"


def test_a_branch_shows_what_it_kept_what_it_owes_and_why_it_is_exempt(
    cast: Cast, branch: PartyOrganization
) -> None:
    screen = compliance_screen(cast.secretary, period=THIRD, number=1, today=NOVEMBER)

    (row,) = screen.rows
    cells = {cell.label: (cell.tag.label, cell.share, cell.why) for cell in row.cells}
    assert (row.name, row.share, screen.share) == ("东园党支部", "1/5", "1/5 = 20.0%")
    assert cells == {
        "支部党员大会": ("达标", "1/1", ""),
        "支委会": ("免", "", "没有设支委会"),
        "党小组会": ("免", "", "没有设党小组"),
        "党课": ("待补", "0/1", ""),
        "主题党日": ("待补", "0/3", ""),
    }
    assert row.pending == (
        "待补：党课（2026年第3季度）、主题党日（2026年7月、2026年8月、2026年9月）"
    )


def test_a_quarter_that_runs_shows_what_is_not_due_yet(
    cast: Cast, branch: PartyOrganization
) -> None:
    screen = compliance_screen(cast.secretary, period=FOURTH, number=1, today=NOVEMBER)

    cells = {cell.label: cell.tag.label for cell in screen.rows[0].cells}
    assert cells["党课"] == "未到期"
    assert cells["主题党日"] == "待补"
    assert cells["组织生活会"] == "未到期"
    assert screen.share == "0/1 = 0.0%"


def test_the_screen_takes_one_statement_for_all_branches(
    cast: Cast, branch: PartyOrganization, django_assert_max_num_queries: Any
) -> None:
    for number in range(60):
        PartyOrganizationFactory(complex=cast.sibling_complex, name=f"支部{number}")

    with django_assert_max_num_queries(1):
        screen = compliance_screen(cast.official, period=THIRD, number=2, today=NOVEMBER)

    assert len(screen.rows) == 61 - 50


def test_each_reader_sees_the_branches_of_his_own_places(
    cast: Cast, branch: PartyOrganization
) -> None:
    PartyOrganizationFactory(complex=cast.sibling_complex)

    seen = {
        user.username: len(compliance_screen(user, period=THIRD, number=1, today=NOVEMBER).rows)
        for user in (
            cast.official,
            cast.secretary,
            cast.branch_secretary,
            cast.manager,
            cast.outsider,
        )
    }

    assert seen == {"official": 2, "secretary": 2, "branch": 1, "manager": 0, "outsider": 0}
    assert life_of(branch.pk, cast.branch_secretary, today=NOVEMBER) is not None
    assert life_of(branch.pk, cast.manager, today=NOVEMBER) is None


def test_a_firm_s_people_are_told_whose_page_it_is(
    cast: Cast, client_of: Callable[[User], Client]
) -> None:
    for url in ("/desk/party/life/", "/field/branch/"):
        answer = client_of(cast.manager).get(url)

        assert answer.status_code == 403
        assert "支部" in answer.content.decode()


def test_the_page_tells_of_the_period_asked_for(
    cast: Cast, branch: PartyOrganization, client_of: Callable[[User], Client]
) -> None:
    html = client_of(cast.secretary).get("/desk/party/life/?period=2026Q3").content.decode()

    assert "2026年第3季度，达标 1/5 = 20.0%" in html
    assert "待补：党课（2026年第3季度）" in html
    assert 'href="?period=2026Q2"' in html
    assert "违规" not in html


def test_a_secretary_begins_with_her_branch_and_what_is_due(
    cast: Cast, branch: PartyOrganization, client_of: Callable[[User], Client]
) -> None:
    PartyTermFactory(organization=branch, starts_on=date(2021, 1, 1), ends_on=date(2024, 1, 1))
    PartyPostFactory(organization=branch, post=PartyPostKind.SECRETARY)

    html = client_of(cast.branch_secretary).get("/field/branch/").content.decode()

    assert "<h1>东园党支部</h1>" in html
    assert 'href="/field/meetings/record/"' in html
    assert "届期已满" in html
    assert "支部党员大会" in html


def test_an_auditor_reads_the_branch_and_records_nothing(
    cast: Cast, branch: PartyOrganization, client_of: Callable[[User], Client]
) -> None:
    html = client_of(cast.auditor).get("/field/branch/").content.decode()

    assert "支部党员大会" in html
    assert "/field/meetings/record/" not in html
