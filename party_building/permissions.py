"""Who records what of the Party's organisation; asked by pages and the admin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import rules

from communities.choices import OFFICIALS
from communities.queries.scope import covers_place, serves_as
from party_building.choices import BRANCH_WRITERS, MEMBER_READERS, MEMBER_WRITERS, PARTY_READERS
from party_building.models import PartyOrganization, ServicePost

if TYPE_CHECKING:
    from collections.abc import Collection

    from communities.queries.places import Place
    from communities.querysets import AnyUser


# Organisations --------------------------------------------------------------------------------------


@rules.predicate
def can_manage_organization(user: AnyUser, organization: PartyOrganization | None = None) -> bool:
    """Found, attach, cover, appoint, dissolve: the officials of its place."""
    if organization is None:
        return serves_as(user, OFFICIALS)
    return PartyOrganization.objects.manageable_by(user).filter(pk=organization.pk).exists()


def can_read_figures(user: AnyUser, place: Place) -> bool:
    """Figures of a place: those who work with the Party in all of it, and auditors; no firm."""
    return covers_place(
        user,
        PARTY_READERS,
        sub_district_id=place.sub_district.pk,
        community_id=place.community.pk if place.community else None,
        complex_id=place.complex.pk if place.complex else None,
    )


# Members --------------------------------------------------------------------------------------------


def reads_members(user: AnyUser) -> bool:
    """Reads somewhere who is a member (domain 6.5); everybody else reads how many."""
    return serves_as(user, MEMBER_READERS)


def keeps_members(user: AnyUser) -> bool:
    """Enters members and those who report in; an auditor only reads."""
    return serves_as(user, MEMBER_WRITERS)


def keeps_branch_work(user: AnyUser) -> bool:
    """Sets up service posts somewhere."""
    return serves_as(user, BRANCH_WRITERS)


@rules.predicate
def can_keep_roster(user: AnyUser, organization: PartyOrganization | None = None) -> bool:
    """Enter and change members of this branch: whose duty covers its place."""
    if organization is None:
        return keeps_members(user)
    return _covers(user, MEMBER_WRITERS, organization)


def can_read_roster(user: AnyUser, organization: PartyOrganization) -> bool:
    """Names of this branch's members."""
    return _covers(user, MEMBER_READERS, organization)


@rules.predicate
def can_manage_post(user: AnyUser, post: ServicePost | None = None) -> bool:
    """Set up, widen and close service posts: officials, and the branch's secretary."""
    if post is None:
        return keeps_branch_work(user)
    return ServicePost.objects.manageable_by(user).filter(pk=post.pk).exists()


def can_manage_row(user: AnyUser, row: Any) -> bool:
    """A row of members, registrations, claims, households or development: whoever keeps members there."""
    return bool(type(row).objects.manageable_by(user).filter(pk=row.pk).exists())


def _covers(user: AnyUser, roles: Collection[str], organization: PartyOrganization) -> bool:
    return covers_place(
        user,
        roles,
        sub_district_id=organization.sub_district_id,
        community_id=organization.community_id,
        complex_id=organization.complex_id,
    )


rules.add_perm("party_building.change_partyorganization", can_manage_organization)
rules.add_perm("party_building.change_partymember", can_keep_roster)
rules.add_perm("party_building.change_servicepost", can_manage_post)
