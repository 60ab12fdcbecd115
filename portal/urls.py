from django.urls import path

from portal.views import (
    about,
    branch,
    desk_figures,
    desk_map,
    field,
    home,
    my,
    my_calendar,
    pages,
    setup,
)

app_name = "portal"
urlpatterns = [
    path("", home.choose, name="choose"),
    path("c/<slug:slug>/", home.home, name="home"),
    path("c/<slug:slug>/about/", about.about, name="about"),
    path("my/", my.my, name="my"),
    path("my/find/", my.my_find, name="my_find"),
    path("my/forget/", my.my_forget, name="my_forget"),
    path("my/calendar/", my_calendar.my_calendar, name="my_calendar"),
    path("my/calendar/end/", my_calendar.my_calendar_end, name="my_calendar_end"),
    path("display/", pages.display, name="display"),
    path("help/", pages.help_page, name="help"),
    path("privacy/", pages.privacy, name="privacy"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("setup/", setup.setup, name="setup"),
    path("setup/open/", setup.open_another, name="setup_open"),
    path("setup/link/<str:code>/", setup.open_first, name="setup_link"),
    path("invite/<str:code>/", setup.invitation, name="invitation"),
    path("start/", field.start, name="start"),
    path("field/", field.today, name="field"),
    path("field/branch/", branch.branch, name="field_branch"),
    path("desk/party/figures/", desk_figures.figures, name="desk_figures"),
    path("desk/map/", desk_map.place_map, name="desk_map"),
    path("desk/map/gaps/", desk_map.gaps, name="desk_own_gaps"),
    path("desk/map/gaps/<slug:slug>/", desk_map.gaps, name="desk_gaps"),
]
