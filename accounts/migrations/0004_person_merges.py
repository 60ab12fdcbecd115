"""Two rows of one person become one, with a trace."""

import accounts.migration_steps
import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_api_token'),
    ]

    operations = [
        accounts.migration_steps.CreateModel(
            name='PersonMerge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('other_phone', models.CharField(blank=True, default='', max_length=20, verbose_name='没有保留的手机号')),
                ('reason', models.CharField(max_length=200, verbose_name='原因')),
                ('merged_at', models.DateTimeField(verbose_name='合并时间')),
                ('gone', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='merged_as', to='accounts.person', verbose_name='并入的')),
                ('keep', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='merges', to='accounts.person', verbose_name='保留')),
                ('merged_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='persons_merged', to=settings.AUTH_USER_MODEL, verbose_name='谁合并')),
            ],
            options={
                'verbose_name': '人员合并',
                'verbose_name_plural': '人员合并',
            },
        ),
        accounts.migration_steps.CreateModel(
            name='PersonMergeEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('other_phone', models.CharField(blank=True, default='', max_length=20, verbose_name='没有保留的手机号')),
                ('reason', models.CharField(max_length=200, verbose_name='原因')),
                ('merged_at', models.DateTimeField(verbose_name='合并时间')),
                ('gone', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.person', verbose_name='并入的')),
                ('keep', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.person', verbose_name='保留')),
                ('merged_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='谁合并')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='accounts.personmerge')),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.migration_steps.AddConstraint(
            model_name='personmerge',
            constraint=models.CheckConstraint(condition=models.Q(('keep', models.F('gone')), _negated=True), name='person_merge_of_two'),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='personmerge',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "accounts_personmergeevent" ("gone_id", "id", "keep_id", "merged_at", "merged_by_id", "other_phone", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") VALUES (NEW."gone_id", NEW."id", NEW."keep_id", NEW."merged_at", NEW."merged_by_id", NEW."other_phone", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."reason"); RETURN NULL;', hash='18b8c403b79d62a8054ac5c4ac8c9d5a8a1dc837', operation='INSERT', pgid='pgtrigger_insert_insert_f1fa2', table='accounts_personmerge', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='personmerge',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "accounts_personmergeevent" ("gone_id", "id", "keep_id", "merged_at", "merged_by_id", "other_phone", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") VALUES (NEW."gone_id", NEW."id", NEW."keep_id", NEW."merged_at", NEW."merged_by_id", NEW."other_phone", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."reason"); RETURN NULL;', hash='31e9d6d4c80854c8b2d43e1f7582f1b3a0217b89', operation='UPDATE', pgid='pgtrigger_update_update_cf793', table='accounts_personmerge', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='personmerge',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "accounts_personmergeevent" ("gone_id", "id", "keep_id", "merged_at", "merged_by_id", "other_phone", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") VALUES (OLD."gone_id", OLD."id", OLD."keep_id", OLD."merged_at", OLD."merged_by_id", OLD."other_phone", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."reason"); RETURN NULL;', hash='37b3656a717beba3b4176a1fc4cc90fb409abc81', operation='DELETE', pgid='pgtrigger_delete_delete_ad331', table='accounts_personmerge', when='AFTER')),
        ),
    ]
