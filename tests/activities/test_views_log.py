from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone

from activities.choices import ActivityState
from activities.models import Activity, ActivityLog, CheckIn, Photo, Session
from tests.activities.photos import not_a_picture, picture_bytes, truncated_picture, upload, uploads
from tests.factories.activities import ActivityLogFactory, SessionFactory, SignUpFactory
from tests.people import Cast

NOW = datetime(2026, 11, 20, 15, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
LOG = "/field/log/"


@pytest.fixture(autouse=True)
def friday_afternoon():
    with time_machine.travel(NOW, tick=True):
        yield


def at(cast: Cast, title: str, hours: float, **kwargs) -> Session:
    """A session of the complex that began so many hours before now and lasts two."""
    return SessionFactory(
        **{
            "complex": cast.complex,
            "activity__title": title,
            "starts_at": NOW - timedelta(hours=hours),
            **kwargs,
        }
    )


def entry(session: Session | None = None, **changes) -> dict[str, object]:
    facts: dict[str, object] = {
        "people": "46", "sentence": "居民反响很好", "request_key": "key-1", "known_log": "",
    }  # fmt: skip
    if session:
        facts["session"] = session.pk
    return facts | changes


def stored_files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_running_session_is_chosen_beforehand_with_the_people_checked_in(
    cast: Cast, client_of
) -> None:
    at(cast, "上午的", 5)
    running = at(cast, "正在办的", 1)
    at(cast, "还没开始的", -2)
    sign_up = SignUpFactory(session=running, party_size=3)
    CheckIn.objects.create(
        sub_district=cast.street, community=cast.community, complex=cast.complex, sign_up=sign_up,
        session=running, method="CODE", arrived_count=3, at=NOW,
    )  # fmt: skip

    page = client_of(cast.manager).get(LOG)

    assert page.context["activity"].title == "正在办的"
    assert page.context["activity"].tag.label == "进行中"
    assert page.context["form"]["people"].value() == 3
    assert "来自签到 3 人，有出入再改" in page.content.decode()


def test_head_count_begins_with_who_signed_up_or_is_left_open(cast: Cast, client_of) -> None:
    signed_up, nobody = at(cast, "报了名的", 1), at(cast, "没人报的", 30)
    SignUpFactory(session=signed_up, party_size=4)
    client = client_of(cast.manager)

    first = client.get(f"{LOG}?session={signed_up.pk}")
    second = client.get(f"{LOG}?session={nobody.pk}")

    assert first.context["form"]["people"].value() == 4
    assert "来自报名 4 人，请改成实到人数" in first.content.decode()
    assert second.context["form"]["people"].value() is None


def test_without_anything_near_the_last_seven_days_are_offered(cast: Cast, client_of) -> None:
    recent = at(cast, "前天的", 48)
    at(cast, "两周前没记的", 14 * 24)
    old = at(cast, "两周前记过的", 14 * 24, activity__state=ActivityState.LOGGED)
    ActivityLogFactory(session=old)
    at(cast, "隔壁的", 48, complex=cast.sibling_complex)

    page = client_of(cast.manager).get(LOG)

    rows = page.context["choices"]
    assert [row.title for row in rows] == ["前天的", "两周前没记的"]
    assert rows[0].url == f"{LOG}?session={recent.pk}"


def test_log_with_three_photos_is_written_and_done_page_says_what_is_true(
    cast: Cast, client_of, media_folder: Path
) -> None:
    session = at(cast, "健康义诊", 1)
    client = client_of(cast.manager)

    page = client.post(LOG, entry(session, photos=uploads(3)), follow=True)

    log = ActivityLog.objects.get()
    assert (log.session, log.headcount, log.remark) == (session, 46, "居民反响很好")
    assert (log.logged_by, log.is_published) == (cast.manager, False)
    assert log.photos.count() == 3
    assert log.photos.filter(is_cover=True).count() == 1
    assert len(stored_files(media_folder)) == 3 * 6
    assert Activity.objects.get().state == ActivityState.LOGGED
    text = page.content.decode()
    assert "已记录" in text
    assert "活动页、活动台账都已更新" in text
    assert "照片里有小孩特写吗？" in text


def test_sending_the_form_twice_writes_once(cast: Cast, client_of, media_folder: Path) -> None:
    session = at(cast, "健康义诊", 1)
    client = client_of(cast.manager)

    for _tap in range(2):
        page = client.post(LOG, entry(session, photos=uploads(2)), follow=True)

    assert page.redirect_chain
    assert Photo.objects.count() == 2
    assert len(stored_files(media_folder)) == 2 * 6


def test_who_comes_later_sees_who_was_first_and_adds_photos(cast: Cast, client_of) -> None:
    session = at(cast, "健康义诊", 1)
    client_of(cast.steward).post(LOG, entry(session, photos=uploads(1)))
    ActivityLog.objects.update(logged_at=timezone.now() - timedelta(minutes=10))
    client = client_of(cast.manager)

    page = client.get(f"{LOG}?session={session.pk}")
    form = page.context["form"]
    client.post(
        LOG,
        entry(
            session,
            people="50",
            request_key="key-2",
            known_log=form["known_log"].value(),
            photos=[upload("b.jpg", picture_bytes("blue"))],
        ),
    )

    assert "这场活动 10分钟前 管家甲已记过，补充照片？" in page.content.decode()
    assert form["people"].value() == 46
    log = ActivityLog.objects.get()
    assert (log.headcount, log.photos.count()) == (50, 2)


def test_colleague_who_was_faster_meanwhile_is_not_overwritten_unseen(
    cast: Cast, client_of
) -> None:
    session = at(cast, "健康义诊", 1)
    drawn_before = entry(session, people="9", request_key="key-2")
    client_of(cast.steward).post(LOG, entry(session))
    client = client_of(cast.manager)

    refused = client.post(LOG, drawn_before)
    assert refused.status_code == 422
    assert "同事刚刚记过这一场" in refused.content.decode()
    assert ActivityLog.objects.get().headcount == 46
    again = {name: refused.context["form"][name].value() or "" for name in drawn_before}
    client.post(LOG, again)

    assert ActivityLog.objects.get().headcount == 9


@pytest.mark.parametrize(
    ("bad", "sentence"),
    [
        (not_a_picture, "“note.jpg”不是能打开的照片"),
        (truncated_picture, "“half.jpg”不是能打开的照片"),
    ],
)
def test_bad_file_is_a_sentence_beside_the_photos_and_nothing_is_stored(
    cast: Cast, client_of, media_folder: Path, bad, sentence: str
) -> None:
    session = at(cast, "健康义诊", 1)

    page = client_of(cast.manager).post(LOG, entry(session, photos=[upload(), bad()]))

    assert page.status_code == 422
    text = page.content.decode()
    assert sentence in text
    assert 'value="46"' in text
    assert 'value="居民反响很好"' in text
    assert stored_files(media_folder) == []
    assert not ActivityLog.objects.exists()


def test_oversized_file_is_refused_in_words(cast: Cast, client_of, settings) -> None:
    settings.UPLOAD_MAX_FILE_BYTES = 1024 * 1024
    session = at(cast, "健康义诊", 1)
    big = upload("big.jpg", b"x" * (1024 * 1024 + 1))

    page = client_of(cast.manager).post(LOG, entry(session, photos=[big]))

    assert "“big.jpg”超过1MB，请压缩后再传" in page.content.decode()


def test_request_beyond_a_hundred_megabytes_is_refused_in_words(
    cast: Cast, client_of, media_folder: Path, settings
) -> None:
    settings.UPLOAD_MAX_REQUEST_BYTES = 2 * 1024 * 1024
    session = at(cast, "健康义诊", 1)
    big = upload("big.jpg", b"x" * (2 * 1024 * 1024))

    page = client_of(cast.manager).post(LOG, entry(session, photos=[big]))

    assert page.status_code == 413
    assert "一次最多传2MB" in page.content.decode()
    assert not ActivityLog.objects.exists()
    assert stored_files(media_folder) == []


@pytest.mark.expects_log_errors
def test_more_files_than_any_form_sends_are_a_bad_request(
    cast: Cast, client_of, errors_in_log
) -> None:
    session = at(cast, "健康义诊", 1)
    files = [upload(f"{number}.jpg", b"x") for number in range(21)]

    page = client_of(cast.manager).post(LOG, entry(session, photos=files))

    assert page.status_code == 400
    assert {record.name for record in errors_in_log} == {"django.security.TooManyFilesSent"}


def test_ten_photos_are_one_too_many(cast: Cast, client_of, media_folder: Path) -> None:
    session = at(cast, "健康义诊", 1)

    page = client_of(cast.manager).post(LOG, entry(session, photos=uploads(10)))

    assert "一次活动最多9张照片，现在是10张" in page.content.decode()
    assert stored_files(media_folder) == []


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"people": ""}, "请填写到场人数"),
        ({"people": "-1"}, "人数不能小于0"),
        ({"people": "1e9"}, "请填整数"),
        ({"sentence": "长" * 401}, "一句话最多400字"),
        ({"sentence": "11010519491231002X"}, "请不要填写身份证号"),
    ],
)
def test_bad_words_are_refused_beside_their_field(
    cast: Cast, client_of, changes: dict[str, str], sentence: str
) -> None:
    session = at(cast, "健康义诊", 1)

    page = client_of(cast.manager).post(LOG, entry(session, **changes))

    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert not ActivityLog.objects.exists()


