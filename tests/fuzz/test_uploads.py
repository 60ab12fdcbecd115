"""Crafted and mangled photos at the log: stored anew and clean, or refused with nothing left behind."""

from __future__ import annotations

import random
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.utils import timezone
from PIL import Image

from activities.models import ActivityLog, Photo, Session
from tests.architecture.grounds import client_as
from tests.factories.activities import SessionFactory
from tests.fuzz.values import dice_for, dose, echoes
from tests.hostile_pictures import BAD, GOOD, GPS_TAG, JPEG, PNG, WEBP
from tests.people import Cast

pytestmark = pytest.mark.django_db

LOG = "/field/log/"
SECRETS = (b"hl-secret-note", b"hl-echo", b"<script", b"PK\x03\x04")


@pytest.fixture
def manager(cast: Cast) -> Client:
    return client_as("manager", cast)


@pytest.fixture
def session(cast: Cast) -> Session:
    made: Session = SessionFactory(
        complex=cast.complex, starts_at=timezone.now() - timedelta(minutes=30)
    )
    return made


def send(client: Client, session: Session, name: str, content: bytes):
    photo = SimpleUploadedFile("a.jpg", content, "image/jpeg")
    photo.name = name
    answers = {"session": session.pk, "people": "9", "request_key": "k", "photos": photo}
    return client.post(LOG, answers)


def stored(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


@pytest.mark.parametrize("what", GOOD)
def test_what_is_a_picture_is_stored_anew_and_carries_nothing(
    what: str, manager: Client, session: Session, media_folder: Path
) -> None:
    name, make = GOOD[what]

    response = send(manager, session, name, make())

    assert response.status_code == 302
    assert Photo.objects.count() == 1
    files = stored(media_folder)
    assert files
    for path in files:
        content = path.read_bytes()
        assert [secret for secret in SECRETS if secret in content] == []
        with Image.open(path) as picture:
            assert GPS_TAG not in picture.getexif()
        assert path.suffix in {".jpg", ".webp"}
        assert media_folder in path.resolve().parents
    assert echoes(manager.get(response["Location"]).content) == []


@pytest.mark.parametrize("what", BAD)
def test_what_is_no_picture_is_refused_in_words_and_leaves_nothing(
    what: str, manager: Client, session: Session, media_folder: Path
) -> None:
    name, make = BAD[what]

    response = send(manager, session, name, make())

    page = response.content.decode()
    assert response.status_code in {200, 422}
    assert "f-err" in page
    assert echoes(response.content) == []
    assert not Photo.objects.exists()
    assert not ActivityLog.objects.exists()
    assert stored(media_folder) == []


def test_no_mangled_picture_brings_the_log_down(
    manager: Client, session: Session, media_folder: Path
) -> None:
    dice = dice_for("pictures")
    for number in range(dose(60, 500)):
        content = mangled_picture([JPEG, PNG, WEBP][number % 3], dice)
        with transaction.atomic():
            response = send(manager, session, f"{number}.jpg", content)
            assert response.status_code in {200, 302, 422}
            assert (response.status_code == 302) == Photo.objects.exists()
            if response.status_code != 302:
                assert stored(media_folder) == []
            transaction.set_rollback(True)
        for path in stored(media_folder):
            path.unlink()


def mangled_picture(source: bytes, dice: random.Random) -> bytes:
    content = bytearray(source)
    for _byte in range(dice.randint(1, 30)):
        content[dice.randrange(len(content))] = dice.randrange(256)
    return bytes(content[: dice.randrange(1, len(content))] if dice.random() < 0.3 else content)


def test_there_are_more_than_forty_crafted_files() -> None:
    assert len(GOOD) + len(BAD) >= 40
