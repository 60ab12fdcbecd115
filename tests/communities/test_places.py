import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.transaction import atomic
from pytest_django import DjangoAssertNumQueries

from communities.choices import PlaceKind
from communities.queries.places import Place, only_sub_district, place_by_slug
from tests.factories.communities import ComplexFactory, SubDistrictFactory
from tests.people import Cast


def test_a_slug_finds_a_place_of_any_kind(cast: Cast) -> None:
    assert place_by_slug("complex-a1") == Place(cast.street, cast.community, cast.complex)
    assert place_by_slug("community-a") == Place(cast.street, cast.community)
    assert place_by_slug("street-a") == Place(cast.street)
    assert place_by_slug("nowhere") is None


def test_a_place_knows_what_it_is(cast: Cast) -> None:
    place = Place.of_complex(cast.complex)

    assert (place.kind, place.name, place.slug) == (PlaceKind.COMPLEX, "东园", "complex-a1")
    assert place.whole_sub_district() == Place(cast.street)
    assert Place(cast.street).kind == PlaceKind.SUB_DISTRICT
    assert Place(cast.street, cast.community).kind == PlaceKind.COMMUNITY


@pytest.mark.django_db
def test_a_complex_costs_one_statement(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    complex_ = ComplexFactory(slug="here")

    with django_assert_num_queries(1):
        place = place_by_slug("here")
        assert place is not None
        assert place.sub_district == complex_.sub_district
        assert place.community == complex_.community


@pytest.mark.django_db
def test_an_unlisted_complex_is_found_only_by_the_staff() -> None:
    hidden = ComplexFactory(slug="hidden", is_listed=False)

    assert place_by_slug("hidden") is None
    assert place_by_slug("hidden", is_listed=False) == Place.of_complex(hidden)


@pytest.mark.django_db
def test_the_only_tenant_is_known_while_it_is_the_only_one() -> None:
    first = SubDistrictFactory()
    assert only_sub_district() == first

    SubDistrictFactory()
    assert only_sub_district() is None


# Division codes (domain 6.1) ------------------------------------------------------------------------


def test_a_communitys_code_continues_its_streets(cast: Cast) -> None:
    cast.street.division_code = "510108008"
    cast.street.save()
    cast.community.division_code = "510108008003"
    cast.community.full_clean()
    cast.community.save()

    cast.community.division_code = "510108009003"
    with pytest.raises(ValidationError, match="前9位要与街道代码510108008一致"):
        cast.community.full_clean()
    with pytest.raises(IntegrityError, match="community_code_continues_street"), atomic():
        cast.community.save()
    # The other side: the street's code alone doesn't change away from under it.
    cast.street.division_code = "510108009"
    with pytest.raises(ValidationError, match="请先改社区的"):
        cast.street.full_clean()
    with pytest.raises(IntegrityError, match="community_code_continues_street"), atomic():
        cast.street.save()


def test_a_street_whose_code_is_not_known_binds_nobody(cast: Cast) -> None:
    type(cast.street).objects.filter(pk=cast.street.pk).update(division_code=None)
    cast.community.sub_district.refresh_from_db()
    cast.community.division_code = "510108008003"
    cast.community.full_clean()
    cast.community.save()

    # Once it is known it must be the one that they continue.
    with pytest.raises(IntegrityError), atomic():
        type(cast.street).objects.filter(pk=cast.street.pk).update(division_code="510108009")
    type(cast.street).objects.filter(pk=cast.street.pk).update(division_code="510108008")


@pytest.mark.parametrize("code", ["51010800800", "5101080080031", "51010800800x"])
def test_a_code_of_another_shape_is_refused(cast: Cast, code: str) -> None:
    cast.community.division_code = code
    with pytest.raises(ValidationError, match="12"):
        cast.community.full_clean()
