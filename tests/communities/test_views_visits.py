"""/field/visits/: planning, one tap a door, paper, needs; and who sees none of it."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from communities.choices import VisitOutcome
from communities.models import VisitEntry, VisitFollowUp, VisitHousehold, VisitPlan
from communities.queries.visits import visit_counts
from communities.services.visits import Knock, record_visit
from tests.factories.communities import DoorFactory, UnitFactory
from tests.factories.visits import VisitFollowUpFactory, VisitHouseholdFactory, VisitPlanFactory
from tests.people import Cast

pytestmark = pytest.mark.django_db


def html(response: Any) -> str:
    page: str = response.content.decode()
    assert "[[missing" not in page
    return page


def planned(**changes: Any) -> dict[str, Any]:
    today = timezone.localdate()
    return {
        "purpose": "门把手保暖套发放",
        "starts_on": today.isoformat(),
        "ends_on": (today + timedelta(days=20)).isoformat(),
        "others": "",
        "lowest": "",
        "highest": "",
        **changes,
    }


@pytest.fixture
def door(cast: Cast) -> VisitHousehold:
    made: VisitHousehold = VisitHouseholdFactory(plan__complex=cast.complex, room="1501")
    return made


def tap(client: Any, door: VisitHousehold, outcome: str, seen: int = 0) -> Any:
    return client.post(
        f"/field/visits/{door.plan_id}/mark/",
        {"household": door.pk, "outcome": outcome, "seen": seen},
        follow=True,
    )


def test_a_manager_plans_by_entrance_and_floor_and_adds_what_is_not_registered(
    cast: Cast, client_of: Any
) -> None:
    unit = UnitFactory(building__complex=cast.complex, building__name="3栋", name="2单元")
    for room in ("101", "201", "1501"):
        DoorFactory(unit=unit, room=room)
    form = client_of(cast.manager).get("/field/visits/new/")
    assert "3栋2单元（3户）" in html(form)

    sent = client_of(cast.manager).post(
        "/field/visits/new/",
        planned(units=[str(unit.pk)], lowest="2", others="门卫室\n3栋2单元201"),
        follow=True,
    )

    plan = VisitPlan.objects.get()
    assert {(one.label, bool(one.door_id)) for one in plan.households.all()} == {
        ("3栋2单元201", True), ("3栋2单元1501", True), ("门卫室", False),
    }  # fmt: skip
    assert "见到 0 / 3户" in html(sent)


def test_a_complex_without_doors_is_planned_by_a_written_list(cast: Cast, client_of: Any) -> None:
    page = client_of(cast.manager).get("/field/visits/new/")
    assert "走访哪些户，一行写一户" in html(page)

    refused = client_of(cast.manager).post(
        "/field/visits/new/", planned(others="3-2-1501\n" + "长" * 60)
    )

    assert refused.status_code == 422
    assert "第2行看不出是哪一户" in html(refused)
    assert "3-2-1501" in html(refused)
    assert not VisitPlan.objects.exists()


def test_an_official_chooses_the_complex_first(cast: Cast, client_of: Any) -> None:
    client = client_of(cast.official)

    assert "东园" in html(client.get("/field/visits/new/"))
    assert "安排走访：东园" in html(client.get("/field/visits/new/?c=complex-a1"))
    assert client.get("/field/visits/new/?c=complex-b1").status_code == 404


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"others": "101", "ends_on": "2020-01-01"}, "结束日期不能早于开始日期"),
        ({"others": "101", "purpose": "找 11010519491231002X"}, "请不要填写身份证号"),
        ({"others": ""}, "请填写走访哪些户"),
    ],
)
def test_a_plan_that_cannot_be_keeps_what_was_typed(
    cast: Cast, client_of: Any, changes: dict[str, str], sentence: str
) -> None:
    refused = client_of(cast.manager).post("/field/visits/new/", planned(**changes))

    assert refused.status_code == 422
    assert sentence in html(refused)
    assert not VisitPlan.objects.exists()


def test_one_tap_marks_a_door_and_the_page_comes_back_to_it(
    cast: Cast, client_of: Any, door: VisitHousehold
) -> None:
    sent = tap(client_of(cast.steward), door, "VISITED")

    assert sent.redirect_chain[-1][0].endswith(f"?part=1#door-{door.pk}")
    page = html(sent)
    assert "见到 1 / 1户" in page
    assert "管家甲" in page
    door.refresh_from_db()
    assert door.outcome == VisitOutcome.VISITED


def test_a_browser_may_press_the_buttons_of_the_page(cast: Cast, door: VisitHousehold) -> None:
    """Each form carries its token: without it every browser would be refused."""
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(cast.steward)
    address = f"/field/visits/{door.plan_id}/"

    for outcome in (VisitOutcome.ABSENT, VisitOutcome.CLEARED):
        page = strict.get(address).content.decode()
        form = re.search(rf'<form(?:(?!</form>).)*value="{outcome}".*?</form>', page, re.DOTALL)
        assert form
        typed = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form[0]))
        answer = strict.post(f"{address}mark/", {**typed, "outcome": outcome})
        assert answer.status_code == 302
    assert door.entries.count() == 2


def test_a_mark_is_taken_back_by_another_and_both_stay(
    cast: Cast, client_of: Any, door: VisitHousehold
) -> None:
    client = client_of(cast.steward)
    tap(client, door, "DECLINED")
    page = html(tap(client, door, "CLEARED", seen=1))

    assert "见到 0 / 1户" in page
    assert "没走 1户" in page
    assert VisitEntry.objects.count() == 2


def test_a_colleagues_mark_is_told_in_words(
    cast: Cast, client_of: Any, door: VisitHousehold
) -> None:
    tap(client_of(cast.manager), door, "ABSENT")

    page = html(tap(client_of(cast.steward), door, "VISITED", seen=0))

    assert "物业经理甲刚才把这一户记成了“没人”" in page


@pytest.mark.parametrize(
    "said", [{}, {"household": "x"}, {"household": 1, "outcome": "FLED", "seen": 0}]
)
def test_a_tap_that_says_nothing_is_answered_in_words(
    cast: Cast, client_of: Any, door: VisitHousehold, said: dict[str, Any]
) -> None:
    sent = client_of(cast.steward).post(f"/field/visits/{door.plan_id}/mark/", said, follow=True)

    assert "没有看懂是哪一户" in html(sent)
    assert not VisitEntry.objects.exists()


def test_a_door_of_another_plan_is_not_marked_here(
    cast: Cast, client_of: Any, door: VisitHousehold
) -> None:
    other = VisitHouseholdFactory(plan__complex=cast.sibling_complex)

    sent = client_of(cast.steward).post(
        f"/field/visits/{door.plan_id}/mark/",
        {"household": other.pk, "outcome": "VISITED", "seen": 0},
    )

    assert sent.status_code == 404


def test_the_plan_is_walked_floor_by_floor_one_entrance_at_a_time(
    cast: Cast, client_of: Any
) -> None:
    plan = VisitPlanFactory(complex=cast.complex)
    for unit, room in (("1单元", "1001"), ("1单元", "201"), ("2单元", "301"), ("1单元", "202")):
        VisitHouseholdFactory(plan=plan, unit=unit, room=room)

    page = html(client_of(cast.steward).get(f"/field/visits/{plan.pk}/"))
    second = html(client_of(cast.steward).get(f"/field/visits/{plan.pk}/?part=2"))

    assert page.index("2层") < page.index("1单元202") < page.index("10层")
    assert "3栋1单元 0/3" in page
    assert "1单元1001" not in second
    assert "2单元301" in second


def test_the_first_entrance_with_doors_left_is_shown(cast: Cast, client_of: Any) -> None:
    plan = VisitPlanFactory(complex=cast.complex)
    done = VisitHouseholdFactory(plan=plan, unit="1单元")
    left = VisitHouseholdFactory(plan=plan, unit="2单元")
    record_visit(
        household_id=done.pk, knock=Knock(outcome=VisitOutcome.VISITED), actor=cast.steward,
        now=timezone.now(),
    )  # fmt: skip

    page = html(client_of(cast.steward).get(f"/field/visits/{plan.pk}/?part=xx"))

    assert f"door-{left.pk}" in page
    assert f"door-{done.pk}" not in page


def test_a_paper_list_is_printed_and_entered(
    cast: Cast, client_of: Any, door: VisitHousehold
) -> None:
    client = client_of(cast.steward)
    sheet = html(client.get(f"/field/visits/{door.plan_id}/print/"))
    assert "走访单：入冬前敲门走访" in sheet
    assert "不写对人的看法、病情和身份证号" in sheet
    assert "15层" in sheet

    day = (timezone.localdate() - timedelta(days=1)).isoformat()
    sent = client.post(
        f"/field/visits/{door.plan_id}/paper/",
        {"day": day, "visitor": "何晓青", f"h{door.pk}": "ABSENT"},
        follow=True,
    )

    assert "已录入1户" in html(sent)
    assert "何晓青" in html(sent)
    assert "纸质" in html(sent)
    assert "没人 1户" in html(sent)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"day": "2020-01-01", "mark": "ABSENT"}, "不在这次走访的起止日期里"),
        ({"mark": ""}, "请至少填一户的结果"),
        ({"mark": "FLED"}, "请从列表里选"),
        ({"visitor": "", "mark": "ABSENT"}, "请填写走访人"),
    ],
)
def test_a_paper_list_that_cannot_be_is_refused_in_words(
    cast: Cast, client_of: Any, door: VisitHousehold, said: dict[str, str], sentence: str
) -> None:
    sent = {"day": timezone.localdate().isoformat(), "visitor": "何晓青", **said}
    sent[f"h{door.pk}"] = sent.pop("mark")

    refused = client_of(cast.steward).post(f"/field/visits/{door.plan_id}/paper/", sent)

    assert refused.status_code == 422
    assert sentence in html(refused)
    assert not VisitEntry.objects.exists()


def test_a_need_is_written_down_and_closed(
    cast: Cast, client_of: Any, door: VisitHousehold
) -> None:
    client = client_of(cast.steward)
    address = f"/field/visits/{door.plan_id}/households/{door.pk}/need/"
    assert "不写对人的看法、病情、身份证号" in html(client.get(address))
    refused = client.post(address, {"need": "补办 11010519491231002X"})
    assert "请不要填写身份证号" in html(refused)

    sent = client.post(address, {"need": "单元门坏了", "handed_to": "工程部"}, follow=True)

    need = VisitFollowUp.objects.get()
    assert "单元门坏了" in html(sent)
    assert "转给工程部" in html(sent)
    assert [count.number for count in visit_counts(cast.steward)] == [1]
    closed = client.post(
        f"/field/visits/needs/{need.pk}/",
        {"done_on": timezone.localdate().isoformat(), "transfer_number": "ZB-1"},
        follow=True,
    )
    assert "已办结" in html(closed)
    assert "转办ZB-1" in html(closed)
    assert visit_counts(cast.steward) == []


def test_a_need_is_not_closed_ahead(cast: Cast, client_of: Any) -> None:
    need = VisitFollowUpFactory(household__plan__complex=cast.complex)
    tomorrow = timezone.localdate() + timedelta(days=1)

    refused = client_of(cast.steward).post(
        f"/field/visits/needs/{need.pk}/", {"done_on": tomorrow.isoformat()}
    )

    assert refused.status_code == 422
    assert "也不能晚于今天" in html(refused)


def test_another_firms_manager_finds_none_of_it(
    cast: Cast, client_of: Any, door: VisitHousehold
) -> None:
    client = client_of(cast.sibling_manager)

    listed = html(client.get("/field/visits/"))

    assert "入冬前敲门走访" not in listed
    assert client.get(f"/field/visits/{door.plan_id}/").status_code == 404
    assert tap(client, door, "VISITED").status_code == 404


@pytest.mark.parametrize(("role", "status"), [("leader", 403), ("auditor", 200), ("partner", 403)])
def test_the_list_is_for_those_who_visit_and_those_who_audit(
    cast: Cast, client_of: Any, role: str, status: int
) -> None:
    assert client_of(getattr(cast, role)).get("/field/visits/").status_code == status


def test_an_auditor_reads_and_marks_nothing(
    cast: Cast, client_of: Any, door: VisitHousehold
) -> None:
    client = client_of(cast.auditor)
    page = html(client.get(f"/field/visits/{door.plan_id}/"))

    assert 'value="VISITED"' not in page
    assert tap(client, door, "VISITED").status_code == 403
    assert not VisitEntry.objects.exists()


def test_a_plan_that_is_over_offers_no_mark_but_still_takes_a_need(
    cast: Cast, client_of: Any, door: VisitHousehold
) -> None:
    client = client_of(cast.steward)
    tap(client, door, "VISITED")
    yesterday = timezone.localdate() - timedelta(days=1)
    VisitPlan.objects.filter(pk=door.plan_id).update(ends_on=yesterday)

    page = html(client.get(f"/field/visits/{door.plan_id}/"))
    told = html(tap(client, door, "ABSENT", seen=1))

    assert 'name="outcome"' not in page
    assert f"households/{door.pk}/need/" in page
    assert "不在这次走访的起止日期里" in told


def test_today_leads_to_visits_and_questionnaires(cast: Cast, client_of: Any) -> None:
    VisitFollowUpFactory(household__plan__complex=cast.complex)

    page = html(client_of(cast.steward).get("/field/"))
    leader = html(client_of(cast.leader).get("/field/"))

    assert "走访需求没办结" in page
    assert 'href="/field/visits/"' in page
    assert 'href="/field/surveys/"' in page
    assert "/field/visits/" not in leader


def test_programs_of_the_staff_read_progress_and_no_door(
    cast: Cast, client_of: Any, door: VisitHousehold
) -> None:
    tap(client_of(cast.steward), door, "VISITED")

    listed = client_of(cast.steward).get("/api/v1/visit-plans/").json()
    other = client_of(cast.sibling_manager).get("/api/v1/visit-plans/").json()

    [plan] = listed["results"]
    assert plan["progress"] == {"target": 1, "met": 1, "absent": 0, "declined": 0}
    assert "1501" not in str(plan)
    assert other["results"] == []
