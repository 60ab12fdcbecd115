from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction

from communities.choices import EnvPosition, EnvSource
from communities.models import EnvCommittee, EnvMember
from communities.services.bodies import LeftBeforeSeated, SeatLeft, TwoDirectors
from communities.services.duties import TermBackwards
from communities.services.env_committees import (
    EnvCommitteeStands,
    MemberTwice,
    NewEnvMember,
    add_env_member,
    end_env_member,
    found_env_committee,
)
from tests.factories.bodies import EnvCommitteeFactory, EnvMemberFactory
from tests.people import Cast

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


def act() -> dict[str, Any]:
    return {"actor": None, "now": NOW}


@pytest.fixture
def committee(cast: Cast) -> EnvCommittee:
    return found_env_committee(community=cast.community, founded_on=date(2018, 6, 1), **act())


def member(name: str = "高兰", **facts: Any) -> NewEnvMember:
    return NewEnvMember(**{"name": name, "since": date(2024, 1, 1), **facts})


def test_a_community_has_one_and_its_members_come_with_their_source(
    committee: EnvCommittee, cast: Cast
) -> None:
    added = add_env_member(
        committee_id=committee.pk,
        member=member(source=EnvSource.GRID, is_party_member=True),
        **act(),
    )

    assert (added.source, added.is_party_member, added.community) == ("GRID", True, cast.community)
    with pytest.raises(EnvCommitteeStands):
        found_env_committee(community=cast.community, **act())


@pytest.mark.parametrize(
    ("new", "refusal"),
    [
        (member(), MemberTwice),
        (member("罗玉", position=EnvPosition.DIRECTOR), TwoDirectors),
        (member("罗玉", term_ends_on=date(2023, 12, 31)), TermBackwards),
    ],
)
def test_what_cannot_be_true_is_refused(
    committee: EnvCommittee, new: NewEnvMember, refusal: type[Exception]
) -> None:
    first = member(position=EnvPosition.DIRECTOR)
    add_env_member(committee_id=committee.pk, member=first, **act())

    with pytest.raises(refusal), transaction.atomic():
        add_env_member(committee_id=committee.pk, member=new, **act())

    assert EnvMember.objects.count() == 1


def test_who_left_may_come_back_as_the_same_person(committee: EnvCommittee) -> None:
    first = add_env_member(committee_id=committee.pk, member=member(), **act())

    with pytest.raises(LeftBeforeSeated):
        end_env_member(member_id=first.pk, last_day=date(2023, 12, 31), **act())
    end_env_member(member_id=first.pk, last_day=date(2024, 12, 31), **act())
    with pytest.raises(SeatLeft):
        end_env_member(member_id=first.pk, last_day=date(2025, 1, 1), **act())
    again = add_env_member(
        committee_id=committee.pk, member=member(since=date(2026, 1, 1)), **act()
    )

    assert again.person_id == first.person_id


def test_the_table_holds_one_director_and_one_committee_a_community(cast: Cast) -> None:
    director = EnvMemberFactory(committee__community=cast.community, position=EnvPosition.DIRECTOR)

    with pytest.raises(IntegrityError, match="envmember_one_director"), transaction.atomic():
        EnvMemberFactory(committee=director.committee, position=EnvPosition.DIRECTOR)
    with pytest.raises(IntegrityError, match="envcommittee_once"), transaction.atomic():
        EnvCommitteeFactory(community=cast.community)
    with pytest.raises(IntegrityError, match="envcommittee_of_community"), transaction.atomic():
        EnvCommittee.objects.create(sub_district=cast.street)


def test_branch_and_officials_read_it_and_a_firm_does_not(cast: Cast) -> None:
    EnvMemberFactory(committee__community=cast.community)

    for user, reads in (
        (cast.secretary, True),
        (cast.branch_secretary, True),
        (cast.auditor, True),
        (cast.manager, False),
        (cast.outsider, False),
    ):
        assert EnvMember.objects.visible_to(user).exists() is reads, user
        assert EnvCommittee.objects.visible_to(user).exists() is reads, user
    assert not EnvMember.objects.manageable_by(cast.branch_secretary).exists()
