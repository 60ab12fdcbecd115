"""The length rule in Chinese: Django's catalogue has no sentence for it."""

from __future__ import annotations

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.utils.translation import gettext as _


class LongEnough(MinimumLengthValidator):
    def get_error_message(self) -> str:
        return _("密码太短了，至少要%(count)d位") % {"count": self.min_length}

    def get_help_text(self) -> str:
        return _("密码至少%(count)d位") % {"count": self.min_length}
