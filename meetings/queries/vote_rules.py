"""Which figures hold where: the sub-district's own, else the defaults."""

from __future__ import annotations

from typing import TYPE_CHECKING

from meetings.models import VoteRules

if TYPE_CHECKING:
    from meetings.vote_rules import Figures


def rules_for(sub_district_id: int) -> Figures:
    """One statement."""
    saved = VoteRules.objects.filter(sub_district=sub_district_id).first()
    return saved or VoteRules(sub_district_id=sub_district_id)
