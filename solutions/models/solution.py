"""A solution: what a municipality built, bought or agreed on, and shares."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import HelpPanel
from wagtail.documents.models import AbstractDocument
from wagtail.search import index

from hub.blocks import BodyBlock
from hub.fields import BodyField
from hub.models import Tag, TagLink, User
from organisations.models import OwnedPage
from solutions.models.reuse import CostBand
from solutions.models.solution_parts import SolutionAttachment
from solutions.models.vocabulary import GemmaComponent, Licence, PolicyDomain
from solutions.query import SolutionManager
from solutions.solution_panels import draft_panels, more_panels, start_panels

LANGUAGE_TAG = RegexValidator(r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", _("Give the code of a language, such as en or it."))


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


class Hosting(models.TextChoices):
    """Where it runs."""

    OWN = "own", _("On our own servers")
    SUPPLIER = "supplier", _("At a supplier, as a service")
    TOGETHER = "together", _("Together with other municipalities")
    NATIONAL = "national", _("As a national facility")
    NONE = "none", _("It does not run on a server")


class PersonalData(models.TextChoices):
    """What it processes about people, in the terms of the GDPR."""

    NONE = "none", _("None")
    ORDINARY = "ordinary", _("Ordinary personal data")
    SPECIAL = "special", _("Special or sensitive personal data")


class CostModel(models.TextChoices):
    """How it is paid for."""

    FREE = "free", _("Free of charge")
    ONCE = "once", _("Paid once")
    SUBSCRIPTION = "subscription", _("A fixed amount each year")
    USAGE = "usage", _("By use")
    SHARED = "shared", _("Costs are shared by the users")


class SolutionTag(TagLink):
    """A tag on a solution."""

    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="solutions")
    content_object = ParentalKey("solutions.SolutionPage", on_delete=models.CASCADE, related_name="tagged_items")


class SolutionPage(OwnedPage):
    """A solution that another municipality can reuse."""

    text_language = models.CharField(
        _("language of the texts"),
        max_length=20,
        blank=True,
        validators=[LANGUAGE_TAG],
        help_text=_("Leave empty for Dutch. For another language its code, such as en: screen readers then speak it."),
    )
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
    for_whom = models.CharField(
        _("for whom"),
        max_length=150,
        blank=True,
        help_text=_("Who is helped by it? Such as: inwoners die iets willen melden."),
    )
    what_did_not_work = BodyField(
        BodyBlock(),
        verbose_name=_("what did not work"),
        blank=True,
        help_text=_("What turned out worse than expected? Colleagues learn most from this."),
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
    hosting = models.CharField(
        _("hosting"), max_length=12, choices=Hosting, blank=True, help_text=_("Where does it run?")
    )
    personal_data = models.CharField(
        _("personal data"),
        max_length=12,
        choices=PersonalData,
        blank=True,
        help_text=_("Special data are, among others, about health, belief or origin. Your privacy officer knows."),
    )
    cost_model = models.CharField(_("how it is paid for"), max_length=12, choices=CostModel, blank=True)
    cost_band_once = models.CharField(
        _("costs, once"), max_length=12, choices=CostBand, blank=True, help_text=_("To build, buy or introduce it.")
    )
    cost_band_yearly = models.CharField(
        _("costs, each year"), max_length=12, choices=CostBand, blank=True, help_text=_("To use and maintain it.")
    )
    costs_actual = models.BooleanField(_("the costs are actual"), default=False, help_text=_("Not ticked: estimated."))
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
    software_version = models.CharField(
        _("version"), max_length=60, blank=True, help_text=_("The newest version of the software, such as 2.4.1.")
    )
    release_date = models.DateField(_("released on"), null=True, blank=True, help_text=_("The day of that version."))
    contact_name = models.CharField(
        _("contact"),
        max_length=120,
        blank=True,
        help_text=_("A team or role, such as: team Dienstverlening."),
    )
    contact_email = models.EmailField(
        _("e-mail address of the contact"),
        blank=True,
        help_text=_("Use a mailbox of the team. Questions of visitors are sent there; nobody sees the address."),
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
        *start_panels,
        *OwnedPage.content_panels,
        HelpPanel(template="search/admin/duplicates_panel.html"),
        *draft_panels,
        *more_panels,
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

    def shows_document(self, document: AbstractDocument, path: str, user: User | AnonymousUser) -> bool:
        """Attachments have a visibility of their own; those in the text go with the page."""
        if not path.startswith("attachments."):
            return True
        rows = SolutionAttachment.objects.filter(page=self, document=document.pk)
        return any(self.open_to(user, one.visibility) for one in rows)
