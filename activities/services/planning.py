"""From the year's plan to the calendar: plan, review, publish, copy, change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from activities.choices import ALLOWED_TRANSITIONS, ActivityState
from activities.models import SECOND_ALONE, Activity, ActivityUpdate, Session, Space
from activities.permissions import is_own_plan
from activities.services.messages import MOVED, POSTPONED, promise_change
from activities.services.sign_ups import lock_session, promote
from core.errors import DomainError
from core.transactions import locking

if TYPE_CHECKING:
    from accounts.models import User
    from communities.models import Community, Complex, Placed, SubDistrict


class TransitionNotAllowed(DomainError):
    """The activity is not in a state from which this can be done."""


class ReviewNeeded(DomainError):
    default_message = _("本社区的活动要先送审，通过后才能发布")


class OwnPlan(DomainError):
    default_message = _("自己安排或自己送审的活动，要由另一位社区或街道的工作人员审核")


class NoSession(DomainError):
    default_message = _("还没有定时间，不能发布")


class CapacityBelowTaken(DomainError):
    """Fewer places than people who already have one; nobody is thrown out silently."""


class SessionOver(DomainError):
    default_message = _("这一场已经开始或已经结束，不能再改")


class SecondQuestionAlone(DomainError):
    """A second question without a first one."""

    default_message = SECOND_ALONE


class SpaceElsewhere(DomainError):
    default_message = _("这个阵地不在活动所在的街道")


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """The place an activity belongs to: a complex, a whole community, a whole sub-district."""

    sub_district: SubDistrict
    community: Community | None = None
    complex: Complex | None = None

    @classmethod
    def of_complex(cls, complex_: Complex) -> Where:
        return cls(
            sub_district=complex_.sub_district, community=complex_.community, complex=complex_
        )

    @classmethod
    def of(cls, row: Placed) -> Where:
        """Where a row belongs."""
        return cls(sub_district=row.sub_district, community=row.community, complex=row.complex)

    def columns(self) -> dict[str, Any]:
        return {
            "sub_district": self.sub_district,
            "community": self.community,
            "complex": self.complex,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """When and where a session is, and how many places it has (None: no limit)."""

    starts_at: datetime
    ends_at: datetime | None = None
    space: Space | None = None
    place_text: str = ""
    capacity: int | None = None
    opens_at: datetime | None = None
    closes_at: datetime | None = None

    def columns(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__slots__}


# What may be edited of an activity without a change of state.
DETAILS = frozenset(
    {
        "title", "kind", "theme", "form", "loop_stage", "description", "advice", "audience",
        "organizer", "co_organizer", "responsible", "fee_text", "budget_fen", "contact_name",
        "contact_phone", "sign_up_mode", "max_party_size", "household_quota", "takes_photos",
        "first_question", "second_question",
    }
)  # fmt: skip


@locking
def plan_activity(
    *,
    where: Where,
    details: dict[str, Any],
    slots: list[Slot],
    actor: User | None,
    now: datetime,
    is_demo: bool = False,
) -> Activity:
    """Puts an activity with its sessions into the plan; nobody but the staff sees it yet.

    `details` are fields named in DETAILS. Raises SpaceElsewhere, SecondQuestionAlone.
    """
    activity = Activity(
        **where.columns(),
        **_known(details),
        state=ActivityState.PLANNED,
        created_by=actor,
        is_demo=is_demo,
    )
    _require_first_question(activity)
    activity.save(force_insert=True)
    for slot in slots:
        _add_session(activity, slot)
    _note(activity, "", ActivityState.PLANNED, actor=actor, now=now)
    return activity


@locking
def edit_activity(
    *, activity_id: int, details: dict[str, Any], actor: User, now: datetime
) -> Activity:
    """Changes wording and sign-up rules; time, place and places have services of their own.

    A question may be worded anew after somebody answered it: answers are then shown under the new
    wording (`questions.Questions.answered`). Raises TransitionNotAllowed once it is over and done
    with, SecondQuestionAlone.
    """
    activity = lock_activity(activity_id)
    if activity.state in {ActivityState.CANCELLED, ActivityState.ARCHIVED}:
        raise TransitionNotAllowed(_("已取消或已归档的活动不能再改"))
    known = _known(details)
    for name, value in known.items():
        setattr(activity, name, value)
    _require_first_question(activity)
    activity.save(update_fields=list(known))
    return activity


@locking
def submit_activity(*, activity_id: int, actor: User, now: datetime) -> Activity:
    """Sends a plan to the community for review."""
    activity = lock_activity(activity_id)
    change_state(activity, ActivityState.SUBMITTED, actor=actor, now=now)
    return activity


@locking
def approve_activity(*, activity_id: int, actor: User, now: datetime) -> Activity:
    """The community passes it; what took place and is written down already is LOGGED with that.

    Raises OwnPlan: the author is not the approver (domain 8.8). TransitionNotAllowed.
    """
    activity = lock_activity(activity_id)
    if activity.state == ActivityState.SUBMITTED and is_own_plan(actor, activity):
        raise OwnPlan
    change_state(activity, ActivityState.APPROVED, actor=actor, now=now)
    if activity.sessions.filter(log__isnull=False).exists():
        conclude(activity, actor=actor, now=now)
    return activity


@locking
def return_activity(*, activity_id: int, reason: str, actor: User, now: datetime) -> Activity:
    """The community sends it back with a reason."""
    if not reason.strip():
        raise TransitionNotAllowed(_("退回要写明原因"))
    activity = lock_activity(activity_id)
    change_state(activity, ActivityState.RETURNED, actor=actor, now=now, note=reason)
    return activity


@locking
def publish_activity(*, activity_id: int, actor: User | None, now: datetime) -> Activity:
    """Puts it on the calendar; publishing twice is publishing once.

    Raises ReviewNeeded where the community reviews and has not passed it, NoSession,
    TransitionNotAllowed.
    """
    activity = lock_activity(activity_id)
    if activity.state == ActivityState.PUBLISHED:
        return activity
    if activity.state == ActivityState.POSTPONED:
        raise TransitionNotAllowed(_("延期的活动先改时间，改好就回到日历上"))
    if must_be_reviewed(activity) and activity.state in {
        ActivityState.PLANNED,
        ActivityState.RETURNED,
    }:
        raise ReviewNeeded
    if not activity.sessions.filter(cancelled_at=None).exists():
        raise NoSession
    change_state(
        activity, ActivityState.PUBLISHED, actor=actor, now=now, facts={"published_at": now}
    )
    return activity


@locking
def copy_activity(*, activity_id: int, days: int = 7, actor: User, now: datetime) -> Activity:
    """The same activity some days later, as a plan: quota, place and wording, without anybody.

    Copies the last session; its sign-up window moves along.
    """
    source = Activity.objects.get(pk=activity_id)
    last = source.sessions.order_by("-starts_at").first()
    shift = timedelta(days=days)
    slots = []
    if last:
        moved: dict[str, Any] = {
            name: moment + shift if moment else None
            for name in ("starts_at", "ends_at", "opens_at", "closes_at")
            for moment in [getattr(last, name)]
        }
        slots = [
            Slot(space=last.space, place_text=last.place_text, capacity=last.capacity, **moved)
        ]
    return plan_activity(
        where=Where.of(source),
        details={name: getattr(source, name) for name in DETAILS},
        slots=slots,
        actor=actor,
        now=now,
    )


@locking
def postpone_activity(*, activity_id: int, reason: str, actor: User, now: datetime) -> Activity:
    """Off its date without a new one yet; everybody keeps the place and is told.

    A later `move_session` puts it back on the calendar.
    """
    activity = lock_activity(activity_id)
    change_state(activity, ActivityState.POSTPONED, actor=actor, now=now, note=reason)
    for session in _locked_sessions(activity):
        Session.objects.filter(pk=session.pk).update(sequence=session.sequence + 1)
        session.sequence += 1
        _tell_all(POSTPONED, session, now=now)
    return activity


@locking
def move_session(*, session_id: int, slot: Slot, actor: User, now: datetime) -> int:
    """Another time or place; everybody who signed up is told once. Returns how many people.

    Capacity is not touched here, but whom the start kept from moving up moves up with a new one. A
    move that changes nothing tells nobody, unless the activity was postponed: then people wait for
    its time. Raises SessionOver, SpaceElsewhere.
    """
    activity_id = Session.objects.values_list("activity_id", flat=True).get(pk=session_id)
    activity = lock_activity(activity_id)
    session = lock_session(session_id)
    was_postponed = activity.state == ActivityState.POSTPONED
    _require_still_ahead(session, now=now, postponed=was_postponed)
    _require_space_near(session, slot.space)
    before = (session.starts_at, session.ends_at, session.space_id, session.place_text)
    session.starts_at, session.ends_at = slot.starts_at, slot.ends_at
    session.space, session.place_text = slot.space, slot.place_text
    session.opens_at, session.closes_at = slot.opens_at, slot.closes_at
    after = (session.starts_at, session.ends_at, session.space_id, session.place_text)
    moved = was_postponed or after != before
    session.sequence += moved
    session.save(
        update_fields=[
            "starts_at", "ends_at", "space", "place_text", "opens_at", "closes_at", "sequence",
        ]
    )  # fmt: skip
    if was_postponed:
        change_state(activity, ActivityState.PUBLISHED, actor=actor, now=now)
    if not moved:
        return 0
    told = _tell_all(MOVED, session, now=now)
    if was_postponed:
        promote(session, now=now)
    return told


@locking
def change_capacity(
    *, session_id: int, capacity: int | None, actor: User, now: datetime
) -> Session:
    """More places move the line up at once; fewer than are taken is refused (I-5).

    Raises CapacityBelowTaken.
    """
    session = lock_session(session_id)
    if capacity is not None and capacity < session.taken:
        raise CapacityBelowTaken(
            _("已有%(taken)d人报名，名额不能少于%(taken)d") % {"taken": session.taken}
        )
    session.capacity = capacity
    session.save(update_fields=["capacity"])
    promote(session, now=now)
    return session


def lock_activity(activity_id: int) -> Activity:
    """The activity under its row lock. Whoever locks sessions too locks the activity first."""
    activity: Activity = (
        Activity.objects.select_for_update(no_key=True, of=("self",))
        .select_related("community")
        .get(pk=activity_id)
    )
    return activity


def change_state(
    activity: Activity,
    to_state: ActivityState,
    *,
    actor: User | None,
    now: datetime,
    note: str = "",
    facts: dict[str, Any] | None = None,
) -> None:
    """The one writer of an activity's state: checks the table, writes its facts and its history.

    Raises TransitionNotAllowed. The caller holds the activity's lock.
    """
    from_state = ActivityState(activity.state)
    if to_state not in ALLOWED_TRANSITIONS[from_state]:
        raise TransitionNotAllowed(
            _("“%(from)s”的活动不能改为“%(to)s”") % {"from": from_state.label, "to": to_state.label}
        )
    activity.state = to_state
    for name, value in (facts or {}).items():
        setattr(activity, name, value)
    activity.save(update_fields=["state", *(facts or {})])
    _note(activity, from_state, to_state, actor=actor, now=now, note=note)


def must_be_reviewed(activity: Activity) -> bool:
    """Its community passes what residents are to see; the sub-district's own is passed by nobody."""
    return activity.community is not None and activity.community.reviews_activities


