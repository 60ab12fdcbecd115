"""Bad query strings and path parts on every address: a page, a refusal, never a 500 (issue 3)."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote, urlencode

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests.architecture.access_matrix import ANONYMOUS, OWN, ROWS, Grounds
from tests.architecture.addresses import addresses, admin_addresses
from tests.architecture.grounds import client_as
from tests.fuzz.routes import ADMIN_QUERY_NAMES, LEFT_ALONE, QUERY_NAMES
from tests.fuzz.test_forms import found
from tests.fuzz.values import VALUES, dice_for, dose
from tests.people import Cast

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.expects_log_errors,
    pytest.mark.usefixtures("theme_templates", "only_refusals_are_logged"),
]

INPUTS = dose(350, 3500)
# Everything that a path takes as text; numbers and slugs are refused by their pattern.
PATHS = (
    "/c/{}/", "/c/{}/calendar/", "/c/{}/calendar/help/", "/c/{}/calendar.ics", "/my/calendar/{}.ics",
    "/screen/{}/checkin/", "/t/{}/", "/t/{}/qr.png", "/t/{}/cancel/", "/t/{}/handover/", "/activities/{}/",
    "/activities/1/signup/done/{}/", "/field/activities/{}/", "/field/log/{}/done/", "/media/{}/640.webp",
    "/admin/activities/activity/{}/change/", "/admin/{}/", "/{}",
)  # fmt: skip


def targets(
    cast: Cast, grounds: dict[str, Grounds]
) -> Iterator[tuple[str, Client, tuple[str, ...]]]:
    visitor, manager, official = (
        client_as(role, cast) for role in (ANONYMOUS, "manager", "official")
    )
    for name, row in ROWS.items():
        if name in LEFT_ALONE:
            continue
        for _whose, address in addresses(row, name, {OWN: grounds[OWN]}, whose=(OWN,)):
            yield address, visitor, QUERY_NAMES
            yield address, manager, QUERY_NAMES
    for _label, page, _admin, whose, address in admin_addresses(grounds):
        if whose == OWN and page in {"changelist", "add", "change", "history", "ledger_export"}:
            yield address, official, ADMIN_QUERY_NAMES
    yield reverse("admin:autocomplete"), official, ADMIN_QUERY_NAMES


def test_no_query_string_brings_a_page_down(cast: Cast, grounds: dict[str, Grounds]) -> None:
    dice, wrong = dice_for("queries"), []
    aims = list(targets(cast, grounds))
    assert len(aims) > 100

    for number in range(INPUTS):
        address, client, names = aims[number % len(aims)]
        query = urlencode(
            [(dice.choice(names), dice.choice(VALUES)) for _part in range(dice.randint(1, 3))]
        )
        wrong += asked(client, f"{address}?{query}")

    assert not wrong, "\n".join(wrong[:20])


def test_no_path_brings_a_page_down(cast: Cast) -> None:
    dice, wrong = dice_for("paths"), []
    visitor, official = client_as(ANONYMOUS, cast), client_as("official", cast)

    for number in range(dose(100, 800)):
        path = PATHS[number % len(PATHS)].format(quote(dice.choice(VALUES)[:300], safe=""))
        wrong += asked(dice.choice([visitor, official]), path)

    assert not wrong, "\n".join(wrong[:20])


def asked(client: Client, address: str) -> list[str]:
    client.raise_request_exception = False
    with transaction.atomic():
        response = client.get(address)
        transaction.set_rollback(True)
    wrong = [f"echo of {echo}: {address[:200]}" for echo in found(response)]
    if response.status_code >= 500:
        wrong.append(f"{response.status_code}: {address[:200]}")
    return wrong
