"""Writers of who lives where."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from accounts.services import register_person
from communities.choices import ResidentRelation
from communities.models import Complex, Door, Resident
from core.errors import DomainError
from core.transactions import locking

if TYPE_CHECKING:
    from accounts.models import User


class AlreadyResident(DomainError):
    default_message = _("这个人已登记在本小区")


class DoorElsewhere(DomainError):
    default_message = _("这一户不在所选的小区")


class MovedOutBeforeIn(DomainError):
    default_message = _("止期不能早于起期")


@dataclass(frozen=True, slots=True, kw_only=True)
class Residence:
    """Where and as what somebody lives."""

    complex: Complex
    door: Door | None = None
    relation: ResidentRelation = ResidentRelation.OTHER
    valid_from: date | None = None


@locking
def register_resident(
    *, name: str, phone: str, residence: Residence, actor: User, now: datetime
) -> Resident:
    """A person at a complex. Raises PhoneInvalid, AlreadyResident, DoorElsewhere."""
    place = residence.complex
    if residence.door and residence.door.complex_id != place.pk:
        raise DoorElsewhere
    Complex.objects.select_for_update(no_key=True).get(pk=place.pk)
    person = register_person(name=name, phone=phone)
    if Resident.objects.filter(person=person, complex=place, valid_until=None).exists():
        raise AlreadyResident
    return Resident.objects.create(
        sub_district_id=place.sub_district_id,
        community_id=place.community_id,
        complex=place,
        person=person,
        door=residence.door,
        relation=residence.relation,
        valid_from=residence.valid_from,
    )


@locking
def end_residence(*, resident: Resident, last_day: date, actor: User, now: datetime) -> Resident:
    """Somebody moved away; the row stays. Raises MovedOutBeforeIn."""
    if resident.valid_from and last_day < resident.valid_from:
        raise MovedOutBeforeIn
    resident.valid_until = last_day
    resident.save(update_fields=["valid_until"])
    return resident
