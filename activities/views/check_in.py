"""P10 签到: one box, one list, one button a person. Every button is a form; htmx swaps what changed."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from activities.choices import CheckInMethod
from activities.forms.check_in import DoorCodeForm
from activities.forms.people import WalkInForm
from activities.models import Session, SignUp
from activities.permissions import can_manage_session
from activities.queries.field import heading_of, moment_or_hour
from activities.queries.people import (
    Found,
    arrival,
    arrival_of,
    arrived_counts,
    door_list,
    entered_by,
    find_at_door,
    is_of_other_session,
    other_session_text,
    party_note,
    standing_check_in,
)
from activities.services import check_ins
from activities.views.door_screens import screen_links
from activities.views.scoped import (
    managed_activity,
    new_request_key,
    session_in,
    sign_up_of,
    who,
)
from core.errors import DomainError
from core.web import handle_domain_errors, staff

TONES = {"ok": messages.SUCCESS, "warn": messages.WARNING, "bad": messages.ERROR}


@dataclass(frozen=True, slots=True)
class Result:
    """What is said after a POST: ok, warn (was here already) or bad."""

    tone: str
    text: str


@staff
@require_http_methods(["GET", "POST"])
@handle_domain_errors
def check_in(request: HttpRequest, pk: int) -> HttpResponse:
    """GET shows the list (`?find=` those who are meant); POST checks in by row or by the box."""
    activity = managed_activity(request, pk)
    session = session_in(request, activity)
    if request.method == "GET":
        typed = request.GET.get("find", "")[:100]
        found = find_at_door(session, typed) if typed.strip() else None
        return _page(request, session, DoorCodeForm(), found=found)
    if "signup" in request.POST:
        person = sign_up_of(activity, request.POST["signup"])
        return _check_in_row(request, session, person)
    return _check_in_typed(request, session)


def _check_in_row(request: HttpRequest, session: Session, person: SignUp) -> HttpResponse:
    result = _arrive(request, person, CheckInMethod.NAME_LIST)
    if request.htmx:  # type: ignore[attr-defined]
        return _row(request, session, person, result)
    return _said(request, session, result)


def _check_in_typed(request: HttpRequest, session: Session) -> HttpResponse:
    form = DoorCodeForm(request.POST)
    if not form.is_valid():
        return _page(request, session, form)
    typed = form.cleaned_data["code"]
    found = find_at_door(session, typed)
    if len(found.sign_ups) > 1:
        if request.htmx:  # type: ignore[attr-defined]
            return _page(request, session, DoorCodeForm(), found=found)
        return redirect(f"{_url(session)}&{urlencode({'find': typed})}")
    if not found.sign_ups:
        elsewhere = is_of_other_session(session, typed)
        form.add_error("code", _nobody(elsewhere))
        return _page(request, session, form, other_url=_door_of(request, elsewhere))
    return _said(request, session, _arrive(request, found.sign_ups[0], found.method))


def _nobody(elsewhere: SignUp | None) -> str:
    if elsewhere is None:
        return _("没找到，请换取票码、手机尾号或姓名再试，也可以在下面现场加人")
    return other_session_text(elsewhere.session, now=timezone.now())


def _door_of(request: HttpRequest, elsewhere: SignUp | None) -> str:
    """换场次: the door of the ticket's own session, where one serves that too."""
    if elsewhere is None or not can_manage_session(who(request), elsewhere.session):
        return ""
    return _url(elsewhere.session)


def _arrive(request: HttpRequest, person: SignUp, method: str) -> Result:
    """Checks in, or says in amber when and by whom it was done, or in red why not."""
    now = timezone.now()
    facts = {"name": person.person.name, "note": party_note(person)}
    before = standing_check_in(person.pk)
    try:
        made = check_ins.check_in(sign_up_id=person.pk, method=method, actor=who(request), now=now)
    except DomainError as error:
        return Result(
            "bad", _("%(name)s：%(outcome)s") % {"name": facts["name"], "outcome": error.message}
        )
    if before:
        said = {**facts, "at": moment_or_hour(made.at, now), "by": entered_by(made)}
        return Result("warn", _("%(name)s已经签过：%(at)s，%(by)s") % said)
    return Result("ok", _("%(name)s %(note)s，已签到") % facts)


