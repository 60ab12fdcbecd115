"""Every page that a browser shows, one row each: its URL name, who opens it, on what object.

`test_pages.py` walks through them (axe, widths, sizes, frame), `test_weight.py` weighs them. A new
page adds a row here; a URL name of the access matrix that shows no page says why in `NO_PAGE`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from accounts.invitations import invitation_code
from accounts.models import User
from activities.codes import door_code
from communities.services.first_run import setup_code
from tests.browser.scene import ARRIVED, ARRIVING, NEIGHBOUR, Scene

ANONYMOUS = "anonymous"
# An account with the second factor.
SECURED = "secured"
# That account between its password and its code.
HALFWAY = "halfway"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """`press`: what is pressed after opening, to see what the page says then; `budget`: its class in
    `weight_budget.json`; `is_ours`: False where the frame is the admin theme's; `is_framed`: False for
    screens that nobody touches."""

    name: str
    role: str = ANONYMOUS
    about: Callable[[Scene], dict[str, Any]] | None = None
    query: dict[str, str] | Callable[[Scene], dict[str, Any]] | None = None
    press: str = ""
    label: str = ""
    budget: str = ""
    agent: str = ""
    status: int = 200
    is_ours: bool = True
    is_framed: bool = True

    @property
    def title(self) -> str:
        """For the test's name."""
        return f"{self.name}-{self.label}" if self.label else self.name

    def address(self, scene: Scene) -> str:
        path = reverse(self.name, kwargs=self.about(scene) if self.about else None)
        query = self.query(scene) if callable(self.query) else self.query
        return f"{path}?{urlencode(query)}" if query else path


def at_home(scene: Scene) -> dict[str, Any]:
    return {"slug": scene.cast.complex.slug}


def of_open(scene: Scene) -> dict[str, Any]:
    return {"pk": scene.open.activity_id}


def of_full(scene: Scene) -> dict[str, Any]:
    return {"pk": scene.full.activity_id}


def of_later(scene: Scene) -> dict[str, Any]:
    return {"pk": scene.later.activity_id}


def of_running(scene: Scene) -> dict[str, Any]:
    return {"pk": scene.running.activity_id}


def of_told(scene: Scene) -> dict[str, Any]:
    return {"pk": scene.told.session.activity_id}


def of_draft(scene: Scene) -> dict[str, Any]:
    return {"pk": scene.draft.pk}


def of_ticket(scene: Scene) -> dict[str, Any]:
    return {"code": scene.sign_up.code}


def of_own_ticket(scene: Scene) -> dict[str, Any]:
    return {"pk": scene.open.activity_id, "code": scene.sign_up.code}


def of_sign_up(scene: Scene) -> dict[str, Any]:
    return {"pk": scene.open.activity_id, "sign_up_pk": scene.sign_up.pk}


def of_log(scene: Scene) -> dict[str, Any]:
    return {"log_id": scene.told.pk}


def of_door(scene: Scene) -> dict[str, Any]:
    return {"pk": scene.door.activity_id}


def of_screen(scene: Scene) -> dict[str, Any]:
    return {"token": scene.screen.token}


def of_assembly(scene: Scene) -> dict[str, Any]:
    return {"pk": scene.assembly.pk}


def of_joint(scene: Scene) -> dict[str, Any]:
    return {"pk": scene.topic.meeting_id}


def of_topic(scene: Scene) -> dict[str, Any]:
    return {"pk": scene.topic.pk}


def of_talk(scene: Scene) -> dict[str, Any]:
    return {"pk": scene.talk.pk}


def of_shown_meeting(scene: Scene) -> dict[str, Any]:
    return {"pk": scene.shown.pk}


def of_question(scene: Scene) -> dict[str, Any]:
    return {"pk": scene.question.pk}


def of_owed(scene: Scene) -> dict[str, Any]:
    return {"pk": scene.owed.pk}


def of_notice(scene: Scene) -> dict[str, Any]:
    return {"pk": scene.notice.pk}


def of_submitted_notice(scene: Scene) -> dict[str, Any]:
    return {"pk": scene.submitted_notice.pk}


def of_withdrawn_notice(scene: Scene) -> dict[str, Any]:
    return {"pk": scene.withdrawn_notice.pk}


def of_objection(scene: Scene) -> dict[str, Any]:
    return {"pk": scene.objection.pk}


def of_visit_plan(scene: Scene) -> dict[str, Any]:
    return {"pk": scene.need.household.plan_id}


def of_household(scene: Scene) -> dict[str, Any]:
    return {"pk": scene.need.household.plan_id, "household_pk": scene.need.household_id}


def of_need(scene: Scene) -> dict[str, Any]:
    return {"pk": scene.need.pk}


def of_round(scene: Scene) -> dict[str, Any]:
    return {"pk": scene.round.pk}


