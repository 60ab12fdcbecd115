"""A scanned ticket in the hands of the staff at the door: green, amber or red, and one button.

`/t/<code>/` belongs to the residents' pages (activities.views.tickets); it hands over to
`staff_ticket` when whoever opened it serves the session's place.
"""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from activities.choices import CheckInMethod, SignUpState
from activities.models import SignUp
from activities.permissions import can_manage_session
from activities.queries.people import ticket_verdict
from activities.services import check_ins
from activities.views.scoped import who
from core.web import handle_domain_errors, staff


def staff_ticket(request: HttpRequest, sign_up: SignUp) -> HttpResponse:
    """The verdict on a ticket; changes nothing. The caller has asked `can_manage_session`."""
    session = sign_up.session
    verdict = ticket_verdict(
        sign_up,
        opens_at=session.starts_at - check_ins.DOOR_OPENS,
        closes_at=(session.ends_at or session.starts_at) + check_ins.DOOR_CLOSES,
        now=timezone.now(),
    )
    return render(
        request,
        "field/ticket_check.html",
        {
            "verdict": verdict,
            "confirm_url": reverse("activities:ticket_check_in", args=[sign_up.code])
            if verdict.tone == "ok"
            else "",
            "is_other": verdict.tone == "bad" and sign_up.state == SignUpState.CONFIRMED,
            "list_url": reverse("activities:field_check_in", args=[session.activity_id])
            + f"?session={session.pk}",
        },
    )


@staff
@require_POST
@handle_domain_errors
def ticket_check_in(request: HttpRequest, code: str) -> HttpResponse:
    """确认签到; who does not serve the place learns nothing of the ticket."""
    tickets = SignUp.objects.manageable_by(who(request)).select_related("session", "person")
    sign_up = get_object_or_404(tickets, code=code)
    if can_manage_session(who(request), sign_up.session):
        check_ins.check_in(
            sign_up_id=sign_up.pk,
            method=CheckInMethod.TICKET,
            actor=who(request),
            now=timezone.now(),
        )
        facts = {"name": sign_up.person.name, "size": sign_up.party_size}
        messages.success(request, _("%(name)s %(size)d人，已签到") % facts)
    list_url = reverse("activities:field_check_in", args=[sign_up.session.activity_id])
    return redirect(f"{list_url}?session={sign_up.session_id}")
