"""What the tables refuse, what the services refuse, who sits on which day."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from accounts.models import User
from communities.choices import BodyKind, SeatPosition
from communities.models import CommitteeSeat, CommitteeTerm, HandOverItem, OwnersBody
from communities.queries.bodies import public_bodies, seats_on, who_sits
from communities.queries.places import Place
from communities.services import bodies as services
from communities.services.bodies import (
    BodyStands,
    DayInFuture,
    EndedBeforeBegun,
    FiledBeforeElected,
    LeftBeforeSeated,
    NewSeat,
    NumberOutOfOrder,
    SeatBeforeTerm,
    SeatLeft,
    SeatTwice,
    StillInOffice,
    TermFacts,
    TermRecorded,
    TermsOverlap,
    TwoDirectors,
    add_seat,
    begin_term,
    end_body,
    end_seat,
    file_term,
    found_body,
    hand_over,
    prepare_handover,
)
from communities.services.duties import TermBackwards
from tests.concurrency import at_once
from tests.factories.accounts import PersonFactory
from tests.factories.bodies import (
    CommitteeRulesFactory,
    CommitteeSeatFactory,
    CommitteeTermFactory,
    EnvMemberFactory,
    OwnersBodyFactory,
)
from tests.people import Cast, build_cast

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
TODAY = date(2026, 11, 20)
FIRST = TermFacts(number=1, starts_on=date(2021, 1, 1), ends_on=date(2025, 12, 31))
SECOND = TermFacts(number=2, starts_on=date(2026, 1, 1), ends_on=date(2030, 12, 31))
DIRECTOR = NewSeat(name="王建国", position=SeatPosition.DIRECTOR, is_party_member=True)
MEMBER = NewSeat(name="李秀英", building_text="3栋")


def act(actor: User | None = None) -> dict[str, Any]:
    return {"actor": actor, "now": NOW}


@pytest.fixture
def body(cast: Cast) -> OwnersBody:
    return found_body(complex_=cast.complex, kind=BodyKind.OWNERS_COMMITTEE, **act(cast.secretary))


def begun(body: OwnersBody, facts: TermFacts = FIRST, *seats: NewSeat) -> CommitteeTerm:
    return begin_term(body_id=body.pk, term=facts, seats=seats, **act())


# The tables


def refused_by_table(make: Any, **values: Any) -> str:
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        make(**values)
    return str(refusal.value.__cause__)


def test_terms_of_one_body_never_overlap_and_its_neighbours_may(cast: Cast) -> None:
    term = CommitteeTermFactory(body__complex=cast.complex)

    assert "committeeterms_apart" in refused_by_table(
        CommitteeTermFactory, body=term.body, number=2, starts_on=term.ends_on
    )
    CommitteeTermFactory(body=OwnersBodyFactory(complex=cast.sibling_complex), number=2)


def test_a_term_that_overlaps_is_named_before_it_is_saved(cast: Cast) -> None:
    term = CommitteeTermFactory(body__complex=cast.complex)
    other = CommitteeTermFactory.build(
        body=term.body,
        sub_district=cast.street,
        community=cast.community,
        complex=cast.complex,
        number=2,
        starts_on=term.ends_on,
    )

    with pytest.raises(ValidationError, match="同一组织的各届任期不能重叠"):
        other.full_clean()


def test_one_director_at_a_time_and_the_next_from_the_day_after(cast: Cast) -> None:
    director = {"position": SeatPosition.DIRECTOR}
    seat = CommitteeSeatFactory(term__body__complex=cast.complex, **director)
    later = {"term": seat.term, "since": date(2026, 5, 1), **director}

    assert "committeeseat_one_director" in refused_by_table(CommitteeSeatFactory, **later)
    CommitteeSeat.objects.filter(pk=seat.pk).update(until=date(2026, 4, 30))
    CommitteeSeatFactory(**later)


def test_nobody_holds_two_seats_at_a_time_in_a_term(cast: Cast) -> None:
    seat = CommitteeSeatFactory(term__body__complex=cast.complex)

    assert "committeeseat_person_once" in refused_by_table(
        CommitteeSeatFactory, term=seat.term, person=seat.person
    )


def test_one_body_of_a_kind_stands_at_a_time_beside_an_interim_one(cast: Cast) -> None:
    body = OwnersBodyFactory(complex=cast.complex)

    assert "ownersbody_kind_once" in refused_by_table(OwnersBodyFactory, complex=cast.complex)
    OwnersBodyFactory(complex=cast.complex, kind=BodyKind.INTERIM)
    OwnersBody.objects.filter(pk=body.pk).update(ended_on=TODAY)
    OwnersBodyFactory(complex=cast.complex)


def test_a_term_lies_in_the_complex_of_its_body(cast: Cast) -> None:
    body = OwnersBodyFactory(complex=cast.complex)

    assert "committeeterm_in_body_of_complex" in refused_by_table(
        CommitteeTermFactory, body=body, complex=cast.sibling_complex
    )


# The services


def test_a_term_begins_with_its_seats_in_one_act(body: OwnersBody, cast: Cast) -> None:
    term = begin_term(body_id=body.pk, term=FIRST, seats=[DIRECTOR, MEMBER], **act(cast.secretary))

    assert {
        (seat.person.name, seat.position, seat.since, seat.complex_id)
        for seat in term.seats.select_related("person")
    } == {
        ("王建国", "DIRECTOR", FIRST.starts_on, cast.complex.pk),
        ("李秀英", "MEMBER", FIRST.starts_on, cast.complex.pk),
    }
    events = CommitteeTerm.pgh_event_model.objects.filter(pgh_obj=term)
    assert [event.pgh_label for event in events] == ["insert"]


@pytest.mark.parametrize(
    ("facts", "seats", "refusal"),
    [
        (
            TermFacts(number=3, starts_on=date(2026, 1, 1), ends_on=date(2025, 1, 1)),
            [DIRECTOR],
            TermBackwards,
        ),
        (
            TermFacts(number=3, starts_on=date(2025, 12, 31), ends_on=date(2027, 1, 1)),
            [DIRECTOR],
            TermsOverlap,
        ),
        (FIRST, [DIRECTOR], TermRecorded),
        (
            TermFacts(number=2, starts_on=date(2016, 1, 1), ends_on=date(2020, 1, 1)),
            [DIRECTOR],
            NumberOutOfOrder,
        ),
        (SECOND, [DIRECTOR, NewSeat(name="赵明", position=SeatPosition.DIRECTOR)], TwoDirectors),
        (SECOND, [MEMBER, MEMBER], SeatTwice),
        (SECOND, [NewSeat(name="赵明", since=date(2025, 12, 31))], SeatBeforeTerm),
        (
            TermFacts(
                number=2,
                starts_on=date(2026, 1, 1),
                ends_on=date(2030, 1, 1),
                elected_on=date(2025, 12, 20),
                filed_on=date(2025, 12, 19),
            ),
            [],
            FiledBeforeElected,
        ),
    ],
)
def test_what_cannot_be_true_is_refused_and_leaves_nothing(
    body: OwnersBody, facts: TermFacts, seats: list[NewSeat], refusal: type[Exception]
) -> None:
    begun(body, FIRST, DIRECTOR)

    with pytest.raises(refusal), transaction.atomic():
        begun(body, facts, *seats)

    assert body.committeeterms.count() == 1
    assert CommitteeSeat.objects.count() == 1


def test_the_refusal_names_the_other_term_and_the_rule(body: OwnersBody) -> None:
    begun(body)

    with pytest.raises(TermsOverlap) as refusal:
        begun(body, TermFacts(number=2, starts_on=date(2025, 6, 1), ends_on=date(2030, 5, 31)))

    assert refusal.value.message == (
        "任期与第1届（2021年1月1日到2025年12月31日）重叠，同一组织的各届任期不能重叠"
    )


def test_somebody_elected_again_stays_the_same_person(body: OwnersBody) -> None:
    first = begun(body, FIRST, DIRECTOR)
    second = begun(body, SECOND, DIRECTOR)

    assert first.seats.get().person_id == second.seats.get().person_id


def test_a_by_election_is_a_seat_from_its_day(body: OwnersBody) -> None:
    term = begun(body, SECOND, DIRECTOR, MEMBER)
    leaving = term.seats.get(person__name="李秀英")

    end_seat(seat_id=leaving.pk, last_day=date(2026, 6, 30), **act())
    add_seat(term_id=term.pk, seat=NewSeat(name="赵明", since=date(2026, 7, 15)), **act())

    def names(on: date) -> set[str]:
        return {seat.person.name for seat in who_sits(body, on=on)}

    assert names(date(2026, 6, 30)) == {"王建国", "李秀英"}
    assert names(date(2026, 7, 1)) == {"王建国"}
    assert names(TODAY) == {"王建国", "赵明"}


def test_a_seat_ends_once_and_not_before_it_began(body: OwnersBody) -> None:
    seat = begun(body, SECOND, MEMBER).seats.get()

    with pytest.raises(LeftBeforeSeated):
        end_seat(seat_id=seat.pk, last_day=date(2025, 12, 31), **act())
    end_seat(seat_id=seat.pk, last_day=TODAY, **act())
    with pytest.raises(SeatLeft):
        end_seat(seat_id=seat.pk, last_day=TODAY, **act())


def test_filing_is_not_before_the_election_nor_tomorrow(body: OwnersBody) -> None:
    facts = TermFacts(
        number=1,
        starts_on=date(2026, 1, 1),
        ends_on=date(2030, 12, 31),
        elected_on=date(2025, 12, 20),
    )
    term = begun(body, facts)

    with pytest.raises(FiledBeforeElected):
        file_term(term_id=term.pk, filed_on=date(2025, 12, 19), filed_with="区住建局", **act())
    with pytest.raises(DayInFuture):
        file_term(term_id=term.pk, filed_on=date(2026, 11, 21), filed_with="区住建局", **act())
    filed = file_term(term_id=term.pk, filed_on=date(2026, 3, 1), filed_with="区住建局", **act())

    assert (filed.filed_on, filed.filed_with) == (date(2026, 3, 1), "区住建局")


def test_a_body_is_founded_once_and_ends_not_before_its_term(body: OwnersBody, cast: Cast) -> None:
    begun(body, SECOND)

    with pytest.raises(BodyStands):
        found_body(complex_=cast.complex, kind=BodyKind.OWNERS_COMMITTEE, **act())
    with pytest.raises(EndedBeforeBegun):
        end_body(body_id=body.pk, last_day=date(2025, 12, 31), **act())
    assert end_body(body_id=body.pk, last_day=TODAY, **act()).ended_on == TODAY
    assert who_sits(body, on=date(2026, 11, 21)) == []


def test_the_former_term_gets_the_list_that_the_sub_district_has_set(
    body: OwnersBody, cast: Cast
) -> None:
    CommitteeRulesFactory(sub_district=cast.street, handover_items="公章\n钥匙\n公章\n")
    first = begun(body, FIRST)
    begun(body, SECOND)

    assert [item.title for item in first.handover_items.order_by("order")] == ["公章", "钥匙"]

    item = first.handover_items.first()
    assert item is not None
    done = hand_over(item_id=item.pk, done_on=date(2026, 1, 5), done_by="甲交乙", **act())
    assert (done.done_on, done.done_by) == (date(2026, 1, 5), "甲交乙")
    with pytest.raises(DayInFuture):
        hand_over(item_id=item.pk, done_on=date(2026, 11, 21), done_by="", **act())


def test_a_term_that_goes_on_hands_nothing_over_and_one_that_is_over_does(
    body: OwnersBody,
) -> None:
    running = begun(body, SECOND)

    with pytest.raises(StillInOffice):
        prepare_handover(term_id=running.pk, **act())

    CommitteeTerm.objects.filter(pk=running.pk).update(ends_on=date(2026, 11, 19))
    prepare_handover(term_id=running.pk, **act())
    assert len(prepare_handover(term_id=running.pk, **act())) == 6
    assert HandOverItem.objects.count() == 6


@pytest.mark.django_db(transaction=True)
def test_two_officials_who_begin_a_term_at_once_begin_one() -> None:
    cast = build_cast()
    body = found_body(complex_=cast.complex, kind=BodyKind.OWNERS_COMMITTEE, **act())

    def begin() -> CommitteeTerm:
        return begun(body, FIRST, DIRECTOR, MEMBER)

    results = at_once(begin, begin)

    assert sorted(type(result).__name__ for result in results) == ["CommitteeTerm", "TermRecorded"]
    assert CommitteeTerm.objects.count() == 1
    assert CommitteeSeat.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_the_table_still_lets_one_term_through(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The negative control: both read before either writes, and the constraint decides."""
    cast = build_cast()
    body = found_body(complex_=cast.complex, kind=BodyKind.OWNERS_COMMITTEE, **act())
    monkeypatch.setattr(services, "lock_body", lambda body_id: OwnersBody.objects.get(pk=body_id))
    monkeypatch.setattr(services, "_require_possible", lambda body, term: None)

    results = at_once(lambda: begun(body, FIRST), lambda: begun(body, FIRST))

    assert sum(isinstance(result, IntegrityError) for result in results) == 1
    assert CommitteeTerm.objects.count() == 1


