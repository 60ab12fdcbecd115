"""The party life of the demo's branches, whatever day it is: one branch lacks one lecture."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from accounts.models import User
from demo.seed.meetings import build_party_life
from demo.seed.world import World
from meetings.choices import MeetingKind, MeetingState
from meetings.models import Meeting
from meetings.slots import earlier_slots
from party_building.choices import PartyKind, PartyPostKind
from tests.factories.party_building import (
    MemberCountFactory,
    PartyOrganizationFactory,
    PartyPostFactory,
)
from tests.people import Cast

pytestmark = pytest.mark.django_db
CHINA = ZoneInfo("Asia/Shanghai")


@pytest.mark.parametrize("today", [date(2026, 11, 20), date(2027, 1, 20), date(2026, 4, 2)])
def test_exactly_one_branch_lacks_its_lecture_of_the_last_whole_quarter(
    today: date, cast: Cast, admin: User
) -> None:
    branches = [
        PartyOrganizationFactory(complex=cast.complex, name=name, pinyin_key=key, is_demo=True)
        for name, key in (("东园党支部", "dong"), ("西园党支部", "xi"), ("中园党支部", "zhong"))
    ]
    group = PartyOrganizationFactory(
        complex=cast.complex, kind=PartyKind.GROUP, name="东园第一党小组", is_demo=True
    )
    real = PartyOrganizationFactory(complex=cast.sibling_complex, name="真实的党支部")
    MemberCountFactory(organization=branches[0], as_of=date(2026, 1, 1), full=18, probationary=2)
    for post in (PartyPostKind.SECRETARY, PartyPostKind.DEPUTY, PartyPostKind.ORGANISER):
        PartyPostFactory(organization=branches[0], post=post)

    build_party_life(World(today=today, password="x", admin=admin))

    first = earlier_slots(MeetingKind.LECTURE, today, count=1)[0].first
    last = (first + timedelta(days=95)).replace(day=1)
    lectures = Meeting.objects.filter(kind=MeetingKind.LECTURE).between(
        datetime(first.year, first.month, 1, tzinfo=CHINA),
        datetime(last.year, last.month, 1, tzinfo=CHINA),
    )
    assert {one.party_organization for one in lectures} == set(branches[:2])
    assert not Meeting.objects.filter(party_organization=real).exists()
    assert not Meeting.objects.filter(is_demo=False).exists()
    committees = Meeting.objects.filter(kind=MeetingKind.COMMITTEE)
    assert {one.party_organization for one in committees} == {branches[0]}
    assert set(committees.values_list("due_count", flat=True)) == {3}
    assert Meeting.objects.filter(party_organization=group, kind=MeetingKind.GROUP).exists()
    assert set(Meeting.objects.values_list("state", flat=True)) <= {
        MeetingState.CLOSED,
        MeetingState.MINUTED,
    }
    assert all(timezone.localdate(one.held_from) < today for one in Meeting.objects.all())
