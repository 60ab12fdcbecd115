"""What must be true of meetings, resolutions and votes after every fault: see `invariants.py`."""

from __future__ import annotations

TOOK_PLACE = "('HELD', 'MINUTED', 'CONFIRMED', 'PUBLISHED', 'FOLLOW_UP', 'CLOSED')"
WRITTEN = "('MINUTED', 'CONFIRMED', 'PUBLISHED', 'FOLLOW_UP', 'CLOSED')"
AGREED = "('CONFIRMED', 'PUBLISHED', 'FOLLOW_UP', 'CLOSED')"
PARTY_LIFE = """(
    'ASSEMBLY', 'COMMITTEE', 'GROUP', 'LECTURE', 'THEME_DAY', 'LIFE_MEETING', 'APPRAISAL')"""
STATE_WITHOUT_ITS_FACTS = f"""
    SELECT id, state FROM meetings_meeting
    WHERE (state IN {TOOK_PLACE}) <> (recorded_at IS NOT NULL)
       OR (state IN {WRITTEN}) <> (drafted_at IS NOT NULL)
       OR (state IN {AGREED}) <> (confirmed_at IS NOT NULL)
       OR (state = 'CLOSED') <> (closed_at IS NOT NULL)
       OR (state = 'CANCELLED') <> (cancelled_at IS NOT NULL)
       OR (scope <> '') <> (published_at IS NOT NULL)
       OR published_by_id = drafted_by_id
"""
COUNTS_DO_NOT_ADD_UP = """
    SELECT id, due_count, present_count, leave_count, absent_count FROM meetings_meeting
    WHERE greatest(present_count, leave_count, absent_count) > due_count
       OR present_count + leave_count + absent_count <> due_count
"""
# The meeting stands where its last step left it, and what was drafted has its words.
MEETING_BY_HALF = """
    SELECT 'step', m.id, m.state FROM meetings_meeting m
    LEFT JOIN LATERAL (
        SELECT to_state FROM meetings_meetingstep s WHERE s.meeting_id = m.id
        ORDER BY s.id DESC LIMIT 1
    ) last ON true
    WHERE last.to_state IS DISTINCT FROM m.state
    UNION ALL
    SELECT 'words', m.id, m.state FROM meetings_meeting m
    WHERE m.drafted_at IS NOT NULL
      AND NOT EXISTS (SELECT FROM meetings_minutes w WHERE w.meeting_id = m.id)
"""
PARTY_LIFE_NAMES_SOMEBODY = f"""
    SELECT m.id, m.kind, m.scope FROM meetings_meeting m
    WHERE m.kind IN {PARTY_LIFE} AND (m.scope <> '' OR m.party_organization_id IS NULL OR EXISTS (
        SELECT FROM meetings_attendance a WHERE a.meeting_id = m.id))
"""
RESOLUTION_WITHOUT_ONE_OWNER = """
    SELECT id, num_nonnulls(organization_id, party_organization_id, person_id)
    FROM meetings_resolution
    WHERE owner_name = '' OR num_nonnulls(organization_id, party_organization_id, person_id) > 1
"""
RESOLUTION_WITHOUT_ITS_FACTS = """
    SELECT id, state FROM meetings_resolution
    WHERE state IN ('DONE', 'VERIFIED') AND done_on IS NULL
       OR state IN ('OPEN', 'DOING') AND done_on IS NOT NULL
       OR (state = 'VERIFIED') <> (verified_at IS NOT NULL)
       OR (state = 'DROPPED') <> (dropped_in_id IS NOT NULL)
       OR verified_by_id = done_by_id OR dropped_in_id = meeting_id
"""
RESOLUTION_BY_HALF = """
    SELECT 'step', r.id, r.state FROM meetings_resolution r
    LEFT JOIN LATERAL (
        SELECT to_state FROM meetings_resolutionstep s WHERE s.resolution_id = r.id
        ORDER BY s.id DESC LIMIT 1
    ) last ON true
    WHERE last.to_state IS DISTINCT FROM r.state
    UNION ALL
    SELECT 'place', r.id, r.state
    FROM meetings_resolution r JOIN meetings_meeting m ON m.id = r.meeting_id
    WHERE (r.sub_district_id, r.community_id, r.complex_id)
        IS DISTINCT FROM (m.sub_district_id, m.community_id, m.complex_id)
    UNION ALL
    SELECT 'agenda', a.id, '' FROM meetings_agendaitem a
    JOIN meetings_resolution r ON r.id = a.resolution_id WHERE r.meeting_id <> a.meeting_id
"""

