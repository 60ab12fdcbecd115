"""The look of /admin/: our red, our icon, Chinese; what stands in the sidebar follows the rights."""

from __future__ import annotations

from typing import Any

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

UNFOLD: dict[str, Any] = {
    "SITE_TITLE": _("红邻"),
    "SITE_HEADER": _("红邻 · 主数据"),
    "SITE_SUBHEADER": _("街道、社区、小区的底数"),
    "SITE_URL": "/",
    "SITE_ICON": "config.admin_site.icon",
    "SITE_FAVICONS": [{"rel": "icon", "type": "image/svg+xml", "href": "config.admin_site.icon"}],
    "STYLES": ["config.admin_site.style"],
    "SHOW_HISTORY": True,
    "SHOW_VIEW_ON_SITE": False,
    "SHOW_BACK_BUTTON": True,
    "THEME": "light",
    "BORDER_RADIUS": "6px",
    # The red of the pages (#A61B1B at 700) as a scale; white on 600 is 6.6:1.
    "COLORS": {
        "primary": {
            "50": "#FDF3F2",
            "100": "#FBE4E2",
            "200": "#F6CCC9",
            "300": "#EDA7A2",
            "400": "#DE736C",
            "500": "#C9453F",
            "600": "#B42A27",
            "700": "#A61B1B",
            "800": "#861718",
            "900": "#701919",
            "950": "#3D0909",
        },
    },
    "ACCOUNT": {
        "navigation": [
            {"title": _("修改密码"), "link": reverse_lazy("account_change_password")},
            {"title": _("两步验证"), "link": reverse_lazy("mfa_index")},
        ]
    },
    "SIDEBAR": {
        "show_search": False,
        "command_search": False,
        "show_all_applications": False,
        "navigation": "config.admin_site.sidebar",
    },
}
