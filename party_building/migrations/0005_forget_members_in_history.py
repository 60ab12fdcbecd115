"""Consent that is taken back reaches history, as `accounts_forget_person` does that of persons.

The application's role may not change the audit tables; these functions may, each in one way only: of a
row that names nobody any more, history names the same nobody. Whoever a row still names stays in its
history, whatever is asked. Rows withdrawn before are brought into line here. Callable by the application.
"""

from django.db import migrations

# Nobody has the name that `services/members.py: NOBODY` gives, and no phone; a neighbour lacks one of both.
MEMBERS = """
CREATE FUNCTION party_building_forget_members(forgotten bigint[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    UPDATE party_building_partymemberevent AS said
       SET person_id = kept.person_id
      FROM party_building_partymember AS kept
      JOIN accounts_person AS nobody ON nobody.id = kept.person_id
     WHERE said.pgh_obj_id = kept.id
       AND kept.id = ANY (forgotten) AND kept.withdrawn_on IS NOT NULL
       AND nobody.name = '已撤回同意' AND nobody.phone_digest = '';
    UPDATE party_building_keypartyhouseholdevent AS said
       SET door_id = NULL
      FROM party_building_partymember AS kept
      JOIN accounts_person AS nobody ON nobody.id = kept.person_id
     WHERE said.member_id = kept.id
       AND kept.id = ANY (forgotten) AND kept.withdrawn_on IS NOT NULL
       AND nobody.name = '已撤回同意' AND nobody.phone_digest = '';
$$;
"""

REGISTRATIONS = """
CREATE FUNCTION party_building_forget_registrations(forgotten bigint[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    UPDATE party_building_dualregistrationevent AS said
       SET person_id = kept.person_id,
           employer = '', employer_branch = '', skills = '', review = '', left_reason = ''
      FROM party_building_dualregistration AS kept
      JOIN accounts_person AS nobody ON nobody.id = kept.person_id
     WHERE said.pgh_obj_id = kept.id
       AND kept.id = ANY (forgotten) AND kept.withdrawn_on IS NOT NULL
       AND nobody.name = '已撤回同意' AND nobody.phone_digest = '';
$$;
"""

# A record of the pipeline keeps its initials and its days; whose it was goes with the consent.
DEVELOPMENTS = """
CREATE FUNCTION party_building_forget_developments(forgotten bigint[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    UPDATE party_building_memberdevelopmentevent AS said
       SET person_id = NULL, workplace = ''
      FROM party_building_memberdevelopment AS kept
     WHERE said.pgh_obj_id = kept.id
       AND kept.id = ANY (forgotten) AND kept.person_id IS NULL AND kept.workplace = '';
$$;
"""

WITHDRAWN_BEFORE = """
UPDATE party_building_keypartyhousehold AS home
   SET door_id = NULL, shown_with_consent = false
  FROM party_building_partymember AS kept
 WHERE kept.id = home.member_id AND kept.withdrawn_on IS NOT NULL AND home.door_id IS NOT NULL;
SELECT party_building_forget_members(
    ARRAY(SELECT id FROM party_building_partymember WHERE withdrawn_on IS NOT NULL)
);
SELECT party_building_forget_registrations(
    ARRAY(SELECT id FROM party_building_dualregistration WHERE withdrawn_on IS NOT NULL)
);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_person_merges"),
        ("party_building", "0004_nightly_checks_of_chains"),
    ]

    operations = [
        migrations.RunSQL(MEMBERS, "DROP FUNCTION party_building_forget_members(bigint[]);"),
        migrations.RunSQL(
            REGISTRATIONS, "DROP FUNCTION party_building_forget_registrations(bigint[]);"
        ),
        migrations.RunSQL(
            DEVELOPMENTS, "DROP FUNCTION party_building_forget_developments(bigint[]);"
        ),
        migrations.RunSQL(WITHDRAWN_BEFORE, migrations.RunSQL.noop),
    ]
