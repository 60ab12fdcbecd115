"""Tenants, communities, complexes and spaces (domain 7.1, 7.2), as tables.

Marked † in the dossier, and invented here: the eight complexes beside 中粮锦云, those of 锦绣 after 二号院,
the last six of 政通路 and the names of the six courtyards of 平江路, with all splits. The splits sum to the communities' figures.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from communities.choices import ComplexKind, ManagementMode

SUB_DISTRICTS: dict[str, dict[str, Any]] = {
    "tiaodenghe-jiedao": {
        "name": "跳蹬河街道",
        "division_code": "510108008",
        "city_name": "成都市成华区",
        "phone": "028-88880001",
    },
    # Its division code is not known to us, and not invented (domain 6.1).
    "zijinglu-jiedao": {"name": "紫荆路街道", "city_name": "巩义市", "phone": "0371-88880001"},
    # The reference community of domain 7.3 alone.
    "longquan-jiedao": {"name": "龙泉街道", "city_name": "成都市龙泉驿区", "phone": "028-88886001"},
}
COMMUNITIES: dict[str, tuple[str, str, str]] = {
    # by slug: its sub-district, name and phone
    "tiaodenghe": ("tiaodenghe-jiedao", "跳蹬河社区", "028-88881234"),
    "jianxinglu": ("tiaodenghe-jiedao", "建兴路社区", "028-88882345"),
    "jinxiu": ("tiaodenghe-jiedao", "锦绣社区", "028-88883456"),
    "shanbanqiao": ("tiaodenghe-jiedao", "杉板桥社区", ""),
    "donglilu": ("tiaodenghe-jiedao", "东篱路社区", ""),
    "zhengtonglu": ("zijinglu-jiedao", "政通路社区", "0371-88884567"),
    "pingjianglu": ("longquan-jiedao", "平江路社区", "028-88886789"),
}
_FIRM, _SELF, _BRANCH, _UNIT = (
    ManagementMode.PROPERTY_FIRM,
    ManagementMode.SELF_MANAGED,
    ManagementMode.BRANCH_COURTYARD,
    ManagementMode.UNIT_MANAGED,
)
_DAYTIME = "每天 早8点—晚8点"


class Plain(NamedTuple):
    """A complex of which only the ledger's figures are told."""

    slug: str
    name: str
    address: str
    built_year: int
    buildings: int
    households: int
    residents: int
    kind: ComplexKind = ComplexKind.ESTATE
    mode: ManagementMode = _FIRM

    def facts(self, community: str) -> dict[str, Any]:
        return {
            "community": community, "name": self.name, "address": self.address,
            "built_year": self.built_year, "building_count": self.buildings,
            "household_count": self.households, "resident_count": self.residents,
            "kind": self.kind, "management_mode": self.mode,
        }  # fmt: skip


