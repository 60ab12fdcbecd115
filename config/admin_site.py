"""The admin site: unfold's look, Chinese, grouped by duty, for officials and auditors only."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import URLPattern, URLResolver, reverse
from django.utils.translation import gettext_lazy as _
from unfold.sites import UnfoldAdminSite

from communities.admin_base import ScopedModelAdmin
from communities.permissions import can_enter_admin
from core.web import has_second_factor

# Which table stands where in the sidebar, by what people do with it; what is registered but not
# named here comes last under its app.
GROUPS: list[tuple[Any, str, list[str]]] = [
    (
        _("小区与居民"),
        "home_work",
        [
            "communities.SubDistrict",
            "communities.Community",
            "communities.Complex",
            "communities.Building",
            "communities.Unit",
            "communities.Door",
            "communities.Ownership",
            "communities.Resident",
            "accounts.Person",
        ],
    ),
    (
        _("网格与街区"),
        "grid_view",
        [
            "communities.Grid",
            "communities.GridSpan",
            "communities.Zone",
            "communities.ZoneComplex",
            "communities.ZoneLead",
            "communities.ManagementPeriod",
            "communities.StreetSegment",
            "communities.StreetChief",
            "communities.Shop",
            "communities.ThreeDutiesCommitment",
            "communities.ComplexGroup",
            "communities.GroupMember",
            "communities.Adjacency",
            "communities.Designation",
            "communities.GovernanceModel",
        ],
    ),
    (
        _("业委会与环物委"),
        "groups",
        [
            "communities.OwnersBody",
            "communities.CommitteeTerm",
            "communities.CommitteeSeat",
            "communities.Election",
            "communities.ElectionStep",
            "communities.HandOverItem",
            "communities.EnvCommittee",
            "communities.EnvMember",
            "communities.CommitteeRules",
            "meetings.Vote",
            "meetings.VoteRules",
        ],
    ),
    (
        _("党的组织"),
        "flag",
        [
            "party_building.PartyOrganization",
            "party_building.Subordination",
            "party_building.PartyCoverage",
            "party_building.PartyTerm",
            "party_building.PartyPost",
            "party_building.PostLeave",
            "party_building.MemberCount",
            "party_building.PartyInstructor",
            "party_building.InstructorAssignment",
            "party_building.PartyRules",
        ],
    ),
    (
        _("党员与服务岗"),
        "diversity_3",
        [
            "party_building.PartyMember",
            "party_building.DualRegistration",
            "party_building.ResponsibilityZone",
            "party_building.ZoneDuty",
            "party_building.ServicePost",
            "party_building.ServiceClaim",
            "party_building.KeyPartyHousehold",
            "party_building.MemberDevelopment",
            "party_building.DevelopmentStep",
        ],
    ),
    (
        _("单位与物业"),
        "apartment",
        [
            "communities.Organization",
            "communities.OrganizationPlace",
            "property_alliance.PropertyFirm",
            "property_alliance.ServiceContract",
            "property_alliance.FirmStaff",
            "property_alliance.StaffPosting",
        ],
    ),
    (
        _("会议与决议"),
        "forum",
        ["meetings.Meeting", "meetings.Resolution", "meetings.MeetingRules"],
    ),
    (
        _("活动与阵地"),
        "event",
        [
            "activities.Space",
            "activities.Activity",
            "activities.Session",
            "activities.SignUp",
            "activities.CheckIn",
            "activities.ActivityLog",
            "activities.Photo",
            "activities.PublicHoliday",
        ],
    ),
    (
        _("公告公示"),
        "campaign",
        ["communities.Notice", "communities.Objection"],
    ),
    (
        _("走访与问卷"),
        "fact_check",
        [
            "communities.VisitPlan",
            "communities.VisitTour",
            "communities.VisitFollowUp",
            "communities.Survey",
            "communities.SurveyRound",
        ],
    ),
    (
        _("人员与任职"),
        "badge",
        [
            "accounts.User",
            "communities.RoleAssignment",
            "communities.DoorDuty",
            "communities.DutyLeave",
            "accounts.ApiToken",
        ],
    ),
    (
        _("消息与记录"),
        "outbox",
        ["core.OutboxMessage", "core.CallTask", "core.Disclosure", "core.Heartbeat"],
    ),
]
# Not served: they name rows without asking for their scope, or have a page of our own.
LEFT_OUT = frozenset({"view_on_site", "password_change", "password_change_done", "search"})
# Where a request keeps the list of tables that it has asked for.
APP_LIST = "hl_app_list"


def icon(request: HttpRequest) -> str:
    """The mark of the pages, in the corner of the admin too."""
    return static("img/favicon.svg")


def style(request: HttpRequest) -> str:
    """What the theme leaves below the sizes that WCAG 2.2 asks for."""
    return static("css/admin.css")


def sidebar(request: HttpRequest) -> list[dict[str, Any]]:
    """Unfold's navigation: only what the user may open."""
    site = admin.site
    desk = {
        "title": _("日常工作"),
        "separator": True,
        "collapsible": False,
        "items": [
            {"title": _("组织地图"), "link": reverse("portal:desk_map"), "icon": "account_tree"}
        ],
    }
    groups = [
        {
            "title": group["name"],
            "separator": True,
            "collapsible": False,
            "items": [
                {"title": model["name"], "link": model["admin_url"], "icon": group["icon"]}
                for model in group["models"]
            ],
        }
        for group in site.get_app_list(request)
    ]
    return [desk, *groups]