# As of any day


def test_members_stay_until_their_successors_begin(body: OwnersBody) -> None:
    begun(body, FIRST, DIRECTOR)

    # Ten months after the last day of the term, and nobody has followed.
    assert [seat.person.name for seat in who_sits(body, on=date(2026, 10, 31))] == ["王建国"]

    begun(body, TermFacts(number=2, starts_on=date(2026, 11, 1), ends_on=date(2031, 10, 31)))
    assert [seat.person.name for seat in who_sits(body, on=date(2026, 10, 31))] == ["王建国"]
    assert who_sits(body, on=date(2026, 11, 1)) == []
    assert who_sits(body, on=date(2020, 12, 31)) == []


def test_who_sits_on_a_day_is_one_statement(
    body: OwnersBody, django_assert_num_queries: Any
) -> None:
    begun(body, SECOND, DIRECTOR, MEMBER)

    with django_assert_num_queries(1):
        assert [seat.person.name for seat in who_sits(body, on=TODAY)] == ["王建国", "李秀英"]


def test_the_public_reads_names_positions_and_terms_in_three_statements(
    body: OwnersBody, cast: Cast, django_assert_num_queries: Any
) -> None:
    begun(body, SECOND, MEMBER, DIRECTOR)
    EnvMemberFactory(committee__community=cast.community, person=PersonFactory(name="高志"))
    CommitteeSeatFactory(term__body__complex=cast.other_street_complex)

    with django_assert_num_queries(3):
        found = public_bodies(Place.of_complex(cast.complex), on=TODAY)

    assert [
        (one.name, one.term, [(m.position, m.name, m.note) for m in one.members]) for one in found
    ] == [
        (
            "东园业委会",
            "第2届 · 2026年1月1日—2030年12月31日",
            [("主任", "王建国", ""), ("委员", "李秀英", "")],
        ),
        ("甲一社区环物委", "2018年成立", [("委员", "高志", "")]),
    ]


