"""Bad input over the API: one shape, a Chinese sentence, never a page, never a 500."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import path as url_path
from werkzeug.test import Client as WSGIClient

from activities.models import Session, SignUp
from config.urls import handler400, handler403, handler404, handler500  # noqa: F401
from config.urls import urlpatterns as all_of_them
from core.api.parsers import MOST_BYTES
from core.web import public
from tests.factories.activities import SessionFactory
from tests.people import Cast
from tests.programs import Program, refusal

pytestmark = pytest.mark.django_db

WISH = {"name": "王阿姨", "phone": "13812345678"}


@pytest.fixture
def session(cast: Cast) -> Session:
    made: Session = SessionFactory(complex=cast.complex, capacity=10)
    return made


def send(session: Session, body: Any, **options: Any) -> Any:
    return Program().post(f"sessions/{session.pk}/sign-ups/", body, **options)


@pytest.mark.parametrize(
    "body",
    [
        b"{", b"", b"[" * 60_000, b'{"a":' * 12_000, b"\xff\xfe{}", b'{"name": NaN}',
        b'{"name": "\xed\xa0\x80"}', b"9" * 5000,
    ],
    ids=["open", "empty", "deep", "deep objects", "no utf-8", "nan", "half a sign", "long number"],
)  # fmt: skip
def test_what_is_no_json_is_400(session: Session, body: bytes) -> None:
    status, code = refusal(send(session, body))

    assert (status, code in {"parse_error", "invalid"}) == (400, True)
    assert not SignUp.objects.exists()


@pytest.mark.parametrize("body", [[], "words", 7, None, True])
def test_json_that_is_no_object_is_400(session: Session, body: Any) -> None:
    answer = send(session, json.dumps(body), key="k" * 16)

    assert refusal(answer)[0] == 400


@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ({"name": ""}, "name", None),
        ({"name": "王\0芳"}, "name", None),
        ({"name": "\ud800"}, "name", None),
        ({"name": ["王"]}, "name", None),
        ({"name": "？！"}, "name", "请填写称呼，如：王阿姨"),
        ({"name": "11010519491231002X"}, "name", "请不要填写身份证号，我们不需要也不保存"),
        ({"phone": "1381234567"}, "phone", "手机号应为11位数字，现在是10位"),
        ({"phone": {"n": 1}}, "phone", None),
        ({"party_size": 0}, "party_size", None),
        ({"party_size": 11}, "party_size", None),
        ({"party_size": 10**400}, "party_size", None),
        ({"party_size": "两个"}, "party_size", None),
        ({"may_wait": "maybe"}, "may_wait", None),
        ({"source": "WALK_IN"}, "source", None),
        ({"state": "CONFIRMED"}, "state", "没有这个字段"),
        ({"sub_district": 1}, "sub_district", "没有这个字段"),
    ],
)
def test_a_wrong_field_is_named_and_explained(
    session: Session, wrong: dict[str, Any], field: str, sentence: str | None
) -> None:
    response = send(session, {**WISH, **wrong})

    assert refusal(response) == (400, "invalid")
    told = response.json()["fields"]
    assert set(told) == {field}
    assert sentence is None or told[field] == [sentence]
    assert all(any("一" <= sign <= "鿿" for sign in words) for words in told[field]), told
    assert not SignUp.objects.exists()


def test_several_wrong_fields_are_counted(session: Session) -> None:
    response = send(session, {"name": "？！", "phone": "12"})

    assert response.json()["message"] == "有 2 处不对"
    assert set(response.json()["fields"]) == {"name", "phone"}


def test_too_much_is_413_and_another_format_415(session: Session) -> None:
    large = send(session, {"name": "王" * MOST_BYTES})
    form = send(session, "name=x", content_type="application/x-www-form-urlencoded")
    page = send(session, "<html>", content_type="text/html")

    assert refusal(large) == (413, "body_too_large")
    assert {refusal(form), refusal(page)} == {(415, "unsupported_media_type")}


@pytest.mark.parametrize("charset", ["utf-16", "idna", "no-such", "unicode_escape"])
def test_a_charset_from_another_world_is_no_way_in(session: Session, charset: str) -> None:
    kind = f"application/json; charset={charset}"

    posted = Client().generic(
        "POST", f"/api/v1/sessions/{session.pk}/sign-ups/?page=1", b"{}", content_type=kind
    )
    read = Client().generic("GET", "/api/v1/sessions/?page=1", content_type=kind)

    assert refusal(posted)[0] == 400
    assert read.status_code in {200, 400}
    assert read["Content-Type"] == "application/json"


@pytest.mark.parametrize(
    "address",
    [
        "sessions/%00/", "sessions/?complex=%00", "sessions/?page=0", "sessions/?page=-1",
        "sessions/?page=x", "sessions/?page=" + "9" * 5000, "sessions/?page_size=101",
        "sessions/?page_size=0", "sessions/?page_size=１", "sessions/?page=1&page=2",
        "sessions/?ordering=person__phone_digest", "sessions/?ordering=-taken",
        "sessions/?activity=1e30", "sessions/?activity=1.5", "sessions/?activity=" + "9" * 30,
        "sessions/?first_day=1899-01-01", "sessions/?last_day=9999-12-31",
        "sessions/?first_day=2026-13-01", "sessions/?kind=NO_SUCH", "sessions/?activity__state=IDEA",
        "sessions/?complex=" + "x" * 61, "complexes/?search=" + "x" * 41, "sessions/?format=api",
        "activities/?created_by=1", "spaces/?q=1",
    ],
)  # fmt: skip
def test_a_nonsense_query_is_400(db: None, address: str) -> None:
    assert refusal(Client().get(f"/api/v1/{address}"))[0] == 400


@pytest.mark.parametrize(
    "address",
    [
        "sessions/?page=2", "sessions/?page=999999999", "sessions/0/", "sessions/" + "9" * 30 + "/",
        "sessions/" + "9" * 5000 + "/", "sessions/-1/", "sessions/x/", "complexes/nobody/", "",
        "people/", "tickets/ABCDEFGHJKMN/", "sessions/1/people/",
    ],
)  # fmt: skip
def test_what_is_not_there_is_404(db: None, address: str) -> None:
    assert refusal(Client().get(f"/api/v1/{address}")) == (404, "not_found")


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "post"])
def test_other_methods_are_405(session: Session, method: str) -> None:
    response = getattr(Client(), method)(f"/api/v1/sessions/{session.pk}/")

    assert refusal(response) == (405, "method_not_allowed")
    assert response["Allow"] == "GET, HEAD"


@pytest.mark.parametrize("accept", ["text/html", "application/xml", "image/*", "nonsense"])
def test_a_browser_gets_json_too(db: None, accept: str) -> None:
    response = Client().get("/api/v1/sessions/", headers={"Accept": accept})

    assert (response.status_code, response["Content-Type"]) == (200, "application/json")


@pytest.mark.parametrize(
    "key", ["short", "x" * 129, "with a blank in it", "钥匙钥匙钥匙钥匙钥匙钥匙钥匙钥匙"]
)
def test_a_key_that_anybody_could_guess_is_refused(session: Session, key: str) -> None:
    response = send(session, WISH, key=key.encode().decode("latin-1"))

    assert refusal(response) == (400, "invalid")
    assert not SignUp.objects.exists()


def test_an_upload_beyond_all_bounds_is_json_too(session: Session, settings: Any) -> None:
    settings.UPLOAD_MAX_REQUEST_BYTES = 1000

    response = Client().generic(
        "POST",
        f"/api/v1/sessions/{session.pk}/log/",
        b"x" * 1001,
        content_type="multipart/form-data; boundary=x",
    )

    assert refusal(response) == (413, "body_too_large")


def test_a_multipart_that_is_none_is_400(cast: Cast, session: Session) -> None:
    response = Program(cast.manager).post(
        f"sessions/{session.pk}/log/", b"rubbish", content_type="multipart/form-data"
    )

    assert refusal(response)[0] == 400


@public
def breaks(request: Any) -> Any:
    raise ZeroDivisionError


urlpatterns = [url_path("api/v1/breaks/", breaks), *all_of_them]


@pytest.mark.urls(__name__)
@pytest.mark.expects_log_errors
def test_even_what_nobody_foresaw_is_json(db: None, errors_in_log: list[Any]) -> None:
    response = Client(raise_request_exception=False).get("/api/v1/breaks/")

    assert refusal(response) == (500, "server_error")
    assert errors_in_log


@pytest.mark.parametrize("charset", ["hex", "rot13", "base64"])
@pytest.mark.parametrize("address", ["/api/v1/sessions/?page=1", "/help/?a=1"])
def test_a_charset_that_is_no_text_breaks_no_request(
    server: Any, address: str, charset: str
) -> None:
    answer = WSGIClient(server).get(address, content_type=f"text/plain; charset={charset}")

    assert (answer.status_code, bool(answer.data)) == (200, True)
