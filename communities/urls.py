"""Pages of places: the noticeboard, and the work behind it."""

from django.urls import path

from communities.views import field_notice_page, field_notices, field_objections, notices

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
]
