from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from communities.choices import OrganizationKind
from communities.models import Organization
from communities.services.duties import TermBackwards
from communities.services.organizations import (
    WorksThereAlready,
    WrongCreditCode,
    add_place,
    save_organization,
)
from tests.factories.communities import OrganizationFactory
from tests.people import Cast

CODE = "91510108MADEM0011G"


def made(cast: Cast, **details: object) -> Organization:
    fields = {"kind": OrganizationKind.PROPERTY_FIRM, "name": "甲物业", **details}
    return save_organization(
        organization=Organization(sub_district=cast.street, **fields),  # type: ignore[misc]
        actor=cast.official,
        now=timezone.now(),
    )


def test_name_and_code_are_kept_tidy(cast: Cast) -> None:
    organization = made(cast, name="　甲 物业 ", credit_code="９１５１０１０８madem0011g")

    assert organization.name == "甲 物业"
    assert organization.credit_code == CODE
    assert organization.pinyin_key.startswith("jia")


def test_a_code_with_a_wrong_check_digit_is_refused(cast: Cast) -> None:
    with pytest.raises(WrongCreditCode, match="校验位不对"):
        made(cast, credit_code=CODE[:-1] + "H")
    assert not Organization.objects.exists()


def test_units_without_a_code_stand_side_by_side_and_one_code_names_one(cast: Cast) -> None:
    made(cast, name="甲物业", credit_code="")
    made(cast, name="乙物业", credit_code="")
    made(cast, name="丙物业", credit_code=CODE)

    with pytest.raises(IntegrityError), transaction.atomic():
        made(cast, name="丁物业", credit_code=CODE)


def test_the_same_firm_may_be_known_in_two_sub_districts(cast: Cast) -> None:
    made(cast, credit_code=CODE)
    twin = OrganizationFactory(sub_district=cast.other_street, name="甲物业", credit_code=CODE)

    assert Organization.objects.filter(credit_code=CODE).count() == 2
    assert list(Organization.objects.visible_to(cast.outsider)) == [twin]


def test_a_unit_works_in_many_places_once_each(cast: Cast) -> None:
    hospital = made(cast, name="东篱医院", kind=OrganizationKind.HOSPITAL)

    def works_in(**place: object) -> None:
        add_place(
            organization=hospital,
            community=place.get("community"),  # type: ignore[arg-type]
            complex_=place.get("complex_"),  # type: ignore[arg-type]
            valid_from=date(2026, 3, 1),
            valid_until=place.get("until"),  # type: ignore[arg-type]
            actor=cast.official,
            now=timezone.now(),
        )

    works_in(community=cast.community)
    works_in(community=cast.other_community)
    works_in(complex_=cast.complex)
    with pytest.raises(WorksThereAlready):
        works_in(community=cast.community)
    with pytest.raises(TermBackwards):
        works_in(complex_=cast.sibling_complex, until=date(2026, 2, 1))

    assert hospital.places.on(date(2026, 3, 1)).count() == 3
    assert hospital.places.on(date(2026, 2, 28)).count() == 0
    assert hospital.places.get(complex=cast.complex).community == cast.community


def test_another_complexs_manager_finds_none_of_it(cast: Cast) -> None:
    here = OrganizationFactory(
        sub_district=cast.street, community=cast.community, complex=cast.complex
    )

    assert list(Organization.objects.visible_to(cast.manager)) == [here]
    assert list(Organization.objects.visible_to(cast.sibling_manager)) == []
    assert list(Organization.objects.manageable_by(cast.manager)) == []
    assert list(Organization.objects.manageable_by(cast.secretary)) == [here]
