import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

KEPT = (
    "'id', 'case_id', 'number', 'receiver', 'receiver_name', 'told', 'basis', 'basis_note', 'consented_on', 'sent_on',"
)
NEW = "'consented_by', 'consented_how', 'consented_to',"
SENT = f"""
DROP TRIGGER sent_once ON cases_referral;
CREATE TRIGGER sent_once BEFORE UPDATE ON cases_referral FOR EACH ROW EXECUTE FUNCTION cases_settled(
    {KEPT} %s 'sent_by_id', 'recorded_at');
"""
FORWARDS = f"""{SENT % NEW}
CREATE TRIGGER consent_withdrawn_once BEFORE UPDATE ON cases_referral FOR EACH ROW EXECUTE FUNCTION cases_settled(
    'consent_withdrawn_on', 'consent_withdrawn_by_id', 'consent_withdrawn_effect');
"""
BACKWARDS = f"""
DROP TRIGGER consent_withdrawn_once ON cases_referral;{SENT % ""}
"""


class Migration(migrations.Migration):
    """A referral says who consented, how and to what; and that a consent is withdrawn, with which effect.

    Of what was sent before nobody has noted it, which the column's first value says.
    """

    dependencies = [
        ("cases", "0022_organisations_refer"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="referral",
            name="consent_withdrawn_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="referral",
            name="consent_withdrawn_effect",
            field=models.CharField(blank=True, max_length=500, verbose_name="with which effect"),
        ),
        migrations.AddField(
            model_name="referral",
            name="consent_withdrawn_on",
            field=models.DateField(blank=True, null=True, verbose_name="consent withdrawn"),
        ),
        migrations.AddField(
            model_name="referral",
            name="consented_by",
            field=models.CharField(
                blank=True,
                choices=[
                    ("person", "The person"),
                    ("representative", "The child’s representative"),
                    ("custodian", "Whoever has custody of the child"),
                    ("not_noted", "Not noted"),
                ],
                max_length=14,
                verbose_name="who consented",
                default="not_noted",
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="referral",
            name="consented_how",
            field=models.CharField(
                blank=True,
                choices=[
                    ("written", "In writing"),
                    ("spoken", "By word of mouth"),
                    ("interpreted", "By word of mouth, through an interpreter"),
                    ("not_noted", "Not noted"),
                ],
                max_length=11,
                verbose_name="how they consented",
                default="not_noted",
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="referral",
            name="consented_to",
            field=models.CharField(blank=True, max_length=300, verbose_name="to what they consented"),
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("basis", "consent"), _negated=True),
                    models.Q(
                        ("consented_by__in", ["person", "representative", "custodian"]),
                        ("consented_how__in", ["written", "spoken", "interpreted"]),
                        models.Q(("consented_to", ""), _negated=True),
                    ),
                    models.Q(("consented_by", "not_noted"), ("consented_how", "not_noted"), ("consented_to", "")),
                    _connector="OR",
                ),
                name="referral_consent_is_written_as_given",
            ),
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("consent_withdrawn_by__isnull", True),
                        ("consent_withdrawn_effect", ""),
                        ("consent_withdrawn_on__isnull", True),
                    ),
                    models.Q(
                        models.Q(("ended_on__isnull", False), ("answered_as", "rejected"), _connector="OR"),
                        models.Q(("consent_withdrawn_effect", ""), _negated=True),
                        ("basis", "consent"),
                        ("consent_withdrawn_by__isnull", False),
                        ("consent_withdrawn_on__gte", models.F("consented_on")),
                    ),
                    _connector="OR",
                ),
                name="referral_consent_is_withdrawn_with_effect",
            ),
        ),
        migrations.RunSQL(FORWARDS, BACKWARDS),
    ]
