"""What anybody may read of the streets, zones, titles and ways of governing around a complex."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from accounts.text import mask_name
from communities.choices import ChiefKind
from communities.models import (
    ComplexGroup,
    Designation,
    GovernanceModel,
    GroupMember,
    Shop,
    StreetChief,
    StreetSegment,
    ThreeDutiesCommitment,
    ZoneComplex,
    ZoneLead,
)
from communities.queries.places import Place


@dataclass(frozen=True, slots=True)
class Labelled:
    """A heading and, a line each, what belongs under it; `note`: what stands small beside the heading."""

    label: str
    words: list[str]
    note: str = ""


def listed_streets(*, on: date) -> QuerySet[StreetSegment]:
    """What programs read: segments with their places; two statements a page."""
    return streets_on(on).select_related("sub_district", "community", "complex")


def public_streets(place: Place, *, on: date) -> list[Labelled]:
    """The segments along a complex and those of its community, with their chiefs; two statements."""
    segments = streets_on(on).filter(
        Q(complex=place.complex) | Q(complex=None), community=place.community
    )
    return [
        Labelled(segment.name, chief_words(segment), note=segment.stretch) for segment in segments
    ]


def streets_on(on: date) -> QuerySet[StreetSegment]:
    """Segments with the chiefs of that day (`chiefs_of_day`), the official first."""
    # RESIDENT stands before RESPONSIBLE in the alphabet.
    chiefs = StreetChief.objects.on(on).select_related("person").order_by("-kind", "pk")
    return (
        StreetSegment.objects.public()
        .prefetch_related(Prefetch("chiefs", queryset=chiefs, to_attr="chiefs_of_day"))
        .order_by("name", "stretch", "pk")
    )


def chief_words(segment: StreetSegment) -> list[str]:
    """`责任街长 陈明远`, `群众街长 张*珍`: an official is named, a neighbour is not named in full."""
    chiefs: list[StreetChief] = segment.chiefs_of_day  # type: ignore[attr-defined]  # Prefetch
    return [f"{chief.get_kind_display()} {public_chief_name(chief)}" for chief in chiefs]


def public_chief_name(chief: StreetChief) -> str:
    """As it may stand on a page."""
    name = chief.person.name
    return mask_name(name) if chief.kind == ChiefKind.RESIDENT else name


def listed_shops(*, on: date) -> QuerySet[Shop]:
    """Open on that day, each with whether 门前三包 holds (`has_signed`); no person is known; one statement."""
    signed = ThreeDutiesCommitment.objects.on(on).filter(shop=OuterRef("pk"))
    return (
        Shop.objects.public()
        .filter(Q(closed_on=None) | Q(closed_on__gt=on))
        .annotate(has_signed=Exists(signed))
        .select_related("segment", "sub_district", "community", "complex")
        .order_by("segment__name", "door_number", "pk")
    )


def zone_words(place: Place, *, on: date) -> list[str]:
    """`锦绣一片 高志国`: the zone and the two-committee member who looks after it; two statements."""
    mine = ZoneComplex.objects.on(on).filter(complex=place.complex).select_related("zone")
    leads = ZoneLead.objects.on(on).select_related("person")
    return [
        " ".join([member.zone.name, *(lead.person.name for lead in member.zone.leads_of_day)])  # type: ignore[attr-defined]  # Prefetch
        for member in mine.prefetch_related(
            Prefetch("zone__leads", queryset=leads, to_attr="leads_of_day")
        )
    ]


def public_titles(place: Place, *, on: date) -> list[str]:
    """What the complex and its community were named, and the groups that the complex is in; two statements."""
    given = Designation.objects.filter(_own_or_communitys(place), year__lte=on.year)
    titles = [_title_words(title) for title in given.order_by("-year", "pk")]
    member = GroupMember.objects.on(on).filter(complex=place.complex).values("group")
    groups = ComplexGroup.objects.filter(pk__in=member).order_by("name")
    return [*titles, *groups.values_list("name", flat=True)]


def _title_words(title: Designation) -> str:
    source = "，".join(part for part in (title.get_level_display(), title.given_by) if part)
    return (
        f"{title.year}年 {title.title}（{source}）" if source else f"{title.year}年 {title.title}"
    )


def governance_models(place: Place) -> list[Labelled]:
    """By the names that the place itself uses, with what they stand for where that was said; one statement."""
    models = GovernanceModel.objects.filter(_own_or_communitys(place)).order_by("pk")
    return [Labelled(model.label, model.component_lines) for model in models]


def _own_or_communitys(place: Place) -> Q:
    return Q(complex=place.complex) | Q(complex=None, community=place.community)
