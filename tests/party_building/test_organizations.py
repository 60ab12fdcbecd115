"""Founding, the tree, what organisations are there for, and their end: what changes, what is refused."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from communities.queries.places import Place
from core.errors import DomainError
from party_building.choices import PartyKind
from party_building.models import (
    PartyCoverage,
    PartyOrganization,
    PartyPost,
    PostLeave,
    Subordination,
)
from party_building.services.organizations import (
    AlreadyDissolved,
    AnotherSubDistrict,
    BegunLater,
    CoverageEnded,
    CoverageOfAnotherKind,
    CoverageTaken,
    EndedBeforeBegun,
    FoundedAfterDissolved,
    MovesLater,
    NameMissing,
    NameTaken,
    NewOrganization,
    NotStanding,
    StillHasParts,
    Target,
    attach,
    cover,
    dissolve,
    found,
    rename,
    uncover,
)
from tests.factories.communities import BuildingFactory, OrganizationFactory, UnitFactory
from tests.factories.party_building import (
    InstructorAssignmentFactory,
    PartyCoverageFactory,
    PartyOrganizationFactory,
    PartyPostFactory,
    PostLeaveFactory,
    SubordinationFactory,
)
from tests.people import Cast

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
TODAY = date(2026, 11, 20)
LAST_DAY, NEXT_DAY = date(2026, 6, 30), date(2026, 7, 1)


def act(cast: Cast) -> dict[str, Any]:
    return {"actor": cast.official, "now": NOW}


def place(cast: Cast) -> Place:
    return Place.of_complex(cast.complex)


@pytest.fixture
def branch(cast: Cast) -> PartyOrganization:
    made: PartyOrganization = PartyOrganizationFactory(complex=cast.complex, name="东园党支部")
    return made


@pytest.fixture
def committee(cast: Cast) -> PartyOrganization:
    made: PartyOrganization = PartyOrganizationFactory(
        kind=PartyKind.COMMITTEE, complex=None, community=cast.community, name="甲一社区党委"
    )
    return made


def parent_on(organization: PartyOrganization, day: date) -> PartyOrganization | None:
    link = Subordination.objects.on(day).filter(organization=organization).first()
    return link.parent if link else None


# Founded and renamed


def test_a_founded_organization_hangs_below_its_parent_from_its_first_day(
    cast: Cast, committee: PartyOrganization
) -> None:
    branch = found(
        new=NewOrganization(
            kind=PartyKind.BRANCH,
            name=" 东园　党支部 ",
            place=place(cast),
            founded_on=NEXT_DAY,
            parent=committee,
        ),
        **act(cast),
    )

    assert (branch.name, branch.pinyin_key[:4]) == ("东园 党支部", "dong")
    assert branch.complex == cast.complex
    assert parent_on(branch, NEXT_DAY) == committee
    assert parent_on(branch, LAST_DAY) is None
    event = PartyOrganization.pgh_event_model.objects.get(pgh_obj_id=branch.pk)
    assert event.pgh_label == "insert"


def test_a_name_stands_once_and_may_be_taken_again_after_the_end(
    cast: Cast, branch: PartyOrganization
) -> None:
    new = NewOrganization(kind=PartyKind.BRANCH, name="东园党支部", place=place(cast))

    with pytest.raises(NameTaken, match="“东园党支部”已经登记了"):
        found(new=new, **act(cast))
    dissolve(organization_id=branch.pk, last_day=LAST_DAY, **act(cast))
    assert found(new=new, **act(cast)).name == "东园党支部"


def test_renaming_keeps_the_other_facts_and_refuses_nothing_and_a_taken_name(
    cast: Cast, branch: PartyOrganization, committee: PartyOrganization
) -> None:
    rename(
        organization_id=branch.pk,
        name="东园小区党支部",
        contact_phone="028-1",
        note="",
        **act(cast),
    )
    branch.refresh_from_db()

    assert (branch.name, branch.contact_phone) == ("东园小区党支部", "028-1")
    assert branch.pinyin_key.startswith("dong")
    with pytest.raises(NameTaken):
        rename(organization_id=branch.pk, name=committee.name, **act(cast))
    with pytest.raises(NameMissing):
        rename(organization_id=branch.pk, name="  ", **act(cast))


# The tree


def test_a_move_ends_the_old_link_on_the_day_before(
    cast: Cast, branch: PartyOrganization, committee: PartyOrganization
) -> None:
    link = SubordinationFactory(organization=branch)

    attach(organization_id=branch.pk, parent_id=committee.pk, since=NEXT_DAY, **act(cast))

    assert parent_on(branch, LAST_DAY) == link.parent
    assert parent_on(branch, NEXT_DAY) == committee


def test_attached_twice_is_once_and_on_the_same_day_corrects(
    cast: Cast, branch: PartyOrganization, committee: PartyOrganization
) -> None:
    link = SubordinationFactory(organization=branch, since=NEXT_DAY)
    attach(organization_id=branch.pk, parent_id=committee.pk, since=NEXT_DAY, **act(cast))
    attach(organization_id=branch.pk, parent_id=committee.pk, since=TODAY, **act(cast))

    assert Subordination.objects.get(organization=branch).pk == link.pk
    assert parent_on(branch, NEXT_DAY) == committee


def test_a_ring_is_refused_by_the_database_and_told_in_chinese(
    cast: Cast, branch: PartyOrganization, committee: PartyOrganization
) -> None:
    above: PartyOrganization = PartyOrganizationFactory(
        kind=PartyKind.WORK_COMMITTEE, complex=None, community=None, sub_district=cast.street
    )
    SubordinationFactory(organization=branch, parent=committee)
    SubordinationFactory(organization=committee, parent=above)

    for child, parent in ((above, branch), (committee, branch), (branch, branch)):
        with pytest.raises(DomainError, match="上级不能是它自己，也不能是它下面的党组织"):
            attach(organization_id=child.pk, parent_id=parent.pk, since=TODAY, **act(cast))
    assert Subordination.objects.count() == 2


def test_a_link_that_is_over_closes_no_ring(
    cast: Cast, branch: PartyOrganization, committee: PartyOrganization
) -> None:
    SubordinationFactory(organization=branch, parent=committee, until=LAST_DAY)

    attach(organization_id=committee.pk, parent_id=branch.pk, since=NEXT_DAY, **act(cast))

    assert parent_on(committee, TODAY) == branch


def test_attaching_refuses_other_streets_days_of_no_standing_and_later_moves(
    cast: Cast, branch: PartyOrganization, committee: PartyOrganization
) -> None:
    foreign: PartyOrganization = PartyOrganizationFactory(complex=cast.other_street_complex)
    with pytest.raises(AnotherSubDistrict):
        attach(organization_id=branch.pk, parent_id=foreign.pk, since=TODAY, **act(cast))
    with pytest.raises(NotStanding, match="东园党支部2020年7月1日"):
        attach(
            organization_id=branch.pk, parent_id=committee.pk, since=date(2020, 6, 30), **act(cast)
        )
    SubordinationFactory(organization=branch, parent=committee, since=NEXT_DAY)
    with pytest.raises(MovesLater, match="隶属于甲一社区党委"):
        attach(organization_id=branch.pk, parent_id=committee.pk, since=LAST_DAY, **act(cast))


# What it is there for


def test_a_branch_is_there_for_its_complex_and_a_group_for_a_building_or_unit(
    cast: Cast, branch: PartyOrganization
) -> None:
    unit = UnitFactory(building__complex=cast.complex)
    group: PartyOrganization = PartyOrganizationFactory(
        kind=PartyKind.GROUP, complex=cast.complex, name="第一党小组"
    )
    cover(
        organization_id=branch.pk, target=Target(complex=cast.complex), since=LAST_DAY, **act(cast)
    )
    of_unit = cover(organization_id=group.pk, target=Target(unit=unit), since=LAST_DAY, **act(cast))
    building = BuildingFactory(complex=cast.complex)
    of_building = cover(
        organization_id=group.pk, target=Target(building=building), since=LAST_DAY, **act(cast)
    )

    assert (of_unit.complex, of_unit.unit, of_unit.building) == (cast.complex, unit, None)
    assert (of_building.complex, of_building.building) == (cast.complex, building)
    assert of_building.kind == PartyKind.GROUP
    assert PartyCoverage.objects.on(TODAY).count() == 3


def test_a_firms_branch_is_there_for_the_firm_or_its_people_in_one_complex(
    cast: Cast, branch: PartyOrganization
) -> None:
    firm = OrganizationFactory(community=cast.community)
    everywhere = cover(
        organization_id=branch.pk, target=Target(host=firm), since=LAST_DAY, **act(cast)
    )
    here = cover(
        organization_id=branch.pk,
        target=Target(host=firm, complex=cast.sibling_complex),
        since=LAST_DAY,
        **act(cast),
    )

    assert (everywhere.complex, everywhere.community) == (None, cast.community)
    assert (here.host, here.complex) == (firm, cast.sibling_complex)


def test_whoever_is_there_already_is_named(cast: Cast, branch: PartyOrganization) -> None:
    PartyCoverageFactory(organization=branch, since=NEXT_DAY)
    other: PartyOrganization = PartyOrganizationFactory(complex=cast.complex, name="另一党支部")
    whole = Target(complex=cast.complex)

    with pytest.raises(CoverageTaken, match="东园党支部从2026年7月1日"):
        cover(organization_id=other.pk, target=whole, since=TODAY, **act(cast))
    with pytest.raises(CoverageTaken, match="已经登记过了"):
        cover(organization_id=branch.pk, target=whole, since=TODAY, **act(cast))
    earlier = cover(
        organization_id=other.pk, target=whole, since=date(2026, 1, 1), until=LAST_DAY, **act(cast)
    )
    assert earlier.until == LAST_DAY


def test_buildings_are_for_groups_and_firms_are_not(cast: Cast, branch: PartyOrganization) -> None:
    group: PartyOrganization = PartyOrganizationFactory(kind=PartyKind.GROUP, complex=cast.complex)
    building, firm = BuildingFactory(complex=cast.complex), OrganizationFactory()

    for organization, target in ((branch, Target(building=building)), (group, Target(host=firm))):
        with pytest.raises(CoverageOfAnotherKind):
            cover(organization_id=organization.pk, target=target, since=TODAY, **act(cast))


def test_covering_refuses_other_streets_and_days_after_the_end(
    cast: Cast, branch: PartyOrganization
) -> None:
    abroad = Target(complex=cast.other_street_complex)
    with pytest.raises(AnotherSubDistrict):
        cover(organization_id=branch.pk, target=abroad, since=TODAY, **act(cast))
    here = Target(complex=cast.complex)
    with pytest.raises(EndedBeforeBegun):
        cover(organization_id=branch.pk, target=here, since=TODAY, until=LAST_DAY, **act(cast))
    dissolve(organization_id=branch.pk, last_day=LAST_DAY, **act(cast))
    with pytest.raises(NotStanding, match="已撤销"):
        cover(organization_id=branch.pk, target=here, since=TODAY, **act(cast))


def test_coverage_ends_on_its_last_day_and_not_twice(cast: Cast, branch: PartyOrganization) -> None:
    coverage = PartyCoverageFactory(organization=branch)
    with pytest.raises(EndedBeforeBegun):
        uncover(coverage_id=coverage.pk, last_day=date(2023, 12, 31), **act(cast))

    uncover(coverage_id=coverage.pk, last_day=LAST_DAY, **act(cast))

    assert PartyCoverage.objects.on(LAST_DAY).exists()
    assert not PartyCoverage.objects.on(NEXT_DAY).exists()
    with pytest.raises(CoverageEnded):
        uncover(coverage_id=coverage.pk, last_day=TODAY, **act(cast))


# The end


def test_a_dissolved_organization_takes_all_that_hangs_on_it_along(
    cast: Cast, branch: PartyOrganization, committee: PartyOrganization
) -> None:
    SubordinationFactory(organization=branch, parent=committee)
    PartyCoverageFactory(organization=branch)
    post = PartyPostFactory(organization=branch)
    PostLeaveFactory(post=post, first_day=date(2026, 6, 20), last_day=NEXT_DAY)
    PostLeaveFactory(post=post, first_day=date(2026, 8, 1), last_day=date(2026, 8, 5))
    guided = InstructorAssignmentFactory(
        complex=None, community=None, sub_district=cast.street, organization=branch
    )

    dissolve(organization_id=branch.pk, last_day=LAST_DAY, **act(cast))

    for model in (Subordination, PartyCoverage, PartyPost):
        rows = model.objects.filter(organization=branch)
        assert (rows.on(LAST_DAY).count(), rows.on(NEXT_DAY).count()) == (1, 0)
    guided.refresh_from_db()
    assert guided.until == LAST_DAY
    assert PostLeave.objects.get().last_day == LAST_DAY
    assert not PartyOrganization.objects.on(NEXT_DAY).filter(pk=branch.pk).exists()


def test_groups_that_stand_are_named_and_move_in_the_same_act(
    cast: Cast, branch: PartyOrganization
) -> None:
    group: PartyOrganization = PartyOrganizationFactory(
        kind=PartyKind.GROUP, complex=cast.complex, name="第一党小组"
    )
    SubordinationFactory(organization=group, parent=branch)
    heir: PartyOrganization = PartyOrganizationFactory(complex=cast.sibling_complex)

    with pytest.raises(StillHasParts, match="东园党支部下面还有第一党小组"):
        dissolve(organization_id=branch.pk, last_day=LAST_DAY, **act(cast))
    branch.refresh_from_db()
    assert branch.dissolved_on is None
    dissolve(organization_id=branch.pk, last_day=LAST_DAY, parts_to=heir.pk, **act(cast))

    assert parent_on(group, LAST_DAY) == branch
    assert parent_on(group, NEXT_DAY) == heir


def test_the_end_is_refused_twice_before_the_beginning_and_before_what_begins_later(
    cast: Cast, branch: PartyOrganization
) -> None:
    with pytest.raises(FoundedAfterDissolved):
        dissolve(organization_id=branch.pk, last_day=date(2020, 6, 30), **act(cast))
    later = PartyPostFactory(organization=branch, since=TODAY)
    with pytest.raises(BegunLater, match="党内职务"):
        dissolve(organization_id=branch.pk, last_day=LAST_DAY, **act(cast))
    later.delete()
    dissolve(organization_id=branch.pk, last_day=LAST_DAY, **act(cast))
    with pytest.raises(AlreadyDissolved, match="东园党支部2026年6月30日"):
        dissolve(organization_id=branch.pk, last_day=TODAY, **act(cast))
