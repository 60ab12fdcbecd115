"""/field/activities/<id>/people/: who signed up, signing up for somebody, taking somebody off."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.clock import moment_text
from activities.choices import SignUpState
from activities.forms.answers import answers_of
from activities.forms.people import ProxyForm
from activities.models import Activity, Session, SignUp
from activities.queries.field import Heading, heading_of
from activities.queries.people import people_lists, sign_in_sheet
from activities.services.helping import Errand, sign_up_for
from activities.services.sign_ups import cancel_sign_up
from activities.views.scoped import (
    managed_activity,
    new_request_key,
    session_in,
    sign_up_of,
    who,
)
from core.codes import spaced
from core.errors import DomainError
from core.qr import qr_data_uri
from core.web import handle_domain_errors, staff
from core.work_pages import confirm_page

# A page of the sheet, and how many of its lines at least are left for those who just come.
LINES_A_PAGE = 20
BLANK_LINES = 10
# 30 mm on paper at 300 dpi.
SHEET_QR_PIXELS = 360


@staff
@require_http_methods(["GET", "POST"])
@handle_domain_errors
def people(request: HttpRequest, pk: int) -> HttpResponse:
    """The names; by POST 代报 for somebody who rang or came by."""
    activity = managed_activity(request, pk)
    session = session_in(request, activity)
    form = ProxyForm(
        request.POST or None,
        asks_door=activity.asks_door,
        questions=activity.questions,
        initial={"request_key": new_request_key()},
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = _sign_up(request, session, form)
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _told(made))
            return redirect(heading_of(session).people_url)
    return _people_page(request, activity, session, form)


def _sign_up(request: HttpRequest, session: Session, form: ProxyForm) -> SignUp:
    cleaned = form.cleaned_data
    errand = Errand(
        name=cleaned["name"],
        phone=cleaned["phone"],
        party_size=cleaned["people"],
        door_text=cleaned["door_text"],
        answers=answers_of(cleaned),
        source=cleaned["source"],
        request_key=cleaned["request_key"],
    )
    return sign_up_for(session_id=session.pk, errand=errand, actor=who(request), now=timezone.now())


def _told(made: SignUp) -> str:
    facts = {
        "name": made.person.name,
        "size": made.party_size,
        "code": spaced(made.entry_code),
    }
    if made.state == SignUpState.WAITING:
        return _("已替%(name)s排队候补，%(size)d人，取票码 %(code)s") % facts
    return _("已替%(name)s报名，%(size)d人，取票码 %(code)s") % facts


def _people_page(
    request: HttpRequest, activity: Activity, session: Session, form: ProxyForm
) -> HttpResponse:
    lists = people_lists(session)
    query = f"?session={session.pk}"
    return render(
        request,
        "field/people.html",
        {
            "activity": heading_of(session),
            "summary": lists.summary,
            "people": lists.people,
            "queue": lists.queue,
            "form": form,
            "checkin_url": reverse("activities:field_check_in", args=[activity.pk]) + query,
            "print_url": reverse("activities:field_people_print", args=[activity.pk]) + query,
            "page": None,
        },
        status=422 if form.errors else 200,
    )


@staff
@require_http_methods(["GET", "POST"])
@handle_domain_errors
def cancel_for(request: HttpRequest, pk: int, sign_up_pk: int) -> HttpResponse:
    """Takes somebody off the list who said so; asks first."""
    activity = managed_activity(request, pk)
    leaving = sign_up_of(activity, sign_up_pk)
    back_url = f"{reverse('activities:field_people', args=[pk])}?session={leaving.session_id}"
    if request.method == "POST":
        cancel_sign_up(sign_up_id=leaving.pk, actor=who(request), now=timezone.now())
        messages.success(request, _("已取消%(name)s的报名") % {"name": leaving.person.name})
        return redirect(back_url)
    return confirm_page(
        request,
        question=_("取消%(name)s的报名？") % {"name": leaving.person.name},
        lines=[_("名额会让给排队的人。")],
        yes_label=_("取消报名"),
        back_url=back_url,
        back_label=_("不取消"),
    )


@staff
@require_GET
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """打印签到表: on paper, also where there is no network."""
    activity = managed_activity(request, pk)
    session = session_in(request, activity)
    heading: Heading = heading_of(session)
    lines = sign_in_sheet(session)
    pages = -(-(len(lines) + BLANK_LINES) // LINES_A_PAGE)
    check_in_path = reverse("activities:field_check_in", args=[pk])
    check_in_url = request.build_absolute_uri(f"{check_in_path}?session={session.pk}")
    return render(
        request,
        "field/people_print.html",
        {
            "activity": heading,
            "people": lines,
            "with_answers": [line for line in lines if line.answers],
            "blanks": range(len(lines) + 1, pages * LINES_A_PAGE + 1),
            "qr_url": qr_data_uri(check_in_url, pixels=SHEET_QR_PIXELS),
            "printed": moment_text(timezone.now()),
            "back": {"url": heading.people_url, "label": _("报名名单")},
        },
    )
