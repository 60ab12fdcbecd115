"""What a request may carry as JSON: UTF-8, small, and not nested for its own sake."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import IO, Any

from django.utils.translation import gettext as _
from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser

from core.api.errors import BodyTooLarge

MOST_BYTES = 64 * 1024


class SmallJSONParser(BaseParser):
    """Read as UTF-8 whatever the header says, without NaN and Infinity, which are no JSON."""

    media_type = "application/json"

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        content = stream.read(MOST_BYTES + 1)
        if len(content) > MOST_BYTES:
            raise BodyTooLarge(
                _("内容太大，最多%(size)dKB") % {"size": MOST_BYTES // 1024}, "body_too_large"
            )
        try:
            return json.loads(content.decode("utf-8"), parse_constant=_refuse)
        except (ValueError, RecursionError) as error:
            raise ParseError from error


def _refuse(name: str) -> None:
    raise ValueError(name)
