from __future__ import annotations

import pytest
from django.utils import timezone

from accounts.models import User
from accounts.text import has_id_number
from core.models import Disclosure
from core.queries import disclosures_of
from core.services import disclosure
from tests.factories.accounts import PersonFactory

pytestmark = pytest.mark.django_db

NOW = timezone.now()


def _reveal(viewer: User, person: object, purpose: str) -> str:
    return disclosure.reveal_phone(
        person=person,
        viewer=viewer,
        purpose=purpose,
        tenant_id=7,
        now=NOW,
    )


def test_a_phone_is_shown_for_a_purpose_and_the_person_can_see_it(steward: User) -> None:
    person = PersonFactory(phone="138 1234 5678")

    assert _reveal(steward, person, "  通知活动 改期 ") == "13812345678"

    (shown,) = disclosures_of([person])
    assert (shown.viewer, shown.purpose, shown.tenant_id) == (steward, "通知活动 改期", 7)
    assert shown.disclosed_at == NOW


@pytest.mark.parametrize(
    ("purpose", "refusal"),
    [
        ("", disclosure.PurposeMissing),
        ("  　", disclosure.PurposeMissing),
        ("长" * 121, disclosure.PurposeTooLong),
    ],
)
def test_no_good_purpose_shows_nothing(
    steward: User, purpose: str, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        _reveal(steward, PersonFactory(), purpose)

    assert not Disclosure.objects.exists()


def test_an_id_number_is_no_purpose(steward: User) -> None:
    for check_digit in "0123456789X":  # one of them makes it a citizen's number (of no division)
        purpose = f"核对99999919000101001{check_digit}"
        if has_id_number(purpose):
            with pytest.raises(disclosure.PurposeHoldsIdNumber):
                _reveal(steward, PersonFactory(), purpose)
            return
    pytest.fail("no check digit fits")


def test_who_has_no_phone_has_none_to_show(steward: User) -> None:
    with pytest.raises(disclosure.NoPhone) as refusal:
        _reveal(steward, PersonFactory(phone=""), "通知改期")

    assert refusal.value.message == "这个人没有登记手机号"


def test_one_person_does_not_read_who_looked_at_another(steward: User) -> None:
    person, neighbour = PersonFactory(), PersonFactory()
    _reveal(steward, person, "通知改期")

    assert list(disclosures_of([neighbour])) == []
