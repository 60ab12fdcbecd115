"""How far a user's duties reach, and the rows of any model within them."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q, QuerySet

from accounts.models import Person, User
from communities.choices import ADMIN_READERS, READERS
from communities.models import Community, Complex, SubDistrict
from communities.queries.people import visible_persons, visible_users
from communities.queries.places import Place, place_by_slug

if TYPE_CHECKING:
    from communities.querysets import AnyUser

HELD = "roles_of_this_request"


def whole_tenants(user: AnyUser) -> QuerySet[SubDistrict]:
    """Sub-districts that the user serves as a whole, so that tenant-wide tables are his to read."""
    if not user.is_authenticated:
        return SubDistrict.objects.none()
    if user.is_superuser:
        return SubDistrict.objects.all()
    duties = user.role_assignments.active().of_roles(ADMIN_READERS)
    return SubDistrict.objects.filter(
        pk__in=duties.filter(community__isnull=True).values("sub_district")
    )


def serves_as(user: AnyUser, roles: Collection[str]) -> bool:
    """Whether the user holds one of these roles anywhere today; asked anew, unless `hold_roles` was called."""
    if not user.is_authenticated:
        return False
    if user.is_superuser:
        return True
    held: frozenset[str] | None = getattr(user, HELD, None)
    if held is not None:
        return not held.isdisjoint(roles)
    return user.role_assignments.active().of_roles(roles).exists()


def hold_roles(user: AnyUser) -> None:
    """Reads the user's roles once for many questions: of a request whose page asks a dozen of them."""
    if user.is_authenticated and not user.is_superuser and getattr(user, HELD, None) is None:
        roles = user.role_assignments.active().values_list("role", flat=True)
        setattr(user, HELD, frozenset(roles))


def covers_place(
    user: AnyUser,
    roles: Collection[str],
    *,
    sub_district_id: int | None,
    community_id: int | None,
    complex_id: int | None,
) -> bool:
    """Whether one of the user's duties in these roles spans the whole of this place today."""
    if not user.is_authenticated:
        return False
    if user.is_superuser:
        return True
    duties = user.role_assignments.active().of_roles(roles)
    within = Q(community=None, sub_district=sub_district_id)
    if community_id is not None:
        within |= Q(complex=None, community=community_id)
    if complex_id is not None:
        within |= Q(complex=complex_id)
    return duties.filter(within).exists()


def sole_place(user: AnyUser) -> dict[str, int | None]:
    """The user's place where all his duties lie in one; empty where there are several or none."""
    if not user.is_authenticated:
        return {}
    places = set(
        user.role_assignments.active()
        .of_roles(READERS)
        .values_list("sub_district", "community", "complex")
    )
    if len(places) != 1:
        return {}
    return dict(zip(("sub_district", "community", "complex"), places.pop(), strict=True))


def place_in_scope(user: User, slug: str) -> Place | None:
    """The place that the slug names, where the user's duties reach it."""
    place = place_by_slug(slug, is_listed=False)
    if place is None:
        return None
    rows = type(place.narrowest)._default_manager.visible_to(user)
    return place if rows.filter(pk=place.narrowest.pk).exists() else None


def own_place(user: User) -> Place | None:
    """The one place of the user's duties, else the first tenant that he sees."""
    found = sole_place(user)
    if complex_id := found.get("complex"):
        complexes = Complex.objects.select_related("community", "sub_district")
        return Place.of_complex(complexes.get(pk=complex_id))
    if community_id := found.get("community"):
        community = Community.objects.select_related("sub_district").get(pk=community_id)
        return Place(community.sub_district, community)
    tenant = SubDistrict.objects.visible_to(user).order_by("pk").first()
    return Place(tenant) if tenant else None


def has_scope(model: type[models.Model]) -> bool:
    """Whether `scoped_rows` knows whose its rows are."""
    return model in {Person, User} or hasattr(model._default_manager, "visible_to")


def scoped_rows(model: type[models.Model], user: AnyUser) -> Any:
    """The rows of any model that the user may read.

    Raises LookupError for a model without scope: nothing is shown by oversight.
    """
    if model is Person:
        return visible_persons(user)
    if model is User:
        return visible_users(user)
    if not has_scope(model):
        raise LookupError(f"{model._meta.label} has no scope: give it `visible_to`.")
    return model._default_manager.visible_to(user)  # type: ignore[attr-defined]  # has_scope
