"""What a slug names, and what lies in a place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Case, Q, QuerySet, When
from django.utils.translation import gettext as _

from accounts.text import pinyin_key
from communities.choices import PlaceKind
from communities.models import Community, Complex, SubDistrict, Unit
from core.indicators import UnknownPlace

if TYPE_CHECKING:
    from communities.querysets import AnyUser, ComplexQuerySet
    from core.indicators import Question


@dataclass(frozen=True, slots=True)
class Place:
    """A sub-district, a community or a complex, with all that it lies in."""

    sub_district: SubDistrict
    community: Community | None = None
    complex: Complex | None = None

    @property
    def narrowest(self) -> SubDistrict | Community | Complex:
        return self.complex or self.community or self.sub_district

    @property
    def kind(self) -> PlaceKind:
        if self.complex:
            return PlaceKind.COMPLEX
        return PlaceKind.COMMUNITY if self.community else PlaceKind.SUB_DISTRICT

    @property
    def name(self) -> str:
        return self.narrowest.name

    @property
    def slug(self) -> str:
        return self.narrowest.slug

    @classmethod
    def of_complex(cls, complex_: Complex) -> Place:
        return cls(complex_.sub_district, complex_.community, complex_)

    def columns(self) -> dict[str, int | None]:
        """The three place columns of a row that belongs here."""
        return {
            "sub_district_id": self.sub_district.pk,
            "community_id": self.community.pk if self.community else None,
            "complex_id": self.complex.pk if self.complex else None,
        }

    def whole_sub_district(self) -> Place:
        return Place(self.sub_district)


def place_by_slug(slug: str, *, is_listed: bool = True) -> Place | None:
    """The place that a slug names, of any of the three kinds.

    One statement for a complex, two for a community and for a sub-district that has one.

    `is_listed=False` also finds places that are not public (commands of the staff).
    """
    complexes = Complex.objects.public() if is_listed else Complex.objects.all()
    complex_ = complexes.select_related("community", "sub_district").filter(slug=slug).first()
    if complex_:
        return Place.of_complex(complex_)
    communities = Community.objects.public() if is_listed else Community.objects.all()
    # The community, or one of the sub-district's: so that both are found in one statement.
    community = (
        communities.select_related("sub_district")
        .filter(Q(slug=slug) | Q(sub_district__slug=slug))
        .order_by(Case(When(slug=slug, then=0), default=1), "pk")
        .first()
    )
    if community and community.slug == slug:
        return Place(community.sub_district, community)
    if community:
        return Place(community.sub_district)
    sub_district = SubDistrict.objects.filter(slug=slug).first()
    return Place(sub_district) if sub_district else None


def complexes_on(place: Place, day: date) -> ComplexQuerySet:
    """The complexes that lay in the place that day: what figures of a past day count."""
    if place.complex:
        return Complex.objects.filter(pk=place.complex.pk)
    if place.community:
        return Complex.objects.in_community_on(place.community, day)
    return Complex.objects.filter(sub_district=place.sub_district).standing_on(day)


def placed_on(place: Place, day: date) -> Q:
    """Placed rows of complexes that lay in the place that day, and those of the place itself."""
    inside = Q(complex__in=complexes_on(place, day))
    if place.complex:
        return inside
    whole = Q(community=place.community) if place.community else Q(sub_district=place.sub_district)
    return inside | (whole & Q(complex=None))


def asked_place(question: Question) -> Place:
    """Where an indicator is asked. Raises UnknownPlace."""
    place = place_by_slug(question.place, is_listed=False)
    if place is None:
        raise UnknownPlace(_("没有“%(slug)s”这个地方。") % {"slug": question.place})
    return place


def slug_that_followed(slug: str) -> str:
    """Of the complex into which the one of this slug was merged; empty for any other slug."""
    followed = Complex.objects.filter(slug=slug).values_list("merged_into__slug", flat=True)
    return followed.first() or ""


def list_unit_names(complex_id: int | None) -> list[str]:
    """`3栋2单元`, as they are numbered; none of a place that has not registered its buildings."""
    if complex_id is None:
        return []
    named = Unit.objects.filter(complex=complex_id).values_list("building__name", "name")
    return sorted((f"{building}{unit}" for building, unit in named), key=pinyin_key)


def readable_complexes(user: AnyUser) -> QuerySet[Complex]:
    """What the entrance lists for everybody, and what the user serves, by pinyin."""
    rows = Complex.objects.public() | Complex.objects.visible_to(user)
    return rows.select_related("sub_district", "community").by_pinyin()


def only_sub_district() -> SubDistrict | None:
    """The tenant, where the database holds just one."""
    tenants = list(SubDistrict.objects.order_by("pk")[:2])
    return tenants[0] if len(tenants) == 1 else None
