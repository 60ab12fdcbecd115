from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommunitiesConfig(AppConfig):
    name = "communities"
    verbose_name = _("小区与居民")

    def ready(self) -> None:
        """Hands core this app's ledgers."""
        from communities.resources.notices import NoticeResource  # noqa: PLC0415  models must be loaded
        from communities.resources.places import (  # noqa: PLC0415  models must be loaded
            ComplexResource,
        )
        from core import ledgers  # noqa: PLC0415  models must be loaded

        ledgers.register(ComplexResource)
        ledgers.register(NoticeResource)
