"""Pages of meetings: what residents read, and the work behind it."""

from django.urls import path, re_path

from meetings.views import acts, lists, meeting, public, records, resolutions

app_name = "meetings"
FIELD = "field/meetings/<int:pk>/"
RESOLUTION = "field/resolutions/<int:pk>/"
urlpatterns = [
    path("c/<slug:slug>/meetings/", public.meetings, name="meetings"),
    path("meetings/<int:pk>/", public.meeting, name="meeting"),
    path("desk/meetings/", lists.desk, name="desk_meetings"),
    path("field/meetings/", lists.meeting_list, name="field_meetings"),
    path("field/meetings/new/", acts.new, name="field_meeting_new"),
    path("field/meetings/record/", records.record, name="field_record"),
    path(FIELD, meeting.meeting, name="field_meeting"),
    path(f"{FIELD}print/", meeting.paper, name="field_meeting_print"),
    path(f"{FIELD}edit/", acts.edit, name="field_meeting_edit"),
    path(f"{FIELD}topics/", acts.topics, name="field_meeting_topics"),
    path(f"{FIELD}notice/", acts.notice, name="field_meeting_notice"),
    path(f"{FIELD}cancel/", acts.cancel, name="field_meeting_cancel"),
    path(f"{FIELD}hold/", records.hold, name="field_meeting_hold"),
    path(f"{FIELD}people/", acts.people, name="field_meeting_people"),
    path(f"{FIELD}agenda/", acts.add_item, name="field_meeting_agenda"),
    path("field/meetings/agenda/<int:pk>/", acts.item, name="field_item"),
    path(f"{FIELD}minutes/", acts.write, name="field_meeting_minutes"),
    path(f"{FIELD}confirm/", acts.confirm, name="field_meeting_confirm"),
    path(f"{FIELD}publish/", acts.publish, name="field_meeting_publish"),
    path(f"{FIELD}withdraw/", acts.withdraw, name="field_meeting_withdraw"),
    path(f"{FIELD}close/", acts.close, name="field_meeting_close"),
    path(f"{FIELD}resolve/", acts.resolve, name="field_meeting_resolve"),
    path(RESOLUTION, resolutions.resolution, name="field_resolution"),
    path(f"{RESOLUTION}start/", resolutions.start, name="field_resolution_start"),
    path(f"{RESOLUTION}done/", resolutions.done, name="field_resolution_done"),
    path(f"{RESOLUTION}verify/", resolutions.verify, name="field_resolution_verify"),
    path(f"{RESOLUTION}back/", resolutions.send_back, name="field_resolution_back"),
    path(f"{RESOLUTION}drop/", resolutions.drop, name="field_resolution_drop"),
    path(f"{RESOLUTION}strike/", resolutions.strike, name="field_resolution_strike"),
    path("field/meetings/photos/<int:pk>/remove/", meeting.remove_photo, name="field_photo_remove"),
    re_path(
        r"^meetings/photos/(?P<token>[0-9a-f]{32})/(?P<name>(?:320|640|1280)\.(?:webp|jpg))$",
        meeting.photo,
        name="photo",
    ),
]
