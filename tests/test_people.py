import pytest
from django.test import Client

from communities.models import Building, Complex, Door, Resident
from tests.factories.accounts import PASSWORD, UserFactory
from tests.factories.communities import BuildingFactory, DoorFactory, ResidentFactory
from tests.people import Cast


def test_each_reads_the_complexes_of_his_duty(cast: Cast) -> None:
    a1, a2 = cast.complex, cast.sibling_complex
    seen = {
        name: set(Complex.objects.visible_to(getattr(cast, name)))
        for name in ("official", "secretary", "steward", "sibling_manager", "resident", "outsider")
    }

    assert seen == {
        "official": {a1, a2, cast.other_community_complex},
        "secretary": {a1, a2},
        "steward": {a1},
        "sibling_manager": {a2},
        "resident": set(),
        "outsider": {cast.other_street_complex},
    }


@pytest.mark.django_db
def test_factories_keep_places_together() -> None:
    door = DoorFactory()
    building = BuildingFactory(complex=door.complex)
    ResidentFactory(door=door, complex=door.complex)

    assert Door.objects.get().unit.building.complex == door.complex
    assert Building.objects.get(pk=building.pk).community == door.community
    assert Resident.objects.get().sub_district == door.complex.community.sub_district


@pytest.mark.django_db
def test_a_user_of_the_factory_signs_in() -> None:
    UserFactory(username="somebody")

    assert Client().login(username="somebody", password=PASSWORD)
