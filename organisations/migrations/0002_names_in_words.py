from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0001_initial"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="organisationindexpage",
            options={"verbose_name": "list of organisations", "verbose_name_plural": "lists of organisations"},
        ),
        migrations.AlterModelOptions(
            name="organisationpage",
            options={"verbose_name": "page of an organisation", "verbose_name_plural": "pages of organisations"},
        ),
    ]