def test_a_complex_that_is_not_listed_publishes_no_body(body: OwnersBody, cast: Cast) -> None:
    begun(body, SECOND, DIRECTOR)
    cast.complex.is_listed = False
    cast.complex.save()

    assert public_bodies(Place(cast.street, cast.community), on=TODAY) == []


# Whose rows


@pytest.mark.parametrize(
    ("role", "reads", "writes"),
    [
        ("secretary", True, True),
        ("official", True, True),
        ("auditor", True, False),
        ("branch_secretary", True, False),
        ("manager", False, False),
        ("steward", False, False),
        ("sibling_manager", False, False),
        ("resident", False, False),
        ("outsider", False, False),
    ],
)
def test_officials_write_branch_and_auditor_read_and_no_firm_sees_them(
    cast: Cast, role: str, reads: bool, writes: bool
) -> None:
    seat = CommitteeSeatFactory(term__body__complex=cast.complex)
    user = getattr(cast, role)

    def rows(model: Any) -> tuple[QuerySet[Any], QuerySet[Any]]:
        return model.objects.visible_to(user), model.objects.manageable_by(user)

    for model in (OwnersBody, CommitteeTerm, CommitteeSeat):
        visible, manageable = rows(model)
        assert (visible.exists(), manageable.exists()) == (reads, writes), model
    assert seats_on(TODAY).filter(pk=seat.pk).exists()
