"""What is done in the twelve months, where and when (month calendar of domain 7.1), as tables.

天玺华府's year is not here: it comes from its manager's own ledger (`plan_ledger`).
"""

from __future__ import annotations

from datetime import time
from functools import partial

from activities.choices import ActivityKind as K
from activities.choices import SignUpMode
from activities.questions import Answers, Questions
from demo.seed.programme import Day, Item, Series

WALK_IN, REQUIRED = SignUpMode.WALK_IN, SignUpMode.REQUIRED
STREET, TIAODENGHE, JIANXINGLU = "tiaodenghe-jiedao", "tiaodenghe", "jianxinglu"
_COURTYARD = "jian-xing-lu-{}-hao-yuan"
_ALLIANCE = "建兴路物业联盟"

SERIES = (
    Series(
        title="健康跑团晨跑", weekday=5, hour=time(7), minutes=60, place="南门集合", capacity=30,
        organizer="健康跑团", sign_up_mode=REQUIRED, expected_next=24,
    ),
    Series(
        title="读报会", weekday=4, hour=time(9, 30), minutes=90, place="文化阅览室", kind=K.PARTY,
        every=4,
    ),
    Series(
        title="舞蹈队排练", weekday=4, hour=time(19), minutes=90, place="居民舞蹈室", capacity=20,
        every=8, organizer="舞蹈队", sign_up_mode=REQUIRED,
    ),
    Series(
        title="健康义诊：量血压", weekday=4, hour=time(14, 30), minutes=120, place="红色港湾",
        kind=K.CLINIC, every=8, capacity=40, sign_up_mode=REQUIRED,
    ),
    Series(
        title="社区花园养护：花卉万家", weekday=5, hour=time(9), minutes=120, place="社区花园",
        kind=K.VOLUNTEER, every=4, capacity=30, where="yuyuan", organizer="御园物业服务中心党支部",
        sign_up_mode=REQUIRED,
    ),
    Series(
        title="太极晨练", weekday=6, hour=time(7, 30), minutes=60, place="社区花园", every=4,
        capacity=30, where="yuyuan", organizer="御园小区党支部", sign_up_mode=REQUIRED,
    ),
    Series(
        title="楼道清洁志愿日", weekday=5, hour=time(9), minutes=120, place="各院落", every=4,
        kind=K.VOLUNTEER, capacity=40, where=JIANXINGLU, audience="建兴路居民",
        organizer=_ALLIANCE, sign_up_mode=REQUIRED,
    ),
    Series(
        title="长者量血压、理发", weekday=2, hour=time(9, 30), minutes=120, place="院坝", every=4,
        kind=K.CLINIC, capacity=30, where=_COURTYARD.format(1), audience="本院60岁以上居民",
        organizer=_ALLIANCE, sign_up_mode=REQUIRED,
    ),
)  # fmt: skip