def of_draft_vote(scene: Scene) -> dict[str, Any]:
    return {"pk": scene.votes.draft.pk}


def of_open_vote(scene: Scene) -> dict[str, Any]:
    return {"pk": scene.votes.open.pk}


def of_counted_vote(scene: Scene) -> dict[str, Any]:
    return {"pk": scene.votes.counted.pk}


def of_result(scene: Scene) -> dict[str, Any]:
    return {"slug": scene.cast.complex.slug, "pk": scene.votes.shown.pk}


def of_shown_vote(scene: Scene) -> dict[str, Any]:
    return {"pk": scene.votes.shown.pk}


def of_decided_item(scene: Scene) -> dict[str, Any]:
    """续聘物业服务企业, which was carried."""
    vote = scene.votes.shown
    return {"pk": vote.pk, "item_pk": vote.items.get(position=1).pk}


def of_members_vote(scene: Scene) -> dict[str, Any]:
    return {"pk": scene.votes.members.pk}


def of_ballot(scene: Scene) -> dict[str, Any]:
    return {"code": scene.votes.code}


def of_voted_ballot(scene: Scene) -> dict[str, Any]:
    return {"code": scene.votes.voted_code}


def of_told_round(scene: Scene) -> dict[str, Any]:
    return {"pk": scene.told_round.pk}


def of_space(scene: Scene) -> dict[str, Any]:
    return {"pk": scene.open.space_id}


def of_calendar_token(scene: Scene) -> dict[str, Any]:
    return {"token": scene.calendar_token}


def of_body(scene: Scene) -> dict[str, Any]:
    return {"pk": scene.body.pk}


def of_seat(scene: Scene) -> dict[str, Any]:
    return {"pk": scene.body.pk, "seat_pk": scene.seat.pk}


def of_handover(scene: Scene) -> dict[str, Any]:
    return {"pk": scene.body.pk, "item_pk": scene.item.pk}


def of_branch(scene: Scene) -> dict[str, Any]:
    return {"pk": scene.branch.pk}


def of_party_post(scene: Scene) -> dict[str, Any]:
    return {"pk": scene.branch.pk, "post_pk": scene.secretary_post.pk}


def of_coverage(scene: Scene) -> dict[str, Any]:
    return {"pk": scene.branch.pk, "coverage_pk": scene.coverage.pk}


def of_instructor(scene: Scene) -> dict[str, Any]:
    return {"pk": scene.guided.instructor_id}


def of_assignment(scene: Scene) -> dict[str, Any]:
    return {"pk": scene.guided.instructor_id, "assignment_pk": scene.guided.pk}


def scanned(scene: Scene) -> dict[str, Any]:
    """The code that the screen shows at this minute."""
    return {"k": door_code(scene.door.pk, timezone.now())}


def door_session(scene: Scene) -> dict[str, Any]:
    return {"session": scene.door.pk}


def running_session(scene: Scene) -> dict[str, Any]:
    return {"session": scene.running.pk}


def of_setup(scene: Scene) -> dict[str, Any]:
    return {"code": setup_code()}


def of_invitation(scene: Scene) -> dict[str, Any]:
    # As the account stands: signing in ends a code.
    return {"code": invitation_code(User.objects.get(pk=scene.cast.leader.pk))}


SUBMIT = "main form button.btn-main"
WECHAT = "Mozilla/5.0 MicroMessenger/8.0"

