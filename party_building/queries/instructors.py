"""党建指导员: who was sent, whom each serves, and what an official may give them to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from communities.body_rules import full_date
from communities.models import Complex, Organization
from core.page_parts import Link, Tag
from party_building.choices import PartyKind
from party_building.models import InstructorAssignment, PartyInstructor, PartyOrganization
from party_building.queries.roster import period
from party_building.queries.work_rows import Part, Record, Row, joined

if TYPE_CHECKING:
    from communities.querysets import AnyUser

SERVED_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Offer:
    """What an official may give an instructor to guide; `only_within`: units of a wider place than his."""

    complexes: list[Complex]
    organizations: list[PartyOrganization]
    hosts: list[Organization]
    only_within: frozenset[int]

    @property
    def targets(self) -> list[Any]:
        return [*self.complexes, *self.organizations, *self.hosts]

    def kinds(self) -> list[tuple[Any, list[Any]]]:
        """In the groups in which they are offered; empty ones are left out."""
        groups: tuple[tuple[Any, list[Any]], ...] = (
            (Complex, self.complexes),
            (PartyOrganization, self.organizations),
            (Organization, self.hosts),
        )
        return [(kind, rows) for kind, rows in groups if rows]


def instructors_of(user: AnyUser, *, on: date, is_over: bool = False) -> QuerySet[Any]:
    """Who guides or is about to, or who has gone; by name, what they serve in a second statement."""
    rows = PartyInstructor.objects.visible_to(user)
    rows = rows.filter(until__lt=on) if is_over else rows.overlapping(on, None)
    return with_assignments(rows, user).order_by("person__pinyin_key", "pk")


def with_assignments(rows: QuerySet[PartyInstructor], user: AnyUser) -> QuerySet[PartyInstructor]:
    """With `served`: what the user may see of whom each serves, the latest last."""
    seen = InstructorAssignment.objects.visible_to(user).order_by("since", "pk")
    served = seen.select_related("complex", "host", "organization")
    return rows.select_related("person", "sub_district", "community", "complex").prefetch_related(
        Prefetch("assignments", served, to_attr="served")
    )


def served_text(assignment: InstructorAssignment) -> str:
    """`东园`, `东园党支部`, `邻里物业`, `邻里物业（东园）`."""
    place = assignment.complex.name if assignment.complex else ""
    if assignment.host:
        return f"{assignment.host.name}（{place}）" if place else assignment.host.name
    return assignment.organization.name if assignment.organization else place


def instructor_rows(instructors: Iterable[Any], *, on: date) -> list[Row]:
    return [
        Row(
            title=one.person.name,
            meta=joined(one.sent_by, one.place_name, _served(one, on)),
            url=reverse("party_building:desk_instructor", args=[one.pk]),
            tag=standing_tag(one, on=on),
        )
        for one in instructors
    ]


def _served(instructor: Any, on: date) -> str:
    """Whom she serves that day, or served on her last."""
    last = min(on, instructor.until or on)
    names = [served_text(one) for one in instructor.served if _holds(one, last)]
    if not names:
        return _("还没有指派联系点")
    shown = "、".join(names[:SERVED_SHOWN])
    if len(names) <= SERVED_SHOWN:
        return _("联系%(names)s") % {"names": shown}
    return _("联系%(names)s等%(count)d处") % {"names": shown, "count": len(names)}


def _holds(row: Any, day: date) -> bool:
    return row.since <= day and (row.until is None or row.until >= day)


def standing_tag(instructor: PartyInstructor, *, on: date) -> Tag:
    if instructor.since > on:
        return Tag("mute", "clock", _("%(day)s起") % {"day": full_date(instructor.since)})
    if instructor.until is None:
        return Tag("ok", "check", _("在任"))
    if instructor.until < on:
        return Tag("mute", "minus", _("已结束"))
    return Tag("warn", "clock", _("到%(day)s为止") % {"day": full_date(instructor.until)})


def instructor_record(instructor: Any, user: AnyUser, *, on: date, acts: Iterable[Link]) -> Record:
    """One instructor with whom she serves and served; one statement for what may be ended."""
    own = InstructorAssignment.objects.manageable_by(user).filter(instructor=instructor)
    mine = set(own.values_list("pk", flat=True))
    now = [one for one in instructor.served if one.until is None or one.until >= on]
    past = [one for one in reversed(instructor.served) if one not in now]

    def row(one: InstructorAssignment) -> Row:
        ends = one.until is None and one.pk in mine
        url = reverse("party_building:desk_assignment_end", args=[instructor.pk, one.pk])
        return Row(
            title=served_text(one),
            meta=period(one.since, one.until),
            act=Link(_("结束"), url) if ends else None,
        )

    parts = [
        Part(
            title=_("联系点"),
            note=_("%(count)d处") % {"count": len(now)},
            rows=[row(one) for one in now],
            empty=_("还没有指派联系点。"),
        )
    ]
    if past:
        parts.append(Part(title=_("以前的联系点"), rows=[row(one) for one in past]))
    return Record(
        title=instructor.person.name,
        under=joined(instructor.sent_by, instructor.place_name),
        tag=standing_tag(instructor, on=on),
        facts=[_("指导时间：%(period)s") % {"period": period(instructor.since, instructor.until)}],
        parts=parts,
        acts=list(acts),
    )


def assignable(instructor: PartyInstructor, user: AnyUser, *, on: date) -> Offer:
    """Complexes and organisations that the user looks after, and units of the sub-district.

    A unit that lies in a wider place than the user's is guided in one of his complexes only.
    """
    tenant = instructor.sub_district_id
    complexes = Complex.objects.manageable_by(user).standing().filter(sub_district=tenant)
    organizations = PartyOrganization.objects.manageable_by(user).on(on)
    organizations = organizations.filter(sub_district=tenant).exclude(kind=PartyKind.GROUP)
    hosts = list(
        Organization.objects.visible_to(user)
        .filter(sub_district=tenant)
        .order_by("pinyin_key", "pk")
    )
    own = Organization.objects.manageable_by(user).filter(sub_district=tenant)
    return Offer(
        complexes=list(complexes.by_pinyin()),
        organizations=list(organizations.order_by("pinyin_key", "pk")),
        hosts=hosts,
        only_within=frozenset(one.pk for one in hosts) - set(own.values_list("pk", flat=True)),
    )
