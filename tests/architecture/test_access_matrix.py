"""Every URL as every role on own, sibling and foreign objects (reliability I-20, I-21).

Default deny: a URL without a row fails, and so does a view that doesn't declare its access. The same
requests prove that GET changes no row: PostgreSQL itself counts what the transaction wrote.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib import admin
from django.db import connection
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from activities.choices import ActivityState
from activities.models import CheckIn, Photo
from activities.services.calendar_tokens import issue_calendar_token
from communities.choices import Role
from communities.models import Complex
from core.models import CallTask, Disclosure
from tests.architecture.access_matrix import (
    ADMIN_OBJECTS,
    ANONYMOUS,
    FOREIGN,
    OUTSIDE,
    OWN,
    ROLES,
    ROWS,
    SHARED,
    SIBLING,
    WHOSE,
    Grounds,
    Row,
    admin_answer,
)
from tests.factories.accounts import ApiTokenFactory, PersonFactory, UserFactory
from tests.factories.activities import (
    ActivityFactory,
    ActivityLogFactory,
    DoorScreenFactory,
    SessionFactory,
    SignUpFactory,
    SpaceFactory,
)
from tests.factories.communities import (
    BuildingFactory,
    DoorFactory,
    ResidentFactory,
    RoleAssignmentFactory,
    UnitFactory,
)
from tests.factories.core import OutboxMessageFactory
from tests.people import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("theme_templates")]

# A session's row may be renewed by looking at a page: it belongs to the browser, not to the street.
NOT_COUNTED = frozenset({"django_session"})


@dataclass(frozen=True, slots=True)
class Route:
    """One URL pattern with the name by which it is reversed."""

    name: str
    path: str
    view: Any


def routes(resolver: Any = None, space: str = "", prefix: str = "") -> Iterator[Route]:
    for pattern in (resolver or get_resolver()).url_patterns:
        path = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from routes(pattern, inner, path)
        elif isinstance(pattern, URLPattern):
            yield Route(f"{space}{pattern.name or path}", path, pattern.callback)


def is_admin(route: Route) -> bool:
    return route.name.startswith("admin:")


ALL_ROUTES = list(routes())


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

    assert served == ADMIN_OBJECTS.keys() | SHARED


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
OWN_PAGES = {"admin:accounts_person_reveal"} | {
    f"admin:{table}_ledger_{page}"
    for table in ("communities_complex", "activities_activity")
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


def build_grounds(place: Complex, viewer: Any) -> Grounds:
    person = PersonFactory()
    user = UserFactory(person=person)
    RoleAssignmentFactory(user=user, role=Role.TEAM_LEADER, complex=place)
    session = SessionFactory(activity=ActivityFactory(complex=place), complex=place)
    sign_up = SignUpFactory(session=session)
    log = ActivityLogFactory(session=session)
    building = BuildingFactory(complex=place)
    unit = UnitFactory(building=building)
    now = timezone.now()
    where = {
        "sub_district": place.sub_district, "community": place.community, "complex": place,
    }  # fmt: skip
    message = OutboxMessageFactory(person=person, tenant_id=place.sub_district_id)
    return Grounds(
        complex=place,
        building=building,
        unit=unit,
        door=DoorFactory(unit=unit),
        resident=ResidentFactory(person=person, complex=place),
        space=SpaceFactory(complex=place, is_open=False),
        activity=session.activity,
        session=session,
        sign_up=sign_up,
        check_in=CheckIn.objects.create(
            **where, sign_up=sign_up, session=session, method="CODE", at=now
        ),
        screen=DoorScreenFactory(session=session),
        log=log,
        photo=Photo.objects.create(
            **where,
            log=log,
            activity=session.activity,
            token=f"{place.pk:032x}",
            width=640,
            height=480,
            sha256=f"{place.pk:064x}",
            uploaded_at=now,
        ),
        message=message,
        call=CallTask.objects.create(
            outbox=message,
            person=person,
            kind="test",
            subject_id=1,
            tenant_id=place.sub_district_id,
            text="请打电话",
            created_at=now,
            call_before=now,
        ),
        disclosure=Disclosure.objects.create(
            person=person,
            viewer=viewer,
            purpose="通知改期",
            tenant_id=place.sub_district_id,
            disclosed_at=now,
        ),
        calendar_token=issue_calendar_token(person_id=sign_up.person_id, actor=None, now=now),
        token=ApiTokenFactory(user=user),
        planned=SessionFactory(
            activity=ActivityFactory(complex=place, state=ActivityState.PLANNED), complex=place
        ),
    )


@pytest.fixture
def grounds(cast: Cast) -> dict[str, Grounds]:
    return {
        OWN: build_grounds(cast.complex, cast.steward),
        SIBLING: build_grounds(cast.sibling_complex, cast.steward),
        FOREIGN: build_grounds(cast.other_street_complex, cast.outsider),
    }


def client_as(role: str, cast: Cast) -> Client:
    client = Client(raise_request_exception=True)
    if role != ANONYMOUS:
        client.force_login(getattr(cast, role))
    return client


def written_rows() -> dict[str, int]:
    """What this transaction has inserted, updated and deleted so far, by table, as PostgreSQL counts."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_xact_user_tables"
            " WHERE n_tup_ins + n_tup_upd + n_tup_del > 0"
        )
        return {name: count for name, count in cursor.fetchall() if name not in NOT_COUNTED}


def addresses(row: Row, name: str, grounds: dict[str, Grounds]) -> Iterator[tuple[str, str]]:
    if row.about is None:
        yield OWN, reverse(name)
        return
    for whose in WHOSE:
        yield whose, reverse(name, kwargs=row.about(grounds[whose]))


def admin_addresses(grounds: dict[str, Grounds]) -> Iterator[tuple[str, str, Any, str, str]]:
    """label, page, the admin, whose, address."""
    for model, model_admin in admin.site._registry.items():
        label = f"{model._meta.app_label}.{model._meta.model_name}"
        base = f"admin:{label.replace('.', '_')}"
        ledger = ("ledger_import", "ledger_export") if model_admin.LEDGER_KIND else ()
        for page in ("changelist", "add", *ledger):
            yield label, page, model_admin, OWN, reverse(f"{base}_{page}")
        if label in SHARED:
            continue
        for whose in WHOSE:
            pk = ADMIN_OBJECTS[label](grounds[whose]).pk
            for page in ("change", "history", "delete"):
                yield label, page, model_admin, whose, reverse(f"{base}_{page}", args=[pk])
        if label == "accounts.person":
            for whose in WHOSE:
                pk = grounds[whose].resident.person_id
                yield label, "reveal", model_admin, whose, reverse(f"{base}_reveal", args=[pk])


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
        if whose != FOREIGN and (role != "outsider" or page in {"change", "delete", "reveal"}):
            posted = {"post": "yes", "purpose": "打听一下"}
            answers[f"{label} {page} of {whose}"] = client.post(address, posted).status_code

    assert {name: code for name, code in answers.items() if code >= 500} == {}
    assert written_rows() == before
