"""Pages of the Party's organisation: the branch's work on the phone, tree and registers on the desk."""

from django.urls import path

from party_building.views import (
    chain,
    development,
    dual_registrations,
    holes,
    instructors,
    members,
    network,
    organizations,
    public,
    service_posts,
    zones,
)

app_name = "party_building"
urlpatterns = [
    # The tree, and what is recorded of an organisation
    path("desk/party/", organizations.tree, name="desk_party"),
    path("desk/party/new/", organizations.found_root, name="desk_found_root"),
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
    # Instructors, and whom each serves
    path("desk/party/instructors/", instructors.instructor_list, name="desk_instructors"),
    path("desk/party/instructors/new/", instructors.instructor_new, name="desk_instructor_new"),
    path("desk/party/instructors/<int:pk>/", instructors.instructor, name="desk_instructor"),
    path(
        "desk/party/instructors/<int:pk>/assign/",
        instructors.instructor_assign,
        name="desk_instructor_assign",
    ),
    path(
        "desk/party/instructors/<int:pk>/recall/",
        instructors.instructor_recall,
        name="desk_instructor_recall",
    ),
    path(
        "desk/party/instructors/<int:pk>/<int:assignment_pk>/end/",
        instructors.assignment_end,
        name="desk_assignment_end",
    ),
    # Members, reports in, zones, posts, households, development
    path("field/branch/members/", members.member_list, name="field_members"),
    path("field/branch/<int:pk>/members/new/", members.member_new, name="field_member_new"),
    path("field/branch/members/<int:pk>/", members.member, name="field_member"),
    path(
        "field/branch/members/<int:pk>/change/", members.member_change, name="field_member_change"
    ),
    path("field/branch/members/<int:pk>/leave/", members.member_leave, name="field_member_leave"),
    path(
        "field/branch/members/<int:pk>/withdraw/",
        members.member_withdraw,
        name="field_member_withdraw",
    ),
    path("field/branch/dual/", dual_registrations.dual_list, name="field_dual_list"),
    path("field/branch/dual/new/", dual_registrations.dual_new, name="field_dual_new"),
    path("field/branch/dual/print/", dual_registrations.dual_print, name="field_dual_print"),
    path("field/branch/dual/<int:pk>/", dual_registrations.dual, name="field_dual"),
    path(
        "field/branch/dual/<int:pk>/claim/", dual_registrations.dual_claim, name="field_dual_claim"
    ),
    path(
        "field/branch/dual/<int:pk>/review/",
        dual_registrations.dual_review,
        name="field_dual_review",
    ),
    path(
        "field/branch/dual/<int:pk>/leave/", dual_registrations.dual_leave, name="field_dual_leave"
    ),
    path(
        "field/branch/dual/<int:pk>/withdraw/",
        dual_registrations.dual_withdraw,
        name="field_dual_withdraw",
    ),
    path("field/branch/zones/", zones.zone_list, name="field_zones"),
    path("field/branch/zones/<int:pk>/", zones.zone, name="field_zone"),
    path("field/branch/posts/", service_posts.post_list, name="field_posts"),
    path("field/branch/posts/new/", service_posts.post_new, name="field_post_new"),
    path("field/branch/posts/<int:pk>/", service_posts.post, name="field_post"),
    path("field/branch/posts/<int:pk>/claim/", service_posts.post_claim, name="field_post_claim"),
    path(
        "field/branch/posts/<int:pk>/places/", service_posts.post_places, name="field_post_places"
    ),
    path("field/branch/posts/<int:pk>/close/", service_posts.post_close, name="field_post_close"),
    path("field/branch/claims/<int:pk>/end/", service_posts.claim_end, name="field_claim_end"),
    path("field/branch/households/", zones.household_list, name="field_households"),
    path("field/branch/households/new/", zones.household_new, name="field_household_new"),
    path("field/branch/households/<int:pk>/", zones.household, name="field_household"),
    path("field/branch/development/", development.record_list, name="field_development"),
    path(
        "field/branch/<int:pk>/development/new/",
        development.record_new,
        name="field_development_new",
    ),
    path("field/branch/development/<int:pk>/", development.record, name="field_development_record"),
    path(
        "field/branch/development/<int:pk>/step/",
        development.record_step,
        name="field_development_step",
    ),
    path(
        "field/branch/development/<int:pk>/back/",
        development.record_back,
        name="field_development_back",
    ),
    path(
        "field/branch/development/<int:pk>/stop/",
        development.record_stop,
        name="field_development_stop",
    ),
    path("desk/party/dual/", dual_registrations.desk_dual, name="desk_dual"),
    path("desk/party/households/", zones.desk_households, name="desk_households"),
    # Who answers for a door, and where somebody is missing
    path("desk/party/chain/", chain.chain, name="desk_chain"),
    path("desk/party/holes/", holes.holes, name="desk_holes"),
    path("desk/party/holes/<slug:slug>/", holes.holes, name="desk_holes_of"),
    path("desk/party/network/<slug:slug>/print/", network.network, name="desk_network"),
    path("c/<slug:slug>/responsible/", public.responsible, name="responsible"),
]
