"""The poster on paper and as a picture."""

from __future__ import annotations

import io
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from PIL import Image, ImageChops
from pytest_django import Settings

from activities.models import Session
from activities.posters import HEIGHT, MARGIN, QR_PIXELS, WIDTH, draw_poster, find_font
from activities.queries.activity_page import find_occasion
from activities.queries.poster import Poster, poster_of
from core.qr import qr_data_uri, qr_png
from tests.factories.activities import SessionFactory
from tests.fonts import need_chinese_font
from tests.people import Cast

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 20, 15, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture(autouse=True)
def friday_afternoon():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def session(cast: Cast) -> Session:
    return SessionFactory(
        complex=cast.complex,
        place_text="红色港湾",
        activity__title="邻里包饺子",
        activity__contact_name="李师傅",
        activity__contact_phone="028-88880000",
    )


@pytest.fixture
def no_font(settings: Settings, tmp_path: Path) -> None:
    """A machine whose fonts know no Chinese: one is broken, one only called so."""
    for name in ("NotoSansCJK-Regular.ttc", "wqy-microhei.ttc"):
        (tmp_path / name).write_bytes(b"no font at all")
    settings.FONT_FOLDERS = [str(tmp_path), str(tmp_path / "missing")]


def address(session: Session, *, ending: str = "/", query: str = "") -> str:
    return f"/activities/{session.activity_id}/poster{ending}{query}"


def words_of(session: Session) -> Poster:
    occasion = find_occasion(session.activity_id, session.pk, now=NOW)
    assert occasion
    return poster_of(occasion)


def open_picture(content: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(content))
    assert (image.format, image.size) == ("PNG", (WIDTH, HEIGHT))
    return image.convert("RGB")


# On paper


def test_the_paper_says_when_where_whom_to_ring_and_leads_to_the_activity(
    client: Client, session: Session
) -> None:
    html = client.get(address(session)).content.decode()

    for words in (
        "<h1>邻里包饺子</h1>", "11月21日 周六", "下午3:00—5:00", "红色港湾", "联系人 李师傅 028-88880000",
        "微信扫一扫，看详情、报名", "不方便扫码，打电话也能报名",
    ):  # fmt: skip
        assert words in html
    target = f"http://testserver/activities/{session.activity_id}/?from=poster"
    assert qr_data_uri(target, pixels=700) in html
    assert client.get(target).status_code == 200
    assert "missing:" not in html


def test_a_poster_of_one_date_leads_to_that_date(client: Client, session: Session) -> None:
    later = SessionFactory(
        activity=session.activity, complex=session.complex, starts_at=NOW + timedelta(days=8)
    )

    html = client.get(address(session, query=f"?session={later.pk}")).content.decode()

    assert "11月28日 周六" in html
    target = f"http://testserver/activities/{session.activity_id}/?session={later.pk}&from=poster"
    assert qr_data_uri(target, pixels=700) in html
    assert find_font() is None or f"poster.png?session={later.pk}" in html


@pytest.mark.parametrize(
    ("facts", "notice", "hint"),
    [
        (
            {"activity__state": "CANCELLED", "activity__cancelled_at": NOW,
             "activity__cancel_reason": "下雨"},
            "活动已取消", "看详情",
        ),
        ({"activity__state": "POSTPONED"}, "活动已延期，时间另行通知", "看详情"),
        ({"starts_at": NOW - timedelta(days=1)}, "活动已结束", "看详情"),
        ({"activity__sign_up_mode": "WALK_IN"}, "", "看详情"),
        ({"capacity": 5}, "", "看详情、报名"),
    ],
)  # fmt: skip
def test_who_reads_it_on_the_wall_learns_whether_to_come(
    cast: Cast, facts: dict, notice: str, hint: str
) -> None:
    words = words_of(SessionFactory(complex=cast.complex, **facts))

    assert (words.notice, words.hint) == (notice, f"微信扫一扫，{hint}")


@pytest.mark.parametrize("ending", ["/", ".png"])
def test_what_is_not_public_has_no_poster(client: Client, cast: Cast, ending: str) -> None:
    planned = SessionFactory(complex=cast.complex, activity__state="PLANNED")

    assert client.get(address(planned, ending=ending)).status_code == 404
    assert client.get(f"/activities/999999/poster{ending}").status_code == 404
    assert client.get(address(planned, ending=ending, query="?session=x")).status_code == 404


# As a picture


