from __future__ import annotations

import io
from datetime import timedelta

import pytest
from django.utils import timezone
from PIL import Image

from activities.models import Photo
from activities.services.logs import LogEntry, log_session, set_log_published
from core.photos import prepare_photo
from tests.activities.photos import upload
from tests.factories.activities import SessionFactory
from tests.people import Cast


@pytest.fixture
def photo(cast: Cast) -> Photo:
    session = SessionFactory(complex=cast.complex, starts_at=timezone.now() - timedelta(hours=1))
    log_session(
        session_id=session.pk,
        entry=LogEntry(headcount=1, photos=[prepare_photo(upload())]),
        actor=cast.manager,
        now=timezone.now(),
    )
    return Photo.objects.get()


def url(photo: Photo, name: str = "320.jpg") -> str:
    return f"/media/{photo.token}/{name}"


def publish(photo: Photo, cast: Cast, *, is_published: bool = True) -> None:
    set_log_published(
        log_id=photo.log_id, is_published=is_published, actor=cast.manager, now=timezone.now()
    )


def test_published_photo_is_for_anybody_with_hard_headers(cast: Cast, client, photo: Photo) -> None:
    publish(photo, cast)

    answer = client.get(url(photo))

    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["Cache-Control"].startswith("public")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert "Cookie" not in answer.get("Vary", "")
    assert Image.open(io.BytesIO(answer.content)).width == 320


def test_unchanged_photo_is_not_sent_again(cast: Cast, client, photo: Photo) -> None:
    publish(photo, cast)
    first = client.get(url(photo, "640.webp"))
    tag = first["ETag"]

    assert client.get(url(photo, "640.webp"), HTTP_IF_NONE_MATCH=tag).status_code == 304


def test_unpublished_photo_is_only_for_those_who_see_the_place(
    cast: Cast, client, client_of, photo: Photo
) -> None:
    assert client.get(url(photo)).status_code == 404
    for user in (cast.sibling_manager, cast.outsider, cast.resident):
        assert client_of(user).get(url(photo)).status_code == 404
    for user in (cast.steward, cast.secretary, cast.auditor):
        answer = client_of(user).get(url(photo))
        assert answer.status_code == 200
        assert answer["Cache-Control"].startswith("private")


def test_photo_that_was_taken_down_is_gone(cast: Cast, client, photo: Photo) -> None:
    publish(photo, cast)
    publish(photo, cast, is_published=False)

    assert client.get(url(photo)).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "{token}/321.jpg",
        "{token}/320.png",
        "{token}/../{token}/320.jpg",
        "{token}/%2e%2e/320.jpg",
        "../../etc/passwd",
        "{other}/320.jpg",
        "{token}/",
    ],
)
def test_no_other_name_leads_to_a_file(cast: Cast, client, photo: Photo, path: str) -> None:
    publish(photo, cast)

    answer = client.get("/media/" + path.format(token=photo.token, other="0" * 32))

    assert answer.status_code == 404


def test_row_without_its_file_is_not_found(cast: Cast, client, photo: Photo, media_folder) -> None:
    publish(photo, cast)
    for stored in media_folder.rglob("320.jpg"):
        stored.unlink()

    assert client.get(url(photo)).status_code == 404
