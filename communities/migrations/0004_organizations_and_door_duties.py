
import accounts.migration_steps
import communities.constraints
import communities.credit_codes
import django.contrib.postgres.constraints
import django.db.models.deletion
import django.db.models.expressions
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_api_token'),
        ('communities', '0003_division_code_may_be_unknown'),
    ]

    operations = [
        accounts.migration_steps.CreateModel(
            name='DoorDuty',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('STEWARD', '物业管家'), ('GRID_WORKER', '网格员'), ('BUILDING_HEAD', '楼栋长')], max_length=20, verbose_name='职责')),
                ('valid_from', models.DateField(verbose_name='起')),
                ('valid_until', models.DateField(blank=True, help_text='最后一天，当天仍负责', null=True, verbose_name='止')),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='演示数据')),
                ('building', models.ForeignKey(blank=True, help_text='楼栋、单元都不填，表示整个小区', null=True, on_delete=django.db.models.deletion.CASCADE, related_name='door_duties', to='communities.building', verbose_name='楼栋')),
                ('community', models.ForeignKey(blank=True, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.complex', verbose_name='小区')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='door_duties', to='accounts.person', verbose_name='谁负责')),
                ('sub_district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.subdistrict', verbose_name='街道')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='door_duties', to='communities.unit', verbose_name='单元')),
            ],
            options={
                'verbose_name': '楼栋责任',
                'verbose_name_plural': '楼栋责任',
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='DutyLeave',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first_day', models.DateField(verbose_name='起')),
                ('last_day', models.DateField(help_text='最后一天，当天仍由代替的人负责', verbose_name='止')),
                ('community', models.ForeignKey(blank=True, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.complex', verbose_name='小区')),
                ('deputy', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deputised', to='accounts.person', verbose_name='谁代替')),
                ('duty', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='leaves', to='communities.doorduty', verbose_name='楼栋责任')),
                ('sub_district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.subdistrict', verbose_name='街道')),
            ],
            options={
                'verbose_name': '请假代班',
                'verbose_name_plural': '请假代班',
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='DutyLeaveEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('first_day', models.DateField(verbose_name='起')),
                ('last_day', models.DateField(help_text='最后一天，当天仍由代替的人负责', verbose_name='止')),
                ('community', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.complex', verbose_name='小区')),
                ('deputy', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.person', verbose_name='谁代替')),
                ('duty', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.doorduty', verbose_name='楼栋责任')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='communities.dutyleave')),
                ('sub_district', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.subdistrict', verbose_name='街道')),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='Organization',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('PROPERTY_FIRM', '物业服务企业'), ('COMPANY', '企业'), ('HOSPITAL', '医院'), ('BUREAU', '机关单位'), ('SCHOOL', '学校'), ('MALL', '商业综合体'), ('POLICE', '派出所'), ('ENFORCEMENT', '执法队'), ('ASSOCIATION', '行业协会'), ('SOCIAL', '社会组织'), ('LEAGUE', '共青团组织'), ('UNION', '工会'), ('TEAM', '群众队伍')], max_length=20, verbose_name='单位类型')),
                ('name', models.CharField(max_length=80, verbose_name='单位名称')),
                ('pinyin_key', models.CharField(default='', editable=False, max_length=240, verbose_name='拼音键')),
                ('credit_code', models.CharField(blank=True, max_length=18, null=True, validators=[communities.credit_codes.validate_credit_code], verbose_name='统一社会信用代码')),
                ('representative', models.CharField(blank=True, default='', max_length=40, verbose_name='法定代表人')),
                ('address', models.CharField(blank=True, default='', max_length=120, verbose_name='注册地址')),
                ('contact_name', models.CharField(blank=True, default='', max_length=40, verbose_name='联络员')),
                ('contact_phone', models.CharField(blank=True, default='', max_length=20, verbose_name='联系电话')),
                ('note', models.CharField(blank=True, default='', max_length=200, verbose_name='备注')),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='演示数据')),
                ('community', models.ForeignKey(blank=True, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.complex', verbose_name='小区')),
                ('sub_district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.subdistrict', verbose_name='街道')),
            ],
            options={
                'verbose_name': '单位',
                'verbose_name_plural': '单位',
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='DoorDutyEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('kind', models.CharField(choices=[('STEWARD', '物业管家'), ('GRID_WORKER', '网格员'), ('BUILDING_HEAD', '楼栋长')], max_length=20, verbose_name='职责')),
                ('valid_from', models.DateField(verbose_name='起')),
                ('valid_until', models.DateField(blank=True, help_text='最后一天，当天仍负责', null=True, verbose_name='止')),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='演示数据')),
                ('building', models.ForeignKey(blank=True, db_constraint=False, help_text='楼栋、单元都不填，表示整个小区', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.building', verbose_name='楼栋')),
                ('community', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.complex', verbose_name='小区')),
                ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.person', verbose_name='谁负责')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='communities.doorduty')),
                ('sub_district', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.subdistrict', verbose_name='街道')),
                ('unit', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.unit', verbose_name='单元')),
                ('organization', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.organization', verbose_name='所在单位')),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.migration_steps.AddField(
            model_name='doorduty',
            name='organization',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='door_duties', to='communities.organization', verbose_name='所在单位'),
        ),
        accounts.migration_steps.CreateModel(
            name='OrganizationEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('kind', models.CharField(choices=[('PROPERTY_FIRM', '物业服务企业'), ('COMPANY', '企业'), ('HOSPITAL', '医院'), ('BUREAU', '机关单位'), ('SCHOOL', '学校'), ('MALL', '商业综合体'), ('POLICE', '派出所'), ('ENFORCEMENT', '执法队'), ('ASSOCIATION', '行业协会'), ('SOCIAL', '社会组织'), ('LEAGUE', '共青团组织'), ('UNION', '工会'), ('TEAM', '群众队伍')], max_length=20, verbose_name='单位类型')),
                ('name', models.CharField(max_length=80, verbose_name='单位名称')),
                ('pinyin_key', models.CharField(default='', editable=False, max_length=240, verbose_name='拼音键')),
                ('credit_code', models.CharField(blank=True, max_length=18, null=True, validators=[communities.credit_codes.validate_credit_code], verbose_name='统一社会信用代码')),
                ('representative', models.CharField(blank=True, default='', max_length=40, verbose_name='法定代表人')),
                ('address', models.CharField(blank=True, default='', max_length=120, verbose_name='注册地址')),
                ('contact_name', models.CharField(blank=True, default='', max_length=40, verbose_name='联络员')),
                ('contact_phone', models.CharField(blank=True, default='', max_length=20, verbose_name='联系电话')),
                ('note', models.CharField(blank=True, default='', max_length=200, verbose_name='备注')),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='演示数据')),
                ('community', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.complex', verbose_name='小区')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='communities.organization')),
                ('sub_district', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.subdistrict', verbose_name='街道')),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='OrganizationPlace',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField(verbose_name='起')),
                ('valid_until', models.DateField(blank=True, null=True, verbose_name='止')),
                ('community', models.ForeignKey(blank=True, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.complex', verbose_name='小区')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='places', to='communities.organization', verbose_name='单位')),
                ('sub_district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.subdistrict', verbose_name='街道')),
            ],
            options={
                'verbose_name': '服务范围',
                'verbose_name_plural': '服务范围',
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='OrganizationPlaceEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('valid_from', models.DateField(verbose_name='起')),
                ('valid_until', models.DateField(blank=True, null=True, verbose_name='止')),
                ('community', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.complex', verbose_name='小区')),
                ('organization', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.organization', verbose_name='单位')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='communities.organizationplace')),
                ('sub_district', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.subdistrict', verbose_name='街道')),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.migration_steps.AddConstraint(
            model_name='dutyleave',
            constraint=models.CheckConstraint(condition=models.Q(('complex', None), ('community__isnull', False), _connector='OR'), name='dutyleave_complex_has_community', violation_error_message='选了小区就要选它所在的社区'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='dutyleave',
            constraint=communities.constraints.CompositeForeignKey(fields=('complex', 'community'), name='dutyleave_complex_in_community', to='communities.Complex', to_fields=('id', 'community')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='dutyleave',
            constraint=communities.constraints.CompositeForeignKey(fields=('community', 'sub_district'), name='dutyleave_community_in_sub_district', to='communities.Community', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='dutyleave',
            constraint=models.CheckConstraint(condition=models.Q(('last_day__gte', models.F('first_day'))), name='duty_leave_forward', violation_error_message='止期不能早于起期'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='dutyleave',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(communities.constraints.OfOne('duty'), '&&'), (communities.constraints.Days('first_day', 'last_day'), '&&')], name='duty_leave_once', violation_error_message='这几天已经安排了代班'),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='dutyleave',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communities_dutyleaveevent" ("community_id", "complex_id", "deputy_id", "duty_id", "first_day", "id", "last_day", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sub_district_id") VALUES (NEW."community_id", NEW."complex_id", NEW."deputy_id", NEW."duty_id", NEW."first_day", NEW."id", NEW."last_day", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."sub_district_id"); RETURN NULL;', hash='b431c604a829235daf2ba479743b271860967e29', operation='INSERT', pgid='pgtrigger_insert_insert_aa50f', table='communities_dutyleave', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='dutyleave',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "communities_dutyleaveevent" ("community_id", "complex_id", "deputy_id", "duty_id", "first_day", "id", "last_day", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sub_district_id") VALUES (NEW."community_id", NEW."complex_id", NEW."deputy_id", NEW."duty_id", NEW."first_day", NEW."id", NEW."last_day", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."sub_district_id"); RETURN NULL;', hash='ba090558509d8c8767215d60b444575fe833d7d3', operation='UPDATE', pgid='pgtrigger_update_update_3f948', table='communities_dutyleave', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='dutyleave',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communities_dutyleaveevent" ("community_id", "complex_id", "deputy_id", "duty_id", "first_day", "id", "last_day", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sub_district_id") VALUES (OLD."community_id", OLD."complex_id", OLD."deputy_id", OLD."duty_id", OLD."first_day", OLD."id", OLD."last_day", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."sub_district_id"); RETURN NULL;', hash='28a68baf94c7003b2159c743c957aa4be14d95bf', operation='DELETE', pgid='pgtrigger_delete_delete_793ff', table='communities_dutyleave', when='AFTER')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='organization',
            constraint=models.CheckConstraint(condition=models.Q(('complex', None), ('community__isnull', False), _connector='OR'), name='organization_complex_has_community', violation_error_message='选了小区就要选它所在的社区'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='organization',
            constraint=communities.constraints.CompositeForeignKey(fields=('complex', 'community'), name='organization_complex_in_community', to='communities.Complex', to_fields=('id', 'community')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='organization',
            constraint=communities.constraints.CompositeForeignKey(fields=('community', 'sub_district'), name='organization_community_in_sub_district', to='communities.Community', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='organization',
            constraint=models.UniqueConstraint(fields=('sub_district', 'name'), name='organization_name_once', violation_error_message='本街道已有同名单位'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='organization',
            constraint=models.UniqueConstraint(fields=('sub_district', 'credit_code'), name='organization_credit_code_once', violation_error_message='本街道已有单位用这个统一社会信用代码'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='organization',
            constraint=models.CheckConstraint(condition=models.Q(('credit_code', None), ('credit_code__regex', '^[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}$'), _connector='OR'), name='organization_credit_code_shape', violation_error_message='统一社会信用代码是18位，第3到8位是区划代码'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='organization',
            constraint=models.UniqueConstraint(fields=('id', 'sub_district'), name='organization_place'),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='organization',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communities_organizationevent" ("address", "community_id", "complex_id", "contact_name", "contact_phone", "credit_code", "id", "is_demo", "kind", "name", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pinyin_key", "representative", "sub_district_id") VALUES (NEW."address", NEW."community_id", NEW."complex_id", NEW."contact_name", NEW."contact_phone", NEW."credit_code", NEW."id", NEW."is_demo", NEW."kind", NEW."name", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."pinyin_key", NEW."representative", NEW."sub_district_id"); RETURN NULL;', hash='5294c094e231332a94e2a05cc18b74588acacb3e', operation='INSERT', pgid='pgtrigger_insert_insert_b5da7', table='communities_organization', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='organization',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "communities_organizationevent" ("address", "community_id", "complex_id", "contact_name", "contact_phone", "credit_code", "id", "is_demo", "kind", "name", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pinyin_key", "representative", "sub_district_id") VALUES (NEW."address", NEW."community_id", NEW."complex_id", NEW."contact_name", NEW."contact_phone", NEW."credit_code", NEW."id", NEW."is_demo", NEW."kind", NEW."name", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."pinyin_key", NEW."representative", NEW."sub_district_id"); RETURN NULL;', hash='4efc3372721d2b92063c0fc86d232cf1b69da05a', operation='UPDATE', pgid='pgtrigger_update_update_5cc04', table='communities_organization', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='organization',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communities_organizationevent" ("address", "community_id", "complex_id", "contact_name", "contact_phone", "credit_code", "id", "is_demo", "kind", "name", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pinyin_key", "representative", "sub_district_id") VALUES (OLD."address", OLD."community_id", OLD."complex_id", OLD."contact_name", OLD."contact_phone", OLD."credit_code", OLD."id", OLD."is_demo", OLD."kind", OLD."name", OLD."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."pinyin_key", OLD."representative", OLD."sub_district_id"); RETURN NULL;', hash='6b2239da8c94f58e28e585d8a50f1b0a2845f5ba', operation='DELETE', pgid='pgtrigger_delete_delete_74e38', table='communities_organization', when='AFTER')),
        ),
        accounts.migration_steps.AddIndex(
            model_name='doorduty',
            index=models.Index(fields=['person', 'valid_until'], name='door_duty_by_person'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='doorduty',
            constraint=models.CheckConstraint(condition=models.Q(('complex', None), ('community__isnull', False), _connector='OR'), name='doorduty_complex_has_community', violation_error_message='选了小区就要选它所在的社区'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='doorduty',
            constraint=communities.constraints.CompositeForeignKey(fields=('complex', 'community'), name='doorduty_complex_in_community', to='communities.Complex', to_fields=('id', 'community')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='doorduty',
            constraint=communities.constraints.CompositeForeignKey(fields=('community', 'sub_district'), name='doorduty_community_in_sub_district', to='communities.Community', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='doorduty',
            constraint=communities.constraints.CompositeForeignKey(fields=('building', 'complex'), name='doorduty_building_of_complex', to='communities.Building', to_fields=('id', 'complex')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='doorduty',
            constraint=communities.constraints.CompositeForeignKey(fields=('unit', 'complex'), name='doorduty_unit_of_complex', to='communities.Unit', to_fields=('id', 'complex')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='doorduty',
            constraint=communities.constraints.CompositeForeignKey(fields=('organization', 'sub_district'), name='doorduty_organization_of_sub_district', to='communities.Organization', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='doorduty',
            constraint=models.CheckConstraint(condition=models.Q(('complex__isnull', False)), name='door_duty_in_complex', violation_error_message='请选小区'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='doorduty',
            constraint=models.CheckConstraint(condition=models.Q(('building', None), ('unit', None), _connector='OR'), name='door_duty_one_span', violation_error_message='楼栋和单元只选一个'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='doorduty',
            constraint=models.CheckConstraint(condition=models.Q(('valid_until', None), ('valid_until__gte', models.F('valid_from')), _connector='OR'), name='door_duty_forward', violation_error_message='止期不能早于起期'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='doorduty',
            constraint=models.UniqueConstraint(fields=('id', 'complex'), name='door_duty_place'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='doorduty',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('unit__isnull', False)), expressions=[(communities.constraints.OfOne(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('unit'), '*', models.Value(8)), '+', models.Case(models.When(kind='STEWARD', then=models.Value(1)), models.When(kind='GRID_WORKER', then=models.Value(2)), models.When(kind='BUILDING_HEAD', then=models.Value(3)), default=models.Value(0)))), '&&'), (communities.constraints.Days('valid_from', 'valid_until'), '&&')], name='door_duty_one_a_unit', violation_error_message='这个范围在这段时间已经有人负责'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='doorduty',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('building__isnull', False)), expressions=[(communities.constraints.OfOne(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('building'), '*', models.Value(8)), '+', models.Case(models.When(kind='STEWARD', then=models.Value(1)), models.When(kind='GRID_WORKER', then=models.Value(2)), models.When(kind='BUILDING_HEAD', then=models.Value(3)), default=models.Value(0)))), '&&'), (communities.constraints.Days('valid_from', 'valid_until'), '&&')], name='door_duty_one_a_building', violation_error_message='这个范围在这段时间已经有人负责'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='doorduty',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('building', None), ('unit', None)), expressions=[(communities.constraints.OfOne(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('complex'), '*', models.Value(8)), '+', models.Case(models.When(kind='STEWARD', then=models.Value(1)), models.When(kind='GRID_WORKER', then=models.Value(2)), models.When(kind='BUILDING_HEAD', then=models.Value(3)), default=models.Value(0)))), '&&'), (communities.constraints.Days('valid_from', 'valid_until'), '&&')], name='door_duty_one_a_complex', violation_error_message='这个范围在这段时间已经有人负责'),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='doorduty',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communities_doordutyevent" ("building_id", "community_id", "complex_id", "id", "is_demo", "kind", "organization_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sub_district_id", "unit_id", "valid_from", "valid_until") VALUES (NEW."building_id", NEW."community_id", NEW."complex_id", NEW."id", NEW."is_demo", NEW."kind", NEW."organization_id", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."sub_district_id", NEW."unit_id", NEW."valid_from", NEW."valid_until"); RETURN NULL;', hash='6268ced063df18c65ccb313d1e0b345063a9f1f8', operation='INSERT', pgid='pgtrigger_insert_insert_7c144', table='communities_doorduty', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='doorduty',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "communities_doordutyevent" ("building_id", "community_id", "complex_id", "id", "is_demo", "kind", "organization_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sub_district_id", "unit_id", "valid_from", "valid_until") VALUES (NEW."building_id", NEW."community_id", NEW."complex_id", NEW."id", NEW."is_demo", NEW."kind", NEW."organization_id", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."sub_district_id", NEW."unit_id", NEW."valid_from", NEW."valid_until"); RETURN NULL;', hash='950114a3f56c1c5992715c7b29c891e8d19815dd', operation='UPDATE', pgid='pgtrigger_update_update_f561c', table='communities_doorduty', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='doorduty',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communities_doordutyevent" ("building_id", "community_id", "complex_id", "id", "is_demo", "kind", "organization_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sub_district_id", "unit_id", "valid_from", "valid_until") VALUES (OLD."building_id", OLD."community_id", OLD."complex_id", OLD."id", OLD."is_demo", OLD."kind", OLD."organization_id", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."sub_district_id", OLD."unit_id", OLD."valid_from", OLD."valid_until"); RETURN NULL;', hash='ab1fa117b700e571e8b4096f4c242b20686fb579', operation='DELETE', pgid='pgtrigger_delete_delete_7ab78', table='communities_doorduty', when='AFTER')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='organizationplace',
            constraint=models.CheckConstraint(condition=models.Q(('complex', None), ('community__isnull', False), _connector='OR'), name='organizationplace_complex_has_community', violation_error_message='选了小区就要选它所在的社区'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='organizationplace',
            constraint=communities.constraints.CompositeForeignKey(fields=('complex', 'community'), name='organizationplace_complex_in_community', to='communities.Complex', to_fields=('id', 'community')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='organizationplace',
            constraint=communities.constraints.CompositeForeignKey(fields=('community', 'sub_district'), name='organizationplace_community_in_sub_district', to='communities.Community', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='organizationplace',
            constraint=communities.constraints.CompositeForeignKey(fields=('organization', 'sub_district'), name='organizationplace_of_own_sub_district', to='communities.Organization', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='organizationplace',
            constraint=models.UniqueConstraint(condition=models.Q(('valid_until', None)), fields=('organization', 'sub_district', 'community', 'complex'), name='organization_works_there_once', nulls_distinct=False, violation_error_message='这个单位在这里已有服务范围'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='organizationplace',
            constraint=models.CheckConstraint(condition=models.Q(('valid_until', None), ('valid_until__gte', models.F('valid_from')), _connector='OR'), name='organization_place_forward', violation_error_message='止期不能早于起期'),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='organizationplace',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communities_organizationplaceevent" ("community_id", "complex_id", "id", "organization_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sub_district_id", "valid_from", "valid_until") VALUES (NEW."community_id", NEW."complex_id", NEW."id", NEW."organization_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."sub_district_id", NEW."valid_from", NEW."valid_until"); RETURN NULL;', hash='6ce5ca9d830c511c430edcf68019d60ae0561e00', operation='INSERT', pgid='pgtrigger_insert_insert_cca35', table='communities_organizationplace', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='organizationplace',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "communities_organizationplaceevent" ("community_id", "complex_id", "id", "organization_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sub_district_id", "valid_from", "valid_until") VALUES (NEW."community_id", NEW."complex_id", NEW."id", NEW."organization_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."sub_district_id", NEW."valid_from", NEW."valid_until"); RETURN NULL;', hash='193b80ef7309907315304189c5f62e3ba04fbdbe', operation='UPDATE', pgid='pgtrigger_update_update_44a9f', table='communities_organizationplace', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='organizationplace',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communities_organizationplaceevent" ("community_id", "complex_id", "id", "organization_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sub_district_id", "valid_from", "valid_until") VALUES (OLD."community_id", OLD."complex_id", OLD."id", OLD."organization_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."sub_district_id", OLD."valid_from", OLD."valid_until"); RETURN NULL;', hash='76fd1b788393dac862edb872e6e99e225e691df1', operation='DELETE', pgid='pgtrigger_delete_delete_7f091', table='communities_organizationplace', when='AFTER')),
        ),
        # After the unique key of DoorDuty that it points at.
        accounts.migration_steps.AddConstraint(
            model_name='dutyleave',
            constraint=communities.constraints.CompositeForeignKey(fields=('duty', 'complex'), name='dutyleave_of_duty_of_complex', to='communities.DoorDuty', to_fields=('id', 'complex')),
        ),
    ]
