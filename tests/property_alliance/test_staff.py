"""Nobody is with two firms at once, and whoever goes leaves no door without a name."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import Person
from communities.choices import DutyKind, Role
from communities.models import DoorDuty, RoleAssignment
from communities.queries.people import tenant_of_person, visible_persons
from communities.queries.responsible import responsible_for_complex
from communities.services.door_duties import Span, assign_door_duty
from communities.services.duties import TermBackwards, WiderThanOwn
from property_alliance.choices import Post
from property_alliance.models import FirmStaff, PropertyFirm, StaffPosting
from property_alliance.queries.firms import posted_in
from property_alliance.services import staff as staff_services
from tests.factories.accounts import PersonFactory
from tests.factories.communities import DoorDutyFactory, RoleAssignmentFactory
from tests.factories.property_alliance import (
    FirmStaffFactory,
    PropertyFirmFactory,
    StaffPostingFactory,
)
from tests.people import Cast

JULY = date(2026, 7, 1)
LAST_OF_JUNE = date(2026, 6, 30)


@pytest.fixture
def firm(cast: Cast) -> PropertyFirm:
    return PropertyFirmFactory(organization__sub_district=cast.street, organization__name="甲物业")


@pytest.fixture
def rival(cast: Cast) -> PropertyFirm:
    return PropertyFirmFactory(organization__sub_district=cast.street, organization__name="乙物业")


def employ(cast: Cast, firm: PropertyFirm, person: Person, first: date, **more: Any) -> FirmStaff:
    return staff_services.employ(
        firm=firm, person=person, valid_from=first, actor=cast.official, now=timezone.now(), **more
    )


def post(cast: Cast, staff: FirmStaff, what: Post, first: date, **more: Any) -> StaffPosting:
    return staff_services.post_to(
        staff=staff,
        complex_=more.pop("complex_", cast.complex),
        post=what,
        valid_from=first,
        actor=cast.official,
        now=timezone.now(),
        **more,
    )


def steward_of(cast: Cast, firm: PropertyFirm) -> FirmStaff:
    """The steward of the cast, employed, posted, and answering for the whole complex."""
    person = cast.steward.person
    assert person
    staff = employ(cast, firm, person, date(2026, 1, 1))
    post(cast, staff, Post.STEWARD, date(2026, 1, 1))
    assign_door_duty(
        kind=DutyKind.STEWARD,
        person=person,
        span=Span(cast.complex),
        valid_from=date(2026, 1, 1),
        actor=cast.official,
        now=timezone.now(),
    )
    return staff


def test_a_steward_of_two_firms_at_once_is_refused_by_name(
    cast: Cast, firm: PropertyFirm, rival: PropertyFirm
) -> None:
    person = PersonFactory(name="李管家")
    employ(cast, firm, person, date(2026, 1, 1), valid_until=LAST_OF_JUNE)

    with pytest.raises(staff_services.WithAnotherFirm, match="李管家这段时间在甲物业任职"):
        employ(cast, rival, person, LAST_OF_JUNE)
    with pytest.raises(TermBackwards):
        employ(cast, rival, person, JULY, valid_until=date(2026, 5, 1))
    employ(cast, rival, person, JULY)

    assert FirmStaff.objects.on(LAST_OF_JUNE).get(person=person).firm == firm
    assert FirmStaff.objects.on(JULY).get(person=person).firm == rival
    with pytest.raises(IntegrityError, match="one_firm_at_a_time"), transaction.atomic():
        FirmStaffFactory(firm=firm, person=person, valid_from=date(2026, 9, 1))


def test_a_post_lies_within_the_time_with_the_firm(cast: Cast, firm: PropertyFirm) -> None:
    staff = employ(cast, firm, PersonFactory(), date(2026, 3, 1), valid_until=LAST_OF_JUNE)

    with pytest.raises(staff_services.PostedOutsideEmployment):
        post(cast, staff, Post.REPAIR, date(2026, 2, 1))
    with pytest.raises(staff_services.PostedOutsideEmployment):
        post(cast, staff, Post.REPAIR, date(2026, 3, 1), valid_until=JULY)
    posting = post(cast, staff, Post.REPAIR, date(2026, 3, 1))
    for day in (date(2026, 4, 1), date(2026, 3, 1)):
        with pytest.raises(staff_services.PostedTwice):
            post(cast, staff, Post.REPAIR, day)
    later = post(cast, staff, Post.CLEANING, date(2026, 5, 1))
    with pytest.raises(staff_services.PostedTwice):
        post(cast, staff, Post.CLEANING, date(2026, 4, 1), valid_until=later.valid_from)
    post(cast, staff, Post.CLEANING, date(2026, 4, 1), valid_until=date(2026, 4, 30))

    assert posting.valid_until == LAST_OF_JUNE


def test_who_is_at_work_stands_manager_first(cast: Cast, firm: PropertyFirm) -> None:
    for name, what in (("管家甲", Post.STEWARD), ("经理甲", Post.MANAGER), ("师傅甲", Post.REPAIR)):
        post(cast, employ(cast, firm, PersonFactory(name=name), date(2026, 1, 1)), what, JULY)

    assert [(one.post, one.name) for one in posted_in(cast.complex, on=JULY)] == [
        ("物业经理", "经理甲"), ("物业管家", "管家甲"), ("维修", "师傅甲"),
    ]  # fmt: skip
    assert posted_in(cast.complex, on=LAST_OF_JUNE) == []
    assert [one.name for one in posted_in(cast.complex, on=JULY, posts=(Post.REPAIR,))] == [
        "师傅甲"
    ]


def test_whoever_goes_leaves_everything_in_one_act(cast: Cast, firm: PropertyFirm) -> None:
    going = steward_of(cast, firm)
    next_person = employ(cast, firm, PersonFactory(name="新管家"), JULY).person

    handed = staff_services.leave_firm(
        staff=going,
        last_day=LAST_OF_JUNE,
        successor=next_person,
        actor=cast.official,
        now=timezone.now(),
    )

    going.refresh_from_db()
    assert handed == 1
    assert going.valid_until == LAST_OF_JUNE
    assert going.postings.get().valid_until == LAST_OF_JUNE
    assert RoleAssignment.objects.get(user=cast.steward).valid_until == LAST_OF_JUNE
    assert responsible_for_complex(cast.complex, on=LAST_OF_JUNE)[0].acting == "管家甲"
    assert responsible_for_complex(cast.complex, on=JULY)[0].acting == "新管家"


def test_a_steward_who_leaves_stays_her_buildings_head(cast: Cast, firm: PropertyFirm) -> None:
    going = steward_of(cast, firm)
    as_neighbour = DoorDutyFactory(
        kind=DutyKind.BUILDING_HEAD, person=going.person, complex=cast.complex
    )
    unposted = DoorDutyFactory(person=going.person, complex=cast.sibling_complex)

    handed = staff_services.leave_firm(
        staff=going,
        last_day=LAST_OF_JUNE,
        successor=employ(cast, firm, PersonFactory(), JULY).person,
        actor=cast.official,
        now=timezone.now(),
    )

    as_neighbour.refresh_from_db()
    unposted.refresh_from_db()
    assert handed == 2
    assert as_neighbour.valid_until is None
    assert unposted.valid_until == LAST_OF_JUNE


def test_nothing_ends_where_doors_would_be_left_with_nobody(cast: Cast, firm: PropertyFirm) -> None:
    going = steward_of(cast, firm)

    with pytest.raises(staff_services.SuccessorNeeded, match="还负责1处楼栋"):
        staff_services.leave_firm(
            staff=going, last_day=LAST_OF_JUNE, actor=cast.official, now=timezone.now()
        )
    with pytest.raises(TermBackwards):
        staff_services.leave_firm(
            staff=going, last_day=date(2025, 6, 30), actor=cast.official, now=timezone.now()
        )

    going.refresh_from_db()
    assert going.valid_until is None
    assert DoorDuty.objects.get().valid_until is None


def test_a_role_that_has_not_begun_never_comes(cast: Cast, firm: PropertyFirm) -> None:
    going = steward_of(cast, firm)
    soon = timezone.localdate() + timedelta(days=30)
    RoleAssignmentFactory(
        user=cast.steward, role=Role.PROPERTY_MANAGER, complex=cast.complex, valid_from=soon
    )

    staff_services.leave_firm(
        staff=going,
        last_day=timezone.localdate(),
        successor=employ(cast, firm, PersonFactory(), date(2026, 1, 1)).person,
        actor=cast.official,
        now=timezone.now(),
    )

    (left,) = RoleAssignment.objects.filter(user=cast.steward)
    assert (left.role, left.valid_until) == (Role.STEWARD, timezone.localdate())


def test_whoever_takes_over_is_with_the_firm_on_that_day(cast: Cast, firm: PropertyFirm) -> None:
    going = steward_of(cast, firm)
    gone_by_then = employ(
        cast, firm, PersonFactory(name="先走的"), date(2026, 1, 1), valid_until=LAST_OF_JUNE
    )

    for successor in (PersonFactory(), gone_by_then.person, FirmStaffFactory().person):
        with pytest.raises(staff_services.SuccessorElsewhere, match="不在这家企业任职"):
            staff_services.leave_firm(
                staff=going,
                last_day=LAST_OF_JUNE,
                successor=successor,
                actor=cast.official,
                now=timezone.now(),
            )

    assert DoorDuty.objects.get().valid_until is None


def test_officials_meet_the_staff_and_those_who_answer_for_doors(
    cast: Cast, firm: PropertyFirm
) -> None:
    """Whom nobody registered as a resident and who has no account is found all the same."""
    employed = FirmStaffFactory(firm=firm).person
    answering = DoorDutyFactory(complex=cast.complex).person

    seen, outside = visible_persons(cast.official), visible_persons(cast.outsider)
    assert {employed, answering} <= set(seen)
    assert not {employed, answering} & set(outside)
    assert tenant_of_person(answering, viewer=cast.official) == cast.street.pk
    with pytest.raises(LookupError):
        tenant_of_person(employed, viewer=cast.outsider)


def test_where_the_account_may_not_be_ended_nothing_is(cast: Cast, firm: PropertyFirm) -> None:
    """Handing over comes first and is undone with the rest: one act, whole or not at all."""
    going = steward_of(cast, firm)

    with pytest.raises(WiderThanOwn):
        staff_services.leave_firm(
            staff=going,
            last_day=LAST_OF_JUNE,
            successor=employ(cast, firm, PersonFactory(), JULY).person,
            actor=cast.manager,
            now=timezone.now(),
        )

    assert DoorDuty.objects.get().valid_until is None
    assert going.postings.get().valid_until is None


def test_a_rivals_manager_sees_none_of_the_staff(cast: Cast, firm: PropertyFirm) -> None:
    staff = FirmStaffFactory(firm=firm)
    posting = StaffPostingFactory(staff=staff, complex=cast.complex)

    assert list(FirmStaff.objects.visible_to(cast.manager)) == [staff]
    assert list(FirmStaff.objects.visible_to(cast.sibling_manager)) == []
    assert list(FirmStaff.objects.visible_to(cast.official)) == [staff]
    assert list(FirmStaff.objects.visible_to(cast.outsider)) == []
    assert list(StaffPosting.objects.visible_to(cast.manager)) == [posting]
    assert list(StaffPosting.objects.visible_to(cast.sibling_manager)) == []
