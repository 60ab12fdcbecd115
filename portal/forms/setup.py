"""开通街道, and the first password of somebody who was invited."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from accounts.phones import PhoneInvalid, normalise_phone
from accounts.text import half_width, tidy
from communities.models.places import SubDistrict, slug_shape
from communities.services.first_run import NewSubDistrict, Official
from core.forms import PlainTextForm, refuse_id_number

MOST_OFFICIALS = 20
MOST_COMMUNITIES = 100
LONGEST_NAME = 40
LONGEST_PLACE = 60


class SetupForm(PlainTextForm):
    """What a sub-district needs before anybody can work in it; the rest comes by its ledgers."""

    name = forms.CharField(
        label=gettext_lazy("街道名称"),
        max_length=LONGEST_PLACE,
        help_text=gettext_lazy("如：跳蹬河街道"),
    )
    city_name = forms.CharField(
        label=gettext_lazy("所在市区"),
        max_length=LONGEST_PLACE,
        required=False,
        help_text=gettext_lazy("如：成都市成华区"),
    )
    division_code = forms.CharField(
        label=gettext_lazy("区划代码"),
        max_length=9,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        help_text=gettext_lazy("9位数字，不知道就不填"),
    )
    phone = forms.CharField(
        label=gettext_lazy("街道联系电话"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel"}),
        help_text=gettext_lazy("居民页面上显示"),
    )
    slug = forms.CharField(
        label=gettext_lazy("网址名"),
        max_length=50,
        required=False,
        help_text=gettext_lazy("不填就按拼音自动生成"),
    )
    communities = forms.CharField(
        label=gettext_lazy("社区"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("一行一个；小区以后用台账导入"),
    )
    officials = forms.CharField(
        label=gettext_lazy("街道管理员"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("一行一人：姓名 手机号，手机号可以不写；每人会得到一个邀请链接"),
    )

    def clean_division_code(self) -> str:
        code = tidy(half_width(self.cleaned_data["division_code"]))
        if code:
            for check in SubDistrict._meta.get_field("division_code").validators:
                check(code)
        return code

    def clean_slug(self) -> str:
        slug = tidy(self.cleaned_data["slug"]).lower()
        if slug:
            slug_shape(slug)
        return slug

    def clean_communities(self) -> list[str]:
        names = [
            name for line in self.cleaned_data["communities"].splitlines() if (name := tidy(line))
        ]
        for number, name in enumerate(names, start=1):
            refuse_id_number(name)
            if len(name) > LONGEST_PLACE:
                raise ValidationError(_("第%(number)d行太长，请检查") % {"number": number})
        if len(names) > MOST_COMMUNITIES:
            raise ValidationError(_("最多%(most)d个社区") % {"most": MOST_COMMUNITIES})
        return names

    def clean_officials(self) -> list[Official]:
        refuse_id_number(self.cleaned_data["officials"])
        lines = [line for line in self.cleaned_data["officials"].splitlines() if line.strip()]
        if len(lines) > MOST_OFFICIALS:
            raise ValidationError(_("最多%(most)d人") % {"most": MOST_OFFICIALS})
        return [_official(line, number) for number, line in enumerate(lines, start=1)]

    def facts(self) -> NewSubDistrict:
        cleaned = self.cleaned_data
        return NewSubDistrict(
            name=cleaned["name"],
            city_name=cleaned["city_name"],
            division_code=cleaned["division_code"],
            phone=cleaned["phone"],
            slug=cleaned["slug"],
            communities=cleaned["communities"],
        )


def official_of(line: str) -> Official:
    """`王建国 13800000000`: name and phone, in whatever width; the phone may be missing.

    Raises ValueError with a sentence.
    """
    words = half_width(line).replace(",", " ").replace("，", " ").split()
    if not words or len(words) > 2 or len(words[0]) > LONGEST_NAME:
        raise ValueError(_("请写“姓名 手机号”，一行一人"))
    phone = words[1] if len(words) == 2 else ""
    if words[0].strip("+").isdigit():
        raise ValueError(_("请先写姓名，再写手机号"))
    if phone:
        try:
            normalise_phone(phone)
        except PhoneInvalid as error:
            raise ValueError(str(error)) from error
    return Official(name=words[0], phone=phone)


def _official(line: str, number: int) -> Official:
    try:
        return official_of(line)
    except ValueError as error:
        words = {"number": number, "why": str(error)}
        raise ValidationError(_("第%(number)d行：%(why)s") % words) from error


class FirstPasswordForm(forms.Form):
    """Typed twice, weighed by the same rules as every password here."""

    use_required_attribute = False
    password = forms.CharField(
        label=gettext_lazy("新密码"),
        strip=False,
        max_length=128,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=gettext_lazy("至少12位，不要用生日、电话"),
        error_messages={"required": gettext_lazy("请填写新密码")},
    )
    again = forms.CharField(
        label=gettext_lazy("再输一遍"),
        strip=False,
        max_length=128,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": gettext_lazy("请把新密码再输一遍")},
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        self.user = user

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password, self.user)
        return password

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, again = cleaned.get("password"), cleaned.get("again")
        if first and again and first != again:
            self.add_error("again", _("两遍不一样，请再输一遍"))
        return cleaned
