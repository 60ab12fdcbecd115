"""Members, those who report in, posts, households and the pipeline, as they are typed on a phone."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.text import tidy
from communities.forms.bodies import small_number_field, term_day
from communities.models import Building, Unit
from core.forms import PlainTextForm, mobile_if_any
from party_building.choices import DevelopmentStage, MemberKind, MembershipHome
from party_building.development_rules import Done, earlier_stages, next_steps
from party_building.models import PartyMember, PartyOrganization, ServicePost
from party_building.queries.dual_registrations import registrations_of
from party_building.queries.roster import buildings_of, groups_of, members_on
from party_building.queries.zones import branch_of
from party_building.services.dual_registrations import Working
from party_building.services.key_households import Home
from party_building.services.members import Standing
from party_building.services.service_posts import NewPost


def text_field(label: Any, most: int, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, **more)


class PersonForm(PlainTextForm):
    """Who it is, and the day on which she agreed to be kept here."""

    name = text_field(gettext_lazy("姓名"), 40)
    phone = forms.CharField(
        label=gettext_lazy("手机号"),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "inputmode": "numeric"}),
        help_text=gettext_lazy("没有手机可以不填"),
    )
    consented = forms.BooleanField(
        label=gettext_lazy("本人同意在这里登记党员身份"),
        help_text=gettext_lazy("不同意不影响参加任何活动；以后可以随时撤回"),
        error_messages={"required": gettext_lazy("党员身份要本人同意才能登记")},
    )
    consented_on = term_day(gettext_lazy("哪天同意的"))

    def clean_name(self) -> str:
        return tidy(self.cleaned_data["name"])

    def clean_phone(self) -> str:
        typed: str = self.cleaned_data["phone"]
        return mobile_if_any(typed)


class StandingFields(PlainTextForm):
    """What is kept of a member; groups and buildings are those of her branch."""

    kind = forms.ChoiceField(
        label=gettext_lazy("党员类型"),
        choices=MemberKind.choices,
        initial=MemberKind.FULL,
        widget=forms.RadioSelect,
    )
    home = forms.ChoiceField(
        label=gettext_lazy("组织关系"),
        choices=MembershipHome.choices,
        initial=MembershipHome.HERE,
        widget=forms.RadioSelect,
    )
    group = forms.ModelChoiceField(
        label=gettext_lazy("党小组"),
        queryset=PartyOrganization.objects.none(),
        required=False,
        empty_label=gettext_lazy("不编党小组"),
    )
    building = forms.ModelChoiceField(
        label=gettext_lazy("楼栋"),
        queryset=Building.objects.none(),
        required=False,
        empty_label=gettext_lazy("不填"),
    )

    def __init__(self, *args: Any, branch: PartyOrganization, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "group", groups_of(branch, on=today))
        choose(self, "building", buildings_of(branch, on=today).order_by("complex", "name"))

    def standing(self) -> Standing:
        """What the form says."""
        cleaned = self.cleaned_data
        return Standing(
            kind=MemberKind(cleaned["kind"]),
            home=MembershipHome(cleaned["home"]),
            group=cleaned["group"],
            building=cleaned["building"],
        )


def choose(form: forms.Form, name: str, rows: Any) -> None:
    """Which rows a field offers; only the caller knows whose they are."""
    field: Any = form.fields[name]
    field.queryset = rows


class NewMemberForm(StandingFields, PersonForm):
    """登记党员."""

    field_order = ("name", "phone", "kind", "home", "group", "building", "since")
    since = term_day(gettext_lazy("从哪天起在册"))


class MemberChangeForm(StandingFields):
    """变动: what she is from a day on."""

    first_day = term_day(gettext_lazy("从哪天起"))


class LastDayForm(PlainTextForm):
    last_day = term_day(gettext_lazy("最后一天"))


class WithdrawForm(PlainTextForm):
    on = term_day(gettext_lazy("哪天撤回的"))


class LeaveCommunityForm(LastDayForm):
    reason = text_field(gettext_lazy("离开原因"), 100, required=False)


class ReportForm(PersonForm):
    """双报到."""

    field_order = ("name", "phone", "employer", "employer_branch", "skills", "reported_on")
    employer = text_field(gettext_lazy("工作单位"), 80)
    employer_branch = text_field(gettext_lazy("单位党组织"), 80, required=False)
    skills = text_field(
        gettext_lazy("特长"), 100, required=False, help_text=gettext_lazy("如：修电器、辅导功课")
    )
    reported_on = term_day(gettext_lazy("报到日期"))

    def working(self) -> Working:
        """What the form says."""
        cleaned = self.cleaned_data
        return Working(
            employer=cleaned["employer"],
            employer_branch=cleaned["employer_branch"],
            skills=cleaned["skills"],
        )


class ReviewForm(PlainTextForm):
    review = forms.CharField(
        label=gettext_lazy("社区评价"),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("写做了什么事，不打分"),
    )


class ClaimForm(PlainTextForm):
    """认领 from a day on: of which post, or by whom."""

    since = term_day(gettext_lazy("从哪天起"))


class ClaimByRegistrationForm(ClaimForm):
    """One who has reported in chooses a post of the community."""

    field_order = ("post", "since")
    post = forms.ModelChoiceField(
        label=gettext_lazy("岗位"), queryset=ServicePost.objects.none(), empty_label=None
    )

    def __init__(self, *args: Any, posts: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "post", posts)


class ClaimOfPostForm(ClaimForm):
    """Who takes the place: a member of the branch, or somebody who has reported in."""

    field_order = ("who", "since")
    who = forms.ChoiceField(label=gettext_lazy("谁认领"))

    def __init__(self, *args: Any, post: ServicePost, user: Any, today: date, **kw: Any) -> None:
        super().__init__(*args, **kw)
        members = members_on(post.organization, on=today)
        reported = registrations_of(user, on=today).filter(community=post.community_id)
        self.claimants: dict[str, dict[str, Any]] = {
            **{f"m{one.pk}": {"member": one} for one in members},
            **{f"r{one.pk}": {"registration": one} for one in reported},
        }
        field: Any = self.fields["who"]
        field.choices = [
            (_("支部党员"), [(f"m{one.pk}", one.person.name) for one in members]),
            (_("双报到党员"), [(f"r{one.pk}", one.person.name) for one in reported]),
        ]

    def claimant(self) -> dict[str, Any]:
        """As `service_posts.Claimant` takes it."""
        return self.claimants[self.cleaned_data["who"]]


class PostForm(PlainTextForm):
    """设岗 in one complex."""

    name = text_field(
        gettext_lazy("岗位名称"), 40, help_text=gettext_lazy("如：矛盾调解岗、文明劝导岗")
    )
    building = forms.ModelChoiceField(
        label=gettext_lazy("楼栋"),
        queryset=Building.objects.none(),
        required=False,
        empty_label=gettext_lazy("整个小区"),
    )
    spot = text_field(
        gettext_lazy("地点"), 60, required=False, help_text=gettext_lazy("如：3栋1单元门口")
    )
    places = small_number_field(gettext_lazy("名额"), initial=1)
    since = term_day(gettext_lazy("从哪天起"))

    def __init__(self, *args: Any, complex_: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.complex = complex_
        choose(self, "building", Building.objects.filter(complex=complex_).order_by("name"))

    def post(self) -> NewPost:
        """What the form says."""
        cleaned = self.cleaned_data
        return NewPost(
            name=cleaned["name"],
            complex=self.complex,
            building=cleaned["building"],
            spot=cleaned["spot"],
            places=cleaned["places"],
        )


class PlacesForm(PlainTextForm):
    places = small_number_field(gettext_lazy("名额"))


class HouseholdForm(PlainTextForm):
    """党员中心户: a member of the branch, in one building of the complex."""

    member = forms.ModelChoiceField(
        label=gettext_lazy("哪位党员家"), queryset=PartyMember.objects.none(), empty_label=None
    )
    building = forms.ModelChoiceField(
        label=gettext_lazy("楼栋"), queryset=Building.objects.none(), empty_label=None
    )
    unit = forms.ModelChoiceField(
        label=gettext_lazy("单元"),
        queryset=Unit.objects.none(),
        required=False,
        empty_label=gettext_lazy("不填"),
    )
    shown_with_consent = forms.BooleanField(
        label=gettext_lazy("这户同意在楼栋公示"),
        required=False,
        help_text=gettext_lazy("只公示门牌，不公示姓名"),
    )
    since = term_day(gettext_lazy("从哪天起"))

    def __init__(self, *args: Any, complex_: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        branch = branch_of(complex_, on=today)
        if branch:
            choose(self, "member", members_on(branch, on=today))
        choose(self, "building", Building.objects.filter(complex=complex_).order_by("name"))
        units = Unit.objects.filter(complex=complex_).select_related("building")
        choose(self, "unit", units.order_by("building__name", "name"))
        member: Any = self.fields["member"]
        member.label_from_instance = lambda one: one.person.name
        unit: Any = self.fields["unit"]
        unit.label_from_instance = lambda one: f"{one.building.name}{one.name}"

    def home(self) -> Home:
        """Where the form says that the household lives."""
        return Home(self.cleaned_data["building"], self.cleaned_data["unit"])


class HouseholdChangeForm(PlainTextForm):
    """Consent given or taken back, and the last day where it is one no longer."""

    is_shown = forms.BooleanField(
        label=gettext_lazy("这户同意在楼栋公示"),
        required=False,
        help_text=gettext_lazy("只公示门牌，不公示姓名"),
    )
    last_day = term_day(
        gettext_lazy("最后一天"), required=False, help_text=gettext_lazy("还是中心户就不填")
    )


class HandOverForm(PlainTextForm):
    """A zone changes hands, or gets one more."""

    first_day = term_day(gettext_lazy("从哪天起"))
    is_joining = forms.BooleanField(label=gettext_lazy("和原来的人一起负责"), required=False)


class RecordForm(PlainTextForm):
    """入党申请: by initials."""

    label = text_field(gettext_lazy("简称"), 20, help_text=gettext_lazy("如：张某，不写全名"))
    workplace = text_field(gettext_lazy("所在企业/岗位"), 60, required=False)
    applied_on = term_day(gettext_lazy("申请日期"))


class StepForm(PlainTextForm):
    """One of the steps that are still to be taken."""

    number = forms.TypedChoiceField(label=gettext_lazy("步骤"), coerce=int)
    on = term_day(gettext_lazy("日期"))
    note = text_field(gettext_lazy("说明"), 100, required=False)

    def __init__(self, *args: Any, done: Done, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["number"]
        field.choices = [(step.number, f"{step.number}. {step.title}") for step in next_steps(done)]


class BackForm(PlainTextForm):
    """退回 to one of the stages before."""

    stage = forms.ChoiceField(label=gettext_lazy("退回到"), widget=forms.RadioSelect)
    on = term_day(gettext_lazy("日期"))

    def __init__(self, *args: Any, stage: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["stage"]
        field.choices = [(one.value, one.label) for one in earlier_stages(stage)]

    def chosen(self) -> DevelopmentStage:
        return DevelopmentStage(self.cleaned_data["stage"])


class StopForm(PlainTextForm):
    """中止."""

    on = term_day(gettext_lazy("日期"))
    reason = text_field(gettext_lazy("原因"), 100)
