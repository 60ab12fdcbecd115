"""What the page of one activity says (ux P3): at most four statements, then only words."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.clock import moment_text, span_text
from activities.almanac import day_note
from activities.choices import FREE, ActivityState, SessionStatus, SignUpMode, SignUpState
from activities.models import Activity, Photo, Session, SignUp
from activities.queries.pictures import Picture, photo_url, picture_of
from activities.queries.session_rows import TAGS
from activities.querysets import ActivityQuerySet
from activities.status import (
    OVER,
    TAKES_SIGN_UPS,
    Facts,
    Press,
    called_off_text,
    main_button,
    session_status,
)
from communities.contacts import Contact, contact_for, make_contact
from communities.queries.places import Place
from core.choices import Channel, MessageState
from core.models import OutboxMessage
from core.page_parts import Tag

# Written into outbox rows by services.messages, which stands above this layer.
CANCELLED_KIND = "activities.cancelled"
# Dates of one activity that a page lists.
MOST_SESSIONS = 40


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the facts: an icon, or in elder mode a question, and the answer."""

    icon: str
    label: str
    question: str
    text: str
    tail: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Seats:
    text: str
    note: str
    taken: int
    capacity: int
    level: str


@dataclass(frozen=True, slots=True)
class Action:
    """The main button, or the words that stand in its place (`url` empty)."""

    label: str
    url: str
    style: str
    note: str
    note_strong: str


@dataclass(frozen=True, slots=True)
class Choice:
    label: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class Story:
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Subject:
    """The activity itself (templates/activities/activity.html)."""

    title: str
    tag: Tag
    under: str
    kind: str
    kind_label: str
    photo_url: str
    paragraphs: list[str]
    notes: list[str]
    cancelled: str


@dataclass(frozen=True, slots=True)
class Occasion:
    """One session of a public activity as it was fetched, and what clock and counter tell of it."""

    activity: Activity
    session: Session
    status: SessionStatus
    facts: Facts

    @property
    def place(self) -> Place:
        """Where it belongs, for the frame of the page."""
        activity = self.activity
        return Place(activity.sub_district, activity.community, activity.complex)

    @property
    def when(self) -> str:
        """`11月21日 周六`."""
        return " ".join(self._span[:2])

    @property
    def when_tail(self) -> str:
        """`上午9:30—11:30`, kept together on a line."""
        return " ".join(self._span[2:])

    @property
    def where(self) -> str:
        return self.session.where or _("地点待定")

    @property
    def contact(self) -> Contact | None:
        """Whom to ask: the activity's own contact, else the place's."""
        activity = self.activity
        if activity.contact_phone:
            name = activity.contact_name
            label = _("联系人 %(name)s") % {"name": name} if name else _("联系人")
            return make_contact(label, activity.contact_phone, name=name)
        return contact_for(activity.complex, activity.community, activity.sub_district)

    @property
    def url(self) -> str:
        return f"{self.activity.get_absolute_url()}?session={self.session.pk}"

    @property
    def takes_sign_ups(self) -> bool:
        """Somebody may still be signed up, if only into the line."""
        return self.status in TAKES_SIGN_UPS or self.status == SessionStatus.WAITING_LIST

    @property
    def sign_up_url(self) -> str:
        return f"{reverse('activities:signup', args=[self.activity.pk])}?session={self.session.pk}"

    @property
    def title(self) -> str:
        return self.activity.title

    @property
    def photo_url(self) -> str:
        return cover_url(self.activity)

    @property
    def _span(self) -> list[str]:
        return span_text(self.session.starts_at, self.session.ends_at).split(" ")


@dataclass(frozen=True, slots=True)
class ActivityPage:
    """Everything that the template prints, ready."""

    occasion: Occasion
    page_title: str
    description: str
    activity: Subject
    facts: list[Fact]
    sessions: list[Choice]
    seats: Seats | None
    action: Action
    family_url: str
    contact: Contact | None
    ics_url: str
    story: Story | None


def find_occasion(pk: int, session_pk: int | None, *, now: datetime) -> Occasion | None:
    """One session of a public activity: the one named, else the next, else the last; 2 statements.

    In a rush this is a fifth of a sign-up: it fetches neither cover nor log, nor the other sessions
    beside the one that is named.
    """
    activity = _public_activities().filter(pk=pk).first()
    if activity is None:
        return None
    sessions = _sessions_of(activity)
    if session_pk is not None:
        sessions = sessions.filter(pk=session_pk)
    return default_occasion(_occasions(activity, sessions, now=now))


def list_occasions(pk: int, *, now: datetime) -> list[Occasion]:
    """All sessions of a public activity in order of time; empty when the public may not see it."""
    activity = with_cover(_public_activities()).filter(pk=pk).first()
    if activity is None:
        return []
    return _occasions(activity, _sessions_of(activity).select_related("space", "log"), now=now)


def _sessions_of(activity: Activity) -> Any:
    sessions = with_line(Session.objects.filter(activity=activity)).order_by("starts_at", "pk")
    return sessions.select_related("space")


