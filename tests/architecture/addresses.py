"""Every address of the project: from the URL patterns, and filled in with the objects of the grounds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.architecture.access_matrix import ADMIN_OBJECTS, OWN, SHARED, WHOSE, Grounds, Row


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
OBJECT_PAGES = ("change", "history", "delete")


def addresses(
    row: Row, name: str, grounds: dict[str, Grounds], *, whose: tuple[str, ...] = WHOSE
) -> Iterator[tuple[str, str]]:
    """Whose object, and the address that names it."""
    if row.about is None:
        yield OWN, reverse(name)
        return
    for owner in whose:
        yield owner, reverse(name, kwargs=row.about(grounds[owner]))


def _admin_objects(label: str, grounds: dict[str, Grounds]) -> Iterator[tuple[str, Any]]:
    """Whose object, and its key; what all tenants share is asked for once."""
    if label in SHARED:
        yield OWN, SHARED[label]().pk
        return
    for whose in WHOSE:
        yield whose, ADMIN_OBJECTS[label](grounds[whose]).pk


def _acts(label: str, grounds: dict[str, Grounds]) -> Iterator[tuple[str, str, list[int]]]:
    """Pages of one act on an object: page, whose, the keys in its address."""
    for whose in WHOSE:
        person, complex_ = grounds[whose].resident.person_id, grounds[whose].complex.pk
        if label == "accounts.person":
            yield "reveal", whose, [person]
            yield "merge", whose, [person, grounds[whose].ownership.person_id]
        if label == "communities.complex":
            yield "move", whose, [complex_]
            yield "merge", whose, [complex_]


def admin_addresses(grounds: dict[str, Grounds]) -> Iterator[tuple[str, str, Any, str, str]]:
    """label, page, the admin, whose, address."""
    for model, model_admin in admin.site._registry.items():
        label = f"{model._meta.app_label}.{model._meta.model_name}"
        base = f"admin:{label.replace('.', '_')}"
        ledger = ("ledger_import", "ledger_export") if model_admin.LEDGER_KIND else ()
        for page in ("changelist", "add", *ledger):
            yield label, page, model_admin, OWN, reverse(f"{base}_{page}")
        for whose, pk in _admin_objects(label, grounds):
            for page in OBJECT_PAGES:
                yield label, page, model_admin, whose, reverse(f"{base}_{page}", args=[pk])
        for page, whose, keys in _acts(label, grounds):
            yield label, page, model_admin, whose, reverse(f"{base}_{page}", args=keys)
