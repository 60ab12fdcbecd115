"""Answering a questionnaire without signing in, and reading what a round came to once it is published."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from communities.choices import EntryRoad
from communities.contacts import contact_for
from communities.forms.surveys import AnswerForm
from communities.models import SurveyRound
from communities.queries.places import Place
from communities.queries.surveys import period_text, result_of
from communities.services.surveys import NotOpen, TotalsOnly, answers_too_often, take_response
from core.device import device_mark
from core.errors import DomainError
from core.web import client_address, public, show_place


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def survey(request: HttpRequest, pk: int) -> HttpResponse:
    """填问卷: large taps, one page, no name; a round that is over says so and who can be rung up."""
    round_ = _shown(request, pk)
    today = timezone.localdate()
    if not round_.opens_on <= today <= round_.closes_on or round_.returned_count is not None:
        return _closed(request, round_)
    questions = list(round_.survey.questions.order_by("position"))
    form = AnswerForm(request.POST or None, questions=questions)
    if request.method == "POST" and form.is_robot:
        return redirect("communities:survey_done", pk)
    if request.method == "POST" and form.is_valid():
        if answers_too_often(device=device_mark(request), address=client_address(request)):
            return render(request, "429.html", {"wait": _("10分钟")}, status=429)
        try:
            take_response(
                round_id=pk,
                sheet=form.sheet(EntryRoad.ONLINE),
                actor=None,
                now=timezone.now(),
            )
        except (NotOpen, TotalsOnly):
            return _closed(request, round_)
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            return redirect("communities:survey_done", pk)
    return render(
        request,
        "communities/survey.html",
        {
            "title": round_.survey.title,
            "under": f"{round_.place_name} · {period_text(round_)}",
            "form": form,
            "back": _home(round_),
        },
        status=422 if form.errors else 200,
    )


@public
@require_safe
def survey_done(request: HttpRequest, pk: int) -> HttpResponse:
    """谢谢."""
    round_ = _shown(request, pk)
    return render(
        request,
        "communities/survey_done.html",
        {"title": round_.survey.title, "closed": "", "contact": None, "results_url": "",
         "back": _home(round_)},
    )  # fmt: skip


@public
@require_safe
def survey_results(request: HttpRequest, pk: int) -> HttpResponse:
    """What a published round came to: sums only, never anybody's own words."""
    round_ = _shown(request, pk)
    if round_.published_at is None:
        raise Http404(str(pk))
    return render(
        request,
        "communities/survey_results.html",
        {
            "title": f"{round_.survey.title} · {round_.name}",
            "under": f"{round_.place_name} · {period_text(round_)}",
            "result": result_of(round_),
            "back": _home(round_),
        },
    )


def _shown(request: HttpRequest, pk: int) -> SurveyRound:
    rows = SurveyRound.objects.public().select_related(
        "survey", "complex__community", "complex__sub_district", "community", "sub_district"
    )
    round_: SurveyRound | None = rows.filter(pk=pk).first()
    if round_ is None:
        raise Http404(str(pk))
    show_place(request, _place(round_))
    return round_


def _place(round_: SurveyRound) -> Place:
    return Place(round_.sub_district, round_.community, round_.complex)


def _home(round_: SurveyRound) -> dict[str, str]:
    url = reverse("portal:home", args=[_place(round_).slug])
    return {"url": url, "label": _("首页")}


def _closed(request: HttpRequest, round_: SurveyRound) -> HttpResponse:
    is_published = round_.published_at is not None
    return render(
        request,
        "communities/survey_done.html",
        {
            "title": round_.survey.title,
            "closed": _("这次问卷不在填写时间里，谢谢您"),
            "contact": contact_for(round_.complex, round_.community, round_.sub_district),
            "results_url": reverse("communities:survey_results", args=[round_.pk])
            if is_published
            else "",
            "back": _home(round_),
        },
    )