_JINYUN = (
    Item(title="腊八粥，邻里情", day=Day("腊八"), place="红色港湾"),
    Item(title="春联义写", day=(1, 31), place="文化阅览室"),
    Item(title="春节送福", day=(2, 13), place="南门", sign_up_mode=WALK_IN),
    Item(title="元宵灯谜会", day=Day("元宵"), hour=time(18, 30), place="红色港湾"),
    Item(title="便民服务日", day=(3, 5), kind=K.VOLUNTEER, place="南门", sign_up_mode=WALK_IN),
    Item(title="清明微党课", day=Day("清明", -1), kind=K.PARTY, place="党员活动室"),
    Item(title="世界读书日读书会", day=(4, 23), kind=K.COURSE, place="文化阅览室"),
    Item(title="心理健康讲座", day=(5, 16), kind=K.COURSE, place="心理咨询区"),
    Item(title="停车治理恳谈会", day=(5, 23), kind=K.MEETING, place="党员活动室"),
    Item(title="红色物业活动室端午包粽子", day=Day("端午", -1), place="“红色物业”活动室"),
    Item(title="小区大扫除", day=(6, 13), kind=K.VOLUNTEER),
    Item(title="七一主题党日", day=(7, 1), kind=K.PARTY, place="党员活动室"),
    Item(title="夏日夜跑", day=(7, 18), hour=time(20), place="南门集合"),
    Item(title="露天电影", day=(8, 8), hour=time(20), capacity=120),
    Item(title="七夕邻里联谊", day=Day("七夕"), hour=time(19), place="红色港湾"),
    Item(title="儿童学习园地开放日", day=(8, 22), kind=K.COURSE, place="学习园地"),
    Item(title="中秋邻里节", day=Day("中秋", -1), hour=time(18), capacity=100),
    Item(title="国庆跑团活动", day=(10, 2), hour=time(7, 30), place="南门集合"),
    Item(title="重阳义剪义诊", day=Day("重阳"), kind=K.CLINIC, place="红色港湾"),
    Item(title="业主接待日", day=(10, 24), kind=K.MEETING, place="党建服务窗口"),
    Item(title="119消防演练", day=(11, 9), kind=K.COURSE),
    Item(
        title="邻里包饺子", day=Day("小雪", -1), place="红色港湾", capacity=60, expected=30,
        audience="本小区居民，孩子要有大人带",
        description="小雪前一天，大家一起和面、擀皮、包饺子，现场煮来吃，每户还可以带走一份。\n"
        "包好的饺子会留出30份，由志愿者送到腿脚不便的老人家里。",
        advice="请自带围裙和保鲜盒\n对面粉、花生过敏的邻居请提前告诉管家\n来不了请取消，把名额让给候补的邻居",
        questions=Questions("几位吃素？", "能早到帮忙和面吗？"),
        answers=(
            Answers(), Answers("一位"), Answers("没有", "可以"), Answers(second="能，我9点到"),
            Answers(), Answers("两位老人", "来不了那么早"), Answers("都不吃素"), Answers(),
        ),
    ),
    Item(title="义务维修日", day=(11, 21), hour=time(14), kind=K.VOLUNTEER, place="南门",
         capacity=None, sign_up_mode=WALK_IN, organizer="邻里维修队"),
    Item(title="儿童红色故事会", day=(11, 22), hour=time(10), kind=K.PARTY, place="学习园地",
         capacity=12, expected=14),
    Item(title="业委会换届指导会", day=(11, 25), hour=time(15), kind=K.MEETING,
         place="党员活动室"),
    Item(title="手机课堂：看懂日历和报名", day=(11, 26), kind=K.COURSE, place="学习园地",
         capacity=20, expected=11, audience="60岁以上邻居",
         questions=Questions("手机是苹果还是安卓？"),
         answers=(Answers("安卓"), Answers("说不上来，儿子买的"), Answers(), Answers("苹果"))),
    Item(
        title="冬至羊肉汤", day=Day("冬至"), hour=time(11), capacity=400,
        household_quota=1, max_party_size=1, opens_days_before=21, audience="本小区住户，每户一份",
        description="凌晨5点开始熬，中午11点开始领。每户一份，凭取票码或手机尾号领取。",
        advice="请自带保温桶\n家里老人出不了门的，可以由邻居或管家代领",
    ),
)  # fmt: skip

_tiaodenghe = partial(Item, where=TIAODENGHE, audience="跳蹬河居民", organizer="跳蹬河社区")
_TIAODENGHE = (
    _tiaodenghe(title="年度志愿者表彰", day=(1, 24), kind=K.VOLUNTEER),
    _tiaodenghe(title="党史微党课和食堂志愿服务", day=(7, 9), kind=K.PARTY),
    _tiaodenghe(title="反诈讲座", day=(9, 12), kind=K.COURSE),
    _tiaodenghe(title="青年潮玩夜市", day=(11, 14), hour=time(18), minutes=180, capacity=None,
         sign_up_mode=WALK_IN),
)  # fmt: skip

_street = partial(Item, where=STREET, audience="全街道居民", organizer="跳蹬河街道")
_STREET = (
    _street(title="第一季度街道联席会", day=(1, 16), kind=K.MEETING),
    _street(title="节前隐患联查", day=(2, 10), hour=time(19, 30), kind=K.VOLUNTEER),
    _street(title="三八妇女节插花会", day=(3, 8), capacity=60),
    _street(title="春季义诊进社区", day=(4, 11), kind=K.CLINIC, capacity=80),
    _street(title="防灾减灾演练", day=(5, 12), kind=K.COURSE, capacity=None, sign_up_mode=WALK_IN),
    _street(title="安全生产月宣传", day=(6, 26), kind=K.COURSE, capacity=None, sign_up_mode=WALK_IN),
    _street(title="夏夜文艺汇演", day=(7, 24), hour=time(19, 30), capacity=None,
         sign_up_mode=WALK_IN),
    _street(title="汛期电气隐患排查", day=(8, 14), kind=K.VOLUNTEER),
    _street(title="门前三包专项整治周启动", day=(9, 19), kind=K.VOLUNTEER),
    _street(title="第四季度街道联席会", day=(10, 16), kind=K.MEETING),
    _street(title="街道冬季送岗位招聘会", day=(11, 27), capacity=None, sign_up_mode=WALK_IN),
    _street(title="宪法日普法宣传", day=(12, 4), kind=K.COURSE, capacity=None, sign_up_mode=WALK_IN),
)  # fmt: skip

