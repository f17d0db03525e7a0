"""Organisations: names are display, codes are identity."""

from __future__ import annotations

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from hub.models import AtomicSaveModel
from organisations.query import OrganisationQuerySet

CODE = RegexValidator(r"^[A-Za-z0-9][A-Za-z0-9_.-]*$", _("Use letters, digits, hyphens, dots and underscores only."))


class Kind(models.TextChoices):
    """What sort of organisation it is."""

    MUNICIPALITY = "gemeente", _("Municipality")
    PARTNERSHIP = "samenwerkingsverband", _("Partnership")
    PROVINCE = "provincie", _("Province")
    WATER_AUTHORITY = "waterschap", _("Water authority")
    NATIONAL_GOVERNMENT = "rijk", _("National government")
    SUPPLIER = "leverancier", _("Supplier")
    KNOWLEDGE_INSTITUTE = "kennisinstelling", _("Knowledge institute")
    VNG = "vng", "VNG"
    OTHER = "overig", _("Other")


class RecordSource(models.TextChoices):
    """Where what we know of an organisation came from."""

    REGISTRY = "registry", _("Registry")
    IMPORT = "import", _("Import")
    MANUAL = "manual", _("Written here")


class Organisation(index.Indexed, AtomicSaveModel):
    """An organisation that shares, uses or supplies; every municipality exists, taking part or not."""

    code = models.CharField(
        _("code"),
        max_length=60,
        unique=True,
        validators=[CODE],
        help_text=_("The CBS code of a municipality (GM0344) or the code of the TOOI register."),
    )
    kind = models.CharField(_("kind"), max_length=24, choices=Kind, default=Kind.MUNICIPALITY, db_index=True)
    name = models.CharField(_("name"), max_length=200, db_index=True)
    official_name = models.CharField(_("official name"), max_length=250, blank=True)
    slug = models.SlugField(_("slug"), max_length=200, unique=True)
    tooi_uri = models.URLField(_("TOOI address"), max_length=300, blank=True)
    province_code = models.CharField(_("province code"), max_length=10, blank=True)
    province = models.CharField(_("province"), max_length=60, blank=True, db_index=True)
    inhabitants = models.PositiveIntegerField(_("inhabitants"), null=True, blank=True)
    inhabitants_year = models.PositiveSmallIntegerField(_("year of the number of inhabitants"), null=True, blank=True)
    area_km2 = models.DecimalField(_("area in km²"), max_digits=9, decimal_places=2, null=True, blank=True)
    seat = models.CharField(_("seat"), max_length=120, blank=True)
    latitude = models.FloatField(
        _("latitude"), null=True, blank=True, validators=[MinValueValidator(-90), MaxValueValidator(90)]
    )
    longitude = models.FloatField(
        _("longitude"), null=True, blank=True, validators=[MinValueValidator(-180), MaxValueValidator(180)]
    )
    website = models.URLField(_("website"), blank=True)
    logo = models.ForeignKey(
        "hub.HubImage",
        verbose_name=_("logo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    mail_domains = models.JSONField(
        _("mail domains"), default=list, blank=True, help_text=_('Verified domains, such as ["utrecht.nl"].')
    )
    source = models.CharField(
        _("source"), max_length=20, choices=RecordSource, default=RecordSource.MANUAL, editable=False
    )
    source_id = models.CharField(_("source id"), max_length=200, blank=True, editable=False)
    ended_on = models.DateField(
        _("ended on"), null=True, blank=True, help_text=_("The day it merged or stopped. Its pages stay.")
    )
    is_trusted = models.BooleanField(
        _("may publish at once"),
        default=False,
        help_text=_("Its editors publish and withdraw their own pages without a review by VNG."),
    )
    is_example = models.BooleanField(_("example"), default=False, help_text=_("A fictitious organisation of the demo."))

    objects: ClassVar[OrganisationQuerySet] = OrganisationQuerySet.as_manager()  # type: ignore[assignment]

    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.FilterField("kind"),
        index.FilterField("province"),
    ]

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name", "code"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The public profile, on the page of its own when it takes part and from the registry when not."""
        return f"/organisaties/{self.slug}/"

    @property
    def url(self) -> str:
        return self.get_absolute_url()

    @property
    def density(self) -> float | None:
        """Inhabitants per square kilometre, or None when either figure is unknown."""
        if not self.inhabitants or not self.area_km2:
            return None
        return self.inhabitants / float(self.area_km2)

    @property
    def is_participating(self) -> bool:
        """Whether it has a page subtree of its own; `with_participation` says whether it takes part itself."""
        return hasattr(self, "page")


class PartnershipMember(models.Model):
    """An organisation that takes part in a partnership during a period."""

    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisation"), on_delete=models.CASCADE, related_name="partnerships"
    )
    partnership = models.ForeignKey(
        Organisation, verbose_name=_("partnership"), on_delete=models.CASCADE, related_name="members"
    )
    since = models.DateField(_("since"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("member of a partnership")
        verbose_name_plural = _("members of partnerships")
        constraints = [
            models.CheckConstraint(condition=~Q(organisation=F("partnership")), name="member_is_not_its_partnership"),
            models.CheckConstraint(
                condition=Q(until=None) | Q(since=None) | Q(until__gte=F("since")),
                name="membership_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} – {self.partnership}"


class OrganisationSuccession(models.Model):
    """A predecessor that went on as its successor on a day (*herindeling*)."""

    predecessor = models.ForeignKey(
        Organisation, verbose_name=_("predecessor"), on_delete=models.CASCADE, related_name="successors"
    )
    successor = models.ForeignKey(
        Organisation, verbose_name=_("successor"), on_delete=models.CASCADE, related_name="predecessors"
    )
    on = models.DateField(_("on"))

    class Meta:
        verbose_name = _("succession")
        verbose_name_plural = _("successions")
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor"], name="one_succession_per_pair"),
            models.CheckConstraint(condition=~Q(predecessor=F("successor")), name="no_succession_to_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"
