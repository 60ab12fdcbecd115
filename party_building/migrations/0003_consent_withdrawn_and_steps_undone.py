"""Consent that is taken back leaves a row that names nobody; a step of an earlier stage counts no more."""

import accounts.migration_steps
import datetime
import django.core.validators
import pgtrigger.compiler
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0004_person_merges'),
        ('communities', '0012_only_of_standing_complexes'),
        ('party_building', '0001_organizations_posts_and_members'),
    ]

    operations = [
        accounts.migration_steps.RemoveTrigger(
            model_name='developmentstep',
            name='insert_insert',
        ),
        accounts.migration_steps.RemoveTrigger(
            model_name='developmentstep',
            name='update_update',
        ),
        accounts.migration_steps.RemoveTrigger(
            model_name='developmentstep',
            name='delete_delete',
        ),
        accounts.migration_steps.RemoveTrigger(
            model_name='dualregistration',
            name='insert_insert',
        ),
        accounts.migration_steps.RemoveTrigger(
            model_name='dualregistration',
            name='update_update',
        ),
        accounts.migration_steps.RemoveTrigger(
            model_name='dualregistration',
            name='delete_delete',
        ),
        accounts.migration_steps.RemoveTrigger(
            model_name='partymember',
            name='insert_insert',
        ),
        accounts.migration_steps.RemoveTrigger(
            model_name='partymember',
            name='update_update',
        ),
        accounts.migration_steps.RemoveTrigger(
            model_name='partymember',
            name='delete_delete',
        ),
        accounts.migration_steps.AddField(
            model_name='developmentstep',
            name='undone_on',
            field=models.DateField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='退回日期'),
        ),
        accounts.migration_steps.AddField(
            model_name='developmentstepevent',
            name='undone_on',
            field=models.DateField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='退回日期'),
        ),
        accounts.migration_steps.AddField(
            model_name='dualregistration',
            name='withdrawn_on',
            field=models.DateField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='撤回同意日期'),
        ),
        accounts.migration_steps.AddField(
            model_name='dualregistrationevent',
            name='withdrawn_on',
            field=models.DateField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='撤回同意日期'),
        ),
        accounts.migration_steps.AddField(
            model_name='partymember',
            name='withdrawn_on',
            field=models.DateField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='撤回同意日期'),
        ),
        accounts.migration_steps.AddField(
            model_name='partymemberevent',
            name='withdrawn_on',
            field=models.DateField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='撤回同意日期'),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='developmentstep',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "party_building_developmentstepevent" ("community_id", "complex_id", "id", "note", "number", "on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "sub_district_id", "undone_on") VALUES (NEW."community_id", NEW."complex_id", NEW."id", NEW."note", NEW."number", NEW."on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."record_id", NEW."sub_district_id", NEW."undone_on"); RETURN NULL;', hash='b3f9b6b3c317abf3546cf48ebf407fe5ba9c32e6', operation='INSERT', pgid='pgtrigger_insert_insert_aa916', table='party_building_developmentstep', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='developmentstep',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "party_building_developmentstepevent" ("community_id", "complex_id", "id", "note", "number", "on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "sub_district_id", "undone_on") VALUES (NEW."community_id", NEW."complex_id", NEW."id", NEW."note", NEW."number", NEW."on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."record_id", NEW."sub_district_id", NEW."undone_on"); RETURN NULL;', hash='1ac3d52f0b583ce4c2f15bf7cc8189ec001f69a9', operation='UPDATE', pgid='pgtrigger_update_update_37e5a', table='party_building_developmentstep', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='developmentstep',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "party_building_developmentstepevent" ("community_id", "complex_id", "id", "note", "number", "on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "sub_district_id", "undone_on") VALUES (OLD."community_id", OLD."complex_id", OLD."id", OLD."note", OLD."number", OLD."on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."record_id", OLD."sub_district_id", OLD."undone_on"); RETURN NULL;', hash='e2fdcb1239845136eaf9d27c48d8dbfe9c1dfe73', operation='DELETE', pgid='pgtrigger_delete_delete_4ed58', table='party_building_developmentstep', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='dualregistration',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "party_building_dualregistrationevent" ("community_id", "complex_id", "consented_on", "employer", "employer_branch", "id", "is_demo", "left_on", "left_reason", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reported_on", "review", "skills", "sub_district_id", "withdrawn_on") VALUES (NEW."community_id", NEW."complex_id", NEW."consented_on", NEW."employer", NEW."employer_branch", NEW."id", NEW."is_demo", NEW."left_on", NEW."left_reason", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."reported_on", NEW."review", NEW."skills", NEW."sub_district_id", NEW."withdrawn_on"); RETURN NULL;', hash='f63bcacfbc833801aed5a114756e828a1715cdf0', operation='INSERT', pgid='pgtrigger_insert_insert_44d62', table='party_building_dualregistration', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='dualregistration',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "party_building_dualregistrationevent" ("community_id", "complex_id", "consented_on", "employer", "employer_branch", "id", "is_demo", "left_on", "left_reason", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reported_on", "review", "skills", "sub_district_id", "withdrawn_on") VALUES (NEW."community_id", NEW."complex_id", NEW."consented_on", NEW."employer", NEW."employer_branch", NEW."id", NEW."is_demo", NEW."left_on", NEW."left_reason", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."reported_on", NEW."review", NEW."skills", NEW."sub_district_id", NEW."withdrawn_on"); RETURN NULL;', hash='c944d01b1012a18a8dc5c3a81ee30aeddc38ef80', operation='UPDATE', pgid='pgtrigger_update_update_a2086', table='party_building_dualregistration', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='dualregistration',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "party_building_dualregistrationevent" ("community_id", "complex_id", "consented_on", "employer", "employer_branch", "id", "is_demo", "left_on", "left_reason", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reported_on", "review", "skills", "sub_district_id", "withdrawn_on") VALUES (OLD."community_id", OLD."complex_id", OLD."consented_on", OLD."employer", OLD."employer_branch", OLD."id", OLD."is_demo", OLD."left_on", OLD."left_reason", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."reported_on", OLD."review", OLD."skills", OLD."sub_district_id", OLD."withdrawn_on"); RETURN NULL;', hash='74e01fddb5d1e65791c50628684c4fddb695f2ed', operation='DELETE', pgid='pgtrigger_delete_delete_62488', table='party_building_dualregistration', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='partymember',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "party_building_partymemberevent" ("building_id", "community_id", "complex_id", "consented_on", "group_id", "home", "id", "is_demo", "kind", "organization_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "sub_district_id", "until", "withdrawn_on") VALUES (NEW."building_id", NEW."community_id", NEW."complex_id", NEW."consented_on", NEW."group_id", NEW."home", NEW."id", NEW."is_demo", NEW."kind", NEW."organization_id", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."since", NEW."sub_district_id", NEW."until", NEW."withdrawn_on"); RETURN NULL;', hash='ef1b6ea0ad4d49ca791b2a880ba39318adc48e5d', operation='INSERT', pgid='pgtrigger_insert_insert_e2e7f', table='party_building_partymember', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='partymember',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "party_building_partymemberevent" ("building_id", "community_id", "complex_id", "consented_on", "group_id", "home", "id", "is_demo", "kind", "organization_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "sub_district_id", "until", "withdrawn_on") VALUES (NEW."building_id", NEW."community_id", NEW."complex_id", NEW."consented_on", NEW."group_id", NEW."home", NEW."id", NEW."is_demo", NEW."kind", NEW."organization_id", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."since", NEW."sub_district_id", NEW."until", NEW."withdrawn_on"); RETURN NULL;', hash='1547d78bd45493805b8f43dfffaf33f34ab5e160', operation='UPDATE', pgid='pgtrigger_update_update_d475e', table='party_building_partymember', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='partymember',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "party_building_partymemberevent" ("building_id", "community_id", "complex_id", "consented_on", "group_id", "home", "id", "is_demo", "kind", "organization_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "sub_district_id", "until", "withdrawn_on") VALUES (OLD."building_id", OLD."community_id", OLD."complex_id", OLD."consented_on", OLD."group_id", OLD."home", OLD."id", OLD."is_demo", OLD."kind", OLD."organization_id", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."since", OLD."sub_district_id", OLD."until", OLD."withdrawn_on"); RETURN NULL;', hash='472717931861effdb56f41a9620071841ec45291', operation='DELETE', pgid='pgtrigger_delete_delete_b6888', table='party_building_partymember', when='AFTER')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='dualregistration',
            constraint=models.CheckConstraint(condition=models.Q(('withdrawn_on', None), ('left_on__isnull', False), _connector='OR'), name='dualregistration_withdrawn_is_over', violation_error_message='撤回同意的要写最后一天'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='partymember',
            constraint=models.CheckConstraint(condition=models.Q(('withdrawn_on', None), ('until__isnull', False), _connector='OR'), name='partymember_withdrawn_is_over', violation_error_message='撤回同意的要写最后一天'),
        ),
    ]
