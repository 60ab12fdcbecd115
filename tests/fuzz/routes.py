"""What fuzzers send where, beyond what pages and the access matrix already tell.

A form's fields are read from the page that shows it. Only addresses that take a POST without a page
of their own name their fields here, and only names of the query that no link shows stand below.
"""

from __future__ import annotations

# Who works on an object of A1; addresses without a duty are asked by a visitor as well.
WRITERS = ("manager", "official")

# A POST without a page of its own, with an answer that would do.
FIELDS_OF_POSTS: dict[str, dict[str, list[str]]] = {
    "activities:field_publish": {},
    "activities:field_submit": {},
    "activities:field_approve": {},
    "activities:field_check_in_undo": {"sign_up": ["1"]},
    "activities:field_check_in_add": {"name": ["过路人"], "people": ["1"], "request_key": ["w"]},
    "activities:field_call_phone": {},
    "activities:field_call_outcome": {"outcome": ["REACHED"]},
    "activities:field_log_publish": {"published": ["1"]},
    "activities:field_photo_remove": {},
    "activities:field_photo_cover": {},
    "communities:field_notice_submit": {},
    "communities:field_notice_pass": {},
    "communities:field_notice_publish": {},
    "communities:field_objection_phone": {},
    "activities:ticket_check_in": {},
    "activities:field_screen_open": {},
    "activities:field_screen_revoke": {},
    "communities:field_handover_list": {},
    "communities:field_visit_mark": {"household": ["1"], "outcome": ["VISITED"], "seen": ["0"]},
    "communities:field_survey_publish": {},
    "meetings:field_vote_item_remove": {},
    "meetings:field_meeting_close": {},
    "meetings:field_topic_adopt": {},
    "meetings:field_topic_withdraw": {},
    "meetings:field_resolution_start": {},
    "meetings:field_resolution_verify": {},
    "meetings:field_resolution_strike": {},
    "meetings:field_photo_remove": {},
    "portal:my_forget": {},
    "portal:my_calendar_end": {"person": ["1"]},
}
# Fields that a page offers only in another mode or state.
MORE_FIELDS: dict[str, dict[str, list[str]]] = {
    "activities:signup": {
        "people": ["2"], "name": ["王阿姨"], "phone": ["13812345678"], "step": ["confirm"],
        "door": ["3-2-1501"], "who": ["1"], "queue": ["1"],
        "first_answer": ["一位"], "second_answer": ["可以"],
    },
    "activities:field_people": {"name": ["刘爷爷"], "people": ["1"], "first_answer": ["一位"]},
    "activities:field_log": {"people": ["9"], "session": ["1"], "known_log": [""]},
    "activities:self_check_in": {
        "phone": ["13812345678"], "code": ["628140"], "form": ["AAAAAAAAAAAA"], "ticket": ["AAAAAAAAAAAA"],
    },
    "activities:ticket_hand_over": {"name": ["刘爷爷"], "phone": ["13812345678"]},
    "portal:my_calendar": {"person": ["1"]},
    "portal:my_find": {"phone": ["13812345678"], "code": ["628140"]},
    "account_login": {"login": ["steward"], "password": ["x"], "next": ["/help/"]},
}  # fmt: skip
# Not fuzzed: they end the session that the fuzzer works with, or take a while by intent.
LEFT_ALONE = frozenset({"account_logout"})

QUERY_NAMES = (
    "view", "d", "kind", "scope", "open", "past", "day", "session", "elder", "page", "show", "q",
    "who", "next", "chosen", "saved", "change", "choose", "unplanned", "find", "hx", "k",
    "other", "again", "from", "type", "page_size", "ordering", "search", "complex", "activity", "calendar_of",
    "first_day", "stage", "part", "c", "on", "close", "place", "code", "post", "organization", "state",
    "building", "branch", "member", "unit", "period", "matter", "door", "meeting",
)  # fmt: skip
ADMIN_QUERY_NAMES = (
    "q", "o", "p", "all", "e", "_changelist_filters", "_popup", "_to_field", "id__exact",
    "complex__id__exact", "complex", "sub_district", "person", "session", "community", "kind__exact", "state__exact", "starts_at__gte",
    "sub_district__id__in", "person__phone_cipher__startswith", "hl-unknown", "format", "term",
    "app_label", "model_name", "field_name",
)  # fmt: skip
