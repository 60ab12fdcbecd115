from django.urls import path

from party_building.api.responsible import PublicResponsibleView, ResponsibleView

app_name = "party_building_api"
urlpatterns = [
    path("api/v1/responsible/", ResponsibleView.as_view(), name="responsible"),
    path(
        "api/v1/complexes/<slug:slug>/responsible/",
        PublicResponsibleView.as_view(),
        name="complex_responsible",
    ),
]