def conclude(activity: Activity, *, actor: User | None, now: datetime) -> None:
    """LOGGED once every standing session has its log; the caller holds the activity's lock.

    LOGGED is public, so what the community reviews and never saw goes to it instead, and is
    concluded when it passes (domain 8.8).
    """
    if activity.sessions.filter(cancelled_at=None, log=None).exists():
        return
    if activity.state == ActivityState.PLANNED and must_be_reviewed(activity):
        change_state(activity, ActivityState.SUBMITTED, actor=actor, now=now)
    elif ActivityState.LOGGED in ALLOWED_TRANSITIONS[activity.state]:
        change_state(activity, ActivityState.LOGGED, actor=actor, now=now)


def _note(
    activity: Activity,
    from_state: str,
    to_state: str,
    *,
    actor: User | None,
    now: datetime,
    note: str = "",
) -> None:
    ActivityUpdate.objects.create(
        activity=activity, from_state=from_state, to_state=to_state, note=note, at=now, by=actor
    )


def _known(details: dict[str, Any]) -> dict[str, Any]:
    unknown = details.keys() - DETAILS
    if unknown:
        raise TypeError(f"Not details of an activity: {sorted(unknown)}")
    return details


def _add_session(activity: Activity, slot: Slot) -> Session:
    session = Session(
        sub_district_id=activity.sub_district_id,
        community_id=activity.community_id,
        complex_id=activity.complex_id,
        activity=activity,
        **slot.columns(),
    )
    _require_space_near(session, slot.space)
    session.save()
    return session


def _locked_sessions(activity: Activity) -> list[Session]:
    """Those still ahead or running, in the order of their keys, so that two callers cannot cross."""
    return list(
        Session.objects.select_for_update(no_key=True, of=("self",))
        .filter(activity=activity, cancelled_at=None)
        .order_by("pk")
    )


def _tell_all(kind: str, session: Session, *, now: datetime) -> int:
    everybody = session.sign_ups.live().select_related("person")
    return promise_change(kind=kind, sign_ups=everybody, session=session, now=now)


def _require_still_ahead(session: Session, *, now: datetime, postponed: bool) -> None:
    if session.cancelled_at or (session.starts_at <= now and not postponed):
        raise SessionOver


def _require_first_question(activity: Activity) -> None:
    if activity.second_question and not activity.first_question:
        raise SecondQuestionAlone


def _require_space_near(session: Session, space: Space | None) -> None:
    if space and space.sub_district_id != session.sub_district_id:
        raise SpaceElsewhere
