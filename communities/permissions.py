"""Who may enter the master data and change what there; asked by the admin, its site and pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import rules

from accounts.models import User
from communities.choices import (
    ADMIN_READERS,
    APPOINTERS,
    BODY_READERS,
    NOTICE_WRITERS,
    OFFICIALS,
    SUB_DISTRICT_OFFICIALS,
    VISITORS,
    NoticeState,
    Role,
)
from communities.models import (
    Complex,
    Notice,
    Objection,
    OwnersBody,
    Ownership,
    Resident,
    RoleAssignment,
    SurveyRound,
    VisitPlan,
)
from communities.queries.people import manageable_users, visible_persons
from communities.queries.scope import covers_place, serves_as, whole_tenants

if TYPE_CHECKING:
    from accounts.models import Person
    from communities.querysets import AnyUser


def can_enter_admin(user: AnyUser) -> bool:
    """Officials and auditors of any place; field staff have `/field/`."""
    return serves_as(user, frozenset(ADMIN_READERS))


def can_write_in_admin(user: AnyUser) -> bool:
    """Officials of any place; an auditor reads."""
    return serves_as(user, OFFICIALS)


def can_open_sub_district(user: AnyUser) -> bool:
    """Whoever runs the whole system; a sub-district's own people never open another tenant."""
    return bool(user.is_active and user.is_superuser)


def can_run_sub_district(user: AnyUser) -> bool:
    """Its administrators, and whoever runs the whole system."""
    return serves_as(user, frozenset({Role.SUB_DISTRICT_ADMIN}))


def can_appoint(user: AnyUser, duty: RoleAssignment | None = None) -> bool:
    """Give and end duties: the sub-district's administrators and communities' secretaries (I-24)."""
    if duty is None:
        return serves_as(user, APPOINTERS)
    return RoleAssignment.objects.manageable_by(user).filter(pk=duty.pk).exists()


def can_manage_account(user: AnyUser, account: User | None = None) -> bool:
    """Close and reopen accounts: whoever could have given all of their duties."""
    if account is None:
        return can_appoint(user)
    return manageable_users(user).filter(pk=account.pk).exists()


@rules.predicate
def can_see_person(user: AnyUser, person: Person | None = None) -> bool:
    """Persons who live or serve where the user serves."""
    if person is None:
        return can_enter_admin(user)
    return visible_persons(user).filter(pk=person.pk).exists()


@rules.predicate
def can_manage_resident(user: AnyUser, resident: Resident | None = None) -> bool:
    """Register residents and end residences: whoever writes in the complex."""
    if resident is None:
        return can_write_in_admin(user)
    return Resident.objects.manageable_by(user).filter(pk=resident.pk).exists()


@rules.predicate
def can_move_complex(user: AnyUser, complex_: Complex | None = None) -> bool:
    """Move and merge complexes: boundaries are drawn by the sub-district, by its officials."""
    if complex_ is None:
        return serves_as(user, SUB_DISTRICT_OFFICIALS)
    return covers_place(
        user,
        SUB_DISTRICT_OFFICIALS,
        sub_district_id=complex_.sub_district_id,
        community_id=None,
        complex_id=None,
    )


@rules.predicate
def can_manage_ownership(user: AnyUser, ownership: Ownership | None = None) -> bool:
    """Record and end shares: the officials of the place."""
    if ownership is None:
        return can_write_in_admin(user)
    return Ownership.objects.manageable_by(user).filter(pk=ownership.pk).exists()


def can_merge_persons(
    user: AnyUser, one: Person | None = None, other: Person | None = None
) -> bool:
    """Say that two rows are one person: officials who see both, and may manage the account of either."""
    if not can_write_in_admin(user):
        return False
    both = [person.pk for person in (one, other) if person]
    if visible_persons(user).filter(pk__in=both).count() < len(both):
        return False
    accounts = User.objects.filter(person__in=both)
    return not accounts.exclude(pk__in=manageable_users(user).values("pk")).exists()


def can_read_tenant_tables(user: AnyUser) -> bool:
    """Messages, call lists and disclosures of a whole sub-district."""
    return user.is_authenticated and whole_tenants(user).exists()


# Notices ------------------------------------------------------------------------------------------


def can_write_notices(user: AnyUser) -> bool:
    """Writes notices for any place today."""
    return serves_as(user, NOTICE_WRITERS)


@rules.predicate
def can_manage_notice(user: AnyUser, notice: Notice | None = None) -> bool:
    """Write, change, submit, enter and answer objections: whoever serves its place."""
    if notice is None:
        return can_write_notices(user)
    return Notice.objects.manageable_by(user).filter(pk=notice.pk).exists()


