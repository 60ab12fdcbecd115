"""Two rows of one person become one: everything follows, and a trace says who did it and why."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import models
from django.utils import timezone
from pghistory.models import Event

from accounts.models import Person, PersonMerge
from accounts.services import forget_person, register_person
from communities.models import DutyLeave, Ownership, Resident
from communities.queries.people import visible_persons
from communities.services.persons import (
    MergedAlready,
    OwnDeputyAfterwards,
    PhoneTaken,
    RowsCollide,
    SamePerson,
    TwoAccounts,
    keys_to_person,
    merge_persons,
)
from core.models import InboxMessage
from tests.architecture.access_matrix import OWN, Grounds
from tests.factories.accounts import PersonFactory, UserFactory
from tests.factories.bodies import CommitteeSeatFactory
from tests.factories.communities import (
    DoorDutyFactory,
    DoorFactory,
    OwnershipFactory,
    ResidentFactory,
)
from tests.factories.property_alliance import FirmStaffFactory
from tests.people import Cast

pytestmark = pytest.mark.django_db

Merge = Callable[..., PersonMerge]


@pytest.fixture
def keep(cast: Cast) -> Person:
    return PersonFactory(name="王秀芳", phone="13812345678")


@pytest.fixture
def gone(cast: Cast) -> Person:
    return PersonFactory(name="王秀芬", phone="13987654321")


@pytest.fixture
def merge(cast: Cast, keep: Person, gone: Person) -> Merge:
    def by(**changed: Any) -> PersonMerge:
        given = {
            "keep": keep, "gone": gone, "reason": "登记时写错了名字", "actor": cast.secretary,
            "now": timezone.now(),
        }  # fmt: skip
        return merge_persons(**{**given, **changed})

    return by


def test_whatever_points_at_the_one_that_goes_points_at_the_other(
    cast: Cast, grounds: dict[str, Grounds], merge: Merge, keep: Person
) -> None:
    """The person of the grounds has a row in nearly every table that knows persons."""
    person = grounds[OWN].resident.person
    seat = CommitteeSeatFactory(person=person)
    OwnershipFactory(person=person)
    user = person.user
    found = {
        key: key.model._default_manager.filter(**{key.name: person}).count()
        for key in keys_to_person()
    }
    assert sum(1 for count in found.values() if count) >= 10

    merge(gone=person)

    for key, count in found.items():
        rows = key.model._default_manager
        assert not rows.filter(**{key.name: person}).exists(), key
        assert rows.filter(**{key.name: keep}).count() == count, key
    user.refresh_from_db()
    seat.refresh_from_db()
    assert (user.person, seat.person) == (keep, keep)
    assert Person.objects.filter(pk=person.pk).exists(), "the row stays"


def test_no_key_to_a_person_is_left_out() -> None:
    """By Django's own list of what points at a person."""
    known = {(key.model, key.name) for key in keys_to_person()}

    for relation in Person._meta.related_objects:
        model = relation.related_model
        assert isinstance(model, type)
        if not issubclass(model, Event | PersonMerge):
            assert (model, relation.field.name) in known
    many = [
        field
        for model in apps.get_models()
        for field in model._meta.many_to_many
        if isinstance(field, models.ManyToManyField) and field.related_model is Person
    ]
    assert many == [], "rows of a many-to-many table would double"


def test_the_trace_says_who_when_which_and_why(
    cast: Cast, merge: Merge, keep: Person, gone: Person
) -> None:
    now = timezone.now()

    merge(now=now)

    trace = PersonMerge.objects.get()
    assert (trace.keep, trace.gone, trace.merged_by, trace.merged_at, trace.reason) == (
        keep, gone, cast.secretary, now, "登记时写错了名字",
    )  # fmt: skip
    assert trace.other_phone == "139****4321"
    keep.refresh_from_db()
    gone.refresh_from_db()
    assert (keep.masked_phone, gone.has_phone) == ("138****5678", False)


def test_a_phone_is_taken_over_where_there_was_none(merge: Merge, gone: Person) -> None:
    elder = PersonFactory(name="王秀芳", phone="")

    trace = merge(keep=elder)

    elder.refresh_from_db()
    assert (elder.masked_phone, trace.other_phone) == ("139****4321", "")
    assert register_person(name="王秀芳", phone="13987654321") == elder, "found again by it"


