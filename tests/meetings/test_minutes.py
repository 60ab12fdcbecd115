"""纪要 and 议定事项: drafted, agreed to, published, followed up; two pairs of eyes at each gate."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from communities.choices import EntryRoad
from core.photos import prepare_photo
from meetings.choices import (
    MEETING_TRANSITIONS,
    RESOLUTION_TRANSITIONS,
    AgendaKind,
    AttendanceRole,
    AttendanceStatus,
    MeetingState,
    ResolutionState,
    Scope,
)
from meetings.models import Attendance, Meeting, Resolution
from meetings.services import agenda, minutes, resolutions
from meetings.services.agenda import Guest
from meetings.services.meetings import ReasonMissing, TransitionNotAllowed
from meetings.services.resolutions import OwnWork
from tests.activities.photos import upload
from tests.factories.accounts import PersonFactory
from tests.factories.communities import OrganizationFactory
from tests.factories.meetings import (
    AgendaItemFactory,
    AttendanceFactory,
    MeetingFactory,
    PartyMeetingFactory,
    ResolutionFactory,
)
from tests.people import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def now() -> datetime:
    return timezone.now()


def confirm(meeting: Meeting, actor: User, now: datetime, **more: Any) -> Meeting:
    facts = {"road": EntryRoad.PAPER, **more}
    return minutes.confirm_minutes(meeting_id=meeting.pk, actor=actor, now=now, **facts)


def publish(meeting: Meeting, actor: User, now: datetime, scope: Scope = Scope.PUBLIC) -> Meeting:
    return minutes.publish_minutes(meeting_id=meeting.pk, scope=scope, actor=actor, now=now)


def report(resolution: Resolution, actor: User, now: datetime, **more: Any) -> Resolution:
    facts = {"done_on": timezone.localdate(now), "evidence": "已装好6个", **more}
    return resolutions.report_done(resolution_id=resolution.pk, actor=actor, now=now, **facts)


# Minutes


def test_minutes_are_drafted_once_the_meeting_was_held_and_rewritten_until_agreed(
    cast: Cast, now: datetime
) -> None:
    meeting = MeetingFactory(complex=cast.complex)

    for text in ("第一稿", "第二稿"):
        minutes.draft_minutes(meeting_id=meeting.pk, text=text, actor=cast.manager, now=now)

    meeting.refresh_from_db()
    assert (meeting.state, meeting.drafted_by) == (MeetingState.MINUTED, cast.manager)
    assert meeting.minutes.text == "第二稿"
    assert list(meeting.steps.order_by("pk").values_list("note", flat=True)) == ["", "改了纪要"]
    with pytest.raises(minutes.NothingWritten):
        minutes.draft_minutes(meeting_id=meeting.pk, text=" ", actor=cast.manager, now=now)
    confirm(meeting, cast.manager, now)
    with pytest.raises(minutes.AlreadyConfirmed):
        minutes.draft_minutes(meeting_id=meeting.pk, text="改", actor=cast.manager, now=now)
    planned = MeetingFactory(complex=cast.complex, state=MeetingState.PLANNED)
    with pytest.raises(TransitionNotAllowed):
        minutes.draft_minutes(meeting_id=planned.pk, text="早了", actor=cast.manager, now=now)


def test_online_the_chair_alone_agrees_and_paper_is_entered_by_anybody(
    cast: Cast, now: datetime
) -> None:
    chair = cast.branch_secretary
    online, paper = (
        MeetingFactory(complex=cast.complex, state=MeetingState.MINUTED, chair=chair.person)
        for _road in range(2)
    )

    with pytest.raises(minutes.NotTheChair):
        confirm(online, cast.manager, now, road=EntryRoad.ONLINE)
    confirm(online, chair, now, road=EntryRoad.ONLINE)
    confirm(paper, cast.manager, now, road=EntryRoad.PAPER)

    for meeting, road, actor in ((online, "ONLINE", chair), (paper, "PAPER", cast.manager)):
        meeting.refresh_from_db()
        assert meeting.state == MeetingState.CONFIRMED
        assert (meeting.confirmed_road, meeting.confirmed_by) == (road, actor)


def test_what_is_not_written_is_not_agreed_to(cast: Cast, now: datetime) -> None:
    with pytest.raises(minutes.NotWrittenYet):
        confirm(MeetingFactory(complex=cast.complex), cast.manager, now)


def test_the_second_of_two_who_agree_is_told(cast: Cast, now: datetime) -> None:
    meeting = MeetingFactory(complex=cast.complex, state=MeetingState.MINUTED)
    confirm(meeting, cast.manager, now)

    with pytest.raises(minutes.AlreadyConfirmed):
        confirm(meeting, cast.secretary, now)


def test_another_than_the_author_publishes_and_takes_down(cast: Cast, now: datetime) -> None:
    meeting = MeetingFactory(
        complex=cast.complex, state=MeetingState.CONFIRMED, drafted_by=cast.secretary
    )

    with pytest.raises(minutes.OwnMinutes):
        publish(meeting, cast.secretary, now)
    publish(meeting, cast.official, now, Scope.PLACE)
    assert not Meeting.objects.public().exists()
    publish(meeting, cast.official, now)
    assert list(Meeting.objects.public()) == [meeting]

    with pytest.raises(ReasonMissing):
        minutes.withdraw_minutes(meeting_id=meeting.pk, reason="", actor=cast.official, now=now)
    minutes.withdraw_minutes(meeting_id=meeting.pk, reason="有错字", actor=cast.official, now=now)
    meeting.refresh_from_db()
    assert (meeting.state, meeting.scope, meeting.published_at) == ("CONFIRMED", "", None)
    assert not Meeting.objects.public().exists()
    with pytest.raises(minutes.NotPublished):
        minutes.withdraw_minutes(meeting_id=meeting.pk, reason="x", actor=cast.official, now=now)


def test_what_is_followed_up_stays_so_when_it_is_published(cast: Cast, now: datetime) -> None:
    meeting = MeetingFactory(complex=cast.complex, state=MeetingState.FOLLOW_UP)

    publish(meeting, cast.official, now)

    meeting.refresh_from_db()
    assert (meeting.state, meeting.scope) == (MeetingState.FOLLOW_UP, Scope.PUBLIC)


def test_party_life_and_what_is_not_agreed_are_not_published(cast: Cast, now: datetime) -> None:
    with pytest.raises(minutes.StaysInside):
        publish(PartyMeetingFactory(state=MeetingState.CONFIRMED), cast.official, now)
    with pytest.raises(minutes.NotAgreedYet):
        publish(MeetingFactory(state=MeetingState.MINUTED), cast.official, now)


def test_a_meeting_closes_when_nothing_is_left(cast: Cast, now: datetime) -> None:
    resolution = ResolutionFactory(meeting__complex=cast.complex)
    meeting = resolution.meeting

    with pytest.raises(minutes.ResolutionsOpen, match="还有1项"):
        minutes.close_meeting(meeting_id=meeting.pk, actor=cast.manager, now=now)
    report(resolution, cast.manager, now)
    resolutions.verify_resolution(resolution_id=resolution.pk, actor=cast.secretary, now=now)

    meeting.refresh_from_db()
    assert meeting.state == MeetingState.CLOSED
    assert minutes.close_meeting(meeting_id=meeting.pk, actor=cast.manager, now=now) == meeting
    told = [step.to_state for step in meeting.steps.order_by("pk")]
    assert told == [MeetingState.FOLLOW_UP, MeetingState.CLOSED]


def test_the_transition_tables_know_every_state_and_lead_to_an_end() -> None:
    for table, states in (
        (MEETING_TRANSITIONS, MeetingState),
        (RESOLUTION_TRANSITIONS, ResolutionState),
    ):
        assert set(table) == set(states)
        reached = {next(iter(states))}
        for _step in states:
            reached |= {after for state in reached for after in table[state]}
        assert reached == set(states)


# Agenda and attendance


def test_topics_and_questions_are_numbered_as_they_come(cast: Cast, now: datetime) -> None:
    meeting = MeetingFactory(complex=cast.complex)

    for kind, topic in ((AgendaKind.TOPIC, "停车"), (AgendaKind.QUESTION, "谁来管绿化")):
        agenda.raise_item(
            meeting_id=meeting.pk, kind=kind, topic=topic, actor=cast.manager, now=now
        )
    second = meeting.agenda.get(number=2)
    agenda.note_item(
        item_id=second.pk, actor=cast.manager, now=now, speaker="", summary="", answer="物业管"
    )

    assert list(meeting.agenda.order_by("number").values_list("kind", "topic", "answer")) == [
        ("TOPIC", "停车", ""),
        ("QUESTION", "谁来管绿化", "物业管"),
    ]
    with pytest.raises(agenda.NothingRaised):
        agenda.raise_item(
            meeting_id=meeting.pk, kind=AgendaKind.TOPIC, topic=" ", actor=cast.manager, now=now
        )
    for _again in range(2):
        agenda.drop_item(item_id=second.pk, actor=cast.manager, now=now)
    assert meeting.agenda.count() == 1


def test_agreed_minutes_take_no_more_topics_and_names(cast: Cast, now: datetime) -> None:
    meeting = MeetingFactory(complex=cast.complex, state=MeetingState.CONFIRMED)
    item = AgendaItemFactory(meeting=meeting)
    listed = AttendanceFactory(meeting=meeting)
    who = {"actor": cast.manager, "now": now}

    for act in (
        lambda: agenda.raise_item(
            meeting_id=meeting.pk, kind=AgendaKind.TOPIC, topic="晚了", **who
        ),
        lambda: agenda.note_item(item_id=item.pk, speaker="", summary="", answer="晚了", **who),
        lambda: agenda.drop_item(item_id=item.pk, **who),
        lambda: agenda.take_off_list(attendance_id=listed.pk, **who),
        lambda: agenda.mark_attendance(meeting_id=meeting.pk, statuses={}, **who),
        lambda: resolutions.resolve(
            meeting_id=meeting.pk, matter="晚了", owner=Guest(name="物业"), **who
        ),
    ):
        with pytest.raises(TransitionNotAllowed):
            act()


def test_guests_stand_on_the_list_once_and_are_marked(cast: Cast, now: datetime) -> None:
    meeting = MeetingFactory(complex=cast.complex, state=MeetingState.PLANNED)
    unit, person = OrganizationFactory(sub_district=cast.street), PersonFactory(name="周代表")
    guests = [Guest(organization=unit), Guest(person=person), Guest(name="三栋代表")]

    for _again in range(2):
        agenda.invite(meeting_id=meeting.pk, guests=guests, actor=cast.manager, now=now)
    agenda.invite(
        meeting_id=meeting.pk,
        guests=[Guest(name="列席的人")],
        role=AttendanceRole.SITS_IN,
        actor=cast.manager,
        now=now,
    )
    rows = {row.name: row for row in meeting.attendances.all()}
    agenda.mark_attendance(
        meeting_id=meeting.pk,
        statuses={
            rows[unit.name].pk: AttendanceStatus.PRESENT,
            rows["周代表"].pk: AttendanceStatus.LEFT_EARLY,
            rows["三栋代表"].pk: AttendanceStatus.ON_LEAVE,
        },
        came=[Guest(name="没有邀请的人"), Guest(person=person)],
        actor=cast.manager,
        now=now,
    )

    told = dict(meeting.attendances.values_list("name", "status"))
    assert told == {
        unit.name: "PRESENT",
        "周代表": "PRESENT",
        "三栋代表": "ON_LEAVE",
        "列席的人": "",
        "没有邀请的人": "PRESENT",
    }
    assert meeting.attendances.get(name="没有邀请的人").invited_at is None
    assert meeting.attendances.get(name="列席的人").role == AttendanceRole.SITS_IN


def test_lists_refuse_strangers_nobody_and_party_life(cast: Cast, now: datetime) -> None:
    meeting = MeetingFactory(complex=cast.complex, state=MeetingState.PLANNED)
    party = PartyMeetingFactory(state=MeetingState.PLANNED)
    elsewhere = AttendanceFactory()
    who = {"actor": cast.manager, "now": now}

    with pytest.raises(agenda.OtherMeeting):
        agenda.mark_attendance(
            meeting_id=meeting.pk, statuses={elsewhere.pk: AttendanceStatus.PRESENT}, **who
        )
    with pytest.raises(agenda.NobodyNamed):
        agenda.invite(meeting_id=meeting.pk, guests=[Guest(name=" ")], **who)
    with pytest.raises(agenda.NamesNotKept):
        agenda.invite(meeting_id=party.pk, guests=[Guest(name="老党员")], **who)
    with pytest.raises(TransitionNotAllowed):
        agenda.invite(meeting_id=elsewhere.meeting_id, guests=[Guest(name="晚了")], **who)
    for _again in range(2):
        agenda.take_off_list(attendance_id=elsewhere.pk, **who)
    assert not Attendance.objects.exists()


# Resolutions


def test_a_meeting_resolves_and_its_questions_lead_there(cast: Cast, now: datetime) -> None:
    meeting = MeetingFactory(complex=cast.complex)
    item = AgendaItemFactory(meeting=meeting, kind=AgendaKind.QUESTION)
    unit = OrganizationFactory(sub_district=cast.street)
    deadline = timezone.localdate(now) + timedelta(days=30)
    who = {"actor": cast.manager, "now": now}

    first = resolutions.resolve(
        meeting_id=meeting.pk,
        matter="加装充电桩",
        owner=Guest(organization=unit),
        contact="王经理",
        deadline=deadline,
        answers=[item.pk],
        **who,
    )
    second = resolutions.resolve(
        meeting_id=meeting.pk, matter="公布收支", owner=Guest(name="业委会"), **who
    )

    item.refresh_from_db()
    assert item.resolution == first
    assert (first.number, first.owner_name, first.complex) == (1, unit.name, cast.complex)
    assert (second.number, second.organization, second.owner_name) == (2, None, "业委会")
    assert [step.to_state for step in first.steps.all()] == [ResolutionState.OPEN]
    for wrong, facts in (
        (resolutions.NothingResolved, {"matter": " ", "owner": Guest(name="业委会")}),
        (resolutions.OwnerMissing, {"matter": "没人管", "owner": Guest()}),
        (
            resolutions.OtherMeetingsItem,
            {"matter": "别的会", "owner": Guest(name="甲"), "answers": [AgendaItemFactory().pk]},
        ),
    ):
        with pytest.raises(wrong):
            resolutions.resolve(meeting_id=meeting.pk, **facts, **who)
    for _again in range(2):
        resolutions.take_back(resolution_id=second.pk, **who)
    assert list(meeting.resolutions.values_list("number", flat=True)) == [1]


def test_nothing_is_followed_up_before_the_chair_agrees(cast: Cast, now: datetime) -> None:
    resolution = ResolutionFactory(meeting__state=MeetingState.MINUTED)

    with pytest.raises(TransitionNotAllowed):
        resolutions.start_resolution(resolution_id=resolution.pk, actor=cast.manager, now=now)
    with pytest.raises(TransitionNotAllowed):
        resolutions.resolve(
            meeting_id=MeetingFactory(state=MeetingState.PLANNED).pk,
            matter="早了",
            owner=Guest(name="甲"),
            actor=cast.manager,
            now=now,
        )


def test_agreed_resolutions_are_not_taken_back(cast: Cast, now: datetime) -> None:
    with pytest.raises(TransitionNotAllowed):
        resolutions.take_back(resolution_id=ResolutionFactory().pk, actor=cast.manager, now=now)


def test_from_begun_to_verified_by_another(cast: Cast, now: datetime, media_folder: Path) -> None:
    resolution = ResolutionFactory(meeting__complex=cast.complex)
    for _again in range(2):
        resolutions.start_resolution(resolution_id=resolution.pk, actor=cast.manager, now=now)

    report(resolution, cast.manager, now, photos=[prepare_photo(upload())])
    with pytest.raises(OwnWork):
        resolutions.verify_resolution(resolution_id=resolution.pk, actor=cast.manager, now=now)
    with pytest.raises(OwnWork):
        resolutions.send_back(
            resolution_id=resolution.pk, reason="再看看", actor=cast.manager, now=now
        )
    resolutions.send_back(
        resolution_id=resolution.pk, reason="少一个", actor=cast.secretary, now=now
    )
    report(resolution, cast.steward, now)
    resolutions.verify_resolution(resolution_id=resolution.pk, actor=cast.secretary, now=now)

    resolution.refresh_from_db()
    assert (resolution.state, resolution.verified_by) == ("VERIFIED", cast.secretary)
    assert (resolution.done_by, resolution.done_on) == (cast.steward, timezone.localdate(now))
    told = [step.to_state for step in resolution.steps.order_by("pk")]
    assert told == ["DOING", "DONE", "DOING", "DONE", "VERIFIED"]
    assert resolution.photos.count() == 1
    with pytest.raises(resolutions.AlreadySettled, match="已落实"):
        resolutions.verify_resolution(resolution_id=resolution.pk, actor=cast.official, now=now)


def test_whoever_owes_it_does_not_verify_it(cast: Cast, now: datetime) -> None:
    owed = ResolutionFactory(meeting__complex=cast.complex, person=cast.secretary.person)
    report(owed, cast.manager, now)

    with pytest.raises(OwnWork):
        resolutions.verify_resolution(resolution_id=owed.pk, actor=cast.secretary, now=now)


def test_done_needs_evidence_and_a_day_that_can_be(cast: Cast, now: datetime) -> None:
    resolution = ResolutionFactory(meeting__complex=cast.complex)
    today = timezone.localdate(now)

    with pytest.raises(resolutions.EvidenceMissing):
        report(resolution, cast.manager, now, evidence=" ")
    for day in (today + timedelta(days=1), today - timedelta(days=30)):
        with pytest.raises(resolutions.DayNotPossible):
            report(resolution, cast.manager, now, done_on=day)


def test_a_later_meeting_of_the_same_body_drops_it(cast: Cast, now: datetime) -> None:
    resolution = ResolutionFactory(meeting__complex=cast.complex)
    meeting = resolution.meeting
    after = meeting.held_from + timedelta(hours=1)
    later = MeetingFactory(complex=cast.complex, held_from=after)
    wrong = [
        MeetingFactory(complex=cast.sibling_complex, held_from=after),
        MeetingFactory(complex=cast.complex, kind="DELIBERATION", held_from=after),
        MeetingFactory(complex=cast.complex, held_from=meeting.held_from - timedelta(days=1)),
        MeetingFactory(complex=cast.complex, held_from=after, state=MeetingState.PLANNED),
        meeting,
    ]

    for one in wrong:
        with pytest.raises(resolutions.NotALaterMeeting):
            resolutions.drop_resolution(
                resolution_id=resolution.pk,
                in_meeting=one,
                reason="并入改造",
                actor=cast.manager,
                now=now,
            )
    with pytest.raises(ReasonMissing):
        resolutions.drop_resolution(
            resolution_id=resolution.pk, in_meeting=later, reason="", actor=cast.manager, now=now
        )
    resolutions.drop_resolution(
        resolution_id=resolution.pk,
        in_meeting=later,
        reason="并入改造",
        actor=cast.manager,
        now=now,
    )

    resolution.refresh_from_db()
    meeting.refresh_from_db()
    assert (resolution.state, resolution.dropped_in) == (ResolutionState.DROPPED, later)
    assert meeting.state == MeetingState.CLOSED