PUBLIC_PAGES = (
    Page(name="portal:choose", query={"change": "1"}, budget="home"),
    Page(name="portal:choose", query={"q": "zz"}, label="nothing-found", budget="home"),
    Page(name="portal:home", about=at_home, budget="home"),
    Page(name="portal:about", about=at_home, budget="form"),
    Page(name="activities:calendar", about=at_home, budget="home"),
    Page(
        name="activities:calendar",
        about=at_home,
        query={"view": "week"},
        label="week",
        budget="home",
    ),
    Page(
        name="activities:calendar",
        about=at_home,
        query={"view": "list"},
        label="list",
        budget="home",
    ),
    Page(
        name="activities:calendar",
        about=at_home,
        query={"d": "2025-02"},
        label="empty",
        budget="home",
    ),
    Page(name="activities:calendar_print", about=at_home, budget="home"),
    Page(name="activities:activity", about=of_open, budget="activity"),
    Page(name="activities:activity", about=of_full, label="full", budget="activity"),
    Page(name="activities:activity", about=of_running, label="running", budget="activity"),
    Page(
        name="activities:activity",
        about=of_later,
        role=NEIGHBOUR,
        label="remembered",
        budget="activity",
    ),
    Page(
        name="activities:activity_ics",
        about=of_open,
        agent=WECHAT,
        label="in-wechat",
        budget="form",
    ),
    Page(name="activities:calendar_help", about=at_home, budget="form"),
    Page(
        name="activities:place_feed",
        about=at_home,
        agent=WECHAT,
        label="in-wechat",
        budget="form",
    ),
    Page(
        name="activities:space_feed",
        about=of_space,
        agent=WECHAT,
        label="in-wechat",
        budget="form",
    ),
    Page(
        name="activities:person_feed",
        about=of_calendar_token,
        agent=WECHAT,
        label="in-wechat",
        budget="form",
    ),
    Page(name="activities:story", about=of_told, budget="story"),
    Page(name="activities:signup", about=of_open, budget="form"),
    Page(name="activities:signup", about=of_open, press=SUBMIT, label="refused", budget="form"),
    Page(name="activities:signup", about=of_full, label="full", budget="form"),
    Page(
        name="activities:signup",
        about=of_full,
        role=NEIGHBOUR,
        label="remembered",
        budget="form",
    ),
    Page(
        name="activities:signup",
        about=of_full,
        role=NEIGHBOUR,
        query={"who": "new"},
        label="for-another",
        budget="form",
    ),
    Page(name="activities:signup_done", about=of_own_ticket, budget="form"),
    Page(name="activities:ticket", about=of_ticket, budget="form"),
    Page(name="activities:ticket_cancel", about=of_ticket, budget="form"),
    Page(name="activities:ticket_hand_over", about=of_ticket, budget="form"),
    Page(
        name="activities:ticket_hand_over",
        about=of_ticket,
        press=SUBMIT,
        label="refused",
        budget="form",
    ),
    Page(name="activities:self_check_in", about=of_door, label="not-scanned", budget="form"),
    Page(
        name="activities:self_check_in",
        about=of_door,
        query={"k": "AAAAAAAAAAAA"},
        label="stale",
        status=410,
    ),
    Page(name="activities:self_check_in", about=of_door, query=scanned, budget="form"),
    Page(
        name="activities:self_check_in",
        about=of_door,
        query=scanned,
        press=SUBMIT,
        label="refused",
        budget="form",
    ),
    Page(
        name="activities:self_check_in",
        about=of_door,
        role=ARRIVING,
        query=scanned,
        label="remembered",
        budget="form",
    ),
    Page(
        name="activities:self_check_in",
        about=of_door,
        role=ARRIVED,
        query=scanned,
        label="arrived",
        budget="form",
    ),
    Page(
        name="activities:self_checked_in",
        about=of_door,
        role=ARRIVED,
        query=door_session,
        budget="form",
    ),
    Page(name="activities:door_screen", about=of_screen, budget="form", is_framed=False),
    Page(name="activities:poster", about=of_open, budget="activity"),
    Page(name="communities:notices", about=at_home, budget="home"),
    Page(
        name="communities:notices", about=at_home, query={"past": "1"}, label="past", budget="home"
    ),
    Page(name="communities:notice", about=of_notice, budget="form"),
    Page(name="communities:notice", about=of_withdrawn_notice, label="withdrawn", budget="form"),
    Page(name="communities:notice_object", about=of_notice, budget="form"),
    Page(
        name="communities:notice_object",
        about=of_notice,
        press=SUBMIT,
        label="refused",
        budget="form",
    ),
    Page(name="communities:notice_objected", about=of_notice, budget="form"),
    Page(name="portal:my", label="empty", budget="form"),
    Page(name="portal:my", role=NEIGHBOUR, budget="form"),
    Page(name="portal:my_calendar", label="empty", budget="form"),
    Page(name="portal:my_calendar", role=NEIGHBOUR, budget="form"),
    Page(name="portal:my_find", budget="form"),
    Page(name="portal:my_find", press=SUBMIT, label="refused", budget="form"),
    Page(name="portal:display", budget="form"),
    Page(name="portal:setup_link", about=of_setup, budget="form"),
    Page(name="portal:setup_link", about=of_setup, press=SUBMIT, label="refused", budget="form"),
    Page(name="portal:invitation", about=of_invitation, budget="form"),
    Page(
        name="portal:invitation", about=of_invitation, press=SUBMIT, label="refused", budget="form"
    ),
    Page(
        name="portal:invitation", about=lambda scene: {"code": "1a-over"}, label="over", status=410
    ),
    Page(name="portal:help", budget="home"),
    Page(name="portal:privacy", budget="home"),
    Page(name="portal:accessibility", budget="home"),
    Page(name="account_login", budget="form"),
    Page(name="account_login", press=SUBMIT, label="refused", budget="form"),
    Page(name="portal:home", about=lambda scene: {"slug": "nowhere"}, label="missing", status=404),
    Page(name="portal:field", role="resident", label="refused", status=403),
)

