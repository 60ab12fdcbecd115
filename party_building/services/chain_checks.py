"""责任空缺夜查: looks once a day at each community's doors, and tells its officials what is new."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from communities.models import Community, Complex
from communities.queries.places import Place
from communities.services.telling import Occasion, tell_once
from core.transactions import locking, one_at_a_time
from party_building.models import ChainCheck
from party_building.queries.holes import holes_in, vacancy_key, vacant_organizations

NEW_HOLES = "party_building.new_holes"


def check_all(*, now: datetime) -> int:
    """Each community that has not been looked at today; returns how many were. Any hour will do."""
    today = timezone.localdate(now)
    done = ChainCheck.objects.filter(on=today).values("community")
    standing = Complex.objects.standing().values("community")
    left = Community.objects.filter(pk__in=standing).exclude(pk__in=done)
    left = left.select_related("sub_district").order_by("pk")
    checks = [check_community(community=community, now=now) for community in left]
    return sum(check is not None for check in checks)


@locking
def check_community(*, community: Community, now: datetime) -> ChainCheck | None:
    """Writes the day's row with what is missing, and a message to each official if some of it is new.

    New is what the latest look before did not find: also what was ended with an earlier day since.
    None where somebody else was quicker.
    """
    today = timezone.localdate(now)
    # Until the row is there, nothing else stands to be locked.
    one_at_a_time("chain-check", community.pk)
    looks = ChainCheck.objects.filter(community=community)
    if looks.filter(on=today).exists():
        return None
    place = Place(community.sub_district, community)
    found = holes_in(place, on=today)
    keys = found.keys | {vacancy_key(body.pk) for body in vacant_organizations(place, on=today)}
    before = looks.filter(on__lt=today).order_by("-on").first()
    new = keys - set(before.holes) if before else keys
    check = ChainCheck.objects.create(
        sub_district_id=community.sub_district_id,
        community=community,
        on=today,
        span_count=found.total,
        complete_count=found.complete,
        holes=sorted(keys),
        new_holes=sorted(new),
    )
    # Only the latest is compared with; of the others the numbers stay.
    looks.filter(on__lt=today).exclude(holes=[]).update(holes=[])
    if new:
        occasion = Occasion(check.pk, "new", check.sub_district_id, check.community_id)
        tell_once(NEW_HOLES, [occasion], now=now)
    return check
