"""What must be true of every request before any view sees it."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import unquote_plus

from csp.middleware import CSPMiddleware
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils import translation

from core.display import read_language, remember_mode, without_mode
from core.web import refuse

CHUNK = 64 * 1024
DRAINED_AT_MOST = 400 * 1024 * 1024

View = Callable[[HttpRequest], HttpResponse]


class RefuseMalformedRequests:
    """A NUL byte anywhere is a 400 in words (PostgreSQL cannot store one and would raise)."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\0" in request.path or "\0" in unquote_plus(request.META.get("QUERY_STRING", "")):
            return refuse(request, "400.html", status=400)
        if any("\0" in value for value in request.COOKIES.values()):
            return refuse(request, "400.html", status=400)
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: View, _args: object, _kwargs: object
    ) -> HttpResponse | None:
        if request.method == "POST" and not getattr(view, "reads_own_body", False):
            texts = (value for _key, values in request.POST.lists() for value in (_key, *values))
            names = (
                upload.name or "" for _key, uploads in request.FILES.lists() for upload in uploads
            )
            if any("\0" in text for text in (*texts, *names)):
                return refuse(request, "400.html", status=400)
        return None


class RefuseOversizedRequests:
    """More than a request may carry is refused in words before anything of it is parsed or kept.

    What was announced is read and dropped, up to a bound, because a browser that is still sending
    shows a broken connection instead of the answer.
    """

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        announced = request.META.get("CONTENT_LENGTH") or "0"
        size = int(announced) if announced.isdigit() else 0
        if size <= settings.UPLOAD_MAX_REQUEST_BYTES:
            return self.get_response(request)
        left = min(size, DRAINED_AT_MOST)
        while left > 0 and (chunk := request.read(min(left, CHUNK))):
            left -= len(chunk)
        megabytes = settings.UPLOAD_MAX_REQUEST_BYTES // (1024 * 1024)
        return refuse(request, "413.html", status=413, context={"megabytes": megabytes})


class SwitchDisplayMode:
    """`?elder=1|0` on any page sets the mode cookie and is stripped by a redirect (ux 2)."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        wanted = request.GET.get("elder")
        if request.method != "GET" or wanted not in {"0", "1"}:
            return self.get_response(request)
        response = HttpResponseRedirect(without_mode(request))
        remember_mode(request, response, elder=wanted == "1")
        return response


class LanguageByCookie:
    """Chinese, unless this device chose another language (architecture 5).

    The browser's own preference is not asked: it would mix a library's English sentences into
    Chinese pages, and would be a further key of the front cache. The API is Chinese for every
    program: its sentences are shown to neighbours whose language it does not know.
    """

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        is_api = request.path.startswith("/api/")
        language = settings.LANGUAGE_CODE if is_api else read_language(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class ContentSecurityPolicyByArea(CSPMiddleware):
    """Strict for everybody; `/admin/` alone gets what its theme needs (eval, inline styles)."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if request.path.startswith("/admin/"):
            response._csp_replace = settings.ADMIN_CONTENT_SECURITY_POLICY["DIRECTIVES"]  # type: ignore[attr-defined]  # noqa: SLF001  django-csp's own per-response hook
        return super().process_response(request, response)
