import pytest
from django.db import IntegrityError, transaction

from communities.models import Community, PlaceSlug, SubDistrict

pytestmark = pytest.mark.django_db


def test_a_slug_names_one_place_of_any_kind() -> None:
    district = SubDistrict.objects.create(name="甲街道", slug="jia", division_code="510108008")
    Community.objects.create(sub_district=district, name="乙社区", slug="yi")

    with pytest.raises(IntegrityError), transaction.atomic():
        Community.objects.create(sub_district=district, name="丙社区", slug="jia")
    assert set(PlaceSlug.objects.values_list("slug", "kind")) == {
        ("jia", "SUB_DISTRICT"),
        ("yi", "COMMUNITY"),
    }
