"""K02: firm projects with a branch of the firm, as of any day, with the projects behind it."""

from __future__ import annotations

from datetime import date

import pytest

from core.indicators import Fraction, Part, Question
from party_building.choices import PartyKind
from party_building.models import PartyCoverage
from property_alliance.models import PropertyFirm
from property_alliance.queries.party_indicators import (
    firm_branch_parts,
    firm_branch_rate,
    firm_work_parts,
    firm_work_rate,
)
from tests.factories.communities import OrganizationFactory
from tests.factories.party_building import (
    InstructorAssignmentFactory,
    PartyCoverageFactory,
    PartyOrganizationFactory,
)
from tests.factories.property_alliance import PropertyFirmFactory, ServiceContractFactory
from tests.people import Cast

pytestmark = pytest.mark.django_db
TODAY, LAST_YEAR = date(2026, 11, 20), date(2025, 11, 20)
LAST_DAY, NEXT_DAY = date(2026, 6, 30), date(2026, 7, 1)


def asked(place: str = "street-a", day: date = TODAY) -> Question:
    return Question(place=place, first=date(2020, 1, 1), last=day, as_of=day)


@pytest.fixture
def firm(cast: Cast) -> PropertyFirm:
    """Under contract in both complexes of the community."""
    made: PropertyFirm = PropertyFirmFactory(
        organization=OrganizationFactory(
            sub_district=cast.street, community=None, complex=None, name="邻里物业"
        )
    )
    for complex_ in (cast.complex, cast.sibling_complex):
        ServiceContractFactory(
            firm=made, complex=complex_, starts_on=date(2024, 1, 1), ends_on=date(2028, 12, 31)
        )
    return made


def covered(firm: PropertyFirm, cast: Cast, **facts: object) -> PartyCoverage:
    branch = PartyOrganizationFactory(
        complex=None, community=cast.community, name="邻里物业党支部",
    )  # fmt: skip
    made: PartyCoverage = PartyCoverageFactory(organization=branch, host=firm.organization, **facts)
    return made


def test_a_branch_of_the_firm_counts_for_each_of_its_projects(
    cast: Cast, firm: PropertyFirm
) -> None:
    covered(firm, cast, until=LAST_DAY)

    assert firm_branch_rate(asked(day=LAST_DAY)) == Fraction(2, 2)
    assert firm_branch_rate(asked(day=NEXT_DAY)) == Fraction(0, 2)
    assert firm_branch_rate(asked(day=date(2023, 12, 31))) == Fraction(0, 0)
    assert firm_branch_parts(asked("complex-a1"), cast.official) == [
        Part("邻里物业（东园）", 0, 1, "邻里物业党支部到2026年6月30日为止")
    ]


def test_a_branch_of_one_project_counts_there_alone(cast: Cast, firm: PropertyFirm) -> None:
    covered(firm, cast, complex=cast.complex)

    assert firm_branch_rate(asked()) == Fraction(1, 2)
    parts = firm_branch_parts(asked(), cast.official)
    assert {(part.label, part.note) for part in parts} == {
        ("邻里物业（东园）", "邻里物业党支部"),
        ("邻里物业（西园）", "没有党组织"),
    }


def test_a_branch_of_the_complex_is_not_the_firms(cast: Cast, firm: PropertyFirm) -> None:
    PartyCoverageFactory(organization=PartyOrganizationFactory(complex=cast.complex))

    assert firm_branch_rate(asked()) == Fraction(0, 2)


def test_a_joint_branch_of_several_firms_counts(cast: Cast, firm: PropertyFirm) -> None:
    joint = PartyOrganizationFactory(
        kind=PartyKind.JOINT_BRANCH, complex=None, community=cast.community
    )
    PartyCoverageFactory(organization=joint, host=firm.organization)

    assert firm_branch_rate(asked()) == Fraction(2, 2)


def test_an_instructor_sent_to_the_firm_reaches_its_projects(
    cast: Cast, firm: PropertyFirm
) -> None:
    InstructorAssignmentFactory(
        complex=cast.complex, host=firm.organization, instructor__person__name="周明"
    )
    # Sent to the complex, not to the firm.
    InstructorAssignmentFactory(complex=cast.sibling_complex)

    assert firm_branch_rate(asked()) == Fraction(0, 2)
    assert firm_work_rate(asked()) == Fraction(1, 2)
    parts = firm_work_parts(asked(), cast.official)
    assert {part.label: (part.numerator, part.names) for part in parts} == {
        "邻里物业（东园）": (1, ("周明",)),
        "邻里物业（西园）": (0, ()),
    }
