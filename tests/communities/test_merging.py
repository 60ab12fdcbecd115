"""Two complexes become one: nothing is deleted, and days before count both."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, models, transaction
from django.test import Client
from django.urls import get_resolver
from django.utils import timezone

from activities.models import SignUp
from communities.choices import BodyKind, DutyKind, Role
from communities.models import (
    Building,
    Complex,
    Door,
    DoorDuty,
    DutyLeave,
    OwnersBody,
    Resident,
    RoleAssignment,
    Unit,
)
from communities.queries.body_indicators import committee_rate, party_share
from communities.queries.keys import keys_to
from communities.queries.places import readable_complexes
from communities.services import merging
from communities.services.merging import (
    HISTORY,
    BodyStands,
    DoNotFit,
    Merged,
    NotSameCommunity,
    WithItself,
    merge_complexes,
    models_in_order,
)
from communities.services.moving import MergedAway, NotYet, move_complex
from communities.services.residents import Residence, register_resident
from core.errors import DomainError
from core.freshness import last_change
from core.indicators import Question
from property_alliance.models import ServiceContract
from tests.architecture.access_matrix import Grounds
from tests.architecture.test_places import PLACED, constraints_of
from tests.concurrency import at_once
from tests.factories.accounts import PersonFactory, UserFactory
from tests.factories.activities import SessionFactory, SignUpFactory, SpaceFactory
from tests.factories.bodies import CommitteeSeatFactory, CommitteeTermFactory, OwnersBodyFactory
from tests.factories.communities import (
    BuildingFactory,
    DoorDutyFactory,
    DoorFactory,
    ResidentFactory,
    RoleAssignmentFactory,
)
from tests.factories.property_alliance import ServiceContractFactory
from tests.factories.territory import GridSpanFactory, ManagementPeriodFactory
from tests.ledger_cast import csv_of, run
from tests.people import Cast, build_cast

pytestmark = pytest.mark.django_db

MERGED_ON = date(2026, 7, 1)
LAST_DAY = date(2026, 6, 30)
Merge = Callable[..., Merged]


def merge_in(cast: Cast, **changed: Any) -> Merged:
    """东园 goes into 西园."""
    given = {
        "keep": cast.sibling_complex, "gone": cast.complex, "on": MERGED_ON,
        "reason": "两个小区打通围墙", "actor": cast.official, "now": timezone.now(),
    }  # fmt: skip
    return merge_complexes(**{**given, **changed})


@pytest.fixture
def merge(cast: Cast) -> Merge:
    return lambda **changed: merge_in(cast, **changed)


def rows_of(complex_: Complex) -> dict[str, int]:
    counted = {m._meta.label: m._default_manager.filter(complex=complex_).count() for m in PLACED}
    return {label: count for label, count in counted.items() if count}


def test_every_row_of_the_one_that_goes_belongs_to_the_one_that_is_kept(
    cast: Cast, grounds: dict[str, Grounds], merge: Merge
) -> None:
    OwnersBody.objects.filter(complex=cast.complex).update(ended_on=LAST_DAY)
    ServiceContract.objects.filter(complex=cast.complex).update(ends_on=LAST_DAY)
    own, sibling, before = rows_of(cast.complex), rows_of(cast.sibling_complex), last_change()
    all_rows = {m: m._default_manager.count() for m in PLACED}

    merged = merge()

    stays = {
        "communities.OwnersBody", "communities.CommitteeTerm", "communities.CommitteeSeat",
        "communities.Election", "communities.ElectionStep", "communities.HandOverItem",
        "communities.ManagementPeriod", "communities.ZoneComplex", "communities.GroupMember",
        "communities.GridSpan", "communities.Designation", "communities.GovernanceModel",
        "property_alliance.ServiceContract", "meetings.Vote", "party_building.PartyCoverage",
        "party_building.InstructorAssignment",
    }  # fmt: skip
    # Of votes only what was counted; those that still run are the remaining complex's to finish.
    left = {label: own[label] for label in stays} | {"meetings.Vote": 1}
    assert rows_of(cast.complex) == left
    assert rows_of(cast.sibling_complex) == {
        label: count + own.get(label, 0) - left.get(label, 0) for label, count in sibling.items()
    }
    assert len(own) - len(stays) > 18, "activities, firms and people as well"
    assert {m: m._default_manager.count() for m in PLACED} == all_rows
    assert merged.carried["activities.Activity"] == own["activities.Activity"]
    assert last_change() >= before


def test_the_one_that_goes_stays_as_a_closed_row_with_its_reason(cast: Cast, merge: Merge) -> None:
    merge()

    gone = Complex.objects.get(pk=cast.complex.pk)
    assert (gone.merged_into, gone.closed_on, gone.is_listed) == (
        cast.sibling_complex, LAST_DAY, False,
    )  # fmt: skip
    told = gone.pgh_event_models["update"].objects.filter(pgh_obj=gone.pk, pgh_label="update")
    assert [event.closed_reason for event in told] == ["两个小区打通围墙"]
    assert gone.placements.get().valid_until == LAST_DAY


def test_doors_units_and_their_duties_follow_their_building(cast: Cast, merge: Merge) -> None:
    door = DoorFactory(unit__building__complex=cast.complex)
    unit = DoorDutyFactory(complex=cast.complex, unit=door.unit, valid_until=date(2026, 3, 31))
    whole = DoorDutyFactory(complex=cast.complex, valid_until=date(2026, 3, 31))
    for duty in (unit, whole):
        DutyLeave.objects.create(
            **duty.place_columns,
            duty=duty,
            deputy=PersonFactory(),
            first_day=date(2026, 2, 1),
            last_day=date(2026, 2, 2),
        )

    merge()

    kept = cast.sibling_complex
    for model in (Building, Unit, Door):
        assert model.objects.get().complex == kept
    # Whoever answered for all of the closed one until March answered for nothing of the kept one.
    assert DoorDuty.objects.get(pk=unit.pk).complex == kept
    assert DoorDuty.objects.get(pk=whole.pk).complex == cast.complex
    assert unit.leaves.get().complex == kept
    assert whole.leaves.get().complex == cast.complex


def test_days_before_count_both_and_days_since_count_one(cast: Cast, merge: Merge) -> None:
    for complex_ in (cast.complex, cast.sibling_complex):
        body = OwnersBodyFactory(complex=complex_)
        CommitteeSeatFactory(term=CommitteeTermFactory(body=body), is_party_member=True)

    def figures(place: str, day: date) -> list[tuple[int, int]]:
        asked = Question(place=place, first=date(2026, 1, 1), last=day, as_of=day)
        found = [count(asked) for count in (committee_rate, party_share)]
        return [(one.numerator, one.denominator) for one in found]

    before = {
        place: figures(place, LAST_DAY) for place in ("community-a", "street-a", "complex-a1")
    }
    assert before["community-a"] == [(2, 2), (2, 2)]
    OwnersBody.objects.filter(complex=cast.complex).update(ended_on=LAST_DAY)

    merge()

    assert {place: figures(place, LAST_DAY) for place in before} == before
    assert figures("community-a", MERGED_ON) == [(1, 1), (1, 1)]
    assert figures("street-a", MERGED_ON) == [(1, 2), (1, 1)]


def test_a_standing_body_has_to_end_first(cast: Cast, merge: Merge) -> None:
    OwnersBodyFactory(complex=cast.complex)
    OwnersBodyFactory(complex=cast.complex, kind=BodyKind.INTERIM, ended_on=MERGED_ON)

    with pytest.raises(BodyStands) as refused:
        merge()

    assert refused.value.message.startswith("东园还有业主委员会、")
    assert "不晚于2026-06-30" in refused.value.message
    assert Complex.objects.get(pk=cast.complex.pk).merged_into is None


def test_equal_names_are_refused_with_their_names(cast: Cast, merge: Merge) -> None:
    for complex_ in (cast.complex, cast.sibling_complex):
        for name in ("1栋", "2栋"):
            BuildingFactory(complex=complex_, name=name)
        SpaceFactory(complex=complex_, name="红色港湾")
    BuildingFactory(complex=cast.complex, name="3栋")

    with pytest.raises(DoNotFit) as refused:
        merge()

    assert refused.value.message == (
        "两个小区有同名的阵地：红色港湾；楼栋：1栋、2栋。请先改名再合并"
    )
    assert Building.objects.filter(complex=cast.complex).count() == 3


def test_two_running_contracts_are_refused_in_the_words_of_their_rule(
    cast: Cast, merge: Merge
) -> None:
    ServiceContractFactory(complex=cast.sibling_complex)
    contract = ServiceContractFactory(complex=cast.complex)

    with pytest.raises(DoNotFit, match="物业服务合同不能放在一起：这个小区在这段时间已有物业服务"):
        merge()
    contract.ends_on = LAST_DAY
    contract.save()
    merge()

    contract.refresh_from_db()
    assert contract.complex == cast.complex, "who ran 东园 in spring is still on record there"


def test_who_is_registered_in_both_is_so_once_afterwards(cast: Cast, merge: Merge) -> None:
    door = DoorFactory(unit__building__complex=cast.complex)
    person, user = PersonFactory(), UserFactory()
    here = ResidentFactory(person=person, complex=cast.sibling_complex)
    there = ResidentFactory(person=person, complex=cast.complex, door=door)
    for complex_, first in ((cast.sibling_complex, 1), (cast.complex, 8)):
        RoleAssignmentFactory(
            user=user, role=Role.PROPERTY_MANAGER, complex=complex_, valid_from=date(2026, first, 1)
        )

    merge()

    here.refresh_from_db()
    there.refresh_from_db()
    assert (here.valid_until, here.door) == (None, door), "the door is not lost"
    assert (there.valid_until, there.complex) == (LAST_DAY, cast.sibling_complex)
    duties = RoleAssignment.objects.filter(user=user).order_by("pk")
    assert [(d.complex, d.valid_until) for d in duties] == [
        (cast.sibling_complex, None),
        # Begun after the day: it never runs backwards.
        (cast.sibling_complex, date(2026, 8, 1)),
    ]


def test_no_list_choice_or_scope_of_today_shows_it(cast: Cast, merge: Merge) -> None:
    merge()

    for user in (cast.admin, cast.official, cast.secretary, cast.manager, cast.auditor):
        for rows in (
            Complex.objects.visible_to(user),
            Complex.objects.manageable_by(user),
            Complex.objects.served_by(user),
            Complex.objects.noticed_by(user),
            readable_complexes(user),
        ):
            assert cast.complex not in rows, user
    assert cast.sibling_complex in Complex.objects.served_by(cast.manager), "his post moved along"
    assert "东园" not in Client().get("/", {"change": "1"}).content.decode()
    assert Client().get("/api/v1/complexes/complex-a1/").status_code == 404
    assert cast.complex not in Complex.objects.in_community_on(cast.community, MERGED_ON)


def test_its_pages_lead_to_the_same_pages_of_the_kept_one(cast: Cast, merge: Merge) -> None:
    merge()

    answer = Client().get("/c/complex-a1/calendar/", {"view": "week", "day": "2026-07-06"})
    assert answer.status_code == 301
    assert answer["Location"] == "/c/complex-a2/calendar/?view=week&day=2026-07-06"
    assert Client().get("/c/complex-a1/calendar.ics")["Location"] == "/c/complex-a2/calendar.ics"
    assert Client().get("/c/nobody-knows/").status_code == 404


def pages_of_a_place() -> list[str]:
    from portal.views.errors import OF_A_PLACE

    found = []
    for pattern in get_resolver().url_patterns:
        for one in getattr(pattern, "url_patterns", [pattern]):
            route = f"{pattern.pattern}{one.pattern}" if one is not pattern else str(one.pattern)
            if route.startswith(OF_A_PLACE):
                found.append(route)
    return found


def test_each_page_of_a_place_leads_on(cast: Cast, merge: Merge) -> None:
    pages = pages_of_a_place()
    merge()

    assert len(pages) >= 7
    for page in pages:
        address = "/" + page.replace("<int:pk>", "1")
        answer = Client().get(address.replace("<slug:slug>", "complex-a1"))
        assert (answer.status_code, answer["Location"]) == (
            301, address.replace("<slug:slug>", "complex-a2"),
        ), page  # fmt: skip


def test_what_was_merged_before_leads_to_the_last_one(cast: Cast, merge: Merge) -> None:
    move_complex(
        complex_=cast.other_community_complex,
        to=cast.community,
        on=date(2026, 5, 1),
        reason="边界调整",
        actor=cast.official,
        now=timezone.now(),
    )
    merge()
    merge(keep=cast.other_community_complex, gone=cast.sibling_complex, on=date(2026, 9, 1))

    assert Client().get("/c/complex-a1/")["Location"] == "/c/complex-a-other/"
    lay = [
        set(Complex.objects.in_community_on(cast.community, day).values_list("name", flat=True))
        for day in (LAST_DAY, MERGED_ON, date(2026, 9, 1))
    ]
    assert lay == [{"东园", "西园", "南园"}, {"西园", "南园"}, {"南园"}]


def test_what_can_not_be_merged_is_refused(cast: Cast, merge: Merge) -> None:
    with pytest.raises(WithItself, match="请选另一个小区"):
        merge(keep=cast.complex)
    with pytest.raises(NotSameCommunity, match="不在同一个社区，请先把其中一个迁过去"):
        merge(keep=cast.other_community_complex)
    with pytest.raises(NotYet):
        merge(on=timezone.localdate() + timedelta(days=1))
    merge()
    with pytest.raises(MergedAway, match="“东园”已并入西园"):
        merge()
    with pytest.raises(MergedAway):
        merge(keep=cast.complex, gone=cast.sibling_complex)


def test_a_closed_complex_takes_no_row_by_any_road(cast: Cast, merge: Merge) -> None:
    building = BuildingFactory(complex=cast.sibling_complex)
    merge()

    with pytest.raises(IntegrityError, match="was merged into another"), transaction.atomic():
        ResidentFactory(complex=cast.complex)
    with pytest.raises(IntegrityError, match="was merged into another"), transaction.atomic():
        Building.objects.filter(pk=building.pk).update(complex=cast.complex)
    with pytest.raises(IntegrityError, match="complex_merged_is_closed"), transaction.atomic():
        Complex.objects.filter(pk=cast.complex.pk).update(is_listed=True)


def test_who_writes_there_by_a_service_is_told(cast: Cast, merge: Merge) -> None:
    """As somebody whose form was open while it was merged."""
    merge()

    with pytest.raises(DomainError, match="这个小区已并入别的小区，请到那里登记"):
        register_resident(
            name="王阿姨",
            phone="13812345678",
            residence=Residence(complex=cast.complex),
            actor=cast.official,
            now=timezone.now(),
        )


def test_what_stayed_with_the_closed_one_can_still_be_corrected(cast: Cast, merge: Merge) -> None:
    contract = ServiceContractFactory(complex=cast.complex, ends_on=LAST_DAY)
    merge()

    contract.fee = "2.80"
    contract.save()

    contract.refresh_from_db()
    assert (contract.complex, str(contract.fee)) == (cast.complex, "2.80")


def test_the_ledger_names_the_one_that_is_no_more(cast: Cast, merge: Merge) -> None:
    merge()

    ledger = csv_of(["社区", "小区名称", "总户数"], ["甲一社区", "东园", 321])
    report = run("complexes", ledger, cast.official, "台账.csv")

    assert [error.message for error in report.errors] == [
        "这个小区已并入别的小区，请填并入后的名称"
    ]


def test_every_key_to_a_complex_is_handled() -> None:
    handled = {(model, "complex") for model in models_in_order()}
    left = {
        f"{key.model._meta.label}.{key.name}"
        for key in keys_to(Complex)
        if (key.model, key.name) not in handled
    }

    assert left == HISTORY
    assert {model for model, _name in handled} == set(PLACED)


def test_a_table_that_says_nothing_stops_the_merge(
    merge: Merge, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(merging, "HISTORY", HISTORY - {"communities.ComplexPlacement.complex"})

    with pytest.raises(merging.NobodyKnowsHow, match="ComplexPlacement"):
        merge()


def test_every_placed_table_refuses_closed_complexes() -> None:
    """A model with triggers of its own has to name those of `Placed` too."""
    names = {
        model._meta.label: {trigger.name for trigger in model._meta.triggers}  # type: ignore[attr-defined]  # pgtrigger's
        for model in PLACED
    }

    assert [label for label, of in names.items() if "only_of_standing_complexes" not in of] == []


def test_what_excludes_itself_in_a_complex_says_what_stays(cast: Cast) -> None:
    """Only one at a time in a complex: its past can't move to another, so the model has to say so."""
    exclusive = {
        model
        for model in PLACED
        for name, text in constraints_of(model._meta.db_table).items()
        if text.startswith("EXCLUDE") and "complex_id" in text and name
    }

    silent = [
        model._meta.label
        for model in exclusive
        if "left_behind" not in vars(type(model._default_manager.all()))
    ]
    assert exclusive >= {ServiceContract, DoorDuty}
    assert silent == []


