"""Grids, zones, groups, streets and shops; how a complex is managed becomes periods, a grid a span of duties."""

import accounts.migration_steps
import communities.constraints
import datetime
import django.contrib.postgres.constraints
import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

# What a complex was when this ran holds from the day of its figures on; before it nothing is known.
# In the same step as the column goes, so that the mode is at no moment told in two places.
MODES_INTO_PERIODS = """
    INSERT INTO communities_managementperiod
        (sub_district_id, community_id, complex_id, mode, since, note)
    SELECT sub_district_id, community_id, id, management_mode,
        COALESCE(figures_on, CURRENT_DATE), ''
    FROM communities_complex WHERE management_mode <> '';
    SET CONSTRAINTS ALL IMMEDIATE;
"""
PERIODS_INTO_MODES = """
    UPDATE communities_complex SET management_mode = held.mode
    FROM communities_managementperiod held
    WHERE held.complex_id = communities_complex.id AND held.since <= CURRENT_DATE
        AND (held.until IS NULL OR held.until >= CURRENT_DATE);
    SET CONSTRAINTS ALL IMMEDIATE;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_api_token'),
        ('communities', '0007_community_division_code'),
    ]

    operations = [
        accounts.migration_steps.CreateModel(
            name='Adjacency',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('note', models.CharField(blank=True, default='', help_text='如：隔崔家店横二街相望', max_length=100, verbose_name='备注')),
                ('community', models.ForeignKey(blank=True, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.complex', verbose_name='小区')),
                ('one', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='communities.complex', verbose_name='小区')),
                ('other', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='communities.complex', verbose_name='相邻的小区')),
                ('sub_district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.subdistrict', verbose_name='街道')),
            ],
            options={
                'verbose_name': '相邻小区',
                'verbose_name_plural': '相邻小区',
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='ComplexGroup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('DEMO_BELT', '红色物业示范带'), ('OTHER', '其他')], default='DEMO_BELT', max_length=20, verbose_name='类型')),
                ('name', models.CharField(max_length=60, verbose_name='名称')),
                ('note', models.CharField(blank=True, default='', max_length=200, verbose_name='备注')),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='演示数据')),
                ('community', models.ForeignKey(blank=True, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.complex', verbose_name='小区')),
                ('sub_district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.subdistrict', verbose_name='街道')),
            ],
            options={
                'verbose_name': '小区群',
                'verbose_name_plural': '小区群',
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='Designation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=80, verbose_name='称号')),
                ('level', models.CharField(blank=True, choices=[('SUB_DISTRICT', '街道级'), ('DISTRICT', '区县级'), ('CITY', '市级'), ('PROVINCE', '省级'), ('NATIONAL', '国家级')], default='', help_text='文件没有写明的不填', max_length=20, verbose_name='级别')),
                ('year', models.PositiveSmallIntegerField(verbose_name='年份')),
                ('given_by', models.CharField(blank=True, default='', max_length=80, verbose_name='授予单位')),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='演示数据')),
                ('community', models.ForeignKey(blank=True, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.complex', verbose_name='小区')),
                ('sub_district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.subdistrict', verbose_name='街道')),
            ],
            options={
                'verbose_name': '称号',
                'verbose_name_plural': '称号',
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='GovernanceModel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('label', models.CharField(max_length=40, verbose_name='名称')),
                ('components', models.TextField(blank=True, default='', help_text='一行一条；没有公布过的不填，不要推测', max_length=1000, verbose_name='组成')),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='演示数据')),
                ('community', models.ForeignKey(blank=True, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.complex', verbose_name='小区')),
                ('sub_district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.subdistrict', verbose_name='街道')),
            ],
            options={
                'verbose_name': '治理模式',
                'verbose_name_plural': '治理模式',
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='Grid',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('level', models.CharField(choices=[('GENERAL', '网格'), ('MICRO', '微网格')], default='GENERAL', max_length=10, verbose_name='层级')),
                ('code', models.CharField(max_length=30, verbose_name='网格编号')),
                ('name', models.CharField(blank=True, default='', max_length=60, verbose_name='网格名称')),
                ('household_count', models.PositiveIntegerField(blank=True, help_text='含商户；微网格宜为30—100户', null=True, validators=[django.core.validators.MinValueValidator(1)], verbose_name='户数')),
                ('tasks', models.TextField(blank=True, default='', help_text='一行一条', max_length=2000, verbose_name='责任清单')),
                ('since', models.DateField(validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='起')),
                ('until', models.DateField(blank=True, help_text='最后一天；撤销以前不填', null=True, validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='止')),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='演示数据')),
                ('community', models.ForeignKey(blank=True, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.complex', verbose_name='小区')),
                ('sub_district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.subdistrict', verbose_name='街道')),
            ],
            options={
                'verbose_name': '网格',
                'verbose_name_plural': '网格',
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='ManagementPeriod',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mode', models.CharField(choices=[('PROPERTY_FIRM', '物业服务'), ('SELF_MANAGED', '居民自治'), ('BRANCH_COURTYARD', '支部管院'), ('UNIT_MANAGED', '单位自管'), ('UNMANAGED', '脱管')], max_length=20, verbose_name='管理模式')),
                ('since', models.DateField(validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='起')),
                ('until', models.DateField(blank=True, help_text='最后一天，当天仍是这个模式', null=True, validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='止')),
                ('note', models.CharField(blank=True, default='', max_length=200, verbose_name='备注')),
                ('community', models.ForeignKey(blank=True, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.complex', verbose_name='小区')),
                ('sub_district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.subdistrict', verbose_name='街道')),
            ],
            options={
                'verbose_name': '管理模式',
                'verbose_name_plural': '管理模式',
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='StreetSegment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=40, verbose_name='街路')),
                ('stretch', models.CharField(blank=True, default='', help_text='如：1号至41号；整条街不填', max_length=60, verbose_name='起止')),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='演示数据')),
                ('community', models.ForeignKey(blank=True, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.complex', verbose_name='小区')),
                ('sub_district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.subdistrict', verbose_name='街道')),
            ],
            options={
                'verbose_name': '街段',
                'verbose_name_plural': '街段',
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='Zone',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60, verbose_name='片区名称')),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='演示数据')),
                ('community', models.ForeignKey(blank=True, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.complex', verbose_name='小区')),
                ('sub_district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.subdistrict', verbose_name='街道')),
            ],
            options={
                'verbose_name': '包片',
                'verbose_name_plural': '包片',
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='AdjacencyEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('note', models.CharField(blank=True, default='', help_text='如：隔崔家店横二街相望', max_length=100, verbose_name='备注')),
                ('community', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.complex', verbose_name='小区')),
                ('one', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.complex', verbose_name='小区')),
                ('other', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.complex', verbose_name='相邻的小区')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='communities.adjacency')),
                ('sub_district', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.subdistrict', verbose_name='街道')),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='ComplexGroupEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('kind', models.CharField(choices=[('DEMO_BELT', '红色物业示范带'), ('OTHER', '其他')], default='DEMO_BELT', max_length=20, verbose_name='类型')),
                ('name', models.CharField(max_length=60, verbose_name='名称')),
                ('note', models.CharField(blank=True, default='', max_length=200, verbose_name='备注')),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='演示数据')),
                ('community', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.complex', verbose_name='小区')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='communities.complexgroup')),
                ('sub_district', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.subdistrict', verbose_name='街道')),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='DesignationEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('title', models.CharField(max_length=80, verbose_name='称号')),
                ('level', models.CharField(blank=True, choices=[('SUB_DISTRICT', '街道级'), ('DISTRICT', '区县级'), ('CITY', '市级'), ('PROVINCE', '省级'), ('NATIONAL', '国家级')], default='', help_text='文件没有写明的不填', max_length=20, verbose_name='级别')),
                ('year', models.PositiveSmallIntegerField(verbose_name='年份')),
                ('given_by', models.CharField(blank=True, default='', max_length=80, verbose_name='授予单位')),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='演示数据')),
                ('community', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.complex', verbose_name='小区')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='communities.designation')),
                ('sub_district', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.subdistrict', verbose_name='街道')),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='GovernanceModelEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('label', models.CharField(max_length=40, verbose_name='名称')),
                ('components', models.TextField(blank=True, default='', help_text='一行一条；没有公布过的不填，不要推测', max_length=1000, verbose_name='组成')),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='演示数据')),
                ('community', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.complex', verbose_name='小区')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='communities.governancemodel')),
                ('sub_district', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.subdistrict', verbose_name='街道')),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='GridEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('level', models.CharField(choices=[('GENERAL', '网格'), ('MICRO', '微网格')], default='GENERAL', max_length=10, verbose_name='层级')),
                ('code', models.CharField(max_length=30, verbose_name='网格编号')),
                ('name', models.CharField(blank=True, default='', max_length=60, verbose_name='网格名称')),
                ('household_count', models.PositiveIntegerField(blank=True, help_text='含商户；微网格宜为30—100户', null=True, validators=[django.core.validators.MinValueValidator(1)], verbose_name='户数')),
                ('tasks', models.TextField(blank=True, default='', help_text='一行一条', max_length=2000, verbose_name='责任清单')),
                ('since', models.DateField(validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='起')),
                ('until', models.DateField(blank=True, help_text='最后一天；撤销以前不填', null=True, validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='止')),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='演示数据')),
                ('community', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.complex', verbose_name='小区')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='communities.grid')),
                ('sub_district', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.subdistrict', verbose_name='街道')),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='GridSpan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('level', models.CharField(choices=[('GENERAL', '网格'), ('MICRO', '微网格')], editable=False, max_length=10, verbose_name='层级')),
                ('since', models.DateField(validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='起')),
                ('until', models.DateField(blank=True, help_text='最后一天，当天仍属于这个网格', null=True, validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='止')),
                ('building', models.ForeignKey(blank=True, help_text='不填表示整个小区', null=True, on_delete=django.db.models.deletion.CASCADE, related_name='grid_spans', to='communities.building', verbose_name='楼栋')),
                ('community', models.ForeignKey(blank=True, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.complex', verbose_name='小区')),
                ('grid', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='spans', to='communities.grid', verbose_name='网格')),
                ('sub_district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.subdistrict', verbose_name='街道')),
            ],
            options={
                'verbose_name': '网格范围',
                'verbose_name_plural': '网格范围',
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='GroupMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateField(validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='起')),
                ('until', models.DateField(blank=True, help_text='最后一天', null=True, validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='止')),
                ('community', models.ForeignKey(blank=True, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.complex', verbose_name='小区')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='members', to='communities.complexgroup', verbose_name='小区群')),
                ('sub_district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.subdistrict', verbose_name='街道')),
            ],
            options={
                'verbose_name': '群内小区',
                'verbose_name_plural': '群内小区',
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='ManagementPeriodEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('mode', models.CharField(choices=[('PROPERTY_FIRM', '物业服务'), ('SELF_MANAGED', '居民自治'), ('BRANCH_COURTYARD', '支部管院'), ('UNIT_MANAGED', '单位自管'), ('UNMANAGED', '脱管')], max_length=20, verbose_name='管理模式')),
                ('since', models.DateField(validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='起')),
                ('until', models.DateField(blank=True, help_text='最后一天，当天仍是这个模式', null=True, validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='止')),
                ('note', models.CharField(blank=True, default='', max_length=200, verbose_name='备注')),
                ('community', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.complex', verbose_name='小区')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='communities.managementperiod')),
                ('sub_district', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.subdistrict', verbose_name='街道')),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='Shop',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='门头上的名称，不写店主姓名', max_length=60, verbose_name='店招')),
                ('door_number', models.CharField(blank=True, default='', max_length=30, verbose_name='门牌号')),
                ('trade', models.CharField(choices=[('CATERING', '餐饮'), ('RETAIL', '零售'), ('SERVICE', '生活服务'), ('OTHER', '其他')], default='OTHER', max_length=20, verbose_name='业态')),
                ('closed_on', models.DateField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='停业日期')),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='演示数据')),
                ('community', models.ForeignKey(blank=True, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.complex', verbose_name='小区')),
                ('organization', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='shops', to='communities.organization', verbose_name='经营单位')),
                ('sub_district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.subdistrict', verbose_name='街道')),
                ('segment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='shops', to='communities.streetsegment', verbose_name='街段')),
            ],
            options={
                'verbose_name': '临街商铺',
                'verbose_name_plural': '临街商铺',
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='StreetChief',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('RESPONSIBLE', '责任街长'), ('RESIDENT', '群众街长')], max_length=20, verbose_name='类别')),
                ('since', models.DateField(validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='起')),
                ('until', models.DateField(blank=True, help_text='最后一天，当天仍是街长', null=True, validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='止')),
                ('community', models.ForeignKey(blank=True, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.complex', verbose_name='小区')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='streets_led', to='accounts.person', verbose_name='姓名')),
                ('sub_district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.subdistrict', verbose_name='街道')),
                ('segment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='chiefs', to='communities.streetsegment', verbose_name='街段')),
            ],
            options={
                'verbose_name': '街长',
                'verbose_name_plural': '街长',
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='StreetSegmentEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('name', models.CharField(max_length=40, verbose_name='街路')),
                ('stretch', models.CharField(blank=True, default='', help_text='如：1号至41号；整条街不填', max_length=60, verbose_name='起止')),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='演示数据')),
                ('community', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.complex', verbose_name='小区')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='communities.streetsegment')),
                ('sub_district', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.subdistrict', verbose_name='街道')),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='ZoneComplex',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateField(validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='起')),
                ('until', models.DateField(blank=True, help_text='最后一天', null=True, validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='止')),
                ('community', models.ForeignKey(blank=True, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.complex', verbose_name='小区')),
                ('sub_district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.subdistrict', verbose_name='街道')),
                ('zone', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='complexes', to='communities.zone', verbose_name='包片')),
            ],
            options={
                'verbose_name': '片内小区',
                'verbose_name_plural': '片内小区',
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='ZoneEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('name', models.CharField(max_length=60, verbose_name='片区名称')),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='演示数据')),
                ('community', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.complex', verbose_name='小区')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='communities.zone')),
                ('sub_district', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.subdistrict', verbose_name='街道')),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='ZoneLead',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateField(validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='起')),
                ('until', models.DateField(blank=True, help_text='最后一天', null=True, validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='止')),
                ('community', models.ForeignKey(blank=True, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.complex', verbose_name='小区')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='zones_led', to='accounts.person', verbose_name='包片人')),
                ('sub_district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.subdistrict', verbose_name='街道')),
                ('zone', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='leads', to='communities.zone', verbose_name='包片')),
            ],
            options={
                'verbose_name': '包片人',
                'verbose_name_plural': '包片人',
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='GridSpanEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('level', models.CharField(choices=[('GENERAL', '网格'), ('MICRO', '微网格')], editable=False, max_length=10, verbose_name='层级')),
                ('since', models.DateField(validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='起')),
                ('until', models.DateField(blank=True, help_text='最后一天，当天仍属于这个网格', null=True, validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='止')),
                ('building', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示整个小区', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.building', verbose_name='楼栋')),
                ('community', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.complex', verbose_name='小区')),
                ('grid', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.grid', verbose_name='网格')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='communities.gridspan')),
                ('sub_district', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.subdistrict', verbose_name='街道')),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='GroupMemberEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('since', models.DateField(validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='起')),
                ('until', models.DateField(blank=True, help_text='最后一天', null=True, validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='止')),
                ('community', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.complex', verbose_name='小区')),
                ('group', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.complexgroup', verbose_name='小区群')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='communities.groupmember')),
                ('sub_district', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.subdistrict', verbose_name='街道')),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='ShopEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('name', models.CharField(help_text='门头上的名称，不写店主姓名', max_length=60, verbose_name='店招')),
                ('door_number', models.CharField(blank=True, default='', max_length=30, verbose_name='门牌号')),
                ('trade', models.CharField(choices=[('CATERING', '餐饮'), ('RETAIL', '零售'), ('SERVICE', '生活服务'), ('OTHER', '其他')], default='OTHER', max_length=20, verbose_name='业态')),
                ('closed_on', models.DateField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='停业日期')),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='演示数据')),
                ('community', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.complex', verbose_name='小区')),
                ('organization', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.organization', verbose_name='经营单位')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='communities.shop')),
                ('sub_district', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.subdistrict', verbose_name='街道')),
                ('segment', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.streetsegment', verbose_name='街段')),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='StreetChiefEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('kind', models.CharField(choices=[('RESPONSIBLE', '责任街长'), ('RESIDENT', '群众街长')], max_length=20, verbose_name='类别')),
                ('since', models.DateField(validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='起')),
                ('until', models.DateField(blank=True, help_text='最后一天，当天仍是街长', null=True, validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='止')),
                ('community', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.complex', verbose_name='小区')),
                ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.person', verbose_name='姓名')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='communities.streetchief')),
                ('sub_district', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.subdistrict', verbose_name='街道')),
                ('segment', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.streetsegment', verbose_name='街段')),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='ThreeDutiesCommitment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('signed_on', models.DateField(validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='签订日期')),
                ('until', models.DateField(blank=True, help_text='最后一天；长期有效不填', null=True, validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='有效期止')),
                ('sanitation', models.BooleanField(default=True, verbose_name='包卫生')),
                ('greening', models.BooleanField(default=True, verbose_name='包绿化')),
                ('order', models.BooleanField(default=True, verbose_name='包秩序')),
                ('community', models.ForeignKey(blank=True, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.complex', verbose_name='小区')),
                ('shop', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='commitments', to='communities.shop', verbose_name='临街商铺')),
                ('sub_district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.subdistrict', verbose_name='街道')),
            ],
            options={
                'verbose_name': '门前三包',
                'verbose_name_plural': '门前三包',
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='ZoneComplexEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('since', models.DateField(validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='起')),
                ('until', models.DateField(blank=True, help_text='最后一天', null=True, validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='止')),
                ('community', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.complex', verbose_name='小区')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='communities.zonecomplex')),
                ('sub_district', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.subdistrict', verbose_name='街道')),
                ('zone', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.zone', verbose_name='包片')),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='ZoneLeadEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('since', models.DateField(validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='起')),
                ('until', models.DateField(blank=True, help_text='最后一天', null=True, validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='止')),
                ('community', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.complex', verbose_name='小区')),
                ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.person', verbose_name='包片人')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='communities.zonelead')),
                ('sub_district', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.subdistrict', verbose_name='街道')),
                ('zone', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.zone', verbose_name='包片')),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='ThreeDutiesCommitmentEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('signed_on', models.DateField(validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='签订日期')),
                ('until', models.DateField(blank=True, help_text='最后一天；长期有效不填', null=True, validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='有效期止')),
                ('sanitation', models.BooleanField(default=True, verbose_name='包卫生')),
                ('greening', models.BooleanField(default=True, verbose_name='包绿化')),
                ('order', models.BooleanField(default=True, verbose_name='包秩序')),
                ('community', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.complex', verbose_name='小区')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='communities.threedutiescommitment')),
                ('shop', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.shop', verbose_name='临街商铺')),
                ('sub_district', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.subdistrict', verbose_name='街道')),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.migration_steps.AddConstraint(
            model_name='complex',
            constraint=models.UniqueConstraint(fields=('id', 'sub_district'), name='complex_tenant'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='adjacency',
            constraint=models.CheckConstraint(condition=models.Q(('complex', None), ('community__isnull', False), _connector='OR'), name='adjacency_complex_has_community', violation_error_message='选了小区就要选它所在的社区'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='adjacency',
            constraint=communities.constraints.CompositeForeignKey(fields=('complex', 'community'), name='adjacency_complex_in_community', to='communities.Complex', to_fields=('id', 'community')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='adjacency',
            constraint=communities.constraints.CompositeForeignKey(fields=('community', 'sub_district'), name='adjacency_community_in_sub_district', to='communities.Community', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='adjacency',
            constraint=communities.constraints.CompositeForeignKey(fields=('one', 'sub_district'), name='adjacency_one_in_sub_district', to='communities.Complex', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='adjacency',
            constraint=communities.constraints.CompositeForeignKey(fields=('other', 'sub_district'), name='adjacency_other_in_sub_district', to='communities.Complex', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='adjacency',
            constraint=models.CheckConstraint(condition=models.Q(('community', None), ('complex', None)), name='adjacency_of_sub_district'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='adjacency',
            constraint=models.CheckConstraint(condition=models.Q(('one__lt', models.F('other'))), name='adjacency_smaller_first', violation_error_message='相邻的要是另一个小区'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='adjacency',
            constraint=models.UniqueConstraint(fields=('one', 'other'), name='adjacency_once', violation_error_message='这两个小区已登记为相邻'),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='adjacency',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communities_adjacencyevent" ("community_id", "complex_id", "id", "note", "one_id", "other_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sub_district_id") VALUES (NEW."community_id", NEW."complex_id", NEW."id", NEW."note", NEW."one_id", NEW."other_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."sub_district_id"); RETURN NULL;', hash='624e4fef141a5a4bad89f542143eca6b5c4a1baa', operation='INSERT', pgid='pgtrigger_insert_insert_dda29', table='communities_adjacency', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='adjacency',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "communities_adjacencyevent" ("community_id", "complex_id", "id", "note", "one_id", "other_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sub_district_id") VALUES (NEW."community_id", NEW."complex_id", NEW."id", NEW."note", NEW."one_id", NEW."other_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."sub_district_id"); RETURN NULL;', hash='75e15f1413a79c1d73083d4025d019c861e6686a', operation='UPDATE', pgid='pgtrigger_update_update_31f87', table='communities_adjacency', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='adjacency',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communities_adjacencyevent" ("community_id", "complex_id", "id", "note", "one_id", "other_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sub_district_id") VALUES (OLD."community_id", OLD."complex_id", OLD."id", OLD."note", OLD."one_id", OLD."other_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."sub_district_id"); RETURN NULL;', hash='e004769453a7afec6c1c25d7df651c366dc79553', operation='DELETE', pgid='pgtrigger_delete_delete_202c8', table='communities_adjacency', when='AFTER')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='complexgroup',
            constraint=models.CheckConstraint(condition=models.Q(('complex', None), ('community__isnull', False), _connector='OR'), name='complexgroup_complex_has_community', violation_error_message='选了小区就要选它所在的社区'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='complexgroup',
            constraint=communities.constraints.CompositeForeignKey(fields=('complex', 'community'), name='complexgroup_complex_in_community', to='communities.Complex', to_fields=('id', 'community')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='complexgroup',
            constraint=communities.constraints.CompositeForeignKey(fields=('community', 'sub_district'), name='complexgroup_community_in_sub_district', to='communities.Community', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='complexgroup',
            constraint=models.CheckConstraint(condition=models.Q(('complex', None)), name='complexgroup_wider_than_complex', violation_error_message='小区群不只一个小区，请不要选小区'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='complexgroup',
            constraint=models.UniqueConstraint(fields=('sub_district', 'name'), name='complexgroup_name_once', violation_error_message='本街道已有同名的小区群'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='complexgroup',
            constraint=models.UniqueConstraint(fields=('id', 'sub_district'), name='complexgroup_tenant'),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='complexgroup',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communities_complexgroupevent" ("community_id", "complex_id", "id", "is_demo", "kind", "name", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sub_district_id") VALUES (NEW."community_id", NEW."complex_id", NEW."id", NEW."is_demo", NEW."kind", NEW."name", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."sub_district_id"); RETURN NULL;', hash='3e1cac476f67cd22ffb498eb13a629a464100ba8', operation='INSERT', pgid='pgtrigger_insert_insert_77d52', table='communities_complexgroup', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='complexgroup',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "communities_complexgroupevent" ("community_id", "complex_id", "id", "is_demo", "kind", "name", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sub_district_id") VALUES (NEW."community_id", NEW."complex_id", NEW."id", NEW."is_demo", NEW."kind", NEW."name", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."sub_district_id"); RETURN NULL;', hash='edb06b09f48f27f01ecec1e306fc0497827527d2', operation='UPDATE', pgid='pgtrigger_update_update_d765b', table='communities_complexgroup', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='complexgroup',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communities_complexgroupevent" ("community_id", "complex_id", "id", "is_demo", "kind", "name", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sub_district_id") VALUES (OLD."community_id", OLD."complex_id", OLD."id", OLD."is_demo", OLD."kind", OLD."name", OLD."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."sub_district_id"); RETURN NULL;', hash='5278df51c7f577611ba8d7fc0b7e253053819ad1', operation='DELETE', pgid='pgtrigger_delete_delete_9b917', table='communities_complexgroup', when='AFTER')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='designation',
            constraint=models.CheckConstraint(condition=models.Q(('complex', None), ('community__isnull', False), _connector='OR'), name='designation_complex_has_community', violation_error_message='选了小区就要选它所在的社区'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='designation',
            constraint=communities.constraints.CompositeForeignKey(fields=('complex', 'community'), name='designation_complex_in_community', to='communities.Complex', to_fields=('id', 'community')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='designation',
            constraint=communities.constraints.CompositeForeignKey(fields=('community', 'sub_district'), name='designation_community_in_sub_district', to='communities.Community', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='designation',
            constraint=models.CheckConstraint(condition=models.Q(('community__isnull', False)), name='designation_of_community', violation_error_message='请选社区或小区'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='designation',
            constraint=models.CheckConstraint(condition=models.Q(('year__range', (1949, 2100))), name='designation_year_plausible', violation_error_message='年份应在1949到2100之间'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='designation',
            constraint=models.UniqueConstraint(fields=('community', 'complex', 'title', 'year'), name='designation_once', nulls_distinct=False, violation_error_message='这个称号当年已经登记'),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='designation',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communities_designationevent" ("community_id", "complex_id", "given_by", "id", "is_demo", "level", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sub_district_id", "title", "year") VALUES (NEW."community_id", NEW."complex_id", NEW."given_by", NEW."id", NEW."is_demo", NEW."level", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."sub_district_id", NEW."title", NEW."year"); RETURN NULL;', hash='0c9ac831e78d18b80095fc8a2cdbb5360a9cf214', operation='INSERT', pgid='pgtrigger_insert_insert_06c9b', table='communities_designation', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='designation',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "communities_designationevent" ("community_id", "complex_id", "given_by", "id", "is_demo", "level", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sub_district_id", "title", "year") VALUES (NEW."community_id", NEW."complex_id", NEW."given_by", NEW."id", NEW."is_demo", NEW."level", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."sub_district_id", NEW."title", NEW."year"); RETURN NULL;', hash='7630571e25d205207e96ee6546c24c2ec724bd9b', operation='UPDATE', pgid='pgtrigger_update_update_35ed4', table='communities_designation', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='designation',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communities_designationevent" ("community_id", "complex_id", "given_by", "id", "is_demo", "level", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sub_district_id", "title", "year") VALUES (OLD."community_id", OLD."complex_id", OLD."given_by", OLD."id", OLD."is_demo", OLD."level", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."sub_district_id", OLD."title", OLD."year"); RETURN NULL;', hash='40da9dd195ec94d970305f6302fafa31d18af221', operation='DELETE', pgid='pgtrigger_delete_delete_6bc26', table='communities_designation', when='AFTER')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='governancemodel',
            constraint=models.CheckConstraint(condition=models.Q(('complex', None), ('community__isnull', False), _connector='OR'), name='governancemodel_complex_has_community', violation_error_message='选了小区就要选它所在的社区'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='governancemodel',
            constraint=communities.constraints.CompositeForeignKey(fields=('complex', 'community'), name='governancemodel_complex_in_community', to='communities.Complex', to_fields=('id', 'community')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='governancemodel',
            constraint=communities.constraints.CompositeForeignKey(fields=('community', 'sub_district'), name='governancemodel_community_in_sub_district', to='communities.Community', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='governancemodel',
            constraint=models.CheckConstraint(condition=models.Q(('community__isnull', False)), name='governancemodel_of_community', violation_error_message='请选社区或小区'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='governancemodel',
            constraint=models.UniqueConstraint(fields=('community', 'complex', 'label'), name='governancemodel_label_once', nulls_distinct=False, violation_error_message='这里已有同名的治理模式'),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='governancemodel',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communities_governancemodelevent" ("community_id", "complex_id", "components", "id", "is_demo", "label", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sub_district_id") VALUES (NEW."community_id", NEW."complex_id", NEW."components", NEW."id", NEW."is_demo", NEW."label", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."sub_district_id"); RETURN NULL;', hash='877f175501f32cf5ce48d7dbbca3f385ff5b2467', operation='INSERT', pgid='pgtrigger_insert_insert_e3b43', table='communities_governancemodel', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='governancemodel',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "communities_governancemodelevent" ("community_id", "complex_id", "components", "id", "is_demo", "label", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sub_district_id") VALUES (NEW."community_id", NEW."complex_id", NEW."components", NEW."id", NEW."is_demo", NEW."label", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."sub_district_id"); RETURN NULL;', hash='0506d6b09f6b4732aa7a23355b0e63c0032da684', operation='UPDATE', pgid='pgtrigger_update_update_c72ab', table='communities_governancemodel', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='governancemodel',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communities_governancemodelevent" ("community_id", "complex_id", "components", "id", "is_demo", "label", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sub_district_id") VALUES (OLD."community_id", OLD."complex_id", OLD."components", OLD."id", OLD."is_demo", OLD."label", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."sub_district_id"); RETURN NULL;', hash='7305ff5513b1d0ca513d459ee2b67c530a3cba5f', operation='DELETE', pgid='pgtrigger_delete_delete_e9b75', table='communities_governancemodel', when='AFTER')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='grid',
            constraint=models.CheckConstraint(condition=models.Q(('complex', None), ('community__isnull', False), _connector='OR'), name='grid_complex_has_community', violation_error_message='选了小区就要选它所在的社区'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='grid',
            constraint=communities.constraints.CompositeForeignKey(fields=('complex', 'community'), name='grid_complex_in_community', to='communities.Complex', to_fields=('id', 'community')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='grid',
            constraint=communities.constraints.CompositeForeignKey(fields=('community', 'sub_district'), name='grid_community_in_sub_district', to='communities.Community', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='grid',
            constraint=models.CheckConstraint(condition=models.Q(('community__isnull', False)), name='grid_in_community', violation_error_message='请选社区'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='grid',
            constraint=models.CheckConstraint(condition=models.Q(('until', None), ('until__gte', models.F('since')), _connector='OR'), name='grid_forward', violation_error_message='止期不能早于起期'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='grid',
            constraint=models.UniqueConstraint(fields=('sub_district', 'code'), name='grid_code_once', violation_error_message='本街道已有这个网格编号'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='grid',
            constraint=models.UniqueConstraint(fields=('id', 'sub_district'), name='grid_tenant'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='grid',
            constraint=models.UniqueConstraint(fields=('id', 'level'), name='grid_level'),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='grid',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communities_gridevent" ("code", "community_id", "complex_id", "household_count", "id", "is_demo", "level", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "sub_district_id", "tasks", "until") VALUES (NEW."code", NEW."community_id", NEW."complex_id", NEW."household_count", NEW."id", NEW."is_demo", NEW."level", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."since", NEW."sub_district_id", NEW."tasks", NEW."until"); RETURN NULL;', hash='7631855f5125f99fdeecf9e02b28bc2d5ba2b32f', operation='INSERT', pgid='pgtrigger_insert_insert_068fa', table='communities_grid', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='grid',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "communities_gridevent" ("code", "community_id", "complex_id", "household_count", "id", "is_demo", "level", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "sub_district_id", "tasks", "until") VALUES (NEW."code", NEW."community_id", NEW."complex_id", NEW."household_count", NEW."id", NEW."is_demo", NEW."level", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."since", NEW."sub_district_id", NEW."tasks", NEW."until"); RETURN NULL;', hash='be2e6094fb123e5b634f1ecdf5ebba85f9e4c1d2', operation='UPDATE', pgid='pgtrigger_update_update_b4673', table='communities_grid', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='grid',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communities_gridevent" ("code", "community_id", "complex_id", "household_count", "id", "is_demo", "level", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "sub_district_id", "tasks", "until") VALUES (OLD."code", OLD."community_id", OLD."complex_id", OLD."household_count", OLD."id", OLD."is_demo", OLD."level", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."since", OLD."sub_district_id", OLD."tasks", OLD."until"); RETURN NULL;', hash='58181bfcad1348ab7ba4160d9e8f27e6af61f299', operation='DELETE', pgid='pgtrigger_delete_delete_b026b', table='communities_grid', when='AFTER')),
        ),
        accounts.migration_steps.AddIndex(
            model_name='gridspan',
            index=models.Index(fields=['grid'], name='gridspan_by_grid'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='gridspan',
            constraint=models.CheckConstraint(condition=models.Q(('complex', None), ('community__isnull', False), _connector='OR'), name='gridspan_complex_has_community', violation_error_message='选了小区就要选它所在的社区'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='gridspan',
            constraint=communities.constraints.CompositeForeignKey(fields=('complex', 'community'), name='gridspan_complex_in_community', to='communities.Complex', to_fields=('id', 'community')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='gridspan',
            constraint=communities.constraints.CompositeForeignKey(fields=('community', 'sub_district'), name='gridspan_community_in_sub_district', to='communities.Community', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='gridspan',
            constraint=communities.constraints.CompositeForeignKey(fields=('grid', 'sub_district'), name='gridspan_of_grid_of_sub_district', to='communities.Grid', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='gridspan',
            constraint=communities.constraints.CompositeForeignKey(fields=('grid', 'level'), name='gridspan_of_level_of_grid', to='communities.Grid', to_fields=('id', 'level')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='gridspan',
            constraint=communities.constraints.CompositeForeignKey(fields=('building', 'complex'), name='gridspan_building_of_complex', to='communities.Building', to_fields=('id', 'complex')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='gridspan',
            constraint=models.CheckConstraint(condition=models.Q(('complex__isnull', False)), name='gridspan_in_complex', violation_error_message='请选小区'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='gridspan',
            constraint=models.CheckConstraint(condition=models.Q(('until', None), ('until__gte', models.F('since')), _connector='OR'), name='gridspan_forward', violation_error_message='止期不能早于起期'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='gridspan',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(communities.constraints.OfOne(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('complex'), '*', models.Value(2)), '+', models.Case(models.When(level='MICRO', then=models.Value(1)), default=models.Value(0)))), '&&'), (communities.constraints.OfOne('building'), '&&'), (communities.constraints.Days('since', 'until'), '&&')], name='gridspan_one_grid_of_a_level', violation_error_message='这里这段时间已经属于同一层级的另一个网格'),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='gridspan',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communities_gridspanevent" ("building_id", "community_id", "complex_id", "grid_id", "id", "level", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "sub_district_id", "until") VALUES (NEW."building_id", NEW."community_id", NEW."complex_id", NEW."grid_id", NEW."id", NEW."level", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."since", NEW."sub_district_id", NEW."until"); RETURN NULL;', hash='c6d3a7a4bed99484e0acb078a3d05d36d44b7872', operation='INSERT', pgid='pgtrigger_insert_insert_53df1', table='communities_gridspan', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='gridspan',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "communities_gridspanevent" ("building_id", "community_id", "complex_id", "grid_id", "id", "level", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "sub_district_id", "until") VALUES (NEW."building_id", NEW."community_id", NEW."complex_id", NEW."grid_id", NEW."id", NEW."level", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."since", NEW."sub_district_id", NEW."until"); RETURN NULL;', hash='56d8a4ae1f8c5593c475851a557f7e9075d0f0f1', operation='UPDATE', pgid='pgtrigger_update_update_f9c27', table='communities_gridspan', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='gridspan',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communities_gridspanevent" ("building_id", "community_id", "complex_id", "grid_id", "id", "level", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "sub_district_id", "until") VALUES (OLD."building_id", OLD."community_id", OLD."complex_id", OLD."grid_id", OLD."id", OLD."level", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."since", OLD."sub_district_id", OLD."until"); RETURN NULL;', hash='ddb6da5385b201929583ac42b872a2ca1d8d9184', operation='DELETE', pgid='pgtrigger_delete_delete_a7cc1', table='communities_gridspan', when='AFTER')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='groupmember',
            constraint=models.CheckConstraint(condition=models.Q(('complex', None), ('community__isnull', False), _connector='OR'), name='groupmember_complex_has_community', violation_error_message='选了小区就要选它所在的社区'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='groupmember',
            constraint=communities.constraints.CompositeForeignKey(fields=('complex', 'community'), name='groupmember_complex_in_community', to='communities.Complex', to_fields=('id', 'community')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='groupmember',
            constraint=communities.constraints.CompositeForeignKey(fields=('community', 'sub_district'), name='groupmember_community_in_sub_district', to='communities.Community', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='groupmember',
            constraint=communities.constraints.CompositeForeignKey(fields=('group', 'sub_district'), name='groupmember_of_group_of_sub_district', to='communities.ComplexGroup', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='groupmember',
            constraint=models.CheckConstraint(condition=models.Q(('complex__isnull', False)), name='groupmember_is_complex', violation_error_message='请选小区'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='groupmember',
            constraint=models.CheckConstraint(condition=models.Q(('until', None), ('until__gte', models.F('since')), _connector='OR'), name='groupmember_forward', violation_error_message='止期不能早于起期'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='groupmember',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(communities.constraints.OfOne('group'), '&&'), (communities.constraints.OfOne('complex'), '&&'), (communities.constraints.Days('since', 'until'), '&&')], name='groupmember_once', violation_error_message='这个小区这段时间已在这个小区群里'),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='groupmember',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communities_groupmemberevent" ("community_id", "complex_id", "group_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "sub_district_id", "until") VALUES (NEW."community_id", NEW."complex_id", NEW."group_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."since", NEW."sub_district_id", NEW."until"); RETURN NULL;', hash='bf77a28933390f1bf6c5a111e42f596117d40f2d', operation='INSERT', pgid='pgtrigger_insert_insert_be56b', table='communities_groupmember', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='groupmember',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "communities_groupmemberevent" ("community_id", "complex_id", "group_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "sub_district_id", "until") VALUES (NEW."community_id", NEW."complex_id", NEW."group_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."since", NEW."sub_district_id", NEW."until"); RETURN NULL;', hash='82fb042960eacfab2894c73b4a4f140f28491c21', operation='UPDATE', pgid='pgtrigger_update_update_d28ed', table='communities_groupmember', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='groupmember',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communities_groupmemberevent" ("community_id", "complex_id", "group_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "sub_district_id", "until") VALUES (OLD."community_id", OLD."complex_id", OLD."group_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."since", OLD."sub_district_id", OLD."until"); RETURN NULL;', hash='c6c554677469ffb169b04598e33f09b9428bc44c', operation='DELETE', pgid='pgtrigger_delete_delete_2f046', table='communities_groupmember', when='AFTER')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='managementperiod',
            constraint=models.CheckConstraint(condition=models.Q(('complex', None), ('community__isnull', False), _connector='OR'), name='managementperiod_complex_has_community', violation_error_message='选了小区就要选它所在的社区'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='managementperiod',
            constraint=communities.constraints.CompositeForeignKey(fields=('complex', 'community'), name='managementperiod_complex_in_community', to='communities.Complex', to_fields=('id', 'community')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='managementperiod',
            constraint=communities.constraints.CompositeForeignKey(fields=('community', 'sub_district'), name='managementperiod_community_in_sub_district', to='communities.Community', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='managementperiod',
            constraint=models.CheckConstraint(condition=models.Q(('complex__isnull', False)), name='managementperiod_of_complex', violation_error_message='请选小区'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='managementperiod',
            constraint=models.CheckConstraint(condition=models.Q(('until', None), ('until__gte', models.F('since')), _connector='OR'), name='managementperiod_forward', violation_error_message='止期不能早于起期'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='managementperiod',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(communities.constraints.OfOne('complex'), '&&'), (communities.constraints.Days('since', 'until'), '&&')], name='managementperiod_one_at_a_time', violation_error_message='这个小区这段时间已登记了管理模式'),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='managementperiod',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communities_managementperiodevent" ("community_id", "complex_id", "id", "mode", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "sub_district_id", "until") VALUES (NEW."community_id", NEW."complex_id", NEW."id", NEW."mode", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."since", NEW."sub_district_id", NEW."until"); RETURN NULL;', hash='ea43cebbfd95bf766e26e5e26dee7b9c27857d28', operation='INSERT', pgid='pgtrigger_insert_insert_46728', table='communities_managementperiod', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='managementperiod',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "communities_managementperiodevent" ("community_id", "complex_id", "id", "mode", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "sub_district_id", "until") VALUES (NEW."community_id", NEW."complex_id", NEW."id", NEW."mode", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."since", NEW."sub_district_id", NEW."until"); RETURN NULL;', hash='06edaa4ceff584269ecdcfd7620424705ccef47f', operation='UPDATE', pgid='pgtrigger_update_update_f2b8c', table='communities_managementperiod', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='managementperiod',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communities_managementperiodevent" ("community_id", "complex_id", "id", "mode", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "sub_district_id", "until") VALUES (OLD."community_id", OLD."complex_id", OLD."id", OLD."mode", OLD."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."since", OLD."sub_district_id", OLD."until"); RETURN NULL;', hash='c602431627cba38b6218881ed73139d6b55109be', operation='DELETE', pgid='pgtrigger_delete_delete_62a92', table='communities_managementperiod', when='AFTER')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='streetsegment',
            constraint=models.CheckConstraint(condition=models.Q(('complex', None), ('community__isnull', False), _connector='OR'), name='streetsegment_complex_has_community', violation_error_message='选了小区就要选它所在的社区'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='streetsegment',
            constraint=communities.constraints.CompositeForeignKey(fields=('complex', 'community'), name='streetsegment_complex_in_community', to='communities.Complex', to_fields=('id', 'community')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='streetsegment',
            constraint=communities.constraints.CompositeForeignKey(fields=('community', 'sub_district'), name='streetsegment_community_in_sub_district', to='communities.Community', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='streetsegment',
            constraint=models.CheckConstraint(condition=models.Q(('community__isnull', False)), name='streetsegment_in_community', violation_error_message='请选社区'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='streetsegment',
            constraint=models.UniqueConstraint(fields=('community', 'name', 'stretch'), name='streetsegment_once', violation_error_message='这个社区已有同一街段'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='streetsegment',
            constraint=models.UniqueConstraint(fields=('id', 'sub_district'), name='streetsegment_tenant'),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='streetsegment',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communities_streetsegmentevent" ("community_id", "complex_id", "id", "is_demo", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stretch", "sub_district_id") VALUES (NEW."community_id", NEW."complex_id", NEW."id", NEW."is_demo", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."stretch", NEW."sub_district_id"); RETURN NULL;', hash='24517be765695ef7c29a753e4ed9c94a24a76dd9', operation='INSERT', pgid='pgtrigger_insert_insert_785a2', table='communities_streetsegment', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='streetsegment',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "communities_streetsegmentevent" ("community_id", "complex_id", "id", "is_demo", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stretch", "sub_district_id") VALUES (NEW."community_id", NEW."complex_id", NEW."id", NEW."is_demo", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."stretch", NEW."sub_district_id"); RETURN NULL;', hash='0433025109a5cfaec4a0f97afcda165b3bb1138d', operation='UPDATE', pgid='pgtrigger_update_update_004eb', table='communities_streetsegment', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='streetsegment',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communities_streetsegmentevent" ("community_id", "complex_id", "id", "is_demo", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stretch", "sub_district_id") VALUES (OLD."community_id", OLD."complex_id", OLD."id", OLD."is_demo", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."stretch", OLD."sub_district_id"); RETURN NULL;', hash='cf2add3a2d380c458f5b8aca8ddd0d8d55be33f2', operation='DELETE', pgid='pgtrigger_delete_delete_dce1a', table='communities_streetsegment', when='AFTER')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='streetchief',
            constraint=models.CheckConstraint(condition=models.Q(('complex', None), ('community__isnull', False), _connector='OR'), name='streetchief_complex_has_community', violation_error_message='选了小区就要选它所在的社区'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='streetchief',
            constraint=communities.constraints.CompositeForeignKey(fields=('complex', 'community'), name='streetchief_complex_in_community', to='communities.Complex', to_fields=('id', 'community')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='streetchief',
            constraint=communities.constraints.CompositeForeignKey(fields=('community', 'sub_district'), name='streetchief_community_in_sub_district', to='communities.Community', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='streetchief',
            constraint=communities.constraints.CompositeForeignKey(fields=('segment', 'sub_district'), name='streetchief_of_segment_of_sub_district', to='communities.StreetSegment', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='streetchief',
            constraint=models.CheckConstraint(condition=models.Q(('until', None), ('until__gte', models.F('since')), _connector='OR'), name='streetchief_forward', violation_error_message='止期不能早于起期'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='streetchief',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(communities.constraints.OfOne(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('segment'), '*', models.Value(2)), '+', models.Case(models.When(kind='RESIDENT', then=models.Value(1)), default=models.Value(0)))), '&&'), (communities.constraints.Days('since', 'until'), '&&')], name='streetchief_one_of_a_kind', violation_error_message='这个街段这段时间已有同一类街长'),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='streetchief',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communities_streetchiefevent" ("community_id", "complex_id", "id", "kind", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "segment_id", "since", "sub_district_id", "until") VALUES (NEW."community_id", NEW."complex_id", NEW."id", NEW."kind", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."segment_id", NEW."since", NEW."sub_district_id", NEW."until"); RETURN NULL;', hash='f3ed180f1d255ed9808c36fa361c1a9c06a2dfff', operation='INSERT', pgid='pgtrigger_insert_insert_67a6c', table='communities_streetchief', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='streetchief',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "communities_streetchiefevent" ("community_id", "complex_id", "id", "kind", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "segment_id", "since", "sub_district_id", "until") VALUES (NEW."community_id", NEW."complex_id", NEW."id", NEW."kind", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."segment_id", NEW."since", NEW."sub_district_id", NEW."until"); RETURN NULL;', hash='f78d7622710d773938408c30e3e52f7de85d30fc', operation='UPDATE', pgid='pgtrigger_update_update_9bb64', table='communities_streetchief', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='streetchief',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communities_streetchiefevent" ("community_id", "complex_id", "id", "kind", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "segment_id", "since", "sub_district_id", "until") VALUES (OLD."community_id", OLD."complex_id", OLD."id", OLD."kind", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."segment_id", OLD."since", OLD."sub_district_id", OLD."until"); RETURN NULL;', hash='78c9684de61a2151797434671038ee8ff7316ab7', operation='DELETE', pgid='pgtrigger_delete_delete_6d73d', table='communities_streetchief', when='AFTER')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='shop',
            constraint=models.CheckConstraint(condition=models.Q(('complex', None), ('community__isnull', False), _connector='OR'), name='shop_complex_has_community', violation_error_message='选了小区就要选它所在的社区'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='shop',
            constraint=communities.constraints.CompositeForeignKey(fields=('complex', 'community'), name='shop_complex_in_community', to='communities.Complex', to_fields=('id', 'community')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='shop',
            constraint=communities.constraints.CompositeForeignKey(fields=('community', 'sub_district'), name='shop_community_in_sub_district', to='communities.Community', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='shop',
            constraint=communities.constraints.CompositeForeignKey(fields=('segment', 'sub_district'), name='shop_on_segment_of_sub_district', to='communities.StreetSegment', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='shop',
            constraint=communities.constraints.CompositeForeignKey(fields=('organization', 'sub_district'), name='shop_organization_of_sub_district', to='communities.Organization', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='shop',
            constraint=models.UniqueConstraint(condition=models.Q(('closed_on', None)), fields=('segment', 'name', 'door_number'), name='shop_once', violation_error_message='这个街段已有同名同号的商铺'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='shop',
            constraint=models.UniqueConstraint(fields=('id', 'sub_district'), name='shop_tenant'),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='shop',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communities_shopevent" ("closed_on", "community_id", "complex_id", "door_number", "id", "is_demo", "name", "organization_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "segment_id", "sub_district_id", "trade") VALUES (NEW."closed_on", NEW."community_id", NEW."complex_id", NEW."door_number", NEW."id", NEW."is_demo", NEW."name", NEW."organization_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."segment_id", NEW."sub_district_id", NEW."trade"); RETURN NULL;', hash='3aab5d8a07fd9b8cd39c25ec77755a5d887ae8df', operation='INSERT', pgid='pgtrigger_insert_insert_df3b9', table='communities_shop', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='shop',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "communities_shopevent" ("closed_on", "community_id", "complex_id", "door_number", "id", "is_demo", "name", "organization_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "segment_id", "sub_district_id", "trade") VALUES (NEW."closed_on", NEW."community_id", NEW."complex_id", NEW."door_number", NEW."id", NEW."is_demo", NEW."name", NEW."organization_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."segment_id", NEW."sub_district_id", NEW."trade"); RETURN NULL;', hash='c69c64645c8d08ade3c8a5a5d17cd1d14fb0e543', operation='UPDATE', pgid='pgtrigger_update_update_ab134', table='communities_shop', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='shop',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communities_shopevent" ("closed_on", "community_id", "complex_id", "door_number", "id", "is_demo", "name", "organization_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "segment_id", "sub_district_id", "trade") VALUES (OLD."closed_on", OLD."community_id", OLD."complex_id", OLD."door_number", OLD."id", OLD."is_demo", OLD."name", OLD."organization_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."segment_id", OLD."sub_district_id", OLD."trade"); RETURN NULL;', hash='3c151268ca85a135528d03b645e3fb2306cdce1a', operation='DELETE', pgid='pgtrigger_delete_delete_aa23e', table='communities_shop', when='AFTER')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='threedutiescommitment',
            constraint=models.CheckConstraint(condition=models.Q(('complex', None), ('community__isnull', False), _connector='OR'), name='threedutiescommitment_complex_has_community', violation_error_message='选了小区就要选它所在的社区'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='threedutiescommitment',
            constraint=communities.constraints.CompositeForeignKey(fields=('complex', 'community'), name='threedutiescommitment_complex_in_community', to='communities.Complex', to_fields=('id', 'community')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='threedutiescommitment',
            constraint=communities.constraints.CompositeForeignKey(fields=('community', 'sub_district'), name='threedutiescommitment_community_in_sub_district', to='communities.Community', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='threedutiescommitment',
            constraint=communities.constraints.CompositeForeignKey(fields=('shop', 'sub_district'), name='threedutiescommitment_of_shop_of_sub_district', to='communities.Shop', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='threedutiescommitment',
            constraint=models.CheckConstraint(condition=models.Q(('sanitation', True), ('greening', True), ('order', True), _connector='OR'), name='threedutiescommitment_promises_something', violation_error_message='卫生、绿化、秩序至少选一项'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='threedutiescommitment',
            constraint=models.CheckConstraint(condition=models.Q(('until', None), ('until__gte', models.F('signed_on')), _connector='OR'), name='threedutiescommitment_forward', violation_error_message='止期不能早于起期'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='threedutiescommitment',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(communities.constraints.OfOne('shop'), '&&'), (communities.constraints.Days('signed_on', 'until'), '&&')], name='threedutiescommitment_one_at_a_time', violation_error_message='这家商铺这段时间已签门前三包'),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='threedutiescommitment',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communities_threedutiescommitmentevent" ("community_id", "complex_id", "greening", "id", "order", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sanitation", "shop_id", "signed_on", "sub_district_id", "until") VALUES (NEW."community_id", NEW."complex_id", NEW."greening", NEW."id", NEW."order", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."sanitation", NEW."shop_id", NEW."signed_on", NEW."sub_district_id", NEW."until"); RETURN NULL;', hash='43a80c1864d273f9cb1bc143cde466e07d2fccfc', operation='INSERT', pgid='pgtrigger_insert_insert_04ef2', table='communities_threedutiescommitment', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='threedutiescommitment',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "communities_threedutiescommitmentevent" ("community_id", "complex_id", "greening", "id", "order", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sanitation", "shop_id", "signed_on", "sub_district_id", "until") VALUES (NEW."community_id", NEW."complex_id", NEW."greening", NEW."id", NEW."order", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."sanitation", NEW."shop_id", NEW."signed_on", NEW."sub_district_id", NEW."until"); RETURN NULL;', hash='9ac2b9f6f55a9730322ae807113b447623acea59', operation='UPDATE', pgid='pgtrigger_update_update_d0b1d', table='communities_threedutiescommitment', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='threedutiescommitment',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communities_threedutiescommitmentevent" ("community_id", "complex_id", "greening", "id", "order", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sanitation", "shop_id", "signed_on", "sub_district_id", "until") VALUES (OLD."community_id", OLD."complex_id", OLD."greening", OLD."id", OLD."order", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."sanitation", OLD."shop_id", OLD."signed_on", OLD."sub_district_id", OLD."until"); RETURN NULL;', hash='e3c66471d795bf10813850c74e2e06757b9bfffd', operation='DELETE', pgid='pgtrigger_delete_delete_d020b', table='communities_threedutiescommitment', when='AFTER')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='zone',
            constraint=models.CheckConstraint(condition=models.Q(('complex', None), ('community__isnull', False), _connector='OR'), name='zone_complex_has_community', violation_error_message='选了小区就要选它所在的社区'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='zone',
            constraint=communities.constraints.CompositeForeignKey(fields=('complex', 'community'), name='zone_complex_in_community', to='communities.Complex', to_fields=('id', 'community')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='zone',
            constraint=communities.constraints.CompositeForeignKey(fields=('community', 'sub_district'), name='zone_community_in_sub_district', to='communities.Community', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='zone',
            constraint=models.CheckConstraint(condition=models.Q(('community__isnull', False), ('complex', None)), name='zone_of_community', violation_error_message='片区是社区的，请选社区，不选小区'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='zone',
            constraint=models.UniqueConstraint(fields=('community', 'name'), name='zone_name_once', violation_error_message='这个社区已有同名片区'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='zone',
            constraint=models.UniqueConstraint(fields=('id', 'sub_district'), name='zone_tenant'),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='zone',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communities_zoneevent" ("community_id", "complex_id", "id", "is_demo", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sub_district_id") VALUES (NEW."community_id", NEW."complex_id", NEW."id", NEW."is_demo", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."sub_district_id"); RETURN NULL;', hash='af34a7d65c0b4e5a048c99cd47ae39eae2fc1d5c', operation='INSERT', pgid='pgtrigger_insert_insert_5703c', table='communities_zone', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='zone',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "communities_zoneevent" ("community_id", "complex_id", "id", "is_demo", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sub_district_id") VALUES (NEW."community_id", NEW."complex_id", NEW."id", NEW."is_demo", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."sub_district_id"); RETURN NULL;', hash='95809212773f360da6ceaf244db555471b590ecc', operation='UPDATE', pgid='pgtrigger_update_update_1abe8', table='communities_zone', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='zone',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communities_zoneevent" ("community_id", "complex_id", "id", "is_demo", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sub_district_id") VALUES (OLD."community_id", OLD."complex_id", OLD."id", OLD."is_demo", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."sub_district_id"); RETURN NULL;', hash='ae0834fdcdaf69666d046b6ad0c7995c954b4e07', operation='DELETE', pgid='pgtrigger_delete_delete_243b5', table='communities_zone', when='AFTER')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='zonecomplex',
            constraint=models.CheckConstraint(condition=models.Q(('complex', None), ('community__isnull', False), _connector='OR'), name='zonecomplex_complex_has_community', violation_error_message='选了小区就要选它所在的社区'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='zonecomplex',
            constraint=communities.constraints.CompositeForeignKey(fields=('complex', 'community'), name='zonecomplex_complex_in_community', to='communities.Complex', to_fields=('id', 'community')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='zonecomplex',
            constraint=communities.constraints.CompositeForeignKey(fields=('community', 'sub_district'), name='zonecomplex_community_in_sub_district', to='communities.Community', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='zonecomplex',
            constraint=communities.constraints.CompositeForeignKey(fields=('zone', 'sub_district'), name='zonecomplex_of_zone_of_sub_district', to='communities.Zone', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='zonecomplex',
            constraint=models.CheckConstraint(condition=models.Q(('complex__isnull', False)), name='zonecomplex_of_complex', violation_error_message='请选小区'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='zonecomplex',
            constraint=models.CheckConstraint(condition=models.Q(('until', None), ('until__gte', models.F('since')), _connector='OR'), name='zonecomplex_forward', violation_error_message='止期不能早于起期'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='zonecomplex',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(communities.constraints.OfOne('complex'), '&&'), (communities.constraints.Days('since', 'until'), '&&')], name='zonecomplex_one_zone', violation_error_message='这个小区这段时间已在另一个片区'),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='zonecomplex',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communities_zonecomplexevent" ("community_id", "complex_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "sub_district_id", "until", "zone_id") VALUES (NEW."community_id", NEW."complex_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."since", NEW."sub_district_id", NEW."until", NEW."zone_id"); RETURN NULL;', hash='7991d6ef063c0ea2e1ae03426e787eed8b196d77', operation='INSERT', pgid='pgtrigger_insert_insert_fa533', table='communities_zonecomplex', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='zonecomplex',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "communities_zonecomplexevent" ("community_id", "complex_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "sub_district_id", "until", "zone_id") VALUES (NEW."community_id", NEW."complex_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."since", NEW."sub_district_id", NEW."until", NEW."zone_id"); RETURN NULL;', hash='2338a2f93dfff01c1a6093b25a02e1d97c4853d0', operation='UPDATE', pgid='pgtrigger_update_update_1a031', table='communities_zonecomplex', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='zonecomplex',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communities_zonecomplexevent" ("community_id", "complex_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "sub_district_id", "until", "zone_id") VALUES (OLD."community_id", OLD."complex_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."since", OLD."sub_district_id", OLD."until", OLD."zone_id"); RETURN NULL;', hash='2cb1299ac494d35d03f82edb744ac3cad7da59dc', operation='DELETE', pgid='pgtrigger_delete_delete_c3e8e', table='communities_zonecomplex', when='AFTER')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='zonelead',
            constraint=models.CheckConstraint(condition=models.Q(('complex', None), ('community__isnull', False), _connector='OR'), name='zonelead_complex_has_community', violation_error_message='选了小区就要选它所在的社区'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='zonelead',
            constraint=communities.constraints.CompositeForeignKey(fields=('complex', 'community'), name='zonelead_complex_in_community', to='communities.Complex', to_fields=('id', 'community')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='zonelead',
            constraint=communities.constraints.CompositeForeignKey(fields=('community', 'sub_district'), name='zonelead_community_in_sub_district', to='communities.Community', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='zonelead',
            constraint=communities.constraints.CompositeForeignKey(fields=('zone', 'sub_district'), name='zonelead_of_zone_of_sub_district', to='communities.Zone', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='zonelead',
            constraint=models.CheckConstraint(condition=models.Q(('until', None), ('until__gte', models.F('since')), _connector='OR'), name='zonelead_forward', violation_error_message='止期不能早于起期'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='zonelead',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(communities.constraints.OfOne('zone'), '&&'), (communities.constraints.Days('since', 'until'), '&&')], name='zonelead_one_at_a_time', violation_error_message='这个片区这段时间已有包片人'),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='zonelead',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communities_zoneleadevent" ("community_id", "complex_id", "id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "sub_district_id", "until", "zone_id") VALUES (NEW."community_id", NEW."complex_id", NEW."id", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."since", NEW."sub_district_id", NEW."until", NEW."zone_id"); RETURN NULL;', hash='4bd5ebca859754378eadfbec73177aa75d1ad4b7', operation='INSERT', pgid='pgtrigger_insert_insert_4afeb', table='communities_zonelead', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='zonelead',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "communities_zoneleadevent" ("community_id", "complex_id", "id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "sub_district_id", "until", "zone_id") VALUES (NEW."community_id", NEW."complex_id", NEW."id", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."since", NEW."sub_district_id", NEW."until", NEW."zone_id"); RETURN NULL;', hash='b77e0e8ea46e6b7a86841a9343efcba686f1204c', operation='UPDATE', pgid='pgtrigger_update_update_6e990', table='communities_zonelead', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='zonelead',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communities_zoneleadevent" ("community_id", "complex_id", "id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "sub_district_id", "until", "zone_id") VALUES (OLD."community_id", OLD."complex_id", OLD."id", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."since", OLD."sub_district_id", OLD."until", OLD."zone_id"); RETURN NULL;', hash='80b5165760a9f8688e33098df47fb93d7bf19d4c', operation='DELETE', pgid='pgtrigger_delete_delete_8f129', table='communities_zonelead', when='AFTER')),
        ),
        accounts.migration_steps.RemoveTrigger(
            model_name='doorduty',
            name='insert_insert',
        ),
        accounts.migration_steps.RemoveTrigger(
            model_name='doorduty',
            name='update_update',
        ),
        accounts.migration_steps.RemoveTrigger(
            model_name='doorduty',
            name='delete_delete',
        ),
        migrations.RemoveConstraint(
            model_name='doorduty',
            name='door_duty_in_complex',
        ),
        migrations.RemoveConstraint(
            model_name='doorduty',
            name='door_duty_one_span',
        ),
        migrations.RemoveConstraint(
            model_name='doorduty',
            name='door_duty_one_a_complex',
        ),
        accounts.migration_steps.AddField(
            model_name='doorduty',
            name='grid',
            field=models.ForeignKey(blank=True, help_text='网格员负责的网格；填了网格就不填楼栋和单元', null=True, on_delete=django.db.models.deletion.CASCADE, related_name='door_duties', to='communities.grid', verbose_name='网格'),
        ),
        accounts.migration_steps.AddField(
            model_name='doordutyevent',
            name='grid',
            field=models.ForeignKey(blank=True, db_constraint=False, help_text='网格员负责的网格；填了网格就不填楼栋和单元', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.grid', verbose_name='网格'),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='doorduty',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communities_doordutyevent" ("building_id", "community_id", "complex_id", "grid_id", "id", "is_demo", "kind", "organization_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sub_district_id", "unit_id", "valid_from", "valid_until") VALUES (NEW."building_id", NEW."community_id", NEW."complex_id", NEW."grid_id", NEW."id", NEW."is_demo", NEW."kind", NEW."organization_id", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."sub_district_id", NEW."unit_id", NEW."valid_from", NEW."valid_until"); RETURN NULL;', hash='c5fe80de584c5533449eb8c7c4d3042cd95eb1f9', operation='INSERT', pgid='pgtrigger_insert_insert_7c144', table='communities_doorduty', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='doorduty',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "communities_doordutyevent" ("building_id", "community_id", "complex_id", "grid_id", "id", "is_demo", "kind", "organization_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sub_district_id", "unit_id", "valid_from", "valid_until") VALUES (NEW."building_id", NEW."community_id", NEW."complex_id", NEW."grid_id", NEW."id", NEW."is_demo", NEW."kind", NEW."organization_id", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."sub_district_id", NEW."unit_id", NEW."valid_from", NEW."valid_until"); RETURN NULL;', hash='57032b320d8d3f9433da9628c2ee2b6c27ad1d89', operation='UPDATE', pgid='pgtrigger_update_update_f561c', table='communities_doorduty', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='doorduty',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communities_doordutyevent" ("building_id", "community_id", "complex_id", "grid_id", "id", "is_demo", "kind", "organization_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sub_district_id", "unit_id", "valid_from", "valid_until") VALUES (OLD."building_id", OLD."community_id", OLD."complex_id", OLD."grid_id", OLD."id", OLD."is_demo", OLD."kind", OLD."organization_id", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."sub_district_id", OLD."unit_id", OLD."valid_from", OLD."valid_until"); RETURN NULL;', hash='ea11c584876bfd22a6d5ad327d9ce2ba75c40f70', operation='DELETE', pgid='pgtrigger_delete_delete_7ab78', table='communities_doorduty', when='AFTER')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='doorduty',
            constraint=communities.constraints.CompositeForeignKey(fields=('grid', 'sub_district'), name='doorduty_grid_of_sub_district', to='communities.Grid', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='doorduty',
            constraint=models.CheckConstraint(condition=models.Q(('complex__isnull', False), ('grid__isnull', False), _connector='OR'), name='door_duty_in_complex', violation_error_message='请选小区'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='doorduty',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('building', None), ('unit', None)), models.Q(('building', None), ('grid', None)), models.Q(('grid', None), ('unit', None)), _connector='OR'), name='door_duty_one_span', violation_error_message='楼栋、单元和网格只选一个'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='doorduty',
            constraint=models.CheckConstraint(condition=models.Q(('grid', None), ('kind', 'GRID_WORKER'), _connector='OR'), name='door_duty_grid_has_worker', violation_error_message='网格只设网格员'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='doorduty',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('building', None), ('grid', None), ('unit', None)), expressions=[(communities.constraints.OfOne(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('complex'), '*', models.Value(8)), '+', models.Case(models.When(kind='STEWARD', then=models.Value(1)), models.When(kind='GRID_WORKER', then=models.Value(2)), models.When(kind='BUILDING_HEAD', then=models.Value(3)), default=models.Value(0)))), '&&'), (communities.constraints.Days('valid_from', 'valid_until'), '&&')], name='door_duty_one_a_complex', violation_error_message='这个范围在这段时间已经有人负责'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='doorduty',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('grid__isnull', False)), expressions=[(communities.constraints.OfOne(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('grid'), '*', models.Value(8)), '+', models.Case(models.When(kind='STEWARD', then=models.Value(1)), models.When(kind='GRID_WORKER', then=models.Value(2)), models.When(kind='BUILDING_HEAD', then=models.Value(3)), default=models.Value(0)))), '&&'), (communities.constraints.Days('valid_from', 'valid_until'), '&&')], name='door_duty_one_a_grid', violation_error_message='这个范围在这段时间已经有人负责'),
        ),
        migrations.RunSQL(MODES_INTO_PERIODS, PERIODS_INTO_MODES),
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
        migrations.RemoveField(
            model_name='complex',
            name='management_mode',
        ),
        migrations.RemoveField(
            model_name='complexevent',
            name='management_mode',
        ),
        accounts.migration_steps.AddTrigger(
            model_name='complex',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communities_complexevent" ("address", "building_count", "built_year", "community_id", "duty_hours", "duty_name", "duty_phone", "elder_count", "figures_on", "floor_area", "household_count", "id", "is_demo", "is_listed", "kind", "land_area", "name", "note", "occupied_household_count", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pinyin_key", "resident_count", "slug", "sub_district_id", "unit_count") VALUES (NEW."address", NEW."building_count", NEW."built_year", NEW."community_id", NEW."duty_hours", NEW."duty_name", NEW."duty_phone", NEW."elder_count", NEW."figures_on", NEW."floor_area", NEW."household_count", NEW."id", NEW."is_demo", NEW."is_listed", NEW."kind", NEW."land_area", NEW."name", NEW."note", NEW."occupied_household_count", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."pinyin_key", NEW."resident_count", NEW."slug", NEW."sub_district_id", NEW."unit_count"); RETURN NULL;', hash='d3036e5a55e91d94fd541c3f34805250ea0290e7', operation='INSERT', pgid='pgtrigger_insert_insert_98135', table='communities_complex', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='complex',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "communities_complexevent" ("address", "building_count", "built_year", "community_id", "duty_hours", "duty_name", "duty_phone", "elder_count", "figures_on", "floor_area", "household_count", "id", "is_demo", "is_listed", "kind", "land_area", "name", "note", "occupied_household_count", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pinyin_key", "resident_count", "slug", "sub_district_id", "unit_count") VALUES (NEW."address", NEW."building_count", NEW."built_year", NEW."community_id", NEW."duty_hours", NEW."duty_name", NEW."duty_phone", NEW."elder_count", NEW."figures_on", NEW."floor_area", NEW."household_count", NEW."id", NEW."is_demo", NEW."is_listed", NEW."kind", NEW."land_area", NEW."name", NEW."note", NEW."occupied_household_count", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."pinyin_key", NEW."resident_count", NEW."slug", NEW."sub_district_id", NEW."unit_count"); RETURN NULL;', hash='ed03fb4eb03c0e6565d66d0ca787273132a7b814', operation='UPDATE', pgid='pgtrigger_update_update_6d7ca', table='communities_complex', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='complex',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communities_complexevent" ("address", "building_count", "built_year", "community_id", "duty_hours", "duty_name", "duty_phone", "elder_count", "figures_on", "floor_area", "household_count", "id", "is_demo", "is_listed", "kind", "land_area", "name", "note", "occupied_household_count", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pinyin_key", "resident_count", "slug", "sub_district_id", "unit_count") VALUES (OLD."address", OLD."building_count", OLD."built_year", OLD."community_id", OLD."duty_hours", OLD."duty_name", OLD."duty_phone", OLD."elder_count", OLD."figures_on", OLD."floor_area", OLD."household_count", OLD."id", OLD."is_demo", OLD."is_listed", OLD."kind", OLD."land_area", OLD."name", OLD."note", OLD."occupied_household_count", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."pinyin_key", OLD."resident_count", OLD."slug", OLD."sub_district_id", OLD."unit_count"); RETURN NULL;', hash='059b5edf5d2ac3f6c90c46bd4574be9de2e280e6', operation='DELETE', pgid='pgtrigger_delete_delete_52b9a', table='communities_complex', when='AFTER')),
        ),
    ]
