"""The pages of organisations: the index that serves every profile, and the subtree of one that takes part."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import models
from django.db.models import Exists, Q
from django.http import Http404, HttpRequest
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index
from wagtail.url_routing import RouteResult

from hub.blocks import TEXT_FEATURES
from hub.links import page_links
from hub.models import BasePage, RecordPage, User, Visibility
from organisations.models.organisation import Organisation
from organisations.models.owner import owner_of

PROFILE_TEMPLATE = "organisations/organisation_page.html"
PROFILES_PER_PAGE = 50


class OrganisationIndexPage(BasePage):
    """The list of all organisations, and the profile of those that do not take part, from the registry."""

    page_description = _("The list of all organisations. There is one.")
    parent_page_types = ["home.HomePage"]
    subpage_types = ["organisations.OrganisationPage"]
    max_count = 1

    class Meta:
        verbose_name = _("list of organisations")
        verbose_name_plural = _("lists of organisations")

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """A page below when there is one; else the registry's profile with that slug; else 404."""
        try:
            return super().route(request, path_components)
        except Http404:
            organisation = None
            if len(path_components) == 1:
                organisation = Organisation.objects.filter(slug=path_components[0]).first()
            if organisation is None:
                raise
            return RouteResult(self, kwargs={"organisation": organisation})

    def serve(self, request: HttpRequest, organisation: Organisation | None = None) -> TemplateResponse:
        if organisation is None:
            return super().serve(request)
        request.is_preview = False  # type: ignore[attr-defined]  # as Wagtail's serve does, for its template tags
        context = {**super().get_context(request), "page": self, "organisation": organisation, "from_registry": True}
        return TemplateResponse(request, PROFILE_TEMPLATE, context)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        chosen = {name: request.GET.get(name, "").strip()[:100] for name in ("naam", "provincie")}
        listed = Organisation.objects.existing().exclude(source="import", page=None)
        organisations = listed.with_participation().select_related("page")
        if chosen["naam"]:
            organisations = organisations.filter(name__icontains=chosen["naam"])
        if chosen["provincie"]:
            organisations = organisations.filter(province=chosen["provincie"])
        page_obj = Paginator(organisations, PROFILES_PER_PAGE).get_page(request.GET.get("pagina", "1"))
        return {
            **context,
            "chosen": chosen,
            "provinces": Organisation.objects.provinces(),
            "organisations": page_obj,
            **page_links(request, page_obj),
        }


class OrganisationPage(BasePage):
    """The page of an organisation that takes part; what it shares stands below."""

    organisation = models.OneToOneField(
        Organisation, verbose_name=_("organisation"), on_delete=models.PROTECT, related_name="page"
    )
    introduction = RichTextField(
        _("introduction"),
        blank=True,
        features=TEXT_FEATURES,
        help_text=_("What your organisation works on, in a few sentences."),
    )

    page_description = _("The page of an organisation that takes part.")
    template = PROFILE_TEMPLATE
    parent_page_types = ["organisations.OrganisationIndexPage"]
    subpage_types = ["solutions.SolutionPage", "solutions.ExperiencePage", "hub.ContentPage"]
    content_panels = [*BasePage.content_panels, FieldPanel("introduction")]
    search_fields = [*BasePage.search_fields, index.SearchField("introduction")]
    is_creatable = False  # made by organisations.participation.onboarding, with its group and collections

    class Meta:
        verbose_name = _("page of an organisation")
        verbose_name_plural = _("pages of organisations")

    def clean(self) -> None:
        super().clean()
        if Organisation.objects.filter(slug=self.slug).exclude(pk=self.organisation_id).exists():
            raise ValidationError({"slug": _("This is the address of another organisation.")})

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context(request, *args, **kwargs), "organisation": self.organisation}


class OwnedPage(RecordPage):
    """A record that belongs to the organisation in whose subtree it stands.

    `organisation` repeats what the tree says, so that lists need no walk through it; it is set on every
    save and after every move, never by an editor.
    """

    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="%(class)ss",
    )

    search_fields = [*RecordPage.search_fields, index.FilterField("organisation")]

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> Any:
        if self.path:
            self.organisation = owner_of(self)
        return super().save(*args, **kwargs)

    @property
    def is_confirmed_by_owner(self) -> bool:
        """Whether somebody of the owner said last that this is right, and not an editor of the site or an import."""
        if not (self.confirmed_on and self.organisation and self.last_confirmed_by_id):
            return False
        return bool(self.organisation.memberships.filter(user=self.last_confirmed_by_id).exists())

    def visible_to(self, user: User | AnonymousUser) -> bool:
        """Public records for everyone; others for members of a municipality, or of the owner."""
        return self.open_to(user, self.visibility)

    @classmethod
    def hidden_from(cls, user: User | AnonymousUser) -> models.QuerySet[Any]:
        """As `visible_to` says, for many pages."""
        hidden = super().hidden_from(user)
        if not user.is_authenticated:
            return hidden
        memberships = user.organisation_memberships.all()
        own = memberships.values("organisation")
        hidden = hidden.exclude(visibility=Visibility.ORGANISATION, organisation__in=own)
        works_for_municipality = Exists(memberships.filter(organisation__kind="gemeente"))
        return hidden.exclude(Q(visibility=Visibility.MUNICIPALITIES) & Q(works_for_municipality))

    def open_to(self, user: User | AnonymousUser, visibility: str) -> bool:
        """Whether this user may see what has this visibility, on a page of this owner."""
        if visibility == Visibility.PUBLIC or user.is_superuser:
            return True
        if not user.is_authenticated:
            return False
        memberships = user.organisation_memberships.all()
        if visibility == Visibility.ORGANISATION:
            return bool(memberships.filter(organisation=self.organisation_id).exists())
        return bool(memberships.filter(organisation__kind="gemeente").exists())


def set_owner_below(page: Page) -> None:
    """Repeat the tree's owner on every owned page at and below this page, after a move."""
    owner = owner_of(page)
    for model in OwnedPage.__subclasses__():
        model.objects.filter(path__startswith=page.path).exclude(organisation=owner).update(organisation=owner)