# Two at once

PATIENCE = {True: 0.4, False: 20.0}


def write_while_it_merges(
    monkeypatch: pytest.MonkeyPatch, *, locked: bool, write: Callable[[Cast], models.Model]
) -> tuple[Cast, list[Any]]:
    """Somebody writes to 东园 after its rows were carried over and before the merge is committed."""
    cast = build_cast()
    carried = threading.Event()
    close = merging._close

    def close_late(*args: Any, **kwargs: Any) -> None:
        close(*args, **kwargs)
        carried.set()
        written.wait(PATIENCE[locked])

    written = threading.Event()
    monkeypatch.setattr(merging, "_close", close_late)
    if not locked:

        def read_both(keep: int, gone: int) -> tuple[Complex, Complex]:
            return Complex.objects.get(pk=keep), Complex.objects.get(pk=gone)

        monkeypatch.setattr(merging, "lock_both", read_both)

    def write_late() -> models.Model:
        assert carried.wait(20)
        with transaction.atomic():
            row = write(cast)
        written.set()
        return row

    return cast, at_once(lambda: merge_in(cast), write_late)


def write_resident(cast: Cast) -> models.Model:
    return ResidentFactory(complex=cast.complex)


@pytest.mark.django_db(transaction=True)
def test_whoever_writes_while_it_merges_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    cast, (merged, written) = write_while_it_merges(monkeypatch, locked=True, write=write_resident)

    assert isinstance(merged, Merged)
    assert isinstance(written, IntegrityError)
    assert not Resident.objects.filter(complex=cast.complex).exists()


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_the_row_would_be_lost_in_the_closed_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The negative control: neither carried over nor refused."""
    cast, (merged, written) = write_while_it_merges(monkeypatch, locked=False, write=write_resident)

    assert isinstance(merged, Merged)
    assert isinstance(written, Resident)
    assert Resident.objects.get(complex=cast.complex).pk == written.pk


@pytest.mark.django_db(transaction=True)
def test_who_began_to_write_before_is_waited_for_and_carried_over(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cast = build_cast()
    inserted, lock = threading.Event(), merging.lock_both
    started = threading.Event()

    def lock_late(keep: int, gone: int) -> tuple[Complex, Complex]:
        assert inserted.wait(20)
        started.set()
        return lock(keep, gone)

    def write_slowly() -> Resident:
        with transaction.atomic():
            row = ResidentFactory(complex=cast.complex)
            inserted.set()
            assert started.wait(20)
            with suppress(threading.BrokenBarrierError):
                threading.Barrier(2).wait(0.3)
        return row

    monkeypatch.setattr(merging, "lock_both", lock_late)
    merged, written = at_once(lambda: merge_in(cast), write_slowly)

    assert isinstance(merged, Merged)
    assert Resident.objects.get(pk=written.pk).complex == cast.sibling_complex


@pytest.mark.django_db(transaction=True)
def test_two_merges_of_the_same_two_end_in_one(monkeypatch: pytest.MonkeyPatch) -> None:
    cast = build_cast()
    SignUpFactory(session=SessionFactory(complex=cast.complex))
    DoorDutyFactory(complex=cast.complex, kind=DutyKind.STEWARD)

    results = at_once(
        lambda: merge_in(cast),
        lambda: merge_in(cast, keep=cast.complex, gone=cast.sibling_complex),
    )

    assert sorted(type(one).__name__ for one in results) == ["Merged", "MergedAway"]
    closed = Complex.objects.get(closed_on__isnull=False)
    assert not SignUp.objects.filter(complex=closed).exists()


def test_what_was_told_of_the_whole_complex_ends_and_stays(cast: Cast, merge: Merge) -> None:
    """Both are managed somehow and lie in a grid: the kept one's own goes on."""
    modes = [ManagementPeriodFactory(complex=c) for c in (cast.complex, cast.sibling_complex)]
    spans = [GridSpanFactory(complex=c) for c in (cast.complex, cast.sibling_complex)]
    building = BuildingFactory(complex=cast.complex)
    of_building = GridSpanFactory(
        complex=cast.complex, building=building, grid__level="MICRO", grid__community=cast.community
    )

    merge()

    for row in (*modes, *spans, of_building):
        row.refresh_from_db()
    assert [(m.complex, m.until) for m in modes] == [
        (cast.complex, LAST_DAY),
        (cast.sibling_complex, None),
    ]
    assert [(s.complex, s.until) for s in spans] == [
        (cast.complex, LAST_DAY),
        (cast.sibling_complex, None),
    ]
    assert (of_building.complex, of_building.until) == (cast.sibling_complex, None)
