from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from activities.choices import ActivityState, SignUpState
from activities.models import Activity, Session, SignUp
from activities.queries.field import ROWS_A_PAGE
from communities.models import Community
from tests.factories.activities import ActivityFactory, SessionFactory, SignUpFactory, SpaceFactory
from tests.people import Cast

_A = ActivityState


def plan(cast: Cast, **changes) -> dict[str, object]:
    day = timezone.localdate() + timedelta(days=3)
    return {
        "title": "包饺子", "kind": "CULTURE", "complex": cast.complex.pk, "day": day.isoformat(),
        "starts": "14:30", "ends": "16:00", "place_text": "架空层", "capacity": "60",
        "sign_up_mode": "REQUIRED", "max_party_size": "5", **changes,
    }  # fmt: skip


def address(activity: Activity, step: str = "") -> str:
    return f"/field/activities/{activity.pk}/{step}"


def test_new_activity_is_published_with_its_session(cast: Cast, client_of) -> None:
    page = client_of(cast.manager).post("/field/activities/new/", plan(cast), follow=True)

    made = Activity.objects.get()
    session = made.sessions.get()
    assert (made.state, made.complex, made.created_by) == (_A.PUBLISHED, cast.complex, cast.manager)
    assert (session.capacity, session.place_text) == (60, "架空层")
    assert timezone.localtime(session.starts_at).strftime("%H:%M") == "14:30"
    assert "已发布" in page.content.decode()


def test_plan_can_be_kept_unpublished(cast: Cast, client_of) -> None:
    client_of(cast.manager).post("/field/activities/new/", plan(cast, keep="1"))

    assert Activity.objects.get().state == _A.PLANNED


def test_a_crowd_is_remarked_on_beside_the_activity(cast: Cast, client_of) -> None:
    usual, crowd = (
        SessionFactory(complex=cast.complex, capacity=places).activity for places in (200, 201)
    )
    client = client_of(cast.manager)

    notes = [client.get(address(made)).context["notes"] for made in (usual, crowd)]

    assert notes == [[], ["人数超过200人，按大型活动准备：请写好安全预案，并报社区和派出所"]]


def test_what_only_steers_the_display_is_taken_out_of_every_text(cast: Cast, client_of) -> None:
    typed = {"title": "包\u202e饺子", "description": "一\u2066起\n包", "organizer": "社\u200b区"}

    client_of(cast.manager).post("/field/activities/new/", plan(cast) | typed)

    made = Activity.objects.get()
    assert (made.title, made.description, made.organizer) == ("包饺子", "一起\n包", "社区")


def test_where_the_community_reviews_the_plan_is_submitted(cast: Cast, client_of) -> None:
    Community.objects.filter(pk=cast.community.pk).update(reviews_activities=True)

    page = client_of(cast.manager).post("/field/activities/new/", plan(cast), follow=True)

    assert Activity.objects.get().state == _A.SUBMITTED
    assert "已送社区审核" in page.content.decode()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"title": ""}, "请填写活动名称"),
        ({"title": "长" * 61}, "活动名称最多60字"),
        ({"title": "张三 11010519491231002X"}, "请不要填写身份证号"),
        ({"day": "明天"}, "日期写成 2026-11-21 这样"),
        ({"day": "2020-01-01"}, "日期太远了"),
        ({"day": "9999-12-31"}, "日期太远了"),
        ({"starts": ""}, "请填写开始时间"),
        ({"kind": "PARADE"}, "请从列表里选类型"),
        ({"sign_up_mode": "LOTTERY"}, "请从列表里选报名方式"),
        ({"starts": "下午"}, "时间写成 14:30 这样"),
        ({"ends": "14:00"}, "结束时间要晚于开始时间"),
        ({"capacity": "0"}, "至少是1"),
        ({"capacity": "很多"}, "请填整数"),
        ({"max_party_size": "11"}, "最多是10"),
        ({"contact_phone": "12"}, "看不懂这个电话号码"),
        ({"closes_at": "2099-01-01T10:00"}, "报名截止不能晚于活动开始"),
        ({"complex": "999999"}, "请选您服务的小区"),
        ({"space": "999999"}, "请从列表里选阵地"),
    ],
)
def test_bad_input_is_a_sentence_beside_its_field_and_nothing_is_lost(
    cast: Cast, client_of, changes: dict[str, str], sentence: str
) -> None:
    page = client_of(cast.manager).post(
        "/field/activities/new/", plan(cast, **{"place_text": "原来的地点", **changes})
    )

    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert "原来的地点" in page.content.decode()
    assert "出错：" in page.content.decode()
    assert not Activity.objects.exists()


def test_evening_may_end_after_midnight(cast: Cast, client_of) -> None:
    client_of(cast.manager).post("/field/activities/new/", plan(cast, starts="22:30", ends="00:30"))

    session = Session.objects.get()
    assert session.ends_at == session.starts_at + timedelta(hours=2)


