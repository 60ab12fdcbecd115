"""One firm runs a complex at a time, and rivals see nothing of each other."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from communities.choices import OrganizationKind
from communities.services.duties import TermBackwards
from property_alliance.models import PropertyFirm, ServiceContract
from property_alliance.queries.firms import contract_of
from property_alliance.services import firms
from tests.concurrency import InTurn, at_once
from tests.factories.communities import OrganizationFactory
from tests.factories.property_alliance import PropertyFirmFactory, ServiceContractFactory
from tests.people import Cast

Sign = Callable[..., ServiceContract]


@pytest.fixture
def firm(cast: Cast) -> PropertyFirm:
    return PropertyFirmFactory(organization__sub_district=cast.street, organization__name="甲物业")


@pytest.fixture
def rival(cast: Cast) -> PropertyFirm:
    return PropertyFirmFactory(organization__sub_district=cast.street, organization__name="乙物业")


@pytest.fixture
def sign(cast: Cast) -> Sign:
    def by(
        firm: PropertyFirm, first: date, last: date | None = None, **more: Any
    ) -> ServiceContract:
        return firms.sign_contract(
            firm=firm,
            complex_=more.get("complex_", cast.complex),
            starts_on=first,
            ends_on=last,
            actor=cast.official,
            now=timezone.now(),
        )

    return by


def test_only_a_property_firm_becomes_one_and_only_once(cast: Cast) -> None:
    def register(**details: Any) -> PropertyFirm:
        return firms.register_firm(**details, actor=cast.official, now=timezone.now())

    known = OrganizationFactory(sub_district=cast.street)
    first = register(organization=known, credit_grade="AAA")
    again = register(organization=known)
    better = register(organization=known, credit_grade="AA")

    assert first == again == better
    assert (again.credit_grade, better.credit_grade) == ("AAA", "AA")
    with pytest.raises(firms.NotAPropertyFirm):
        register(
            organization=OrganizationFactory(
                sub_district=cast.street, kind=OrganizationKind.HOSPITAL
            )
        )


def test_who_runs_the_complex_is_known_for_any_day(
    cast: Cast, firm: PropertyFirm, rival: PropertyFirm, sign: Sign
) -> None:
    sign(firm, date(2024, 1, 1), date(2026, 6, 30))
    sign(rival, date(2026, 7, 1))

    def runs(day: date) -> str | None:
        contract = contract_of(cast.complex, on=day)
        return contract.firm.name if contract else None

    assert runs(date(2023, 12, 31)) is None
    assert runs(date(2026, 6, 30)) == "甲物业"
    assert runs(date(2026, 7, 1)) == "乙物业"


def test_two_contracts_at_once_are_refused_by_name(
    cast: Cast, firm: PropertyFirm, rival: PropertyFirm, sign: Sign
) -> None:
    contract = sign(firm, date(2026, 1, 1))

    with pytest.raises(firms.ContractOverlaps, match="东园这段时间由甲物业服务"):
        sign(rival, date(2026, 7, 1))
    with pytest.raises(TermBackwards):
        sign(rival, date(2026, 7, 1), date(2026, 6, 1))
    sign(rival, date(2026, 7, 1), complex_=cast.sibling_complex)
    with pytest.raises(TermBackwards):
        firms.end_contract(
            contract=contract, last_day=date(2025, 1, 1), actor=cast.official, now=timezone.now()
        )
    firms.end_contract(
        contract=contract, last_day=date(2026, 6, 30), actor=cast.official, now=timezone.now()
    )
    assert sign(rival, date(2026, 7, 1)).ends_on is None


def test_the_database_refuses_an_overlap_whatever_the_code_does(
    cast: Cast, firm: PropertyFirm, rival: PropertyFirm, sign: Sign
) -> None:
    sign(firm, date(2026, 1, 1))

    with pytest.raises(IntegrityError, match="contract_one_firm_at_a_time"), transaction.atomic():
        ServiceContractFactory(complex=cast.complex, firm=rival, starts_on=date(2026, 5, 1))


def test_a_firm_of_another_sub_district_signs_nothing_here(cast: Cast, sign: Sign) -> None:
    stranger = PropertyFirmFactory(organization__sub_district=cast.other_street)

    with pytest.raises(firms.AnotherSubDistrict):
        sign(stranger, date(2026, 1, 1))


def test_a_manager_sees_the_firm_of_her_complex_and_nothing_of_its_rival(
    cast: Cast, firm: PropertyFirm, rival: PropertyFirm, sign: Sign
) -> None:
    own = sign(firm, date(2026, 1, 1))
    other = sign(rival, date(2026, 1, 1), complex_=cast.sibling_complex)

    assert list(PropertyFirm.objects.visible_to(cast.manager)) == [firm]
    assert list(PropertyFirm.objects.visible_to(cast.sibling_manager)) == [rival]
    assert set(PropertyFirm.objects.visible_to(cast.official)) == {firm, rival}
    assert list(PropertyFirm.objects.visible_to(cast.outsider)) == []
    assert list(ServiceContract.objects.visible_to(cast.manager)) == [own]
    assert list(ServiceContract.objects.visible_to(cast.sibling_manager)) == [other]
    assert list(ServiceContract.objects.manageable_by(cast.manager)) == []
    assert list(PropertyFirm.objects.serving(cast.complex.pk, on=date(2026, 3, 1))) == [firm]


@pytest.mark.django_db(transaction=True)
def test_of_two_who_sign_at_once_one_is_refused(
    firm: PropertyFirm, rival: PropertyFirm, sign: Sign
) -> None:
    answers = at_once(lambda: sign(firm, date(2026, 1, 1)), lambda: sign(rival, date(2026, 1, 1)))

    assert sorted(type(answer).__name__ for answer in answers) == [
        "ContractOverlaps", "ServiceContract",
    ]  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_only_the_constraint_is_left_to_refuse(
    firm: PropertyFirm, rival: PropertyFirm, sign: Sign, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: both look before either writes, so that one meets the database's wall."""
    both = InTurn()
    first_of = firms.ServiceContract.objects.none().first.__func__  # type: ignore[attr-defined]

    def first_and_meet(rows: Any) -> Any:
        found = first_of(rows)
        if rows.model is ServiceContract:
            both.meet()
        return found

    monkeypatch.setattr("django.db.models.query.QuerySet.first", first_and_meet)
    monkeypatch.setattr("django.db.models.query.QuerySet.select_for_update", lambda rows, **_: rows)

    answers = both.run(lambda: sign(firm, date(2026, 1, 1)), lambda: sign(rival, date(2026, 1, 1)))

    assert sorted(type(answer).__name__ for answer in answers) == [
        "IntegrityError", "ServiceContract",
    ]  # fmt: skip
