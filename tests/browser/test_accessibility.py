"""axe-core on every page of residents, in each display; each finding is a list of rule and place."""

from __future__ import annotations

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone

from activities.models import Session
from tests.browser.conftest import OpenPage
from tests.factories.activities import SessionFactory, SignUpFactory
from tests.people import Cast

pytestmark = pytest.mark.django_db(transaction=True)

RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
}
MODES = ("standard.m.normal.0", "elder.l.normal.0", "standard.m.high.0")


@pytest.mark.parametrize("mode", MODES)
def test_axe_finds_nothing(
    open_page: OpenPage, transactional_db: None, cast: Cast, mode: str
) -> None:
    session: Session = SessionFactory(
        complex=cast.complex, capacity=60, starts_at=timezone.now() + timedelta(days=1)
    )
    SignUpFactory(session=session)
    activity = f"/activities/{session.activity_id}/"
    page = open_page(mode=mode)
    page.goto(f"{activity}signup/")
    if mode.startswith("standard"):
        page.fill("#id_name", "王小芳")
        page.fill("#id_phone", "13812345678")
        page.click("main form button.btn-main")
    code = session.sign_ups.order_by("-pk")[0].code
    axe = Axe()
    found: dict[str, list[str]] = {}
    for address in (
        "/?change=1", "/?q=zz", "/c/complex-a1/", "/c/complex-a1/calendar/",
        "/c/complex-a1/calendar/?view=week", activity, f"{activity}signup/",
        f"{activity}signup/?who=new", f"{activity}signup/done/{code}/", f"/t/{code}/",
        f"/t/{code}/cancel/", "/my/", "/my/find/", "/display/", "/help/", "/privacy/",
        "/accessibility/",
    ):  # fmt: skip
        page.goto(address)
        response = axe.run(page, options=RULES).response
        assert len(response["passes"]) > 10, "axe looked at something"
        violations = response["violations"]
        if violations:
            found[address] = [
                f"{one['id']}: {node['html'][:120]} {node['failureSummary'][:200]}"
                for one in violations
                for node in one["nodes"][:3]
            ]
    assert found == {}
