from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from activities.choices import ActivityState
from activities.models import Activity, ActivityLog, Photo, Session
from activities.services.logs import (
    LogEntry,
    NotHeld,
    NotHeldYet,
    TooManyPhotos,
    choose_cover,
    log_session,
    log_unplanned,
    remove_photo,
    set_log_published,
)
from activities.services.planning import Slot, Where
from core.models import OutboxMessage
from core.photos import PreparedPhoto, prepare_photo
from tests.activities.photos import COLOURS, picture_bytes, upload
from tests.factories.activities import SessionFactory
from tests.people import Cast

NOW = timezone.now()


@pytest.fixture
def session(cast: Cast) -> Session:
    return SessionFactory(complex=cast.complex, starts_at=NOW - timedelta(hours=3))


def photos(*colours: str) -> list[PreparedPhoto]:
    return [prepare_photo(upload(f"{c}.jpg", picture_bytes(c, (400, 300)))) for c in colours]


def write(session: Session, cast: Cast, **entry) -> ActivityLog:
    return log_session(
        session_id=session.pk,
        entry=LogEntry(**{"headcount": 46} | entry),
        actor=cast.manager,
        now=NOW,
    )


def stored(folder: Path) -> int:
    return len([path for path in folder.rglob("*") if path.is_file()])


def test_log_is_written_once_with_photos_and_concludes_the_activity(
    cast: Cast, session: Session, media_folder: Path
) -> None:
    log = write(session, cast, remark="反响很好", photos=photos("red", "blue"), volunteer_count=4)

    activity = Activity.objects.get()
    assert (log.headcount, log.remark, log.volunteer_count) == (46, "反响很好", 4)
    assert (log.complex, log.logged_by, log.logged_at) == (cast.complex, cast.manager, NOW)
    assert list(log.photos.order_by("position").values_list("position", "is_cover")) == [
        (0, True),
        (1, False),
    ]
    assert stored(media_folder) == 2 * 6
    assert activity.state == ActivityState.LOGGED
    assert activity.updates.get().to_state == ActivityState.LOGGED
    assert log.events.get().pgh_label == "insert"
    assert not OutboxMessage.objects.exists()


def test_same_form_twice_changes_nothing_and_leaves_no_file_behind(
    cast: Cast, session: Session, media_folder: Path
) -> None:
    for headcount in (46, 99):
        write(session, cast, headcount=headcount, request_key="k", photos=photos("red"))

    log = ActivityLog.objects.get()
    assert (log.headcount, log.photos.count()) == (46, 1)
    assert stored(media_folder) == 6


def test_second_entry_adds_new_photos_and_keeps_what_it_does_not_say(
    cast: Cast, session: Session, media_folder: Path
) -> None:
    write(session, cast, remark="第一句", volunteer_count=3, photos=photos("red"))

    write(session, cast, headcount=50, photos=photos("red", "blue"))

    log = ActivityLog.objects.get()
    assert (log.headcount, log.remark, log.volunteer_count) == (50, "第一句", 3)
    assert log.photos.count() == 2
    assert log.photos.filter(is_cover=True).count() == 1
    assert stored(media_folder) == 2 * 6


def test_activity_is_concluded_when_its_last_session_is_written_down(
    cast: Cast, session: Session
) -> None:
    second = SessionFactory(
        complex=cast.complex, activity=session.activity, starts_at=NOW - timedelta(hours=1)
    )

    write(session, cast)
    assert Activity.objects.get().state == ActivityState.PUBLISHED
    write(second, cast)

    assert Activity.objects.get().state == ActivityState.LOGGED


def test_nothing_is_logged_before_it_begins_nor_after_it_was_called_off(
    cast: Cast, media_folder: Path
) -> None:
    ahead = SessionFactory(complex=cast.complex)
    off = SessionFactory(complex=cast.complex, starts_at=NOW - timedelta(hours=1), cancelled_at=NOW)
    idea = SessionFactory(
        complex=cast.complex, starts_at=NOW - timedelta(hours=1), activity__state="IDEA"
    )

    with pytest.raises(NotHeldYet):
        write(ahead, cast, photos=photos("red"))
    for session in (off, idea):
        with pytest.raises(NotHeld):
            write(session, cast, photos=photos("red"))
    assert stored(media_folder) == 0
    assert not ActivityLog.objects.exists()


