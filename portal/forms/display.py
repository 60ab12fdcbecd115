"""显示设置: how this device shows pages; no account, no script."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from core.display import Display

# Size and mode are one choice: 大 is elder mode (ux 4).
SIZES = {"standard": ("standard", "m"), "large": ("elder", "l"), "largest": ("elder", "xl")}


class DisplayForm(forms.Form):
    size = forms.ChoiceField(
        label=_("字号"),
        choices=[("standard", _("标准 17")), ("large", _("大 22")), ("largest", _("特大 30"))],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("请选择字号"),
            "invalid_choice": _("请从这几种里选一种"),
        },
    )
    contrast = forms.ChoiceField(
        label=_("对比"),
        choices=[("normal", _("普通")), ("high", _("高对比"))],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("请选择对比"),
            "invalid_choice": _("请从这几种里选一种"),
        },
    )
    read_aloud = forms.ChoiceField(
        label=_("朗读按钮"),
        help_text=_("显示在每页右上角；手机里没有中文语音时不会出现"),
        choices=[("0", _("不显示")), ("1", _("显示"))],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("请选择要不要朗读按钮"),
            "invalid_choice": _("请从这几种里选一种"),
        },
    )

    # In both languages, and each language in itself: whoever cannot read the page must find his own.
    language = forms.ChoiceField(
        label=_("语言 / Language"),
        choices=[("zh-hans", "中文"), ("en", "English")],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("请选择语言"),
            "invalid_choice": _("请从这几种里选一种"),
        },
    )

    @classmethod
    def of(cls, display: Display, language: str) -> DisplayForm:
        """Filled with the choices of this device."""
        size = "standard"
        if display.is_elder:
            size = "largest" if display.size == "xl" else "large"
        return cls(
            initial={
                "size": size,
                "contrast": display.contrast,
                "read_aloud": "1" if display.read_aloud else "0",
                "language": language,
            }
        )

    def as_display(self) -> Display:
        mode, size = SIZES[self.cleaned_data["size"]]
        return Display(
            mode, size, self.cleaned_data["contrast"], self.cleaned_data["read_aloud"] == "1"
        )
