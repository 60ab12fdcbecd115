"""Grids, zones, streets and titles (domain 7.1, 7.2, 9), as tables.

From the articles: that in 锦绣 a grid is a complex, that 建兴路 builds a belt, the names of the ways of
governing, the titles of 中粮锦云 (2020) and 政通路 (2019), the two chiefs of a street. All numbers,
splits, shops and persons are invented.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from communities.choices import ManagementMode, ShopTrade

TASKS = (
    "每天走访一遍楼栋，看消防通道和电梯\n"
    "收集居民诉求，当天报社区\n"
    "登记新入住的住户，告知物业和支部的电话\n"
    "上门看望高龄和独居老人，每周一次"
)


class GridFact(NamedTuple):
    """A grid over whole complexes. `worker`: an account, or a fictional name."""

    code: str
    name: str
    complexes: tuple[str, ...]
    worker: str


def _courtyards(first: int, last: int) -> tuple[str, ...]:
    return tuple(f"jian-xing-lu-{number}-hao-yuan" for number in range(first, last + 1))


JINXIU = (
    "jinxiu-yihaoyuan", "jinxiu-erhaoyuan", "jinxiu-sanhaoyuan", "jinxiu-sihaoyuan", "yuyuan",
    "jinxiu-tiancheng", "jinxiu-xinju", "dongli-yayuan", "jinheyuan", "shanban-jiayuan",
    "jinxiu-li", "jinxiu-sushe",
)  # fmt: skip
JINXIU_WORKERS = ("龙晓梅", "彭建军", "邱海燕", "戴文斌")
# By community.
GRIDS: dict[str, tuple[GridFact, ...]] = {
    "tiaodenghe": (
        GridFact("TDH-01", "中粮锦云网格", ("zhongliang-jinyun",), "clerk"),
        GridFact("TDH-02", "沙河网格", ("jinyun-dongyuan", "shahe-lijing"), "唐小宁"),
        GridFact("TDH-03", "崔家店网格", ("cuijiadian-xiaoqu", "cuijiadian-nanyuan"), "唐小宁"),
        GridFact(
            "TDH-04", "跳蹬河北网格",
            ("tazi-jiayuan", "shuangqing-xinyuan", "jianshe-xincun", "tiaodenghe-88haoyuan"),
            "邹立群",
        ),
    ),
    # 网格(小区): one complex, one grid (domain 9).
    "jinxiu": tuple(
        GridFact(f"JX-{number:02d}", "", (slug,), JINXIU_WORKERS[(number - 1) // 3])
        for number, slug in enumerate(JINXIU, start=1)
    ),
    "jianxinglu": (
        GridFact("JXL-01", "建兴路东网格", _courtyards(1, 6), "clerk-jianxinglu"),
        GridFact("JXL-02", "建兴路中网格", _courtyards(7, 12), "范春梅"),
        GridFact("JXL-03", "建兴路西网格", _courtyards(13, 18), "范春梅"),
        GridFact("JXL-04", "建兴路北网格", _courtyards(19, 23), "邵国庆"),
        GridFact("JXL-05", "多弗国际网格", ("duofu-guoji",), "邵国庆"),
    ),
    "zhengtonglu": (
        GridFact("ZTL-01", "政通路东网格", ("tianxi-huafu", "zhengtong-huayuan", "hepingli"), "常文娟"),
        GridFact(
            "ZTL-02", "政通路中网格",
            ("dongfang-xiandaicheng", "songyang-yuan", "zijing-liyuan"), "康志远",
        ),
        GridFact(
            "ZTL-03", "政通路西网格",
            ("xinshenghuo-jiayuan", "wenyuan-xiaoqu", "jiansheli-jiashuyuan"), "常文娟",
        ),
    ),
}  # fmt: skip
# Of 中粮锦云, a building each: (households, worker). The last is larger than usual, which is pointed at.
MICRO_GRIDS: tuple[tuple[int, str], ...] = (
    (96, "段秀兰"), (96, "段秀兰"), (96, "段秀兰"), (96, "段秀兰"),
    (96, "侯建民"), (96, "侯建民"), (164, "侯建民"),
)  # fmt: skip
# 包片: community, name, who looks after it, complexes. Some are in no zone (five of 跳蹬河, three of
# 建兴路, two of 政通路): the list of missing people has something to show.
ZONES: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("jinxiu", "锦绣一片", "secretary-jinxiu", JINXIU[:4]),
    ("jinxiu", "锦绣二片", "史玉梅", JINXIU[4:8]),
    ("jinxiu", "锦绣三片", "万里红", JINXIU[8:]),
    ("tiaodenghe", "跳蹬河一片", "clerk",
     ("zhongliang-jinyun", "jinyun-dongyuan", "shahe-lijing", "cuijiadian-xiaoqu")),
    ("jianxinglu", "建兴路东片", "secretary-jianxinglu", _courtyards(1, 8)),
    ("jianxinglu", "建兴路中片", "clerk-jianxinglu", _courtyards(9, 15)),
    ("jianxinglu", "建兴路西片", "蒋文彬", _courtyards(16, 21)),
    ("zhengtonglu", "政通路东片", "secretary-zhengtonglu",
     ("tianxi-huafu", "zhengtong-huayuan", "hepingli")),
    ("zhengtonglu", "政通路西片", "韩素云",
     ("dongfang-xiandaicheng", "songyang-yuan", "zijing-liyuan", "xinshenghuo-jiayuan")),
)  # fmt: skip
BELT = ("建兴路红色物业示范带", "jianxinglu", _courtyards(1, 8))
NEIGHBOURS: tuple[tuple[str, str], ...] = (
    ("zhongliang-jinyun", "jinyun-dongyuan"),
    ("jinxiu-yihaoyuan", "jinxiu-erhaoyuan"),
    ("jinxiu-erhaoyuan", "jinxiu-sanhaoyuan"),
    ("jinxiu-sanhaoyuan", "jinxiu-sihaoyuan"),
)
# Place, title, year, level, by whom; what the article does not say stays empty.
TITLES: tuple[tuple[str, str, int, str, str], ...] = (
    ("zhongliang-jinyun", "党建引领城乡社区发展治理示范小区打造点位", 2020, "", ""),
    ("zhengtonglu", "“摘夺创”四颗星", 2019, "DISTRICT", "巩义市"),
)
# Place, label, what it stands for as far as the article says.
GOVERNANCE: tuple[tuple[str, str, str], ...] = (
    ("tiaodenghe", "1+4+N", ""),
    ("zhengtonglu", "1515",
     "5事：说事、议事、理事、晒事、评事\n5红：红新驿站、红新小组、红新萌想、红新卡、红“芯”"),
    ("zhengtonglu", "一体三化", "精细化服务、网格化服务、智慧化服务"),
)  # fmt: skip
# Place, street, stretch, 责任街长 (an account); 群众街长 is a neighbour of the complex named last.
STREETS: tuple[tuple[str, str, str, str, str], ...] = (
    ("tiaodenghe", "崔家店横二街", "20号至66号", "staff", "zhongliang-jinyun"),
    ("jinxiu", "锦绣路", "1号至52号", "secretary-jinxiu", "yuyuan"),
    ("jianxinglu", "建兴路", "", "clerk-jianxinglu", "jian-xing-lu-1-hao-yuan"),
)
_C, _R, _S, _O = ShopTrade.CATERING, ShopTrade.RETAIL, ShopTrade.SERVICE, ShopTrade.OTHER
# Twenty along 崔家店横二街, from number 20 on; the last three have not signed yet.
SHOPS: tuple[tuple[str, ShopTrade], ...] = (
    ("横二街面馆", _C), ("锦云早餐", _C), ("好日子水果", _R), ("邻家便利店", _R),
    ("小巷川菜", _C), ("暖心包子", _C), ("每日鲜蔬菜", _R), ("顺手五金", _R),
    ("清风干洗", _S), ("平价药房", _R), ("老街理发", _S), ("横二街修锁配钥匙", _S),
    ("锦云文具", _R), ("三味火锅", _C), ("热茶馆", _C), ("阳光摄影", _S),
    ("转角咖啡", _C), ("旧书屋", _O), ("手机快修", _S), ("夜来烧烤", _C),
)  # fmt: skip
NOT_SIGNED = 3
# How a complex was managed before, and until when what runs now began.
MODES_BEFORE: dict[str, tuple[ManagementMode, date]] = {
    "jinxiu-erhaoyuan": (ManagementMode.UNMANAGED, date(2018, 6, 1)),
    "jianshe-xincun": (ManagementMode.SELF_MANAGED, date(2020, 3, 1)),
}
