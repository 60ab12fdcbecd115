"""Who speaks for the owners on any day, whose term ends, and what the work pages show of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import (
    Case,
    Exists,
    IntegerField,
    OuterRef,
    Prefetch,
    QuerySet,
    Value,
    When,
)
from django.utils.translation import gettext as _

from communities.body_rules import (
    body_name,
    number_text,
    period_text,
    reached_reminder,
    term_words,
)
from communities.choices import OFFICIALS, EnvPosition, SeatPosition
from communities.models import (
    CommitteeRules,
    CommitteeSeat,
    CommitteeTerm,
    EnvCommittee,
    EnvMember,
    OwnersBody,
)
from communities.querysets import within_places

if TYPE_CHECKING:
    from communities.queries.places import Place
    from communities.querysets import AnyUser

# No sub-district can set a reminder earlier (models.CommitteeRules).
FARTHEST = 730
_RANK = {position: rank for rank, position in enumerate(SeatPosition)}
_ENV_RANK = {position: rank for rank, position in enumerate(EnvPosition)}


@dataclass(frozen=True, slots=True)
class Member:
    """One who sits there, as published: name and position; the rest is for those who work with it."""

    position: str
    name: str
    key: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class PublicBody:
    """What anybody may read: published office-holders, no phone, no Party membership."""

    name: str
    term: str
    members: list[Member]


@dataclass(frozen=True, slots=True)
class TermAlarm:
    """A term that ends soon or is over: 锦绣一号院业委会 已超期20天."""

    term: CommitteeTerm
    name: str
    words: str
    url: str
    is_over: bool


# The settings


def rules_of(sub_district_id: int) -> CommitteeRules:
    """The sub-district's figures; where it has saved none, the defaults."""
    return rules_by_tenant([sub_district_id])[sub_district_id]


def rules_by_tenant(tenants: Iterable[int]) -> dict[int, CommitteeRules]:
    """The same for several sub-districts, in one statement."""
    wanted = set(tenants)
    saved = {
        rules.sub_district_id: rules
        for rules in CommitteeRules.objects.filter(sub_district__in=wanted)
    }
    return {pk: saved.get(pk) or CommitteeRules(sub_district_id=pk) for pk in wanted}


# As of any day


def seats_on(on: date) -> QuerySet[CommitteeSeat]:
    """Who sits anywhere on that day, with body and person; one statement, narrowed by the caller."""
    return (
        CommitteeSeat.objects.on(on)
        .filter(term__in=CommitteeTerm.objects.in_office(on))
        .select_related("person", "term__body", "complex")
    )


def who_sits(body: OwnersBody, *, on: date) -> list[CommitteeSeat]:
    """The body's members on that day, the director first; one statement."""
    return _by_rank(seats_on(on).filter(term__body=body))


def _by_rank(seats: Iterable[CommitteeSeat]) -> list[CommitteeSeat]:
    return sorted(seats, key=lambda seat: (_RANK[SeatPosition(seat.position)], seat.pk))


def by_position(positions: Iterable[str]) -> Case:
    """Sorts seats as people list them: the director first."""
    whens = [When(position=one, then=Value(rank)) for rank, one in enumerate(positions)]
    return Case(*whens, output_field=IntegerField())


def ending_terms(*, on: date, within: int) -> QuerySet[CommitteeTerm]:
    """Terms in office that end within so many days or are over, without a next one on record.

    The earliest end first; one statement, narrowed by the caller.
    """
    next_one = CommitteeTerm.objects.filter(
        body=OuterRef("body"), starts_on__gt=OuterRef("starts_on")
    )
    return (
        CommitteeTerm.objects.in_office(on)
        .filter(~Exists(next_one), ends_on__lte=on + timedelta(days=within))
        .select_related("body", "complex")
        .order_by("ends_on", "pk")
    )


def public_bodies(place: Place, *, on: date) -> list[PublicBody]:
    """Published office-holders of a complex or a community with all its complexes, as of a day.

    Names, positions and the term; three statements.
    """
    terms = public_terms(on=on).filter(**{_column(place): place.narrowest})
    bodies = [
        PublicBody(
            name=body_name(term.complex.name if term.complex else "", term.body.kind),
            term=term_text(term),
            members=[_published(seat) for seat in _by_rank(term.seats.all())],
        )
        for term in terms
    ]
    return bodies + _env_committees_of(place, on=on)


