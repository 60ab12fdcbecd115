"""A branch's roster: with consent, one branch at a time, moved by date, nameless once it is taken back."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from communities.models import Building
from communities.services.duties import TermBackwards
from party_building.choices import MemberKind, MembershipHome, PartyKind
from party_building.models import (
    KeyPartyHousehold,
    PartyMember,
    PartyOrganization,
    ServiceClaim,
    ZoneDuty,
)
from party_building.queries.member_counts import Counts, member_counts
from party_building.services import members as services
from party_building.services.members import Standing
from tests.factories.accounts import PersonFactory
from tests.factories.communities import BuildingFactory
from tests.factories.party_building import (
    KeyPartyHouseholdFactory,
    MemberCountFactory,
    PartyMemberFactory,
    PartyOrganizationFactory,
    ServiceClaimFactory,
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


@pytest.fixture
def group(branch: PartyOrganization) -> PartyOrganization:
    return group_of(branch, "东园第一党小组")


def group_of(branch: PartyOrganization, name: str) -> PartyOrganization:
    group = PartyOrganizationFactory(complex=branch.complex, kind=PartyKind.GROUP, name=name)
    SubordinationFactory(organization=group, parent=branch)
    return group


def register(cast: Cast, branch: PartyOrganization, **facts: Any) -> PartyMember:
    return services.register_member(
        organization=branch,
        name=facts.pop("name", "林静"),
        phone=facts.pop("phone", "13800000001"),
        consented_on=facts.pop("consented_on", date(2026, 1, 5)),
        since=facts.pop("since", date(2026, 1, 5)),
        standing=Standing(**facts),
        actor=cast.secretary,
        now=timezone.now(),
    )


def change(cast: Cast, member: PartyMember, first_day: date, **facts: Any) -> PartyMember:
    return services.change_member(
        member_id=member.pk,
        standing=Standing(**facts),
        first_day=first_day,
        actor=cast.secretary,
        now=timezone.now(),
    )


def withdraw(cast: Cast, member: PartyMember, on: date) -> PartyMember:
    return services.withdraw_consent(
        member_id=member.pk, on=on, actor=cast.secretary, now=timezone.now()
    )


def leave(cast: Cast, member: PartyMember, last_day: date) -> PartyMember:
    return services.leave_branch(
        member_id=member.pk, last_day=last_day, actor=cast.secretary, now=timezone.now()
    )


def test_a_member_is_entered_with_the_day_of_her_consent(
    cast: Cast, branch: PartyOrganization, group: PartyOrganization
) -> None:
    building = BuildingFactory(complex=cast.complex)

    member = register(cast, branch, group=group, building=building)

    member.refresh_from_db()
    assert (member.person.name, member.group, member.building) == ("林静", group, building)
    assert (member.consented_on, member.since, member.until) == (
        date(2026, 1, 5), date(2026, 1, 5), None,
    )  # fmt: skip
    assert member.complex == cast.complex


@pytest.mark.parametrize(
    ("consented_on", "sentence"),
    [
        (None, "党员身份要本人同意才能登记，请填同意日期"),
        (date(2099, 1, 1), "同意日期还没有到，请填已经同意的日期"),
    ],
)
def test_nobody_is_entered_without_consent(
    cast: Cast, branch: PartyOrganization, consented_on: date | None, sentence: str
) -> None:
    with pytest.raises((services.ConsentMissing, services.ConsentInFuture), match=sentence):
        register(cast, branch, consented_on=consented_on)

    assert not PartyMember.objects.exists()


def test_a_person_is_a_member_of_one_branch_at_a_time(
    cast: Cast, branch: PartyOrganization
) -> None:
    register(cast, branch)
    other = PartyOrganizationFactory(complex=cast.sibling_complex)

    with pytest.raises(services.MemberAlready, match="林静这段时间在东园党支部的名册里"):
        register(cast, other)


def test_one_who_belongs_to_an_employer_may_also_be_known_where_he_lives(
    cast: Cast, branch: PartyOrganization
) -> None:
    register(cast, branch)
    other = PartyOrganizationFactory(complex=cast.sibling_complex)

    register(cast, other, home=MembershipHome.ELSEWHERE)

    assert PartyMember.objects.count() == 2


def test_whoever_left_may_be_entered_elsewhere_on_the_next_day(
    cast: Cast, branch: PartyOrganization
) -> None:
    leave(cast, register(cast, branch), LAST_OF_JUNE)
    other = PartyOrganizationFactory(complex=cast.sibling_complex)

    member = register(cast, other, since=JULY)

    assert [PartyMember.objects.on(day).get().organization for day in (LAST_OF_JUNE, JULY)] == [
        branch, other,
    ]  # fmt: skip
    assert member.person.party_memberships.count() == 2


def test_only_a_branch_keeps_a_roster(cast: Cast, group: PartyOrganization) -> None:
    with pytest.raises(services.NoRosterHere, match="党员登记在党支部或联合支部"):
        register(cast, group)


def test_a_group_or_building_of_another_branch_is_refused(
    cast: Cast, branch: PartyOrganization
) -> None:
    elsewhere = PartyOrganizationFactory(complex=cast.sibling_complex)

    with pytest.raises(services.GroupOfAnother):
        register(cast, branch, group=group_of(elsewhere, "西园第一党小组"))
    with pytest.raises(services.BuildingElsewhere):
        register(cast, branch, building=BuildingFactory(complex=cast.sibling_complex))


def test_whoever_moves_to_another_group_was_in_the_first_until_the_day_before(
    cast: Cast, branch: PartyOrganization, group: PartyOrganization
) -> None:
    member = register(cast, branch, group=group)
    second = group_of(branch, "东园第二党小组")

    following = change(cast, member, JULY, group=second)

    assert following.pk != member.pk
    assert [PartyMember.objects.on(day).get().group for day in (LAST_OF_JUNE, JULY)] == [
        group, second,
    ]  # fmt: skip
    assert following.consented_on == member.consented_on


def test_what_a_member_does_at_the_doors_goes_on_when_she_changes(
    cast: Cast, branch: PartyOrganization
) -> None:
    member = register(cast, branch, kind=MemberKind.PROBATIONARY)
    running = ZoneDutyFactory(zone__organization=branch, member=member, since=date(2026, 2, 1))
    coming = ZoneDutyFactory(zone__organization=branch, member=member, since=date(2026, 9, 1))
    ServiceClaimFactory(service_post__organization=branch, member=member, since=date(2026, 2, 1))
    KeyPartyHouseholdFactory(organization=branch, member=member, since=date(2026, 2, 1))

    following = change(cast, member, JULY, kind=MemberKind.FULL)

    for model in (ServiceClaim, KeyPartyHousehold):
        assert [
            model.objects.on(day).get().member_id for day in (LAST_OF_JUNE, JULY)  # type: ignore[attr-defined]  # both are dated
        ] == [member.pk, following.pk]  # fmt: skip
    duties = ZoneDuty.objects.filter(zone=running.zone)
    assert [duties.on(day).get().member_id for day in (LAST_OF_JUNE, JULY)] == [
        member.pk, following.pk,
    ]  # fmt: skip
    coming.refresh_from_db()
    assert coming.member_id == following.pk


def test_a_change_on_the_first_day_corrects_the_row(cast: Cast, branch: PartyOrganization) -> None:
    member = register(cast, branch, since=JULY)

    assert change(cast, member, JULY, kind=MemberKind.PROBATIONARY).pk == member.pk
    assert PartyMember.objects.get().kind == MemberKind.PROBATIONARY


def test_a_change_that_changes_nothing_or_lies_before_the_row_is_refused(
    cast: Cast, branch: PartyOrganization
) -> None:
    member = register(cast, branch)

    with pytest.raises(services.NothingChanged):
        change(cast, member, JULY)
    with pytest.raises(TermBackwards):
        change(cast, member, date(2025, 12, 31), kind=MemberKind.PROBATIONARY)


def test_whoever_leaves_takes_no_duty_with_her(cast: Cast, branch: PartyOrganization) -> None:
    member = register(cast, branch)
    ZoneDutyFactory(zone__organization=branch, member=member, since=date(2026, 2, 1))
    ServiceClaimFactory(service_post__organization=branch, member=member, since=date(2026, 2, 1))
    ServiceClaimFactory(service_post__organization=branch, member=member, since=date(2026, 9, 1))

    leave(cast, member, LAST_OF_JUNE)

    assert not ZoneDuty.objects.on(JULY).exists()
    assert ServiceClaim.objects.get().until == LAST_OF_JUNE
    with pytest.raises(services.HasLeft):
        leave(cast, member, JULY)


def test_consent_taken_back_leaves_rows_that_name_nobody_and_still_count(
    cast: Cast, branch: PartyOrganization, group: PartyOrganization
) -> None:
    member = register(cast, branch)
    person = member.person
    following = change(cast, member, date(2026, 3, 1), group=group)
    ZoneDutyFactory(zone__organization=branch, member=following, since=date(2026, 4, 1))

    withdraw(cast, following, LAST_OF_JUNE)

    rows = PartyMember.objects.order_by("since").select_related("person")
    assert {row.person.name for row in rows} == {"已撤回同意"}
    assert [row.withdrawn_on for row in rows] == [LAST_OF_JUNE, LAST_OF_JUNE]
    assert [row.until for row in rows] == [date(2026, 2, 28), LAST_OF_JUNE]
    assert not person.party_memberships.exists()
    assert member_counts([branch.pk], on=date(2026, 5, 1)) == {branch.pk: Counts(1)}
    assert member_counts([branch.pk], on=JULY) == {}
    assert not ZoneDuty.objects.on(JULY).exists()


def test_consent_is_taken_back_once(cast: Cast, branch: PartyOrganization) -> None:
    member = register(cast, branch)

    first = withdraw(cast, member, LAST_OF_JUNE)
    second = withdraw(cast, member, JULY)

    assert (second.until, second.person_id) == (first.until, first.person_id)
    with pytest.raises(services.ConsentInFuture):
        withdraw(cast, member, timezone.localdate() + timedelta(days=1))


def test_a_row_without_consent_is_over_says_the_database(branch: PartyOrganization) -> None:
    member = PartyMemberFactory(organization=branch)

    with (
        pytest.raises(IntegrityError, match="partymember_withdrawn_is_over"),
        transaction.atomic(),
    ):
        PartyMember.objects.filter(pk=member.pk).update(withdrawn_on=JULY)


def test_members_are_counted_for_many_organizations_in_one_statement(
    cast: Cast,
    branch: PartyOrganization,
    group: PartyOrganization,
    django_assert_num_queries: Any,
) -> None:
    offline = PartyOrganizationFactory(complex=cast.sibling_complex)
    MemberCountFactory(organization=offline, as_of=date(2025, 1, 1), full=30)
    MemberCountFactory(organization=offline, as_of=date(2026, 1, 1), full=35, probationary=2)
    MemberCountFactory(organization=offline, as_of=date(2026, 8, 1), full=40)
    PartyMemberFactory(organization=offline)
    PartyMemberFactory(organization=branch, group=group)
    PartyMemberFactory(organization=branch, kind=MemberKind.PROBATIONARY)
    PartyMemberFactory(organization=branch, home=MembershipHome.ELSEWHERE)
    PartyMemberFactory(organization=branch, until=LAST_OF_JUNE)
    empty = PartyOrganizationFactory(complex=cast.other_community_complex)

    with django_assert_num_queries(1):
        counts = member_counts([branch.pk, group.pk, offline.pk, empty.pk], on=JULY)

    assert counts == {
        branch.pk: Counts(1, 1),
        group.pk: Counts(1),
        offline.pk: Counts(35, 2, date(2026, 1, 1)),
    }


def test_members_are_read_by_those_alone_who_keep_or_audit_them(
    cast: Cast, branch: PartyOrganization
) -> None:
    member = PartyMemberFactory(organization=branch, person=PersonFactory())
    users = (
        cast.official, cast.secretary, cast.branch_secretary, cast.auditor, cast.manager,
        cast.steward, cast.leader, cast.resident, cast.partner, cast.sibling_manager, cast.outsider,
    )  # fmt: skip

    assert [
        PartyMember.objects.visible_to(user).filter(pk=member.pk).exists() for user in users
    ] == ([True] * 4 + [False] * 7)
    assert [
        PartyMember.objects.manageable_by(user).filter(pk=member.pk).exists() for user in users
    ] == [True] * 3 + [False] * 8


def test_a_building_that_is_pulled_down_leaves_the_member(
    cast: Cast, branch: PartyOrganization
) -> None:
    building = BuildingFactory(complex=cast.complex)
    member = register(cast, branch, building=building)

    Building.objects.get(pk=building.pk).delete()

    member.refresh_from_db()
    assert member.building is None
