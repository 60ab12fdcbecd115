"""Every address of the project, app by app."""

from __future__ import annotations

from django.apps import apps
from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("core.urls")),
    path("", include("core.api.urls")),
    path("", include("communities.api.urls")),
    path("", include("meetings.api.urls")),
    path("", include("activities.api.urls")),
    path("", include("portal.urls")),
    path("", include("communities.urls")),
    path("", include("meetings.urls")),
    path("", include("activities.urls")),
]

if apps.is_installed("demo"):
    urlpatterns.append(path("", include("demo.urls")))

handler400 = "portal.views.errors.bad_request"
handler403 = "portal.views.errors.permission_denied"
handler404 = "portal.views.errors.not_found"
handler500 = "portal.views.errors.server_error"
