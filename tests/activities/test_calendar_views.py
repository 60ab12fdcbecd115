import gzip
from collections.abc import Generator
from datetime import datetime, timedelta
from html.parser import HTMLParser
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from activities.choices import ActivityKind, ActivityState
from activities.models import Activity, Session
from communities.models import SubDistrict
from core.device import COMPLEX_COOKIE
from core.display import COOKIE as DISPLAY_COOKIE
from tests.factories.activities import ActivityFactory, SessionFactory, SpaceFactory
from tests.people import Cast

CHINA = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 20, 12, tzinfo=CHINA)
HERE = "/c/complex-a1/calendar/"
ELDER = "elder.l.normal.0"
TYPED = "<script>饺子 & 面"


@pytest.fixture(autouse=True)
def at_noon() -> Generator[None, None, None]:
    with time_machine.travel(NOW, tick=False):
        yield


class Page(HTMLParser):
    """What the tests ask of a page: its links with their words, and its elements."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.html = html
        self.links: list[tuple[str, str]] = []
        self.elements: list[str] = []
        self._open = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        if tag == "a":
            self._open = True
            self.links.append((dict(attrs).get("href") or "", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._open = False

    def handle_data(self, data: str) -> None:
        if self._open:
            url, words = self.links[-1]
            self.links[-1] = (url, words + data)

    def link(self, words: str) -> str:
        return next(url for url, there in self.links if there.strip() == words)


def fragment(url: str = HERE, **cookies: str) -> Page:
    client = Client()
    client.cookies.load(cookies)
    response = client.get(url, headers={"HX-Request": "true"})
    assert response.status_code == 200
    return Page(response.content.decode())


def hold(cast: Cast, title: str, day: int, month: int = 11, **given: Any) -> Session:
    activity = ActivityFactory(complex=cast.complex, title=title, **given)
    return SessionFactory(
        activity=activity,
        complex=cast.complex,
        starts_at=datetime(2026, month, day, 14, 30, tzinfo=CHINA),
    )


def test_a_month_is_one_table_with_caption_and_monday_first(cast: Cast) -> None:
    hold(cast, "邻里包饺子", 21)

    page = fragment()

    assert page.elements.count("table") == 1
    assert page.elements.count("th") == 7
    assert page.html.index("星期一") < page.html.index("星期日")
    assert '<caption class="sr">2026年11月活动</caption>' in page.html
    assert "冬至" in fragment(f"{HERE}?d=2026-12").html


def test_a_link_says_time_title_and_state(cast: Cast) -> None:
    session = hold(cast, "邻里包饺子", 21)

    [words] = {
        there for url, there in fragment().links if url == session.activity.get_absolute_url()
    }

    assert words == "下午2:30邻里包饺子文体可报名"


@pytest.mark.parametrize("view", ["auto", "month", "week", "list"])
@pytest.mark.parametrize("display", ["", ELDER])
def test_each_view_shows_its_own_sessions_in_both_modes(
    cast: Cast, view: str, display: str
) -> None:
    hold(cast, "自己的", 21)
    hold(cast, TYPED, 21)
    hold(cast, "没发布", 21, state=ActivityState.SUBMITTED)
    ActivityFactory(complex=cast.sibling_complex, title="隔壁的")
    SessionFactory(
        activity=Activity.objects.get(title="隔壁的"), complex=cast.sibling_complex, starts_at=NOW
    )

    page = fragment(f"{HERE}?view={view}", **({DISPLAY_COOKIE: display} if display else {}))

    assert "自己的" in page.html
    assert "&lt;script&gt;饺子 &amp; 面" in page.html
    assert "<script>" not in page.html
    assert "没发布" not in page.html
    assert "隔壁的" not in page.html
    assert "missing:" not in page.html
    is_table = not display and view in {"auto", "month"}
    assert ("table" in page.elements) == is_table


def test_an_elders_calendar_is_a_list_that_begins_today(cast: Cast) -> None:
    hold(cast, "过去", 3)
    hold(cast, "明天", 21)
    hold(cast, "今天", 20)

    page = fragment(f"{HERE}?view=month", **{DISPLAY_COOKIE: ELDER})

    assert "过去" not in page.html.replace("已过去", "")
    assert page.html.index("今天</b>") < page.html.index("明天")
    words = [there.strip() for _url, there in page.links]
    assert "全街道" in words
    assert "党建" not in words
    assert "列表" not in words


@pytest.mark.parametrize(
    "d",
    [
        "nonsense",
        "2026-13",
        "2026-02-30",
        "2026-W60",
        "1899-01",
        "99999-01",
        "2026-11%0a",
        "%F0%9F",
    ],
)
def test_a_date_nobody_can_read_is_this_month_with_a_sentence(cast: Cast, d: str) -> None:
    page = fragment(f"{HERE}?d={d}")

    assert "看不懂这个日期，已回到本月" in page.html
    assert "看不懂这个日期，已回到本月" in Client().get(f"{HERE}print/?d={d}").content.decode()
    assert "<h1 data-focus>2026年11月</h1>" in page.html


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None
)
@given(
    query=st.fixed_dictionaries(
        {},
        optional={
            "d": st.one_of(
                st.text(max_size=10),
                st.from_regex(r"\d{4}-(W?\d{2})(-\d{2})?", fullmatch=True),
                st.dates().map(str),
            ),
            "view": st.sampled_from(["month", "week", "list", "year", ""]),
            "type": st.one_of(st.text(max_size=5), st.sampled_from([*ActivityKind])),
            "open": st.sampled_from(["1", "0", "x"]),
            "scope": st.sampled_from(["all", "x"]),
            "past": st.sampled_from(["1", "x"]),
        },
    )
)
def test_no_query_breaks_the_calendar(cast: Cast, query: dict[str, str]) -> None:
    response = Client().get(HERE, query, headers={"HX-Request": "true"})

    is_malformed = any("\0" in value for value in query.values())
    assert response.status_code == (400 if is_malformed else 200)


@pytest.mark.parametrize("url", [f"{HERE}?d=%00", f"{HERE}?view=month&type=a%00"])
def test_a_nul_byte_is_refused(cast: Cast, url: str) -> None:
    assert Client().get(url, headers={"HX-Request": "true"}).status_code == 400


def test_months_turn_and_keep_view_and_filters(cast: Cast) -> None:
    page = fragment(f"{HERE}?view=month&type=party&open=1")
    by_label = dict.fromkeys(["上个月", "下个月"])

    assert 'href="?view=month&amp;d=2026-10&amp;type=party&amp;open=1"' in page.html
    assert 'href="?view=month&amp;d=2026-12&amp;type=party&amp;open=1"' in page.html
    assert all(label in page.html for label in by_label)
    assert page.link("今天") == "?view=month&type=party&open=1"
    assert page.link("党建") == "?view=month&open=1"
    assert page.link("文体") == "?view=month&type=culture&open=1"
    assert page.link("全街道") == "?view=month&type=party&open=1&scope=all"


def test_an_empty_month_leads_to_the_next_with_something(cast: Cast) -> None:
    hold(cast, "一月", 5, month=12)

    page = fragment()

    assert "11月没有活动。" in page.html
    assert page.link("看12月") == "?d=2026-12"


def test_htmx_gets_the_part_that_changes_with_its_title(cast: Cast) -> None:
    response = Client().get(HERE, headers={"HX-Request": "true"})
    html = response.content.decode()

    assert "<html" not in html
    assert "<title>11月活动日历｜东园</title>" in html
    assert "data-say>2026年11月，0场活动" in html
    assert "HX-Request" in response.headers["Vary"]


def test_a_whole_page_has_the_frame_and_one_heading(cast: Cast) -> None:
    hold(cast, "邻里包饺子", 21)

    response = Client().get(HERE)
    page = Page(response.content.decode())

    assert page.elements.count("html") == page.elements.count("h1") == 1
    assert page.elements.count("title") == 1
    assert "邻里包饺子" in page.html
    assert "missing:" not in page.html
    assert "HX-Request" in response.headers["Vary"]


def test_the_month_can_be_printed(cast: Cast) -> None:
    hold(cast, "邻里包饺子", 21)
    url = fragment(f"{HERE}?d=2026-11&type=culture").link("打印本月")

    page = Page(Client().get(f"{HERE}{url}").content.decode())

    assert url == "print/?d=2026-11&type=culture"
    assert "东园 2026年11月活动" in page.html
    assert "邻里包饺子" in page.html
    assert page.elements.count("table") == 1
    assert page.link("活动日历") == "../?d=2026-11&type=culture"
    assert Client().get("/c/nowhere/calendar/print/").status_code == 404


def test_an_address_of_no_place_is_not_found(cast: Cast) -> None:
    cast.complex.is_listed = False
    cast.complex.save()

    for slug in ("nowhere", "complex-a1", "Complex-A2"):
        assert Client().get(f"/c/{slug}/calendar/").status_code == 404


def test_every_kind_of_place_has_a_calendar(cast: Cast) -> None:
    hold(cast, "自己的", 21)

    assert "自己的" in fragment("/c/community-a/calendar/").html
    assert "自己的" in fragment("/c/street-a/calendar/").html
    assert "自己的" not in fragment("/c/street-b/calendar/").html


def test_all_is_the_sub_district_of_the_complex_that_the_device_remembers(cast: Cast) -> None:
    hold(cast, "自己的", 21)

    assert "自己的" in fragment("/c/all/calendar/", **{COMPLEX_COOKIE: "complex-a2"}).html
    assert "自己的" not in fragment("/c/all/calendar/", **{COMPLEX_COOKIE: "complex-b1"}).html
    assert Client().get("/c/all/calendar/").status_code == 404


@pytest.mark.django_db
def test_all_is_the_only_sub_district_where_there_is_one() -> None:
    session = SessionFactory(starts_at=NOW + timedelta(days=1))

    assert SubDistrict.objects.count() == 1
    assert session.activity.title in fragment("/c/all/calendar/").html


def test_the_first_complex_seen_is_remembered_and_later_ones_are_not(cast: Cast) -> None:
    client = Client()
    client.get(HERE, headers={"HX-Request": "true"})
    client.get("/c/complex-a2/calendar/", headers={"HX-Request": "true"})

    assert client.cookies[COMPLEX_COOKIE].value == "complex-a1"


def test_reading_changes_no_row_and_writing_is_refused(cast: Cast) -> None:
    hold(cast, "自己的", 21)

    with CaptureQueriesContext(
        connection,
    ) as queries:
        fragment()

    assert all(query["sql"].startswith("SELECT") for query in queries)
    assert Client().post(HERE).status_code == 405


def fill(cast: Cast, count: int) -> None:
    """A month as full as a busy sub-district's: every session of its own activity, in every state."""
    rooms = [SpaceFactory(complex=cast.complex, name=f"红色港湾{n}") for n in range(4)]
    kinds, place = list(ActivityKind), {
        "sub_district": cast.street, "community": cast.community, "complex": cast.complex,
    }  # fmt: skip
    activities = Activity.objects.bulk_create(
        Activity(
            pk=90_000 + number, title=f"邻里包饺子第{number}场", kind=kinds[number % 6],
            state=ActivityState.PUBLISHED, published_at=NOW, **place,
        )
        for number in range(count)
    )  # fmt: skip
    Session.objects.bulk_create(
        Session(
            activity=activity, space=rooms[number % 4], capacity=20, taken=number % 21, **place,
            starts_at=datetime(2026, 11, 1, 9, tzinfo=CHINA)
            + timedelta(days=number % 30, minutes=30 * (number // 30)),
        )
        for number, activity in enumerate(activities)
    )  # fmt: skip


@pytest.mark.parametrize("count", [1, 3, 300])
def test_a_month_costs_at_most_four_statements(cast: Cast, count: int) -> None:
    fill(cast, count)

    with CaptureQueriesContext(connection) as queries:
        assert Client().get(HERE).status_code == 200

    assert len(queries) <= 4


def test_a_month_of_300_weighs_little(cast: Cast) -> None:
    fill(cast, 300)

    html = Client().get(HERE).content

    assert html.count(b"<em class=") >= 300
    assert len(html) <= 90_000
    assert len(gzip.compress(html, 6)) <= 15_000
