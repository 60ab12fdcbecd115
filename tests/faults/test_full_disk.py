"""The disk of the pictures is full: the log is refused in words, nothing is half there, and later it works."""

from __future__ import annotations

import os
import secrets
import subprocess
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.activities.photos import picture_bytes
from tests.faults.invariants import check_invariants
from tests.faults.stand import Site, Stand
from tests.faults.visitors import Browser

pytestmark = pytest.mark.launcher

PAGE = "/field/log/"
BOUNDARY = "a-boundary-of-the-harness"
KEPT = "SELECT count(*) FROM activities_photo p JOIN activities_activitylog l ON l.id = p.log_id"


@contextmanager
def small_disk(folder: Path, kilobytes: int) -> Generator[None, None, None]:
    """A disk of that size over the folder; only root may mount one."""
    folder.mkdir(parents=True, exist_ok=True)
    mount = ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k,mode=0777", "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("only root may mount a small disk")
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def test_a_full_disk_is_told_in_words_and_keeps_no_half_log(
    stand: Stand, record_property: Any
) -> None:
    site = stand.whole
    began = time.monotonic()
    media = site.demo.var / "media"
    session = site.inside.call("open_held_session")["session"]
    browser = Browser(site, cookies={"sessionid": site.cookie})

    with small_disk(media, kilobytes=16):
        status, page, _location = _send_log(browser, session)
        left = [path for path in media.rglob("*") if path.is_file()]
    logs_then = site.ask("SELECT count(*) FROM activities_activitylog")
    status_later, _page, location = _send_log(browser, session)
    browser.close()

    assert (status, logs_then, left) == (503, 0, [])
    assert "请先不带照片提交" in page
    assert (status_later, location.startswith("/field/log/")) == (302, True)
    assert site.ask(KEPT) == 1
    found = _broken(site)
    record_property(
        "fault", ("disk", "media disk full", "log with a photo", time.monotonic() - began, found)
    )
    assert found == []


def _broken(site: Site) -> list[str]:
    connection = site.connect()
    try:
        with connection.cursor() as cursor:
            return check_invariants(cursor, site.known)
    finally:
        connection.close()


def _send_log(browser: Browser, session: int) -> tuple[int, str, str]:
    status, page, _location = browser.ask("GET", f"{PAGE}?session={session}")
    assert status == 200
    fields = {
        "csrfmiddlewaretoken": browser.token(page),
        "session": str(session),
        "people": "12",
        "sentence": "来了不少人",
        "request_key": secrets.token_hex(8),
        "known_log": "",
    }
    parts = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    parts += [
        (
            f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="photos"; filename="a.jpg"'
            "\r\nContent-Type: image/jpeg\r\n\r\n"
        ).encode(),
        picture_bytes("red", (1600, 1200)),
        f"\r\n--{BOUNDARY}--\r\n".encode(),
    ]
    return browser.ask("POST", PAGE, b"".join(parts), f"multipart/form-data; boundary={BOUNDARY}")
