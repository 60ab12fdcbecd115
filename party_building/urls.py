from django.urls import path

from party_building.views import chain, holes, network, public

app_name = "party_building"
urlpatterns = [
    path("desk/party/chain/", chain.chain, name="desk_chain"),
    path("desk/party/holes/", holes.holes, name="desk_holes"),
    path("desk/party/holes/<slug:slug>/", holes.holes, name="desk_holes_of"),
    path("desk/party/network/<slug:slug>/print/", network.network, name="desk_network"),
    path("c/<slug:slug>/responsible/", public.responsible, name="responsible"),
]