def test_session_that_has_not_begun_is_refused_in_words(cast: Cast, client_of) -> None:
    session = at(cast, "明天的", -24)

    page = client_of(cast.manager).post(LOG, entry(session))

    assert "活动还没开始，开始以后再记录" in page.content.decode()


def unplanned(cast: Cast, **changes) -> dict[str, object]:
    return entry(
        title="楼道清扫", kind="VOLUNTEER", complex=cast.complex.pk, day="2026-11-20",
        starts="09:00", place_text="3栋", **changes,
    )  # fmt: skip


def test_unplanned_activity_is_planned_and_logged_in_one_act(cast: Cast, client_of) -> None:
    client = client_of(cast.manager)

    for _tap in range(2):
        client.post(f"{LOG}?unplanned=1", unplanned(cast, photos=uploads(1)))

    activity = Activity.objects.get()
    assert (activity.title, activity.state) == ("楼道清扫", ActivityState.LOGGED)
    assert activity.sessions.get().log.headcount == 46
    assert Photo.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"title": ""}, "请填写办了什么"),
        ({"day": "2026-11-21"}, "活动还没开始"),
        ({"day": "2020-01-01"}, "只能记一年以内的活动"),
        ({"complex": "999999"}, "请选您服务的小区"),
    ],
)
def test_bad_unplanned_entry_is_refused_in_words(
    cast: Cast, client_of, changes: dict[str, str], sentence: str
) -> None:
    page = client_of(cast.manager).post(f"{LOG}?unplanned=1", unplanned(cast) | changes)

    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert not Activity.objects.exists()


