"""The controls of places, Party, meetings and votes: a broken row in a whole world must be noticed.

The world is made by the real services. Each row is broken by the tables' owner in a transaction that is
rolled back; where a rule of the tables stands before it, the rule goes first.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connections, transaction
from django.utils import timezone

from accounts.models import Person
from communities.choices import VisitOutcome
from communities.services.merging import merge_complexes
from communities.services.moving import move_complex
from communities.services.surveys import Sheet, take_response
from communities.services.visits import Knock, record_visit
from meetings.choices import Choice, Matter, MeetingKind
from meetings.meeting_rules import Counts
from meetings.services import votes
from meetings.services.agenda import Guest
from meetings.services.holding import Held, record_meeting
from meetings.services.meetings import Body, Details
from meetings.services.resolutions import resolve
from party_building.choices import PartyPostKind
from party_building.models import PartyOrganization
from party_building.services.organizations import dissolve
from tests.factories.accounts import PersonFactory
from tests.factories.communities import ComplexFactory
from tests.factories.meetings import AgendaItemFactory
from tests.factories.party_building import (
    PartyCoverageFactory,
    PartyOrganizationFactory,
    PartyPostFactory,
    SubordinationFactory,
)
from tests.factories.surveys import SurveyFactory, SurveyRoundFactory
from tests.factories.territory import ManagementPeriodFactory
from tests.factories.visits import VisitHouseholdFactory, VisitPlanFactory, VisitTourFactory
from tests.factories.votes import cast, doors_with_owners, opened
from tests.faults.invariants import all_statements, check_invariants
from tests.people import Cast, build_cast

World = dict[str, int]


def places(cast_: Cast) -> World:
    """One complex that moved, one that was merged into another; a round of doors, a questionnaire."""
    actor, now = cast_.official, timezone.now()
    on = timezone.localdate(now) - timedelta(days=10)
    moved = ComplexFactory(community=cast_.community, name="迁走的小区")
    gone = ComplexFactory(community=cast_.community, name="并走的小区")
    stays = ManagementPeriodFactory(complex=gone)
    move_complex(
        complex_=moved,
        to=cast_.other_community,
        on=on,
        reason="调整辖区",
        actor=actor,
        now=now,
    )
    merge_complexes(
        keep=cast_.sibling_complex, gone=gone, on=on, reason="打通围墙", actor=actor, now=now
    )
    household = VisitHouseholdFactory(plan=VisitPlanFactory(complex=cast_.complex))
    entry = record_visit(
        household_id=household.pk,
        knock=Knock(outcome=VisitOutcome.VISITED),
        actor=cast_.leader,
        now=now,
    )
    round_ = SurveyRoundFactory(complex=cast_.complex)
    question = round_.survey.questions.order_by("position").first()
    response = take_response(
        round_id=round_.pk, sheet=Sheet(scores={question.pk: 4}, form_key="k"), actor=None, now=now
    )
    return {
        "moved": moved.pk,
        "gone": gone.pk,
        "kept": cast_.sibling_complex.pk,
        "stays": stays.pk,
        "community": cast_.community.pk,
        "household": household.pk,
        "tour": entry.tour_id,
        "elsewhere": VisitTourFactory(complex=cast_.sibling_complex).pk,
        "round": round_.pk,
        "response": response.pk,
        "foreign_question": SurveyFactory(complex=cast_.complex).questions.first().pk,
    }


def party(cast_: Cast) -> World:
    """A branch below a committee, with its secretary and its complex; another that was dissolved."""
    branch = PartyOrganizationFactory(complex=cast_.complex)
    link = SubordinationFactory(organization=branch)
    secretary = PartyPostFactory(
        organization=branch, post=PartyPostKind.SECRETARY, person=PersonFactory(name="书记甲")
    )
    coverage = PartyCoverageFactory(organization=branch)
    former = PartyOrganizationFactory(complex=cast_.sibling_complex)
    dissolve(
        organization_id=former.pk,
        last_day=date(2026, 6, 30),
        actor=cast_.official,
        now=timezone.now(),
    )
    return {
        "branch": branch.pk,
        "former": former.pk,
        "parent": link.parent_id,
        "link": link.pk,
        "secretary": secretary.pk,
        "coverage": coverage.pk,
    }


def meetings(cast_: Cast, branch: int) -> World:
    """A talk with what it resolved, and an assembly of the branch in numbers."""
    actor, now = cast_.official, timezone.now()
    yesterday = now - timedelta(days=1)
    branch_ = PartyOrganization.objects.get(pk=branch)
    talk, other = (
        record_meeting(
            kind=MeetingKind.TALK,
            body=Body(party_organization=branch_),
            held=Held(details=Details(held_from=yesterday + timedelta(hours=hour)), text="修门。"),
            actor=actor,
            now=now,
        )
        for hour in (1, 3)
    )
    assembly = record_meeting(
        kind=MeetingKind.ASSEMBLY,
        body=Body(party_organization=branch_),
        held=Held(
            details=Details(held_from=yesterday),
            counts=Counts(due=20, present=18, on_leave=1, absent=1),
        ),
        actor=actor,
        now=now,
    )
    resolution = resolve(
        meeting_id=talk.pk, matter="修单元门", owner=Guest(name="物业"), actor=actor, now=now
    )
    return {
        "talk": talk.pk,
        "assembly": assembly.pk,
        "resolution": resolution.pk,
        "question": AgendaItemFactory(meeting=other, number=1).pk,
        "person": cast_.elder.pk,
    }


def ballots(cast_: Cast) -> World:
    """An owners' vote with a co-owned door and an owner of two, counted; a secret one; one in hand."""
    one, two, three, four = (PersonFactory(name=f"业主{letter}") for letter in "甲乙丙丁")
    owners: list[list[Person]] = [[one, two], [three], [three], [four]]
    doors_with_owners(cast_.complex, owners)
    open_vote = opened(cast_.complex, Matter.FIRM)
    secret = opened(
        cast_.complex, Matter.COMMITTEE, candidates=["甲", "乙"], seats=1, is_secret=True
    )
    for vote in (open_vote, secret):
        seen: set[int] = set()
        for entry in vote.roll.order_by("number"):
            if vote.is_secret and entry.head_number in seen:
                continue
            seen.add(entry.head_number)
            said = [Choice.AGREE, Choice.OPPOSE][: 2 if vote.is_secret else 1]
            cast(vote, entry, *said)
        votes.count_vote(vote_id=vote.pk, actor=None, now=timezone.now())
    running = opened(cast_.complex, Matter.COVENANT)
    cast(running, running.roll.order_by("number")[0])
    return {
        "vote": open_vote.pk,
        "secret": secret.pk,
        "running": running.pk,
        "entry": open_vote.roll.order_by("number")[0].pk,
    }


