from django.urls import path

from meetings.api.views import MeetingViewSet, VoteViewSet

app_name = "meetings_api"
urlpatterns = [
    path("api/v1/meetings/", MeetingViewSet.as_view({"get": "list"}), name="meetings"),
    path("api/v1/meetings/<int:pk>/", MeetingViewSet.as_view({"get": "retrieve"}), name="meeting"),
    path("api/v1/votes/", VoteViewSet.as_view({"get": "list"}), name="votes"),
    path("api/v1/votes/<int:pk>/", VoteViewSet.as_view({"get": "retrieve"}), name="vote"),
]
