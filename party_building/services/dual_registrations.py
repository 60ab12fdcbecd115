"""双报到: a working member reports to the community where she lives, serves at posts, and leaves.

She agrees to be kept here as a member does (`members`), and may take it back.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import connection
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Person
from accounts.services import register_person
from accounts.text import tidy
from communities.models import Complex
from communities.services.bodies import require_past
from communities.services.duties import TermBackwards
from core.errors import DomainError
from core.transactions import locking
from party_building.models import DualRegistration, ServiceClaim
from party_building.services.members import NOBODY, end_rows, require_consent, require_withdrawn

if TYPE_CHECKING:
    from accounts.models import User


class ReportedAlready(DomainError):
    """She is registered in a complex on one of the days; the sentence names it."""


class LeftAlready(DomainError):
    default_message = gettext_lazy("这份报到已经结束")


class EmployerMissing(DomainError):
    default_message = gettext_lazy("请填写工作单位")


class ReviewEmpty(DomainError):
    default_message = gettext_lazy("请写一句评价")


@dataclass(frozen=True, slots=True, kw_only=True)
class Working:
    """Where she works, and what she can do for the neighbourhood."""

    employer: str
    employer_branch: str = ""
    skills: str = ""


@locking
def report_in(
    *,
    complex_: Complex,
    name: str,
    phone: str = "",
    working: Working,
    consented_on: date | None,
    reported_on: date,
    is_demo: bool = False,
    actor: User | None,
    now: datetime,
) -> DualRegistration:
    """报到 where she lives, one place at a time.

    Raises ConsentMissing, ConsentInFuture, DayInFuture, EmployerMissing, ReportedAlready, PhoneInvalid.
    """
    require_consent(consented_on, now=now)
    require_past(reported_on, now=now)
    if not tidy(working.employer):
        raise EmployerMissing
    person = register_person(name=name, phone=phone, is_demo=is_demo)
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    there = DualRegistration.objects.overlapping(reported_on, None).filter(person=person)
    if known := there.select_related("complex").first():
        raise ReportedAlready(
            _("%(who)s已在%(where)s报到，请先在那里登记离开")
            % {"who": person.name, "where": known.place_name}
        )
    return DualRegistration.objects.create(
        sub_district_id=complex_.sub_district_id,
        community_id=complex_.community_id,
        complex=complex_,
        person=person,
        employer=tidy(working.employer),
        employer_branch=tidy(working.employer_branch),
        skills=tidy(working.skills),
        reported_on=reported_on,
        consented_on=consented_on,
        is_demo=is_demo,
    )


def lock_registration(registration_id: int) -> DualRegistration:
    """The one door to its writes. Raises LeftAlready for one that is over."""
    rows = DualRegistration.objects.select_for_update(no_key=True, of=("self",))
    registration = rows.select_related("person", "complex").get(pk=registration_id)
    if registration.left_on is not None:
        raise LeftAlready
    return registration


@locking
def review_registration(
    *, registration_id: int, review: str, actor: User | None, now: datetime
) -> DualRegistration:
    """社区评价, of what she did; the latest stands, also of one who has left. Raises ReviewEmpty."""
    written = tidy(review)
    if not written:
        raise ReviewEmpty
    rows = DualRegistration.objects.select_for_update(no_key=True)
    registration = rows.get(pk=registration_id)
    registration.review = written
    registration.save(update_fields=["review"])
    return registration


@locking
def leave_community(
    *, registration_id: int, last_day: date, reason: str, actor: User | None, now: datetime
) -> DualRegistration:
    """She moves away or changes her work; her posts end with that day. Raises LeftAlready, TermBackwards."""
    registration = lock_registration(registration_id)
    if last_day < registration.reported_on:
        raise TermBackwards
    registration.left_on, registration.left_reason = last_day, tidy(reason)
    registration.save(update_fields=["left_on", "left_reason"])
    end_rows(ServiceClaim, Q(registration=registration), last_day)
    return registration


@locking
def withdraw_registration(
    *, registration_id: int, on: date, actor: User | None, now: datetime
) -> DualRegistration:
    """As `members.withdraw_consent`: over, and nothing of it or its history tells who it was.

    Raises ConsentInFuture.
    """
    require_withdrawn(on, now=now)
    rows = DualRegistration.objects.select_for_update(no_key=True)
    registration = rows.get(pk=registration_id)
    if registration.withdrawn_on is not None:
        return registration
    last_day = max(registration.reported_on, min(registration.left_on or on, on))
    registration.person = register_person(name=NOBODY, is_demo=registration.is_demo)
    registration.left_on, registration.withdrawn_on = last_day, on
    for name in ("employer", "employer_branch", "skills", "review", "left_reason"):
        setattr(registration, name, "")
    registration.save()
    end_rows(ServiceClaim, Q(registration=registration), last_day)
    # After the update, whose own event would otherwise be the last to know.
    with connection.cursor() as cursor:
        cursor.execute("SELECT party_building_forget_registrations(%s)", [[registration.pk]])
    return registration
