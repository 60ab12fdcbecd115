from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MeetingsConfig(AppConfig):
    name = "meetings"
    verbose_name = _("会议与决议")

    def ready(self) -> None:
        """Hands core its ledgers; people who lead, attend or owe something are known where they do."""
        from communities.queries.people import register_meeting  # noqa: PLC0415  models must be loaded
        from core import ledgers  # noqa: PLC0415  models must be loaded
        from core.transactions import register_sentence  # noqa: PLC0415  models must be loaded
        from meetings import models, resources  # noqa: PLC0415  models must be loaded
        from meetings.queries import meeting_indicators  # noqa: PLC0415  models must be loaded
        from meetings.renderers import register_renderers  # noqa: PLC0415  models must be loaded
        from meetings.services import same_person  # noqa: PLC0415  models must be loaded

        for role in ("chair", "recorder", "lecturer"):
            register_meeting(models.Meeting, role)
        register_meeting(models.Attendance, "person", tenant="meeting__sub_district_id")
        register_meeting(models.Resolution, "person")
        register_meeting(models.MeetingTopic, "person")
        same_person.register_rules()
        ledgers.register(resources.PartyLifeResource)
        ledgers.register(resources.MinutesResource)
        meeting_indicators.register_indicators()
        register_renderers()

        # How the refusals of the triggers of votes are told.
        register_sentence("vote_takes_ballots", _("这次表决不在投票中"))
        register_sentence("ballot_is_final", _("选票投出后不能改动，只能另作更正"))
        register_sentence("roll_is_frozen", _("投票已经开始，名册不能再改"))
        register_sentence("roll_door_has_owner", _("这一户在名册日没有登记业主，不能参加业主表决"))
