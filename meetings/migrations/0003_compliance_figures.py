"""How often each meeting of party life is asked of a branch: settings of the sub-district."""

import accounts.migration_steps
import datetime
import django.core.validators
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('communities', '0012_only_of_standing_complexes'),
        ('meetings', '0002_votes_and_ballots'),
    ]

    operations = [
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
            name='appraisal_months',
            field=models.PositiveSmallIntegerField(choices=[(1, '每月'), (3, '每季度'), (6, '每半年'), (12, '每年')], default=12, help_text='一般每年1次', verbose_name='民主评议党员'),
        ),
        accounts.migration_steps.AddField(
            model_name='meetingrules',
            name='assembly_months',
            field=models.PositiveSmallIntegerField(choices=[(1, '每月'), (3, '每季度'), (6, '每半年'), (12, '每年')], default=3, help_text='《中国共产党支部工作条例（试行）》：一般每季度召开1次', verbose_name='支部党员大会'),
        ),
        accounts.migration_steps.AddField(
            model_name='meetingrules',
            name='committee_months',
            field=models.PositiveSmallIntegerField(choices=[(1, '每月'), (3, '每季度'), (6, '每半年'), (12, '每年')], default=1, help_text='《中国共产党支部工作条例（试行）》第十二条：一般每月召开1次', verbose_name='支委会'),
        ),
        accounts.migration_steps.AddField(
            model_name='meetingrules',
            name='counted_since',
            field=models.DateField(blank=True, help_text='启用本平台以前的会议没有登记时填写；这一天以前的各期不列为待补', null=True, validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='从哪天开始统计三会一课'),
        ),
        accounts.migration_steps.AddField(
            model_name='meetingrules',
            name='group_months',
            field=models.PositiveSmallIntegerField(choices=[(1, '每月'), (3, '每季度'), (6, '每半年'), (12, '每年')], default=1, help_text='《中国共产党支部工作条例（试行）》第十三条：一般每月召开1次', verbose_name='党小组会'),
        ),
        accounts.migration_steps.AddField(
            model_name='meetingrules',
            name='lecture_months',
            field=models.PositiveSmallIntegerField(choices=[(1, '每月'), (3, '每季度'), (6, '每半年'), (12, '每年')], default=3, help_text='条例没有规定次数，多地要求每季度1次', verbose_name='党课'),
        ),
        accounts.migration_steps.AddField(
            model_name='meetingrules',
            name='life_months',
            field=models.PositiveSmallIntegerField(choices=[(1, '每月'), (3, '每季度'), (6, '每半年'), (12, '每年')], default=12, help_text='一般每年1次', verbose_name='组织生活会'),
        ),
        accounts.migration_steps.AddField(
            model_name='meetingrules',
            name='secretary_lecture_months',
            field=models.PositiveSmallIntegerField(choices=[(1, '每月'), (3, '每季度'), (6, '每半年'), (12, '每年')], default=12, help_text='书记每年至少讲1次', verbose_name='书记讲党课'),
        ),
        accounts.migration_steps.AddField(
            model_name='meetingrules',
            name='theme_day_months',
            field=models.PositiveSmallIntegerField(choices=[(1, '每月'), (3, '每季度'), (6, '每半年'), (12, '每年')], default=1, help_text='《中国共产党支部工作条例（试行）》：每月相对固定1天', verbose_name='主题党日'),
        ),
        accounts.migration_steps.AddField(
            model_name='meetingrulesevent',
            name='appraisal_months',
            field=models.PositiveSmallIntegerField(choices=[(1, '每月'), (3, '每季度'), (6, '每半年'), (12, '每年')], default=12, help_text='一般每年1次', verbose_name='民主评议党员'),
        ),
        accounts.migration_steps.AddField(
            model_name='meetingrulesevent',
            name='assembly_months',
            field=models.PositiveSmallIntegerField(choices=[(1, '每月'), (3, '每季度'), (6, '每半年'), (12, '每年')], default=3, help_text='《中国共产党支部工作条例（试行）》：一般每季度召开1次', verbose_name='支部党员大会'),
        ),
        accounts.migration_steps.AddField(
            model_name='meetingrulesevent',
            name='committee_months',
            field=models.PositiveSmallIntegerField(choices=[(1, '每月'), (3, '每季度'), (6, '每半年'), (12, '每年')], default=1, help_text='《中国共产党支部工作条例（试行）》第十二条：一般每月召开1次', verbose_name='支委会'),
        ),
        accounts.migration_steps.AddField(
            model_name='meetingrulesevent',
            name='counted_since',
            field=models.DateField(blank=True, help_text='启用本平台以前的会议没有登记时填写；这一天以前的各期不列为待补', null=True, validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), '日期不合理，请看一看年份'), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31), '日期不合理，请看一看年份')], verbose_name='从哪天开始统计三会一课'),
        ),
        accounts.migration_steps.AddField(
            model_name='meetingrulesevent',
            name='group_months',
            field=models.PositiveSmallIntegerField(choices=[(1, '每月'), (3, '每季度'), (6, '每半年'), (12, '每年')], default=1, help_text='《中国共产党支部工作条例（试行）》第十三条：一般每月召开1次', verbose_name='党小组会'),
        ),
        accounts.migration_steps.AddField(
            model_name='meetingrulesevent',
            name='lecture_months',
            field=models.PositiveSmallIntegerField(choices=[(1, '每月'), (3, '每季度'), (6, '每半年'), (12, '每年')], default=3, help_text='条例没有规定次数，多地要求每季度1次', verbose_name='党课'),
        ),
        accounts.migration_steps.AddField(
            model_name='meetingrulesevent',
            name='life_months',
            field=models.PositiveSmallIntegerField(choices=[(1, '每月'), (3, '每季度'), (6, '每半年'), (12, '每年')], default=12, help_text='一般每年1次', verbose_name='组织生活会'),
        ),
        accounts.migration_steps.AddField(
            model_name='meetingrulesevent',
            name='secretary_lecture_months',
            field=models.PositiveSmallIntegerField(choices=[(1, '每月'), (3, '每季度'), (6, '每半年'), (12, '每年')], default=12, help_text='书记每年至少讲1次', verbose_name='书记讲党课'),
        ),
        accounts.migration_steps.AddField(
            model_name='meetingrulesevent',
            name='theme_day_months',
            field=models.PositiveSmallIntegerField(choices=[(1, '每月'), (3, '每季度'), (6, '每半年'), (12, '每年')], default=1, help_text='《中国共产党支部工作条例（试行）》：每月相对固定1天', verbose_name='主题党日'),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='meetingrules',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_meetingrulesevent" ("appraisal_months", "assembly_months", "committee_months", "committee_quorum", "community_id", "complex_id", "counted_since", "group_months", "id", "lecture_months", "life_months", "minutes_days", "notice_days", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "secretary_lecture_months", "sub_district_id", "theme_day_months", "topics_days") VALUES (NEW."appraisal_months", NEW."assembly_months", NEW."committee_months", NEW."committee_quorum", NEW."community_id", NEW."complex_id", NEW."counted_since", NEW."group_months", NEW."id", NEW."lecture_months", NEW."life_months", NEW."minutes_days", NEW."notice_days", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."secretary_lecture_months", NEW."sub_district_id", NEW."theme_day_months", NEW."topics_days"); RETURN NULL;', hash='135e01c023851ca3b3f9c6bcafff065653fec458', operation='INSERT', pgid='pgtrigger_insert_insert_c19bf', table='meetings_meetingrules', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='meetingrules',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "meetings_meetingrulesevent" ("appraisal_months", "assembly_months", "committee_months", "committee_quorum", "community_id", "complex_id", "counted_since", "group_months", "id", "lecture_months", "life_months", "minutes_days", "notice_days", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "secretary_lecture_months", "sub_district_id", "theme_day_months", "topics_days") VALUES (NEW."appraisal_months", NEW."assembly_months", NEW."committee_months", NEW."committee_quorum", NEW."community_id", NEW."complex_id", NEW."counted_since", NEW."group_months", NEW."id", NEW."lecture_months", NEW."life_months", NEW."minutes_days", NEW."notice_days", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."secretary_lecture_months", NEW."sub_district_id", NEW."theme_day_months", NEW."topics_days"); RETURN NULL;', hash='57a21d24b43911b7f679e22779556e27ff23843e', operation='UPDATE', pgid='pgtrigger_update_update_f192c', table='meetings_meetingrules', when='AFTER')),
        ),
        accounts.migration_steps.AddTrigger(
            model_name='meetingrules',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_meetingrulesevent" ("appraisal_months", "assembly_months", "committee_months", "committee_quorum", "community_id", "complex_id", "counted_since", "group_months", "id", "lecture_months", "life_months", "minutes_days", "notice_days", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "secretary_lecture_months", "sub_district_id", "theme_day_months", "topics_days") VALUES (OLD."appraisal_months", OLD."assembly_months", OLD."committee_months", OLD."committee_quorum", OLD."community_id", OLD."complex_id", OLD."counted_since", OLD."group_months", OLD."id", OLD."lecture_months", OLD."life_months", OLD."minutes_days", OLD."notice_days", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."secretary_lecture_months", OLD."sub_district_id", OLD."theme_day_months", OLD."topics_days"); RETURN NULL;', hash='529356be1df2cb167677a597b226c84c7900bec4', operation='DELETE', pgid='pgtrigger_delete_delete_f73c2', table='meetings_meetingrules', when='AFTER')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='meetingrules',
            constraint=models.CheckConstraint(condition=models.Q(('appraisal_months__in', [1, 3, 6, 12]), ('assembly_months__in', [1, 3, 6, 12]), ('committee_months__in', [1, 3, 6, 12]), ('group_months__in', [1, 3, 6, 12]), ('lecture_months__in', [1, 3, 6, 12]), ('life_months__in', [1, 3, 6, 12]), ('secretary_lecture_months__in', [1, 3, 6, 12]), ('theme_day_months__in', [1, 3, 6, 12])), name='meetingrules_whole_periods', violation_error_message='请选每月、每季度、每半年或每年'),
        ),
    ]
