"""Branches with how many members they have, and the names for those alone who may read them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from communities.body_rules import full_date
from communities.models import Building
from core.page_parts import Link, Tag
from party_building.choices import BRANCHES, MemberKind, MembershipHome, PartyKind
from party_building.models import (
    KeyPartyHousehold,
    PartyMember,
    PartyOrganization,
    PartyPost,
    ServiceClaim,
    Subordination,
    ZoneDuty,
)
from party_building.queries.member_counts import Counts, member_counts
from party_building.queries.work_rows import Part, Record, Row, joined

if TYPE_CHECKING:
    from communities.querysets import AnyUser


def branches_of(user: AnyUser, *, on: date) -> QuerySet[PartyOrganization]:
    """Branches that the user knows, those of his own places, by name."""
    rows = PartyOrganization.objects.visible_to(user).on(on).filter(kind__in=BRANCHES)
    return rows.select_related("complex", "community").order_by("pinyin_key", "name", "pk")


def groups_of(branch: PartyOrganization, *, on: date) -> QuerySet[PartyOrganization]:
    """Its groups on that day."""
    links = Subordination.objects.on(on).filter(parent=branch)
    groups = PartyOrganization.objects.on(on).filter(
        kind=PartyKind.GROUP, pk__in=links.values("organization")
    )
    return groups.order_by("pinyin_key", "name", "pk")


def buildings_of(branch: PartyOrganization, *, on: date) -> QuerySet[Building]:
    """The buildings of the complexes that it covers on that day, or of its own place."""
    covered = branch.partycoverages.on(on).filter(complex__isnull=False)
    places = [pk for pk in covered.values_list("complex", flat=True) if pk]
    if not places and branch.complex_id:
        places = [branch.complex_id]
    return Building.objects.filter(complex__in=places).select_related("complex")


def counts_text(counts: Counts | None) -> str:
    """`党员20名（预备2名）`, with the day of a count that was told."""
    if counts is None:
        return _("没有登记党员数")
    words = _("党员%(count)d名") % {"count": counts.total}
    if counts.probationary:
        words += _("（预备%(count)d名）") % {"count": counts.probationary}
    if counts.as_of:
        words += _("，截至%(day)s") % {"day": full_date(counts.as_of)}
    return words


def branch_rows(branches: Iterable[PartyOrganization], *, on: date) -> list[Row]:
    """Each with its number of members and the way to its list; one statement."""
    found = list(branches)
    counts = member_counts([branch.pk for branch in found], on=on)
    url = reverse("party_building:field_members")
    return [
        Row(
            title=branch.name,
            meta=counts_text(counts.get(branch.pk)),
            url=f"{url}?branch={branch.pk}",
        )
        for branch in found
    ]


def members_on(branch: PartyOrganization, *, on: date) -> QuerySet[PartyMember]:
    """Whoever is on the roster that day, by name; the caller has looked who may read it."""
    rows = PartyMember.objects.on(on).filter(organization=branch)
    return rows.select_related("person", "group", "building").order_by(
        "group__pinyin_key", "person__pinyin_key", "pk"
    )


def roster_parts(members: Iterable[PartyMember], *, on: date) -> list[Part]:
    """Names by group, with posts; one statement for the posts."""
    found = list(members)
    posts = _posts_of(found, on)
    by_group: defaultdict[str, list[Row]] = defaultdict(list)
    for member in found:
        group = member.group.name if member.group else _("未编党小组")
        by_group[group].append(
            Row(
                title=member.person.name,
                meta=joined(posts.get(member.person_id, ""), _told_of(member)),
                url=reverse("party_building:field_member", args=[member.pk]),
            )
        )
    return [
        Part(title=group, note=_("%(count)d名") % {"count": len(rows)}, rows=rows)
        for group, rows in by_group.items()
    ]


def _told_of(member: PartyMember) -> str:
    """What is not the usual, and where she lives."""
    return joined(
        str(member.get_kind_display()) if member.kind == MemberKind.PROBATIONARY else "",
        str(member.get_home_display()) if member.home == MembershipHome.ELSEWHERE else "",
        member.building.name if member.building else "",
    )


def _posts_of(members: Iterable[PartyMember], on: date) -> dict[int, str]:
    """党内职务 in the branch itself or in one of its groups."""
    found = list(members)
    organizations = {member.organization_id for member in found}
    organizations |= {member.group_id for member in found if member.group_id}
    posts = PartyPost.objects.on(on).filter(
        person__in=[member.person_id for member in found], organization__in=organizations
    )
    words: dict[int, str] = {}
    for post in posts.order_by("pk"):
        label = str(post.get_post_display())
        words[post.person_id] = joined(words.get(post.person_id, ""), label)
    return words


def member_record(member: PartyMember, *, on: date, may_write: bool) -> Record:
    """One member: what is kept of her, and what she does at the doors; five statements."""
    facts = [
        _("组织关系：%(home)s") % {"home": member.get_home_display()},
        _("党小组：%(group)s") % {"group": member.group.name if member.group else _("未编")},
        _("同意登记：%(day)s") % {"day": full_date(member.consented_on)},
        _("在册：%(first)s起") % {"first": full_date(member.since)},
    ]
    if member.building:
        facts.insert(2, _("楼栋：%(building)s") % {"building": member.building.name})
    if member.until:
        facts.append(_("止于：%(last)s") % {"last": full_date(member.until)})
    if member.withdrawn_on:
        facts.append(_("本人已撤回同意，不再保留姓名"))
    is_open = member.until is None
    return Record(
        title=member.person.name,
        under=joined(member.organization.name, _posts_of([member], on).get(member.person_id, "")),
        tag=Tag("ok", "check", str(member.get_kind_display())) if is_open else _over(),
        facts=facts,
        parts=[Part(title=_("在楼栋做什么"), rows=_duties(member), empty=_("还没有责任区和服务岗。"))],
        acts=_acts(member, is_open=is_open) if may_write else (),
    )  # fmt: skip


def _over() -> Tag:
    return Tag("mute", "minus", _("已不在册"))


def _acts(member: PartyMember, *, is_open: bool) -> list[Link]:
    acts = []
    if is_open:
        acts = [
            Link(_("登记变动"), _url("field_member_change", member), main=True),
            Link(_("转出"), _url("field_member_leave", member)),
        ]
    if member.withdrawn_on is None:
        acts.append(Link(_("撤回同意"), _url("field_member_withdraw", member)))
    return acts


def _url(name: str, member: PartyMember) -> str:
    return reverse(f"party_building:{name}", args=[member.pk])


def _duties(member: PartyMember) -> list[Row]:
    zones: Any = ZoneDuty.objects.filter(member=member).select_related(
        "zone__building", "zone__unit__building"
    )
    claims = ServiceClaim.objects.filter(member=member).select_related("service_post")
    homes = KeyPartyHousehold.objects.filter(member=member).select_related("building")
    rows = [(one.since, _("党员责任区"), span_text(one.zone), one) for one in zones]
    rows += [(one.since, _("党员服务岗"), one.service_post.name, one) for one in claims]
    rows += [(one.since, _("党员中心户"), one.building.name, one) for one in homes]
    return [
        Row(title=joined(kind, what), meta=period(one.since, one.until))
        for _since, kind, what, one in sorted(rows, key=lambda row: row[0], reverse=True)
    ]


def span_text(row: Any) -> str:
    """`3栋`, `3栋2单元`, or the whole complex."""
    if row.unit:
        return f"{row.unit.building.name}{row.unit.name}"
    return row.building.name if row.building else _("整个小区")


def period(first: date, last: date | None) -> str:
    """`2026年5月1日起`, or with its last day."""
    if last is None:
        return _("%(day)s起") % {"day": full_date(first)}
    return f"{full_date(first)}—{full_date(last)}"