def test_ten_photos_are_refused_whole_and_leave_no_file(
    cast: Cast, session: Session, media_folder: Path
) -> None:
    write(session, cast, photos=photos(*COLOURS[:8]))

    with pytest.raises(TooManyPhotos, match="一次活动最多9张照片"):
        write(session, cast, photos=photos(*COLOURS[8:]))

    assert Photo.objects.count() == 8
    assert stored(media_folder) == 8 * 6


def test_unplanned_activity_is_planned_and_logged_once(cast: Cast, media_folder: Path) -> None:
    for _tap in range(2):
        log = log_unplanned(
            where=Where.of_complex(cast.complex),
            details={"title": "楼道清扫"},
            slot=Slot(starts_at=NOW - timedelta(hours=2)),
            entry=LogEntry(headcount=7, request_key="k", photos=photos("red")),
            actor=cast.steward,
            now=NOW,
        )

    activity = Activity.objects.get()
    assert (activity.title, activity.state) == ("楼道清扫", ActivityState.LOGGED)
    assert log.session.activity == activity
    assert stored(media_folder) == 6


def test_unplanned_activity_of_tomorrow_is_refused_and_leaves_nothing(
    cast: Cast, media_folder: Path
) -> None:
    with pytest.raises(NotHeldYet):
        log_unplanned(
            where=Where.of_complex(cast.complex),
            details={"title": "明天的"},
            slot=Slot(starts_at=NOW + timedelta(days=1)),
            entry=LogEntry(headcount=7, photos=photos("red")),
            actor=cast.steward,
            now=NOW,
        )
    assert not Activity.objects.exists()
    assert stored(media_folder) == 0


def test_story_is_published_with_its_photos_and_taken_down(cast: Cast, session: Session) -> None:
    log = write(session, cast, photos=photos("red"))

    for is_published in (True, True, False):
        set_log_published(log_id=log.pk, is_published=is_published, actor=cast.manager, now=NOW)
        assert ActivityLog.objects.public().exists() is is_published
        assert Photo.objects.public().exists() is is_published
    assert log.events.filter(pgh_label="update", is_published=True).exists()


def test_removing_the_cover_hands_it_on_and_deletes_the_files_once(
    cast: Cast, session: Session, media_folder: Path, django_capture_on_commit_callbacks
) -> None:
    log = write(session, cast, photos=photos("red", "blue", "green"))
    cover = log.photos.get(is_cover=True)

    for _tap in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            remove_photo(photo_id=cover.pk, actor=cast.manager, now=NOW)

    assert log.photos.count() == 2
    assert log.photos.get(is_cover=True).position == 1
    assert stored(media_folder) == 2 * 6


def test_one_photo_is_the_cover(cast: Cast, session: Session) -> None:
    log = write(session, cast, photos=photos("red", "blue"))
    second = log.photos.get(position=1)

    for _tap in range(2):
        choose_cover(photo_id=second.pk, actor=cast.manager, now=NOW)

    assert log.photos.get(is_cover=True) == second


def test_a_disk_that_fills_up_between_two_photos_keeps_neither(
    cast: Cast, session: Session, media_folder: Path
) -> None:
    """A file stands where the second photo's folder should be made: the disk refuses it."""
    first, second = (
        replace(photo, token=token * 16)
        for photo, token in zip(photos("red", "blue"), ("1a", "2b"), strict=True)
    )
    media_folder.joinpath("photos").mkdir(parents=True)
    (media_folder / "photos" / "2b").write_bytes(b"in the way")

    with pytest.raises(OSError, match="photos"):
        write(session, cast, photos=[first, second])

    assert stored(media_folder) == 1
    assert not ActivityLog.objects.exists()
