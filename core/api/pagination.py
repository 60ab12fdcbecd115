"""Pages of at most a hundred rows."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import PageNumberPagination
from rest_framework.request import Request

LONGEST_NUMBER = 9


class BoundedPages(PageNumberPagination):
    """`?page=2&page_size=50`; nonsense is refused instead of guessed at."""

    page_size = 20
    max_page_size = 100
    page_size_query_param = "page_size"
    last_page_strings = ()
    invalid_page_message = _(  # type: ignore[assignment]  # formatted when it is said
        "没有这一页"
    )

    def get_page_size(self, request: Request) -> int:
        return self._number(request, "page_size", self.page_size, most=self.max_page_size)

    def get_page_number(self, request: Request, paginator: object) -> int:
        return self._number(request, "page", 1, most=10**LONGEST_NUMBER - 1)

    def _number(self, request: Request, name: str, default: int, *, most: int) -> int:
        typed = request.query_params.get(name)
        if typed is None:
            return default
        is_number = typed.isascii() and typed.isdigit() and len(typed) <= LONGEST_NUMBER
        if not is_number or not 1 <= int(typed) <= most:
            raise ValidationError({name: [_("应是1到%(most)d之间的整数") % {"most": most}]})
        return int(typed)
