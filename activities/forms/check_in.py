"""The one box at the door."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy

from core.forms import PlainTextForm


class DoorCodeForm(PlainTextForm):
    """A code, the phone's tail, a name; a scanner types the ticket's address."""

    code = forms.CharField(
        label=gettext_lazy("输入取票码或手机尾号"),
        max_length=100,
        error_messages={
            "required": gettext_lazy("请先输入取票码、手机尾号或姓名"),
            "max_length": gettext_lazy("输入的内容太长，最多100字"),
        },
    )
