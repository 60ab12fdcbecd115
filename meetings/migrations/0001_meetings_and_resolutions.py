"""会议 with agenda, attendance, minutes and pictures; resolutions; a sub-district's figures."""

import accounts.migration_steps
import communities.constraints
import datetime
import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0004_person_merges'),
        ('communities', '0012_only_of_standing_complexes'),
        ('party_building', '0001_organizations_posts_and_members'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        accounts.migration_steps.CreateModel(
            name='Attendance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, verbose_name='姓名或单位')),
                ('role', models.CharField(choices=[('TAKES_PART', '参加'), ('SITS_IN', '列席')], default='TAKES_PART', max_length=20, verbose_name='身份')),
                ('status', models.CharField(blank=True, choices=[('PRESENT', '到会'), ('LEFT_EARLY', '中途离会'), ('ON_LEAVE', '请假'), ('ABSENT', '缺席')], default='', max_length=20, verbose_name='到会情况')),
                ('invited_at', models.DateTimeField(blank=True, null=True, verbose_name='邀请时间')),
                ('organization', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='attendances', to='communities.organization', verbose_name='单位')),
                ('party_organization', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='attendances', to='party_building.partyorganization', verbose_name='党组织')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='attendances', to='accounts.person', verbose_name='人员')),
            ],
            options={
                'verbose_name': '参会',
                'verbose_name_plural': '参会',
            },
        ),
        accounts.migration_steps.CreateModel(
            name='Meeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('JOINT', '联席会'), ('TALK', '恳谈会'), ('DELIBERATION', '议事会'), ('TROIKA', '三方会'), ('FORUM', '论坛'), ('ONSITE', '现场会'), ('ENV_COMMITTEE', '环物委会'), ('OWNERS_ASSEMBLY', '业主大会'), ('ASSEMBLY', '支部党员大会'), ('COMMITTEE', '支委会'), ('GROUP', '党小组会'), ('LECTURE', '党课'), ('THEME_DAY', '主题党日'), ('LIFE_MEETING', '组织生活会'), ('APPRAISAL', '民主评议党员'), ('TRAINING', '培训')], max_length=20, verbose_name='类型')),
                ('title', models.CharField(max_length=80, verbose_name='会议名称')),
                ('held_from', models.DateTimeField(verbose_name='时间')),
                ('held_until', models.DateTimeField(blank=True, null=True, verbose_name='结束时间')),
                ('spot', models.CharField(blank=True, default='', max_length=60, verbose_name='地点')),
                ('chair_name', models.CharField(blank=True, default='', max_length=40, verbose_name='主持人姓名')),
                ('recorder_name', models.CharField(blank=True, default='', max_length=40, verbose_name='记录人姓名')),
                ('lecturer_name', models.CharField(blank=True, default='', max_length=40, verbose_name='主讲人姓名')),
                ('topic', models.CharField(blank=True, default='', help_text='党课、培训讲什么', max_length=120, verbose_name='课题')),
                ('audience', models.CharField(blank=True, default='', help_text='如：物业全体员工', max_length=60, verbose_name='听课对象')),
                ('is_micro', models.BooleanField(default=False, verbose_name='微党课')),
                ('makes_up', models.DateField(blank=True, help_text='补的那个月或季度的第一天', null=True, verbose_name='补哪一期')),
                ('due_count', models.PositiveIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(100000)], verbose_name='应到')),
                ('present_count', models.PositiveIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(100000)], verbose_name='实到')),
                ('leave_count', models.PositiveIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(100000)], verbose_name='请假')),
                ('absent_count', models.PositiveIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(100000)], verbose_name='缺席')),
                ('state', models.CharField(choices=[('PLANNED', '已安排'), ('NOTICED', '已通知'), ('HELD', '已召开'), ('MINUTED', '纪要待确认'), ('CONFIRMED', '已确认'), ('PUBLISHED', '已公开'), ('FOLLOW_UP', '落实中'), ('CLOSED', '已办结'), ('CANCELLED', '已取消')], default='PLANNED', max_length=20, verbose_name='状态')),
                ('topics_until', models.DateField(blank=True, null=True, verbose_name='议题征集截止')),
                ('noticed_at', models.DateTimeField(blank=True, null=True, verbose_name='通知时间')),
                ('committee_informed_on', models.DateField(blank=True, null=True, verbose_name='告知居委会日期')),
                ('recorded_at', models.DateTimeField(blank=True, null=True, verbose_name='登记召开时间')),
                ('drafted_at', models.DateTimeField(blank=True, null=True, verbose_name='纪要起草时间')),
                ('confirmed_at', models.DateTimeField(blank=True, null=True, verbose_name='主持人确认时间')),
                ('confirmed_road', models.CharField(blank=True, choices=[('ONLINE', '网页'), ('HELPER', '代填'), ('PAPER', '纸质')], default='', max_length=20, verbose_name='确认途径')),
                ('scope', models.CharField(blank=True, choices=[('PLACE', '本辖区工作人员'), ('PUBLIC', '居民')], default='', max_length=20, verbose_name='公开范围')),
                ('published_at', models.DateTimeField(blank=True, null=True, verbose_name='公开时间')),
                ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='办结时间')),
                ('cancelled_at', models.DateTimeField(blank=True, null=True, verbose_name='取消时间')),
                ('cancel_reason', models.CharField(blank=True, default='', max_length=120, verbose_name='取消原因')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='登记时间')),
                ('request_key', models.CharField(blank=True, default='', editable=False, max_length=40)),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='演示数据')),
                ('chair', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='meetings_chaired', to='accounts.person', verbose_name='主持人')),
                ('community', models.ForeignKey(blank=True, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.complex', verbose_name='小区')),
                ('confirmed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='minutes_confirmed', to=settings.AUTH_USER_MODEL, verbose_name='登记确认的人')),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='meetings_planned', to=settings.AUTH_USER_MODEL, verbose_name='安排人')),
                ('drafted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='minutes_drafted', to=settings.AUTH_USER_MODEL, verbose_name='纪要起草人')),
                ('env_committee', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='communities.envcommittee', verbose_name='环物委')),
                ('lecturer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='meetings_lectured', to='accounts.person', verbose_name='主讲人')),
                ('owners_body', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='communities.ownersbody', verbose_name='业主组织')),
                ('party_organization', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='party_building.partyorganization', verbose_name='党组织')),
                ('published_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='minutes_published', to=settings.AUTH_USER_MODEL, verbose_name='公开审核人')),
                ('recorded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='meetings_recorded_as_held', to=settings.AUTH_USER_MODEL, verbose_name='登记人')),
                ('recorder', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='meetings_recorded', to='accounts.person', verbose_name='记录人')),
                ('sub_district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.subdistrict', verbose_name='街道')),
            ],
            options={
                'verbose_name': '会议',
                'verbose_name_plural': '会议',
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='AttendanceEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('name', models.CharField(max_length=80, verbose_name='姓名或单位')),
                ('role', models.CharField(choices=[('TAKES_PART', '参加'), ('SITS_IN', '列席')], default='TAKES_PART', max_length=20, verbose_name='身份')),
                ('status', models.CharField(blank=True, choices=[('PRESENT', '到会'), ('LEFT_EARLY', '中途离会'), ('ON_LEAVE', '请假'), ('ABSENT', '缺席')], default='', max_length=20, verbose_name='到会情况')),
                ('invited_at', models.DateTimeField(blank=True, null=True, verbose_name='邀请时间')),
                ('organization', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.organization', verbose_name='单位')),
                ('party_organization', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='party_building.partyorganization', verbose_name='党组织')),
                ('person', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.person', verbose_name='人员')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='meetings.attendance')),
                ('meeting', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.meeting', verbose_name='会议')),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.migration_steps.AddField(
            model_name='attendance',
            name='meeting',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attendances', to='meetings.meeting', verbose_name='会议'),
        ),
        accounts.migration_steps.CreateModel(
            name='AgendaItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='序号')),
                ('kind', models.CharField(choices=[('TOPIC', '议题'), ('QUESTION', '问题')], default='TOPIC', max_length=20, verbose_name='类别')),
                ('topic', models.CharField(max_length=120, verbose_name='内容')),
                ('raised_by', models.CharField(blank=True, default='', help_text='不公开', max_length=40, verbose_name='提出人或单位')),
                ('speaker', models.CharField(blank=True, default='', max_length=40, verbose_name='发言人')),
                ('summary', models.CharField(blank=True, default='', max_length=500, verbose_name='发言摘要')),
                ('answer', models.CharField(blank=True, default='', max_length=500, verbose_name='答复')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='agenda', to='meetings.meeting', verbose_name='会议')),
            ],
            options={
                'verbose_name': '议题',
                'verbose_name_plural': '议题',
            },
        ),
        accounts.migration_steps.CreateModel(
            name='MeetingEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('kind', models.CharField(choices=[('JOINT', '联席会'), ('TALK', '恳谈会'), ('DELIBERATION', '议事会'), ('TROIKA', '三方会'), ('FORUM', '论坛'), ('ONSITE', '现场会'), ('ENV_COMMITTEE', '环物委会'), ('OWNERS_ASSEMBLY', '业主大会'), ('ASSEMBLY', '支部党员大会'), ('COMMITTEE', '支委会'), ('GROUP', '党小组会'), ('LECTURE', '党课'), ('THEME_DAY', '主题党日'), ('LIFE_MEETING', '组织生活会'), ('APPRAISAL', '民主评议党员'), ('TRAINING', '培训')], max_length=20, verbose_name='类型')),
                ('title', models.CharField(max_length=80, verbose_name='会议名称')),
                ('held_from', models.DateTimeField(verbose_name='时间')),
                ('held_until', models.DateTimeField(blank=True, null=True, verbose_name='结束时间')),
                ('spot', models.CharField(blank=True, default='', max_length=60, verbose_name='地点')),
                ('chair_name', models.CharField(blank=True, default='', max_length=40, verbose_name='主持人姓名')),
                ('recorder_name', models.CharField(blank=True, default='', max_length=40, verbose_name='记录人姓名')),
                ('lecturer_name', models.CharField(blank=True, default='', max_length=40, verbose_name='主讲人姓名')),
                ('topic', models.CharField(blank=True, default='', help_text='党课、培训讲什么', max_length=120, verbose_name='课题')),
                ('audience', models.CharField(blank=True, default='', help_text='如：物业全体员工', max_length=60, verbose_name='听课对象')),
                ('is_micro', models.BooleanField(default=False, verbose_name='微党课')),
                ('makes_up', models.DateField(blank=True, help_text='补的那个月或季度的第一天', null=True, verbose_name='补哪一期')),
                ('due_count', models.PositiveIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(100000)], verbose_name='应到')),
                ('present_count', models.PositiveIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(100000)], verbose_name='实到')),
                ('leave_count', models.PositiveIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(100000)], verbose_name='请假')),
                ('absent_count', models.PositiveIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(100000)], verbose_name='缺席')),
                ('state', models.CharField(choices=[('PLANNED', '已安排'), ('NOTICED', '已通知'), ('HELD', '已召开'), ('MINUTED', '纪要待确认'), ('CONFIRMED', '已确认'), ('PUBLISHED', '已公开'), ('FOLLOW_UP', '落实中'), ('CLOSED', '已办结'), ('CANCELLED', '已取消')], default='PLANNED', max_length=20, verbose_name='状态')),
                ('topics_until', models.DateField(blank=True, null=True, verbose_name='议题征集截止')),
                ('noticed_at', models.DateTimeField(blank=True, null=True, verbose_name='通知时间')),
                ('committee_informed_on', models.DateField(blank=True, null=True, verbose_name='告知居委会日期')),
                ('recorded_at', models.DateTimeField(blank=True, null=True, verbose_name='登记召开时间')),
                ('drafted_at', models.DateTimeField(blank=True, null=True, verbose_name='纪要起草时间')),
                ('confirmed_at', models.DateTimeField(blank=True, null=True, verbose_name='主持人确认时间')),
                ('confirmed_road', models.CharField(blank=True, choices=[('ONLINE', '网页'), ('HELPER', '代填'), ('PAPER', '纸质')], default='', max_length=20, verbose_name='确认途径')),
                ('scope', models.CharField(blank=True, choices=[('PLACE', '本辖区工作人员'), ('PUBLIC', '居民')], default='', max_length=20, verbose_name='公开范围')),
                ('published_at', models.DateTimeField(blank=True, null=True, verbose_name='公开时间')),
                ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='办结时间')),
                ('cancelled_at', models.DateTimeField(blank=True, null=True, verbose_name='取消时间')),
                ('cancel_reason', models.CharField(blank=True, default='', max_length=120, verbose_name='取消原因')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='登记时间')),
                ('request_key', models.CharField(blank=True, default='', editable=False, max_length=40)),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='演示数据')),
                ('chair', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.person', verbose_name='主持人')),
                ('community', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.complex', verbose_name='小区')),
                ('confirmed_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='登记确认的人')),
                ('created_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='安排人')),
                ('drafted_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='纪要起草人')),
                ('env_committee', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.envcommittee', verbose_name='环物委')),
                ('lecturer', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.person', verbose_name='主讲人')),
                ('owners_body', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.ownersbody', verbose_name='业主组织')),
                ('party_organization', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='party_building.partyorganization', verbose_name='党组织')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='meetings.meeting')),
                ('published_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='公开审核人')),
                ('recorded_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='登记人')),
                ('recorder', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.person', verbose_name='记录人')),
                ('sub_district', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.subdistrict', verbose_name='街道')),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='MeetingPhoto',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token', models.CharField(editable=False, max_length=32, unique=True)),
                ('width', models.PositiveIntegerField(verbose_name='宽')),
                ('height', models.PositiveIntegerField(verbose_name='高')),
                ('sha256', models.CharField(editable=False, max_length=64)),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='次序')),
                ('uploaded_at', models.DateTimeField(verbose_name='上传时间')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='photos', to='meetings.meeting', verbose_name='会议')),
                ('uploaded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='meeting_photos_uploaded', to=settings.AUTH_USER_MODEL, verbose_name='上传人')),
            ],
            options={
                'verbose_name': '会议照片',
                'verbose_name_plural': '会议照片',
            },
        ),
        accounts.migration_steps.CreateModel(
            name='MeetingRules',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('notice_days', models.PositiveSmallIntegerField(default=3, help_text='本平台的默认值，没有统一规定；业主大会的天数在“换届规则”里', validators=[django.core.validators.MaxValueValidator(90)], verbose_name='一般会议提前通知天数')),
                ('topics_days', models.PositiveSmallIntegerField(default=5, help_text='会前15天开始征集，会前5天截止：本平台的默认值', validators=[django.core.validators.MaxValueValidator(90)], verbose_name='议题征集截止提前天数')),
                ('committee_quorum', models.PositiveSmallIntegerField(default=50, help_text='《中国共产党支部工作条例（试行）》第十二条：到会委员超过半数方可召开', validators=[django.core.validators.MaxValueValidator(100)], verbose_name='支委会到会比例（%）')),
                ('minutes_days', models.PositiveSmallIntegerField(default=7, help_text='会后多少天内由主持人确认：本平台的默认值', validators=[django.core.validators.MaxValueValidator(90)], verbose_name='纪要确认天数')),
                ('community', models.ForeignKey(blank=True, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.complex', verbose_name='小区')),
                ('sub_district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.subdistrict', verbose_name='街道')),
            ],
            options={
                'verbose_name': '会议规则',
                'verbose_name_plural': '会议规则',
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='MeetingRulesEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('notice_days', models.PositiveSmallIntegerField(default=3, help_text='本平台的默认值，没有统一规定；业主大会的天数在“换届规则”里', validators=[django.core.validators.MaxValueValidator(90)], verbose_name='一般会议提前通知天数')),
                ('topics_days', models.PositiveSmallIntegerField(default=5, help_text='会前15天开始征集，会前5天截止：本平台的默认值', validators=[django.core.validators.MaxValueValidator(90)], verbose_name='议题征集截止提前天数')),
                ('committee_quorum', models.PositiveSmallIntegerField(default=50, help_text='《中国共产党支部工作条例（试行）》第十二条：到会委员超过半数方可召开', validators=[django.core.validators.MaxValueValidator(100)], verbose_name='支委会到会比例（%）')),
                ('minutes_days', models.PositiveSmallIntegerField(default=7, help_text='会后多少天内由主持人确认：本平台的默认值', validators=[django.core.validators.MaxValueValidator(90)], verbose_name='纪要确认天数')),
                ('community', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.complex', verbose_name='小区')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='meetings.meetingrules')),
                ('sub_district', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.subdistrict', verbose_name='街道')),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='MeetingStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_state', models.CharField(blank=True, choices=[('PLANNED', '已安排'), ('NOTICED', '已通知'), ('HELD', '已召开'), ('MINUTED', '纪要待确认'), ('CONFIRMED', '已确认'), ('PUBLISHED', '已公开'), ('FOLLOW_UP', '落实中'), ('CLOSED', '已办结'), ('CANCELLED', '已取消')], default='', max_length=20, verbose_name='原状态')),
                ('to_state', models.CharField(choices=[('PLANNED', '已安排'), ('NOTICED', '已通知'), ('HELD', '已召开'), ('MINUTED', '纪要待确认'), ('CONFIRMED', '已确认'), ('PUBLISHED', '已公开'), ('FOLLOW_UP', '落实中'), ('CLOSED', '已办结'), ('CANCELLED', '已取消')], max_length=20, verbose_name='新状态')),
                ('note', models.CharField(blank=True, default='', max_length=120, verbose_name='说明')),
                ('at', models.DateTimeField(verbose_name='时间')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='meeting_steps', to=settings.AUTH_USER_MODEL, verbose_name='经办人')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='meetings.meeting', verbose_name='会议')),
            ],
            options={
                'verbose_name': '会议经过',
                'verbose_name_plural': '会议经过',
            },
        ),
        accounts.migration_steps.CreateModel(
            name='MeetingStepEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('from_state', models.CharField(blank=True, choices=[('PLANNED', '已安排'), ('NOTICED', '已通知'), ('HELD', '已召开'), ('MINUTED', '纪要待确认'), ('CONFIRMED', '已确认'), ('PUBLISHED', '已公开'), ('FOLLOW_UP', '落实中'), ('CLOSED', '已办结'), ('CANCELLED', '已取消')], default='', max_length=20, verbose_name='原状态')),
                ('to_state', models.CharField(choices=[('PLANNED', '已安排'), ('NOTICED', '已通知'), ('HELD', '已召开'), ('MINUTED', '纪要待确认'), ('CONFIRMED', '已确认'), ('PUBLISHED', '已公开'), ('FOLLOW_UP', '落实中'), ('CLOSED', '已办结'), ('CANCELLED', '已取消')], max_length=20, verbose_name='新状态')),
                ('note', models.CharField(blank=True, default='', max_length=120, verbose_name='说明')),
                ('at', models.DateTimeField(verbose_name='时间')),
                ('by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='经办人')),
                ('meeting', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.meeting', verbose_name='会议')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='meetings.meetingstep')),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='Minutes',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(max_length=10000, verbose_name='主要内容')),
                ('meeting', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='minutes', to='meetings.meeting', verbose_name='会议')),
            ],
            options={
                'verbose_name': '会议纪要',
                'verbose_name_plural': '会议纪要',
            },
        ),
        accounts.migration_steps.CreateModel(
            name='MinutesEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('text', models.TextField(max_length=10000, verbose_name='主要内容')),
                ('meeting', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.meeting', verbose_name='会议')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='meetings.minutes')),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='Resolution',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='序号')),
                ('matter', models.CharField(max_length=200, verbose_name='事项')),
                ('owner_name', models.CharField(max_length=80, verbose_name='责任单位或责任人')),
                ('contact', models.CharField(blank=True, default='', help_text='责任单位里由谁办', max_length=40, verbose_name='具体责任人')),
                ('deadline', models.DateField(blank=True, help_text='当天仍算按期', null=True, validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='时限')),
                ('state', models.CharField(choices=[('OPEN', '未启动'), ('DOING', '落实中'), ('DONE', '待复核'), ('VERIFIED', '已落实'), ('DROPPED', '已撤销')], default='OPEN', max_length=20, verbose_name='落实情况')),
                ('done_on', models.DateField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='完成日期')),
                ('evidence', models.CharField(blank=True, default='', max_length=500, verbose_name='佐证')),
                ('verified_at', models.DateTimeField(blank=True, null=True, verbose_name='复核时间')),
                ('dropped_at', models.DateTimeField(blank=True, null=True, verbose_name='撤销时间')),
                ('drop_reason', models.CharField(blank=True, default='', max_length=120, verbose_name='撤销原因')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='登记时间')),
                ('community', models.ForeignKey(blank=True, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.complex', verbose_name='小区')),
                ('done_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='resolutions_done', to=settings.AUTH_USER_MODEL, verbose_name='报完成的人')),
                ('dropped_in', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='resolutions_dropped', to='meetings.meeting', verbose_name='在哪次会议撤销')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='resolutions', to='meetings.meeting', verbose_name='会议')),
                ('organization', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='resolutions', to='communities.organization', verbose_name='责任单位')),
                ('party_organization', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='resolutions', to='party_building.partyorganization', verbose_name='责任党组织')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='resolutions', to='accounts.person', verbose_name='责任人')),
                ('sub_district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.subdistrict', verbose_name='街道')),
                ('verified_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='resolutions_verified', to=settings.AUTH_USER_MODEL, verbose_name='复核人')),
            ],
            options={
                'verbose_name': '议定事项',
                'verbose_name_plural': '议定事项',
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='MeetingPhotoEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('token', models.CharField(editable=False, max_length=32)),
                ('width', models.PositiveIntegerField(verbose_name='宽')),
                ('height', models.PositiveIntegerField(verbose_name='高')),
                ('sha256', models.CharField(editable=False, max_length=64)),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='次序')),
                ('uploaded_at', models.DateTimeField(verbose_name='上传时间')),
                ('meeting', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.meeting', verbose_name='会议')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='meetings.meetingphoto')),
                ('uploaded_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='上传人')),
                ('resolution', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.resolution', verbose_name='议定事项')),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.migration_steps.AddField(
            model_name='meetingphoto',
            name='resolution',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='photos', to='meetings.resolution', verbose_name='议定事项'),
        ),
        accounts.migration_steps.CreateModel(
            name='AgendaItemEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('number', models.PositiveSmallIntegerField(verbose_name='序号')),
                ('kind', models.CharField(choices=[('TOPIC', '议题'), ('QUESTION', '问题')], default='TOPIC', max_length=20, verbose_name='类别')),
                ('topic', models.CharField(max_length=120, verbose_name='内容')),
                ('raised_by', models.CharField(blank=True, default='', help_text='不公开', max_length=40, verbose_name='提出人或单位')),
                ('speaker', models.CharField(blank=True, default='', max_length=40, verbose_name='发言人')),
                ('summary', models.CharField(blank=True, default='', max_length=500, verbose_name='发言摘要')),
                ('answer', models.CharField(blank=True, default='', max_length=500, verbose_name='答复')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='meetings.agendaitem')),
                ('meeting', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.meeting', verbose_name='会议')),
                ('resolution', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.resolution', verbose_name='形成的决议')),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.migration_steps.AddField(
            model_name='agendaitem',
            name='resolution',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='answers', to='meetings.resolution', verbose_name='形成的决议'),
        ),
        accounts.migration_steps.CreateModel(
            name='ResolutionEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('number', models.PositiveSmallIntegerField(verbose_name='序号')),
                ('matter', models.CharField(max_length=200, verbose_name='事项')),
                ('owner_name', models.CharField(max_length=80, verbose_name='责任单位或责任人')),
                ('contact', models.CharField(blank=True, default='', help_text='责任单位里由谁办', max_length=40, verbose_name='具体责任人')),
                ('deadline', models.DateField(blank=True, help_text='当天仍算按期', null=True, validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='时限')),
                ('state', models.CharField(choices=[('OPEN', '未启动'), ('DOING', '落实中'), ('DONE', '待复核'), ('VERIFIED', '已落实'), ('DROPPED', '已撤销')], default='OPEN', max_length=20, verbose_name='落实情况')),
                ('done_on', models.DateField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='完成日期')),
                ('evidence', models.CharField(blank=True, default='', max_length=500, verbose_name='佐证')),
                ('verified_at', models.DateTimeField(blank=True, null=True, verbose_name='复核时间')),
                ('dropped_at', models.DateTimeField(blank=True, null=True, verbose_name='撤销时间')),
                ('drop_reason', models.CharField(blank=True, default='', max_length=120, verbose_name='撤销原因')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='登记时间')),
                ('community', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.complex', verbose_name='小区')),
                ('done_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='报完成的人')),
                ('dropped_in', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.meeting', verbose_name='在哪次会议撤销')),
                ('meeting', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.meeting', verbose_name='会议')),
                ('organization', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.organization', verbose_name='责任单位')),
                ('party_organization', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='party_building.partyorganization', verbose_name='责任党组织')),
                ('person', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.person', verbose_name='责任人')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='meetings.resolution')),
                ('sub_district', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.subdistrict', verbose_name='街道')),
                ('verified_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='复核人')),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='ResolutionStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_state', models.CharField(blank=True, choices=[('OPEN', '未启动'), ('DOING', '落实中'), ('DONE', '待复核'), ('VERIFIED', '已落实'), ('DROPPED', '已撤销')], default='', max_length=20, verbose_name='原状态')),
                ('to_state', models.CharField(choices=[('OPEN', '未启动'), ('DOING', '落实中'), ('DONE', '待复核'), ('VERIFIED', '已落实'), ('DROPPED', '已撤销')], max_length=20, verbose_name='新状态')),
                ('note', models.CharField(blank=True, default='', max_length=500, verbose_name='说明')),
                ('at', models.DateTimeField(verbose_name='时间')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='resolution_steps', to=settings.AUTH_USER_MODEL, verbose_name='经办人')),
                ('resolution', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='meetings.resolution', verbose_name='议定事项')),
            ],
            options={
                'verbose_name': '落实经过',
                'verbose_name_plural': '落实经过',
            },
        ),
        accounts.migration_steps.CreateModel(
            name='ResolutionStepEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('from_state', models.CharField(blank=True, choices=[('OPEN', '未启动'), ('DOING', '落实中'), ('DONE', '待复核'), ('VERIFIED', '已落实'), ('DROPPED', '已撤销')], default='', max_length=20, verbose_name='原状态')),
                ('to_state', models.CharField(choices=[('OPEN', '未启动'), ('DOING', '落实中'), ('DONE', '待复核'), ('VERIFIED', '已落实'), ('DROPPED', '已撤销')], max_length=20, verbose_name='新状态')),
                ('note', models.CharField(blank=True, default='', max_length=500, verbose_name='说明')),
                ('at', models.DateTimeField(verbose_name='时间')),
                ('by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='经办人')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='meetings.resolutionstep')),
                ('resolution', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.resolution', verbose_name='议定事项')),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.migration_steps.AddIndex(
            model_name='meeting',
            index=models.Index(fields=['sub_district', 'held_from'], name='meeting_days_of_street'),
        ),
        accounts.migration_steps.AddIndex(
            model_name='meeting',
            index=models.Index(fields=['complex', 'held_from'], name='meeting_days_of_complex'),
        ),
        accounts.migration_steps.AddIndex(
            model_name='meeting',
            index=models.Index(condition=models.Q(('party_organization__isnull', False)), fields=['party_organization', 'kind', 'held_from'], name='meeting_slots_of_branch'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(('complex', None), ('community__isnull', False), _connector='OR'), name='meeting_complex_has_community', violation_error_message='选了小区就要选它所在的社区'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='meeting',
            constraint=communities.constraints.CompositeForeignKey(fields=('complex', 'community'), name='meeting_complex_in_community', to='communities.Complex', to_fields=('id', 'community')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='meeting',
            constraint=communities.constraints.CompositeForeignKey(fields=('community', 'sub_district'), name='meeting_community_in_sub_district', to='communities.Community', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='meeting',
            constraint=communities.constraints.CompositeForeignKey(fields=('party_organization', 'sub_district'), name='meeting_of_party_in_sub_district', to='party_building.PartyOrganization', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='meeting',
            constraint=communities.constraints.CompositeForeignKey(fields=('owners_body', 'complex'), name='meeting_of_body_in_complex', to='communities.OwnersBody', to_fields=('id', 'complex')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='meeting',
            constraint=communities.constraints.CompositeForeignKey(fields=('env_committee', 'community'), name='meeting_of_env_committee_in_community', to='communities.EnvCommittee', to_fields=('id', 'community')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='meeting_has_title'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(('party_organization__isnull', False), models.Q(('kind__in', ('ASSEMBLY', 'COMMITTEE', 'GROUP', 'LECTURE', 'THEME_DAY', 'LIFE_MEETING', 'APPRAISAL')), _negated=True), _connector='OR'), name='meeting_party_life_has_organization', violation_error_message='组织生活要写明是哪个党组织的'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('env_committee__isnull', False), ('kind', 'ENV_COMMITTEE')), models.Q(models.Q(('kind', 'ENV_COMMITTEE'), _negated=True), ('env_committee', None)), _connector='OR'), name='meeting_env_committee_of_its_kind', violation_error_message='环物委会要写明是哪个社区的环物委'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(('owners_body', None), ('complex__isnull', False), _connector='OR'), name='meeting_owners_body_in_complex'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'OWNERS_ASSEMBLY'), _negated=True), ('complex__isnull', False), _connector='OR'), name='meeting_owners_assembly_in_complex', violation_error_message='业主大会是小区的，请选小区'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(('held_until', None), ('held_until__gt', models.F('held_from')), _connector='OR'), name='meeting_forwards', violation_error_message='结束时间要晚于开始时间'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(('makes_up', None), models.Q(('kind__in', ('ASSEMBLY', 'COMMITTEE', 'GROUP', 'LECTURE', 'THEME_DAY', 'LIFE_MEETING', 'APPRAISAL')), ('makes_up__day', 1)), _connector='OR'), name='meeting_makes_up_from_first_day', violation_error_message='补哪一期，填那个月或季度的第一天'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(('due_count', None), models.Q(models.Q(('present_count', None), ('present_count__lte', models.F('due_count')), _connector='OR'), models.Q(('leave_count', None), ('leave_count__lte', models.F('due_count')), _connector='OR'), models.Q(('absent_count', None), ('absent_count__lte', models.F('due_count')), _connector='OR')), _connector='OR'), name='meeting_counts_within_due', violation_error_message='实到、请假、缺席都不能多于应到'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(('due_count', None), ('present_count', None), ('leave_count', None), ('absent_count', None), ('due_count', django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('present_count'), '+', models.F('leave_count')), '+', models.F('absent_count'))), _connector='OR'), name='meeting_counts_add_up', violation_error_message='实到、请假、缺席加起来要等于应到'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'NOTICED'), _negated=True), ('noticed_at__isnull', False), _connector='OR'), name='meeting_noticed_has_time'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('recorded_at__isnull', False), ('state__in', ('HELD', 'MINUTED', 'CONFIRMED', 'PUBLISHED', 'FOLLOW_UP', 'CLOSED'))), models.Q(models.Q(('state__in', ('HELD', 'MINUTED', 'CONFIRMED', 'PUBLISHED', 'FOLLOW_UP', 'CLOSED')), _negated=True), ('recorded_at', None)), _connector='OR'), name='meeting_held_has_time'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('drafted_at__isnull', False), ('state__in', ('MINUTED', 'CONFIRMED', 'PUBLISHED', 'FOLLOW_UP', 'CLOSED'))), models.Q(models.Q(('state__in', ('MINUTED', 'CONFIRMED', 'PUBLISHED', 'FOLLOW_UP', 'CLOSED')), _negated=True), ('drafted_at', None)), _connector='OR'), name='meeting_minuted_has_time'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('confirmed_at__isnull', False), ('state__in', ('CONFIRMED', 'PUBLISHED', 'FOLLOW_UP', 'CLOSED')), models.Q(('confirmed_road', ''), _negated=True)), models.Q(models.Q(('state__in', ('CONFIRMED', 'PUBLISHED', 'FOLLOW_UP', 'CLOSED')), _negated=True), ('confirmed_at', None), ('confirmed_road', '')), _connector='OR'), name='meeting_confirmed_has_time'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('published_at', None), ('scope', '')), models.Q(models.Q(('scope', ''), _negated=True), ('published_at__isnull', False), ('state__in', ('CONFIRMED', 'PUBLISHED', 'FOLLOW_UP', 'CLOSED'))), _connector='OR'), name='meeting_published_has_scope'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'PUBLISHED'), _negated=True), models.Q(('scope', ''), _negated=True), _connector='OR'), name='meeting_published_is_published'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(('scope', ''), models.Q(('kind__in', ('ASSEMBLY', 'COMMITTEE', 'GROUP', 'LECTURE', 'THEME_DAY', 'LIFE_MEETING', 'APPRAISAL')), _negated=True), _connector='OR'), name='meeting_party_life_stays_inside', violation_error_message='组织生活的记录不公开'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(('published_by', None), ('drafted_by', None), models.Q(('published_by', models.F('drafted_by')), _negated=True), _connector='OR'), name='meeting_author_is_not_publisher', violation_error_message='自己起草的纪要要由另一位公开'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', False), ('state', 'CLOSED')), models.Q(models.Q(('state', 'CLOSED'), _negated=True), ('closed_at', None)), _connector='OR'), name='meeting_closed_has_time'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('cancelled_at__isnull', False), ('state', 'CANCELLED'), models.Q(('cancel_reason', ''), _negated=True)), models.Q(models.Q(('state', 'CANCELLED'), _negated=True), ('cancel_reason', ''), ('cancelled_at', None)), _connector='OR'), name='meeting_cancelled_has_reason', violation_error_message='取消会议要写明原因'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='meeting',
            constraint=models.UniqueConstraint(condition=models.Q(('kind__in', ('ASSEMBLY', 'COMMITTEE', 'GROUP', 'LECTURE', 'THEME_DAY', 'LIFE_MEETING', 'APPRAISAL')), models.Q(('state', 'CANCELLED'), _negated=True)), fields=('party_organization', 'kind', 'held_from'), name='meeting_party_life_once', violation_error_message='这个党组织在这个时间已有同类会议'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='meeting',
            constraint=models.UniqueConstraint(condition=models.Q(('request_key', ''), _negated=True), fields=('created_by', 'request_key'), name='meeting_once_per_form'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='meeting',
            constraint=models.UniqueConstraint(fields=('id', 'sub_district'), name='meeting_tenant'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='meeting',
            constraint=models.UniqueConstraint(fields=('id', 'complex'), name='meeting_place'),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='meeting',
            trigger=pgtrigger.compiler.Trigger(name='only_of_standing_complexes', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."complex_id" IS NOT NULL)', func="\n            IF TG_OP = 'UPDATE' THEN\n                IF NEW.complex_id IS NOT DISTINCT FROM OLD.complex_id THEN\n                    RETURN NULL;\n                END IF;\n            END IF;\n            IF EXISTS (\n                SELECT 1 FROM communities_complex\n                WHERE id = NEW.complex_id AND closed_on IS NOT NULL\n            ) THEN\n                RAISE EXCEPTION 'complex % was merged into another', NEW.complex_id\n                USING ERRCODE = 'check_violation', CONSTRAINT = 'complex_stands';\n            END IF;\n            RETURN NULL;\n        ", hash='9e13bfbdecfa919062b315513fbe237494c3d6ec', operation='INSERT OR UPDATE OF "complex_id"', pgid='pgtrigger_only_of_standing_complexes_35ee3', table='meetings_meeting', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='meeting',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_meetingevent" ("absent_count", "audience", "cancel_reason", "cancelled_at", "chair_id", "chair_name", "closed_at", "committee_informed_on", "community_id", "complex_id", "confirmed_at", "confirmed_by_id", "confirmed_road", "created_at", "created_by_id", "drafted_at", "drafted_by_id", "due_count", "env_committee_id", "held_from", "held_until", "id", "is_demo", "is_micro", "kind", "leave_count", "lecturer_id", "lecturer_name", "makes_up", "noticed_at", "owners_body_id", "party_organization_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "present_count", "published_at", "published_by_id", "recorded_at", "recorded_by_id", "recorder_id", "recorder_name", "request_key", "scope", "spot", "state", "sub_district_id", "title", "topic", "topics_until") VALUES (NEW."absent_count", NEW."audience", NEW."cancel_reason", NEW."cancelled_at", NEW."chair_id", NEW."chair_name", NEW."closed_at", NEW."committee_informed_on", NEW."community_id", NEW."complex_id", NEW."confirmed_at", NEW."confirmed_by_id", NEW."confirmed_road", NEW."created_at", NEW."created_by_id", NEW."drafted_at", NEW."drafted_by_id", NEW."due_count", NEW."env_committee_id", NEW."held_from", NEW."held_until", NEW."id", NEW."is_demo", NEW."is_micro", NEW."kind", NEW."leave_count", NEW."lecturer_id", NEW."lecturer_name", NEW."makes_up", NEW."noticed_at", NEW."owners_body_id", NEW."party_organization_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."present_count", NEW."published_at", NEW."published_by_id", NEW."recorded_at", NEW."recorded_by_id", NEW."recorder_id", NEW."recorder_name", NEW."request_key", NEW."scope", NEW."spot", NEW."state", NEW."sub_district_id", NEW."title", NEW."topic", NEW."topics_until"); RETURN NULL;', hash='235a1d3dd7ef014fe844dc73b41d5c432b9ac4bc', operation='INSERT', pgid='pgtrigger_insert_insert_61d9e', table='meetings_meeting', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='meeting',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "meetings_meetingevent" ("absent_count", "audience", "cancel_reason", "cancelled_at", "chair_id", "chair_name", "closed_at", "committee_informed_on", "community_id", "complex_id", "confirmed_at", "confirmed_by_id", "confirmed_road", "created_at", "created_by_id", "drafted_at", "drafted_by_id", "due_count", "env_committee_id", "held_from", "held_until", "id", "is_demo", "is_micro", "kind", "leave_count", "lecturer_id", "lecturer_name", "makes_up", "noticed_at", "owners_body_id", "party_organization_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "present_count", "published_at", "published_by_id", "recorded_at", "recorded_by_id", "recorder_id", "recorder_name", "request_key", "scope", "spot", "state", "sub_district_id", "title", "topic", "topics_until") VALUES (NEW."absent_count", NEW."audience", NEW."cancel_reason", NEW."cancelled_at", NEW."chair_id", NEW."chair_name", NEW."closed_at", NEW."committee_informed_on", NEW."community_id", NEW."complex_id", NEW."confirmed_at", NEW."confirmed_by_id", NEW."confirmed_road", NEW."created_at", NEW."created_by_id", NEW."drafted_at", NEW."drafted_by_id", NEW."due_count", NEW."env_committee_id", NEW."held_from", NEW."held_until", NEW."id", NEW."is_demo", NEW."is_micro", NEW."kind", NEW."leave_count", NEW."lecturer_id", NEW."lecturer_name", NEW."makes_up", NEW."noticed_at", NEW."owners_body_id", NEW."party_organization_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."present_count", NEW."published_at", NEW."published_by_id", NEW."recorded_at", NEW."recorded_by_id", NEW."recorder_id", NEW."recorder_name", NEW."request_key", NEW."scope", NEW."spot", NEW."state", NEW."sub_district_id", NEW."title", NEW."topic", NEW."topics_until"); RETURN NULL;', hash='d60e6af950af897b107674ee90443c6cc4657de9', operation='UPDATE', pgid='pgtrigger_update_update_495b8', table='meetings_meeting', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='meeting',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_meetingevent" ("absent_count", "audience", "cancel_reason", "cancelled_at", "chair_id", "chair_name", "closed_at", "committee_informed_on", "community_id", "complex_id", "confirmed_at", "confirmed_by_id", "confirmed_road", "created_at", "created_by_id", "drafted_at", "drafted_by_id", "due_count", "env_committee_id", "held_from", "held_until", "id", "is_demo", "is_micro", "kind", "leave_count", "lecturer_id", "lecturer_name", "makes_up", "noticed_at", "owners_body_id", "party_organization_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "present_count", "published_at", "published_by_id", "recorded_at", "recorded_by_id", "recorder_id", "recorder_name", "request_key", "scope", "spot", "state", "sub_district_id", "title", "topic", "topics_until") VALUES (OLD."absent_count", OLD."audience", OLD."cancel_reason", OLD."cancelled_at", OLD."chair_id", OLD."chair_name", OLD."closed_at", OLD."committee_informed_on", OLD."community_id", OLD."complex_id", OLD."confirmed_at", OLD."confirmed_by_id", OLD."confirmed_road", OLD."created_at", OLD."created_by_id", OLD."drafted_at", OLD."drafted_by_id", OLD."due_count", OLD."env_committee_id", OLD."held_from", OLD."held_until", OLD."id", OLD."is_demo", OLD."is_micro", OLD."kind", OLD."leave_count", OLD."lecturer_id", OLD."lecturer_name", OLD."makes_up", OLD."noticed_at", OLD."owners_body_id", OLD."party_organization_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."present_count", OLD."published_at", OLD."published_by_id", OLD."recorded_at", OLD."recorded_by_id", OLD."recorder_id", OLD."recorder_name", OLD."request_key", OLD."scope", OLD."spot", OLD."state", OLD."sub_district_id", OLD."title", OLD."topic", OLD."topics_until"); RETURN NULL;', hash='04b7090a9041cac5fbae247a0cbf0047502c0bf6', operation='DELETE', pgid='pgtrigger_delete_delete_4bf26', table='meetings_meeting', when='AFTER')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='attendance',
            constraint=models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='attendance_has_name'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='attendance',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('organization', None), ('party_organization', None)), models.Q(('organization', None), ('person', None)), models.Q(('party_organization', None), ('person', None)), _connector='OR'), name='attendance_of_one', violation_error_message='一行只能是一个单位、一个党组织或一个人'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='attendance',
            constraint=models.UniqueConstraint(fields=('meeting', 'organization'), name='attendance_organization_once'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='attendance',
            constraint=models.UniqueConstraint(fields=('meeting', 'party_organization'), name='attendance_party_once'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='attendance',
            constraint=models.UniqueConstraint(fields=('meeting', 'person'), name='attendance_person_once', violation_error_message='这个人已在这次会议的名单里'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='attendance',
            constraint=models.UniqueConstraint(condition=models.Q(('organization', None), ('party_organization', None), ('person', None)), fields=('meeting', 'name'), name='attendance_name_once'),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='attendance',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_attendanceevent" ("id", "invited_at", "meeting_id", "name", "organization_id", "party_organization_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "status") VALUES (NEW."id", NEW."invited_at", NEW."meeting_id", NEW."name", NEW."organization_id", NEW."party_organization_id", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."role", NEW."status"); RETURN NULL;', hash='b1348710fb35a4c89ce9e61d18eec7fad71d390f', operation='INSERT', pgid='pgtrigger_insert_insert_f595f', table='meetings_attendance', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='attendance',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "meetings_attendanceevent" ("id", "invited_at", "meeting_id", "name", "organization_id", "party_organization_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "status") VALUES (NEW."id", NEW."invited_at", NEW."meeting_id", NEW."name", NEW."organization_id", NEW."party_organization_id", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."role", NEW."status"); RETURN NULL;', hash='4d4f64bf20e0d6a3c62b9f637b6cc11397c78f77', operation='UPDATE', pgid='pgtrigger_update_update_870cb', table='meetings_attendance', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='attendance',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_attendanceevent" ("id", "invited_at", "meeting_id", "name", "organization_id", "party_organization_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "status") VALUES (OLD."id", OLD."invited_at", OLD."meeting_id", OLD."name", OLD."organization_id", OLD."party_organization_id", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."role", OLD."status"); RETURN NULL;', hash='d49a658ef59248b65fc3a186c9e22a7d30958208', operation='DELETE', pgid='pgtrigger_delete_delete_774f3', table='meetings_attendance', when='AFTER')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='meetingrules',
            constraint=models.CheckConstraint(condition=models.Q(('complex', None), ('community__isnull', False), _connector='OR'), name='meetingrules_complex_has_community', violation_error_message='选了小区就要选它所在的社区'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='meetingrules',
            constraint=communities.constraints.CompositeForeignKey(fields=('complex', 'community'), name='meetingrules_complex_in_community', to='communities.Complex', to_fields=('id', 'community')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='meetingrules',
            constraint=communities.constraints.CompositeForeignKey(fields=('community', 'sub_district'), name='meetingrules_community_in_sub_district', to='communities.Community', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='meetingrules',
            constraint=models.UniqueConstraint(fields=('sub_district',), name='meetingrules_once', violation_error_message='这个街道已有会议规则，请直接修改'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='meetingrules',
            constraint=models.CheckConstraint(condition=models.Q(('community', None)), name='meetingrules_of_whole_sub_district'),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='meetingrules',
            trigger=pgtrigger.compiler.Trigger(name='only_of_standing_complexes', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."complex_id" IS NOT NULL)', func="\n            IF TG_OP = 'UPDATE' THEN\n                IF NEW.complex_id IS NOT DISTINCT FROM OLD.complex_id THEN\n                    RETURN NULL;\n                END IF;\n            END IF;\n            IF EXISTS (\n                SELECT 1 FROM communities_complex\n                WHERE id = NEW.complex_id AND closed_on IS NOT NULL\n            ) THEN\n                RAISE EXCEPTION 'complex % was merged into another', NEW.complex_id\n                USING ERRCODE = 'check_violation', CONSTRAINT = 'complex_stands';\n            END IF;\n            RETURN NULL;\n        ", hash='30a7fe337b0933c92496e992c10f5cc8aa833703', operation='INSERT OR UPDATE OF "complex_id"', pgid='pgtrigger_only_of_standing_complexes_3d09f', table='meetings_meetingrules', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='meetingrules',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_meetingrulesevent" ("committee_quorum", "community_id", "complex_id", "id", "minutes_days", "notice_days", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sub_district_id", "topics_days") VALUES (NEW."committee_quorum", NEW."community_id", NEW."complex_id", NEW."id", NEW."minutes_days", NEW."notice_days", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."sub_district_id", NEW."topics_days"); RETURN NULL;', hash='983b1cbd65a786337d4bbade6382b9a2a51bfae6', operation='INSERT', pgid='pgtrigger_insert_insert_c19bf', table='meetings_meetingrules', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='meetingrules',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "meetings_meetingrulesevent" ("committee_quorum", "community_id", "complex_id", "id", "minutes_days", "notice_days", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sub_district_id", "topics_days") VALUES (NEW."committee_quorum", NEW."community_id", NEW."complex_id", NEW."id", NEW."minutes_days", NEW."notice_days", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."sub_district_id", NEW."topics_days"); RETURN NULL;', hash='b2dae3b4b6d2f30e33fab4a2177907e42736a0a0', operation='UPDATE', pgid='pgtrigger_update_update_f192c', table='meetings_meetingrules', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='meetingrules',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_meetingrulesevent" ("committee_quorum", "community_id", "complex_id", "id", "minutes_days", "notice_days", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sub_district_id", "topics_days") VALUES (OLD."committee_quorum", OLD."community_id", OLD."complex_id", OLD."id", OLD."minutes_days", OLD."notice_days", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."sub_district_id", OLD."topics_days"); RETURN NULL;', hash='719aa12b3dbffff4bb9e67f2349945e4c28c326d', operation='DELETE', pgid='pgtrigger_delete_delete_f73c2', table='meetings_meetingrules', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='meetingstep',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_meetingstepevent" ("at", "by_id", "from_state", "id", "meeting_id", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "to_state") VALUES (NEW."at", NEW."by_id", NEW."from_state", NEW."id", NEW."meeting_id", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."to_state"); RETURN NULL;', hash='9040f89ac9a63989ee1a91fbd32ad7437f0e64f7', operation='INSERT', pgid='pgtrigger_insert_insert_5af6b', table='meetings_meetingstep', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='meetingstep',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "meetings_meetingstepevent" ("at", "by_id", "from_state", "id", "meeting_id", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "to_state") VALUES (NEW."at", NEW."by_id", NEW."from_state", NEW."id", NEW."meeting_id", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."to_state"); RETURN NULL;', hash='8b865be42f65d8426321322ea4ae33174ce17004', operation='UPDATE', pgid='pgtrigger_update_update_5f213', table='meetings_meetingstep', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='meetingstep',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_meetingstepevent" ("at", "by_id", "from_state", "id", "meeting_id", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "to_state") VALUES (OLD."at", OLD."by_id", OLD."from_state", OLD."id", OLD."meeting_id", OLD."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."to_state"); RETURN NULL;', hash='ffc95812328cca470cd177b8e0760d989c46c313', operation='DELETE', pgid='pgtrigger_delete_delete_b4c31', table='meetings_meetingstep', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='minutes',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_minutesevent" ("id", "meeting_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") VALUES (NEW."id", NEW."meeting_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."text"); RETURN NULL;', hash='be0f2a1c69a2e7cbfa52ac9454cc30f745eab1da', operation='INSERT', pgid='pgtrigger_insert_insert_61343', table='meetings_minutes', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='minutes',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "meetings_minutesevent" ("id", "meeting_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") VALUES (NEW."id", NEW."meeting_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."text"); RETURN NULL;', hash='27c53dd9fdeab771fd0eb57ad9d4c740346736c1', operation='UPDATE', pgid='pgtrigger_update_update_324d9', table='meetings_minutes', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='minutes',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_minutesevent" ("id", "meeting_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") VALUES (OLD."id", OLD."meeting_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."text"); RETURN NULL;', hash='d2daebc7900afcc844e00293fe520cef21d7f74f', operation='DELETE', pgid='pgtrigger_delete_delete_f9949', table='meetings_minutes', when='AFTER')),
        ),
        accounts.migration_steps.AddIndex(
            model_name='resolution',
            index=models.Index(fields=['sub_district', 'deadline'], name='resolution_deadlines'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='resolution',
            constraint=models.CheckConstraint(condition=models.Q(('complex', None), ('community__isnull', False), _connector='OR'), name='resolution_complex_has_community', violation_error_message='选了小区就要选它所在的社区'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='resolution',
            constraint=communities.constraints.CompositeForeignKey(fields=('complex', 'community'), name='resolution_complex_in_community', to='communities.Complex', to_fields=('id', 'community')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='resolution',
            constraint=communities.constraints.CompositeForeignKey(fields=('community', 'sub_district'), name='resolution_community_in_sub_district', to='communities.Community', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='resolution',
            constraint=communities.constraints.CompositeForeignKey(fields=('meeting', 'sub_district'), name='resolution_of_meeting_in_sub_district', to='meetings.Meeting', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='resolution',
            constraint=communities.constraints.CompositeForeignKey(fields=('meeting', 'complex'), name='resolution_of_meeting_in_complex', to='meetings.Meeting', to_fields=('id', 'complex')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='resolution',
            constraint=communities.constraints.CompositeForeignKey(fields=('dropped_in', 'sub_district'), name='resolution_dropped_in_sub_district', to='meetings.Meeting', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='resolution',
            constraint=models.UniqueConstraint(fields=('meeting', 'number'), name='resolution_number_once'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='resolution',
            constraint=models.CheckConstraint(condition=models.Q(('number__gt', 0)), name='resolution_number_counts_from_one'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='resolution',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('matter', ''), _negated=True), models.Q(('owner_name', ''), _negated=True)), name='resolution_has_matter_and_owner', violation_error_message='请写明事项和责任单位'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='resolution',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('organization', None), ('party_organization', None)), models.Q(('organization', None), ('person', None)), models.Q(('party_organization', None), ('person', None)), _connector='OR'), name='resolution_one_owner', violation_error_message='一个事项只能有一个责任单位或责任人'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='resolution',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('done_on__isnull', False), ('state__in', ('DONE', 'VERIFIED'))), models.Q(('done_on', None), ('state__in', ('OPEN', 'DOING'))), ('state', 'DROPPED'), _connector='OR'), name='resolution_done_has_day'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='resolution',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'VERIFIED'), ('verified_at__isnull', False)), models.Q(models.Q(('state', 'VERIFIED'), _negated=True), ('verified_at', None), ('verified_by', None)), _connector='OR'), name='resolution_verified_has_time'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='resolution',
            constraint=models.CheckConstraint(condition=models.Q(('verified_by', None), ('done_by', None), models.Q(('verified_by', models.F('done_by')), _negated=True), _connector='OR'), name='resolution_doer_does_not_verify', violation_error_message='报完成的人不能自己复核'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='resolution',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('dropped_at__isnull', False), ('dropped_in__isnull', False), ('state', 'DROPPED'), models.Q(('drop_reason', ''), _negated=True), models.Q(('dropped_in', models.F('meeting')), _negated=True)), models.Q(models.Q(('state', 'DROPPED'), _negated=True), ('drop_reason', ''), ('dropped_at', None), ('dropped_in', None)), _connector='OR'), name='resolution_dropped_by_a_later_meeting', violation_error_message='撤销事项要由以后的一次会议决定，并写明原因'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='resolution',
            constraint=models.UniqueConstraint(fields=('id', 'meeting'), name='resolution_in_meeting'),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='resolution',
            trigger=pgtrigger.compiler.Trigger(name='only_of_standing_complexes', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."complex_id" IS NOT NULL)', func="\n            IF TG_OP = 'UPDATE' THEN\n                IF NEW.complex_id IS NOT DISTINCT FROM OLD.complex_id THEN\n                    RETURN NULL;\n                END IF;\n            END IF;\n            IF EXISTS (\n                SELECT 1 FROM communities_complex\n                WHERE id = NEW.complex_id AND closed_on IS NOT NULL\n            ) THEN\n                RAISE EXCEPTION 'complex % was merged into another', NEW.complex_id\n                USING ERRCODE = 'check_violation', CONSTRAINT = 'complex_stands';\n            END IF;\n            RETURN NULL;\n        ", hash='0ca03ec077c5eefd10552658d5957d7a49dce5e9', operation='INSERT OR UPDATE OF "complex_id"', pgid='pgtrigger_only_of_standing_complexes_821b0', table='meetings_resolution', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='resolution',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_resolutionevent" ("community_id", "complex_id", "contact", "created_at", "deadline", "done_by_id", "done_on", "drop_reason", "dropped_at", "dropped_in_id", "evidence", "id", "matter", "meeting_id", "number", "organization_id", "owner_name", "party_organization_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "sub_district_id", "verified_at", "verified_by_id") VALUES (NEW."community_id", NEW."complex_id", NEW."contact", NEW."created_at", NEW."deadline", NEW."done_by_id", NEW."done_on", NEW."drop_reason", NEW."dropped_at", NEW."dropped_in_id", NEW."evidence", NEW."id", NEW."matter", NEW."meeting_id", NEW."number", NEW."organization_id", NEW."owner_name", NEW."party_organization_id", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."state", NEW."sub_district_id", NEW."verified_at", NEW."verified_by_id"); RETURN NULL;', hash='e613ca95f951a6e7e05669ee6618f7d6b079a224', operation='INSERT', pgid='pgtrigger_insert_insert_89dcc', table='meetings_resolution', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='resolution',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "meetings_resolutionevent" ("community_id", "complex_id", "contact", "created_at", "deadline", "done_by_id", "done_on", "drop_reason", "dropped_at", "dropped_in_id", "evidence", "id", "matter", "meeting_id", "number", "organization_id", "owner_name", "party_organization_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "sub_district_id", "verified_at", "verified_by_id") VALUES (NEW."community_id", NEW."complex_id", NEW."contact", NEW."created_at", NEW."deadline", NEW."done_by_id", NEW."done_on", NEW."drop_reason", NEW."dropped_at", NEW."dropped_in_id", NEW."evidence", NEW."id", NEW."matter", NEW."meeting_id", NEW."number", NEW."organization_id", NEW."owner_name", NEW."party_organization_id", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."state", NEW."sub_district_id", NEW."verified_at", NEW."verified_by_id"); RETURN NULL;', hash='1a2d20b56b27274656d6d89a3dfe325245b09e87', operation='UPDATE', pgid='pgtrigger_update_update_514aa', table='meetings_resolution', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='resolution',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_resolutionevent" ("community_id", "complex_id", "contact", "created_at", "deadline", "done_by_id", "done_on", "drop_reason", "dropped_at", "dropped_in_id", "evidence", "id", "matter", "meeting_id", "number", "organization_id", "owner_name", "party_organization_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "sub_district_id", "verified_at", "verified_by_id") VALUES (OLD."community_id", OLD."complex_id", OLD."contact", OLD."created_at", OLD."deadline", OLD."done_by_id", OLD."done_on", OLD."drop_reason", OLD."dropped_at", OLD."dropped_in_id", OLD."evidence", OLD."id", OLD."matter", OLD."meeting_id", OLD."number", OLD."organization_id", OLD."owner_name", OLD."party_organization_id", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."state", OLD."sub_district_id", OLD."verified_at", OLD."verified_by_id"); RETURN NULL;', hash='a1b8592e3026bca8d87d0f48261f61e279e74610', operation='DELETE', pgid='pgtrigger_delete_delete_5edd5', table='meetings_resolution', when='AFTER')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='meetingphoto',
            constraint=models.UniqueConstraint(fields=('meeting', 'resolution', 'sha256'), name='meetingphoto_once', nulls_distinct=False, violation_error_message='这张照片已经传过'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='meetingphoto',
            constraint=communities.constraints.CompositeForeignKey(fields=('resolution', 'meeting'), name='meetingphoto_of_same_meeting', to='meetings.Resolution', to_fields=('id', 'meeting')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='meetingphoto',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_meetingphotoevent" ("height", "id", "meeting_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "resolution_id", "sha256", "token", "uploaded_at", "uploaded_by_id", "width") VALUES (NEW."height", NEW."id", NEW."meeting_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."position", NEW."resolution_id", NEW."sha256", NEW."token", NEW."uploaded_at", NEW."uploaded_by_id", NEW."width"); RETURN NULL;', hash='c94102411d3d781424bbf653eab7d31cd187073f', operation='INSERT', pgid='pgtrigger_insert_insert_ce829', table='meetings_meetingphoto', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='meetingphoto',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "meetings_meetingphotoevent" ("height", "id", "meeting_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "resolution_id", "sha256", "token", "uploaded_at", "uploaded_by_id", "width") VALUES (NEW."height", NEW."id", NEW."meeting_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."position", NEW."resolution_id", NEW."sha256", NEW."token", NEW."uploaded_at", NEW."uploaded_by_id", NEW."width"); RETURN NULL;', hash='71732b00d0b485b92526ba1175a284fa2cc12a0c', operation='UPDATE', pgid='pgtrigger_update_update_f5861', table='meetings_meetingphoto', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='meetingphoto',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_meetingphotoevent" ("height", "id", "meeting_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "resolution_id", "sha256", "token", "uploaded_at", "uploaded_by_id", "width") VALUES (OLD."height", OLD."id", OLD."meeting_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."position", OLD."resolution_id", OLD."sha256", OLD."token", OLD."uploaded_at", OLD."uploaded_by_id", OLD."width"); RETURN NULL;', hash='849c206d37a30f1014e55e08e0e690b846e75710', operation='DELETE', pgid='pgtrigger_delete_delete_9f3f3', table='meetings_meetingphoto', when='AFTER')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='agendaitem',
            constraint=models.UniqueConstraint(fields=('meeting', 'number'), name='agendaitem_number_once'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='agendaitem',
            constraint=models.CheckConstraint(condition=models.Q(('topic', ''), _negated=True), name='agendaitem_says_something'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='agendaitem',
            constraint=models.CheckConstraint(condition=models.Q(('number__gt', 0)), name='agendaitem_number_counts_from_one'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='agendaitem',
            constraint=communities.constraints.CompositeForeignKey(fields=('resolution', 'meeting'), name='agendaitem_resolved_in_same_meeting', to='meetings.Resolution', to_fields=('id', 'meeting')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='agendaitem',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_agendaitemevent" ("answer", "id", "kind", "meeting_id", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "raised_by", "resolution_id", "speaker", "summary", "topic") VALUES (NEW."answer", NEW."id", NEW."kind", NEW."meeting_id", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."raised_by", NEW."resolution_id", NEW."speaker", NEW."summary", NEW."topic"); RETURN NULL;', hash='cd7b930f43a1f45c998131cd5df80d46dc1caac3', operation='INSERT', pgid='pgtrigger_insert_insert_f98e2', table='meetings_agendaitem', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='agendaitem',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "meetings_agendaitemevent" ("answer", "id", "kind", "meeting_id", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "raised_by", "resolution_id", "speaker", "summary", "topic") VALUES (NEW."answer", NEW."id", NEW."kind", NEW."meeting_id", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."raised_by", NEW."resolution_id", NEW."speaker", NEW."summary", NEW."topic"); RETURN NULL;', hash='56e4df7233ac7d1ad8be83c56757171b521c5dc4', operation='UPDATE', pgid='pgtrigger_update_update_ca6ee', table='meetings_agendaitem', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='agendaitem',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_agendaitemevent" ("answer", "id", "kind", "meeting_id", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "raised_by", "resolution_id", "speaker", "summary", "topic") VALUES (OLD."answer", OLD."id", OLD."kind", OLD."meeting_id", OLD."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."raised_by", OLD."resolution_id", OLD."speaker", OLD."summary", OLD."topic"); RETURN NULL;', hash='fba28ac0e0cdfece8a90d381e32d5a2e931f786e', operation='DELETE', pgid='pgtrigger_delete_delete_2c12a', table='meetings_agendaitem', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='resolutionstep',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_resolutionstepevent" ("at", "by_id", "from_state", "id", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resolution_id", "to_state") VALUES (NEW."at", NEW."by_id", NEW."from_state", NEW."id", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."resolution_id", NEW."to_state"); RETURN NULL;', hash='4d214e59e83f88878e84d2692d1c66a40adaa570', operation='INSERT', pgid='pgtrigger_insert_insert_104a6', table='meetings_resolutionstep', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='resolutionstep',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "meetings_resolutionstepevent" ("at", "by_id", "from_state", "id", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resolution_id", "to_state") VALUES (NEW."at", NEW."by_id", NEW."from_state", NEW."id", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."resolution_id", NEW."to_state"); RETURN NULL;', hash='6c2c7608ef53165ec6e7f024fed7e03ecb8e08db', operation='UPDATE', pgid='pgtrigger_update_update_8c22a', table='meetings_resolutionstep', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='resolutionstep',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_resolutionstepevent" ("at", "by_id", "from_state", "id", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resolution_id", "to_state") VALUES (OLD."at", OLD."by_id", OLD."from_state", OLD."id", OLD."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."resolution_id", OLD."to_state"); RETURN NULL;', hash='4edf0699c9ac7f92a2d621b8ab94ede66c04643b', operation='DELETE', pgid='pgtrigger_delete_delete_52ed2', table='meetings_resolutionstep', when='AFTER')),
        ),
    ]
