"""党员服务岗: where they are, how many places are free, and who serves for those who may read it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from core.page_parts import Link, Tag
from party_building.models import ServiceClaim, ServicePost
from party_building.queries.roster import period, span_text
from party_building.queries.work_rows import Part, Record, Row, joined

if TYPE_CHECKING:
    from communities.querysets import AnyUser


def posts_of(user: AnyUser, *, on: date) -> Any:
    """Posts that stand that day, each with how many serve there (`taken`); one statement."""
    running = Q(claims__since__lte=on) & (Q(claims__until=None) | Q(claims__until__gte=on))
    rows = ServicePost.objects.visible_to(user).on(on)
    return (
        rows.select_related("complex", "building", "unit__building", "organization")
        .annotate(taken=Count("claims", filter=running))
        .order_by("complex__pinyin_key", "complex_id", "name", "pk")
    )


def post_rows(posts: Iterable[Any]) -> list[Row]:
    return [
        Row(
            title=post.name,
            meta=joined(post.place_name, spot_text(post)),
            url=reverse("party_building:field_post", args=[post.pk]),
            tag=places_tag(post.taken, post.places),
        )
        for post in posts
    ]


def spot_text(post: ServicePost) -> str:
    return post.spot or span_text(post)


def places_tag(taken: int, places: int) -> Tag:
    if taken >= places:
        return Tag("ok", "check", _("%(taken)d/%(places)d，已满") % _facts(taken, places))
    return Tag("info", "people", _("%(taken)d/%(places)d，可认领") % _facts(taken, places))


def _facts(taken: int, places: int) -> dict[str, int]:
    return {"taken": taken, "places": places}


def post_record(
    post: ServicePost, user: AnyUser, *, on: date, may_write: bool, may_claim: bool
) -> Record:
    """One post with who serves there: names for those who read members, else a number; two statements."""
    running = ServiceClaim.objects.on(on).filter(service_post=post)
    taken = running.count()
    claims = (
        ServiceClaim.objects.visible_to(user)
        .filter(service_post=post)
        .select_related("member__person", "registration__person")
        .order_by("-since", "pk")
    )
    rows = [
        Row(
            title=_name(claim),
            meta=joined(
                _("双报到") if claim.registration_id else "", period(claim.since, claim.until)
            ),
            act=Link(_("结束"), reverse("party_building:field_claim_end", args=[claim.pk]))
            if may_claim and (claim.until is None or claim.until >= on)
            else None,
        )
        for claim in claims
    ]
    return Record(
        title=post.name,
        under=joined(post.place_name, spot_text(post)),
        tag=places_tag(taken, post.places),
        facts=[
            _("党组织：%(name)s") % {"name": post.organization.name},
            period(post.since, post.until),
        ],
        parts=[
            Part(
                title=_("谁在岗"),
                note=_("%(count)d名") % {"count": taken},
                rows=rows,
                empty=_("还没有人认领。") if not taken else _("姓名由支部书记和社区书记查看。"),
            )
        ],
        acts=_acts(post, may_write=may_write, may_claim=may_claim),
    )


def _name(claim: ServiceClaim) -> str:
    one: Any = claim.member or claim.registration
    return str(one.person.name)


def _acts(post: ServicePost, *, may_write: bool, may_claim: bool) -> list[Link]:
    if post.until is not None:
        return []
    acts = []
    if may_claim:
        acts.append(Link(_("认领"), _url("field_post_claim", post), main=True))
    if may_write:
        acts += [
            Link(_("改名额"), _url("field_post_places", post)),
            Link(_("撤岗"), _url("field_post_close", post)),
        ]
    return acts


def _url(name: str, post: ServicePost) -> str:
    return reverse(f"party_building:{name}", args=[post.pk])
