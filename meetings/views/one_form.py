"""A page of one form about one row, whose service does the rest."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect

from core.work_pages import form_page
from meetings.views.scoped import told_beside_its_field

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from core.errors import DomainError
    from core.page_parts import Link


def form_act(
    request: HttpRequest,
    form: Any,
    act: Callable[[], Any],
    *,
    heading: str,
    back: Link,
    submit_label: str,
    said: str,
    fields: Mapping[type[DomainError], str] | None = None,
    second: dict[str, str] | None = None,
) -> HttpResponse:
    """Asks with the form. What was sent `act` does, which `said` tells on the page of `back`.

    A refusal stands in the form, beside the field that `fields` names for it.
    """
    is_sent = request.method == "POST" and form.is_valid()
    if is_sent and told_beside_its_field(form, act, fields) is not None:
        messages.success(request, said)
        return redirect(back.url)
    return form_page(
        request, form, heading=heading, back=back, submit_label=submit_label, second=second
    )
