"""Erasure reaches the history of sign-ups, as `accounts_forget_person` does that of persons.

The application's role may not change the audit tables; this function may, and only in one way: it
takes door, note and the form's key out of what was recorded. Callable by the application.
"""

from django.db import migrations

FORGET = """
CREATE FUNCTION activities_forget_sign_ups(forgotten bigint[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    UPDATE activities_signupevent
       SET door_id = NULL, door_text = '', note = '', request_key = ''
     WHERE pgh_obj_id = ANY (forgotten);
$$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("activities", "0003_door_screen"),
    ]

    operations = [
        migrations.RunSQL(FORGET, "DROP FUNCTION activities_forget_sign_ups(bigint[]);"),
    ]
