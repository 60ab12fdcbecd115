"""The composite keys that hold every row in one place; apart from the tables, so that both reverse."""

import accounts.migration_steps
import communities.constraints
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('communities', '0001_initial'),
    ]

    operations = [
        accounts.migration_steps.AddConstraint(
            model_name='roleassignment',
            constraint=communities.constraints.CompositeForeignKey(fields=('complex', 'community'), name='roleassignment_complex_in_community', to='communities.Complex', to_fields=('id', 'community')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='roleassignment',
            constraint=communities.constraints.CompositeForeignKey(fields=('community', 'sub_district'), name='roleassignment_community_in_sub_district', to='communities.Community', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='resident',
            constraint=communities.constraints.CompositeForeignKey(fields=('complex', 'community'), name='resident_complex_in_community', to='communities.Complex', to_fields=('id', 'community')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='resident',
            constraint=communities.constraints.CompositeForeignKey(fields=('community', 'sub_district'), name='resident_community_in_sub_district', to='communities.Community', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='complex',
            constraint=communities.constraints.CompositeForeignKey(fields=('community', 'sub_district'), name='complex_community_in_sub_district', to='communities.Community', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='building',
            constraint=communities.constraints.CompositeForeignKey(fields=('complex', 'community'), name='building_complex_in_community', to='communities.Complex', to_fields=('id', 'community')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='building',
            constraint=communities.constraints.CompositeForeignKey(fields=('community', 'sub_district'), name='building_community_in_sub_district', to='communities.Community', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='unit',
            constraint=communities.constraints.CompositeForeignKey(fields=('complex', 'community'), name='unit_complex_in_community', to='communities.Complex', to_fields=('id', 'community')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='unit',
            constraint=communities.constraints.CompositeForeignKey(fields=('community', 'sub_district'), name='unit_community_in_sub_district', to='communities.Community', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='unit',
            constraint=communities.constraints.CompositeForeignKey(fields=('building', 'complex'), name='unit_in_building_of_complex', to='communities.Building', to_fields=('id', 'complex')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='door',
            constraint=communities.constraints.CompositeForeignKey(fields=('complex', 'community'), name='door_complex_in_community', to='communities.Complex', to_fields=('id', 'community')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='door',
            constraint=communities.constraints.CompositeForeignKey(fields=('community', 'sub_district'), name='door_community_in_sub_district', to='communities.Community', to_fields=('id', 'sub_district')),
        ),
        accounts.migration_steps.AddConstraint(
            model_name='door',
            constraint=communities.constraints.CompositeForeignKey(fields=('unit', 'complex'), name='door_in_unit_of_complex', to='communities.Unit', to_fields=('id', 'complex')),
        ),
    ]
