from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommunitiesConfig(AppConfig):
    name = "communities"
    verbose_name = _("小区与居民")

    def ready(self) -> None:
        """Hands core this app's ledgers, message texts and indicators; rules for merging persons."""
        from communities.queries import (  # noqa: PLC0415  models must be loaded
            body_indicators,
            data_quality,
            survey_indicators,
        )
        from communities.renderers import register_renderers  # noqa: PLC0415  models must be loaded
        from communities.resources import register_ledgers  # noqa: PLC0415  models must be loaded
        from communities.services import merging, ownership, persons  # noqa: PLC0415  models must be loaded

        register_ledgers()
        register_renderers()
        body_indicators.register_indicators()
        persons.register_rules()
        merging.register_sentences()
        ownership.register_sentences()
        survey_indicators.register_indicators()
        data_quality.register_indicators()
