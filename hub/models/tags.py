"""Free words that editors give to records, kept tidy by curators.

On the ground floor, because every record has tags, a ContentPage as well as a solution.
"""

from __future__ import annotations

from typing import Any, Self

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from taggit.models import ItemBase, TagBase
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from hub.models.atomic import AtomicSaveModel
from hub.models.user import User
from hub.models.visibility import public_condition
from hub.rights import editable_pages
from hub.text.tag_names import clean_name, folded_name, objection_to

SLUG_LENGTH = 90  # of a hundred: what tells two names with the same letters apart comes behind it
CANDIDATES = 50  # tags that are looked at to find the first that are public
NAMELESS_SLUG = "onderwerp"  # of a name without a letter that an address can have


class TagQuerySet(models.QuerySet["Tag"]):
    """Reads on tags."""

    def get(self, *args: Any, **kwargs: Any) -> Tag:
        """One tag; by `name__iexact`, as taggit asks, the one with that name in capitals or not.

        SQLite knows the capitals of ASCII only. A tag that stands for itself comes before a merged one of that name.
        """
        if "name__iexact" not in kwargs:
            return super().get(*args, **kwargs)
        named = self.filter(*args, folded_name=folded_name(kwargs.pop("name__iexact")), **kwargs)
        found = named.order_by(F("merged_into").asc(nulls_first=True), "pk").first()
        if found is None:
            raise self.model.DoesNotExist
        return found

    def preferred(self) -> Self:
        """Tags that stand for themselves: not merged into another."""
        return self.filter(merged_into=None)

    def on_public_pages(self, restricted: tuple[str, ...] | None = None) -> Self:
        """Tags that a page for everyone has, or has by what was merged into them: nobody is told of the others."""
        return self.filter(_on_pages(public_condition("content_object__", restricted)))

    def first_on_public_pages(self, most: int, restricted: tuple[str, ...] | None = None) -> list[Tag]:
        """At most `most` of these tags that `on_public_pages` has, in their order, among the first CANDIDATES.

        Three plain queries: Django takes longer to write the one of `on_public_pages` than databases to answer these.
        """
        candidates = list(self[:CANDIDATES])
        if not candidates:
            return []
        stands_for = {tag.pk: tag.pk for tag in candidates}
        merged = Tag.objects.filter(merged_into__in=list(stands_for)).values_list("pk", "merged_into")
        stands_for |= {pk: preferred for pk, preferred in merged if preferred}
        condition = public_condition("content_object__", restricted) & Q(tag__in=list(stands_for))
        found = [join._default_manager.filter(condition).order_by().values_list("tag") for join in _joins()]
        public = {stands_for[pk] for (pk,) in found[0].union(*found[1:])}
        return [tag for tag in candidates if tag.pk in public][:most]

    def known_to(self, user: User | AnonymousUser) -> Self:
        """Tags that this user may be told of: public ones, and those where the user works; a curator knows all."""
        if user.has_perm("hub.change_tag"):
            return self.all()
        own = Q(content_object__in=editable_pages(user).values("pk"))
        return self.filter(_on_pages(public_condition("content_object__") | own))


def _on_pages(condition: Q) -> Q:
    """That a page for which this condition holds has the tag, or one that was merged into it."""
    found = Q()
    for join in _joins():
        for tag in ("tag", "tag__merged_into"):
            found |= Q(Exists(join._default_manager.filter(condition, **{tag: OuterRef("pk")})))
    return found


def _joins() -> list[type[models.Model]]:
    """The tables that say which page has which tag."""
    return [one.related_model for one in Tag._meta.related_objects if issubclass(one.related_model, ItemBase)]


class TagLink(AtomicSaveModel, ItemBase):
    """That a page has a tag; each kind of page has its own."""

    class Meta:
        abstract = True
        verbose_name = _("tag of a page")
        verbose_name_plural = _("tags of pages")


class Tag(AtomicSaveModel, index.Indexed, TagBase):
    """A word for a subject. A merged tag stays as a synonym of the one it was merged into."""

    free_tagging = True

    name: str  # both fields come with TagBase, which says no types
    slug: str
    folded_name = models.CharField(max_length=300, editable=False)
    description = models.TextField(
        _("description"), blank=True, help_text=_("One or two sentences, shown on the page of this tag.")
    )
    merged_into = models.ForeignKey(
        "self",
        verbose_name=_("merged into"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="synonyms",
        help_text=_("The preferred tag. Leave empty when this tag is the preferred one."),
    )

    objects = TagQuerySet.as_manager()

    panels = [FieldPanel("name"), FieldPanel("slug"), FieldPanel("description"), FieldPanel("merged_into")]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=~Q(merged_into=models.F("pk")), name="tag_not_merged_into_itself"),
            models.CheckConstraint(condition=~Q(name="") & ~Q(slug=""), name="tag_has_a_name_and_an_address"),
            models.CheckConstraint(
                condition=~Q(name__contains=",") & ~Q(name__contains='"'), name="tag_name_stays_whole_in_a_form"
            ),
            models.UniqueConstraint(
                fields=["folded_name"], condition=Q(merged_into=None), name="tag_stands_for_itself_once"
            ),
        ]

    def clean(self) -> None:
        super().clean()
        self.name = clean_name(self.name)
        self.slug = self.slugify(self.slug or self.name)
        if self.name and (objection := objection_to(self.name)):
            raise ValidationError({"name": objection})
        if not self.merged_into and (same := self._namesake()):
            raise ValidationError({"name": _("This tag exists already: %(name)s") % {"name": same.name}})
        if self.merged_into and self.merged_into.merged_into_id:
            raise ValidationError({"merged_into": _("This tag was itself merged. Choose the tag it was merged into.")})

    def save(self, *args: Any, **kwargs: Any) -> Any:
        self.name = clean_name(self.name)
        self.folded_name = folded_name(self.name)
        return super().save(*args, **kwargs)

    def slugify(self, tag: str, i: int | None = None) -> str:
        """The name as it stands in an address, with this number behind it; never empty and never too long."""
        slug = super().slugify(tag)[:SLUG_LENGTH].strip("-_") or NAMELESS_SLUG
        return slug if i is None else f"{slug}_{i}"

    def get_absolute_url(self) -> str:
        """The public page of this tag."""
        return reverse("tag", args=[self.slug])

    @property
    def preferred(self) -> Tag:
        """The tag that stands for this one: itself unless it was merged."""
        return self.merged_into or self

    def natural_key(self) -> list[Any]:
        return [self.name]

    def _namesake(self) -> Tag | None:
        """Another tag that stands for itself and has this name, in capitals or not."""
        named = Tag.objects.preferred().filter(folded_name=folded_name(self.name))
        return named.exclude(pk=self.pk).first()
