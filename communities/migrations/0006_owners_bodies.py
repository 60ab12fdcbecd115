"""Owners' committees and 环物委: terms, seats, elections, hand-over; the keys that hold them in place last."""

import accounts.migration_steps
import communities.constraints
import communities.models.committee_rules
import datetime
import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_api_token'),
        ('communities', '0005_notices'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        accounts.migration_steps.CreateModel(
            name='CommitteeRules',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('notice_days', models.PositiveSmallIntegerField(default=15, help_text='《物业管理条例》第十四条：会议召开15日前通知', validators=[django.core.validators.MaxValueValidator(730)], verbose_name='业主大会提前公告天数')),
                ('publicity_days', models.PositiveSmallIntegerField(default=7, help_text='郑州市物业管理条例（2021）：不少于7日', validators=[django.core.validators.MaxValueValidator(730)], verbose_name='候选人公示天数')),
                ('filing_days', models.PositiveSmallIntegerField(default=30, help_text='《物业管理条例》第十六条：选举产生之日起30日内', validators=[django.core.validators.MaxValueValidator(730)], verbose_name='备案期限天数')),
                ('publish_days', models.PositiveSmallIntegerField(default=3, help_text='河南省物业管理条例：3日内公布', validators=[django.core.validators.MaxValueValidator(730)], verbose_name='决定公布天数')),
                ('handover_days', models.PositiveSmallIntegerField(default=10, help_text='河南省物业管理条例：新一届产生之日起10日内', validators=[django.core.validators.MaxValueValidator(730)], verbose_name='移交期限天数')),
                ('renewal_days', models.PositiveSmallIntegerField(default=90, help_text='郑州市物业管理条例（2021）：届满90日前指导换届', validators=[django.core.validators.MaxValueValidator(730)], verbose_name='开始换届天数')),
                ('reminder_days', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(validators=[django.core.validators.MaxValueValidator(730)]), default=communities.models.committee_rules.usual_reminders, help_text='用逗号分开；深圳规定提前6个月提醒，郑州90日前指导，0是届满当天', size=8, verbose_name='提前提醒天数')),
                ('term_years', models.PositiveSmallIntegerField(default=5, help_text='河南、郑州：每届不超过5年，可以连选连任；四川的年限请核对后再改', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(20)], verbose_name='任期最长年数')),
                ('wants_odd', models.BooleanField(default=True, help_text='郑州市物业管理条例（2021）：组成人员为单数', verbose_name='委员应为单数')),
                ('party_share', models.PositiveSmallIntegerField(default=50, help_text='深圳：新一届一般不低于50%', validators=[django.core.validators.MaxValueValidator(100)], verbose_name='业委会党员比例目标（%）')),
                ('env_least', models.PositiveSmallIntegerField(default=5, help_text='山东2021年通知：不少于5人，单数', validators=[django.core.validators.MaxValueValidator(99)], verbose_name='环物委最少人数')),
                ('env_party_share', models.PositiveSmallIntegerField(default=60, help_text='山东2021年通知：不低于60%', validators=[django.core.validators.MaxValueValidator(100)], verbose_name='环物委党员比例目标（%）')),
                ('handover_items', models.TextField(default='公章\n财务账册和凭证\n专项维修资金和公共收益资料\n物业服务合同\n业主大会和业委会会议记录\n业主名册和档案资料', help_text='一行一项', max_length=1000, verbose_name='交接清单')),
                ('community', models.ForeignKey(blank=True, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.complex', verbose_name='小区')),
                ('sub_district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.subdistrict', verbose_name='街道')),
            ],
            options={
                'verbose_name': '换届规则',
                'verbose_name_plural': '换届规则',
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='CommitteeRulesEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('notice_days', models.PositiveSmallIntegerField(default=15, help_text='《物业管理条例》第十四条：会议召开15日前通知', validators=[django.core.validators.MaxValueValidator(730)], verbose_name='业主大会提前公告天数')),
                ('publicity_days', models.PositiveSmallIntegerField(default=7, help_text='郑州市物业管理条例（2021）：不少于7日', validators=[django.core.validators.MaxValueValidator(730)], verbose_name='候选人公示天数')),
                ('filing_days', models.PositiveSmallIntegerField(default=30, help_text='《物业管理条例》第十六条：选举产生之日起30日内', validators=[django.core.validators.MaxValueValidator(730)], verbose_name='备案期限天数')),
                ('publish_days', models.PositiveSmallIntegerField(default=3, help_text='河南省物业管理条例：3日内公布', validators=[django.core.validators.MaxValueValidator(730)], verbose_name='决定公布天数')),
                ('handover_days', models.PositiveSmallIntegerField(default=10, help_text='河南省物业管理条例：新一届产生之日起10日内', validators=[django.core.validators.MaxValueValidator(730)], verbose_name='移交期限天数')),
                ('renewal_days', models.PositiveSmallIntegerField(default=90, help_text='郑州市物业管理条例（2021）：届满90日前指导换届', validators=[django.core.validators.MaxValueValidator(730)], verbose_name='开始换届天数')),
                ('reminder_days', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(validators=[django.core.validators.MaxValueValidator(730)]), default=communities.models.committee_rules.usual_reminders, help_text='用逗号分开；深圳规定提前6个月提醒，郑州90日前指导，0是届满当天', size=8, verbose_name='提前提醒天数')),
                ('term_years', models.PositiveSmallIntegerField(default=5, help_text='河南、郑州：每届不超过5年，可以连选连任；四川的年限请核对后再改', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(20)], verbose_name='任期最长年数')),
                ('wants_odd', models.BooleanField(default=True, help_text='郑州市物业管理条例（2021）：组成人员为单数', verbose_name='委员应为单数')),
                ('party_share', models.PositiveSmallIntegerField(default=50, help_text='深圳：新一届一般不低于50%', validators=[django.core.validators.MaxValueValidator(100)], verbose_name='业委会党员比例目标（%）')),
                ('env_least', models.PositiveSmallIntegerField(default=5, help_text='山东2021年通知：不少于5人，单数', validators=[django.core.validators.MaxValueValidator(99)], verbose_name='环物委最少人数')),
                ('env_party_share', models.PositiveSmallIntegerField(default=60, help_text='山东2021年通知：不低于60%', validators=[django.core.validators.MaxValueValidator(100)], verbose_name='环物委党员比例目标（%）')),
                ('handover_items', models.TextField(default='公章\n财务账册和凭证\n专项维修资金和公共收益资料\n物业服务合同\n业主大会和业委会会议记录\n业主名册和档案资料', help_text='一行一项', max_length=1000, verbose_name='交接清单')),
                ('community', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.complex', verbose_name='小区')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='communities.committeerules')),
                ('sub_district', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.subdistrict', verbose_name='街道')),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='CommitteeSeat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.CharField(choices=[('DIRECTOR', '主任'), ('DEPUTY', '副主任'), ('MEMBER', '委员'), ('ALTERNATE', '候补')], default='MEMBER', max_length=20, verbose_name='职务')),
                ('is_party_member', models.BooleanField(default=False, verbose_name='是否党员')),
                ('building_text', models.CharField(blank=True, default='', max_length=20, verbose_name='楼栋')),
                ('note', models.CharField(blank=True, default='', max_length=200, verbose_name='备注')),
                ('since', models.DateField(validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='任职起')),
                ('until', models.DateField(blank=True, help_text='最后一天，当天仍在任；没有离任不填', null=True, validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='任职止')),
                ('community', models.ForeignKey(blank=True, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.complex', verbose_name='小区')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='committee_seats', to='accounts.person', verbose_name='姓名')),
                ('sub_district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.subdistrict', verbose_name='街道')),
            ],
            options={
                'verbose_name': '席位',
                'verbose_name_plural': '席位',
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='CommitteeTerm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(99)], verbose_name='届次')),
                ('seats_planned', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(99)], verbose_name='应有委员数')),
                ('starts_on', models.DateField(validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='任期起')),
                ('ends_on', models.DateField(help_text='最后一天，当天仍在任', validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='任期止')),
                ('elected_on', models.DateField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='选举日期')),
                ('filed_on', models.DateField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='备案日期')),
                ('filed_with', models.CharField(blank=True, default='', max_length=60, verbose_name='备案机关')),
                ('note', models.CharField(blank=True, default='', max_length=200, verbose_name='备注')),
                ('community', models.ForeignKey(blank=True, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.complex', verbose_name='小区')),
                ('sub_district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.subdistrict', verbose_name='街道')),
            ],
            options={
                'verbose_name': '届次',
                'verbose_name_plural': '届次',
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='CommitteeSeatEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('position', models.CharField(choices=[('DIRECTOR', '主任'), ('DEPUTY', '副主任'), ('MEMBER', '委员'), ('ALTERNATE', '候补')], default='MEMBER', max_length=20, verbose_name='职务')),
                ('is_party_member', models.BooleanField(default=False, verbose_name='是否党员')),
                ('building_text', models.CharField(blank=True, default='', max_length=20, verbose_name='楼栋')),
                ('note', models.CharField(blank=True, default='', max_length=200, verbose_name='备注')),
                ('since', models.DateField(validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='任职起')),
                ('until', models.DateField(blank=True, help_text='最后一天，当天仍在任；没有离任不填', null=True, validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='任职止')),
                ('community', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.complex', verbose_name='小区')),
                ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.person', verbose_name='姓名')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='communities.committeeseat')),
                ('sub_district', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.subdistrict', verbose_name='街道')),
                ('term', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.committeeterm', verbose_name='届次')),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.migration_steps.AddField(
            model_name='committeeseat',
            name='term',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='seats', to='communities.committeeterm', verbose_name='届次'),
        ),
        accounts.migration_steps.CreateModel(
            name='Election',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(99)], verbose_name='届次')),
                ('stage', models.CharField(choices=[('PREPARING', '筹备组'), ('CANDIDATES', '推荐和资格审查'), ('PUBLICISED', '候选人公示'), ('VOTING', '业主大会投票'), ('ELECTED', '选出'), ('FILED', '备案')], default='PREPARING', max_length=20, verbose_name='阶段')),
                ('community', models.ForeignKey(blank=True, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.complex', verbose_name='小区')),
                ('sub_district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.subdistrict', verbose_name='街道')),
            ],
            options={
                'verbose_name': '换届选举',
                'verbose_name_plural': '换届选举',
                'abstract': False,
            },
        ),
        accounts.migration_steps.AddField(
            model_name='committeeterm',
            name='election',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='term', to='communities.election', verbose_name='换届选举'),
        ),
        accounts.migration_steps.CreateModel(
            name='ElectionStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('stage', models.CharField(choices=[('PREPARING', '筹备组'), ('CANDIDATES', '推荐和资格审查'), ('PUBLICISED', '候选人公示'), ('VOTING', '业主大会投票'), ('ELECTED', '选出'), ('FILED', '备案')], max_length=20, verbose_name='阶段')),
                ('on', models.DateField(validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='日期')),
                ('note', models.CharField(blank=True, default='', max_length=200, verbose_name='说明')),
                ('at', models.DateTimeField(verbose_name='登记时间')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='election_steps', to=settings.AUTH_USER_MODEL, verbose_name='谁记的')),
                ('community', models.ForeignKey(blank=True, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.complex', verbose_name='小区')),
                ('election', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='communities.election', verbose_name='换届选举')),
                ('sub_district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.subdistrict', verbose_name='街道')),
            ],
            options={
                'verbose_name': '换届步骤',
                'verbose_name_plural': '换届步骤',
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='ElectionStepEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('stage', models.CharField(choices=[('PREPARING', '筹备组'), ('CANDIDATES', '推荐和资格审查'), ('PUBLICISED', '候选人公示'), ('VOTING', '业主大会投票'), ('ELECTED', '选出'), ('FILED', '备案')], max_length=20, verbose_name='阶段')),
                ('on', models.DateField(validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='日期')),
                ('note', models.CharField(blank=True, default='', max_length=200, verbose_name='说明')),
                ('at', models.DateTimeField(verbose_name='登记时间')),
                ('by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='谁记的')),
                ('community', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.complex', verbose_name='小区')),
                ('election', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.election', verbose_name='换届选举')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='communities.electionstep')),
                ('sub_district', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.subdistrict', verbose_name='街道')),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='EnvCommittee',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('founded_on', models.DateField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='成立日期')),
                ('acting_for', models.CharField(blank=True, default='', help_text='没有业委会的小区由它代行的写在这里，如：锦绣三号院业委会', max_length=60, verbose_name='代行谁的职责')),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='演示数据')),
                ('community', models.ForeignKey(blank=True, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.complex', verbose_name='小区')),
                ('sub_district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.subdistrict', verbose_name='街道')),
            ],
            options={
                'verbose_name': '环物委',
                'verbose_name_plural': '环物委',
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='EnvCommitteeEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('founded_on', models.DateField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='成立日期')),
                ('acting_for', models.CharField(blank=True, default='', help_text='没有业委会的小区由它代行的写在这里，如：锦绣三号院业委会', max_length=60, verbose_name='代行谁的职责')),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='演示数据')),
                ('community', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.complex', verbose_name='小区')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='communities.envcommittee')),
                ('sub_district', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.subdistrict', verbose_name='街道')),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='EnvMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.CharField(choices=[('DIRECTOR', '主任'), ('DEPUTY', '副主任'), ('MEMBER', '委员')], default='MEMBER', max_length=20, verbose_name='职务')),
                ('source', models.CharField(blank=True, choices=[('COMMITTEES', '两委'), ('GRID', '网格员'), ('BUILDING_HEAD', '楼长'), ('OWNER', '业主代表'), ('PROFESSIONAL', '专业人士')], default='', max_length=20, verbose_name='身份来源')),
                ('is_party_member', models.BooleanField(default=False, verbose_name='是否党员')),
                ('since', models.DateField(validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='任期起')),
                ('term_ends_on', models.DateField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='任期止')),
                ('until', models.DateField(blank=True, help_text='最后一天，当天仍在任；没有离任不填', null=True, validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='离任日期')),
                ('committee', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='members', to='communities.envcommittee', verbose_name='环物委')),
                ('community', models.ForeignKey(blank=True, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.complex', verbose_name='小区')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='env_memberships', to='accounts.person', verbose_name='姓名')),
                ('sub_district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.subdistrict', verbose_name='街道')),
            ],
            options={
                'verbose_name': '环物委委员',
                'verbose_name_plural': '环物委委员',
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='EnvMemberEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('position', models.CharField(choices=[('DIRECTOR', '主任'), ('DEPUTY', '副主任'), ('MEMBER', '委员')], default='MEMBER', max_length=20, verbose_name='职务')),
                ('source', models.CharField(blank=True, choices=[('COMMITTEES', '两委'), ('GRID', '网格员'), ('BUILDING_HEAD', '楼长'), ('OWNER', '业主代表'), ('PROFESSIONAL', '专业人士')], default='', max_length=20, verbose_name='身份来源')),
                ('is_party_member', models.BooleanField(default=False, verbose_name='是否党员')),
                ('since', models.DateField(validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='任期起')),
                ('term_ends_on', models.DateField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='任期止')),
                ('until', models.DateField(blank=True, help_text='最后一天，当天仍在任；没有离任不填', null=True, validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='离任日期')),
                ('committee', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.envcommittee', verbose_name='环物委')),
                ('community', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.complex', verbose_name='小区')),
                ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.person', verbose_name='姓名')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='communities.envmember')),
                ('sub_district', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.subdistrict', verbose_name='街道')),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='HandOverItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=60, verbose_name='交接什么')),
                ('order', models.PositiveSmallIntegerField(default=0, verbose_name='次序')),
                ('done_on', models.DateField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='移交日期')),
                ('done_by', models.CharField(blank=True, default='', max_length=60, verbose_name='谁移交、谁接收')),
                ('community', models.ForeignKey(blank=True, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.complex', verbose_name='小区')),
                ('sub_district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.subdistrict', verbose_name='街道')),
                ('term', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='handover_items', to='communities.committeeterm', verbose_name='届次')),
            ],
            options={
                'verbose_name': '交接事项',
                'verbose_name_plural': '交接事项',
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='HandOverItemEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('title', models.CharField(max_length=60, verbose_name='交接什么')),
                ('order', models.PositiveSmallIntegerField(default=0, verbose_name='次序')),
                ('done_on', models.DateField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='移交日期')),
                ('done_by', models.CharField(blank=True, default='', max_length=60, verbose_name='谁移交、谁接收')),
                ('community', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.complex', verbose_name='小区')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='communities.handoveritem')),
                ('sub_district', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.subdistrict', verbose_name='街道')),
                ('term', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.committeeterm', verbose_name='届次')),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='OwnersBody',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('OWNERS_COMMITTEE', '业主委员会'), ('INTERIM', '物业管理委员会'), ('SELF_GOVERNANCE', '院落自治小组')], default='OWNERS_COMMITTEE', max_length=20, verbose_name='类型')),
                ('founded_on', models.DateField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='成立日期')),
                ('ended_on', models.DateField(blank=True, help_text='最后一天，当天仍有效', null=True, validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='终止日期')),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='演示数据')),
                ('community', models.ForeignKey(blank=True, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.complex', verbose_name='小区')),
                ('sub_district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.subdistrict', verbose_name='街道')),
            ],
            options={
                'verbose_name': '业主组织',
                'verbose_name_plural': '业主组织',
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='ElectionEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('number', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(99)], verbose_name='届次')),
                ('stage', models.CharField(choices=[('PREPARING', '筹备组'), ('CANDIDATES', '推荐和资格审查'), ('PUBLICISED', '候选人公示'), ('VOTING', '业主大会投票'), ('ELECTED', '选出'), ('FILED', '备案')], default='PREPARING', max_length=20, verbose_name='阶段')),
                ('community', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.complex', verbose_name='小区')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='communities.election')),
                ('sub_district', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.subdistrict', verbose_name='街道')),
                ('body', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.ownersbody', verbose_name='业主组织')),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.migration_steps.AddField(
            model_name='election',
            name='body',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='communities.ownersbody', verbose_name='业主组织'),
        ),
        accounts.migration_steps.CreateModel(
            name='CommitteeTermEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('number', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(99)], verbose_name='届次')),
                ('seats_planned', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(99)], verbose_name='应有委员数')),
                ('starts_on', models.DateField(validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='任期起')),
                ('ends_on', models.DateField(help_text='最后一天，当天仍在任', validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='任期止')),
                ('elected_on', models.DateField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='选举日期')),
                ('filed_on', models.DateField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='备案日期')),
                ('filed_with', models.CharField(blank=True, default='', max_length=60, verbose_name='备案机关')),
                ('note', models.CharField(blank=True, default='', max_length=200, verbose_name='备注')),
                ('community', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.complex', verbose_name='小区')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='communities.committeeterm')),
                ('sub_district', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.subdistrict', verbose_name='街道')),
                ('election', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.election', verbose_name='换届选举')),
                ('body', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.ownersbody', verbose_name='业主组织')),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.migration_steps.AddField(
            model_name='committeeterm',
            name='body',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='communities.ownersbody', verbose_name='业主组织'),
        ),
        accounts.migration_steps.CreateModel(
            name='OwnersBodyEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('kind', models.CharField(choices=[('OWNERS_COMMITTEE', '业主委员会'), ('INTERIM', '物业管理委员会'), ('SELF_GOVERNANCE', '院落自治小组')], default='OWNERS_COMMITTEE', max_length=20, verbose_name='类型')),
                ('founded_on', models.DateField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='成立日期')),
                ('ended_on', models.DateField(blank=True, help_text='最后一天，当天仍有效', null=True, validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='终止日期')),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='演示数据')),
                ('community', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.complex', verbose_name='小区')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='communities.ownersbody')),
                ('sub_district', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.subdistrict', verbose_name='街道')),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.migration_steps.AddConstraint(
            model_name='committeerules',
            constraint=models.CheckConstraint(condition=models.Q(('complex', None), ('community__isnull', False), _connector='OR'), name='committeerules_complex_has_community', violation_error_message='选了小区就要选它所在的社区'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='committeerules',
            constraint=models.UniqueConstraint(fields=('sub_district',), name='committeerules_once', violation_error_message='这个街道已有换届规则，请直接修改'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='committeerules',
            constraint=models.CheckConstraint(condition=models.Q(('community', None)), name='committeerules_of_whole_sub_district'),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='committeerules',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communities_committeerulesevent" ("community_id", "complex_id", "env_least", "env_party_share", "filing_days", "handover_days", "handover_items", "id", "notice_days", "party_share", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "publicity_days", "publish_days", "reminder_days", "renewal_days", "sub_district_id", "term_years", "wants_odd") VALUES (NEW."community_id", NEW."complex_id", NEW."env_least", NEW."env_party_share", NEW."filing_days", NEW."handover_days", NEW."handover_items", NEW."id", NEW."notice_days", NEW."party_share", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."publicity_days", NEW."publish_days", NEW."reminder_days", NEW."renewal_days", NEW."sub_district_id", NEW."term_years", NEW."wants_odd"); RETURN NULL;', hash='a24465beb313fee29ade743ea5d27c63e6b7c323', operation='INSERT', pgid='pgtrigger_insert_insert_143cf', table='communities_committeerules', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='committeerules',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "communities_committeerulesevent" ("community_id", "complex_id", "env_least", "env_party_share", "filing_days", "handover_days", "handover_items", "id", "notice_days", "party_share", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "publicity_days", "publish_days", "reminder_days", "renewal_days", "sub_district_id", "term_years", "wants_odd") VALUES (NEW."community_id", NEW."complex_id", NEW."env_least", NEW."env_party_share", NEW."filing_days", NEW."handover_days", NEW."handover_items", NEW."id", NEW."notice_days", NEW."party_share", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."publicity_days", NEW."publish_days", NEW."reminder_days", NEW."renewal_days", NEW."sub_district_id", NEW."term_years", NEW."wants_odd"); RETURN NULL;', hash='990214789dd3cf74a8ad1008d5242e909caf67fb', operation='UPDATE', pgid='pgtrigger_update_update_da98f', table='communities_committeerules', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='committeerules',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communities_committeerulesevent" ("community_id", "complex_id", "env_least", "env_party_share", "filing_days", "handover_days", "handover_items", "id", "notice_days", "party_share", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "publicity_days", "publish_days", "reminder_days", "renewal_days", "sub_district_id", "term_years", "wants_odd") VALUES (OLD."community_id", OLD."complex_id", OLD."env_least", OLD."env_party_share", OLD."filing_days", OLD."handover_days", OLD."handover_items", OLD."id", OLD."notice_days", OLD."party_share", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."publicity_days", OLD."publish_days", OLD."reminder_days", OLD."renewal_days", OLD."sub_district_id", OLD."term_years", OLD."wants_odd"); RETURN NULL;', hash='4840d2c451f8a3dd13d63ad13d1dcd81e2edf2f2', operation='DELETE', pgid='pgtrigger_delete_delete_2d7f7', table='communities_committeerules', when='AFTER')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='committeeseat',
            constraint=models.CheckConstraint(condition=models.Q(('complex', None), ('community__isnull', False), _connector='OR'), name='committeeseat_complex_has_community', violation_error_message='选了小区就要选它所在的社区'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='committeeseat',
            constraint=models.CheckConstraint(condition=models.Q(('until', None), ('until__gte', models.F('since')), _connector='OR'), name='committeeseat_forward', violation_error_message='任职止不能早于任职起'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='committeeseat',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('position', 'DIRECTOR')), expressions=[(communities.constraints.OfOne('term'), '&&'), (communities.constraints.Days('since', 'until'), '&&')], name='committeeseat_one_director', violation_error_message='同一时间只能有一位主任'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='committeeseat',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(communities.constraints.OfOne('term'), '&&'), (communities.constraints.OfOne('person'), '&&'), (communities.constraints.Days('since', 'until'), '&&')], name='committeeseat_person_once', violation_error_message='这个人在这一届已有席位'),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='committeeseat',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communities_committeeseatevent" ("building_text", "community_id", "complex_id", "id", "is_party_member", "note", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "since", "sub_district_id", "term_id", "until") VALUES (NEW."building_text", NEW."community_id", NEW."complex_id", NEW."id", NEW."is_party_member", NEW."note", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."position", NEW."since", NEW."sub_district_id", NEW."term_id", NEW."until"); RETURN NULL;', hash='b5de734760022fb7be5e0cfbbeadeae813c1dfef', operation='INSERT', pgid='pgtrigger_insert_insert_7cd08', table='communities_committeeseat', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='committeeseat',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "communities_committeeseatevent" ("building_text", "community_id", "complex_id", "id", "is_party_member", "note", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "since", "sub_district_id", "term_id", "until") VALUES (NEW."building_text", NEW."community_id", NEW."complex_id", NEW."id", NEW."is_party_member", NEW."note", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."position", NEW."since", NEW."sub_district_id", NEW."term_id", NEW."until"); RETURN NULL;', hash='1d0d14fb67c1da0de07ba3af58f76985335d4e65', operation='UPDATE', pgid='pgtrigger_update_update_2d987', table='communities_committeeseat', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='committeeseat',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communities_committeeseatevent" ("building_text", "community_id", "complex_id", "id", "is_party_member", "note", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "since", "sub_district_id", "term_id", "until") VALUES (OLD."building_text", OLD."community_id", OLD."complex_id", OLD."id", OLD."is_party_member", OLD."note", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."position", OLD."since", OLD."sub_district_id", OLD."term_id", OLD."until"); RETURN NULL;', hash='6ef48bbab45fac54951558a47ba4a6e567d148a9', operation='DELETE', pgid='pgtrigger_delete_delete_d572d', table='communities_committeeseat', when='AFTER')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='electionstep',
            constraint=models.CheckConstraint(condition=models.Q(('complex', None), ('community__isnull', False), _connector='OR'), name='electionstep_complex_has_community', violation_error_message='选了小区就要选它所在的社区'),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='electionstep',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communities_electionstepevent" ("at", "by_id", "community_id", "complex_id", "election_id", "id", "note", "on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stage", "sub_district_id") VALUES (NEW."at", NEW."by_id", NEW."community_id", NEW."complex_id", NEW."election_id", NEW."id", NEW."note", NEW."on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."stage", NEW."sub_district_id"); RETURN NULL;', hash='ea48dc59defba5f37675302cbd043e93520f9ee3', operation='INSERT', pgid='pgtrigger_insert_insert_ff524', table='communities_electionstep', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='electionstep',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "communities_electionstepevent" ("at", "by_id", "community_id", "complex_id", "election_id", "id", "note", "on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stage", "sub_district_id") VALUES (NEW."at", NEW."by_id", NEW."community_id", NEW."complex_id", NEW."election_id", NEW."id", NEW."note", NEW."on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."stage", NEW."sub_district_id"); RETURN NULL;', hash='9f48fb7cc6afdac464c7dc6ca63d6b3e4d9b550a', operation='UPDATE', pgid='pgtrigger_update_update_9d66c', table='communities_electionstep', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='electionstep',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communities_electionstepevent" ("at", "by_id", "community_id", "complex_id", "election_id", "id", "note", "on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stage", "sub_district_id") VALUES (OLD."at", OLD."by_id", OLD."community_id", OLD."complex_id", OLD."election_id", OLD."id", OLD."note", OLD."on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."stage", OLD."sub_district_id"); RETURN NULL;', hash='58444272062b1f00db63d319d221ac70ee8fbe21', operation='DELETE', pgid='pgtrigger_delete_delete_75c7c', table='communities_electionstep', when='AFTER')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='envcommittee',
            constraint=models.CheckConstraint(condition=models.Q(('complex', None), ('community__isnull', False), _connector='OR'), name='envcommittee_complex_has_community', violation_error_message='选了小区就要选它所在的社区'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='envcommittee',
            constraint=models.CheckConstraint(condition=models.Q(('community__isnull', False), ('complex', None)), name='envcommittee_of_community', violation_error_message='环物委是社区的，请选社区，不选小区'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='envcommittee',
            constraint=models.UniqueConstraint(fields=('community',), name='envcommittee_once', violation_error_message='这个社区已有环物委'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='envcommittee',
            constraint=models.UniqueConstraint(fields=('id', 'community'), name='envcommittee_place'),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='envcommittee',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communities_envcommitteeevent" ("acting_for", "community_id", "complex_id", "founded_on", "id", "is_demo", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sub_district_id") VALUES (NEW."acting_for", NEW."community_id", NEW."complex_id", NEW."founded_on", NEW."id", NEW."is_demo", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."sub_district_id"); RETURN NULL;', hash='e407bdf4aad6e983e5fae270e9f1d0b12a284739', operation='INSERT', pgid='pgtrigger_insert_insert_a1215', table='communities_envcommittee', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='envcommittee',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "communities_envcommitteeevent" ("acting_for", "community_id", "complex_id", "founded_on", "id", "is_demo", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sub_district_id") VALUES (NEW."acting_for", NEW."community_id", NEW."complex_id", NEW."founded_on", NEW."id", NEW."is_demo", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."sub_district_id"); RETURN NULL;', hash='21876edefad231c3dcb5d3b72b007c64059cbf8e', operation='UPDATE', pgid='pgtrigger_update_update_65430', table='communities_envcommittee', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='envcommittee',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communities_envcommitteeevent" ("acting_for", "community_id", "complex_id", "founded_on", "id", "is_demo", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sub_district_id") VALUES (OLD."acting_for", OLD."community_id", OLD."complex_id", OLD."founded_on", OLD."id", OLD."is_demo", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."sub_district_id"); RETURN NULL;', hash='e5eac07454fe0ee8c1ef68896e031347b74af879', operation='DELETE', pgid='pgtrigger_delete_delete_bc8e9', table='communities_envcommittee', when='AFTER')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='envmember',
            constraint=models.CheckConstraint(condition=models.Q(('complex', None), ('community__isnull', False), _connector='OR'), name='envmember_complex_has_community', violation_error_message='选了小区就要选它所在的社区'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='envmember',
            constraint=models.CheckConstraint(condition=models.Q(('community__isnull', False), ('complex', None)), name='envmember_of_community'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='envmember',
            constraint=models.CheckConstraint(condition=models.Q(('until', None), ('until__gte', models.F('since')), _connector='OR'), name='envmember_forward', violation_error_message='离任日期不能早于任期起'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='envmember',
            constraint=models.CheckConstraint(condition=models.Q(('term_ends_on', None), ('term_ends_on__gte', models.F('since')), _connector='OR'), name='envmember_term_forward', violation_error_message='任期止不能早于任期起'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='envmember',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('position', 'DIRECTOR')), expressions=[(communities.constraints.OfOne('committee'), '&&'), (communities.constraints.Days('since', 'until'), '&&')], name='envmember_one_director', violation_error_message='同一时间只能有一位主任'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='envmember',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(communities.constraints.OfOne('committee'), '&&'), (communities.constraints.OfOne('person'), '&&'), (communities.constraints.Days('since', 'until'), '&&')], name='envmember_person_once', violation_error_message='这个人已在环物委任职'),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='envmember',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communities_envmemberevent" ("committee_id", "community_id", "complex_id", "id", "is_party_member", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "since", "source", "sub_district_id", "term_ends_on", "until") VALUES (NEW."committee_id", NEW."community_id", NEW."complex_id", NEW."id", NEW."is_party_member", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."position", NEW."since", NEW."source", NEW."sub_district_id", NEW."term_ends_on", NEW."until"); RETURN NULL;', hash='6e2f3bcee261b156fa63343f68a52eb2e363dd68', operation='INSERT', pgid='pgtrigger_insert_insert_b77f2', table='communities_envmember', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='envmember',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "communities_envmemberevent" ("committee_id", "community_id", "complex_id", "id", "is_party_member", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "since", "source", "sub_district_id", "term_ends_on", "until") VALUES (NEW."committee_id", NEW."community_id", NEW."complex_id", NEW."id", NEW."is_party_member", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."position", NEW."since", NEW."source", NEW."sub_district_id", NEW."term_ends_on", NEW."until"); RETURN NULL;', hash='7e029aa572a5661d03fb98de7b0c4f7364d2acb5', operation='UPDATE', pgid='pgtrigger_update_update_b485b', table='communities_envmember', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='envmember',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communities_envmemberevent" ("committee_id", "community_id", "complex_id", "id", "is_party_member", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "since", "source", "sub_district_id", "term_ends_on", "until") VALUES (OLD."committee_id", OLD."community_id", OLD."complex_id", OLD."id", OLD."is_party_member", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."position", OLD."since", OLD."source", OLD."sub_district_id", OLD."term_ends_on", OLD."until"); RETURN NULL;', hash='3dc7c0dfe8de4bd8a452d31d7c45362fe48d6de0', operation='DELETE', pgid='pgtrigger_delete_delete_ee2e6', table='communities_envmember', when='AFTER')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='handoveritem',
            constraint=models.CheckConstraint(condition=models.Q(('complex', None), ('community__isnull', False), _connector='OR'), name='handoveritem_complex_has_community', violation_error_message='选了小区就要选它所在的社区'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='handoveritem',
            constraint=models.UniqueConstraint(fields=('term', 'title'), name='handoveritem_once', violation_error_message='交接清单里已有这一项'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='handoveritem',
            constraint=models.CheckConstraint(condition=models.Q(('done_on__isnull', False), ('done_by', ''), _connector='OR'), name='handoveritem_done_has_day', violation_error_message='请填移交日期'),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='handoveritem',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communities_handoveritemevent" ("community_id", "complex_id", "done_by", "done_on", "id", "order", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sub_district_id", "term_id", "title") VALUES (NEW."community_id", NEW."complex_id", NEW."done_by", NEW."done_on", NEW."id", NEW."order", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."sub_district_id", NEW."term_id", NEW."title"); RETURN NULL;', hash='5573c6d65e5a554748e2baa3cd6e84737569d6b4', operation='INSERT', pgid='pgtrigger_insert_insert_18c89', table='communities_handoveritem', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='handoveritem',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "communities_handoveritemevent" ("community_id", "complex_id", "done_by", "done_on", "id", "order", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sub_district_id", "term_id", "title") VALUES (NEW."community_id", NEW."complex_id", NEW."done_by", NEW."done_on", NEW."id", NEW."order", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."sub_district_id", NEW."term_id", NEW."title"); RETURN NULL;', hash='109472940191cedbbd4a8120c420d68f0746040b', operation='UPDATE', pgid='pgtrigger_update_update_a4fe3', table='communities_handoveritem', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='handoveritem',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communities_handoveritemevent" ("community_id", "complex_id", "done_by", "done_on", "id", "order", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sub_district_id", "term_id", "title") VALUES (OLD."community_id", OLD."complex_id", OLD."done_by", OLD."done_on", OLD."id", OLD."order", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."sub_district_id", OLD."term_id", OLD."title"); RETURN NULL;', hash='36b0d85983da2dd74fa4748c7564900fc8bfe605', operation='DELETE', pgid='pgtrigger_delete_delete_4bda7', table='communities_handoveritem', when='AFTER')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='ownersbody',
            constraint=models.CheckConstraint(condition=models.Q(('complex', None), ('community__isnull', False), _connector='OR'), name='ownersbody_complex_has_community', violation_error_message='选了小区就要选它所在的社区'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='ownersbody',
            constraint=models.CheckConstraint(condition=models.Q(('complex__isnull', False)), name='ownersbody_in_complex', violation_error_message='请选择小区'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='ownersbody',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_on', None)), fields=('complex', 'kind'), name='ownersbody_kind_once', violation_error_message='这个小区已有一个这样的组织，先终止原来的'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='ownersbody',
            constraint=models.CheckConstraint(condition=models.Q(('founded_on', None), ('ended_on', None), ('ended_on__gte', models.F('founded_on')), _connector='OR'), name='ownersbody_forward', violation_error_message='终止日期不能早于成立日期'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='ownersbody',
            constraint=models.UniqueConstraint(fields=('id', 'complex'), name='ownersbody_place'),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='ownersbody',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communities_ownersbodyevent" ("community_id", "complex_id", "ended_on", "founded_on", "id", "is_demo", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sub_district_id") VALUES (NEW."community_id", NEW."complex_id", NEW."ended_on", NEW."founded_on", NEW."id", NEW."is_demo", NEW."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."sub_district_id"); RETURN NULL;', hash='882d5f6038d29e3052d5817d44a95781e25bdc72', operation='INSERT', pgid='pgtrigger_insert_insert_c9297', table='communities_ownersbody', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='ownersbody',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "communities_ownersbodyevent" ("community_id", "complex_id", "ended_on", "founded_on", "id", "is_demo", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sub_district_id") VALUES (NEW."community_id", NEW."complex_id", NEW."ended_on", NEW."founded_on", NEW."id", NEW."is_demo", NEW."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."sub_district_id"); RETURN NULL;', hash='1fbb4c7ec89d7dae3d40b02f729d9e4fb80627d7', operation='UPDATE', pgid='pgtrigger_update_update_2df01', table='communities_ownersbody', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='ownersbody',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communities_ownersbodyevent" ("community_id", "complex_id", "ended_on", "founded_on", "id", "is_demo", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sub_district_id") VALUES (OLD."community_id", OLD."complex_id", OLD."ended_on", OLD."founded_on", OLD."id", OLD."is_demo", OLD."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."sub_district_id"); RETURN NULL;', hash='fef1eeb384b89cf9daf7e29ca71c39844f92009c', operation='DELETE', pgid='pgtrigger_delete_delete_d1d1f', table='communities_ownersbody', when='AFTER')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='election',
            constraint=models.CheckConstraint(condition=models.Q(('complex', None), ('community__isnull', False), _connector='OR'), name='election_complex_has_community', violation_error_message='选了小区就要选它所在的社区'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='election',
            constraint=models.CheckConstraint(condition=models.Q(('complex__isnull', False)), name='election_in_complex'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='election',
            constraint=models.UniqueConstraint(condition=models.Q(('stage', 'FILED'), _negated=True), fields=('body',), name='election_open_once', violation_error_message='已有一次换届在进行'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='election',
            constraint=models.UniqueConstraint(fields=('id', 'complex'), name='election_place'),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='election',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communities_electionevent" ("body_id", "community_id", "complex_id", "id", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stage", "sub_district_id") VALUES (NEW."body_id", NEW."community_id", NEW."complex_id", NEW."id", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."stage", NEW."sub_district_id"); RETURN NULL;', hash='c044ca083d95aacda05f7af7915a4613ccaf41be', operation='INSERT', pgid='pgtrigger_insert_insert_41cd0', table='communities_election', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='election',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "communities_electionevent" ("body_id", "community_id", "complex_id", "id", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stage", "sub_district_id") VALUES (NEW."body_id", NEW."community_id", NEW."complex_id", NEW."id", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."stage", NEW."sub_district_id"); RETURN NULL;', hash='7e2c8dedd3a2eb134e194a2523dc95a566974b52', operation='UPDATE', pgid='pgtrigger_update_update_81d23', table='communities_election', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='election',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communities_electionevent" ("body_id", "community_id", "complex_id", "id", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stage", "sub_district_id") VALUES (OLD."body_id", OLD."community_id", OLD."complex_id", OLD."id", OLD."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."stage", OLD."sub_district_id"); RETURN NULL;', hash='ec988efdfcbbf3942b7786b24a1950dbe4e50c30', operation='DELETE', pgid='pgtrigger_delete_delete_49755', table='communities_election', when='AFTER')),
        ),
        accounts.migration_steps.AddIndex(
            model_name='committeeterm',
            index=models.Index(fields=['sub_district', 'ends_on'], name='term_by_end'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='committeeterm',
            constraint=models.CheckConstraint(condition=models.Q(('complex', None), ('community__isnull', False), _connector='OR'), name='committeeterm_complex_has_community', violation_error_message='选了小区就要选它所在的社区'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='committeeterm',
            constraint=models.CheckConstraint(condition=models.Q(('complex__isnull', False)), name='committeeterm_in_complex'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='committeeterm',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='committeeterm_forward', violation_error_message='任期止不能早于任期起'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='committeeterm',
            constraint=models.CheckConstraint(condition=models.Q(('elected_on', None), ('filed_on', None), ('filed_on__gte', models.F('elected_on')), _connector='OR'), name='committeeterm_filed_after_elected', violation_error_message='备案日期不能早于选举日期'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='committeeterm',
            constraint=models.UniqueConstraint(fields=('body', 'number'), name='committeeterm_number_once', violation_error_message='这一届已经登记'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='committeeterm',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(communities.constraints.OfOne('body'), '&&'), (communities.constraints.Days('starts_on', 'ends_on'), '&&')], name='committeeterms_apart', violation_error_message='任期与另一届重叠，同一组织的各届任期不能重叠'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='committeeterm',
            constraint=models.UniqueConstraint(fields=('id', 'complex'), name='committeeterm_place'),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='committeeterm',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communities_committeetermevent" ("body_id", "community_id", "complex_id", "elected_on", "election_id", "ends_on", "filed_on", "filed_with", "id", "note", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "seats_planned", "starts_on", "sub_district_id") VALUES (NEW."body_id", NEW."community_id", NEW."complex_id", NEW."elected_on", NEW."election_id", NEW."ends_on", NEW."filed_on", NEW."filed_with", NEW."id", NEW."note", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."seats_planned", NEW."starts_on", NEW."sub_district_id"); RETURN NULL;', hash='909732e560cc678a4e6ff3b9f18eeac8c94be0aa', operation='INSERT', pgid='pgtrigger_insert_insert_ee5e4', table='communities_committeeterm', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='committeeterm',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "communities_committeetermevent" ("body_id", "community_id", "complex_id", "elected_on", "election_id", "ends_on", "filed_on", "filed_with", "id", "note", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "seats_planned", "starts_on", "sub_district_id") VALUES (NEW."body_id", NEW."community_id", NEW."complex_id", NEW."elected_on", NEW."election_id", NEW."ends_on", NEW."filed_on", NEW."filed_with", NEW."id", NEW."note", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."seats_planned", NEW."starts_on", NEW."sub_district_id"); RETURN NULL;', hash='70b172230adf2673e471ccbbe71b7232ae9cc217', operation='UPDATE', pgid='pgtrigger_update_update_3c706', table='communities_committeeterm', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='committeeterm',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communities_committeetermevent" ("body_id", "community_id", "complex_id", "elected_on", "election_id", "ends_on", "filed_on", "filed_with", "id", "note", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "seats_planned", "starts_on", "sub_district_id") VALUES (OLD."body_id", OLD."community_id", OLD."complex_id", OLD."elected_on", OLD."election_id", OLD."ends_on", OLD."filed_on", OLD."filed_with", OLD."id", OLD."note", OLD."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."seats_planned", OLD."starts_on", OLD."sub_district_id"); RETURN NULL;', hash='ae6674892af70a3dd94aca341c19ec35b449e915', operation='DELETE', pgid='pgtrigger_delete_delete_8da3a', table='communities_committeeterm', when='AFTER')),
        ),
        # After the unique keys that they point at.
        accounts.migration_steps.AddConstraint(
            model_name='committeerules',
            constraint=communities.constraints.CompositeForeignKey(fields=('complex', 'community'), name='committeerules_complex_in_community', to='communities.Complex', to_fields=('id', 'community')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='committeerules',
            constraint=communities.constraints.CompositeForeignKey(fields=('community', 'sub_district'), name='committeerules_community_in_sub_district', to='communities.Community', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='committeeseat',
            constraint=communities.constraints.CompositeForeignKey(fields=('complex', 'community'), name='committeeseat_complex_in_community', to='communities.Complex', to_fields=('id', 'community')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='committeeseat',
            constraint=communities.constraints.CompositeForeignKey(fields=('community', 'sub_district'), name='committeeseat_community_in_sub_district', to='communities.Community', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='committeeseat',
            constraint=communities.constraints.CompositeForeignKey(fields=('term', 'complex'), name='committeeseat_in_term_of_complex', to='communities.CommitteeTerm', to_fields=('id', 'complex')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='electionstep',
            constraint=communities.constraints.CompositeForeignKey(fields=('complex', 'community'), name='electionstep_complex_in_community', to='communities.Complex', to_fields=('id', 'community')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='electionstep',
            constraint=communities.constraints.CompositeForeignKey(fields=('community', 'sub_district'), name='electionstep_community_in_sub_district', to='communities.Community', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='electionstep',
            constraint=communities.constraints.CompositeForeignKey(fields=('election', 'complex'), name='electionstep_in_election_of_complex', to='communities.Election', to_fields=('id', 'complex')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='envcommittee',
            constraint=communities.constraints.CompositeForeignKey(fields=('complex', 'community'), name='envcommittee_complex_in_community', to='communities.Complex', to_fields=('id', 'community')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='envcommittee',
            constraint=communities.constraints.CompositeForeignKey(fields=('community', 'sub_district'), name='envcommittee_community_in_sub_district', to='communities.Community', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='envmember',
            constraint=communities.constraints.CompositeForeignKey(fields=('complex', 'community'), name='envmember_complex_in_community', to='communities.Complex', to_fields=('id', 'community')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='envmember',
            constraint=communities.constraints.CompositeForeignKey(fields=('community', 'sub_district'), name='envmember_community_in_sub_district', to='communities.Community', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='envmember',
            constraint=communities.constraints.CompositeForeignKey(fields=('committee', 'community'), name='envmember_in_committee_of_community', to='communities.EnvCommittee', to_fields=('id', 'community')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='handoveritem',
            constraint=communities.constraints.CompositeForeignKey(fields=('complex', 'community'), name='handoveritem_complex_in_community', to='communities.Complex', to_fields=('id', 'community')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='handoveritem',
            constraint=communities.constraints.CompositeForeignKey(fields=('community', 'sub_district'), name='handoveritem_community_in_sub_district', to='communities.Community', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='handoveritem',
            constraint=communities.constraints.CompositeForeignKey(fields=('term', 'complex'), name='handoveritem_in_term_of_complex', to='communities.CommitteeTerm', to_fields=('id', 'complex')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='ownersbody',
            constraint=communities.constraints.CompositeForeignKey(fields=('complex', 'community'), name='ownersbody_complex_in_community', to='communities.Complex', to_fields=('id', 'community')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='ownersbody',
            constraint=communities.constraints.CompositeForeignKey(fields=('community', 'sub_district'), name='ownersbody_community_in_sub_district', to='communities.Community', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='election',
            constraint=communities.constraints.CompositeForeignKey(fields=('complex', 'community'), name='election_complex_in_community', to='communities.Complex', to_fields=('id', 'community')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='election',
            constraint=communities.constraints.CompositeForeignKey(fields=('community', 'sub_district'), name='election_community_in_sub_district', to='communities.Community', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='election',
            constraint=communities.constraints.CompositeForeignKey(fields=('body', 'complex'), name='election_in_body_of_complex', to='communities.OwnersBody', to_fields=('id', 'complex')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='committeeterm',
            constraint=communities.constraints.CompositeForeignKey(fields=('complex', 'community'), name='committeeterm_complex_in_community', to='communities.Complex', to_fields=('id', 'community')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='committeeterm',
            constraint=communities.constraints.CompositeForeignKey(fields=('community', 'sub_district'), name='committeeterm_community_in_sub_district', to='communities.Community', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='committeeterm',
            constraint=communities.constraints.CompositeForeignKey(fields=('body', 'complex'), name='committeeterm_in_body_of_complex', to='communities.OwnersBody', to_fields=('id', 'complex')),
        ),
    ]
