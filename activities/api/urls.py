from django.urls import path

from activities.api import views

app_name = "activities_api"
listed, one = {"get": "list"}, {"get": "retrieve"}
urlpatterns = [
    path("api/v1/spaces/", views.SpaceViewSet.as_view(listed), name="spaces"),
    path("api/v1/spaces/<int:pk>/", views.SpaceViewSet.as_view(one), name="space"),
    path("api/v1/activities/", views.ActivityViewSet.as_view(listed), name="activities"),
    path("api/v1/activities/<int:pk>/", views.ActivityViewSet.as_view(one), name="activity"),
    path("api/v1/sessions/", views.SessionViewSet.as_view(listed), name="sessions"),
    path("api/v1/sessions/<int:pk>/", views.SessionViewSet.as_view(one), name="session"),
    path("api/v1/sessions/<int:pk>/sign-ups/", views.SignUpView.as_view(), name="sign_up"),
    path(
        "api/v1/tickets/<str:code>/cancel/", views.TicketCancelView.as_view(), name="ticket_cancel"
    ),
    path(
        "api/v1/sign-ups/<int:pk>/cancel/", views.SignUpCancelView.as_view(), name="sign_up_cancel"
    ),
    path("api/v1/sessions/<int:pk>/check-ins/", views.CheckInView.as_view(), name="check_in"),
    path("api/v1/check-ins/<int:pk>/undo/", views.CheckInUndoView.as_view(), name="check_in_undo"),
    path("api/v1/sessions/<int:pk>/log/", views.LogView.as_view(), name="log"),
]