FIELD_PAGES = (
    Page(name="portal:field", role="manager", budget="work"),
    Page(name="portal:field", role="official", label="official", budget="work"),
    Page(name="activities:field_activities", role="manager", budget="work"),
    Page(name="activities:field_new", role="manager", budget="work"),
    Page(name="activities:field_new", role="manager", press=SUBMIT, label="refused", budget="work"),
    Page(name="activities:field_activity", role="manager", about=of_running, budget="work"),
    Page(
        name="activities:field_activity",
        role="manager",
        about=of_told,
        label="logged",
        budget="work",
    ),
    Page(
        name="activities:field_activity",
        role="official",
        about=of_draft,
        label="to-decide",
        budget="work",
    ),
    Page(name="activities:field_edit", role="manager", about=of_open, budget="work"),
    Page(name="activities:field_copy", role="manager", about=of_open, budget="work"),
    Page(name="activities:field_move", role="manager", about=of_open, budget="work"),
    Page(name="activities:field_capacity", role="manager", about=of_open, budget="work"),
    Page(name="activities:field_return", role="official", about=of_draft, budget="work"),
    Page(name="activities:field_cancel", role="manager", about=of_open, budget="work"),
    Page(name="activities:field_postpone", role="manager", about=of_open, budget="work"),
    Page(name="activities:field_people", role="manager", about=of_running, budget="work"),
    Page(
        name="activities:field_people",
        role="manager",
        about=of_open,
        label="open",
        budget="work",
    ),
    Page(name="activities:field_people_print", role="manager", about=of_running, budget="work"),
    Page(name="activities:field_cancel_sign_up", role="manager", about=of_sign_up, budget="work"),
    Page(
        name="activities:field_check_in",
        role="steward",
        about=of_running,
        query=running_session,
        budget="work",
    ),
    Page(
        name="activities:field_check_in",
        role="steward",
        about=of_door,
        query=door_session,
        label="screen",
        budget="work",
    ),
    Page(name="portal:setup", role="official", budget="work"),
    Page(name="portal:setup_open", role="admin", budget="form"),
    Page(name="demo:remove", role="official", budget="work"),
    Page(name="communities:field_notices", role="official", budget="work"),
    Page(
        name="communities:field_notices",
        role="manager",
        query={"show": "objections"},
        label="objections",
        budget="work",
    ),
    Page(name="communities:field_notice_new", role="manager", budget="work"),
    Page(
        name="communities:field_notice_new",
        role="manager",
        press=SUBMIT,
        label="refused",
        budget="work",
    ),
    Page(name="communities:field_notice", role="manager", about=of_notice, budget="work"),
    Page(
        name="communities:field_notice",
        role="official",
        about=of_submitted_notice,
        label="to-decide",
        budget="work",
    ),
    Page(name="communities:field_notice_edit", role="manager", about=of_notice, budget="work"),
    Page(
        name="communities:field_notice_return",
        role="official",
        about=of_submitted_notice,
        budget="work",
    ),
    Page(name="communities:field_notice_withdraw", role="official", about=of_notice, budget="work"),
    Page(name="communities:field_notice_objection", role="steward", about=of_notice, budget="work"),
    Page(name="communities:field_objection", role="steward", about=of_objection, budget="work"),
    Page(name="activities:field_calls", role="steward", budget="work"),
    Page(name="activities:field_log", role="manager", budget="work"),
    Page(
        name="activities:field_log",
        role="manager",
        query={"choose": "1"},
        label="choose",
        budget="work",
    ),
    Page(
        name="activities:field_log",
        role="manager",
        query={"unplanned": "1"},
        label="unplanned",
        budget="work",
    ),
    Page(name="activities:field_log_done", role="manager", about=of_log, budget="story"),
    Page(
        name="activities:ticket",
        role="steward",
        about=of_ticket,
        label="at-the-door",
        budget="work",
    ),
)

BODY_PAGES = (
    Page(name="communities:field_bodies", role="secretary", budget="work"),
    Page(name="communities:field_body", role="secretary", about=of_body, budget="work"),
    Page(
        name="communities:field_body",
        role="branch_secretary",
        about=of_body,
        label="reading",
        budget="work",
    ),
    Page(name="communities:field_election", role="secretary", about=of_body, budget="work"),
    Page(
        name="communities:field_step",
        role="secretary",
        about=of_body,
        query={"stage": "ELECTED"},
        budget="work",
    ),
    Page(
        name="communities:field_step",
        role="secretary",
        about=of_body,
        query={"stage": "ELECTED"},
        press=SUBMIT,
        label="refused",
        budget="work",
    ),
    Page(name="communities:field_term", role="secretary", about=of_body, budget="work"),
    Page(name="communities:field_seat", role="secretary", about=of_body, budget="work"),
    Page(name="communities:field_seat_end", role="secretary", about=of_seat, budget="work"),
    Page(name="communities:field_filing", role="secretary", about=of_body, budget="work"),
    Page(name="communities:field_handover", role="secretary", about=of_handover, budget="work"),
)