class HongLinAdminSite(UnfoldAdminSite):
    site_header = _("红邻 · 主数据")
    site_title = _("红邻")
    index_title = _("主数据")

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Only what is scoped is served: tables of libraries know nobody's place."""
        if admin_class and issubclass(admin_class, ScopedModelAdmin):
            super().register(model_or_iterable, admin_class, **options)

    def get_urls(self) -> list[URLPattern | URLResolver]:
        return [url for url in super().get_urls() if getattr(url, "name", None) not in LEFT_OUT]

    def has_permission(self, request: HttpRequest) -> bool:
        """A working duty today as official or auditor, and the second factor where it is due."""
        if not can_enter_admin(request.user):
            return False
        return not settings.STAFF_SECOND_FACTOR_REQUIRED or has_second_factor(request)

    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Signing in is the project's own page; a second form would be a second hole."""
        wanted = request.GET.get("next") or reverse("admin:index")
        if not request.user.is_authenticated:
            return redirect_to_login(wanted)
        if not can_enter_admin(request.user):
            raise PermissionDenied(_("主数据只有街道和社区的工作人员能进"))
        if not self.has_permission(request):
            return redirect("mfa_index")
        return HttpResponseRedirect(reverse("admin:index"))

    def get_app_list(
        self, request: HttpRequest, app_label: str | None = None
    ) -> list[dict[str, Any]]:
        """Page and column ask for the same list: it is made once a request."""
        if app_label:
            apps = self._build_app_dict(request, app_label)
            return [*apps.values()] if app_label not in apps else [apps[app_label]]
        made: list[dict[str, Any]] | None = getattr(request, APP_LIST, None)
        if made is None:
            made = self._groups(request)
            setattr(request, APP_LIST, made)
        return made

    def _groups(self, request: HttpRequest) -> list[dict[str, Any]]:
        apps: dict[str, dict[str, Any]] = self._build_app_dict(request)
        left = {
            model["model"]._meta.label: model for app in apps.values() for model in app["models"]
        }
        groups = []
        for title, icon, labels in GROUPS:
            models = [left.pop(label) for label in labels if label in left]
            if models:
                groups.append(_group(title, icon, models))
        if left:
            groups.append(_group(_("其他"), "folder", list(left.values())))
        return groups


def _group(title: Any, icon: str, models: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "name": title,
        "app_label": "",
        "app_url": reverse("admin:index"),
        "has_module_perms": True,
        "icon": icon,
        "models": models,
    }
