"""What a branch has set up in its complex: zones, service posts, households to turn to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communities.querysets import DatedQuerySet, Row
from party_building.choices import BRANCH_WRITERS, MEMBER_READERS, MEMBER_WRITERS

if TYPE_CHECKING:
    from party_building.models import KeyPartyHousehold, ZoneDuty


class BranchWorkQuerySet(DatedQuerySet[Row]):
    """A zone or a post names no member: read by all who serve the place."""

    writers = BRANCH_WRITERS
    first_day = "since"
    last_day = "until"


class ZoneDutyQuerySet(DatedQuerySet["ZoneDuty"]):
    """Whose zone it is tells who is a member."""

    readers = MEMBER_READERS
    writers = MEMBER_WRITERS
    first_day = "since"
    last_day = "until"


class HouseholdQuerySet(DatedQuerySet["KeyPartyHousehold"]):
    """Which household it is tells who is a member; what may be shown, `shown_with_consent` says."""

    readers = MEMBER_READERS
    writers = MEMBER_WRITERS
    first_day = "since"
    last_day = "until"
