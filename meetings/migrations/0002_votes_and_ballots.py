"""表决: votes with roll and ballots, counts, and a sub-district's figures."""

import accounts.migration_steps
import communities.constraints
import datetime
import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import meetings.models.vote_rules
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('communities', '0012_only_of_standing_complexes'),
        ('meetings', '0001_meetings_and_resolutions'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        accounts.migration_steps.CreateModel(
            name='RollEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='序号')),
                ('head_number', models.PositiveIntegerField(verbose_name='计票人序号')),
                ('building', models.CharField(blank=True, default='', max_length=20, verbose_name='楼栋')),
                ('label', models.CharField(max_length=60, verbose_name='户或姓名')),
                ('names', models.CharField(blank=True, default='', max_length=60, verbose_name='业主')),
                ('area', models.DecimalField(blank=True, decimal_places=2, max_digits=8, null=True, verbose_name='面积（㎡）')),
                ('code_digest', models.CharField(blank=True, editable=False, max_length=64, null=True, unique=True)),
                ('codes_issued', models.PositiveSmallIntegerField(default=0, verbose_name='印过几次选票')),
                ('door', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='roll_entries', to='communities.door', verbose_name='户')),
            ],
            options={
                'verbose_name': '表决名册',
                'verbose_name_plural': '表决名册',
            },
        ),
        accounts.migration_steps.CreateModel(
            name='Turnout',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('road', models.CharField(choices=[('ONLINE', '网页'), ('HELPER', '代填'), ('PAPER', '纸质')], max_length=20, verbose_name='途径')),
                ('at', models.DateTimeField(verbose_name='时间')),
                ('request_key', models.CharField(blank=True, default='', editable=False, max_length=48)),
                ('entered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='turnouts_entered', to=settings.AUTH_USER_MODEL, verbose_name='录入人')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='turnouts', to='meetings.rollentry', verbose_name='名册')),
            ],
            options={
                'verbose_name': '参与表决',
                'verbose_name_plural': '参与表决',
            },
        ),
        accounts.migration_steps.CreateModel(
            name='Vote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=60, verbose_name='表决名称')),
                ('explanation', models.TextField(blank=True, default='', max_length=1000, verbose_name='说明')),
                ('basis', models.CharField(choices=[('OWNERS', '业主表决（人数和面积）'), ('MEMBERS', '按人表决（一人一票）'), ('HANDS', '举手计数')], max_length=20, verbose_name='怎么计票')),
                ('is_secret', models.BooleanField(default=False, verbose_name='无记名')),
                ('state', models.CharField(choices=[('DRAFT', '准备中'), ('OPEN', '投票中'), ('COUNTED', '已计票'), ('CANCELLED', '已取消')], default='DRAFT', max_length=20, verbose_name='状态')),
                ('roll_on', models.DateField(blank=True, help_text='按这一天的产权登记', null=True, validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='名册日')),
                ('closes_at', models.DateTimeField(verbose_name='截止时间')),
                ('opened_at', models.DateTimeField(blank=True, null=True, verbose_name='开始时间')),
                ('cancel_reason', models.CharField(blank=True, default='', max_length=120, verbose_name='取消原因')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='登记时间')),
                ('request_key', models.CharField(blank=True, default='', editable=False, max_length=40)),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='演示数据')),
                ('community', models.ForeignKey(blank=True, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.complex', verbose_name='小区')),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='votes_created', to=settings.AUTH_USER_MODEL, verbose_name='登记人')),
                ('meeting', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='votes', to='meetings.meeting', verbose_name='会议')),
                ('opened_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='votes_opened', to=settings.AUTH_USER_MODEL, verbose_name='谁开始')),
                ('sub_district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.subdistrict', verbose_name='街道')),
            ],
            options={
                'verbose_name': '表决',
                'verbose_name_plural': '表决',
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='TurnoutEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('road', models.CharField(choices=[('ONLINE', '网页'), ('HELPER', '代填'), ('PAPER', '纸质')], max_length=20, verbose_name='途径')),
                ('at', models.DateTimeField(verbose_name='时间')),
                ('request_key', models.CharField(blank=True, default='', editable=False, max_length=48)),
                ('entered_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='录入人')),
                ('entry', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.rollentry', verbose_name='名册')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='meetings.turnout')),
                ('vote', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.vote', verbose_name='表决')),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.migration_steps.AddField(
            model_name='turnout',
            name='vote',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='turnout', to='meetings.vote', verbose_name='表决'),
        ),
        accounts.migration_steps.CreateModel(
            name='RollEntryEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('number', models.PositiveIntegerField(verbose_name='序号')),
                ('head_number', models.PositiveIntegerField(verbose_name='计票人序号')),
                ('building', models.CharField(blank=True, default='', max_length=20, verbose_name='楼栋')),
                ('label', models.CharField(max_length=60, verbose_name='户或姓名')),
                ('names', models.CharField(blank=True, default='', max_length=60, verbose_name='业主')),
                ('area', models.DecimalField(blank=True, decimal_places=2, max_digits=8, null=True, verbose_name='面积（㎡）')),
                ('codes_issued', models.PositiveSmallIntegerField(default=0, verbose_name='印过几次选票')),
                ('door', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.door', verbose_name='户')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='meetings.rollentry')),
                ('vote', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.vote', verbose_name='表决')),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.migration_steps.AddField(
            model_name='rollentry',
            name='vote',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='roll', to='meetings.vote', verbose_name='表决'),
        ),
        accounts.migration_steps.CreateModel(
            name='OptionCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('agree_heads', models.PositiveIntegerField(verbose_name='同意人数')),
                ('agree_area', models.DecimalField(decimal_places=2, default=0, max_digits=12, verbose_name='同意面积（㎡）')),
                ('oppose_heads', models.PositiveIntegerField(verbose_name='反对人数')),
                ('oppose_area', models.DecimalField(decimal_places=2, default=0, max_digits=12, verbose_name='反对面积（㎡）')),
                ('abstain_heads', models.PositiveIntegerField(verbose_name='弃权人数')),
                ('abstain_area', models.DecimalField(decimal_places=2, default=0, max_digits=12, verbose_name='弃权面积（㎡）')),
                ('split_heads', models.PositiveIntegerField(default=0, verbose_name='各户选择不同的人数')),
                ('quorum_share', models.CharField(max_length=5, verbose_name='参与要求')),
                ('majority_share', models.CharField(max_length=5, verbose_name='同意要求')),
                ('is_special', models.BooleanField(default=False, verbose_name='特别事项')),
                ('outcome', models.CharField(choices=[('PASSED', '通过'), ('NOT_PASSED', '未通过'), ('ELECTED', '当选'), ('NOT_ELECTED', '未当选'), ('TIED', '票数相同，需再次表决'), ('NOT_QUORATE', '参与不足，表决不成立')], max_length=20, verbose_name='结果')),
                ('vote', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='option_counts', to='meetings.vote', verbose_name='表决')),
            ],
            options={
                'verbose_name': '单项结果',
                'verbose_name_plural': '单项结果',
            },
        ),
        accounts.migration_steps.CreateModel(
            name='Ballot',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('is_secret', models.BooleanField(verbose_name='无记名')),
                ('area', models.DecimalField(decimal_places=2, default=0, max_digits=10, verbose_name='面积（㎡）')),
                ('receipt', models.CharField(max_length=8, verbose_name='回执码')),
                ('turn', models.PositiveSmallIntegerField(default=1, verbose_name='第几次')),
                ('road', models.CharField(blank=True, choices=[('ONLINE', '网页'), ('HELPER', '代填'), ('PAPER', '纸质')], default='', max_length=20, verbose_name='途径')),
                ('reason', models.CharField(blank=True, default='', max_length=120, verbose_name='更正原因')),
                ('at', models.DateTimeField(blank=True, null=True, verbose_name='时间')),
                ('entered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='ballots_entered', to=settings.AUTH_USER_MODEL, verbose_name='录入人')),
                ('turnout', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='ballots', to='meetings.turnout', verbose_name='参与表决')),
                ('vote', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ballots', to='meetings.vote', verbose_name='表决')),
            ],
            options={
                'verbose_name': '选票',
                'verbose_name_plural': '选票',
            },
        ),
        accounts.migration_steps.CreateModel(
            name='VoteCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('entitled_heads', models.PositiveIntegerField(validators=[django.core.validators.MaxValueValidator(1000000)], verbose_name='应参与人数')),
                ('entitled_area', models.DecimalField(decimal_places=2, default=0, max_digits=12, verbose_name='应参与面积（㎡）')),
                ('present_heads', models.PositiveIntegerField(verbose_name='参与人数')),
                ('present_area', models.DecimalField(decimal_places=2, default=0, max_digits=12, verbose_name='参与面积（㎡）')),
                ('counted_at', models.DateTimeField(verbose_name='计票时间')),
                ('counted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='votes_counted', to=settings.AUTH_USER_MODEL, verbose_name='计票人')),
                ('vote', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='count', to='meetings.vote', verbose_name='表决')),
            ],
            options={
                'verbose_name': '计票结果',
                'verbose_name_plural': '计票结果',
            },
        ),
        accounts.migration_steps.CreateModel(
            name='VoteCountEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('entitled_heads', models.PositiveIntegerField(validators=[django.core.validators.MaxValueValidator(1000000)], verbose_name='应参与人数')),
                ('entitled_area', models.DecimalField(decimal_places=2, default=0, max_digits=12, verbose_name='应参与面积（㎡）')),
                ('present_heads', models.PositiveIntegerField(verbose_name='参与人数')),
                ('present_area', models.DecimalField(decimal_places=2, default=0, max_digits=12, verbose_name='参与面积（㎡）')),
                ('counted_at', models.DateTimeField(verbose_name='计票时间')),
                ('counted_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='计票人')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='meetings.votecount')),
                ('vote', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.vote', verbose_name='表决')),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='VoteEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('title', models.CharField(max_length=60, verbose_name='表决名称')),
                ('explanation', models.TextField(blank=True, default='', max_length=1000, verbose_name='说明')),
                ('basis', models.CharField(choices=[('OWNERS', '业主表决（人数和面积）'), ('MEMBERS', '按人表决（一人一票）'), ('HANDS', '举手计数')], max_length=20, verbose_name='怎么计票')),
                ('is_secret', models.BooleanField(default=False, verbose_name='无记名')),
                ('state', models.CharField(choices=[('DRAFT', '准备中'), ('OPEN', '投票中'), ('COUNTED', '已计票'), ('CANCELLED', '已取消')], default='DRAFT', max_length=20, verbose_name='状态')),
                ('roll_on', models.DateField(blank=True, help_text='按这一天的产权登记', null=True, validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='名册日')),
                ('closes_at', models.DateTimeField(verbose_name='截止时间')),
                ('opened_at', models.DateTimeField(blank=True, null=True, verbose_name='开始时间')),
                ('cancel_reason', models.CharField(blank=True, default='', max_length=120, verbose_name='取消原因')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='登记时间')),
                ('request_key', models.CharField(blank=True, default='', editable=False, max_length=40)),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='演示数据')),
                ('community', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.complex', verbose_name='小区')),
                ('created_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='登记人')),
                ('meeting', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.meeting', verbose_name='会议')),
                ('opened_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='谁开始')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='meetings.vote')),
                ('sub_district', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.subdistrict', verbose_name='街道')),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='VoteItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(verbose_name='第几项')),
                ('matter', models.CharField(choices=[('RULES_OF_PROCEDURE', '制定和修改业主大会议事规则'), ('COVENANT', '制定和修改管理规约'), ('COMMITTEE', '选举业主委员会或者更换业主委员会成员'), ('FIRM', '选聘和解聘物业服务企业或者其他管理人'), ('USE_FUND', '使用维修资金'), ('RAISE_FUND', '筹集维修资金'), ('REBUILD', '改建、重建建筑物及其附属设施'), ('COMMON_PARTS', '改变共有部分用途或者利用共有部分经营'), ('OTHER_OWNERS', '有关共有和共同管理权利的其他重大事项'), ('PARTY_ASSEMBLY', '支部党员大会表决'), ('PARTY_ELECTION', '党内选举'), ('PARTY_COMMITTEE', '支委会表决'), ('OWNERS_COMMITTEE', '业委会会议表决'), ('RESIDENTS', '居民会议表决'), ('DELIBERATION', '议事会等协商表决')], max_length=20, verbose_name='事项类别')),
                ('text', models.CharField(max_length=200, verbose_name='表决内容')),
                ('seats', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(99)], verbose_name='应选人数')),
                ('vote', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='meetings.vote', verbose_name='表决')),
            ],
            options={
                'verbose_name': '表决事项',
                'verbose_name_plural': '表决事项',
            },
        ),
        accounts.migration_steps.CreateModel(
            name='VoteItemEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('position', models.PositiveSmallIntegerField(verbose_name='第几项')),
                ('matter', models.CharField(choices=[('RULES_OF_PROCEDURE', '制定和修改业主大会议事规则'), ('COVENANT', '制定和修改管理规约'), ('COMMITTEE', '选举业主委员会或者更换业主委员会成员'), ('FIRM', '选聘和解聘物业服务企业或者其他管理人'), ('USE_FUND', '使用维修资金'), ('RAISE_FUND', '筹集维修资金'), ('REBUILD', '改建、重建建筑物及其附属设施'), ('COMMON_PARTS', '改变共有部分用途或者利用共有部分经营'), ('OTHER_OWNERS', '有关共有和共同管理权利的其他重大事项'), ('PARTY_ASSEMBLY', '支部党员大会表决'), ('PARTY_ELECTION', '党内选举'), ('PARTY_COMMITTEE', '支委会表决'), ('OWNERS_COMMITTEE', '业委会会议表决'), ('RESIDENTS', '居民会议表决'), ('DELIBERATION', '议事会等协商表决')], max_length=20, verbose_name='事项类别')),
                ('text', models.CharField(max_length=200, verbose_name='表决内容')),
                ('seats', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(99)], verbose_name='应选人数')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='meetings.voteitem')),
                ('vote', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.vote', verbose_name='表决')),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='VoteOption',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(verbose_name='第几个')),
                ('name', models.CharField(blank=True, default='', max_length=40, verbose_name='候选人')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='options', to='meetings.voteitem', verbose_name='表决事项')),
                ('vote', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='options', to='meetings.vote', verbose_name='表决')),
            ],
            options={
                'verbose_name': '表决选项',
                'verbose_name_plural': '表决选项',
            },
        ),
        accounts.migration_steps.CreateModel(
            name='OptionCountEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('agree_heads', models.PositiveIntegerField(verbose_name='同意人数')),
                ('agree_area', models.DecimalField(decimal_places=2, default=0, max_digits=12, verbose_name='同意面积（㎡）')),
                ('oppose_heads', models.PositiveIntegerField(verbose_name='反对人数')),
                ('oppose_area', models.DecimalField(decimal_places=2, default=0, max_digits=12, verbose_name='反对面积（㎡）')),
                ('abstain_heads', models.PositiveIntegerField(verbose_name='弃权人数')),
                ('abstain_area', models.DecimalField(decimal_places=2, default=0, max_digits=12, verbose_name='弃权面积（㎡）')),
                ('split_heads', models.PositiveIntegerField(default=0, verbose_name='各户选择不同的人数')),
                ('quorum_share', models.CharField(max_length=5, verbose_name='参与要求')),
                ('majority_share', models.CharField(max_length=5, verbose_name='同意要求')),
                ('is_special', models.BooleanField(default=False, verbose_name='特别事项')),
                ('outcome', models.CharField(choices=[('PASSED', '通过'), ('NOT_PASSED', '未通过'), ('ELECTED', '当选'), ('NOT_ELECTED', '未当选'), ('TIED', '票数相同，需再次表决'), ('NOT_QUORATE', '参与不足，表决不成立')], max_length=20, verbose_name='结果')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='meetings.optioncount')),
                ('vote', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.vote', verbose_name='表决')),
                ('option', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.voteoption', verbose_name='表决选项')),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.migration_steps.AddField(
            model_name='optioncount',
            name='option',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='count', to='meetings.voteoption', verbose_name='表决选项'),
        ),
        accounts.migration_steps.CreateModel(
            name='BallotMark',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('choice', models.CharField(choices=[('AGREE', '同意'), ('OPPOSE', '反对'), ('ABSTAIN', '弃权')], max_length=20, verbose_name='选择')),
                ('ballot', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='marks', to='meetings.ballot', verbose_name='选票')),
                ('vote', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='marks', to='meetings.vote', verbose_name='表决')),
                ('option', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='marks', to='meetings.voteoption', verbose_name='表决选项')),
            ],
            options={
                'verbose_name': '选票上的一项',
                'verbose_name_plural': '选票上的一项',
            },
        ),
        accounts.migration_steps.CreateModel(
            name='VoteOptionEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('position', models.PositiveSmallIntegerField(verbose_name='第几个')),
                ('name', models.CharField(blank=True, default='', max_length=40, verbose_name='候选人')),
                ('item', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.voteitem', verbose_name='表决事项')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='meetings.voteoption')),
                ('vote', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.vote', verbose_name='表决')),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='VoteRules',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('participation', models.CharField(default='2/3', help_text='《民法典》第二百七十八条第二款：专有部分面积和人数占比都在三分之二以上', max_length=5, validators=[meetings.models.vote_rules.is_share], verbose_name='业主参与表决不少于')),
                ('ordinary_share', models.CharField(default='1/2', help_text='《民法典》第二百七十八条第二款：参与表决专有部分面积和人数都过半数', max_length=5, validators=[meetings.models.vote_rules.is_share], verbose_name='一般事项同意超过')),
                ('special_share', models.CharField(default='3/4', help_text='《民法典》第二百七十八条第二款：参与表决专有部分面积和人数都在四分之三以上', max_length=5, validators=[meetings.models.vote_rules.is_share], verbose_name='特别事项同意不少于')),
                ('special_matters', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('RULES_OF_PROCEDURE', '制定和修改业主大会议事规则'), ('COVENANT', '制定和修改管理规约'), ('COMMITTEE', '选举业主委员会或者更换业主委员会成员'), ('FIRM', '选聘和解聘物业服务企业或者其他管理人'), ('USE_FUND', '使用维修资金'), ('RAISE_FUND', '筹集维修资金'), ('REBUILD', '改建、重建建筑物及其附属设施'), ('COMMON_PARTS', '改变共有部分用途或者利用共有部分经营'), ('OTHER_OWNERS', '有关共有和共同管理权利的其他重大事项')], max_length=20), blank=True, default=meetings.models.vote_rules.usual_special_matters, help_text='《民法典》第二百七十八条第一款第六至八项', size=None, verbose_name='特别事项')),
                ('assembly_present', models.CharField(default='1/2', help_text='《中国共产党支部工作条例（试行）》第十一条：半数以上有表决权的党员到会', max_length=5, validators=[meetings.models.vote_rules.is_share], verbose_name='党员大会到会不少于')),
                ('election_present', models.CharField(default='4/5', help_text='《中国共产党基层组织选举工作条例》：到会人数不少于应到会人数的五分之四', max_length=5, validators=[meetings.models.vote_rules.is_share], verbose_name='党内选举到会不少于')),
                ('committee_present', models.CharField(default='1/2', help_text='《中国共产党支部工作条例（试行）》第十二条、《业主大会和业主委员会指导规则》：过半数', max_length=5, validators=[meetings.models.vote_rules.is_share], verbose_name='委员会到会超过')),
                ('residents_present', models.CharField(default='1/2', help_text='《城市居民委员会组织法》：过半数出席', max_length=5, validators=[meetings.models.vote_rules.is_share], verbose_name='居民会议、议事会到会超过')),
                ('heads_share', models.CharField(default='1/2', help_text='党员大会、业委会按应到人数计算，其他按参与人数计算', max_length=5, validators=[meetings.models.vote_rules.is_share], verbose_name='按人表决同意超过')),
                ('community', models.ForeignKey(blank=True, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.complex', verbose_name='小区')),
                ('sub_district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.subdistrict', verbose_name='街道')),
            ],
            options={
                'verbose_name': '表决规则',
                'verbose_name_plural': '表决规则',
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='VoteRulesEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('participation', models.CharField(default='2/3', help_text='《民法典》第二百七十八条第二款：专有部分面积和人数占比都在三分之二以上', max_length=5, validators=[meetings.models.vote_rules.is_share], verbose_name='业主参与表决不少于')),
                ('ordinary_share', models.CharField(default='1/2', help_text='《民法典》第二百七十八条第二款：参与表决专有部分面积和人数都过半数', max_length=5, validators=[meetings.models.vote_rules.is_share], verbose_name='一般事项同意超过')),
                ('special_share', models.CharField(default='3/4', help_text='《民法典》第二百七十八条第二款：参与表决专有部分面积和人数都在四分之三以上', max_length=5, validators=[meetings.models.vote_rules.is_share], verbose_name='特别事项同意不少于')),
                ('special_matters', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('RULES_OF_PROCEDURE', '制定和修改业主大会议事规则'), ('COVENANT', '制定和修改管理规约'), ('COMMITTEE', '选举业主委员会或者更换业主委员会成员'), ('FIRM', '选聘和解聘物业服务企业或者其他管理人'), ('USE_FUND', '使用维修资金'), ('RAISE_FUND', '筹集维修资金'), ('REBUILD', '改建、重建建筑物及其附属设施'), ('COMMON_PARTS', '改变共有部分用途或者利用共有部分经营'), ('OTHER_OWNERS', '有关共有和共同管理权利的其他重大事项')], max_length=20), blank=True, default=meetings.models.vote_rules.usual_special_matters, help_text='《民法典》第二百七十八条第一款第六至八项', size=None, verbose_name='特别事项')),
                ('assembly_present', models.CharField(default='1/2', help_text='《中国共产党支部工作条例（试行）》第十一条：半数以上有表决权的党员到会', max_length=5, validators=[meetings.models.vote_rules.is_share], verbose_name='党员大会到会不少于')),
                ('election_present', models.CharField(default='4/5', help_text='《中国共产党基层组织选举工作条例》：到会人数不少于应到会人数的五分之四', max_length=5, validators=[meetings.models.vote_rules.is_share], verbose_name='党内选举到会不少于')),
                ('committee_present', models.CharField(default='1/2', help_text='《中国共产党支部工作条例（试行）》第十二条、《业主大会和业主委员会指导规则》：过半数', max_length=5, validators=[meetings.models.vote_rules.is_share], verbose_name='委员会到会超过')),
                ('residents_present', models.CharField(default='1/2', help_text='《城市居民委员会组织法》：过半数出席', max_length=5, validators=[meetings.models.vote_rules.is_share], verbose_name='居民会议、议事会到会超过')),
                ('heads_share', models.CharField(default='1/2', help_text='党员大会、业委会按应到人数计算，其他按参与人数计算', max_length=5, validators=[meetings.models.vote_rules.is_share], verbose_name='按人表决同意超过')),
                ('community', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.complex', verbose_name='小区')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='meetings.voterules')),
                ('sub_district', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.subdistrict', verbose_name='街道')),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.migration_steps.AddIndex(
            model_name='vote',
            index=models.Index(fields=['complex', 'closes_at'], name='vote_by_complex'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='vote',
            constraint=models.CheckConstraint(condition=models.Q(('complex', None), ('community__isnull', False), _connector='OR'), name='vote_complex_has_community', violation_error_message='选了小区就要选它所在的社区'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='vote',
            constraint=models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='vote_has_title'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='vote',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('basis', 'OWNERS'), _negated=True), ('complex__isnull', False), _connector='OR'), name='vote_of_owners_in_complex', violation_error_message='业主表决要选小区'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='vote',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('basis', 'HANDS'), _negated=True), ('is_secret', False), _connector='OR'), name='vote_hands_are_seen', violation_error_message='举手计数不是无记名'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='vote',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'OPEN'), _negated=True), models.Q(('opened_at__isnull', False), ('roll_on__isnull', False), models.Q(('basis', 'HANDS'), _negated=True)), _connector='OR'), name='vote_open_has_roll'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='vote',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'CANCELLED'), models.Q(('cancel_reason', ''), _negated=True)), models.Q(models.Q(('state', 'CANCELLED'), _negated=True), ('cancel_reason', '')), _connector='OR'), name='vote_cancelled_with_reason', violation_error_message='取消要写原因'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='vote',
            constraint=models.CheckConstraint(condition=models.Q(('opened_at', None), ('closes_at__gt', models.F('opened_at')), _connector='OR'), name='vote_closes_after_opening', violation_error_message='截止时间要晚于开始时间'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='vote',
            constraint=models.UniqueConstraint(condition=models.Q(('request_key', ''), _negated=True), fields=('created_by', 'request_key'), name='vote_once_per_form'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='vote',
            constraint=models.UniqueConstraint(fields=('id', 'is_secret'), name='vote_secrecy'),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='vote',
            trigger=pgtrigger.compiler.Trigger(name='only_of_standing_complexes', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."complex_id" IS NOT NULL)', func="\n            IF TG_OP = 'UPDATE' THEN\n                IF NEW.complex_id IS NOT DISTINCT FROM OLD.complex_id THEN\n                    RETURN NULL;\n                END IF;\n            END IF;\n            IF EXISTS (\n                SELECT 1 FROM communities_complex\n                WHERE id = NEW.complex_id AND closed_on IS NOT NULL\n            ) THEN\n                RAISE EXCEPTION 'complex % was merged into another', NEW.complex_id\n                USING ERRCODE = 'check_violation', CONSTRAINT = 'complex_stands';\n            END IF;\n            RETURN NULL;\n        ", hash='22d87f764fae62ff54729d29491c0b15d4400134', operation='INSERT OR UPDATE OF "complex_id"', pgid='pgtrigger_only_of_standing_complexes_66376', table='meetings_vote', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='vote',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_voteevent" ("basis", "cancel_reason", "closes_at", "community_id", "complex_id", "created_at", "created_by_id", "explanation", "id", "is_demo", "is_secret", "meeting_id", "opened_at", "opened_by_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "request_key", "roll_on", "state", "sub_district_id", "title") VALUES (NEW."basis", NEW."cancel_reason", NEW."closes_at", NEW."community_id", NEW."complex_id", NEW."created_at", NEW."created_by_id", NEW."explanation", NEW."id", NEW."is_demo", NEW."is_secret", NEW."meeting_id", NEW."opened_at", NEW."opened_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."request_key", NEW."roll_on", NEW."state", NEW."sub_district_id", NEW."title"); RETURN NULL;', hash='e95790a4e4e275882b4fa0d2239df959d8ffb8b7', operation='INSERT', pgid='pgtrigger_insert_insert_a5efe', table='meetings_vote', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='vote',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "meetings_voteevent" ("basis", "cancel_reason", "closes_at", "community_id", "complex_id", "created_at", "created_by_id", "explanation", "id", "is_demo", "is_secret", "meeting_id", "opened_at", "opened_by_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "request_key", "roll_on", "state", "sub_district_id", "title") VALUES (NEW."basis", NEW."cancel_reason", NEW."closes_at", NEW."community_id", NEW."complex_id", NEW."created_at", NEW."created_by_id", NEW."explanation", NEW."id", NEW."is_demo", NEW."is_secret", NEW."meeting_id", NEW."opened_at", NEW."opened_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."request_key", NEW."roll_on", NEW."state", NEW."sub_district_id", NEW."title"); RETURN NULL;', hash='d9a035135511220f11aa0f3450e1fa906cd3a5f6', operation='UPDATE', pgid='pgtrigger_update_update_c7f15', table='meetings_vote', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='vote',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_voteevent" ("basis", "cancel_reason", "closes_at", "community_id", "complex_id", "created_at", "created_by_id", "explanation", "id", "is_demo", "is_secret", "meeting_id", "opened_at", "opened_by_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "request_key", "roll_on", "state", "sub_district_id", "title") VALUES (OLD."basis", OLD."cancel_reason", OLD."closes_at", OLD."community_id", OLD."complex_id", OLD."created_at", OLD."created_by_id", OLD."explanation", OLD."id", OLD."is_demo", OLD."is_secret", OLD."meeting_id", OLD."opened_at", OLD."opened_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."request_key", OLD."roll_on", OLD."state", OLD."sub_district_id", OLD."title"); RETURN NULL;', hash='441c9477b79866b6eb64bdd17089ee7f15fbf197', operation='DELETE', pgid='pgtrigger_delete_delete_9b0f1', table='meetings_vote', when='AFTER')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='turnout',
            constraint=models.UniqueConstraint(fields=('vote', 'entry'), name='turnout_once', violation_error_message='这一户已经投过票'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='turnout',
            constraint=models.UniqueConstraint(fields=('id', 'vote'), name='turnout_of_vote'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='turnout',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('road', 'ONLINE'), _negated=True), ('entered_by', None), _connector='OR'), name='turnout_own_ballot_names_nobody'),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='turnout',
            trigger=pgtrigger.compiler.Trigger(name='only_while_open', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            PERFORM 1 FROM meetings_vote WHERE id = NEW.vote_id AND state = 'OPEN' FOR SHARE;\n            IF NOT FOUND THEN\n                RAISE EXCEPTION 'the vote takes no ballots'\n                USING ERRCODE = 'check_violation', CONSTRAINT = 'vote_takes_ballots';\n            END IF;\n            RETURN NEW;\n        ", hash='f89ee9108b5b684093d7b9e8878b3d805ea106a9', operation='INSERT', pgid='pgtrigger_only_while_open_38e92', table='meetings_turnout', when='BEFORE')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='turnout',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_turnoutevent" ("at", "entered_by_id", "entry_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "request_key", "road", "vote_id") VALUES (NEW."at", NEW."entered_by_id", NEW."entry_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."request_key", NEW."road", NEW."vote_id"); RETURN NULL;', hash='cc51107d680a5048c7ccbd60276eb5aac288d6f5', operation='INSERT', pgid='pgtrigger_insert_insert_86951', table='meetings_turnout', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='turnout',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "meetings_turnoutevent" ("at", "entered_by_id", "entry_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "request_key", "road", "vote_id") VALUES (NEW."at", NEW."entered_by_id", NEW."entry_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."request_key", NEW."road", NEW."vote_id"); RETURN NULL;', hash='c0d2afec48e08da24ff3a83f541c6f50a2657f0c', operation='UPDATE', pgid='pgtrigger_update_update_76a1f', table='meetings_turnout', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='turnout',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_turnoutevent" ("at", "entered_by_id", "entry_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "request_key", "road", "vote_id") VALUES (OLD."at", OLD."entered_by_id", OLD."entry_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."request_key", OLD."road", OLD."vote_id"); RETURN NULL;', hash='01ddcfb1ee6918256b8d946455bfab197179015b', operation='DELETE', pgid='pgtrigger_delete_delete_e7688', table='meetings_turnout', when='AFTER')),
        ),
        accounts.migration_steps.AddIndex(
            model_name='rollentry',
            index=models.Index(fields=['vote', 'head_number'], name='rollentry_by_head'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='rollentry',
            constraint=models.UniqueConstraint(fields=('vote', 'number'), name='rollentry_number_once'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='rollentry',
            constraint=models.UniqueConstraint(fields=('vote', 'door'), name='rollentry_door_once', violation_error_message='这一户已在名册上'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='rollentry',
            constraint=models.UniqueConstraint(fields=('vote', 'label'), name='rollentry_label_once', violation_error_message='名册里有重名，请加以区别'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='rollentry',
            constraint=models.UniqueConstraint(fields=('id', 'vote'), name='rollentry_of_vote'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='rollentry',
            constraint=models.CheckConstraint(condition=models.Q(('area', None), ('area__gt', 0), _connector='OR'), name='rollentry_area_positive'),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='rollentry',
            trigger=pgtrigger.compiler.Trigger(name='only_owners_before_opening', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE vote RECORD;', func="\n            SELECT state, basis, complex_id, roll_on INTO vote\n            FROM meetings_vote WHERE id = NEW.vote_id FOR SHARE;\n            IF vote.state IS DISTINCT FROM 'DRAFT' THEN\n                RAISE EXCEPTION 'the roll is closed'\n                USING ERRCODE = 'check_violation', CONSTRAINT = 'roll_is_frozen';\n            END IF;\n            IF vote.basis = 'OWNERS' AND NOT EXISTS (\n                SELECT 1 FROM communities_ownership\n                WHERE door_id = NEW.door_id AND complex_id = vote.complex_id\n                AND since <= vote.roll_on AND COALESCE(until, 'infinity') >= vote.roll_on\n            ) THEN\n                RAISE EXCEPTION 'the door has no owner'\n                USING ERRCODE = 'check_violation', CONSTRAINT = 'roll_door_has_owner';\n            END IF;\n            RETURN NEW;\n        ", hash='0e65dc337e3e5997fd1f93f98795bf93f7f1f41e', operation='INSERT', pgid='pgtrigger_only_owners_before_opening_12bf9', table='meetings_rollentry', when='BEFORE')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='rollentry',
            trigger=pgtrigger.compiler.Trigger(name='frozen_after_opening', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP = 'DELETE' AND EXISTS (\n                SELECT 1 FROM meetings_vote v\n                JOIN communities_subdistrict s ON s.id = v.sub_district_id\n                WHERE v.id = OLD.vote_id AND (v.is_demo OR s.is_demo OR v.state = 'DRAFT')\n            ) THEN\n                RETURN OLD;\n            END IF;\n            RAISE EXCEPTION 'the roll is closed'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'roll_is_frozen';\n        ", hash='73de54d97ebcaf9646152b18ac79c4950850e9fe', operation='UPDATE OF "vote_id", "number", "head_number", "door_id", "label", "area", "names" OR DELETE', pgid='pgtrigger_frozen_after_opening_f65d4', table='meetings_rollentry', when='BEFORE')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='rollentry',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_rollentryevent" ("area", "building", "codes_issued", "door_id", "head_number", "id", "label", "names", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "vote_id") VALUES (NEW."area", NEW."building", NEW."codes_issued", NEW."door_id", NEW."head_number", NEW."id", NEW."label", NEW."names", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."vote_id"); RETURN NULL;', hash='b2506e81ec3d4f82cedc3e348bb26c41bfa56ec2', operation='INSERT', pgid='pgtrigger_insert_insert_81e27', table='meetings_rollentry', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='rollentry',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."area" IS DISTINCT FROM (NEW."area") OR OLD."building" IS DISTINCT FROM (NEW."building") OR OLD."codes_issued" IS DISTINCT FROM (NEW."codes_issued") OR OLD."door_id" IS DISTINCT FROM (NEW."door_id") OR OLD."head_number" IS DISTINCT FROM (NEW."head_number") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."label" IS DISTINCT FROM (NEW."label") OR OLD."names" IS DISTINCT FROM (NEW."names") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."vote_id" IS DISTINCT FROM (NEW."vote_id"))', func='INSERT INTO "meetings_rollentryevent" ("area", "building", "codes_issued", "door_id", "head_number", "id", "label", "names", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "vote_id") VALUES (NEW."area", NEW."building", NEW."codes_issued", NEW."door_id", NEW."head_number", NEW."id", NEW."label", NEW."names", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."vote_id"); RETURN NULL;', hash='cabb495264e3ebf078f0ffbfeb954b1a6dcc588b', operation='UPDATE', pgid='pgtrigger_update_update_7b61c', table='meetings_rollentry', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='rollentry',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_rollentryevent" ("area", "building", "codes_issued", "door_id", "head_number", "id", "label", "names", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "vote_id") VALUES (OLD."area", OLD."building", OLD."codes_issued", OLD."door_id", OLD."head_number", OLD."id", OLD."label", OLD."names", OLD."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."vote_id"); RETURN NULL;', hash='9d2e79b3ccdd3969c81d85787476e04c49cbae42', operation='DELETE', pgid='pgtrigger_delete_delete_9f1a6', table='meetings_rollentry', when='AFTER')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='ballot',
            constraint=models.UniqueConstraint(fields=('turnout', 'turn'), name='ballot_once_a_turn'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='ballot',
            constraint=models.UniqueConstraint(fields=('vote', 'receipt'), name='ballot_receipt_once'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='ballot',
            constraint=models.UniqueConstraint(fields=('id', 'vote'), name='ballot_of_vote'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='ballot',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('at', None), ('entered_by', None), ('is_secret', True), ('reason', ''), ('road', ''), ('turn', 1), ('turnout', None)), models.Q(('at__isnull', False), ('is_secret', False), ('turnout__isnull', False), models.Q(('road', ''), _negated=True)), _connector='OR'), name='ballot_secret_leads_to_nobody'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='ballot',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('reason', ''), ('turn', 1)), models.Q(('turn__gt', 1), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='ballot_corrected_with_reason', violation_error_message='更正要写原因'),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='ballot',
            trigger=pgtrigger.compiler.Trigger(name='only_while_open', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            PERFORM 1 FROM meetings_vote WHERE id = NEW.vote_id AND state = 'OPEN' FOR SHARE;\n            IF NOT FOUND THEN\n                RAISE EXCEPTION 'the vote takes no ballots'\n                USING ERRCODE = 'check_violation', CONSTRAINT = 'vote_takes_ballots';\n            END IF;\n            RETURN NEW;\n        ", hash='cafc95d6e5bb8c294bfb1c3f5202bf11fddff2f3', operation='INSERT', pgid='pgtrigger_only_while_open_039a0', table='meetings_ballot', when='BEFORE')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='ballot',
            trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP = 'DELETE' AND EXISTS (\n                SELECT 1 FROM meetings_vote v\n                JOIN communities_subdistrict s ON s.id = v.sub_district_id\n                WHERE v.id = OLD.vote_id\n                AND (v.is_demo OR s.is_demo OR v.is_secret AND v.state = 'OPEN')\n            ) THEN\n                RETURN OLD;\n            END IF;\n            RAISE EXCEPTION 'a ballot is never changed'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'ballot_is_final';\n        ", hash='4ed497dab8bab61c3a4878a7e96c5abcefbeced1', operation='UPDATE OF "id", "vote_id", "is_secret", "area", "receipt", "turnout_id", "turn", "road", "reason", "at" OR DELETE', pgid='pgtrigger_never_changed_1f394', table='meetings_ballot', when='BEFORE')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='votecount',
            constraint=models.CheckConstraint(condition=models.Q(('present_heads__lte', models.F('entitled_heads')), ('present_area__lte', models.F('entitled_area'))), name='votecount_present_within_entitled', violation_error_message='参与的不能多于应参与的'),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='votecount',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_votecountevent" ("counted_at", "counted_by_id", "entitled_area", "entitled_heads", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "present_area", "present_heads", "vote_id") VALUES (NEW."counted_at", NEW."counted_by_id", NEW."entitled_area", NEW."entitled_heads", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."present_area", NEW."present_heads", NEW."vote_id"); RETURN NULL;', hash='be411c68cd0f58330c3bc1e6e4dfd558e3fec4c4', operation='INSERT', pgid='pgtrigger_insert_insert_f3498', table='meetings_votecount', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='votecount',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "meetings_votecountevent" ("counted_at", "counted_by_id", "entitled_area", "entitled_heads", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "present_area", "present_heads", "vote_id") VALUES (NEW."counted_at", NEW."counted_by_id", NEW."entitled_area", NEW."entitled_heads", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."present_area", NEW."present_heads", NEW."vote_id"); RETURN NULL;', hash='3c242df3e950c4bd5c5f1760bffdcf4767796a87', operation='UPDATE', pgid='pgtrigger_update_update_55d31', table='meetings_votecount', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='votecount',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_votecountevent" ("counted_at", "counted_by_id", "entitled_area", "entitled_heads", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "present_area", "present_heads", "vote_id") VALUES (OLD."counted_at", OLD."counted_by_id", OLD."entitled_area", OLD."entitled_heads", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."present_area", OLD."present_heads", OLD."vote_id"); RETURN NULL;', hash='585f7ec61cb7eedffd64dd87f2c69c4fd7beab10', operation='DELETE', pgid='pgtrigger_delete_delete_e5fc4', table='meetings_votecount', when='AFTER')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='voteitem',
            constraint=models.UniqueConstraint(fields=('vote', 'position'), name='voteitem_position_once'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='voteitem',
            constraint=models.UniqueConstraint(fields=('id', 'vote'), name='voteitem_of_vote'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='voteitem',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='voteitem_has_text'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='voteitem',
            constraint=models.CheckConstraint(condition=models.Q(('seats', None), ('seats__gte', 1), _connector='OR'), name='voteitem_has_a_seat'),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='voteitem',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_voteitemevent" ("id", "matter", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "seats", "text", "vote_id") VALUES (NEW."id", NEW."matter", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."position", NEW."seats", NEW."text", NEW."vote_id"); RETURN NULL;', hash='17004c90fb26f16f86325f27c0ea06b2b1fa49db', operation='INSERT', pgid='pgtrigger_insert_insert_363ba', table='meetings_voteitem', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='voteitem',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "meetings_voteitemevent" ("id", "matter", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "seats", "text", "vote_id") VALUES (NEW."id", NEW."matter", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."position", NEW."seats", NEW."text", NEW."vote_id"); RETURN NULL;', hash='d2328dd65b32c2356e1d8b15b27ba8864c3ef24c', operation='UPDATE', pgid='pgtrigger_update_update_a1c53', table='meetings_voteitem', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='voteitem',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_voteitemevent" ("id", "matter", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "seats", "text", "vote_id") VALUES (OLD."id", OLD."matter", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."position", OLD."seats", OLD."text", OLD."vote_id"); RETURN NULL;', hash='f124bdf98e449789c1d9b22dc89c478639b5b614', operation='DELETE', pgid='pgtrigger_delete_delete_c872d', table='meetings_voteitem', when='AFTER')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='voteoption',
            constraint=models.UniqueConstraint(fields=('item', 'position'), name='voteoption_position_once'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='voteoption',
            constraint=models.UniqueConstraint(fields=('item', 'name'), name='voteoption_name_once', violation_error_message='候选人重名，请加以区别'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='voteoption',
            constraint=models.UniqueConstraint(fields=('id', 'vote'), name='voteoption_of_vote'),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='voteoption',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_voteoptionevent" ("id", "item_id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "vote_id") VALUES (NEW."id", NEW."item_id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."position", NEW."vote_id"); RETURN NULL;', hash='a52b68e9dd50145ae8d63b61dcaca43bf085b992', operation='INSERT', pgid='pgtrigger_insert_insert_ccb07', table='meetings_voteoption', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='voteoption',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "meetings_voteoptionevent" ("id", "item_id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "vote_id") VALUES (NEW."id", NEW."item_id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."position", NEW."vote_id"); RETURN NULL;', hash='e2c3525642162866f16ebb2644732f944d1b5765', operation='UPDATE', pgid='pgtrigger_update_update_0868e', table='meetings_voteoption', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='voteoption',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_voteoptionevent" ("id", "item_id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "vote_id") VALUES (OLD."id", OLD."item_id", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."position", OLD."vote_id"); RETURN NULL;', hash='a96d789496a66444e9c162c2c8153cd57405ce76', operation='DELETE', pgid='pgtrigger_delete_delete_54399', table='meetings_voteoption', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='optioncount',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_optioncountevent" ("abstain_area", "abstain_heads", "agree_area", "agree_heads", "id", "is_special", "majority_share", "oppose_area", "oppose_heads", "option_id", "outcome", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quorum_share", "split_heads", "vote_id") VALUES (NEW."abstain_area", NEW."abstain_heads", NEW."agree_area", NEW."agree_heads", NEW."id", NEW."is_special", NEW."majority_share", NEW."oppose_area", NEW."oppose_heads", NEW."option_id", NEW."outcome", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."quorum_share", NEW."split_heads", NEW."vote_id"); RETURN NULL;', hash='2e4c6ca92e02ed4b8b019583ce13b8f9069c7b1b', operation='INSERT', pgid='pgtrigger_insert_insert_47d8a', table='meetings_optioncount', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='optioncount',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "meetings_optioncountevent" ("abstain_area", "abstain_heads", "agree_area", "agree_heads", "id", "is_special", "majority_share", "oppose_area", "oppose_heads", "option_id", "outcome", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quorum_share", "split_heads", "vote_id") VALUES (NEW."abstain_area", NEW."abstain_heads", NEW."agree_area", NEW."agree_heads", NEW."id", NEW."is_special", NEW."majority_share", NEW."oppose_area", NEW."oppose_heads", NEW."option_id", NEW."outcome", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."quorum_share", NEW."split_heads", NEW."vote_id"); RETURN NULL;', hash='bd5a1ccfd6c335452c7584f546751854739608ab', operation='UPDATE', pgid='pgtrigger_update_update_44932', table='meetings_optioncount', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='optioncount',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_optioncountevent" ("abstain_area", "abstain_heads", "agree_area", "agree_heads", "id", "is_special", "majority_share", "oppose_area", "oppose_heads", "option_id", "outcome", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quorum_share", "split_heads", "vote_id") VALUES (OLD."abstain_area", OLD."abstain_heads", OLD."agree_area", OLD."agree_heads", OLD."id", OLD."is_special", OLD."majority_share", OLD."oppose_area", OLD."oppose_heads", OLD."option_id", OLD."outcome", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."quorum_share", OLD."split_heads", OLD."vote_id"); RETURN NULL;', hash='5b553253004d17f774cd5815c8c419aeef5b28b5', operation='DELETE', pgid='pgtrigger_delete_delete_a9be2', table='meetings_optioncount', when='AFTER')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='ballotmark',
            constraint=models.UniqueConstraint(fields=('ballot', 'option'), name='ballotmark_once'),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='ballotmark',
            trigger=pgtrigger.compiler.Trigger(name='only_while_open', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            PERFORM 1 FROM meetings_vote WHERE id = NEW.vote_id AND state = 'OPEN' FOR SHARE;\n            IF NOT FOUND THEN\n                RAISE EXCEPTION 'the vote takes no ballots'\n                USING ERRCODE = 'check_violation', CONSTRAINT = 'vote_takes_ballots';\n            END IF;\n            RETURN NEW;\n        ", hash='c7d6a0b136ad2f5e5d12fb1c412d167c240c9dbc', operation='INSERT', pgid='pgtrigger_only_while_open_defd9', table='meetings_ballotmark', when='BEFORE')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='ballotmark',
            trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP = 'DELETE' AND EXISTS (\n                SELECT 1 FROM meetings_vote v\n                JOIN communities_subdistrict s ON s.id = v.sub_district_id\n                WHERE v.id = OLD.vote_id\n                AND (v.is_demo OR s.is_demo OR v.is_secret AND v.state = 'OPEN')\n            ) THEN\n                RETURN OLD;\n            END IF;\n            RAISE EXCEPTION 'a ballot is never changed'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'ballot_is_final';\n        ", hash='ed276d2622f2d63726319b4fbe5ec035ec313cf0', operation='UPDATE OF "id", "vote_id", "ballot_id", "option_id", "choice" OR DELETE', pgid='pgtrigger_never_changed_eda73', table='meetings_ballotmark', when='BEFORE')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='voterules',
            constraint=models.CheckConstraint(condition=models.Q(('complex', None), ('community__isnull', False), _connector='OR'), name='voterules_complex_has_community', violation_error_message='选了小区就要选它所在的社区'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='voterules',
            constraint=models.UniqueConstraint(fields=('sub_district',), name='voterules_once', violation_error_message='这个街道已有表决规则，请直接修改'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='voterules',
            constraint=models.CheckConstraint(condition=models.Q(('community', None)), name='voterules_of_whole_sub_district'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='vote',
            constraint=communities.constraints.CompositeForeignKey(fields=('complex', 'community'), name='vote_complex_in_community', to='communities.Complex', to_fields=('id', 'community')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='vote',
            constraint=communities.constraints.CompositeForeignKey(fields=('community', 'sub_district'), name='vote_community_in_sub_district', to='communities.Community', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='turnout',
            constraint=communities.constraints.CompositeForeignKey(fields=('entry', 'vote'), name='turnout_entry_of_vote', to='meetings.RollEntry', to_fields=('id', 'vote')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='ballot',
            constraint=communities.constraints.CompositeForeignKey(fields=('vote', 'is_secret'), name='ballot_as_secret_as_its_vote', to='meetings.Vote', to_fields=('id', 'is_secret')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='ballot',
            constraint=communities.constraints.CompositeForeignKey(fields=('turnout', 'vote'), name='ballot_turnout_of_vote', to='meetings.Turnout', to_fields=('id', 'vote')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='voteoption',
            constraint=communities.constraints.CompositeForeignKey(fields=('item', 'vote'), name='voteoption_item_of_vote', to='meetings.VoteItem', to_fields=('id', 'vote')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='optioncount',
            constraint=communities.constraints.CompositeForeignKey(fields=('option', 'vote'), name='optioncount_option_of_vote', to='meetings.VoteOption', to_fields=('id', 'vote')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='ballotmark',
            constraint=communities.constraints.CompositeForeignKey(fields=('ballot', 'vote'), name='ballotmark_ballot_of_vote', to='meetings.Ballot', to_fields=('id', 'vote')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='ballotmark',
            constraint=communities.constraints.CompositeForeignKey(fields=('option', 'vote'), name='ballotmark_option_of_vote', to='meetings.VoteOption', to_fields=('id', 'vote')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='voterules',
            constraint=communities.constraints.CompositeForeignKey(fields=('complex', 'community'), name='voterules_complex_in_community', to='communities.Complex', to_fields=('id', 'community')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='voterules',
            constraint=communities.constraints.CompositeForeignKey(fields=('community', 'sub_district'), name='voterules_community_in_sub_district', to='communities.Community', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='voterules',
            trigger=pgtrigger.compiler.Trigger(name='only_of_standing_complexes', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."complex_id" IS NOT NULL)', func="\n            IF TG_OP = 'UPDATE' THEN\n                IF NEW.complex_id IS NOT DISTINCT FROM OLD.complex_id THEN\n                    RETURN NULL;\n                END IF;\n            END IF;\n            IF EXISTS (\n                SELECT 1 FROM communities_complex\n                WHERE id = NEW.complex_id AND closed_on IS NOT NULL\n            ) THEN\n                RAISE EXCEPTION 'complex % was merged into another', NEW.complex_id\n                USING ERRCODE = 'check_violation', CONSTRAINT = 'complex_stands';\n            END IF;\n            RETURN NULL;\n        ", hash='d2bd99abaa45a278e78cc18a2cf96065680eff0e', operation='INSERT OR UPDATE OF "complex_id"', pgid='pgtrigger_only_of_standing_complexes_f5931', table='meetings_voterules', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='voterules',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_voterulesevent" ("assembly_present", "committee_present", "community_id", "complex_id", "election_present", "heads_share", "id", "ordinary_share", "participation", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "residents_present", "special_matters", "special_share", "sub_district_id") VALUES (NEW."assembly_present", NEW."committee_present", NEW."community_id", NEW."complex_id", NEW."election_present", NEW."heads_share", NEW."id", NEW."ordinary_share", NEW."participation", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."residents_present", NEW."special_matters", NEW."special_share", NEW."sub_district_id"); RETURN NULL;', hash='c2acb2fe8d072f56cfaf549692316c6acc415a3f', operation='INSERT', pgid='pgtrigger_insert_insert_66e48', table='meetings_voterules', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='voterules',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "meetings_voterulesevent" ("assembly_present", "committee_present", "community_id", "complex_id", "election_present", "heads_share", "id", "ordinary_share", "participation", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "residents_present", "special_matters", "special_share", "sub_district_id") VALUES (NEW."assembly_present", NEW."committee_present", NEW."community_id", NEW."complex_id", NEW."election_present", NEW."heads_share", NEW."id", NEW."ordinary_share", NEW."participation", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."residents_present", NEW."special_matters", NEW."special_share", NEW."sub_district_id"); RETURN NULL;', hash='80e48e21b3089484024c13c6d63701a98574af5b', operation='UPDATE', pgid='pgtrigger_update_update_b8e39', table='meetings_voterules', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='voterules',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_voterulesevent" ("assembly_present", "committee_present", "community_id", "complex_id", "election_present", "heads_share", "id", "ordinary_share", "participation", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "residents_present", "special_matters", "special_share", "sub_district_id") VALUES (OLD."assembly_present", OLD."committee_present", OLD."community_id", OLD."complex_id", OLD."election_present", OLD."heads_share", OLD."id", OLD."ordinary_share", OLD."participation", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."residents_present", OLD."special_matters", OLD."special_share", OLD."sub_district_id"); RETURN NULL;', hash='a69a4f877519b2be82c622690b7563130143b8bf', operation='DELETE', pgid='pgtrigger_delete_delete_660a6', table='meetings_voterules', when='AFTER')),
        ),
    ]
