"""What anybody may read of the Party's organisation: that it stands, and the posts that it published."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Prefetch, QuerySet

from party_building.choices import PartyPostKind
from party_building.models import PartyOrganization, PartyPost, Subordination
from party_building.queries.party_indicators import of_whole_complexes

if TYPE_CHECKING:
    from communities.models import Complex

_RANK = {post: rank for rank, post in enumerate(PartyPostKind.values)}


@dataclass(frozen=True, slots=True)
class PublicPost:
    label: str
    name: str
    phone: str


@dataclass(frozen=True, slots=True)
class PublicBranch:
    """`phone`: the organisation's own."""

    name: str
    phone: str
    posts: list[PublicPost]


def public_branches(complex_: Complex, *, on: date) -> list[PublicBranch]:
    """The branch that is there for the complex on that day, with its published posts; two statements."""
    covered = of_whole_complexes().on(on).filter(complex=complex_)
    rows = _with_posts(on).filter(pk__in=covered.values("organization"))
    return [
        PublicBranch(
            name=branch.name,
            phone=branch.contact_phone,
            posts=[
                PublicPost(str(post.get_post_display()), post.person.name, post.phone)
                for post in published_posts(branch)
            ],
        )
        for branch in rows
    ]


def public_organizations(*, on: date) -> QuerySet[PartyOrganization]:
    """Organisations of listed places that stand on that day, with their published posts.

    Three statements: the organisations, their posts, their parents.
    """
    parents: QuerySet[Subordination] = Subordination.objects.on(on).filter(
        parent__in=PartyOrganization.objects.public().on(on)
    )
    return _with_posts(on).prefetch_related(
        Prefetch("subordinations", parents.select_related("parent"), to_attr="links_of_day")
    )


def _with_posts(on: date) -> QuerySet[PartyOrganization]:
    posts: QuerySet[PartyPost] = PartyPost.objects.public().on(on).select_related("person")
    return (
        PartyOrganization.objects.public()
        .on(on)
        .select_related("complex", "community", "sub_district")
        .prefetch_related(Prefetch("partyposts", posts, to_attr="published"))
        .order_by("pinyin_key", "pk")
    )


def published_posts(organization: PartyOrganization) -> list[PartyPost]:
    """In the order in which people list them; of a row of `public_organizations`."""
    found: list[PartyPost] = organization.published  # type: ignore[attr-defined]  # its Prefetch
    return sorted(found, key=lambda post: (_RANK[post.post], post.pk))
