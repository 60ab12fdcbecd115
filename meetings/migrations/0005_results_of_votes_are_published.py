"""Results are published by a second pair of eyes; a resolution names its vote, a vote its street's meeting."""

import accounts.migration_steps
import communities.constraints
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('communities', '0012_only_of_standing_complexes'),
        ('meetings', '0004_topics_called_for'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        accounts.migration_steps.RemoveTrigger(
            model_name='resolution',
            name='insert_insert',
        ),
        accounts.migration_steps.RemoveTrigger(
            model_name='resolution',
            name='update_update',
        ),
        accounts.migration_steps.RemoveTrigger(
            model_name='resolution',
            name='delete_delete',
        ),
        accounts.migration_steps.RemoveTrigger(
            model_name='votecount',
            name='insert_insert',
        ),
        accounts.migration_steps.RemoveTrigger(
            model_name='votecount',
            name='update_update',
        ),
        accounts.migration_steps.RemoveTrigger(
            model_name='votecount',
            name='delete_delete',
        ),
        accounts.migration_steps.AddField(
            model_name='resolution',
            name='vote_item',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='resolution', to='meetings.voteitem', verbose_name='由哪项表决形成'),
        ),
        accounts.migration_steps.AddField(
            model_name='resolutionevent',
            name='vote_item',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.voteitem', verbose_name='由哪项表决形成'),
        ),
        accounts.migration_steps.AddField(
            model_name='votecount',
            name='published_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='公开时间'),
        ),
        accounts.migration_steps.AddField(
            model_name='votecount',
            name='published_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='vote_results_published', to=settings.AUTH_USER_MODEL, verbose_name='公开审核人'),
        ),
        accounts.migration_steps.AddField(
            model_name='votecount',
            name='withdraw_reason',
            field=models.CharField(blank=True, default='', max_length=120, verbose_name='撤下原因'),
        ),
        accounts.migration_steps.AddField(
            model_name='votecountevent',
            name='published_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='公开时间'),
        ),
        accounts.migration_steps.AddField(
            model_name='votecountevent',
            name='published_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='公开审核人'),
        ),
        accounts.migration_steps.AddField(
            model_name='votecountevent',
            name='withdraw_reason',
            field=models.CharField(blank=True, default='', max_length=120, verbose_name='撤下原因'),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='resolution',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_resolutionevent" ("community_id", "complex_id", "contact", "created_at", "deadline", "done_by_id", "done_on", "drop_reason", "dropped_at", "dropped_in_id", "evidence", "id", "matter", "meeting_id", "number", "organization_id", "owner_name", "party_organization_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "sub_district_id", "verified_at", "verified_by_id", "vote_item_id") VALUES (NEW."community_id", NEW."complex_id", NEW."contact", NEW."created_at", NEW."deadline", NEW."done_by_id", NEW."done_on", NEW."drop_reason", NEW."dropped_at", NEW."dropped_in_id", NEW."evidence", NEW."id", NEW."matter", NEW."meeting_id", NEW."number", NEW."organization_id", NEW."owner_name", NEW."party_organization_id", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."state", NEW."sub_district_id", NEW."verified_at", NEW."verified_by_id", NEW."vote_item_id"); RETURN NULL;', hash='0c2d8885bcfd773df896c5618dff9fbbba017687', operation='INSERT', pgid='pgtrigger_insert_insert_89dcc', table='meetings_resolution', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='resolution',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "meetings_resolutionevent" ("community_id", "complex_id", "contact", "created_at", "deadline", "done_by_id", "done_on", "drop_reason", "dropped_at", "dropped_in_id", "evidence", "id", "matter", "meeting_id", "number", "organization_id", "owner_name", "party_organization_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "sub_district_id", "verified_at", "verified_by_id", "vote_item_id") VALUES (NEW."community_id", NEW."complex_id", NEW."contact", NEW."created_at", NEW."deadline", NEW."done_by_id", NEW."done_on", NEW."drop_reason", NEW."dropped_at", NEW."dropped_in_id", NEW."evidence", NEW."id", NEW."matter", NEW."meeting_id", NEW."number", NEW."organization_id", NEW."owner_name", NEW."party_organization_id", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."state", NEW."sub_district_id", NEW."verified_at", NEW."verified_by_id", NEW."vote_item_id"); RETURN NULL;', hash='ad1b0398a1db8f82f069c22e1f57fb4779d8f4e4', operation='UPDATE', pgid='pgtrigger_update_update_514aa', table='meetings_resolution', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='resolution',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_resolutionevent" ("community_id", "complex_id", "contact", "created_at", "deadline", "done_by_id", "done_on", "drop_reason", "dropped_at", "dropped_in_id", "evidence", "id", "matter", "meeting_id", "number", "organization_id", "owner_name", "party_organization_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "sub_district_id", "verified_at", "verified_by_id", "vote_item_id") VALUES (OLD."community_id", OLD."complex_id", OLD."contact", OLD."created_at", OLD."deadline", OLD."done_by_id", OLD."done_on", OLD."drop_reason", OLD."dropped_at", OLD."dropped_in_id", OLD."evidence", OLD."id", OLD."matter", OLD."meeting_id", OLD."number", OLD."organization_id", OLD."owner_name", OLD."party_organization_id", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."state", OLD."sub_district_id", OLD."verified_at", OLD."verified_by_id", OLD."vote_item_id"); RETURN NULL;', hash='0e1eee5db8907a409c5a72ccae44681227d9b5f7', operation='DELETE', pgid='pgtrigger_delete_delete_5edd5', table='meetings_resolution', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='votecount',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_votecountevent" ("counted_at", "counted_by_id", "entitled_area", "entitled_heads", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "present_area", "present_heads", "published_at", "published_by_id", "vote_id", "withdraw_reason") VALUES (NEW."counted_at", NEW."counted_by_id", NEW."entitled_area", NEW."entitled_heads", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."present_area", NEW."present_heads", NEW."published_at", NEW."published_by_id", NEW."vote_id", NEW."withdraw_reason"); RETURN NULL;', hash='f19508b3629b3d0ef31bffe12544c9bc8b9f66ab', operation='INSERT', pgid='pgtrigger_insert_insert_f3498', table='meetings_votecount', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='votecount',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "meetings_votecountevent" ("counted_at", "counted_by_id", "entitled_area", "entitled_heads", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "present_area", "present_heads", "published_at", "published_by_id", "vote_id", "withdraw_reason") VALUES (NEW."counted_at", NEW."counted_by_id", NEW."entitled_area", NEW."entitled_heads", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."present_area", NEW."present_heads", NEW."published_at", NEW."published_by_id", NEW."vote_id", NEW."withdraw_reason"); RETURN NULL;', hash='7b2865d46d02be228c0752b71453b00f42edc35a', operation='UPDATE', pgid='pgtrigger_update_update_55d31', table='meetings_votecount', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='votecount',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_votecountevent" ("counted_at", "counted_by_id", "entitled_area", "entitled_heads", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "present_area", "present_heads", "published_at", "published_by_id", "vote_id", "withdraw_reason") VALUES (OLD."counted_at", OLD."counted_by_id", OLD."entitled_area", OLD."entitled_heads", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."present_area", OLD."present_heads", OLD."published_at", OLD."published_by_id", OLD."vote_id", OLD."withdraw_reason"); RETURN NULL;', hash='e2e448d9f34ae1eeac15975e7cb104ef58fe10ce', operation='DELETE', pgid='pgtrigger_delete_delete_e5fc4', table='meetings_votecount', when='AFTER')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='vote',
            constraint=communities.constraints.CompositeForeignKey(fields=('meeting', 'sub_district'), name='vote_of_meeting_in_sub_district', to='meetings.Meeting', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='votecount',
            constraint=models.CheckConstraint(condition=models.Q(('published_by', None), ('published_at__isnull', False), _connector='OR'), name='votecount_published_has_time'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='votecount',
            constraint=models.CheckConstraint(condition=models.Q(('published_by', None), ('counted_by', None), models.Q(('published_by', models.F('counted_by')), _negated=True), _connector='OR'), name='votecount_counter_does_not_publish', violation_error_message='自己计票的结果要由另一位公开'),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='votecount',
            constraint=models.CheckConstraint(condition=models.Q(('published_at', None), ('withdraw_reason', ''), _connector='OR'), name='votecount_shown_or_taken_down'),
        ),
    ]
