"""What ledger 2 and the list of doors say: households of a unit with their date, the floor of a door."""

import accounts.migration_steps
import django.core.validators
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('communities', '0010_visits_and_surveys'),
    ]

    operations = [
        accounts.migration_steps.RemoveTrigger(
            model_name='door',
            name='insert_insert',
        ),
        accounts.migration_steps.RemoveTrigger(
            model_name='door',
            name='update_update',
        ),
        accounts.migration_steps.RemoveTrigger(
            model_name='door',
            name='delete_delete',
        ),
        accounts.migration_steps.RemoveTrigger(
            model_name='unit',
            name='insert_insert',
        ),
        accounts.migration_steps.RemoveTrigger(
            model_name='unit',
            name='update_update',
        ),
        accounts.migration_steps.RemoveTrigger(
            model_name='unit',
            name='delete_delete',
        ),
        accounts.migration_steps.AddField(
            model_name='door',
            name='floor',
            field=models.SmallIntegerField(blank=True, help_text='地下写负数', null=True, validators=[django.core.validators.MinValueValidator(-9), django.core.validators.MaxValueValidator(200)], verbose_name='楼层'),
        ),
        accounts.migration_steps.AddField(
            model_name='doorevent',
            name='floor',
            field=models.SmallIntegerField(blank=True, help_text='地下写负数', null=True, validators=[django.core.validators.MinValueValidator(-9), django.core.validators.MaxValueValidator(200)], verbose_name='楼层'),
        ),
        accounts.migration_steps.AddField(
            model_name='unit',
            name='figures_on',
            field=models.DateField(blank=True, null=True, verbose_name='数据日期'),
        ),
        accounts.migration_steps.AddField(
            model_name='unit',
            name='household_count',
            field=models.PositiveIntegerField(blank=True, null=True, verbose_name='户数'),
        ),
        accounts.migration_steps.AddField(
            model_name='unitevent',
            name='figures_on',
            field=models.DateField(blank=True, null=True, verbose_name='数据日期'),
        ),
        accounts.migration_steps.AddField(
            model_name='unitevent',
            name='household_count',
            field=models.PositiveIntegerField(blank=True, null=True, verbose_name='户数'),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='door',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communities_doorevent" ("area", "community_id", "complex_id", "floor", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "room", "sub_district_id", "unit_id") VALUES (NEW."area", NEW."community_id", NEW."complex_id", NEW."floor", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."room", NEW."sub_district_id", NEW."unit_id"); RETURN NULL;', hash='21c4716537de2e5c66e7c312c03657a78d4cd87d', operation='INSERT', pgid='pgtrigger_insert_insert_49ffe', table='communities_door', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='door',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "communities_doorevent" ("area", "community_id", "complex_id", "floor", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "room", "sub_district_id", "unit_id") VALUES (NEW."area", NEW."community_id", NEW."complex_id", NEW."floor", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."room", NEW."sub_district_id", NEW."unit_id"); RETURN NULL;', hash='8277b0bb958cf7dafe397ceef4ae90795ce30b81', operation='UPDATE', pgid='pgtrigger_update_update_6f3e1', table='communities_door', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='door',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communities_doorevent" ("area", "community_id", "complex_id", "floor", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "room", "sub_district_id", "unit_id") VALUES (OLD."area", OLD."community_id", OLD."complex_id", OLD."floor", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."room", OLD."sub_district_id", OLD."unit_id"); RETURN NULL;', hash='1b1e50d11c634c6da1464a03820b6d47a55d1526', operation='DELETE', pgid='pgtrigger_delete_delete_ad6ed', table='communities_door', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='unit',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communities_unitevent" ("building_id", "community_id", "complex_id", "figures_on", "household_count", "id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sub_district_id") VALUES (NEW."building_id", NEW."community_id", NEW."complex_id", NEW."figures_on", NEW."household_count", NEW."id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."sub_district_id"); RETURN NULL;', hash='72f4de0698f2cb99a21fa4ea299ef91d910b3862', operation='INSERT', pgid='pgtrigger_insert_insert_65328', table='communities_unit', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='unit',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "communities_unitevent" ("building_id", "community_id", "complex_id", "figures_on", "household_count", "id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sub_district_id") VALUES (NEW."building_id", NEW."community_id", NEW."complex_id", NEW."figures_on", NEW."household_count", NEW."id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."sub_district_id"); RETURN NULL;', hash='5972e64ce05dfbce73187bde7382da651f148cc2', operation='UPDATE', pgid='pgtrigger_update_update_60950', table='communities_unit', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='unit',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communities_unitevent" ("building_id", "community_id", "complex_id", "figures_on", "household_count", "id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sub_district_id") VALUES (OLD."building_id", OLD."community_id", OLD."complex_id", OLD."figures_on", OLD."household_count", OLD."id", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."sub_district_id"); RETURN NULL;', hash='7b938ab05e24a44f8d85aef2996de25eae073977', operation='DELETE', pgid='pgtrigger_delete_delete_0d6a7', table='communities_unit', when='AFTER')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='door',
            constraint=models.CheckConstraint(condition=models.Q(('floor', None), ('floor__range', (-9, 200)), _connector='OR'), name='door_floor_plausible', violation_error_message='楼层应在-9到200之间'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='door',
            constraint=models.CheckConstraint(condition=models.Q(('area', None), ('area__gt', 0), _connector='OR'), name='door_area_positive', violation_error_message='面积应大于0'),
        ),
        accounts.migration_steps.AddIndex(
            model_name='door',
            index=models.Index(fields=['room'], name='door_by_room'),
        ),
    ]
