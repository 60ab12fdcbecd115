"""公告公示: notices with their decisions, and objections to them."""

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
        ('accounts', '0003_api_token'),
        ('communities', '0004_organizations_and_door_duties'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        accounts.migration_steps.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('category', models.CharField(choices=[('PARTY', '党务'), ('RESIDENTS', '居务'), ('PROPERTY', '物业'), ('INCOME', '公共收益'), ('ACTIVITY', '活动')], max_length=20, verbose_name='类别')),
                ('severity', models.CharField(choices=[('ORDINARY', '一般'), ('IMPORTANT', '重要'), ('URGENT', '紧急')], default='ORDINARY', max_length=20, verbose_name='程度')),
                ('title', models.CharField(max_length=60, verbose_name='标题')),
                ('body', models.TextField(blank=True, default='', max_length=5000, verbose_name='正文')),
                ('publisher', models.CharField(help_text='公开显示，如：物业服务中心', max_length=40, verbose_name='发布单位')),
                ('shown_from', models.DateField(verbose_name='公示起')),
                ('shown_until', models.DateField(help_text='含这一天', verbose_name='公示止')),
                ('state', models.CharField(choices=[('DRAFT', '草稿'), ('SUBMITTED', '待审核'), ('RETURNED', '已退回'), ('PUBLISHED', '已公布'), ('WITHDRAWN', '已撤下')], default='DRAFT', max_length=20, verbose_name='状态')),
                ('published_at', models.DateTimeField(blank=True, null=True, verbose_name='发布时间')),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True, verbose_name='撤下时间')),
                ('withdraw_reason', models.CharField(blank=True, default='', max_length=120, verbose_name='撤下原因')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='登记时间')),
                ('approved_at', models.DateTimeField(blank=True, null=True, verbose_name='审核时间')),
                ('request_key', models.CharField(blank=True, default='', editable=False, max_length=40)),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='演示数据')),
                ('approved_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='notices_approved', to=settings.AUTH_USER_MODEL, verbose_name='审核人')),
                ('community', models.ForeignKey(blank=True, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.complex', verbose_name='小区')),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='notices_created', to=settings.AUTH_USER_MODEL, verbose_name='起草人')),
                ('replaces', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='communities.notice', verbose_name='更正的公告')),
                ('sub_district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.subdistrict', verbose_name='街道')),
                ('submitted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='notices_submitted', to=settings.AUTH_USER_MODEL, verbose_name='送审人')),
            ],
            options={
                'verbose_name': '公告',
                'verbose_name_plural': '公告',
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='NoticeEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('category', models.CharField(choices=[('PARTY', '党务'), ('RESIDENTS', '居务'), ('PROPERTY', '物业'), ('INCOME', '公共收益'), ('ACTIVITY', '活动')], max_length=20, verbose_name='类别')),
                ('severity', models.CharField(choices=[('ORDINARY', '一般'), ('IMPORTANT', '重要'), ('URGENT', '紧急')], default='ORDINARY', max_length=20, verbose_name='程度')),
                ('title', models.CharField(max_length=60, verbose_name='标题')),
                ('body', models.TextField(blank=True, default='', max_length=5000, verbose_name='正文')),
                ('publisher', models.CharField(help_text='公开显示，如：物业服务中心', max_length=40, verbose_name='发布单位')),
                ('shown_from', models.DateField(verbose_name='公示起')),
                ('shown_until', models.DateField(help_text='含这一天', verbose_name='公示止')),
                ('state', models.CharField(choices=[('DRAFT', '草稿'), ('SUBMITTED', '待审核'), ('RETURNED', '已退回'), ('PUBLISHED', '已公布'), ('WITHDRAWN', '已撤下')], default='DRAFT', max_length=20, verbose_name='状态')),
                ('published_at', models.DateTimeField(blank=True, null=True, verbose_name='发布时间')),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True, verbose_name='撤下时间')),
                ('withdraw_reason', models.CharField(blank=True, default='', max_length=120, verbose_name='撤下原因')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='登记时间')),
                ('approved_at', models.DateTimeField(blank=True, null=True, verbose_name='审核时间')),
                ('request_key', models.CharField(blank=True, default='', editable=False, max_length=40)),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='演示数据')),
                ('approved_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='审核人')),
                ('community', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.complex', verbose_name='小区')),
                ('created_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='起草人')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='communities.notice')),
                ('replaces', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.notice', verbose_name='更正的公告')),
                ('sub_district', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.subdistrict', verbose_name='街道')),
                ('submitted_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='送审人')),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='NoticeUpdate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_state', models.CharField(blank=True, choices=[('DRAFT', '草稿'), ('SUBMITTED', '待审核'), ('RETURNED', '已退回'), ('PUBLISHED', '已公布'), ('WITHDRAWN', '已撤下')], max_length=20, verbose_name='原状态')),
                ('to_state', models.CharField(choices=[('DRAFT', '草稿'), ('SUBMITTED', '待审核'), ('RETURNED', '已退回'), ('PUBLISHED', '已公布'), ('WITHDRAWN', '已撤下')], max_length=20, verbose_name='新状态')),
                ('note', models.CharField(blank=True, default='', max_length=200, verbose_name='说明')),
                ('at', models.DateTimeField(verbose_name='时间')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='notice_updates', to=settings.AUTH_USER_MODEL, verbose_name='谁')),
                ('notice', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='updates', to='communities.notice', verbose_name='公告')),
            ],
            options={
                'verbose_name': '公告经过',
                'verbose_name_plural': '公告经过',
            },
        ),
        accounts.migration_steps.CreateModel(
            name='NoticeUpdateEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('from_state', models.CharField(blank=True, choices=[('DRAFT', '草稿'), ('SUBMITTED', '待审核'), ('RETURNED', '已退回'), ('PUBLISHED', '已公布'), ('WITHDRAWN', '已撤下')], max_length=20, verbose_name='原状态')),
                ('to_state', models.CharField(choices=[('DRAFT', '草稿'), ('SUBMITTED', '待审核'), ('RETURNED', '已退回'), ('PUBLISHED', '已公布'), ('WITHDRAWN', '已撤下')], max_length=20, verbose_name='新状态')),
                ('note', models.CharField(blank=True, default='', max_length=200, verbose_name='说明')),
                ('at', models.DateTimeField(verbose_name='时间')),
                ('by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='谁')),
                ('notice', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.notice', verbose_name='公告')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='communities.noticeupdate')),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='Objection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('body', models.TextField(max_length=1000, verbose_name='异议内容')),
                ('source', models.CharField(choices=[('ONLINE', '网页'), ('COUNTER', '当面'), ('PHONE', '电话')], max_length=20, verbose_name='途径')),
                ('raised_at', models.DateTimeField(verbose_name='提出时间')),
                ('reply', models.TextField(blank=True, default='', max_length=1000, verbose_name='答复')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='答复时间')),
                ('request_key', models.CharField(blank=True, default='', editable=False, max_length=40)),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='演示数据')),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='objections_answered', to=settings.AUTH_USER_MODEL, verbose_name='答复人')),
                ('community', models.ForeignKey(blank=True, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.complex', verbose_name='小区')),
                ('entered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='objections_entered', to=settings.AUTH_USER_MODEL, verbose_name='代记人')),
                ('notice', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='objections', to='communities.notice', verbose_name='公告')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='objections', to='accounts.person', verbose_name='提出人')),
                ('sub_district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.subdistrict', verbose_name='街道')),
            ],
            options={
                'verbose_name': '异议',
                'verbose_name_plural': '异议',
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='ObjectionEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('body', models.TextField(max_length=1000, verbose_name='异议内容')),
                ('source', models.CharField(choices=[('ONLINE', '网页'), ('COUNTER', '当面'), ('PHONE', '电话')], max_length=20, verbose_name='途径')),
                ('raised_at', models.DateTimeField(verbose_name='提出时间')),
                ('reply', models.TextField(blank=True, default='', max_length=1000, verbose_name='答复')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='答复时间')),
                ('request_key', models.CharField(blank=True, default='', editable=False, max_length=40)),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='演示数据')),
                ('answered_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='答复人')),
                ('community', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.community', verbose_name='社区')),
                ('complex', models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.complex', verbose_name='小区')),
                ('entered_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='代记人')),
                ('notice', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.notice', verbose_name='公告')),
                ('person', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.person', verbose_name='提出人')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='communities.objection')),
                ('sub_district', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.subdistrict', verbose_name='街道')),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.migration_steps.AddIndex(
            model_name='notice',
            index=models.Index(fields=['complex', 'shown_until'], name='notice_board_of_complex'),
        ),
        accounts.migration_steps.AddIndex(
            model_name='notice',
            index=models.Index(condition=models.Q(('complex', None)), fields=['community', 'shown_until'], name='notice_board_of_community'),
        ),
        accounts.migration_steps.AddIndex(
            model_name='notice',
            index=models.Index(condition=models.Q(('community', None)), fields=['sub_district', 'shown_until'], name='notice_board_of_street'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='notice',
            constraint=models.CheckConstraint(condition=models.Q(('complex', None), ('community__isnull', False), _connector='OR'), name='notice_complex_has_community', violation_error_message='选了小区就要选它所在的社区'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='notice',
            constraint=communities.constraints.CompositeForeignKey(fields=('complex', 'community'), name='notice_complex_in_community', to='communities.Complex', to_fields=('id', 'community')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='notice',
            constraint=communities.constraints.CompositeForeignKey(fields=('community', 'sub_district'), name='notice_community_in_sub_district', to='communities.Community', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='notice',
            constraint=models.CheckConstraint(condition=models.Q(('shown_until__gte', models.F('shown_from'))), name='notice_period_forwards', violation_error_message='公示止期不能早于起期'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='notice',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('title', ''), _negated=True), models.Q(('publisher', ''), _negated=True)), name='notice_has_title_and_publisher'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='notice',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ('DRAFT', 'RETURNED')), models.Q(('body', ''), _negated=True), ('severity', 'URGENT'), _connector='OR'), name='notice_says_something'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='notice',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('published_at__isnull', False), ('state__in', ('PUBLISHED', 'WITHDRAWN'))), models.Q(models.Q(('state__in', ('PUBLISHED', 'WITHDRAWN')), _negated=True), ('published_at', None)), _connector='OR'), name='notice_published_has_time'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='notice',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'WITHDRAWN'), ('withdrawn_at__isnull', False), models.Q(('withdraw_reason', ''), _negated=True)), models.Q(models.Q(('state', 'WITHDRAWN'), _negated=True), ('withdraw_reason', ''), ('withdrawn_at', None)), _connector='OR'), name='notice_withdrawn_has_reason', violation_error_message='撤下公告要写明原因'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='notice',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('PUBLISHED', 'WITHDRAWN')), _negated=True), ('approved_at__isnull', False), ('severity', 'URGENT'), _connector='OR'), name='notice_reviewed_before_it_hangs'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='notice',
            constraint=models.CheckConstraint(condition=models.Q(('approved_by', None), ('approved_at__isnull', False), _connector='OR'), name='notice_approver_has_time'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='notice',
            constraint=models.CheckConstraint(condition=models.Q(('approved_by', None), models.Q(models.Q(('created_by', None), models.Q(('approved_by', models.F('created_by')), _negated=True), _connector='OR'), models.Q(('submitted_by', None), models.Q(('approved_by', models.F('submitted_by')), _negated=True), _connector='OR')), _connector='OR'), name='notice_author_is_not_approver', violation_error_message='自己写的公告要由另一位审核'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='notice',
            constraint=models.UniqueConstraint(condition=models.Q(('request_key', ''), _negated=True), fields=('created_by', 'request_key'), name='notice_once_per_form'),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='notice',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communities_noticeevent" ("approved_at", "approved_by_id", "body", "category", "community_id", "complex_id", "created_at", "created_by_id", "id", "is_demo", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "publisher", "replaces_id", "request_key", "severity", "shown_from", "shown_until", "state", "sub_district_id", "submitted_by_id", "title", "withdraw_reason", "withdrawn_at") VALUES (NEW."approved_at", NEW."approved_by_id", NEW."body", NEW."category", NEW."community_id", NEW."complex_id", NEW."created_at", NEW."created_by_id", NEW."id", NEW."is_demo", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."published_at", NEW."publisher", NEW."replaces_id", NEW."request_key", NEW."severity", NEW."shown_from", NEW."shown_until", NEW."state", NEW."sub_district_id", NEW."submitted_by_id", NEW."title", NEW."withdraw_reason", NEW."withdrawn_at"); RETURN NULL;', hash='639795eab9d7d192e4d016b3bb70318b66dd2b38', operation='INSERT', pgid='pgtrigger_insert_insert_83bed', table='communities_notice', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='notice',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "communities_noticeevent" ("approved_at", "approved_by_id", "body", "category", "community_id", "complex_id", "created_at", "created_by_id", "id", "is_demo", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "publisher", "replaces_id", "request_key", "severity", "shown_from", "shown_until", "state", "sub_district_id", "submitted_by_id", "title", "withdraw_reason", "withdrawn_at") VALUES (NEW."approved_at", NEW."approved_by_id", NEW."body", NEW."category", NEW."community_id", NEW."complex_id", NEW."created_at", NEW."created_by_id", NEW."id", NEW."is_demo", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."published_at", NEW."publisher", NEW."replaces_id", NEW."request_key", NEW."severity", NEW."shown_from", NEW."shown_until", NEW."state", NEW."sub_district_id", NEW."submitted_by_id", NEW."title", NEW."withdraw_reason", NEW."withdrawn_at"); RETURN NULL;', hash='df7db2251ac7edac54ee9bbc098e30f639217450', operation='UPDATE', pgid='pgtrigger_update_update_f9eb8', table='communities_notice', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='notice',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communities_noticeevent" ("approved_at", "approved_by_id", "body", "category", "community_id", "complex_id", "created_at", "created_by_id", "id", "is_demo", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "publisher", "replaces_id", "request_key", "severity", "shown_from", "shown_until", "state", "sub_district_id", "submitted_by_id", "title", "withdraw_reason", "withdrawn_at") VALUES (OLD."approved_at", OLD."approved_by_id", OLD."body", OLD."category", OLD."community_id", OLD."complex_id", OLD."created_at", OLD."created_by_id", OLD."id", OLD."is_demo", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."published_at", OLD."publisher", OLD."replaces_id", OLD."request_key", OLD."severity", OLD."shown_from", OLD."shown_until", OLD."state", OLD."sub_district_id", OLD."submitted_by_id", OLD."title", OLD."withdraw_reason", OLD."withdrawn_at"); RETURN NULL;', hash='72627014e35572db163a0a19a70b89cdb85daec5', operation='DELETE', pgid='pgtrigger_delete_delete_ab6e1', table='communities_notice', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='noticeupdate',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communities_noticeupdateevent" ("at", "by_id", "from_state", "id", "note", "notice_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "to_state") VALUES (NEW."at", NEW."by_id", NEW."from_state", NEW."id", NEW."note", NEW."notice_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."to_state"); RETURN NULL;', hash='662d9aa4614f803b85384acf0b1962e99fc9abc1', operation='INSERT', pgid='pgtrigger_insert_insert_a6bd3', table='communities_noticeupdate', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='noticeupdate',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "communities_noticeupdateevent" ("at", "by_id", "from_state", "id", "note", "notice_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "to_state") VALUES (NEW."at", NEW."by_id", NEW."from_state", NEW."id", NEW."note", NEW."notice_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."to_state"); RETURN NULL;', hash='c4b46f4b862e412c118245a1a17b6eb3589a7a21', operation='UPDATE', pgid='pgtrigger_update_update_b8f72', table='communities_noticeupdate', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='noticeupdate',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communities_noticeupdateevent" ("at", "by_id", "from_state", "id", "note", "notice_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "to_state") VALUES (OLD."at", OLD."by_id", OLD."from_state", OLD."id", OLD."note", OLD."notice_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."to_state"); RETURN NULL;', hash='fff5933e1e51f18924c9a0fa8e6e92518a7afc75', operation='DELETE', pgid='pgtrigger_delete_delete_4475a', table='communities_noticeupdate', when='AFTER')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='objection',
            constraint=models.CheckConstraint(condition=models.Q(('complex', None), ('community__isnull', False), _connector='OR'), name='objection_complex_has_community', violation_error_message='选了小区就要选它所在的社区'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='objection',
            constraint=communities.constraints.CompositeForeignKey(fields=('complex', 'community'), name='objection_complex_in_community', to='communities.Complex', to_fields=('id', 'community')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='objection',
            constraint=communities.constraints.CompositeForeignKey(fields=('community', 'sub_district'), name='objection_community_in_sub_district', to='communities.Community', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='objection',
            constraint=models.CheckConstraint(condition=models.Q(('body', ''), _negated=True), name='objection_says_something'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='objection',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answered_at', None), ('reply', '')), models.Q(('answered_at__isnull', False), models.Q(('reply', ''), _negated=True)), _connector='OR'), name='objection_answered_has_reply'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='objection',
            constraint=models.UniqueConstraint(condition=models.Q(('request_key', ''), _negated=True), fields=('notice', 'request_key'), name='objection_once_per_form'),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='objection',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communities_objectionevent" ("answered_at", "answered_by_id", "body", "community_id", "complex_id", "entered_by_id", "id", "is_demo", "notice_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "raised_at", "reply", "request_key", "source", "sub_district_id") VALUES (NEW."answered_at", NEW."answered_by_id", NEW."body", NEW."community_id", NEW."complex_id", NEW."entered_by_id", NEW."id", NEW."is_demo", NEW."notice_id", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."raised_at", NEW."reply", NEW."request_key", NEW."source", NEW."sub_district_id"); RETURN NULL;', hash='67a0e062dcd62d3958bda5d33a15fc2d442d09b1', operation='INSERT', pgid='pgtrigger_insert_insert_26515', table='communities_objection', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='objection',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "communities_objectionevent" ("answered_at", "answered_by_id", "body", "community_id", "complex_id", "entered_by_id", "id", "is_demo", "notice_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "raised_at", "reply", "request_key", "source", "sub_district_id") VALUES (NEW."answered_at", NEW."answered_by_id", NEW."body", NEW."community_id", NEW."complex_id", NEW."entered_by_id", NEW."id", NEW."is_demo", NEW."notice_id", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."raised_at", NEW."reply", NEW."request_key", NEW."source", NEW."sub_district_id"); RETURN NULL;', hash='c9d8c49078bd8210f9146f69fff5364812f5ffd2', operation='UPDATE', pgid='pgtrigger_update_update_4bdaa', table='communities_objection', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='objection',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "communities_objectionevent" ("answered_at", "answered_by_id", "body", "community_id", "complex_id", "entered_by_id", "id", "is_demo", "notice_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "raised_at", "reply", "request_key", "source", "sub_district_id") VALUES (OLD."answered_at", OLD."answered_by_id", OLD."body", OLD."community_id", OLD."complex_id", OLD."entered_by_id", OLD."id", OLD."is_demo", OLD."notice_id", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."raised_at", OLD."reply", OLD."request_key", OLD."source", OLD."sub_district_id"); RETURN NULL;', hash='15662807d67e12a074e920f9521194eabaffbc64', operation='DELETE', pgid='pgtrigger_delete_delete_8341c', table='communities_objection', when='AFTER')),
        ),
    ]