def build_world() -> World:
    cast_ = build_cast()
    of_party = party(cast_)
    return {
        **of_party,
        **places(cast_),
        **meetings(cast_, of_party["branch"]),
        **ballots(cast_),
    }


def without_trigger(table: str, name: str) -> str:
    """Takes one trigger of ours off a table; its name has a suffix that nobody writes by hand."""
    return (
        "DO $$ DECLARE found text; BEGIN SELECT tgname INTO STRICT found FROM pg_trigger"
        f" WHERE tgrelid = '{table}'::regclass AND tgname LIKE 'pgtrigger_{name}%';"
        f" EXECUTE 'ALTER TABLE {table} DISABLE TRIGGER ' || found; END $$;"
    )


# By the name of the statement that must notice it.
SPOILING = {
    "P-1 place": "ALTER TABLE meetings_meeting DROP CONSTRAINT meeting_complex_in_community;"
    " UPDATE meetings_meeting SET community_id ="
    " (SELECT community_id FROM communities_complex WHERE id = {moved}) WHERE id = {talk}",
    "P-2 placement": "DELETE FROM communities_complexplacement"
    " WHERE complex_id = {moved} AND valid_until IS NULL",
    "P-2 gap": "UPDATE communities_complexplacement SET valid_from = valid_from + 1"
    " WHERE complex_id = {moved} AND valid_until IS NULL",
    "P-3 merged into": "UPDATE communities_complex"
    " SET merged_into_id = {gone}, closed_on = '2026-01-01', is_listed = false WHERE id = {kept}",
    "P-3 closed complex": without_trigger("communities_visitplan", "only_of_standing_complexes")
    + "INSERT INTO communities_visitplan (sub_district_id, community_id, complex_id, purpose,"
    " starts_on, ends_on, created_at, request_key, is_demo)"
    " SELECT sub_district_id, community_id, id, '走访', now(), now(), now(), '', false"
    " FROM communities_complex WHERE id = {gone}",
    "I-25 placed and audited": "DELETE FROM meetings_meetingevent WHERE pgh_obj_id = {talk}",
    "P-4 visit": "UPDATE communities_visithousehold SET outcome = 'NOBODY' WHERE id = {household}",
    "P-4 visit elsewhere": "UPDATE communities_visitentry SET tour_id = {elsewhere}"
    " WHERE household_id = {household}",
    "P-5 answer": "UPDATE communities_surveyanswer SET question_id = {foreign_question}"
    " WHERE response_id = {response}",
    "P-5 response": "UPDATE communities_surveyround SET returned_count = 3 WHERE id = {round}",
    "G-1 one secretary": "ALTER TABLE party_building_partypost"
    " DROP CONSTRAINT partypost_one_secretary, DROP CONSTRAINT partypost_person_once;"
    " INSERT INTO party_building_partypost (sub_district_id, community_id, complex_id,"
    " organization_id, person_id, post, is_published, phone, since, is_demo)"
    " SELECT sub_district_id, community_id, complex_id, organization_id, person_id, post,"
    " is_published, phone, since, is_demo FROM party_building_partypost WHERE id = {secretary}",
    "G-2 one parent": "ALTER TABLE party_building_subordination"
    " DROP CONSTRAINT subordination_one_parent;"
    " INSERT INTO party_building_subordination (sub_district_id, community_id, complex_id,"
    " organization_id, parent_id, since) SELECT sub_district_id, community_id, complex_id,"
    " organization_id, parent_id, since FROM party_building_subordination WHERE id = {link}",
    "G-2 ring": without_trigger("party_building_subordination", "no_cycle")
    + "INSERT INTO party_building_subordination (sub_district_id, community_id, organization_id,"
    " parent_id, since) SELECT sub_district_id, community_id, parent_id, organization_id, since"
    " FROM party_building_subordination WHERE id = {link}",
    "G-3 coverage": "ALTER TABLE party_building_partycoverage"
    " DROP CONSTRAINT partycoverage_one_branch;"
    " INSERT INTO party_building_partycoverage (sub_district_id, community_id, complex_id,"
    " organization_id, kind, since) SELECT sub_district_id, community_id, complex_id,"
    " organization_id, kind, since FROM party_building_partycoverage WHERE id = {coverage}",
    "G-4 dissolved": "UPDATE party_building_partypost SET organization_id = {former}"
    " WHERE id = {secretary}",
    "H-1 state": "ALTER TABLE meetings_meeting DROP CONSTRAINT meeting_held_has_time;"
    " UPDATE meetings_meeting SET recorded_at = NULL WHERE id = {assembly}",
    "H-1 counts": "ALTER TABLE meetings_meeting DROP CONSTRAINT meeting_counts_add_up;"
    " UPDATE meetings_meeting SET present_count = 17 WHERE id = {assembly}",
    "H-1 by half": "DELETE FROM meetings_minutes WHERE meeting_id = {talk}",
    "H-2 party life": "INSERT INTO meetings_attendance (meeting_id, person_id, name, role, status)"
    " VALUES ({assembly}, {person}, '长辈甲', 'TAKES_PART', '')",
    "H-3 owner": "ALTER TABLE meetings_resolution DROP CONSTRAINT resolution_one_owner;"
    " UPDATE meetings_resolution SET person_id = {person}, party_organization_id = {branch}"
    " WHERE id = {resolution}",
    "H-3 resolution": "ALTER TABLE meetings_resolution DROP CONSTRAINT resolution_done_has_day;"
    " UPDATE meetings_resolution SET done_on = now() WHERE id = {resolution}",
    "H-3 by half": "DELETE FROM meetings_resolutionstep WHERE resolution_id = {resolution}",
    "B-1 roll": "UPDATE meetings_votecount SET entitled_heads = entitled_heads + 1"
    " WHERE vote_id = {vote}",
    "B-2 door twice": "ALTER TABLE meetings_turnout DROP CONSTRAINT turnout_once;"
    " ALTER TABLE meetings_turnout DISABLE TRIGGER USER;"
    " INSERT INTO meetings_turnout (vote_id, entry_id, road, at, request_key)"
    " VALUES ({vote}, {entry}, 'PAPER', now(), '')",
    "B-3 took part": "ALTER TABLE meetings_ballotmark DISABLE TRIGGER USER;"
    " ALTER TABLE meetings_ballot DISABLE TRIGGER USER;"
    " DELETE FROM meetings_ballotmark WHERE vote_id = {running};"
    " DELETE FROM meetings_ballot WHERE vote_id = {running}",
    "B-4 recount": "UPDATE meetings_optioncount SET agree_heads = agree_heads - 1"
    " WHERE vote_id = {vote}",
    "B-5 counted by half": "DELETE FROM meetings_votecount WHERE vote_id = {secret}",
}


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_a_whole_world_breaks_nothing_and_each_broken_row_is_noticed() -> None:
    world = build_world()
    owner = connections["owner"]

    with owner.cursor() as cursor:
        whole = check_invariants(cursor)
        statements = all_statements(cursor)
    silent = [name for name in SPOILING if not _notices(statements[name], SPOILING[name], world)]
    owner.close()

    assert whole == []
    assert silent == []


def _notices(statement: str, spoiling: str, world: World) -> bool:
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute(spoiling.format(**world))
        cursor.execute(statement)
        found = bool(cursor.fetchall())
        transaction.set_rollback(True, using="owner")
    return found
