from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("solutions", "0004_software_version_and_release_date"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="experiencepartner",
            options={
                "ordering": ["sort_order"],
                "verbose_name": "partner of an experience",
                "verbose_name_plural": "partners of experiences",
            },
        ),
        migrations.AlterModelOptions(
            name="experiencetag",
            options={"verbose_name": "tag of a page", "verbose_name_plural": "tags of pages"},
        ),
        migrations.AlterModelOptions(
            name="solutiontag",
            options={"verbose_name": "tag of a page", "verbose_name_plural": "tags of pages"},
        ),
        migrations.AlterModelOptions(
            name="themeindexpage",
            options={"verbose_name": "list of themes", "verbose_name_plural": "lists of themes"},
        ),
        migrations.AlterModelOptions(
            name="themetag",
            options={"verbose_name": "tag of a page", "verbose_name_plural": "tags of pages"},
        ),
    ]
