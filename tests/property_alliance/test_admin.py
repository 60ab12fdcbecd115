"""Units, firms, staff and door duties through the admin: refusals stand in the form, nothing is lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from communities.choices import DutyKind, OrganizationKind
from communities.models import DoorDuty, DutyLeave, Organization, OrganizationPlace
from property_alliance.choices import Post
from property_alliance.models import FirmStaff, PropertyFirm, ServiceContract, StaffPosting
from tests.factories.accounts import PersonFactory
from tests.factories.communities import (
    BuildingFactory,
    DoorDutyFactory,
    OrganizationFactory,
    ResidentFactory,
)
from tests.factories.property_alliance import (
    FirmStaffFactory,
    PropertyFirmFactory,
    ServiceContractFactory,
    StaffPostingFactory,
)
from tests.people import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("theme_templates")]

SignIn = Callable[[User], Client]


def send(client: Client, page: str, typed: dict[str, Any], *args: Any) -> str:
    """The page that comes back; empty where the form was taken."""
    forms: dict[str, Any] = {}
    for prefix in ("places", "contracts", "postings", "leaves"):
        forms |= {f"{prefix}-TOTAL_FORMS": "0", f"{prefix}-INITIAL_FORMS": "0"}
    response = client.post(reverse(f"admin:{page}", args=args), {**forms, **typed})
    assert response.status_code in {200, 302}
    return str(response.content.decode()) if response.status_code == 200 else ""


def unit(**typed: Any) -> dict[str, Any]:
    return {"kind": OrganizationKind.PROPERTY_FIRM, "name": "甲物业", **typed}


def test_a_credit_code_is_taken_as_typed_and_a_wrong_one_named(
    cast: Cast, client_of: SignIn
) -> None:
    client, page = client_of(cast.official), "communities_organization_add"

    wrong = send(client, page, unit(credit_code="91510108madem0011h", representative="赵某"))
    assert "校验位不对" in wrong
    assert 'value="赵某"' in wrong
    assert not Organization.objects.exists()

    assert send(client, page, unit(credit_code=" ９１５１０１０８ madem0011g ")) == ""
    assert Organization.objects.get().credit_code == "91510108MADEM0011G"
    assert send(client, page, unit(name="乙物业", credit_code="")) == ""
    assert Organization.objects.get(name="乙物业").credit_code is None


def test_a_unit_works_in_a_place_once(cast: Cast, client_of: SignIn) -> None:
    client, page = client_of(cast.official), "communities_organizationplace_add"
    hospital = OrganizationFactory(sub_district=cast.street, kind=OrganizationKind.HOSPITAL)
    typed = {
        "organization": hospital.pk, "community": cast.community.pk, "valid_from": "2026-03-01",
    }  # fmt: skip

    assert send(client, page, typed) == ""
    assert "这个单位在这里已有服务范围" in send(client, page, typed)
    assert OrganizationPlace.objects.get().community == cast.community


def test_a_second_steward_of_a_building_is_refused_and_ends_in_the_form(
    cast: Cast, client_of: SignIn
) -> None:
    client = client_of(cast.secretary)
    building = BuildingFactory(complex=cast.complex, name="3栋")
    first, second = (PersonFactory(name=name) for name in ("甲管家", "乙管家"))
    for person in (first, second):
        ResidentFactory(complex=cast.complex, person=person)
    duty = DoorDutyFactory(complex=cast.complex, building=building, person=first)
    typed = {
        "complex": cast.complex.pk, "building": building.pk, "kind": DutyKind.STEWARD,
        "person": second.pk, "valid_from": "2026-07-01",
    }  # fmt: skip

    assert "这个范围在这段时间已经有人负责" in send(client, "communities_doorduty_add", typed)
    ended = send(client, "communities_doorduty_change", {"valid_until": "2026-06-30"}, duty.pk)
    assert ended == ""
    assert send(client, "communities_doorduty_add", typed) == ""
    assert DoorDuty.objects.on(date(2026, 7, 1)).get().person == second


def test_a_deputy_is_another_person(cast: Cast, client_of: SignIn) -> None:
    client, page = client_of(cast.secretary), "communities_dutyleave_add"
    duty = DoorDutyFactory(complex=cast.complex, person=cast.elder)
    other = PersonFactory()
    ResidentFactory(complex=cast.complex, person=other)
    typed = {"duty": duty.pk, "first_day": "2026-07-01", "last_day": "2026-07-03"}

    assert "代班的要是另一个人" in send(client, page, {**typed, "deputy": cast.elder.pk})
    assert send(client, page, {**typed, "deputy": other.pk}) == ""
    assert DutyLeave.objects.get().complex == cast.complex


def test_a_contract_is_signed_once_and_only_ended(cast: Cast, client_of: SignIn) -> None:
    client = client_of(cast.official)
    known = OrganizationFactory(sub_district=cast.street, name="甲物业")
    assert send(client, "property_alliance_propertyfirm_add", {"organization": known.pk}) == ""
    firm = PropertyFirm.objects.get()
    typed = {"firm": firm.pk, "complex": cast.complex.pk, "starts_on": "2026-01-01", "fee": "2.8"}

    page = "property_alliance_servicecontract"
    assert send(client, f"{page}_add", typed) == ""
    assert "这个小区在这段时间已有物业服务合同" in send(client, f"{page}_add", typed)
    contract = ServiceContract.objects.get()
    assert "止期不能早于起期" in send(
        client, f"{page}_change", {"ends_on": "2025-01-01"}, contract.pk
    )
    assert send(client, f"{page}_change", {"ends_on": "2026-12-31", "fee": "9"}, contract.pk) == ""

    contract.refresh_from_db()
    assert (contract.ends_on, str(contract.fee)) == (date(2026, 12, 31), "2.80")


def test_whoever_leaves_names_a_successor_from_the_same_firm(cast: Cast, client_of: SignIn) -> None:
    client = client_of(cast.official)
    firm = PropertyFirmFactory(organization__sub_district=cast.street)
    page = "property_alliance_firmstaff"
    # Neither lives there nor has an account: written down by name and phone.
    for name, phone in (("去的", "13800000001"), ("留的", "13800000002")):
        typed = {"firm": firm.pk, "name": name, "phone": phone, "valid_from": "2026-01-01"}
        assert send(client, f"{page}_add", typed) == ""
    assert "应以13到19开头" in send(client, f"{page}_add", {**typed, "phone": "12345678901"})
    staff = FirmStaff.objects.get(person__name="去的")
    going, staying = staff.person, FirmStaff.objects.get(person__name="留的").person
    posting = {
        "staff": staff.pk, "complex": cast.complex.pk, "post": Post.STEWARD,
        "valid_from": "2026-01-01",
    }  # fmt: skip
    assert send(client, "property_alliance_staffposting_add", posting) == ""
    assert "已有这个岗位" in send(client, "property_alliance_staffposting_add", posting)
    DoorDutyFactory(complex=cast.complex, person=going)

    leaving = {"valid_until": "2026-06-30"}
    assert "还负责1处楼栋" in send(client, f"{page}_change", leaving, staff.pk)
    stranger = {**leaving, "successor": PersonFactory().pk}
    assert "errorlist" in send(client, f"{page}_change", stranger, staff.pk)
    taken = {**leaving, "successor": staying.pk}
    assert send(client, f"{page}_change", taken, staff.pk) == ""

    assert StaffPosting.objects.get().valid_until == date(2026, 6, 30)
    assert DoorDuty.objects.on(date(2026, 7, 1)).get().person == staying


def test_another_complexs_secretary_finds_none_of_it(cast: Cast, client_of: SignIn) -> None:
    firm = PropertyFirmFactory(organization__sub_district=cast.street)
    rows = [
        ("servicecontract", ServiceContractFactory(firm=firm, complex=cast.other_community_complex)),
        ("staffposting", StaffPostingFactory(
            staff=FirmStaffFactory(firm=firm), complex=cast.other_community_complex
        )),
    ]  # fmt: skip

    for model, row in rows:
        page = reverse(f"admin:property_alliance_{model}_change", args=[row.pk])
        assert client_of(cast.secretary).get(page).status_code == 404
        assert client_of(cast.official).get(page).status_code == 200
