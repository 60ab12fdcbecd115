"""Terms, appointments, succession, leave; two secretaries at once with and without the lock."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError

from accounts.models import Person
from communities.choices import SeatPosition
from party_building.choices import PartyKind, PartyPostKind
from party_building.models import PartyOrganization, PartyPost
from party_building.services import posts as services
from party_building.services.organizations import NotStanding
from party_building.services.posts import (
    BegunThatDay,
    LeaveBackwards,
    LeaveOutsidePost,
    LeaveTwice,
    LeftBeforeBegun,
    NewPost,
    NobodyToSucceed,
    OwnDeputy,
    PersonMissing,
    PostLeft,
    PostOfAnotherKind,
    PostTaken,
    PostTwice,
    TermBackwards,
    TermRecorded,
    TermsOverlap,
    Who,
    appoint,
    begin_term,
    resign,
    succeed,
    take_leave,
)
from tests.concurrency import InTurn, at_once
from tests.factories.bodies import CommitteeSeatFactory, CommitteeTermFactory
from tests.factories.party_building import (
    PartyCoverageFactory,
    PartyOrganizationFactory,
    PartyPostFactory,
    PartyTermFactory,
    PostLeaveFactory,
)
from tests.people import Cast, build_cast

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
TODAY = date(2026, 11, 20)
LAST_DAY, NEXT_DAY = date(2026, 6, 30), date(2026, 7, 1)
POST = PartyPostKind


def act(cast: Cast) -> dict[str, Any]:
    return {"actor": cast.official, "now": NOW}


@pytest.fixture
def branch(cast: Cast) -> PartyOrganization:
    made: PartyOrganization = PartyOrganizationFactory(complex=cast.complex, name="东园党支部")
    return made


def secretary(name: str, since: date = NEXT_DAY, **more: Any) -> NewPost:
    return NewPost(post=POST.SECRETARY, who=Who(name=name), since=since, **more)


def names_on(branch: PartyOrganization, day: date) -> set[str]:
    posts = PartyPost.objects.on(day).filter(organization=branch)
    return set(posts.values_list("person__name", flat=True))


# Terms


def test_a_term_is_begun_once_and_lies_apart_from_the_others(
    cast: Cast, branch: PartyOrganization
) -> None:
    PartyTermFactory(organization=branch, number=1, ends_on=LAST_DAY)

    def begin(number: int | None, starts_on: date, ends_on: date) -> Any:
        return begin_term(
            organization_id=branch.pk,
            number=number,
            starts_on=starts_on,
            ends_on=ends_on,
            **act(cast),
        )

    with pytest.raises(TermRecorded, match="第1届已经登记"):
        begin(1, NEXT_DAY, date(2031, 6, 30))
    with pytest.raises(TermsOverlap, match="任期与第1届"):
        begin(2, LAST_DAY, date(2031, 6, 30))
    with pytest.raises(TermBackwards):
        begin(2, NEXT_DAY, LAST_DAY)
    with pytest.raises(NotStanding):
        begin(None, date(2019, 1, 1), date(2020, 12, 31))
    term = begin(2, NEXT_DAY, date(2031, 6, 30))
    assert (term.complex, term.organization) == (cast.complex, branch)


# Appointed


def test_somebody_is_appointed_with_a_published_phone(
    cast: Cast, branch: PartyOrganization
) -> None:
    post = appoint(
        organization_id=branch.pk, new=secretary("王建国", phone=" 028-8400 "), **act(cast)
    )

    assert (post.person.name, post.phone, post.is_published) == ("王建国", "028-8400", True)
    assert post.complex == cast.complex
    assert names_on(branch, NEXT_DAY) == {"王建国"}


def test_who_holds_the_post_is_named(cast: Cast, branch: PartyOrganization) -> None:
    PartyPostFactory(organization=branch, person__name="李秀英")

    with pytest.raises(PostTaken, match="李秀英从2024年1月1日"):
        appoint(organization_id=branch.pk, new=secretary("王建国"), **act(cast))
    deputy = NewPost(post=POST.DEPUTY, who=Who(name="李秀英"), since=NEXT_DAY)
    both = appoint(organization_id=branch.pk, new=deputy, **act(cast))
    # The one of that name who is known here is meant.
    assert both.person == PartyPost.objects.get(post=POST.SECRETARY).person
    with pytest.raises(PostTwice, match="李秀英已经担任"):
        appoint(organization_id=branch.pk, new=deputy, **act(cast))


def test_groups_have_a_leader_and_branches_a_secretary(
    cast: Cast, branch: PartyOrganization
) -> None:
    group: PartyOrganization = PartyOrganizationFactory(kind=PartyKind.GROUP, complex=cast.complex)
    leader = NewPost(post=POST.GROUP_LEADER, who=Who(name="赵明"), since=NEXT_DAY)

    with pytest.raises(PostOfAnotherKind, match="党小组只设组长"):
        appoint(organization_id=group.pk, new=secretary("赵明"), **act(cast))
    with pytest.raises(PostOfAnotherKind, match="组长是党小组的职务"):
        appoint(organization_id=branch.pk, new=leader, **act(cast))
    assert appoint(organization_id=group.pk, new=leader, **act(cast)).post == POST.GROUP_LEADER


def test_nobody_is_appointed_without_a_name_or_before_the_branch_stands(
    cast: Cast, branch: PartyOrganization
) -> None:
    with pytest.raises(PersonMissing):
        appoint(organization_id=branch.pk, new=secretary(" "), **act(cast))
    with pytest.raises(NotStanding):
        appoint(organization_id=branch.pk, new=secretary("王", date(2020, 1, 1)), **act(cast))
    assert not PartyPost.objects.exists()


def test_the_director_of_the_owners_committee_is_the_same_person(
    cast: Cast, branch: PartyOrganization
) -> None:
    PartyCoverageFactory(organization=branch)
    seat = CommitteeSeatFactory(
        term=CommitteeTermFactory(body__complex=cast.complex),
        person__name="王建国",
        position=SeatPosition.DIRECTOR,
    )

    post = appoint(organization_id=branch.pk, new=secretary("王建国"), **act(cast))
    CommitteeSeatFactory(term=seat.term, person__name="李秀英")
    CommitteeSeatFactory(term=seat.term, person__name="李秀英")
    deputy = NewPost(post=POST.DEPUTY, who=Who(name="李秀英"), since=NEXT_DAY)
    of_two = appoint(organization_id=branch.pk, new=deputy, **act(cast))

    assert post.person == seat.person
    assert Person.objects.filter(name="李秀英").count() == 3
    assert of_two.person not in {one.person for one in seat.term.seats.all()}


# Followed, left, away


def test_a_successor_begins_on_the_day_after_the_predecessor(
    cast: Cast, branch: PartyOrganization
) -> None:
    former = PartyPostFactory(organization=branch, person__name="李秀英")
    PostLeaveFactory(post=former, first_day=date(2026, 6, 25), last_day=date(2026, 7, 5))

    succeed(organization_id=branch.pk, new=secretary("王建国"), **act(cast))

    assert names_on(branch, LAST_DAY) == {"李秀英"}
    assert names_on(branch, NEXT_DAY) == {"王建国"}
    former.refresh_from_db()
    assert former.leaves.get().last_day == LAST_DAY


def test_succession_is_refused_whole(cast: Cast, branch: PartyOrganization) -> None:
    with pytest.raises(NobodyToSucceed):
        succeed(organization_id=branch.pk, new=secretary("王建国"), **act(cast))
    former = PartyPostFactory(organization=branch, since=NEXT_DAY, person__name="李秀英")
    with pytest.raises(BegunThatDay, match="李秀英就是从"):
        succeed(organization_id=branch.pk, new=secretary("王建国"), **act(cast))
    with pytest.raises(PersonMissing):
        succeed(organization_id=branch.pk, new=secretary("", TODAY), **act(cast))
    former.refresh_from_db()
    assert former.until is None


def test_a_post_ends_on_its_last_day_and_not_twice(cast: Cast, branch: PartyOrganization) -> None:
    post = PartyPostFactory(organization=branch)
    with pytest.raises(LeftBeforeBegun):
        resign(post_id=post.pk, last_day=date(2023, 12, 31), **act(cast))

    resign(post_id=post.pk, last_day=LAST_DAY, **act(cast))

    assert (len(names_on(branch, LAST_DAY)), names_on(branch, NEXT_DAY)) == (1, set())
    with pytest.raises(PostLeft):
        resign(post_id=post.pk, last_day=TODAY, **act(cast))


def test_a_deputy_stands_in_for_some_days(cast: Cast, branch: PartyOrganization) -> None:
    post = PartyPostFactory(organization=branch, person__name="李秀英", until=TODAY)
    first, last = date(2026, 11, 1), date(2026, 11, 10)

    def leave(name: str, first_day: date, last_day: date) -> Any:
        return take_leave(
            post_id=post.pk,
            deputy=Who(name=name),
            first_day=first_day,
            last_day=last_day,
            **act(cast),
        )

    with pytest.raises(LeaveBackwards):
        leave("赵明", last, first)
    with pytest.raises(LeaveOutsidePost):
        leave("赵明", first, date(2026, 11, 21))
    with pytest.raises(OwnDeputy):
        leave("李秀英", first, last)
    away = leave("赵明", first, last)
    assert (away.deputy.name, away.complex) == ("赵明", cast.complex)
    with pytest.raises(LeaveTwice):
        leave("赵明", last, TODAY)


# At once

# Seconds; behind the lock the second never comes.
PATIENCE = 0.4


def appoint_two(run: Callable[..., list[Any]]) -> list[Any]:
    """Two officials appoint a secretary each."""
    cast = build_cast()
    branch = PartyOrganizationFactory(complex=cast.complex)
    return run(
        *(
            partial(
                appoint,
                organization_id=branch.pk,
                new=secretary(name),
                actor=cast.official,
                now=NOW,
            )
            for name in ("王建国", "李秀英")
        )
    )


@pytest.mark.django_db(transaction=True)
def test_of_two_secretaries_at_once_one_is_appointed_and_the_other_is_told_who(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    barrier, lock = threading.Barrier(2), services.lock_organization

    def lock_and_wait(pk: int) -> PartyOrganization:
        held = lock(pk)
        with suppress(threading.BrokenBarrierError):
            barrier.wait(PATIENCE)
        return held

    monkeypatch.setattr(services, "lock_organization", lock_and_wait)

    results = appoint_two(at_once)

    (won,) = [result for result in results if isinstance(result, PartyPost)]
    (told,) = [result for result in results if result is not won]
    assert isinstance(told, PostTaken)
    assert won.person.name in told.message


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_only_the_database_would_hold_the_second_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The negative control: both find the post free, and the exclusion refuses one without a name."""
    both, look_up = InTurn(), services.register_person

    def register_and_meet(**facts: Any) -> Person:
        """Nobody was found in the post: the last step before it is written."""
        person = look_up(**facts)
        both.meet()
        return person

    read = PartyOrganization.objects.get
    monkeypatch.setattr(services, "lock_organization", lambda pk: read(pk=pk))
    monkeypatch.setattr(services, "register_person", register_and_meet)

    results = appoint_two(both.run)

    (refused,) = [result for result in results if not isinstance(result, PartyPost)]
    assert isinstance(refused, IntegrityError)
    assert "partypost_one_secretary" in str(refused)
    assert PartyPost.objects.count() == 1
