"""What is read of members, zones, posts and reports in, and who may keep them; asked without a page."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from core.ledgers import LedgerRow
from party_building.choices import MEMBER_WRITERS, PartyKind
from party_building.models import DualRegistration, PartyMember, PartyOrganization
from party_building.permissions import (
    can_keep_roster,
    can_manage_post,
    can_manage_row,
    can_read_roster,
    keeps_members,
    reads_members,
)
from party_building.queries.dual_registrations import posts_text, registrations_of
from party_building.queries.member_counts import Counts
from party_building.queries.roster import buildings_of, counts_text, groups_of, period
from party_building.queries.rules import rules_by_tenant, rules_of
from party_building.queries.service_posts import places_tag, posts_of
from party_building.queries.work_rows import joined
from party_building.queries.zones import branch_of, complexes_of, zone_rows
from party_building.services.member_ledger import import_members
from party_building.services.member_merging import one_report_at_a_time, one_roster_at_a_time
from party_building.services.registration_ledger import import_registrations
from tests.factories.accounts import PersonFactory
from tests.factories.communities import BuildingFactory
from tests.factories.party_building import (
    DualRegistrationFactory,
    PartyCoverageFactory,
    PartyMemberFactory,
    PartyOrganizationFactory,
    PartyRulesFactory,
    ServiceClaimFactory,
    ServicePostFactory,
    SubordinationFactory,
    ZoneDutyFactory,
)
from tests.people import Cast

pytestmark = pytest.mark.django_db

JULY = date(2026, 7, 1)
LAST_OF_JUNE = date(2026, 6, 30)


@pytest.fixture
def branch(cast: Cast) -> PartyOrganization:
    return PartyOrganizationFactory(complex=cast.complex, name="东园党支部")


def test_a_joint_branch_is_found_for_each_complex_on_each_day(cast: Cast) -> None:
    joint = PartyOrganizationFactory(
        complex=None, community=cast.community, kind=PartyKind.JOINT_BRANCH
    )
    for complex_ in (cast.complex, cast.sibling_complex):
        PartyCoverageFactory(organization=joint, complex=complex_, until=LAST_OF_JUNE)
    own = PartyOrganizationFactory(complex=cast.complex)
    PartyCoverageFactory(organization=own, since=JULY)
    near = BuildingFactory(complex=cast.sibling_complex)

    assert [branch_of(cast.complex, on=day) for day in (LAST_OF_JUNE, JULY)] == [joint, own]
    assert branch_of(cast.sibling_complex, on=JULY) is None
    assert list(buildings_of(joint, on=LAST_OF_JUNE)) == [near]


def test_groups_are_those_of_the_day(cast: Cast, branch: PartyOrganization) -> None:
    group = PartyOrganizationFactory(complex=cast.complex, kind=PartyKind.GROUP)
    SubordinationFactory(organization=group, parent=branch, until=LAST_OF_JUNE)

    assert [list(groups_of(branch, on=day)) for day in (LAST_OF_JUNE, JULY)] == [[group], []]


def test_a_number_of_members_is_told_with_its_day() -> None:
    assert counts_text(Counts(18, 2)) == "党员20名（预备2名）"
    assert counts_text(Counts(31, 0, LAST_OF_JUNE)) == "党员31名，截至2026年6月30日"
    assert counts_text(None) == "没有登记党员数"


def test_words_are_joined_without_what_is_empty() -> None:
    assert joined("预备党员", "", "3栋") == "预备党员 · 3栋"
    assert period(JULY, None) == "2026年7月1日起"
    assert period(LAST_OF_JUNE, JULY) == "2026年6月30日—2026年7月1日"


def test_a_building_names_its_member_only_to_those_who_may_know(
    cast: Cast, branch: PartyOrganization
) -> None:
    building = BuildingFactory(complex=cast.complex, name="3栋")
    BuildingFactory(complex=cast.complex, name="12栋")
    member = PartyMemberFactory(organization=branch, person__name="林静")
    ZoneDutyFactory(zone__organization=branch, zone__building=building, member=member)

    def shown(user: Any) -> list[tuple[str, str]]:
        rows = zone_rows(cast.complex, user, on=JULY)
        return [(row.title, row.meta.partition(" ")[0]) for row in rows]

    assert shown(cast.secretary) == [("3栋", "林静"), ("12栋", "")]
    assert shown(cast.steward) == [("3栋", "党员1名"), ("12栋", "")]


def test_posts_of_one_who_reported_in_are_those_of_the_day(cast: Cast) -> None:
    registration = DualRegistrationFactory(complex=cast.complex, left_on=LAST_OF_JUNE)
    for name, until in (("调解岗", LAST_OF_JUNE), ("劝导岗", date(2026, 1, 31))):
        ServiceClaimFactory(
            service_post__organization__complex=cast.complex,
            service_post__name=name,
            member=None,
            registration=registration,
            until=until,
        )

    [left] = registrations_of(cast.secretary, on=JULY, is_over=True)

    assert posts_text(left, on=JULY) == "调解岗"
    assert not registrations_of(cast.secretary, on=JULY).exists()
    assert [one.pk for one in registrations_of(cast.secretary, on=LAST_OF_JUNE)] == [left.pk]


def test_places_are_counted_on_the_day(cast: Cast) -> None:
    post = ServicePostFactory(organization__complex=cast.complex, places=2)
    ServiceClaimFactory(service_post=post, until=LAST_OF_JUNE)

    taken = [posts_of(cast.manager, on=day).get().taken for day in (LAST_OF_JUNE, JULY)]

    assert taken == [1, 0]
    assert places_tag(2, 2).label == "2/2，已满"


def test_a_sub_district_without_figures_goes_by_the_defaults(cast: Cast) -> None:
    PartyRulesFactory(sub_district=cast.street, development_on=True)

    rules = rules_by_tenant([cast.street.pk, cast.other_street.pk])

    developing = {tenant: one.development_on for tenant, one in rules.items()}
    assert developing == {cast.street.pk: True, cast.other_street.pk: False}
    assert rules_of(cast.other_street.pk).talk_days == 31


def test_who_reads_and_who_keeps(cast: Cast, branch: PartyOrganization) -> None:
    readers = (cast.official, cast.secretary, cast.branch_secretary, cast.auditor, cast.admin)
    others = (cast.manager, cast.steward, cast.leader, cast.resident, cast.partner)
    member = PartyMemberFactory(organization=branch)
    post = ServicePostFactory(organization=branch)

    assert [reads_members(user) for user in (*readers, *others)] == [True] * 5 + [False] * 5
    assert [user for user in readers if not keeps_members(user)] == [cast.auditor]
    for may in (
        lambda user: can_read_roster(user, branch),
        lambda user: can_keep_roster(user, branch) or user == cast.auditor,
        lambda user: can_manage_row(user, member) or user == cast.auditor,
        lambda user: can_manage_post(user, post) or user == cast.auditor,
    ):
        assert [may(user) for user in (*readers, *others)] == [True] * 5 + [False] * 5
    assert not can_keep_roster(cast.outsider, branch)
    assert can_keep_roster(cast.secretary, None)


def test_the_complexes_of_a_role_are_those_of_its_places(cast: Cast) -> None:
    assert list(complexes_of(cast.branch_secretary, MEMBER_WRITERS)) == [cast.complex]
    assert list(complexes_of(cast.secretary, MEMBER_WRITERS)) == [
        cast.complex, cast.sibling_complex,
    ]  # fmt: skip
    assert not complexes_of(cast.manager, MEMBER_WRITERS).exists()


def test_a_set_of_rows_is_rehearsed_and_then_written(cast: Cast, branch: PartyOrganization) -> None:
    day = date(2026, 1, 5)
    members = [LedgerRow(4, {"name": "林静", "branch": " 东园党支部", "consented_on": day})]
    reports = [
        LedgerRow(
            4,
            {
                "name": "郑远", "complex": "东园", "employer": "区图书馆", "reported_on": day,
                "consented_on": day,
            },
        )
    ]  # fmt: skip

    for dry_run in (True, False):
        common: dict[str, Any] = {
            "actor": cast.branch_secretary, "now": timezone.now(), "dry_run": dry_run,
        }  # fmt: skip
        assert import_members(rows=members, **common).new == 1
        assert import_registrations(rows=reports, **common).new == 1
        assert PartyMember.objects.exists() is not dry_run
        assert DualRegistration.objects.exists() is not dry_run


def test_persons_who_follow_each_other_may_be_one(cast: Cast, branch: PartyOrganization) -> None:
    keep, gone, now = PersonFactory(), PersonFactory(), timezone.now()
    PartyMemberFactory(organization=branch, person=keep, until=LAST_OF_JUNE)
    PartyMemberFactory(organization=branch, person=gone, since=JULY)
    DualRegistrationFactory(complex=cast.complex, person=keep, left_on=LAST_OF_JUNE)
    DualRegistrationFactory(complex=cast.complex, person=gone, reported_on=JULY)

    assert one_roster_at_a_time(keep, gone, now) == []
    assert one_report_at_a_time(keep, gone, now) == []
