"""党组织: the dated tree and what it covers, posts with terms, members, zones, instructors, development, rules."""

import accounts.migration_steps
import communities.constraints
import datetime
import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.comparison
import party_building.models.rules
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0004_person_merges'),
        ('communities', '0012_only_of_standing_complexes'),
    ]

    operations = [
        accounts.migration_steps.CreateModel(
            name='DevelopmentStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(25)], verbose_name='步骤')),
                ('on', models.DateField(validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='日期')),
                ('note', models.CharField(blank=True, default='', max_length=100, verbose_name='说明')),
                ('community', models.ForeignKey(blank=True, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.complex', verbose_name='小区')),
                ('sub_district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.subdistrict', verbose_name='街道')),
            ],
            options={
                'verbose_name': '发展步骤',
                'verbose_name_plural': '发展步骤',
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='DualRegistration',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('employer', models.CharField(max_length=80, verbose_name='工作单位')),
                ('employer_branch', models.CharField(blank=True, default='', max_length=80, verbose_name='单位党组织')),
                ('skills', models.CharField(blank=True, default='', max_length=100, verbose_name='特长')),
                ('reported_on', models.DateField(validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='报到日期')),
                ('consented_on', models.DateField(help_text='本人单独同意登记党员身份的日期', validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='同意登记日期')),
                ('review', models.CharField(blank=True, default='', max_length=200, verbose_name='社区评价')),
                ('left_on', models.DateField(blank=True, help_text='最后一天', null=True, validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='离开日期')),
                ('left_reason', models.CharField(blank=True, default='', max_length=100, verbose_name='离开原因')),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='演示数据')),
                ('community', models.ForeignKey(blank=True, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.complex', verbose_name='小区')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='dual_registrations', to='accounts.person', verbose_name='姓名')),
                ('sub_district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.subdistrict', verbose_name='街道')),
            ],
            options={
                'verbose_name': '双报到',
                'verbose_name_plural': '双报到',
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='DualRegistrationEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('employer', models.CharField(max_length=80, verbose_name='工作单位')),
                ('employer_branch', models.CharField(blank=True, default='', max_length=80, verbose_name='单位党组织')),
                ('skills', models.CharField(blank=True, default='', max_length=100, verbose_name='特长')),
                ('reported_on', models.DateField(validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='报到日期')),
                ('consented_on', models.DateField(help_text='本人单独同意登记党员身份的日期', validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='同意登记日期')),
                ('review', models.CharField(blank=True, default='', max_length=200, verbose_name='社区评价')),
                ('left_on', models.DateField(blank=True, help_text='最后一天', null=True, validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='离开日期')),
                ('left_reason', models.CharField(blank=True, default='', max_length=100, verbose_name='离开原因')),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='演示数据')),
                ('community', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.complex', verbose_name='小区')),
                ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.person', verbose_name='姓名')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='party_building.dualregistration')),
                ('sub_district', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.subdistrict', verbose_name='街道')),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='MemberCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('as_of', models.DateField(validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='截至日期')),
                ('full', models.PositiveIntegerField(verbose_name='正式党员数')),
                ('probationary', models.PositiveIntegerField(default=0, verbose_name='预备党员数')),
                ('community', models.ForeignKey(blank=True, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.complex', verbose_name='小区')),
                ('sub_district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.subdistrict', verbose_name='街道')),
            ],
            options={
                'verbose_name': '党员数',
                'verbose_name_plural': '党员数',
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='MemberDevelopment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('label', models.CharField(help_text='如：张某，不写全名', max_length=20, verbose_name='简称')),
                ('workplace', models.CharField(blank=True, default='', max_length=60, verbose_name='所在企业/岗位')),
                ('stage', models.CharField(choices=[('APPLICANT', '入党申请人'), ('ACTIVIST', '入党积极分子'), ('CANDIDATE', '发展对象'), ('PROBATIONARY', '预备党员'), ('MEMBER', '正式党员')], default='APPLICANT', max_length=20, verbose_name='阶段')),
                ('started_on', models.DateField(validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='申请日期')),
                ('stopped_on', models.DateField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='中止日期')),
                ('stop_reason', models.CharField(blank=True, default='', max_length=100, verbose_name='中止原因')),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='演示数据')),
                ('community', models.ForeignKey(blank=True, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.complex', verbose_name='小区')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='party_development', to='accounts.person', verbose_name='人员')),
                ('sub_district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.subdistrict', verbose_name='街道')),
            ],
            options={
                'verbose_name': '党员发展',
                'verbose_name_plural': '党员发展',
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='DevelopmentStepEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('number', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(25)], verbose_name='步骤')),
                ('on', models.DateField(validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='日期')),
                ('note', models.CharField(blank=True, default='', max_length=100, verbose_name='说明')),
                ('community', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.complex', verbose_name='小区')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='party_building.developmentstep')),
                ('sub_district', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.subdistrict', verbose_name='街道')),
                ('record', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='party_building.memberdevelopment', verbose_name='记录')),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.migration_steps.AddField(
            model_name='developmentstep',
            name='record',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='party_building.memberdevelopment', verbose_name='记录'),
        ),
        accounts.migration_steps.CreateModel(
            name='PartyCoverage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('WORK_COMMITTEE', '党工委'), ('COMMITTEE', '党委'), ('DISTRICT_COMMITTEE', '商圈综合党委'), ('GENERAL_BRANCH', '党总支'), ('BRANCH', '党支部'), ('JOINT_BRANCH', '联合支部'), ('GROUP', '党小组')], editable=False, max_length=20, verbose_name='类型')),
                ('since', models.DateField(validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='起')),
                ('until', models.DateField(blank=True, help_text='最后一天', null=True, validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='止')),
                ('building', models.ForeignKey(blank=True, help_text='楼栋、单元都不填，表示整个小区', null=True, on_delete=django.db.models.deletion.CASCADE, related_name='party_coverages', to='communities.building', verbose_name='楼栋')),
                ('community', models.ForeignKey(blank=True, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.complex', verbose_name='小区')),
                ('host', models.ForeignKey(blank=True, help_text='企业或单位的党组织填；同时填了小区，表示只在那里', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='party_coverages', to='communities.organization', verbose_name='单位')),
                ('sub_district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.subdistrict', verbose_name='街道')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='party_coverages', to='communities.unit', verbose_name='单元')),
            ],
            options={
                'verbose_name': '覆盖范围',
                'verbose_name_plural': '覆盖范围',
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='PartyInstructor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sent_by', models.CharField(blank=True, default='', max_length=80, verbose_name='派出单位')),
                ('since', models.DateField(validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='起')),
                ('until', models.DateField(blank=True, help_text='最后一天', null=True, validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='止')),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='演示数据')),
                ('community', models.ForeignKey(blank=True, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.complex', verbose_name='小区')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='party_instructor', to='accounts.person', verbose_name='姓名')),
                ('sub_district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.subdistrict', verbose_name='街道')),
            ],
            options={
                'verbose_name': '党建指导员',
                'verbose_name_plural': '党建指导员',
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='InstructorAssignment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateField(validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='起')),
                ('until', models.DateField(blank=True, help_text='最后一天', null=True, validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='止')),
                ('community', models.ForeignKey(blank=True, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.complex', verbose_name='小区')),
                ('host', models.ForeignKey(blank=True, help_text='指导一家企业填；同时填了小区，表示它在那里的项目', null=True, on_delete=django.db.models.deletion.CASCADE, related_name='party_instructors', to='communities.organization', verbose_name='单位')),
                ('sub_district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.subdistrict', verbose_name='街道')),
                ('instructor', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='assignments', to='party_building.partyinstructor', verbose_name='党建指导员')),
            ],
            options={
                'verbose_name': '指导员联系点',
                'verbose_name_plural': '指导员联系点',
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='PartyInstructorEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('sent_by', models.CharField(blank=True, default='', max_length=80, verbose_name='派出单位')),
                ('since', models.DateField(validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='起')),
                ('until', models.DateField(blank=True, help_text='最后一天', null=True, validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='止')),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='演示数据')),
                ('community', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.complex', verbose_name='小区')),
                ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.person', verbose_name='姓名')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='party_building.partyinstructor')),
                ('sub_district', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.subdistrict', verbose_name='街道')),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='PartyMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('FULL', '正式党员'), ('PROBATIONARY', '预备党员')], default='FULL', max_length=20, verbose_name='党员类型')),
                ('home', models.CharField(choices=[('HERE', '组织关系在本支部'), ('ELSEWHERE', '组织关系在单位')], default='HERE', max_length=20, verbose_name='组织关系')),
                ('consented_on', models.DateField(help_text='本人单独同意登记党员身份的日期', validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='同意登记日期')),
                ('since', models.DateField(validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='起')),
                ('until', models.DateField(blank=True, help_text='最后一天', null=True, validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='止')),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='演示数据')),
                ('building', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='party_members', to='communities.building', verbose_name='楼栋')),
                ('community', models.ForeignKey(blank=True, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.complex', verbose_name='小区')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='party_memberships', to='accounts.person', verbose_name='姓名')),
                ('sub_district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.subdistrict', verbose_name='街道')),
            ],
            options={
                'verbose_name': '党员',
                'verbose_name_plural': '党员',
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='KeyPartyHousehold',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('shown_with_consent', models.BooleanField(default=False, help_text='只公示门牌，不公示姓名', verbose_name='同意在楼栋公示')),
                ('since', models.DateField(validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='起')),
                ('until', models.DateField(blank=True, help_text='最后一天', null=True, validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='止')),
                ('building', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='key_party_households', to='communities.building', verbose_name='楼栋')),
                ('community', models.ForeignKey(blank=True, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.complex', verbose_name='小区')),
                ('door', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='key_party_households', to='communities.door', verbose_name='户')),
                ('sub_district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.subdistrict', verbose_name='街道')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='key_party_households', to='communities.unit', verbose_name='单元')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='key_households', to='party_building.partymember', verbose_name='党员')),
            ],
            options={
                'verbose_name': '党员中心户',
                'verbose_name_plural': '党员中心户',
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='PartyOrganization',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('WORK_COMMITTEE', '党工委'), ('COMMITTEE', '党委'), ('DISTRICT_COMMITTEE', '商圈综合党委'), ('GENERAL_BRANCH', '党总支'), ('BRANCH', '党支部'), ('JOINT_BRANCH', '联合支部'), ('GROUP', '党小组')], max_length=20, verbose_name='类型')),
                ('name', models.CharField(max_length=80, verbose_name='党组织名称')),
                ('pinyin_key', models.CharField(default='', editable=False, max_length=240, verbose_name='拼音键')),
                ('founded_on', models.DateField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='成立日期')),
                ('dissolved_on', models.DateField(blank=True, help_text='最后一天，当天仍有效', null=True, validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='撤销日期')),
                ('contact_phone', models.CharField(blank=True, default='', help_text='对外公布的值班电话', max_length=20, verbose_name='公布的电话')),
                ('note', models.CharField(blank=True, default='', max_length=200, verbose_name='备注')),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='演示数据')),
                ('community', models.ForeignKey(blank=True, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.complex', verbose_name='小区')),
                ('sub_district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.subdistrict', verbose_name='街道')),
            ],
            options={
                'verbose_name': '党组织',
                'verbose_name_plural': '党组织',
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='PartyMemberEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('kind', models.CharField(choices=[('FULL', '正式党员'), ('PROBATIONARY', '预备党员')], default='FULL', max_length=20, verbose_name='党员类型')),
                ('home', models.CharField(choices=[('HERE', '组织关系在本支部'), ('ELSEWHERE', '组织关系在单位')], default='HERE', max_length=20, verbose_name='组织关系')),
                ('consented_on', models.DateField(help_text='本人单独同意登记党员身份的日期', validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='同意登记日期')),
                ('since', models.DateField(validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='起')),
                ('until', models.DateField(blank=True, help_text='最后一天', null=True, validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='止')),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='演示数据')),
                ('building', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.building', verbose_name='楼栋')),
                ('community', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.complex', verbose_name='小区')),
                ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.person', verbose_name='姓名')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='party_building.partymember')),
                ('sub_district', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.subdistrict', verbose_name='街道')),
                ('group', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='party_building.partyorganization', verbose_name='所在党小组')),
                ('organization', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='party_building.partyorganization', verbose_name='党组织')),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.migration_steps.AddField(
            model_name='partymember',
            name='group',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='group_members', to='party_building.partyorganization', verbose_name='所在党小组'),
        ),
        accounts.migration_steps.AddField(
            model_name='partymember',
            name='organization',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='party_building.partyorganization', verbose_name='党组织'),
        ),
        accounts.migration_steps.CreateModel(
            name='PartyCoverageEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('kind', models.CharField(choices=[('WORK_COMMITTEE', '党工委'), ('COMMITTEE', '党委'), ('DISTRICT_COMMITTEE', '商圈综合党委'), ('GENERAL_BRANCH', '党总支'), ('BRANCH', '党支部'), ('JOINT_BRANCH', '联合支部'), ('GROUP', '党小组')], editable=False, max_length=20, verbose_name='类型')),
                ('since', models.DateField(validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='起')),
                ('until', models.DateField(blank=True, help_text='最后一天', null=True, validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='止')),
                ('building', models.ForeignKey(blank=True, db_constraint=False, help_text='楼栋、单元都不填，表示整个小区', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.building', verbose_name='楼栋')),
                ('community', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.complex', verbose_name='小区')),
                ('host', models.ForeignKey(blank=True, db_constraint=False, help_text='企业或单位的党组织填；同时填了小区，表示只在那里', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.organization', verbose_name='单位')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='party_building.partycoverage')),
                ('sub_district', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.subdistrict', verbose_name='街道')),
                ('unit', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.unit', verbose_name='单元')),
                ('organization', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='party_building.partyorganization', verbose_name='党组织')),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.migration_steps.AddField(
            model_name='partycoverage',
            name='organization',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='party_building.partyorganization', verbose_name='党组织'),
        ),
        accounts.migration_steps.CreateModel(
            name='MemberDevelopmentEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('label', models.CharField(help_text='如：张某，不写全名', max_length=20, verbose_name='简称')),
                ('workplace', models.CharField(blank=True, default='', max_length=60, verbose_name='所在企业/岗位')),
                ('stage', models.CharField(choices=[('APPLICANT', '入党申请人'), ('ACTIVIST', '入党积极分子'), ('CANDIDATE', '发展对象'), ('PROBATIONARY', '预备党员'), ('MEMBER', '正式党员')], default='APPLICANT', max_length=20, verbose_name='阶段')),
                ('started_on', models.DateField(validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='申请日期')),
                ('stopped_on', models.DateField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='中止日期')),
                ('stop_reason', models.CharField(blank=True, default='', max_length=100, verbose_name='中止原因')),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='演示数据')),
                ('community', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.complex', verbose_name='小区')),
                ('person', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.person', verbose_name='人员')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='party_building.memberdevelopment')),
                ('sub_district', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.subdistrict', verbose_name='街道')),
                ('organization', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='party_building.partyorganization', verbose_name='党组织')),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.migration_steps.AddField(
            model_name='memberdevelopment',
            name='organization',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='party_building.partyorganization', verbose_name='党组织'),
        ),
        accounts.migration_steps.CreateModel(
            name='MemberCountEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('as_of', models.DateField(validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='截至日期')),
                ('full', models.PositiveIntegerField(verbose_name='正式党员数')),
                ('probationary', models.PositiveIntegerField(default=0, verbose_name='预备党员数')),
                ('community', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.complex', verbose_name='小区')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='party_building.membercount')),
                ('sub_district', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.subdistrict', verbose_name='街道')),
                ('organization', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='party_building.partyorganization', verbose_name='党组织')),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.migration_steps.AddField(
            model_name='membercount',
            name='organization',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='party_building.partyorganization', verbose_name='党组织'),
        ),
        accounts.migration_steps.CreateModel(
            name='KeyPartyHouseholdEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('shown_with_consent', models.BooleanField(default=False, help_text='只公示门牌，不公示姓名', verbose_name='同意在楼栋公示')),
                ('since', models.DateField(validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='起')),
                ('until', models.DateField(blank=True, help_text='最后一天', null=True, validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='止')),
                ('building', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.building', verbose_name='楼栋')),
                ('community', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.complex', verbose_name='小区')),
                ('door', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.door', verbose_name='户')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='party_building.keypartyhousehold')),
                ('sub_district', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.subdistrict', verbose_name='街道')),
                ('unit', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.unit', verbose_name='单元')),
                ('member', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='party_building.partymember', verbose_name='党员')),
                ('organization', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='party_building.partyorganization', verbose_name='党组织')),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.migration_steps.AddField(
            model_name='keypartyhousehold',
            name='organization',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='party_building.partyorganization', verbose_name='党组织'),
        ),
        accounts.migration_steps.CreateModel(
            name='InstructorAssignmentEvent',
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
                ('host', models.ForeignKey(blank=True, db_constraint=False, help_text='指导一家企业填；同时填了小区，表示它在那里的项目', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.organization', verbose_name='单位')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='party_building.instructorassignment')),
                ('sub_district', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.subdistrict', verbose_name='街道')),
                ('instructor', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='party_building.partyinstructor', verbose_name='党建指导员')),
                ('organization', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='party_building.partyorganization', verbose_name='党组织')),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.migration_steps.AddField(
            model_name='instructorassignment',
            name='organization',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='instructors', to='party_building.partyorganization', verbose_name='党组织'),
        ),
        accounts.migration_steps.CreateModel(
            name='PartyOrganizationEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('kind', models.CharField(choices=[('WORK_COMMITTEE', '党工委'), ('COMMITTEE', '党委'), ('DISTRICT_COMMITTEE', '商圈综合党委'), ('GENERAL_BRANCH', '党总支'), ('BRANCH', '党支部'), ('JOINT_BRANCH', '联合支部'), ('GROUP', '党小组')], max_length=20, verbose_name='类型')),
                ('name', models.CharField(max_length=80, verbose_name='党组织名称')),
                ('pinyin_key', models.CharField(default='', editable=False, max_length=240, verbose_name='拼音键')),
                ('founded_on', models.DateField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='成立日期')),
                ('dissolved_on', models.DateField(blank=True, help_text='最后一天，当天仍有效', null=True, validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='撤销日期')),
                ('contact_phone', models.CharField(blank=True, default='', help_text='对外公布的值班电话', max_length=20, verbose_name='公布的电话')),
                ('note', models.CharField(blank=True, default='', max_length=200, verbose_name='备注')),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='演示数据')),
                ('community', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.complex', verbose_name='小区')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='party_building.partyorganization')),
                ('sub_district', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.subdistrict', verbose_name='街道')),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='PartyPost',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('post', models.CharField(choices=[('SECRETARY', '书记'), ('DEPUTY', '副书记'), ('ORGANISER', '组织委员'), ('PUBLICITY', '宣传委员'), ('DISCIPLINE', '纪检委员'), ('MEMBER', '委员'), ('GROUP_LEADER', '党小组组长')], max_length=20, verbose_name='党内职务')),
                ('is_published', models.BooleanField(default=False, help_text='公布后，居民能看到姓名和下面的电话', verbose_name='已公布')),
                ('phone', models.CharField(blank=True, default='', help_text='工作电话，可以不填', max_length=20, verbose_name='公布的电话')),
                ('since', models.DateField(validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='任职起')),
                ('until', models.DateField(blank=True, help_text='最后一天，当天仍在任；没有离任不填', null=True, validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='任职止')),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='演示数据')),
                ('community', models.ForeignKey(blank=True, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.complex', verbose_name='小区')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='party_building.partyorganization', verbose_name='党组织')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='party_posts', to='accounts.person', verbose_name='姓名')),
                ('sub_district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.subdistrict', verbose_name='街道')),
            ],
            options={
                'verbose_name': '党内职务',
                'verbose_name_plural': '党内职务',
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='PartyPostEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('post', models.CharField(choices=[('SECRETARY', '书记'), ('DEPUTY', '副书记'), ('ORGANISER', '组织委员'), ('PUBLICITY', '宣传委员'), ('DISCIPLINE', '纪检委员'), ('MEMBER', '委员'), ('GROUP_LEADER', '党小组组长')], max_length=20, verbose_name='党内职务')),
                ('is_published', models.BooleanField(default=False, help_text='公布后，居民能看到姓名和下面的电话', verbose_name='已公布')),
                ('phone', models.CharField(blank=True, default='', help_text='工作电话，可以不填', max_length=20, verbose_name='公布的电话')),
                ('since', models.DateField(validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='任职起')),
                ('until', models.DateField(blank=True, help_text='最后一天，当天仍在任；没有离任不填', null=True, validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='任职止')),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='演示数据')),
                ('community', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.complex', verbose_name='小区')),
                ('organization', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='party_building.partyorganization', verbose_name='党组织')),
                ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.person', verbose_name='姓名')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='party_building.partypost')),
                ('sub_district', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.subdistrict', verbose_name='街道')),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='PartyRules',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('least_members', models.PositiveSmallIntegerField(default=3, help_text='《中国共产党支部工作条例（试行）》', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(730)], verbose_name='支部正式党员最少人数')),
                ('most_members', models.PositiveSmallIntegerField(default=50, help_text='《中国共产党支部工作条例（试行）》', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(730)], verbose_name='支部党员一般不超过')),
                ('committee_from', models.PositiveSmallIntegerField(default=7, help_text='《中国共产党支部工作条例（试行）》', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(730)], verbose_name='设支委会的正式党员人数')),
                ('committee_least', models.PositiveSmallIntegerField(default=3, help_text='《中国共产党支部工作条例（试行）》', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(730)], verbose_name='支委会最少人数')),
                ('committee_usual', models.PositiveSmallIntegerField(default=5, help_text='《中国共产党支部工作条例（试行）》', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(730)], verbose_name='支委会一般不超过')),
                ('committee_most', models.PositiveSmallIntegerField(default=7, help_text='《中国共产党支部工作条例（试行）》', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(730)], verbose_name='支委会最多人数')),
                ('joint_most', models.PositiveSmallIntegerField(default=5, help_text='《中国共产党支部工作条例（试行）》', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(730)], verbose_name='联合支部单位数一般不超过')),
                ('term_years_community', models.PositiveSmallIntegerField(default=5, help_text='《中国共产党支部工作条例（试行）》', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(20)], verbose_name='村和社区党组织任期（年）')),
                ('term_years', models.PositiveSmallIntegerField(default=3, help_text='《中国共产党支部工作条例（试行）》', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(20)], verbose_name='其他支部任期（年）')),
                ('alarm_days', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(validators=[django.core.validators.MaxValueValidator(730)]), default=party_building.models.rules.usual_alarms, help_text='用逗号分开；届满前6个月开始提醒，0是届满当天', size=8, verbose_name='届满前提醒天数')),
                ('development_on', models.BooleanField(default=False, help_text='默认不启用；启用前请确认可以在本系统登记', verbose_name='启用党员发展台账')),
                ('talk_days', models.PositiveSmallIntegerField(default=31, help_text='《中国共产党发展党员工作细则》', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(730)], verbose_name='收到申请后谈话天数')),
                ('review_months', models.PositiveSmallIntegerField(default=6, help_text='《中国共产党发展党员工作细则》', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(60)], verbose_name='积极分子考察间隔（月）')),
                ('cultivate_months', models.PositiveSmallIntegerField(default=12, help_text='《中国共产党发展党员工作细则》', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(60)], verbose_name='积极分子培养最短时间（月）')),
                ('training_days', models.PositiveSmallIntegerField(default=3, help_text='《中国共产党发展党员工作细则》', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(730)], verbose_name='集中培训天数')),
                ('assembly_days', models.PositiveSmallIntegerField(default=31, help_text='《中国共产党发展党员工作细则》', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(730)], verbose_name='预审后支部大会讨论天数')),
                ('approval_months', models.PositiveSmallIntegerField(default=3, help_text='《中国共产党发展党员工作细则》', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(60)], verbose_name='上级审批月数')),
                ('approval_months_special', models.PositiveSmallIntegerField(default=6, help_text='《中国共产党发展党员工作细则》', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(60)], verbose_name='特殊情况审批月数')),
                ('probation_months', models.PositiveSmallIntegerField(default=12, help_text='《中国共产党发展党员工作细则》', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(60)], verbose_name='预备期（月）')),
                ('community', models.ForeignKey(blank=True, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.complex', verbose_name='小区')),
                ('sub_district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.subdistrict', verbose_name='街道')),
            ],
            options={
                'verbose_name': '党建规则',
                'verbose_name_plural': '党建规则',
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='PartyRulesEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('least_members', models.PositiveSmallIntegerField(default=3, help_text='《中国共产党支部工作条例（试行）》', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(730)], verbose_name='支部正式党员最少人数')),
                ('most_members', models.PositiveSmallIntegerField(default=50, help_text='《中国共产党支部工作条例（试行）》', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(730)], verbose_name='支部党员一般不超过')),
                ('committee_from', models.PositiveSmallIntegerField(default=7, help_text='《中国共产党支部工作条例（试行）》', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(730)], verbose_name='设支委会的正式党员人数')),
                ('committee_least', models.PositiveSmallIntegerField(default=3, help_text='《中国共产党支部工作条例（试行）》', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(730)], verbose_name='支委会最少人数')),
                ('committee_usual', models.PositiveSmallIntegerField(default=5, help_text='《中国共产党支部工作条例（试行）》', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(730)], verbose_name='支委会一般不超过')),
                ('committee_most', models.PositiveSmallIntegerField(default=7, help_text='《中国共产党支部工作条例（试行）》', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(730)], verbose_name='支委会最多人数')),
                ('joint_most', models.PositiveSmallIntegerField(default=5, help_text='《中国共产党支部工作条例（试行）》', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(730)], verbose_name='联合支部单位数一般不超过')),
                ('term_years_community', models.PositiveSmallIntegerField(default=5, help_text='《中国共产党支部工作条例（试行）》', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(20)], verbose_name='村和社区党组织任期（年）')),
                ('term_years', models.PositiveSmallIntegerField(default=3, help_text='《中国共产党支部工作条例（试行）》', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(20)], verbose_name='其他支部任期（年）')),
                ('alarm_days', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(validators=[django.core.validators.MaxValueValidator(730)]), default=party_building.models.rules.usual_alarms, help_text='用逗号分开；届满前6个月开始提醒，0是届满当天', size=8, verbose_name='届满前提醒天数')),
                ('development_on', models.BooleanField(default=False, help_text='默认不启用；启用前请确认可以在本系统登记', verbose_name='启用党员发展台账')),
                ('talk_days', models.PositiveSmallIntegerField(default=31, help_text='《中国共产党发展党员工作细则》', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(730)], verbose_name='收到申请后谈话天数')),
                ('review_months', models.PositiveSmallIntegerField(default=6, help_text='《中国共产党发展党员工作细则》', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(60)], verbose_name='积极分子考察间隔（月）')),
                ('cultivate_months', models.PositiveSmallIntegerField(default=12, help_text='《中国共产党发展党员工作细则》', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(60)], verbose_name='积极分子培养最短时间（月）')),
                ('training_days', models.PositiveSmallIntegerField(default=3, help_text='《中国共产党发展党员工作细则》', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(730)], verbose_name='集中培训天数')),
                ('assembly_days', models.PositiveSmallIntegerField(default=31, help_text='《中国共产党发展党员工作细则》', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(730)], verbose_name='预审后支部大会讨论天数')),
                ('approval_months', models.PositiveSmallIntegerField(default=3, help_text='《中国共产党发展党员工作细则》', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(60)], verbose_name='上级审批月数')),
                ('approval_months_special', models.PositiveSmallIntegerField(default=6, help_text='《中国共产党发展党员工作细则》', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(60)], verbose_name='特殊情况审批月数')),
                ('probation_months', models.PositiveSmallIntegerField(default=12, help_text='《中国共产党发展党员工作细则》', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(60)], verbose_name='预备期（月）')),
                ('community', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.complex', verbose_name='小区')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='party_building.partyrules')),
                ('sub_district', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.subdistrict', verbose_name='街道')),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='PartyTerm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(99)], verbose_name='届次')),
                ('starts_on', models.DateField(validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='换届日期')),
                ('ends_on', models.DateField(help_text='最后一天，当天仍在任', validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='届满日期')),
                ('community', models.ForeignKey(blank=True, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.complex', verbose_name='小区')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='party_building.partyorganization', verbose_name='党组织')),
                ('sub_district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.subdistrict', verbose_name='街道')),
            ],
            options={
                'verbose_name': '党组织届次',
                'verbose_name_plural': '党组织届次',
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='PartyTermEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('number', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(99)], verbose_name='届次')),
                ('starts_on', models.DateField(validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='换届日期')),
                ('ends_on', models.DateField(help_text='最后一天，当天仍在任', validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='届满日期')),
                ('community', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.complex', verbose_name='小区')),
                ('organization', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='party_building.partyorganization', verbose_name='党组织')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='party_building.partyterm')),
                ('sub_district', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.subdistrict', verbose_name='街道')),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='PostLeave',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first_day', models.DateField(validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='起')),
                ('last_day', models.DateField(help_text='最后一天，当天仍由代替的人负责', validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='止')),
                ('community', models.ForeignKey(blank=True, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.complex', verbose_name='小区')),
                ('deputy', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='party_deputised', to='accounts.person', verbose_name='谁代替')),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='leaves', to='party_building.partypost', verbose_name='党内职务')),
                ('sub_district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.subdistrict', verbose_name='街道')),
            ],
            options={
                'verbose_name': '党内职务请假',
                'verbose_name_plural': '党内职务请假',
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='PostLeaveEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('first_day', models.DateField(validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='起')),
                ('last_day', models.DateField(help_text='最后一天，当天仍由代替的人负责', validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='止')),
                ('community', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.complex', verbose_name='小区')),
                ('deputy', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.person', verbose_name='谁代替')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='party_building.postleave')),
                ('post', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='party_building.partypost', verbose_name='党内职务')),
                ('sub_district', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.subdistrict', verbose_name='街道')),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='ResponsibilityZone',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateField(validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='起')),
                ('until', models.DateField(blank=True, help_text='最后一天', null=True, validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='止')),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='演示数据')),
                ('name', models.CharField(blank=True, default='', max_length=60, verbose_name='名称')),
                ('building', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='communities.building', verbose_name='楼栋')),
                ('community', models.ForeignKey(blank=True, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.complex', verbose_name='小区')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='party_building.partyorganization', verbose_name='党组织')),
                ('sub_district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.subdistrict', verbose_name='街道')),
                ('unit', models.ForeignKey(blank=True, help_text='楼栋和单元只选一个', null=True, on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='communities.unit', verbose_name='单元')),
            ],
            options={
                'verbose_name': '党员责任区',
                'verbose_name_plural': '党员责任区',
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='ResponsibilityZoneEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('since', models.DateField(validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='起')),
                ('until', models.DateField(blank=True, help_text='最后一天', null=True, validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='止')),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='演示数据')),
                ('name', models.CharField(blank=True, default='', max_length=60, verbose_name='名称')),
                ('building', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.building', verbose_name='楼栋')),
                ('community', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.complex', verbose_name='小区')),
                ('organization', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='party_building.partyorganization', verbose_name='党组织')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='party_building.responsibilityzone')),
                ('sub_district', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.subdistrict', verbose_name='街道')),
                ('unit', models.ForeignKey(blank=True, db_constraint=False, help_text='楼栋和单元只选一个', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.unit', verbose_name='单元')),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='ServiceClaim',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateField(validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='起')),
                ('until', models.DateField(blank=True, help_text='最后一天', null=True, validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='止')),
                ('community', models.ForeignKey(blank=True, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.complex', verbose_name='小区')),
                ('member', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='service_claims', to='party_building.partymember', verbose_name='党员')),
                ('registration', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='service_claims', to='party_building.dualregistration', verbose_name='双报到')),
                ('sub_district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.subdistrict', verbose_name='街道')),
            ],
            options={
                'verbose_name': '服务岗认领',
                'verbose_name_plural': '服务岗认领',
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='ServicePost',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateField(validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='起')),
                ('until', models.DateField(blank=True, help_text='最后一天', null=True, validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='止')),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='演示数据')),
                ('name', models.CharField(max_length=40, verbose_name='岗位名称')),
                ('spot', models.CharField(blank=True, default='', help_text='如：3栋1单元门口', max_length=60, verbose_name='地点')),
                ('places', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(99)], verbose_name='名额')),
                ('building', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='communities.building', verbose_name='楼栋')),
                ('community', models.ForeignKey(blank=True, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.complex', verbose_name='小区')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='party_building.partyorganization', verbose_name='党组织')),
                ('sub_district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.subdistrict', verbose_name='街道')),
                ('unit', models.ForeignKey(blank=True, help_text='楼栋和单元只选一个', null=True, on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='communities.unit', verbose_name='单元')),
            ],
            options={
                'verbose_name': '党员服务岗',
                'verbose_name_plural': '党员服务岗',
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='ServiceClaimEvent',
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
                ('member', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='party_building.partymember', verbose_name='党员')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='party_building.serviceclaim')),
                ('registration', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='party_building.dualregistration', verbose_name='双报到')),
                ('sub_district', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.subdistrict', verbose_name='街道')),
                ('service_post', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='party_building.servicepost', verbose_name='党员服务岗')),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.migration_steps.AddField(
            model_name='serviceclaim',
            name='service_post',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='claims', to='party_building.servicepost', verbose_name='党员服务岗'),
        ),
        accounts.migration_steps.CreateModel(
            name='ServicePostEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('since', models.DateField(validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='起')),
                ('until', models.DateField(blank=True, help_text='最后一天', null=True, validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='止')),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='演示数据')),
                ('name', models.CharField(max_length=40, verbose_name='岗位名称')),
                ('spot', models.CharField(blank=True, default='', help_text='如：3栋1单元门口', max_length=60, verbose_name='地点')),
                ('places', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(99)], verbose_name='名额')),
                ('building', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.building', verbose_name='楼栋')),
                ('community', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.complex', verbose_name='小区')),
                ('organization', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='party_building.partyorganization', verbose_name='党组织')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='party_building.servicepost')),
                ('sub_district', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.subdistrict', verbose_name='街道')),
                ('unit', models.ForeignKey(blank=True, db_constraint=False, help_text='楼栋和单元只选一个', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.unit', verbose_name='单元')),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='Subordination',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateField(validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='起')),
                ('until', models.DateField(blank=True, help_text='最后一天', null=True, validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='止')),
                ('community', models.ForeignKey(blank=True, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.complex', verbose_name='小区')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='party_building.partyorganization', verbose_name='党组织')),
                ('parent', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='children_links', to='party_building.partyorganization', verbose_name='上级党组织')),
                ('sub_district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.subdistrict', verbose_name='街道')),
            ],
            options={
                'verbose_name': '隶属关系',
                'verbose_name_plural': '隶属关系',
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='SubordinationEvent',
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
                ('organization', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='party_building.partyorganization', verbose_name='党组织')),
                ('parent', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='party_building.partyorganization', verbose_name='上级党组织')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='party_building.subordination')),
                ('sub_district', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.subdistrict', verbose_name='街道')),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='ZoneDuty',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateField(validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='起')),
                ('until', models.DateField(blank=True, help_text='最后一天', null=True, validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='止')),
                ('community', models.ForeignKey(blank=True, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.complex', verbose_name='小区')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='zone_duties', to='party_building.partymember', verbose_name='党员')),
                ('sub_district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.subdistrict', verbose_name='街道')),
                ('zone', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='duties', to='party_building.responsibilityzone', verbose_name='党员责任区')),
            ],
            options={
                'verbose_name': '责任区党员',
                'verbose_name_plural': '责任区党员',
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='ZoneDutyEvent',
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
                ('member', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='party_building.partymember', verbose_name='党员')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='party_building.zoneduty')),
                ('sub_district', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.subdistrict', verbose_name='街道')),
                ('zone', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='party_building.responsibilityzone', verbose_name='党员责任区')),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.migration_steps.AddConstraint(
            model_name='dualregistration',
            constraint=models.CheckConstraint(condition=models.Q(('complex', None), ('community__isnull', False), _connector='OR'), name='dualregistration_complex_has_community', violation_error_message='选了小区就要选它所在的社区'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='dualregistration',
            constraint=models.CheckConstraint(condition=models.Q(('complex__isnull', False)), name='dualregistration_in_complex', violation_error_message='请选小区'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='dualregistration',
            constraint=models.CheckConstraint(condition=models.Q(('left_on', None), ('left_on__gte', models.F('reported_on')), _connector='OR'), name='dualregistration_forward', violation_error_message='止期不能早于起期'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='dualregistration',
            constraint=models.UniqueConstraint(fields=('id', 'sub_district'), name='dualregistration_tenant'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='dualregistration',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(communities.constraints.OfOne('person'), '&&'), (communities.constraints.Days('reported_on', 'left_on'), '&&')], name='dualregistration_once', violation_error_message='这个人这段时间已经报到'),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='dualregistration',
            trigger=pgtrigger.compiler.Trigger(name='only_of_standing_complexes', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."complex_id" IS NOT NULL)', func="\n            IF TG_OP = 'UPDATE' THEN\n                IF NEW.complex_id IS NOT DISTINCT FROM OLD.complex_id THEN\n                    RETURN NULL;\n                END IF;\n            END IF;\n            IF EXISTS (\n                SELECT 1 FROM communities_complex\n                WHERE id = NEW.complex_id AND closed_on IS NOT NULL\n            ) THEN\n                RAISE EXCEPTION 'complex % was merged into another', NEW.complex_id\n                USING ERRCODE = 'check_violation', CONSTRAINT = 'complex_stands';\n            END IF;\n            RETURN NULL;\n        ", hash='506fa980f0df3e6a95ecce2bcfc37b055e0d2816', operation='INSERT OR UPDATE OF "complex_id"', pgid='pgtrigger_only_of_standing_complexes_6b1c4', table='party_building_dualregistration', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='dualregistration',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "party_building_dualregistrationevent" ("community_id", "complex_id", "consented_on", "employer", "employer_branch", "id", "is_demo", "left_on", "left_reason", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reported_on", "review", "skills", "sub_district_id") VALUES (NEW."community_id", NEW."complex_id", NEW."consented_on", NEW."employer", NEW."employer_branch", NEW."id", NEW."is_demo", NEW."left_on", NEW."left_reason", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."reported_on", NEW."review", NEW."skills", NEW."sub_district_id"); RETURN NULL;', hash='0202cf9386e9d89b211ab99e0b1974ae0b4277b5', operation='INSERT', pgid='pgtrigger_insert_insert_44d62', table='party_building_dualregistration', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='dualregistration',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "party_building_dualregistrationevent" ("community_id", "complex_id", "consented_on", "employer", "employer_branch", "id", "is_demo", "left_on", "left_reason", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reported_on", "review", "skills", "sub_district_id") VALUES (NEW."community_id", NEW."complex_id", NEW."consented_on", NEW."employer", NEW."employer_branch", NEW."id", NEW."is_demo", NEW."left_on", NEW."left_reason", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."reported_on", NEW."review", NEW."skills", NEW."sub_district_id"); RETURN NULL;', hash='bd8ad0fa44c238896b864df4577efd4327486442', operation='UPDATE', pgid='pgtrigger_update_update_a2086', table='party_building_dualregistration', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='dualregistration',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "party_building_dualregistrationevent" ("community_id", "complex_id", "consented_on", "employer", "employer_branch", "id", "is_demo", "left_on", "left_reason", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reported_on", "review", "skills", "sub_district_id") VALUES (OLD."community_id", OLD."complex_id", OLD."consented_on", OLD."employer", OLD."employer_branch", OLD."id", OLD."is_demo", OLD."left_on", OLD."left_reason", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."reported_on", OLD."review", OLD."skills", OLD."sub_district_id"); RETURN NULL;', hash='25a887e4aa2f0ba1d74e82565456ceec49c2600e', operation='DELETE', pgid='pgtrigger_delete_delete_62488', table='party_building_dualregistration', when='AFTER')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='developmentstep',
            constraint=models.CheckConstraint(condition=models.Q(('complex', None), ('community__isnull', False), _connector='OR'), name='developmentstep_complex_has_community', violation_error_message='选了小区就要选它所在的社区'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='developmentstep',
            constraint=models.CheckConstraint(condition=models.Q(('number__range', (1, 25))), name='developmentstep_of_25', violation_error_message='步骤是1到25'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='developmentstep',
            constraint=models.UniqueConstraint(fields=('record', 'number', 'on'), name='developmentstep_once_a_day', violation_error_message='这一步当天已经登记'),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='developmentstep',
            trigger=pgtrigger.compiler.Trigger(name='only_of_standing_complexes', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."complex_id" IS NOT NULL)', func="\n            IF TG_OP = 'UPDATE' THEN\n                IF NEW.complex_id IS NOT DISTINCT FROM OLD.complex_id THEN\n                    RETURN NULL;\n                END IF;\n            END IF;\n            IF EXISTS (\n                SELECT 1 FROM communities_complex\n                WHERE id = NEW.complex_id AND closed_on IS NOT NULL\n            ) THEN\n                RAISE EXCEPTION 'complex % was merged into another', NEW.complex_id\n                USING ERRCODE = 'check_violation', CONSTRAINT = 'complex_stands';\n            END IF;\n            RETURN NULL;\n        ", hash='50793a594ec9b42d99b71a689bd3109c58176bc7', operation='INSERT OR UPDATE OF "complex_id"', pgid='pgtrigger_only_of_standing_complexes_e818a', table='party_building_developmentstep', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='developmentstep',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "party_building_developmentstepevent" ("community_id", "complex_id", "id", "note", "number", "on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "sub_district_id") VALUES (NEW."community_id", NEW."complex_id", NEW."id", NEW."note", NEW."number", NEW."on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."record_id", NEW."sub_district_id"); RETURN NULL;', hash='7db2a0f24e1888df361a9dc450b1eab62adf4033', operation='INSERT', pgid='pgtrigger_insert_insert_aa916', table='party_building_developmentstep', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='developmentstep',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "party_building_developmentstepevent" ("community_id", "complex_id", "id", "note", "number", "on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "sub_district_id") VALUES (NEW."community_id", NEW."complex_id", NEW."id", NEW."note", NEW."number", NEW."on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."record_id", NEW."sub_district_id"); RETURN NULL;', hash='f126fa7795482fc114a7f70e3e2ecec917be27a2', operation='UPDATE', pgid='pgtrigger_update_update_37e5a', table='party_building_developmentstep', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='developmentstep',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "party_building_developmentstepevent" ("community_id", "complex_id", "id", "note", "number", "on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "sub_district_id") VALUES (OLD."community_id", OLD."complex_id", OLD."id", OLD."note", OLD."number", OLD."on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."record_id", OLD."sub_district_id"); RETURN NULL;', hash='9a3b9735533ae882707e19df10e59401852a718c', operation='DELETE', pgid='pgtrigger_delete_delete_4ed58', table='party_building_developmentstep', when='AFTER')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='partyinstructor',
            constraint=models.CheckConstraint(condition=models.Q(('complex', None), ('community__isnull', False), _connector='OR'), name='partyinstructor_complex_has_community', violation_error_message='选了小区就要选它所在的社区'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='partyinstructor',
            constraint=models.CheckConstraint(condition=models.Q(('until', None), ('until__gte', models.F('since')), _connector='OR'), name='partyinstructor_forward', violation_error_message='止期不能早于起期'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='partyinstructor',
            constraint=models.UniqueConstraint(fields=('id', 'sub_district'), name='partyinstructor_tenant'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='partyinstructor',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(communities.constraints.OfOne('person'), '&&'), (communities.constraints.OfOne('sub_district'), '&&'), (communities.constraints.Days('since', 'until'), '&&')], name='partyinstructor_once', violation_error_message='这个人这段时间已是党建指导员'),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='partyinstructor',
            trigger=pgtrigger.compiler.Trigger(name='only_of_standing_complexes', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."complex_id" IS NOT NULL)', func="\n            IF TG_OP = 'UPDATE' THEN\n                IF NEW.complex_id IS NOT DISTINCT FROM OLD.complex_id THEN\n                    RETURN NULL;\n                END IF;\n            END IF;\n            IF EXISTS (\n                SELECT 1 FROM communities_complex\n                WHERE id = NEW.complex_id AND closed_on IS NOT NULL\n            ) THEN\n                RAISE EXCEPTION 'complex % was merged into another', NEW.complex_id\n                USING ERRCODE = 'check_violation', CONSTRAINT = 'complex_stands';\n            END IF;\n            RETURN NULL;\n        ", hash='5fa608a78d8ae4265beb85ecec79497f647733c2', operation='INSERT OR UPDATE OF "complex_id"', pgid='pgtrigger_only_of_standing_complexes_ee3fb', table='party_building_partyinstructor', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='partyinstructor',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "party_building_partyinstructorevent" ("community_id", "complex_id", "id", "is_demo", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sent_by", "since", "sub_district_id", "until") VALUES (NEW."community_id", NEW."complex_id", NEW."id", NEW."is_demo", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."sent_by", NEW."since", NEW."sub_district_id", NEW."until"); RETURN NULL;', hash='f20f2d324bd366a92babffdf0fd16acee92c8103', operation='INSERT', pgid='pgtrigger_insert_insert_809e3', table='party_building_partyinstructor', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='partyinstructor',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "party_building_partyinstructorevent" ("community_id", "complex_id", "id", "is_demo", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sent_by", "since", "sub_district_id", "until") VALUES (NEW."community_id", NEW."complex_id", NEW."id", NEW."is_demo", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."sent_by", NEW."since", NEW."sub_district_id", NEW."until"); RETURN NULL;', hash='c9b1bd0a703095e60b43e3cfca33524d0f4b52be', operation='UPDATE', pgid='pgtrigger_update_update_4e9ee', table='party_building_partyinstructor', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='partyinstructor',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "party_building_partyinstructorevent" ("community_id", "complex_id", "id", "is_demo", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sent_by", "since", "sub_district_id", "until") VALUES (OLD."community_id", OLD."complex_id", OLD."id", OLD."is_demo", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."sent_by", OLD."since", OLD."sub_district_id", OLD."until"); RETURN NULL;', hash='01acc9c253bc0b617d39252e0c6a8f652c1672f3', operation='DELETE', pgid='pgtrigger_delete_delete_62399', table='party_building_partyinstructor', when='AFTER')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='partyorganization',
            constraint=models.CheckConstraint(condition=models.Q(('complex', None), ('community__isnull', False), _connector='OR'), name='partyorganization_complex_has_community', violation_error_message='选了小区就要选它所在的社区'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='partyorganization',
            constraint=models.UniqueConstraint(condition=models.Q(('dissolved_on', None)), fields=('sub_district', 'name'), name='partyorganization_name_once', violation_error_message='本街道已有同名的党组织'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='partyorganization',
            constraint=models.CheckConstraint(condition=models.Q(('dissolved_on', None), ('dissolved_on__gte', models.F('founded_on')), _connector='OR'), name='partyorganization_forward', violation_error_message='止期不能早于起期'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='partyorganization',
            constraint=models.UniqueConstraint(fields=('id', 'sub_district'), name='partyorganization_tenant'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='partyorganization',
            constraint=models.UniqueConstraint(fields=('id', 'kind'), name='partyorganization_kind'),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='partyorganization',
            trigger=pgtrigger.compiler.Trigger(name='only_of_standing_complexes', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."complex_id" IS NOT NULL)', func="\n            IF TG_OP = 'UPDATE' THEN\n                IF NEW.complex_id IS NOT DISTINCT FROM OLD.complex_id THEN\n                    RETURN NULL;\n                END IF;\n            END IF;\n            IF EXISTS (\n                SELECT 1 FROM communities_complex\n                WHERE id = NEW.complex_id AND closed_on IS NOT NULL\n            ) THEN\n                RAISE EXCEPTION 'complex % was merged into another', NEW.complex_id\n                USING ERRCODE = 'check_violation', CONSTRAINT = 'complex_stands';\n            END IF;\n            RETURN NULL;\n        ", hash='caba1aebe0b20467e897750ac34d0c949847838b', operation='INSERT OR UPDATE OF "complex_id"', pgid='pgtrigger_only_of_standing_complexes_2a318', table='party_building_partyorganization', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='partyorganization',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "party_building_partyorganizationevent" ("community_id", "complex_id", "contact_phone", "dissolved_on", "founded_on", "id", "is_demo", "kind", "name", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pinyin_key", "sub_district_id") VALUES (NEW."community_id", NEW."complex_id", NEW."contact_phone", NEW."dissolved_on", NEW."founded_on", NEW."id", NEW."is_demo", NEW."kind", NEW."name", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."pinyin_key", NEW."sub_district_id"); RETURN NULL;', hash='bdf3b5e3f016adadbb850c0c8ed6f66f7c1c3003', operation='INSERT', pgid='pgtrigger_insert_insert_7111e', table='party_building_partyorganization', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='partyorganization',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "party_building_partyorganizationevent" ("community_id", "complex_id", "contact_phone", "dissolved_on", "founded_on", "id", "is_demo", "kind", "name", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pinyin_key", "sub_district_id") VALUES (NEW."community_id", NEW."complex_id", NEW."contact_phone", NEW."dissolved_on", NEW."founded_on", NEW."id", NEW."is_demo", NEW."kind", NEW."name", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."pinyin_key", NEW."sub_district_id"); RETURN NULL;', hash='8cd74c56d0b0c773849ed121017d15732d099de3', operation='UPDATE', pgid='pgtrigger_update_update_75b93', table='party_building_partyorganization', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='partyorganization',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "party_building_partyorganizationevent" ("community_id", "complex_id", "contact_phone", "dissolved_on", "founded_on", "id", "is_demo", "kind", "name", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pinyin_key", "sub_district_id") VALUES (OLD."community_id", OLD."complex_id", OLD."contact_phone", OLD."dissolved_on", OLD."founded_on", OLD."id", OLD."is_demo", OLD."kind", OLD."name", OLD."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."pinyin_key", OLD."sub_district_id"); RETURN NULL;', hash='8350fecfc84065e94141d69ad33314b38e9a861a', operation='DELETE', pgid='pgtrigger_delete_delete_09a34', table='party_building_partyorganization', when='AFTER')),
        ),
        accounts.migration_steps.AddIndex(
            model_name='partymember',
            index=models.Index(fields=['organization', 'until'], name='partymember_by_branch'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='partymember',
            constraint=models.CheckConstraint(condition=models.Q(('complex', None), ('community__isnull', False), _connector='OR'), name='partymember_complex_has_community', violation_error_message='选了小区就要选它所在的社区'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='partymember',
            constraint=models.CheckConstraint(condition=models.Q(('until', None), ('until__gte', models.F('since')), _connector='OR'), name='partymember_forward', violation_error_message='止期不能早于起期'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='partymember',
            constraint=models.UniqueConstraint(fields=('id', 'sub_district'), name='partymember_tenant'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='partymember',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(communities.constraints.OfOne(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('person'), '*', models.Value(2)), '+', models.Case(models.When(home='HERE', then=models.Value(0)), models.When(home='ELSEWHERE', then=models.Value(1)), default=models.Value(0)))), '&&'), (communities.constraints.Days('since', 'until'), '&&')], name='partymember_once', violation_error_message='这个人这段时间已登记在一个党支部'),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='partymember',
            trigger=pgtrigger.compiler.Trigger(name='only_of_standing_complexes', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."complex_id" IS NOT NULL)', func="\n            IF TG_OP = 'UPDATE' THEN\n                IF NEW.complex_id IS NOT DISTINCT FROM OLD.complex_id THEN\n                    RETURN NULL;\n                END IF;\n            END IF;\n            IF EXISTS (\n                SELECT 1 FROM communities_complex\n                WHERE id = NEW.complex_id AND closed_on IS NOT NULL\n            ) THEN\n                RAISE EXCEPTION 'complex % was merged into another', NEW.complex_id\n                USING ERRCODE = 'check_violation', CONSTRAINT = 'complex_stands';\n            END IF;\n            RETURN NULL;\n        ", hash='1e4ffbd21f24c535eb5081f1e1d57e382567577a', operation='INSERT OR UPDATE OF "complex_id"', pgid='pgtrigger_only_of_standing_complexes_02b75', table='party_building_partymember', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='partymember',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "party_building_partymemberevent" ("building_id", "community_id", "complex_id", "consented_on", "group_id", "home", "id", "is_demo", "kind", "organization_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "sub_district_id", "until") VALUES (NEW."building_id", NEW."community_id", NEW."complex_id", NEW."consented_on", NEW."group_id", NEW."home", NEW."id", NEW."is_demo", NEW."kind", NEW."organization_id", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."since", NEW."sub_district_id", NEW."until"); RETURN NULL;', hash='8a276d5616026d656b79e81c8712a1bdf9bc89a0', operation='INSERT', pgid='pgtrigger_insert_insert_e2e7f', table='party_building_partymember', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='partymember',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "party_building_partymemberevent" ("building_id", "community_id", "complex_id", "consented_on", "group_id", "home", "id", "is_demo", "kind", "organization_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "sub_district_id", "until") VALUES (NEW."building_id", NEW."community_id", NEW."complex_id", NEW."consented_on", NEW."group_id", NEW."home", NEW."id", NEW."is_demo", NEW."kind", NEW."organization_id", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."since", NEW."sub_district_id", NEW."until"); RETURN NULL;', hash='266167291b7129aae2410841a9b3911afc9853fb', operation='UPDATE', pgid='pgtrigger_update_update_d475e', table='party_building_partymember', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='partymember',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "party_building_partymemberevent" ("building_id", "community_id", "complex_id", "consented_on", "group_id", "home", "id", "is_demo", "kind", "organization_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "sub_district_id", "until") VALUES (OLD."building_id", OLD."community_id", OLD."complex_id", OLD."consented_on", OLD."group_id", OLD."home", OLD."id", OLD."is_demo", OLD."kind", OLD."organization_id", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."since", OLD."sub_district_id", OLD."until"); RETURN NULL;', hash='624b982b824770c9d8b14f50df6de93c08e20cd4', operation='DELETE', pgid='pgtrigger_delete_delete_b6888', table='party_building_partymember', when='AFTER')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='partycoverage',
            constraint=models.CheckConstraint(condition=models.Q(('complex', None), ('community__isnull', False), _connector='OR'), name='partycoverage_complex_has_community', violation_error_message='选了小区就要选它所在的社区'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='partycoverage',
            constraint=models.CheckConstraint(condition=models.Q(('until', None), ('until__gte', models.F('since')), _connector='OR'), name='partycoverage_forward', violation_error_message='止期不能早于起期'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='partycoverage',
            constraint=models.CheckConstraint(condition=models.Q(('complex__isnull', False), ('host__isnull', False), _connector='OR'), name='partycoverage_of_something', violation_error_message='请选小区或单位'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='partycoverage',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('building', None), ('unit', None)), models.Q(('complex__isnull', False), ('host', None), models.Q(('building', None), ('unit', None), _connector='OR')), _connector='OR'), name='partycoverage_one_span', violation_error_message='楼栋和单元只选一个，并且不能同时填单位'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='partycoverage',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('building', None), ('unit', None)), ('kind', 'GROUP'), _connector='OR'), name='partycoverage_groups_in_buildings', violation_error_message='楼栋和单元只由党小组覆盖'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='partycoverage',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('host', None), models.Q(('kind', 'GROUP'), _negated=True)), expressions=[(communities.constraints.OfOne('complex'), '&&'), (communities.constraints.Days('since', 'until'), '&&')], name='partycoverage_one_branch', violation_error_message='这个小区这段时间已有党支部'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='partycoverage',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('building', None), ('host', None), ('kind', 'GROUP'), ('unit', None)), expressions=[(communities.constraints.OfOne('complex'), '&&'), (communities.constraints.Days('since', 'until'), '&&')], name='partycoverage_one_group_of_complex', violation_error_message='整个小区这段时间已有党小组'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='partycoverage',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('building__isnull', False)), expressions=[(communities.constraints.OfOne('building'), '&&'), (communities.constraints.Days('since', 'until'), '&&')], name='partycoverage_one_group_of_building', violation_error_message='这栋楼这段时间已有党小组'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='partycoverage',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('unit__isnull', False)), expressions=[(communities.constraints.OfOne('unit'), '&&'), (communities.constraints.Days('since', 'until'), '&&')], name='partycoverage_one_group_of_unit', violation_error_message='这个单元这段时间已有党小组'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='partycoverage',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('host__isnull', False)), expressions=[(communities.constraints.OfOne('host'), '&&'), (communities.constraints.OfOne(django.db.models.functions.comparison.Coalesce(models.F('complex'), models.Value(0))), '&&'), (communities.constraints.Days('since', 'until'), '&&')], name='partycoverage_one_of_host', violation_error_message='这个单位这段时间已有党组织'),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='partycoverage',
            trigger=pgtrigger.compiler.Trigger(name='only_of_standing_complexes', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."complex_id" IS NOT NULL)', func="\n            IF TG_OP = 'UPDATE' THEN\n                IF NEW.complex_id IS NOT DISTINCT FROM OLD.complex_id THEN\n                    RETURN NULL;\n                END IF;\n            END IF;\n            IF EXISTS (\n                SELECT 1 FROM communities_complex\n                WHERE id = NEW.complex_id AND closed_on IS NOT NULL\n            ) THEN\n                RAISE EXCEPTION 'complex % was merged into another', NEW.complex_id\n                USING ERRCODE = 'check_violation', CONSTRAINT = 'complex_stands';\n            END IF;\n            RETURN NULL;\n        ", hash='c074bfbd285969b98ca88ad564448a5b2f0b04c2', operation='INSERT OR UPDATE OF "complex_id"', pgid='pgtrigger_only_of_standing_complexes_384fd', table='party_building_partycoverage', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='partycoverage',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "party_building_partycoverageevent" ("building_id", "community_id", "complex_id", "host_id", "id", "kind", "organization_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "sub_district_id", "unit_id", "until") VALUES (NEW."building_id", NEW."community_id", NEW."complex_id", NEW."host_id", NEW."id", NEW."kind", NEW."organization_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."since", NEW."sub_district_id", NEW."unit_id", NEW."until"); RETURN NULL;', hash='e762ec6136ae09ce1a0e14d07ced684340ae8a4b', operation='INSERT', pgid='pgtrigger_insert_insert_ad016', table='party_building_partycoverage', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='partycoverage',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "party_building_partycoverageevent" ("building_id", "community_id", "complex_id", "host_id", "id", "kind", "organization_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "sub_district_id", "unit_id", "until") VALUES (NEW."building_id", NEW."community_id", NEW."complex_id", NEW."host_id", NEW."id", NEW."kind", NEW."organization_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."since", NEW."sub_district_id", NEW."unit_id", NEW."until"); RETURN NULL;', hash='1f340669bb8cff5426752a1bf215ae19ff384459', operation='UPDATE', pgid='pgtrigger_update_update_286f4', table='party_building_partycoverage', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='partycoverage',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "party_building_partycoverageevent" ("building_id", "community_id", "complex_id", "host_id", "id", "kind", "organization_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "sub_district_id", "unit_id", "until") VALUES (OLD."building_id", OLD."community_id", OLD."complex_id", OLD."host_id", OLD."id", OLD."kind", OLD."organization_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."since", OLD."sub_district_id", OLD."unit_id", OLD."until"); RETURN NULL;', hash='acb40626c1bb3d4f23f897edf609815fdf430e21', operation='DELETE', pgid='pgtrigger_delete_delete_25235', table='party_building_partycoverage', when='AFTER')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='memberdevelopment',
            constraint=models.CheckConstraint(condition=models.Q(('complex', None), ('community__isnull', False), _connector='OR'), name='memberdevelopment_complex_has_community', violation_error_message='选了小区就要选它所在的社区'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='memberdevelopment',
            constraint=models.UniqueConstraint(fields=('id', 'sub_district'), name='memberdevelopment_tenant'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='memberdevelopment',
            constraint=models.UniqueConstraint(condition=models.Q(('stopped_on', None), models.Q(('stage', 'MEMBER'), _negated=True)), fields=('person',), name='memberdevelopment_once', violation_error_message='这个人已有一份党员发展记录'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='memberdevelopment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('stop_reason', ''), ('stopped_on', None)), models.Q(('stopped_on__isnull', False), models.Q(('stop_reason', ''), _negated=True)), _connector='OR'), name='memberdevelopment_stop_has_reason', violation_error_message='中止要写日期和原因'),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='memberdevelopment',
            trigger=pgtrigger.compiler.Trigger(name='only_of_standing_complexes', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."complex_id" IS NOT NULL)', func="\n            IF TG_OP = 'UPDATE' THEN\n                IF NEW.complex_id IS NOT DISTINCT FROM OLD.complex_id THEN\n                    RETURN NULL;\n                END IF;\n            END IF;\n            IF EXISTS (\n                SELECT 1 FROM communities_complex\n                WHERE id = NEW.complex_id AND closed_on IS NOT NULL\n            ) THEN\n                RAISE EXCEPTION 'complex % was merged into another', NEW.complex_id\n                USING ERRCODE = 'check_violation', CONSTRAINT = 'complex_stands';\n            END IF;\n            RETURN NULL;\n        ", hash='e11e30d19063fbaf830c6e42314380e5df422123', operation='INSERT OR UPDATE OF "complex_id"', pgid='pgtrigger_only_of_standing_complexes_59a6b', table='party_building_memberdevelopment', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='memberdevelopment',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "party_building_memberdevelopmentevent" ("community_id", "complex_id", "id", "is_demo", "label", "organization_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stage", "started_on", "stop_reason", "stopped_on", "sub_district_id", "workplace") VALUES (NEW."community_id", NEW."complex_id", NEW."id", NEW."is_demo", NEW."label", NEW."organization_id", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."stage", NEW."started_on", NEW."stop_reason", NEW."stopped_on", NEW."sub_district_id", NEW."workplace"); RETURN NULL;', hash='1d7cffc07d1d5d7934bc928286cd1b17e2e9ea8d', operation='INSERT', pgid='pgtrigger_insert_insert_afce9', table='party_building_memberdevelopment', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='memberdevelopment',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "party_building_memberdevelopmentevent" ("community_id", "complex_id", "id", "is_demo", "label", "organization_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stage", "started_on", "stop_reason", "stopped_on", "sub_district_id", "workplace") VALUES (NEW."community_id", NEW."complex_id", NEW."id", NEW."is_demo", NEW."label", NEW."organization_id", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."stage", NEW."started_on", NEW."stop_reason", NEW."stopped_on", NEW."sub_district_id", NEW."workplace"); RETURN NULL;', hash='2eee299edabb8113bbc5ff84f5e18fa6c67c68d8', operation='UPDATE', pgid='pgtrigger_update_update_2d527', table='party_building_memberdevelopment', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='memberdevelopment',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "party_building_memberdevelopmentevent" ("community_id", "complex_id", "id", "is_demo", "label", "organization_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stage", "started_on", "stop_reason", "stopped_on", "sub_district_id", "workplace") VALUES (OLD."community_id", OLD."complex_id", OLD."id", OLD."is_demo", OLD."label", OLD."organization_id", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."stage", OLD."started_on", OLD."stop_reason", OLD."stopped_on", OLD."sub_district_id", OLD."workplace"); RETURN NULL;', hash='1b3222a5154da664677f843421d386d5bfa6fd6b', operation='DELETE', pgid='pgtrigger_delete_delete_73dc1', table='party_building_memberdevelopment', when='AFTER')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='membercount',
            constraint=models.CheckConstraint(condition=models.Q(('complex', None), ('community__isnull', False), _connector='OR'), name='membercount_complex_has_community', violation_error_message='选了小区就要选它所在的社区'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='membercount',
            constraint=models.UniqueConstraint(fields=('organization', 'as_of'), name='membercount_once_a_day', violation_error_message='这一天的党员数已经登记'),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='membercount',
            trigger=pgtrigger.compiler.Trigger(name='only_of_standing_complexes', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."complex_id" IS NOT NULL)', func="\n            IF TG_OP = 'UPDATE' THEN\n                IF NEW.complex_id IS NOT DISTINCT FROM OLD.complex_id THEN\n                    RETURN NULL;\n                END IF;\n            END IF;\n            IF EXISTS (\n                SELECT 1 FROM communities_complex\n                WHERE id = NEW.complex_id AND closed_on IS NOT NULL\n            ) THEN\n                RAISE EXCEPTION 'complex % was merged into another', NEW.complex_id\n                USING ERRCODE = 'check_violation', CONSTRAINT = 'complex_stands';\n            END IF;\n            RETURN NULL;\n        ", hash='988aa8ba3ab9f73aad95b17fd1d002fdcab94501', operation='INSERT OR UPDATE OF "complex_id"', pgid='pgtrigger_only_of_standing_complexes_2fdfe', table='party_building_membercount', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='membercount',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "party_building_membercountevent" ("as_of", "community_id", "complex_id", "full", "id", "organization_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "probationary", "sub_district_id") VALUES (NEW."as_of", NEW."community_id", NEW."complex_id", NEW."full", NEW."id", NEW."organization_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."probationary", NEW."sub_district_id"); RETURN NULL;', hash='149c41bea950c683abec20cae94e8ba87496458c', operation='INSERT', pgid='pgtrigger_insert_insert_094ad', table='party_building_membercount', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='membercount',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "party_building_membercountevent" ("as_of", "community_id", "complex_id", "full", "id", "organization_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "probationary", "sub_district_id") VALUES (NEW."as_of", NEW."community_id", NEW."complex_id", NEW."full", NEW."id", NEW."organization_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."probationary", NEW."sub_district_id"); RETURN NULL;', hash='f4cc593b70e1b479a335829eaceb22c9529dda5a', operation='UPDATE', pgid='pgtrigger_update_update_9e908', table='party_building_membercount', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='membercount',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "party_building_membercountevent" ("as_of", "community_id", "complex_id", "full", "id", "organization_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "probationary", "sub_district_id") VALUES (OLD."as_of", OLD."community_id", OLD."complex_id", OLD."full", OLD."id", OLD."organization_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."probationary", OLD."sub_district_id"); RETURN NULL;', hash='b9e309619e15a7a2725b22c0e6a5f18a9ff81b01', operation='DELETE', pgid='pgtrigger_delete_delete_27186', table='party_building_membercount', when='AFTER')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='keypartyhousehold',
            constraint=models.CheckConstraint(condition=models.Q(('complex', None), ('community__isnull', False), _connector='OR'), name='keypartyhousehold_complex_has_community', violation_error_message='选了小区就要选它所在的社区'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='keypartyhousehold',
            constraint=models.CheckConstraint(condition=models.Q(('complex__isnull', False)), name='keypartyhousehold_in_complex', violation_error_message='请选小区'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='keypartyhousehold',
            constraint=models.CheckConstraint(condition=models.Q(('until', None), ('until__gte', models.F('since')), _connector='OR'), name='keypartyhousehold_forward', violation_error_message='止期不能早于起期'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='keypartyhousehold',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(communities.constraints.OfOne('member'), '&&'), (communities.constraints.Days('since', 'until'), '&&')], name='keypartyhousehold_once', violation_error_message='这位党员的家这段时间已是党员中心户'),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='keypartyhousehold',
            trigger=pgtrigger.compiler.Trigger(name='only_of_standing_complexes', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."complex_id" IS NOT NULL)', func="\n            IF TG_OP = 'UPDATE' THEN\n                IF NEW.complex_id IS NOT DISTINCT FROM OLD.complex_id THEN\n                    RETURN NULL;\n                END IF;\n            END IF;\n            IF EXISTS (\n                SELECT 1 FROM communities_complex\n                WHERE id = NEW.complex_id AND closed_on IS NOT NULL\n            ) THEN\n                RAISE EXCEPTION 'complex % was merged into another', NEW.complex_id\n                USING ERRCODE = 'check_violation', CONSTRAINT = 'complex_stands';\n            END IF;\n            RETURN NULL;\n        ", hash='04523203b723f783e76d5bf07fddefb026015cd1', operation='INSERT OR UPDATE OF "complex_id"', pgid='pgtrigger_only_of_standing_complexes_298d0', table='party_building_keypartyhousehold', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='keypartyhousehold',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "party_building_keypartyhouseholdevent" ("building_id", "community_id", "complex_id", "door_id", "id", "member_id", "organization_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "shown_with_consent", "since", "sub_district_id", "unit_id", "until") VALUES (NEW."building_id", NEW."community_id", NEW."complex_id", NEW."door_id", NEW."id", NEW."member_id", NEW."organization_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."shown_with_consent", NEW."since", NEW."sub_district_id", NEW."unit_id", NEW."until"); RETURN NULL;', hash='164d75f78d1eed921f1d181b80e7000e21f60184', operation='INSERT', pgid='pgtrigger_insert_insert_53e2c', table='party_building_keypartyhousehold', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='keypartyhousehold',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "party_building_keypartyhouseholdevent" ("building_id", "community_id", "complex_id", "door_id", "id", "member_id", "organization_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "shown_with_consent", "since", "sub_district_id", "unit_id", "until") VALUES (NEW."building_id", NEW."community_id", NEW."complex_id", NEW."door_id", NEW."id", NEW."member_id", NEW."organization_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."shown_with_consent", NEW."since", NEW."sub_district_id", NEW."unit_id", NEW."until"); RETURN NULL;', hash='3ee6236ec9f435fb8a3132b4e24027314a70e555', operation='UPDATE', pgid='pgtrigger_update_update_98054', table='party_building_keypartyhousehold', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='keypartyhousehold',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "party_building_keypartyhouseholdevent" ("building_id", "community_id", "complex_id", "door_id", "id", "member_id", "organization_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "shown_with_consent", "since", "sub_district_id", "unit_id", "until") VALUES (OLD."building_id", OLD."community_id", OLD."complex_id", OLD."door_id", OLD."id", OLD."member_id", OLD."organization_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."shown_with_consent", OLD."since", OLD."sub_district_id", OLD."unit_id", OLD."until"); RETURN NULL;', hash='ed6e66a1d3dcbf242db00ae52b34d3b582e630e4', operation='DELETE', pgid='pgtrigger_delete_delete_f8436', table='party_building_keypartyhousehold', when='AFTER')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='instructorassignment',
            constraint=models.CheckConstraint(condition=models.Q(('complex', None), ('community__isnull', False), _connector='OR'), name='instructorassignment_complex_has_community', violation_error_message='选了小区就要选它所在的社区'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='instructorassignment',
            constraint=models.CheckConstraint(condition=models.Q(('complex__isnull', False), ('host__isnull', False), ('organization__isnull', False), _connector='OR'), name='instructorassignment_of_something', violation_error_message='请选小区、单位或党组织'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='instructorassignment',
            constraint=models.CheckConstraint(condition=models.Q(('until', None), ('until__gte', models.F('since')), _connector='OR'), name='instructorassignment_forward', violation_error_message='止期不能早于起期'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='instructorassignment',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(communities.constraints.OfOne('instructor'), '&&'), (communities.constraints.OfOne(django.db.models.functions.comparison.Coalesce(models.F('complex'), models.Value(0))), '&&'), (communities.constraints.OfOne(django.db.models.functions.comparison.Coalesce(models.F('host'), models.Value(0))), '&&'), (communities.constraints.OfOne(django.db.models.functions.comparison.Coalesce(models.F('organization'), models.Value(0))), '&&'), (communities.constraints.Days('since', 'until'), '&&')], name='instructorassignment_once', violation_error_message='这位指导员这段时间已联系这里'),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='instructorassignment',
            trigger=pgtrigger.compiler.Trigger(name='only_of_standing_complexes', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."complex_id" IS NOT NULL)', func="\n            IF TG_OP = 'UPDATE' THEN\n                IF NEW.complex_id IS NOT DISTINCT FROM OLD.complex_id THEN\n                    RETURN NULL;\n                END IF;\n            END IF;\n            IF EXISTS (\n                SELECT 1 FROM communities_complex\n                WHERE id = NEW.complex_id AND closed_on IS NOT NULL\n            ) THEN\n                RAISE EXCEPTION 'complex % was merged into another', NEW.complex_id\n                USING ERRCODE = 'check_violation', CONSTRAINT = 'complex_stands';\n            END IF;\n            RETURN NULL;\n        ", hash='880cc5768b7e72ff96f786c6624ade2c36ea62f0', operation='INSERT OR UPDATE OF "complex_id"', pgid='pgtrigger_only_of_standing_complexes_ddb85', table='party_building_instructorassignment', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='instructorassignment',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "party_building_instructorassignmentevent" ("community_id", "complex_id", "host_id", "id", "instructor_id", "organization_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "sub_district_id", "until") VALUES (NEW."community_id", NEW."complex_id", NEW."host_id", NEW."id", NEW."instructor_id", NEW."organization_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."since", NEW."sub_district_id", NEW."until"); RETURN NULL;', hash='7c362e483facd0bc97d1e25304244f73924eb388', operation='INSERT', pgid='pgtrigger_insert_insert_baf78', table='party_building_instructorassignment', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='instructorassignment',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "party_building_instructorassignmentevent" ("community_id", "complex_id", "host_id", "id", "instructor_id", "organization_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "sub_district_id", "until") VALUES (NEW."community_id", NEW."complex_id", NEW."host_id", NEW."id", NEW."instructor_id", NEW."organization_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."since", NEW."sub_district_id", NEW."until"); RETURN NULL;', hash='f3be13d6eb6caefe4539c08038115a1577f17182', operation='UPDATE', pgid='pgtrigger_update_update_c59c4', table='party_building_instructorassignment', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='instructorassignment',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "party_building_instructorassignmentevent" ("community_id", "complex_id", "host_id", "id", "instructor_id", "organization_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "sub_district_id", "until") VALUES (OLD."community_id", OLD."complex_id", OLD."host_id", OLD."id", OLD."instructor_id", OLD."organization_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."since", OLD."sub_district_id", OLD."until"); RETURN NULL;', hash='31ef8260eb023f526d1e8ba259ecdfc437d5addf', operation='DELETE', pgid='pgtrigger_delete_delete_2d9d2', table='party_building_instructorassignment', when='AFTER')),
        ),
        accounts.migration_steps.AddIndex(
            model_name='partypost',
            index=models.Index(fields=['person', 'until'], name='partypost_by_person'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='partypost',
            constraint=models.CheckConstraint(condition=models.Q(('complex', None), ('community__isnull', False), _connector='OR'), name='partypost_complex_has_community', violation_error_message='选了小区就要选它所在的社区'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='partypost',
            constraint=models.CheckConstraint(condition=models.Q(('until', None), ('until__gte', models.F('since')), _connector='OR'), name='partypost_forward', violation_error_message='止期不能早于起期'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='partypost',
            constraint=models.UniqueConstraint(fields=('id', 'sub_district'), name='partypost_tenant'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='partypost',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('post', 'SECRETARY')), expressions=[(communities.constraints.OfOne('organization'), '&&'), (communities.constraints.Days('since', 'until'), '&&')], name='partypost_one_secretary', violation_error_message='同一时间只能有一位书记'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='partypost',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('post', 'GROUP_LEADER')), expressions=[(communities.constraints.OfOne('organization'), '&&'), (communities.constraints.Days('since', 'until'), '&&')], name='partypost_one_group_leader', violation_error_message='同一时间只能有一位党小组组长'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='partypost',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(communities.constraints.OfOne('organization'), '&&'), (communities.constraints.OfOne(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('person'), '*', models.Value(16)), '+', models.Case(models.When(post='SECRETARY', then=models.Value(1)), models.When(post='DEPUTY', then=models.Value(2)), models.When(post='ORGANISER', then=models.Value(3)), models.When(post='PUBLICITY', then=models.Value(4)), models.When(post='DISCIPLINE', then=models.Value(5)), models.When(post='MEMBER', then=models.Value(6)), models.When(post='GROUP_LEADER', then=models.Value(7)), default=models.Value(0)))), '&&'), (communities.constraints.Days('since', 'until'), '&&')], name='partypost_person_once', violation_error_message='这个人这段时间已任这个职务'),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='partypost',
            trigger=pgtrigger.compiler.Trigger(name='only_of_standing_complexes', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."complex_id" IS NOT NULL)', func="\n            IF TG_OP = 'UPDATE' THEN\n                IF NEW.complex_id IS NOT DISTINCT FROM OLD.complex_id THEN\n                    RETURN NULL;\n                END IF;\n            END IF;\n            IF EXISTS (\n                SELECT 1 FROM communities_complex\n                WHERE id = NEW.complex_id AND closed_on IS NOT NULL\n            ) THEN\n                RAISE EXCEPTION 'complex % was merged into another', NEW.complex_id\n                USING ERRCODE = 'check_violation', CONSTRAINT = 'complex_stands';\n            END IF;\n            RETURN NULL;\n        ", hash='34781e2ee9bb8072304e4efe79e230b291ecbba1', operation='INSERT OR UPDATE OF "complex_id"', pgid='pgtrigger_only_of_standing_complexes_30504', table='party_building_partypost', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='partypost',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "party_building_partypostevent" ("community_id", "complex_id", "id", "is_demo", "is_published", "organization_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "post", "since", "sub_district_id", "until") VALUES (NEW."community_id", NEW."complex_id", NEW."id", NEW."is_demo", NEW."is_published", NEW."organization_id", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."phone", NEW."post", NEW."since", NEW."sub_district_id", NEW."until"); RETURN NULL;', hash='070af84c9afaab499c208b5a78400c30099e75f1', operation='INSERT', pgid='pgtrigger_insert_insert_d0110', table='party_building_partypost', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='partypost',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "party_building_partypostevent" ("community_id", "complex_id", "id", "is_demo", "is_published", "organization_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "post", "since", "sub_district_id", "until") VALUES (NEW."community_id", NEW."complex_id", NEW."id", NEW."is_demo", NEW."is_published", NEW."organization_id", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."phone", NEW."post", NEW."since", NEW."sub_district_id", NEW."until"); RETURN NULL;', hash='baaefd09ce52313ea73436357afba1806aa510fa', operation='UPDATE', pgid='pgtrigger_update_update_21f6d', table='party_building_partypost', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='partypost',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "party_building_partypostevent" ("community_id", "complex_id", "id", "is_demo", "is_published", "organization_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "post", "since", "sub_district_id", "until") VALUES (OLD."community_id", OLD."complex_id", OLD."id", OLD."is_demo", OLD."is_published", OLD."organization_id", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."phone", OLD."post", OLD."since", OLD."sub_district_id", OLD."until"); RETURN NULL;', hash='f70b6fc1f67cf0ef54e3cdc1845657926bdf4a50', operation='DELETE', pgid='pgtrigger_delete_delete_16c9e', table='party_building_partypost', when='AFTER')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='partyrules',
            constraint=models.CheckConstraint(condition=models.Q(('complex', None), ('community__isnull', False), _connector='OR'), name='partyrules_complex_has_community', violation_error_message='选了小区就要选它所在的社区'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='partyrules',
            constraint=models.UniqueConstraint(fields=('sub_district',), name='partyrules_once', violation_error_message='这个街道已有党建规则，请直接修改'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='partyrules',
            constraint=models.CheckConstraint(condition=models.Q(('community', None)), name='partyrules_of_whole_sub_district'),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='partyrules',
            trigger=pgtrigger.compiler.Trigger(name='only_of_standing_complexes', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."complex_id" IS NOT NULL)', func="\n            IF TG_OP = 'UPDATE' THEN\n                IF NEW.complex_id IS NOT DISTINCT FROM OLD.complex_id THEN\n                    RETURN NULL;\n                END IF;\n            END IF;\n            IF EXISTS (\n                SELECT 1 FROM communities_complex\n                WHERE id = NEW.complex_id AND closed_on IS NOT NULL\n            ) THEN\n                RAISE EXCEPTION 'complex % was merged into another', NEW.complex_id\n                USING ERRCODE = 'check_violation', CONSTRAINT = 'complex_stands';\n            END IF;\n            RETURN NULL;\n        ", hash='6505fd5a8bc07bf308902b68b09043a324e305da', operation='INSERT OR UPDATE OF "complex_id"', pgid='pgtrigger_only_of_standing_complexes_7eb1a', table='party_building_partyrules', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='partyrules',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "party_building_partyrulesevent" ("alarm_days", "approval_months", "approval_months_special", "assembly_days", "committee_from", "committee_least", "committee_most", "committee_usual", "community_id", "complex_id", "cultivate_months", "development_on", "id", "joint_most", "least_members", "most_members", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "probation_months", "review_months", "sub_district_id", "talk_days", "term_years", "term_years_community", "training_days") VALUES (NEW."alarm_days", NEW."approval_months", NEW."approval_months_special", NEW."assembly_days", NEW."committee_from", NEW."committee_least", NEW."committee_most", NEW."committee_usual", NEW."community_id", NEW."complex_id", NEW."cultivate_months", NEW."development_on", NEW."id", NEW."joint_most", NEW."least_members", NEW."most_members", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."probation_months", NEW."review_months", NEW."sub_district_id", NEW."talk_days", NEW."term_years", NEW."term_years_community", NEW."training_days"); RETURN NULL;', hash='d70aea14cb85c63eaa313c4295b84113b72f1d56', operation='INSERT', pgid='pgtrigger_insert_insert_448f6', table='party_building_partyrules', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='partyrules',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "party_building_partyrulesevent" ("alarm_days", "approval_months", "approval_months_special", "assembly_days", "committee_from", "committee_least", "committee_most", "committee_usual", "community_id", "complex_id", "cultivate_months", "development_on", "id", "joint_most", "least_members", "most_members", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "probation_months", "review_months", "sub_district_id", "talk_days", "term_years", "term_years_community", "training_days") VALUES (NEW."alarm_days", NEW."approval_months", NEW."approval_months_special", NEW."assembly_days", NEW."committee_from", NEW."committee_least", NEW."committee_most", NEW."committee_usual", NEW."community_id", NEW."complex_id", NEW."cultivate_months", NEW."development_on", NEW."id", NEW."joint_most", NEW."least_members", NEW."most_members", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."probation_months", NEW."review_months", NEW."sub_district_id", NEW."talk_days", NEW."term_years", NEW."term_years_community", NEW."training_days"); RETURN NULL;', hash='fcdd4ae13680b561be74db9754834e0f100b48d8', operation='UPDATE', pgid='pgtrigger_update_update_febe3', table='party_building_partyrules', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='partyrules',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "party_building_partyrulesevent" ("alarm_days", "approval_months", "approval_months_special", "assembly_days", "committee_from", "committee_least", "committee_most", "committee_usual", "community_id", "complex_id", "cultivate_months", "development_on", "id", "joint_most", "least_members", "most_members", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "probation_months", "review_months", "sub_district_id", "talk_days", "term_years", "term_years_community", "training_days") VALUES (OLD."alarm_days", OLD."approval_months", OLD."approval_months_special", OLD."assembly_days", OLD."committee_from", OLD."committee_least", OLD."committee_most", OLD."committee_usual", OLD."community_id", OLD."complex_id", OLD."cultivate_months", OLD."development_on", OLD."id", OLD."joint_most", OLD."least_members", OLD."most_members", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."probation_months", OLD."review_months", OLD."sub_district_id", OLD."talk_days", OLD."term_years", OLD."term_years_community", OLD."training_days"); RETURN NULL;', hash='37e8dc9544b3e3110c6981d08d6207cee6edebd2', operation='DELETE', pgid='pgtrigger_delete_delete_f945f', table='party_building_partyrules', when='AFTER')),
        ),
        accounts.migration_steps.AddIndex(
            model_name='partyterm',
            index=models.Index(fields=['sub_district', 'ends_on'], name='partyterm_by_end'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='partyterm',
            constraint=models.CheckConstraint(condition=models.Q(('complex', None), ('community__isnull', False), _connector='OR'), name='partyterm_complex_has_community', violation_error_message='选了小区就要选它所在的社区'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='partyterm',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='partyterm_forward', violation_error_message='届满日期不能早于换届日期'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='partyterm',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(communities.constraints.OfOne('organization'), '&&'), (communities.constraints.Days('starts_on', 'ends_on'), '&&')], name='partyterms_apart', violation_error_message='任期与另一届重叠，同一党组织的各届任期不能重叠'),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='partyterm',
            trigger=pgtrigger.compiler.Trigger(name='only_of_standing_complexes', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."complex_id" IS NOT NULL)', func="\n            IF TG_OP = 'UPDATE' THEN\n                IF NEW.complex_id IS NOT DISTINCT FROM OLD.complex_id THEN\n                    RETURN NULL;\n                END IF;\n            END IF;\n            IF EXISTS (\n                SELECT 1 FROM communities_complex\n                WHERE id = NEW.complex_id AND closed_on IS NOT NULL\n            ) THEN\n                RAISE EXCEPTION 'complex % was merged into another', NEW.complex_id\n                USING ERRCODE = 'check_violation', CONSTRAINT = 'complex_stands';\n            END IF;\n            RETURN NULL;\n        ", hash='d24dd8241c68fd0214295a21496aec883f880d8a', operation='INSERT OR UPDATE OF "complex_id"', pgid='pgtrigger_only_of_standing_complexes_a1d4b', table='party_building_partyterm', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='partyterm',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "party_building_partytermevent" ("community_id", "complex_id", "ends_on", "id", "number", "organization_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "sub_district_id") VALUES (NEW."community_id", NEW."complex_id", NEW."ends_on", NEW."id", NEW."number", NEW."organization_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."starts_on", NEW."sub_district_id"); RETURN NULL;', hash='518cc2bf242b3768048e6b44477ea89e751053b0', operation='INSERT', pgid='pgtrigger_insert_insert_f5177', table='party_building_partyterm', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='partyterm',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "party_building_partytermevent" ("community_id", "complex_id", "ends_on", "id", "number", "organization_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "sub_district_id") VALUES (NEW."community_id", NEW."complex_id", NEW."ends_on", NEW."id", NEW."number", NEW."organization_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."starts_on", NEW."sub_district_id"); RETURN NULL;', hash='372ff68415a61bb980f9fc995e9365ea67c6d55a', operation='UPDATE', pgid='pgtrigger_update_update_10c4e', table='party_building_partyterm', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='partyterm',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "party_building_partytermevent" ("community_id", "complex_id", "ends_on", "id", "number", "organization_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "sub_district_id") VALUES (OLD."community_id", OLD."complex_id", OLD."ends_on", OLD."id", OLD."number", OLD."organization_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."starts_on", OLD."sub_district_id"); RETURN NULL;', hash='f6cf20ddc48dbde55b60ce37daa60c4856addcd5', operation='DELETE', pgid='pgtrigger_delete_delete_f9c56', table='party_building_partyterm', when='AFTER')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='postleave',
            constraint=models.CheckConstraint(condition=models.Q(('complex', None), ('community__isnull', False), _connector='OR'), name='postleave_complex_has_community', violation_error_message='选了小区就要选它所在的社区'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='postleave',
            constraint=models.CheckConstraint(condition=models.Q(('last_day', None), ('last_day__gte', models.F('first_day')), _connector='OR'), name='postleave_forward', violation_error_message='止期不能早于起期'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='postleave',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(communities.constraints.OfOne('post'), '&&'), (communities.constraints.Days('first_day', 'last_day'), '&&')], name='postleave_once', violation_error_message='这几天已经安排了代班'),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='postleave',
            trigger=pgtrigger.compiler.Trigger(name='only_of_standing_complexes', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."complex_id" IS NOT NULL)', func="\n            IF TG_OP = 'UPDATE' THEN\n                IF NEW.complex_id IS NOT DISTINCT FROM OLD.complex_id THEN\n                    RETURN NULL;\n                END IF;\n            END IF;\n            IF EXISTS (\n                SELECT 1 FROM communities_complex\n                WHERE id = NEW.complex_id AND closed_on IS NOT NULL\n            ) THEN\n                RAISE EXCEPTION 'complex % was merged into another', NEW.complex_id\n                USING ERRCODE = 'check_violation', CONSTRAINT = 'complex_stands';\n            END IF;\n            RETURN NULL;\n        ", hash='f11bdd9e5bbe18da0a712ff0050043111c256757', operation='INSERT OR UPDATE OF "complex_id"', pgid='pgtrigger_only_of_standing_complexes_e24ed', table='party_building_postleave', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='postleave',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "party_building_postleaveevent" ("community_id", "complex_id", "deputy_id", "first_day", "id", "last_day", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post_id", "sub_district_id") VALUES (NEW."community_id", NEW."complex_id", NEW."deputy_id", NEW."first_day", NEW."id", NEW."last_day", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."post_id", NEW."sub_district_id"); RETURN NULL;', hash='3c8b92f34a951b070c3b1992175ba13a485a0f53', operation='INSERT', pgid='pgtrigger_insert_insert_0837d', table='party_building_postleave', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='postleave',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "party_building_postleaveevent" ("community_id", "complex_id", "deputy_id", "first_day", "id", "last_day", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post_id", "sub_district_id") VALUES (NEW."community_id", NEW."complex_id", NEW."deputy_id", NEW."first_day", NEW."id", NEW."last_day", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."post_id", NEW."sub_district_id"); RETURN NULL;', hash='9156623ace6a7684833d4cb0ba733226a298961d', operation='UPDATE', pgid='pgtrigger_update_update_5a7c7', table='party_building_postleave', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='postleave',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "party_building_postleaveevent" ("community_id", "complex_id", "deputy_id", "first_day", "id", "last_day", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post_id", "sub_district_id") VALUES (OLD."community_id", OLD."complex_id", OLD."deputy_id", OLD."first_day", OLD."id", OLD."last_day", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."post_id", OLD."sub_district_id"); RETURN NULL;', hash='6b367e3e0d0ba92473a9593b9b295c0b576f91bf', operation='DELETE', pgid='pgtrigger_delete_delete_2dcb6', table='party_building_postleave', when='AFTER')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='responsibilityzone',
            constraint=models.CheckConstraint(condition=models.Q(('complex', None), ('community__isnull', False), _connector='OR'), name='responsibilityzone_complex_has_community', violation_error_message='选了小区就要选它所在的社区'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='responsibilityzone',
            constraint=models.CheckConstraint(condition=models.Q(('complex__isnull', False)), name='responsibilityzone_in_complex', violation_error_message='请选小区'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='responsibilityzone',
            constraint=models.CheckConstraint(condition=models.Q(('building', None), ('unit', None), _connector='OR'), name='responsibilityzone_one_span', violation_error_message='楼栋和单元只选一个'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='responsibilityzone',
            constraint=models.CheckConstraint(condition=models.Q(('until', None), ('until__gte', models.F('since')), _connector='OR'), name='responsibilityzone_forward', violation_error_message='止期不能早于起期'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='responsibilityzone',
            constraint=models.UniqueConstraint(fields=('id', 'sub_district'), name='responsibilityzone_tenant'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='responsibilityzone',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('building__isnull', False)), expressions=[(communities.constraints.OfOne('building'), '&&'), (communities.constraints.Days('since', 'until'), '&&')], name='responsibilityzone_of_building', violation_error_message='这栋楼这段时间已有责任区'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='responsibilityzone',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('unit__isnull', False)), expressions=[(communities.constraints.OfOne('unit'), '&&'), (communities.constraints.Days('since', 'until'), '&&')], name='responsibilityzone_of_unit', violation_error_message='这个单元这段时间已有责任区'),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='responsibilityzone',
            trigger=pgtrigger.compiler.Trigger(name='only_of_standing_complexes', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."complex_id" IS NOT NULL)', func="\n            IF TG_OP = 'UPDATE' THEN\n                IF NEW.complex_id IS NOT DISTINCT FROM OLD.complex_id THEN\n                    RETURN NULL;\n                END IF;\n            END IF;\n            IF EXISTS (\n                SELECT 1 FROM communities_complex\n                WHERE id = NEW.complex_id AND closed_on IS NOT NULL\n            ) THEN\n                RAISE EXCEPTION 'complex % was merged into another', NEW.complex_id\n                USING ERRCODE = 'check_violation', CONSTRAINT = 'complex_stands';\n            END IF;\n            RETURN NULL;\n        ", hash='4925892e60b7aaaecc7c0d69e7fa44a43ef6e27a', operation='INSERT OR UPDATE OF "complex_id"', pgid='pgtrigger_only_of_standing_complexes_e336b', table='party_building_responsibilityzone', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='responsibilityzone',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "party_building_responsibilityzoneevent" ("building_id", "community_id", "complex_id", "id", "is_demo", "name", "organization_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "sub_district_id", "unit_id", "until") VALUES (NEW."building_id", NEW."community_id", NEW."complex_id", NEW."id", NEW."is_demo", NEW."name", NEW."organization_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."since", NEW."sub_district_id", NEW."unit_id", NEW."until"); RETURN NULL;', hash='e174d54065ecfdfe5214c73ba291e2953eed0483', operation='INSERT', pgid='pgtrigger_insert_insert_20494', table='party_building_responsibilityzone', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='responsibilityzone',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "party_building_responsibilityzoneevent" ("building_id", "community_id", "complex_id", "id", "is_demo", "name", "organization_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "sub_district_id", "unit_id", "until") VALUES (NEW."building_id", NEW."community_id", NEW."complex_id", NEW."id", NEW."is_demo", NEW."name", NEW."organization_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."since", NEW."sub_district_id", NEW."unit_id", NEW."until"); RETURN NULL;', hash='721fb7550c28c01ffd702f890f8007ba9082dd98', operation='UPDATE', pgid='pgtrigger_update_update_58cd0', table='party_building_responsibilityzone', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='responsibilityzone',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "party_building_responsibilityzoneevent" ("building_id", "community_id", "complex_id", "id", "is_demo", "name", "organization_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "sub_district_id", "unit_id", "until") VALUES (OLD."building_id", OLD."community_id", OLD."complex_id", OLD."id", OLD."is_demo", OLD."name", OLD."organization_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."since", OLD."sub_district_id", OLD."unit_id", OLD."until"); RETURN NULL;', hash='33381cede37ec9ae1acfa7625c74b16ba6a9e983', operation='DELETE', pgid='pgtrigger_delete_delete_6dc0c', table='party_building_responsibilityzone', when='AFTER')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='servicepost',
            constraint=models.CheckConstraint(condition=models.Q(('complex', None), ('community__isnull', False), _connector='OR'), name='servicepost_complex_has_community', violation_error_message='选了小区就要选它所在的社区'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='servicepost',
            constraint=models.CheckConstraint(condition=models.Q(('complex__isnull', False)), name='servicepost_in_complex', violation_error_message='请选小区'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='servicepost',
            constraint=models.CheckConstraint(condition=models.Q(('building', None), ('unit', None), _connector='OR'), name='servicepost_one_span', violation_error_message='楼栋和单元只选一个'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='servicepost',
            constraint=models.CheckConstraint(condition=models.Q(('until', None), ('until__gte', models.F('since')), _connector='OR'), name='servicepost_forward', violation_error_message='止期不能早于起期'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='servicepost',
            constraint=models.CheckConstraint(condition=models.Q(('places__gte', 1)), name='servicepost_has_places', violation_error_message='名额至少1个'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='servicepost',
            constraint=models.UniqueConstraint(fields=('id', 'sub_district'), name='servicepost_tenant'),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='servicepost',
            trigger=pgtrigger.compiler.Trigger(name='only_of_standing_complexes', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."complex_id" IS NOT NULL)', func="\n            IF TG_OP = 'UPDATE' THEN\n                IF NEW.complex_id IS NOT DISTINCT FROM OLD.complex_id THEN\n                    RETURN NULL;\n                END IF;\n            END IF;\n            IF EXISTS (\n                SELECT 1 FROM communities_complex\n                WHERE id = NEW.complex_id AND closed_on IS NOT NULL\n            ) THEN\n                RAISE EXCEPTION 'complex % was merged into another', NEW.complex_id\n                USING ERRCODE = 'check_violation', CONSTRAINT = 'complex_stands';\n            END IF;\n            RETURN NULL;\n        ", hash='d52be89f451951f9798153c8effb859108f8d53e', operation='INSERT OR UPDATE OF "complex_id"', pgid='pgtrigger_only_of_standing_complexes_d7fda', table='party_building_servicepost', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='servicepost',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "party_building_servicepostevent" ("building_id", "community_id", "complex_id", "id", "is_demo", "name", "organization_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "places", "since", "spot", "sub_district_id", "unit_id", "until") VALUES (NEW."building_id", NEW."community_id", NEW."complex_id", NEW."id", NEW."is_demo", NEW."name", NEW."organization_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."places", NEW."since", NEW."spot", NEW."sub_district_id", NEW."unit_id", NEW."until"); RETURN NULL;', hash='23bcab9957b5ccd47bdd2aebaf47130e82b55798', operation='INSERT', pgid='pgtrigger_insert_insert_8c965', table='party_building_servicepost', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='servicepost',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "party_building_servicepostevent" ("building_id", "community_id", "complex_id", "id", "is_demo", "name", "organization_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "places", "since", "spot", "sub_district_id", "unit_id", "until") VALUES (NEW."building_id", NEW."community_id", NEW."complex_id", NEW."id", NEW."is_demo", NEW."name", NEW."organization_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."places", NEW."since", NEW."spot", NEW."sub_district_id", NEW."unit_id", NEW."until"); RETURN NULL;', hash='e7725183d896ce75b93a241c068d16c1390bf438', operation='UPDATE', pgid='pgtrigger_update_update_d29cb', table='party_building_servicepost', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='servicepost',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "party_building_servicepostevent" ("building_id", "community_id", "complex_id", "id", "is_demo", "name", "organization_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "places", "since", "spot", "sub_district_id", "unit_id", "until") VALUES (OLD."building_id", OLD."community_id", OLD."complex_id", OLD."id", OLD."is_demo", OLD."name", OLD."organization_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."places", OLD."since", OLD."spot", OLD."sub_district_id", OLD."unit_id", OLD."until"); RETURN NULL;', hash='5642aab70d7f9786fef7b05575fecbed4fe3e4b9', operation='DELETE', pgid='pgtrigger_delete_delete_a1b92', table='party_building_servicepost', when='AFTER')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='serviceclaim',
            constraint=models.CheckConstraint(condition=models.Q(('complex', None), ('community__isnull', False), _connector='OR'), name='serviceclaim_complex_has_community', violation_error_message='选了小区就要选它所在的社区'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='serviceclaim',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('member', None), ('registration__isnull', False)), models.Q(('member__isnull', False), ('registration', None)), _connector='OR'), name='serviceclaim_of_one', violation_error_message='请选党员或者双报到党员'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='serviceclaim',
            constraint=models.CheckConstraint(condition=models.Q(('until', None), ('until__gte', models.F('since')), _connector='OR'), name='serviceclaim_forward', violation_error_message='止期不能早于起期'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='serviceclaim',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('member__isnull', False)), expressions=[(communities.constraints.OfOne('service_post'), '&&'), (communities.constraints.OfOne('member'), '&&'), (communities.constraints.Days('since', 'until'), '&&')], name='serviceclaim_member_once', violation_error_message='这个岗位这段时间已经认领'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='serviceclaim',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('registration__isnull', False)), expressions=[(communities.constraints.OfOne('service_post'), '&&'), (communities.constraints.OfOne('registration'), '&&'), (communities.constraints.Days('since', 'until'), '&&')], name='serviceclaim_registration_once', violation_error_message='这个岗位这段时间已经认领'),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='serviceclaim',
            trigger=pgtrigger.compiler.Trigger(name='only_of_standing_complexes', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."complex_id" IS NOT NULL)', func="\n            IF TG_OP = 'UPDATE' THEN\n                IF NEW.complex_id IS NOT DISTINCT FROM OLD.complex_id THEN\n                    RETURN NULL;\n                END IF;\n            END IF;\n            IF EXISTS (\n                SELECT 1 FROM communities_complex\n                WHERE id = NEW.complex_id AND closed_on IS NOT NULL\n            ) THEN\n                RAISE EXCEPTION 'complex % was merged into another', NEW.complex_id\n                USING ERRCODE = 'check_violation', CONSTRAINT = 'complex_stands';\n            END IF;\n            RETURN NULL;\n        ", hash='6904a4ea7320e7c35ab44e16f11ad6d7c26c7451', operation='INSERT OR UPDATE OF "complex_id"', pgid='pgtrigger_only_of_standing_complexes_6f0fa', table='party_building_serviceclaim', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='serviceclaim',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "party_building_serviceclaimevent" ("community_id", "complex_id", "id", "member_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "registration_id", "service_post_id", "since", "sub_district_id", "until") VALUES (NEW."community_id", NEW."complex_id", NEW."id", NEW."member_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."registration_id", NEW."service_post_id", NEW."since", NEW."sub_district_id", NEW."until"); RETURN NULL;', hash='4a908b3b01ba5229b53f21c554b46ebfb3a1e2d9', operation='INSERT', pgid='pgtrigger_insert_insert_e47f3', table='party_building_serviceclaim', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='serviceclaim',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "party_building_serviceclaimevent" ("community_id", "complex_id", "id", "member_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "registration_id", "service_post_id", "since", "sub_district_id", "until") VALUES (NEW."community_id", NEW."complex_id", NEW."id", NEW."member_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."registration_id", NEW."service_post_id", NEW."since", NEW."sub_district_id", NEW."until"); RETURN NULL;', hash='986a2b3da20165df97a9ebbb2b29d10855d4d92f', operation='UPDATE', pgid='pgtrigger_update_update_e594b', table='party_building_serviceclaim', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='serviceclaim',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "party_building_serviceclaimevent" ("community_id", "complex_id", "id", "member_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "registration_id", "service_post_id", "since", "sub_district_id", "until") VALUES (OLD."community_id", OLD."complex_id", OLD."id", OLD."member_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."registration_id", OLD."service_post_id", OLD."since", OLD."sub_district_id", OLD."until"); RETURN NULL;', hash='9188ba11b2515c26ff805ccc31a3936790457b70', operation='DELETE', pgid='pgtrigger_delete_delete_318ac', table='party_building_serviceclaim', when='AFTER')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='subordination',
            constraint=models.CheckConstraint(condition=models.Q(('complex', None), ('community__isnull', False), _connector='OR'), name='subordination_complex_has_community', violation_error_message='选了小区就要选它所在的社区'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='subordination',
            constraint=models.CheckConstraint(condition=models.Q(('until', None), ('until__gte', models.F('since')), _connector='OR'), name='subordination_forward', violation_error_message='止期不能早于起期'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='subordination',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(communities.constraints.OfOne('organization'), '&&'), (communities.constraints.Days('since', 'until'), '&&')], name='subordination_one_parent', violation_error_message='这段时间已有上级党组织'),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='subordination',
            trigger=pgtrigger.compiler.Trigger(name='only_of_standing_complexes', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."complex_id" IS NOT NULL)', func="\n            IF TG_OP = 'UPDATE' THEN\n                IF NEW.complex_id IS NOT DISTINCT FROM OLD.complex_id THEN\n                    RETURN NULL;\n                END IF;\n            END IF;\n            IF EXISTS (\n                SELECT 1 FROM communities_complex\n                WHERE id = NEW.complex_id AND closed_on IS NOT NULL\n            ) THEN\n                RAISE EXCEPTION 'complex % was merged into another', NEW.complex_id\n                USING ERRCODE = 'check_violation', CONSTRAINT = 'complex_stands';\n            END IF;\n            RETURN NULL;\n        ", hash='6bb21d3bc7423acad169459c2edaf0edac30d910', operation='INSERT OR UPDATE OF "complex_id"', pgid='pgtrigger_only_of_standing_complexes_ab954', table='party_building_subordination', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='subordination',
            trigger=pgtrigger.compiler.Trigger(name='no_cycle', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            PERFORM 1 FROM communities_subdistrict\n            WHERE id = NEW.sub_district_id FOR NO KEY UPDATE;\n            IF EXISTS (\n                WITH RECURSIVE above (node, days) AS (\n                    SELECT NEW.parent_id, daterange(NEW.since, NEW.until, '[]')\n                    UNION\n                    SELECT link.parent_id, above.days * daterange(link.since, link.until, '[]')\n                    FROM above\n                    JOIN party_building_subordination AS link\n                        ON link.organization_id = above.node\n                    WHERE above.days && daterange(link.since, link.until, '[]')\n                )\n                SELECT 1 FROM above WHERE node = NEW.organization_id\n            ) THEN\n                RAISE EXCEPTION 'organization % would stand above itself', NEW.organization_id\n                USING ERRCODE = 'check_violation', CONSTRAINT = 'subordination_no_cycle';\n            END IF;\n            RETURN NULL;\n        ", hash='48990a2ea7dc8bab3f84f15df5606251766bccb9', operation='INSERT OR UPDATE', pgid='pgtrigger_no_cycle_45ecb', table='party_building_subordination', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='subordination',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "party_building_subordinationevent" ("community_id", "complex_id", "id", "organization_id", "parent_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "sub_district_id", "until") VALUES (NEW."community_id", NEW."complex_id", NEW."id", NEW."organization_id", NEW."parent_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."since", NEW."sub_district_id", NEW."until"); RETURN NULL;', hash='d7860ce1865e509a5039da4c803d087f90e21173', operation='INSERT', pgid='pgtrigger_insert_insert_76aa9', table='party_building_subordination', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='subordination',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "party_building_subordinationevent" ("community_id", "complex_id", "id", "organization_id", "parent_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "sub_district_id", "until") VALUES (NEW."community_id", NEW."complex_id", NEW."id", NEW."organization_id", NEW."parent_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."since", NEW."sub_district_id", NEW."until"); RETURN NULL;', hash='eda412b569f13837370cc4d2b88541c5570e5fb4', operation='UPDATE', pgid='pgtrigger_update_update_01a20', table='party_building_subordination', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='subordination',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "party_building_subordinationevent" ("community_id", "complex_id", "id", "organization_id", "parent_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "sub_district_id", "until") VALUES (OLD."community_id", OLD."complex_id", OLD."id", OLD."organization_id", OLD."parent_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."since", OLD."sub_district_id", OLD."until"); RETURN NULL;', hash='94820c8c932fe7ac4402e4a6f262db9627519b8c', operation='DELETE', pgid='pgtrigger_delete_delete_0f417', table='party_building_subordination', when='AFTER')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='zoneduty',
            constraint=models.CheckConstraint(condition=models.Q(('complex', None), ('community__isnull', False), _connector='OR'), name='zoneduty_complex_has_community', violation_error_message='选了小区就要选它所在的社区'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='zoneduty',
            constraint=models.CheckConstraint(condition=models.Q(('until', None), ('until__gte', models.F('since')), _connector='OR'), name='zoneduty_forward', violation_error_message='止期不能早于起期'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='zoneduty',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(communities.constraints.OfOne('zone'), '&&'), (communities.constraints.OfOne('member'), '&&'), (communities.constraints.Days('since', 'until'), '&&')], name='zoneduty_once', violation_error_message='这位党员这段时间已负责这个责任区'),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='zoneduty',
            trigger=pgtrigger.compiler.Trigger(name='only_of_standing_complexes', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."complex_id" IS NOT NULL)', func="\n            IF TG_OP = 'UPDATE' THEN\n                IF NEW.complex_id IS NOT DISTINCT FROM OLD.complex_id THEN\n                    RETURN NULL;\n                END IF;\n            END IF;\n            IF EXISTS (\n                SELECT 1 FROM communities_complex\n                WHERE id = NEW.complex_id AND closed_on IS NOT NULL\n            ) THEN\n                RAISE EXCEPTION 'complex % was merged into another', NEW.complex_id\n                USING ERRCODE = 'check_violation', CONSTRAINT = 'complex_stands';\n            END IF;\n            RETURN NULL;\n        ", hash='b98580718f8960f2a8acd96d29de5e0002079d8f', operation='INSERT OR UPDATE OF "complex_id"', pgid='pgtrigger_only_of_standing_complexes_524d8', table='party_building_zoneduty', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='zoneduty',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "party_building_zonedutyevent" ("community_id", "complex_id", "id", "member_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "sub_district_id", "until", "zone_id") VALUES (NEW."community_id", NEW."complex_id", NEW."id", NEW."member_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."since", NEW."sub_district_id", NEW."until", NEW."zone_id"); RETURN NULL;', hash='075d7c39656a3075c4dac6f2c18eb7489f34189f', operation='INSERT', pgid='pgtrigger_insert_insert_038d6', table='party_building_zoneduty', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='zoneduty',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "party_building_zonedutyevent" ("community_id", "complex_id", "id", "member_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "sub_district_id", "until", "zone_id") VALUES (NEW."community_id", NEW."complex_id", NEW."id", NEW."member_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."since", NEW."sub_district_id", NEW."until", NEW."zone_id"); RETURN NULL;', hash='3617c6d3501aa7a8758ccdc11a553a6e8ef98041', operation='UPDATE', pgid='pgtrigger_update_update_8458f', table='party_building_zoneduty', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='zoneduty',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "party_building_zonedutyevent" ("community_id", "complex_id", "id", "member_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "sub_district_id", "until", "zone_id") VALUES (OLD."community_id", OLD."complex_id", OLD."id", OLD."member_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."since", OLD."sub_district_id", OLD."until", OLD."zone_id"); RETURN NULL;', hash='265b2beafa34a2833d9e387d688cb0a02ca0d1e7', operation='DELETE', pgid='pgtrigger_delete_delete_d445a', table='party_building_zoneduty', when='AFTER')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='dualregistration',
            constraint=communities.constraints.CompositeForeignKey(fields=('complex', 'community'), name='dualregistration_complex_in_community', to='communities.Complex', to_fields=('id', 'community')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='dualregistration',
            constraint=communities.constraints.CompositeForeignKey(fields=('community', 'sub_district'), name='dualregistration_community_in_sub_district', to='communities.Community', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='developmentstep',
            constraint=communities.constraints.CompositeForeignKey(fields=('complex', 'community'), name='developmentstep_complex_in_community', to='communities.Complex', to_fields=('id', 'community')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='developmentstep',
            constraint=communities.constraints.CompositeForeignKey(fields=('community', 'sub_district'), name='developmentstep_community_in_sub_district', to='communities.Community', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='developmentstep',
            constraint=communities.constraints.CompositeForeignKey(fields=('record', 'sub_district'), name='developmentstep_record_of_tenant', to='party_building.MemberDevelopment', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='partyinstructor',
            constraint=communities.constraints.CompositeForeignKey(fields=('complex', 'community'), name='partyinstructor_complex_in_community', to='communities.Complex', to_fields=('id', 'community')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='partyinstructor',
            constraint=communities.constraints.CompositeForeignKey(fields=('community', 'sub_district'), name='partyinstructor_community_in_sub_district', to='communities.Community', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='partyorganization',
            constraint=communities.constraints.CompositeForeignKey(fields=('complex', 'community'), name='partyorganization_complex_in_community', to='communities.Complex', to_fields=('id', 'community')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='partyorganization',
            constraint=communities.constraints.CompositeForeignKey(fields=('community', 'sub_district'), name='partyorganization_community_in_sub_district', to='communities.Community', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='partymember',
            constraint=communities.constraints.CompositeForeignKey(fields=('complex', 'community'), name='partymember_complex_in_community', to='communities.Complex', to_fields=('id', 'community')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='partymember',
            constraint=communities.constraints.CompositeForeignKey(fields=('community', 'sub_district'), name='partymember_community_in_sub_district', to='communities.Community', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='partymember',
            constraint=communities.constraints.CompositeForeignKey(fields=('organization', 'sub_district'), name='partymember_organization_of_tenant', to='party_building.PartyOrganization', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='partymember',
            constraint=communities.constraints.CompositeForeignKey(fields=('group', 'sub_district'), name='partymember_group_of_tenant', to='party_building.PartyOrganization', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='partymember',
            constraint=communities.constraints.CompositeForeignKey(fields=('building', 'complex'), name='partymember_building_of_complex', to='communities.Building', to_fields=('id', 'complex')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='partycoverage',
            constraint=communities.constraints.CompositeForeignKey(fields=('complex', 'community'), name='partycoverage_complex_in_community', to='communities.Complex', to_fields=('id', 'community')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='partycoverage',
            constraint=communities.constraints.CompositeForeignKey(fields=('community', 'sub_district'), name='partycoverage_community_in_sub_district', to='communities.Community', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='partycoverage',
            constraint=communities.constraints.CompositeForeignKey(fields=('organization', 'sub_district'), name='partycoverage_organization_of_tenant', to='party_building.PartyOrganization', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='partycoverage',
            constraint=communities.constraints.CompositeForeignKey(fields=('organization', 'kind'), name='partycoverage_kind_of_organization', to='party_building.PartyOrganization', to_fields=('id', 'kind')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='partycoverage',
            constraint=communities.constraints.CompositeForeignKey(fields=('host', 'sub_district'), name='partycoverage_host_of_tenant', to='communities.Organization', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='partycoverage',
            constraint=communities.constraints.CompositeForeignKey(fields=('building', 'complex'), name='partycoverage_building_of_complex', to='communities.Building', to_fields=('id', 'complex')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='partycoverage',
            constraint=communities.constraints.CompositeForeignKey(fields=('unit', 'complex'), name='partycoverage_unit_of_complex', to='communities.Unit', to_fields=('id', 'complex')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='memberdevelopment',
            constraint=communities.constraints.CompositeForeignKey(fields=('complex', 'community'), name='memberdevelopment_complex_in_community', to='communities.Complex', to_fields=('id', 'community')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='memberdevelopment',
            constraint=communities.constraints.CompositeForeignKey(fields=('community', 'sub_district'), name='memberdevelopment_community_in_sub_district', to='communities.Community', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='memberdevelopment',
            constraint=communities.constraints.CompositeForeignKey(fields=('organization', 'sub_district'), name='memberdevelopment_organization_of_tenant', to='party_building.PartyOrganization', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='membercount',
            constraint=communities.constraints.CompositeForeignKey(fields=('complex', 'community'), name='membercount_complex_in_community', to='communities.Complex', to_fields=('id', 'community')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='membercount',
            constraint=communities.constraints.CompositeForeignKey(fields=('community', 'sub_district'), name='membercount_community_in_sub_district', to='communities.Community', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='membercount',
            constraint=communities.constraints.CompositeForeignKey(fields=('organization', 'sub_district'), name='membercount_organization_of_tenant', to='party_building.PartyOrganization', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='keypartyhousehold',
            constraint=communities.constraints.CompositeForeignKey(fields=('complex', 'community'), name='keypartyhousehold_complex_in_community', to='communities.Complex', to_fields=('id', 'community')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='keypartyhousehold',
            constraint=communities.constraints.CompositeForeignKey(fields=('community', 'sub_district'), name='keypartyhousehold_community_in_sub_district', to='communities.Community', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='keypartyhousehold',
            constraint=communities.constraints.CompositeForeignKey(fields=('organization', 'sub_district'), name='keypartyhousehold_organization_of_tenant', to='party_building.PartyOrganization', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='keypartyhousehold',
            constraint=communities.constraints.CompositeForeignKey(fields=('building', 'complex'), name='keypartyhousehold_building_of_complex', to='communities.Building', to_fields=('id', 'complex')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='keypartyhousehold',
            constraint=communities.constraints.CompositeForeignKey(fields=('unit', 'complex'), name='keypartyhousehold_unit_of_complex', to='communities.Unit', to_fields=('id', 'complex')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='keypartyhousehold',
            constraint=communities.constraints.CompositeForeignKey(fields=('door', 'complex'), name='keypartyhousehold_door_of_complex', to='communities.Door', to_fields=('id', 'complex')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='keypartyhousehold',
            constraint=communities.constraints.CompositeForeignKey(fields=('member', 'sub_district'), name='keypartyhousehold_member_of_tenant', to='party_building.PartyMember', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='instructorassignment',
            constraint=communities.constraints.CompositeForeignKey(fields=('complex', 'community'), name='instructorassignment_complex_in_community', to='communities.Complex', to_fields=('id', 'community')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='instructorassignment',
            constraint=communities.constraints.CompositeForeignKey(fields=('community', 'sub_district'), name='instructorassignment_community_in_sub_district', to='communities.Community', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='instructorassignment',
            constraint=communities.constraints.CompositeForeignKey(fields=('instructor', 'sub_district'), name='instructorassignment_instructor_of_tenant', to='party_building.PartyInstructor', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='instructorassignment',
            constraint=communities.constraints.CompositeForeignKey(fields=('host', 'sub_district'), name='instructorassignment_host_of_tenant', to='communities.Organization', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='instructorassignment',
            constraint=communities.constraints.CompositeForeignKey(fields=('organization', 'sub_district'), name='instructorassignment_organization_of_tenant', to='party_building.PartyOrganization', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='partypost',
            constraint=communities.constraints.CompositeForeignKey(fields=('complex', 'community'), name='partypost_complex_in_community', to='communities.Complex', to_fields=('id', 'community')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='partypost',
            constraint=communities.constraints.CompositeForeignKey(fields=('community', 'sub_district'), name='partypost_community_in_sub_district', to='communities.Community', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='partypost',
            constraint=communities.constraints.CompositeForeignKey(fields=('organization', 'sub_district'), name='partypost_organization_of_tenant', to='party_building.PartyOrganization', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='partyrules',
            constraint=communities.constraints.CompositeForeignKey(fields=('complex', 'community'), name='partyrules_complex_in_community', to='communities.Complex', to_fields=('id', 'community')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='partyrules',
            constraint=communities.constraints.CompositeForeignKey(fields=('community', 'sub_district'), name='partyrules_community_in_sub_district', to='communities.Community', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='partyterm',
            constraint=communities.constraints.CompositeForeignKey(fields=('complex', 'community'), name='partyterm_complex_in_community', to='communities.Complex', to_fields=('id', 'community')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='partyterm',
            constraint=communities.constraints.CompositeForeignKey(fields=('community', 'sub_district'), name='partyterm_community_in_sub_district', to='communities.Community', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='partyterm',
            constraint=communities.constraints.CompositeForeignKey(fields=('organization', 'sub_district'), name='partyterm_organization_of_tenant', to='party_building.PartyOrganization', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='postleave',
            constraint=communities.constraints.CompositeForeignKey(fields=('complex', 'community'), name='postleave_complex_in_community', to='communities.Complex', to_fields=('id', 'community')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='postleave',
            constraint=communities.constraints.CompositeForeignKey(fields=('community', 'sub_district'), name='postleave_community_in_sub_district', to='communities.Community', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='postleave',
            constraint=communities.constraints.CompositeForeignKey(fields=('post', 'sub_district'), name='postleave_post_of_tenant', to='party_building.PartyPost', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='responsibilityzone',
            constraint=communities.constraints.CompositeForeignKey(fields=('complex', 'community'), name='responsibilityzone_complex_in_community', to='communities.Complex', to_fields=('id', 'community')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='responsibilityzone',
            constraint=communities.constraints.CompositeForeignKey(fields=('community', 'sub_district'), name='responsibilityzone_community_in_sub_district', to='communities.Community', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='responsibilityzone',
            constraint=communities.constraints.CompositeForeignKey(fields=('organization', 'sub_district'), name='responsibilityzone_organization_of_tenant', to='party_building.PartyOrganization', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='responsibilityzone',
            constraint=communities.constraints.CompositeForeignKey(fields=('building', 'complex'), name='responsibilityzone_building_of_complex', to='communities.Building', to_fields=('id', 'complex')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='responsibilityzone',
            constraint=communities.constraints.CompositeForeignKey(fields=('unit', 'complex'), name='responsibilityzone_unit_of_complex', to='communities.Unit', to_fields=('id', 'complex')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='servicepost',
            constraint=communities.constraints.CompositeForeignKey(fields=('complex', 'community'), name='servicepost_complex_in_community', to='communities.Complex', to_fields=('id', 'community')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='servicepost',
            constraint=communities.constraints.CompositeForeignKey(fields=('community', 'sub_district'), name='servicepost_community_in_sub_district', to='communities.Community', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='servicepost',
            constraint=communities.constraints.CompositeForeignKey(fields=('organization', 'sub_district'), name='servicepost_organization_of_tenant', to='party_building.PartyOrganization', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='servicepost',
            constraint=communities.constraints.CompositeForeignKey(fields=('building', 'complex'), name='servicepost_building_of_complex', to='communities.Building', to_fields=('id', 'complex')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='servicepost',
            constraint=communities.constraints.CompositeForeignKey(fields=('unit', 'complex'), name='servicepost_unit_of_complex', to='communities.Unit', to_fields=('id', 'complex')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='serviceclaim',
            constraint=communities.constraints.CompositeForeignKey(fields=('complex', 'community'), name='serviceclaim_complex_in_community', to='communities.Complex', to_fields=('id', 'community')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='serviceclaim',
            constraint=communities.constraints.CompositeForeignKey(fields=('community', 'sub_district'), name='serviceclaim_community_in_sub_district', to='communities.Community', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='serviceclaim',
            constraint=communities.constraints.CompositeForeignKey(fields=('service_post', 'sub_district'), name='serviceclaim_service_post_of_tenant', to='party_building.ServicePost', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='serviceclaim',
            constraint=communities.constraints.CompositeForeignKey(fields=('member', 'sub_district'), name='serviceclaim_member_of_tenant', to='party_building.PartyMember', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='serviceclaim',
            constraint=communities.constraints.CompositeForeignKey(fields=('registration', 'sub_district'), name='serviceclaim_registration_of_tenant', to='party_building.DualRegistration', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='subordination',
            constraint=communities.constraints.CompositeForeignKey(fields=('complex', 'community'), name='subordination_complex_in_community', to='communities.Complex', to_fields=('id', 'community')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='subordination',
            constraint=communities.constraints.CompositeForeignKey(fields=('community', 'sub_district'), name='subordination_community_in_sub_district', to='communities.Community', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='subordination',
            constraint=communities.constraints.CompositeForeignKey(fields=('organization', 'sub_district'), name='subordination_organization_of_tenant', to='party_building.PartyOrganization', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='subordination',
            constraint=communities.constraints.CompositeForeignKey(fields=('parent', 'sub_district'), name='subordination_parent_of_tenant', to='party_building.PartyOrganization', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='zoneduty',
            constraint=communities.constraints.CompositeForeignKey(fields=('complex', 'community'), name='zoneduty_complex_in_community', to='communities.Complex', to_fields=('id', 'community')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='zoneduty',
            constraint=communities.constraints.CompositeForeignKey(fields=('community', 'sub_district'), name='zoneduty_community_in_sub_district', to='communities.Community', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='zoneduty',
            constraint=communities.constraints.CompositeForeignKey(fields=('zone', 'sub_district'), name='zoneduty_zone_of_tenant', to='party_building.ResponsibilityZone', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='zoneduty',
            constraint=communities.constraints.CompositeForeignKey(fields=('member', 'sub_district'), name='zoneduty_member_of_tenant', to='party_building.PartyMember', to_fields=('id', 'sub_district')),
        ),
    ]
