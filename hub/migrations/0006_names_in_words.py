from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("hub", "0005_one_tag_per_name"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="brandsettings",
            options={"verbose_name": "house style", "verbose_name_plural": "house styles"},
        ),
        migrations.AlterModelOptions(
            name="contenttag",
            options={"verbose_name": "tag of a page", "verbose_name_plural": "tags of pages"},
        ),
        migrations.AlterModelOptions(
            name="hubrendition",
            options={"verbose_name": "image at one size", "verbose_name_plural": "images at one size"},
        ),
    ]
