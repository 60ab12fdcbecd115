from django.urls import path

from core.api.views import schema_view

urlpatterns = [path("api/schema/", schema_view, name="api_schema")]
