import pytest
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
