"""Writers of elections (换届选举): one step after another, each with its day and who wrote it down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.text import tidy
from communities.body_rules import full_date
from communities.choices import NEXT_STAGES, ElectionStage
from communities.models import Election, ElectionStep
from communities.services.bodies import (
    NewSeat,
    TermFacts,
    begin_term,
    file_term,
    lock_body,
    require_past,
)
from core.errors import DomainError
from core.transactions import locking

if TYPE_CHECKING:
    from accounts.models import User


class ElectionRunning(DomainError):
    default_message = gettext_lazy("已有一次换届在进行，请接着往下记")


class StageOutOfOrder(DomainError):
    """Stages follow each other; a vote without quorum begins anew."""


class StepBackwards(DomainError):
    """A step can't lie before the one that it follows."""


class ResultMissing(DomainError):
    default_message = gettext_lazy("请填写新一届的任期和委员名单")


@locking
def start_election(
    *, body_id: int, on: date, note: str = "", actor: User | None, now: datetime
) -> Election:
    """筹备组 formed: the election of the next term begins. Raises ElectionRunning, DayInFuture."""
    body = lock_body(body_id)
    require_past(on, now=now)
    if body.elections.exclude(stage=ElectionStage.FILED).exists():
        raise ElectionRunning
    numbers = [*body.committeeterms.values_list("number", flat=True)]
    election = Election.objects.create(
        **body.place_columns, body=body, number=max(numbers, default=0) + 1
    )
    _write_step(election, ElectionStage.PREPARING, on=on, note=note, actor=actor, now=now)
    return election


@locking
def record_step(
    *,
    election_id: int,
    stage: ElectionStage,
    on: date,
    note: str = "",
    actor: User | None,
    now: datetime,
) -> Election:
    """The next stage up to the vote, or back to an earlier one.

    Raises StageOutOfOrder, StepBackwards, DayInFuture; ResultMissing for 选出 and 备案, which have
    services of their own.
    """
    election = _lock(election_id)
    if stage in {ElectionStage.ELECTED, ElectionStage.FILED}:
        raise ResultMissing
    return _advance(election, stage, on=on, note=note, actor=actor, now=now)


@locking
def record_result(
    *,
    election_id: int,
    term: TermFacts,
    seats: Sequence[NewSeat],
    on: date,
    note: str = "",
    actor: User | None,
    now: datetime,
) -> Election:
    """选出: the step and the new term with its seats, in one act.

    Raises ResultMissing, what `record_step` and what `begin_term` raise.
    """
    election = _lock(election_id)
    if not seats:
        raise ResultMissing
    _advance(election, ElectionStage.ELECTED, on=on, note=note, actor=actor, now=now)
    begin_term(
        body_id=election.body_id,
        term=replace(term, number=election.number, elected_on=on),
        seats=seats,
        election=election,
        actor=actor,
        now=now,
    )
    return election


@locking
def record_filing(
    *,
    election_id: int,
    on: date,
    filed_with: str,
    note: str = "",
    actor: User | None,
    now: datetime,
) -> Election:
    """备案: closes the election; the term knows where and when it was filed.

    Raises what `record_step` and `file_term` raise.
    """
    election = _lock(election_id)
    _advance(election, ElectionStage.FILED, on=on, note=note, actor=actor, now=now)
    file_term(term_id=election.term.pk, filed_on=on, filed_with=filed_with, actor=actor, now=now)
    return election


def _lock(election_id: int) -> Election:
    """Through the body's lock; read after it."""
    body_id = Election.objects.values_list("body_id", flat=True).get(pk=election_id)
    lock_body(body_id)
    return Election.objects.get(pk=election_id)


def _advance(
    election: Election,
    stage: ElectionStage,
    *,
    on: date,
    note: str,
    actor: User | None,
    now: datetime,
) -> Election:
    require_past(on, now=now)
    if stage not in NEXT_STAGES[election.stage]:
        facts = {
            "now": election.get_stage_display(),
            "next": "、".join(str(one.label) for one in NEXT_STAGES[election.stage]),
        }
        words = (
            _("现在是“%(now)s”，下一步只能是：%(next)s") if facts["next"] else _("这次换届已经结束")
        )
        raise StageOutOfOrder(words % facts)
    last = election.steps.order_by("-pk").values_list("on", flat=True).first()
    if last and on < last:
        raise StepBackwards(_("日期不能早于上一步的%(day)s") % {"day": full_date(last)})
    _write_step(election, stage, on=on, note=note, actor=actor, now=now)
    election.stage = stage
    election.save(update_fields=["stage"])
    return election


def _write_step(
    election: Election,
    stage: ElectionStage,
    *,
    on: date,
    note: str,
    actor: User | None,
    now: datetime,
) -> ElectionStep:
    return ElectionStep.objects.create(
        **election.place_columns,
        election=election,
        stage=stage,
        on=on,
        note=tidy(note),
        by=actor,
        at=now,
    )
