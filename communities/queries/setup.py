"""How far a sub-district has come: what its administrators see of places and colleagues."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Count, Q

from communities.models import Community, SubDistrict
from communities.queries.people import manageable_users

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True, slots=True)
class Progress:
    """Counts of what the user may work with."""

    sub_districts: int
    communities: int
    colleagues: int
    not_signed_in: int


def progress(user: User) -> Progress:
    """Three statements, whatever the size."""
    people = manageable_users(user).filter(is_active=True)
    waiting = Q(password__startswith=UNUSABLE_PASSWORD_PREFIX)
    told = people.aggregate(all=Count("pk"), waiting=Count("pk", filter=waiting))
    return Progress(
        sub_districts=SubDistrict.objects.visible_to(user).count(),
        communities=Community.objects.visible_to(user).count(),
        colleagues=told["all"],
        not_signed_in=told["waiting"],
    )
