"""The demo's shares of doors, and the complex that came from another community."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from communities.models import Community, Complex
from communities.queries.owners import owner_totals
from tests.demo.seeded.conftest import of_days

TODAY = date(2026, 11, 20)

pytestmark = of_days(TODAY)


def test_five_shares_of_four_doors_are_three_heads() -> None:
    """A couple counts once, and so does who owns two doors."""
    found = owner_totals(Complex.objects.get(slug="zhongliang-jinyun"), on=TODAY)

    assert (found.owned_doors, found.heads, found.area) == (4, 3, Decimal("358.00"))
    assert (found.doors_in_part, found.doors_without_area) == (0, 0)


def test_one_complex_of_jinxiu_came_from_beside_it() -> None:
    def lying_in(slug: str, day: date) -> set[str]:
        community = Community.objects.get(slug=slug)
        return set(Complex.objects.in_community_on(community, day).values_list("slug", flat=True))

    assert lying_in("shanbanqiao", date(2024, 6, 30)) == {"shanban-jiayuan"}
    assert lying_in("shanbanqiao", date(2024, 7, 1)) == set()
    assert len(lying_in("jinxiu", TODAY)) == 12
    assert len(lying_in("jinxiu", date(2024, 6, 30))) == 11
