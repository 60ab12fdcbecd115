"""How long a sign-in lasts, by duty: accounts cannot know duties, so the rule stands here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accounts.adapters import StaffAccountAdapter
from communities.choices import FIELD_STAFF, Role

if TYPE_CHECKING:
    from accounts.models import User

FIELD_SECONDS = 14 * 24 * 60 * 60
FIELD_ROLES = FIELD_STAFF | {Role.PATROL_MEMBER}


class DutyAccountAdapter(StaffAccountAdapter):
    def session_seconds(self, user: User) -> int:
        """14 days for those who only serve in the field; a desk and the admin site 12 hours."""
        roles = set(user.role_assignments.active().values_list("role", flat=True))
        working = roles - {Role.RESIDENT}
        if user.is_superuser or user.is_staff or not working or working - FIELD_ROLES:
            return super().session_seconds(user)
        return FIELD_SECONDS
