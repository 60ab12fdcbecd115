"""换人去: asks for whom, then shows the ticket with its new codes (ux P5)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from activities.forms.sign_up import HandOverForm
from activities.queries.tickets import place_of, ticket_of
from activities.services.handing_over import hand_over
from activities.views.tickets import sign_up_or_404
from core.device import remember_sign_up
from core.errors import DomainError
from core.web import public, show_place


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ticket_hand_over(request: HttpRequest, code: str) -> HttpResponse:
    """Whoever has the code may; the old code then opens nothing any more."""
    sign_up = sign_up_or_404(code)
    show_place(request, place_of(sign_up))
    shown = ticket_of(sign_up, now=timezone.now())
    form = HandOverForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            joined = hand_over(
                sign_up_id=sign_up.pk,
                name=form.cleaned_data["name"],
                phone=form.cleaned_data["phone"],
                now=timezone.now(),
            )
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            made = joined.sign_up
            response = redirect("activities:signup_done", made.session.activity_id, made.code)
            remember_sign_up(
                request, response, person_id=made.person_id, code=made.code, is_own=joined.is_own
            )
            return response
    elif not shown.swap_url:
        return redirect(sign_up)
    return render(
        request,
        "activities/confirm.html",
        {
            "question": _("“%(title)s”换谁去？") % {"title": shown.title},
            "lines": [
                f"{shown.when} {shown.when_tail}",
                _("名额和人数不变。换好后是一张新票，原来的取票码就不能用了。"),
            ],
            "form": form,
            "yes_label": _("换人去"),
            "back_url": shown.url,
            "back_label": _("不换"),
        },
    )
