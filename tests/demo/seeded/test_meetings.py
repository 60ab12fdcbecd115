"""A year of meetings of the demo, as of its today."""

from __future__ import annotations

from datetime import date

from django.db.models import F

from core import indicators
from core.indicators import Fraction, Question
from demo.seed.meetings import MEETINGS
from meetings.choices import (
    AgendaKind,
    MeetingKind,
    MeetingState,
    ResolutionState,
    Scope,
    TopicState,
)
from meetings.models import AgendaItem, Attendance, Meeting, Resolution
from tests.demo.seeded.conftest import of_days

TODAY = date(2026, 11, 20)
pytestmark = of_days(TODAY)


def test_thirty_six_meetings_resolved_eighty_four_things() -> None:
    deliberated = Meeting.objects.together().took_place().filter(is_demo=True)
    deliberated = deliberated.exclude(kind=MeetingKind.TRAINING)

    assert deliberated.count() == MEETINGS == 36
    assert Resolution.objects.filter(meeting__in=deliberated).count() == 84
    assert set(Resolution.objects.values_list("state", flat=True)) >= {
        ResolutionState.OPEN,
        ResolutionState.DOING,
        ResolutionState.VERIFIED,
        ResolutionState.DROPPED,
    }
    assert Resolution.objects.overdue(TODAY).exists()


def test_a_joint_meeting_ahead_collects_topics() -> None:
    [meeting] = Meeting.objects.filter(topics_until__gte=TODAY)

    assert (meeting.kind, meeting.state) == ("JOINT", MeetingState.PLANNED)
    assert list(meeting.topics.order_by("pk").values_list("state", flat=True)) == [
        TopicState.ADOPTED, TopicState.DECLINED, TopicState.PROPOSED,
    ]  # fmt: skip
    assert [item.proposed_as.title for item in meeting.agenda.all()] == ["冬季消防联合检查怎么排"]


def test_nobody_published_his_own_minutes_or_verified_his_own_work() -> None:
    assert not Meeting.objects.filter(published_by=F("drafted_by")).exists()
    assert not Resolution.objects.filter(verified_by=F("done_by")).exists()
    assert Meeting.objects.filter(scope=Scope.PUBLIC).count() > 10


def test_questions_of_talks_became_resolutions_but_for_one_a_talk() -> None:
    talks = Meeting.objects.filter(kind="TALK")
    questions = AgendaItem.objects.filter(meeting__in=talks, kind=AgendaKind.QUESTION)

    assert questions.filter(resolution=None).count() == talks.count() > 0
    assert Meeting.objects.filter(state=MeetingState.MINUTED).exists()


def test_each_street_trained_its_leaders_and_knows_who_came() -> None:
    """K44 by hand. 跳蹬河街道: secretaries of 9 + 12 + 22 branches of complexes (two courtyards of 建兴路
    share one) and 4 of firms, 8 directors of whom 6 are among them, 2 managers: 51, every fifth away.
    紫荆路街道: secretaries of the community's branch and of 2 firms' and a manager: 4, the fourth away.
    """
    trainings = Meeting.objects.filter(kind=MeetingKind.TRAINING, is_demo=True)

    assert 9 + 12 + 22 + 4 + (8 - 6) + 2 == 51
    assert {
        one.sub_district.slug: (one.due_count, one.present_count, one.leave_count)
        for one in trainings.select_related("sub_district")
    } == {"tiaodenghe-jiedao": (51, 41, 10), "zijinglu-jiedao": (4, 3, 1)}
    assert not Attendance.objects.filter(meeting__in=trainings, person=None).exists()
    for place, figure in (("tiaodenghe-jiedao", (41, 51)), ("zijinglu-jiedao", (3, 4))):
        year = Question(place=place, first=date(2026, 1, 1), last=TODAY, as_of=TODAY)
        assert indicators.get_indicator("K44").count(year) == Fraction(*figure)
