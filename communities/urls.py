from django.urls import path

from communities.views import bodies

app_name = "communities"
urlpatterns = [
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
