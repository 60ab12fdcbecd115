"""The Party's organisation of the streets (domain 7.1 to 7.3); every person is fictional.

跳蹬河: the work committee, a committee a community, a branch a complex, groups over two buildings each,
the firms' own branches; 建兴路 has 21 branches of its own and one joint one for two courtyards. The
secretaries of six complexes are the directors of their owners' committees. 平江路 stands in
`pingjiang.py`. It comes through the services, so that a second run finds it and changes nothing.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from accounts.models import Person
from communities.body_rules import years_later
from communities.choices import ComplexKind, SeatPosition
from communities.models import Building, CommitteeSeat, Complex, Organization
from communities.queries.places import Place
from demo.seed.bodies import COMMITTEES
from demo.seed.world import FAMILY, GIVEN, World
from party_building.choices import PartyKind, PartyPostKind
from party_building.models import PartyInstructor, PartyOrganization, PartyPost
from party_building.services.counts import record_count
from party_building.services.instructors import Serves, assign, send
from party_building.services.organizations import NewOrganization, Target, cover, found
from party_building.services.posts import NewPost, Who, appoint, begin_term, take_leave

_K, _P = PartyKind, PartyPostKind
TERM_YEARS = 5
FOUNDED = date(2018, 7, 1)
COMMITTEE_POSTS = (_P.DEPUTY, _P.ORGANISER, _P.PUBLICITY, _P.DISCIPLINE)
WITH_COMMITTEE = ("tiaodenghe", "jianxinglu", "jinxiu")
# Whose secretary has an account and is not the director: the director is a member of their committee.
SECRETARIES = {"zhongliang-jinyun": "branch", "yuyuan": "branch-yuyuan"}
# Branches with something to look at: full members, and the last day of the term from the demo's today.
SMALL = {"jinxiu-erhaoyuan": 2}
ENDS = {"shahe-lijing": timedelta(days=40), "jinxiu-xinju": -timedelta(days=20)}
# The last two courtyards of 建兴路 share a branch.
JOINT = ("22号院", "23号院")
# name, kind, community, the units (firms) that it is there for
OF_FIRMS: tuple[tuple[str, PartyKind, str, tuple[str, ...]], ...] = (
    ("中粮锦云物业党支部", _K.BRANCH, "tiaodenghe", ("邻里物业（演示）",)),
    ("御园物业服务中心党支部", _K.BRANCH, "jinxiu", ("安居物业（演示）",)),
    ("建兴路物业联盟联合支部", _K.JOINT_BRANCH, "jianxinglu", ()),
    (
        "物业协会联合支部",
        _K.JOINT_BRANCH,
        "jinxiu",
        ("跳蹬河街道物业协会（演示）", "蜀悦物业（演示）"),
    ),
    ("新生活物业党支部", _K.BRANCH, "zhengtonglu", ("新生活物业",)),
    ("鑫苑物业党支部", _K.BRANCH, "zhengtonglu", ("鑫苑物业",)),
)
# 党建指导员: where they are sent, a complex or a unit (firm); 缔华 has no branch, only one of them.
GUIDED: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("tiaodenghe-jiedao", ("zhongliang-jinyun", "华晟物业（演示）")),
    ("tiaodenghe-jiedao", ("shahe-lijing", "锦程物业（演示）")),
    ("tiaodenghe-jiedao", ("和雅物业（演示）",)),
    ("tiaodenghe-jiedao", ("jinxiu-tiancheng",)),
    ("tiaodenghe-jiedao", ("jinxiu-yihaoyuan",)),
    ("zijinglu-jiedao", ("缔华物业", "dongfang-xiandaicheng")),
)
NEVER_FOUNDED = frozenset({ComplexKind.OFFICE_TOWER})


def build_party(world: World) -> None:
    """Founds what does not stand yet."""
    if PartyOrganization.objects.filter(name="跳蹬河街道党工委").exists():
        return
    # A chance of its own: the names of the rest of the demo stay as they were.
    _Builder(world, random.Random(20180701)).build()  # noqa: S311  a repeatable demo, no secret


class _Builder:
    def __init__(self, world: World, chance: random.Random) -> None:
        self.world = world
        self.chance = chance
        self.by: dict[str, Any] = {"actor": world.admin, "now": world.now}
        self.names = _names(chance)
        self.since = years_later(world.today, -2)

    def build(self) -> None:
        works = {
            slug: self._found(_K.WORK_COMMITTEE, name, Place(self.world.sub_districts[slug]), None)
            for slug, name in (
                ("tiaodenghe-jiedao", "跳蹬河街道党工委"),
                ("zijinglu-jiedao", "紫荆路街道党工委"),
            )
        }
        committees = {}
        for slug in WITH_COMMITTEE:
            community = self.world.communities[slug]
            place = Place(community.sub_district, community)
            above = works[community.sub_district.slug]
            committees[slug] = self._found(_K.COMMITTEE, f"{community.name}党委", place, above)
        there = self.world.communities["zhengtonglu"]
        committees["zhengtonglu"] = self._found(
            _K.BRANCH, "政通路社区党支部", Place(there.sub_district, there),
            works["zijinglu-jiedao"],
        )  # fmt: skip
        for one in (*works.values(), *committees.values()):
            self._head(one, next(self.names))
            self._term(one, self.world.today + timedelta(days=900))
        for slug in WITH_COMMITTEE:
            self._branches(slug, committees[slug])
        for name, kind, slug, hosts in OF_FIRMS:
            self._of_firm(name, kind, committees[slug], hosts)
        self._instructors()
        self._leave("锦云东苑党支部")

    def _leave(self, name: str) -> None:
        """Somebody stands in for the secretary for two weeks around the demo's today."""
        secretary = PartyPost.objects.get(organization__name=name, post=_P.SECRETARY)
        take_leave(
            post_id=secretary.pk,
            deputy=Who(name=next(self.names)),
            first_day=self.world.today - timedelta(days=3),
            last_day=self.world.today + timedelta(days=10),
            **self.by,
        )

    def _found(
        self,
        kind: PartyKind,
        name: str,
        place: Place,
        parent: PartyOrganization | None,
        *,
        covers: Target | None = None,
    ) -> PartyOrganization:
        phone = place.community.phone if place.community else place.sub_district.phone
        return found(
            new=NewOrganization(
                kind=kind,
                name=name,
                place=place,
                founded_on=FOUNDED,
                parent=parent,
                covers=covers,
                contact_phone=phone,
                is_demo=True,
            ),
            **self.by,
        )

    def _branches(self, slug: str, committee: PartyOrganization) -> None:
        complexes = Complex.objects.filter(community=self.world.communities[slug])
        shared = []
        for complex_ in complexes.exclude(kind__in=NEVER_FOUNDED).by_pinyin():
            if slug == "jianxinglu" and complex_.name.endswith(JOINT):
                shared.append(complex_)
                continue
            place = Place(committee.sub_district, committee.community, complex_)
            branch = self._found(
                _K.BRANCH, f"{complex_.name}党支部", place, committee,
                covers=Target(complex=complex_),
            )  # fmt: skip
            self._man(branch, complex_)
            self._groups(branch, complex_)
        if shared:
            place = Place(committee.sub_district, committee.community)
            joint = self._found(_K.JOINT_BRANCH, "建兴路22、23号院联合支部", place, committee)
            for complex_ in shared:
                cover(
                    organization_id=joint.pk, target=Target(complex=complex_), since=FOUNDED,
                    **self.by,
                )  # fmt: skip
            self._head(joint, next(self.names))
            self._term(joint, self.world.today + timedelta(days=700))
            self._count(joint, 5)

    def _man(self, branch: PartyOrganization, complex_: Complex) -> None:
        slug = complex_.slug
        full = SMALL.get(slug) or self.chance.randint(4, 32)
        director = _director_of(complex_)
        account = self.world.accounts.get(SECRETARIES.get(slug, ""))
        if account and account.person:
            self._head(branch, account.person)
        else:
            self._head(branch, director or next(self.names))
        if full >= 7:
            posts = COMMITTEE_POSTS[: 2 if full < 20 else 4]
            for post in posts:
                sits = director if account and post == _P.ORGANISER else None
                self._appoint(branch, post, sits or next(self.names))
        ends_on = self.world.today + ENDS.get(slug, timedelta(days=self.chance.randint(300, 1200)))
        self._term(branch, ends_on)
        self._count(branch, full)

    def _groups(self, branch: PartyOrganization, complex_: Complex) -> None:
        """One over each two buildings, by their numbers."""
        buildings = sorted(
            Building.objects.filter(complex=complex_),
            key=lambda building: int(building.name.removesuffix("栋")),
        )
        place = Place(branch.sub_district, branch.community, complex_)
        for number, first in enumerate(range(0, len(buildings), 2), start=1):
            name = f"{complex_.name}第{number}党小组"
            group = self._found(_K.GROUP, name, place, branch)
            for building in buildings[first : first + 2]:
                cover(
                    organization_id=group.pk, target=Target(building=building), since=FOUNDED,
                    **self.by,
                )  # fmt: skip
            self._appoint(group, _P.GROUP_LEADER, next(self.names))

    def _of_firm(
        self, name: str, kind: PartyKind, committee: PartyOrganization, hosts: tuple[str, ...]
    ) -> None:
        place = Place(committee.sub_district, committee.community)
        branch = self._found(kind, name, place, committee)
        for host in Organization.objects.filter(
            sub_district=committee.sub_district, name__in=hosts
        ):
            cover(organization_id=branch.pk, target=Target(host=host), since=FOUNDED, **self.by)
        self._head(branch, next(self.names))
        self._count(branch, self.chance.randint(3, 6))

    def _instructors(self) -> None:
        for street, guided in GUIDED:
            sub_district = self.world.sub_districts[street]
            instructor: PartyInstructor = send(
                place=Place(sub_district),
                name=next(self.names),
                sent_by=f"{sub_district.name}党工委",
                since=self.since,
                is_demo=True,
                **self.by,
            )
            for named in guided:
                complex_ = self.world.complexes.get(named)
                serves = (
                    Serves(complex=complex_)
                    if complex_
                    else Serves(
                        host=Organization.objects.get(sub_district=sub_district, name=named)
                    )
                )
                assign(instructor_id=instructor.pk, serves=serves, since=self.since, **self.by)

    def _head(self, organization: PartyOrganization, who: str | Person) -> None:
        self._appoint(organization, _P.SECRETARY, who)

    def _appoint(
        self, organization: PartyOrganization, post: PartyPostKind, who: str | Person
    ) -> None:
        whom = Who(name=who) if isinstance(who, str) else Who(person=who)
        new = NewPost(
            post=post,
            who=whom,
            since=self.since,
            is_published=post in {_P.SECRETARY, _P.GROUP_LEADER},
        )
        appointed = appoint(organization_id=organization.pk, new=new, **self.by)
        type(appointed).objects.filter(pk=appointed.pk).update(is_demo=True)

    def _term(self, organization: PartyOrganization, ends_on: date) -> None:
        starts_on = years_later(ends_on, -TERM_YEARS) + timedelta(days=1)
        begin_term(
            organization_id=organization.pk, number=2, starts_on=starts_on, ends_on=ends_on,
            **self.by,
        )  # fmt: skip

    def _count(self, organization: PartyOrganization, full: int) -> None:
        record_count(
            organization_id=organization.pk,
            as_of=min(self.world.period.first, self.world.today),
            full=full,
            probationary=full // 12,
            **self.by,
        )


def _director_of(complex_: Complex) -> Person | None:
    """Of the owners' committees that the demo founded."""
    if complex_.slug not in {committee.slug for committee in COMMITTEES}:
        return None
    seats = CommitteeSeat.objects.filter(complex=complex_, position=SeatPosition.DIRECTOR)
    seat = seats.select_related("person").first()
    return seat.person if seat else None


def _names(chance: random.Random) -> Iterator[str]:
    """Fictional names, each once."""
    pairs = [f"{family}{first}{second}" for family in FAMILY for first in GIVEN for second in GIVEN]
    return iter(chance.sample(pairs, len(pairs)))
