from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ActivitiesConfig(AppConfig):
    name = "activities"
    verbose_name = _("活动与阵地")

    def ready(self) -> None:
        """Hands core what it sends for this app, and this app's ledgers; rules for merging persons."""
        from activities.renderers import register_renderers  # noqa: PLC0415  models must be loaded
        from activities.resources import ActivityPlanResource  # noqa: PLC0415  models must be loaded
        from activities.services import same_person  # noqa: PLC0415  models must be loaded
        from core import ledgers  # noqa: PLC0415  models must be loaded

        register_renderers()
        same_person.register_rules()
        ledgers.register(ActivityPlanResource)
