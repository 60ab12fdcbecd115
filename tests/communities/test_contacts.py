from __future__ import annotations

from communities.contacts import contact_for, dialled, phones_of
from communities.models import Community, Complex, SubDistrict


def test_the_steward_is_rung_first_then_the_community_then_the_street() -> None:
    street = SubDistrict(name="甲街道", phone="028-1111111")
    community = Community(name="甲社区", phone="028-2222222")
    here = Complex(name="东园", duty_name="李师傅", duty_phone="13812345678", duty_hours="全天")

    steward = contact_for(here, community, street)
    assert steward is not None
    assert (steward.initial, steward.label, steward.note) == ("李", "管家 李师傅", "全天")
    assert steward.say == "打电话给管家李师傅，13812345678"
    assert [
        contact.label
        for contact in (
            contact_for(Complex(name="西园"), community, street),
            contact_for(None, None, street),
        )
        if contact
    ] == ["甲社区", "甲街道"]
    assert contact_for(Complex(), Community(), SubDistrict()) is None


def test_a_steward_without_a_name_is_the_steward() -> None:
    contact = contact_for(Complex(duty_phone="028-88880000"))

    assert contact is not None
    assert (contact.label, contact.note, contact.tel) == ("管家", "028-88880000", "02888880000")


def test_the_hotline_always_stands_last() -> None:
    assert phones_of(None, None, None) == [("12345", "政务服务热线", "12345")]
    phones = phones_of(None, None, SubDistrict(phone="028-1111111"))
    assert [label for label, _words, _tel in phones] == ["街道电话", "12345"]


def test_a_number_is_dialled_as_digits() -> None:
    assert dialled("+86 028-8888 0000") == "+8602888880000"
