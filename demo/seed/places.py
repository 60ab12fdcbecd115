"""Tenants, communities and complexes (domain 7.1, 7.2); the 23 courtyards come by their ledger."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.utils import timezone

from accounts.audit import acting_as
from activities.services.planning import Where
from activities.services.spaces import save_space
from communities.choices import ComplexKind, ManagementMode
from communities.models import Community, Complex, SubDistrict
from communities.services.places import add_building, save_place
from core.ledgers import get_ledger, import_file
from demo.seed.world import World

LEDGERS = Path(__file__).resolve().parent.parent / "data" / "ledgers"

SUB_DISTRICTS: dict[str, dict[str, Any]] = {
    "tiaodenghe-jiedao": {
        "name": "跳蹬河街道",
        "division_code": "510108008",
        "city_name": "成都市成华区",
        "phone": "028-88880001",
    },
    "zijinglu-jiedao": {
        "name": "紫荆路街道",
        "division_code": "410181003",
        "city_name": "巩义市",
        "phone": "0371-88880001",
    },
}
COMMUNITIES: dict[str, tuple[str, str, str]] = {
    # by slug: its sub-district, name and phone
    "tiaodenghe": ("tiaodenghe-jiedao", "跳蹬河社区", "028-88881234"),
    "jianxinglu": ("tiaodenghe-jiedao", "建兴路社区", "028-88882345"),
    "jinxiu": ("tiaodenghe-jiedao", "锦绣社区", "028-88883456"),
    "shanbanqiao": ("tiaodenghe-jiedao", "杉板桥社区", ""),
    "dongliilu": ("tiaodenghe-jiedao", "东篱路社区", ""),
    "zhengtonglu": ("zijinglu-jiedao", "政通路社区", "0371-88884567"),
}
_FIRM, _SELF, _BRANCH = (
    ManagementMode.PROPERTY_FIRM,
    ManagementMode.SELF_MANAGED,
    ManagementMode.BRANCH_COURTYARD,
)
COMPLEXES: dict[str, dict[str, Any]] = {
    "zhongliang-jinyun": {
        "community": "tiaodenghe", "name": "中粮锦云", "management_mode": _FIRM,
        "address": "崔家店横二街42号", "built_year": 2012, "building_count": 14, "unit_count": 28,
        "household_count": 1900, "resident_count": 4271,
        "duty_name": "李师傅", "duty_phone": "028-88880000", "duty_hours": "每天 早8点—晚8点",
    },
    "yuyuan": {
        "community": "jinxiu", "name": "御园", "management_mode": _FIRM, "building_count": 11,
        "household_count": 1560,
        "duty_name": "周师傅", "duty_phone": "028-88885678", "duty_hours": "每天 早8点—晚8点",
    },
    "jinxiu-yihaoyuan": {
        "community": "jinxiu", "name": "锦绣一号院", "kind": ComplexKind.COURTYARD,
        "management_mode": _SELF, "household_count": 210,
    },
    "jinxiu-erhaoyuan": {
        "community": "jinxiu", "name": "锦绣二号院", "kind": ComplexKind.COURTYARD,
        "management_mode": _BRANCH, "household_count": 168,
    },
    "duofu-guoji": {
        "community": "jianxinglu", "name": "多弗国际中心", "kind": ComplexKind.OFFICE_TOWER,
        "management_mode": _FIRM,
    },
    "tianxi-huafu": {
        "community": "zhengtonglu", "name": "天玺华府", "management_mode": _FIRM,
        "duty_name": "赵师傅", "duty_phone": "0371-88880000", "duty_hours": "每天 早8点—晚8点",
    },
    "dongfang-xiandaicheng": {
        "community": "zhengtonglu", "name": "东方现代城", "management_mode": _FIRM,
    },
    "xinshenghuo-jiayuan": {
        "community": "zhengtonglu", "name": "新生活家园", "management_mode": _FIRM,
    },
}  # fmt: skip
# (name, location, former use)
SPACES: dict[str, list[tuple[str, str, str]]] = {
    "zhongliang-jinyun": [
        ("党员活动室", "地下一层", "闲置"),
        ("文化阅览室", "地下一层", "闲置"),
        ("居民舞蹈室", "地下一层", "打麻将"),
        ("红色港湾", "3栋架空层", "闲置"),
        ("学习园地", "5栋架空层", "闲置"),
        ("“红色物业”活动室", "1栋一层", ""),
        ("党建服务窗口", "物业服务中心", ""),
        ("便民服务点", "南门", ""),
    ],
    "tianxi-huafu": [
        ("党建活动室", "1号楼一层", ""),
        ("小区广场", "中心花园", ""),
        ("特色教育园地", "2号楼一层", ""),
        ("儿童游乐区红色故事角", "中心花园", ""),
    ],
    "yuyuan": [("物业服务中心", "大门旁", ""), ("社区花园", "中庭", "")],
}
DIRECTIONS = {"红色港湾": "从南门进，直走到3栋，电梯口左边", "党建活动室": "从东门进，第一栋楼"}


def build_places(world: World) -> None:
    """Sub-districts, communities, complexes, buildings and spaces."""
    for slug, facts in SUB_DISTRICTS.items():
        world.sub_districts[slug] = _place(world, SubDistrict, slug, facts)
    for slug, (above, name, phone) in COMMUNITIES.items():
        facts = {"sub_district": world.sub_districts[above], "name": name, "phone": phone}
        world.communities[slug] = _place(world, Community, slug, facts)
    for slug, given in COMPLEXES.items():
        facts = dict(given)
        community = world.communities[facts.pop("community")]
        facts |= {"community": community, "sub_district": community.sub_district}
        facts["figures_on"] = world.today.replace(month=1, day=1)
        world.complexes[slug] = _place(world, Complex, slug, facts)
    _buildings(world, world.complexes["zhongliang-jinyun"])
    for slug, spaces in SPACES.items():
        for name, location, former_use in spaces:
            details = {
                "location": location, "former_use": former_use,
                "directions": DIRECTIONS.get(name, ""), "is_demo": True,
            }  # fmt: skip
            save_space(
                where=Where.of_complex(world.complexes[slug]), name=name, details=details,
                actor=world.admin, now=world.now,
            )  # fmt: skip


def import_courtyards(world: World) -> None:
    """The ledger as 建兴路社区 keeps it: 23 courtyards, 16,500 households, 43,032 residents."""
    name = "jianxinglu-complexes.xlsx"
    import_demo_ledger(
        world,
        "complexes",
        name,
        actor="secretary-jianxinglu",
        content=(LEDGERS / name).read_bytes(),
    )
    Complex.objects.filter(community=world.communities["jianxinglu"], is_demo=False).update(
        is_demo=True
    )


def import_demo_ledger(
    world: World, kind: str, filename: str, *, actor: str, content: bytes
) -> None:
    """As an official would; an error in the demo's own ledger stops the seeding."""
    user = world.accounts[actor]
    with acting_as(user, reason=f"seed_demo {kind}"):
        report = import_file(
            get_ledger(kind),
            content=content,
            filename=filename,
            actor=user,
            now=timezone.now(),
        )
    if not report.applied:
        raise RuntimeError(f"{filename}: {report.errors[:3]}")


def _place(world: World, model: Any, slug: str, facts: dict[str, Any]) -> Any:
    place = model.objects.filter(slug=slug).first()
    if place:
        return place
    return save_place(
        place=model(slug=slug, is_demo=True, **facts), actor=world.admin, now=world.now
    )


def _buildings(world: World, complex_: Complex) -> None:
    """Fourteen buildings of two units; rooms only where the demo's residents live."""
    for number in range(1, 15):
        rooms = ["101", "502", "1501", "1503"] if number == 3 else ["301", "802"]
        add_building(
            complex_=complex_,
            name=f"{number}栋",
            units={"1单元": rooms, "2单元": rooms},
            floor_count=18,
            actor=world.admin,
            now=world.now,
        )
