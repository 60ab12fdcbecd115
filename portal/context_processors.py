"""The frame around every page: place, tabs, phones, how it is displayed (templates/base.html).

Nothing is read before the template asks: fragments, files and the admin cost no statement here, and a
page whose view has fetched its place (`core.web.show_place`) costs none either.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy

from communities.contacts import phones_of
from communities.queries.places import Place, place_by_slug
from core.device import read_complex
from core.display import Display, read_display
from core.page_parts import url_if_any


@dataclass(frozen=True, slots=True)
class ShownPlace:
    name: str
    short_name: str
    home_url: str
    calendar_url: str


@dataclass(frozen=True, slots=True)
class Tab:
    label: str
    url: str
    icon: str
    current: bool


@dataclass(frozen=True, slots=True)
class TabGroup:
    """Pages of the desk under one heading; without a label they stand above the headings."""

    label: str
    tabs: list[Tab]


# The four tabs (ux 2), each with the route it opens and the paths under which it is the current one.
# A tab whose route no app has registered is not drawn (architecture 7.19).
TABS = (
    (gettext_lazy("首页"), "home", "portal:home", ()),
    (gettext_lazy("日历"), "calendar", "activities:calendar", ("/activities/",)),
    (gettext_lazy("说事"), "talk", "service_requests:new", ("/r/",)),
    (gettext_lazy("我的"), "me", "portal:my", ("/my/", "/t/")),
)
OF_A_PLACE = {"portal:home", "activities:calendar"}
# 今日 活动 我的: the work pages have tabs of their own.
WORK_PATH = "/field/"
WORK_TABS = (
    (gettext_lazy("今日"), "home", "portal:field", ()),
    (gettext_lazy("活动"), "calendar", "activities:field_activities", ("/field/activities/",)),
    (gettext_lazy("随手记"), "camera", "activities:field_log", ("/field/log/",)),
    (gettext_lazy("事项"), "talk", "service_requests:inbox", ("/field/requests/",)),
)
# The desk's column on the left (ux 2.3), under headings; a page of the desk puts its route here. A phone
# keeps the first ones in sight, the others are under 更多.
DESK_PATH = "/desk/"
DESK_IN_SIGHT = 4
DESK_TABS = (
    ("", ((gettext_lazy("驾驶舱"), "half", "reporting:desk", ()),)),
    (
        gettext_lazy("事务"),
        (
            (gettext_lazy("会议"), "talk", "meetings:desk_meetings", ("/desk/meetings/",)),
            (gettext_lazy("三会一课"), "calendar", "meetings:desk_life", ("/desk/party/life/",)),
        ),
    ),
    (
        gettext_lazy("组织"),
        (
            (gettext_lazy("组织地图"), "tree", "portal:desk_map", ()),
            (gettext_lazy("党组织"), "flag", "party_building:desk_party", ()),
            (gettext_lazy("谁负责"), "people", "party_building:desk_chain", ()),
        ),
    ),
    (
        gettext_lazy("数据"),
        (
            (gettext_lazy("待补资料"), "pen", "portal:desk_own_gaps", ("/desk/map/gaps/",)),
            (
                gettext_lazy("责任空缺"),
                "warn",
                "party_building:desk_holes",
                ("/desk/party/holes/",),
            ),
            (gettext_lazy("党建指标"), "check", "portal:desk_figures", ()),
            (gettext_lazy("缺中心户的楼栋"), "home", "party_building:desk_households", ()),
        ),
    ),
)


def frame(request: HttpRequest) -> dict[str, object]:
    return {"frame": Frame(request)}


class Frame:
    """Each part is worked out when the template first asks for it."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @cached_property
    def display(self) -> Display:
        return read_display(self._request)

    @cached_property
    def _place(self) -> Place | None:
        """The view's, else the one this device remembers."""
        shown = getattr(self._request, "shown_place", None)
        if isinstance(shown, Place):
            return shown
        slug = read_complex(self._request)
        return place_by_slug(slug) if slug else None

    @cached_property
    def place(self) -> ShownPlace | None:
        if self._place is None:
            return None
        slug = self._place.slug
        return ShownPlace(
            name=self._place.name,
            short_name=self._place.name,
            home_url=reverse("portal:home", args=[slug]),
            calendar_url=url_if_any("activities:calendar", slug),
        )

    @property
    def switch_url(self) -> str:
        return f"{reverse('portal:choose')}?change=1"

    @cached_property
    def tabs(self) -> list[Tab]:
        """Without a place 首页 leads to the choice of one, and 日历 is left out."""
        path = self._request.path
        is_work = path.startswith((WORK_PATH, DESK_PATH))
        return self._drawn(WORK_TABS if is_work else TABS)

    @cached_property
    def desk_groups(self) -> list[TabGroup]:
        """The column of the desk's pages; a heading without a page is not drawn."""
        groups = [TabGroup(str(label), self._drawn(tabs)) for label, tabs in DESK_TABS]
        return [group for group in groups if group.tabs]

    @property
    def desk_in_sight(self) -> list[Tab]:
        """What a phone shows of the column: its first pages."""
        return [tab for group in self.desk_groups for tab in group.tabs][:DESK_IN_SIGHT]

    @property
    def desk_more(self) -> list[TabGroup]:
        """The rest of the column, under the same headings."""
        in_sight = self.desk_in_sight
        groups = [
            TabGroup(group.label, [tab for tab in group.tabs if tab not in in_sight])
            for group in self.desk_groups
        ]
        return [group for group in groups if group.tabs]

    @property
    def is_in_desk_more(self) -> bool:
        return any(tab.current for group in self.desk_more for tab in group.tabs)

    def _drawn(self, tabs: Any) -> list[Tab]:
        return [
            Tab(str(label), url, icon, self._is_current(url, prefixes))
            for label, icon, name, prefixes in tabs
            if (url := self._tab_url(name))
        ]

    def _tab_url(self, name: str) -> str:
        if name not in OF_A_PLACE:
            return url_if_any(name)
        if self._place is not None:
            return url_if_any(name, self._place.slug)
        return reverse("portal:choose") if name == "portal:home" else ""

    def _is_current(self, url: str, prefixes: tuple[str, ...]) -> bool:
        path = self._request.path
        is_calendar_of_place = "/calendar/" in url and path.startswith(url)
        return path == url or is_calendar_of_place or path.startswith(prefixes)

    @cached_property
    def phones(self) -> list[tuple[str, str, str]]:
        place = self._place
        if place is None:
            return phones_of(None, None, None)
        return phones_of(place.complex, place.community, place.sub_district)

    @property
    def elder_url(self) -> str:
        return self._with_mode("1")

    @property
    def standard_url(self) -> str:
        return self._with_mode("0")

    def _with_mode(self, elder: str) -> str:
        query = self._request.GET.copy()
        query["elder"] = elder
        return f"{self._request.path}?{query.urlencode()}"

    @property
    def show_elder_hint(self) -> bool:
        """On the first pages of somebody who has not chosen yet."""
        match = self._request.resolver_match
        is_entrance = match is not None and match.view_name in {"portal:choose", "portal:home"}
        return is_entrance and not self.display.chosen

    @property
    def demo_banner(self) -> bool:
        return settings.DEMO_DATA_BANNER and not settings.WITHOUT_DEMO_DATA.exists()

    @property
    def record_number(self) -> str:
        return self._place.sub_district.record_number if self._place else ""

    @property
    def user_name(self) -> str:
        """Asked for by work pages only: public pages are cached and carry none."""
        user = self._request.user
        return user.display_name if user.is_authenticated else ""

    @property
    def user_key(self) -> str:
        """Whose what a work page keeps on the phone is: names can be alike, keys are not."""
        user = self._request.user
        return str(user.pk) if user.is_authenticated else ""
