from django.urls import path

from core.api.views import SchemaView

urlpatterns = [path("api/schema/", SchemaView.as_view(), name="api_schema")]
