"""The two plain pages of the field that every app needs: one form, and a question before something ends."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.text import tidy
from core.forms import ReasonForm

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from core.page_parts import Link


def form_page(
    request: HttpRequest,
    form: Any,
    *,
    heading: str,
    back: Link,
    submit_label: str,
    second: dict[str, str] | None = None,
) -> HttpResponse:
    """One form with its button; `second` is another way to send it (name, value, label)."""
    context = {
        "heading": heading,
        "form": form,
        "back": back,
        "submit_label": submit_label,
        "second": second,
    }
    status = 422 if form.errors else 200
    return render(request, "field/form.html", context, status=status)


def confirm_page(
    request: HttpRequest,
    *,
    question: str,
    yes_label: str,
    back_url: str,
    lines: Sequence[str] = (),
    back_label: str = "",
    form: Any = None,
) -> HttpResponse:
    """GET asks, POST acts: what cannot be taken back is asked first."""
    context = {
        "question": question,
        "lines": lines,
        "form": form,
        "yes_label": yes_label,
        "back_url": back_url,
        "back_label": back_label or _("不了，返回"),
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, "field/confirm.html", context, status=status)


def ask_reason(
    request: HttpRequest,
    act: Callable[[str], str],
    *,
    question: str,
    yes_label: str,
    back_url: str,
    lines: Sequence[str] = (),
) -> HttpResponse:
    """A page that asks why. With the reason `act` does it, and returns what came of it in words."""
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        messages.success(request, act(tidy(form.cleaned_data["reason"])))
        return redirect(back_url)
    return confirm_page(
        request, question=question, lines=lines, form=form, yes_label=yes_label, back_url=back_url
    )
