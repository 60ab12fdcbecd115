"""No row is written to a complex that was merged away."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('activities', '0005_questions_of_activities'),
        ('communities', '0008_ownership_and_moves'),
    ]

    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name='activity',
            trigger=pgtrigger.compiler.Trigger(name='only_of_standing_complexes', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."complex_id" IS NOT NULL)', func="\n            IF TG_OP = 'UPDATE' THEN\n                IF NEW.complex_id IS NOT DISTINCT FROM OLD.complex_id THEN\n                    RETURN NULL;\n                END IF;\n            END IF;\n            IF EXISTS (\n                SELECT 1 FROM communities_complex\n                WHERE id = NEW.complex_id AND closed_on IS NOT NULL\n            ) THEN\n                RAISE EXCEPTION 'complex % was merged into another', NEW.complex_id\n                USING ERRCODE = 'check_violation', CONSTRAINT = 'complex_stands';\n            END IF;\n            RETURN NULL;\n        ", hash='61f92aa75bb37a2bb2b5ecb420713bb335ef8e47', operation='INSERT OR UPDATE OF "complex"', pgid='pgtrigger_only_of_standing_complexes_620c8', table='activities_activity', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='activitylog',
            trigger=pgtrigger.compiler.Trigger(name='only_of_standing_complexes', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."complex_id" IS NOT NULL)', func="\n            IF TG_OP = 'UPDATE' THEN\n                IF NEW.complex_id IS NOT DISTINCT FROM OLD.complex_id THEN\n                    RETURN NULL;\n                END IF;\n            END IF;\n            IF EXISTS (\n                SELECT 1 FROM communities_complex\n                WHERE id = NEW.complex_id AND closed_on IS NOT NULL\n            ) THEN\n                RAISE EXCEPTION 'complex % was merged into another', NEW.complex_id\n                USING ERRCODE = 'check_violation', CONSTRAINT = 'complex_stands';\n            END IF;\n            RETURN NULL;\n        ", hash='20732ec34a29c1cd9eae4542e099dbcd208d9d47', operation='INSERT OR UPDATE OF "complex"', pgid='pgtrigger_only_of_standing_complexes_6f4b3', table='activities_activitylog', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='checkin',
            trigger=pgtrigger.compiler.Trigger(name='only_of_standing_complexes', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."complex_id" IS NOT NULL)', func="\n            IF TG_OP = 'UPDATE' THEN\n                IF NEW.complex_id IS NOT DISTINCT FROM OLD.complex_id THEN\n                    RETURN NULL;\n                END IF;\n            END IF;\n            IF EXISTS (\n                SELECT 1 FROM communities_complex\n                WHERE id = NEW.complex_id AND closed_on IS NOT NULL\n            ) THEN\n                RAISE EXCEPTION 'complex % was merged into another', NEW.complex_id\n                USING ERRCODE = 'check_violation', CONSTRAINT = 'complex_stands';\n            END IF;\n            RETURN NULL;\n        ", hash='8a67796ef1a003e9ae40f7fea785a892ab28c852', operation='INSERT OR UPDATE OF "complex"', pgid='pgtrigger_only_of_standing_complexes_5300e', table='activities_checkin', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='doorscreen',
            trigger=pgtrigger.compiler.Trigger(name='only_of_standing_complexes', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."complex_id" IS NOT NULL)', func="\n            IF TG_OP = 'UPDATE' THEN\n                IF NEW.complex_id IS NOT DISTINCT FROM OLD.complex_id THEN\n                    RETURN NULL;\n                END IF;\n            END IF;\n            IF EXISTS (\n                SELECT 1 FROM communities_complex\n                WHERE id = NEW.complex_id AND closed_on IS NOT NULL\n            ) THEN\n                RAISE EXCEPTION 'complex % was merged into another', NEW.complex_id\n                USING ERRCODE = 'check_violation', CONSTRAINT = 'complex_stands';\n            END IF;\n            RETURN NULL;\n        ", hash='cce392875df11ef9b29325613f9bc5c74bb1e8c6', operation='INSERT OR UPDATE OF "complex"', pgid='pgtrigger_only_of_standing_complexes_7f7d7', table='activities_doorscreen', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='photo',
            trigger=pgtrigger.compiler.Trigger(name='only_of_standing_complexes', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."complex_id" IS NOT NULL)', func="\n            IF TG_OP = 'UPDATE' THEN\n                IF NEW.complex_id IS NOT DISTINCT FROM OLD.complex_id THEN\n                    RETURN NULL;\n                END IF;\n            END IF;\n            IF EXISTS (\n                SELECT 1 FROM communities_complex\n                WHERE id = NEW.complex_id AND closed_on IS NOT NULL\n            ) THEN\n                RAISE EXCEPTION 'complex % was merged into another', NEW.complex_id\n                USING ERRCODE = 'check_violation', CONSTRAINT = 'complex_stands';\n            END IF;\n            RETURN NULL;\n        ", hash='9ef484611b90925f68b76b92e1c2028cb30c2954', operation='INSERT OR UPDATE OF "complex"', pgid='pgtrigger_only_of_standing_complexes_59690', table='activities_photo', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='session',
            trigger=pgtrigger.compiler.Trigger(name='only_of_standing_complexes', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."complex_id" IS NOT NULL)', func="\n            IF TG_OP = 'UPDATE' THEN\n                IF NEW.complex_id IS NOT DISTINCT FROM OLD.complex_id THEN\n                    RETURN NULL;\n                END IF;\n            END IF;\n            IF EXISTS (\n                SELECT 1 FROM communities_complex\n                WHERE id = NEW.complex_id AND closed_on IS NOT NULL\n            ) THEN\n                RAISE EXCEPTION 'complex % was merged into another', NEW.complex_id\n                USING ERRCODE = 'check_violation', CONSTRAINT = 'complex_stands';\n            END IF;\n            RETURN NULL;\n        ", hash='3c7b6f7c970be639a4a792b19150fcf71f7e2e0a', operation='INSERT OR UPDATE OF "complex"', pgid='pgtrigger_only_of_standing_complexes_4e6ed', table='activities_session', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='signup',
            trigger=pgtrigger.compiler.Trigger(name='only_of_standing_complexes', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."complex_id" IS NOT NULL)', func="\n            IF TG_OP = 'UPDATE' THEN\n                IF NEW.complex_id IS NOT DISTINCT FROM OLD.complex_id THEN\n                    RETURN NULL;\n                END IF;\n            END IF;\n            IF EXISTS (\n                SELECT 1 FROM communities_complex\n                WHERE id = NEW.complex_id AND closed_on IS NOT NULL\n            ) THEN\n                RAISE EXCEPTION 'complex % was merged into another', NEW.complex_id\n                USING ERRCODE = 'check_violation', CONSTRAINT = 'complex_stands';\n            END IF;\n            RETURN NULL;\n        ", hash='b5f4b3d1f2140a3ddb611712fb29a2949b471b3c', operation='INSERT OR UPDATE OF "complex"', pgid='pgtrigger_only_of_standing_complexes_9d6e7', table='activities_signup', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='space',
            trigger=pgtrigger.compiler.Trigger(name='only_of_standing_complexes', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."complex_id" IS NOT NULL)', func="\n            IF TG_OP = 'UPDATE' THEN\n                IF NEW.complex_id IS NOT DISTINCT FROM OLD.complex_id THEN\n                    RETURN NULL;\n                END IF;\n            END IF;\n            IF EXISTS (\n                SELECT 1 FROM communities_complex\n                WHERE id = NEW.complex_id AND closed_on IS NOT NULL\n            ) THEN\n                RAISE EXCEPTION 'complex % was merged into another', NEW.complex_id\n                USING ERRCODE = 'check_violation', CONSTRAINT = 'complex_stands';\n            END IF;\n            RETURN NULL;\n        ", hash='c349fe8aa01ff6a56256a8a918b8a5214fe5eb2e', operation='INSERT OR UPDATE OF "complex"', pgid='pgtrigger_only_of_standing_complexes_1e013', table='activities_space', when='AFTER')),
        ),
    ]