_jinxiu = partial(Item, where="jinxiu", audience="各小区居民代表", organizer="锦绣社区")
_JINXIU = (
    Item(title="社区花园植树", day=(3, 12), kind=K.VOLUNTEER, where="yuyuan", place="社区花园"),
    Item(title="端午香囊课", day=Day("端午", -2), kind=K.COURSE, where="yuyuan", capacity=25),
    Item(title="中秋赏月会", day=Day("中秋", -1), hour=time(19), where="yuyuan", capacity=60,
         place="社区花园"),
    Item(title="御园花友会", day=(11, 28), where="yuyuan", place="社区花园"),
    _jinxiu(title="环物委季度会", day=(4, 15), kind=K.MEETING, place="红色议事厅"),
    _jinxiu(title="党群共建论坛暨环物委评优评先会", day=(12, 14), kind=K.MEETING, capacity=80),
)  # fmt: skip

_meeting = partial(Item, where=JIANXINGLU, kind=K.MEETING, place="共享会议室", audience="联盟成员单位",
    organizer=_ALLIANCE)  # fmt: skip


def _courtyard(number: int) -> partial[Item]:
    """One of the 23, which the ledger names."""
    return partial(
        Item,
        where=_COURTYARD.format(number),
        place="院坝",
        audience="本院居民",
        organizer="院落党支部",
    )


_JIANXINGLU = (
    _meeting(title="联盟第一季度联席会", day=(1, 15)),
    _meeting(title="物业联盟成立纪念日联席会", day=(4, 20)),
    _meeting(title="联盟第三季度联席会", day=(7, 15)),
    _meeting(title="联盟第四季度联席会", day=(10, 14)),
    Item(title="暖心早餐", day=(12, 5), hour=time(7, 30), where="duofu-guoji",
         audience="楼宇上班的邻居", organizer="多弗国际中心物业服务中心"),
    Item(title="门把手与祝福卡", day=(12, 26), kind=K.VOLUNTEER, where="duofu-guoji",
         audience="本楼住户", organizer="多弗国际中心物业服务中心"),
    _courtyard(1)(title="院坝会：停车和绿化", day=(3, 14), kind=K.MEETING),
    _courtyard(2)(title="楼道焕新志愿日", day=(4, 18), kind=K.VOLUNTEER),
    _courtyard(4)(title="端午邻里坝坝宴", day=Day("端午", -1), capacity=80),
    _courtyard(7)(title="夏夜院坝电影", day=(7, 25), hour=time(20), capacity=80),
    _courtyard(10)(title="旧物交换日", day=(9, 5)),
    _courtyard(9)(title="中秋院坝赏月", day=Day("中秋", -1), hour=time(19), capacity=60),
    _courtyard(12)(title="重阳敬老义剪", day=Day("重阳"), kind=K.CLINIC),
    _courtyard(3)(title="消防器材进院落", day=(11, 10), kind=K.COURSE),
)  # fmt: skip

_ZHENGTONGLU = (
    Item(title="“一家亲”盘鼓队开练", day=(3, 28), where="zhengtonglu", place="健身器材区",
         audience="政通路居民", organizer="政通路社区"),
    Item(title="健康加油站：春季体检", day=(4, 25), kind=K.CLINIC, where="zhengtonglu",
         place="老年人日间照料中心·健康加油站", audience="60岁以上邻居", organizer="政通路社区"),
    Item(title="红新小分队便民日", day=(9, 26), kind=K.VOLUNTEER, where="xinshenghuo-jiayuan",
         place="红新驿站", sign_up_mode=WALK_IN, organizer="新生活物业党支部"),
    Item(title="电动车充电安全课", day=(11, 12), kind=K.COURSE, where="dongfang-xiandaicheng",
         organizer="缔华物业"),
)  # fmt: skip

ITEMS = (*_JINYUN, *_TIAODENGHE, *_STREET, *_JINXIU, *_JIANXINGLU, *_ZHENGTONGLU)
