"""Erasure reaches history through one function that runs as the tables' owner.

The application's role may not change the audit tables; this function may, and only in one way: it
takes a person's name and phone out of what was recorded. Callable by the application.
"""

from django.db import migrations

FORGET = """
CREATE FUNCTION accounts_forget_person(forgotten bigint, kept_name text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    UPDATE accounts_personevent
       SET name = kept_name, pinyin_key = '', phone_digest = '', phone_tail = ''
     WHERE pgh_obj_id = forgotten;
$$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
    ]

    operations = [
        migrations.RunSQL(FORGET, "DROP FUNCTION accounts_forget_person(bigint, text);"),
    ]
