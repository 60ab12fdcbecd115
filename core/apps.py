from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = _("系统机制")

    def ready(self) -> None:
        from core import checks  # noqa: F401, PLC0415  registers itself
        from core.choices import Channel  # noqa: PLC0415  models stand only now
        from core.logs import configure_structlog  # noqa: PLC0415  once, as Django starts
        from core.outbox import ChannelAdapter, register_channel  # noqa: PLC0415
        from core.services.channels import put_in_inbox, put_on_call_list  # noqa: PLC0415

        configure_structlog()
        register_channel(Channel.IN_APP, ChannelAdapter(put_in_inbox, in_database=True))
        register_channel(Channel.CALL_LIST, ChannelAdapter(put_on_call_list, in_database=True))
