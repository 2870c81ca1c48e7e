"""No posting counts in a closed year, even where its accounts were left open by hand; it is only carried out of."""

from django.db import migrations

from common.triggers import VendorSQL

NAME = "posting_in_open_year"
CLOSED = "a closed year takes no posting"
INTO_CLOSED = """EXISTS (
    SELECT 1 FROM funds_year y LEFT JOIN funds_account a ON a.year_id = y.id AND a.id IN (NEW.debit_id, NEW.credit_id)
    WHERE y.state = 'closed' AND (y.id = NEW.year_id OR (a.id IS NOT NULL AND NEW.act NOT LIKE 'carry%'))
        AND y.book_id = NEW.book_id)"""
FUNCTION = f"""
CREATE FUNCTION kikin_post_in_open_year() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF {INTO_CLOSED} THEN
        RAISE EXCEPTION '{CLOSED}' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$
"""
SQLITE = f"""
CREATE TRIGGER {NAME} BEFORE INSERT ON {{table}} BEGIN
    SELECT RAISE(ABORT, '{CLOSED}') WHERE {INTO_CLOSED};
END
"""
POSTGRESQL = (
    f"CREATE TRIGGER {NAME} BEFORE INSERT ON {{table}} FOR EACH ROW EXECUTE FUNCTION kikin_post_in_open_year()"
)


class Migration(migrations.Migration):
    dependencies = [("funds", "0012_cancelling")]
    operations = [
        VendorSQL(
            "posting",
            {"sqlite": [SQLITE], "postgresql": [FUNCTION, POSTGRESQL]},
            {
                "sqlite": [f"DROP TRIGGER {NAME}"],
                "postgresql": [
                    f"DROP TRIGGER {NAME} ON {{table}}",
                    "DROP FUNCTION kikin_post_in_open_year()",
                ],
            },
            triggers=(NAME,),
        )
    ]
