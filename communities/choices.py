"""Kinds of places and the roles that people hold in them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class PlaceKind(models.TextChoices):
    """What a slug names: one namespace spans all three."""

    SUB_DISTRICT = "SUB_DISTRICT", _("街道")
    COMMUNITY = "COMMUNITY", _("社区")
    COMPLEX = "COMPLEX", _("小区")


class ComplexKind(models.TextChoices):
    """小区类型, in the words of ledger 1."""

    ESTATE = "ESTATE", _("商品房小区")
    COURTYARD = "COURTYARD", _("院落")
    RESETTLEMENT = "RESETTLEMENT", _("安置小区")
    UNIT_HOUSING = "UNIT_HOUSING", _("单位宿舍")
    OFFICE_TOWER = "OFFICE_TOWER", _("商务楼宇")
    OTHER = "OTHER", _("其他")


class ManagementMode(models.TextChoices):
    """管理模式, in the words of ledger 1."""

    PROPERTY_FIRM = "PROPERTY_FIRM", _("物业服务")
    SELF_MANAGED = "SELF_MANAGED", _("居民自治")
    BRANCH_COURTYARD = "BRANCH_COURTYARD", _("支部管院")
    UNIT_MANAGED = "UNIT_MANAGED", _("单位自管")
    UNMANAGED = "UNMANAGED", _("脱管")


class ResidentRelation(models.TextChoices):
    """How a person belongs to a complex."""

    OWNER = "OWNER", _("业主")
    FAMILY = "FAMILY", _("家属")
    TENANT = "TENANT", _("租户")
    OTHER = "OTHER", _("其他")


class Role(models.TextChoices):
    """What somebody is to a place (architecture 4)."""

    SUB_DISTRICT_ADMIN = "sub_district_admin", _("街道管理员")
    SUB_DISTRICT_STAFF = "sub_district_staff", _("街道工作人员")
    COMMUNITY_SECRETARY = "community_secretary", _("社区书记")
    COMMUNITY_STAFF = "community_staff", _("社区工作人员")
    BRANCH_SECRETARY = "branch_secretary", _("支部书记")
    ENV_COMMITTEE_MEMBER = "env_committee_member", _("环物委委员")
    OWNERS_COMMITTEE_MEMBER = "owners_committee_member", _("业委会成员")
    FIRM_HQ = "firm_hq", _("物业企业总部")
    PROPERTY_MANAGER = "property_manager", _("物业经理")
    STEWARD = "steward", _("管家")
    PATROL_MEMBER = "patrol_member", _("巡逻队员")
    TEAM_LEADER = "team_leader", _("志愿队长")
    PARTNER_CONTACT = "partner_contact", _("共建联系人")
    AUDITOR = "auditor", _("审计员")
    RESIDENT = "resident", _("居民")


OFFICIALS = frozenset(
    {
        Role.SUB_DISTRICT_ADMIN,
        Role.SUB_DISTRICT_STAFF,
        Role.COMMUNITY_SECRETARY,
        Role.COMMUNITY_STAFF,
    }
)
# Who draws the boundaries of communities and complexes.
SUB_DISTRICT_OFFICIALS = frozenset({Role.SUB_DISTRICT_ADMIN, Role.SUB_DISTRICT_STAFF})
# Those who plan, publish, check in and log where they serve.
FIELD_STAFF = frozenset(
    {Role.PROPERTY_MANAGER, Role.STEWARD, Role.BRANCH_SECRETARY, Role.TEAM_LEADER}
)
# Roles that see the working rows of their place; a resident or a partner sees what is public.
READERS = frozenset(Role) - {Role.RESIDENT, Role.PARTNER_CONTACT}
# Who opens the master data (/admin/): officials write there, auditors only read.
ADMIN_READERS = OFFICIALS | {Role.AUDITOR}
# Who may appoint whom where he serves: the sub-district's administrator anybody, a community's
# secretary everybody who works under her; nobody gives a role wider than his own (reliability I-24).
_ABOVE_A_SECRETARY = frozenset(
    {Role.SUB_DISTRICT_ADMIN, Role.SUB_DISTRICT_STAFF, Role.COMMUNITY_SECRETARY, Role.AUDITOR}
)
GRANTABLE: dict[str, frozenset[Role]] = {
    Role.SUB_DISTRICT_ADMIN: frozenset(Role),
    Role.COMMUNITY_SECRETARY: frozenset(Role) - _ABOVE_A_SECRETARY,
}
APPOINTERS = frozenset(GRANTABLE)


class OrganizationKind(models.TextChoices):
    """Who sits at the table beside branch, owners and firm (domain 2.4, 驻区单位)."""

    PROPERTY_FIRM = "PROPERTY_FIRM", _("物业服务企业")
    COMPANY = "COMPANY", _("企业")
    HOSPITAL = "HOSPITAL", _("医院")
    BUREAU = "BUREAU", _("机关单位")
    SCHOOL = "SCHOOL", _("学校")
    MALL = "MALL", _("商业综合体")
    POLICE = "POLICE", _("派出所")
    ENFORCEMENT = "ENFORCEMENT", _("执法队")
    ASSOCIATION = "ASSOCIATION", _("行业协会")
    SOCIAL = "SOCIAL", _("社会组织")
    LEAGUE = "LEAGUE", _("共青团组织")
    UNION = "UNION", _("工会")
    TEAM = "TEAM", _("群众队伍")


class DutyKind(models.TextChoices):
    """Who answers for a door (domain 2.1, 2.4): the firm's steward, the grid's worker, the neighbour."""

    STEWARD = "STEWARD", _("物业管家")
    GRID_WORKER = "GRID_WORKER", _("网格员")
    BUILDING_HEAD = "BUILDING_HEAD", _("楼栋长")


# Notices ------------------------------------------------------------------------------------------


class NoticeCategory(models.TextChoices):
    """What a notice (公告公示) is about, in the words of ledger 34."""

    PARTY = "PARTY", _("党务")
    RESIDENTS = "RESIDENTS", _("居务")
    PROPERTY = "PROPERTY", _("物业")
    INCOME = "INCOME", _("公共收益")
    ACTIVITY = "ACTIVITY", _("活动")


class NoticeSeverity(models.TextChoices):
    """How much a notice matters (ux 3, Notice)."""

    ORDINARY = "ORDINARY", _("一般")
    IMPORTANT = "IMPORTANT", _("重要")
    URGENT = "URGENT", _("紧急")


class NoticeState(models.TextChoices):
    """What was decided about a notice; whether it hangs today is told by the clock (公示期)."""

    DRAFT = "DRAFT", _("草稿")
    SUBMITTED = "SUBMITTED", _("待审核")
    RETURNED = "RETURNED", _("已退回")
    PUBLISHED = "PUBLISHED", _("已公布")
    WITHDRAWN = "WITHDRAWN", _("已撤下")


class NoticeStanding(models.TextChoices):
    """What the clock says of a published notice; never stored."""

    COMING = "COMING", _("未到公示期")
    ON_SHOW = "ON_SHOW", _("公示中")
    OVER = "OVER", _("公示期已过")


NOTICE_TRANSITIONS: dict[str, frozenset[str]] = {
    NoticeState.DRAFT: frozenset({NoticeState.SUBMITTED, NoticeState.PUBLISHED}),
    NoticeState.SUBMITTED: frozenset({NoticeState.PUBLISHED, NoticeState.RETURNED}),
    NoticeState.RETURNED: frozenset({NoticeState.SUBMITTED}),
    NoticeState.PUBLISHED: frozenset({NoticeState.WITHDRAWN}),
    NoticeState.WITHDRAWN: frozenset(),
}
# The texts that may still be changed; what hangs is corrected by a new notice that is reviewed again.
NOTICE_EDITABLE = (NoticeState.DRAFT, NoticeState.RETURNED)
# What the public was once shown.
NOTICE_HUNG = (NoticeState.PUBLISHED, NoticeState.WITHDRAWN)
# For how many days a notice hangs where nobody says otherwise. Defaults of our own: Civil Code art. 943
# has a firm publish its services, fees and the common income "regularly" and names no number of days.
NOTICE_DAYS: dict[str, int] = {
    NoticeCategory.PARTY: 7,
    NoticeCategory.RESIDENTS: 7,
    NoticeCategory.PROPERTY: 15,
    NoticeCategory.INCOME: 30,
    NoticeCategory.ACTIVITY: 7,
}
# Who writes notices for where he serves; a team leader announces by his activities.
NOTICE_WRITERS = OFFICIALS | {Role.PROPERTY_MANAGER, Role.STEWARD, Role.BRANCH_SECRETARY}


class ObjectionSource(models.TextChoices):
    """By which road an objection (异议) came in: page, counter and telephone are equal."""

    ONLINE = "ONLINE", _("网页")
    COUNTER = "COUNTER", _("当面")
    PHONE = "PHONE", _("电话")


# Owners' committees and 环物委


class BodyKind(models.TextChoices):
    """Who speaks for the owners of a complex (domain 2.3)."""

    OWNERS_COMMITTEE = "OWNERS_COMMITTEE", _("业主委员会")
    INTERIM = "INTERIM", _("物业管理委员会")
    SELF_GOVERNANCE = "SELF_GOVERNANCE", _("院落自治小组")


class SeatPosition(models.TextChoices):
    """职务, in the words of ledger 8."""

    DIRECTOR = "DIRECTOR", _("主任")
    DEPUTY = "DEPUTY", _("副主任")
    MEMBER = "MEMBER", _("委员")
    ALTERNATE = "ALTERNATE", _("候补")


class EnvPosition(models.TextChoices):
    """职务 in the committee of a community; it has no alternates."""

    DIRECTOR = "DIRECTOR", _("主任")
    DEPUTY = "DEPUTY", _("副主任")
    MEMBER = "MEMBER", _("委员")


class EnvSource(models.TextChoices):
    """身份来源, in the words of ledger 9."""

    COMMITTEES = "COMMITTEES", _("两委")
    GRID = "GRID", _("网格员")
    BUILDING_HEAD = "BUILDING_HEAD", _("楼长")
    OWNER = "OWNER", _("业主代表")
    PROFESSIONAL = "PROFESSIONAL", _("专业人士")


class ElectionStage(models.TextChoices):
    """How far an election has come (domain 3.15); what follows the filing is told by dates."""

    PREPARING = "PREPARING", _("筹备组")
    CANDIDATES = "CANDIDATES", _("推荐和资格审查")
    PUBLICISED = "PUBLICISED", _("候选人公示")
    VOTING = "VOTING", _("业主大会投票")
    ELECTED = "ELECTED", _("选出")
    FILED = "FILED", _("备案")


# The transition table. A vote without quorum begins anew, as does a list that the publicity upset.
NEXT_STAGES: dict[str, tuple[ElectionStage, ...]] = {
    ElectionStage.PREPARING: (ElectionStage.CANDIDATES,),
    ElectionStage.CANDIDATES: (ElectionStage.PUBLICISED,),
    ElectionStage.PUBLICISED: (ElectionStage.VOTING, ElectionStage.CANDIDATES),
    ElectionStage.VOTING: (ElectionStage.ELECTED, ElectionStage.PREPARING),
    ElectionStage.ELECTED: (ElectionStage.FILED,),
    ElectionStage.FILED: (),
}
# Who reads of bodies what is not published, as whether a member is of the Party (domain 8.4). No firm.
BODY_READERS = ADMIN_READERS | {
    Role.BRANCH_SECRETARY,
    Role.OWNERS_COMMITTEE_MEMBER,
    Role.ENV_COMMITTEE_MEMBER,
}


# Territory: grids, groups of complexes, streets


class GridLevel(models.TextChoices):
    """网格 and 微网格 (domain 2.1)."""

    GENERAL = "GENERAL", _("网格")
    MICRO = "MICRO", _("微网格")


class GroupKind(models.TextChoices):
    """What several complexes are together."""

    DEMO_BELT = "DEMO_BELT", _("红色物业示范带")
    OTHER = "OTHER", _("其他")


class DesignationLevel(models.TextChoices):
    """By whose list a title was given; unknown where the source does not say."""

    SUB_DISTRICT = "SUB_DISTRICT", _("街道级")
    DISTRICT = "DISTRICT", _("区县级")
    CITY = "CITY", _("市级")
    PROVINCE = "PROVINCE", _("省级")
    NATIONAL = "NATIONAL", _("国家级")


class ChiefKind(models.TextChoices):
    """街长制: an official and a neighbour look after one stretch of street."""

    RESPONSIBLE = "RESPONSIBLE", _("责任街长")
    RESIDENT = "RESIDENT", _("群众街长")


class ShopTrade(models.TextChoices):
    """业态 of a shop on the street."""

    CATERING = "CATERING", _("餐饮")
    RETAIL = "RETAIL", _("零售")
    SERVICE = "SERVICE", _("生活服务")
    OTHER = "OTHER", _("其他")


# Visits and surveys


class VisitOutcome(models.TextChoices):
    """What became of one knock at one door (domain 3.20); CLEARED takes a mistaken mark back."""

    VISITED = "VISITED", _("见到了")
    ABSENT = "ABSENT", _("没人")
    DECLINED = "DECLINED", _("婉拒")
    CLEARED = "CLEARED", _("撤销")


class EntryRoad(models.TextChoices):
    """By which road a visit or an answer came in: page, helper and paper are equal."""

    ONLINE = "ONLINE", _("网页")
    HELPER = "HELPER", _("代填")
    PAPER = "PAPER", _("纸质")


class SurveyItem(models.TextChoices):
    """What a question measures, so that rounds and places can be compared (S0-11, S0-16, S2-07)."""

    TRUST = "TRUST", _("对物业的信任度")
    GAIN = "GAIN", _("获得感")
    HAPPINESS = "HAPPINESS", _("幸福感")
    SAFETY = "SAFETY", _("安全感")
    ACQUAINTANCE = "ACQUAINTANCE", _("邻里相识")
    OWN = "OWN", _("自拟")


# Who goes from door to door and hands questionnaires out where he serves; volunteers do not read who
# was at home or what a household needs.
VISITORS = OFFICIALS | {Role.PROPERTY_MANAGER, Role.STEWARD, Role.BRANCH_SECRETARY}
