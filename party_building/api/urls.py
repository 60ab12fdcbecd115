from django.urls import path

from party_building.api.responsible import ResponsibleView
from party_building.api.views import PartyOrganizationViewSet

app_name = "party_building_api"
urlpatterns = [
    path(
        "api/v1/party-organizations/",
        PartyOrganizationViewSet.as_view({"get": "list"}),
        name="organizations",
    ),
    path(
        "api/v1/party-organizations/<int:pk>/",
        PartyOrganizationViewSet.as_view({"get": "retrieve"}),
        name="organization",
    ),
    path(
        "api/v1/complexes/<slug:slug>/responsible/",
        ResponsibleView.as_view(),
        name="complex_responsible",
    ),
]
