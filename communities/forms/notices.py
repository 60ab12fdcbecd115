"""Writing a notice, objecting to it, answering: plain text without ID numbers."""

from __future__ import annotations

import re
import secrets
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy

from accounts.text import tidy
from communities.choices import NoticeCategory, NoticeSeverity, ObjectionSource
from communities.models.notices import LONGEST_BODY, LONGEST_OBJECTION, LONGEST_TITLE
from communities.queries.notices_at_work import as_place, key_of_place, writable_places
from core.forms import PlainTextForm, day_field, mobile_if_any

if TYPE_CHECKING:
    from accounts.models import User
    from communities.models import Notice
    from communities.queries.places import Place

FORM_KEY = re.compile(r"[0-9a-f]{32}", re.ASCII)
TYPED = ("severity", "title", "body", "category", "publisher", "shown_from", "shown_until")


class KeyField(forms.CharField):
    """The idempotency key of one form as it was handed out; anything else counts as none."""

    widget = forms.HiddenInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, initial=lambda: secrets.token_hex(16), **kwargs)

    def clean(self, value: Any) -> str:
        typed = str(value or "")
        return typed if FORM_KEY.fullmatch(typed) else ""


class NoticeForm(PlainTextForm):
    """A notice. `keeps_place`: one that is changed or corrected stays where it hangs."""

    place = forms.ChoiceField(label=gettext_lazy("贴在哪里"))
    severity = forms.ChoiceField(
        label=gettext_lazy("程度"), choices=NoticeSeverity.choices, widget=forms.RadioSelect
    )
    title = forms.CharField(label=gettext_lazy("标题"), max_length=LONGEST_TITLE)
    body = forms.CharField(
        label=gettext_lazy("正文"),
        max_length=LONGEST_BODY,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("紧急的可以只写标题"),
    )
    category = forms.ChoiceField(label=gettext_lazy("类别"), choices=NoticeCategory.choices)
    publisher = forms.CharField(
        label=gettext_lazy("发布单位"),
        max_length=40,
        help_text=gettext_lazy("公开显示，如：物业服务中心"),
    )
    shown_from = day_field(label=gettext_lazy("从哪天起公示"))
    shown_until = day_field(
        label=gettext_lazy("公示到哪天"),
        required=False,
        help_text=gettext_lazy("不填：物业15天，公共收益30天，其他7天"),
    )
    key = KeyField()

    def __init__(self, *args: Any, user: User, keeps_place: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = {} if keeps_place else {key_of_place(p): p for p in writable_places(user)}
        if keeps_place:
            del self.fields["place"]
            return
        field: Any = self.fields["place"]
        field.choices = [(key, place.name) for key, place in self.places.items()]

    def clean_title(self) -> str:
        return tidy(self.cleaned_data["title"])

    def clean_publisher(self) -> str:
        return tidy(self.cleaned_data["publisher"])

    def clean_body(self) -> str:
        return "\n".join(line.rstrip() for line in self.cleaned_data["body"].splitlines()).strip()

    @property
    def chosen_place(self) -> Place:
        return as_place(self.places[self.cleaned_data["place"]])

    @property
    def details(self) -> dict[str, Any]:
        """What `services.notices` takes."""
        return {name: self.cleaned_data[name] for name in TYPED}

    @staticmethod
    def initial_of(notice: Notice) -> dict[str, Any]:
        return {name: getattr(notice, name) for name in TYPED}


class _NameAndPhone(PlainTextForm):
    """Both may be left out."""

    name = forms.CharField(
        label=gettext_lazy("称呼"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone = forms.CharField(
        label=gettext_lazy("手机号"),
        max_length=30,
        required=False,
        widget=forms.TextInput(
            attrs={"type": "tel", "inputmode": "numeric", "autocomplete": "tel"}
        ),
        help_text=gettext_lazy("留了才能打电话答复"),
    )

    def clean_name(self) -> str:
        return tidy(self.cleaned_data["name"])

    def clean_phone(self) -> str:
        typed: str = self.cleaned_data["phone"]
        return mobile_if_any(typed)


def _body_field(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=LONGEST_OBJECTION, widget=forms.Textarea(attrs={"rows": 5})
    )


class ObjectionForm(_NameAndPhone):
    """异议, by anybody; `website` is a field that people never see."""

    body = _body_field(gettext_lazy("您的异议"))
    website = forms.CharField(required=False)
    key = KeyField()

    field_order = ("body", "name", "phone", "website", "key")

    @property
    def is_robot(self) -> bool:
        return bool(self.data.get("website"))


class EnteredObjectionForm(_NameAndPhone):
    """What somebody said at the counter or on the telephone."""

    source = forms.ChoiceField(
        label=gettext_lazy("怎么提的"),
        choices=[
            (road.value, road.label) for road in (ObjectionSource.COUNTER, ObjectionSource.PHONE)
        ],
        widget=forms.RadioSelect,
    )
    body = _body_field(gettext_lazy("异议内容"))
    key = KeyField()

    field_order = ("source", "body", "name", "phone", "key")


class ReplyForm(PlainTextForm):
    """What is answered to an objection."""

    reply = _body_field(gettext_lazy("答复"))
