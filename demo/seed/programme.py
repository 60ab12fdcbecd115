"""What 中粮锦云, 御园 and the communities do in a year (month calendar of domain 7.1).

Days are given as `(month, day)` or by the name of a festival or solar term, which the almanac finds
for any year; `weekly` series run through the whole year.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import NamedTuple

from activities.almanac import names_of_year
from activities.choices import ActivityKind, SignUpMode

K = ActivityKind


class Day(NamedTuple):
    """A day of the year by festival or term, moved by some days (`端午`, -1 is its eve)."""

    festival: str
    shift: int = 0


def day_in(year: int, day: tuple[int, int] | Day) -> date:
    """The date in that year; a festival's or a term's is the almanac's."""
    if not isinstance(day, Day):
        return date(year, *day)
    for when, names in names_of_year(year).items():
        if day.festival in {names.festival, names.term}:
            return when + timedelta(days=day.shift)
    raise LookupError(f"No {day.festival} in {year}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One activity of the programme; `where` is a complex's or community's slug."""

    title: str
    day: tuple[int, int] | Day
    hour: time = time(9, 30)
    minutes: int = 120
    kind: ActivityKind = K.CULTURE
    theme: str = ""
    place: str = ""
    where: str = "zhongliang-jinyun"
    capacity: int | None = 40
    audience: str = "本小区居民"
    description: str = ""
    advice: str = ""
    household_quota: int | None = None
    sign_up_mode: SignUpMode = SignUpMode.REQUIRED
    max_party_size: int = 5
    organizer: str = "小区党支部、物业服务中心"
    opens_days_before: int = 14
    # How many sign up, where the demo wants it nearly full or with a line.
    expected: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Weekly:
    """A series on one weekday (Monday 0), every `every` weeks."""

    title: str
    weekday: int
    hour: time
    minutes: int
    place: str
    kind: ActivityKind = K.CULTURE
    every: int = 1
    capacity: int | None = None
    where: str = "zhongliang-jinyun"
    organizer: str = "小区党支部"
    sign_up_mode: SignUpMode = SignUpMode.WALK_IN


WEEKLY = (
    Weekly(
        title="健康跑团晨跑", weekday=5, hour=time(7), minutes=60, place="南门集合", capacity=30,
        organizer="健康跑团", sign_up_mode=SignUpMode.REQUIRED,
    ),
    Weekly(
        title="读报会", weekday=4, hour=time(9, 30), minutes=90, place="文化阅览室", kind=K.PARTY,
        every=2,
    ),
    Weekly(
        title="舞蹈队排练", weekday=4, hour=time(19), minutes=90, place="居民舞蹈室", capacity=20,
        every=4, organizer="舞蹈队", sign_up_mode=SignUpMode.REQUIRED,
    ),
    Weekly(
        title="健康义诊：量血压", weekday=4, hour=time(14, 30), minutes=120, place="红色港湾",
        kind=K.CLINIC, every=4, capacity=40, sign_up_mode=SignUpMode.REQUIRED,
    ),
)  # fmt: skip

ITEMS = (
    Item(title="腊八粥，邻里情", day=Day("腊八"), theme="暖冬迎新", place="红色港湾"),
    Item(title="春联义写", day=(1, 31), theme="暖冬迎新", place="文化阅览室"),
    Item(title="年度志愿者表彰", day=(1, 24), kind=K.VOLUNTEER, theme="暖冬迎新", place="党员活动室"),
    Item(title="春节送福", day=(2, 13), theme="团圆平安", place="南门", sign_up_mode=SignUpMode.WALK_IN),
    Item(title="节前消防夜查", day=(2, 10), hour=time(19, 30), kind=K.VOLUNTEER, theme="团圆平安"),
    Item(title="元宵灯谜会", day=Day("元宵"), hour=time(18, 30), theme="学雷锋邻里行", place="红色港湾"),
    Item(title="便民服务日", day=(3, 5), kind=K.VOLUNTEER, theme="学雷锋邻里行", place="便民服务点",
         sign_up_mode=SignUpMode.WALK_IN),
    Item(title="社区花园植树", day=(3, 12), kind=K.VOLUNTEER, theme="学雷锋邻里行", where="yuyuan",
         place="社区花园"),
    Item(title="清明微党课", day=Day("清明", -1), kind=K.PARTY, theme="清明追思·健康春天", place="党员活动室"),
    Item(title="物业联盟成立纪念日联席会", day=(4, 20), kind=K.MEETING, where="jianxinglu",
         theme="清明追思·健康春天", audience="联盟成员单位", organizer="建兴路物业联盟"),
    Item(title="世界读书日读书会", day=(4, 23), kind=K.COURSE, theme="清明追思·健康春天", place="文化阅览室"),
    Item(title="防灾减灾演练", day=(5, 12), kind=K.COURSE, theme="劳动最美·安全你我"),
    Item(title="心理健康讲座", day=(5, 16), kind=K.COURSE, theme="劳动最美·安全你我", place="学习园地"),
    Item(title="停车治理恳谈会", day=(5, 23), kind=K.MEETING, theme="劳动最美·安全你我", place="党员活动室"),
    Item(title="红色物业活动室端午包粽子", day=Day("端午", -1), theme="端午邻里情", place="“红色物业”活动室"),
    Item(title="小区大扫除", day=(6, 13), kind=K.VOLUNTEER, theme="端午邻里情"),
    Item(title="安全生产月宣传", day=(6, 26), kind=K.COURSE, theme="端午邻里情"),
    Item(title="七一主题党日", day=(7, 1), kind=K.PARTY, theme="党旗红·邻里亲", place="党员活动室"),
    Item(title="党史微党课和食堂志愿服务", day=(7, 9), kind=K.PARTY, theme="党旗红·邻里亲"),
    Item(title="夏日夜跑", day=(7, 18), hour=time(20), theme="党旗红·邻里亲", place="南门集合"),
    Item(title="露天电影", day=(8, 8), hour=time(20), theme="清凉一夏", capacity=120),
    Item(title="七夕邻里联谊", day=Day("七夕"), hour=time(19), theme="清凉一夏", place="红色港湾"),
    Item(title="儿童学习园地开放日", day=(8, 22), kind=K.COURSE, theme="清凉一夏", place="学习园地"),
    Item(title="中秋邻里节", day=Day("中秋", -1), hour=time(18), theme="中秋共团圆", capacity=100),
    Item(title="反诈讲座", day=(9, 12), kind=K.COURSE, theme="中秋共团圆", place="学习园地"),
    Item(title="门前三包志愿行动", day=(9, 19), kind=K.VOLUNTEER, theme="中秋共团圆"),
    Item(title="国庆跑团活动", day=(10, 2), hour=time(7, 30), theme="国庆重阳·敬老", place="南门集合"),
    Item(title="重阳义剪义诊", day=Day("重阳"), kind=K.CLINIC, theme="国庆重阳·敬老", place="红色港湾"),
    Item(title="业主接待日", day=(10, 24), kind=K.MEETING, theme="国庆重阳·敬老", place="党建服务窗口"),
    Item(title="119消防演练", day=(11, 9), kind=K.COURSE, theme="消防安全月"),
    Item(title="青年潮玩夜市", day=(11, 14), hour=time(18), minutes=180, theme="消防安全月", capacity=None,
         sign_up_mode=SignUpMode.WALK_IN),
    Item(
        title="邻里包饺子", day=(11, 21), theme="消防安全月", place="红色港湾", capacity=60, expected=30,
        audience="本小区居民，孩子要有大人带",
        description="小雪前一天，大家一起和面、擀皮、包饺子，现场煮来吃，每户还可以带走一份。\n"
        "包好的饺子会留出30份，由志愿者送到腿脚不便的老人家里。",
        advice="请自带围裙和保鲜盒\n对面粉、花生过敏的邻居请提前告诉管家\n来不了请取消，把名额让给候补的邻居",
    ),
    Item(title="义务维修日", day=(11, 21), hour=time(14), kind=K.VOLUNTEER, theme="消防安全月",
         place="便民服务点", capacity=None, sign_up_mode=SignUpMode.WALK_IN, organizer="邻里维修队"),
    Item(title="儿童红色故事会", day=(11, 22), hour=time(10), kind=K.PARTY, theme="消防安全月",
         place="学习园地", capacity=12, expected=14),
    Item(title="业委会换届指导会", day=(11, 25), hour=time(15), kind=K.MEETING, theme="消防安全月",
         place="党员活动室"),
    Item(title="手机课堂：看懂日历和报名", day=(11, 26), kind=K.COURSE, theme="消防安全月",
         place="学习园地", capacity=20, expected=11, audience="60岁以上邻居"),
    Item(title="暖心早餐", day=(12, 5), hour=time(7, 30), theme="冬至暖心·评优", where="duofu-guoji"),
    Item(title="党群共建论坛暨环物委评优评先会", day=(12, 14), kind=K.MEETING, where="jinxiu",
         theme="冬至暖心·评优", audience="各小区居民代表", organizer="锦绣社区", capacity=80),
    Item(
        title="冬至羊肉汤", day=Day("冬至"), hour=time(11), theme="冬至暖心·评优", capacity=400,
        household_quota=1, max_party_size=1, opens_days_before=21, audience="本小区住户，每户一份",
        description="凌晨5点开始熬，中午11点开始领。每户一份，凭取票码或手机尾号领取。",
        advice="请自带保温桶\n家里老人出不了门的，可以由邻居或管家代领",
    ),
    Item(title="门把手与祝福卡", day=(12, 26), theme="冬至暖心·评优", kind=K.VOLUNTEER),
    Item(title="御园花友会", day=(11, 28), where="yuyuan", theme="消防安全月", place="社区花园"),
    Item(title="街道冬季送岗位招聘会", day=(11, 27), where="tiaodenghe-jiedao", capacity=None,
         sign_up_mode=SignUpMode.WALK_IN, audience="全街道居民", organizer="跳蹬河街道"),
)  # fmt: skip
