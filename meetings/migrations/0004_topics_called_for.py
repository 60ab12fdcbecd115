"""议题征集: topics handed in for a meeting, and how long before the end of a call it is reminded of."""

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
        ('accounts', '0004_person_merges'),
        ('communities', '0012_only_of_standing_complexes'),
        ('meetings', '0003_compliance_figures'),
        ('party_building', '0004_nightly_checks_of_chains'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        accounts.migration_steps.CreateModel(
            name='MeetingTopic',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=60, verbose_name='议题')),
                ('note', models.CharField(blank=True, default='', max_length=500, verbose_name='说明')),
                ('name', models.CharField(help_text='不公开', max_length=80, verbose_name='提出人或单位')),
                ('road', models.CharField(choices=[('ONLINE', '网页'), ('HELPER', '代填'), ('PAPER', '纸质')], max_length=20, verbose_name='途径')),
                ('proposed_at', models.DateTimeField(verbose_name='提出时间')),
                ('state', models.CharField(choices=[('PROPOSED', '待定'), ('ADOPTED', '已列入议程'), ('DECLINED', '未采纳'), ('WITHDRAWN', '已撤回')], default='PROPOSED', max_length=20, verbose_name='状态')),
                ('decided_at', models.DateTimeField(blank=True, null=True, verbose_name='处理时间')),
                ('decline_reason', models.CharField(blank=True, default='', max_length=120, verbose_name='未采纳的原因')),
            ],
            options={
                'verbose_name': '征集的议题',
                'verbose_name_plural': '征集的议题',
                'abstract': False,
            },
        ),
        accounts.migration_steps.CreateModel(
            name='MeetingTopicEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('title', models.CharField(max_length=60, verbose_name='议题')),
                ('note', models.CharField(blank=True, default='', max_length=500, verbose_name='说明')),
                ('name', models.CharField(help_text='不公开', max_length=80, verbose_name='提出人或单位')),
                ('road', models.CharField(choices=[('ONLINE', '网页'), ('HELPER', '代填'), ('PAPER', '纸质')], max_length=20, verbose_name='途径')),
                ('proposed_at', models.DateTimeField(verbose_name='提出时间')),
                ('state', models.CharField(choices=[('PROPOSED', '待定'), ('ADOPTED', '已列入议程'), ('DECLINED', '未采纳'), ('WITHDRAWN', '已撤回')], default='PROPOSED', max_length=20, verbose_name='状态')),
                ('decided_at', models.DateTimeField(blank=True, null=True, verbose_name='处理时间')),
                ('decline_reason', models.CharField(blank=True, default='', max_length=120, verbose_name='未采纳的原因')),
            ],
            options={
                'abstract': False,
            },
        ),
        accounts.migration_steps.RemoveTrigger(
            model_name='meetingrules',
            name='insert_insert',
        ),
        accounts.migration_steps.RemoveTrigger(
            model_name='meetingrules',
            name='update_update',
        ),
        accounts.migration_steps.RemoveTrigger(
            model_name='meetingrules',
            name='delete_delete',
        ),
        accounts.migration_steps.AddField(
            model_name='meetingrules',
            name='topics_reminder_days',
            field=models.PositiveSmallIntegerField(default=2, help_text='提醒受邀的人和社区、街道：本平台的默认值', validators=[django.core.validators.MaxValueValidator(90)], verbose_name='议题征集截止前几天提醒'),
        ),
        accounts.migration_steps.AddField(
            model_name='meetingrulesevent',
            name='topics_reminder_days',
            field=models.PositiveSmallIntegerField(default=2, help_text='提醒受邀的人和社区、街道：本平台的默认值', validators=[django.core.validators.MaxValueValidator(90)], verbose_name='议题征集截止前几天提醒'),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='meetingrules',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_meetingrulesevent" ("appraisal_months", "assembly_months", "committee_months", "committee_quorum", "community_id", "complex_id", "counted_since", "group_months", "id", "lecture_months", "life_months", "minutes_days", "notice_days", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "secretary_lecture_months", "sub_district_id", "theme_day_months", "topics_days", "topics_reminder_days") VALUES (NEW."appraisal_months", NEW."assembly_months", NEW."committee_months", NEW."committee_quorum", NEW."community_id", NEW."complex_id", NEW."counted_since", NEW."group_months", NEW."id", NEW."lecture_months", NEW."life_months", NEW."minutes_days", NEW."notice_days", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."secretary_lecture_months", NEW."sub_district_id", NEW."theme_day_months", NEW."topics_days", NEW."topics_reminder_days"); RETURN NULL;', hash='e91dc3e603b76a16b7d85a33c0784547739bd044', operation='INSERT', pgid='pgtrigger_insert_insert_c19bf', table='meetings_meetingrules', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='meetingrules',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "meetings_meetingrulesevent" ("appraisal_months", "assembly_months", "committee_months", "committee_quorum", "community_id", "complex_id", "counted_since", "group_months", "id", "lecture_months", "life_months", "minutes_days", "notice_days", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "secretary_lecture_months", "sub_district_id", "theme_day_months", "topics_days", "topics_reminder_days") VALUES (NEW."appraisal_months", NEW."assembly_months", NEW."committee_months", NEW."committee_quorum", NEW."community_id", NEW."complex_id", NEW."counted_since", NEW."group_months", NEW."id", NEW."lecture_months", NEW."life_months", NEW."minutes_days", NEW."notice_days", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."secretary_lecture_months", NEW."sub_district_id", NEW."theme_day_months", NEW."topics_days", NEW."topics_reminder_days"); RETURN NULL;', hash='8247c46d2e40ff549e1cf38027b1cbe30195a790', operation='UPDATE', pgid='pgtrigger_update_update_f192c', table='meetings_meetingrules', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='meetingrules',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_meetingrulesevent" ("appraisal_months", "assembly_months", "committee_months", "committee_quorum", "community_id", "complex_id", "counted_since", "group_months", "id", "lecture_months", "life_months", "minutes_days", "notice_days", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "secretary_lecture_months", "sub_district_id", "theme_day_months", "topics_days", "topics_reminder_days") VALUES (OLD."appraisal_months", OLD."assembly_months", OLD."committee_months", OLD."committee_quorum", OLD."community_id", OLD."complex_id", OLD."counted_since", OLD."group_months", OLD."id", OLD."lecture_months", OLD."life_months", OLD."minutes_days", OLD."notice_days", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."secretary_lecture_months", OLD."sub_district_id", OLD."theme_day_months", OLD."topics_days", OLD."topics_reminder_days"); RETURN NULL;', hash='afaefdd41b6adf6fdf7c7685377a3328e6b46d1a', operation='DELETE', pgid='pgtrigger_delete_delete_f73c2', table='meetings_meetingrules', when='AFTER')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='agendaitem',
            constraint=models.UniqueConstraint(fields=('id', 'meeting'), name='agendaitem_of_meeting'),
        ),
        accounts.migration_steps.AddField(
            model_name='meetingtopic',
            name='agenda_item',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='proposed_as', to='meetings.agendaitem', verbose_name='议程里的议题'),
        ),
        accounts.migration_steps.AddField(
            model_name='meetingtopic',
            name='community',
            field=models.ForeignKey(blank=True, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.community', verbose_name='社区'),
        ),
        accounts.migration_steps.AddField(
            model_name='meetingtopic',
            name='complex',
            field=models.ForeignKey(blank=True, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.complex', verbose_name='小区'),
        ),
        accounts.migration_steps.AddField(
            model_name='meetingtopic',
            name='decided_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='topics_decided', to=settings.AUTH_USER_MODEL, verbose_name='处理人'),
        ),
        accounts.migration_steps.AddField(
            model_name='meetingtopic',
            name='entered_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='topics_entered', to=settings.AUTH_USER_MODEL, verbose_name='登记人'),
        ),
        accounts.migration_steps.AddField(
            model_name='meetingtopic',
            name='meeting',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='topics', to='meetings.meeting', verbose_name='会议'),
        ),
        accounts.migration_steps.AddField(
            model_name='meetingtopic',
            name='organization',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='topics', to='communities.organization', verbose_name='单位'),
        ),
        accounts.migration_steps.AddField(
            model_name='meetingtopic',
            name='party_organization',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='topics', to='party_building.partyorganization', verbose_name='党组织'),
        ),
        accounts.migration_steps.AddField(
            model_name='meetingtopic',
            name='person',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='topics', to='accounts.person', verbose_name='人员'),
        ),
        accounts.migration_steps.AddField(
            model_name='meetingtopic',
            name='sub_district',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='communities.subdistrict', verbose_name='街道'),
        ),
        accounts.migration_steps.AddField(
            model_name='meetingtopicevent',
            name='agenda_item',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.agendaitem', verbose_name='议程里的议题'),
        ),
        accounts.migration_steps.AddField(
            model_name='meetingtopicevent',
            name='community',
            field=models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全街道', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.community', verbose_name='社区'),
        ),
        accounts.migration_steps.AddField(
            model_name='meetingtopicevent',
            name='complex',
            field=models.ForeignKey(blank=True, db_constraint=False, help_text='不填表示全社区', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.complex', verbose_name='小区'),
        ),
        accounts.migration_steps.AddField(
            model_name='meetingtopicevent',
            name='decided_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='处理人'),
        ),
        accounts.migration_steps.AddField(
            model_name='meetingtopicevent',
            name='entered_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='登记人'),
        ),
        accounts.migration_steps.AddField(
            model_name='meetingtopicevent',
            name='meeting',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.meeting', verbose_name='会议'),
        ),
        accounts.migration_steps.AddField(
            model_name='meetingtopicevent',
            name='organization',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.organization', verbose_name='单位'),
        ),
        accounts.migration_steps.AddField(
            model_name='meetingtopicevent',
            name='party_organization',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='party_building.partyorganization', verbose_name='党组织'),
        ),
        accounts.migration_steps.AddField(
            model_name='meetingtopicevent',
            name='person',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.person', verbose_name='人员'),
        ),
        accounts.migration_steps.AddField(
            model_name='meetingtopicevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='meetings.meetingtopic'),
        ),
        accounts.migration_steps.AddField(
            model_name='meetingtopicevent',
            name='sub_district',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='communities.subdistrict', verbose_name='街道'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='meetingtopic',
            constraint=models.CheckConstraint(condition=models.Q(('complex', None), ('community__isnull', False), _connector='OR'), name='meetingtopic_complex_has_community', violation_error_message='选了小区就要选它所在的社区'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='meetingtopic',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('title', ''), _negated=True), models.Q(('name', ''), _negated=True)), name='meetingtopic_has_title_and_name', violation_error_message='请写议题，和由谁提出'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='meetingtopic',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('organization', None), ('party_organization', None)), models.Q(('organization', None), ('person', None)), models.Q(('party_organization', None), ('person', None)), _connector='OR'), name='meetingtopic_of_one', violation_error_message='一个议题只能由一个单位、一个党组织或一个人提出'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='meetingtopic',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('agenda_item__isnull', False), ('state', 'ADOPTED')), models.Q(models.Q(('state', 'ADOPTED'), _negated=True), ('agenda_item', None)), _connector='OR'), name='meetingtopic_adopted_has_item'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='meetingtopic',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'DECLINED'), models.Q(('decline_reason', ''), _negated=True)), models.Q(models.Q(('state', 'DECLINED'), _negated=True), ('decline_reason', '')), _connector='OR'), name='meetingtopic_declined_has_reason', violation_error_message='不采纳要写明原因'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='meetingtopic',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('decided_by', None), ('state', 'PROPOSED')), models.Q(models.Q(('state', 'PROPOSED'), _negated=True), ('decided_at__isnull', False)), _connector='OR'), name='meetingtopic_decided_has_time'),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='meetingtopic',
            trigger=pgtrigger.compiler.Trigger(name='only_of_standing_complexes', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."complex_id" IS NOT NULL)', func="\n            IF TG_OP = 'UPDATE' THEN\n                IF NEW.complex_id IS NOT DISTINCT FROM OLD.complex_id THEN\n                    RETURN NULL;\n                END IF;\n            END IF;\n            IF EXISTS (\n                SELECT 1 FROM communities_complex\n                WHERE id = NEW.complex_id AND closed_on IS NOT NULL\n            ) THEN\n                RAISE EXCEPTION 'complex % was merged into another', NEW.complex_id\n                USING ERRCODE = 'check_violation', CONSTRAINT = 'complex_stands';\n            END IF;\n            RETURN NULL;\n        ", hash='de9f6784999d4cd5d100772402b02d14610e7a43', operation='INSERT OR UPDATE OF "complex_id"', pgid='pgtrigger_only_of_standing_complexes_07bbe', table='meetings_meetingtopic', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='meetingtopic',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_meetingtopicevent" ("agenda_item_id", "community_id", "complex_id", "decided_at", "decided_by_id", "decline_reason", "entered_by_id", "id", "meeting_id", "name", "note", "organization_id", "party_organization_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "road", "state", "sub_district_id", "title") VALUES (NEW."agenda_item_id", NEW."community_id", NEW."complex_id", NEW."decided_at", NEW."decided_by_id", NEW."decline_reason", NEW."entered_by_id", NEW."id", NEW."meeting_id", NEW."name", NEW."note", NEW."organization_id", NEW."party_organization_id", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."proposed_at", NEW."road", NEW."state", NEW."sub_district_id", NEW."title"); RETURN NULL;', hash='fddfb34cc2fbf46e7ca892ccc3bdd061b2ab04c3', operation='INSERT', pgid='pgtrigger_insert_insert_e1743', table='meetings_meetingtopic', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='meetingtopic',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "meetings_meetingtopicevent" ("agenda_item_id", "community_id", "complex_id", "decided_at", "decided_by_id", "decline_reason", "entered_by_id", "id", "meeting_id", "name", "note", "organization_id", "party_organization_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "road", "state", "sub_district_id", "title") VALUES (NEW."agenda_item_id", NEW."community_id", NEW."complex_id", NEW."decided_at", NEW."decided_by_id", NEW."decline_reason", NEW."entered_by_id", NEW."id", NEW."meeting_id", NEW."name", NEW."note", NEW."organization_id", NEW."party_organization_id", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."proposed_at", NEW."road", NEW."state", NEW."sub_district_id", NEW."title"); RETURN NULL;', hash='93bb766ca258fa0e8f59322445b9f47357228b68', operation='UPDATE', pgid='pgtrigger_update_update_a2d3b', table='meetings_meetingtopic', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='meetingtopic',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_meetingtopicevent" ("agenda_item_id", "community_id", "complex_id", "decided_at", "decided_by_id", "decline_reason", "entered_by_id", "id", "meeting_id", "name", "note", "organization_id", "party_organization_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "road", "state", "sub_district_id", "title") VALUES (OLD."agenda_item_id", OLD."community_id", OLD."complex_id", OLD."decided_at", OLD."decided_by_id", OLD."decline_reason", OLD."entered_by_id", OLD."id", OLD."meeting_id", OLD."name", OLD."note", OLD."organization_id", OLD."party_organization_id", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."proposed_at", OLD."road", OLD."state", OLD."sub_district_id", OLD."title"); RETURN NULL;', hash='e6db593f8fd3298714e7a7059d39bb69501073b0', operation='DELETE', pgid='pgtrigger_delete_delete_eba3f', table='meetings_meetingtopic', when='AFTER')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='meetingtopic',
            constraint=communities.constraints.CompositeForeignKey(fields=('complex', 'community'), name='meetingtopic_complex_in_community', to='communities.Complex', to_fields=('id', 'community')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='meetingtopic',
            constraint=communities.constraints.CompositeForeignKey(fields=('community', 'sub_district'), name='meetingtopic_community_in_sub_district', to='communities.Community', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='meetingtopic',
            constraint=communities.constraints.CompositeForeignKey(fields=('meeting', 'sub_district'), name='meetingtopic_of_meeting_in_sub_district', to='meetings.Meeting', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='meetingtopic',
            constraint=communities.constraints.CompositeForeignKey(fields=('meeting', 'complex'), name='meetingtopic_of_meeting_in_complex', to='meetings.Meeting', to_fields=('id', 'complex')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='meetingtopic',
            constraint=communities.constraints.CompositeForeignKey(fields=('agenda_item', 'meeting'), name='meetingtopic_adopted_in_same_meeting', to='meetings.AgendaItem', to_fields=('id', 'meeting')),
        ),
    ]
