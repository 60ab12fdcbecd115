"""Pages as a device sees them that chose English: nothing Chinese but names and what people typed."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import models
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core import ledgers
from core.models import Disclosure
from tests.architecture.line import WITH_TABLES
from tests.browser.routes import (
    ACCOUNT_PAGES,
    ANONYMOUS,
    FIELD_PAGES,
    HALFWAY,
    PUBLIC_PAGES,
    SECURED,
    Page,
)
from tests.browser.scene import Scene, build_scene, sign_in
from tests.factories.activities import SessionFactory
from tests.people import Cast

pytestmark = pytest.mark.django_db

HAN = re.compile(r"[\u4e00-\u9fff]+")
# An example of what is typed. It goes first: some of the scene's buildings are called by a part of it.
EXAMPLE = "3栋2单元1501"
# What stays Chinese on an English page, and why.
ALLOWED = (
    # A day of the lunar calendar: its name is Chinese as Ramadan is Arabic.
    r"闰?[正二三四五六七八九十冬腊]月(?:初.|[十廿].|二十|三十)?",
    r"初[一二三四五六七八九十]|[十廿][一二三四五六七八九]|[二三]十",
    # Languages are named in themselves.
    r"语言|中文",
    # Other examples: places and rooms have Chinese names.
    r"锦云|红色港湾|跳蹬河街道|成都市成华区",
    # The word to be typed before the demo goes.
    r"移除",
    # How names are masked on public pages.
    r"王\*芳",
)


def typed_texts() -> list[str]:
    """Every text of the scene's rows, by line, the longest first; names masked as well."""
    texts: set[str] = set()
    for model in apps.get_models():
        if model._meta.app_label not in WITH_TABLES:
            continue
        columns = [
            column.name
            for column in model._meta.concrete_fields
            if isinstance(column, models.CharField | models.TextField) and not column.choices
        ]
        for row in model._base_manager.all():
            for column in columns:
                texts.update(str(getattr(row, column)).splitlines())
            texts.add(str(getattr(row, "masked_name", "")))
            texts.add(str(getattr(row, "duty_name", ""))[:1])  # the round mark beside a steward
    # Ledgers are called by the name of the office's form.
    texts |= {kind.title for kind in ledgers.kinds()}
    return sorted((text for text in texts if HAN.search(text)), key=len, reverse=True)


def chinese_in(page: str, typed: list[str]) -> list[str]:
    text = html.unescape(page).replace(EXAMPLE, "")
    for words in typed:
        text = text.replace(words, "")
    for pattern in ALLOWED:
        text = re.sub(pattern, "", text)
    return HAN.findall(text)


def in_english(cookies: dict[str, str]) -> Client:
    client = Client()
    client.cookies.load({**cookies, "django_language": "en"})
    return client


def device_of(page: Page, scene: Scene) -> Client:
    if page.role == ANONYMOUS or page.role in scene.devices:
        return in_english(scene.devices.get(page.role, {}))
    client = sign_in(getattr(scene.cast, page.role))
    client.cookies["django_language"] = "en"
    return client


def answers(client: Client, page: Page, scene: Scene) -> Iterator[Any]:
    address = page.address(scene)
    agent = {"user-agent": page.agent}
    yield client.get(address, headers=agent)
    if page.press:
        yield client.post(address, {}, headers=agent)


def test_the_choice_is_made_on_the_display_page_and_kept_on_every_page(client: Client) -> None:
    page = client.get("/display/").content.decode()
    assert re.search(r'value="zh-hans"[^>]*checked', page)
    assert "English" in page

    choices = {"size": "large", "contrast": "normal", "read_aloud": "0", "language": "en"}
    sent = client.post("/display/", choices)

    assert sent["Location"] == "/display/?saved=1"
    saved = client.get(sent["Location"]).content.decode()
    assert "Saved. This device will show pages like this." in saved
    assert re.search(r'value="en"[^>]*checked', saved)
    for path in ("/", "/help/", "/my/", "/nowhere/"):
        assert '<html lang="en" data-mode="elder"' in client.get(path).content.decode()
    client.post("/display/", {**choices, "language": "zh-hans"})
    assert '<html lang="zh-Hans" data-mode="elder"' in client.get("/help/").content.decode()


