"""Shares of doors; where complexes lay on which day; complexes that were merged away."""

import accounts.migration_steps
import communities.constraints
import django.contrib.postgres.constraints
import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


# Each complex lay where it lies for as long as anybody knows. The keys are asked at once: what follows
# in this transaction may alter the tables.
LIES_WHERE_IT_LAY = """
    INSERT INTO communities_complexplacement (complex_id, community_id, reason)
    SELECT id, community_id, '' FROM communities_complex;
    SET CONSTRAINTS ALL IMMEDIATE;
    SET CONSTRAINTS ALL DEFERRED;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0004_person_merges'),
        ('communities', '0008_territory'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        accounts.migration_steps.CreateModel(
            name='ComplexPlacement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField(blank=True, null=True, verbose_name='起')),
                ('valid_until', models.DateField(blank=True, help_text='最后一天，当天仍归这个社区', null=True, verbose_name='止')),
                ('reason', models.CharField(blank=True, default='', max_length=200, verbose_name='原因')),
            ],
            options={
                'verbose_name': '小区归属',
                'verbose_name_plural': '小区归属',
            },
        ),
        accounts.migration_steps.CreateModel(
            name='ComplexPlacementEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('valid_from', models.DateField(blank=True, null=True, verbose_name='起')),
                ('valid_until', models.DateField(blank=True, help_text='最后一天，当天仍归这个社区', null=True, verbose_name='止')),
                ('reason', models.CharField(blank=True, default='', max_length=200, verbose_name='原因')),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='Ownership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('share_numerator', models.PositiveIntegerField(default=1, verbose_name='份额（分子）')),
                ('share_denominator', models.PositiveIntegerField(default=1, verbose_name='份额（分母）')),
                ('since', models.DateField(verbose_name='起')),
                ('until', models.DateField(blank=True, help_text='最后一天，当天仍是业主', null=True, verbose_name='止')),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='演示数据')),
            ],
            options={
                'verbose_name': '产权',
                'verbose_name_plural': '产权',
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='OwnershipEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('share_numerator', models.PositiveIntegerField(default=1, verbose_name='份额（分子）')),
                ('share_denominator', models.PositiveIntegerField(default=1, verbose_name='份额（分母）')),
                ('since', models.DateField(verbose_name='起')),
                ('until', models.DateField(blank=True, help_text='最后一天，当天仍是业主', null=True, verbose_name='止')),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='演示数据')),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.migration_steps.RemoveTrigger(
            model_name='complex',
            name='insert_insert',
        ),
        accounts.migration_steps.RemoveTrigger(
            model_name='complex',
            name='update_update',
        ),
        accounts.migration_steps.RemoveTrigger(
            model_name='complex',
            name='delete_delete',
        ),
        accounts.migration_steps.AddField(
            model_name='complex',
            name='closed_on',
            field=models.DateField(blank=True, editable=False, help_text='最后一天，当天仍算一个小区', null=True, verbose_name='撤并日期'),
        ),
        accounts.migration_steps.AddField(
            model_name='complex',
            name='closed_reason',
            field=models.CharField(blank=True, default='', editable=False, max_length=200, verbose_name='撤并原因'),
        ),
        accounts.migration_steps.AddField(
            model_name='complex',
            name='merged_into',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='communities.complex', verbose_name='并入'),
        ),
        accounts.migration_steps.AddField(
            model_name='complexevent',
            name='closed_on',
            field=models.DateField(blank=True, editable=False, help_text='最后一天，当天仍算一个小区', null=True, verbose_name='撤并日期'),
        ),
        accounts.migration_steps.AddField(
            model_name='complexevent',
            name='closed_reason',
            field=models.CharField(blank=True, default='', editable=False, max_length=200, verbose_name='撤并原因'),
        ),
        accounts.migration_steps.AddField(
            model_name='complexevent',
            name='merged_into',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.complex', verbose_name='并入'),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='building',
            trigger=pgtrigger.compiler.Trigger(name='only_of_standing_complexes', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."complex_id" IS NOT NULL)', func="\n            IF TG_OP = 'UPDATE' THEN\n                IF NEW.complex_id IS NOT DISTINCT FROM OLD.complex_id THEN\n                    RETURN NULL;\n                END IF;\n            END IF;\n            IF EXISTS (\n                SELECT 1 FROM communities_complex\n                WHERE id = NEW.complex_id AND closed_on IS NOT NULL\n            ) THEN\n                RAISE EXCEPTION 'complex % was merged into another', NEW.complex_id\n                USING ERRCODE = 'check_violation', CONSTRAINT = 'complex_stands';\n            END IF;\n            RETURN NULL;\n        ", hash='2d7d0bec418234bb504bd829bf0230ff83681de6', operation='INSERT OR UPDATE OF "complex_id"', pgid='pgtrigger_only_of_standing_complexes_49ce2', table='communities_building', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='committeerules',
            trigger=pgtrigger.compiler.Trigger(name='only_of_standing_complexes', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."complex_id" IS NOT NULL)', func="\n            IF TG_OP = 'UPDATE' THEN\n                IF NEW.complex_id IS NOT DISTINCT FROM OLD.complex_id THEN\n                    RETURN NULL;\n                END IF;\n            END IF;\n            IF EXISTS (\n                SELECT 1 FROM communities_complex\n                WHERE id = NEW.complex_id AND closed_on IS NOT NULL\n            ) THEN\n                RAISE EXCEPTION 'complex % was merged into another', NEW.complex_id\n                USING ERRCODE = 'check_violation', CONSTRAINT = 'complex_stands';\n            END IF;\n            RETURN NULL;\n        ", hash='32cd05ec5c42cfb966867e717c8ebd9a49f07887', operation='INSERT OR UPDATE OF "complex_id"', pgid='pgtrigger_only_of_standing_complexes_5b610', table='communities_committeerules', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='committeeseat',
            trigger=pgtrigger.compiler.Trigger(name='only_of_standing_complexes', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."complex_id" IS NOT NULL)', func="\n            IF TG_OP = 'UPDATE' THEN\n                IF NEW.complex_id IS NOT DISTINCT FROM OLD.complex_id THEN\n                    RETURN NULL;\n                END IF;\n            END IF;\n            IF EXISTS (\n                SELECT 1 FROM communities_complex\n                WHERE id = NEW.complex_id AND closed_on IS NOT NULL\n            ) THEN\n                RAISE EXCEPTION 'complex % was merged into another', NEW.complex_id\n                USING ERRCODE = 'check_violation', CONSTRAINT = 'complex_stands';\n            END IF;\n            RETURN NULL;\n        ", hash='e551ccce42ba750a18b92d0474125eaf18bde1dd', operation='INSERT OR UPDATE OF "complex_id"', pgid='pgtrigger_only_of_standing_complexes_d603e', table='communities_committeeseat', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='committeeterm',
            trigger=pgtrigger.compiler.Trigger(name='only_of_standing_complexes', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."complex_id" IS NOT NULL)', func="\n            IF TG_OP = 'UPDATE' THEN\n                IF NEW.complex_id IS NOT DISTINCT FROM OLD.complex_id THEN\n                    RETURN NULL;\n                END IF;\n            END IF;\n            IF EXISTS (\n                SELECT 1 FROM communities_complex\n                WHERE id = NEW.complex_id AND closed_on IS NOT NULL\n            ) THEN\n                RAISE EXCEPTION 'complex % was merged into another', NEW.complex_id\n                USING ERRCODE = 'check_violation', CONSTRAINT = 'complex_stands';\n            END IF;\n            RETURN NULL;\n        ", hash='e7e26df6eefabb6c15f7ef3157734f1d42c1ee06', operation='INSERT OR UPDATE OF "complex_id"', pgid='pgtrigger_only_of_standing_complexes_dd485', table='communities_committeeterm', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='complex',
            trigger=pgtrigger.compiler.Trigger(name='keep_placements', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE today DATE;', func="\n            today := (now() AT TIME ZONE 'Asia/Shanghai')::date;\n            IF TG_OP = 'UPDATE' THEN\n                IF NEW.community_id = OLD.community_id OR EXISTS (\n                    SELECT 1 FROM communities_complexplacement\n                    WHERE complex_id = NEW.id AND community_id = NEW.community_id\n                    AND valid_until IS NULL\n                ) THEN\n                    RETURN NULL;\n                END IF;\n                UPDATE communities_complexplacement SET community_id = NEW.community_id\n                WHERE complex_id = NEW.id AND valid_until IS NULL AND valid_from >= today;\n                IF FOUND THEN\n                    RETURN NULL;\n                END IF;\n                UPDATE communities_complexplacement SET valid_until = today - 1\n                WHERE complex_id = NEW.id AND valid_until IS NULL;\n            END IF;\n            INSERT INTO communities_complexplacement (complex_id, community_id, valid_from, reason)\n            VALUES (\n                NEW.id, NEW.community_id, CASE WHEN TG_OP = 'UPDATE' THEN today END, ''\n            );\n            RETURN NULL;\n        ", hash='de7aee760b48ca6ccecc88e495af31691fb2a712', operation='INSERT OR UPDATE OF "community_id"', pgid='pgtrigger_keep_placements_80a1f', table='communities_complex', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='complex',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communities_complexevent" ("address", "building_count", "built_year", "closed_on", "closed_reason", "community_id", "duty_hours", "duty_name", "duty_phone", "elder_count", "figures_on", "floor_area", "household_count", "id", "is_demo", "is_listed", "kind", "land_area", "merged_into_id", "name", "note", "occupied_household_count", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pinyin_key", "resident_count", "slug", "sub_district_id", "unit_count") VALUES (NEW."address", NEW."building_count", NEW."built_year", NEW."closed_on", NEW."closed_reason", NEW."community_id", NEW."duty_hours", NEW."duty_name", NEW."duty_phone", NEW."elder_count", NEW."figures_on", NEW."floor_area", NEW."household_count", NEW."id", NEW."is_demo", NEW."is_listed", NEW."kind", NEW."land_area", NEW."merged_into_id", NEW."name", NEW."note", NEW."occupied_household_count", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."pinyin_key", NEW."resident_count", NEW."slug", NEW."sub_district_id", NEW."unit_count"); RETURN NULL;', hash='a0fd711f521e079fab5a5c13714e695babec96ab', operation='INSERT', pgid='pgtrigger_insert_insert_98135', table='communities_complex', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='complex',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "communities_complexevent" ("address", "building_count", "built_year", "closed_on", "closed_reason", "community_id", "duty_hours", "duty_name", "duty_phone", "elder_count", "figures_on", "floor_area", "household_count", "id", "is_demo", "is_listed", "kind", "land_area", "merged_into_id", "name", "note", "occupied_household_count", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pinyin_key", "resident_count", "slug", "sub_district_id", "unit_count") VALUES (NEW."address", NEW."building_count", NEW."built_year", NEW."closed_on", NEW."closed_reason", NEW."community_id", NEW."duty_hours", NEW."duty_name", NEW."duty_phone", NEW."elder_count", NEW."figures_on", NEW."floor_area", NEW."household_count", NEW."id", NEW."is_demo", NEW."is_listed", NEW."kind", NEW."land_area", NEW."merged_into_id", NEW."name", NEW."note", NEW."occupied_household_count", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."pinyin_key", NEW."resident_count", NEW."slug", NEW."sub_district_id", NEW."unit_count"); RETURN NULL;', hash='fca1b334200800a8fecc5cf6c479b8ca8a96d473', operation='UPDATE', pgid='pgtrigger_update_update_6d7ca', table='communities_complex', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='complex',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communities_complexevent" ("address", "building_count", "built_year", "closed_on", "closed_reason", "community_id", "duty_hours", "duty_name", "duty_phone", "elder_count", "figures_on", "floor_area", "household_count", "id", "is_demo", "is_listed", "kind", "land_area", "merged_into_id", "name", "note", "occupied_household_count", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pinyin_key", "resident_count", "slug", "sub_district_id", "unit_count") VALUES (OLD."address", OLD."building_count", OLD."built_year", OLD."closed_on", OLD."closed_reason", OLD."community_id", OLD."duty_hours", OLD."duty_name", OLD."duty_phone", OLD."elder_count", OLD."figures_on", OLD."floor_area", OLD."household_count", OLD."id", OLD."is_demo", OLD."is_listed", OLD."kind", OLD."land_area", OLD."merged_into_id", OLD."name", OLD."note", OLD."occupied_household_count", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."pinyin_key", OLD."resident_count", OLD."slug", OLD."sub_district_id", OLD."unit_count"); RETURN NULL;', hash='45422cf4b440e905b2bce49396682306591d7e0f', operation='DELETE', pgid='pgtrigger_delete_delete_52b9a', table='communities_complex', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='door',
            trigger=pgtrigger.compiler.Trigger(name='only_of_standing_complexes', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."complex_id" IS NOT NULL)', func="\n            IF TG_OP = 'UPDATE' THEN\n                IF NEW.complex_id IS NOT DISTINCT FROM OLD.complex_id THEN\n                    RETURN NULL;\n                END IF;\n            END IF;\n            IF EXISTS (\n                SELECT 1 FROM communities_complex\n                WHERE id = NEW.complex_id AND closed_on IS NOT NULL\n            ) THEN\n                RAISE EXCEPTION 'complex % was merged into another', NEW.complex_id\n                USING ERRCODE = 'check_violation', CONSTRAINT = 'complex_stands';\n            END IF;\n            RETURN NULL;\n        ", hash='e42d11bd55e622831e01c0bf7d5da6a89f2ae319', operation='INSERT OR UPDATE OF "complex_id"', pgid='pgtrigger_only_of_standing_complexes_cf814', table='communities_door', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='doorduty',
            trigger=pgtrigger.compiler.Trigger(name='only_of_standing_complexes', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."complex_id" IS NOT NULL)', func="\n            IF TG_OP = 'UPDATE' THEN\n                IF NEW.complex_id IS NOT DISTINCT FROM OLD.complex_id THEN\n                    RETURN NULL;\n                END IF;\n            END IF;\n            IF EXISTS (\n                SELECT 1 FROM communities_complex\n                WHERE id = NEW.complex_id AND closed_on IS NOT NULL\n            ) THEN\n                RAISE EXCEPTION 'complex % was merged into another', NEW.complex_id\n                USING ERRCODE = 'check_violation', CONSTRAINT = 'complex_stands';\n            END IF;\n            RETURN NULL;\n        ", hash='109f7bde86d1733a759b6887b081c2c1e405d80b', operation='INSERT OR UPDATE OF "complex_id"', pgid='pgtrigger_only_of_standing_complexes_afad0', table='communities_doorduty', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='dutyleave',
            trigger=pgtrigger.compiler.Trigger(name='only_of_standing_complexes', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."complex_id" IS NOT NULL)', func="\n            IF TG_OP = 'UPDATE' THEN\n                IF NEW.complex_id IS NOT DISTINCT FROM OLD.complex_id THEN\n                    RETURN NULL;\n                END IF;\n            END IF;\n            IF EXISTS (\n                SELECT 1 FROM communities_complex\n                WHERE id = NEW.complex_id AND closed_on IS NOT NULL\n            ) THEN\n                RAISE EXCEPTION 'complex % was merged into another', NEW.complex_id\n                USING ERRCODE = 'check_violation', CONSTRAINT = 'complex_stands';\n            END IF;\n            RETURN NULL;\n        ", hash='4a9315d0963ecfcd6a87a5746a5ad21d1627d3b4', operation='INSERT OR UPDATE OF "complex_id"', pgid='pgtrigger_only_of_standing_complexes_c201f', table='communities_dutyleave', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='election',
            trigger=pgtrigger.compiler.Trigger(name='only_of_standing_complexes', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."complex_id" IS NOT NULL)', func="\n            IF TG_OP = 'UPDATE' THEN\n                IF NEW.complex_id IS NOT DISTINCT FROM OLD.complex_id THEN\n                    RETURN NULL;\n                END IF;\n            END IF;\n            IF EXISTS (\n                SELECT 1 FROM communities_complex\n                WHERE id = NEW.complex_id AND closed_on IS NOT NULL\n            ) THEN\n                RAISE EXCEPTION 'complex % was merged into another', NEW.complex_id\n                USING ERRCODE = 'check_violation', CONSTRAINT = 'complex_stands';\n            END IF;\n            RETURN NULL;\n        ", hash='e5a3b71c8d4db955f72ff43538559d1c39b0c47c', operation='INSERT OR UPDATE OF "complex_id"', pgid='pgtrigger_only_of_standing_complexes_957e8', table='communities_election', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='electionstep',
            trigger=pgtrigger.compiler.Trigger(name='only_of_standing_complexes', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."complex_id" IS NOT NULL)', func="\n            IF TG_OP = 'UPDATE' THEN\n                IF NEW.complex_id IS NOT DISTINCT FROM OLD.complex_id THEN\n                    RETURN NULL;\n                END IF;\n            END IF;\n            IF EXISTS (\n                SELECT 1 FROM communities_complex\n                WHERE id = NEW.complex_id AND closed_on IS NOT NULL\n            ) THEN\n                RAISE EXCEPTION 'complex % was merged into another', NEW.complex_id\n                USING ERRCODE = 'check_violation', CONSTRAINT = 'complex_stands';\n            END IF;\n            RETURN NULL;\n        ", hash='17286ecf851ac837f9c324b8a6d2bb427d250560', operation='INSERT OR UPDATE OF "complex_id"', pgid='pgtrigger_only_of_standing_complexes_dc5ed', table='communities_electionstep', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='envcommittee',
            trigger=pgtrigger.compiler.Trigger(name='only_of_standing_complexes', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."complex_id" IS NOT NULL)', func="\n            IF TG_OP = 'UPDATE' THEN\n                IF NEW.complex_id IS NOT DISTINCT FROM OLD.complex_id THEN\n                    RETURN NULL;\n                END IF;\n            END IF;\n            IF EXISTS (\n                SELECT 1 FROM communities_complex\n                WHERE id = NEW.complex_id AND closed_on IS NOT NULL\n            ) THEN\n                RAISE EXCEPTION 'complex % was merged into another', NEW.complex_id\n                USING ERRCODE = 'check_violation', CONSTRAINT = 'complex_stands';\n            END IF;\n            RETURN NULL;\n        ", hash='a4d551ad57a699281de9de992a8852fc50e3e0f2', operation='INSERT OR UPDATE OF "complex_id"', pgid='pgtrigger_only_of_standing_complexes_d9773', table='communities_envcommittee', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='envmember',
            trigger=pgtrigger.compiler.Trigger(name='only_of_standing_complexes', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."complex_id" IS NOT NULL)', func="\n            IF TG_OP = 'UPDATE' THEN\n                IF NEW.complex_id IS NOT DISTINCT FROM OLD.complex_id THEN\n                    RETURN NULL;\n                END IF;\n            END IF;\n            IF EXISTS (\n                SELECT 1 FROM communities_complex\n                WHERE id = NEW.complex_id AND closed_on IS NOT NULL\n            ) THEN\n                RAISE EXCEPTION 'complex % was merged into another', NEW.complex_id\n                USING ERRCODE = 'check_violation', CONSTRAINT = 'complex_stands';\n            END IF;\n            RETURN NULL;\n        ", hash='7e1772fe7edf55b6edbd8bc3250af8b0ac51a1df', operation='INSERT OR UPDATE OF "complex_id"', pgid='pgtrigger_only_of_standing_complexes_03b40', table='communities_envmember', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='handoveritem',
            trigger=pgtrigger.compiler.Trigger(name='only_of_standing_complexes', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."complex_id" IS NOT NULL)', func="\n            IF TG_OP = 'UPDATE' THEN\n                IF NEW.complex_id IS NOT DISTINCT FROM OLD.complex_id THEN\n                    RETURN NULL;\n                END IF;\n            END IF;\n            IF EXISTS (\n                SELECT 1 FROM communities_complex\n                WHERE id = NEW.complex_id AND closed_on IS NOT NULL\n            ) THEN\n                RAISE EXCEPTION 'complex % was merged into another', NEW.complex_id\n                USING ERRCODE = 'check_violation', CONSTRAINT = 'complex_stands';\n            END IF;\n            RETURN NULL;\n        ", hash='9031a901bfdab452e26f819497879ca1ad4256ed', operation='INSERT OR UPDATE OF "complex_id"', pgid='pgtrigger_only_of_standing_complexes_404e4', table='communities_handoveritem', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='notice',
            trigger=pgtrigger.compiler.Trigger(name='only_of_standing_complexes', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."complex_id" IS NOT NULL)', func="\n            IF TG_OP = 'UPDATE' THEN\n                IF NEW.complex_id IS NOT DISTINCT FROM OLD.complex_id THEN\n                    RETURN NULL;\n                END IF;\n            END IF;\n            IF EXISTS (\n                SELECT 1 FROM communities_complex\n                WHERE id = NEW.complex_id AND closed_on IS NOT NULL\n            ) THEN\n                RAISE EXCEPTION 'complex % was merged into another', NEW.complex_id\n                USING ERRCODE = 'check_violation', CONSTRAINT = 'complex_stands';\n            END IF;\n            RETURN NULL;\n        ", hash='45eca8f7735b3ba6d6e15b6a60a786d7f8cafde8', operation='INSERT OR UPDATE OF "complex_id"', pgid='pgtrigger_only_of_standing_complexes_c150d', table='communities_notice', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='objection',
            trigger=pgtrigger.compiler.Trigger(name='only_of_standing_complexes', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."complex_id" IS NOT NULL)', func="\n            IF TG_OP = 'UPDATE' THEN\n                IF NEW.complex_id IS NOT DISTINCT FROM OLD.complex_id THEN\n                    RETURN NULL;\n                END IF;\n            END IF;\n            IF EXISTS (\n                SELECT 1 FROM communities_complex\n                WHERE id = NEW.complex_id AND closed_on IS NOT NULL\n            ) THEN\n                RAISE EXCEPTION 'complex % was merged into another', NEW.complex_id\n                USING ERRCODE = 'check_violation', CONSTRAINT = 'complex_stands';\n            END IF;\n            RETURN NULL;\n        ", hash='b9c90a71cf47a05e32d09f4e15bf8d8317644b42', operation='INSERT OR UPDATE OF "complex_id"', pgid='pgtrigger_only_of_standing_complexes_87a74', table='communities_objection', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='organization',
            trigger=pgtrigger.compiler.Trigger(name='only_of_standing_complexes', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."complex_id" IS NOT NULL)', func="\n            IF TG_OP = 'UPDATE' THEN\n                IF NEW.complex_id IS NOT DISTINCT FROM OLD.complex_id THEN\n                    RETURN NULL;\n                END IF;\n            END IF;\n            IF EXISTS (\n                SELECT 1 FROM communities_complex\n                WHERE id = NEW.complex_id AND closed_on IS NOT NULL\n            ) THEN\n                RAISE EXCEPTION 'complex % was merged into another', NEW.complex_id\n                USING ERRCODE = 'check_violation', CONSTRAINT = 'complex_stands';\n            END IF;\n            RETURN NULL;\n        ", hash='c2780660b3ade8cd16642ce931aae2a9619a0f3d', operation='INSERT OR UPDATE OF "complex_id"', pgid='pgtrigger_only_of_standing_complexes_2a3e4', table='communities_organization', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='organizationplace',
            trigger=pgtrigger.compiler.Trigger(name='only_of_standing_complexes', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."complex_id" IS NOT NULL)', func="\n            IF TG_OP = 'UPDATE' THEN\n                IF NEW.complex_id IS NOT DISTINCT FROM OLD.complex_id THEN\n                    RETURN NULL;\n                END IF;\n            END IF;\n            IF EXISTS (\n                SELECT 1 FROM communities_complex\n                WHERE id = NEW.complex_id AND closed_on IS NOT NULL\n            ) THEN\n                RAISE EXCEPTION 'complex % was merged into another', NEW.complex_id\n                USING ERRCODE = 'check_violation', CONSTRAINT = 'complex_stands';\n            END IF;\n            RETURN NULL;\n        ", hash='c34c6e127795d7f009c0e53e295de18f68068e3a', operation='INSERT OR UPDATE OF "complex_id"', pgid='pgtrigger_only_of_standing_complexes_e5125', table='communities_organizationplace', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='ownersbody',
            trigger=pgtrigger.compiler.Trigger(name='only_of_standing_complexes', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."complex_id" IS NOT NULL)', func="\n            IF TG_OP = 'UPDATE' THEN\n                IF NEW.complex_id IS NOT DISTINCT FROM OLD.complex_id THEN\n                    RETURN NULL;\n                END IF;\n            END IF;\n            IF EXISTS (\n                SELECT 1 FROM communities_complex\n                WHERE id = NEW.complex_id AND closed_on IS NOT NULL\n            ) THEN\n                RAISE EXCEPTION 'complex % was merged into another', NEW.complex_id\n                USING ERRCODE = 'check_violation', CONSTRAINT = 'complex_stands';\n            END IF;\n            RETURN NULL;\n        ", hash='84ca3b4d8f89fb0029841a3a2109286d67740780', operation='INSERT OR UPDATE OF "complex_id"', pgid='pgtrigger_only_of_standing_complexes_5d8f3', table='communities_ownersbody', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='resident',
            trigger=pgtrigger.compiler.Trigger(name='only_of_standing_complexes', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."complex_id" IS NOT NULL)', func="\n            IF TG_OP = 'UPDATE' THEN\n                IF NEW.complex_id IS NOT DISTINCT FROM OLD.complex_id THEN\n                    RETURN NULL;\n                END IF;\n            END IF;\n            IF EXISTS (\n                SELECT 1 FROM communities_complex\n                WHERE id = NEW.complex_id AND closed_on IS NOT NULL\n            ) THEN\n                RAISE EXCEPTION 'complex % was merged into another', NEW.complex_id\n                USING ERRCODE = 'check_violation', CONSTRAINT = 'complex_stands';\n            END IF;\n            RETURN NULL;\n        ", hash='6600365a94cd6f2e78a8b2b0481a6308bced1203', operation='INSERT OR UPDATE OF "complex_id"', pgid='pgtrigger_only_of_standing_complexes_3076b', table='communities_resident', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='roleassignment',
            trigger=pgtrigger.compiler.Trigger(name='only_of_standing_complexes', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."complex_id" IS NOT NULL)', func="\n            IF TG_OP = 'UPDATE' THEN\n                IF NEW.complex_id IS NOT DISTINCT FROM OLD.complex_id THEN\n                    RETURN NULL;\n                END IF;\n            END IF;\n            IF EXISTS (\n                SELECT 1 FROM communities_complex\n                WHERE id = NEW.complex_id AND closed_on IS NOT NULL\n            ) THEN\n                RAISE EXCEPTION 'complex % was merged into another', NEW.complex_id\n                USING ERRCODE = 'check_violation', CONSTRAINT = 'complex_stands';\n            END IF;\n            RETURN NULL;\n        ", hash='31f054ad04a79ae95c1a24734c97f57e26a73073', operation='INSERT OR UPDATE OF "complex_id"', pgid='pgtrigger_only_of_standing_complexes_93a40', table='communities_roleassignment', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='unit',
            trigger=pgtrigger.compiler.Trigger(name='only_of_standing_complexes', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."complex_id" IS NOT NULL)', func="\n            IF TG_OP = 'UPDATE' THEN\n                IF NEW.complex_id IS NOT DISTINCT FROM OLD.complex_id THEN\n                    RETURN NULL;\n                END IF;\n            END IF;\n            IF EXISTS (\n                SELECT 1 FROM communities_complex\n                WHERE id = NEW.complex_id AND closed_on IS NOT NULL\n            ) THEN\n                RAISE EXCEPTION 'complex % was merged into another', NEW.complex_id\n                USING ERRCODE = 'check_violation', CONSTRAINT = 'complex_stands';\n            END IF;\n            RETURN NULL;\n        ", hash='206815a256313eb28fa73d7819b629fd1b4325fb', operation='INSERT OR UPDATE OF "complex_id"', pgid='pgtrigger_only_of_standing_complexes_c70a5', table='communities_unit', when='AFTER')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='complex',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_on', None), ('merged_into', None)), models.Q(('closed_on__isnull', False), ('is_listed', False), ('merged_into__isnull', False)), _connector='OR'), name='complex_merged_is_closed', violation_error_message='已并入别的小区的，不能再公开'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='complex',
            constraint=models.CheckConstraint(condition=models.Q(('merged_into', None), models.Q(('merged_into', models.F('id')), _negated=True), _connector='OR'), name='complex_merged_into_another'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='door',
            constraint=models.UniqueConstraint(fields=('id', 'complex'), name='door_place'),
        ),
        accounts.migration_steps.AddField(
            model_name='complexplacement',
            name='community',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='placements', to='communities.community', verbose_name='社区'),
        ),
        accounts.migration_steps.AddField(
            model_name='complexplacement',
            name='complex',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='placements', to='communities.complex', verbose_name='小区'),
        ),
        accounts.migration_steps.AddField(
            model_name='complexplacement',
            name='moved_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='complexes_moved', to=settings.AUTH_USER_MODEL, verbose_name='谁登记'),
        ),
        accounts.migration_steps.AddField(
            model_name='complexplacementevent',
            name='community',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.community', verbose_name='社区'),
        ),
        accounts.migration_steps.AddField(
            model_name='complexplacementevent',
            name='complex',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.complex', verbose_name='小区'),
        ),
        accounts.migration_steps.AddField(
            model_name='complexplacementevent',
            name='moved_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='谁登记'),
        ),
        accounts.migration_steps.AddField(
            model_name='complexplacementevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='communities.complexplacement'),
        ),
        accounts.migration_steps.AddField(
            model_name='ownership',
            name='community',
            field=models.ForeignKey(blank=True, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.community', verbose_name='社区'),
        ),
        accounts.migration_steps.AddField(
            model_name='ownership',
            name='complex',
            field=models.ForeignKey(blank=True, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.complex', verbose_name='小区'),
        ),
        accounts.migration_steps.AddField(
            model_name='ownership',
            name='door',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ownerships', to='communities.door', verbose_name='户'),
        ),
        accounts.migration_steps.AddField(
            model_name='ownership',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ownerships', to='accounts.person', verbose_name='业主'),
        ),
        accounts.migration_steps.AddField(
            model_name='ownership',
            name='sub_district',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.subdistrict', verbose_name='街道'),
        ),
        accounts.migration_steps.AddField(
            model_name='ownershipevent',
            name='community',
            field=models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.community', verbose_name='社区'),
        ),
        accounts.migration_steps.AddField(
            model_name='ownershipevent',
            name='complex',
            field=models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.complex', verbose_name='小区'),
        ),
        accounts.migration_steps.AddField(
            model_name='ownershipevent',
            name='door',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.door', verbose_name='户'),
        ),
        accounts.migration_steps.AddField(
            model_name='ownershipevent',
            name='person',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.person', verbose_name='业主'),
        ),
        accounts.migration_steps.AddField(
            model_name='ownershipevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='communities.ownership'),
        ),
        accounts.migration_steps.AddField(
            model_name='ownershipevent',
            name='sub_district',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.subdistrict', verbose_name='街道'),
        ),
        accounts.migration_steps.AddIndex(
            model_name='complexplacement',
            index=models.Index(fields=['community', 'valid_until'], name='placement_by_community'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='complexplacement',
            constraint=models.CheckConstraint(condition=models.Q(('valid_from', None), ('valid_until', None), ('valid_until__gte', models.F('valid_from')), _connector='OR'), name='complexplacement_forward', violation_error_message='止期不能早于起期'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='complexplacement',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(communities.constraints.OfOne('complex'), '&&'), (communities.constraints.Days('valid_from', 'valid_until'), '&&')], name='complexplacements_apart', violation_error_message='这个小区在这段时间已有归属'),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='complexplacement',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communities_complexplacementevent" ("community_id", "complex_id", "id", "moved_by_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "valid_from", "valid_until") VALUES (NEW."community_id", NEW."complex_id", NEW."id", NEW."moved_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."reason", NEW."valid_from", NEW."valid_until"); RETURN NULL;', hash='5ee5cd58f7b498162db36592a02a8ff96434fa98', operation='INSERT', pgid='pgtrigger_insert_insert_4ba7b', table='communities_complexplacement', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='complexplacement',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "communities_complexplacementevent" ("community_id", "complex_id", "id", "moved_by_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "valid_from", "valid_until") VALUES (NEW."community_id", NEW."complex_id", NEW."id", NEW."moved_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."reason", NEW."valid_from", NEW."valid_until"); RETURN NULL;', hash='b694d892fbbf1e3c4d6903c88b5b22d739f3093c', operation='UPDATE', pgid='pgtrigger_update_update_91c07', table='communities_complexplacement', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='complexplacement',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communities_complexplacementevent" ("community_id", "complex_id", "id", "moved_by_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "valid_from", "valid_until") VALUES (OLD."community_id", OLD."complex_id", OLD."id", OLD."moved_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."reason", OLD."valid_from", OLD."valid_until"); RETURN NULL;', hash='066c0eb7d6750ea9943f266aa3d9c2e57b5367fd', operation='DELETE', pgid='pgtrigger_delete_delete_aca13', table='communities_complexplacement', when='AFTER')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='ownership',
            constraint=models.CheckConstraint(condition=models.Q(('complex', None), ('community__isnull', False), _connector='OR'), name='ownership_complex_has_community', violation_error_message='选了小区就要选它所在的社区'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='ownership',
            constraint=communities.constraints.CompositeForeignKey(fields=('complex', 'community'), name='ownership_complex_in_community', to='communities.Complex', to_fields=('id', 'community')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='ownership',
            constraint=communities.constraints.CompositeForeignKey(fields=('community', 'sub_district'), name='ownership_community_in_sub_district', to='communities.Community', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='ownership',
            constraint=communities.constraints.CompositeForeignKey(fields=('door', 'complex'), name='ownership_door_of_complex', to='communities.Door', to_fields=('id', 'complex')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='ownership',
            constraint=models.CheckConstraint(condition=models.Q(('complex__isnull', False)), name='ownership_in_complex', violation_error_message='请选小区'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='ownership',
            constraint=models.CheckConstraint(condition=models.Q(('share_denominator__gte', models.F('share_numerator')), ('share_denominator__lte', 1000000), ('share_numerator__gte', 1)), name='ownership_share_is_part', violation_error_message='份额应大于0，不超过全部'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='ownership',
            constraint=models.CheckConstraint(condition=models.Q(('until', None), ('until__gte', models.F('since')), _connector='OR'), name='ownership_forward', violation_error_message='止期不能早于起期'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='ownership',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(communities.constraints.OfOne('door'), '&&'), (communities.constraints.OfOne('person'), '&&'), (communities.constraints.Days('since', 'until'), '&&')], name='ownership_person_once', violation_error_message='这个人在这段时间已登记为这一户的业主'),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='ownership',
            trigger=pgtrigger.compiler.Trigger(name='only_of_standing_complexes', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."complex_id" IS NOT NULL)', func="\n            IF TG_OP = 'UPDATE' THEN\n                IF NEW.complex_id IS NOT DISTINCT FROM OLD.complex_id THEN\n                    RETURN NULL;\n                END IF;\n            END IF;\n            IF EXISTS (\n                SELECT 1 FROM communities_complex\n                WHERE id = NEW.complex_id AND closed_on IS NOT NULL\n            ) THEN\n                RAISE EXCEPTION 'complex % was merged into another', NEW.complex_id\n                USING ERRCODE = 'check_violation', CONSTRAINT = 'complex_stands';\n            END IF;\n            RETURN NULL;\n        ", hash='47a1c63636169758b578b852c95da0e0d1271330', operation='INSERT OR UPDATE OF "complex_id"', pgid='pgtrigger_only_of_standing_complexes_d8d5d', table='communities_ownership', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='ownership',
            trigger=pgtrigger.compiler.Trigger(name='within_whole', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE asked DATE; part RECORD; top NUMERIC; bottom NUMERIC; common NUMERIC;', func="\n            PERFORM 1 FROM communities_door WHERE id = NEW.door_id FOR NO KEY UPDATE;\n            FOR asked IN\n                SELECT DISTINCT GREATEST(since, NEW.since) FROM communities_ownership\n                WHERE door_id = NEW.door_id AND since <= COALESCE(NEW.until, 'infinity')\n                AND COALESCE(until, 'infinity') >= NEW.since\n            LOOP\n                top := 0;\n                bottom := 1;\n                FOR part IN\n                    SELECT share_numerator, share_denominator FROM communities_ownership\n                    WHERE door_id = NEW.door_id AND since <= asked\n                    AND COALESCE(until, 'infinity') >= asked\n                LOOP\n                    top := top * part.share_denominator + part.share_numerator * bottom;\n                    bottom := bottom * part.share_denominator;\n                    common := gcd(top, bottom);\n                    top := div(top, common);\n                    bottom := div(bottom, common);\n                END LOOP;\n                IF top > bottom THEN\n                    RAISE EXCEPTION 'shares of door % sum to %/% on %',\n                        NEW.door_id, top, bottom, asked\n                    USING ERRCODE = 'check_violation', CONSTRAINT = 'ownership_within_whole';\n                END IF;\n            END LOOP;\n            RETURN NULL;\n        ", hash='37b3d8f524df3b714d6c76941fe79e3e4a4d53d0', operation='INSERT OR UPDATE', pgid='pgtrigger_within_whole_85bcd', table='communities_ownership', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='ownership',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communities_ownershipevent" ("community_id", "complex_id", "door_id", "id", "is_demo", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "share_denominator", "share_numerator", "since", "sub_district_id", "until") VALUES (NEW."community_id", NEW."complex_id", NEW."door_id", NEW."id", NEW."is_demo", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."share_denominator", NEW."share_numerator", NEW."since", NEW."sub_district_id", NEW."until"); RETURN NULL;', hash='de8739381895ec57e8eb5364413b1aefc5b67b5d', operation='INSERT', pgid='pgtrigger_insert_insert_53a95', table='communities_ownership', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='ownership',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "communities_ownershipevent" ("community_id", "complex_id", "door_id", "id", "is_demo", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "share_denominator", "share_numerator", "since", "sub_district_id", "until") VALUES (NEW."community_id", NEW."complex_id", NEW."door_id", NEW."id", NEW."is_demo", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."share_denominator", NEW."share_numerator", NEW."since", NEW."sub_district_id", NEW."until"); RETURN NULL;', hash='103aa76af247e28732ceb15c2b9614d307e988f7', operation='UPDATE', pgid='pgtrigger_update_update_5fd3f', table='communities_ownership', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='ownership',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communities_ownershipevent" ("community_id", "complex_id", "door_id", "id", "is_demo", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "share_denominator", "share_numerator", "since", "sub_district_id", "until") VALUES (OLD."community_id", OLD."complex_id", OLD."door_id", OLD."id", OLD."is_demo", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."share_denominator", OLD."share_numerator", OLD."since", OLD."sub_district_id", OLD."until"); RETURN NULL;', hash='499a9e5482c94dd54760a42d206f791e299d76eb', operation='DELETE', pgid='pgtrigger_delete_delete_52365', table='communities_ownership', when='AFTER')),
        ),
        migrations.RunSQL(LIES_WHERE_IT_LAY, migrations.RunSQL.noop),
    ]
