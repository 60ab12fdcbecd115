from django.urls import path

from communities.api.views import ComplexViewSet, NoticeViewSet

app_name = "communities_api"
urlpatterns = [
    path("api/v1/complexes/", ComplexViewSet.as_view({"get": "list"}), name="complexes"),
    path(
        "api/v1/complexes/<slug:slug>/",
        ComplexViewSet.as_view({"get": "retrieve"}),
        name="complex",
    ),
    path("api/v1/notices/", NoticeViewSet.as_view({"get": "list"}), name="notices"),
    path("api/v1/notices/<int:pk>/", NoticeViewSet.as_view({"get": "retrieve"}), name="notice"),
]
