"""Whom residents can ring: published contacts of a place, never a person's own phone."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from communities.models import Community, Complex, SubDistrict

CITY_HOTLINE = "12345"


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody to ring (templates/components/phone_row.html); `phone` as it is printed."""

    initial: str
    label: str
    note: str
    phone: str
    tel: str
    say: str


def contact_for(
    complex_: Complex | None,
    community: Community | None = None,
    sub_district: SubDistrict | None = None,
) -> Contact | None:
    """The complex's steward; where there is none the community, then the sub-district."""
    if complex_ and complex_.duty_phone:
        name = complex_.duty_name or _("管家")
        label = name if _("管家") in name else _("管家 %(name)s") % {"name": name}
        return make_contact(label, complex_.duty_phone, name=name, hours=complex_.duty_hours)
    for place in (community, sub_district):
        if place and place.phone:
            return make_contact(place.name, place.phone)
    return None


def make_contact(label: str, phone: str, *, name: str = "", hours: str = "") -> Contact:
    """With the hours below the name where they are known, else the number."""
    return Contact(
        initial=(name or label)[:1],
        label=label,
        note=hours or phone,
        phone=phone,
        tel=dialled(phone),
        say=_("打电话给%(who)s，%(phone)s") % {"who": label.replace(" ", ""), "phone": phone},
    )


def phones_of(
    complex_: Complex | None, community: Community | None, sub_district: SubDistrict | None
) -> list[tuple[str, str, str]]:
    """Label, words, digits: the footer of every page, the city's hotline last."""
    phones = [
        (str(label), place_phone, dialled(place_phone))
        for label, place_phone in (
            (_("管家电话"), complex_.duty_phone if complex_ else ""),
            (_("社区电话"), community.phone if community else ""),
            (_("街道电话"), sub_district.phone if sub_district and not community else ""),
        )
        if place_phone
    ]
    return [*phones, (CITY_HOTLINE, _("政务服务热线"), CITY_HOTLINE)]


def dialled(phone: str) -> str:
    """What stands behind `tel:`."""
    return "".join(sign for sign in phone if sign.isdigit() or sign == "+")