def of_members(name: str) -> Callable[[Scene], dict[str, Any]]:
    """One of the rows of the scene's branch."""
    return lambda scene: {"pk": getattr(scene.membership, name).pk}


def of_zone(scene: Scene) -> dict[str, Any]:
    return {"pk": scene.membership.zone.building_id}


def of_hand_over(scene: Scene) -> dict[str, Any]:
    return {"member": scene.membership.member.pk}


def _members(name: str, row: str = "", **more: Any) -> Page:
    about = of_members(row) if row else None
    facts = {"role": "branch_secretary", "about": about, "budget": "work", **more}
    return Page(name=f"party_building:{name}", **facts)


MEMBER_PAGES = (
    _members("field_members"),
    _members("field_members", role="secretary", label="branches"),
    _members("field_members", role="manager", label="numbers"),
    _members("field_member_new", "branch"),
    _members("field_member_new", "branch", press=SUBMIT, label="refused"),
    _members("field_member", "member"),
    _members("field_member_change", "member"),
    _members("field_member_leave", "member"),
    _members("field_member_withdraw", "member"),
    _members("field_dual_list"),
    _members("field_dual_new"),
    _members("field_dual_new", role="secretary", label="which"),
    _members("field_dual_print"),
    _members("field_dual", "registration"),
    _members("field_dual_claim", "registration"),
    _members("field_dual_review", "registration"),
    _members("field_dual_leave", "registration"),
    _members("field_dual_withdraw", "registration"),
    _members("field_zones"),
    _members("field_zone", about=of_zone),
    _members("field_zone", about=of_zone, query=of_hand_over, label="confirm"),
    _members("field_posts"),
    _members("field_post_new"),
    _members("field_post", "post"),
    _members("field_post_claim", "post"),
    _members("field_post_places", "post"),
    _members("field_post_close", "post"),
    _members("field_claim_end", "claim"),
    _members("field_households"),
    _members("field_household_new"),
    _members("field_household", "household"),
    _members("field_development"),
    _members("field_development_new", "branch"),
    _members("field_development_record", "record"),
    _members("field_development_step", "record"),
    _members("field_development_back", "record"),
    _members("field_development_stop", "record"),
    _members("desk_dual", role="secretary"),
    _members("desk_households", role="secretary"),
)

DESK_PAGES = (
    Page(name="portal:field_branch", role="branch_secretary", budget="work"),
    Page(name="portal:field_branch", role="official", label="above", budget="work"),
    Page(name="meetings:desk_life", role="secretary", budget="work"),
    Page(
        name="meetings:desk_life",
        role="official",
        query={"period": "2025"},
        label="a year",
        budget="work",
    ),
    Page(name="portal:desk_map", role="secretary", budget="work"),
    Page(name="portal:desk_map", role="official", label="sub-district", budget="work"),
    Page(
        name="portal:desk_map",
        role="manager",
        query=lambda scene: {"open": f"complex-{scene.cast.complex.pk}"},
        label="complex",
        budget="work",
    ),
    Page(name="portal:desk_own_gaps", role="secretary", budget="work"),
    Page(name="portal:desk_gaps", role="manager", about=at_home, budget="work"),
)

CHAIN_PAGES = (
    Page(name="party_building:responsible", about=at_home, budget="form"),
    Page(
        name="party_building:responsible",
        about=at_home,
        query=lambda scene: {"building": scene.manned.building.pk, "matter": "REPAIR"},
        label="building",
        budget="form",
    ),
    Page(name="party_building:desk_chain", role="official", budget="work"),
    Page(
        name="party_building:desk_chain",
        role="official",
        query=lambda scene: {"door": scene.manned.door.pk},
        label="door",
        budget="work",
    ),
    Page(name="party_building:desk_holes", role="secretary", budget="work"),
    Page(name="party_building:desk_holes_of", role="manager", about=at_home, budget="work"),
    Page(
        name="party_building:desk_network",
        role="secretary",
        about=lambda scene: {"slug": scene.cast.community.slug},
        budget="work",
    ),
)

