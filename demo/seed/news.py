"""What people were told: a moved activity and a place that came free, on `/my/` and the call list."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from activities.choices import LIVE_SIGN_UP_STATES, ActivityState, SignUpState
from activities.models import Session
from activities.services.planning import Slot, move_session
from activities.services.sign_ups import cancel_sign_up
from core.services.outbox import deliver_due_messages
from demo.seed.world import World

# Nearer ones stay as they were announced: the demo's first pages show them.
SOONEST = timedelta(days=3)
LATER = timedelta(minutes=30)


def build_news(world: World) -> None:
    """At 中粮锦云, once: an activity begins half an hour later, and somebody gives up a place.

    What is due goes out at once, by the database's clock; a demo of another day leaves it promised.
    """
    ahead = Session.objects.filter(
        complex=world.complexes["zhongliang-jinyun"],
        activity__state=ActivityState.PUBLISHED,
        starts_at__gt=world.now,
    ).order_by("starts_at")
    if ahead.filter(sequence__gt=0).exists():
        return
    later = ahead.filter(starts_at__gt=world.now + SOONEST).select_related("space")
    # One of the elder's, where she has any then: her account shows it.
    hers = later.filter(
        sign_ups__person=world.accounts["elder"].person, sign_ups__state__in=LIVE_SIGN_UP_STATES
    )
    moved = hers.first() or later.filter(sign_ups__state__in=LIVE_SIGN_UP_STATES).first()
    manager = world.accounts["manager"]
    if moved:
        slot = Slot(**{name: getattr(moved, name) for name in Slot.__slots__})
        slot = replace(
            slot,
            starts_at=moved.starts_at + LATER,
            ends_at=moved.ends_at + LATER if moved.ends_at else None,
        )
        move_session(session_id=moved.pk, slot=slot, actor=manager, now=world.now)
    full = ahead.filter(sign_ups__state=SignUpState.WAITING).first()
    if full:
        leaving = full.sign_ups.confirmed().order_by("-party_size", "pk").first()
        if leaving:
            cancel_sign_up(sign_up_id=leaving.pk, actor=None, now=world.now)
    deliver_due_messages()