# What was counted of a roll is what stands in it: heads once each, areas summed.
ROLL_AS_COUNTED = """
    SELECT c.vote_id, c.entitled_heads, r.heads, c.present_heads, r.came
    FROM meetings_votecount c
    JOIN meetings_vote v ON v.id = c.vote_id AND v.basis <> 'HANDS'
    LEFT JOIN LATERAL (
        SELECT count(DISTINCT e.head_number) AS heads, coalesce(sum(e.area), 0) AS area,
            count(DISTINCT e.head_number) FILTER (WHERE t.id IS NOT NULL) AS came,
            coalesce(sum(e.area) FILTER (WHERE t.id IS NOT NULL), 0) AS came_area
        FROM meetings_rollentry e LEFT JOIN meetings_turnout t ON t.entry_id = e.id
        WHERE e.vote_id = c.vote_id
    ) r ON true
    WHERE (c.entitled_heads, c.entitled_area, c.present_heads, c.present_area)
        IS DISTINCT FROM (r.heads, r.area, r.came, r.came_area)
"""
DOOR_TWICE = """
    SELECT 'roll', vote_id, count(*) FROM meetings_rollentry
    WHERE door_id IS NOT NULL GROUP BY vote_id, door_id HAVING count(*) > 1
    UNION ALL
    SELECT 'turnout', vote_id, count(*) FROM meetings_turnout
    GROUP BY vote_id, entry_id HAVING count(*) > 1
    UNION ALL
    SELECT 'ballot', vote_id, count(*) FROM meetings_ballot
    WHERE NOT is_secret GROUP BY vote_id, turnout_id, turn HAVING count(*) > 1
"""
# Whoever took part has a ballot, and nobody else: of a secret vote as many as heads came, with the
# area of their doors; of an open one each turnout its own, with the area of its door.
TOOK_PART_BY_HALF = """
    SELECT 'open', t.vote_id, t.id::text
    FROM meetings_turnout t
    JOIN meetings_vote v ON v.id = t.vote_id AND NOT v.is_secret
    JOIN meetings_rollentry e ON e.id = t.entry_id
    LEFT JOIN meetings_ballot b ON b.turnout_id = t.id AND b.turn = 1
    WHERE b.id IS NULL OR b.vote_id <> t.vote_id OR b.area <> coalesce(e.area, 0)
    UNION ALL
    SELECT 'secret', v.id, came.heads::text
    FROM meetings_vote v
    LEFT JOIN LATERAL (
        SELECT count(DISTINCT e.head_number) AS heads, coalesce(sum(e.area), 0) AS area
        FROM meetings_turnout t JOIN meetings_rollentry e ON e.id = t.entry_id
        WHERE t.vote_id = v.id
    ) came ON true
    LEFT JOIN LATERAL (
        SELECT count(*) AS ballots, coalesce(sum(b.area), 0) AS area
        FROM meetings_ballot b WHERE b.vote_id = v.id
    ) cast_ ON true
    WHERE v.is_secret AND (came.heads, came.area) IS DISTINCT FROM (cast_.ballots, cast_.area)
"""
# The last ballot of each turnout counts; an option without a mark is an abstention; a head whose doors
# say different things stands on no side, while each door's area counts as it says.
RECOUNTED_DIFFERENTLY = """
    WITH counting AS (
        SELECT DISTINCT ON (b.vote_id, coalesce(b.turnout_id::text, b.id::text))
            b.id, b.vote_id, b.area, coalesce(e.head_number::text, b.id::text) AS head
        FROM meetings_ballot b
        LEFT JOIN meetings_turnout t ON t.id = b.turnout_id
        LEFT JOIN meetings_rollentry e ON e.id = t.entry_id
        ORDER BY b.vote_id, coalesce(b.turnout_id::text, b.id::text), b.turn DESC
    ), words AS (
        SELECT o.id AS option_id, c.head, c.area, coalesce(m.choice, 'ABSTAIN') AS choice
        FROM counting c
        JOIN meetings_voteoption o ON o.vote_id = c.vote_id
        LEFT JOIN meetings_ballotmark m ON m.ballot_id = c.id AND m.option_id = o.id
    ), heads AS (
        SELECT option_id, head, min(choice) AS choice, count(DISTINCT choice) AS sides
        FROM words GROUP BY option_id, head
    ), by_heads AS (
        SELECT option_id,
            count(*) FILTER (WHERE sides = 1 AND choice = 'AGREE') AS agree,
            count(*) FILTER (WHERE sides = 1 AND choice = 'OPPOSE') AS oppose,
            count(*) FILTER (WHERE sides = 1 AND choice = 'ABSTAIN') AS abstain,
            count(*) FILTER (WHERE sides > 1) AS split
        FROM heads GROUP BY option_id
    ), by_area AS (
        SELECT option_id,
            sum(area) FILTER (WHERE choice = 'AGREE') AS agree,
            sum(area) FILTER (WHERE choice = 'OPPOSE') AS oppose,
            sum(area) FILTER (WHERE choice = 'ABSTAIN') AS abstain
        FROM words GROUP BY option_id
    )
    SELECT f.vote_id, f.option_id, f.agree_heads, h.agree
    FROM meetings_optioncount f
    JOIN meetings_vote v ON v.id = f.vote_id AND v.basis <> 'HANDS'
    LEFT JOIN by_heads h ON h.option_id = f.option_id
    LEFT JOIN by_area a ON a.option_id = f.option_id
    WHERE (f.agree_heads, f.oppose_heads, f.abstain_heads, f.split_heads)
            IS DISTINCT FROM (coalesce(h.agree, 0), coalesce(h.oppose, 0),
                coalesce(h.abstain, 0), coalesce(h.split, 0))
       OR (f.agree_area, f.oppose_area, f.abstain_area)
            IS DISTINCT FROM (coalesce(a.agree, 0), coalesce(a.oppose, 0), coalesce(a.abstain, 0))
"""
COUNTED_BY_HALF = """
    SELECT v.id, v.state, c.id FROM meetings_vote v
    LEFT JOIN meetings_votecount c ON c.vote_id = v.id
    WHERE (v.state = 'COUNTED') <> (c.id IS NOT NULL)
    UNION ALL
    SELECT v.id, v.state, o.id FROM meetings_vote v
    JOIN meetings_voteoption o ON o.vote_id = v.id
    LEFT JOIN meetings_optioncount f ON f.option_id = o.id
    WHERE (v.state = 'COUNTED') <> (f.id IS NOT NULL)
    UNION ALL
    SELECT v.id, v.state, min(t.id) FROM meetings_vote v
    JOIN meetings_turnout t ON t.vote_id = v.id
    WHERE v.state = 'DRAFT' GROUP BY v.id
"""

MEETINGS: dict[str, str] = {
    "H-1 state": STATE_WITHOUT_ITS_FACTS,
    "H-1 counts": COUNTS_DO_NOT_ADD_UP,
    "H-1 by half": MEETING_BY_HALF,
    "H-2 party life": PARTY_LIFE_NAMES_SOMEBODY,
    "H-3 owner": RESOLUTION_WITHOUT_ONE_OWNER,
    "H-3 resolution": RESOLUTION_WITHOUT_ITS_FACTS,
    "H-3 by half": RESOLUTION_BY_HALF,
    "B-1 roll": ROLL_AS_COUNTED,
    "B-2 door twice": DOOR_TWICE,
    "B-3 took part": TOOK_PART_BY_HALF,
    "B-4 recount": RECOUNTED_DIFFERENTLY,
    "B-5 counted by half": COUNTED_BY_HALF,
}