def test_past_time_is_refused(cast: Cast, client_of) -> None:
    yesterday = (timezone.localdate() - timedelta(days=1)).isoformat()

    page = client_of(cast.manager).post("/field/activities/new/", plan(cast, day=yesterday))

    assert "这个时间已经过去" in page.content.decode()


def test_only_served_complexes_and_rooms_in_sight_are_offered(cast: Cast, client_of) -> None:
    own = SpaceFactory(complex=cast.complex)
    SpaceFactory(complex=cast.sibling_complex)

    page = client_of(cast.manager).get("/field/activities/new/")

    form = page.context["form"]
    assert list(form.fields["complex"].queryset) == [cast.complex]
    assert list(form.fields["space"].queryset) == [own]


def test_another_complexs_room_is_refused_for_an_official_too(cast: Cast, client_of) -> None:
    elsewhere = SpaceFactory(complex=cast.sibling_complex)

    page = client_of(cast.secretary).post(
        "/field/activities/new/", plan(cast, space=str(elsewhere.pk))
    )

    assert "这个阵地不在东园" in page.content.decode()


def test_copy_is_filled_in_for_next_week_and_has_nobody_in_it(cast: Cast, client_of) -> None:
    source = SessionFactory(
        complex=cast.complex, capacity=30, activity__title="合唱", activity__theme="金秋",
        starts_at=timezone.now() - timedelta(days=1),
    )  # fmt: skip
    SignUpFactory(session=source)
    client = client_of(cast.manager)

    form = client.get(address(source.activity, "copy/")).context["form"]
    drawn = {name: form[name].value() for name in form.fields}
    posted = {name: str(value) for name, value in drawn.items() if value is not None}
    client.post(address(source.activity, "copy/"), posted)

    made = Activity.objects.exclude(pk=source.activity_id).get()
    session = made.sessions.get()
    assert (made.title, made.theme, made.state) == ("合唱", "金秋", _A.PUBLISHED)
    assert session.capacity == 30
    assert timezone.localdate(session.starts_at) == timezone.localdate(
        source.starts_at
    ) + timedelta(days=7)
    assert not session.sign_ups.exists()


def test_edit_changes_the_wording(cast: Cast, client_of) -> None:
    activity = ActivityFactory(complex=cast.complex)

    client_of(cast.manager).post(address(activity, "edit/"), plan(cast, title="新名字"))

    activity.refresh_from_db()
    assert activity.title == "新名字"


def test_move_tells_everybody_who_signed_up(cast: Cast, client_of) -> None:
    session = SessionFactory(complex=cast.complex)
    SignUpFactory(session=session)

    page = client_of(cast.manager).post(
        address(session.activity, f"move/?session={session.pk}"), plan(cast), follow=True
    )

    session.refresh_from_db()
    assert timezone.localtime(session.starts_at).strftime("%H:%M") == "14:30"
    assert "会通知 1 位报名者" in page.content.decode()


def test_capacity_below_those_who_have_a_place_is_refused_beside_the_field(
    cast: Cast, client_of
) -> None:
    session = SessionFactory(complex=cast.complex, capacity=10)
    SignUpFactory(session=session, party_size=4)
    client = client_of(cast.manager)

    refused = client.post(address(session.activity, "capacity/"), {"capacity": "3"})
    client.post(address(session.activity, "capacity/"), {"capacity": "20"})

    assert "已有4人报名，名额不能少于4" in refused.content.decode()
    session.refresh_from_db()
    assert session.capacity == 20


def test_cancelling_asks_why_and_tells_everybody(cast: Cast, client_of) -> None:
    session = SessionFactory(complex=cast.complex)
    SignUpFactory(session=session)
    client = client_of(cast.manager)

    without = client.post(address(session.activity, "cancel/"), {"reason": " "})
    page = client.post(address(session.activity, "cancel/"), {"reason": "下雨"}, follow=True)

    assert "请填写原因" in without.content.decode()
    assert "会通知 1 位报名者" in page.content.decode()
    assert Activity.objects.get().cancel_reason == "下雨"


def test_plan_goes_through_review(cast: Cast, client_of) -> None:
    Community.objects.filter(pk=cast.community.pk).update(reviews_activities=True)
    activity = SessionFactory(complex=cast.complex, activity__state=_A.PLANNED).activity
    manager, secretary = client_of(cast.manager), client_of(cast.secretary)

    assert manager.post(address(activity, "approve/")).status_code == 403
    manager.post(address(activity, "submit/"))
    offered = {link.label for link in secretary.get(address(activity)).context["links"]}
    assert "退回" in offered
    assert "退回" not in {link.label for link in manager.get(address(activity)).context["links"]}
    secretary.post(address(activity, "return/"), {"reason": "请写清地点"})
    manager.post(address(activity, "submit/"))
    secretary.post(address(activity, "approve/"))
    manager.post(address(activity, "publish/"))

    activity.refresh_from_db()
    assert activity.state == _A.PUBLISHED
    assert [update.to_state for update in activity.updates.order_by("pk")] == [
        _A.SUBMITTED, _A.RETURNED, _A.SUBMITTED, _A.APPROVED, _A.PUBLISHED,
    ]  # fmt: skip
    assert "请写清地点" in manager.get(address(activity)).content.decode()