def test_looking_at_a_page_chooses_no_language(client: Client) -> None:
    for path in ("/display/", "/display/?language=en", "/help/?language=en"):
        answer = client.get(path, headers={"accept-language": "en"})

        assert "django_language" not in answer.cookies
        assert '<html lang="zh-Hans"' in answer.content.decode()


@pytest.mark.parametrize("cookie", ["xx", "EN", "en-gb", "english", "en\r\nx: y", "1", "../en"])
def test_a_language_cookie_with_nonsense_is_chinese(client: Client, cookie: str) -> None:
    client.cookies["django_language"] = cookie

    assert '<html lang="zh-Hans"' in client.get("/help/").content.decode()


def test_a_language_that_is_none_is_refused_and_not_kept(client: Client) -> None:
    choices = {"size": "large", "contrast": "high", "read_aloud": "0", "language": "xx"}

    answer = client.post("/display/", choices)

    assert "请从这几种里选一种" in answer.content.decode()
    assert not answer.cookies.keys() & {"django_language", "rp_display"}


def test_dates_are_said_in_english(cast: Cast) -> None:
    starts_at = datetime(2031, 11, 21, 14, 30, tzinfo=timezone.get_default_timezone())
    session = SessionFactory(
        complex=cast.complex, starts_at=starts_at, ends_at=starts_at + timedelta(hours=2)
    )

    page = in_english({}).get(f"/activities/{session.activity_id}/").content.decode()

    assert "21\xa0Nov Fri" in page
    assert "2:30\xa0pm—4:30" in page
    assert "Free" in page


def test_what_programs_and_neighbours_read_stays_chinese(cast: Cast) -> None:
    session = SessionFactory(complex=cast.complex, activity__description="一起包饺子")
    client = in_english({})
    for path in (
        f"/c/{cast.complex.slug}/calendar.ics",
        f"/activities/{session.activity_id}/calendar.ics",
    ):
        text = client.get(path).content.decode().replace("\r\n ", "")
        assert "详情和报名：" in text
        assert "Details" not in text

    refused = client.get("/api/v1/sessions/?d=x")
    assert refused.status_code == 400
    assert "没有这个参数" in refused.content.decode()


def test_a_call_is_worded_and_written_down_in_chinese(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = str(tmp_path)
    scene = build_scene()
    client = sign_in(scene.cast.steward)
    client.cookies["django_language"] = "en"

    page = client.get("/field/calls/").content.decode()
    client.post(reverse("activities:field_call_phone", args=[scene.call.pk]))

    assert "Call list" in page
    assert "来不了请取消，把名额让给邻居" in page
    assert Disclosure.objects.get().purpose.startswith("电话通知：“邻里包饺子”")


# The words of a call are read out to a neighbour, whatever language the page has.
SAYS_CHINESE = {"activities:field_calls"}
NEEDS_A_CODE = {SECURED, HALFWAY}
PAGES = [
    page
    for page in (*PUBLIC_PAGES, *FIELD_PAGES, *ACCOUNT_PAGES)
    if page.role not in NEEDS_A_CODE and page.name not in SAYS_CHINESE
]


def test_no_page_says_a_chinese_word_of_its_own(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = str(tmp_path)
    scene = build_scene()
    typed = typed_texts()
    found: set[str] = set()
    for page in PAGES:
        client = device_of(page, scene)
        for display in ("standard.m.normal.1", "elder.l.normal.1"):
            client.cookies["rp_display"] = display
            for answer in answers(client, page, scene):
                if answer.status_code == 302:
                    continue  # asks for the password once more
                text = answer.content.decode()
                assert '<html lang="en"' in text, page.title
                found |= {f"{page.title} {display}: {words}" for words in chinese_in(text, typed)}

    assert not found, "\n".join(sorted(found))
