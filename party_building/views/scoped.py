"""How the work pages fetch their rows: outside the scope 404, inside without the right 403 in words."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from communities.models import Complex
from core.errors import DomainError
from core.web import who
from core.work_pages import form_page
from party_building.models import PartyOrganization
from party_building.permissions import (
    can_keep_roster,
    can_manage_row,
    keeps_members,
    reads_members,
)
from party_building.queries.zones import complexes_of

if TYPE_CHECKING:
    from core.page_parts import Link

# What a form's page does with what was typed, and where it leads afterwards.
Write = Callable[[Any], object]


def member_reader(request: HttpRequest) -> Any:
    """Somebody who reads names of members somewhere."""
    user = who(request)
    if not reads_members(user):
        raise PermissionDenied(_("党员姓名只由支部书记、社区书记和街道管理员查看"))
    return user


def member_keeper(request: HttpRequest) -> Any:
    """Somebody who enters them; an auditor only reads."""
    user = member_reader(request)
    if not keeps_members(user):
        raise PermissionDenied(_("您的角色只能查看，不能登记"))
    return user


def seen(request: HttpRequest, rows: Any, pk: int) -> Any:
    return get_object_or_404(rows, pk=pk)


def managed(request: HttpRequest, rows: Any, pk: int) -> Any:
    """One of the visible rows that the user may change."""
    found = seen(request, rows, pk)
    if not can_manage_row(who(request), found):
        raise PermissionDenied(_("您的角色只能查看，不能登记"))
    return found


def kept_branch(request: HttpRequest, pk: int) -> PartyOrganization:
    """A branch whose members the user enters."""
    rows = PartyOrganization.objects.visible_to(who(request)).on(timezone.localdate())
    found: PartyOrganization = get_object_or_404(rows, pk=pk)
    if not can_keep_roster(who(request), found):
        raise PermissionDenied(_("这个支部的名册不归您登记"))
    return found


def chosen_complex(request: HttpRequest, roles: Collection[str]) -> Complex | None:
    """That of `?c=`, or the only one; outside one's own 404."""
    own = complexes_of(who(request), roles)
    slug = request.GET.get("c", "")
    if slug:
        chosen: Complex = get_object_or_404(own, slug=slug[:80])
        return chosen
    first = list(own[:2])
    return first[0] if len(first) == 1 else None


def ask_complex(
    request: HttpRequest, roles: Collection[str], *, heading: str, back: Link
) -> HttpResponse:
    """Which complex, for whoever serves several."""
    context = {
        "heading": heading,
        "complexes": complexes_of(who(request), roles),
        "back": back,
    }
    return render(request, "party_building/choose_complex.html", context)


def write_form(
    request: HttpRequest,
    form: Any,
    write: Write,
    *,
    heading: str,
    back: Link,
    submit_label: str = "",
    done: str = "",
    to: Callable[[Any], str] | None = None,
) -> HttpResponse:
    """Shows one form and does what it says; a refusal keeps what was typed."""
    if request.method == "POST" and form.is_valid():
        try:
            written = write(form)
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, done or _("记下了"))
            return redirect(to(written) if to else back.url)
    return form_page(
        request, form, heading=heading, back=back, submit_label=submit_label or _("记下")
    )