def test_a_step_that_is_not_allowed_is_said_in_words(cast: Cast, client_of) -> None:
    activity = SessionFactory(complex=cast.complex, activity__state=_A.LOGGED).activity

    page = client_of(cast.manager).post(
        address(activity, "publish/"),
        HTTP_REFERER=f"http://testserver{address(activity)}",
        follow=True,
    )

    assert "不能改为“已发布”" in page.content.decode()


def test_list_has_tabs_search_and_only_visible_rows(cast: Cast, client_of) -> None:
    SessionFactory(complex=cast.complex, activity__title="合唱团")
    SessionFactory(complex=cast.complex, activity__title="包饺子")
    SessionFactory(
        complex=cast.complex, activity__title="上周的", starts_at=timezone.now() - timedelta(days=7)
    )
    SessionFactory(complex=cast.sibling_complex, activity__title="隔壁合唱")
    client = client_of(cast.manager)

    def found(query: str) -> set[str]:
        page = client.get(f"/field/activities/{query}")
        return {row.title for row in page.context["rows"]}

    assert found("") == {"合唱团", "包饺子"}
    assert found("?q=合唱") == {"合唱团"}
    assert found("?show=past") == {"上周的"}
    assert found("?show=to-log") == {"上周的"}
    assert found("?show=nonsense&page=nonsense") == {"合唱团", "包饺子"}


def test_a_long_list_is_turned_over_with_what_was_searched_for(cast: Cast, client_of) -> None:
    for number in range(ROWS_A_PAGE + 1):
        SessionFactory(complex=cast.complex, activity__title=f"舞&剑 {number}")
    client = client_of(cast.manager)

    first = client.get("/field/activities/", {"q": "舞&剑"})
    second = client.get(f"/field/activities/{first.context['page']['next_url']}")

    pages = [{row.title for row in page.context["rows"]} for page in (first, second)]
    assert [len(rows) for rows in pages] == [ROWS_A_PAGE, 1]
    assert not pages[0] & pages[1]
    assert "第 2 页，共 2 页" in second.content.decode()
    assert (first.context["page"]["previous_url"], second.context["page"]["next_url"]) == ("", "")


@pytest.mark.parametrize(
    "step", ["", "edit/", "copy/", "move/", "capacity/", "cancel/", "people/", "people/print/"]
)
def test_other_places_are_not_found(cast: Cast, client_of, step: str) -> None:
    activity = SessionFactory(complex=cast.complex).activity

    for user in (cast.sibling_manager, cast.outsider):
        assert client_of(user).get(address(activity, step)).status_code == 404
    assert client_of(cast.manager).get(address(activity, step)).status_code == 200


def test_who_only_reads_sees_the_activity_but_may_not_change_it(cast: Cast, client_of) -> None:
    activity = SessionFactory(complex=cast.complex).activity
    auditor = client_of(cast.auditor)

    page = auditor.get(address(activity))

    assert page.context["links"] == []
    assert page.context["actions"] == []
    assert auditor.get("/field/activities/new/").status_code == 403
    for step in ("edit/", "people/", "cancel/"):
        assert auditor.get(address(activity, step)).status_code == 403
    assert auditor.post(address(activity, "publish/")).status_code == 403


def test_community_wide_activity_is_read_by_a_manager_and_managed_by_the_secretary(
    cast: Cast, client_of
) -> None:
    activity = SessionFactory(complex=None, community=cast.community).activity

    assert client_of(cast.manager).get(address(activity)).context["links"] == []
    assert client_of(cast.manager).get(address(activity, "people/")).status_code == 403
    assert client_of(cast.secretary).get(address(activity, "people/")).status_code == 200


# The names ----------------------------------------------------------------------------------------


def proxy(**changes) -> dict[str, str]:
    return {
        "name": "王奶奶", "phone": "13800006789", "people": "2", "source": "PHONE",
        "request_key": "key-1", **changes,
    }  # fmt: skip


def test_steward_signs_up_for_somebody_once(cast: Cast, client_of) -> None:
    session = SessionFactory(complex=cast.complex, capacity=10)
    client = client_of(cast.steward)

    client.post(address(session.activity, "people/"), proxy())
    page = client.post(address(session.activity, "people/"), proxy(), follow=True)

    made = SignUp.objects.get()
    assert (made.source, made.party_size, made.entered_by) == ("PHONE", 2, cast.steward)
    text = page.content.decode()
    assert "已替王奶奶报名，2人" in text
    assert "138****6789" in text
    assert "13800006789" not in text


