"""Which matter goes to whom first, and to whom next: a small table and what is read from it.

A rule of our own after seed 003 (三级联动): people are to be asked where the matter can be settled, and
above them along the chain. Places word their matters differently; an unknown one goes the usual way.
"""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext as _

from party_building.choices import ChainLevel, Gap, Matter

# Levels of one step are told together.
Step = tuple[ChainLevel, ...]

_GROUP, _BRANCH, _COMMUNITY = (ChainLevel.GROUP,), (ChainLevel.BRANCH,), (ChainLevel.COMMUNITY,)
_STEWARD, _GRID_WORKER = (ChainLevel.STEWARD,), (ChainLevel.GRID_WORKER,)
_ON_THE_SPOT = (ChainLevel.GRID_WORKER, ChainLevel.STEWARD)

USUAL: tuple[Step, ...] = (_GRID_WORKER, _GROUP, _BRANCH, _COMMUNITY)
ORDERS: dict[str, tuple[Step, ...]] = {
    # What the firm is paid for is the firm's first.
    Matter.REPAIR: (_STEWARD, _BRANCH, _COMMUNITY),
    Matter.ENVIRONMENT: (_STEWARD, _GRID_WORKER, _BRANCH, _COMMUNITY),
    # Neighbours talk to a neighbour before anybody official comes.
    Matter.NEIGHBOURS: (_GROUP, _GRID_WORKER, _BRANCH, _COMMUNITY),
    # Danger does not wait for a chain: both who are near are told at once.
    Matter.HAZARD: (_ON_THE_SPOT, _BRANCH, _COMMUNITY),
    Matter.CARE: (_GRID_WORKER, _GROUP, _BRANCH, _COMMUNITY),
    Matter.PARTY: (_GROUP, _BRANCH, _COMMUNITY),
    Matter.OTHER: USUAL,
}


def known_matter(typed: str) -> Matter:
    """The matter of this code, in whatever case; OTHER for anything else."""
    code = typed.strip().upper()
    return Matter(code) if code in Matter.values else Matter.OTHER


def order_of(matter: str) -> tuple[Step, ...]:
    """The steps in which a matter climbs, as if nobody were missing."""
    return ORDERS.get(matter, USUAL)


def escalation(matter: str, present: Collection[str]) -> tuple[Step, ...]:
    """The steps among those who are there; a step without anybody is passed over.

    Empty only where nobody of the order is there.
    """
    steps = (tuple(level for level in step if level in present) for step in order_of(matter))
    return tuple(step for step in steps if step)


def in_order(matter: str) -> tuple[ChainLevel, ...]:
    """All levels: those of the steps first, then those who are not asked in this matter."""
    asked = [level for step in order_of(matter) for level in step]
    return (*asked, *(level for level in ChainLevel if level not in asked))


def missing_words(level: str, gap: str, body: str = "") -> str:
    """Why nobody answers at a level: `没有党支部`, `东园党支部没有书记`."""
    if gap == Gap.VACANT:
        vacant = {
            ChainLevel.GROUP: _("%(body)s没有组长"),
            ChainLevel.BRANCH: _("%(body)s没有书记"),
            ChainLevel.COMMUNITY: _("%(body)s没有包片人"),
        }
        return vacant[ChainLevel(level)] % {"body": body}
    none = {
        ChainLevel.GROUP: _("没有党小组"),
        ChainLevel.BRANCH: _("没有党支部"),
        ChainLevel.COMMUNITY: _("没有划入包片"),
        ChainLevel.STEWARD: _("没有物业管家"),
        ChainLevel.GRID_WORKER: _("没有网格员"),
    }
    return none[ChainLevel(level)]
