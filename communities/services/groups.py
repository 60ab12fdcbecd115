"""Writers of groups of complexes and of who lies beside whom."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.models import Adjacency, Complex, ComplexGroup, GroupMember
from communities.services.door_duties import lock_complexes
from communities.services.duties import TermBackwards
from core.errors import DomainError
from core.transactions import locking

if TYPE_CHECKING:
    from accounts.models import User


class InGroupAlready(DomainError):
    """The complex is in the group on one of the days."""


class OutsideGroup(DomainError):
    """The group belongs to another community or sub-district than the complex."""


class OwnNeighbour(DomainError):
    default_message = gettext_lazy("相邻的要是另一个小区")


class FarApart(DomainError):
    default_message = gettext_lazy("两个小区不在同一街道")


@locking
def join_group(
    *,
    group: ComplexGroup,
    complex_: Complex,
    since: date,
    until: date | None = None,
    actor: User | None,
    now: datetime,
) -> GroupMember:
    """From this day the complex belongs to the group. Raises InGroupAlready, OutsideGroup, TermBackwards."""
    if until and until < since:
        raise TermBackwards
    if group.sub_district_id != complex_.sub_district_id:
        raise OutsideGroup(_("这个小区不在本街道"))
    if group.community_id not in {None, complex_.community_id}:
        raise OutsideGroup(_("这个小区群只收本社区的小区"))
    group = ComplexGroup.objects.select_for_update(no_key=True).get(pk=group.pk)
    if group.members.overlapping(since, until).filter(complex=complex_).exists():
        raise InGroupAlready(
            _("%(complex)s这段时间已在“%(group)s”")
            % {"complex": complex_.name, "group": group.name}
        )
    return GroupMember.objects.create(
        sub_district_id=complex_.sub_district_id,
        community_id=complex_.community_id,
        complex=complex_,
        group=group,
        since=since,
        until=until,
    )


@locking
def set_adjacent(
    *, one: Complex, other: Complex, note: str = "", actor: User | None, now: datetime
) -> Adjacency:
    """Two complexes side by side, whichever is named first; a second time answers with the row that stands.

    Raises OwnNeighbour, FarApart.
    """
    if one.pk == other.pk:
        raise OwnNeighbour
    if one.sub_district_id != other.sub_district_id:
        raise FarApart
    lock_complexes([one, other])
    first, second = sorted((one, other), key=lambda complex_: complex_.pk)
    row, _new = Adjacency.objects.get_or_create(
        one=first,
        other=second,
        defaults={"sub_district_id": one.sub_district_id, "note": note},
    )
    return row
