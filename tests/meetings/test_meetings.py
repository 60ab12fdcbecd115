"""From a plan over the notice to what took place: `services/meetings.py` and `services/holding.py`."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError
from django.utils import timezone
from PIL import Image

from accounts.models import User
from communities.queries.places import Place
from core.photos import photo_path, prepare_photo
from meetings.choices import MeetingKind, MeetingState
from meetings.meeting_rules import Counts
from meetings.models import Meeting, MeetingPhoto
from meetings.services import holding, meetings, topics
from meetings.services.holding import Held
from meetings.services.meetings import Body, Details, Named
from party_building.models import PartyOrganization
from tests.activities.photos import COLOURS, picture_bytes, upload
from tests.core.test_photos import with_exif
from tests.factories.bodies import EnvCommitteeFactory, OwnersBodyFactory
from tests.factories.meetings import MeetingFactory, PartyMeetingFactory
from tests.factories.party_building import PartyOrganizationFactory
from tests.people import Cast

pytestmark = pytest.mark.django_db

CHINA = ZoneInfo("Asia/Shanghai")


@pytest.fixture
def now() -> datetime:
    return timezone.now()


@pytest.fixture
def branch(cast: Cast) -> PartyOrganization:
    return PartyOrganizationFactory(complex=cast.complex)


def details(now: datetime, **more: Any) -> Details:
    return Details(**{"held_from": now + timedelta(days=20), "spot": "红色港湾", **more})


def plan(cast: Cast, now: datetime, **more: Any) -> Meeting:
    facts = {
        "kind": MeetingKind.TALK,
        "body": Body(place=Place.of_complex(cast.complex)),
        "details": details(now),
        "actor": cast.manager,
        "now": now,
        **more,
    }
    return meetings.plan_meeting(**facts)


def record(branch: PartyOrganization, actor: User, now: datetime, **more: Any) -> Meeting:
    held = {
        "details": details(now, held_from=now - timedelta(hours=2)),
        "counts": Counts(due=20, present=18),
        **more,
    }
    return holding.record_meeting(
        kind=MeetingKind.ASSEMBLY,
        body=Body(party_organization=branch),
        held=Held(**held),
        actor=actor,
        now=now,
    )


def test_a_planned_meeting_lies_in_its_place_and_is_called_after_its_month(
    cast: Cast, now: datetime
) -> None:
    held_from = datetime(2026, 11, 30, 19, 0, tzinfo=CHINA)

    meeting = plan(cast, now, details=details(now, held_from=held_from))

    assert (meeting.state, meeting.title) == (MeetingState.PLANNED, "2026年11月恳谈会")
    assert meeting.place_columns == Place.of_complex(cast.complex).columns()
    [step] = meeting.steps.all()
    assert (step.from_state, step.to_state, step.by) == ("", "PLANNED", cast.manager)


def test_party_life_lies_where_its_organisation_does(
    cast: Cast, branch: PartyOrganization, now: datetime
) -> None:
    meeting = plan(cast, now, kind=MeetingKind.COMMITTEE, body=Body(party_organization=branch))

    assert (meeting.complex, meeting.community) == (cast.complex, cast.community)


def test_what_a_kind_asks_for_is_asked_before_the_database_does(cast: Cast, now: datetime) -> None:
    whole = Body(place=Place(cast.street, cast.community))

    with pytest.raises(meetings.OrganizationMissing):
        plan(cast, now, kind=MeetingKind.ASSEMBLY)
    with pytest.raises(meetings.CommitteeMissing):
        plan(cast, now, kind=MeetingKind.ENV_COMMITTEE, body=whole)
    with pytest.raises(meetings.ComplexMissing):
        plan(cast, now, kind=MeetingKind.OWNERS_ASSEMBLY, body=whole)
    with pytest.raises(meetings.EndsBeforeItBegins):
        plan(cast, now, details=details(now, held_until=now))
    assert not Meeting.objects.exists()


def test_bodies_bring_their_place(cast: Cast, now: datetime) -> None:
    committee = EnvCommitteeFactory(community=cast.community)
    owners = OwnersBodyFactory(complex=cast.complex)

    of_committee = plan(
        cast, now, kind=MeetingKind.ENV_COMMITTEE, body=Body(env_committee=committee)
    )
    of_owners = plan(cast, now, kind=MeetingKind.OWNERS_ASSEMBLY, body=Body(owners_body=owners))

    assert (of_committee.community, of_committee.complex) == (cast.community, None)
    assert of_owners.complex == cast.complex


def test_the_same_form_sent_twice_is_one_meeting(cast: Cast, now: datetime) -> None:
    assert plan(cast, now, request_key="k") == plan(cast, now, request_key="k")
    assert plan(cast, now, request_key="other") != plan(cast, now, request_key="")
    assert Meeting.objects.count() == 3


def test_topics_are_called_for_until_a_day_before_the_meeting(cast: Cast, now: datetime) -> None:
    meeting, today = plan(cast, now), timezone.localdate(now)

    for wrong in (today - timedelta(days=1), today + timedelta(days=21)):
        with pytest.raises(topics.TopicsTooLate):
            topics.call_for_topics(meeting_id=meeting.pk, until=wrong, actor=cast.manager, now=now)
    called = topics.call_for_topics(
        meeting_id=meeting.pk, until=today + timedelta(days=15), actor=cast.manager, now=now
    )

    assert called.topics_until == today + timedelta(days=15)


def test_notice_is_given_once_and_never_afterwards(cast: Cast, now: datetime) -> None:
    meeting, today = plan(cast, now), timezone.localdate(now)

    first = meetings.give_notice(meeting_id=meeting.pk, actor=cast.manager, now=now)
    again = meetings.give_notice(
        meeting_id=meeting.pk,
        actor=cast.manager,
        now=now + timedelta(days=1),
        committee_informed_on=today,
    )

    assert (first.state, again.noticed_at) == (MeetingState.NOTICED, now)
    assert again.committee_informed_on == today
    assert meeting.steps.count() == 2
    late = MeetingFactory(complex=cast.complex, state=MeetingState.PLANNED)
    with pytest.raises(meetings.NoticeAfterwards):
        meetings.give_notice(meeting_id=late.pk, actor=cast.manager, now=now)


def test_a_cancelled_meeting_keeps_its_reason_and_goes_nowhere(cast: Cast, now: datetime) -> None:
    meeting = plan(cast, now)

    with pytest.raises(meetings.ReasonMissing):
        meetings.cancel_meeting(meeting_id=meeting.pk, reason=" ", actor=cast.manager, now=now)
    gone = meetings.cancel_meeting(
        meeting_id=meeting.pk, reason="台风", actor=cast.manager, now=now
    )

    assert (gone.state, gone.cancel_reason) == (MeetingState.CANCELLED, "台风")
    for act in (
        lambda: meetings.give_notice(meeting_id=meeting.pk, actor=cast.manager, now=now),
        lambda: meetings.change_meeting(
            meeting_id=meeting.pk, details=details(now), actor=cast.manager, now=now
        ),
        lambda: holding.hold_meeting(
            meeting_id=meeting.pk,
            held=Held(details=details(now, held_from=now)),
            actor=cast.manager,
            now=now,
        ),
    ):
        with pytest.raises(meetings.TransitionNotAllowed):
            act()


def test_a_branch_records_what_was_held_in_one_act(
    cast: Cast, branch: PartyOrganization, now: datetime, media_folder: Path
) -> None:
    person = cast.branch_secretary.person
    photos = [prepare_photo(upload(content=picture_bytes(colour))) for colour in COLOURS[:2]]

    meeting = record(
        branch,
        cast.branch_secretary,
        now,
        details=details(now, held_from=now - timedelta(hours=2), chair=Named.of(person)),
        photos=photos,
    )

    meeting.refresh_from_db()
    assert (meeting.state, meeting.recorded_by) == (MeetingState.HELD, cast.branch_secretary)
    assert (meeting.chair, meeting.chair_name) == (person, person.name)
    assert (meeting.due_count, meeting.present_count) == (20, 18)
    assert (meeting.leave_count, meeting.absent_count) == (None, None)
    assert meeting.photos.count() == 2
    assert [step.to_state for step in meeting.steps.order_by("pk")] == ["PLANNED", "HELD"]


def test_counts_are_completed_and_those_that_do_not_fit_are_refused(
    cast: Cast, branch: PartyOrganization, now: datetime
) -> None:
    complete = record(branch, cast.official, now, counts=Counts(due=20, present=18, on_leave=1))

    assert (complete.leave_count, complete.absent_count) == (1, 1)
    for wrong in (Counts(due=20, present=21), Counts(due=20, present=18, on_leave=1, absent=0)):
        with pytest.raises(holding.CountsDoNotFit):
            record(branch, cast.official, now, counts=wrong)


def test_what_has_not_begun_is_not_recorded(
    cast: Cast, branch: PartyOrganization, now: datetime
) -> None:
    with pytest.raises(holding.NotHeldYet):
        record(branch, cast.official, now, details=details(now))


def test_recording_takes_up_what_was_planned_for_that_day(
    cast: Cast, branch: PartyOrganization
) -> None:
    evening = datetime(2026, 11, 20, 21, 0, tzinfo=CHINA)
    planned = PartyMeetingFactory(
        party_organization=branch,
        state=MeetingState.PLANNED,
        held_from=evening.replace(hour=19),
    )
    PartyMeetingFactory(
        party_organization=branch,
        state=MeetingState.PLANNED,
        held_from=evening - timedelta(days=1),
    )
    begun = details(evening, held_from=evening.replace(hour=19, minute=30))

    meeting = record(branch, cast.official, evening, details=begun)

    assert meeting.pk == planned.pk
    assert timezone.localtime(meeting.held_from).minute == 30
    assert Meeting.objects.filter(state=MeetingState.PLANNED).count() == 1


def test_a_double_tap_writes_one_meeting_and_leaves_no_files_of_the_second(
    cast: Cast, branch: PartyOrganization, now: datetime, media_folder: Path
) -> None:
    def tap() -> Meeting:
        return record(branch, cast.official, now, request_key="k", photos=[prepare_photo(upload())])

    assert tap() == tap()
    assert len(list(media_folder.rglob("320.jpg"))) == MeetingPhoto.objects.count() == 1


def test_one_organisation_cannot_sit_twice_at_once(
    cast: Cast, branch: PartyOrganization, now: datetime
) -> None:
    record(branch, cast.official, now)

    with pytest.raises(meetings.HeldTwice):
        record(branch, cast.official, now)


def test_pictures_are_kept_without_what_the_camera_wrote_into_them(
    cast: Cast, branch: PartyOrganization, now: datetime, media_folder: Path
) -> None:
    shot = prepare_photo(upload(content=with_exif((600, 400), orientation=6)))

    meeting = record(branch, cast.official, now, photos=[shot])

    [photo] = meeting.photos.all()
    with Image.open(media_folder / photo_path(photo.token, "640.jpg")) as kept:
        assert not kept.getexif()
    assert (photo.width, photo.height) == (400, 600)


def test_files_of_a_refused_record_are_gone(
    cast: Cast, branch: PartyOrganization, now: datetime, media_folder: Path
) -> None:
    with pytest.raises(holding.CountsDoNotFit):
        record(
            branch,
            cast.official,
            now,
            counts=Counts(due=1, present=2),
            photos=[prepare_photo(upload())],
        )

    assert list(media_folder.rglob("*.jpg")) == []


def test_no_more_than_nine_pictures_and_each_once(
    cast: Cast, branch: PartyOrganization, now: datetime, media_folder: Path
) -> None:
    first = prepare_photo(upload(content=picture_bytes("red")))
    meeting = record(branch, cast.official, now, photos=[first])
    same = prepare_photo(upload(content=picture_bytes("red")))
    nine = [
        prepare_photo(upload(content=picture_bytes((number * 20, 0, 0)))) for number in range(1, 10)
    ]

    holding.add_photos(meeting_id=meeting.pk, photos=[same], actor=cast.official, now=now)
    with pytest.raises(holding.TooManyPhotos):
        holding.add_photos(meeting_id=meeting.pk, photos=nine, actor=cast.official, now=now)
    holding.add_photos(meeting_id=meeting.pk, photos=nine[:8], actor=cast.official, now=now)

    assert meeting.photos.count() == len(list(media_folder.rglob("320.jpg"))) == 9


def test_a_picture_is_removed_with_its_files_until_the_minutes_are_agreed(
    cast: Cast,
    branch: PartyOrganization,
    now: datetime,
    media_folder: Path,
    django_capture_on_commit_callbacks: Any,
) -> None:
    meeting = record(branch, cast.official, now, photos=[prepare_photo(upload())])
    [photo] = meeting.photos.all()

    with django_capture_on_commit_callbacks(execute=True):
        for _again in range(2):
            holding.remove_photo(photo_id=photo.pk, actor=cast.official, now=now)

    assert list(media_folder.rglob("*.jpg")) == []
    agreed = MeetingFactory(complex=cast.complex, state=MeetingState.CONFIRMED)
    kept = MeetingPhoto.objects.create(
        meeting=agreed, token="f" * 32, width=1, height=1, sha256="f" * 64, uploaded_at=now
    )
    with pytest.raises(meetings.TransitionNotAllowed):
        holding.remove_photo(photo_id=kept.pk, actor=cast.official, now=now)


def test_a_colleagues_record_is_told_and_ones_own_corrected(
    cast: Cast, branch: PartyOrganization, now: datetime
) -> None:
    meeting = record(branch, cast.official, now)
    held = Held(
        details=details(now, held_from=now - timedelta(hours=3)),
        counts=Counts(due=20, present=19),
    )

    with pytest.raises(holding.AlreadyRecorded, match="街道甲已经登记过"):
        holding.hold_meeting(meeting_id=meeting.pk, held=held, actor=cast.secretary, now=now)
    holding.hold_meeting(meeting_id=meeting.pk, held=held, actor=cast.official, now=now)

    meeting.refresh_from_db()
    assert meeting.present_count == 19
    assert meeting.steps.filter(note="改了召开登记").count() == 1


def test_a_meeting_that_makes_up_for_an_earlier_one_names_its_slot(
    cast: Cast, branch: PartyOrganization
) -> None:
    october = datetime(2026, 10, 12, 19, 0, tzinfo=CHINA)
    missed = date(2026, 8, 17)

    meeting = record(
        branch, cast.official, october, details=details(october, held_from=october, makes_up=missed)
    )

    assert meeting.makes_up == missed.replace(month=7, day=1)


def test_every_act_leaves_its_event(cast: Cast, branch: PartyOrganization, now: datetime) -> None:
    meeting = record(branch, cast.official, now)

    assert [event.pgh_label for event in meeting.events.order_by("pgh_id")] == ["insert", "update"]
    with pytest.raises(IntegrityError):
        Meeting.objects.filter(pk=meeting.pk).update(state=MeetingState.CLOSED)
