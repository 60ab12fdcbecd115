"""/field/surveys/: asking in rounds, answering for somebody at the door, paper sheets, results."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.clock import moment_text
from communities.choices import EntryRoad
from communities.forms.surveys import (
    AnswerForm,
    QuestionsForm,
    RoundForm,
    RoundNoteForm,
    SheetsForm,
)
from communities.models import SurveyQuestion, SurveyRound
from communities.models.surveys import BEST_SCORE
from communities.permissions import (
    can_enter_answers,
    can_manage_round,
    can_publish_round,
    can_read_opinions,
    can_visit,
)
from communities.queries.surveys import (
    listed_rounds,
    opinions_of,
    period_text,
    result_of,
    round_rows,
    standing_tag,
)
from communities.services import surveys
from communities.views.scoped import (
    entered_round,
    managed_round,
    publishable_round,
    seen_round,
    visitor,
    visits_reader,
)
from core.errors import DomainError
from core.page_parts import Link, pages_of
from core.qr import qr_data_uri
from core.web import handle_domain_errors, staff, who
from core.work_pages import form_page

ROWS_A_PAGE = 20
SHEET_QR_PIXELS = 240
ROUND_FIELDS: dict[type[DomainError], str] = {
    surveys.PeriodBackwards: "closes_on",
    surveys.RoundTaken: "name",
    surveys.ElsewhereAsked: "place",
}
SURVEY_FIELDS: dict[type[DomainError], str] = {
    surveys.TitleTaken: "title",
    surveys.NoQuestions: "items",
    surveys.TooManyQuestions: "own",
}


@staff
@require_GET
def survey_list(request: HttpRequest) -> HttpResponse:
    """The rounds of one's places, the latest first."""
    user = visits_reader(request)
    page = Paginator(listed_rounds(user), ROWS_A_PAGE).get_page(request.GET.get("page"))
    may_write = can_visit(user)
    return render(
        request,
        "field/surveys.html",
        {
            "rows": round_rows(page.object_list, today=timezone.localdate()),
            "page": pages_of(page, {}),
            "new_url": reverse("communities:field_survey_new") if may_write else "",
            "questions_url": reverse("communities:field_survey_questions") if may_write else "",
            "back": Link(_("今日"), reverse("portal:field")),
        },
    )


@staff
@require_http_methods(["GET", "POST"])
@handle_domain_errors
def new(request: HttpRequest) -> HttpResponse:
    """开一轮问卷."""
    form = RoundForm(request.POST or None, user=visitor(request))
    if not form.surveys:
        messages.info(request, _("还没有能用的问卷，请先写一份"))
        return redirect("communities:field_survey_questions")
    if request.method == "POST" and form.is_valid():
        cleaned = form.cleaned_data
        try:
            made = surveys.open_round(
                survey=form.chosen_survey,
                place=form.chosen_place,
                name=cleaned["name"],
                opens_on=cleaned["opens_on"],
                closes_on=cleaned["closes_on"],
                handed_out=cleaned["handed_out"],
                actor=who(request),
            )
        except DomainError as refusal:
            form.add_error(ROUND_FIELDS.get(type(refusal)), refusal.message)
        else:
            messages.success(request, _("已开始，居民可以填了"))
            return redirect("communities:field_survey", pk=made.pk)
    return form_page(
        request, form, heading=_("开一轮问卷"), back=_to_list(), submit_label=_("开始")
    )


@staff
@require_http_methods(["GET", "POST"])
@handle_domain_errors
def questions(request: HttpRequest) -> HttpResponse:
    """写问卷."""
    form = QuestionsForm(request.POST or None, user=visitor(request))
    if request.method == "POST" and form.is_valid():
        try:
            surveys.write_survey(
                place=form.chosen_place,
                title=form.cleaned_data["title"],
                questions=form.questions,
                actor=who(request),
            )
        except DomainError as refusal:
            form.add_error(SURVEY_FIELDS.get(type(refusal)), refusal.message)
        else:
            messages.success(request, _("问卷已存下，现在可以开一轮"))
            return redirect("communities:field_survey_new")
    return form_page(request, form, heading=_("写问卷"), back=_to_list(), submit_label=_("存下"))


@staff
@require_GET
def survey(request: HttpRequest, pk: int) -> HttpResponse:
    """One round: what it came to so far, and the roads into it."""
    user, round_ = who(request), seen_round(request, pk)
    today = timezone.localdate()
    is_over = today > round_.closes_on
    return render(
        request,
        "field/survey.html",
        {
            "title": f"{round_.survey.title} · {round_.name}",
            "tag": standing_tag(round_, today),
            "under": f"{round_.place_name} · {period_text(round_)}",
            "result": result_of(round_),
            "opinions": opinions_of(round_) if can_read_opinions(user, round_) else [],
            "links": _links(request, round_),
            "publish_url": reverse("communities:field_survey_publish", args=[pk])
            if is_over and round_.published_at is None and can_publish_round(user, round_)
            else "",
            "published": _("%(at)s由%(who)s公布")
            % {
                "at": moment_text(round_.published_at),
                "who": round_.published_by.display_name if round_.published_by else _("系统"),
            }
            if round_.published_at
            else "",
            "back": _to_list(),
        },
    )


