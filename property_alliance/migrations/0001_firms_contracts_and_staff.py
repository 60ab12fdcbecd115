
import accounts.migration_steps
import communities.constraints
import django.contrib.postgres.constraints
import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0003_api_token'),
        ('communities', '0004_organizations_and_door_duties'),
    ]

    operations = [
        accounts.migration_steps.CreateModel(
            name='FirmStaff',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField(verbose_name='入职')),
                ('valid_until', models.DateField(blank=True, help_text='最后一天，当天仍在岗', null=True, verbose_name='离职')),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='演示数据')),
                ('community', models.ForeignKey(blank=True, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.complex', verbose_name='小区')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='firm_staff', to='accounts.person', verbose_name='人员')),
                ('sub_district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.subdistrict', verbose_name='街道')),
            ],
            options={
                'verbose_name': '从业人员',
                'verbose_name_plural': '从业人员',
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='PropertyFirm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('credit_grade', models.CharField(blank=True, default='', max_length=20, verbose_name='信用等级')),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='演示数据')),
                ('community', models.ForeignKey(blank=True, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.complex', verbose_name='小区')),
                ('organization', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='property_firm', to='communities.organization', verbose_name='单位')),
                ('sub_district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.subdistrict', verbose_name='街道')),
            ],
            options={
                'verbose_name': '物业企业',
                'verbose_name_plural': '物业企业',
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='FirmStaffEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('valid_from', models.DateField(verbose_name='入职')),
                ('valid_until', models.DateField(blank=True, help_text='最后一天，当天仍在岗', null=True, verbose_name='离职')),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='演示数据')),
                ('community', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.complex', verbose_name='小区')),
                ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.person', verbose_name='人员')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='property_alliance.firmstaff')),
                ('sub_district', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.subdistrict', verbose_name='街道')),
                ('firm', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='property_alliance.propertyfirm', verbose_name='物业企业')),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.migration_steps.AddField(
            model_name='firmstaff',
            name='firm',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='staff', to='property_alliance.propertyfirm', verbose_name='物业企业'),
        ),
        accounts.migration_steps.CreateModel(
            name='PropertyFirmEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('credit_grade', models.CharField(blank=True, default='', max_length=20, verbose_name='信用等级')),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='演示数据')),
                ('community', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.complex', verbose_name='小区')),
                ('organization', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.organization', verbose_name='单位')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='property_alliance.propertyfirm')),
                ('sub_district', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.subdistrict', verbose_name='街道')),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='ServiceContract',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_on', models.DateField(verbose_name='合同起')),
                ('ends_on', models.DateField(blank=True, help_text='最后一天；不填表示没有约定期限', null=True, verbose_name='合同止')),
                ('fee', models.DecimalField(blank=True, decimal_places=2, max_digits=6, null=True, verbose_name='物业费标准（元/㎡·月）')),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='演示数据')),
                ('community', models.ForeignKey(blank=True, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.complex', verbose_name='小区')),
                ('firm', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contracts', to='property_alliance.propertyfirm', verbose_name='物业企业')),
                ('sub_district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.subdistrict', verbose_name='街道')),
            ],
            options={
                'verbose_name': '物业服务合同',
                'verbose_name_plural': '物业服务合同',
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='ServiceContractEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('starts_on', models.DateField(verbose_name='合同起')),
                ('ends_on', models.DateField(blank=True, help_text='最后一天；不填表示没有约定期限', null=True, verbose_name='合同止')),
                ('fee', models.DecimalField(blank=True, decimal_places=2, max_digits=6, null=True, verbose_name='物业费标准（元/㎡·月）')),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='演示数据')),
                ('community', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.complex', verbose_name='小区')),
                ('firm', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='property_alliance.propertyfirm', verbose_name='物业企业')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='property_alliance.servicecontract')),
                ('sub_district', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.subdistrict', verbose_name='街道')),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='StaffPosting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('post', models.CharField(choices=[('MANAGER', '物业经理'), ('CUSTOMER_SERVICE', '客服'), ('STEWARD', '物业管家'), ('ORDER', '秩序维护'), ('CLEANING', '保洁'), ('REPAIR', '维修')], max_length=20, verbose_name='岗位')),
                ('valid_from', models.DateField(verbose_name='起')),
                ('valid_until', models.DateField(blank=True, null=True, verbose_name='止')),
                ('community', models.ForeignKey(blank=True, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.complex', verbose_name='小区')),
                ('staff', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='postings', to='property_alliance.firmstaff', verbose_name='从业人员')),
                ('sub_district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.subdistrict', verbose_name='街道')),
            ],
            options={
                'verbose_name': '岗位',
                'verbose_name_plural': '岗位',
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='StaffPostingEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('post', models.CharField(choices=[('MANAGER', '物业经理'), ('CUSTOMER_SERVICE', '客服'), ('STEWARD', '物业管家'), ('ORDER', '秩序维护'), ('CLEANING', '保洁'), ('REPAIR', '维修')], max_length=20, verbose_name='岗位')),
                ('valid_from', models.DateField(verbose_name='起')),
                ('valid_until', models.DateField(blank=True, null=True, verbose_name='止')),
                ('community', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.complex', verbose_name='小区')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='property_alliance.staffposting')),
                ('staff', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='property_alliance.firmstaff', verbose_name='从业人员')),
                ('sub_district', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.subdistrict', verbose_name='街道')),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.migration_steps.AddConstraint(
            model_name='propertyfirm',
            constraint=models.CheckConstraint(condition=models.Q(('complex', None), ('community__isnull', False), _connector='OR'), name='propertyfirm_complex_has_community', violation_error_message='选了小区就要选它所在的社区'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='propertyfirm',
            constraint=communities.constraints.CompositeForeignKey(fields=('complex', 'community'), name='propertyfirm_complex_in_community', to='communities.Complex', to_fields=('id', 'community')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='propertyfirm',
            constraint=communities.constraints.CompositeForeignKey(fields=('community', 'sub_district'), name='propertyfirm_community_in_sub_district', to='communities.Community', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='propertyfirm',
            constraint=communities.constraints.CompositeForeignKey(fields=('organization', 'sub_district'), name='propertyfirm_organization_of_sub_district', to='communities.Organization', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='propertyfirm',
            constraint=models.UniqueConstraint(fields=('id', 'sub_district'), name='property_firm_place'),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='propertyfirm',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "property_alliance_propertyfirmevent" ("community_id", "complex_id", "credit_grade", "id", "is_demo", "organization_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sub_district_id") VALUES (NEW."community_id", NEW."complex_id", NEW."credit_grade", NEW."id", NEW."is_demo", NEW."organization_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."sub_district_id"); RETURN NULL;', hash='8dc03f43df4ea320ad1575b3a68a78a27c8a814d', operation='INSERT', pgid='pgtrigger_insert_insert_6a959', table='property_alliance_propertyfirm', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='propertyfirm',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "property_alliance_propertyfirmevent" ("community_id", "complex_id", "credit_grade", "id", "is_demo", "organization_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sub_district_id") VALUES (NEW."community_id", NEW."complex_id", NEW."credit_grade", NEW."id", NEW."is_demo", NEW."organization_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."sub_district_id"); RETURN NULL;', hash='013fe914498e78832e28c2a58f0752a59f5fe5f3', operation='UPDATE', pgid='pgtrigger_update_update_0d702', table='property_alliance_propertyfirm', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='propertyfirm',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "property_alliance_propertyfirmevent" ("community_id", "complex_id", "credit_grade", "id", "is_demo", "organization_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sub_district_id") VALUES (OLD."community_id", OLD."complex_id", OLD."credit_grade", OLD."id", OLD."is_demo", OLD."organization_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."sub_district_id"); RETURN NULL;', hash='bbb7265be30b4d7d4fe1da1eddbba5fa8af0c6b9', operation='DELETE', pgid='pgtrigger_delete_delete_b1184', table='property_alliance_propertyfirm', when='AFTER')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='firmstaff',
            constraint=models.CheckConstraint(condition=models.Q(('complex', None), ('community__isnull', False), _connector='OR'), name='firmstaff_complex_has_community', violation_error_message='选了小区就要选它所在的社区'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='firmstaff',
            constraint=communities.constraints.CompositeForeignKey(fields=('complex', 'community'), name='firmstaff_complex_in_community', to='communities.Complex', to_fields=('id', 'community')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='firmstaff',
            constraint=communities.constraints.CompositeForeignKey(fields=('community', 'sub_district'), name='firmstaff_community_in_sub_district', to='communities.Community', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='firmstaff',
            constraint=communities.constraints.CompositeForeignKey(fields=('firm', 'sub_district'), name='firmstaff_firm_of_sub_district', to='property_alliance.PropertyFirm', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='firmstaff',
            constraint=models.CheckConstraint(condition=models.Q(('valid_until', None), ('valid_until__gte', models.F('valid_from')), _connector='OR'), name='firm_staff_forward', violation_error_message='止期不能早于起期'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='firmstaff',
            constraint=models.UniqueConstraint(fields=('id', 'sub_district'), name='firm_staff_place'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='firmstaff',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(communities.constraints.OfOne('person'), '&&'), (communities.constraints.Days('valid_from', 'valid_until'), '&&')], name='firm_staff_one_firm_at_a_time', violation_error_message='这个人在这段时间已在一家物业企业任职'),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='firmstaff',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "property_alliance_firmstaffevent" ("community_id", "complex_id", "firm_id", "id", "is_demo", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sub_district_id", "valid_from", "valid_until") VALUES (NEW."community_id", NEW."complex_id", NEW."firm_id", NEW."id", NEW."is_demo", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."sub_district_id", NEW."valid_from", NEW."valid_until"); RETURN NULL;', hash='36ba1895e071ddeffd652612e0edd1f3ada7b699', operation='INSERT', pgid='pgtrigger_insert_insert_14c58', table='property_alliance_firmstaff', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='firmstaff',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "property_alliance_firmstaffevent" ("community_id", "complex_id", "firm_id", "id", "is_demo", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sub_district_id", "valid_from", "valid_until") VALUES (NEW."community_id", NEW."complex_id", NEW."firm_id", NEW."id", NEW."is_demo", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."sub_district_id", NEW."valid_from", NEW."valid_until"); RETURN NULL;', hash='8dbe923f59c8175c7e757068a927f47e677901f4', operation='UPDATE', pgid='pgtrigger_update_update_60a95', table='property_alliance_firmstaff', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='firmstaff',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "property_alliance_firmstaffevent" ("community_id", "complex_id", "firm_id", "id", "is_demo", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sub_district_id", "valid_from", "valid_until") VALUES (OLD."community_id", OLD."complex_id", OLD."firm_id", OLD."id", OLD."is_demo", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."sub_district_id", OLD."valid_from", OLD."valid_until"); RETURN NULL;', hash='a8ec836f8257362a413c666f83df85bb52214397', operation='DELETE', pgid='pgtrigger_delete_delete_47222', table='property_alliance_firmstaff', when='AFTER')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='servicecontract',
            constraint=models.CheckConstraint(condition=models.Q(('complex', None), ('community__isnull', False), _connector='OR'), name='servicecontract_complex_has_community', violation_error_message='选了小区就要选它所在的社区'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='servicecontract',
            constraint=communities.constraints.CompositeForeignKey(fields=('complex', 'community'), name='servicecontract_complex_in_community', to='communities.Complex', to_fields=('id', 'community')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='servicecontract',
            constraint=communities.constraints.CompositeForeignKey(fields=('community', 'sub_district'), name='servicecontract_community_in_sub_district', to='communities.Community', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='servicecontract',
            constraint=communities.constraints.CompositeForeignKey(fields=('firm', 'sub_district'), name='servicecontract_firm_of_sub_district', to='property_alliance.PropertyFirm', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='servicecontract',
            constraint=models.CheckConstraint(condition=models.Q(('complex__isnull', False)), name='contract_of_complex', violation_error_message='请选小区'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='servicecontract',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on', None), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='contract_forward', violation_error_message='止期不能早于起期'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='servicecontract',
            constraint=models.CheckConstraint(condition=models.Q(('fee', None), ('fee__gte', 0), _connector='OR'), name='contract_fee_not_negative', violation_error_message='物业费不能是负数'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='servicecontract',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(communities.constraints.OfOne('complex'), '&&'), (communities.constraints.Days('starts_on', 'ends_on'), '&&')], name='contract_one_firm_at_a_time', violation_error_message='这个小区在这段时间已有物业服务合同'),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='servicecontract',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "property_alliance_servicecontractevent" ("community_id", "complex_id", "ends_on", "fee", "firm_id", "id", "is_demo", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "sub_district_id") VALUES (NEW."community_id", NEW."complex_id", NEW."ends_on", NEW."fee", NEW."firm_id", NEW."id", NEW."is_demo", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."starts_on", NEW."sub_district_id"); RETURN NULL;', hash='85432af35c1db114e20823f9516df0cd25f3e405', operation='INSERT', pgid='pgtrigger_insert_insert_6e167', table='property_alliance_servicecontract', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='servicecontract',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "property_alliance_servicecontractevent" ("community_id", "complex_id", "ends_on", "fee", "firm_id", "id", "is_demo", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "sub_district_id") VALUES (NEW."community_id", NEW."complex_id", NEW."ends_on", NEW."fee", NEW."firm_id", NEW."id", NEW."is_demo", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."starts_on", NEW."sub_district_id"); RETURN NULL;', hash='5fecf7e8f7b7532f9b76561de1d876d314c04e29', operation='UPDATE', pgid='pgtrigger_update_update_d00a0', table='property_alliance_servicecontract', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='servicecontract',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "property_alliance_servicecontractevent" ("community_id", "complex_id", "ends_on", "fee", "firm_id", "id", "is_demo", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "sub_district_id") VALUES (OLD."community_id", OLD."complex_id", OLD."ends_on", OLD."fee", OLD."firm_id", OLD."id", OLD."is_demo", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."starts_on", OLD."sub_district_id"); RETURN NULL;', hash='74091c2eee00f97408305f7680a8d1b8e5c0f459', operation='DELETE', pgid='pgtrigger_delete_delete_79639', table='property_alliance_servicecontract', when='AFTER')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='staffposting',
            constraint=models.CheckConstraint(condition=models.Q(('complex', None), ('community__isnull', False), _connector='OR'), name='staffposting_complex_has_community', violation_error_message='选了小区就要选它所在的社区'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='staffposting',
            constraint=communities.constraints.CompositeForeignKey(fields=('complex', 'community'), name='staffposting_complex_in_community', to='communities.Complex', to_fields=('id', 'community')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='staffposting',
            constraint=communities.constraints.CompositeForeignKey(fields=('community', 'sub_district'), name='staffposting_community_in_sub_district', to='communities.Community', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='staffposting',
            constraint=communities.constraints.CompositeForeignKey(fields=('staff', 'sub_district'), name='staffposting_staff_of_sub_district', to='property_alliance.FirmStaff', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='staffposting',
            constraint=models.CheckConstraint(condition=models.Q(('complex__isnull', False)), name='posting_in_complex', violation_error_message='请选小区'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='staffposting',
            constraint=models.CheckConstraint(condition=models.Q(('valid_until', None), ('valid_until__gte', models.F('valid_from')), _connector='OR'), name='posting_forward', violation_error_message='止期不能早于起期'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='staffposting',
            constraint=models.UniqueConstraint(condition=models.Q(('valid_until', None)), fields=('staff', 'complex', 'post'), name='posting_once', violation_error_message='这个人在这个小区已有这个岗位'),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='staffposting',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "property_alliance_staffpostingevent" ("community_id", "complex_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post", "staff_id", "sub_district_id", "valid_from", "valid_until") VALUES (NEW."community_id", NEW."complex_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."post", NEW."staff_id", NEW."sub_district_id", NEW."valid_from", NEW."valid_until"); RETURN NULL;', hash='4fbd41731f9bca6e1226186a66580788efe46d13', operation='INSERT', pgid='pgtrigger_insert_insert_7686f', table='property_alliance_staffposting', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='staffposting',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "property_alliance_staffpostingevent" ("community_id", "complex_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post", "staff_id", "sub_district_id", "valid_from", "valid_until") VALUES (NEW."community_id", NEW."complex_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."post", NEW."staff_id", NEW."sub_district_id", NEW."valid_from", NEW."valid_until"); RETURN NULL;', hash='e483f74cdb91ccc4b1bb628147e9395e4c593c6a', operation='UPDATE', pgid='pgtrigger_update_update_fb005', table='property_alliance_staffposting', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='staffposting',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "property_alliance_staffpostingevent" ("community_id", "complex_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post", "staff_id", "sub_district_id", "valid_from", "valid_until") VALUES (OLD."community_id", OLD."complex_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."post", OLD."staff_id", OLD."sub_district_id", OLD."valid_from", OLD."valid_until"); RETURN NULL;', hash='a381ee67d30644f233960e1a37ea4452d0965827', operation='DELETE', pgid='pgtrigger_delete_delete_9224f', table='property_alliance_staffposting', when='AFTER')),
        ),
    ]
