"""The noticeboard as anybody reads it, and objecting without an account."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from communities.choices import NoticeSeverity, NoticeState
from communities.models import Notice, Objection
from communities.queries.notices import MOST_AT_HOME, board_rows
from communities.queries.places import place_by_slug
from communities.services.notices import withdraw_notice
from tests.factories.notices import DraftNoticeFactory, NoticeFactory
from tests.people import Cast

pytestmark = pytest.mark.django_db

ELDER = "elder.l.normal.0"
ID_NUMBER = "11010519491231002X"


def body(response: Any) -> str:
    assert response.status_code == 200
    html: str = response.content.decode()
    assert "[[missing" not in html
    return html


def titles(place: str) -> set[str]:
    found = place_by_slug(place)
    assert found
    return {notice.title for notice in board_rows(found, now=timezone.now())}


def everywhere(cast: Cast) -> None:
    NoticeFactory(complex=cast.complex, title="东园的")
    NoticeFactory(complex=cast.sibling_complex, title="西园的")
    NoticeFactory(complex=None, community=cast.community, title="社区的")
    NoticeFactory(complex=None, community=None, sub_district=cast.street, title="街道的")
    NoticeFactory(complex=cast.other_street_complex, title="别的街道的")


def test_a_board_shows_its_own_place_and_those_above_it(cast: Cast) -> None:
    everywhere(cast)

    assert titles("complex-a1") == {"东园的", "社区的", "街道的"}
    assert titles("community-a") == {"社区的", "街道的"}
    assert titles("street-a") == {"街道的"}


def test_a_board_shows_what_hangs_today_and_the_past_behind_a_link(
    client: Client, cast: Cast
) -> None:
    today = timezone.localdate()
    NoticeFactory(complex=cast.complex, title="在挂的")
    NoticeFactory(complex=cast.complex, title="挂过的", shown_from=today - timedelta(days=9))
    NoticeFactory(complex=cast.complex, title="没到的", shown_from=today + timedelta(days=1))
    DraftNoticeFactory(complex=cast.complex, title="草稿")

    page = body(client.get("/c/complex-a1/notices/"))
    past = body(client.get("/c/complex-a1/notices/?past=1"))

    assert [title in page for title in ("在挂的", "挂过的", "没到的", "草稿")] == [
        True, False, False, False,
    ]  # fmt: skip
    assert 'href="/c/complex-a1/notices/?past=1"' in page
    assert [title in past for title in ("在挂的", "挂过的", "没到的", "草稿")] == [
        False, True, False, False,
    ]  # fmt: skip


def test_an_emergency_stands_first_with_its_time(client: Client, cast: Cast) -> None:
    NoticeFactory(complex=cast.complex, title="新的一般公告")
    before = timezone.now() - timedelta(hours=3)
    NoticeFactory(
        complex=cast.complex, title="停水", severity=NoticeSeverity.URGENT, published_at=before
    )

    page = client.get("/c/complex-a1/notices/")

    rows = page.context["rows"]
    assert [row.title for row in rows] == ["停水", "新的一般公告"]
    assert ":" in rows[0].meta
    assert ":" not in rows[1].meta
    assert rows[0].tag.label == "紧急"


def test_a_board_is_filtered_by_links_and_an_unknown_kind_is_told(
    client: Client, cast: Cast
) -> None:
    NoticeFactory(complex=cast.complex, title="党的", category="PARTY")
    NoticeFactory(complex=cast.complex, title="物业的")

    party = body(client.get("/c/complex-a1/notices/?type=party"))
    unknown = body(client.get("/c/complex-a1/notices/?type=gossip"))

    assert ("党的" in party, "物业的" in party) == (True, False)
    assert ("党的" in unknown, "物业的" in unknown) == (True, True)
    assert "没有这一类公告，下面是全部" in unknown


def test_an_empty_board_and_an_unknown_place_say_so(client: Client, cast: Cast) -> None:
    assert "现在没有公告" in body(client.get("/c/complex-a1/notices/"))
    assert client.get("/c/nowhere/notices/").status_code == 404


def test_a_complex_that_is_not_listed_shows_nothing(client: Client, cast: Cast) -> None:
    notice = NoticeFactory(complex=cast.complex)
    type(cast.complex).objects.filter(pk=cast.complex.pk).update(is_listed=False)

    assert client.get(f"/notices/{notice.pk}/").status_code == 404


def test_a_notice_says_whose_it_is_and_how_long_it_hangs(client: Client, cast: Cast) -> None:
    notice = NoticeFactory(complex=cast.complex, body="第一段\n\n第二段 <b>", title="清洗水箱")

    page = body(client.get(f"/notices/{notice.pk}/"))

    for words in ("清洗水箱", "<p>第一段</p>", "第二段 &lt;b&gt;", "物业服务中心", "东园", "—"):
        assert words in page
    assert f'href="/notices/{notice.pk}/object/"' in page


def test_drafts_and_what_comes_later_have_no_page(client: Client, cast: Cast) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    for notice in (
        DraftNoticeFactory(complex=cast.complex),
        NoticeFactory(complex=cast.complex, shown_from=tomorrow),
    ):
        assert client.get(f"/notices/{notice.pk}/").status_code == 404


def test_of_a_withdrawn_notice_only_that_and_when_is_told(client: Client, cast: Cast) -> None:
    notice = NoticeFactory(complex=cast.complex, body="收回的话", title="写错的")
    newer = NoticeFactory(complex=cast.complex, title="改对的", replaces=notice)
    withdraw_notice(
        notice_id=notice.pk, reason="内部原因", actor=cast.secretary, now=timezone.now()
    )

    page = body(client.get(f"/notices/{notice.pk}/"))

    assert "撤下，不再展示内容" in page
    assert ("收回的话" in page, "内部原因" in page) == (False, False)
    assert f'href="/notices/{newer.pk}/"' in page
    assert "/object/" not in page


def test_the_home_page_shows_emergencies_in_a_bar_and_the_newest_below(
    client: Client, cast: Cast
) -> None:
    assert 'class="urgent"' not in body(client.get("/c/complex-a1/"))
    NoticeFactory(complex=cast.complex, title="停水", severity=NoticeSeverity.URGENT)
    for number in range(MOST_AT_HOME + 1):
        NoticeFactory(complex=cast.complex, title=f"公告{number}")

    standard = body(client.get("/c/complex-a1/?d=1"))
    client.cookies["rp_display"] = ELDER
    elder = body(client.get("/c/complex-a1/"))

    for page in (standard, elder):
        assert "紧急：停水" in page
        assert [f"公告{number}" in page for number in range(MOST_AT_HOME + 1)] == [
            False, True, True, True,
        ]  # fmt: skip
        assert page.index('class="urgent"') < page.index("<main")


def test_a_home_page_without_notices_has_no_room_for_them(client: Client, cast: Cast) -> None:
    assert "看全部公告" not in body(client.get("/c/complex-a1/"))


# Objecting -----------------------------------------------------------------------------------------


def test_anybody_objects_without_saying_who_he_is(client: Client, cast: Cast) -> None:
    notice = NoticeFactory(complex=cast.complex)
    page = client.get(f"/notices/{notice.pk}/object/")
    answers = {"body": "数字不对\n请核对", "key": page.context["form"]["key"].initial}

    done = client.post(f"/notices/{notice.pk}/object/", answers, follow=True)
    client.post(f"/notices/{notice.pk}/object/", answers)

    assert "异议已收到" in body(done)
    made = Objection.objects.get()
    assert (made.notice, made.body, made.person) == (notice, "数字不对\n请核对", None)


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"body": "  "}, "请填写您的异议"),
        ({"body": "太" * 1001}, "您的异议最多1000字"),
        ({"body": f"我的号码{ID_NUMBER}"}, "请不要填写身份证号"),
        ({"body": "好", "phone": "12"}, "手机号"),
    ],
)
def test_an_objection_that_cannot_be_taken_keeps_what_was_typed(
    client: Client, cast: Cast, answers: dict[str, str], sentence: str
) -> None:
    notice = NoticeFactory(complex=cast.complex)

    page = client.post(f"/notices/{notice.pk}/object/", {"name": "王阿姨", **answers})

    html = page.content.decode()
    assert page.status_code == 422
    assert sentence in html
    assert 'value="王阿姨"' in html
    assert not Objection.objects.exists()


def test_a_robot_is_answered_and_nothing_is_written(client: Client, cast: Cast) -> None:
    notice = NoticeFactory(complex=cast.complex)

    answer = client.post(f"/notices/{notice.pk}/object/", {"body": "买药", "website": "x"})

    assert answer["Location"] == f"/notices/{notice.pk}/"
    assert not Objection.objects.exists()


def test_after_the_period_the_form_says_that_nothing_is_taken(client: Client, cast: Cast) -> None:
    notice = NoticeFactory(
        complex=cast.complex, shown_from=timezone.localdate() - timedelta(days=9)
    )

    page = client.post(f"/notices/{notice.pk}/object/", {"body": "不同意"})

    assert page.status_code == 409
    assert "不在公示期内" in page.content.decode()
    assert not Objection.objects.exists()


def test_who_objects_again_and_again_is_asked_to_wait(client: Client, cast: Cast) -> None:
    notice = NoticeFactory(complex=cast.complex)
    answers = {"body": "不同意", "phone": "13812345678"}

    codes = [
        client.post(f"/notices/{notice.pk}/object/", answers).status_code for _time in range(7)
    ]

    assert codes == [302] * 5 + [429] * 2


def test_the_api_reads_what_hangs_and_what_hung_and_nothing_else(
    client: Client, cast: Cast
) -> None:
    notice = NoticeFactory(complex=cast.complex, title="在挂的")
    over = NoticeFactory(
        complex=None,
        community=cast.community,
        title="挂过的",
        shown_from=timezone.localdate() - timedelta(days=9),
    )
    DraftNoticeFactory(complex=cast.complex)
    gone = {"state": NoticeState.WITHDRAWN, "withdrawn_at": timezone.now(), "withdraw_reason": "错"}
    withdrawn = NoticeFactory(complex=cast.complex, **gone)

    everything = client.get("/api/v1/notices/").json()["results"]
    hanging = client.get("/api/v1/notices/?on_show=true&complex=complex-a1").json()["results"]

    assert {row["title"]: row["standing"] for row in everything} == {
        "在挂的": "ON_SHOW", "挂过的": "OVER",
    }  # fmt: skip
    assert [row["id"] for row in hanging] == [notice.pk]
    assert hanging[0]["complex"] == {"slug": "complex-a1", "name": "东园"}
    assert "created_by" not in hanging[0]
    assert client.get(f"/api/v1/notices/{over.pk}/").json()["complex"] is None
    assert client.get(f"/api/v1/notices/{withdrawn.pk}/").status_code == 404
    assert Notice.objects.count() == 4