PARTY_PAGES = (
    Page(name="party_building:desk_party", role="secretary", budget="work"),
    Page(
        name="party_building:desk_party",
        role="official",
        query=lambda scene: {"open": f"{scene.branch.pk}", "on": "2025-06-30"},
        label="a branch on a past day",
        budget="work",
    ),
    Page(name="party_building:desk_organization", role="secretary", about=of_branch, budget="work"),
    Page(
        name="party_building:desk_organization",
        role="branch_secretary",
        about=of_branch,
        label="reading",
        budget="work",
    ),
    Page(name="party_building:desk_found", role="secretary", about=of_branch, budget="work"),
    Page(name="party_building:desk_found_root", role="secretary", budget="work"),
    Page(
        name="party_building:desk_found_root",
        role="official",
        press=SUBMIT,
        label="refused",
        budget="work",
    ),
    Page(name="party_building:desk_instructors", role="secretary", budget="work"),
    Page(name="party_building:desk_instructors", role="steward", label="reading", budget="work"),
    Page(name="party_building:desk_instructor_new", role="secretary", budget="work"),
    Page(
        name="party_building:desk_instructor", role="secretary", about=of_instructor, budget="work"
    ),
    Page(
        name="party_building:desk_instructor_assign",
        role="secretary",
        about=of_instructor,
        budget="work",
    ),
    Page(
        name="party_building:desk_instructor_assign",
        role="secretary",
        about=of_instructor,
        press=SUBMIT,
        label="refused",
        budget="work",
    ),
    Page(
        name="party_building:desk_instructor_recall",
        role="secretary",
        about=of_instructor,
        budget="work",
    ),
    Page(
        name="party_building:desk_assignment_end",
        role="secretary",
        about=of_assignment,
        budget="work",
    ),
    Page(name="party_building:desk_rename", role="secretary", about=of_branch, budget="work"),
    Page(name="party_building:desk_attach", role="official", about=of_branch, budget="work"),
    Page(name="party_building:desk_dissolve", role="secretary", about=of_branch, budget="work"),
    Page(name="party_building:desk_cover", role="secretary", about=of_branch, budget="work"),
    Page(name="party_building:desk_uncover", role="secretary", about=of_coverage, budget="work"),
    Page(name="party_building:desk_count", role="secretary", about=of_branch, budget="work"),
    Page(name="party_building:desk_term", role="secretary", about=of_branch, budget="work"),
    Page(name="party_building:desk_appoint", role="secretary", about=of_branch, budget="work"),
    Page(
        name="party_building:desk_appoint",
        role="secretary",
        about=of_branch,
        press=SUBMIT,
        label="refused",
        budget="work",
    ),
    Page(
        name="party_building:desk_succeed",
        role="secretary",
        about=of_branch,
        query={"post": "SECRETARY"},
        budget="work",
    ),
    Page(name="party_building:desk_resign", role="secretary", about=of_party_post, budget="work"),
    Page(name="party_building:desk_leave", role="secretary", about=of_party_post, budget="work"),
    Page(name="portal:desk_figures", role="secretary", budget="work"),
    Page(
        name="portal:desk_figures",
        role="official",
        query={"code": "K01"},
        label="opened",
        budget="work",
    ),
)

ACCOUNT_PAGES = (
    Page(name="account_logout", role="steward"),
    Page(name="account_reauthenticate", role="steward"),
    Page(name="account_change_password", role="steward"),
    Page(name="mfa_index", role="steward"),
    Page(name="mfa_index", role=SECURED, label="secured"),
    Page(name="mfa_activate_totp", role="leader"),
    Page(name="mfa_deactivate_totp", role=SECURED),
    Page(name="mfa_view_recovery_codes", role=SECURED),
    Page(name="mfa_generate_recovery_codes", role=SECURED),
    Page(name="mfa_reauthenticate", role=SECURED),
    Page(name="mfa_authenticate", role=HALFWAY),
)

ADMIN_PAGES = (
    Page(name="admin:index", role="official", is_ours=False),
    Page(name="admin:activities_activity_changelist", role="official", is_ours=False),
    Page(
        name="admin:activities_activity_change",
        role="official",
        about=lambda scene: {"object_id": scene.open.activity_id},
        is_ours=False,
    ),
    Page(name="admin:activities_activity_ledger_import", role="official", is_ours=False),
    Page(
        name="admin:communities_complex_move",
        role="official",
        about=lambda scene: {"object_id": scene.cast.complex.pk},
        is_ours=False,
    ),
    Page(
        name="admin:communities_complex_merge",
        role="official",
        about=lambda scene: {"object_id": scene.cast.complex.pk},
        is_ours=False,
    ),
    Page(
        name="admin:accounts_person_merge",
        role="official",
        about=lambda scene: {
            "object_id": scene.cast.elder.pk,
            "other_id": scene.cast.resident.person_id,
        },
        is_ours=False,
    ),
    Page(
        name="admin:accounts_person_reveal",
        role="official",
        about=lambda scene: {"object_id": scene.cast.elder.pk},
        is_ours=False,
    ),
)

