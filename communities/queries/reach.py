"""Where somebody may write, and the places that a ledger names by their names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from communities.models import Community, Complex, SubDistrict
from core.ledgers import LedgerRow, RowProblem, folded

if TYPE_CHECKING:
    from communities.querysets import AnyUser, ComplexQuerySet

WHOLE_COMMUNITY = "全社区"
WHOLE_SUB_DISTRICT = "全街道"

AnyPlace = Complex | Community | SubDistrict


@dataclass(frozen=True)
class Reach:
    """Where an actor may write, fetched once; wider places are the officials' own."""

    complexes: list[Complex]
    communities: list[Community]
    sub_districts: list[SubDistrict]

    @classmethod
    def of(cls, actor: AnyUser, *, complexes: ComplexQuerySet) -> Reach:
        """`complexes`: those that the actor serves in the role that writes these rows."""
        return cls(
            list(complexes.select_related("community").by_pinyin()),
            list(Community.objects.manageable_by(actor).by_pinyin()),
            list(SubDistrict.objects.manageable_by(actor)),
        )

    def find(self, *, complex_name: str, community_name: str) -> list[Any]:
        """The places that the names may mean; a name outside the reach is simply not found."""
        if community_name == WHOLE_SUB_DISTRICT:
            return list(self.sub_districts)
        own = plain_name(community_name, "社区")
        if complex_name and complex_name != WHOLE_COMMUNITY:
            return [
                c
                for c in self.complexes
                if plain_name(c.name, "小区") == plain_name(complex_name, "小区")
                and (not own or own.endswith(plain_name(c.community.name, "社区")))
            ]
        return [c for c in self.communities if own and own.endswith(plain_name(c.name, "社区"))]

    def place_of(self, row: LedgerRow) -> AnyPlace | RowProblem:
        """The one place that the row's 社区 and 小区 name, or why there is not just one."""
        complex_name = str(row.values.get("complex") or "")
        community_name = str(row.values.get("community") or "")
        places = self.find(complex_name=complex_name, community_name=community_name)
        if len(places) == 1:
            found: AnyPlace = places[0]
            return found
        key = "complex" if complex_name else "community"
        message = (
            _("有几个同名的地方，请写上“社区”列")
            if places
            else _("在您负责的范围内没有找到这个地方，请核对名称")
        )
        return RowProblem(row.number, key, complex_name or community_name, message)


def plain_name(name: str, suffix: str) -> str:
    """A name as it is compared: 东园 and 东园小区 are one."""
    return str(folded(name)).removesuffix(suffix)


def tenant_of(place: AnyPlace) -> int:
    return place.pk if isinstance(place, SubDistrict) else place.sub_district_id


def columns_of(place: AnyPlace) -> dict[str, int | None]:
    """The three place columns."""
    match place:
        case Complex():
            community_id: int | None = place.community_id
            complex_id: int | None = place.pk
        case Community():
            community_id, complex_id = place.pk, None
        case _:
            community_id, complex_id = None, None
    return {
        "sub_district_id": tenant_of(place),
        "community_id": community_id,
        "complex_id": complex_id,
    }