def _links(request: HttpRequest, round_: SurveyRound) -> list[Link]:
    """What can be done with the round today; no button leads to a refusal."""

    def to(name: str) -> str:
        return reverse(f"communities:{name}", args=[round_.pk])

    user, today = who(request), timezone.localdate()
    links = []
    if round_.returned_count is None and round_.opens_on <= today:
        if can_enter_answers(user, round_):
            links.append(Link(_("录入纸质问卷"), to("field_survey_enter"), "pen"))
            if today <= round_.closes_on:
                links.append(Link(_("代填一份"), to("field_survey_helper"), "talk"))
        if today <= round_.closes_on:
            links.append(Link(_("居民填写页"), to("survey"), "share"))
    links.append(Link(_("打印问卷"), to("field_survey_print"), "print"))
    if can_manage_round(user, round_):
        links.append(Link(_("登记发放和意见"), to("field_survey_edit"), "list"))
    if round_.published_at:
        links.append(Link(_("公布的结果"), to("survey_results"), "share"))
    return links


@staff
@require_http_methods(["GET", "POST"])
@handle_domain_errors
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """How many sheets were handed out, and what most people say."""
    round_ = managed_round(request, pk)
    form = RoundNoteForm(request.POST or None, initial=RoundNoteForm.initial_of(round_))
    if request.method == "POST" and form.is_valid():
        try:
            surveys.note_round(round_id=pk, actor=who(request), **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("已保存"))
            return redirect("communities:field_survey", pk=pk)
    return form_page(
        request,
        form,
        heading=_("登记发放和意见"),
        back=_to_round(round_),
        submit_label=_("保存"),
    )


@staff
@require_http_methods(["GET", "POST"])
@handle_domain_errors
def helper(request: HttpRequest, pk: int) -> HttpResponse:
    """代填: read out at the door or the counter, one sheet after the other."""
    round_ = entered_round(request, pk)
    form = AnswerForm(request.POST or None, questions=_questions(round_))
    if request.method == "POST" and form.is_valid():
        try:
            surveys.take_response(
                round_id=pk,
                sheet=form.sheet(EntryRoad.HELPER),
                actor=who(request),
                now=timezone.now(),
            )
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("已记下，可以接着填下一份"))
            return redirect("communities:field_survey_helper", pk=pk)
    return render(
        request,
        "field/survey_helper.html",
        {"title": round_.survey.title, "form": form, "back": _to_round(round_)},
        status=422 if form.errors else 200,
    )


@staff
@require_http_methods(["GET", "POST"])
@handle_domain_errors
def enter(request: HttpRequest, pk: int) -> HttpResponse:
    """录入纸质问卷: ten sheets a page, by keyboard."""
    round_ = entered_round(request, pk)
    asked = _questions(round_)
    form = SheetsForm(request.POST or None, questions=asked)
    if request.method == "POST" and form.is_valid():
        try:
            taken = surveys.enter_sheets(
                round_id=pk, sheets=form.sheets, actor=who(request), now=timezone.now()
            )
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("已录入%(n)d份，可以接着录") % {"n": len(taken)})
            return redirect("communities:field_survey_enter", pk=pk)
    return render(
        request,
        "field/survey_enter.html",
        {
            "title": f"{round_.survey.title} · {round_.name}",
            "form": form,
            "questions": asked,
            "back": _to_round(round_),
        },
        status=422 if form.errors else 200,
    )


@staff
@require_GET
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """打印问卷: A4, without a name and without a number, with the page's code for those who prefer it."""
    round_ = seen_round(request, pk)
    url = request.build_absolute_uri(round_.get_absolute_url())
    return render(
        request,
        "field/survey_print.html",
        {
            "title": round_.survey.title,
            "under": f"{round_.place_name} · {round_.name}",
            "until": _("请在%(day)s前交回") % {"day": period_text(round_).split("—")[1]},
            "questions": _questions(round_),
            "scores": range(1, BEST_SCORE + 1),
            "qr_url": qr_data_uri(url, pixels=SHEET_QR_PIXELS),
            "back": _to_round(round_),
        },
    )


@staff
@require_POST
@handle_domain_errors
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """公布结果, by an official of the place."""
    publishable_round(request, pk)
    surveys.publish_round(round_id=pk, actor=who(request), now=timezone.now())
    messages.success(request, _("已公布，居民现在就能看到结果"))
    return redirect("communities:field_survey", pk=pk)


def _questions(round_: SurveyRound) -> list[SurveyQuestion]:
    return list(round_.survey.questions.order_by("position"))


def _to_list() -> Link:
    return Link(_("问卷"), reverse("communities:field_surveys"))


def _to_round(round_: SurveyRound) -> Link:
    url = reverse("communities:field_survey", args=[round_.pk])
    return Link(f"{round_.survey.title} · {round_.name}", url)
