"""The base of ledgers whose rows may lie anywhere in a sub-district."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communities.models import SubDistrict
from core.resources import ScopedResource

if TYPE_CHECKING:
    from accounts.models import User


class OfMyPlaces(ScopedResource):
    """Titled by the sub-district where the user serves only one."""

    def place_name(self, user: User) -> str:
        names = list(SubDistrict.objects.visible_to(user).values_list("name", flat=True)[:2])
        return names[0] if len(names) == 1 else ""
