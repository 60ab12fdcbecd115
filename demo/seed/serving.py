"""Who serves whom: units, firms under contract, their people, and who answers for which doors.

The firms' names and codes are fictional (domain 6.2), the visiting units' are the articles'.
"""

from __future__ import annotations

from datetime import date, timedelta

from accounts.models import Person
from accounts.services import find_or_register
from communities.choices import DutyKind, OrganizationKind
from communities.models import Building, Community, Complex, DoorDuty, Organization
from communities.services.door_duties import Span, assign_door_duty, take_leave
from communities.services.organizations import add_place, save_organization
from demo.seed.world import World
from property_alliance.choices import Post
from property_alliance.models import FirmStaff, PropertyFirm
from property_alliance.services.firms import register_firm, sign_contract
from property_alliance.services.staff import employ, post_to

_K = OrganizationKind
# name, kind, credit code, place it is known in, places it works in
UNITS: tuple[tuple[str, OrganizationKind, str, str, tuple[str, ...]], ...] = (
    ("东篱医院", _K.HOSPITAL, "", "jinxiu", ("jinxiu",)),
    ("成华区国资和金融局", _K.BUREAU, "", "tiaodenghe-jiedao", ("jinxiu",)),
    ("跳蹬河街道物业协会（演示）", _K.ASSOCIATION, "52510108DEM0000143", "tiaodenghe-jiedao", ()),
    ("瑞康医院", _K.HOSPITAL, "", "zhengtonglu", ("zhengtonglu",)),
)
# name, credit code, sub-district, complexes under contract
FIRMS: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("邻里物业（演示）", "91510108MADEM0062Q", "tiaodenghe-jiedao", ("zhongliang-jinyun",)),
    ("安居物业（演示）", "91510108MADEM00388", "tiaodenghe-jiedao", ("yuyuan",)),
    ("华晟物业（演示）", "91510108MADEM0011G", "tiaodenghe-jiedao", ("jinyun-dongyuan",)),
    ("锦程物业（演示）", "91510108MADEM002X8", "tiaodenghe-jiedao", ("shahe-lijing",)),
    ("蜀悦物业（演示）", "91510108MADEM00463", "tiaodenghe-jiedao", ("jinxiu-tiancheng",)),
    ("和雅物业（演示）", "91510108MADEM0054X", "tiaodenghe-jiedao", ("tazi-jiayuan",)),
    ("鑫苑物业", "91410181MADEM0011G", "zijinglu-jiedao", ("tianxi-huafu",)),
    ("新生活物业", "91410181MADEM002X8", "zijinglu-jiedao", ()),
    ("缔华物业", "91410181MADEM00388", "zijinglu-jiedao", ()),
)
# account or name, complex, post
STAFF: tuple[tuple[str, str, Post], ...] = (
    ("manager", "zhongliang-jinyun", Post.MANAGER),
    ("steward", "zhongliang-jinyun", Post.STEWARD),
    ("何晓青", "zhongliang-jinyun", Post.STEWARD),
    ("manager-yuyuan", "yuyuan", Post.MANAGER),
    ("steward-yuyuan", "yuyuan", Post.STEWARD),
    ("manager-tianxi", "tianxi-huafu", Post.MANAGER),
)
# The steward of the first seven buildings before the one of today.
EARLIER = "郑秋阳"
HEADS = (1, 3, 7)
_PHONES = 8000


def build_serving(world: World) -> None:
    """Units and firms, contracts of three years around the demo's period, staff, door duties."""
    for name, kind, code, known_in, works_in in UNITS:
        unit = _unit(world, name, kind, code, known_in)
        for slug in works_in:
            _works_in(world, unit, slug)
    for name, code, street, complexes in FIRMS:
        unit = _unit(world, name, _K.PROPERTY_FIRM, code, street)
        firm = register_firm(organization=unit, is_demo=True, actor=world.admin, now=world.now)
        for slug in complexes:
            _contract(world, firm, world.complexes[slug])
    for who, slug, post in STAFF:
        _posted(world, who, world.complexes[slug], post)
    _doors_of_jinyun(world, world.complexes["zhongliang-jinyun"])


