from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.test import Client
from django.urls import path
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt

from core.display import COOKIE

pytestmark = pytest.mark.urls(__name__)


@csrf_exempt
def echo(request: HttpRequest) -> HttpResponse:
    names = [upload.name for _key, uploads in request.FILES.lists() for upload in uploads]
    return JsonResponse({"query": request.GET.dict(), "files": names})


@csrf_exempt
def own_body(request: HttpRequest) -> HttpResponse:
    return HttpResponse(str(len(request.body)))


own_body.reads_own_body = True


def language(request: HttpRequest) -> HttpResponse:
    return HttpResponse(get_language())


urlpatterns = [
    path("echo/", echo),
    path("own-body/", own_body),
    path("language/", language),
]


def _is_the_page_in_words(response: Any) -> bool:
    return response.status_code == 400 and 'lang="zh-Hans"' in response.content.decode()


@pytest.mark.parametrize(
    "address", ["/echo%00/", "/%00", "/echo/?q=a%00b", "/echo/?a%00b=1", "/echo/?elder=1&q=%00"]
)
def test_a_nul_byte_in_an_address_is_refused_in_words(client: Client, address: str) -> None:
    assert _is_the_page_in_words(client.get(address))


def test_a_nul_byte_in_a_cookie_is_refused_in_words(client: Client) -> None:
    client.cookies["any"] = "a\0b"

    assert _is_the_page_in_words(client.get("/echo/"))


@pytest.mark.parametrize("form", [{"name": "王\0芳"}, {"na\0me": "王芳"}, {"many": ["a", "b\0"]}])
def test_a_nul_byte_in_a_form_is_refused_in_words(client: Client, form: dict[str, object]) -> None:
    assert _is_the_page_in_words(client.post("/echo/", form))


def test_a_nul_byte_in_a_file_name_reaches_nobody(client: Client) -> None:
    upload = BytesIO(b"picture")
    upload.name = "a\0b.jpg"

    response = client.post("/echo/", {"photo": upload})

    assert response.status_code == 400 or response.json()["files"] == ["ab.jpg"]


def test_bytes_of_a_view_that_reads_its_own_body_are_its_own(client: Client) -> None:
    response = client.post("/own-body/", b"\0\0\0", content_type="application/octet-stream")

    assert response.content == b"3"


def test_elder_mode_is_remembered_and_taken_out_of_the_address(client: Client) -> None:
    response = client.get("/echo/?view=week&elder=1&q=%E8%8A%B1")

    assert (response.status_code, response["Location"]) == (302, "/echo/?view=week&q=%E8%8A%B1")
    cookie = response.cookies[COOKIE]
    assert cookie.value.startswith("elder.")
    assert cookie["httponly"]
    back = client.get("/echo/?elder=0")
    assert back["Location"] == "/echo/"
    assert back.cookies[COOKIE].value.startswith("standard.")


def test_other_values_of_elder_are_left_to_the_page(client: Client) -> None:
    assert client.get("/echo/?elder=2").json() == {"query": {"elder": "2"}, "files": []}


@pytest.mark.parametrize(
    "address", ["//evil.example/", "///evil.example/", "/\\evil.example/", "//evil.example//x"]
)
def test_switching_the_mode_never_leads_elsewhere(client: Client, address: str) -> None:
    response = client.request(PATH_INFO=address, QUERY_STRING="elder=1")

    assert response.status_code == 302
    assert response["Location"].startswith("/")
    assert response["Location"][1:2] not in {"/", "\\"}


@pytest.mark.parametrize(
    ("cookie", "preferred", "language"),
    [
        ("", "en", "zh-hans"),
        ("en", "zh", "en"),
        ("zh-hans", "en", "zh-hans"),
        ("xx", "en", "zh-hans"),
        ("en\r\nSet-Cookie: a=b", "en", "zh-hans"),
    ],
)
def test_the_language_is_chinese_unless_this_device_chose(
    client: Client, cookie: str, preferred: str, language: str
) -> None:
    client.cookies["django_language"] = cookie

    response = client.get("/language/", headers={"accept-language": preferred})

    assert response["Content-Language"] == response.content.decode() == language


def test_a_refusal_before_any_view_is_in_the_language_of_the_device(client: Client) -> None:
    client.cookies["django_language"] = "en"

    html = client.get("/echo/?q=a%00b").content.decode()

    assert '<html lang="en"' in html
    assert "This request cannot be read" in html


def test_every_page_forbids_foreign_and_inline_code(client: Client) -> None:
    policy = client.get("/echo/")["Content-Security-Policy"]

    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
