"""The ways from `/field/branch/` into members, reports in, zones, posts, households and the pipeline."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from core.page_parts import Count
from party_building.choices import MEMBER_READERS
from party_building.models import DualRegistration, ResponsibilityZone, ServicePost
from party_building.queries.development import next_due, records_of, switched_on_for
from party_building.queries.member_counts import member_counts
from party_building.queries.roster import branches_of
from party_building.queries.rules import rules_by_tenant
from party_building.queries.zones import buildings_without_household

if TYPE_CHECKING:
    from accounts.models import User


def branch_links(user: User, *, on: date) -> list[Count]:
    """Each page that the user may open, with what stands in it; eleven statements at most."""
    keys = list(branches_of(user, on=on).values_list("pk", flat=True))
    members = sum(counts.total for counts in member_counts(keys, on=on).values())
    zones = ResponsibilityZone.objects.visible_to(user).on(on).count()
    posts = ServicePost.objects.visible_to(user).on(on).count()
    links = [
        Count(members, _("党员"), _url("field_members")),
        Count(zones, _("党员责任区"), _url("field_zones")),
        Count(posts, _("党员服务岗"), _url("field_posts")),
    ]
    if not _reads_names(user):
        return links
    reported = DualRegistration.objects.visible_to(user).on(on).count()
    lacking = buildings_without_household(user, on=on).count()
    links += [
        Count(reported, _("双报到党员"), _url("field_dual_list")),
        Count(lacking, _("没有党员中心户的楼栋"), _url("field_households")),
    ]
    if switched_on_for(user):
        links.append(Count(_due(user, on), _("党员发展到期事项"), _url("field_development")))
    return links


def _reads_names(user: User) -> bool:
    return user.is_superuser or user.role_assignments.active().of_roles(MEMBER_READERS).exists()


def _due(user: User, on: date) -> int:
    """How many records ask for something by that day."""
    records = list(records_of(user))
    rules = rules_by_tenant(record.sub_district_id for record in records) if records else {}
    due = (next_due(record, rules[record.sub_district_id]) for record in records)
    return sum(one is not None and one.is_due(on) for one in due)


def _url(name: str) -> str:
    return reverse(f"party_building:{name}")
