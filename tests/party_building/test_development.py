"""党员发展: off until a sub-district switches it on; steps by date, back to an earlier stage, stopped."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from communities.services.bodies import DayInFuture
from party_building.models import (
    DevelopmentStep,
    MemberDevelopment,
    PartyOrganization,
    PartyRules,
)
from party_building.queries.development import next_due, record_page, record_rows, records_of
from party_building.services import development as services
from party_building.services.development import Applicant
from party_building.services.members import NoRosterHere
from tests.factories.accounts import PersonFactory
from tests.factories.party_building import PartyOrganizationFactory, PartyRulesFactory
from tests.people import Cast

pytestmark = pytest.mark.django_db

APPLIED_ON = date(2026, 1, 10)
TODAY = date(2026, 11, 20)


@pytest.fixture
def branch(cast: Cast) -> PartyOrganization:
    return PartyOrganizationFactory(complex=cast.complex, name="东园党支部")


@pytest.fixture
def rules(cast: Cast) -> PartyRules:
    return PartyRulesFactory(sub_district=cast.street, development_on=True)


def acting(cast: Cast) -> dict[str, Any]:
    return {"actor": cast.branch_secretary, "now": timezone.now()}


def open_record(cast: Cast, branch: PartyOrganization, **facts: Any) -> MemberDevelopment:
    return services.open_record(
        organization=branch,
        applicant=Applicant(label=facts.pop("label", " 张某 "), workplace="物业客服", **facts),
        applied_on=APPLIED_ON,
        **acting(cast),
    )


def step(cast: Cast, record: MemberDevelopment, number: int, on: date) -> DevelopmentStep:
    return services.record_step(record_id=record.pk, number=number, on=on, **acting(cast))


def seen(cast: Cast) -> MemberDevelopment:
    return records_of(cast.branch_secretary).get()


def test_while_it_is_off_nothing_is_kept(cast: Cast, branch: PartyOrganization) -> None:
    with pytest.raises(services.DevelopmentOff, match="本街道没有启用党员发展台账"):
        open_record(cast, branch)

    assert not MemberDevelopment.objects.exists()


def test_what_was_kept_is_not_read_once_it_is_off_again(
    cast: Cast, branch: PartyOrganization, rules: PartyRules
) -> None:
    record = open_record(cast, branch)
    PartyRules.objects.filter(pk=rules.pk).update(development_on=False)

    assert not records_of(cast.branch_secretary).exists()
    with pytest.raises(services.DevelopmentOff):
        step(cast, record, 2, date(2026, 1, 20))


def test_an_application_is_the_first_step(
    cast: Cast, branch: PartyOrganization, rules: PartyRules
) -> None:
    open_record(cast, branch)

    record = seen(cast)
    assert (record.label, record.stage, record.started_on) == ("张某", "APPLICANT", APPLIED_ON)
    assert [(one.number, one.on) for one in record.steps.all()] == [(1, APPLIED_ON)]
    due = next_due(record, rules)
    assert due
    assert (due.text, due.due) == ("应派人谈话", date(2026, 2, 10))


def test_only_a_branch_keeps_records_and_a_person_has_one(
    cast: Cast, branch: PartyOrganization, rules: PartyRules
) -> None:
    person = PersonFactory()
    open_record(cast, branch, person=person)

    with pytest.raises(services.OnTheWayAlready):
        open_record(cast, branch, person=person)
    with pytest.raises(NoRosterHere):
        open_record(cast, PartyOrganizationFactory(complex=cast.complex, kind="GROUP"))


def test_the_stage_follows_from_the_furthest_step(
    cast: Cast, branch: PartyOrganization, rules: PartyRules
) -> None:
    record = open_record(cast, branch)
    for number, on in ((2, date(2026, 1, 20)), (3, date(2026, 2, 1)), (7, date(2026, 3, 1))):
        step(cast, record, number, on)

    page = record_page(seen(cast), today=TODAY, may_write=True)

    assert page.tag.label == "发展对象"
    assert [phase.note for phase in page.parts] == ["2/2步", "1/4步", "1/5步", "0/7步", "0/7步"]
    assert [(one.text, one.setting) for one in page.cautions] == [
        ("还没有记：上级党委备案、指定培养联系人、培养教育考察", ""),
        ("“确定发展对象”距“推荐和确定入党积极分子”不满12个月", "积极分子培养最短时间（月）"),
    ]
    assert [act.label for act in page.acts] == ["登记一步", "退回前一阶段", "中止"]


def test_a_review_repeats_and_other_steps_do_not(
    cast: Cast, branch: PartyOrganization, rules: PartyRules
) -> None:
    record = open_record(cast, branch)
    step(cast, record, 3, date(2026, 2, 1))
    step(cast, record, 6, date(2026, 8, 1))
    step(cast, record, 6, date(2026, 8, 2))

    with pytest.raises(services.StepTaken):
        step(cast, record, 6, date(2026, 8, 2))
    with pytest.raises(services.StepTaken):
        step(cast, record, 3, date(2026, 2, 2))
    with pytest.raises(services.StepBeforeApplication):
        step(cast, record, 4, date(2026, 1, 9))
    with pytest.raises(DayInFuture):
        step(cast, record, 4, date(2099, 1, 1))


def test_back_at_an_earlier_stage_later_steps_are_read_and_count_no_more(
    cast: Cast, branch: PartyOrganization, rules: PartyRules
) -> None:
    record = open_record(cast, branch)
    step(cast, record, 3, date(2026, 2, 1))
    step(cast, record, 7, date(2026, 3, 1))
    back: dict[str, Any] = {"record_id": record.pk, "on": date(2026, 4, 1), **acting(cast)}

    services.put_back(stage="ACTIVIST", **back)

    page = record_page(seen(cast), today=TODAY, may_write=True)
    assert page.tag.label == "入党积极分子"
    [undone] = page.parts[2].rows
    assert (undone.title, undone.tag and undone.tag.label) == ("确定发展对象", "已退回")
    assert page.due[0] == "应作半年考察，2026年8月1日到期，已过"
    with pytest.raises(services.NotAnEarlierStage):
        services.put_back(stage="CANDIDATE", **back)


def test_a_step_that_was_undone_may_be_taken_again_on_the_same_day(
    cast: Cast, branch: PartyOrganization, rules: PartyRules
) -> None:
    record = open_record(cast, branch)
    step(cast, record, 3, date(2026, 2, 1))
    services.put_back(record_id=record.pk, stage="APPLICANT", on=date(2026, 3, 1), **acting(cast))

    step(cast, record, 3, date(2026, 2, 1))

    record.refresh_from_db()
    assert record.stage == "ACTIVIST"
    assert record.steps.filter(undone_on=None).count() == 2


def test_a_record_that_is_stopped_asks_for_nothing(
    cast: Cast, branch: PartyOrganization, rules: PartyRules
) -> None:
    record = open_record(cast, branch)
    stop: dict[str, Any] = {"record_id": record.pk, "on": date(2026, 3, 1), **acting(cast)}

    with pytest.raises(services.ReasonMissing):
        services.stop_record(reason=" ", **stop)
    services.stop_record(reason=" 离职 ", **stop)

    page = record_page(seen(cast), today=TODAY, may_write=True)
    assert (page.tag.label, page.due, page.acts) == ("已中止", [], [])
    assert "中止：离职" in page.under
    with pytest.raises(services.RecordStopped):
        step(cast, record, 2, date(2026, 3, 2))


def test_whoever_has_something_due_stands_first(
    cast: Cast, branch: PartyOrganization, rules: PartyRules
) -> None:
    done = open_record(cast, branch, label="李某")
    step(cast, done, 2, date(2026, 1, 20))
    open_record(cast, branch, label="张某")

    rows = record_rows(records_of(cast.secretary), today=TODAY)

    assert [row.title for row in rows] == ["张某", "李某"]
    assert "应派人谈话，2026年2月10日到期，已过" in rows[0].meta
