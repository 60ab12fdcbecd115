"""Master data of bodies: rows are made by their services, refusals stand in the form."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from accounts.models import User
from communities.models import (
    CommitteeRules,
    CommitteeSeat,
    CommitteeTerm,
    EnvCommittee,
    EnvMember,
    OwnersBody,
)
from communities.queries.bodies import rules_of
from tests.factories.bodies import CommitteeSeatFactory, CommitteeTermFactory, EnvMemberFactory
from tests.people import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("theme_templates")]


@pytest.fixture
def client(cast: Cast, client_of: Callable[[User], Client]) -> Client:
    return client_of(cast.official)


def post(client: Client, page: str, **typed: object) -> str:
    """What the page says; empty where it was saved."""
    answer = client.post(f"/admin/communities/{page}/", typed)
    return "" if answer.status_code == 302 else answer.content.decode()


def test_a_body_a_term_and_a_seat_are_made_through_their_services(
    cast: Cast, client: Client
) -> None:
    assert post(client, "ownersbody/add", complex=cast.complex.pk, kind="OWNERS_COMMITTEE") == ""
    body = OwnersBody.objects.get()
    assert "先终止原来的" in post(
        client, "ownersbody/add", complex=cast.complex.pk, kind="OWNERS_COMMITTEE"
    )
    days = {"starts_on": "2024-01-01", "ends_on": "2028-12-31"}
    assert post(client, "committeeterm/add", body=body.pk, number=1, **days) == ""
    term = CommitteeTerm.objects.get()
    seat = {"term": term.pk, "name": "王建国", "position": "DIRECTOR", "since": "2024-01-01"}
    assert post(client, "committeeseat/add", **seat) == ""
    assert "同一时间只能有一位主任" in post(client, "committeeseat/add", **{**seat, "name": "赵明"})

    assert term.complex == cast.complex
    assert CommitteeSeat.objects.get().person.name == "王建国"


def test_a_term_that_overlaps_is_refused_in_the_form(cast: Cast, client: Client) -> None:
    term = CommitteeTermFactory(body__complex=cast.complex)

    page = post(
        client, "committeeterm/add", body=term.body_id, number=2, starts_on="2028-12-31",
        ends_on="2032-12-31",
    )  # fmt: skip

    assert "同一组织的各届任期不能重叠" in page
    assert CommitteeTerm.objects.count() == 1


def test_a_seat_ends_by_its_last_day(cast: Cast, client: Client) -> None:
    seat = CommitteeSeatFactory(term__body__complex=cast.complex)

    assert (
        post(client, f"committeeseat/{seat.pk}/change", position="MEMBER", until="2025-06-30") == ""
    )
    seat.refresh_from_db()
    assert seat.until == date(2025, 6, 30)


def test_places_are_asked_for_in_words(cast: Cast, client: Client) -> None:
    assert "该字段是必填项" in post(client, "ownersbody/add", kind="INTERIM")
    assert "该字段是必填项" in post(client, "envcommittee/add", founded_on="2018-06-01")
    assert (OwnersBody.objects.count(), EnvCommittee.objects.count()) == (0, 0)


def test_the_env_committee_and_its_members(cast: Cast, client: Client) -> None:
    assert post(client, "envcommittee/add", community=cast.community.pk) == ""
    committee = EnvCommittee.objects.get()
    member = {"committee": committee.pk, "name": "高兰", "position": "DIRECTOR"}
    assert post(client, "envmember/add", **member, since="2024-01-01") == ""
    assert EnvMember.objects.get().community == cast.community
    other = EnvMemberFactory(committee=committee)
    assert post(client, f"envmember/{other.pk}/change", position="MEMBER", until="2025-01-01") == ""
    other.refresh_from_db()
    assert other.until == date(2025, 1, 1)


def test_the_rules_of_a_sub_district_replace_the_defaults(cast: Cast, client: Client) -> None:
    typed = {
        "sub_district": cast.street.pk, "term_years": 3, "reminder_days": "365,0",
        "renewal_days": 90, "publicity_days": 7, "notice_days": 15, "filing_days": 30,
        "publish_days": 3, "handover_days": 10, "handover_items": "公章", "party_share": 50,
        "env_least": 5, "env_party_share": 60,
    }  # fmt: skip
    assert rules_of(cast.street.pk).term_years == 5

    assert post(client, "committeerules/add", **typed) == ""

    rules = rules_of(cast.street.pk)
    assert (rules.term_years, rules.reminder_days, rules.wants_odd) == (3, [365, 0], False)
    assert post(client, "committeerules/add", **typed) != ""
    assert CommitteeRules.objects.count() == 1