def test_the_picture_carries_the_code_to_the_activity_at_its_lower_right(
    client: Client, session: Session
) -> None:
    need_chinese_font()
    answer = client.get(address(session, ending=".png"))
    image = open_picture(answer.content)

    target = f"http://testserver/activities/{session.activity_id}/?from=poster"
    code = Image.open(io.BytesIO(qr_png(target, pixels=QR_PIXELS))).convert("RGB")
    left, top = WIDTH - MARGIN - code.width, HEIGHT - MARGIN - code.height
    found = image.crop((left, top, left + code.width, top + code.height))
    assert ImageChops.difference(found.convert("1"), code.convert("1")).getbbox() is None
    assert answer["Content-Type"] == "image/png"
    assert len(answer.content) < 150 * 1024


def test_it_is_kept_for_five_minutes_and_then_asked_for_by_its_tag(
    client: Client, session: Session
) -> None:
    need_chinese_font()
    first = client.get(address(session, ending=".png"))
    again = client.get(address(session, ending=".png"), headers={"if-none-match": first["ETag"]})
    session.activity.title = "包汤圆"
    session.activity.save()
    changed = client.get(address(session, ending=".png"), headers={"if-none-match": first["ETag"]})

    assert first["Cache-Control"] == again["Cache-Control"] == "public, max-age=300"
    assert (again.status_code, again.content) == (304, b"")
    assert changed.status_code == 200
    assert changed["ETag"] != first["ETag"]
    assert changed.content != first.content


def test_the_words_are_drawn_and_not_empty_boxes(session: Session) -> None:
    """Two titles of as many signs: boxes would look alike."""
    font = need_chinese_font()
    poster = words_of(session)
    qr = qr_png("https://example.test/", pixels=QR_PIXELS)

    first = open_picture(draw_poster(poster, qr=qr, font=font))
    session.activity.title = "老人量血压"
    session.activity.save()
    second = open_picture(draw_poster(words_of(session), qr=qr, font=font))

    changed = ImageChops.difference(first, second).getbbox()
    assert changed
    assert changed[1] > 240
    assert changed[3] < 520


def test_a_title_of_sixty_signs_runs_neither_over_the_edge_nor_into_the_code(
    cast: Cast,
) -> None:
    font = need_chinese_font()
    session = SessionFactory(
        complex=cast.complex,
        place_text="很长的地点" * 12,
        activity__title="永" * 60,
        activity__audience="六十岁以上的老邻居" * 6,
        activity__organizer="锦绣社区党委" * 9,
    )

    image = open_picture(
        draw_poster(words_of(session), qr=qr_png("https://x.test/", pixels=QR_PIXELS), font=font)
    )

    edge = image.crop((WIDTH - MARGIN + 8, 240, WIDTH, HEIGHT))
    gap = image.crop((0, HEIGHT - MARGIN - QR_PIXELS - 50, WIDTH, HEIGHT - MARGIN - QR_PIXELS - 30))
    assert edge.getcolors() == [(edge.width * edge.height, (255, 255, 255))]
    assert gap.getcolors() == [(gap.width * gap.height, (255, 255, 255))]


@pytest.mark.usefixtures("no_font")
def test_without_a_chinese_font_a_page_says_so_and_offers_the_paper(
    client: Client, session: Session
) -> None:
    answer = client.get(address(session, ending=".png"))
    paper = client.get(address(session)).content.decode()
    page = client.get(f"/activities/{session.activity_id}/").content.decode()

    assert find_font() is None
    assert answer.status_code == 404
    assert answer["Content-Type"].startswith("text/html")
    assert "这台服务器上没有中文字体" in answer.content.decode()
    assert f'href="{address(session)}"' in answer.content.decode()
    assert "poster.png" not in paper
    assert "og:image" not in page
    assert f'href="{address(session)}"' in page


# From the activity's page


def test_the_activity_offers_its_poster_and_shares_it_where_it_has_no_photo(
    client: Client, session: Session
) -> None:
    need_chinese_font()
    html = client.get(f"/activities/{session.activity_id}/").content.decode()

    assert f'href="{address(session)}"' in html
    assert "保存海报" in html
    picture = f"http://testserver{address(session, ending='.png')}"
    assert f'<meta property="og:image" content="{picture}">' in html


def test_of_several_dates_the_shown_one_gets_the_poster(client: Client, session: Session) -> None:
    SessionFactory(
        activity=session.activity, complex=session.complex, starts_at=NOW + timedelta(days=8)
    )

    html = client.get(f"/activities/{session.activity_id}/").content.decode()

    assert f'href="{address(session, query=f"?session={session.pk}")}"' in html


def test_what_is_over_offers_no_poster(client: Client, cast: Cast) -> None:
    over = SessionFactory(complex=cast.complex, starts_at=NOW - timedelta(days=1))

    assert "保存海报" not in client.get(f"/activities/{over.activity_id}/").content.decode()
