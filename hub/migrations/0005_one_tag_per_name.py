from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("hub", "0004_tags_tidied"),
    ]

    operations = [
        migrations.AlterField(
            model_name="tag",
            name="folded_name",
            field=models.CharField(editable=False, max_length=300),
        ),
        migrations.AddConstraint(
            model_name="tag",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("name", ""), _negated=True), models.Q(("slug", ""), _negated=True)),
                name="tag_has_a_name_and_an_address",
            ),
        ),
        migrations.AddConstraint(
            model_name="tag",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("name__contains", ","), _negated=True), models.Q(("name__contains", '"'), _negated=True)
                ),
                name="tag_name_stays_whole_in_a_form",
            ),
        ),
        migrations.AddConstraint(
            model_name="tag",
            constraint=models.UniqueConstraint(
                condition=models.Q(("merged_into", None)), fields=("folded_name",), name="tag_stands_for_itself_once"
            ),
        ),
    ]
