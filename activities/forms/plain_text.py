"""What all forms of the app share: plain text without ID numbers, errors that say what is wrong."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from accounts.text import has_id_number


class PlainTextForm(forms.Form):
    """Refuses citizens' ID numbers in any text (domain 6.4); the browser's own checks are off."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            _speak(field)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name, value in list(cleaned.items()):
            if isinstance(value, str) and has_id_number(value):
                self.add_error(name, _("请不要填写身份证号"))
        return cleaned


def _speak(field: forms.Field) -> None:
    """Django's general sentences, shorter and with the field's own name."""
    label = field.label or ""
    field.error_messages.setdefault("required", "")
    if field.required:
        verb = _("请选择%(what)s") if isinstance(field, forms.ChoiceField) else _("请填写%(what)s")
        field.error_messages["required"] = verb % {"what": label}
    if isinstance(field, forms.CharField) and field.max_length:
        for validator in field.validators:
            if getattr(validator, "code", "") == "max_length":
                validator.message = _("%(what)s最多%(most)d字") % {  # type: ignore[attr-defined]
                    "what": label,
                    "most": field.max_length,
                }
