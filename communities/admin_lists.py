"""What stands beside and below a list of the admin: filters and pages, within the viewer's scope."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.functional import cached_property

from communities.queries.scope import scoped_rows


class ScopedRelatedFilter(admin.RelatedFieldListFilter):
    """The sidebar's choices of a foreign key: only rows that the viewer may see.

    A sub-district has thousands of complexes and no sidebar for them: past `most` choices only the
    chosen one stands there, to be taken off again. One comes to it by a link from the list above, or
    by the search.
    """

    most: ClassVar[int] = 200

    def field_choices(
        self, field: Any, request: HttpRequest, model_admin: admin.ModelAdmin[Any]
    ) -> Any:
        rows = scoped_rows(field.related_model, request.user).order_by("pk")
        offered = list(rows[: self.most + 1]) if self.most else []
        if not offered or len(offered) > self.most:
            # 18 digits are always a bigint.
            chosen = [one for one in self.lookup_val or () if one.isdecimal() and len(one) < 19]
            offered = list(rows.filter(pk__in=chosen)) if chosen else []
        return [(row.pk, str(row)) for row in offered]

    def has_output(self) -> bool:
        """What is chosen counts, even where it is the only choice: Django would drop it silently."""
        return bool(self.lookup_val) or super().has_output()


class ChosenFilter(ScopedRelatedFilter):
    """Never a list: the row that a link from the list above has chosen."""

    most = 0


class BoundedPaginator(Paginator):
    """Counts no further than one reads: half a million rows are counted longer than a page may take."""

    most: ClassVar[int] = 10_000

    @cached_property
    def count(self) -> int:
        rows: Any = self.object_list
        return int(rows[: self.most].count())
