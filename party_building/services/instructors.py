"""Writers of 党建指导员: sent by a unit, one serving many complexes, organisations and firms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.services import register_person
from accounts.text import tidy
from communities.body_rules import full_date
from communities.models import Complex, Organization
from core.errors import DomainError
from core.transactions import locking, one_at_a_time
from party_building.models import InstructorAssignment, PartyInstructor, PartyOrganization
from party_building.services.organizations import require_standing

if TYPE_CHECKING:
    from accounts.models import Person, User
    from communities.queries.places import Place


class InstructorLeft(DomainError):
    """Serves no more on that day."""


class AssignedAlready(DomainError):
    default_message = gettext_lazy("这位指导员已经在这里了")


class AssignmentEnded(DomainError):
    default_message = gettext_lazy("这条指派已经结束")


class EndedBeforeBegun(DomainError):
    default_message = gettext_lazy("最后一天不能早于开始的那一天")


class AnotherSubDistrict(DomainError):
    default_message = gettext_lazy("指导员只在本街道服务")


class SentAlready(DomainError):
    """One is sent once at a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Serves:
    """Whom an instructor serves: a complex, an organisation, a firm; or a firm in one complex."""

    complex: Complex | None = None
    organization: PartyOrganization | None = None
    host: Organization | None = None

    def columns(self) -> dict[str, Any]:
        """The assignment's place, and what it names. An organisation's own place says nothing more."""
        row: Any = self.complex or self.organization or self.host
        return {
            "sub_district_id": row.sub_district_id,
            "community_id": row.community_id,
            "complex_id": self.complex.pk if self.complex else None,
            "organization": self.organization,
            "host": self.host,
        }


@locking
def send(
    *,
    place: Place,
    name: str,
    phone: str = "",
    person: Person | None = None,
    sent_by: str,
    since: date,
    is_demo: bool = False,
    actor: User | None,
    now: datetime,
) -> PartyInstructor:
    """Somebody is sent (派出) to guide in a place from this day. Raises SentAlready, PhoneInvalid."""
    person = person or register_person(name=tidy(name), phone=phone, is_demo=is_demo)
    one_at_a_time("party-instructors", place.sub_district.pk)
    there = PartyInstructor.objects.filter(person=person, sub_district=place.sub_district)
    if known := there.overlapping(since, None).first():
        facts = {"name": person.name, "day": full_date(known.since)}
        raise SentAlready(_("%(name)s从%(day)s起已是党建指导员") % facts)
    return PartyInstructor.objects.create(
        **place.columns(), person=person, sent_by=tidy(sent_by), since=since, is_demo=is_demo
    )


@locking
def assign(
    *, instructor_id: int, serves: Serves, since: date, actor: User | None, now: datetime
) -> InstructorAssignment:
    """From this day the instructor guides there, beside others; many may be served at once.

    Raises AssignedAlready, InstructorLeft, AnotherSubDistrict, and NotStanding for an organisation.
    """
    instructor = _lock(instructor_id)
    if since < instructor.since or (instructor.until and since > instructor.until):
        facts = {"name": instructor.person.name}
        raise InstructorLeft(_("%(name)s这一天不是党建指导员") % facts)
    columns = serves.columns()
    if columns["sub_district_id"] != instructor.sub_district_id:
        raise AnotherSubDistrict
    if serves.organization:
        require_standing(serves.organization, since)
    same = {key: columns[key] for key in ("complex_id", "organization", "host")}
    if instructor.assignments.filter(**same).overlapping(since, instructor.until).exists():
        raise AssignedAlready
    return InstructorAssignment.objects.create(
        **columns, instructor=instructor, since=since, until=instructor.until
    )


@locking
def end_assignment(
    *, assignment_id: int, last_day: date, actor: User | None, now: datetime
) -> InstructorAssignment:
    """The instructor guides there until this day. Raises AssignmentEnded, EndedBeforeBegun."""
    assignment = InstructorAssignment.objects.get(pk=assignment_id)
    _lock(assignment.instructor_id)
    assignment.refresh_from_db(fields=["until"])
    if assignment.until is not None:
        raise AssignmentEnded
    if last_day < assignment.since:
        raise EndedBeforeBegun
    assignment.until = last_day
    assignment.save(update_fields=["until"])
    return assignment


@locking
def recall(
    *, instructor_id: int, last_day: date, actor: User | None, now: datetime
) -> PartyInstructor:
    """Whoever was sent goes, and with her all that she guided. Raises InstructorLeft, EndedBeforeBegun."""
    instructor = _lock(instructor_id)
    if instructor.until is not None:
        raise InstructorLeft(_("%(name)s已经结束指导") % {"name": instructor.person.name})
    begun = [instructor.since, *instructor.assignments.values_list("since", flat=True)]
    if last_day < max(begun):
        raise EndedBeforeBegun
    instructor.until = last_day
    instructor.save(update_fields=["until"])
    instructor.assignments.overlapping(last_day, None).update(until=last_day)
    return instructor


def _lock(instructor_id: int) -> PartyInstructor:
    held = PartyInstructor.objects.select_for_update(no_key=True, of=("self",))
    return held.select_related("person").get(pk=instructor_id)