def _occasions(activity: Activity, sessions: Any, *, now: datetime) -> list[Occasion]:
    occasions = []
    for session in sessions[:MOST_SESSIONS]:
        facts = facts_of(activity, session, now=now)
        occasions.append(Occasion(activity, session, session_status(facts), facts))
    return occasions


def default_occasion(occasions: list[Occasion]) -> Occasion | None:
    """The next that takes place; when all is over, the last."""
    coming = (one for one in occasions if one.status not in OVER)
    return next(coming, occasions[-1] if occasions else None)


def facts_of(activity: Activity, session: Session, *, now: datetime) -> Facts:
    """What `activities.status` needs; `waiting_count` where the query counted it."""
    return Facts(
        now=now,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        state=activity.state,
        sign_up_mode=activity.sign_up_mode,
        opens_at=session.opens_at,
        closes_at=session.closes_at,
        capacity=session.capacity,
        taken=session.taken,
        waiting_count=getattr(session, "waiting_count", 0),
        cancelled_at=session.cancelled_at,
    )


def get_activity_page(
    pk: int, session_pk: int | None, *, codes: Collection[str], now: datetime
) -> ActivityPage | None:
    """The page as this device sees it; `codes` are the tickets that it remembers."""
    occasions = list_occasions(pk, now=now)
    if session_pk is not None:
        occasion = next((one for one in occasions if one.session.pk == session_pk), None)
    else:
        occasion = default_occasion(occasions)
    if occasion is None:
        return None
    ticket = _ticket_here(occasion.session, codes)
    name = occasion.place.name
    day = occasion.when.split(" ")[0]
    return ActivityPage(
        occasion=occasion,
        page_title=f"{day} {occasion.title}｜{name}",
        description=f"{occasion.when} {occasion.when_tail} · {occasion.where}",
        activity=_subject(occasion),
        facts=list_facts(occasion),
        sessions=_other_dates(occasions, occasion),
        seats=_seats(occasion),
        action=_action(occasion, ticket),
        family_url=_family_url(occasion),
        contact=occasion.contact,
        ics_url=_ics_url(occasion),
        story=_story(occasion),
    )


def list_facts(occasion: Occasion) -> list[Fact]:
    """When, where, what it costs, for whom, by whom; what is unknown is left out."""
    activity, space = occasion.activity, occasion.session.space
    directions = space.directions if space else ""
    facts = [
        Fact("clock", _("时间"), _("什么时候？"), occasion.when, occasion.when_tail),
        Fact("pin", _("地点"), _("在哪里？"), occasion.where, note=directions),
        Fact("yuan", _("费用"), _("要钱吗？"), _fee(activity)),
        Fact("people", _("对象"), _("谁能去？"), activity.audience),
        Fact("flag", _("主办"), _("谁办的？"), _organizers(activity)),
    ]
    return [fact for fact in facts if fact.text]


def _fee(activity: Activity) -> str:
    """As it was typed; the word that stands there by itself is the page's own, in its language."""
    return _("免费") if activity.fee_text in {"", FREE} else activity.fee_text


def cover_url(activity: Any) -> str:
    """The published cover in the width of a phone; one statement more without `with_cover`."""
    if not hasattr(activity, "cover_token"):
        activity.cover_token = (
            _covers().filter(activity=activity).values_list("token", flat=True).first()
        )
    return photo_url(activity.cover_token, 640, "jpg") if activity.cover_token else ""


def list_story_photos(session: Session) -> list[Picture]:
    """The photos of the published log; one statement."""
    photos = Photo.objects.public().filter(log__session=session, log__is_published=True)
    return [
        picture_of(photo, alt=_("现场照片%(n)d") % {"n": number})
        for number, photo in enumerate(photos.order_by("-is_cover", "position", "pk"), start=1)
    ]


def story_words(occasion: Occasion) -> list[str]:
    """How many came and what was said; empty while no log is published."""
    log = getattr(occasion.session, "log", None)
    if log is None or not log.is_published:
        return []
    came = ngettext("来了 %(n)d 位邻居", "来了 %(n)d 位邻居", log.headcount) % {"n": log.headcount}
    return [came, log.remark] if log.remark else [came]


def _public_activities() -> Any:
    """With the places that name and frame them."""
    activities = Activity.objects.public().at_listed_places()
    return activities.select_related("complex", "community", "sub_district")


def _covers() -> Any:
    return Photo.objects.public().filter(is_cover=True)


def with_cover(activities: ActivityQuerySet) -> ActivityQuerySet:
    """Adds `cover_token` of the published cover, for `cover_url`."""
    cover = _covers().filter(activity=OuterRef("pk"))
    annotated: ActivityQuerySet = activities.annotate(
        cover_token=Subquery(cover.values("token")[:1])
    )
    return annotated


def with_line(sessions: Any) -> Any:
    """Adds `waiting_count`: people, not sign-ups, who wait."""
    line = SignUp.objects.filter(session=OuterRef("pk"), state=SignUpState.WAITING)
    people = line.order_by().values("session").annotate(people=Sum("party_size")).values("people")
    return sessions.annotate(waiting_count=Coalesce(Subquery(people), 0))


