"""No row is written to a complex that was merged away."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('communities', '0008_ownership_and_moves'),
        ('property_alliance', '0001_firms_contracts_and_staff'),
    ]

    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name='firmstaff',
            trigger=pgtrigger.compiler.Trigger(name='only_of_standing_complexes', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."complex_id" IS NOT NULL)', func="\n            IF TG_OP = 'UPDATE' THEN\n                IF NEW.complex_id IS NOT DISTINCT FROM OLD.complex_id THEN\n                    RETURN NULL;\n                END IF;\n            END IF;\n            IF EXISTS (\n                SELECT 1 FROM communities_complex\n                WHERE id = NEW.complex_id AND closed_on IS NOT NULL\n            ) THEN\n                RAISE EXCEPTION 'complex % was merged into another', NEW.complex_id\n                USING ERRCODE = 'check_violation', CONSTRAINT = 'complex_stands';\n            END IF;\n            RETURN NULL;\n        ", hash='d765f0cc13c23f7dd842a0445d86eb293cd6e3c1', operation='INSERT OR UPDATE OF "complex"', pgid='pgtrigger_only_of_standing_complexes_04657', table='property_alliance_firmstaff', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='propertyfirm',
            trigger=pgtrigger.compiler.Trigger(name='only_of_standing_complexes', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."complex_id" IS NOT NULL)', func="\n            IF TG_OP = 'UPDATE' THEN\n                IF NEW.complex_id IS NOT DISTINCT FROM OLD.complex_id THEN\n                    RETURN NULL;\n                END IF;\n            END IF;\n            IF EXISTS (\n                SELECT 1 FROM communities_complex\n                WHERE id = NEW.complex_id AND closed_on IS NOT NULL\n            ) THEN\n                RAISE EXCEPTION 'complex % was merged into another', NEW.complex_id\n                USING ERRCODE = 'check_violation', CONSTRAINT = 'complex_stands';\n            END IF;\n            RETURN NULL;\n        ", hash='43acb660968dd0f531977ac0d9a48b14a2e6d060', operation='INSERT OR UPDATE OF "complex"', pgid='pgtrigger_only_of_standing_complexes_b3ded', table='property_alliance_propertyfirm', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='servicecontract',
            trigger=pgtrigger.compiler.Trigger(name='only_of_standing_complexes', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."complex_id" IS NOT NULL)', func="\n            IF TG_OP = 'UPDATE' THEN\n                IF NEW.complex_id IS NOT DISTINCT FROM OLD.complex_id THEN\n                    RETURN NULL;\n                END IF;\n            END IF;\n            IF EXISTS (\n                SELECT 1 FROM communities_complex\n                WHERE id = NEW.complex_id AND closed_on IS NOT NULL\n            ) THEN\n                RAISE EXCEPTION 'complex % was merged into another', NEW.complex_id\n                USING ERRCODE = 'check_violation', CONSTRAINT = 'complex_stands';\n            END IF;\n            RETURN NULL;\n        ", hash='d3f25de74873ef96b6c3ccbd4617eab1ef6ee9d7', operation='INSERT OR UPDATE OF "complex"', pgid='pgtrigger_only_of_standing_complexes_97d40', table='property_alliance_servicecontract', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='staffposting',
            trigger=pgtrigger.compiler.Trigger(name='only_of_standing_complexes', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."complex_id" IS NOT NULL)', func="\n            IF TG_OP = 'UPDATE' THEN\n                IF NEW.complex_id IS NOT DISTINCT FROM OLD.complex_id THEN\n                    RETURN NULL;\n                END IF;\n            END IF;\n            IF EXISTS (\n                SELECT 1 FROM communities_complex\n                WHERE id = NEW.complex_id AND closed_on IS NOT NULL\n            ) THEN\n                RAISE EXCEPTION 'complex % was merged into another', NEW.complex_id\n                USING ERRCODE = 'check_violation', CONSTRAINT = 'complex_stands';\n            END IF;\n            RETURN NULL;\n        ", hash='582e594191d033637b8b633123ec4e7ceac2d835', operation='INSERT OR UPDATE OF "complex"', pgid='pgtrigger_only_of_standing_complexes_61a6d', table='property_alliance_staffposting', when='AFTER')),
        ),
    ]
