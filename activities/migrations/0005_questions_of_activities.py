"""Questions of an activity, answers of a sign-up; history forgets the answers with door and note."""

import accounts.migration_steps
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

FORGET = """
CREATE OR REPLACE FUNCTION activities_forget_sign_ups(forgotten bigint[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    UPDATE activities_signupevent
       SET door_id = NULL, door_text = '', note = '', request_key = ''{answers}
     WHERE pgh_obj_id = ANY (forgotten);
$$;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('activities', '0004_forget_sign_ups_in_history'),
        ('communities', '0003_division_code_may_be_unknown'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        accounts.migration_steps.RemoveTrigger(
            model_name='activity',
            name='insert_insert',
        ),
        accounts.migration_steps.RemoveTrigger(
            model_name='activity',
            name='update_update',
        ),
        accounts.migration_steps.RemoveTrigger(
            model_name='activity',
            name='delete_delete',
        ),
        accounts.migration_steps.RemoveTrigger(
            model_name='signup',
            name='insert_insert',
        ),
        accounts.migration_steps.RemoveTrigger(
            model_name='signup',
            name='update_update',
        ),
        accounts.migration_steps.RemoveTrigger(
            model_name='signup',
            name='delete_delete',
        ),
        accounts.migration_steps.AddField(
            model_name='activity',
            name='first_question',
            field=models.CharField(blank=True, default='', help_text='如：几位吃素？', max_length=30, verbose_name='问报名的人（第一问）'),
        ),
        accounts.migration_steps.AddField(
            model_name='activity',
            name='second_question',
            field=models.CharField(blank=True, default='', max_length=30, verbose_name='问报名的人（第二问）'),
        ),
        accounts.migration_steps.AddField(
            model_name='activityevent',
            name='first_question',
            field=models.CharField(blank=True, default='', help_text='如：几位吃素？', max_length=30, verbose_name='问报名的人（第一问）'),
        ),
        accounts.migration_steps.AddField(
            model_name='activityevent',
            name='second_question',
            field=models.CharField(blank=True, default='', max_length=30, verbose_name='问报名的人（第二问）'),
        ),
        accounts.migration_steps.AddField(
            model_name='signup',
            name='first_answer',
            field=models.CharField(blank=True, default='', max_length=60, verbose_name='第一问的回答'),
        ),
        accounts.migration_steps.AddField(
            model_name='signup',
            name='second_answer',
            field=models.CharField(blank=True, default='', max_length=60, verbose_name='第二问的回答'),
        ),
        accounts.migration_steps.AddField(
            model_name='signupevent',
            name='first_answer',
            field=models.CharField(blank=True, default='', max_length=60, verbose_name='第一问的回答'),
        ),
        accounts.migration_steps.AddField(
            model_name='signupevent',
            name='second_answer',
            field=models.CharField(blank=True, default='', max_length=60, verbose_name='第二问的回答'),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='activity',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "activities_activityevent" ("advice", "audience", "budget_fen", "cancel_reason", "cancelled_at", "co_organizer", "community_id", "complex_id", "contact_name", "contact_phone", "created_at", "created_by_id", "description", "fee_text", "first_question", "form", "household_quota", "id", "is_demo", "kind", "loop_stage", "max_party_size", "organizer", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "responsible", "second_question", "sign_up_mode", "state", "sub_district_id", "takes_photos", "theme", "title") VALUES (NEW."advice", NEW."audience", NEW."budget_fen", NEW."cancel_reason", NEW."cancelled_at", NEW."co_organizer", NEW."community_id", NEW."complex_id", NEW."contact_name", NEW."contact_phone", NEW."created_at", NEW."created_by_id", NEW."description", NEW."fee_text", NEW."first_question", NEW."form", NEW."household_quota", NEW."id", NEW."is_demo", NEW."kind", NEW."loop_stage", NEW."max_party_size", NEW."organizer", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."published_at", NEW."responsible", NEW."second_question", NEW."sign_up_mode", NEW."state", NEW."sub_district_id", NEW."takes_photos", NEW."theme", NEW."title"); RETURN NULL;', hash='f6b628694a75f356bf3724de3bf63ab7bdf4d1ef', operation='INSERT', pgid='pgtrigger_insert_insert_6de9c', table='activities_activity', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='activity',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "activities_activityevent" ("advice", "audience", "budget_fen", "cancel_reason", "cancelled_at", "co_organizer", "community_id", "complex_id", "contact_name", "contact_phone", "created_at", "created_by_id", "description", "fee_text", "first_question", "form", "household_quota", "id", "is_demo", "kind", "loop_stage", "max_party_size", "organizer", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "responsible", "second_question", "sign_up_mode", "state", "sub_district_id", "takes_photos", "theme", "title") VALUES (NEW."advice", NEW."audience", NEW."budget_fen", NEW."cancel_reason", NEW."cancelled_at", NEW."co_organizer", NEW."community_id", NEW."complex_id", NEW."contact_name", NEW."contact_phone", NEW."created_at", NEW."created_by_id", NEW."description", NEW."fee_text", NEW."first_question", NEW."form", NEW."household_quota", NEW."id", NEW."is_demo", NEW."kind", NEW."loop_stage", NEW."max_party_size", NEW."organizer", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."published_at", NEW."responsible", NEW."second_question", NEW."sign_up_mode", NEW."state", NEW."sub_district_id", NEW."takes_photos", NEW."theme", NEW."title"); RETURN NULL;', hash='91e92c66e7fff920b427b6cc0a7798fe7919db2b', operation='UPDATE', pgid='pgtrigger_update_update_a56a1', table='activities_activity', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='activity',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "activities_activityevent" ("advice", "audience", "budget_fen", "cancel_reason", "cancelled_at", "co_organizer", "community_id", "complex_id", "contact_name", "contact_phone", "created_at", "created_by_id", "description", "fee_text", "first_question", "form", "household_quota", "id", "is_demo", "kind", "loop_stage", "max_party_size", "organizer", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "responsible", "second_question", "sign_up_mode", "state", "sub_district_id", "takes_photos", "theme", "title") VALUES (OLD."advice", OLD."audience", OLD."budget_fen", OLD."cancel_reason", OLD."cancelled_at", OLD."co_organizer", OLD."community_id", OLD."complex_id", OLD."contact_name", OLD."contact_phone", OLD."created_at", OLD."created_by_id", OLD."description", OLD."fee_text", OLD."first_question", OLD."form", OLD."household_quota", OLD."id", OLD."is_demo", OLD."kind", OLD."loop_stage", OLD."max_party_size", OLD."organizer", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."published_at", OLD."responsible", OLD."second_question", OLD."sign_up_mode", OLD."state", OLD."sub_district_id", OLD."takes_photos", OLD."theme", OLD."title"); RETURN NULL;', hash='ec2e3225fe50fad43e36af57cd5783a991fd6187', operation='DELETE', pgid='pgtrigger_delete_delete_cc776', table='activities_activity', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='signup',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "activities_signupevent" ("cancelled_at", "code", "community_id", "complex_id", "created_at", "door_id", "door_text", "entered_by_id", "entry_code", "first_answer", "id", "is_demo", "note", "party_size", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "promoted_at", "request_key", "second_answer", "session_id", "source", "state", "sub_district_id") VALUES (NEW."cancelled_at", NEW."code", NEW."community_id", NEW."complex_id", NEW."created_at", NEW."door_id", NEW."door_text", NEW."entered_by_id", NEW."entry_code", NEW."first_answer", NEW."id", NEW."is_demo", NEW."note", NEW."party_size", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."promoted_at", NEW."request_key", NEW."second_answer", NEW."session_id", NEW."source", NEW."state", NEW."sub_district_id"); RETURN NULL;', hash='2ddc14e0d72bda4f967241b30a3d19cb1943c96c', operation='INSERT', pgid='pgtrigger_insert_insert_a6db9', table='activities_signup', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='signup',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "activities_signupevent" ("cancelled_at", "code", "community_id", "complex_id", "created_at", "door_id", "door_text", "entered_by_id", "entry_code", "first_answer", "id", "is_demo", "note", "party_size", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "promoted_at", "request_key", "second_answer", "session_id", "source", "state", "sub_district_id") VALUES (NEW."cancelled_at", NEW."code", NEW."community_id", NEW."complex_id", NEW."created_at", NEW."door_id", NEW."door_text", NEW."entered_by_id", NEW."entry_code", NEW."first_answer", NEW."id", NEW."is_demo", NEW."note", NEW."party_size", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."promoted_at", NEW."request_key", NEW."second_answer", NEW."session_id", NEW."source", NEW."state", NEW."sub_district_id"); RETURN NULL;', hash='26c2c67276d791208d9a94d3f45b6142d18b9638', operation='UPDATE', pgid='pgtrigger_update_update_c4a44', table='activities_signup', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='signup',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "activities_signupevent" ("cancelled_at", "code", "community_id", "complex_id", "created_at", "door_id", "door_text", "entered_by_id", "entry_code", "first_answer", "id", "is_demo", "note", "party_size", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "promoted_at", "request_key", "second_answer", "session_id", "source", "state", "sub_district_id") VALUES (OLD."cancelled_at", OLD."code", OLD."community_id", OLD."complex_id", OLD."created_at", OLD."door_id", OLD."door_text", OLD."entered_by_id", OLD."entry_code", OLD."first_answer", OLD."id", OLD."is_demo", OLD."note", OLD."party_size", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."promoted_at", OLD."request_key", OLD."second_answer", OLD."session_id", OLD."source", OLD."state", OLD."sub_district_id"); RETURN NULL;', hash='100969cbb29bf84f25e199e361e32c2c004feb31', operation='DELETE', pgid='pgtrigger_delete_delete_3ea89', table='activities_signup', when='AFTER')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='activity',
            constraint=models.CheckConstraint(condition=models.Q(('second_question', ''), models.Q(('first_question', ''), _negated=True), _connector='OR'), name='activity_second_question_after_first', violation_error_message='先写第一问，再写第二问'),
        ),
        migrations.RunSQL(
            FORGET.format(answers=", first_answer = '', second_answer = ''"),
            FORGET.format(answers=''),
        ),
    ]
