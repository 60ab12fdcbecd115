from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PropertyAllianceConfig(AppConfig):
    name = "property_alliance"
    verbose_name = _("物业企业与联盟")
