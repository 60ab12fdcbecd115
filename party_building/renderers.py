"""The texts of this app's messages, made at send time from the rows as they are then."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.text import pinyin_key
from communities.body_rules import period_text
from communities.queries.places import Place, complexes_on
from core.models import OutboxMessage
from core.outbox import Rendered, register
from party_building.models import ChainCheck
from party_building.queries.ending_terms import alarms_of, ending_terms
from party_building.queries.holes import (
    Hole,
    by_complex,
    holes_of,
    vacancy_key,
    vacant_organizations,
)
from party_building.services.chain_checks import NEW_HOLES
from party_building.services.term_alarms import PARTY_TERM_ENDS

# The list holds the others.
MOST_TOLD = 6


def register_renderers() -> None:
    """Called by the app's `ready()`."""
    register(PARTY_TERM_ENDS, _term_ends, many=_many_term_ends)
    register(NEW_HOLES, _new_holes, many=_many_new_holes)


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


def _new_holes(message: OutboxMessage) -> Rendered | None:
    return _many_new_holes([message])[message.pk]


def _many_new_holes(messages: Sequence[OutboxMessage]) -> dict[int, Rendered | None]:
    """One text a look, whoever gets it; None once what was new has been mended."""
    keys = {message.subject_id for message in messages}
    checks = ChainCheck.objects.filter(pk__in=keys).select_related("community__sub_district")
    texts = {check.pk: _text(check) for check in checks}
    return {message.pk: texts.get(message.subject_id) for message in messages}


def _text(check: ChainCheck) -> Rendered | None:
    left = _still_missing(check)
    if not left or check.community is None:
        return None
    facts = {
        "name": check.community.name,
        "count": len(left),
        "told": "；".join(left[:MOST_TOLD]),
        "more": _("等") if len(left) > MOST_TOLD else "",
    }
    return Rendered(
        title=_("责任空缺：%(name)s新增%(count)d处") % facts,
        body=_("%(told)s%(more)s。请补上负责人，或在名单里核对。") % facts,
        url=reverse("party_building:desk_holes_of", args=[check.community.slug]),
    )


def _still_missing(check: ChainCheck) -> list[str]:
    """`东园：没有党小组（3栋1单元）` for each that was new then and is missing today."""
    community, today = check.community, timezone.localdate()
    if community is None:
        return []
    new, told = set(check.new_holes), set[str]()
    place = Place(community.sub_district, community)
    complexes = complexes_on(place, today)
    words = []
    for row in by_complex(holes_of(complexes, on=today), complexes):
        for hole in row.holes:
            if not new.isdisjoint(hole.keys):
                told |= hole.keys
                words.append(f"{row.name}：{hole.words}{_where(hole, new)}")
    words += [
        _("%(body)s没有负责人") % {"body": body.name}
        for body in vacant_organizations(place, on=today)
        if vacancy_key(body.pk) in new - told
    ]
    return words


def _where(hole: Hole, new: set[str]) -> str:
    """The units that are new, where each of them lacks somebody of its own."""
    spans = [span.name for span in hole.spans if span.name and hole.key_of(span) in new]
    if not spans or not hole.is_of_spans:
        return ""
    many = _("（%(first)s等%(count)d处）") if len(spans) > 1 else _("（%(first)s）")
    return many % {"first": min(spans, key=pinyin_key), "count": len(spans)}
