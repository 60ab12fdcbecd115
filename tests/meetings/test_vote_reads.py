"""What the pages of votes read: which figures hold, which votes are listed, which door is meant."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from meetings.models import VoteRules
from meetings.queries.rolls import buildings_of, find_entries, waiting_entries
from meetings.queries.vote_page import progress_of
from meetings.queries.vote_rules import rules_for
from meetings.queries.votes import listed_votes
from tests.factories.accounts import PersonFactory
from tests.factories.votes import cast as cast_ballot
from tests.factories.votes import doors_with_owners, drafted, opened
from tests.people import Cast

pytestmark = pytest.mark.django_db


def test_a_street_s_own_figures_hold_and_else_the_defaults(
    cast: Cast, django_assert_num_queries: Any
) -> None:
    VoteRules.objects.create(sub_district=cast.street)

    with django_assert_num_queries(1):
        own = rules_for(cast.street.pk)

    assert isinstance(own, VoteRules)
    assert own.sub_district_id == cast.street.pk
    assert own.pk is not None
    other = rules_for(cast.other_street.pk)
    assert isinstance(other, VoteRules)
    assert other.pk is None


def test_each_reads_the_votes_of_his_own_places(cast: Cast) -> None:
    vote = drafted(cast.complex)

    assert list(listed_votes(cast.secretary)) == [vote]
    assert list(listed_votes(cast.outsider)) == []
    assert list(listed_votes(cast.manager)) == []


def test_a_door_is_found_by_any_spelling_and_who_has_voted_waits_no_more(cast: Cast) -> None:
    doors_with_owners(cast.complex, [[PersonFactory()], [PersonFactory()], [PersonFactory()]])
    vote = opened(cast.complex)

    found = find_entries(vote, ["1-1-101", "1号楼1单元102", "9-9-999"])

    assert {typed for typed, entry in found.items() if entry} == {"1-1-101", "1号楼1单元102"}
    assert buildings_of(vote) == [("1栋", 3)]
    cast_ballot(vote, found["1-1-101"])
    assert waiting_entries(vote).count() == 2
    assert waiting_entries(vote, building="1栋").count() == 2


def test_progress_is_of_heads_and_of_area(cast: Cast) -> None:
    together = [PersonFactory(), PersonFactory()]
    doors_with_owners(cast.complex, [together, [PersonFactory()]], area=["60.00", "40.00"])
    vote = opened(cast.complex)
    cast_ballot(vote, vote.roll.order_by("number")[0])

    progress = progress_of(vote)

    assert vote.closes_at > timezone.now()
    assert "1/2" in f"{progress}"
    assert "60" in f"{progress}"
