"""The calls still to make (打电话名单): news for people who signed up, at the places one serves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.clock import time_text
from activities.models import SignUp
from activities.queries.field import moment_or_hour
from core.choices import OPEN_OUTCOMES, CallOutcome
from core.models import CallTask
from core.outbox import words_of_calls

if TYPE_CHECKING:
    from accounts.models import User

CALLS = 50
# The kinds of messages of this app (activities.services.messages).
PREFIX = "activities."


@dataclass(frozen=True, slots=True)
class OpenCall:
    """A call to make, with what to say now."""

    task: CallTask
    text: str


@dataclass(frozen=True, slots=True)
class Outcome:
    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Call:
    """One person to be rung up: who, what to say, until when."""

    id: int
    name: str
    phone: str
    text: str
    before: str
    tried: str
    phone_url: str
    outcome_url: str


def calls_in_reach(user: User) -> QuerySet[CallTask]:
    """All calls on sign-ups at the places one serves, made or not."""
    mine = SignUp.objects.manageable_by(user)
    return CallTask.objects.filter(subject_id__in=mine.values("pk"), kind__startswith=PREFIX)


def open_calls(user: User, *, now: datetime) -> list[OpenCall]:
    """Still of use, not done, and still true: the words are made now, from the rows as they are.

    What was put on the list may have been overtaken since (a second move, a postponement, her own
    cancelling); then it is not rung up for any more. The most urgent first; two statements.
    """
    tasks = list(
        calls_in_reach(user)
        .filter(outcome__in=OPEN_OUTCOMES, call_before__gt=now)
        .select_related("person", "outbox")
        .order_by("call_before", "pk")
    )
    words = words_of_calls(tasks)
    return [OpenCall(task, words[task.pk]) for task in tasks if task.pk in words]


def words_to_say(task: CallTask, *, now: datetime) -> str:
    """What to say on one call; empty once it is done, too late or overtaken."""
    if task.outcome not in OPEN_OUTCOMES or task.call_before <= now:
        return ""
    return words_of_calls([task]).get(task.pk, "")


def call_list(calls: list[OpenCall], *, now: datetime) -> list[Call]:
    """The first of them, as the page shows them."""
    return [_call(call, now) for call in calls[:CALLS]]


def outcomes() -> list[Outcome]:
    return [Outcome(str(value), str(label)) for value, label in CallOutcome.choices]


def _call(call: OpenCall, now: datetime) -> Call:
    task = call.task
    tried = ""
    if task.called_at:
        tried = _("%(at)s打过，没人接") % {"at": time_text(task.called_at)}
    return Call(
        id=task.pk,
        name=task.person.name,
        phone=task.person.masked_phone,
        text=call.text,
        before=_("最迟%(when)s") % {"when": moment_or_hour(task.call_before, now)},
        tried=tried,
        phone_url=reverse("activities:field_call_phone", args=[task.pk]),
        outcome_url=reverse("activities:field_call_outcome", args=[task.pk]),
    )
