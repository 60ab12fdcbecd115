"""Founding, attaching, covering, appointing: as officials type it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from accounts.text import tidy
from communities.forms.bodies import small_number_field, term_day
from communities.models import Building, Complex, Organization, Unit
from communities.queries.places import Place
from core.forms import PlainTextForm, mobile_if_any
from party_building.choices import COMMITTEE_POSTS, PartyKind, PartyPostKind
from party_building.models import PartyOrganization
from party_building.services.organizations import Target
from party_building.services.posts import NewPost, Who

Choices = Iterable[tuple[str, Any]]
NOTHING = ("", gettext_lazy("请选择"))


class DayForm(PlainTextForm):
    """As of which day a page tells; empty: today."""

    on = term_day(gettext_lazy("哪一天"), required=False)


def _name_field() -> forms.CharField:
    return forms.CharField(
        label=gettext_lazy("姓名"),
        max_length=40,
        help_text=gettext_lazy("同名的人如果已在这里任职，或在业委会任职，会认作同一个人"),
    )


def phone_field() -> forms.CharField:
    """By which a person is told from namesakes."""
    return forms.CharField(
        label=gettext_lazy("手机号"),
        max_length=30,
        required=False,
        help_text=gettext_lazy("只用来认人，不公布"),
        widget=forms.TextInput(attrs={"type": "tel", "inputmode": "numeric"}),
    )


class WithPerson(PlainTextForm):
    """A name, with or without a mobile phone by which the person is told from namesakes."""

    def clean_phone(self) -> str:
        typed: str = self.cleaned_data["phone"]
        return mobile_if_any(typed)

    def who(self) -> Who:
        return Who(name=tidy(self.cleaned_data["name"]), phone=self.cleaned_data["phone"])


class SuccessorForm(WithPerson):
    """接任: who follows, from which day."""

    name = _name_field()
    phone = phone_field()
    since = term_day(gettext_lazy("从哪天起"))
    is_published = forms.BooleanField(
        label=gettext_lazy("公布姓名和职务"), required=False, initial=True
    )
    work_phone = forms.CharField(
        label=gettext_lazy("公布的工作电话"), max_length=20, required=False
    )

    def new_post(self, post: PartyPostKind) -> NewPost:
        cleaned = self.cleaned_data
        return NewPost(
            post=post,
            who=self.who(),
            since=cleaned["since"],
            is_published=cleaned["is_published"],
            phone=cleaned["work_phone"],
        )


class AppointForm(SuccessorForm):
    """任命 to one of the posts of a committee; a group has its leader alone."""

    field_order = ["post"]
    post = forms.ChoiceField(
        label=gettext_lazy("职务"),
        choices=[(post.value, post.label) for post in COMMITTEE_POSTS],
        initial=PartyPostKind.SECRETARY,
        widget=forms.RadioSelect,
    )


class DeputyForm(WithPerson):
    """请假: who does the work on which days."""

    name = _name_field()
    phone = phone_field()
    first_day = term_day(gettext_lazy("第一天"))
    last_day = term_day(gettext_lazy("最后一天"))


class TermForm(PlainTextForm):
    """换届: the new term."""

    number = small_number_field(gettext_lazy("第几届"), required=False)
    starts_on = term_day(gettext_lazy("换届日期"))
    ends_on = term_day(gettext_lazy("届满日期"), help_text=gettext_lazy("最后一天"))


class CountForm(PlainTextForm):
    """党员数 of a roster that is kept offline."""

    as_of = term_day(gettext_lazy("截至日期"))
    full = forms.IntegerField(label=gettext_lazy("正式党员数"), min_value=0, max_value=99999)
    probationary = forms.IntegerField(
        label=gettext_lazy("预备党员数"), min_value=0, max_value=99999, initial=0
    )


class RenameForm(PlainTextForm):
    name = forms.CharField(label=gettext_lazy("党组织名称"), max_length=80)
    contact_phone = forms.CharField(label=gettext_lazy("公布的电话"), max_length=20, required=False)
    note = forms.CharField(label=gettext_lazy("备注"), max_length=200, required=False)


class AttachForm(PlainTextForm):
    """改上级."""

    parent = forms.ChoiceField(label=gettext_lazy("上级党组织"))
    since = term_day(gettext_lazy("从哪天起"))

    def __init__(self, *args: Any, parents: Iterable[PartyOrganization], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "parent", _named(parents))


class DissolveForm(PlainTextForm):
    """撤销: its last day, and where its parts go."""

    last_day = term_day(gettext_lazy("最后一天"), help_text=gettext_lazy("当天仍有效"))
    parts_to = forms.ChoiceField(
        label=gettext_lazy("下面的党组织改隶属到"),
        required=False,
        help_text=gettext_lazy("下面没有党组织时不用选"),
    )

    def __init__(self, *args: Any, others: Iterable[PartyOrganization], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "parts_to", _named(others))

    def clean_parts_to(self) -> int | None:
        typed = self.cleaned_data["parts_to"]
        return int(typed) if typed else None


class CoverForm(PlainTextForm):
    """登记覆盖范围: one of the complexes, buildings, units or firms that are offered."""

    target = forms.ChoiceField(label=gettext_lazy("覆盖哪里"))
    since = term_day(gettext_lazy("从哪天起"))

    def __init__(self, *args: Any, targets: Iterable[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._rows = {f"{row._meta.model_name}-{row.pk}": row for row in targets}
        groups: dict[str, list[tuple[str, str]]] = {}
        for key, row in self._rows.items():
            groups.setdefault(str(row._meta.verbose_name), []).append((key, _row_name(row)))
        offer(self, "target", groups.items())

    def wanted(self) -> Target:
        """What was chosen."""
        match self._rows[self.cleaned_data["target"]]:
            case Unit() as unit:
                return Target(unit=unit)
            case Building() as building:
                return Target(building=building)
            case Organization() as host:
                return Target(host=host)
            case complex_:
                return Target(complex=complex_)


class FoundForm(PlainTextForm):
    """A part is founded below an organisation: a branch of a complex, a group of a branch."""

    kind = forms.ChoiceField(label=gettext_lazy("类型"), widget=forms.RadioSelect)
    name = forms.CharField(label=gettext_lazy("党组织名称"), max_length=80)
    place = forms.ChoiceField(label=gettext_lazy("属于哪里"))
    founded_on = term_day(gettext_lazy("成立日期"))
    contact_phone = forms.CharField(label=gettext_lazy("公布的电话"), max_length=20, required=False)

    def __init__(
        self, *args: Any, kinds: Iterable[PartyKind], places: Iterable[Place], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._places = {place.slug: place for place in places}
        offered = [(kind.value, kind.label) for kind in kinds]
        self.fields["kind"].choices = offered  # type: ignore[attr-defined]  # a choice field
        self.fields["kind"].initial = offered[0][0]
        offer(self, "place", [(slug, place.name) for slug, place in self._places.items()])
        if len(self._places) == 1:
            self.fields["place"].initial = next(iter(self._places))

    def chosen_place(self) -> Place:
        return self._places[self.cleaned_data["place"]]


class FoundRootForm(FoundForm):
    """新建: an organisation of a street or a community, with nothing above it or below another's."""

    field_order = ["kind", "name", "place", "parent"]
    parent = forms.ChoiceField(
        label=gettext_lazy("上级党组织"),
        required=False,
        help_text=gettext_lazy("没有登记上级的不用选，以后可以改"),
    )

    def __init__(self, *args: Any, parents: Iterable[PartyOrganization], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._parents = {str(one.pk): one for one in parents}
        offer(self, "parent", _named(self._parents.values()))

    def chosen_parent(self) -> PartyOrganization | None:
        return self._parents.get(self.cleaned_data["parent"])


def offer(form: forms.Form, name: str, choices: Choices) -> None:
    """What may be chosen, after a line that says to choose."""
    form.fields[name].choices = [NOTHING, *choices]  # type: ignore[attr-defined]  # a choice field


def _named(organizations: Iterable[PartyOrganization]) -> list[tuple[str, str]]:
    return [(str(one.pk), one.name) for one in organizations]


def _row_name(row: Building | Unit | Complex | Organization) -> str:
    return f"{row.building.name}{row.name}" if isinstance(row, Unit) else row.name
