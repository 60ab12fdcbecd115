"""Pages of places: the noticeboard and the bodies, and the work behind them."""

from django.urls import path

from communities.views import bodies, field_notice_page, field_notices, field_objections, notices

app_name = "communities"
urlpatterns = [
    path("c/<slug:slug>/notices/", notices.notices, name="notices"),
    path("notices/<int:pk>/", notices.notice, name="notice"),
    path("notices/<int:pk>/object/", notices.notice_object, name="notice_object"),
    path("notices/<int:pk>/object/done/", notices.notice_objected, name="notice_objected"),
    path("field/notices/", field_notice_page.notice_list, name="field_notices"),
    path("field/notices/new/", field_notices.new, name="field_notice_new"),
    path("field/notices/<int:pk>/", field_notice_page.notice, name="field_notice"),
    path("field/notices/<int:pk>/edit/", field_notices.edit, name="field_notice_edit"),
    path("field/notices/<int:pk>/submit/", field_notices.submit, name="field_notice_submit"),
    path("field/notices/<int:pk>/pass/", field_notices.approve, name="field_notice_pass"),
    path("field/notices/<int:pk>/publish/", field_notices.publish, name="field_notice_publish"),
    path("field/notices/<int:pk>/return/", field_notices.send_back, name="field_notice_return"),
    path("field/notices/<int:pk>/withdraw/", field_notices.withdraw, name="field_notice_withdraw"),
    path(
        "field/notices/<int:pk>/objection/",
        field_objections.enter,
        name="field_notice_objection",
    ),
    path("field/objections/<int:pk>/", field_objections.objection, name="field_objection"),
    path("field/objections/<int:pk>/phone/", field_objections.phone, name="field_objection_phone"),
    path("field/bodies/", bodies.bodies, name="field_bodies"),
    path("field/bodies/<int:pk>/", bodies.body, name="field_body"),
    path("field/bodies/<int:pk>/election/", bodies.election, name="field_election"),
    path("field/bodies/<int:pk>/step/", bodies.step, name="field_step"),
    path("field/bodies/<int:pk>/term/", bodies.term, name="field_term"),
    path("field/bodies/<int:pk>/seat/", bodies.seat, name="field_seat"),
    path("field/bodies/<int:pk>/seat/<int:seat_pk>/end/", bodies.seat_end, name="field_seat_end"),
    path("field/bodies/<int:pk>/filing/", bodies.filing, name="field_filing"),
    path("field/bodies/<int:pk>/handover/", bodies.handover_list, name="field_handover_list"),
    path("field/bodies/<int:pk>/handover/<int:item_pk>/", bodies.handover, name="field_handover"),
]
