"""The words of the settings name the article that each figure comes from."""

import accounts.migration_steps
import communities.models.committee_rules
import django.contrib.postgres.fields
import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('communities', '0012_only_of_standing_complexes'),
    ]

    operations = [
        accounts.migration_steps.RewordField(
            model_name='committeerules',
            name='handover_days',
            field=models.PositiveSmallIntegerField(default=10, help_text='《河南省物业管理条例》第三十三条：自换届之日起10日内', validators=[django.core.validators.MaxValueValidator(730)], verbose_name='移交期限天数'),
        ),
        accounts.migration_steps.RewordField(
            model_name='committeerules',
            name='publicity_days',
            field=models.PositiveSmallIntegerField(default=7, help_text='《郑州市物业管理条例》第十九条：不少于7日', validators=[django.core.validators.MaxValueValidator(730)], verbose_name='候选人公示天数'),
        ),
        accounts.migration_steps.RewordField(
            model_name='committeerules',
            name='publish_days',
            field=models.PositiveSmallIntegerField(default=3, help_text='《河南省物业管理条例》第二十八条：3日内公告', validators=[django.core.validators.MaxValueValidator(730)], verbose_name='决定公布天数'),
        ),
        accounts.migration_steps.RewordField(
            model_name='committeerules',
            name='reminder_days',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(validators=[django.core.validators.MaxValueValidator(730)]), default=communities.models.committee_rules.usual_reminders, help_text='用逗号分开；深圳规定提前6个月提醒，郑州届满前90日内指导，0是届满当天', size=8, verbose_name='提前提醒天数'),
        ),
        accounts.migration_steps.RewordField(
            model_name='committeerules',
            name='renewal_days',
            field=models.PositiveSmallIntegerField(default=90, help_text='《郑州市物业管理条例》第二十五条：届满前90日内指导换届', validators=[django.core.validators.MaxValueValidator(730)], verbose_name='开始换届天数'),
        ),
        accounts.migration_steps.RewordField(
            model_name='committeerules',
            name='term_years',
            field=models.PositiveSmallIntegerField(default=5, help_text='《河南省物业管理条例》第二十八条、《郑州市物业管理条例》第十九条：每届不超过5年，可以连选连任；四川的年限请核对后再改', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(20)], verbose_name='任期最长年数'),
        ),
        accounts.migration_steps.RewordField(
            model_name='committeerules',
            name='wants_odd',
            field=models.BooleanField(default=True, help_text='《郑州市物业管理条例》第二十七条：物业管理委员会为单数；业委会的人数由议事规则确定，不要求单数的请关闭', verbose_name='委员应为单数'),
        ),
        accounts.migration_steps.RewordField(
            model_name='committeerulesevent',
            name='handover_days',
            field=models.PositiveSmallIntegerField(default=10, help_text='《河南省物业管理条例》第三十三条：自换届之日起10日内', validators=[django.core.validators.MaxValueValidator(730)], verbose_name='移交期限天数'),
        ),
        accounts.migration_steps.RewordField(
            model_name='committeerulesevent',
            name='publicity_days',
            field=models.PositiveSmallIntegerField(default=7, help_text='《郑州市物业管理条例》第十九条：不少于7日', validators=[django.core.validators.MaxValueValidator(730)], verbose_name='候选人公示天数'),
        ),
        accounts.migration_steps.RewordField(
            model_name='committeerulesevent',
            name='publish_days',
            field=models.PositiveSmallIntegerField(default=3, help_text='《河南省物业管理条例》第二十八条：3日内公告', validators=[django.core.validators.MaxValueValidator(730)], verbose_name='决定公布天数'),
        ),
        accounts.migration_steps.RewordField(
            model_name='committeerulesevent',
            name='reminder_days',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(validators=[django.core.validators.MaxValueValidator(730)]), default=communities.models.committee_rules.usual_reminders, help_text='用逗号分开；深圳规定提前6个月提醒，郑州届满前90日内指导，0是届满当天', size=8, verbose_name='提前提醒天数'),
        ),
        accounts.migration_steps.RewordField(
            model_name='committeerulesevent',
            name='renewal_days',
            field=models.PositiveSmallIntegerField(default=90, help_text='《郑州市物业管理条例》第二十五条：届满前90日内指导换届', validators=[django.core.validators.MaxValueValidator(730)], verbose_name='开始换届天数'),
        ),
        accounts.migration_steps.RewordField(
            model_name='committeerulesevent',
            name='term_years',
            field=models.PositiveSmallIntegerField(default=5, help_text='《河南省物业管理条例》第二十八条、《郑州市物业管理条例》第十九条：每届不超过5年，可以连选连任；四川的年限请核对后再改', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(20)], verbose_name='任期最长年数'),
        ),
        accounts.migration_steps.RewordField(
            model_name='committeerulesevent',
            name='wants_odd',
            field=models.BooleanField(default=True, help_text='《郑州市物业管理条例》第二十七条：物业管理委员会为单数；业委会的人数由议事规则确定，不要求单数的请关闭', verbose_name='委员应为单数'),
        ),
    ]
