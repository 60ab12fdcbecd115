"""责任空缺夜查: one row a community and day, with which holes there were."""

import accounts.migration_steps
import communities.constraints
import datetime
import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('communities', '0012_only_of_standing_complexes'),
        ('party_building', '0003_consent_withdrawn_and_steps_undone'),
    ]

    operations = [
        accounts.migration_steps.CreateModel(
            name='ChainCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField(validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='日期')),
                ('span_count', models.PositiveIntegerField(verbose_name='单元数')),
                ('complete_count', models.PositiveIntegerField(verbose_name='三级都有人的单元数')),
                ('holes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), blank=True, default=list, size=None, verbose_name='空缺')),
                ('new_holes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), blank=True, default=list, size=None, verbose_name='新增空缺')),
                ('community', models.ForeignKey(blank=True, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.complex', verbose_name='小区')),
                ('sub_district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.subdistrict', verbose_name='街道')),
            ],
            options={
                'verbose_name': '责任空缺夜查',
                'verbose_name_plural': '责任空缺夜查',
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='ChainCheckEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('on', models.DateField(validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='日期')),
                ('span_count', models.PositiveIntegerField(verbose_name='单元数')),
                ('complete_count', models.PositiveIntegerField(verbose_name='三级都有人的单元数')),
                ('community', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.complex', verbose_name='小区')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='party_building.chaincheck')),
                ('sub_district', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.subdistrict', verbose_name='街道')),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.migration_steps.AddConstraint(
            model_name='chaincheck',
            constraint=models.CheckConstraint(condition=models.Q(('complex', None), ('community__isnull', False), _connector='OR'), name='chaincheck_complex_has_community', violation_error_message='选了小区就要选它所在的社区'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='chaincheck',
            constraint=communities.constraints.CompositeForeignKey(fields=('complex', 'community'), name='chaincheck_complex_in_community', to='communities.Complex', to_fields=('id', 'community')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='chaincheck',
            constraint=communities.constraints.CompositeForeignKey(fields=('community', 'sub_district'), name='chaincheck_community_in_sub_district', to='communities.Community', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='chaincheck',
            constraint=models.CheckConstraint(condition=models.Q(('community__isnull', False), ('complex', None)), name='chaincheck_of_community'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='chaincheck',
            constraint=models.CheckConstraint(condition=models.Q(('complete_count__lte', models.F('span_count'))), name='chaincheck_complete_within_all'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='chaincheck',
            constraint=models.UniqueConstraint(fields=('community', 'on'), name='chaincheck_once_a_day', violation_error_message='这一天已经查过'),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='chaincheck',
            trigger=pgtrigger.compiler.Trigger(name='only_of_standing_complexes', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."complex_id" IS NOT NULL)', func="\n            IF TG_OP = 'UPDATE' THEN\n                IF NEW.complex_id IS NOT DISTINCT FROM OLD.complex_id THEN\n                    RETURN NULL;\n                END IF;\n            END IF;\n            IF EXISTS (\n                SELECT 1 FROM communities_complex\n                WHERE id = NEW.complex_id AND closed_on IS NOT NULL\n            ) THEN\n                RAISE EXCEPTION 'complex % was merged into another', NEW.complex_id\n                USING ERRCODE = 'check_violation', CONSTRAINT = 'complex_stands';\n            END IF;\n            RETURN NULL;\n        ", hash='05ae1c517c7a6ec25a54b68a7308f9a434d33e5a', operation='INSERT OR UPDATE OF "complex_id"', pgid='pgtrigger_only_of_standing_complexes_e3f17', table='party_building_chaincheck', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='chaincheck',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "party_building_chaincheckevent" ("community_id", "complete_count", "complex_id", "id", "on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "span_count", "sub_district_id") VALUES (NEW."community_id", NEW."complete_count", NEW."complex_id", NEW."id", NEW."on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."span_count", NEW."sub_district_id"); RETURN NULL;', hash='fe27505dec8db8f51fd5a2a1ab6b53fd7618707a', operation='INSERT', pgid='pgtrigger_insert_insert_db74a', table='party_building_chaincheck', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='chaincheck',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."community_id" IS DISTINCT FROM (NEW."community_id") OR OLD."complete_count" IS DISTINCT FROM (NEW."complete_count") OR OLD."complex_id" IS DISTINCT FROM (NEW."complex_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."on" IS DISTINCT FROM (NEW."on") OR OLD."span_count" IS DISTINCT FROM (NEW."span_count") OR OLD."sub_district_id" IS DISTINCT FROM (NEW."sub_district_id"))', func='INSERT INTO "party_building_chaincheckevent" ("community_id", "complete_count", "complex_id", "id", "on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "span_count", "sub_district_id") VALUES (NEW."community_id", NEW."complete_count", NEW."complex_id", NEW."id", NEW."on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."span_count", NEW."sub_district_id"); RETURN NULL;', hash='f14ea86ed5350746cf8ff8b728c24bfc1c28e7bc', operation='UPDATE', pgid='pgtrigger_update_update_75195', table='party_building_chaincheck', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='chaincheck',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "party_building_chaincheckevent" ("community_id", "complete_count", "complex_id", "id", "on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "span_count", "sub_district_id") VALUES (OLD."community_id", OLD."complete_count", OLD."complex_id", OLD."id", OLD."on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."span_count", OLD."sub_district_id"); RETURN NULL;', hash='c984f30221e813358979d75994a7cb8678c9425d', operation='DELETE', pgid='pgtrigger_delete_delete_63597', table='party_building_chaincheck', when='AFTER')),
        ),
    ]
