"""WSGI entry point for gunicorn."""

from __future__ import annotations

import os
from typing import Any

from django.core.handlers.wsgi import WSGIRequest
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.prod")


class CarefulRequest(WSGIRequest):
    """Takes no notice of a charset that is none for text.

    Django asks only whether Python has a codec of that name: `charset=hex` raises while the request
    is being made, before any middleware could answer.
    """

    def _set_content_type_params(self, meta: dict[str, Any]) -> None:
        try:
            super()._set_content_type_params(meta)  # type: ignore[misc]
        except LookupError:
            self._encoding = None


application = get_wsgi_application()
application.request_class = CarefulRequest
