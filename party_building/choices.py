"""Words that are stored, with what people read (domain 2.2)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from communities.choices import OFFICIALS, READERS, Role


class PartyKind(models.TextChoices):
    """党组织类型, from the widest to the narrowest."""

    WORK_COMMITTEE = "WORK_COMMITTEE", _("党工委")
    COMMITTEE = "COMMITTEE", _("党委")
    DISTRICT_COMMITTEE = "DISTRICT_COMMITTEE", _("商圈综合党委")
    GENERAL_BRANCH = "GENERAL_BRANCH", _("党总支")
    BRANCH = "BRANCH", _("党支部")
    JOINT_BRANCH = "JOINT_BRANCH", _("联合支部")
    GROUP = "GROUP", _("党小组")


# Where members belong and 三会一课 is kept.
BRANCHES = (PartyKind.BRANCH, PartyKind.JOINT_BRANCH)


class PartyPostKind(models.TextChoices):
    """党内职务. A group is led by its 组长, everything else by its 书记."""

    SECRETARY = "SECRETARY", _("书记")
    DEPUTY = "DEPUTY", _("副书记")
    ORGANISER = "ORGANISER", _("组织委员")
    PUBLICITY = "PUBLICITY", _("宣传委员")
    DISCIPLINE = "DISCIPLINE", _("纪检委员")
    MEMBER = "MEMBER", _("委员")
    GROUP_LEADER = "GROUP_LEADER", _("党小组组长")


# Of whom an organisation has one at a time.
HEADS = (PartyPostKind.SECRETARY, PartyPostKind.GROUP_LEADER)
# Who sits in the committee of a branch (支委会).
COMMITTEE_POSTS = (
    PartyPostKind.SECRETARY,
    PartyPostKind.DEPUTY,
    PartyPostKind.ORGANISER,
    PartyPostKind.PUBLICITY,
    PartyPostKind.DISCIPLINE,
    PartyPostKind.MEMBER,
)


class MemberKind(models.TextChoices):
    FULL = "FULL", _("正式党员")
    PROBATIONARY = "PROBATIONARY", _("预备党员")


class MembershipHome(models.TextChoices):
    """Where the membership is kept: here, or with an employer whose member lives here (双报到)."""

    HERE = "HERE", _("组织关系在本支部")
    ELSEWHERE = "ELSEWHERE", _("组织关系在单位")


class DevelopmentStage(models.TextChoices):
    """入党 pipeline, its five stages (domain 3.14)."""

    APPLICANT = "APPLICANT", _("入党申请人")
    ACTIVIST = "ACTIVIST", _("入党积极分子")
    CANDIDATE = "CANDIDATE", _("发展对象")
    PROBATIONARY = "PROBATIONARY", _("预备党员")
    MEMBER = "MEMBER", _("正式党员")


# Who reads posts that the organisation has not published, and how groups and zones are manned: no firm.
PARTY_READERS = OFFICIALS | {
    Role.AUDITOR,
    Role.BRANCH_SECRETARY,
    Role.OWNERS_COMMITTEE_MEMBER,
    Role.ENV_COMMITTEE_MEMBER,
}
# Who reads that somebody is a member of the Party (domain 6.5, 8.4).
MEMBER_READERS = frozenset(
    {Role.SUB_DISTRICT_ADMIN, Role.COMMUNITY_SECRETARY, Role.BRANCH_SECRETARY, Role.AUDITOR}
)
MEMBER_WRITERS = MEMBER_READERS - {Role.AUDITOR}
# Who keeps zones, service posts and households of a branch.
BRANCH_WRITERS = OFFICIALS | {Role.BRANCH_SECRETARY}
# Who knows that an organisation stands, and whom it has published: all who serve a place.
ORGANIZATION_READERS = READERS


# Who answers for a door


class ChainLevel(models.TextChoices):
    """Of whom a door has one each: three levels of the Party's chain, two who serve, one neighbour."""

    GROUP = "GROUP", _("党小组")
    BRANCH = "BRANCH", _("小区党支部")
    COMMUNITY = "COMMUNITY", _("社区包片")
    STEWARD = "STEWARD", _("物业管家")
    GRID_WORKER = "GRID_WORKER", _("网格员")
    BUILDING_HEAD = "BUILDING_HEAD", _("楼栋长")


# 三级联动: a door resolves when all three are there.
THREE_LEVELS = (ChainLevel.GROUP, ChainLevel.BRANCH, ChainLevel.COMMUNITY)
# Where nobody may be missing. A building's head is a neighbour who volunteers.
NEEDED_LEVELS = (*THREE_LEVELS, ChainLevel.STEWARD, ChainLevel.GRID_WORKER)


class Gap(models.TextChoices):
    """Why nobody answers at a level."""

    NO_BODY = "NO_BODY", _("没有覆盖")
    VACANT = "VACANT", _("职务空缺")


class Matter(models.TextChoices):
    """What somebody comes with; it decides who is asked first (`matters.py`)."""

    REPAIR = "REPAIR", _("物业维修")
    NEIGHBOURS = "NEIGHBOURS", _("邻里矛盾")
    HAZARD = "HAZARD", _("安全隐患")
    ENVIRONMENT = "ENVIRONMENT", _("环境卫生")
    CARE = "CARE", _("困难帮扶")
    PARTY = "PARTY", _("党务")
    OTHER = "OTHER", _("其他事")
