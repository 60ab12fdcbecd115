from django.urls import path

from party_building.views import organizations

app_name = "party_building"
urlpatterns = [
    path("desk/party/", organizations.tree, name="desk_party"),
    path("desk/party/<int:pk>/", organizations.organization, name="desk_organization"),
    path("desk/party/<int:pk>/found/", organizations.found_part, name="desk_found"),
    path("desk/party/<int:pk>/rename/", organizations.rename_organization, name="desk_rename"),
    path("desk/party/<int:pk>/attach/", organizations.attach_organization, name="desk_attach"),
    path(
        "desk/party/<int:pk>/dissolve/", organizations.dissolve_organization, name="desk_dissolve"
    ),
    path("desk/party/<int:pk>/cover/", organizations.cover_place, name="desk_cover"),
    path(
        "desk/party/<int:pk>/coverage/<int:coverage_pk>/end/",
        organizations.uncover_place,
        name="desk_uncover",
    ),
    path("desk/party/<int:pk>/count/", organizations.count_members, name="desk_count"),
    path("desk/party/<int:pk>/term/", organizations.term, name="desk_term"),
    path("desk/party/<int:pk>/appoint/", organizations.appoint_post, name="desk_appoint"),
    path("desk/party/<int:pk>/succeed/", organizations.succeed_post, name="desk_succeed"),
    path(
        "desk/party/<int:pk>/posts/<int:post_pk>/resign/",
        organizations.resign_post,
        name="desk_resign",
    ),
    path(
        "desk/party/<int:pk>/posts/<int:post_pk>/leave/",
        organizations.leave_post,
        name="desk_leave",
    ),
]
