"""Accounts with their duties, and residents; all of them fictional (domain 7.4)."""

from __future__ import annotations

from accounts.models import Person, User
from accounts.phones import normalise_phone
from communities.choices import ResidentRelation, Role
from communities.models import Door, Resident
from communities.services.duties import Duty
from communities.services.residents import Residence, register_resident
from communities.services.staff import open_account
from demo.seed.world import World

# user name: (name, role, sub-district, community, complex)
ACCOUNTS: dict[str, tuple[str, Role, str, str, str]] = {
    "official": ("陈明远", Role.SUB_DISTRICT_ADMIN, "tiaodenghe-jiedao", "", ""),
    "staff": ("林小燕", Role.SUB_DISTRICT_STAFF, "tiaodenghe-jiedao", "", ""),
    "secretary": ("王建华", Role.COMMUNITY_SECRETARY, "", "tiaodenghe", ""),
    "secretary-jianxinglu": ("何秀英", Role.COMMUNITY_SECRETARY, "", "jianxinglu", ""),
    "secretary-jinxiu": ("高志国", Role.COMMUNITY_SECRETARY, "", "jinxiu", ""),
    "clerk": ("吴思远", Role.COMMUNITY_STAFF, "", "tiaodenghe", ""),
    "branch": ("刘桂兰", Role.BRANCH_SECRETARY, "", "", "zhongliang-jinyun"),
    "branch-yuyuan": ("孙长青", Role.BRANCH_SECRETARY, "", "", "yuyuan"),
    "committee": ("郭文清", Role.OWNERS_COMMITTEE_MEMBER, "", "", "zhongliang-jinyun"),
    "environment": ("罗玉兰", Role.ENV_COMMITTEE_MEMBER, "", "jinxiu", ""),
    "manager": ("李秋月", Role.PROPERTY_MANAGER, "", "", "zhongliang-jinyun"),
    "manager-yuyuan": ("周志平", Role.PROPERTY_MANAGER, "", "", "yuyuan"),
    "steward": ("李国强", Role.STEWARD, "", "", "zhongliang-jinyun"),
    "leader": ("马晴", Role.TEAM_LEADER, "", "", "zhongliang-jinyun"),
    "partner": ("胡静", Role.PARTNER_CONTACT, "", "jianxinglu", ""),
    "resident": ("杨洋", Role.RESIDENT, "", "", "zhongliang-jinyun"),
    "elder": ("张秀珍", Role.RESIDENT, "", "", "zhongliang-jinyun"),
    "outsider": ("赵明", Role.SUB_DISTRICT_ADMIN, "zijinglu-jiedao", "", ""),
    "secretary-zhengtonglu": ("徐红梅", Role.COMMUNITY_SECRETARY, "", "zhengtonglu", ""),
    "manager-tianxi": ("朱勇", Role.PROPERTY_MANAGER, "", "", "tianxi-huafu"),
}
RESIDENTS_PER_COMPLEX = {"zhongliang-jinyun": 90, "tianxi-huafu": 50, "yuyuan": 20}


def build_accounts(world: World) -> None:
    """Opens each account with its first duty; those that exist are left alone, password included."""
    for username, (name, role, district, community, complex_) in ACCOUNTS.items():
        phone = world.phone()
        known = User.objects.filter(username=username).first()
        world.accounts[username] = known or open_account(
            username=username,
            password=world.password,
            name=name,
            phone=phone,
            duty=_duty(world, role, district, community, complex_),
            actor=world.admin,
            now=world.now,
            is_demo=True,
        )


def build_residents(world: World) -> dict[str, list[Person]]:
    """People by complex, most with a phone, some living behind a known door."""
    people: dict[str, list[Person]] = {}
    for slug, count in RESIDENTS_PER_COMPLEX.items():
        people[slug] = [_resident(world, slug, index) for index in range(count)]
    return people


def _duty(world: World, role: Role, district: str, community: str, complex_: str) -> Duty:
    first_day = world.today.replace(month=1, day=1)
    if complex_:
        place = world.complexes[complex_]
        return Duty(
            role=role, sub_district=place.sub_district, community=place.community,
            complex=place, valid_from=first_day,
        )  # fmt: skip
    if community:
        above = world.communities[community]
        return Duty(
            role=role, sub_district=above.sub_district, community=above, valid_from=first_day
        )
    return Duty(role=role, sub_district=world.sub_districts[district], valid_from=first_day)


def _resident(world: World, slug: str, index: int) -> Person:
    complex_ = world.complexes[slug]
    name, phone = world.name(), world.phone()
    known = Person.objects.known_as(name=name, phone=normalise_phone(phone)).first()
    if known:
        return known
    # The first twenty live behind a known door, where the complex has any.
    doors = list(Door.objects.filter(complex=complex_).order_by("pk")) if index < 20 else []
    residence = Residence(
        complex=complex_,
        door=doors[index % len(doors)] if doors else None,
        relation=ResidentRelation.OWNER if index % 3 else ResidentRelation.FAMILY,
    )
    resident = register_resident(
        name=name, phone=phone, residence=residence, actor=world.admin, now=world.now
    )
    Resident.objects.filter(pk=resident.pk).update(is_demo=True)
    Person.objects.filter(pk=resident.person_id).update(is_demo=True)
    return resident.person
