from django.urls import path

from meetings.api.views import MeetingViewSet

app_name = "meetings_api"
urlpatterns = [
    path("api/v1/meetings/", MeetingViewSet.as_view({"get": "list"}), name="meetings"),
    path("api/v1/meetings/<int:pk>/", MeetingViewSet.as_view({"get": "retrieve"}), name="meeting"),
]
