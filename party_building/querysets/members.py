"""Who is a member, who reports in where he lives, who is on the way: for MEMBER_READERS alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communities.querysets import DatedQuerySet, Row, ScopedQuerySet
from party_building.choices import MEMBER_READERS, MEMBER_WRITERS

if TYPE_CHECKING:
    from party_building.models import DualRegistration, PartyMember, ServiceClaim


class MemberQuerySet(DatedQuerySet["PartyMember"]):
    readers = MEMBER_READERS
    writers = MEMBER_WRITERS
    first_day = "since"
    last_day = "until"


class RegistrationQuerySet(DatedQuerySet["DualRegistration"]):
    readers = MEMBER_READERS
    writers = MEMBER_WRITERS
    first_day = "reported_on"
    last_day = "left_on"


class ClaimQuerySet(DatedQuerySet["ServiceClaim"]):
    readers = MEMBER_READERS
    writers = MEMBER_WRITERS
    first_day = "since"
    last_day = "until"


class DevelopmentQuerySet(ScopedQuerySet[Row]):
    readers = MEMBER_READERS
    writers = MEMBER_WRITERS
