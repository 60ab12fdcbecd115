"""Service posts as ledgers 4 and 5 name them: claimed where such a post stands, else said and left out.

A cell says where somebody serves, not since when: what is new counts from the day of the import. Nobody
gives a post back by a file; one that the file leaves out is named.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from django.db.models import Q
from django.utils.translation import gettext as _

from core.ledgers import folded
from party_building.models import ServiceClaim, ServicePost
from party_building.services.service_posts import most_at_once

if TYPE_CHECKING:
    from accounts.models import User
    from party_building.models import DualRegistration, PartyMember

# Which column of a claim names the one who serves.
Holder = Literal["member", "registration"]
IsNear = Callable[[ServicePost], bool]
_APART = re.compile(r"[、，,；;\n]+")


@dataclass(frozen=True, slots=True)
class Cell:
    """What one cell comes to: posts to be claimed, how the row changes, and what isn't done."""

    posts: list[ServicePost] = field(default_factory=list)
    before: str = ""
    after: str = ""
    warnings: list[str] = field(default_factory=list)


NOTHING_SAID = Cell()


@dataclass(frozen=True, slots=True)
class ClaimBook:
    """The posts that stand where the file has people, and who serves there; three statements."""

    today: date
    posts: dict[object, list[ServicePost]]
    # Also of those whom the file only now claims: the places left are those after them.
    claims: dict[int, list[ServiceClaim]]
    # What those serve at who stand already, also at posts that the actor does not see.
    hers: dict[int, list[ServiceClaim]]

    @classmethod
    def of(
        cls,
        actor: User,
        *,
        posts: Q,
        holder: Holder,
        holders: Iterable[int],
        today: date,
        is_written: bool,
    ) -> ClaimBook:
        """`posts`: where; `holders`: keys of those who stand. Posts are held where the file is written."""
        rows = ServicePost.objects.visible_to(actor).on(today).filter(posts).order_by("pk")
        if is_written:
            rows = rows.select_for_update(no_key=True, of=("self",))
        found: defaultdict[object, list[ServicePost]] = defaultdict(list)
        for post in rows:
            found[folded(post.name)].append(post)
        claims: defaultdict[int, list[ServiceClaim]] = defaultdict(list)
        running = ServiceClaim.objects.overlapping(today, None).order_by("since", "pk")
        for claim in running.filter(
            service_post__in=[one.pk for some in found.values() for one in some]
        ):
            claims[claim.service_post_id].append(claim)
        hers: defaultdict[int, list[ServiceClaim]] = defaultdict(list)
        own = running.filter(**{f"{holder}__in": list(holders)}).select_related("service_post")
        for claim in own:
            hers[getattr(claim, f"{holder}_id")].append(claim)
        return cls(today, dict(found), claims, dict(hers))

    def read(
        self, typed: object, *, holder: int | None, nearest: Sequence[IsNear], since: date
    ) -> Cell:
        """One cell of somebody who stands already or (`holder` None) is new; None where it says 无.

        `nearest`: which posts are meant, the first that finds any.
        """
        mine = self.hers.get(holder or 0, [])
        had = {folded(claim.service_post.name) for claim in mine}
        standing = {
            folded(claim.service_post.name): claim.service_post.name
            for claim in mine
            if claim.since <= self.today
        }
        wanted = self._names(str(typed or ""), standing.values())
        posts: list[ServicePost] = []
        warnings: list[str] = []
        for key, name in wanted.items():
            if key not in had:
                post, warning = self._claim(name, nearest, since)
                posts += [post] if post else []
                warnings += [warning] if warning else []
        warnings += [
            _("仍在“%(post)s”，文件里没有写；不再认领的，请在系统里登记结束") % {"post": name}
            for key, name in standing.items()
            if key not in wanted
        ]
        after = [*standing.values(), *(post.name for post in posts)]
        return Cell(posts, "、".join(standing.values()), "、".join(after), warnings)

    def _names(self, text: str, standing: Iterable[str]) -> dict[object, str]:
        """By the name as compared. A post's name may hold what else sets two names apart."""
        known = {*standing, *(post.name for found in self.posts.values() for post in found)}
        whole = [name for name in known if _APART.search(name) and name in text]
        for name in sorted(whole, key=len, reverse=True):
            text = text.replace(name, "、")
        apart = (name.strip() for name in _APART.split(text))
        return {folded(name): name for name in [*whole, *apart] if name}

    def _claim(
        self, name: str, nearest: Sequence[IsNear], since: date
    ) -> tuple[ServicePost | None, str]:
        named = [
            post
            for post in self.posts.get(folded(name), [])
            if post.until is None or post.until >= since
        ]
        near = next(
            filter(None, ([one for one in named if is_near(one)] for is_near in nearest)), []
        )
        facts: dict[str, Any] = {"post": name}
        if not near:
            return None, _("这里没有“%(post)s”这个服务岗，先不认领") % facts
        if len(near) > 1:
            return None, _("这里有几个“%(post)s”，请在系统里认领其中一个") % facts
        (post,) = near
        claims = self.claims.setdefault(post.pk, [])
        if most_at_once(claims, since) >= post.places:
            facts["count"] = post.places
            return None, _("“%(post)s”只有%(count)d个名额，已经满了，先不认领") % facts
        claims.append(ServiceClaim(since=since, until=post.until))
        return post, ""


@dataclass(frozen=True, slots=True)
class Claimed:
    """Somebody claims these posts from a day on; `until`: the last day on which she is there herself."""

    who: PartyMember | DualRegistration
    posts: Sequence[ServicePost]
    since: date
    until: date | None = None


def write_claims(holder: Holder, claimed: Iterable[Claimed]) -> None:
    """One statement for the whole file."""
    rows: list[dict[str, Any]] = [
        {
            **post.place_columns,
            holder: one.who,
            "service_post": post,
            "since": one.since,
            "until": min(filter(None, (post.until, one.until)), default=None),
        }
        for one in claimed
        for post in one.posts
    ]
    ServiceClaim.objects.bulk_create(ServiceClaim(**row) for row in rows)
