"""How the work pages fetch their rows: outside the scope 404, inside without the right 403 in words."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from communities.choices import NoticeState
from communities.models import Notice, SurveyRound, VisitPlan
from communities.permissions import (
    can_enter_answers,
    can_manage_notice,
    can_manage_round,
    can_manage_visits,
    can_publish_round,
    can_review_notice,
    can_visit,
    can_write_notices,
    reads_visits,
)
from core.web import who


def writer(request: HttpRequest) -> Any:
    """Somebody who writes notices somewhere; readers are told so."""
    user = who(request)
    if not can_write_notices(user):
        raise PermissionDenied(_("您的角色只能查看，不能写公告"))
    return user


def seen_notice(request: HttpRequest, pk: int) -> Notice:
    rows = Notice.objects.visible_to(who(request)).select_related(
        "complex", "community", "sub_district", "created_by__person", "approved_by__person"
    )
    found: Notice = get_object_or_404(rows, pk=pk)
    return found


def managed_notice(request: HttpRequest, pk: int) -> Notice:
    notice = seen_notice(request, pk)
    if not can_manage_notice(who(request), notice):
        raise PermissionDenied(_("这条公告不归您管理，您只能查看"))
    return notice


def reviewed_notice(request: HttpRequest, pk: int) -> Notice:
    notice = seen_notice(request, pk)
    if not can_review_notice(who(request), notice):
        raise PermissionDenied(_("只有社区和街道的工作人员能审核公告"))
    return notice


def may_hang_at_once(user: Any, notice: Notice) -> bool:
    """An official's own draft of an emergency: at once, confirmed afterwards."""
    return (
        notice.is_urgent and notice.state == NoticeState.DRAFT and can_review_notice(user, notice)
    )


# Visits and surveys ---------------------------------------------------------------------------------


def visits_reader(request: HttpRequest) -> Any:
    """Somebody who may open the pages of visits and surveys at all."""
    user = who(request)
    if not reads_visits(user):
        raise PermissionDenied(_("您的角色不参加走访和问卷"))
    return user


def visitor(request: HttpRequest) -> Any:
    """Somebody who visits somewhere; an auditor only reads."""
    user = visits_reader(request)
    if not can_visit(user):
        raise PermissionDenied(_("您的角色只能查看，不能登记走访和问卷"))
    return user


def seen_plan(request: HttpRequest, pk: int) -> VisitPlan:
    rows = VisitPlan.objects.visible_to(who(request)).select_related(
        "complex", "created_by__person"
    )
    found: VisitPlan = get_object_or_404(rows, pk=pk)
    return found


def managed_plan(request: HttpRequest, pk: int) -> VisitPlan:
    plan = seen_plan(request, pk)
    if not can_manage_visits(who(request), plan):
        raise PermissionDenied(_("您的角色只能查看，不能登记走访和问卷"))
    return plan


def seen_round(request: HttpRequest, pk: int) -> SurveyRound:
    rows = SurveyRound.objects.visible_to(who(request)).select_related(
        "complex", "community", "sub_district", "survey", "published_by__person"
    )
    found: SurveyRound = get_object_or_404(rows, pk=pk)
    return found


def managed_round(request: HttpRequest, pk: int) -> SurveyRound:
    round_ = seen_round(request, pk)
    if not can_manage_round(who(request), round_):
        raise PermissionDenied(_("这一轮问卷不归您管理，您只能查看和录入"))
    return round_


def entered_round(request: HttpRequest, pk: int) -> SurveyRound:
    """One into which the user enters sheets."""
    round_ = seen_round(request, pk)
    if not can_enter_answers(who(request), round_):
        raise PermissionDenied(_("您的角色只能查看，不能登记走访和问卷"))
    return round_


def publishable_round(request: HttpRequest, pk: int) -> SurveyRound:
    round_ = seen_round(request, pk)
    if not can_publish_round(who(request), round_):
        raise PermissionDenied(_("只有社区和街道的工作人员能公布问卷结果"))
    return round_
