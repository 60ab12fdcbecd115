"""走访 and 问卷: plans with their households, entries and needs; questionnaires in rounds with anonymous answers."""

import accounts.migration_steps
import communities.constraints
import django.core.validators
import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('communities', '0009_ownership_and_moves'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        accounts.migration_steps.CreateModel(
            name='Survey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=40, verbose_name='问卷名称')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='登记时间')),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='演示数据')),
                ('community', models.ForeignKey(blank=True, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.complex', verbose_name='小区')),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='surveys_created', to=settings.AUTH_USER_MODEL, verbose_name='登记人')),
                ('sub_district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.subdistrict', verbose_name='街道')),
            ],
            options={
                'verbose_name': '问卷',
                'verbose_name_plural': '问卷',
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='SurveyEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('title', models.CharField(max_length=40, verbose_name='问卷名称')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='登记时间')),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='演示数据')),
                ('community', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.complex', verbose_name='小区')),
                ('created_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='登记人')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='communities.survey')),
                ('sub_district', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.subdistrict', verbose_name='街道')),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='SurveyQuestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(verbose_name='第几题')),
                ('item', models.CharField(choices=[('TRUST', '对物业的信任度'), ('GAIN', '获得感'), ('HAPPINESS', '幸福感'), ('SAFETY', '安全感'), ('ACQUAINTANCE', '邻里相识'), ('OWN', '自拟')], default='OWN', max_length=20, verbose_name='测什么')),
                ('text', models.CharField(max_length=80, verbose_name='题目')),
                ('low_label', models.CharField(max_length=20, verbose_name='1分表示')),
                ('high_label', models.CharField(max_length=20, verbose_name='5分表示')),
                ('survey', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='questions', to='communities.survey', verbose_name='问卷')),
            ],
            options={
                'verbose_name': '问卷题目',
                'verbose_name_plural': '问卷题目',
            },
        ),
        accounts.migration_steps.CreateModel(
            name='SurveyItemMean',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mean', models.DecimalField(decimal_places=2, max_digits=3, verbose_name='均分')),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='means', to='communities.surveyquestion', verbose_name='题目')),
            ],
            options={
                'verbose_name': '各题均分',
                'verbose_name_plural': '各题均分',
            },
        ),
        accounts.migration_steps.CreateModel(
            name='SurveyAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('score', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(5)], verbose_name='分数')),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='communities.surveyquestion', verbose_name='题目')),
            ],
            options={
                'verbose_name': '回答',
                'verbose_name_plural': '回答',
            },
        ),
        accounts.migration_steps.CreateModel(
            name='SurveyQuestionEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('position', models.PositiveSmallIntegerField(verbose_name='第几题')),
                ('item', models.CharField(choices=[('TRUST', '对物业的信任度'), ('GAIN', '获得感'), ('HAPPINESS', '幸福感'), ('SAFETY', '安全感'), ('ACQUAINTANCE', '邻里相识'), ('OWN', '自拟')], default='OWN', max_length=20, verbose_name='测什么')),
                ('text', models.CharField(max_length=80, verbose_name='题目')),
                ('low_label', models.CharField(max_length=20, verbose_name='1分表示')),
                ('high_label', models.CharField(max_length=20, verbose_name='5分表示')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='communities.surveyquestion')),
                ('survey', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.survey', verbose_name='问卷')),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='SurveyResponse',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('road', models.CharField(choices=[('ONLINE', '网页'), ('HELPER', '代填'), ('PAPER', '纸质')], max_length=20, verbose_name='途径')),
                ('given_on', models.DateField(verbose_name='日期')),
                ('opinion', models.CharField(blank=True, default='', max_length=200, verbose_name='主要意见')),
                ('request_key', models.CharField(blank=True, default='', editable=False, max_length=48)),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='演示数据')),
                ('community', models.ForeignKey(blank=True, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.complex', verbose_name='小区')),
                ('entered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='survey_responses_entered', to=settings.AUTH_USER_MODEL, verbose_name='录入人')),
                ('sub_district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.subdistrict', verbose_name='街道')),
            ],
            options={
                'verbose_name': '答卷',
                'verbose_name_plural': '答卷',
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='SurveyAnswerEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('score', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(5)], verbose_name='分数')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='communities.surveyanswer')),
                ('question', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.surveyquestion', verbose_name='题目')),
                ('response', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.surveyresponse', verbose_name='答卷')),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.migration_steps.AddField(
            model_name='surveyanswer',
            name='response',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='communities.surveyresponse', verbose_name='答卷'),
        ),
        accounts.migration_steps.CreateModel(
            name='SurveyRound',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=30, verbose_name='轮次')),
                ('opens_on', models.DateField(verbose_name='开始')),
                ('closes_on', models.DateField(help_text='含这一天', verbose_name='截止')),
                ('handed_out', models.PositiveIntegerField(blank=True, null=True, verbose_name='发放份数')),
                ('returned_count', models.PositiveIntegerField(blank=True, null=True, verbose_name='回收份数')),
                ('summary', models.CharField(blank=True, default='', max_length=500, verbose_name='主要意见')),
                ('published_at', models.DateTimeField(blank=True, null=True, verbose_name='公布时间')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='登记时间')),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='演示数据')),
                ('community', models.ForeignKey(blank=True, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.complex', verbose_name='小区')),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='survey_rounds_created', to=settings.AUTH_USER_MODEL, verbose_name='登记人')),
                ('published_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='survey_rounds_published', to=settings.AUTH_USER_MODEL, verbose_name='公布人')),
                ('sub_district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.subdistrict', verbose_name='街道')),
                ('survey', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rounds', to='communities.survey', verbose_name='问卷')),
            ],
            options={
                'verbose_name': '问卷轮次',
                'verbose_name_plural': '问卷轮次',
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='SurveyResponseEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('road', models.CharField(choices=[('ONLINE', '网页'), ('HELPER', '代填'), ('PAPER', '纸质')], max_length=20, verbose_name='途径')),
                ('given_on', models.DateField(verbose_name='日期')),
                ('opinion', models.CharField(blank=True, default='', max_length=200, verbose_name='主要意见')),
                ('request_key', models.CharField(blank=True, default='', editable=False, max_length=48)),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='演示数据')),
                ('community', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.complex', verbose_name='小区')),
                ('entered_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='录入人')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='communities.surveyresponse')),
                ('sub_district', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.subdistrict', verbose_name='街道')),
                ('round', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.surveyround', verbose_name='问卷轮次')),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.migration_steps.AddField(
            model_name='surveyresponse',
            name='round',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='responses', to='communities.surveyround', verbose_name='问卷轮次'),
        ),
        accounts.migration_steps.CreateModel(
            name='SurveyItemMeanEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('mean', models.DecimalField(decimal_places=2, max_digits=3, verbose_name='均分')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='communities.surveyitemmean')),
                ('question', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.surveyquestion', verbose_name='题目')),
                ('round', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.surveyround', verbose_name='问卷轮次')),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.migration_steps.AddField(
            model_name='surveyitemmean',
            name='round',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='means', to='communities.surveyround', verbose_name='问卷轮次'),
        ),
        accounts.migration_steps.CreateModel(
            name='SurveyRoundEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('name', models.CharField(max_length=30, verbose_name='轮次')),
                ('opens_on', models.DateField(verbose_name='开始')),
                ('closes_on', models.DateField(help_text='含这一天', verbose_name='截止')),
                ('handed_out', models.PositiveIntegerField(blank=True, null=True, verbose_name='发放份数')),
                ('returned_count', models.PositiveIntegerField(blank=True, null=True, verbose_name='回收份数')),
                ('summary', models.CharField(blank=True, default='', max_length=500, verbose_name='主要意见')),
                ('published_at', models.DateTimeField(blank=True, null=True, verbose_name='公布时间')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='登记时间')),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='演示数据')),
                ('community', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.complex', verbose_name='小区')),
                ('created_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='登记人')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='communities.surveyround')),
                ('published_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='公布人')),
                ('sub_district', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.subdistrict', verbose_name='街道')),
                ('survey', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.survey', verbose_name='问卷')),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='VisitHousehold',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('building', models.CharField(blank=True, default='', max_length=20, verbose_name='楼栋')),
                ('unit', models.CharField(blank=True, default='', max_length=20, verbose_name='单元')),
                ('room', models.CharField(max_length=20, verbose_name='房号')),
                ('outcome', models.CharField(blank=True, choices=[('VISITED', '见到了'), ('ABSENT', '没人'), ('DECLINED', '婉拒'), ('CLEARED', '撤销')], default='', max_length=20, verbose_name='结果')),
                ('visited_on', models.DateField(blank=True, null=True, verbose_name='最近一次')),
                ('turns', models.PositiveSmallIntegerField(default=0, verbose_name='记了几次')),
                ('door', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='visit_households', to='communities.door', verbose_name='户')),
            ],
            options={
                'verbose_name': '走访户',
                'verbose_name_plural': '走访户',
            },
        ),
        accounts.migration_steps.CreateModel(
            name='VisitFollowUp',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('need', models.CharField(max_length=200, verbose_name='需求或问题')),
                ('handed_to', models.CharField(blank=True, default='', max_length=40, verbose_name='转给谁')),
                ('transfer_number', models.CharField(blank=True, default='', max_length=40, verbose_name='转办编号')),
                ('created_at', models.DateTimeField(verbose_name='登记时间')),
                ('done_on', models.DateField(blank=True, null=True, verbose_name='办结日期')),
                ('request_key', models.CharField(blank=True, default='', editable=False, max_length=40)),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='演示数据')),
                ('community', models.ForeignKey(blank=True, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.complex', verbose_name='小区')),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='visit_follow_ups_created', to=settings.AUTH_USER_MODEL, verbose_name='登记人')),
                ('done_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='visit_follow_ups_done', to=settings.AUTH_USER_MODEL, verbose_name='办结人')),
                ('sub_district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.subdistrict', verbose_name='街道')),
                ('household', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='follow_ups', to='communities.visithousehold', verbose_name='走访户')),
            ],
            options={
                'verbose_name': '走访需求',
                'verbose_name_plural': '走访需求',
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='VisitEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('turn', models.PositiveSmallIntegerField(verbose_name='第几次')),
                ('outcome', models.CharField(choices=[('VISITED', '见到了'), ('ABSENT', '没人'), ('DECLINED', '婉拒'), ('CLEARED', '撤销')], max_length=20, verbose_name='结果')),
                ('road', models.CharField(choices=[('ONLINE', '网页'), ('HELPER', '代填'), ('PAPER', '纸质')], default='ONLINE', max_length=20, verbose_name='途径')),
                ('entered_at', models.DateTimeField(verbose_name='记录时间')),
                ('entered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='visit_entries', to=settings.AUTH_USER_MODEL, verbose_name='记录人')),
                ('household', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='entries', to='communities.visithousehold', verbose_name='走访户')),
            ],
            options={
                'verbose_name': '走访经过',
                'verbose_name_plural': '走访经过',
            },
        ),
        accounts.migration_steps.CreateModel(
            name='VisitPlan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('purpose', models.CharField(max_length=60, verbose_name='走访内容')),
                ('starts_on', models.DateField(verbose_name='开始')),
                ('ends_on', models.DateField(help_text='含这一天', verbose_name='结束')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='登记时间')),
                ('request_key', models.CharField(blank=True, default='', editable=False, max_length=40)),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='演示数据')),
                ('community', models.ForeignKey(blank=True, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.complex', verbose_name='小区')),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='visit_plans_created', to=settings.AUTH_USER_MODEL, verbose_name='登记人')),
                ('sub_district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.subdistrict', verbose_name='街道')),
            ],
            options={
                'verbose_name': '走访计划',
                'verbose_name_plural': '走访计划',
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='VisitHouseholdEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('building', models.CharField(blank=True, default='', max_length=20, verbose_name='楼栋')),
                ('unit', models.CharField(blank=True, default='', max_length=20, verbose_name='单元')),
                ('room', models.CharField(max_length=20, verbose_name='房号')),
                ('outcome', models.CharField(blank=True, choices=[('VISITED', '见到了'), ('ABSENT', '没人'), ('DECLINED', '婉拒'), ('CLEARED', '撤销')], default='', max_length=20, verbose_name='结果')),
                ('visited_on', models.DateField(blank=True, null=True, verbose_name='最近一次')),
                ('turns', models.PositiveSmallIntegerField(default=0, verbose_name='记了几次')),
                ('door', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.door', verbose_name='户')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='communities.visithousehold')),
                ('plan', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.visitplan', verbose_name='走访计划')),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.migration_steps.AddField(
            model_name='visithousehold',
            name='plan',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='households', to='communities.visitplan', verbose_name='走访计划'),
        ),
        accounts.migration_steps.CreateModel(
            name='VisitPlanEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('purpose', models.CharField(max_length=60, verbose_name='走访内容')),
                ('starts_on', models.DateField(verbose_name='开始')),
                ('ends_on', models.DateField(help_text='含这一天', verbose_name='结束')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='登记时间')),
                ('request_key', models.CharField(blank=True, default='', editable=False, max_length=40)),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='演示数据')),
                ('community', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.complex', verbose_name='小区')),
                ('created_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='登记人')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='communities.visitplan')),
                ('sub_district', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.subdistrict', verbose_name='街道')),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='VisitTour',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(verbose_name='日期')),
                ('visitor', models.CharField(max_length=20, verbose_name='走访人')),
                ('building', models.CharField(blank=True, default='', help_text='不填表示全小区', max_length=20, verbose_name='楼栋')),
                ('counted_households', models.PositiveIntegerField(blank=True, null=True, verbose_name='走访户数')),
                ('counted_met', models.PositiveIntegerField(blank=True, null=True, verbose_name='见面户数')),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='演示数据')),
                ('community', models.ForeignKey(blank=True, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.complex', verbose_name='小区')),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='visit_tours_created', to=settings.AUTH_USER_MODEL, verbose_name='登记人')),
                ('sub_district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.subdistrict', verbose_name='街道')),
            ],
            options={
                'verbose_name': '走访登记',
                'verbose_name_plural': '走访登记',
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='VisitFollowUpEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('need', models.CharField(max_length=200, verbose_name='需求或问题')),
                ('handed_to', models.CharField(blank=True, default='', max_length=40, verbose_name='转给谁')),
                ('transfer_number', models.CharField(blank=True, default='', max_length=40, verbose_name='转办编号')),
                ('created_at', models.DateTimeField(verbose_name='登记时间')),
                ('done_on', models.DateField(blank=True, null=True, verbose_name='办结日期')),
                ('request_key', models.CharField(blank=True, default='', editable=False, max_length=40)),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='演示数据')),
                ('community', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.complex', verbose_name='小区')),
                ('created_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='登记人')),
                ('done_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='办结人')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='communities.visitfollowup')),
                ('sub_district', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.subdistrict', verbose_name='街道')),
                ('household', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.visithousehold', verbose_name='走访户')),
                ('tour', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.visittour', verbose_name='走访登记')),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.migration_steps.AddField(
            model_name='visitfollowup',
            name='tour',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='follow_ups', to='communities.visittour', verbose_name='走访登记'),
        ),
        accounts.migration_steps.CreateModel(
            name='VisitEntryEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('turn', models.PositiveSmallIntegerField(verbose_name='第几次')),
                ('outcome', models.CharField(choices=[('VISITED', '见到了'), ('ABSENT', '没人'), ('DECLINED', '婉拒'), ('CLEARED', '撤销')], max_length=20, verbose_name='结果')),
                ('road', models.CharField(choices=[('ONLINE', '网页'), ('HELPER', '代填'), ('PAPER', '纸质')], default='ONLINE', max_length=20, verbose_name='途径')),
                ('entered_at', models.DateTimeField(verbose_name='记录时间')),
                ('entered_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='记录人')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='communities.visitentry')),
                ('household', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.visithousehold', verbose_name='走访户')),
                ('tour', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.visittour', verbose_name='走访登记')),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.migration_steps.AddField(
            model_name='visitentry',
            name='tour',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='communities.visittour', verbose_name='走访登记'),
        ),
        accounts.migration_steps.CreateModel(
            name='VisitTourEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('day', models.DateField(verbose_name='日期')),
                ('visitor', models.CharField(max_length=20, verbose_name='走访人')),
                ('building', models.CharField(blank=True, default='', help_text='不填表示全小区', max_length=20, verbose_name='楼栋')),
                ('counted_households', models.PositiveIntegerField(blank=True, null=True, verbose_name='走访户数')),
                ('counted_met', models.PositiveIntegerField(blank=True, null=True, verbose_name='见面户数')),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='演示数据')),
                ('community', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.complex', verbose_name='小区')),
                ('created_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='登记人')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='communities.visittour')),
                ('sub_district', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.subdistrict', verbose_name='街道')),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.migration_steps.AddConstraint(
            model_name='survey',
            constraint=models.CheckConstraint(condition=models.Q(('complex', None), ('community__isnull', False), _connector='OR'), name='survey_complex_has_community', violation_error_message='选了小区就要选它所在的社区'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='survey',
            constraint=communities.constraints.CompositeForeignKey(fields=('complex', 'community'), name='survey_complex_in_community', to='communities.Complex', to_fields=('id', 'community')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='survey',
            constraint=communities.constraints.CompositeForeignKey(fields=('community', 'sub_district'), name='survey_community_in_sub_district', to='communities.Community', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='survey',
            constraint=models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='survey_has_title'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='survey',
            constraint=models.UniqueConstraint(fields=('sub_district', 'community', 'complex', 'title'), name='survey_title_once', nulls_distinct=False, violation_error_message='这个地方已有同名问卷'),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='survey',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communities_surveyevent" ("community_id", "complex_id", "created_at", "created_by_id", "id", "is_demo", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sub_district_id", "title") VALUES (NEW."community_id", NEW."complex_id", NEW."created_at", NEW."created_by_id", NEW."id", NEW."is_demo", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."sub_district_id", NEW."title"); RETURN NULL;', hash='09a0a0298de521d21bb2c4e5e4391596d5ef0837', operation='INSERT', pgid='pgtrigger_insert_insert_bb5ae', table='communities_survey', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='survey',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "communities_surveyevent" ("community_id", "complex_id", "created_at", "created_by_id", "id", "is_demo", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sub_district_id", "title") VALUES (NEW."community_id", NEW."complex_id", NEW."created_at", NEW."created_by_id", NEW."id", NEW."is_demo", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."sub_district_id", NEW."title"); RETURN NULL;', hash='8e2ddfc05995c1c11141cd986d2ccf960cc7fa6b', operation='UPDATE', pgid='pgtrigger_update_update_ff007', table='communities_survey', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='survey',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communities_surveyevent" ("community_id", "complex_id", "created_at", "created_by_id", "id", "is_demo", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sub_district_id", "title") VALUES (OLD."community_id", OLD."complex_id", OLD."created_at", OLD."created_by_id", OLD."id", OLD."is_demo", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."sub_district_id", OLD."title"); RETURN NULL;', hash='f113f2ff92627429c2a20ee3ef406b9571d362e5', operation='DELETE', pgid='pgtrigger_delete_delete_1954f', table='communities_survey', when='AFTER')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='surveyquestion',
            constraint=models.UniqueConstraint(fields=('survey', 'position'), name='surveyquestion_position'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='surveyquestion',
            constraint=models.UniqueConstraint(condition=models.Q(('item', 'OWN'), _negated=True), fields=('survey', 'item'), name='surveyquestion_item_once'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='surveyquestion',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='surveyquestion_says_something'),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='surveyquestion',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communities_surveyquestionevent" ("high_label", "id", "item", "low_label", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "survey_id", "text") VALUES (NEW."high_label", NEW."id", NEW."item", NEW."low_label", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."position", NEW."survey_id", NEW."text"); RETURN NULL;', hash='b311f5e523a7d5d31e4c5bb6125aa6387a613434', operation='INSERT', pgid='pgtrigger_insert_insert_e044e', table='communities_surveyquestion', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='surveyquestion',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "communities_surveyquestionevent" ("high_label", "id", "item", "low_label", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "survey_id", "text") VALUES (NEW."high_label", NEW."id", NEW."item", NEW."low_label", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."position", NEW."survey_id", NEW."text"); RETURN NULL;', hash='f6e4ad2d98e2223541e73f333c4932155b6ff800', operation='UPDATE', pgid='pgtrigger_update_update_437d5', table='communities_surveyquestion', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='surveyquestion',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communities_surveyquestionevent" ("high_label", "id", "item", "low_label", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "survey_id", "text") VALUES (OLD."high_label", OLD."id", OLD."item", OLD."low_label", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."position", OLD."survey_id", OLD."text"); RETURN NULL;', hash='7acb32e728b7a2f288bd56fa0238650c3c63fabe', operation='DELETE', pgid='pgtrigger_delete_delete_1e08e', table='communities_surveyquestion', when='AFTER')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='surveyanswer',
            constraint=models.UniqueConstraint(fields=('response', 'question'), name='surveyanswer_once_a_question'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='surveyanswer',
            constraint=models.CheckConstraint(condition=models.Q(('score__gte', 1), ('score__lte', 5)), name='surveyanswer_one_to_five', violation_error_message='分数从1到5'),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='surveyanswer',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communities_surveyanswerevent" ("id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question_id", "response_id", "score") VALUES (NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."question_id", NEW."response_id", NEW."score"); RETURN NULL;', hash='b2a854cc6a9b1c3d06a66e652102c5b6aa776ed9', operation='INSERT', pgid='pgtrigger_insert_insert_740d8', table='communities_surveyanswer', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='surveyanswer',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "communities_surveyanswerevent" ("id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question_id", "response_id", "score") VALUES (NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."question_id", NEW."response_id", NEW."score"); RETURN NULL;', hash='f59386d9e75a99c6743d471f99e346c170a2e7c8', operation='UPDATE', pgid='pgtrigger_update_update_b40c5', table='communities_surveyanswer', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='surveyanswer',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communities_surveyanswerevent" ("id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question_id", "response_id", "score") VALUES (OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."question_id", OLD."response_id", OLD."score"); RETURN NULL;', hash='50911f5a93df6940ae73ea345a9a23a506567de8', operation='DELETE', pgid='pgtrigger_delete_delete_71495', table='communities_surveyanswer', when='AFTER')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='surveyround',
            constraint=models.CheckConstraint(condition=models.Q(('complex', None), ('community__isnull', False), _connector='OR'), name='surveyround_complex_has_community', violation_error_message='选了小区就要选它所在的社区'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='surveyround',
            constraint=communities.constraints.CompositeForeignKey(fields=('complex', 'community'), name='surveyround_complex_in_community', to='communities.Complex', to_fields=('id', 'community')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='surveyround',
            constraint=communities.constraints.CompositeForeignKey(fields=('community', 'sub_district'), name='surveyround_community_in_sub_district', to='communities.Community', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='surveyround',
            constraint=models.CheckConstraint(condition=models.Q(('community__isnull', False)), name='surveyround_in_community'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='surveyround',
            constraint=models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='surveyround_has_name'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='surveyround',
            constraint=models.CheckConstraint(condition=models.Q(('closes_on__gte', models.F('opens_on'))), name='surveyround_period_forwards', violation_error_message='截止日期不能早于开始日期'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='surveyround',
            constraint=models.CheckConstraint(condition=models.Q(('published_by', None), ('published_at__isnull', False), _connector='OR'), name='surveyround_publisher_has_time'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='surveyround',
            constraint=models.CheckConstraint(condition=models.Q(('returned_count', None), ('handed_out', None), ('returned_count__lte', models.F('handed_out')), _connector='OR'), name='surveyround_returned_within_handed_out', violation_error_message='回收份数不能多于发放份数'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='surveyround',
            constraint=models.UniqueConstraint(fields=('survey', 'community', 'complex', 'name'), name='surveyround_once', nulls_distinct=False, violation_error_message='这个地方这份问卷已有同名轮次'),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='surveyround',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communities_surveyroundevent" ("closes_on", "community_id", "complex_id", "created_at", "created_by_id", "handed_out", "id", "is_demo", "name", "opens_on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_by_id", "returned_count", "sub_district_id", "summary", "survey_id") VALUES (NEW."closes_on", NEW."community_id", NEW."complex_id", NEW."created_at", NEW."created_by_id", NEW."handed_out", NEW."id", NEW."is_demo", NEW."name", NEW."opens_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."published_at", NEW."published_by_id", NEW."returned_count", NEW."sub_district_id", NEW."summary", NEW."survey_id"); RETURN NULL;', hash='58fa2d2fcd60955e41b0db4ce8d0ed86bf6e93c3', operation='INSERT', pgid='pgtrigger_insert_insert_2d70e', table='communities_surveyround', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='surveyround',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "communities_surveyroundevent" ("closes_on", "community_id", "complex_id", "created_at", "created_by_id", "handed_out", "id", "is_demo", "name", "opens_on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_by_id", "returned_count", "sub_district_id", "summary", "survey_id") VALUES (NEW."closes_on", NEW."community_id", NEW."complex_id", NEW."created_at", NEW."created_by_id", NEW."handed_out", NEW."id", NEW."is_demo", NEW."name", NEW."opens_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."published_at", NEW."published_by_id", NEW."returned_count", NEW."sub_district_id", NEW."summary", NEW."survey_id"); RETURN NULL;', hash='0e9c50da6a9913b9593d7c1bb67161bd4df62b41', operation='UPDATE', pgid='pgtrigger_update_update_23063', table='communities_surveyround', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='surveyround',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communities_surveyroundevent" ("closes_on", "community_id", "complex_id", "created_at", "created_by_id", "handed_out", "id", "is_demo", "name", "opens_on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_by_id", "returned_count", "sub_district_id", "summary", "survey_id") VALUES (OLD."closes_on", OLD."community_id", OLD."complex_id", OLD."created_at", OLD."created_by_id", OLD."handed_out", OLD."id", OLD."is_demo", OLD."name", OLD."opens_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."published_at", OLD."published_by_id", OLD."returned_count", OLD."sub_district_id", OLD."summary", OLD."survey_id"); RETURN NULL;', hash='5f9f3a57478762fcb93935c03f231dcd9dccd86b', operation='DELETE', pgid='pgtrigger_delete_delete_5aa81', table='communities_surveyround', when='AFTER')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='surveyresponse',
            constraint=models.CheckConstraint(condition=models.Q(('complex', None), ('community__isnull', False), _connector='OR'), name='surveyresponse_complex_has_community', violation_error_message='选了小区就要选它所在的社区'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='surveyresponse',
            constraint=communities.constraints.CompositeForeignKey(fields=('complex', 'community'), name='surveyresponse_complex_in_community', to='communities.Complex', to_fields=('id', 'community')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='surveyresponse',
            constraint=communities.constraints.CompositeForeignKey(fields=('community', 'sub_district'), name='surveyresponse_community_in_sub_district', to='communities.Community', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='surveyresponse',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('road', 'ONLINE'), _negated=True), ('entered_by', None), _connector='OR'), name='surveyresponse_own_answer_names_nobody'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='surveyresponse',
            constraint=models.UniqueConstraint(condition=models.Q(('request_key', ''), _negated=True), fields=('round', 'request_key'), name='surveyresponse_once_per_form'),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='surveyresponse',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communities_surveyresponseevent" ("community_id", "complex_id", "entered_by_id", "given_on", "id", "is_demo", "opinion", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "request_key", "road", "round_id", "sub_district_id") VALUES (NEW."community_id", NEW."complex_id", NEW."entered_by_id", NEW."given_on", NEW."id", NEW."is_demo", NEW."opinion", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."request_key", NEW."road", NEW."round_id", NEW."sub_district_id"); RETURN NULL;', hash='0fa8a0b3187e40f333c92b27d0a3847084189683', operation='INSERT', pgid='pgtrigger_insert_insert_01618', table='communities_surveyresponse', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='surveyresponse',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "communities_surveyresponseevent" ("community_id", "complex_id", "entered_by_id", "given_on", "id", "is_demo", "opinion", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "request_key", "road", "round_id", "sub_district_id") VALUES (NEW."community_id", NEW."complex_id", NEW."entered_by_id", NEW."given_on", NEW."id", NEW."is_demo", NEW."opinion", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."request_key", NEW."road", NEW."round_id", NEW."sub_district_id"); RETURN NULL;', hash='07a857e9c6affacb4a33dc91963ee38685ff76e6', operation='UPDATE', pgid='pgtrigger_update_update_48c63', table='communities_surveyresponse', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='surveyresponse',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communities_surveyresponseevent" ("community_id", "complex_id", "entered_by_id", "given_on", "id", "is_demo", "opinion", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "request_key", "road", "round_id", "sub_district_id") VALUES (OLD."community_id", OLD."complex_id", OLD."entered_by_id", OLD."given_on", OLD."id", OLD."is_demo", OLD."opinion", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."request_key", OLD."road", OLD."round_id", OLD."sub_district_id"); RETURN NULL;', hash='43ee19b023098482840ee3951c75f96b84d63b49', operation='DELETE', pgid='pgtrigger_delete_delete_731d1', table='communities_surveyresponse', when='AFTER')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='surveyitemmean',
            constraint=models.UniqueConstraint(fields=('round', 'question'), name='surveyitemmean_once'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='surveyitemmean',
            constraint=models.CheckConstraint(condition=models.Q(('mean__gte', 1), ('mean__lte', 5)), name='surveyitemmean_one_to_five', violation_error_message='均分从1到5'),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='surveyitemmean',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communities_surveyitemmeanevent" ("id", "mean", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question_id", "round_id") VALUES (NEW."id", NEW."mean", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."question_id", NEW."round_id"); RETURN NULL;', hash='c140c5a9c8372075b16b8aa4db1d8475277d33fa', operation='INSERT', pgid='pgtrigger_insert_insert_01c35', table='communities_surveyitemmean', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='surveyitemmean',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "communities_surveyitemmeanevent" ("id", "mean", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question_id", "round_id") VALUES (NEW."id", NEW."mean", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."question_id", NEW."round_id"); RETURN NULL;', hash='ea11908904552101adaba20c5183fa3590c0d435', operation='UPDATE', pgid='pgtrigger_update_update_af64f', table='communities_surveyitemmean', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='surveyitemmean',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communities_surveyitemmeanevent" ("id", "mean", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question_id", "round_id") VALUES (OLD."id", OLD."mean", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."question_id", OLD."round_id"); RETURN NULL;', hash='3918c996c66eeaa4e5b888f7d64e3b32ec6a1420', operation='DELETE', pgid='pgtrigger_delete_delete_d2e03', table='communities_surveyitemmean', when='AFTER')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='visitplan',
            constraint=models.CheckConstraint(condition=models.Q(('complex', None), ('community__isnull', False), _connector='OR'), name='visitplan_complex_has_community', violation_error_message='选了小区就要选它所在的社区'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='visitplan',
            constraint=communities.constraints.CompositeForeignKey(fields=('complex', 'community'), name='visitplan_complex_in_community', to='communities.Complex', to_fields=('id', 'community')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='visitplan',
            constraint=communities.constraints.CompositeForeignKey(fields=('community', 'sub_district'), name='visitplan_community_in_sub_district', to='communities.Community', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='visitplan',
            constraint=models.CheckConstraint(condition=models.Q(('complex__isnull', False)), name='visitplan_in_complex'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='visitplan',
            constraint=models.CheckConstraint(condition=models.Q(('purpose', ''), _negated=True), name='visitplan_has_purpose'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='visitplan',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='visitplan_period_forwards', violation_error_message='结束日期不能早于开始日期'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='visitplan',
            constraint=models.UniqueConstraint(condition=models.Q(('request_key', ''), _negated=True), fields=('created_by', 'request_key'), name='visitplan_once_per_form'),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='visitplan',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communities_visitplanevent" ("community_id", "complex_id", "created_at", "created_by_id", "ends_on", "id", "is_demo", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "request_key", "starts_on", "sub_district_id") VALUES (NEW."community_id", NEW."complex_id", NEW."created_at", NEW."created_by_id", NEW."ends_on", NEW."id", NEW."is_demo", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."purpose", NEW."request_key", NEW."starts_on", NEW."sub_district_id"); RETURN NULL;', hash='7e160fe22561e3b2fafb4b956b960edc79327213', operation='INSERT', pgid='pgtrigger_insert_insert_ead01', table='communities_visitplan', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='visitplan',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "communities_visitplanevent" ("community_id", "complex_id", "created_at", "created_by_id", "ends_on", "id", "is_demo", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "request_key", "starts_on", "sub_district_id") VALUES (NEW."community_id", NEW."complex_id", NEW."created_at", NEW."created_by_id", NEW."ends_on", NEW."id", NEW."is_demo", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."purpose", NEW."request_key", NEW."starts_on", NEW."sub_district_id"); RETURN NULL;', hash='58e23ab2bdb956b05381de9244b5c562dceddc80', operation='UPDATE', pgid='pgtrigger_update_update_44354', table='communities_visitplan', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='visitplan',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communities_visitplanevent" ("community_id", "complex_id", "created_at", "created_by_id", "ends_on", "id", "is_demo", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "request_key", "starts_on", "sub_district_id") VALUES (OLD."community_id", OLD."complex_id", OLD."created_at", OLD."created_by_id", OLD."ends_on", OLD."id", OLD."is_demo", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."purpose", OLD."request_key", OLD."starts_on", OLD."sub_district_id"); RETURN NULL;', hash='4360ca4ccd5485a34748395bea942de73b003492', operation='DELETE', pgid='pgtrigger_delete_delete_9a79d', table='communities_visitplan', when='AFTER')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='visithousehold',
            constraint=models.UniqueConstraint(fields=('plan', 'building', 'unit', 'room'), name='visithousehold_once_in_plan', violation_error_message='这一户已经在这次走访里'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='visithousehold',
            constraint=models.CheckConstraint(condition=models.Q(('room', ''), _negated=True), name='visithousehold_has_room'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='visithousehold',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('outcome', ''), ('turns', 0), ('visited_on', None)), models.Q(('turns__gt', 0), ('visited_on__isnull', False), models.Q(('outcome', ''), _negated=True)), _connector='OR'), name='visithousehold_repeats_an_entry'),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='visithousehold',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communities_visithouseholdevent" ("building", "door_id", "id", "outcome", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "room", "turns", "unit", "visited_on") VALUES (NEW."building", NEW."door_id", NEW."id", NEW."outcome", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."plan_id", NEW."room", NEW."turns", NEW."unit", NEW."visited_on"); RETURN NULL;', hash='3abd9d7cab4e17b93237511e3766181dc33cc36b', operation='INSERT', pgid='pgtrigger_insert_insert_33557', table='communities_visithousehold', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='visithousehold',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "communities_visithouseholdevent" ("building", "door_id", "id", "outcome", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "room", "turns", "unit", "visited_on") VALUES (NEW."building", NEW."door_id", NEW."id", NEW."outcome", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."plan_id", NEW."room", NEW."turns", NEW."unit", NEW."visited_on"); RETURN NULL;', hash='7f9388397c1417f09886fe2e37018ea19295025e', operation='UPDATE', pgid='pgtrigger_update_update_c9571', table='communities_visithousehold', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='visithousehold',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communities_visithouseholdevent" ("building", "door_id", "id", "outcome", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "room", "turns", "unit", "visited_on") VALUES (OLD."building", OLD."door_id", OLD."id", OLD."outcome", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."plan_id", OLD."room", OLD."turns", OLD."unit", OLD."visited_on"); RETURN NULL;', hash='61fa04e131f4d45e58f67f887130afa0200773bb', operation='DELETE', pgid='pgtrigger_delete_delete_e0eeb', table='communities_visithousehold', when='AFTER')),
        ),
        accounts.migration_steps.AddIndex(
            model_name='visittour',
            index=models.Index(fields=['complex', 'day'], name='visittour_days_of_complex'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='visittour',
            constraint=models.CheckConstraint(condition=models.Q(('complex', None), ('community__isnull', False), _connector='OR'), name='visittour_complex_has_community', violation_error_message='选了小区就要选它所在的社区'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='visittour',
            constraint=communities.constraints.CompositeForeignKey(fields=('complex', 'community'), name='visittour_complex_in_community', to='communities.Complex', to_fields=('id', 'community')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='visittour',
            constraint=communities.constraints.CompositeForeignKey(fields=('community', 'sub_district'), name='visittour_community_in_sub_district', to='communities.Community', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='visittour',
            constraint=models.CheckConstraint(condition=models.Q(('complex__isnull', False)), name='visittour_in_complex'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='visittour',
            constraint=models.CheckConstraint(condition=models.Q(('visitor', ''), _negated=True), name='visittour_has_visitor'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='visittour',
            constraint=models.UniqueConstraint(fields=('complex', 'day', 'visitor', 'building'), name='visittour_once', violation_error_message='这个人这一天在这栋楼的走访已经登记过'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='visittour',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('counted_households', None), ('counted_met', None)), models.Q(('counted_households__isnull', False), ('counted_met__isnull', False), ('counted_met__lte', models.F('counted_households'))), _connector='OR'), name='visittour_met_within_visited', violation_error_message='见面户数不能多于走访户数'),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='visittour',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communities_visittourevent" ("building", "community_id", "complex_id", "counted_households", "counted_met", "created_by_id", "day", "id", "is_demo", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sub_district_id", "visitor") VALUES (NEW."building", NEW."community_id", NEW."complex_id", NEW."counted_households", NEW."counted_met", NEW."created_by_id", NEW."day", NEW."id", NEW."is_demo", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."sub_district_id", NEW."visitor"); RETURN NULL;', hash='446cc0af85c2ccfc328f4f199a0da7ca40fb8625', operation='INSERT', pgid='pgtrigger_insert_insert_7e1bc', table='communities_visittour', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='visittour',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "communities_visittourevent" ("building", "community_id", "complex_id", "counted_households", "counted_met", "created_by_id", "day", "id", "is_demo", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sub_district_id", "visitor") VALUES (NEW."building", NEW."community_id", NEW."complex_id", NEW."counted_households", NEW."counted_met", NEW."created_by_id", NEW."day", NEW."id", NEW."is_demo", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."sub_district_id", NEW."visitor"); RETURN NULL;', hash='9497d746a9c7a67c889c80cc8edeaac525b66886', operation='UPDATE', pgid='pgtrigger_update_update_03f95', table='communities_visittour', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='visittour',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communities_visittourevent" ("building", "community_id", "complex_id", "counted_households", "counted_met", "created_by_id", "day", "id", "is_demo", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sub_district_id", "visitor") VALUES (OLD."building", OLD."community_id", OLD."complex_id", OLD."counted_households", OLD."counted_met", OLD."created_by_id", OLD."day", OLD."id", OLD."is_demo", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."sub_district_id", OLD."visitor"); RETURN NULL;', hash='e28305a9a67abb65d6e925cf7a4c8c63febfacbc', operation='DELETE', pgid='pgtrigger_delete_delete_f6c14', table='communities_visittour', when='AFTER')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='visitfollowup',
            constraint=models.CheckConstraint(condition=models.Q(('complex', None), ('community__isnull', False), _connector='OR'), name='visitfollowup_complex_has_community', violation_error_message='选了小区就要选它所在的社区'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='visitfollowup',
            constraint=communities.constraints.CompositeForeignKey(fields=('complex', 'community'), name='visitfollowup_complex_in_community', to='communities.Complex', to_fields=('id', 'community')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='visitfollowup',
            constraint=communities.constraints.CompositeForeignKey(fields=('community', 'sub_district'), name='visitfollowup_community_in_sub_district', to='communities.Community', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='visitfollowup',
            constraint=models.CheckConstraint(condition=models.Q(('complex__isnull', False)), name='visitfollowup_in_complex'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='visitfollowup',
            constraint=models.CheckConstraint(condition=models.Q(('need', ''), _negated=True), name='visitfollowup_says_something'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='visitfollowup',
            constraint=models.CheckConstraint(condition=models.Q(('done_by', None), ('done_on__isnull', False), _connector='OR'), name='visitfollowup_done_has_day'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='visitfollowup',
            constraint=models.UniqueConstraint(condition=models.Q(('request_key', ''), _negated=True), fields=('created_by', 'request_key'), name='visitfollowup_once_per_form'),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='visitfollowup',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communities_visitfollowupevent" ("community_id", "complex_id", "created_at", "created_by_id", "done_by_id", "done_on", "handed_to", "household_id", "id", "is_demo", "need", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "request_key", "sub_district_id", "tour_id", "transfer_number") VALUES (NEW."community_id", NEW."complex_id", NEW."created_at", NEW."created_by_id", NEW."done_by_id", NEW."done_on", NEW."handed_to", NEW."household_id", NEW."id", NEW."is_demo", NEW."need", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."request_key", NEW."sub_district_id", NEW."tour_id", NEW."transfer_number"); RETURN NULL;', hash='cd053ac2ccff83439209cd99668e977772127772', operation='INSERT', pgid='pgtrigger_insert_insert_364fb', table='communities_visitfollowup', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='visitfollowup',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "communities_visitfollowupevent" ("community_id", "complex_id", "created_at", "created_by_id", "done_by_id", "done_on", "handed_to", "household_id", "id", "is_demo", "need", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "request_key", "sub_district_id", "tour_id", "transfer_number") VALUES (NEW."community_id", NEW."complex_id", NEW."created_at", NEW."created_by_id", NEW."done_by_id", NEW."done_on", NEW."handed_to", NEW."household_id", NEW."id", NEW."is_demo", NEW."need", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."request_key", NEW."sub_district_id", NEW."tour_id", NEW."transfer_number"); RETURN NULL;', hash='bf4c362bd0648dbc7994be8e2578d2d8c365b430', operation='UPDATE', pgid='pgtrigger_update_update_d5ff7', table='communities_visitfollowup', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='visitfollowup',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communities_visitfollowupevent" ("community_id", "complex_id", "created_at", "created_by_id", "done_by_id", "done_on", "handed_to", "household_id", "id", "is_demo", "need", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "request_key", "sub_district_id", "tour_id", "transfer_number") VALUES (OLD."community_id", OLD."complex_id", OLD."created_at", OLD."created_by_id", OLD."done_by_id", OLD."done_on", OLD."handed_to", OLD."household_id", OLD."id", OLD."is_demo", OLD."need", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."request_key", OLD."sub_district_id", OLD."tour_id", OLD."transfer_number"); RETURN NULL;', hash='d88bc306ebafd69fcf4c49a7905b3b6e101d8433', operation='DELETE', pgid='pgtrigger_delete_delete_8fefe', table='communities_visitfollowup', when='AFTER')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='visitentry',
            constraint=models.UniqueConstraint(fields=('household', 'turn'), name='visitentry_once_a_turn'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='visitentry',
            constraint=models.CheckConstraint(condition=models.Q(('turn__gt', 0)), name='visitentry_turn_counts_from_one'),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='visitentry',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communities_visitentryevent" ("entered_at", "entered_by_id", "household_id", "id", "outcome", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "road", "tour_id", "turn") VALUES (NEW."entered_at", NEW."entered_by_id", NEW."household_id", NEW."id", NEW."outcome", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."road", NEW."tour_id", NEW."turn"); RETURN NULL;', hash='5f500967f1729e9b23c167f35b2c7433458d9e48', operation='INSERT', pgid='pgtrigger_insert_insert_655d2', table='communities_visitentry', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='visitentry',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "communities_visitentryevent" ("entered_at", "entered_by_id", "household_id", "id", "outcome", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "road", "tour_id", "turn") VALUES (NEW."entered_at", NEW."entered_by_id", NEW."household_id", NEW."id", NEW."outcome", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."road", NEW."tour_id", NEW."turn"); RETURN NULL;', hash='7193edce45d78b09ebe1f7bec4458d956a5e7a61', operation='UPDATE', pgid='pgtrigger_update_update_a7c83', table='communities_visitentry', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='visitentry',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communities_visitentryevent" ("entered_at", "entered_by_id", "household_id", "id", "outcome", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "road", "tour_id", "turn") VALUES (OLD."entered_at", OLD."entered_by_id", OLD."household_id", OLD."id", OLD."outcome", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."road", OLD."tour_id", OLD."turn"); RETURN NULL;', hash='1d3b07bfa8f5eba5df6edd5bfecc93dd6ed8de9b', operation='DELETE', pgid='pgtrigger_delete_delete_fc150', table='communities_visitentry', when='AFTER')),
        ),
    ]
