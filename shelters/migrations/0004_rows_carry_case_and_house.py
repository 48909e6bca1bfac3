import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models

FORWARDS = """
ALTER TABLE shelters_shelter ADD CONSTRAINT shelter_is_carried UNIQUE (id, organisation_id);
ALTER TABLE shelters_unit ADD CONSTRAINT unit_is_carried UNIQUE (id, house_organisation);

CREATE FUNCTION shelters_carry_house() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.shelter_id = OLD.shelter_id THEN
        IF pg_trigger_depth() = 1 THEN
            NEW.house_organisation := OLD.house_organisation;
        END IF;
        RETURN NEW;
    END IF;
    SELECT organisation_id INTO NEW.house_organisation FROM public.shelters_shelter WHERE id = NEW.shelter_id;
    RETURN NEW;
END $$;
CREATE FUNCTION shelters_carry_house_of_unit() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.unit_id = OLD.unit_id THEN
        IF pg_trigger_depth() = 1 THEN
            NEW.house_organisation := OLD.house_organisation;
        END IF;
        RETURN NEW;
    END IF;
    SELECT house_organisation INTO NEW.house_organisation FROM public.shelters_unit WHERE id = NEW.unit_id;
    RETURN NEW;
END $$;

UPDATE shelters_unit u SET house_organisation = s.organisation_id FROM shelters_shelter s WHERE s.id = u.shelter_id;
UPDATE shelters_placementrequest r SET house_organisation = s.organisation_id, case_organisation = c.organisation_id,
    case_protection = c.protection, case_authority = c.authority
    FROM shelters_shelter s, cases_case c WHERE s.id = r.shelter_id AND c.id = r.case_id;
UPDATE shelters_placement p SET house_organisation = u.house_organisation, case_organisation = c.organisation_id,
    case_protection = c.protection, case_authority = c.authority
    FROM shelters_unit u, cases_case c WHERE u.id = p.unit_id AND c.id = p.case_id;
SET CONSTRAINTS ALL IMMEDIATE;

CREATE TRIGGER carries_house BEFORE INSERT OR UPDATE ON shelters_unit
    FOR EACH ROW EXECUTE FUNCTION shelters_carry_house();
CREATE TRIGGER carries_house BEFORE INSERT OR UPDATE ON shelters_placementrequest
    FOR EACH ROW EXECUTE FUNCTION shelters_carry_house();
CREATE TRIGGER carries_house BEFORE INSERT OR UPDATE ON shelters_placement
    FOR EACH ROW EXECUTE FUNCTION shelters_carry_house_of_unit();
CREATE TRIGGER carries_case BEFORE INSERT OR UPDATE ON shelters_placementrequest
    FOR EACH ROW EXECUTE FUNCTION cases_carry_case();
CREATE TRIGGER carries_case BEFORE INSERT OR UPDATE ON shelters_placement
    FOR EACH ROW EXECUTE FUNCTION cases_carry_case();
ALTER TABLE shelters_unit ADD CONSTRAINT unit_follows_its_house FOREIGN KEY (shelter_id, house_organisation)
    REFERENCES shelters_shelter (id, organisation_id) ON UPDATE CASCADE;
ALTER TABLE shelters_placementrequest ADD CONSTRAINT request_follows_its_house
    FOREIGN KEY (shelter_id, house_organisation) REFERENCES shelters_shelter (id, organisation_id) ON UPDATE CASCADE;
ALTER TABLE shelters_placement ADD CONSTRAINT placement_follows_its_house
    FOREIGN KEY (unit_id, house_organisation) REFERENCES shelters_unit (id, house_organisation) ON UPDATE CASCADE;
ALTER TABLE shelters_placementrequest ADD CONSTRAINT request_follows_its_case
    FOREIGN KEY (case_id, case_organisation, case_protection, case_authority)
    REFERENCES cases_case (id, organisation_id, protection, authority) ON UPDATE CASCADE;
ALTER TABLE shelters_placement ADD CONSTRAINT placement_follows_its_case
    FOREIGN KEY (case_id, case_organisation, case_protection, case_authority)
    REFERENCES cases_case (id, organisation_id, protection, authority) ON UPDATE CASCADE;

-- The nights a place is taken, for those who count places and may not know whose they are.
INSERT INTO shelters_occupancy (placement_id, unit_id, stay)
    SELECT id, unit_id, stay FROM shelters_placement WHERE NOT never_came;
CREATE FUNCTION shelters_keep_nights() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.never_came THEN
        DELETE FROM public.shelters_occupancy WHERE placement_id = NEW.id;
    ELSE
        INSERT INTO public.shelters_occupancy (placement_id, unit_id, stay) VALUES (NEW.id, NEW.unit_id, NEW.stay)
            ON CONFLICT (placement_id) DO UPDATE SET unit_id = excluded.unit_id, stay = excluded.stay;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER keeps_nights AFTER INSERT OR UPDATE OF unit_id, stay, never_came ON shelters_placement
    FOR EACH ROW EXECUTE FUNCTION shelters_keep_nights();
"""


def carried(model: str) -> list[migrations.AddField]:
    return [
        migrations.AddField(model, "case_authority", models.CharField(db_default="", editable=False, max_length=10)),
        migrations.AddField(model, "case_organisation", models.BigIntegerField(db_default=0, editable=False)),
        migrations.AddField(model, "case_protection", models.CharField(db_default="", editable=False, max_length=12)),
    ]


def housed(model: str) -> migrations.AddField:
    return migrations.AddField(model, "house_organisation", models.BigIntegerField(db_default=0, editable=False))


class Migration(migrations.Migration):
    """Stays and requests carry whose case and whose house they belong to, and the nights taken are counted without
    anybody in them. One way: the policies rest on it.
    """

    dependencies = [
        ("cases", "0005_rows_carry_their_case"),
        ("shelters", "0003_stays_found_by_their_days"),
    ]
    operations = [
        *carried("placement"),
        *carried("placementrequest"),
        housed("placement"),
        housed("placementrequest"),
        housed("unit"),
        migrations.AlterModelOptions(
            "placementrequest",
            {
                "permissions": [
                    ("answer_placementrequest", "Can answer for the shelter"),
                    ("withdraw_placementrequest", "Can take back what was asked"),
                ]
            },
        ),
        migrations.CreateModel(
            name="Occupancy",
            fields=[
                (
                    "placement",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="shelters.placement",
                    ),
                ),
                ("stay", django.contrib.postgres.fields.ranges.DateRangeField()),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="occupancies",
                        to="shelters.unit",
                    ),
                ),
            ],
            options={
                "indexes": [django.contrib.postgres.indexes.GistIndex(fields=["stay"], name="shelters_nights_by_days")],
            },
        ),
        migrations.RunSQL(FORWARDS),
    ]
