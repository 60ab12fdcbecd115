"""党员发展: records of those on the way to membership, step by step; only where it is switched on.

Kept are initials and the days of the steps (domain 3.14). What comes early, late or out of order is told
where it is read (`development_rules`) and refuses nothing; refused is only what cannot be.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy

from accounts.text import tidy
from communities.services.bodies import require_past
from core.errors import DomainError
from core.transactions import locking
from party_building.choices import BRANCHES, DevelopmentStage
from party_building.development_rules import (
    APPLIED,
    REPEATED,
    earlier_stages,
    last_step_of,
    stage_reached,
)
from party_building.models import DevelopmentStep, MemberDevelopment, PartyOrganization
from party_building.queries.development import is_switched_on
from party_building.services.members import NoRosterHere

if TYPE_CHECKING:
    from accounts.models import Person, User


class DevelopmentOff(DomainError):
    default_message = gettext_lazy(
        "本街道没有启用党员发展台账；启用前请确认可以在本系统登记，由街道管理员在党建规则里打开"
    )


class RecordStopped(DomainError):
    default_message = gettext_lazy("这份记录已经中止")


class StepTaken(DomainError):
    default_message = gettext_lazy("这一步已经登记")


class StepBeforeApplication(DomainError):
    default_message = gettext_lazy("日期不能早于申请日期")


class NotAnEarlierStage(DomainError):
    default_message = gettext_lazy("只能退回到更早的阶段")


class ReasonMissing(DomainError):
    default_message = gettext_lazy("请写中止原因")


class OnTheWayAlready(DomainError):
    default_message = gettext_lazy("这个人已有一份党员发展记录")


@dataclass(frozen=True, slots=True, kw_only=True)
class Applicant:
    """By initials; `person` where she works here and her name is known anyway."""

    label: str
    workplace: str = ""
    person: Person | None = None


def require_switched_on(sub_district_id: int) -> None:
    """Raises DevelopmentOff."""
    if not is_switched_on(sub_district_id):
        raise DevelopmentOff


@locking
def open_record(
    *,
    organization: PartyOrganization,
    applicant: Applicant,
    applied_on: date,
    actor: User | None,
    now: datetime,
) -> MemberDevelopment:
    """Somebody handed in the application; the first step. Raises DevelopmentOff, NoRosterHere, DayInFuture,
    OnTheWayAlready."""
    require_switched_on(organization.sub_district_id)
    if organization.kind not in BRANCHES:
        raise NoRosterHere
    require_past(applied_on, now=now)
    PartyOrganization.objects.select_for_update(no_key=True).get(pk=organization.pk)
    if applicant.person:
        known = MemberDevelopment.objects.filter(person=applicant.person, stopped_on=None)
        if known.exclude(stage=DevelopmentStage.MEMBER).exists():
            raise OnTheWayAlready
    record = MemberDevelopment.objects.create(
        **organization.place_columns,
        organization=organization,
        person=applicant.person,
        label=tidy(applicant.label),
        workplace=tidy(applicant.workplace),
        started_on=applied_on,
        is_demo=organization.is_demo,
    )
    DevelopmentStep.objects.create(
        **record.place_columns, record=record, number=APPLIED, on=applied_on
    )
    return record


def lock_record(record_id: int) -> MemberDevelopment:
    """The one door to its writes. Raises DevelopmentOff, RecordStopped."""
    record = MemberDevelopment.objects.select_for_update(no_key=True).get(pk=record_id)
    require_switched_on(record.sub_district_id)
    if record.stopped_on is not None:
        raise RecordStopped
    return record


@locking
def record_step(
    *, record_id: int, number: int, on: date, note: str = "", actor: User | None, now: datetime
) -> DevelopmentStep:
    """One of the twenty-five, with its day; the stage follows from the furthest.

    A half-year review is taken again and again, each other step once. Raises DevelopmentOff,
    RecordStopped, DayInFuture, StepBeforeApplication, StepTaken.
    """
    record = lock_record(record_id)
    require_past(on, now=now)
    if on < record.started_on:
        raise StepBeforeApplication
    taken = record.steps.filter(undone_on=None)
    same = taken.filter(number=number)
    if same.filter(on=on).exists() or (number not in REPEATED and same.exists()):
        raise StepTaken
    step, _new = DevelopmentStep.objects.update_or_create(
        record=record,
        number=number,
        on=on,
        defaults={"note": tidy(note), "undone_on": None, **record.place_columns},
    )
    record.stage = stage_reached(taken.values_list("number", flat=True))
    record.save(update_fields=["stage"])
    return step


@locking
def put_back(
    *, record_id: int, stage: DevelopmentStage, on: date, actor: User | None, now: datetime
) -> MemberDevelopment:
    """Back to an earlier stage: what was taken beyond it counts no more, and stays to be read.

    Raises DevelopmentOff, RecordStopped, DayInFuture, NotAnEarlierStage.
    """
    record = lock_record(record_id)
    require_past(on, now=now)
    if stage not in earlier_stages(record.stage):
        raise NotAnEarlierStage
    beyond = record.steps.filter(undone_on=None, number__gt=last_step_of(stage))
    beyond.update(undone_on=on)
    record.stage = stage
    record.save(update_fields=["stage"])
    return record


@locking
def stop_record(
    *, record_id: int, on: date, reason: str, actor: User | None, now: datetime
) -> MemberDevelopment:
    """中止, with its reason. Raises DevelopmentOff, RecordStopped, DayInFuture, ReasonMissing."""
    record = lock_record(record_id)
    require_past(on, now=now)
    if not tidy(reason):
        raise ReasonMissing
    record.stopped_on, record.stop_reason = on, tidy(reason)
    record.save(update_fields=["stopped_on", "stop_reason"])
    return record
