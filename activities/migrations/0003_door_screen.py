"""门口屏幕: the screen with the rotating code at the door, and 自助签到 as a way of checking in."""

import accounts.migration_steps
import communities.constraints
import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('activities', '0002_calendar_token'),
        ('communities', '0002_place_keys'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='checkin',
            name='method',
            field=models.CharField(choices=[('CODE', '取票码'), ('PHONE_TAIL', '手机尾号'), ('NAME_LIST', '名单'), ('TICKET', '扫票'), ('SELF', '自助签到')], max_length=20, verbose_name='方式'),
        ),
        migrations.AlterField(
            model_name='checkinevent',
            name='method',
            field=models.CharField(choices=[('CODE', '取票码'), ('PHONE_TAIL', '手机尾号'), ('NAME_LIST', '名单'), ('TICKET', '扫票'), ('SELF', '自助签到')], max_length=20, verbose_name='方式'),
        ),
        accounts.migration_steps.CreateModel(
            name='DoorScreen',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token', models.CharField(editable=False, max_length=12, unique=True)),
                ('opened_at', models.DateTimeField(verbose_name='开通时间')),
                ('revoked_at', models.DateTimeField(blank=True, null=True, verbose_name='停用时间')),
                ('community', models.ForeignKey(blank=True, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.complex', verbose_name='小区')),
                ('opened_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='door_screens_opened', to=settings.AUTH_USER_MODEL, verbose_name='谁开通')),
                ('revoked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='door_screens_revoked', to=settings.AUTH_USER_MODEL, verbose_name='谁停用')),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='door_screens', to='activities.session', verbose_name='场次')),
                ('sub_district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.subdistrict', verbose_name='街道')),
            ],
            options={
                'verbose_name': '门口屏幕',
                'verbose_name_plural': '门口屏幕',
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='DoorScreenEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('opened_at', models.DateTimeField(verbose_name='开通时间')),
                ('revoked_at', models.DateTimeField(blank=True, null=True, verbose_name='停用时间')),
                ('community', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.complex', verbose_name='小区')),
                ('opened_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='谁开通')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='activities.doorscreen')),
                ('revoked_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='谁停用')),
                ('session', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='activities.session', verbose_name='场次')),
                ('sub_district', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.subdistrict', verbose_name='街道')),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.migration_steps.AddConstraint(
            model_name='doorscreen',
            constraint=models.CheckConstraint(condition=models.Q(('complex', None), ('community__isnull', False), _connector='OR'), name='doorscreen_complex_has_community', violation_error_message='选了小区就要选它所在的社区'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='doorscreen',
            constraint=communities.constraints.CompositeForeignKey(fields=('complex', 'community'), name='doorscreen_complex_in_community', to='communities.Complex', to_fields=('id', 'community')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='doorscreen',
            constraint=communities.constraints.CompositeForeignKey(fields=('community', 'sub_district'), name='doorscreen_community_in_sub_district', to='communities.Community', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='doorscreen',
            constraint=models.UniqueConstraint(condition=models.Q(('revoked_at', None)), fields=('session',), name='door_screen_one_standing', violation_error_message='这一场已经有门口屏幕'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='doorscreen',
            constraint=models.CheckConstraint(condition=models.Q(('revoked_by', None), ('revoked_at__isnull', False), _connector='OR'), name='door_screen_revoker_has_time'),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='doorscreen',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "activities_doorscreenevent" ("community_id", "complex_id", "id", "opened_at", "opened_by_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at", "revoked_by_id", "session_id", "sub_district_id") VALUES (NEW."community_id", NEW."complex_id", NEW."id", NEW."opened_at", NEW."opened_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."revoked_at", NEW."revoked_by_id", NEW."session_id", NEW."sub_district_id"); RETURN NULL;', hash='2c24af87006be6005bd41699cdf922a4fe80c18b', operation='INSERT', pgid='pgtrigger_insert_insert_6d24e', table='activities_doorscreen', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='doorscreen',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."community_id" IS DISTINCT FROM (NEW."community_id") OR OLD."complex_id" IS DISTINCT FROM (NEW."complex_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."opened_at" IS DISTINCT FROM (NEW."opened_at") OR OLD."opened_by_id" IS DISTINCT FROM (NEW."opened_by_id") OR OLD."revoked_at" IS DISTINCT FROM (NEW."revoked_at") OR OLD."revoked_by_id" IS DISTINCT FROM (NEW."revoked_by_id") OR OLD."session_id" IS DISTINCT FROM (NEW."session_id") OR OLD."sub_district_id" IS DISTINCT FROM (NEW."sub_district_id"))', func='INSERT INTO "activities_doorscreenevent" ("community_id", "complex_id", "id", "opened_at", "opened_by_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at", "revoked_by_id", "session_id", "sub_district_id") VALUES (NEW."community_id", NEW."complex_id", NEW."id", NEW."opened_at", NEW."opened_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."revoked_at", NEW."revoked_by_id", NEW."session_id", NEW."sub_district_id"); RETURN NULL;', hash='1540155740f6ceede24f808b7d3bc236bbd8cc75', operation='UPDATE', pgid='pgtrigger_update_update_95cbe', table='activities_doorscreen', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='doorscreen',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "activities_doorscreenevent" ("community_id", "complex_id", "id", "opened_at", "opened_by_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at", "revoked_by_id", "session_id", "sub_district_id") VALUES (OLD."community_id", OLD."complex_id", OLD."id", OLD."opened_at", OLD."opened_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."revoked_at", OLD."revoked_by_id", OLD."session_id", OLD."sub_district_id"); RETURN NULL;', hash='42fc9f7e3d293fd5178d75bbd47d854076c2f43b', operation='DELETE', pgid='pgtrigger_delete_delete_a873a', table='activities_doorscreen', when='AFTER')),
        ),
    ]