def _unit(
    world: World, name: str, kind: OrganizationKind, code: str, known_in: str
) -> Organization:
    where = world.where(known_in)
    known = Organization.objects.filter(sub_district=where.sub_district, name=name).first()
    return known or save_organization(
        organization=Organization(
            sub_district=where.sub_district,
            community=where.community,
            kind=kind,
            name=name,
            credit_code=code,
            is_demo=True,
        ),
        actor=world.admin,
        now=world.now,
    )


def _works_in(world: World, unit: Organization, slug: str) -> None:
    community: Community = world.communities[slug]
    if not unit.places.filter(community=community).exists():
        add_place(
            organization=unit,
            community=community,
            complex_=None,
            valid_from=world.period.first,
            actor=world.admin,
            now=world.now,
        )


def _contract(world: World, firm: PropertyFirm, complex_: Complex) -> None:
    if firm.contracts.filter(complex=complex_).exists():
        return
    starts_on = world.period.first - timedelta(days=365)
    sign_contract(
        firm=firm,
        complex_=complex_,
        starts_on=starts_on,
        ends_on=starts_on + timedelta(days=3 * 365),
        is_demo=True,
        actor=world.admin,
        now=world.now,
    )


def _person(world: World, who: str) -> Person:
    account = world.accounts.get(who)
    if account and account.person:
        return account.person
    names = [name for name, *_rest in STAFF] + [EARLIER]
    phone = world.phone_of(_PHONES + names.index(who))
    person, _is_new = find_or_register(name=who, phone=phone, is_demo=True)
    return person


def _posted(world: World, who: str, complex_: Complex, post: Post) -> FirmStaff:
    person = _person(world, who)
    known = FirmStaff.objects.filter(person=person).first()
    if known:
        return known
    firm = PropertyFirm.objects.serving(complex_.pk, on=world.today).get()
    first = world.period.first
    staff = employ(
        firm=firm, person=person, valid_from=first, is_demo=True, actor=world.admin, now=world.now
    )
    post_to(
        staff=staff, complex_=complex_, post=post, valid_from=first, actor=world.admin,
        now=world.now,
    )  # fmt: skip
    return staff


def _doors_of_jinyun(world: World, complex_: Complex) -> None:
    """Fourteen buildings: the first seven changed their steward in the middle of the period."""
    if DoorDuty.objects.filter(complex=complex_).exists():
        return
    first = world.period.first
    change = date(first.year + (first.month + 5) // 12, (first.month + 5) % 12 + 1, 1)
    steward, other, earlier = (_person(world, who) for who in ("steward", "何晓青", EARLIER))
    firm = PropertyFirm.objects.serving(complex_.pk, on=world.today).get()
    buildings = {
        int(building.name.removesuffix("栋")): building
        for building in Building.objects.filter(complex=complex_)
    }

    def assign(
        kind: DutyKind, who: Person, span: Span, since: date, until: date | None = None
    ) -> DoorDuty:
        return assign_door_duty(
            kind=kind, person=who, span=span, valid_from=since, valid_until=until,
            organization=firm.organization if kind == DutyKind.STEWARD else None,
            is_demo=True, actor=world.admin, now=world.now,
        )  # fmt: skip

    duties = []
    for number, building in sorted(buildings.items()):
        span = Span(complex_, building)
        if number <= 7:
            assign(DutyKind.STEWARD, earlier, span, first, change - timedelta(days=1))
            assign(DutyKind.STEWARD, steward, span, change)
        else:
            duties.append(assign(DutyKind.STEWARD, other, span, first))
    neighbours = world.people["zhongliang-jinyun"]
    for number, neighbour in zip(HEADS, neighbours, strict=False):
        assign(DutyKind.BUILDING_HEAD, neighbour, Span(complex_, buildings[number]), first)
    for duty in duties:
        take_leave(
            duty=duty, first_day=change, last_day=change + timedelta(days=6), deputy=steward,
            actor=world.admin, now=world.now,
        )  # fmt: skip
