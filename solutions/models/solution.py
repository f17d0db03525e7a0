"""A solution: what a municipality built, bought or agreed on, and shares."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from taggit.models import ItemBase
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel
from wagtail.search import index

from hub.blocks import BodyBlock
from hub.fields import BodyField
from hub.models import Tag
from organisations.models import OwnedPage
from solutions.models.vocabulary import GemmaComponent, Licence, PolicyDomain
from solutions.query import SolutionManager


class SolutionKind(models.TextChoices):
    """What sort of thing is shared."""

    SOFTWARE = "software", _("Software")
    COMPONENT = "component", _("Component or API")
    WORKING_METHOD = "working_method", _("Working method")
    DATASET = "dataset", _("Data set")
    STANDARD = "standard", _("Standard or agreement")
    DOCUMENT = "document", _("Document or template")
    SERVICE = "service", _("Service")
    CAMPAIGN = "campaign", _("Campaign or training")


class CommonGroundLayer(models.TextChoices):
    """The five layers of Common Ground, from screen to data."""

    INTERACTION = "interaction", _("Interaction")
    PROCESS = "process", _("Process")
    INTEGRATION = "integration", _("Integration")
    SERVICES = "services", _("Services")
    DATA = "data", _("Data")


class DevelopmentStatus(models.TextChoices):
    """publiccode.yml: developmentStatus."""

    CONCEPT = "concept", _("Idea")
    DEVELOPMENT = "development", _("In development")
    BETA = "beta", _("Being tested")
    STABLE = "stable", _("Ready for use")
    OBSOLETE = "obsolete", _("No longer maintained")


class MaintenanceType(models.TextChoices):
    """publiccode.yml: maintenance/type."""

    INTERNAL = "internal", _("By the owner")
    CONTRACT = "contract", _("By a supplier under contract")
    COMMUNITY = "community", _("By a community")
    NONE = "none", _("By nobody")


class ReuseLevel(models.IntegerChoices):
    """How far it was made to reach."""

    LOCAL = 1, _("Local")
    CROSS_MUNICIPAL = 2, _("Several municipalities")
    NATIONAL = 3, _("National")


class SolutionTag(ItemBase):
    """A tag on a solution."""

    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="solutions")
    content_object = ParentalKey("solutions.SolutionPage", on_delete=models.CASCADE, related_name="tagged_items")


class SolutionPage(OwnedPage):
    """A solution that another municipality can reuse."""

    kind = models.CharField(
        _("kind"), max_length=20, choices=SolutionKind, default=SolutionKind.SOFTWARE, db_index=True
    )
    problem = BodyField(
        BodyBlock(), verbose_name=_("problem"), blank=True, help_text=_("What was wrong, and for whom?")
    )
    approach = BodyField(
        BodyBlock(),
        verbose_name=_("approach"),
        blank=True,
        help_text=_("What did you make or buy, and how does it work?"),
    )
    result = BodyField(
        BodyBlock(),
        verbose_name=_("result"),
        blank=True,
        help_text=_("What became better? Give figures if you have them."),
    )
    policy_domains = ParentalManyToManyField(
        PolicyDomain,
        verbose_name=_("policy domains"),
        blank=True,
        related_name="solutions",
        help_text=_("The work of the municipality that this helps. Visitors filter by it."),
    )
    gemma_components = ParentalManyToManyField(
        GemmaComponent, verbose_name=_("GEMMA reference components"), blank=True, related_name="solutions"
    )
    common_ground_layer = models.CharField(
        _("Common Ground layer"),
        max_length=20,
        choices=CommonGroundLayer,
        blank=True,
        help_text=_("Leave empty when you are not sure."),
    )
    development_status = models.CharField(
        _("status"),
        max_length=20,
        choices=DevelopmentStatus,
        blank=True,
        db_index=True,
        help_text=_("How far is it? Colleagues filter by this."),
    )
    maintenance_type = models.CharField(_("maintenance"), max_length=20, choices=MaintenanceType, blank=True)
    reuse_level = models.PositiveSmallIntegerField(_("reach"), choices=ReuseLevel, null=True, blank=True)
    licence = models.ForeignKey(
        Licence,
        verbose_name=_("licence"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="solutions",
        help_text=_("Choose NIET-OPEN when others may not reuse the source."),
    )
    repository_url = models.URLField(
        _("source code"), max_length=500, blank=True, db_index=True, help_text=_("Address of the repository.")
    )
    demo_url = models.URLField(_("website or demo"), max_length=500, blank=True)
    documentation_url = models.URLField(_("documentation"), max_length=500, blank=True)
    contact_name = models.CharField(
        _("contact"),
        max_length=120,
        blank=True,
        help_text=_("A team or role, such as: team Dienstverlening."),
    )
    contact_email = models.EmailField(
        _("e-mail address of the contact"),
        blank=True,
        help_text=_("Use a mailbox of the team. Visitors see this address."),
    )
    image = models.ForeignKey(
        "hub.HubImage",
        verbose_name=_("image"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    tags = ClusterTaggableManager(
        through=SolutionTag,
        blank=True,
        verbose_name=_("tags"),
        help_text=_("Words by which colleagues look for this."),
    )

    objects = SolutionManager()

    page_description = _("Something your organisation made, bought or agreed on, and shares.")
    parent_page_types = ["organisations.OrganisationPage"]
    subpage_types: list[str] = []
    content_panels = [
        *OwnedPage.content_panels,
        HelpPanel(template="search/admin/duplicates_panel.html"),
        FieldPanel("kind"),
        MultiFieldPanel([FieldPanel("problem"), FieldPanel("approach"), FieldPanel("result")], heading=_("The story")),
        MultiFieldPanel(
            [
                FieldPanel("tags"),
                FieldPanel("policy_domains"),
                FieldPanel("gemma_components"),
                FieldPanel("common_ground_layer"),
            ],
            heading=_("What it is about"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("development_status"), FieldPanel("maintenance_type")]),
                FieldRowPanel([FieldPanel("reuse_level"), FieldPanel("licence")]),
            ],
            heading=_("Status and reuse"),
        ),
        MultiFieldPanel(
            [FieldPanel("repository_url"), FieldPanel("demo_url"), FieldPanel("documentation_url")],
            heading=_("Addresses"),
        ),
        MultiFieldPanel([FieldPanel("contact_name"), FieldPanel("contact_email")], heading=_("Who can tell more")),
        FieldPanel("image"),
    ]
    search_fields = [
        *OwnedPage.search_fields,
        index.SearchField("problem"),
        index.SearchField("approach"),
        index.FilterField("kind"),
        index.FilterField("development_status"),
    ]

    class Meta:
        verbose_name = _("solution")
        verbose_name_plural = _("solutions")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from solutions.presentation import solution_context

        return {**super().get_context(request, *args, **kwargs), **solution_context(self)}