@staff
@require_POST
@handle_domain_errors
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """撤销: the row of the check-in stays, with who took it back."""
    activity = managed_activity(request, pk)
    person = sign_up_of(activity, request.POST.get("signup", ""))
    session = Session.objects.select_related("activity", "space").get(pk=person.session_id)
    standing = standing_check_in(person.pk)
    if standing:
        check_ins.undo_check_in(check_in_id=standing, actor=who(request), now=timezone.now())
    result = Result("ok", _("已撤销%(name)s的签到") % {"name": person.person.name})
    if request.htmx:  # type: ignore[attr-defined]
        return _row(request, session, person, result)
    return _said(request, session, result)


@staff
@require_POST
@handle_domain_errors
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """现场加人: a name and how many; a place and the check-in in one act."""
    activity = managed_activity(request, pk)
    session = session_in(request, activity)
    form = WalkInForm(request.POST)
    if not form.is_valid():
        return _page(request, session, DoorCodeForm(), add_form=form)
    cleaned = form.cleaned_data
    try:
        check_ins.admit_walk_in(
            session_id=session.pk,
            name=cleaned["name"],
            phone=cleaned["phone"],
            party_size=cleaned["people"],
            request_key=cleaned["request_key"],
            actor=who(request),
            now=timezone.now(),
        )
    except DomainError as error:
        form.add_error(None, error.message)
        return _page(request, session, DoorCodeForm(), add_form=form)
    facts = {"name": cleaned["name"], "size": cleaned["people"]}
    return _said(request, session, Result("ok", _("已加%(name)s %(size)d人，并签到") % facts))


def _url(session: Session) -> str:
    address = reverse("activities:field_check_in", args=[session.activity_id])
    return f"{address}?session={session.pk}"


def _said(request: HttpRequest, session: Session, result: Result) -> HttpResponse:
    """The list with the result above it: as a fragment, or after a redirect."""
    if request.htmx:  # type: ignore[attr-defined]
        return _page(request, session, DoorCodeForm(), result=result)
    messages.add_message(request, TONES[result.tone], result.text)
    return redirect(_url(session))


def _row(request: HttpRequest, session: Session, person: SignUp, result: Result) -> HttpResponse:
    """The one row, and with it the counter and what happened (out of band)."""
    context = {
        **_addresses(session),
        "person": arrival(person.pk),
        "arrived": arrived_counts(session),
        "result": result.text,
        "result_tone": result.tone,
        "is_swap": True,
        "is_row": True,
    }
    return render(request, "field/_arrival_swap.html", context)


def _page(
    request: HttpRequest,
    session: Session,
    form: DoorCodeForm,
    *,
    result: Result | None = None,
    found: Found | None = None,
    add_form: WalkInForm | None = None,
    other_url: str = "",
) -> HttpResponse:
    door = door_list(session)
    failed = bool(form.errors or (add_form and add_form.errors))
    is_htmx = bool(request.htmx)  # type: ignore[attr-defined]
    context = {
        **_addresses(session),
        "activity": heading_of(session),
        "arrived": door.arrived,
        "people": door.people,
        "matches": [arrival_of(one) for one in found.sign_ups] if found else [],
        "match_note": _match_note(found),
        "form": form,
        "other_url": other_url,
        "add_form": add_form
        or WalkInForm(initial={"request_key": new_request_key()}, auto_id="add_%s"),
        "result": result.text if result else "",
        "result_tone": result.tone if result else "",
        "is_swap": is_htmx,
        "screen": None if is_htmx else screen_links(request, session),
    }
    template = "field/_checkin.html" if is_htmx else "field/checkin.html"
    response = render(request, template, context, status=422 if failed else 200)
    response["Vary"] = "HX-Request"
    return response


def _match_note(found: Found | None) -> str:
    if found is None:
        return ""
    if not found.sign_ups:
        return _("没找到，请换取票码、手机尾号或姓名再试，也可以在下面现场加人")
    return _("找到 %(count)d 位，是哪一位？") % {"count": len(found.sign_ups)}


def _addresses(session: Session) -> dict[str, str]:
    pk, query = session.activity_id, f"?session={session.pk}"
    return {
        "checkin_url": _url(session),
        "undo_url": reverse("activities:field_check_in_undo", args=[pk]) + query,
        "add_url": reverse("activities:field_check_in_add", args=[pk]) + query,
        "print_url": reverse("activities:field_people_print", args=[pk]) + query,
    }
