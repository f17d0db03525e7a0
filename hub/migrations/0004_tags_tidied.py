"""Tags that are there already: nothing invisible in their names, an address for each, one that stands for each name.

Of tags that differ by capitals only the first stays; the others become its synonyms, so no page and no draft loses a
tag. What the table then promises comes in a migration of its own: PostgreSQL changes no table that has rows waiting
for the end of the transaction.
"""

import re
from itertools import chain, count
from typing import Any

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.utils.text import slugify

from hub.text.tag_names import clean_name, folded_name

ADDRESS = re.compile(r"[a-z0-9][-a-z0-9_]*")


def tidy(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Give every tag the name, address and folded name that a new one gets, and merge those with one name."""
    tags = apps.get_model("hub", "Tag").objects.using(schema_editor.connection.alias)
    for tag in tags.order_by("pk"):
        others = tags.exclude(pk=tag.pk)
        name = free_name(tag.name, tag.slug, set(others.values_list("name", flat=True)))
        slug = free_slug(name, tag.slug, set(others.values_list("slug", flat=True)))
        tags.filter(pk=tag.pk).update(name=name, slug=slug, folded_name=folded_name(name))
    merge_namesakes(tags)


def merge_namesakes(tags: Any) -> None:
    """Of the tags that stand for themselves under one name, make the first the one, and the others its synonyms."""
    first: dict[str, Any] = {}
    for tag in sorted(tags.filter(merged_into=None), key=lambda tag: (tag.name != clean_name(tag.name), tag.pk)):
        kept = first.setdefault(tag.folded_name, tag)
        if kept is not tag:
            tags.filter(models.Q(pk=tag.pk) | models.Q(merged_into=tag.pk)).update(merged_into=kept)


def free_name(name: str, slug: str, taken: set[str]) -> str:
    """The name in one piece and without what nobody sees; as it was, or with a number, where another has that name."""
    whole = re.sub(r"\s*,\s*", " / ", name).replace('"', "'")
    numbered = (f"{clean_name(whole)[:90] or slug or 'onderwerp'} {number}" for number in count(2))
    return next(one for one in chain([clean_name(whole), whole], numbered) if one.strip() and one not in taken)


def free_slug(name: str, slug: str, taken: set[str]) -> str:
    """The address as it was, if it is one; else one made of it or of the name."""
    if ADDRESS.fullmatch(slug):
        return slug
    made = (slugify(slug) or slugify(name) or "onderwerp")[:90]
    return next(one for one in chain([made], (f"{made}_{number}" for number in count(1))) if one not in taken)


class Migration(migrations.Migration):
    dependencies = [("hub", "0003_renditions_apart")]

    operations = [
        migrations.AddField("tag", "folded_name", models.CharField(default="", editable=False, max_length=300)),
        migrations.RunPython(tidy, migrations.RunPython.noop),
    ]
