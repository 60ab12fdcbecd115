"""How long sign-up data is kept: 90 days after the activity, as the sign-up page says."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from accounts.services import forget_person
from activities.models import SignUp
from activities.services.calendar_tokens import revoke_calendar_tokens
from communities.models import Objection
from communities.queries.people import met_somewhere

KEPT = timedelta(days=90)
# What the sign-up page and the page on privacy say; the functions below keep it.
PROMISE = _(
    "手机号只用于这次活动的联系和签到，活动结束90天后自动删除。"
    "再次报名的从最后一次活动算起；住户登记里原有的手机号由社区保管，不随报名删除。"
)
# What a sign-up says of a household besides its registered door; the function in the database clears
# the same of history (`migrations/0005`).
SAID = ("door_text", "note", "first_answer", "second_answer", "request_key")
# A run's share; the next hour goes on.
AT_ONCE = 1000


def forget_past_guests(*, now: datetime) -> int:
    """Forgets who is known only from activities long past or objections long answered; how many.

    Residents on record, members of committees, whoever answers for doors or is with a firm, and
    people with an account stay: they are known for another reason. So does whoever signed up for
    anything since, or waits for an answer. Whoever it was, the old sign-ups themselves stay as counts
    only, without door, note, answers and the form's key; the addresses of forgotten persons'
    calendars end.
    """
    gone = list(_past_guests(now)[:AT_ONCE])
    for person in gone:
        forget_person(person=person)
    revoke_calendar_tokens(person_ids=[person.pk for person in gone], actor=None, now=now)
    forget_past_details(now=now)
    return len(gone)


@transaction.atomic
def forget_past_details(*, now: datetime) -> int:
    """Clears what sign-ups of 90 days ago said about a household; returns how many.

    Out of the history too, which the application itself may not change.
    """
    said = Q(door__isnull=False)
    for name in SAID:
        said |= ~Q(**{name: ""})
    # A handed over ticket says nothing more of its former holder; its history does.
    events = SignUp.pgh_event_model.objects  # type: ignore[attr-defined]  # set by `tracked`
    said |= Q(Exists(events.filter(said, pgh_obj=OuterRef("pk"))))
    old = SignUp.objects.filter(said, session__starts_at__lt=now - KEPT).order_by("pk")
    keys = list(old.values_list("pk", flat=True)[:AT_ONCE])
    if not keys:
        return 0
    SignUp.objects.filter(pk__in=keys).update(door=None, **dict.fromkeys(SAID, ""))
    # After the update, whose own event would otherwise be the last to know.
    with connection.cursor() as cursor:
        cursor.execute("SELECT activities_forget_sign_ups(%s)", [keys])
    return len(keys)


def _past_guests(now: datetime) -> QuerySet[Person]:
    mine = SignUp.objects.filter(person=OuterRef("pk"))
    said = Objection.objects.filter(person=OuterRef("pk"))
    return (
        Person.objects.exclude(pinyin_key="")
        .filter(
            Exists(mine) | Exists(said),
            ~Exists(mine.filter(session__starts_at__gte=now - KEPT)),
            ~Exists(said.filter(Q(answered_at=None) | Q(answered_at__gte=now - KEPT))),
            ~met_somewhere(),
            user=None,
        )
        .order_by("pk")
    )
