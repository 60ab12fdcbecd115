"""What must be true of places, visits and surveys after every fault: see `invariants.py`."""

from __future__ import annotations

# Where each complex lies is written down from its first day to its last, without a gap, and says the
# same as the complex itself; of one that was merged away nothing is open.
PLACEMENT_WRONG = """
    SELECT 'open', c.id, c.community_id, count(p.id)
    FROM communities_complex c
    LEFT JOIN communities_complexplacement p
        ON p.complex_id = c.id AND p.valid_until IS NULL AND p.community_id = c.community_id
    WHERE c.closed_on IS NULL GROUP BY c.id HAVING count(p.id) <> 1
    UNION ALL
    SELECT 'two', complex_id, NULL, count(*) FROM communities_complexplacement
    WHERE valid_until IS NULL GROUP BY complex_id HAVING count(*) > 1
    UNION ALL
    SELECT 'closed', c.id, NULL, count(p.id)
    FROM communities_complex c
    LEFT JOIN communities_complexplacement p ON p.complex_id = c.id
    WHERE c.closed_on IS NOT NULL GROUP BY c.id
    HAVING max(coalesce(p.valid_until, 'infinity')) IS DISTINCT FROM c.closed_on
"""
PLACEMENT_GAP = """
    SELECT complex_id, valid_until, next_from FROM (
        SELECT complex_id, valid_until,
            lead(valid_from) OVER days AS next_from, lead(id) OVER days AS next_id
        FROM communities_complexplacement
        WINDOW days AS (PARTITION BY complex_id ORDER BY valid_from NULLS FIRST)
    ) p
    WHERE next_id IS NOT NULL AND next_from IS DISTINCT FROM valid_until + 1
"""
MERGED_INTO_NOTHING = """
    WITH RECURSIVE kept (gone, id) AS (
        SELECT id, merged_into_id FROM communities_complex WHERE closed_on IS NOT NULL
        UNION
        SELECT kept.gone, c.merged_into_id FROM kept JOIN communities_complex c ON c.id = kept.id
        WHERE c.merged_into_id IS NOT NULL
    )
    SELECT c.id, c.merged_into_id FROM communities_complex c
    WHERE c.closed_on IS NOT NULL AND NOT EXISTS (
        SELECT FROM kept JOIN communities_complex k ON k.id = kept.id
        WHERE kept.gone = c.id AND k.closed_on IS NULL AND k.sub_district_id = c.sub_district_id)
"""
# A household says what its last knock said, and how many there were.
VISIT_NOT_ITS_LAST = """
    SELECT h.id, h.turns, h.outcome, h.visited_on
    FROM communities_visithousehold h
    LEFT JOIN LATERAL (
        SELECT e.outcome, t.day FROM communities_visitentry e
        JOIN communities_visittour t ON t.id = e.tour_id
        WHERE e.household_id = h.id ORDER BY t.day DESC, e.turn DESC LIMIT 1
    ) last ON true
    WHERE (h.turns, h.outcome, h.visited_on) IS DISTINCT FROM (
        (SELECT count(*) FROM communities_visitentry WHERE household_id = h.id)::int,
        coalesce(last.outcome, ''), last.day)
"""
VISIT_ELSEWHERE = """
    SELECT e.id, p.complex_id, t.complex_id
    FROM communities_visitentry e
    JOIN communities_visithousehold h ON h.id = e.household_id
    JOIN communities_visitplan p ON p.id = h.plan_id
    JOIN communities_visittour t ON t.id = e.tour_id
    WHERE p.complex_id <> t.complex_id
    UNION ALL
    SELECT f.id, p.complex_id, f.complex_id
    FROM communities_visitfollowup f
    JOIN communities_visithousehold h ON h.id = f.household_id
    JOIN communities_visitplan p ON p.id = h.plan_id
    WHERE p.complex_id <> f.complex_id
"""
ANSWER_OF_ANOTHER_SURVEY = """
    SELECT a.id, a.question_id, r.round_id
    FROM communities_surveyanswer a
    JOIN communities_surveyresponse r ON r.id = a.response_id
    JOIN communities_surveyround o ON o.id = r.round_id
    JOIN communities_surveyquestion q ON q.id = a.question_id
    WHERE q.survey_id <> o.survey_id
"""
RESPONSE_TWICE_OR_BESIDE_TOTALS = """
    SELECT 'twice', round_id, count(*) FROM communities_surveyresponse
    WHERE request_key <> '' GROUP BY round_id, request_key HAVING count(*) > 1
    UNION ALL
    SELECT 'beside totals', o.id, count(r.id)
    FROM communities_surveyround o JOIN communities_surveyresponse r ON r.round_id = o.id
    WHERE o.returned_count IS NOT NULL GROUP BY o.id
"""

PLACES: dict[str, str] = {
    "P-2 placement": PLACEMENT_WRONG,
    "P-2 gap": PLACEMENT_GAP,
    "P-3 merged into": MERGED_INTO_NOTHING,
    "P-4 visit": VISIT_NOT_ITS_LAST,
    "P-4 visit elsewhere": VISIT_ELSEWHERE,
    "P-5 answer": ANSWER_OF_ANOTHER_SURVEY,
    "P-5 response": RESPONSE_TWICE_OR_BESIDE_TOTALS,
}

# Asked of every table whose rows belong somewhere; the catalogue says which those are.
PLACED_TABLES = """
    SELECT table_name FROM information_schema.columns
    WHERE table_schema = 'public' AND table_name NOT LIKE '%event'
      AND column_name IN ('sub_district_id', 'community_id', 'complex_id')
    GROUP BY table_name HAVING count(*) = 3 ORDER BY table_name
"""
ELSEWHERE_THAN_ITS_COMPLEX = """
    SELECT '{table}', r.id FROM {table} r
    JOIN communities_complex c ON c.id = r.complex_id
    WHERE (r.community_id, r.sub_district_id) IS DISTINCT FROM (c.community_id, c.sub_district_id)
    UNION ALL
    SELECT '{table}', r.id FROM {table} r
    JOIN communities_community c ON c.id = r.community_id
    WHERE r.sub_district_id <> c.sub_district_id
"""
# What stays with a closed complex was there before it was closed.
NEW_IN_A_CLOSED_COMPLEX = """
    SELECT '{table}', r.id FROM {table} r
    JOIN communities_complex c ON c.id = r.complex_id AND c.closed_on IS NOT NULL
    JOIN {table}event e ON e.pgh_obj_id = r.id AND e.pgh_label = 'insert'
    WHERE e.pgh_created_at > (
        SELECT min(closing.pgh_created_at) FROM communities_complexevent closing
        WHERE closing.pgh_obj_id = c.id AND closing.closed_on IS NOT NULL)
"""
NOT_WRITTEN_DOWN_ONCE = """
    SELECT '{table}', r.id FROM {table} r
    WHERE (SELECT count(*) FROM {table}event e
           WHERE e.pgh_obj_id = r.id AND e.pgh_label = 'insert') <> 1
"""
OF_EACH_PLACED_TABLE: dict[str, str] = {
    "P-1 place": ELSEWHERE_THAN_ITS_COMPLEX,
    "P-3 closed complex": NEW_IN_A_CLOSED_COMPLEX,
    "I-25 placed and audited": NOT_WRITTEN_DOWN_ONCE,
}
