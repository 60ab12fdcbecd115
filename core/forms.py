"""What all forms share: plain text without ID numbers, errors that say what is wrong."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.phones import PhoneInvalid, normalise_phone
from accounts.text import has_id_number, tidy, visible

DJANGO_REQUIRED = forms.Field.default_error_messages["required"]
DJANGO_INVALID_CHOICES = (
    forms.ChoiceField.default_error_messages["invalid_choice"],
    forms.ModelChoiceField.default_error_messages["invalid_choice"],
)


def refuse_id_number(text: str) -> None:
    """There is no field for an ID number anywhere (domain 6.4)."""
    if has_id_number(text):
        raise forms.ValidationError(_("请不要填写身份证号，我们不需要也不保存"))


def mobile(typed: str) -> str:
    """A mobile phone as it is kept; what is none is refused in the form's words."""
    try:
        return normalise_phone(typed)
    except PhoneInvalid as error:
        raise forms.ValidationError(str(error)) from error


def mobile_if_any(typed: str) -> str:
    """`mobile` of somebody who may have none: empty where nothing was typed."""
    typed = tidy(typed)
    return mobile(typed) if typed else ""


class PlainTextForm(forms.Form):
    """Refuses citizens' ID numbers in any text (domain 6.4); the browser's own checks are off."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            speak(field)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name, value in list(cleaned.items()):
            if not isinstance(value, str):
                continue
            cleaned[name] = shown = visible(value)
            if has_id_number(shown):
                self.add_error(name, _("请不要填写身份证号"))
            elif self.fields[name].required and not shown.strip():
                self.add_error(name, self.fields[name].error_messages["required"])
        return cleaned


def day_field(**kwargs: Any) -> forms.DateField:
    """A day as browsers pick it."""
    return forms.DateField(
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": gettext_lazy("日期写成 2026-11-21 这样")},
        **kwargs,
    )


def hour_field(*, required_message: Any = "", **kwargs: Any) -> forms.TimeField:
    """An hour as browsers pick it."""
    sentences = {"invalid": gettext_lazy("时间写成 14:30 这样")}
    if required_message:
        sentences["required"] = required_message
    return forms.TimeField(
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        input_formats=["%H:%M", "%H:%M:%S", "%H：%M"],
        error_messages=sentences,
        **kwargs,
    )


def speak(field: forms.Field) -> None:
    """Django's general sentences, shorter and with the field's own name; a sentence of its own stays.

    Called for the fields that a class declares; a form that makes fields itself calls it for them.
    """
    label = field.label or ""
    sentences = field.error_messages
    if field.required and sentences.get("required") is DJANGO_REQUIRED:
        verb = _("请选择%(what)s") if isinstance(field, forms.ChoiceField) else _("请填写%(what)s")
        sentences["required"] = verb % {"what": label}
    if sentences.get("invalid_choice") in DJANGO_INVALID_CHOICES:
        sentences["invalid_choice"] = _("请从列表里选%(what)s") % {"what": label}
    if isinstance(field, forms.CharField) and field.max_length:
        sentences.setdefault(
            "max_length", _("%(what)s最多%(most)d字") % {"what": label, "most": field.max_length}
        )


class ReasonForm(PlainTextForm):
    """Why something is called off, put off or sent back; `label` names the field."""

    reason = forms.CharField(label=gettext_lazy("原因"), max_length=120)