def public_terms(*, on: date) -> QuerySet[CommitteeTerm]:
    """Terms in office of listed complexes, with who sits in them; two statements."""
    return (
        CommitteeTerm.objects.public()
        .in_office(on)
        .select_related("body", "complex", "community", "sub_district")
        .prefetch_related(
            Prefetch(
                "seats",
                CommitteeSeat.objects.on(on).select_related("person").order_by("pk"),
            )
        )
        .order_by("complex__pinyin_key", "body__kind", "pk")
    )


def public_env_committees(*, on: date) -> QuerySet[EnvCommittee]:
    """环物委 of listed communities, with their members of that day; two statements."""
    return (
        EnvCommittee.objects.public()
        .select_related("community", "sub_district")
        .prefetch_related(
            Prefetch("members", EnvMember.objects.on(on).select_related("person").order_by("pk"))
        )
        .order_by("community__pinyin_key", "pk")
    )


def _column(place: Place) -> str:
    return {"Complex": "complex", "Community": "community"}.get(
        type(place.narrowest).__name__, "sub_district"
    )


def _published(seat: CommitteeSeat) -> Member:
    return Member(str(seat.get_position_display()), seat.person.name)


def _env_committees_of(place: Place, *, on: date) -> list[PublicBody]:
    """The community's own; for a complex that of its community."""
    within: dict[str, Any] = (
        {"community": place.community} if place.community else {"sub_district": place.sub_district}
    )
    members = (
        EnvMember.objects.public()
        .on(on)
        .filter(**within)
        .select_related("person", "community", "committee")
        .order_by("community__pinyin_key", "pk")
    )
    by_committee: dict[int, list[EnvMember]] = defaultdict(list)
    for member in members:
        by_committee[member.committee_id].append(member)
    return [
        PublicBody(
            name=env_name(found[0]),
            term=since_text(found[0].committee.founded_on),
            members=[
                Member(str(one.get_position_display()), one.person.name)
                for one in env_ranked(found)
            ],
        )
        for found in by_committee.values()
    ]


def env_ranked(members: Iterable[EnvMember]) -> list[EnvMember]:
    return sorted(members, key=lambda one: (_ENV_RANK[EnvPosition(one.position)], one.pk))


def env_name(row: EnvMember | EnvCommittee) -> str:
    return _("%(place)s环物委") % {"place": row.community.name if row.community else ""}


def since_text(day: date | None) -> str:
    return _("%(year)d年成立") % {"year": day.year} if day else ""


def term_text(term: CommitteeTerm) -> str:
    return f"{number_text(term.number)} · {period_text(term.starts_on, term.ends_on)}"


# Reminders


def term_alarms(user: AnyUser, *, on: date) -> list[TermAlarm]:
    """任期提醒: for the officials of each place, from the first reminder on; two statements at most."""
    if not user.is_authenticated:
        return []
    terms = ending_terms(on=on, within=FARTHEST)
    if not user.is_superuser:
        terms = terms.filter(within_places(user, OFFICIALS))
    return alarms_of(terms, on=on)


def alarms_of(terms: Iterable[CommitteeTerm], *, on: date) -> list[TermAlarm]:
    """Those whose first reminder has come, in words."""
    found = list(terms)
    rules = rules_by_tenant(term.sub_district_id for term in found) if found else {}
    return [
        _alarm(term, rules[term.sub_district_id], on)
        for term in found
        if reached_reminder(term.ends_on, today=on, days=rules[term.sub_district_id].reminder_days)
        is not None
    ]


def _alarm(term: CommitteeTerm, rules: CommitteeRules, on: date) -> TermAlarm:
    left = (term.ends_on - on).days
    words = term_words(term.starts_on, term.ends_on, today=on, figures=rules)
    if left > rules.renewal_days:
        words = _("%(days)d天后届满") % {"days": left}
    return TermAlarm(
        term=term,
        name=body_name(term.complex.name if term.complex else "", term.body.kind),
        words=words,
        url=term.body.get_absolute_url(),
        is_over=left < 0,
    )