def _ticket_here(session: Session, codes: Collection[str]) -> SignUp | None:
    """The live sign-up for this session that the device remembers."""
    if not codes:
        return None
    mine = SignUp.objects.live().filter(session=session, code__in=list(codes))
    return mine.order_by("pk").first()


def _subject(occasion: Occasion) -> Subject:
    activity = occasion.activity
    kind = activity.get_kind_display()
    note = day_note(timezone.localdate(occasion.session.starts_at)).text
    return Subject(
        title=activity.title,
        tag=Tag(*TAGS[occasion.status], str(occasion.status.label)),
        under=" · ".join(part for part in (kind, note) if part),
        kind=activity.kind.lower(),
        kind_label=kind,
        photo_url=cover_url(activity),
        paragraphs=_lines(activity.description),
        notes=[*_lines(activity.advice), *_photo_notice(activity)],
        cancelled=_cancelled(occasion),
    )


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _photo_notice(activity: Activity) -> list[str]:
    """Said before anybody signs up, not after the picture was taken."""
    if not activity.takes_photos or activity.state == ActivityState.CANCELLED:
        return []
    return [_("活动会拍照，用于小区宣传。不想入镜请告诉工作人员")]


def _cancelled(occasion: Occasion) -> str:
    activity = occasion.activity
    if occasion.status != SessionStatus.CANCELLED:
        return ""
    words = called_off_text(activity.state, occasion.session.cancelled_at, activity.cancel_reason)
    told = _count_told(occasion.session)
    if told:
        words += ngettext("已通知 %(n)d 位报名者", "已通知 %(n)d 位报名者", told) % {"n": told}
    return words


def _count_told(session: Session) -> int:
    """Sign-ups whose cancellation was delivered, not merely promised."""
    return OutboxMessage.objects.filter(
        kind=CANCELLED_KIND,
        channel=Channel.IN_APP,
        state=MessageState.SENT,
        subject_id__in=SignUp.objects.filter(session=session).values("pk"),
    ).count()


def _other_dates(occasions: list[Occasion], current: Occasion) -> list[Choice]:
    """Chips of the dates still to come and of the one shown; none when there is only one."""
    shown = [one for one in occasions if one is current or one.status not in OVER]
    if len(shown) < 2:
        return []
    return [Choice(moment_text(one.session.starts_at), one.url, one is current) for one in shown]


def _seats(occasion: Occasion) -> Seats | None:
    facts = occasion.facts
    if facts.capacity is None or facts.sign_up_mode == SignUpMode.WALK_IN:
        return None
    if occasion.status in OVER:
        return None
    left = facts.left or 0
    level = "few" if occasion.status == SessionStatus.NEARLY_FULL else "" if left else "full"
    numbers = {"left": left, "capacity": facts.capacity}
    taken = facts.taken
    return Seats(
        text=_("还剩 %(left)d 位，共 %(capacity)d 位") % numbers,
        note=ngettext("已有 %(n)d 位邻居报名", "已有 %(n)d 位邻居报名", taken) % {"n": taken}
        if taken
        else "",
        taken=taken,
        capacity=facts.capacity,
        level=level,
    )


def _action(occasion: Occasion, ticket: SignUp | None) -> Action:
    button = main_button(
        occasion.facts,
        has_ticket=ticket is not None,
        is_waiting=ticket is not None and ticket.state == SignUpState.WAITING,
        has_story=_story(occasion) is not None,
    )
    urls = {
        Press.SIGN_UP: occasion.sign_up_url,
        Press.TICKET: ticket.get_absolute_url() if ticket else "",
        Press.STORY: _story_url(occasion),
    }
    left = occasion.facts.left
    is_on_offer = occasion.status in TAKES_SIGN_UPS
    strong = _("剩%(n)d位") % {"n": left} if is_on_offer and left is not None else ""
    return Action(
        label=button.label,
        url=urls.get(button.press, ""),
        style="line" if button.press == Press.TICKET else "main",
        note=_fee(occasion.activity),
        note_strong=strong or button.note,
    )


def _family_url(occasion: Occasion) -> str:
    """替家人报名: a form for somebody this device does not know yet."""
    return f"{occasion.sign_up_url}&who=new" if occasion.takes_sign_ups else ""


def _ics_url(occasion: Occasion) -> str:
    if occasion.status in OVER:
        return ""
    path = reverse("activities:activity_ics", args=[occasion.activity.pk])
    return f"{path}?session={occasion.session.pk}"


def _story(occasion: Occasion) -> Story | None:
    words = story_words(occasion)
    return Story(words[0] + _("。"), _story_url(occasion)) if words else None


def _story_url(occasion: Occasion) -> str:
    path = reverse("activities:story", args=[occasion.activity.pk])
    return f"{path}?session={occasion.session.pk}"


def _organizers(activity: Activity) -> str:
    return "、".join(part for part in (activity.organizer, activity.co_organizer) if part)
