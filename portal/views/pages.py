"""Display settings, help, privacy, accessibility: plain pages, no statement of their own."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from core.display import read_display, read_language, remember_display, remember_language
from core.web import public
from portal.forms.display import DisplayForm


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def display(request: HttpRequest) -> HttpResponse:
    form = DisplayForm(request.POST) if request.method == "POST" else None
    if form is not None and form.is_valid():
        response = redirect(f"{reverse('portal:display')}?saved=1")
        remember_display(request, response, form.as_display())
        remember_language(request, response, form.cleaned_data["language"])
        return response
    return render(
        request,
        "portal/display.html",
        {
            "form": form or DisplayForm.of(read_display(request), read_language(request)),
            "saved": request.GET.get("saved") == "1",
            "back_url": reverse("portal:choose"),
        },
    )


@public
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/help.html")


@public
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/privacy.html")


@public
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/accessibility.html")
