"""Accounts with their duties, and residents; all of them fictional (domain 7.4)."""

from __future__ import annotations

from django.utils import timezone

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
    "clerk-jianxinglu": ("邓晓雯", Role.COMMUNITY_STAFF, "", "jianxinglu", ""),
    "branch": ("刘桂兰", Role.BRANCH_SECRETARY, "", "", "zhongliang-jinyun"),
    "branch-yuyuan": ("孙长青", Role.BRANCH_SECRETARY, "", "", "yuyuan"),
    "branch-tianxi": ("宋丽华", Role.BRANCH_SECRETARY, "", "", "tianxi-huafu"),
    "committee": ("郭文清", Role.OWNERS_COMMITTEE_MEMBER, "", "", "zhongliang-jinyun"),
    "environment": ("罗玉兰", Role.ENV_COMMITTEE_MEMBER, "", "jinxiu", ""),
    "manager": ("李秋月", Role.PROPERTY_MANAGER, "", "", "zhongliang-jinyun"),
    "manager-yuyuan": ("周志平", Role.PROPERTY_MANAGER, "", "", "yuyuan"),
    "steward": ("李国强", Role.STEWARD, "", "", "zhongliang-jinyun"),
    "steward-yuyuan": ("冯小军", Role.STEWARD, "", "", "yuyuan"),
    "patrol": ("曹志刚", Role.PATROL_MEMBER, "", "jianxinglu", ""),
    "leader": ("马晴", Role.TEAM_LEADER, "", "", "zhongliang-jinyun"),
    "partner": ("胡静", Role.PARTNER_CONTACT, "", "jianxinglu", ""),
    "resident": ("杨洋", Role.RESIDENT, "", "", "zhongliang-jinyun"),
    "elder": ("张秀珍", Role.RESIDENT, "", "", "zhongliang-jinyun"),
    "outsider": ("赵明", Role.SUB_DISTRICT_ADMIN, "zijinglu-jiedao", "", ""),
    "secretary-zhengtonglu": ("徐红梅", Role.COMMUNITY_SECRETARY, "", "zhengtonglu", ""),
    "manager-tianxi": ("朱勇", Role.PROPERTY_MANAGER, "", "", "tianxi-huafu"),
    # Beyond the 24 of the plan: the reference community's own.
    "secretary-pingjianglu": ("郑晓梅", Role.COMMUNITY_SECRETARY, "", "pingjianglu", ""),
}
# About 160 people who never sign in, beside the two residents with an account (domain 7.0).
RESIDENTS = {
    "zhongliang-jinyun": 70,
    "tianxi-huafu": 40,
    "yuyuan": 24,
    "jian-xing-lu-1-hao-yuan": 14,
    "jian-xing-lu-4-hao-yuan": 12,
}
# Behind a known door, where the complex has any.
WITH_DOOR = 20


def build_accounts(world: World) -> None:
    """Opens each account with its first duty; those that exist are left alone, password included."""
    opened = []
    for username, (name, role, district, community, complex_) in ACCOUNTS.items():
        phone = world.phone()
        known = User.objects.filter(username=username).first()
        if known is None:
            known = open_account(
                username=username,
                password=None,
                name=name,
                phone=phone,
                duty=_duty(world, role, district, community, complex_),
                actor=world.admin,
                now=world.now,
                is_demo=True,
            )
            opened.append(known.pk)
        world.accounts[username] = known
    User.objects.filter(pk__in=opened).update(password=world.password_hash)


def build_residents(world: World) -> None:
    """People by complex, most with a phone, some living behind a known door."""
    for slug, count in RESIDENTS.items():
        complex_ = world.complexes[slug]
        doors = list(Door.objects.filter(complex=complex_).order_by("pk"))
        people = []
        for index in range(count):
            door = doors[index % len(doors)] if doors and index < WITH_DOOR else None
            relation = ResidentRelation.OWNER if index % 3 else ResidentRelation.FAMILY
            residence = Residence(complex=complex_, door=door, relation=relation)
            people.append(_resident(world, world.name(), world.phone(), residence))
        world.people[slug] = people
    jinyun = Residence(complex=world.complexes["zhongliang-jinyun"])
    for number, (name, role, *_place) in enumerate(ACCOUNTS.values(), start=1):
        if role == Role.RESIDENT:
            person = _resident(world, name, world.phone_of(number), jinyun)
            world.people["zhongliang-jinyun"].append(person)
    everybody = [person.pk for people in world.people.values() for person in people]
    Resident.objects.filter(person__in=everybody, is_demo=False).update(is_demo=True)
    Person.objects.filter(pk__in=everybody, is_demo=False).update(is_demo=True)


def _duty(world: World, role: Role, district: str, community: str, complex_: str) -> Duty:
    # Duties are asked for by the real clock: whoever imports the ledgers must be in office by it.
    first_day = min(world.period.first, timezone.localdate())
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


def _resident(world: World, name: str, phone: str, residence: Residence) -> Person:
    """Once at this complex, however often the demo is built."""
    known = Person.objects.known_as(name=name, phone=normalise_phone(phone)).first()
    if known and Resident.objects.filter(person=known, complex=residence.complex).exists():
        return known
    return register_resident(
        name=name, phone=phone, residence=residence, actor=world.admin, now=world.now
    ).person
