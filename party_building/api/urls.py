from django.urls import path

from party_building.api.responsible import ResponsibleView

app_name = "party_building_api"
urlpatterns = [
    path(
        "api/v1/complexes/<slug:slug>/responsible/",
        ResponsibleView.as_view(),
        name="complex_responsible",
    ),
]
