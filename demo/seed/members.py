"""Members of three branches, those who report in, zones, posts and households (domain 7.1); all fictional.

40 members in 中粮锦云, 御园 and 锦绣一号院; of the other branches only counts are known. They come through
the services into the branches that `party` has founded, so that a second run finds them and changes
nothing. The pipeline stays switched off, as it is by default.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

from accounts.text import pinyin_key
from communities.models import Building, Complex
from demo.seed.world import FAMILY, GIVEN, World
from party_building.choices import MemberKind
from party_building.models import DualRegistration, PartyMember, PartyOrganization
from party_building.queries.roster import groups_of
from party_building.queries.zones import branch_of
from party_building.services.dual_registrations import (
    Working,
    leave_community,
    report_in,
    review_registration,
)
from party_building.services.key_households import Home, name_household
from party_building.services.members import Standing, register_member
from party_building.services.service_posts import Claimant, NewPost, claim_post, set_up_post
from party_building.services.zones import DoorSpan, assign_zone


class Roster(NamedTuple):
    """How many members a branch has registered here, and in how many buildings a household is named."""

    slug: str
    members: int
    households: int


ROSTERS = (
    Roster("zhongliang-jinyun", 18, 6),
    Roster("yuyuan", 13, 4),
    Roster("jinxiu-yihaoyuan", 9, 1),
)
# name of the post, where it is, how many serve there
POSTS = (
    ("矛盾调解岗", "单元门口", 2),
    ("文明劝导岗", "小区东门", 2),
    ("环境卫生岗", "中庭花园", 1),
)
# Where they report in, where they work, what they can do, what is said of it; the last has left.
REPORTS = (
    ("zhongliang-jinyun", "区图书馆（演示）", "辅导功课", "每周六在学习园地辅导功课"),
    ("zhongliang-jinyun", "市政设计院（演示）", "看图纸", "帮小区看了电路改造图"),
    ("zhongliang-jinyun", "区医院（演示）", "急救培训", ""),
    ("yuyuan", "某中学（演示）", "摄影", "给社区花园拍了四季照片"),
    ("yuyuan", "公交公司（演示）", "修电器", ""),
    ("jinxiu-yihaoyuan", "某银行支行（演示）", "防诈骗讲解", "讲过两次防诈骗"),
)
CONSENTED_DAYS_BEFORE = 300


def build_members(world: World) -> None:
    """Registers what is not there yet."""
    # A chance of its own: the names of the rest of the demo stay as they were.
    chance = random.Random(20210701)  # noqa: S311  a repeatable demo, no secret
    names = _names(chance)
    for roster in ROSTERS:
        people = [next(names) for _member in range(roster.members)]
        complex_ = world.complexes[roster.slug]
        branch = branch_of(complex_, on=world.today)
        if branch and not branch.partymembers.exists():
            _roster(world, roster, complex_, branch, people)
    _reports(world, [next(names) for _report in REPORTS])


def _names(chance: random.Random) -> Iterator[str]:
    while True:
        yield chance.choice(FAMILY) + "".join(chance.sample(GIVEN, 2))


def _acting(world: World) -> dict[str, Any]:
    return {"actor": world.admin, "now": world.now}


def _roster(
    world: World, roster: Roster, complex_: Complex, branch: PartyOrganization, people: list[str]
) -> None:
    """Members spread over groups and buildings; each building's zone goes to one who lives near."""
    since = world.today - timedelta(days=CONSENTED_DAYS_BEFORE)
    groups = list(groups_of(branch, on=world.today))
    buildings = sorted(
        Building.objects.filter(complex=complex_), key=lambda one: pinyin_key(one.name)
    )
    members = [
        register_member(
            organization=branch,
            name=name,
            standing=Standing(
                kind=MemberKind.PROBATIONARY if number == len(people) - 1 else MemberKind.FULL,
                group=groups[number % len(groups)] if groups else None,
                building=buildings[number % len(buildings)] if buildings else None,
            ),
            consented_on=since,
            since=since,
            **_acting(world),
        )
        for number, name in enumerate(people)
    ]
    for number, building in enumerate(buildings):
        member = members[number % len(members)]
        # The last building waits for somebody, so that the page has something to say.
        if number < len(buildings) - 1 or len(buildings) == 1:
            assign_zone(
                organization=branch,
                span=DoorSpan(building),
                member=member,
                first_day=since,
                **_acting(world),
            )
        if number < roster.households:
            name_household(
                member=member,
                home=Home(building),
                shown_with_consent=number % 2 == 0,
                since=since,
                **_acting(world),
            )
    _posts(world, complex_, branch, members, since)


def _posts(
    world: World,
    complex_: Complex,
    branch: PartyOrganization,
    members: list[PartyMember],
    since: date,
) -> None:
    for number, (name, spot, places) in enumerate(POSTS):
        post = set_up_post(
            organization=branch,
            post=NewPost(name=name, complex=complex_, spot=spot, places=places),
            since=since,
            **_acting(world),
        )
        claim_post(
            post_id=post.pk,
            claimant=Claimant(member=members[number]),
            since=since,
            **_acting(world),
        )


def _reports(world: World, people: list[str]) -> None:
    if DualRegistration.objects.filter(is_demo=True).exists():
        return
    for number, (slug, employer, skills, review) in enumerate(REPORTS):
        day = world.today - timedelta(days=240 - 20 * number)
        complex_ = world.complexes[slug]
        registration = report_in(
            complex_=complex_,
            name=people[number],
            working=Working(employer=employer, employer_branch=f"{employer}党支部", skills=skills),
            consented_on=day,
            reported_on=day,
            is_demo=True,
            **_acting(world),
        )
        # Those of 中粮锦云 stand at posts of its branch that have a place left.
        free = complex_.party_building_serviceposts.filter(places__gt=1).order_by("pk")
        if post := free[number % 2 : number % 2 + 1].first() if number < 2 else None:
            claim_post(
                post_id=post.pk,
                claimant=Claimant(registration=registration),
                since=day,
                **_acting(world),
            )
        if review:
            review_registration(registration_id=registration.pk, review=review, **_acting(world))
    leave_community(
        registration_id=registration.pk,
        last_day=world.today - timedelta(days=30),
        reason="工作调动",
        **_acting(world),
    )
