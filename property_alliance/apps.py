from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PropertyAllianceConfig(AppConfig):
    name = "property_alliance"
    verbose_name = _("物业企业与联盟")

    def ready(self) -> None:
        """Hands core the ledger of complexes again, wider by what this app knows; its staff are people."""
        from communities.queries.people import register_meeting  # noqa: PLC0415  models must be loaded
        from core import ledgers  # noqa: PLC0415  models must be loaded
        from property_alliance.models import FirmStaff  # noqa: PLC0415  models must be loaded
        from property_alliance.queries import party_indicators  # noqa: PLC0415  models must be loaded
        from property_alliance.resources import (  # noqa: PLC0415  models must be loaded
            ServedComplexResource,
        )

        ledgers.register(ServedComplexResource)
        register_meeting(FirmStaff, "person")
        party_indicators.register_indicators()