_YARD = ComplexKind.COURTYARD
PLAIN: dict[str, tuple[Plain, ...]] = {
    "tiaodenghe": (
        Plain("jinyun-dongyuan", "锦云东苑", "崔家店横二街66号", 2013, 10, 1240, 2790),
        Plain("shahe-lijing", "沙河丽景", "跳蹬河南路18号", 2009, 9, 1080, 2430),
        Plain("cuijiadian-xiaoqu", "崔家店小区", "崔家店路21号", 1999, 16, 960, 2170),
        Plain("cuijiadian-nanyuan", "崔家店南苑", "崔家店路57号", 2006, 8, 880, 1980),
        Plain("tazi-jiayuan", "塔子佳苑", "跳蹬河北路9号", 2015, 6, 820, 1850),
        Plain("shuangqing-xinyuan", "双庆馨苑", "双庆路112号", 2011, 6, 690, 1560),
        Plain("jianshe-xincun", "建设新村", "崔家店北二路5号", 1996, 14, 610, 1370,
              ComplexKind.RESETTLEMENT, _BRANCH),
        Plain("tiaodenghe-88haoyuan", "跳蹬河路88号院", "跳蹬河路88号", 1992, 7, 420, 930,
              _YARD, _SELF),
    ),
    "jinxiu": (
        Plain("jinxiu-yihaoyuan", "锦绣一号院", "锦绣路1号", 1995, 4, 210, 462, _YARD, _SELF),
        Plain("jinxiu-erhaoyuan", "锦绣二号院", "锦绣路3号", 1996, 3, 168, 370, _YARD, _BRANCH),
        Plain("jinxiu-sanhaoyuan", "锦绣三号院", "锦绣路5号", 1996, 4, 186, 409, _YARD, _BRANCH),
        Plain("jinxiu-sihaoyuan", "锦绣四号院", "锦绣路7号", 1998, 3, 152, 334, _YARD, _SELF),
        Plain("jinxiu-tiancheng", "锦绣天成", "锦绣路20号", 2014, 6, 720, 1610),
        Plain("jinxiu-xinju", "锦绣新居", "锦绣路28号", 2008, 8, 640, 1440),
        Plain("dongli-yayuan", "东篱雅苑", "锦绣南路6号", 2010, 6, 520, 1170),
        Plain("jinheyuan", "锦和园", "锦绣南路15号", 2007, 6, 460, 1030),
        Plain("shanban-jiayuan", "杉板佳苑", "锦绣南路33号", 2005, 5, 380, 850),
        Plain("jinxiu-li", "锦绣里", "锦绣路41号", 2017, 3, 300, 670),
        Plain("jinxiu-sushe", "锦绣路宿舍", "锦绣路52号", 1989, 4, 120, 250,
              ComplexKind.UNIT_HOUSING, _UNIT),
    ),
    "pingjianglu": (
        Plain("pingjiang-yihaoyuan", "平江路一号院", "平江路1号", 1986, 6, 312, 870, _YARD),
        Plain("pingjiang-erhaoyuan", "平江路二号院", "平江路7号", 1988, 8, 420, 1160, _YARD),
        Plain("pingjiang-sanhaoyuan", "平江路三号院", "平江路15号", 1984, 5, 260, 730, _YARD),
        Plain("pingjiang-sihaoyuan", "平江路四号院", "平江路22号", 1990, 9, 486, 1350, _YARD),
        Plain("pingjiang-wuhaoyuan", "平江路五号院", "平江路30号", 1987, 6, 330, 920, _YARD),
        Plain("pingjiang-liuhaoyuan", "平江路六号院", "平江路41号", 1991, 7, 392, 1090, _YARD),
    ),
    "zhengtonglu": (
        Plain("zhengtong-huayuan", "政通花园", "政通路26号", 2009, 12, 860, 4300),
        Plain("songyang-yuan", "嵩阳苑", "政通路58号", 2012, 10, 720, 3600),
        Plain("zijing-liyuan", "紫荆丽园", "紫荆路73号", 2010, 9, 640, 3200),
        Plain("wenyuan-xiaoqu", "文苑小区", "政通路90号", 2003, 8, 480, 2400),
        Plain("jiansheli-jiashuyuan", "建设里家属院", "建设里4号", 1994, 7, 350, 1750,
              ComplexKind.UNIT_HOUSING, _UNIT),
        Plain("hepingli", "和平里", "政通路8号", 1998, 6, 300, 1500, _YARD, _SELF),
    ),
}  # fmt: skip
COMPLEXES: dict[str, dict[str, Any]] = {
    "zhongliang-jinyun": {
        "community": "tiaodenghe", "name": "中粮锦云", "management_mode": _FIRM,
        "address": "崔家店横二街42号", "built_year": 2012, "building_count": 14, "unit_count": 28,
        "household_count": 1900, "resident_count": 4271,
        "duty_name": "李师傅", "duty_phone": "028-88880000", "duty_hours": _DAYTIME,
    },
    "yuyuan": {
        "community": "jinxiu", "name": "御园", "management_mode": _FIRM, "building_count": 11,
        "household_count": 1560, "resident_count": 3510,
        "duty_name": "周师傅", "duty_phone": "028-88885678", "duty_hours": _DAYTIME,
    },
    "duofu-guoji": {
        "community": "jianxinglu", "name": "多弗国际中心", "kind": ComplexKind.OFFICE_TOWER,
        "management_mode": _FIRM, "building_count": 1, "household_count": 420,
        "resident_count": 906, "note": "32层，入驻企业120家",
    },
    "tianxi-huafu": {
        "community": "zhengtonglu", "name": "天玺华府", "management_mode": _FIRM,
        "building_count": 14, "household_count": 1180, "resident_count": 5900, "note": "鑫苑物业",
        "duty_name": "赵师傅", "duty_phone": "0371-88880000", "duty_hours": _DAYTIME,
    },
    "dongfang-xiandaicheng": {
        "community": "zhengtonglu", "name": "东方现代城", "management_mode": _FIRM,
        "building_count": 16, "household_count": 1450, "resident_count": 7250, "note": "缔华物业",
        "duty_name": "孙师傅", "duty_phone": "0371-88880011", "duty_hours": _DAYTIME,
    },
    "xinshenghuo-jiayuan": {
        "community": "zhengtonglu", "name": "新生活家园", "management_mode": _FIRM,
        "building_count": 13, "household_count": 1020, "resident_count": 5100,
        "note": "新生活物业",
        "duty_name": "何师傅", "duty_phone": "0371-88880022", "duty_hours": _DAYTIME,
    },
    **{plain.slug: plain.facts(community) for community, all_ in PLAIN.items() for plain in all_},
}  # fmt: skip
# Invented: by the slug of a complex, the community where it lay before, and why it came.
CAME_FROM = {"shanban-jiayuan": ("shanbanqiao", "社区边界调整（演示）")}
# By the slug of a complex or community: (name, location, former use)
SPACES: dict[str, tuple[tuple[str, str, str], ...]] = {
    "zhongliang-jinyun": (
        ("党员活动室", "地下一层", "闲置"),
        ("文化阅览室", "地下一层", "闲置"),
        ("居民舞蹈室", "地下一层", "打麻将"),
        ("红色港湾", "3栋架空层", "闲置"),
        ("学习园地", "5栋架空层", "闲置"),
        ("“红色物业”活动室", "1栋一层", ""),
        ("党建服务窗口", "物业服务中心", ""),
        ("快递柜", "南门", ""),
        ("电商服务点", "南门", ""),
        ("心理咨询区", "地下一层", "闲置"),
        ("宣传展示长廊", "中庭", ""),
    ),
    "yuyuan": (("物业服务中心", "大门旁", ""), ("社区花园", "中庭", "")),
    "jinxiu": (("红色议事厅", "社区党群服务中心", ""), ("社区花园", "锦绣路", "")),
    "jianxinglu": (
        ("联盟值班室", "社区党群服务中心", ""),
        ("共享会议室", "社区党群服务中心", ""),
        ("联盟物资柜", "联盟值班室旁", ""),
    ),
    "tianxi-huafu": (
        ("党建活动室", "1号楼一层", ""),
        ("宣传栏", "东门", ""),
        ("特色教育园地", "2号楼一层", ""),
        ("儿童游乐区红色故事角", "中心花园", ""),
        ("党建小景", "中心花园", ""),
    ),
    "xinshenghuo-jiayuan": (
        ("连心驿站", "物业服务中心", ""),
        ("书香一隅", "3号楼一层", ""),
        ("红新驿站", "大门旁", ""),
        ("共享空间", "5号楼一层", ""),
    ),
    "zhengtonglu": (
        ("老年人日间照料中心·健康加油站", "社区党群服务中心", ""),
        ("文化墙“大爱中国”", "政通路", ""),
        ("健身器材区", "社区广场", ""),
    ),
}
DIRECTIONS = {"红色港湾": "从南门进，直走到3栋，电梯口左边", "党建活动室": "从东门进，第一栋楼"}
