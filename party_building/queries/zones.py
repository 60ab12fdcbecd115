"""Which building is whose 责任区, and which has no 党员中心户: doors first, names for those who may read them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Prefetch, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.text import pinyin_key
from communities.models import Building, Complex, Unit
from core.page_parts import Link, Tag
from party_building.choices import BRANCHES
from party_building.models import (
    KeyPartyHousehold,
    PartyCoverage,
    PartyMember,
    PartyOrganization,
    ResponsibilityZone,
    ZoneDuty,
)
from party_building.queries.roster import members_on, period
from party_building.queries.work_rows import Row, joined

if TYPE_CHECKING:
    from communities.querysets import AnyUser


def complexes_of(user: AnyUser, roles: Collection[str]) -> Any:
    """Where the user holds one of these roles, by pinyin."""
    return Complex.objects.served_as(user, roles).select_related("community").by_pinyin()


def branch_of(complex_: Complex, *, on: date) -> PartyOrganization | None:
    """The branch that covers the complex that day, its own or a joint one; one statement."""
    covering = PartyCoverage.objects.on(on).filter(
        complex=complex_, host=None, building=None, unit=None, organization__kind__in=BRANCHES
    )
    coverage = covering.select_related("organization").first()
    return coverage.organization if coverage else None


def zone_rows(complex_: Complex, user: AnyUser, *, on: date) -> list[Row]:
    """Each building, with its units that are zones of their own; four statements.

    Names stand there for those who read members; others see whether somebody looks after it.
    """
    zones = zones_on(complex_, on=on)
    named = _names(zones, user, on)
    by_building: defaultdict[int, list[ResponsibilityZone]] = defaultdict(list)
    for zone in zones:
        by_building[zone.building_id or (zone.unit.building_id if zone.unit else 0)].append(zone)
    buildings = sorted(
        Building.objects.filter(complex=complex_), key=lambda one: pinyin_key(one.name)
    )
    return [
        row for building in buildings for row in _rows_of(building, by_building[building.pk], named)
    ]


def zones_on(complex_: Complex, *, on: date) -> list[ResponsibilityZone]:
    """With who looks after each that day; two statements."""
    duties = ZoneDuty.objects.on(on).order_by("since", "pk")
    zones = ResponsibilityZone.objects.on(on).filter(complex=complex_)
    return list(
        zones.select_related("building", "unit__building")
        .prefetch_related(Prefetch("duties", duties, to_attr="standing"))
        .order_by("unit__name", "pk")
    )


def _names(zones: Iterable[Any], user: AnyUser, on: date) -> dict[int, str]:
    """By member, where the user may read it; one statement."""
    keys = [duty.member_id for zone in zones for duty in zone.standing]
    members = PartyMember.objects.visible_to(user).filter(pk__in=keys).select_related("person")
    return {member.pk: member.person.name for member in members}


def _rows_of(building: Building, zones: Collection[Any], named: dict[int, str]) -> list[Row]:
    url = reverse("party_building:field_zone", args=[building.pk])
    whole = next((zone for zone in zones if zone.building_id), None)
    rows = [_row(building.name, url, whole, named)]
    for zone in zones:
        if zone.unit:
            name = f"{building.name}{zone.unit.name}"
            rows.append(_row(name, f"{url}?unit={zone.unit_id}", zone, named))
    return rows


def _row(name: str, url: str, zone: Any, named: dict[int, str]) -> Row:
    standing = zone.standing if zone else []
    if not standing:
        return Row(title=name, url=url, tag=Tag("warn", "warn", _("没有人负责")))
    who = "、".join(named[one.member_id] for one in standing if one.member_id in named)
    count = _("党员%(count)d名") % {"count": len(standing)}
    since = period(max(one.since for one in standing), None)
    return Row(
        title=name, url=url, meta=joined(who or count, since), tag=Tag("ok", "check", _("有责任区"))
    )


def units_of(building: Building) -> list[Unit]:
    """As they are numbered on the wall."""
    units = Unit.objects.filter(building=building)
    return sorted(units, key=lambda unit: pinyin_key(unit.name))


def standing_members(building: Building, unit: Unit | None, *, on: date) -> list[int]:
    """Who looks after exactly this span that day."""
    span = Q(zone__unit=unit) if unit else Q(zone__building=building)
    return list(ZoneDuty.objects.on(on).filter(span).values_list("member", flat=True))


def choice_rows(
    branch: PartyOrganization, *, url: str, standing: Collection[int], on: date
) -> list[Row]:
    """Members of the branch to hand a zone to; who has it already is named first, without a link."""
    rows = [
        Row(
            title=member.person.name,
            meta=joined(
                member.group.name if member.group else "",
                member.building.name if member.building else "",
            ),
            url=f"{url}member={member.pk}",
            tag=Tag("ok", "check", _("现在负责")) if member.pk in standing else None,
        )
        for member in members_on(branch, on=on)
    ]
    return sorted(rows, key=lambda row: row.tag is None)


# 党员中心户


def buildings_without_household(user: AnyUser, *, on: date, complex_: Complex | None = None) -> Any:
    """Buildings of the user's places in which no household may be turned to that day; one statement."""
    households = KeyPartyHousehold.objects.on(on).filter(building=OuterRef("pk"))
    rows: Any = Building.objects.visible_to(user).filter(~Exists(households))
    rows = rows.filter(complex__closed_on=None)
    if complex_:
        rows = rows.filter(complex=complex_)
    return rows.select_related("complex", "community").order_by(
        "complex__pinyin_key", "complex_id", "name", "pk"
    )


def households_of(user: AnyUser, *, on: date) -> Any:
    """Those that the user may read, building by building."""
    rows = KeyPartyHousehold.objects.visible_to(user).on(on)
    return rows.select_related(
        "complex", "building", "unit", "door", "member__person", "organization"
    ).order_by("complex__pinyin_key", "building__name", "pk")


def household_rows(households: Iterable[KeyPartyHousehold], *, may_write: bool) -> list[Row]:
    return [
        Row(
            title=f"{one.place_name}{household_place(one)}",
            meta=joined(one.member.person.name, period(one.since, one.until)),
            tag=Tag("info", "info", _("楼栋公示"))
            if one.shown_with_consent
            else Tag("mute", "lock", _("不公示")),
            act=Link(_("修改"), reverse("party_building:field_household", args=[one.pk]))
            if may_write
            else None,
        )
        for one in households
    ]


def household_place(household: KeyPartyHousehold) -> str:
    """`3栋2单元1501`, as far as it was said."""
    return "".join(
        [
            household.building.name,
            household.unit.name if household.unit else "",
            household.door.room if household.door else "",
        ]
    )
