"""The noticeboards of the demo, as of its today."""

from __future__ import annotations

from collections.abc import Generator
from datetime import date, datetime, time

import pytest
import time_machine
from django.utils import timezone

from communities.choices import NoticeCategory, NoticeSeverity, NoticeState
from communities.models import Notice, Objection
from communities.queries.notices import board_rows, home_notices
from communities.queries.places import place_by_slug
from demo.seed.notices import TEXTS
from tests.demo.seeded.conftest import of_days

TODAY = date(2026, 11, 20)
pytestmark = of_days(TODAY)
NOW = timezone.make_aware(datetime.combine(TODAY, time(10)))


@pytest.fixture(autouse=True)
def _noon() -> Generator[None, None, None]:
    with time_machine.travel(NOW, tick=False):
        yield


def test_every_text_is_there_once_and_of_the_demo() -> None:
    titles = Notice.objects.filter(is_demo=True).values_list("title", flat=True)

    assert sorted(titles) == sorted(text.title for text in TEXTS)
    assert set(Notice.objects.values_list("category", flat=True)) == set(NoticeCategory.values)


def test_nobody_passed_his_own_text() -> None:
    decided = Notice.objects.exclude(approved_by=None)

    assert decided.count() == len(TEXTS) - 1
    assert not [n for n in decided if n.approved_by_id in {n.created_by_id, n.submitted_by_id}]


def test_one_waits_one_was_withdrawn_and_the_drill_is_over() -> None:
    by_state = Notice.objects.values_list("state", "title")
    drill = Notice.objects.get(severity=NoticeSeverity.URGENT)

    assert [title for state, title in by_state if state == NoticeState.SUBMITTED] == [
        "电动自行车请停到新车棚"
    ]
    assert [title for state, title in by_state if state == NoticeState.WITHDRAWN] == [
        "社区趣味运动会报名"
    ]
    assert drill.shown_until < TODAY


def test_an_objection_was_answered() -> None:
    objection = Objection.objects.get()

    assert objection.notice.category == NoticeCategory.INCOME
    assert objection.reply


def test_the_home_of_a_complex_shows_its_newest_and_its_communitys() -> None:
    place = place_by_slug("zhongliang-jinyun")
    assert place

    shown = home_notices(place, now=NOW)

    assert shown.urgent == []
    assert [row.title for row in shown.rows] == [
        "3栋、4栋水箱清洗，上午停水3小时",
        "城乡居民医保缴费提醒",
        "小区党支部11月主题党日安排",
    ]
    assert board_rows(place, now=NOW).count() == 4
