"""Writers of member numbers of organisations that keep their roster offline (domain 6.5)."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy

from core.errors import DomainError
from core.transactions import locking
from party_building.models import MemberCount
from party_building.services.organizations import lock_organization, require_standing

if TYPE_CHECKING:
    from accounts.models import User


class CountedInFuture(DomainError):
    default_message = gettext_lazy("截至日期还没有到")


@locking
def record_count(
    *,
    organization_id: int,
    as_of: date,
    full: int,
    probationary: int = 0,
    actor: User | None,
    now: datetime,
) -> MemberCount:
    """党员数 as counted on a day; the same day again corrects it. Raises CountedInFuture, NotStanding."""
    organization = lock_organization(organization_id)
    if as_of > timezone.localdate(now):
        raise CountedInFuture
    require_standing(organization, as_of, as_of)
    count, _new = MemberCount.objects.update_or_create(
        organization=organization,
        as_of=as_of,
        defaults={"full": full, "probationary": probationary},
        create_defaults={
            **organization.place_columns, "full": full, "probationary": probationary,
        },
    )  # fmt: skip
    return count
