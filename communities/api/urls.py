from django.urls import path

from communities.api.views import (
    CommitteeTermViewSet,
    ComplexViewSet,
    EnvCommitteeViewSet,
    GridViewSet,
    NoticeViewSet,
    ShopViewSet,
    StreetViewSet,
    SurveyRoundViewSet,
    VisitPlanViewSet,
)

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
    path(
        "api/v1/owners-committees/",
        CommitteeTermViewSet.as_view({"get": "list"}),
        name="owners_committees",
    ),
    path(
        "api/v1/owners-committees/<int:pk>/",
        CommitteeTermViewSet.as_view({"get": "retrieve"}),
        name="owners_committee",
    ),
    path(
        "api/v1/env-committees/",
        EnvCommitteeViewSet.as_view({"get": "list"}),
        name="env_committees",
    ),
    path(
        "api/v1/env-committees/<int:pk>/",
        EnvCommitteeViewSet.as_view({"get": "retrieve"}),
        name="env_committee",
    ),
    path("api/v1/grids/", GridViewSet.as_view({"get": "list"}), name="grids"),
    path("api/v1/grids/<int:pk>/", GridViewSet.as_view({"get": "retrieve"}), name="grid"),
    path("api/v1/streets/", StreetViewSet.as_view({"get": "list"}), name="streets"),
    path("api/v1/streets/<int:pk>/", StreetViewSet.as_view({"get": "retrieve"}), name="street"),
    path("api/v1/shops/", ShopViewSet.as_view({"get": "list"}), name="shops"),
    path("api/v1/shops/<int:pk>/", ShopViewSet.as_view({"get": "retrieve"}), name="shop"),
    path("api/v1/visit-plans/", VisitPlanViewSet.as_view({"get": "list"}), name="visit_plans"),
    path(
        "api/v1/visit-plans/<int:pk>/",
        VisitPlanViewSet.as_view({"get": "retrieve"}),
        name="visit_plan",
    ),
    path("api/v1/surveys/", SurveyRoundViewSet.as_view({"get": "list"}), name="surveys"),
    path(
        "api/v1/surveys/<int:pk>/", SurveyRoundViewSet.as_view({"get": "retrieve"}), name="survey"
    ),
]
