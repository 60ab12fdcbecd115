"""The calls still to make (打电话名单): news for people who signed up, at the places one serves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.clock import time_text
from activities.choices import LIVE_SIGN_UP_STATES
from activities.models import SignUp
from activities.queries.field import moment_or_hour
from core.choices import CallOutcome
from core.models import CallTask

if TYPE_CHECKING:
    from accounts.models import User

CALLS = 50
# The kinds of messages of this app (activities.services.messages).
PREFIX = "activities."
CANCELLED = "activities.cancelled"


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


def open_calls(user: User, *, now: datetime) -> QuerySet[CallTask]:
    """Still of use and not done; a sign-up cancelled since is not rung up for a reminder."""
    mine = SignUp.objects.manageable_by(user)
    return CallTask.objects.filter(
        Q(subject_id__in=mine.filter(state__in=LIVE_SIGN_UP_STATES).values("pk"))
        | Q(subject_id__in=mine.values("pk"), kind=CANCELLED),
        kind__startswith=PREFIX,
        outcome__in=["", CallOutcome.NO_ANSWER],
        call_before__gt=now,
    )


def call_list(user: User, *, now: datetime) -> list[Call]:
    """The most urgent first; one statement."""
    tasks = open_calls(user, now=now).select_related("person").order_by("call_before", "pk")
    return [_call(task, now) for task in tasks[:CALLS]]


def outcomes() -> list[Outcome]:
    return [Outcome(str(value), str(label)) for value, label in CallOutcome.choices]


def _call(task: CallTask, now: datetime) -> Call:
    tried = ""
    if task.called_at:
        tried = _("%(at)s打过，没人接") % {"at": time_text(task.called_at)}
    return Call(
        id=task.pk,
        name=task.person.name,
        phone=task.person.masked_phone,
        text=task.text,
        before=_("最迟%(when)s") % {"when": moment_or_hour(task.call_before, now)},
        tried=tried,
        phone_url=reverse("activities:field_call_phone", args=[task.pk]),
        outcome_url=reverse("activities:field_call_outcome", args=[task.pk]),
    )
