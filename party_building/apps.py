from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PartyBuildingConfig(AppConfig):
    name = "party_building"
    verbose_name = _("党的组织")

    def ready(self) -> None:
        """People with posts, members and instructors are known to those who serve their place."""
        from communities.queries.people import register_meeting  # noqa: PLC0415  models must be loaded
        from party_building import models  # noqa: PLC0415  models must be loaded
        from party_building.renderers import register_renderers  # noqa: PLC0415  models must be loaded

        register_renderers()

        register_meeting(models.PartyPost, "person")
        register_meeting(models.PostLeave, "deputy")
        register_meeting(models.PartyMember, "person")
        register_meeting(models.DualRegistration, "person")
        register_meeting(models.PartyInstructor, "person")
        register_meeting(models.MemberDevelopment, "person")