def test_person_without_a_phone_is_signed_up_once_by_the_forms_key(cast: Cast, client_of) -> None:
    session = SessionFactory(complex=cast.complex)
    client = client_of(cast.steward)

    for _tap in range(2):
        client.post(address(session.activity, "people/"), proxy(phone=""))

    assert SignUp.objects.get().person.has_phone is False


def test_full_session_puts_in_line_and_says_so(cast: Cast, client_of) -> None:
    session = SessionFactory(complex=cast.complex, capacity=1)
    SignUpFactory(session=session)

    page = client_of(cast.steward).post(
        address(session.activity, "people/"), proxy(people="1"), follow=True
    )

    assert "已替王奶奶排队候补" in page.content.decode()
    assert [person.name for person in page.context["queue"]] == ["王奶奶"]
    assert "候补第1位" in page.content.decode()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": ""}, "请填写称呼"),
        ({"phone": "1380000678"}, "手机号应为11位数字，现在是10位"),
        ({"people": "0"}, "至少是1人"),
        ({"people": "6"}, "一次最多报5人"),
        ({"source": ""}, "请选择从哪里来"),
    ],
)
def test_bad_proxy_sign_up_is_refused_in_words(
    cast: Cast, client_of, changes: dict[str, str], sentence: str
) -> None:
    session = SessionFactory(complex=cast.complex)

    page = client_of(cast.steward).post(
        address(session.activity, "people/"), proxy(**{"door_text": "3栋", **changes})
    )

    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert 'value="3栋"' in page.content.decode()
    assert not SignUp.objects.exists()


def test_ration_asks_for_the_door(cast: Cast, client_of) -> None:
    session = SessionFactory(complex=cast.complex, activity__household_quota=2)

    page = client_of(cast.steward).post(address(session.activity, "people/"), proxy())

    assert "这场活动按户领取" in page.content.decode()


def test_cancelling_for_somebody_asks_first_and_moves_the_line_up(cast: Cast, client_of) -> None:
    session = SessionFactory(complex=cast.complex, capacity=1)
    leaving = SignUpFactory(session=session, person__name="王奶奶")
    waiting = SignUpFactory(session=session, state=SignUpState.WAITING)
    client = client_of(cast.steward)
    url = address(session.activity, f"people/{leaving.pk}/cancel/")

    asked = client.get(url)
    assert leaving.state == SignUpState.CONFIRMED
    client.post(url)

    assert "取消王奶奶的报名？" in asked.content.decode()
    leaving.refresh_from_db()
    waiting.refresh_from_db()
    assert (leaving.state, waiting.state) == (SignUpState.CANCELLED, SignUpState.CONFIRMED)


def test_who_has_arrived_is_not_taken_off_and_the_refusal_is_said_in_words(
    cast: Cast, client_of
) -> None:
    session = SessionFactory(complex=cast.complex, starts_at=timezone.now() + timedelta(hours=1))
    here = SignUpFactory(session=session)
    client = client_of(cast.steward)
    client.post(address(session.activity, "checkin/"), {"signup": here.pk})
    url = address(session.activity, f"people/{here.pk}/cancel/")

    page = client.post(url, HTTP_REFERER=f"http://testserver{url}", follow=True)
    fragment = client.post(url, HTTP_HX_REQUEST="true")

    assert "已经签到，不能取消报名" in page.content.decode()
    assert fragment.status_code == 409
    assert "已经签到，不能取消报名" in fragment.content.decode()
    assert "<html" not in fragment.content.decode()


def test_sign_in_sheet_lists_everybody_with_a_place_and_leaves_lines_blank(
    cast: Cast, client_of
) -> None:
    session = SessionFactory(complex=cast.complex)
    SignUpFactory(session=session, person__name="张三", person__phone="13800006789", party_size=2)
    SignUpFactory(session=session, person__name="安娜")
    SignUpFactory(session=session, person__name="候补的", state=SignUpState.WAITING)

    page = client_of(cast.manager).get(address(session.activity, "people/print/"))

    assert [person.name for person in page.context["people"]] == ["安娜", "张三"]
    assert "6789" in page.content.decode()
    assert "13800006789" not in page.content.decode()


def test_unknown_session_of_an_activity_is_not_found(cast: Cast, client_of) -> None:
    session = SessionFactory(complex=cast.complex)
    other = SessionFactory(complex=cast.complex)
    client = client_of(cast.manager)

    for wanted in (str(other.pk), "0", "abc", "9" * 40):
        url = address(session.activity, f"people/?session={wanted}")
        assert client.get(url).status_code == 404
    assert Session.objects.count() == 2
