"""One organisation on its page, as of a day: who holds which post, what it is there for, what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from communities.body_rules import Caution, full_date, number_text, period_text
from core.page_parts import Link, Tag
from party_building.choices import BRANCHES, HEADS, PartyKind, PartyPostKind
from party_building.models import (
    InstructorAssignment,
    PartyCoverage,
    PartyOrganization,
    PartyPost,
    PartyTerm,
    Subordination,
)
from party_building.queries.offers import BELOW
from party_building.queries.standing import (
    Holder,
    Standing,
    coverage_text,
    reads_counts,
    standings,
)
from party_building.queries.tree import members_text

if TYPE_CHECKING:
    from communities.querysets import AnyUser

MOST_PARTS = 200


@dataclass(frozen=True, slots=True)
class PostLine:
    """One post; the addresses are empty where nothing can be recorded."""

    label: str
    name: str
    note: str
    phone: str
    succeed_url: str = ""
    resign_url: str = ""
    leave_url: str = ""


@dataclass(frozen=True, slots=True)
class CoverageLine:
    text: str
    since: str
    end_url: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """A line of its history."""

    on: date
    text: str

    @property
    def when(self) -> str:
        return full_date(self.on)


@dataclass(frozen=True, slots=True)
class OrganizationPage:
    """All that the page shows, in words."""

    name: str
    kind: str
    place: str
    tag: Tag
    term: str
    facts: list[str]
    parents: list[Link]
    cautions: list[Caution]
    posts: list[PostLine]
    coverages: list[CoverageLine]
    parts: list[Link]
    more_parts: int
    instructors: list[str]
    history: list[Event]
    acts: list[Link]


def organization_page(
    organization: PartyOrganization, *, on: date, day: str, user: AnyUser, may_write: bool
) -> OrganizationPage:
    """As of a day; the same statements whatever hangs on it.

    `organization` comes with its place; `day` is carried on by the links where it was named.
    """
    standing = standings([organization], on=on, user=user)[organization.pk]
    links = list(
        Subordination.objects.filter(organization=organization)
        .select_related("parent")
        .order_by("since")
    )
    parts = list(_parts_of(organization, on=on, user=user)[: MOST_PARTS + 1])
    may_count = reads_counts(user)
    acts = may_write and organization.dissolved_on is None
    return OrganizationPage(
        name=organization.name,
        kind=str(organization.get_kind_display()),
        place=organization.place_name,
        tag=_tag(organization, on),
        term=_term(standing, on),
        facts=_facts(organization, standing, may_count=may_count),
        parents=[Link(link.parent.name, _address(link.parent_id, day)) for link in _on(links, on)],
        cautions=standing.cautions(on) if may_count else [],
        posts=[_post(holder, organization, may_write=acts) for holder in standing.holders],
        coverages=[
            _coverage(coverage, organization, may_write=acts) for coverage in standing.coverages
        ],
        parts=[Link(part.name, _address(part.pk, day)) for part in parts[:MOST_PARTS]],
        more_parts=max(standing.parts - MOST_PARTS, 0),
        instructors=_instructors(organization, on=on, user=user),
        history=_history(organization, links, user=user),
        acts=_acts(organization, standing) if acts else [],
    )


def _address(pk: int, day: str) -> str:
    address = reverse("party_building:desk_organization", args=[pk])
    return f"{address}?{urlencode({'on': day})}" if day else address


def _on(links: Iterable[Subordination], on: date) -> list[Subordination]:
    return [link for link in links if link.since <= on and (not link.until or link.until >= on)]


def _parts_of(
    organization: PartyOrganization, *, on: date, user: AnyUser
) -> QuerySet[PartyOrganization]:
    below = Subordination.objects.on(on).filter(parent=organization).values("organization")
    seen = PartyOrganization.objects.visible_to(user).on(on).filter(pk__in=below)
    return seen.order_by("pinyin_key", "pk")


def _tag(organization: PartyOrganization, on: date) -> Tag:
    founded, dissolved = organization.founded_on, organization.dissolved_on
    if dissolved and dissolved < on:
        return Tag("mute", "cross", _("%(day)s已撤销") % {"day": full_date(dissolved)})
    if founded and founded > on:
        return Tag("mute", "clock", _("%(day)s成立") % {"day": full_date(founded)})
    if dissolved:
        return Tag("warn", "clock", _("到%(day)s为止") % {"day": full_date(dissolved)})
    return Tag("ok", "check", _("存续"))


def _term(standing: Standing, on: date) -> str:
    term = standing.term
    if term is None:
        return _("没有登记届期")
    words = [
        number_text(term.number) if term.number else "",
        period_text(term.starts_on, term.ends_on),
        standing.term_words(on),
    ]
    return " · ".join(word for word in words if word)


def _facts(organization: PartyOrganization, standing: Standing, *, may_count: bool) -> list[str]:
    facts = []
    if organization.founded_on:
        facts.append(_("%(day)s成立") % {"day": full_date(organization.founded_on)})
    if organization.contact_phone:
        facts.append(_("公布的电话：%(phone)s") % {"phone": organization.contact_phone})
    if may_count and (members := members_text(standing)):
        counts = standing.counts
        text = _("党员%(members)s名") % {"members": members}
        if counts and counts.as_of:
            text = _("%(text)s，截至%(day)s") % {"text": text, "day": full_date(counts.as_of)}
        facts.append(text)
    if standing.groups:
        facts.append(_("党小组%(count)d个") % {"count": standing.groups})
    if organization.note:
        facts.append(organization.note)
    return facts


def _post(holder: Holder, organization: PartyOrganization, *, may_write: bool) -> PostLine:
    notes = [_("%(day)s起") % {"day": full_date(holder.since)}]
    if holder.deputy:
        notes.append(_("请假，由%(name)s代理") % {"name": holder.deputy})
    if holder.name and not holder.is_published:
        notes.append(_("未公布"))
    args = [organization.pk, holder.pk]
    return PostLine(
        label=holder.label,
        name=holder.name or _("姓名未公布"),
        note=" · ".join(notes),
        phone=holder.phone,
        succeed_url=f"{reverse('party_building:desk_succeed', args=[organization.pk])}?post={holder.post}"
        if may_write and holder.post in HEADS
        else "",
        resign_url=reverse("party_building:desk_resign", args=args) if may_write else "",
        leave_url=reverse("party_building:desk_leave", args=args) if may_write else "",
    )


def _coverage(
    coverage: PartyCoverage, organization: PartyOrganization, *, may_write: bool
) -> CoverageLine:
    return CoverageLine(
        text=coverage_text(coverage),
        since=_("%(day)s起") % {"day": full_date(coverage.since)},
        end_url=reverse("party_building:desk_uncover", args=[organization.pk, coverage.pk])
        if may_write and coverage.until is None
        else "",
    )


def _instructors(organization: PartyOrganization, *, on: date, user: AnyUser) -> list[str]:
    """Who guides it, or the complex or unit that it is there for."""
    covered = PartyCoverage.objects.on(on).filter(
        organization=organization, building=None, unit=None
    )
    same = covered.filter(
        Q(host=OuterRef("host"))
        | Q(host=None, complex=OuterRef("complex")) & Q(complex__isnull=False)
    )
    rows = (
        InstructorAssignment.objects.visible_to(user)
        .on(on)
        .filter(Q(organization=organization) | Q(organization=None) & Exists(same))
        .select_related("instructor__person")
        .order_by("instructor__person__pinyin_key", "pk")
    )
    return list(dict.fromkeys(row.instructor.person.name for row in rows))


def _history(
    organization: PartyOrganization, links: Iterable[Subordination], *, user: AnyUser
) -> list[Event]:
    """What began and ended, the latest first; posts only where the reader may know who held them."""
    events = [Event(link.since, _("隶属于%(name)s") % {"name": link.parent.name}) for link in links]
    if organization.founded_on:
        events.append(Event(organization.founded_on, _("成立")))
    if organization.dissolved_on:
        events.append(Event(organization.dissolved_on, _("撤销（最后一天）")))
    events += _coverage_events(organization)
    events += _post_events(organization, user=user)
    for term in PartyTerm.objects.filter(organization=organization):
        number = number_text(term.number) if term.number else _("新一届")
        facts = {"number": number, "day": full_date(term.ends_on)}
        events.append(Event(term.starts_on, _("%(number)s开始，到%(day)s届满") % facts))
    return sorted(events, key=lambda event: event.on, reverse=True)


def _coverage_events(organization: PartyOrganization) -> Iterator[Event]:
    rows = PartyCoverage.objects.filter(organization=organization)
    for coverage in rows.select_related("complex", "building", "unit__building", "host"):
        facts = {"what": coverage_text(coverage)}
        yield Event(coverage.since, _("开始覆盖%(what)s") % facts)
        if coverage.until:
            yield Event(coverage.until, _("不再覆盖%(what)s（最后一天）") % facts)


def _post_events(organization: PartyOrganization, *, user: AnyUser) -> Iterator[Event]:
    rows = PartyPost.objects.visible_to(user).filter(organization=organization)
    for post in rows.select_related("person"):
        facts = {"name": post.person.name, "post": PartyPostKind(post.post).label}
        yield Event(post.since, _("%(name)s任%(post)s") % facts)
        if post.until:
            yield Event(post.until, _("%(name)s不再任%(post)s（最后一天）") % facts)


def _acts(organization: PartyOrganization, standing: Standing) -> list[Link]:
    """What can be recorded; what is missing first."""

    def act(label: str, name: str, *, main: bool = False, danger: bool = False) -> Link:
        address = reverse(f"party_building:desk_{name}", args=[organization.pk])
        return Link(label, address, main=main, danger=danger)

    is_group = organization.kind == PartyKind.GROUP
    return [
        act(_("任命组长") if is_group else _("任命"), "appoint", main=standing.head is None),
        *([] if is_group else [act(_("登记换届"), "term")]),
        act(_("登记覆盖范围"), "cover"),
        act(_("改上级"), "attach"),
        *(
            [act(_("设党小组") if organization.kind in BRANCHES else _("设下级党组织"), "found")]
            if organization.kind in BELOW
            else []
        ),
        act(_("登记党员数"), "count"),
        act(_("改名称和电话"), "rename"),
        act(_("撤销"), "dissolve", danger=True),
    ]
