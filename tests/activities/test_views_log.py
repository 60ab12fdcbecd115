from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone
from pytest_django import Settings

from activities.choices import ActivityState
from activities.models import Activity, ActivityLog, CheckIn, Photo, Session
from activities.queries.pictures import photo_url
from communities.models import Community
from tests.activities.photos import not_a_picture, picture_bytes, truncated_picture, upload, uploads
from tests.factories.activities import ActivityLogFactory, SessionFactory, SignUpFactory
from tests.people import Cast

NOW = datetime(2026, 11, 20, 15, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
LOG = "/field/log/"


@pytest.fixture(autouse=True)
def friday_afternoon():
    with time_machine.travel(NOW, tick=True):
        yield


@pytest.fixture(autouse=True)
def held_folder(settings: Settings, tmp_path: Path) -> Path:
    """Where photos of a refused form wait for the next try."""
    settings.IMPORT_ROOT = str(tmp_path / "held")
    return tmp_path / "held"


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
    assert "都记在这场活动下了，现在只有工作人员能看到" in text
    assert "照片里有小孩特写吗？" in text


def test_sending_the_form_twice_writes_once(cast: Cast, client_of, media_folder: Path) -> None:
    session = at(cast, "健康义诊", 1)
    client = client_of(cast.manager)

    for _tap in range(2):
        page = client.post(LOG, entry(session, photos=uploads(2)), follow=True)

    assert page.redirect_chain
    assert Photo.objects.count() == 2
    assert len(stored_files(media_folder)) == 2 * 6


def test_form_sent_again_after_a_colleague_added_to_it_overwrites_nothing_unseen(
    cast: Cast, client_of, media_folder: Path
) -> None:
    session = at(cast, "健康义诊", 1)
    client = client_of(cast.manager)
    client.post(LOG, entry(session, photos=uploads(2)))
    first = ActivityLog.objects.get()
    added = entry(session, people="50", request_key="key-2", known_log=str(first.pk))
    client_of(cast.steward).post(LOG, added)

    # The answer to the first was lost; the phone sends it once more when the network is back.
    page = client.post(LOG, entry(session, photos=uploads(2)))

    assert page.status_code == 422
    assert "同事刚刚记过这一场" in page.content.decode()
    assert ActivityLog.objects.get().headcount == 50
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
        ({"title": ""}, "请写一写办了什么，如：楼道清扫"),
        ({"title": "扫" * 61}, "办了什么最多写60字"),
        ({"title": "\u200b\u202e"}, "请写一写办了什么"),
        ({"starts": ""}, "请填写开始时间"),
        ({"kind": "PARADE"}, "请从列表里选类型"),
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


# Photos of a form that was refused -------------------------------------------------------------------


def again(page, **changes) -> dict[str, object]:
    """What the browser sends from the page of a refused form, without choosing any file anew."""
    form = page.context["form"]
    sent = {name: form[name].value() or "" for name in form.fields if name != "photos"}
    return sent | {"held": [photo.ticket for photo in page.context["held_photos"]]} | changes


def three_with_a_bad_one() -> list[object]:
    return [
        upload("a.jpg", picture_bytes("red")),
        not_a_picture(),
        upload("b.jpg", picture_bytes("blue")),
    ]


def test_one_bad_photo_of_three_keeps_the_two_good_ones(
    cast: Cast, client_of, held_folder: Path
) -> None:
    session = at(cast, "健康义诊", 1)
    client = client_of(cast.manager)

    refused = client.post(LOG, entry(session, photos=three_with_a_bad_one()))
    text = refused.content.decode()
    assert refused.status_code == 422
    assert "“note.jpg”不是能打开的照片" in text
    assert 'alt="照片2，已上传"' in text
    assert 'aria-label="照片2，已上传，删除"' in text
    assert not ActivityLog.objects.exists()
    client.post(LOG, again(refused))

    assert ActivityLog.objects.get().photos.count() == 2
    assert stored_files(held_folder) == []


def test_photos_live_through_a_colleague_who_was_faster(cast: Cast, client_of) -> None:
    session = at(cast, "健康义诊", 1)
    drawn_before = entry(session, request_key="key-2", photos=uploads(3))
    client_of(cast.steward).post(LOG, entry(session))
    client = client_of(cast.manager)

    refused = client.post(LOG, drawn_before)
    assert "同事刚刚记过这一场" in refused.content.decode()
    for _tap in range(2):
        client.post(LOG, again(refused))

    assert ActivityLog.objects.get().photos.count() == 3


def test_photos_live_through_a_wrong_word_of_an_unplanned_log(cast: Cast, client_of) -> None:
    client = client_of(cast.manager)
    address = f"{LOG}?unplanned=1"

    refused = client.post(address, unplanned(cast, photos=uploads(2)) | {"title": ""})
    for _tap in range(2):
        page = client.post(address, again(refused, title="楼道清扫"))

    assert page.status_code == 302
    assert Activity.objects.get().sessions.get().log.photos.count() == 2


def test_of_ten_photos_one_is_ticked_off_and_nine_are_kept(cast: Cast, client_of) -> None:
    session = at(cast, "健康义诊", 1)
    client = client_of(cast.manager)
    refused = client.post(LOG, entry(session, photos=uploads(10)))
    held = [photo.ticket for photo in refused.context["held_photos"]]
    assert len(held) == 10

    client.post(LOG, again(refused, drop=held[3:4]))

    kept = ActivityLog.objects.get().photos.values_list("sha256", flat=True)
    assert len(kept) == 9
    assert refused.context["held_photos"][3].photo.sha256 not in kept


@pytest.mark.parametrize("loss", ["an hour", "another user", "another form", "forged"])
def test_photos_that_are_gone_are_asked_for_again_before_anything_is_written(
    cast: Cast, client_of, loss: str
) -> None:
    session = at(cast, "健康义诊", 1)
    refused = client_of(cast.manager).post(LOG, entry(session, people="", photos=uploads(2)))
    sent = again(refused, people="46")
    user = cast.steward if loss == "another user" else cast.manager
    if loss == "another form":
        sent["request_key"] = "key-2"
    if loss == "forged":
        sent["held"] = ["x:y:z", "照片"]

    later = NOW + timedelta(minutes=61 if loss == "an hour" else 1)
    with time_machine.travel(later, tick=True):
        page = client_of(user).post(LOG, sent)

        assert page.status_code == 422
        assert "有2张照片放得太久，已经删掉，请重新选照片再提交" in page.content.decode()
        assert not ActivityLog.objects.exists()
        # Whoever sends it again without them has read so.
        client_of(user).post(LOG, again(page))
    assert ActivityLog.objects.get().photos.count() == 0


def test_a_full_disk_is_said_and_what_was_typed_stays(
    cast: Cast, client_of, held_folder: Path
) -> None:
    session = at(cast, "健康义诊", 1)
    held_folder.write_text("no folder can be made here")

    page = client_of(cast.manager).post(LOG, entry(session, people="", photos=uploads(2)))

    text = page.content.decode()
    assert "有2张照片没有留住，请重新选" in text
    assert 'value="居民反响很好"' in text
    assert page.context["held_photos"] == []


# What a record still lacks ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("photos", "people", "warnings"),
    [
        (2, "200", []),
        (1, "46", ["活动记录一般要有2张以上照片，现在是1张，可以补充照片"]),
        (2, "201", ["人数超过200人，按大型活动准备：请写好安全预案，并报社区和派出所"]),
    ],
)
def test_few_photos_and_a_crowd_are_remarked_on_and_written_all_the_same(
    cast: Cast, client_of, photos: int, people: str, warnings: list[str]
) -> None:
    session = at(cast, "健康义诊", 1)

    page = client_of(cast.manager).post(
        LOG, entry(session, people=people, photos=uploads(photos)), follow=True
    )

    assert page.context["warnings"] == warnings
    assert all(warning in page.content.decode() for warning in warnings)
    assert ActivityLog.objects.get().headcount == int(people)


