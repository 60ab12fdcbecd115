"""The web's edge, shared by all views: who may open a page, and how a refusal is told.

Every view declares its access; the access matrix test reads the declaration and fails on a view
without one (tests/architecture/test_access_matrix.py).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import DomainError

if TYPE_CHECKING:
    from accounts.models import User

AnyView = TypeVar("AnyView", bound=Callable[..., HttpResponseBase])

# A browser inside WeChat swallows downloads (ux finding 9).
WECHAT = "MicroMessenger"

PUBLIC = "public"
SIGNED_IN = "signed_in"
STAFF = "staff"

# Below it programs are answered: JSON always, pages never.
API_ROOT = "/api/"
# What a refusal is called and says in the API where nobody said anything better.
PROBLEMS = {
    400: ("bad_request", gettext_lazy("这个请求看不懂，请核对格式")),
    401: ("not_authenticated", gettext_lazy("请带上令牌，或者先登录")),
    403: ("permission_denied", gettext_lazy("您没有权限做这件事")),
    404: ("not_found", gettext_lazy("没有找到")),
    405: ("method_not_allowed", gettext_lazy("这个地址不支持这种请求方法")),
    413: ("body_too_large", gettext_lazy("内容太大")),
    415: ("unsupported_media_type", gettext_lazy("不支持这种内容格式")),
    429: ("throttled", gettext_lazy("请求太频繁，请稍后再试")),
    500: ("server_error", gettext_lazy("服务器出错了，请稍后再试")),
    503: ("unavailable", gettext_lazy("系统暂时用不了，请过一会儿再试")),
}


def public(view: AnyView) -> AnyView:
    """Anybody may open it: reading, and acting with a code or a phone."""
    view.access = PUBLIC  # type: ignore[attr-defined]
    return view


def signed_in(view: AnyView) -> AnyView:
    """Anybody with an account, whatever the duty: one's own password and second factor."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    guarded.access = SIGNED_IN  # type: ignore[attr-defined]
    return guarded  # type: ignore[return-value]


def staff(view: AnyView) -> AnyView:
    """Signed in, with a duty today that works somewhere, and with the second factor where it is due."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        user = request.user
        if not user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not is_staff_today(user):
            raise PermissionDenied(_("这页只有工作人员能看"))
        if lacks_second_factor(request):
            return to_second_factor(request)
        return view(request, *args, **kwargs)

    guarded.access = STAFF  # type: ignore[attr-defined]
    return guarded  # type: ignore[return-value]


def who(request: HttpRequest) -> User:
    """The signed-in user; `@staff` has seen to it that there is one."""
    user = request.user
    if not user.is_authenticated:
        raise PermissionDenied(_("这页只有工作人员能看"))
    return user


def is_staff_today(user: Any) -> bool:
    """Whether the signed-in account has a duty today with which one reads working pages."""
    return bool(user.is_superuser or user.role_assignments.active().working().exists())


def show_place(request: HttpRequest, place: object) -> None:
    """Tells the frame around the page which place it is about (portal.context_processors)."""
    request.shown_place = place  # type: ignore[attr-defined]


def is_in_wechat(request: HttpRequest) -> bool:
    """Only to show hints, never to gate (ux 5)."""
    return WECHAT in request.headers.get("User-Agent", "")


def origin_of(request: HttpRequest) -> str:
    """`https://example.org`, under which this request reached us."""
    return f"{request.scheme}://{request.get_host()}"


def client_address(request: HttpRequest) -> str:
    """Where the request came from, behind as many proxies as the settings name.

    Empty where the server does not know, as behind a socket without a trusted proxy: a limit by
    address then counts nobody, instead of refusing everybody.
    """
    from axes.helpers import get_client_ip_address  # noqa: PLC0415  axes needs loaded apps

    try:
        return str(get_client_ip_address(request))
    except PermissionDenied:
        return ""


def has_second_factor(request: HttpRequest) -> bool:
    """Whether the signed-in account has an authenticator, so that its sign-in asked for it."""
    from allauth.mfa.utils import is_mfa_enabled  # noqa: PLC0415  allauth needs loaded apps

    return bool(is_mfa_enabled(request.user))


def lacks_second_factor(request: HttpRequest) -> bool:
    """Where staff must have one; asked by working pages and the admin site alike."""
    return bool(settings.STAFF_SECOND_FACTOR_REQUIRED) and not has_second_factor(request)


def to_second_factor(request: HttpRequest) -> HttpResponse:
    """To the page where it is set up, with the reason."""
    messages.warning(request, _("请先设置两步验证，再继续工作"))
    return redirect("mfa_index")


def handle_domain_errors(view: AnyView) -> AnyView:
    """A refusal of a rule becomes a sentence: a 409 fragment for htmx, else a message and back.

    Forms that keep what was typed catch the error themselves and put it beside its field.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except DomainError as error:
            if getattr(request, "htmx", False):
                return render(
                    request, "components/refusal.html", {"message": error.message}, status=409
                )
            messages.error(request, error.message)
            return redirect(came_from(request))

    return guarded  # type: ignore[return-value]


def is_for_programs(request: HttpRequest) -> bool:
    return request.path.startswith(API_ROOT)


def problem_body(
    status: int,
    *,
    code: str = "",
    message: str = "",
    fields: dict[str, list[str]] | None = None,
) -> dict[str, Any]:
    """A refusal as programs read it; code and sentence by the status where none is given."""
    usual_code, usual_message = PROBLEMS.get(status, PROBLEMS[400])
    return {
        "code": code or usual_code,
        "message": message or str(usual_message),
        "fields": fields or {},
    }


def refuse(
    request: HttpRequest, template: str, *, status: int, context: dict[str, Any] | None = None
) -> HttpResponse:
    """A refusal outside any view: a page in words, for programs the API's JSON."""
    if is_for_programs(request):
        reason = str((context or {}).get("reason", ""))
        return JsonResponse(problem_body(status, message=reason), status=status)
    return render(request, template, context, status=status)


def came_from(request: HttpRequest, default: str = "/") -> str:
    """The page of this host that the form stood on; never an address elsewhere."""
    referer = request.META.get("HTTP_REFERER", "")
    safe = url_has_allowed_host_and_scheme(referer, allowed_hosts={request.get_host()})
    return referer if safe else default
