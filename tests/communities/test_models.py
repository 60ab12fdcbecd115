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


def test_a_division_code_may_be_unknown_for_many_and_is_unique_where_it_is_known() -> None:
    SubDistrict.objects.create(name="甲街道", slug="jia", division_code="510108008")
    SubDistrict.objects.create(name="乙街道", slug="yi")
    SubDistrict.objects.create(name="丙街道", slug="bing")

    with pytest.raises(IntegrityError), transaction.atomic():
        SubDistrict.objects.create(name="丁街道", slug="ding", division_code="510108008")
    assert SubDistrict.objects.filter(division_code=None).count() == 2
