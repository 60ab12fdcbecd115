"""/field/notices/: writing, deciding, withdrawing, answering objections."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from communities.choices import NoticeSeverity, NoticeState, ObjectionSource
from communities.models import Notice, Objection
from communities.queries.notices_at_work import notice_counts
from core.models import Disclosure
from tests.factories.accounts import PersonFactory
from tests.factories.notices import DraftNoticeFactory, NoticeFactory, ObjectionFactory
from tests.people import Cast

pytestmark = pytest.mark.django_db


def text(place: str, **changes: Any) -> dict[str, str]:
    return {
        "place": place, "severity": "ORDINARY", "title": "清洗水箱", "body": "上午停水3小时。",
        "category": "PROPERTY", "publisher": "物业服务中心",
        "shown_from": timezone.localdate().isoformat(), "shown_until": "", **changes,
    }  # fmt: skip


def at(notice: Notice, step: str = "") -> str:
    return f"/field/notices/{notice.pk}/{step}"


def html(response: Any) -> str:
    page: str = response.content.decode()
    assert "[[missing" not in page
    return page


def test_a_managers_notice_goes_to_review_and_an_official_passes_it(
    cast: Cast, client_of: Any
) -> None:
    sent = client_of(cast.manager).post(
        "/field/notices/new/", text(f"complex-{cast.complex.pk}"), follow=True
    )
    made = Notice.objects.get()
    assert "已送审" in html(sent)
    assert (made.state, made.complex, made.created_by) == (
        NoticeState.SUBMITTED, cast.complex, cast.manager,
    )  # fmt: skip

    page = client_of(cast.secretary).get("/field/notices/")
    assert "清洗水箱" in html(page)
    client_of(cast.secretary).post(at(made, "pass/"))

    made.refresh_from_db()
    assert (made.state, made.approved_by) == (NoticeState.PUBLISHED, cast.secretary)


def test_a_notice_can_be_kept_as_a_draft(cast: Cast, client_of: Any) -> None:
    client = client_of(cast.manager)
    client.post("/field/notices/new/", text(f"complex-{cast.complex.pk}", keep="1", body=""))

    made = Notice.objects.get()
    page = client.get(at(made))

    assert made.state == NoticeState.DRAFT
    assert [action.label for action in page.context["actions"]] == ["送审"]
    refused = client.post(at(made, "submit/"), follow=True)
    assert "请写正文" in html(refused)


def test_an_officials_emergency_hangs_at_once_and_asks_for_another(
    cast: Cast, client_of: Any
) -> None:
    typed = text(f"community-{cast.community.pk}", severity="URGENT", body="", title="3栋停水")

    page = client_of(cast.secretary).post("/field/notices/new/", typed, follow=True)

    made = Notice.objects.get()
    assert (made.state, made.community, made.complex) == (
        NoticeState.PUBLISHED, cast.community, None,
    )  # fmt: skip
    assert "请另一位工作人员补审" in html(page)
    assert page.context["actions"] == []
    others = client_of(cast.official).get(at(made))
    assert [action.label for action in others.context["actions"]] == ["补审通过"]


def test_a_managers_emergency_goes_to_review_like_any_other(cast: Cast, client_of: Any) -> None:
    client = client_of(cast.manager)
    client.post("/field/notices/new/", text(f"complex-{cast.complex.pk}", severity="URGENT"))

    made = Notice.objects.get()
    assert made.state == NoticeState.SUBMITTED
    assert client.post(at(made, "publish/")).status_code == 403


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"title": " "}, "请填写标题"),
        ({"title": "长" * 61}, "标题最多60字"),
        ({"body": ""}, "请写正文"),
        ({"body": "字" * 5001}, "正文最多5000字"),
        ({"body": "号码11010519491231002X"}, "请不要填写身份证号"),
        ({"shown_until": "2020-01-01"}, "公示止期不能早于起期"),
        ({"shown_from": "9999-12-31"}, "公示起期要在前后一年之内"),
        ({"shown_from": "昨天"}, "日期写成"),
        ({"category": "GOSSIP"}, "请从列表里选类别"),
        ({"place": "complex-999999"}, "请从列表里选贴在哪里"),
    ],
)
def test_a_notice_that_cannot_be_written_says_why_and_loses_nothing(
    cast: Cast, client_of: Any, changes: dict[str, str], sentence: str
) -> None:
    typed = text(f"complex-{cast.complex.pk}") | {"publisher": "写了的单位"} | changes

    page = client_of(cast.manager).post("/field/notices/new/", typed)

    assert page.status_code == 422
    assert sentence in html(page)
    assert 'value="写了的单位"' in html(page)
    assert not Notice.objects.exists()


def test_a_place_of_somebody_else_cannot_be_chosen(cast: Cast, client_of: Any) -> None:
    for place in (f"complex-{cast.sibling_complex.pk}", f"community-{cast.community.pk}"):
        page = client_of(cast.manager).post("/field/notices/new/", text(place))

        assert page.status_code == 422
    assert not Notice.objects.exists()


def test_the_form_knows_where_somebody_with_one_duty_serves(cast: Cast, client_of: Any) -> None:
    form = client_of(cast.branch_secretary).get("/field/notices/new/").context["form"]

    assert (form["place"].value(), form["publisher"].value(), form["category"].value()) == (
        f"complex-{cast.complex.pk}", "小区党支部", "PARTY",
    )  # fmt: skip


def test_deciding_ones_own_or_twice_is_refused_in_words(cast: Cast, client_of: Any) -> None:
    own = DraftNoticeFactory(
        complex=cast.complex, state=NoticeState.SUBMITTED, created_by=cast.secretary
    )
    client = client_of(cast.secretary)

    page = client.get(at(own))
    refused = client.post(
        at(own, "pass/"), follow=True, headers={"referer": f"http://testserver{at(own)}"}
    )
    client_of(cast.official).post(at(own, "pass/"))
    late = client_of(cast.official).post(
        at(own, "return/"), {"reason": "晚了"}, follow=True,
        headers={"referer": f"http://testserver{at(own)}"},
    )  # fmt: skip

    assert page.context["actions"] == []
    assert page.context["notes"] == ["自己写的或自己送审的公告，要由另一位社区或街道的工作人员审核"]
    assert "要由另一位" in html(refused)
    assert "刚才已经有人处理过了" in html(late)


def test_a_notice_is_sent_back_changed_and_sent_again(cast: Cast, client_of: Any) -> None:
    notice = DraftNoticeFactory(
        complex=cast.complex, state=NoticeState.SUBMITTED, created_by=cast.manager
    )
    client_of(cast.secretary).post(at(notice, "return/"), {"reason": "写清几点"})
    client = client_of(cast.manager)

    page = client.get(at(notice))
    changed = text("", title="写清了的")
    client.post(at(notice, "edit/"), changed)
    client.post(at(notice, "submit/"))

    assert "写清几点" in html(page)
    notice.refresh_from_db()
    assert (notice.title, notice.state) == ("写清了的", NoticeState.SUBMITTED)


def test_withdrawing_asks_why_and_is_for_its_author_and_officials(
    cast: Cast, client_of: Any
) -> None:
    notice = NoticeFactory(complex=cast.complex, created_by=cast.manager)

    assert client_of(cast.steward).get(at(notice, "withdraw/")).status_code == 403
    client = client_of(cast.manager)
    empty = client.post(at(notice, "withdraw/"), {"reason": ""})
    client.post(at(notice, "withdraw/"), {"reason": "时间写错"})

    assert (empty.status_code, "请填写原因" in html(empty)) == (422, True)
    notice.refresh_from_db()
    assert (notice.state, notice.withdraw_reason) == (NoticeState.WITHDRAWN, "时间写错")


def test_a_correction_begins_with_the_old_text_and_keeps_its_place(
    cast: Cast, client_of: Any
) -> None:
    old = NoticeFactory(complex=cast.complex, title="停水1小时")
    client, address = client_of(cast.manager), f"/field/notices/new/?from={old.pk}"

    form = client.get(address).context["form"]
    client.post(address, text("", title="停水3小时"))

    assert form["title"].value() == "停水1小时"
    new = Notice.objects.get(title="停水3小时")
    assert (new.replaces, new.complex, new.state) == (old, cast.complex, NoticeState.SUBMITTED)
    assert client.get("/field/notices/new/?from=x").status_code == 404


def test_field_counts_what_waits_for_whom(cast: Cast, client_of: Any) -> None:
    submitted = {"complex": cast.complex, "state": NoticeState.SUBMITTED}
    DraftNoticeFactory(**submitted, created_by=cast.manager)
    DraftNoticeFactory(**submitted, created_by=cast.secretary)
    DraftNoticeFactory(complex=cast.complex, state=NoticeState.RETURNED, created_by=cast.manager)
    NoticeFactory(complex=cast.complex, approved_at=None, severity=NoticeSeverity.URGENT)
    ObjectionFactory(notice=NoticeFactory(complex=cast.complex))

    def told(user: Any) -> dict[str, int]:
        return {count.label: count.number for count in notice_counts(user)}

    assert told(cast.secretary) == {"要审的公告": 2, "没答复的异议": 1}
    assert told(cast.official) == {"要审的公告": 3, "没答复的异议": 1}
    assert told(cast.manager) == {"退回的公告": 1, "没答复的异议": 1}
    assert told(cast.outsider) == {}
    page = client_of(cast.secretary).get("/field/")
    assert "要审的公告" in html(page)
    assert "/field/notices/new/" in html(page)


@pytest.mark.parametrize("show", ["decide", "mine", "shown", "objections", "nonsense"])
def test_each_list_is_drawn_for_writers_and_readers(cast: Cast, client_of: Any, show: str) -> None:
    ObjectionFactory(notice=NoticeFactory(complex=cast.complex, title="公共收益"))

    for user in (cast.manager, cast.auditor, cast.leader):
        page = client_of(user).get(f"/field/notices/?show={show}")
        assert page.status_code == 200
        assert ("发公告" in html(page)) == (user == cast.manager)


# Objections ----------------------------------------------------------------------------------------


def test_an_objection_from_the_counter_is_taken_down_and_answered(
    cast: Cast, client_of: Any
) -> None:
    notice = NoticeFactory(complex=cast.complex)
    client = client_of(cast.steward)
    typed = {"source": "COUNTER", "body": "数字不对", "name": "王阿姨", "phone": "13812345678"}

    client.post(at(notice, "objection/"), typed)
    made = Objection.objects.get()
    page = client.get(f"/field/objections/{made.pk}/")
    answered = client.post(f"/field/objections/{made.pk}/", {"reply": "已核对"}, follow=True)

    assert (made.source, made.entered_by) == (ObjectionSource.COUNTER, cast.steward)
    assert ("王*姨" in html(page), "13812345678" in html(page)) == (True, False)
    assert "已核对" in html(answered)
    made.refresh_from_db()
    assert made.answered_by == cast.steward


def test_an_entered_objection_without_words_or_road_is_refused(cast: Cast, client_of: Any) -> None:
    notice = NoticeFactory(complex=cast.complex)

    page = client_of(cast.steward).post(at(notice, "objection/"), {"name": "王阿姨"})

    assert page.status_code == 422
    assert "请选择怎么提的" in html(page)
    assert "请填写异议内容" in html(page)


def test_a_phone_is_shown_once_and_the_look_is_written_down(cast: Cast, client_of: Any) -> None:
    person = PersonFactory(name="王阿姨", phone="13812345678")
    objection = ObjectionFactory(notice=NoticeFactory(complex=cast.complex), person=person)
    client, address = client_of(cast.steward), f"/field/objections/{objection.pk}/"

    page = client.post(f"{address}phone/")
    again = client.get(address)

    assert ("13812345678" in html(page), "13812345678" in html(again)) == (True, False)
    looked = Disclosure.objects.get()
    assert (looked.person, looked.viewer) == (person, cast.steward)
    assert looked.purpose.startswith("答复对公告")


def test_nobody_is_rung_for_an_objection_that_is_answered_or_nameless(
    cast: Cast, client_of: Any
) -> None:
    notice = NoticeFactory(complex=cast.complex)
    person = PersonFactory(name="王阿姨", phone="13812345678")
    answered = ObjectionFactory(
        notice=notice, person=person, reply="已核对", answered_at=timezone.now()
    )
    nameless = ObjectionFactory(notice=notice)

    for objection in (answered, nameless):
        page = client_of(cast.steward).post(f"/field/objections/{objection.pk}/phone/", follow=True)
        assert "13812345678" not in html(page)
    assert not Disclosure.objects.exists()


def test_an_objection_outside_ones_places_does_not_exist(cast: Cast, client_of: Any) -> None:
    objection = ObjectionFactory(notice=NoticeFactory(complex=cast.complex))
    address = f"/field/objections/{objection.pk}/"

    assert client_of(cast.sibling_manager).get(address).status_code == 404
    assert client_of(cast.auditor).get(address).status_code == 403


def test_a_period_that_is_over_leaves_no_draft_behind(cast: Cast, client_of: Any) -> None:
    day = timezone.localdate() - timedelta(days=9)
    typed = text(
        f"complex-{cast.complex.pk}", shown_from=day.isoformat(), shown_until=day.isoformat()
    )

    page = client_of(cast.manager).post("/field/notices/new/", typed)

    assert "公示止期已经过了" in html(page)
    assert not Notice.objects.exists()