VISIT_PAGES = (
    Page(name="communities:survey", about=of_round, budget="form"),
    Page(name="communities:survey", about=of_round, press=SUBMIT, label="refused", budget="form"),
    Page(name="communities:survey", about=of_told_round, label="closed", budget="form"),
    Page(name="communities:survey_done", about=of_round, budget="form"),
    Page(name="communities:survey_results", about=of_told_round, budget="form"),
    Page(name="communities:field_visits", role="steward", budget="work"),
    Page(
        name="communities:field_visits",
        role="official",
        query={"show": "needs"},
        label="needs",
        budget="work",
    ),
    Page(name="communities:field_visit_new", role="manager", budget="work"),
    Page(name="communities:field_visit_new", role="official", label="which", budget="work"),
    Page(
        name="communities:field_visit_new",
        role="manager",
        press=SUBMIT,
        label="refused",
        budget="work",
    ),
    Page(name="communities:field_visit", role="steward", about=of_visit_plan, budget="work"),
    Page(name="communities:field_visit_paper", role="steward", about=of_visit_plan, budget="work"),
    Page(name="communities:field_visit_print", role="steward", about=of_visit_plan, budget="work"),
    Page(name="communities:field_visit_need", role="steward", about=of_household, budget="work"),
    Page(name="communities:field_visit_need_done", role="manager", about=of_need, budget="work"),
    Page(name="communities:field_surveys", role="manager", budget="work"),
    Page(name="communities:field_survey_new", role="manager", budget="work"),
    Page(name="communities:field_survey_questions", role="secretary", budget="work"),
    Page(name="communities:field_survey", role="secretary", about=of_told_round, budget="work"),
    Page(name="communities:field_survey_edit", role="manager", about=of_round, budget="work"),
    Page(name="communities:field_survey_enter", role="steward", about=of_round, budget="work"),
    Page(name="communities:field_survey_helper", role="steward", about=of_round, budget="work"),
    Page(name="communities:field_survey_print", role="steward", about=of_round, budget="work"),
)

VOTE_PAGES = (
    Page(name="meetings:ballot_code", budget="form"),
    Page(name="meetings:ballot", about=of_ballot, budget="form"),
    Page(name="meetings:ballot", about=of_voted_ballot, label="voted", budget="form"),
    Page(name="meetings:votes", about=at_home, budget="home"),
    Page(name="meetings:vote", about=of_result, budget="home"),
    Page(
        name="meetings:vote",
        about=of_result,
        query={"code": "ZZZZZZZZ"},
        label="searched",
        budget="home",
    ),
    Page(
        name="meetings:field_vote_publish", role="secretary", about=of_counted_vote, budget="work"
    ),
    Page(name="meetings:field_vote_withdraw", role="secretary", about=of_shown_vote, budget="work"),
    Page(
        name="meetings:field_vote_resolve", role="secretary", about=of_decided_item, budget="work"
    ),
    Page(
        name="meetings:field_vote",
        role="secretary",
        about=of_shown_vote,
        label="shown",
        budget="work",
    ),
    Page(name="meetings:field_votes", role="secretary", budget="work"),
    Page(name="meetings:field_vote_new", role="secretary", budget="work"),
    Page(
        name="meetings:field_vote_new",
        role="secretary",
        press=SUBMIT,
        label="refused",
        budget="work",
    ),
    Page(name="meetings:field_vote_hands", role="branch_secretary", budget="work"),
    Page(name="meetings:field_vote", role="secretary", about=of_draft_vote, budget="work"),
    Page(
        name="meetings:field_vote",
        role="secretary",
        about=of_open_vote,
        label="open",
        budget="work",
    ),
    Page(
        name="meetings:field_vote",
        role="auditor",
        about=of_counted_vote,
        label="counted",
        budget="work",
    ),
    Page(name="meetings:field_vote_item", role="secretary", about=of_draft_vote, budget="work"),
    Page(
        name="meetings:field_vote_members", role="secretary", about=of_members_vote, budget="work"
    ),
    Page(name="meetings:field_vote_open", role="secretary", about=of_draft_vote, budget="work"),
    Page(name="meetings:field_vote_slips", role="secretary", about=of_open_vote, budget="work"),
    Page(name="meetings:field_vote_enter", role="secretary", about=of_open_vote, budget="work"),
    Page(name="meetings:field_vote_helper", role="secretary", about=of_open_vote, budget="work"),
    Page(name="meetings:field_vote_correct", role="secretary", about=of_open_vote, budget="work"),
    Page(name="meetings:field_vote_waiting", role="secretary", about=of_open_vote, budget="work"),
    Page(name="meetings:field_vote_count", role="secretary", about=of_open_vote, budget="work"),
    Page(name="meetings:field_vote_cancel", role="secretary", about=of_open_vote, budget="work"),
    Page(name="meetings:field_vote_proof", role="auditor", about=of_counted_vote, budget="work"),
)

