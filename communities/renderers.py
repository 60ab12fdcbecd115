"""The texts of this app's messages, made at send time from the rows as they are then."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from communities.body_rules import number_text, period_text
from communities.queries.bodies import FARTHEST, alarms_of, ending_terms
from communities.services.term_alarms import TERM_ENDS
from core.models import OutboxMessage
from core.outbox import Rendered, register


def register_renderers() -> None:
    """Called by the app's `ready()`."""
    register(TERM_ENDS, _term_ends, many=_many_term_ends)


def _term_ends(message: OutboxMessage) -> Rendered | None:
    return _many_term_ends([message])[message.pk]


def _many_term_ends(messages: Sequence[OutboxMessage]) -> dict[int, Rendered | None]:
    """Two statements, however many; None once the next term is on record or the body is dissolved."""
    today = timezone.localdate()
    keys = {message.subject_id for message in messages}
    terms = ending_terms(on=today, within=FARTHEST).filter(pk__in=keys)
    alarms = {alarm.term.pk: alarm for alarm in alarms_of(terms, on=today)}
    rendered: dict[int, Rendered | None] = {}
    for message in messages:
        alarm = alarms.get(message.subject_id)
        if alarm is None:
            rendered[message.pk] = None
            continue
        facts = {
            "name": alarm.name,
            "words": alarm.words,
            "number": number_text(alarm.term.number),
            "period": period_text(alarm.term.starts_on, alarm.term.ends_on),
        }
        rendered[message.pk] = Rendered(
            title=_("任期提醒：%(name)s") % facts,
            body=_("%(name)s%(number)s（%(period)s）%(words)s，请指导换届。") % facts,
            url=alarm.url,
        )
    return rendered
