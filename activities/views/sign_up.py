"""Signing up: one page, or one question a page in elder mode; then a page with the ticket (ux P4)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from activities.forms.answers import answers_of
from activities.forms.sign_up import (
    CONFIRM,
    DOOR,
    FIELDS_OF_STEP,
    PEOPLE,
    SignUpForm,
    SignUpStepForm,
    carried,
    steps_of,
)
from activities.models import SignUp
from activities.queries.activity_page import list_facts
from activities.queries.tickets import (
    find_sign_up,
    place_in_line,
    place_of,
    ticket_of,
    who_text,
)
from activities.services.online import (
    AlreadySignedUp,
    Joined,
    Wish,
    sign_up_online,
    tries_too_often,
)
from activities.services.retention import PROMISE
from activities.services.sign_ups import (
    DoorMissing,
    HouseholdQuotaReached,
    JustFilled,
    NotOnOffer,
    PartyTooLarge,
    SignUpClosed,
    SignUpNotYetOpen,
)
from activities.views.activity import calendar_url, occasion_or_404
from activities.views.visit import Visit
from core.device import device_mark, remember_sign_up
from core.display import read_display
from core.errors import DomainError
from core.web import client_address, public, show_place

# At which question of elder mode a refusal is told.
STEP_OF_REFUSAL: dict[type[DomainError], str] = {
    PartyTooLarge: PEOPLE,
    DoorMissing: DOOR,
    HouseholdQuotaReached: DOOR,
}
OFFER_ENDED = (NotOnOffer, SignUpClosed, SignUpNotYetOpen)


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def signup(request: HttpRequest, pk: int) -> HttpResponse:
    """The form; in elder mode its questions one by one."""
    visit = Visit(request, occasion_or_404(request, pk))
    if request.method != "POST":
        if not visit.occasion.takes_sign_ups:
            return redirect(visit.occasion.url)
        return _first_page(visit)
    if "step" in request.POST:
        return _answer_step(visit)
    return _answer_form(visit)


@public
@never_cache
@require_safe
def signup_done(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """报名成功, or where in the line; the code alone opens it, as it opens the ticket."""
    sign_up = find_sign_up(code)
    if sign_up is None or sign_up.session.activity_id != pk:
        raise Http404(code)
    if not sign_up.is_live:
        return redirect(sign_up)
    show_place(request, place_of(sign_up))
    line = place_in_line(sign_up)
    ticket = ticket_of(sign_up, now=timezone.now(), line=line)
    ics_path = reverse("activities:activity_ics", args=[pk])
    return render(
        request,
        "activities/signup_done.html",
        {
            "result": {
                "title": ticket.queue or _("报名成功"),
                "text": who_text(sign_up.person, sign_up.party_size),
                "is_queued": bool(line),
                "promise": _queue_promise(sign_up) if line else "",
            },
            "ticket": ticket,
            "ics_url": "" if line else f"{ics_path}?session={sign_up.session_id}",
            "cancel_url": ticket.cancel_url,
            "calendar_url": calendar_url(place_of(sign_up).slug),
            "draft_key": _draft_key(pk),
        },
    )


def _queue_promise(sign_up: SignUp) -> str:
    """Only the roads that exist are promised (architecture 5)."""
    if sign_up.person.has_phone:
        return _("有空位会按顺序自动补上。管家会打电话通知您，“我的”里也能看到")
    return _("有空位会按顺序自动补上。请在“我的”里看消息，或者打电话问管家")


def _first_page(visit: Visit) -> HttpResponse:
    initial = visit.initial()
    if not read_display(visit.request).is_elder:
        return _form_page(visit, SignUpForm(initial=initial, **visit.options()))
    steps = _steps(visit)
    # Whoever is remembered is asked for no more than a yes.
    needs_door = visit.asks_door and not initial["door"]
    step = (DOOR if needs_door else CONFIRM) if visit.person else steps[0]
    return _step_page(visit, step, data=initial)


def _answer_form(visit: Visit) -> HttpResponse:
    form = SignUpForm(visit.request.POST, **visit.options())
    if form.is_robot:
        return redirect(visit.occasion.url)
    if not form.is_valid():
        return _form_page(visit, form)
    try:
        return _submit(visit, form)
    except JustFilled as refusal:
        return _form_page(visit, form, full=refusal.message)
    except AlreadySignedUp as refusal:
        return _form_page(visit, form, duplicate=refusal.message)
    except OFFER_ENDED as refusal:
        return _back_to_activity(visit, refusal)
    except DomainError as refusal:
        field = _field_of(refusal)
        form.add_error(field if field in form.fields else None, refusal.message)
        return _form_page(visit, form)


def _answer_step(visit: Visit) -> HttpResponse:
    """Checks the question that was answered and asks the next; the last page checks all again."""
    data, steps = visit.request.POST, _steps(visit)
    step = data["step"] if data["step"] in steps else steps[0]
    if "back" in data:
        return _step_page(visit, steps[max(steps.index(step) - 1, 0)], data=data)
    form = _step_form(visit, step, data)
    if form.is_robot:
        return redirect(visit.occasion.url)
    if not form.is_valid():
        return _step_page(visit, step, data=data, form=form)
    if step != CONFIRM:
        return _step_page(visit, steps[steps.index(step) + 1], data=data)
    return _confirm(visit)


def _confirm(visit: Visit) -> HttpResponse:
    data, steps = visit.request.POST, _steps(visit)
    whole = SignUpForm(data, **visit.options())
    if not whole.is_valid():
        wrong = next((s for s in steps if set(FIELDS_OF_STEP[s]) & set(whole.errors)), steps[0])
        return _step_page(visit, wrong, data=data, form=_step_form(visit, wrong, data))
    try:
        return _submit(visit, whole)
    except JustFilled as refusal:
        return _step_page(visit, CONFIRM, data=data, full=refusal.message)
    except AlreadySignedUp as refusal:
        return _step_page(visit, CONFIRM, data=data, duplicate=refusal.message)
    except OFFER_ENDED as refusal:
        return _back_to_activity(visit, refusal)
    except DomainError as refusal:
        step = _step_of(refusal) if _step_of(refusal) in steps else CONFIRM
        form = _step_form(visit, step, data)
        field = _field_of(refusal)
        form.add_error(field if field in form.fields else None, refusal.message)
        return _step_page(visit, step, data=data, form=form)


def _submit(visit: Visit, form: SignUpForm) -> HttpResponse:
    """The one place that writes; what it raises is told by the page that called."""
    request, answers = visit.request, form.cleaned_data
    if _is_throttled(visit, answers.get("phone", "")):
        return render(request, "429.html", {"wait": _("10分钟")}, status=429)
    joined = sign_up_online(
        session_id=visit.occasion.session.pk,
        wish=Wish(
            form_key=answers["key"],
            name=answers.get("name", ""),
            phone=answers.get("phone", ""),
            person=visit.person,
            party_size=answers["people"],
            door_text=answers.get("door", ""),
            answers=answers_of(answers),
            may_wait="queue" in request.POST,
        ),
        known_codes=visit.memory.codes,
        now=timezone.now(),
    )
    return _done(visit, joined)


def _done(visit: Visit, joined: Joined) -> HttpResponse:
    made = joined.sign_up
    response = redirect("activities:signup_done", visit.occasion.activity.pk, made.code)
    remember_sign_up(
        visit.request, response, person_id=made.person_id, code=made.code, is_own=joined.is_own
    )
    return response


def _is_throttled(visit: Visit, phone: str) -> bool:
    request = visit.request
    return tries_too_often(
        device=device_mark(request), phone=phone, address=client_address(request)
    )


def _back_to_activity(visit: Visit, refusal: DomainError) -> HttpResponse:
    messages.error(visit.request, refusal.message)
    return redirect(visit.occasion.url)


def _step_of(refusal: DomainError) -> str:
    return STEP_OF_REFUSAL.get(type(refusal), CONFIRM)


def _field_of(refusal: DomainError) -> str | None:
    """The field it speaks of, which is the first of its step; None: of the sign-up as a whole."""
    step = STEP_OF_REFUSAL.get(type(refusal))
    return FIELDS_OF_STEP[step][0] if step else None


def _steps(visit: Visit) -> list[str]:
    return steps_of(asks_door=visit.asks_door, known=visit.person is not None)


def _step_form(visit: Visit, step: str, data: Any) -> SignUpStepForm:
    return SignUpStepForm(data, step=step, **visit.options())


def _form_page(
    visit: Visit, form: SignUpForm, *, full: str = "", duplicate: str = ""
) -> HttpResponse:
    occasion = visit.occasion
    return render(
        visit.request,
        "activities/signup.html",
        {
            **_shared(visit, full=full, duplicate=duplicate),
            "form": form,
            "remembered": visit.card(),
            "family": visit.family(),
            "facts": list_facts(occasion),
            "submit_label": _("排队候补") if visit.is_line else _("提交报名"),
            "draft_key": _draft_key(occasion.activity.pk),
        },
    )


def _step_page(
    visit: Visit,
    step: str,
    *,
    data: Any,
    form: SignUpStepForm | None = None,
    full: str = "",
    duplicate: str = "",
) -> HttpResponse:
    steps = _steps(visit)
    if form is None:
        form = SignUpStepForm(initial=_plain(data), step=step, **visit.options())
    return render(
        visit.request,
        "activities/signup_step.html",
        {
            **_shared(visit, full=full, duplicate=duplicate),
            "form": form,
            "carried": carried(data, step=step),
            "remembered": visit.card() if step == CONFIRM else None,
            "step": {
                "name": step,
                "number": steps.index(step) + 1,
                "total": len(steps),
                "is_last": step == CONFIRM,
                "back_url": visit.occasion.url,
            },
            "answers": _answers(visit, data) if step == CONFIRM else [],
            "contact": visit.occasion.contact,
            "submit_label": _("排队候补") if visit.is_line else _("提交报名"),
        },
    )


def _shared(visit: Visit, *, full: str, duplicate: str) -> dict[str, Any]:
    return {
        "activity": visit.occasion,
        "full": full,
        "duplicate": {"text": duplicate, "url": reverse("portal:my_find")} if duplicate else None,
        "promise": PROMISE,
        "is_line": visit.is_line,
    }


def _answers(visit: Visit, data: Any) -> list[dict[str, str]]:
    """What will be sent, for the last question."""
    people = str(data.get("people", "1"))
    count = int(people) if people.isascii() and people.isdigit() and len(people) < 4 else 1
    person = visit.person
    who = person.masked_name if person else str(data.get("name", ""))
    phone = person.masked_phone if person else str(data.get("phone", ""))
    lines = [
        (_("几个人"), ngettext("%(n)d人", "%(n)d人", count) % {"n": count}),
        (_("称呼"), who),
        (_("手机号"), phone or _("没有手机")),
        (_("楼栋房号"), str(data.get("door", "")) if visit.asks_door else ""),
    ]
    return [{"label": label, "text": text} for label, text in lines if text]


def _plain(data: Any) -> dict[str, Any]:
    return {name: data[name] for name in data}


def _draft_key(pk: int) -> str:
    return f"signup-{pk}"
