"""A sub-district whose official code is not known has none, instead of an invented one."""

import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('communities', '0002_place_keys'),
    ]

    operations = [
        migrations.AlterField(
            model_name='subdistrict',
            name='division_code',
            field=models.CharField(blank=True, max_length=9, null=True, unique=True, validators=[django.core.validators.RegexValidator('^\\d{9}$', '街道区划代码是9位数字')], verbose_name='区划代码'),
        ),
        migrations.AlterField(
            model_name='subdistrictevent',
            name='division_code',
            field=models.CharField(blank=True, max_length=9, null=True, validators=[django.core.validators.RegexValidator('^\\d{9}$', '街道区划代码是9位数字')], verbose_name='区划代码'),
        ),
    ]
