"""Every URL as every role on own, sibling and foreign objects (reliability I-20, I-21).

Default deny: a URL without a row fails, and so does a view that doesn't declare its access. The same
requests prove that GET changes no row: PostgreSQL itself counts what the transaction wrote.
"""

from __future__ import annotations

import pytest
from django.contrib import admin
from django.db import connection

from tests.architecture.access_matrix import (
    ADMIN_OBJECTS,
    FOREIGN,
    OUTSIDE,
    ROLES,
    ROWS,
    SHARED,
    Grounds,
    admin_answer,
)
from tests.architecture.addresses import ALL_ROUTES, addresses, admin_addresses, is_admin
from tests.architecture.grounds import client_as
from tests.people import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("theme_templates")]

# A session's row may be renewed by looking at a page: it belongs to the browser, not to the street.
NOT_COUNTED = frozenset({"django_session"})


def test_every_url_has_a_row() -> None:
    missing = {route.name for route in ALL_ROUTES if not is_admin(route)} - ROWS.keys()

    assert not missing, f"Say in access_matrix.ROWS who may open: {sorted(missing)}"


def test_every_row_has_its_url() -> None:
    assert ROWS.keys() - {route.name for route in ALL_ROUTES} == set()


def test_every_view_declares_the_access_that_its_row_says() -> None:
    declared = {
        route.name: getattr(route.view, "access", None)
        for route in ALL_ROUTES
        if route.name in ROWS
    }

    assert declared == {name: ROWS[name].access for name in declared}


def test_every_admin_page_belongs_to_a_table_of_the_matrix() -> None:
    served = {f"{model._meta.app_label}.{model._meta.model_name}" for model in admin.site._registry}

    assert served == ADMIN_OBJECTS.keys() | SHARED.keys()


ADMIN_PAGES_OF_THE_SITE = {
    "admin:index",
    "admin:login",
    "admin:logout",
    "admin:autocomplete",
    "admin:jsi18n",
    "admin:app_list",
    "admin:admin/(?P<url>.*)$",
}
ENDINGS = ("_changelist", "_add", "_history", "_delete", "_change")
OWN_PAGES = {
    "admin:accounts_person_reveal",
    "admin:accounts_person_merge",
    "admin:communities_complex_move",
    "admin:communities_complex_merge",
} | {
    f"admin:{table}_ledger_{page}"
    for table in (
        "communities_complex",
        "communities_notice",
        "communities_visittour",
        "communities_surveyround",
        "communities_committeeseat",
        "communities_envmember",
        "communities_unit",
        "communities_door",
        "party_building_partyorganization",
        "party_building_partymember",
        "party_building_dualregistration",
        "party_building_memberdevelopment",
        "activities_activity",
        "meetings_meeting",
        "meetings_resolution",
    )
    for page in ("import", "export")
}


def test_every_admin_url_is_known() -> None:
    known = {
        f"admin:{model._meta.app_label}_{model._meta.model_name}{ending}"
        for model in admin.site._registry
        for ending in ENDINGS
    }
    unknown = {
        route.name
        for route in ALL_ROUTES
        if is_admin(route) and "<path:object_id>/" not in route.name
    } - known

    assert unknown == ADMIN_PAGES_OF_THE_SITE | OWN_PAGES


def written_rows() -> dict[str, int]:
    """What this transaction has inserted, updated and deleted so far, by table, as PostgreSQL counts."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_xact_user_tables"
            " WHERE n_tup_ins + n_tup_upd + n_tup_del > 0"
        )
        return {name: count for name, count in cursor.fetchall() if name not in NOT_COUNTED}


@pytest.mark.parametrize("role", ROLES)
def test_pages_answer_each_role_as_the_matrix_says_and_looking_changes_nothing(
    role: str, cast: Cast, grounds: dict[str, Grounds]
) -> None:
    client = client_as(role, cast)
    before = written_rows()

    wrong = []
    for name, row in ROWS.items():
        for whose, address in addresses(row, name, grounds):
            expected = row.rule(role, whose)
            status = client.get(address).status_code
            if status not in (expected if isinstance(expected, frozenset) else {expected}):
                wrong.append(f"{name} of {whose}: {status}, not {expected}")

    assert not wrong, "\n".join(wrong)
    assert written_rows() == before


@pytest.mark.parametrize("role", ROLES)
def test_admin_answers_each_role_as_its_classes_declare_and_looking_changes_nothing(
    role: str, cast: Cast, grounds: dict[str, Grounds]
) -> None:
    client = client_as(role, cast)
    before = written_rows()

    wrong = []
    for label, page, model_admin, whose, address in admin_addresses(grounds):
        expected = admin_answer(label, page, model_admin, role, whose)
        status = client.get(address).status_code
        if status != expected:
            wrong.append(f"{label} {page} of {whose}: {status}, not {expected}")

    assert not wrong, "\n".join(wrong)
    assert written_rows() == before


@pytest.mark.parametrize("role", [*OUTSIDE, "outsider"])
def test_nobody_from_outside_writes_by_posting(
    role: str, cast: Cast, grounds: dict[str, Grounds]
) -> None:
    """Empty forms to every address of this tenant: refused or invalid, and nothing is written."""
    client = client_as(role, cast)
    before = written_rows()

    answers = {}
    for name, row in ROWS.items():
        if row.writes_openly or name == "account_logout":
            continue
        for whose, address in addresses(row, name, grounds):
            if whose != FOREIGN:
                answers[f"{name} of {whose}"] = client.post(address).status_code
    for label, page, _admin, whose, address in admin_addresses(grounds):
        if whose != FOREIGN and (
            role != "outsider" or page in {"change", "delete", "reveal", "move", "merge"}
        ):
            posted = {"post": "yes", "purpose": "打听一下"}
            answers[f"{label} {page} of {whose}"] = client.post(address, posted).status_code

    assert {name: code for name, code in answers.items() if code >= 500} == {}
    assert written_rows() == before
