"""A slip is printed, and its owner votes with the code, without an account and without JavaScript."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from meetings.choices import Matter
from meetings.models import Ballot, Turnout
from tests.browser.conftest import DESKTOP, OpenPage
from tests.browser.pdf import read_pdf
from tests.browser.scene import sign_in
from tests.factories.accounts import PersonFactory
from tests.factories.votes import doors_with_owners, opened
from tests.people import Cast, build_cast

pytestmark = pytest.mark.django_db(transaction=True)


def signed_in(tab: Page, cast: Cast, home: str) -> Page:
    client = sign_in(cast.secretary)
    session = client.cookies["sessionid"].value
    tab.context.add_cookies([{"name": "sessionid", "value": session, "url": home}])
    return tab


def test_an_owner_votes_with_the_code_of_the_printed_slip(
    open_page: OpenPage, live_server: LiveServer
) -> None:
    cast = build_cast()
    doors_with_owners(cast.complex, [[PersonFactory(name="王小芳")], [PersonFactory()]])
    vote = opened(cast.complex, Matter.FIRM, Matter.RAISE_FUND, title="续聘物业服务企业")
    desk = signed_in(open_page(viewport=DESKTOP, javascript=False), cast, live_server.url)

    desk.goto(f"/field/votes/{vote.pk}/slips/")
    desk.select_option("select[name=building]", "1栋")
    desk.click("main form:not([action]) button")
    code = desk.locator(".slip .nb").first.inner_text()
    [printed] = read_pdf(desk.pdf(format="A4"))
    phone = open_page(javascript=False)
    phone.goto("/v/")
    phone.fill("input[name=code]", code)
    phone.click("main form button")
    for question in phone.locator(".choices").all():
        question.locator("label.choice").first.click()
    phone.click("main form button")

    assert code in printed.text
    assert "王小芳" not in printed.text
    turnout = Turnout.objects.get()
    receipt = Ballot.objects.get().receipt
    assert turnout.entry.label == "1栋1单元101"
    assert receipt in phone.locator("main").inner_text()
    assert set(Ballot.objects.get().marks.values_list("choice", flat=True)) == {"AGREE"}
