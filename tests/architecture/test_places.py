"""A row can never sit in two tenants: read from the database's catalogue and tried by raw SQL."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction

from activities.models import Activity, Session, SignUp
from communities.models import Building, Complex, Door, Placed, Resident
from communities.querysets import ScopedQuerySet
from tests.factories.activities import SessionFactory, SignUpFactory
from tests.factories.communities import DoorFactory, ResidentFactory
from tests.people import Cast

pytestmark = pytest.mark.django_db

PLACED: list[type[models.Model]] = [
    model for model in apps.get_models() if issubclass(model, Placed) and model._meta.managed
]


def constraints_of(table: str) -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint"
            " WHERE conrelid = %s::regclass",
            [table],
        )
        return dict(cursor.fetchall())


def test_the_placed_models_are_those_we_know() -> None:
    names = {model._meta.model_name for model in PLACED}

    assert {"building", "unit", "door", "resident", "roleassignment"} <= names
    assert {"ownersbody", "committeeterm", "committeeseat", "envcommittee", "envmember"} <= names
    assert {"space", "activity", "session", "signup", "checkin", "activitylog", "photo"} <= names


@pytest.mark.parametrize("model", PLACED, ids=lambda model: model._meta.label)
def test_every_placed_table_has_its_composite_keys(model: type[models.Model]) -> None:
    name, found = model._meta.model_name, constraints_of(model._meta.db_table)

    assert found[f"{name}_complex_in_community"] == (
        "FOREIGN KEY (complex_id, community_id)"
        " REFERENCES communities_complex(id, community_id) ON UPDATE CASCADE"
    )
    assert found[f"{name}_community_in_sub_district"] == (
        "FOREIGN KEY (community_id, sub_district_id)"
        " REFERENCES communities_community(id, sub_district_id) ON UPDATE CASCADE"
    )
    assert found[f"{name}_complex_has_community"].startswith("CHECK")


def test_a_complex_lies_in_the_sub_district_of_its_community() -> None:
    found = constraints_of("communities_complex")

    assert found["complex_community_in_sub_district"] == (
        "FOREIGN KEY (community_id, sub_district_id)"
        " REFERENCES communities_community(id, sub_district_id) ON UPDATE CASCADE"
    )


@pytest.mark.parametrize("model", PLACED, ids=lambda model: model._meta.label)
def test_every_placed_model_has_the_one_door_to_its_rows(model: type[models.Model]) -> None:
    rows = model._default_manager.all()

    assert isinstance(rows, ScopedQuerySet) or model._meta.model_name == "roleassignment"
    for door in ("visible_to", "manageable_by", "public"):
        assert callable(getattr(rows, door))


def execute_at_once(statement: str, values: list[int]) -> None:
    """Deferred keys are asked now, not at the end of the test."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.fixture
def one_of_each(cast: Cast) -> None:
    """A row of every placed table that has a factory, at complex A1."""
    SignUpFactory(session=SessionFactory(complex=cast.complex))
    ResidentFactory(complex=cast.complex, door=DoorFactory(unit__building__complex=cast.complex))


@pytest.mark.usefixtures("one_of_each")
@pytest.mark.parametrize("model", [Building, Door, Resident, Activity, Session, SignUp])
def test_raw_sql_cannot_move_a_row_into_another_tenant(
    model: type[models.Model], cast: Cast
) -> None:
    table = model._meta.db_table
    row = model._default_manager.filter(complex=cast.complex).first()
    assert row is not None

    for column, value in (
        ("sub_district_id", cast.other_street.pk),
        ("community_id", cast.other_community.pk),
        ("complex_id", cast.other_street_complex.pk),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            execute_at_once(f"UPDATE {table} SET {column} = %s WHERE id = %s", [value, row.pk])


@pytest.mark.usefixtures("one_of_each")
def test_a_complex_that_moves_takes_all_its_rows_along(cast: Cast) -> None:
    counted = {m: m._default_manager.filter(complex=cast.complex).count() for m in PLACED}

    Complex.objects.filter(pk=cast.complex.pk).update(community=cast.other_community)

    assert {
        m: m._default_manager.filter(complex=cast.complex, community=cast.other_community).count()
        for m in PLACED
    } == counted
    assert counted[SignUp] == 1
    assert counted[Door] == 1
