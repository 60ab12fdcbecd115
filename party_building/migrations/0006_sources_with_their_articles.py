"""The words of the settings name the article that each figure comes from."""

import accounts.migration_steps
import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('party_building', '0005_forget_members_in_history'),
    ]

    operations = [
        accounts.migration_steps.RewordField(
            model_name='partyrules',
            name='approval_months',
            field=models.PositiveSmallIntegerField(default=3, help_text='《中国共产党发展党员工作细则》第二十五条', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(60)], verbose_name='上级审批月数'),
        ),
        accounts.migration_steps.RewordField(
            model_name='partyrules',
            name='approval_months_special',
            field=models.PositiveSmallIntegerField(default=6, help_text='《中国共产党发展党员工作细则》第二十五条', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(60)], verbose_name='特殊情况审批月数'),
        ),
        accounts.migration_steps.RewordField(
            model_name='partyrules',
            name='assembly_days',
            field=models.PositiveSmallIntegerField(default=31, help_text='《中国共产党发展党员工作细则》第十九条', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(730)], verbose_name='预审后支部大会讨论天数'),
        ),
        accounts.migration_steps.RewordField(
            model_name='partyrules',
            name='committee_from',
            field=models.PositiveSmallIntegerField(default=7, help_text='《中国共产党支部工作条例（试行）》第二十条', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(730)], verbose_name='设支委会的正式党员人数'),
        ),
        accounts.migration_steps.RewordField(
            model_name='partyrules',
            name='committee_least',
            field=models.PositiveSmallIntegerField(default=3, help_text='《中国共产党支部工作条例（试行）》第二十条', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(730)], verbose_name='支委会最少人数'),
        ),
        accounts.migration_steps.RewordField(
            model_name='partyrules',
            name='committee_most',
            field=models.PositiveSmallIntegerField(default=7, help_text='《中国共产党支部工作条例（试行）》第二十条', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(730)], verbose_name='支委会最多人数'),
        ),
        accounts.migration_steps.RewordField(
            model_name='partyrules',
            name='committee_usual',
            field=models.PositiveSmallIntegerField(default=5, help_text='《中国共产党支部工作条例（试行）》第二十条', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(730)], verbose_name='支委会一般不超过'),
        ),
        accounts.migration_steps.RewordField(
            model_name='partyrules',
            name='cultivate_months',
            field=models.PositiveSmallIntegerField(default=12, help_text='《中国共产党发展党员工作细则》第十三条', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(60)], verbose_name='积极分子培养最短时间（月）'),
        ),
        accounts.migration_steps.RewordField(
            model_name='partyrules',
            name='joint_most',
            field=models.PositiveSmallIntegerField(default=5, help_text='《中国共产党支部工作条例（试行）》第五条', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(730)], verbose_name='联合支部单位数一般不超过'),
        ),
        accounts.migration_steps.RewordField(
            model_name='partyrules',
            name='least_members',
            field=models.PositiveSmallIntegerField(default=3, help_text='《中国共产党支部工作条例（试行）》第四条', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(730)], verbose_name='支部正式党员最少人数'),
        ),
        accounts.migration_steps.RewordField(
            model_name='partyrules',
            name='most_members',
            field=models.PositiveSmallIntegerField(default=50, help_text='《中国共产党支部工作条例（试行）》第四条', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(730)], verbose_name='支部党员一般不超过'),
        ),
        accounts.migration_steps.RewordField(
            model_name='partyrules',
            name='probation_months',
            field=models.PositiveSmallIntegerField(default=12, help_text='《中国共产党发展党员工作细则》第三十一条', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(60)], verbose_name='预备期（月）'),
        ),
        accounts.migration_steps.RewordField(
            model_name='partyrules',
            name='review_months',
            field=models.PositiveSmallIntegerField(default=6, help_text='《中国共产党发展党员工作细则》第十一条', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(60)], verbose_name='积极分子考察间隔（月）'),
        ),
        accounts.migration_steps.RewordField(
            model_name='partyrules',
            name='talk_days',
            field=models.PositiveSmallIntegerField(default=31, help_text='《中国共产党发展党员工作细则》第七条', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(730)], verbose_name='收到申请后谈话天数'),
        ),
        accounts.migration_steps.RewordField(
            model_name='partyrules',
            name='term_years',
            field=models.PositiveSmallIntegerField(default=3, help_text='《中国共产党支部工作条例（试行）》第二十一条', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(20)], verbose_name='其他支部任期（年）'),
        ),
        accounts.migration_steps.RewordField(
            model_name='partyrules',
            name='term_years_community',
            field=models.PositiveSmallIntegerField(default=5, help_text='《中国共产党支部工作条例（试行）》第二十一条', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(20)], verbose_name='村和社区党组织任期（年）'),
        ),
        accounts.migration_steps.RewordField(
            model_name='partyrules',
            name='training_days',
            field=models.PositiveSmallIntegerField(default=3, help_text='《中国共产党发展党员工作细则》第十七条', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(730)], verbose_name='集中培训天数'),
        ),
        accounts.migration_steps.RewordField(
            model_name='partyrulesevent',
            name='approval_months',
            field=models.PositiveSmallIntegerField(default=3, help_text='《中国共产党发展党员工作细则》第二十五条', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(60)], verbose_name='上级审批月数'),
        ),
        accounts.migration_steps.RewordField(
            model_name='partyrulesevent',
            name='approval_months_special',
            field=models.PositiveSmallIntegerField(default=6, help_text='《中国共产党发展党员工作细则》第二十五条', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(60)], verbose_name='特殊情况审批月数'),
        ),
        accounts.migration_steps.RewordField(
            model_name='partyrulesevent',
            name='assembly_days',
            field=models.PositiveSmallIntegerField(default=31, help_text='《中国共产党发展党员工作细则》第十九条', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(730)], verbose_name='预审后支部大会讨论天数'),
        ),
        accounts.migration_steps.RewordField(
            model_name='partyrulesevent',
            name='committee_from',
            field=models.PositiveSmallIntegerField(default=7, help_text='《中国共产党支部工作条例（试行）》第二十条', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(730)], verbose_name='设支委会的正式党员人数'),
        ),
        accounts.migration_steps.RewordField(
            model_name='partyrulesevent',
            name='committee_least',
            field=models.PositiveSmallIntegerField(default=3, help_text='《中国共产党支部工作条例（试行）》第二十条', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(730)], verbose_name='支委会最少人数'),
        ),
        accounts.migration_steps.RewordField(
            model_name='partyrulesevent',
            name='committee_most',
            field=models.PositiveSmallIntegerField(default=7, help_text='《中国共产党支部工作条例（试行）》第二十条', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(730)], verbose_name='支委会最多人数'),
        ),
        accounts.migration_steps.RewordField(
            model_name='partyrulesevent',
            name='committee_usual',
            field=models.PositiveSmallIntegerField(default=5, help_text='《中国共产党支部工作条例（试行）》第二十条', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(730)], verbose_name='支委会一般不超过'),
        ),
        accounts.migration_steps.RewordField(
            model_name='partyrulesevent',
            name='cultivate_months',
            field=models.PositiveSmallIntegerField(default=12, help_text='《中国共产党发展党员工作细则》第十三条', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(60)], verbose_name='积极分子培养最短时间（月）'),
        ),
        accounts.migration_steps.RewordField(
            model_name='partyrulesevent',
            name='joint_most',
            field=models.PositiveSmallIntegerField(default=5, help_text='《中国共产党支部工作条例（试行）》第五条', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(730)], verbose_name='联合支部单位数一般不超过'),
        ),
        accounts.migration_steps.RewordField(
            model_name='partyrulesevent',
            name='least_members',
            field=models.PositiveSmallIntegerField(default=3, help_text='《中国共产党支部工作条例（试行）》第四条', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(730)], verbose_name='支部正式党员最少人数'),
        ),
        accounts.migration_steps.RewordField(
            model_name='partyrulesevent',
            name='most_members',
            field=models.PositiveSmallIntegerField(default=50, help_text='《中国共产党支部工作条例（试行）》第四条', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(730)], verbose_name='支部党员一般不超过'),
        ),
        accounts.migration_steps.RewordField(
            model_name='partyrulesevent',
            name='probation_months',
            field=models.PositiveSmallIntegerField(default=12, help_text='《中国共产党发展党员工作细则》第三十一条', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(60)], verbose_name='预备期（月）'),
        ),
        accounts.migration_steps.RewordField(
            model_name='partyrulesevent',
            name='review_months',
            field=models.PositiveSmallIntegerField(default=6, help_text='《中国共产党发展党员工作细则》第十一条', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(60)], verbose_name='积极分子考察间隔（月）'),
        ),
        accounts.migration_steps.RewordField(
            model_name='partyrulesevent',
            name='talk_days',
            field=models.PositiveSmallIntegerField(default=31, help_text='《中国共产党发展党员工作细则》第七条', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(730)], verbose_name='收到申请后谈话天数'),
        ),
        accounts.migration_steps.RewordField(
            model_name='partyrulesevent',
            name='term_years',
            field=models.PositiveSmallIntegerField(default=3, help_text='《中国共产党支部工作条例（试行）》第二十一条', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(20)], verbose_name='其他支部任期（年）'),
        ),
        accounts.migration_steps.RewordField(
            model_name='partyrulesevent',
            name='term_years_community',
            field=models.PositiveSmallIntegerField(default=5, help_text='《中国共产党支部工作条例（试行）》第二十一条', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(20)], verbose_name='村和社区党组织任期（年）'),
        ),
        accounts.migration_steps.RewordField(
            model_name='partyrulesevent',
            name='training_days',
            field=models.PositiveSmallIntegerField(default=3, help_text='《中国共产党发展党员工作细则》第十七条', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(730)], verbose_name='集中培训天数'),
        ),
    ]
