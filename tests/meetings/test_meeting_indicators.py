"""K07, K31, K43, K44 on numbers worked out by hand, each as of a day."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

import pytest
from django.utils import timezone

from communities.choices import Role, SeatPosition
from core.indicators import Fraction, Question, get_indicator
from meetings.choices import (
    AgendaKind,
    AttendanceStatus,
    MeetingKind,
    MeetingState,
    ResolutionState,
)
from meetings.models import Meeting, Resolution
from meetings.queries.meeting_indicators import CODES
from party_building.choices import PartyKind
from party_building.models import PartyOrganization
from tests.factories.accounts import PersonFactory
from tests.factories.bodies import CommitteeSeatFactory
from tests.factories.communities import RoleAssignmentFactory
from tests.factories.meetings import (
    AgendaItemFactory,
    AttendanceFactory,
    MeetingFactory,
    MeetingRulesFactory,
    ResolutionFactory,
)
from tests.factories.party_building import (
    PartyOrganizationFactory,
    PartyPostFactory,
    SubordinationFactory,
)
from tests.people import Cast

pytestmark = pytest.mark.django_db

NOW = date(2026, 11, 20)


def at(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(19, 30)))


def asked(
    place: str, *, first: date = date(2026, 7, 1), last: date = date(2026, 9, 30), as_of: date = NOW
) -> Question:
    return Question(place, first, last, as_of)


def counted(code: str, question: Question) -> tuple[int, int]:
    found: Fraction = get_indicator(code).count(question)
    return found.numerator, found.denominator


def parts(code: str, question: Question, user: Any) -> list[tuple[str, int, int, str]]:
    open_to = get_indicator(code).parts
    assert open_to is not None
    return [
        (one.label, one.numerator, one.denominator, one.note) for one in open_to(question, user)
    ]


def life(organization: PartyOrganization, kind: MeetingKind, day: date, **facts: Any) -> Meeting:
    facts.setdefault("state", MeetingState.HELD)
    return MeetingFactory(
        complex=organization.complex,
        community=organization.community,
        sub_district=organization.sub_district,
        party_organization=organization,
        kind=kind,
        held_from=at(day),
        **facts,
    )


@pytest.fixture
def branch(cast: Cast) -> PartyOrganization:
    """Without committee and groups: asked for assembly, lecture, theme days, and the year's three."""
    return PartyOrganizationFactory(complex=cast.complex, name="东园党支部")


def test_a_quarter_of_a_small_branch_has_five_slots(cast: Cast, branch: PartyOrganization) -> None:
    life(branch, MeetingKind.ASSEMBLY, date(2026, 8, 4))
    life(branch, MeetingKind.THEME_DAY, date(2026, 7, 1))
    life(branch, MeetingKind.THEME_DAY, date(2026, 9, 30))
    life(branch, MeetingKind.THEME_DAY, date(2026, 8, 1), state=MeetingState.PLANNED)

    assert counted("K07", asked("complex-a1")) == (3, 5)
    assert counted("K07", asked("street-a")) == (3, 5)
    assert counted("K07", asked("street-b")) == (0, 0)
    assert parts("K07", asked("complex-a1"), cast.official) == [
        ("东园党支部", 3, 5, "待补：党课（2026年第3季度）、主题党日（2026年8月）"),
    ]


def test_a_lecture_made_up_later_counts_from_the_day_it_was_held(
    cast: Cast, branch: PartyOrganization
) -> None:
    life(branch, MeetingKind.LECTURE, date(2026, 10, 12), makes_up=date(2026, 7, 1))

    assert counted("K07", asked("complex-a1", as_of=date(2026, 10, 11))) == (0, 5)
    assert counted("K07", asked("complex-a1", as_of=date(2026, 10, 12))) == (1, 5)


def test_what_a_group_held_counts_for_its_branch(cast: Cast, branch: PartyOrganization) -> None:
    group = PartyOrganizationFactory(complex=cast.complex, kind=PartyKind.GROUP, name="第一党小组")
    SubordinationFactory(organization=group, parent=branch)
    life(group, MeetingKind.GROUP, date(2026, 9, 8))

    assert counted("K07", asked("complex-a1")) == (1, 5 + 3)


def test_the_street_s_own_figures_are_asked(cast: Cast, branch: PartyOrganization) -> None:
    MeetingRulesFactory(sub_district=cast.street, theme_day_months=3)

    assert counted("K07", asked("complex-a1")) == (0, 3)


def test_a_branch_dissolved_in_august_owes_july_alone(cast: Cast) -> None:
    PartyOrganizationFactory(complex=cast.complex, dissolved_on=date(2026, 8, 15))

    assert counted("K07", asked("complex-a1")) == (0, 1)


def test_k07_takes_three_statements_for_any_number_of_branches(
    cast: Cast, branch: PartyOrganization, django_assert_max_num_queries: Any
) -> None:
    for _number in range(5):
        other = PartyOrganizationFactory(complex=cast.sibling_complex)
        life(other, MeetingKind.LECTURE, date(2026, 8, 1))

    with django_assert_max_num_queries(3):
        assert counted("K07", asked("street-a")) == (5, 30)


