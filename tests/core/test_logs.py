from __future__ import annotations

import logging

import pytest
import structlog
from django.test import Client

pytestmark = pytest.mark.django_db


def test_an_event_carries_the_requests_id_into_pythons_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    structlog.contextvars.bind_contextvars(request_id="one-request")

    structlog.get_logger("core.tests").warning("reached", channel="IN_APP")

    assert caplog.record_tuples == [
        (
            "core.tests",
            logging.WARNING,
            "event='reached' channel='IN_APP' request_id='one-request' logger='core.tests'",
        )
    ]
    structlog.contextvars.clear_contextvars()


def test_a_plain_request_leaves_no_line(
    client: Client, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    client.get("/healthz")

    assert "request_started" not in capsys.readouterr().out + caplog.text
