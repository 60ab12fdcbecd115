import pytest

from tests.fuzz import test_forms as tf
from tests.fuzz.test_forms import *  # noqa


@pytest.fixture(autouse=True)
def _few(monkeypatch):
    monkeypatch.setattr(
        tf,
        "ROWS",
        {
            k: v
            for k, v in tf.ROWS.items()
            if k.startswith("meetings") or k.startswith("communities:field_notice")
        },
    )
