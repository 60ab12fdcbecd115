from __future__ import annotations

import pytest
from django.utils import timezone

from activities.models import Space
from activities.services.planning import Where
from activities.services.spaces import save_space
from tests.factories.communities import ComplexFactory
from tests.people import Cast

pytestmark = pytest.mark.django_db


def test_a_space_is_made_once_and_then_brought_up_to_date(cast: Cast) -> None:
    where = Where.of_complex(ComplexFactory())

    for location in ("地下一层", "3栋架空层"):
        space = save_space(
            where=where,
            name=" 红色港湾 ",
            details={"location": location},
            actor=cast.admin,
            now=timezone.now(),
        )

    assert Space.objects.get() == space
    assert (space.name, space.location, space.complex) == ("红色港湾", "3栋架空层", where.complex)
