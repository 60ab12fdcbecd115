"""双报到: who has reported in, at which posts, and what the community says of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from communities.body_rules import full_date
from core.page_parts import Link, Tag
from party_building.models import DualRegistration, ServiceClaim
from party_building.queries.roster import period
from party_building.queries.work_rows import Part, Record, Row, joined

if TYPE_CHECKING:
    from communities.querysets import AnyUser


def registrations_of(user: AnyUser, *, on: date, is_over: bool = False) -> QuerySet[Any]:
    """Those who serve today, or those who have left; by name, with their posts in a second statement."""
    rows = DualRegistration.objects.visible_to(user)
    rows = rows.filter(left_on__lt=on) if is_over else rows.on(on)
    return with_claims(rows).order_by("complex__pinyin_key", "person__pinyin_key", "pk")


def with_claims(rows: QuerySet[DualRegistration]) -> QuerySet[DualRegistration]:
    claims = ServiceClaim.objects.select_related("service_post").order_by("since", "pk")
    return rows.select_related("person", "complex", "community").prefetch_related(
        Prefetch("service_claims", claims)
    )


def posts_text(registration: DualRegistration, *, on: date) -> str:
    """`矛盾调解岗、文明劝导岗`: where she stands on that day; of prefetched claims no statement."""
    last = registration.left_on if registration.left_on and registration.left_on < on else on
    names = [
        claim.service_post.name
        for claim in registration.service_claims.all()
        if claim.since <= last and (claim.until is None or claim.until >= last)
    ]
    return "、".join(dict.fromkeys(names))


def registration_rows(registrations: Iterable[DualRegistration], *, on: date) -> list[Row]:
    return [
        Row(
            title=one.person.name,
            meta=joined(
                one.place_name,
                one.employer,
                posts_text(one, on=on) or _("还没有认领岗位"),
            ),
            url=reverse("party_building:field_dual", args=[one.pk]),
            tag=standing_tag(one, on=on),
        )
        for one in registrations
    ]


def standing_tag(registration: DualRegistration, *, on: date) -> Tag:
    if registration.left_on and registration.left_on < on:
        return Tag("mute", "minus", _("已离开"))
    return Tag("ok", "check", _("在岗") if posts_text(registration, on=on) else _("已报到"))


def registration_record(registration: DualRegistration, *, on: date, may_write: bool) -> Record:
    """One registration with its posts; of prefetched claims no statement."""
    facts = [
        _("工作单位：%(employer)s") % {"employer": registration.employer or _("不再保留")},
        _("报到：%(day)s") % {"day": full_date(registration.reported_on)},
        _("同意登记：%(day)s") % {"day": full_date(registration.consented_on)},
    ]
    for words, value in (
        (_("单位党组织：%(value)s"), registration.employer_branch),
        (_("特长：%(value)s"), registration.skills),
        (_("社区评价：%(value)s"), registration.review),
    ):
        if value:
            facts.append(words % {"value": value})
    if registration.left_on:
        facts.append(_("离开：%(day)s") % {"day": full_date(registration.left_on)})
    if registration.withdrawn_on:
        facts.append(_("本人已撤回同意，不再保留姓名"))
    claims = [
        Row(
            title=claim.service_post.name,
            meta=period(claim.since, claim.until),
            act=Link(_("结束"), reverse("party_building:field_claim_end", args=[claim.pk]))
            if may_write and (claim.until is None or claim.until >= on)
            else None,
        )
        for claim in registration.service_claims.all()
    ]
    return Record(
        title=registration.person.name,
        under=registration.place_name,
        tag=standing_tag(registration, on=on),
        facts=facts,
        parts=[Part(title=_("认领岗位"), rows=claims, empty=_("还没有认领岗位。"))],
        acts=_acts(registration) if may_write else (),
    )


def _acts(registration: DualRegistration) -> list[Link]:
    def link(label: str, name: str, *, main: bool = False) -> Link:
        url = reverse(f"party_building:{name}", args=[registration.pk])
        return Link(label, url, main=main)

    acts = []
    if registration.left_on is None:
        acts += [
            link(_("认领岗位"), "field_dual_claim", main=True),
            link(_("离开"), "field_dual_leave"),
        ]
    if registration.withdrawn_on is None:
        acts += [
            link(_("写评价"), "field_dual_review"),
            link(_("撤回同意"), "field_dual_withdraw"),
        ]
    return acts
