"""Writers of organizations and of the places they work in."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from accounts.text import pinyin_key, tidy
from communities.credit_codes import credit_code_problem, tidy_credit_code
from communities.models import Community, Complex, Organization, OrganizationPlace
from communities.services.duties import TermBackwards
from core.errors import DomainError
from core.transactions import locking

if TYPE_CHECKING:
    from accounts.models import User


class WrongCreditCode(DomainError):
    """Length, alphabet or check digit of GB 32100; the sentence says which."""


class WorksThereAlready(DomainError):
    default_message = _("这个单位在这里已有服务范围")


@locking
def save_organization(*, organization: Organization, actor: User, now: datetime) -> Organization:
    """Writes a unit with name and code tidied and its sort key renewed. Raises WrongCreditCode.

    A name or code that the sub-district already has comes back as IntegrityError.
    """
    organization.name = tidy(organization.name)
    organization.pinyin_key = pinyin_key(organization.name)
    code = tidy_credit_code(organization.credit_code or "")
    if code and (problem := credit_code_problem(code)):
        raise WrongCreditCode(problem)
    organization.credit_code = code or None
    organization.save()
    return organization


@locking
def add_place(
    *,
    organization: Organization,
    community: Community | None,
    complex_: Complex | None,
    valid_from: date,
    valid_until: date | None = None,
    actor: User,
    now: datetime,
) -> OrganizationPlace:
    """From this day the unit works there; neither place: in the whole sub-district.

    Raises WorksThereAlready, TermBackwards.
    """
    if valid_until and valid_until < valid_from:
        raise TermBackwards
    Organization.objects.select_for_update(no_key=True).get(pk=organization.pk)
    place = {
        "sub_district_id": organization.sub_district_id,
        "community": complex_.community if complex_ else community,
        "complex": complex_,
    }
    if organization.places.filter(**place).overlapping(valid_from, valid_until).exists():
        raise WorksThereAlready
    return OrganizationPlace.objects.create(
        organization=organization, valid_from=valid_from, valid_until=valid_until, **place
    )