def test_story_is_shown_to_residents_and_taken_down_again(cast: Cast, client_of) -> None:
    session = at(cast, "健康义诊", 1)
    client = client_of(cast.manager)
    client.post(LOG, entry(session, photos=uploads(1)))
    log = ActivityLog.objects.get()

    client.post(f"{LOG}{log.pk}/publish/", {"published": "1"})
    assert Photo.objects.get().is_published
    client.post(f"{LOG}{log.pk}/publish/", {"published": "0"})

    log.refresh_from_db()
    assert not log.is_published
    assert not Photo.objects.get().is_published


def test_adding_to_a_published_story_keeps_it_published(cast: Cast, client_of) -> None:
    session = at(cast, "健康义诊", 1)
    client = client_of(cast.manager)
    client.post(LOG, entry(session))
    log = ActivityLog.objects.get()
    client.post(f"{LOG}{log.pk}/publish/", {"published": "1"})

    client.post(LOG, entry(session, request_key="key-2", known_log=str(log.pk), photos=uploads(1)))

    log.refresh_from_db()
    assert log.is_published


def test_cover_is_chosen_and_photo_removed_with_its_files(
    cast: Cast, client_of, media_folder: Path, django_capture_on_commit_callbacks
) -> None:
    session = at(cast, "健康义诊", 1)
    client = client_of(cast.manager)
    client.post(LOG, entry(session, photos=uploads(2)))
    first, second = Photo.objects.order_by("position")

    client.post(f"/field/photos/{second.pk}/cover/")
    second.refresh_from_db()
    assert second.is_cover
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/field/photos/{second.pk}/remove/")

    assert Photo.objects.get().pk == first.pk
    assert len(stored_files(media_folder)) == 6


def test_other_places_are_not_found_and_readers_are_refused(cast: Cast, client_of) -> None:
    session = at(cast, "健康义诊", 1)
    log = ActivityLogFactory(session=at(cast, "记过的", 30))
    wide = SessionFactory(
        complex=None, community=cast.community, starts_at=NOW - timedelta(hours=1)
    )

    for user in (cast.sibling_manager, cast.outsider):
        client = client_of(user)
        assert client.get(f"{LOG}?session={session.pk}").status_code == 404
        assert client.post(LOG, entry(session)).status_code == 404
        assert client.get(f"{LOG}{log.pk}/done/").status_code == 404
        assert client.post(f"{LOG}{log.pk}/publish/", {"published": "1"}).status_code == 404
    assert client_of(cast.auditor).get(LOG).status_code == 403
    assert client_of(cast.manager).get(f"{LOG}?session={wide.pk}").status_code == 403
    for wanted in ("0", "abc", "9" * 30, "²"):
        assert client_of(cast.manager).get(f"{LOG}?session={wanted}").status_code == 404


def test_looking_changes_nothing(cast: Cast, client_of) -> None:
    session = at(cast, "健康义诊", 1)
    client = client_of(cast.manager)

    for query in ("", "?choose=1", "?unplanned=1", f"?session={session.pk}"):
        assert client.get(f"{LOG}{query}").status_code == 200

    assert not ActivityLog.objects.exists()
    assert Activity.objects.get().state == ActivityState.PUBLISHED
