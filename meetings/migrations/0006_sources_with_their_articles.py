"""The words of the settings name the article that each figure comes from."""

import accounts.migration_steps
import django.core.validators
import meetings.models.vote_rules
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0005_results_of_votes_are_published'),
    ]

    operations = [
        accounts.migration_steps.RewordField(
            model_name='meetingrules',
            name='appraisal_months',
            field=models.PositiveSmallIntegerField(choices=[(1, '每月'), (3, '每季度'), (6, '每半年'), (12, '每年')], default=12, help_text='《中国共产党党员教育管理工作条例》第十八条：一般每年开展1次', verbose_name='民主评议党员'),
        ),
        accounts.migration_steps.RewordField(
            model_name='meetingrules',
            name='assembly_months',
            field=models.PositiveSmallIntegerField(choices=[(1, '每月'), (3, '每季度'), (6, '每半年'), (12, '每年')], default=3, help_text='《中国共产党支部工作条例（试行）》第十一条：一般每季度召开1次', verbose_name='支部党员大会'),
        ),
        accounts.migration_steps.RewordField(
            model_name='meetingrules',
            name='committee_quorum',
            field=models.PositiveSmallIntegerField(default=50, help_text='《中国共产党支部工作条例（试行）》第十二条：半数以上委员到会方可进行', validators=[django.core.validators.MaxValueValidator(100)], verbose_name='支委会到会比例（%）'),
        ),
        accounts.migration_steps.RewordField(
            model_name='meetingrules',
            name='life_months',
            field=models.PositiveSmallIntegerField(choices=[(1, '每月'), (3, '每季度'), (6, '每半年'), (12, '每年')], default=12, help_text='《中国共产党党员教育管理工作条例》第十七条：每年至少召开1次', verbose_name='组织生活会'),
        ),
        accounts.migration_steps.RewordField(
            model_name='meetingrules',
            name='secretary_lecture_months',
            field=models.PositiveSmallIntegerField(choices=[(1, '每月'), (3, '每季度'), (6, '每半年'), (12, '每年')], default=12, help_text='《中国共产党支部工作条例（试行）》第十六条：党委书记每年至少讲1次；支部书记参照', verbose_name='书记讲党课'),
        ),
        accounts.migration_steps.RewordField(
            model_name='meetingrules',
            name='theme_day_months',
            field=models.PositiveSmallIntegerField(choices=[(1, '每月'), (3, '每季度'), (6, '每半年'), (12, '每年')], default=1, help_text='《中国共产党支部工作条例（试行）》第十六条：每月相对固定1天', verbose_name='主题党日'),
        ),
        accounts.migration_steps.RewordField(
            model_name='meetingrulesevent',
            name='appraisal_months',
            field=models.PositiveSmallIntegerField(choices=[(1, '每月'), (3, '每季度'), (6, '每半年'), (12, '每年')], default=12, help_text='《中国共产党党员教育管理工作条例》第十八条：一般每年开展1次', verbose_name='民主评议党员'),
        ),
        accounts.migration_steps.RewordField(
            model_name='meetingrulesevent',
            name='assembly_months',
            field=models.PositiveSmallIntegerField(choices=[(1, '每月'), (3, '每季度'), (6, '每半年'), (12, '每年')], default=3, help_text='《中国共产党支部工作条例（试行）》第十一条：一般每季度召开1次', verbose_name='支部党员大会'),
        ),
        accounts.migration_steps.RewordField(
            model_name='meetingrulesevent',
            name='committee_quorum',
            field=models.PositiveSmallIntegerField(default=50, help_text='《中国共产党支部工作条例（试行）》第十二条：半数以上委员到会方可进行', validators=[django.core.validators.MaxValueValidator(100)], verbose_name='支委会到会比例（%）'),
        ),
        accounts.migration_steps.RewordField(
            model_name='meetingrulesevent',
            name='life_months',
            field=models.PositiveSmallIntegerField(choices=[(1, '每月'), (3, '每季度'), (6, '每半年'), (12, '每年')], default=12, help_text='《中国共产党党员教育管理工作条例》第十七条：每年至少召开1次', verbose_name='组织生活会'),
        ),
        accounts.migration_steps.RewordField(
            model_name='meetingrulesevent',
            name='secretary_lecture_months',
            field=models.PositiveSmallIntegerField(choices=[(1, '每月'), (3, '每季度'), (6, '每半年'), (12, '每年')], default=12, help_text='《中国共产党支部工作条例（试行）》第十六条：党委书记每年至少讲1次；支部书记参照', verbose_name='书记讲党课'),
        ),
        accounts.migration_steps.RewordField(
            model_name='meetingrulesevent',
            name='theme_day_months',
            field=models.PositiveSmallIntegerField(choices=[(1, '每月'), (3, '每季度'), (6, '每半年'), (12, '每年')], default=1, help_text='《中国共产党支部工作条例（试行）》第十六条：每月相对固定1天', verbose_name='主题党日'),
        ),
        accounts.migration_steps.RewordField(
            model_name='voterules',
            name='committee_present',
            field=models.CharField(default='1/2', help_text='《中国共产党支部工作条例（试行）》第十二条：支委会不少于半数；《业主大会和业主委员会指导规则》：业委会超过半数', max_length=5, validators=[meetings.models.vote_rules.is_share], verbose_name='委员会到会比例'),
        ),
        accounts.migration_steps.RewordField(
            model_name='voterulesevent',
            name='committee_present',
            field=models.CharField(default='1/2', help_text='《中国共产党支部工作条例（试行）》第十二条：支委会不少于半数；《业主大会和业主委员会指导规则》：业委会超过半数', max_length=5, validators=[meetings.models.vote_rules.is_share], verbose_name='委员会到会比例'),
        ),
    ]
