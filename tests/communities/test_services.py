"""Writers of places and residents."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from accounts.phones import PhoneInvalid
from communities.choices import ResidentRelation
from communities.models import Resident
from communities.services.places import save_place
from communities.services.residents import (
    AlreadyResident,
    DoorElsewhere,
    MovedOutBeforeIn,
    Residence,
    end_residence,
    register_resident,
)
from tests.factories.communities import DoorFactory
from tests.people import Cast

pytestmark = pytest.mark.django_db


def test_a_place_is_saved_with_a_tidy_name_and_its_sort_key(cast: Cast) -> None:
    cast.complex.name = "  桃源  小区 "

    saved = save_place(place=cast.complex, actor=cast.official, now=timezone.now())

    assert (saved.name, saved.pinyin_key.split("|")[1][:2]) == ("桃源 小区", "ty")
    cast.street.name = " 丙街道"
    assert save_place(place=cast.street, actor=cast.admin, now=timezone.now()).name == "丙街道"


def register(cast: Cast, **given: object) -> Resident:
    residence = Residence(complex=cast.complex, **given)
    return register_resident(
        name="新邻居",
        phone="13800000001",
        residence=residence,
        actor=cast.steward,
        now=timezone.now(),
    )


def test_a_resident_lies_where_the_complex_lies(cast: Cast) -> None:
    resident = register(cast, relation=ResidentRelation.TENANT)

    assert (resident.complex, resident.community, resident.sub_district) == (
        cast.complex, cast.community, cast.street,
    )  # fmt: skip
    assert resident.person.masked_phone == "138****0001"


def test_nobody_is_registered_twice_at_one_complex(cast: Cast) -> None:
    resident = register(cast)

    with pytest.raises(AlreadyResident):
        register(cast)

    end_residence(
        resident=resident, last_day=date(2026, 6, 30), actor=cast.steward, now=timezone.now()
    )
    assert register(cast).pk != resident.pk


def test_a_door_of_another_complex_is_refused(cast: Cast) -> None:
    elsewhere = DoorFactory(unit__building__complex=cast.sibling_complex)

    with pytest.raises(DoorElsewhere):
        register(cast, door=elsewhere)


def test_a_broken_phone_registers_nobody(cast: Cast) -> None:
    count = Resident.objects.count()

    with pytest.raises(PhoneInvalid):
        register_resident(
            name="新邻居",
            phone="1380",
            residence=Residence(complex=cast.complex),
            actor=cast.steward,
            now=timezone.now(),
        )

    assert Resident.objects.count() == count


def test_nobody_moves_out_before_moving_in(cast: Cast) -> None:
    resident = register(cast, valid_from=date(2026, 5, 1))

    with pytest.raises(MovedOutBeforeIn):
        end_residence(
            resident=resident, last_day=date(2026, 4, 30), actor=cast.steward, now=timezone.now()
        )