def test_the_same_phone_is_no_second_one(merge: Merge, keep: Person) -> None:
    assert merge(gone=PersonFactory(name="王秀芬", phone="13812345678")).other_phone == ""
    keep.refresh_from_db()
    assert keep.has_phone


def test_a_third_row_of_that_name_and_phone_is_told(merge: Merge, gone: Person) -> None:
    PersonFactory(name="王秀芳", phone="13987654321")
    elder = PersonFactory(name="王秀芳", phone="")

    with pytest.raises(PhoneTaken, match=r"139\*\*\*\*4321下已有同名的人"):
        merge(keep=elder)

    gone.refresh_from_db()
    assert gone.has_phone, "nothing of it happened"


def test_one_registration_a_complex_stays_the_one_with_a_door(
    cast: Cast, merge: Merge, keep: Person, gone: Person
) -> None:
    door = DoorFactory(unit__building__complex=cast.complex)
    here = ResidentFactory(person=keep, complex=cast.complex)
    there = ResidentFactory(person=gone, complex=cast.complex, door=door)
    beside = ResidentFactory(person=gone, complex=cast.sibling_complex)

    merge()

    yesterday = timezone.localdate() - timedelta(days=1)
    found = {one.pk: (one.person, one.valid_until) for one in Resident.objects.filter(person=keep)}
    assert found == {
        here.pk: (keep, yesterday), there.pk: (keep, None), beside.pk: (keep, None),
    }  # fmt: skip


def test_messages_are_found_under_the_one_that_stays(
    merge: Merge, keep: Person, grounds: dict[str, Grounds]
) -> None:
    message = grounds[OWN].message

    merge(gone=message.person)

    message.refresh_from_db()
    assert message.person == keep
    assert not InboxMessage.objects.exclude(person=keep).exists()


def test_what_one_person_can_not_be_is_refused_in_the_words_of_its_rule(
    cast: Cast, merge: Merge, keep: Person, gone: Person
) -> None:
    for person in (keep, gone):
        FirmStaffFactory(person=person)
    with pytest.raises(RowsCollide, match="从业人员不能归到一人：这个人在这段时间已在一家物业企业"):
        merge()

    door = DoorFactory()
    pair = PersonFactory.create_batch(2)
    for person in pair:
        OwnershipFactory(door=door, person=person, share_denominator=2)
    with pytest.raises(RowsCollide, match="产权不能归到一人：这个人在这段时间已登记为这一户的业主"):
        merge(keep=pair[0], gone=pair[1])
    assert Ownership.objects.filter(person=pair[1]).exists()


def test_nobody_deputises_for_himself_afterwards(
    cast: Cast, merge: Merge, keep: Person, gone: Person
) -> None:
    duty = DoorDutyFactory(complex=cast.complex, person=keep)
    DutyLeave.objects.create(
        **duty.place_columns,
        duty=duty,
        deputy=gone,
        first_day=date(2026, 2, 1),
        last_day=date(2026, 2, 2),
    )

    with pytest.raises(OwnDeputyAfterwards, match="其中一人替另一人代班"):
        merge()


def test_two_accounts_are_two_people_until_somebody_looks(
    merge: Merge, keep: Person, gone: Person
) -> None:
    for person in (keep, gone):
        UserFactory(person=person)

    with pytest.raises(TwoAccounts, match="两个人都有账号"):
        merge()


def test_nobody_merges_with_himself_or_into_who_went(merge: Merge, gone: Person) -> None:
    with pytest.raises(SamePerson, match="不能和自己合并"):
        merge(keep=gone)
    merge()
    with pytest.raises(MergedAlready, match=r"“王\*芬”已并入另一条记录"):
        merge(keep=gone, gone=PersonFactory())


def test_who_went_is_met_nowhere_any_more(cast: Cast, merge: Merge, gone: Person) -> None:
    ResidentFactory(person=gone, complex=cast.complex)
    assert gone in visible_persons(cast.secretary)

    merge()

    assert gone not in visible_persons(cast.secretary)


def test_who_is_forgotten_is_forgotten_with_what_was_merged(
    merge: Merge, keep: Person, gone: Person
) -> None:
    merge()

    forget_person(person=keep)

    gone.refresh_from_db()
    assert gone.name == "王*芬"
    history = Person.pgh_event_models["insert"].objects.filter(pgh_obj_id=gone.pk)
    assert {event.name for event in history} == {"王*芬"}