# Where the community reviews -------------------------------------------------------------------------


def test_unplanned_log_of_a_reviewing_community_waits_for_somebody_else(
    cast: Cast, client_of, client
) -> None:
    Community.objects.filter(pk=cast.community.pk).update(reviews_activities=True)
    secretary = client_of(cast.secretary)

    page = secretary.post(f"{LOG}?unplanned=1", unplanned(cast, photos=uploads(2)), follow=True)
    log, activity = ActivityLog.objects.get(), Activity.objects.get()
    assert "已送社区审核，通过后居民才看得到这场活动" in page.content.decode()
    page = secretary.post(f"{LOG}{log.pk}/publish/", {"published": "1"}, follow=True)
    assert "审核通过后" in page.content.decode()

    picture = photo_url(log.photos.first().token, 320, "jpg")
    own, public = f"/field/activities/{activity.pk}/", f"/activities/{activity.pk}/"
    assert activity.state == ActivityState.SUBMITTED
    assert [client.get(address).status_code for address in (public, picture)] == [404, 404]
    assert secretary.get(picture).status_code == 200
    mine = secretary.get(own)
    assert "要由另一位社区或街道的工作人员审核" in mine.content.decode()
    assert "通过" not in [action.label for action in mine.context["actions"]]
    secretary.post(f"{own}approve/")
    activity.refresh_from_db()
    assert activity.state == ActivityState.SUBMITTED

    client_of(cast.official).post(f"{own}approve/")

    activity.refresh_from_db()
    assert activity.state == ActivityState.LOGGED
    assert [client.get(address).status_code for address in (public, picture)] == [200, 200]


def test_photos_are_added_to_a_log_that_waits_for_review(cast: Cast, client_of) -> None:
    Community.objects.filter(pk=cast.community.pk).update(reviews_activities=True)
    client = client_of(cast.manager)
    client.post(f"{LOG}?unplanned=1", unplanned(cast))
    log = ActivityLog.objects.get()

    client.post(
        LOG, entry(log.session, request_key="key-2", known_log=str(log.pk), photos=uploads(1))
    )

    assert log.photos.count() == 1
    assert Activity.objects.get().state == ActivityState.SUBMITTED


def test_looking_changes_nothing(cast: Cast, client_of) -> None:
    session = at(cast, "健康义诊", 1)
    client = client_of(cast.manager)

    for query in ("", "?choose=1", "?unplanned=1", f"?session={session.pk}"):
        assert client.get(f"{LOG}{query}").status_code == 200

    assert not ActivityLog.objects.exists()
    assert Activity.objects.get().state == ActivityState.PUBLISHED