def resolved(cast: Cast, deadline: date, **facts: Any) -> Resolution:
    meeting = MeetingFactory(
        complex=cast.complex,
        held_from=at(date(2026, 7, 1)),
        state=MeetingState.FOLLOW_UP,
        confirmed_at=at(date(2026, 7, 5)),
    )
    return ResolutionFactory(meeting=meeting, deadline=deadline, **facts)


def verified(done: date, checked: date) -> dict[str, Any]:
    return {"state": ResolutionState.VERIFIED, "done_on": done, "verified_at": at(checked)}


def test_a_resolution_is_kept_when_done_by_its_deadline_and_verified(cast: Cast) -> None:
    due = date(2026, 8, 31)
    resolved(cast, due, **verified(date(2026, 8, 31), date(2026, 9, 2)), matter="修门禁")
    resolved(cast, due, **verified(date(2026, 9, 1), date(2026, 9, 2)), matter="补路灯")
    resolved(cast, due, state=ResolutionState.DONE, done_on=date(2026, 8, 1), matter="清楼道")
    resolved(cast, date(2026, 12, 31))

    question = asked("complex-a1")

    assert counted("K31", question) == (1, 3)
    assert counted("K31", asked("complex-a1", as_of=date(2026, 9, 1))) == (0, 3)
    assert [(label, kept) for label, kept, _n, _t in parts("K31", question, cast.official)] == [
        ("修门禁", 1),
        ("补路灯", 0),
        ("清楼道", 0),
    ]


def test_what_no_chair_has_confirmed_is_not_due(cast: Cast) -> None:
    ResolutionFactory(
        meeting=MeetingFactory(complex=cast.complex, state=MeetingState.MINUTED),
        deadline=date(2026, 8, 1),
    )

    assert counted("K31", asked("complex-a1")) == (0, 0)


def test_a_talk_s_questions_are_turned_into_resolutions(cast: Cast) -> None:
    talk = MeetingFactory(
        complex=cast.complex,
        kind=MeetingKind.TALK,
        title="停车恳谈会",
        held_from=at(date(2026, 9, 1)),
        state=MeetingState.HELD,
    )
    resolution = ResolutionFactory(meeting=talk)
    question = {"meeting": talk, "kind": AgendaKind.QUESTION}
    AgendaItemFactory(**question, number=1, topic="晚上没有车位", resolution=resolution)
    AgendaItemFactory(**question, number=2, topic="绿化带谁来管")
    AgendaItemFactory(meeting=talk, number=3, topic="通报", kind=AgendaKind.TOPIC)

    assert counted("K43", asked("complex-a1")) == (1, 2)
    assert counted("K43", asked("complex-a1", last=date(2026, 8, 31))) == (0, 0)
    assert parts("K43", asked("complex-a1"), cast.official) == [
        ("晚上没有车位", 1, 1, "停车恳谈会"),
        ("绿化带谁来管", 0, 1, "停车恳谈会"),
    ]


def test_leaders_are_counted_once_each_and_trained_where_they_came(
    cast: Cast, branch: PartyOrganization
) -> None:
    both = PersonFactory(name="王书记")
    PartyPostFactory(organization=branch, person=both)
    director = CommitteeSeatFactory(
        term__body__complex=cast.complex, position=SeatPosition.DIRECTOR, person=both
    )
    RoleAssignmentFactory(
        user=cast.sibling_manager,
        role=Role.PROPERTY_MANAGER,
        complex=cast.complex,
        valid_until=date(2026, 1, 31),
        valid_from=date(2025, 1, 1),
    )
    training = MeetingFactory(
        complex=None,
        community=cast.community,
        kind=MeetingKind.TRAINING,
        held_from=at(date(2026, 8, 20)),
        state=MeetingState.HELD,
    )
    AttendanceFactory(meeting=training, person=both, status=AttendanceStatus.PRESENT)
    AttendanceFactory(
        meeting=training, person=cast.manager.person, status=AttendanceStatus.ON_LEAVE
    )

    # The secretary who is director too, and the manager of the complex.
    assert director.person == both
    assert counted("K44", asked("complex-a1")) == (1, 2)
    assert counted("K44", asked("complex-a1", first=date(2026, 9, 1))) == (0, 2)
    assert {
        (label, done) for label, done, _n, _t in parts("K44", asked("complex-a1"), cast.official)
    } == {
        ("王书记", 1),
        ("物业经理甲", 0),
    }


@pytest.mark.parametrize("code", CODES)
def test_each_takes_three_statements_at_most(
    code: str, cast: Cast, branch: PartyOrganization, django_assert_max_num_queries: Any
) -> None:
    for place in ("street-a", "community-a", "complex-a1"):
        with django_assert_max_num_queries(3):
            counted(code, asked(place))
