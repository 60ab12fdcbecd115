"""The texts of this app's messages, made at send time from the rows as they are then."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from communities.body_rules import period_text
from core.models import OutboxMessage
from core.outbox import Rendered, register
from party_building.queries.ending_terms import alarms_of, ending_terms
from party_building.services.term_alarms import PARTY_TERM_ENDS


def register_renderers() -> None:
    """Called by the app's `ready()`."""
    register(PARTY_TERM_ENDS, _term_ends, many=_many_term_ends)


def _term_ends(message: OutboxMessage) -> Rendered | None:
    return _many_term_ends([message])[message.pk]


def _many_term_ends(messages: Sequence[OutboxMessage]) -> dict[int, Rendered | None]:
    """Two statements, however many; None once the next term is on record or the branch dissolved."""
    today = timezone.localdate()
    terms = ending_terms(on=today).filter(pk__in={message.subject_id for message in messages})
    alarms = {alarm.term.pk: alarm for alarm in alarms_of(terms, on=today)}
    rendered: dict[int, Rendered | None] = {}
    for message in messages:
        alarm = alarms.get(message.subject_id)
        if alarm is None:
            rendered[message.pk] = None
            continue
        facts = {
            "name": alarm.term.organization.name,
            "words": alarm.words,
            "period": period_text(alarm.term.starts_on, alarm.term.ends_on),
        }
        rendered[message.pk] = Rendered(
            title=_("换届提醒：%(name)s") % facts,
            body=_("%(name)s（%(period)s）%(words)s，请安排换届。") % facts,
            url=alarm.term.organization.get_absolute_url(),
        )
    return rendered