MEETING_PAGES = (
    Page(name="meetings:meetings", about=at_home, budget="home"),
    Page(name="meetings:meeting", about=of_shown_meeting, budget="home"),
    Page(name="meetings:desk_meetings", role="official", budget="work"),
    Page(name="meetings:field_meetings", role="branch_secretary", budget="work"),
    Page(
        name="meetings:field_meetings",
        role="manager",
        query={"show": "due"},
        label="due",
        budget="work",
    ),
    Page(name="meetings:field_meeting_new", role="branch_secretary", label="which", budget="work"),
    Page(name="meetings:field_meeting_new", role="manager", query={"kind": "TALK"}, budget="work"),
    Page(name="meetings:field_record", role="branch_secretary", budget="work"),
    Page(
        name="meetings:field_record",
        role="branch_secretary",
        query={"organization": "0", "kind": "GROUP"},
        label="which",
        budget="work",
    ),
    Page(
        name="meetings:field_record",
        role="branch_secretary",
        query={"kind": "LECTURE"},
        label="lecture",
        budget="work",
    ),
    Page(name="meetings:field_meeting", role="manager", about=of_talk, budget="work_photos"),
    Page(
        name="meetings:field_meeting",
        role="official",
        about=of_assembly,
        label="ahead",
        budget="work",
    ),
    Page(name="meetings:field_meeting_print", role="manager", about=of_talk, budget="work"),
    *(
        Page(name=f"meetings:field_meeting_{act}", role="manager", about=of_assembly, budget="work")
        for act in ("edit", "notice", "cancel")
    ),
    *(
        Page(name=f"meetings:field_meeting_{act}", role="manager", about=of_joint, budget="work")
        for act in ("topics", "topics_until", "topic_enter")
    ),
    Page(name="meetings:field_topic_decline", role="manager", about=of_topic, budget="work"),
    *(
        Page(
            name=f"meetings:field_meeting_{act}",
            role="manager",
            about=of_talk,
            budget="work",
        )
        for act in ("hold", "people", "agenda", "minutes", "confirm", "resolve")
    ),
    Page(name="meetings:field_meeting_publish", role="secretary", about=of_talk, budget="work"),
    Page(
        name="meetings:field_meeting_withdraw",
        role="secretary",
        about=of_shown_meeting,
        budget="work",
    ),
    Page(name="meetings:field_item", role="manager", about=of_question, budget="work"),
    *(
        Page(name=f"meetings:field_resolution{act}", role="manager", about=of_owed, budget="work")
        for act in ("", "_done", "_back", "_drop")
    ),
)

OUR_PAGES = (
    *PUBLIC_PAGES, *FIELD_PAGES, *BODY_PAGES, *MEMBER_PAGES, *VISIT_PAGES, *MEETING_PAGES, *VOTE_PAGES,
    *DESK_PAGES, *CHAIN_PAGES, *PARTY_PAGES, *ACCOUNT_PAGES,
)  # fmt: skip

# Why a URL name of the access matrix has no row above.
ONLY_POST = "only POST"
FOR_MACHINES = "for machines"
NO_PAGE = {
    "portal:my_forget": ONLY_POST,
    "portal:my_calendar_end": ONLY_POST,
    "portal:start": "only sends on",
    "activities:ticket_qr": "a picture",
    "activities:media": "a picture",
    "activities:poster_png": "a picture",
    "api_schema": FOR_MACHINES,
    **{
        f"{app}_api:{name}": FOR_MACHINES
        for app, names in {
            "communities": (
                "complexes", "complex", "notices", "notice", "owners_committees", "owners_committee", "env_committees",
                "env_committee",
                "grids", "grid", "streets", "street", "shops", "shop",
                "visit_plans", "visit_plan", "surveys", "survey",
            ),
            "party_building": ("organizations", "organization", "complex_responsible"),
            "activities": (
                "spaces", "space", "activities", "activity", "sessions", "session", "sign_up",
                "ticket_cancel", "sign_up_cancel", "check_in", "check_in_undo", "log",
            ),
            "meetings": ("meetings", "meeting", "votes", "vote"),
        }.items()
        for name in names
    },
    "healthz": FOR_MACHINES,
    "readyz": FOR_MACHINES,
    "mfa_download_recovery_codes": "a text file",
    **{
        f"activities:field_{action}": ONLY_POST
        for action in (
            "publish", "submit", "approve", "check_in_undo", "check_in_add", "call_phone",
            "call_outcome", "log_publish", "photo_remove", "photo_cover", "screen_open", "screen_revoke",
        )
    },
    **{
        f"communities:field_{action}": ONLY_POST
        for action in ("notice_submit", "notice_pass", "notice_publish", "objection_phone")
    },
    "activities:ticket_check_in": ONLY_POST,
    "communities:field_handover_list": ONLY_POST,
    "communities:field_visit_mark": ONLY_POST,
    "communities:field_survey_publish": ONLY_POST,
    "meetings:field_vote_item_remove": ONLY_POST,
    "meetings:field_vote_proof_csv": "a table for spreadsheets",
    "meetings:vote_receipts": "a table for spreadsheets",
    "meetings:photo": "a picture",
    **{
        f"meetings:field_{act}": ONLY_POST
        for act in (
            "meeting_close", "resolution_start", "resolution_verify", "resolution_strike",
            "photo_remove", "topic_adopt", "topic_withdraw",
        )
    },
}  # fmt: skip
