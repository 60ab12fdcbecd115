"""Noticeboards: what hangs, hung and waits at the communities of the demo; all texts are fictional."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from communities.choices import NoticeCategory, NoticeSeverity, ObjectionSource
from communities.models import Notice
from communities.queries.places import Place
from communities.services import notices
from communities.services.objections import Complaint, answer_objection, raise_objection
from demo.seed.world import World

_C, _S = NoticeCategory, NoticeSeverity
HANGS, WAITS, WITHDRAWN = "hangs", "waits", "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One notice: put up `ago` days before the demo's today, for `days` days. `by`, `passed_by`: accounts."""

    place: str
    category: NoticeCategory
    title: str
    body: str
    publisher: str
    by: str
    passed_by: str
    ago: int
    days: int
    severity: NoticeSeverity = _S.ORDINARY
    fate: str = HANGS
    objection: tuple[str, str] | None = None


TEXTS = (
    Text(
        place="zhongliang-jinyun", category=_C.PROPERTY, severity=_S.IMPORTANT, ago=1, days=15,
        title="3栋、4栋水箱清洗，上午停水3小时", publisher="物业服务中心",
        body="本周二上午9点到12点清洗3栋、4栋的水箱，期间停水。\n请提前接好用水。送水的小推车停在3栋楼下，腿脚不便的请打管家电话。",
        by="manager", passed_by="clerk",
    ),
    Text(
        place="zhongliang-jinyun", category=_C.INCOME, ago=6, days=30,
        title="第三季度公共收益收支公示", publisher="物业服务中心",
        body="电梯广告、临时停车和快递柜场地三项收入单独记账。\n支出用于单元门禁维修和公共座椅。明细贴在每个单元门厅，可到服务中心查凭证。",
        by="manager", passed_by="secretary",
        objection=("临时停车的收入比上一季少，请说明原因。", "三季度有20天车位划线施工停收，施工单和停收通知已附在门厅的明细后面。"),
    ),
    Text(
        place="zhongliang-jinyun", category=_C.PARTY, ago=3, days=7,
        title="小区党支部11月主题党日安排", publisher="小区党支部",
        body="本月主题党日围绕楼道整治开展，党员按责任楼栋参加，群众可以一起来。",
        by="branch", passed_by="secretary",
    ),
    Text(
        place="zhongliang-jinyun", category=_C.PROPERTY, ago=0, days=15,
        title="电动自行车请停到新车棚", publisher="物业服务中心",
        body="新车棚的充电口已经通电，请不要再把电动自行车推进楼道。",
        by="steward", passed_by="", fate=WAITS,
    ),
    Text(
        place="tiaodenghe", category=_C.RESIDENTS, ago=2, days=7,
        title="城乡居民医保缴费提醒", publisher="跳蹬河社区居委会",
        body="还没有缴费的居民，可以在手机上办，也可以带身份证件到社区服务大厅，有人帮办。",
        by="secretary", passed_by="official",
    ),
    Text(
        place="tiaodenghe", category=_C.RESIDENTS, severity=_S.URGENT, ago=40, days=1,
        title="消防演练：今天下午3点警报响，不用慌", publisher="跳蹬河社区居委会",
        body="这是演练。听到警报请跟着楼栋长从楼梯下到空地，不要坐电梯。",
        by="clerk", passed_by="secretary",
    ),
    Text(
        place="tiaodenghe", category=_C.ACTIVITY, ago=9, days=7, fate=WITHDRAWN,
        title="社区趣味运动会报名", publisher="跳蹬河社区居委会",
        body="周六上午在社区广场举行，可以全家报名。",
        by="clerk", passed_by="secretary",
    ),
    Text(
        place="jianxinglu", category=_C.PARTY, ago=4, days=7,
        title="社区党委换届选举工作公示", publisher="建兴路社区党委",
        body="选举办法和日程贴在社区党群服务中心，有意见的党员和群众可以当面、打电话或在这里提。",
        by="secretary-jianxinglu", passed_by="official",
    ),
    Text(
        place="jianxinglu", category=_C.RESIDENTS, ago=60, days=7,
        title="老旧院落雨污管网改造方案公示", publisher="建兴路社区居委会",
        body="改造分两期，每期约40天。方案图贴在各院落门口。",
        by="clerk-jianxinglu", passed_by="secretary-jianxinglu",
    ),
    Text(
        place="yuyuan", category=_C.PROPERTY, ago=5, days=15,
        title="物业服务项目、标准和收费公示", publisher="物业服务中心",
        body="按《民法典》第九百四十三条，公开服务事项、负责人员、质量要求、收费项目和标准、履行情况。\n表格贴在1栋门厅。",
        by="manager-yuyuan", passed_by="secretary-jianxinglu",
    ),
    Text(
        place="jinxiu", category=_C.ACTIVITY, ago=1, days=7,
        title="周末亲子阅读开始报名", publisher="锦绣社区居委会",
        body="地点在社区阅览室，孩子要有大人陪同，名额在活动日历里看。",
        by="secretary-jinxiu", passed_by="official",
    ),
    Text(
        place="tianxi-huafu", category=_C.ACTIVITY, severity=_S.IMPORTANT, ago=2, days=7,
        title="冬至羊肉汤12月1日上午9点开始报名", publisher="小区党支部",
        body="按户领取，每户一份。手机报名、打管家电话、到服务中心登记都可以。",
        by="branch-tianxi", passed_by="secretary-zhengtonglu",
    ),
)  # fmt: skip


def build_notices(world: World) -> None:
    """Each text once, written, reviewed and put up as people do; twice is once."""
    for text in TEXTS:
        if not Notice.objects.filter(title=text.title, is_demo=True).exists():
            _build(world, text)


def _build(world: World, text: Text) -> None:
    day = world.today - timedelta(days=text.ago)
    where, author = world.where(text.place), world.accounts[text.by]
    written_at = world.at(day, time(7, 30))
    notice = notices.write_notice(
        place=Place(where.sub_district, where.community, where.complex),
        details={
            "category": text.category, "severity": text.severity, "title": text.title,
            "body": text.body, "publisher": text.publisher, "shown_from": day,
            "shown_until": day + timedelta(days=text.days - 1),
        },
        actor=author,
        now=written_at,
        is_demo=True,
    )  # fmt: skip
    if text.severity == _S.URGENT:
        notices.publish_urgent_notice(notice_id=notice.pk, actor=author, now=written_at)
    else:
        notices.submit_notice(notice_id=notice.pk, actor=author, now=written_at)
    if text.fate == WAITS:
        return
    passed_at = world.at(day, time(7, 50))
    reviewer = world.accounts[text.passed_by]
    notices.approve_notice(notice_id=notice.pk, actor=reviewer, now=passed_at)
    if text.fate == WITHDRAWN:
        reason = "场地检修，活动取消"
        notices.withdraw_notice(
            notice_id=notice.pk, reason=reason, actor=author, now=passed_at + timedelta(days=2)
        )
    if text.objection:
        _object(world, notice, text.objection, raised_at=passed_at + timedelta(days=1))


def _object(world: World, notice: Notice, said: tuple[str, str], *, raised_at: datetime) -> None:
    body, reply = said
    objection = raise_objection(
        notice_id=notice.pk,
        complaint=Complaint(body=body, source=ObjectionSource.COUNTER),
        actor=world.accounts["steward"],
        now=raised_at,
        is_demo=True,
    )
    answer_objection(
        objection_id=objection.pk,
        reply=reply,
        actor=world.accounts["manager"],
        now=raised_at + timedelta(days=1),
    )
