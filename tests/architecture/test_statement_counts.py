"""A list takes as many statements for three rows as for one, and not one more than its row says."""

from __future__ import annotations

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.architecture.grounds import client_as
from tests.architecture.statement_counts import COUNTED, Counted
from tests.people import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("theme_templates")]


@pytest.mark.parametrize("page", COUNTED, ids=lambda page: page.name)
@pytest.mark.parametrize("rows", [1, 3])
def test_page_takes_the_statements_of_its_row(page: Counted, rows: int, cast: Cast) -> None:
    # Whatever starts in an hour is of today and of this month.
    noon = timezone.localtime().replace(hour=12, minute=0)
    with time_machine.travel(noon):
        client = client_as(page.role, cast)
        address = page.fill(cast, client, rows)
        with CaptureQueriesContext(connection) as queries:
            response = client.get(address)

    assert response.status_code == 200
    said = "\n".join(query["sql"][:160] for query in queries)
    assert len(queries) == page.statements, f"{len(queries)} statements:\n{said}"