@rules.predicate
def can_review_notice(user: AnyUser, notice: Notice | None = None) -> bool:
    """Pass, return, confirm, put an emergency up at once: the officials whose duty covers its place."""
    if notice is None:
        return serves_as(user, OFFICIALS)
    return Notice.objects.decidable_by(user).filter(pk=notice.pk).exists()


def can_withdraw_notice(user: AnyUser, notice: Notice) -> bool:
    """Whoever wrote it and still serves there, and the officials of its place."""
    wrote = notice.created_by_id is not None and notice.created_by_id == user.pk
    return bool((wrote and can_manage_notice(user, notice)) or can_review_notice(user, notice))


def is_own_text(user: AnyUser, notice: Notice) -> bool:
    """Wrote it, changed its text or sent it for review: whoever did does not pass it (domain 8.8)."""
    if not user.is_authenticated:
        return False
    if user.pk in {notice.created_by_id, notice.submitted_by_id}:
        return True
    writing = {NoticeState.DRAFT, NoticeState.RETURNED, NoticeState.SUBMITTED}
    # Sending back is no writing: it comes from what was submitted.
    wrote = notice.updates.filter(by=user, to_state__in=writing).exclude(
        from_state=NoticeState.SUBMITTED
    )
    return bool(wrote.exists())


@rules.predicate
def can_see_objection(user: AnyUser, objection: Objection | None = None) -> bool:
    """Not public: whoever serves the notice's place, and its auditors."""
    if objection is None:
        return can_write_notices(user)
    return Objection.objects.visible_to(user).filter(pk=objection.pk).exists()


rules.add_perm("communities.view_notice", can_write_notices)
rules.add_perm("communities.change_notice", can_manage_notice)
rules.add_perm("communities.review_notice", can_review_notice)
rules.add_perm("communities.view_objection", can_see_objection)
rules.add_perm("communities.view_person", can_see_person)
rules.add_perm("communities.change_resident", can_manage_resident)
rules.add_perm("communities.move_complex", can_move_complex)
rules.add_perm("communities.change_ownership", can_manage_ownership)


# Owners' committees and 环物委


def reads_bodies(user: AnyUser) -> bool:
    """Opens the work pages of bodies: officials, auditors, branch secretaries and members; no firm."""
    return serves_as(user, frozenset(BODY_READERS))


@rules.predicate
def can_manage_body(user: AnyUser, body: OwnersBody | None = None) -> bool:
    """Record terms, seats, steps and hand-over: the officials of its place."""
    if body is None:
        return serves_as(user, OFFICIALS)
    return OwnersBody.objects.manageable_by(user).filter(pk=body.pk).exists()


rules.add_perm("communities.change_ownersbody", can_manage_body)


# Visits and surveys


def reads_visits(user: AnyUser) -> bool:
    """Opens the pages of visits and surveys: those who visit somewhere, and auditors."""
    return serves_as(user, VISITORS | {Role.AUDITOR})


def can_visit(user: AnyUser) -> bool:
    """Plans visits, marks doors, hands questionnaires out somewhere today."""
    return serves_as(user, VISITORS)


@rules.predicate
def can_manage_visits(user: AnyUser, plan: VisitPlan | None = None) -> bool:
    """Mark doors, write down needs, enter paper: whoever visits in the plan's complex."""
    if plan is None:
        return can_visit(user)
    return VisitPlan.objects.manageable_by(user).filter(pk=plan.pk).exists()


@rules.predicate
def can_manage_round(user: AnyUser, round_: SurveyRound | None = None) -> bool:
    """Change and close a round: whoever serves its place."""
    if round_ is None:
        return can_visit(user)
    return SurveyRound.objects.manageable_by(user).filter(pk=round_.pk).exists()


@rules.predicate
def can_enter_answers(user: AnyUser, round_: SurveyRound | None = None) -> bool:
    """Enter sheets: whoever hands them out there, also below the round's own place."""
    if round_ is None:
        return can_visit(user)
    return SurveyRound.objects.enterable_by(user).filter(pk=round_.pk).exists()


def can_read_opinions(user: AnyUser, round_: SurveyRound) -> bool:
    """Whose own place the round is; what a whole community wrote is not for its firms (domain 8.11)."""
    return SurveyRound.objects.within_reach_of(user).filter(pk=round_.pk).exists()


@rules.predicate
def can_publish_round(user: AnyUser, round_: SurveyRound | None = None) -> bool:
    """Put results up: the officials whose duty covers its place, never the firm that was asked about."""
    if round_ is None:
        return serves_as(user, OFFICIALS)
    return SurveyRound.objects.publishable_by(user).filter(pk=round_.pk).exists()


rules.add_perm("communities.change_visitplan", can_manage_visits)
rules.add_perm("communities.change_surveyround", can_manage_round)
rules.add_perm("communities.publish_surveyround", can_publish_round)
