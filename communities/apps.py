from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommunitiesConfig(AppConfig):
    name = "communities"
    verbose_name = _("小区与居民")

    def ready(self) -> None:
        """Hands core this app's ledgers, message texts and indicators."""
        from communities.queries import body_indicators  # noqa: PLC0415  models must be loaded
        from communities.renderers import register_renderers  # noqa: PLC0415  models must be loaded
        from communities.resources import (  # noqa: PLC0415  models must be loaded
            ComplexResource,
            EnvCommitteeResource,
            OwnersCommitteeResource,
        )
        from core import indicators, ledgers  # noqa: PLC0415  models must be loaded

        ledgers.register(ComplexResource)
        ledgers.register(OwnersCommitteeResource)
        ledgers.register(EnvCommitteeResource)
        register_renderers()
        indicators.register("K03", "业委会组建率", body_indicators.committee_rate, rule_version="1")
        indicators.register("K03b", "物管会组建率", body_indicators.interim_rate, rule_version="1")
        indicators.register(
            "K04", "业委会成员党员占比", body_indicators.party_share, rule_version="1"
        )
