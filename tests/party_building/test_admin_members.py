"""Members in the master data: for readers of members alone; nobody's history once consent is taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from accounts.models import User
from communities.choices import Role
from party_building.models import DualRegistration, PartyMember, PartyOrganization
from party_building.services.members import withdraw_consent
from tests.factories.party_building import (
    DualRegistrationFactory,
    PartyMemberFactory,
    PartyOrganizationFactory,
    ServiceClaimFactory,
)
from tests.ledger_cast import csv_of
from tests.people import Cast, appoint

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("theme_templates")]

MEMBERS = "/admin/party_building/partymember/"
REPORTS = "/admin/party_building/dualregistration/"
LISTS_OF_NAMES = (
    "partymember", "dualregistration", "zoneduty", "serviceclaim", "keypartyhousehold",
    "memberdevelopment", "developmentstep",
)  # fmt: skip


@pytest.fixture
def branch(cast: Cast) -> PartyOrganization:
    return PartyOrganizationFactory(complex=cast.complex, name="东园党支部")


@pytest.fixture
def client(cast: Cast, client_of: Callable[[User], Client]) -> Client:
    return client_of(cast.secretary)


def test_an_official_who_may_not_read_members_has_no_such_lists(
    cast: Cast, branch: PartyOrganization, client_of: Callable[[User], Client]
) -> None:
    PartyMemberFactory(organization=branch)
    staff = appoint("clerk", "社区工作人员甲", Role.COMMUNITY_STAFF, cast.community)
    client = client_of(staff)

    answers = {
        name: client.get(f"/admin/party_building/{name}/").status_code for name in LISTS_OF_NAMES
    }

    assert answers == dict.fromkeys(LISTS_OF_NAMES, 403)
    assert client.get(f"{MEMBERS}ledger/export/").status_code == 403
    assert client.get("/admin/party_building/servicepost/").status_code == 200


def test_the_preview_of_an_import_says_which_cells_are_not_written_though_the_row_is(
    branch: PartyOrganization, client: Client, settings: Settings, tmp_path: Path
) -> None:
    settings.IMPORT_ROOT = str(tmp_path)
    file = csv_of(
        ["姓名", "工作单位", "居住小区", "报到日期", "认领岗位", "同意登记日期"],
        ["郑远", "区图书馆", "东园", "2026-03-01", "瞭望岗", "2026-03-01"],
    )
    url = f"{REPORTS}ledger/import/"
    uploaded = client.post(url, {"file": SimpleUploadedFile("报到.csv", file)})
    preview = client.get(uploaded.headers["Location"]).content.decode()
    (ticket,) = parse_qs(urlsplit(uploaded.headers["Location"]).query)["file"]

    done = client.post(url, {"ticket": ticket, "rows": "all"}, follow=True).content.decode()

    assert "认领岗位：这里没有“瞭望岗”这个服务岗，先不认领" in preview
    assert "有 1 格没有写入，原因在预检里" in done
    assert DualRegistration.objects.get().person.name == "郑远"


def test_a_member_is_entered_with_consent_and_leaves_by_the_service(
    branch: PartyOrganization, client: Client
) -> None:
    typed = {
        "organization": branch.pk, "name": "林静", "phone": "13800000001", "kind": "FULL",
        "home": "HERE", "group": "", "building": "", "consented_on": "2026-01-05",
        "since": "2026-01-05",
    }  # fmt: skip

    refused = client.post(f"{MEMBERS}add/", {**typed, "consented_on": "2099-01-01"})
    client.post(f"{MEMBERS}add/", typed)
    member = PartyMember.objects.get()
    claim = ServiceClaimFactory(service_post__organization=branch, member=member)
    client.post(f"{MEMBERS}{member.pk}/change/", {"until": "2026-06-30"})

    assert "同意日期还没有到" in refused.content.decode()
    member.refresh_from_db()
    claim.refresh_from_db()
    assert (member.until, claim.until) == (date(2026, 6, 30), date(2026, 6, 30))


def test_a_report_is_corrected_and_ended(cast: Cast, client: Client) -> None:
    registration = DualRegistrationFactory(complex=cast.complex)
    told = {
        "employer": "区档案馆", "employer_branch": "", "skills": "摄影", "review": "", "left_reason": "",
    }  # fmt: skip

    client.post(f"{REPORTS}{registration.pk}/change/", {**told, "left_on": ""})
    registration.refresh_from_db()
    assert (registration.employer, registration.left_on) == ("区档案馆", None)
    client.post(
        f"{REPORTS}{registration.pk}/change/",
        {**told, "left_on": "2026-06-30", "left_reason": "搬家"},
    )

    registration.refresh_from_db()
    assert (registration.left_on, registration.left_reason) == (date(2026, 6, 30), "搬家")


def test_a_report_is_entered_in_a_complex(cast: Cast, client: Client) -> None:
    typed = {
        "complex": cast.complex.pk, "name": "郑远", "phone": "", "employer": "区图书馆",
        "employer_branch": "", "skills": "", "reported_on": "2026-03-01",
        "consented_on": "2026-03-01",
    }  # fmt: skip

    client.post(f"{REPORTS}add/", typed)

    assert DualRegistration.objects.get().person.name == "郑远"


def test_the_history_of_one_who_took_consent_back_is_told_to_nobody(
    cast: Cast, branch: PartyOrganization, client: Client
) -> None:
    member = PartyMemberFactory(organization=branch, person__name="欧阳若水")
    history = f"{MEMBERS}{member.pk}/history/"
    assert client.get(history).status_code == 200

    withdraw_consent(
        member_id=member.pk, on=date(2026, 6, 30), actor=cast.secretary, now=timezone.now()
    )

    answer = client.get(history)
    assert answer.status_code == 403
    assert "本人已撤回同意" in answer.content.decode()
    assert "欧阳若水" not in client.get(f"{MEMBERS}{member.pk}/change/").content.decode()
