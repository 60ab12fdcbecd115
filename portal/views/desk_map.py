"""/desk/map/: what lies in what, opened level by level, and what the ledgers still lack there."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from communities.permissions import can_enter_admin
from communities.queries.data_quality import incomplete_rows, ledgers_of
from communities.queries.place_tree import (
    WITH_GAPS,
    Level,
    Node,
    Tree,
    closed_node,
    first_key,
    parent_key,
    place_tree,
)
from communities.queries.scope import own_place, place_in_scope
from core.page_parts import Link, pages_of
from core.web import staff, who
from property_alliance.queries.firms import firm_names


@staff
@require_GET
def place_map(request: HttpRequest) -> HttpResponse:
    """`?open=` and `?close=` name a node; htmx gets that node alone, others the whole branch."""
    user, today = who(request), timezone.localdate()
    is_fragment = bool(request.htmx) and not request.htmx.history_restore_request  # type: ignore[attr-defined]  # its middleware's
    closing = request.GET.get("close", "")
    if closing and is_fragment:
        return _fragment(request, closed_node(user, key=closing, on=today))
    key = request.GET.get("open", "")
    if closing:
        key = parent_key(user, closing) or ""
    elif not key:
        key = first_key(user)
    tree = place_tree(user, key=key, number=request.GET.get("page"), on=today)
    if tree is None:
        raise Http404(key)
    if is_fragment and tree.opened:
        return _fragment(request, tree.opened)
    _complete(tree)
    response = render(request, "desk/map.html", {"roots": tree.roots})
    patch_vary_headers(response, ["HX-Request"])
    return response


def _fragment(request: HttpRequest, node: Node | None) -> HttpResponse:
    if node is None:
        raise Http404
    _complete(Tree([node], node))
    response = render(request, "desk/_node.html", {"node": node})
    patch_vary_headers(response, ["HX-Request"])
    return response


def _complete(tree: Tree) -> None:
    """What is known one app further up than places: who runs a complex, and where its gaps are listed."""
    shown = tree.with_figures()
    complexes = [node for node in shown if node.level is Level.COMPLEX]
    names = (
        firm_names([node.pk for node in complexes], on=timezone.localdate()) if complexes else {}
    )
    for node in complexes:
        node.firm = names.get(node.pk, "")
    for node in shown:
        if node.level in WITH_GAPS:
            node.gaps_url = reverse("portal:desk_gaps", args=[node.slug])


@staff
@require_GET
def gaps(request: HttpRequest, slug: str = "") -> HttpResponse:
    """待补资料: what the ledgers lack in a place, and the incomplete rows of one of them.

    Without a place: that of one's duties.
    """
    user, today = who(request), timezone.localdate()
    place = place_in_scope(user, slug) if slug else own_place(user)
    if place is None:
        raise Http404(slug)
    counted = ledgers_of(user, place, on=today)
    wanted = request.GET.get("ledger", "")
    lacking = [one for one in counted if one.missing]
    chosen = next((one for one in counted if one.slug == wanted), None)
    chosen = chosen or next(iter(lacking), counted[0])
    rows, page = incomplete_rows(chosen.slug, user, place, on=today, number=request.GET.get("page"))
    may_edit = can_enter_admin(user)
    return render(
        request,
        "desk/gaps.html",
        {
            "place": place,
            "filled": sum(one.filled for one in counted),
            "needed": sum(one.needed for one in counted),
            "tabs": [
                Link(
                    _("%(title)s 缺%(count)d项") % {"title": one.title, "count": one.missing},
                    f"?{urlencode({'ledger': one.slug})}",
                    current=one.slug == chosen.slug,
                )
                for one in counted
                if one.rows
            ],
            "ledger": chosen,
            "rows": [
                {
                    "name": row.name,
                    "lacks": "、".join(row.lacks),
                    "url": reverse(f"admin:communities_{row.model}_change", args=[row.pk])
                    if may_edit
                    else "",
                }
                for row in rows
            ],
            "pages": pages_of(page, {"ledger": chosen.slug}),
            "back": {"url": reverse("portal:desk_map"), "label": _("组织地图")},
        },
    )
