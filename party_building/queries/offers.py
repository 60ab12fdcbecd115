"""What the forms of an organisation offer: parents, places, complexes, buildings, firms."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Length

from communities.models import Building, Community, Complex, Organization, SubDistrict, Unit
from communities.queries.places import Place
from party_building.choices import BRANCHES, PartyKind
from party_building.models import PartyOrganization, Subordination

if TYPE_CHECKING:
    from communities.querysets import AnyUser

# What is founded below what, the usual first.
BELOW: dict[str, tuple[PartyKind, ...]] = {
    PartyKind.WORK_COMMITTEE: (
        PartyKind.COMMITTEE,
        PartyKind.DISTRICT_COMMITTEE,
        PartyKind.GENERAL_BRANCH,
        PartyKind.BRANCH,
        PartyKind.JOINT_BRANCH,
    ),
    PartyKind.COMMITTEE: (PartyKind.BRANCH, PartyKind.JOINT_BRANCH, PartyKind.GENERAL_BRANCH),
    PartyKind.DISTRICT_COMMITTEE: (PartyKind.BRANCH, PartyKind.JOINT_BRANCH),
    PartyKind.GENERAL_BRANCH: (PartyKind.BRANCH, PartyKind.JOINT_BRANCH),
    **dict.fromkeys(BRANCHES, (PartyKind.GROUP,)),
}


def possible_parents(
    organization: PartyOrganization, *, on: date, user: AnyUser
) -> QuerySet[PartyOrganization]:
    """What stands in the sub-district and is no group, without the organisation and its own parts."""
    below = Subordination.objects.on(on).filter(parent=organization).values("organization")
    rows = PartyOrganization.objects.visible_to(user).on(on)
    return (
        rows.filter(sub_district=organization.sub_district_id)
        .exclude(kind=PartyKind.GROUP)
        .exclude(Q(pk=organization.pk) | Q(pk__in=below))
        .order_by("pinyin_key", "pk")
    )


def coverable(organization: PartyOrganization, *, user: AnyUser) -> list[Any]:
    """Buildings and units for a group, complexes and units (firms) for the others, within its place."""
    if organization.kind == PartyKind.GROUP:
        return [*_walls(organization, user)]
    complexes = _within(organization, Complex.objects.manageable_by(user).standing())
    hosts = Organization.objects.visible_to(user).filter(sub_district=organization.sub_district_id)
    return [*complexes.by_pinyin(), *hosts.order_by("pinyin_key", "pk")]


def _walls(organization: PartyOrganization, user: AnyUser) -> list[Any]:
    buildings = Building.objects.visible_to(user).filter(complex=organization.complex_id)
    units = Unit.objects.visible_to(user).filter(complex=organization.complex_id)
    return [
        *buildings.order_by(Length("name"), "name", "pk"),
        *units.select_related("building").order_by(
            Length("building__name"), "building__name", Length("name"), "name"
        ),
    ]


def _within(organization: PartyOrganization, rows: Any) -> Any:
    if organization.complex_id and organization.kind != PartyKind.JOINT_BRANCH:
        return rows.filter(pk=organization.complex_id)
    if organization.community_id:
        return rows.filter(community=organization.community_id)
    return rows.filter(sub_district=organization.sub_district_id)


# What may stand at the root of a street or a community, the usual first.
AT_THE_ROOT = (
    PartyKind.COMMITTEE,
    PartyKind.WORK_COMMITTEE,
    PartyKind.GENERAL_BRANCH,
    PartyKind.BRANCH,
    PartyKind.JOINT_BRANCH,
    PartyKind.DISTRICT_COMMITTEE,
)


def own_places(user: AnyUser) -> list[Place]:
    """The streets and communities that the user looks after as a whole, streets first."""
    streets = SubDistrict.objects.manageable_by(user).order_by("name", "pk")
    communities = Community.objects.manageable_by(user).select_related("sub_district")
    return [
        *(Place(street) for street in streets),
        *(Place(one.sub_district, one) for one in communities.by_pinyin()),
    ]


def parents_for_new(user: AnyUser, *, on: date) -> QuerySet[PartyOrganization]:
    """What a new organisation may stand below: all that stands before the user's eyes, but no group."""
    rows = PartyOrganization.objects.visible_to(user).on(on).exclude(kind=PartyKind.GROUP)
    return rows.order_by("pinyin_key", "pk")


def places_below(organization: PartyOrganization, *, user: AnyUser) -> list[Place]:
    """Where a part may belong: the organisation's own place, and what lies in it."""
    if organization.complex:
        return [Place.of_complex(organization.complex)]
    if organization.community:
        here = Place(organization.sub_district, organization.community)
        complexes = Complex.objects.manageable_by(user).standing().by_pinyin()
        inside = complexes.filter(community=organization.community)
        return [
            *(Place.of_complex(one) for one in inside.select_related("community", "sub_district")),
            here,
        ]
    communities = Community.objects.manageable_by(user).filter(
        sub_district=organization.sub_district
    )
    return [
        *(Place(organization.sub_district, one) for one in communities.by_pinyin()),
        Place(organization.sub_district),
    ]
