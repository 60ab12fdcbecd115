"""What must be true of the Party's organisation after every fault: see `invariants.py`."""

from __future__ import annotations

TWO_SECRETARIES = """
    SELECT a.organization_id, a.id, b.id
    FROM party_building_partypost a
    JOIN party_building_partypost b
        ON b.organization_id = a.organization_id AND b.post = a.post AND b.id > a.id
       AND daterange(a.since, a.until, '[]') && daterange(b.since, b.until, '[]')
    WHERE a.post IN ('SECRETARY', 'GROUP_LEADER')
"""
TWO_PARENTS = """
    SELECT a.organization_id, a.id, b.id
    FROM party_building_subordination a
    JOIN party_building_subordination b
        ON b.organization_id = a.organization_id AND b.id > a.id
       AND daterange(a.since, a.until, '[]') && daterange(b.since, b.until, '[]')
"""
# On no day anything stands above itself.
RING = """
    WITH RECURSIVE above (organization, node, days) AS (
        SELECT organization_id, parent_id, daterange(since, until, '[]')
        FROM party_building_subordination
        UNION
        SELECT above.organization, link.parent_id,
            above.days * daterange(link.since, link.until, '[]')
        FROM above
        JOIN party_building_subordination link ON link.organization_id = above.node
        WHERE above.node <> above.organization
          AND above.days && daterange(link.since, link.until, '[]')
    )
    SELECT organization, days::text FROM above WHERE node = organization
"""
# One branch for a complex at a time, one group for a building or unit; of the kind of its organisation.
COVERED_TWICE_OR_BY_ANOTHER_KIND = """
    SELECT 'twice', a.id, b.id
    FROM party_building_partycoverage a
    JOIN party_building_partycoverage b
        ON b.id > a.id AND daterange(a.since, a.until, '[]') && daterange(b.since, b.until, '[]')
       AND (a.kind = 'GROUP') = (b.kind = 'GROUP')
       AND (a.complex_id, a.host_id, a.building_id, a.unit_id)
           IS NOT DISTINCT FROM (b.complex_id, b.host_id, b.building_id, b.unit_id)
    UNION ALL
    SELECT 'kind', c.id, o.id
    FROM party_building_partycoverage c
    JOIN party_building_partyorganization o ON o.id = c.organization_id
    WHERE c.kind <> o.kind
"""
# What hangs on an organisation ends with it.
OUTLIVES_ITS_ORGANIZATION = """
    SELECT p.what, p.id, o.dissolved_on
    FROM party_building_partyorganization o
    JOIN (
        SELECT 'post' AS what, id, organization_id, until FROM party_building_partypost
        UNION ALL
        SELECT 'coverage', id, organization_id, until FROM party_building_partycoverage
        UNION ALL
        SELECT 'parent', id, organization_id, until FROM party_building_subordination
        UNION ALL
        SELECT 'child', id, parent_id, until FROM party_building_subordination
    ) p ON p.organization_id = o.id
    WHERE coalesce(p.until, 'infinity') > o.dissolved_on
"""

PARTY: dict[str, str] = {
    "G-1 one secretary": TWO_SECRETARIES,
    "G-2 one parent": TWO_PARENTS,
    "G-2 ring": RING,
    "G-3 coverage": COVERED_TWICE_OR_BY_ANOTHER_KIND,
    "G-4 dissolved": OUTLIVES_ITS_ORGANIZATION,
}
