"""The name, colours and logo of the site, which its editors may change."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from hub.colour import WHITE, contrast, is_colour

PRIMARY = "#0b4a55"
ACCENT = "#804500"
LEAST_CONTRAST = 7.0


def readable_colour(value: str) -> None:
    """Refuse what is no colour, or a colour in which words are hard to read on white."""
    if not is_colour(value):
        raise ValidationError(_("Write the colour as # and six digits or letters a to f, such as #0b4a55."))
    ratio = contrast(value, WHITE)
    if ratio < LEAST_CONTRAST:
        raise ValidationError(
            _("This colour is too light: the contrast with white is %(ratio)s to 1. Choose one of at least 7 to 1.")
            % {"ratio": f"{ratio:.1f}".replace(".", ",")}
        )


@register_setting(icon="view")
class BrandSettings(BaseGenericSetting):
    """How this site is called and what it looks like."""

    site_name = models.CharField(_("name of the site"), max_length=60, default="Verderbouwen")
    logo = models.ForeignKey(
        "hub.HubImage",
        verbose_name=_("logo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Stands beside the name. Without one, the site shows its own mark."),
    )
    primary_colour = models.CharField(
        _("main colour"),
        max_length=7,
        default=PRIMARY,
        validators=[readable_colour],
        help_text=_("For links, buttons and the footer. Contrast with white: at least 7 to 1."),
    )
    accent_colour = models.CharField(
        _("accent colour"),
        max_length=7,
        default=ACCENT,
        validators=[readable_colour],
        help_text=_("For what needs a look, such as a date that has passed. Contrast with white: at least 7 to 1."),
    )
    footer_text = models.CharField(
        _("text at the bottom"),
        max_length=300,
        blank=True,
        help_text=_("One or two sentences about who makes this site."),
    )
    accessibility_register_url = models.URLField(
        _("address in the accessibility register"),
        blank=True,
        help_text=_("The page of this site on toegankelijkheidsverklaring.nl. Leave empty while there is none."),
    )

    contact_email = models.EmailField(
        _("e-mail address for visitors"),
        blank=True,
        help_text=_("Stands on the pages about this site: for questions, a barrier or a request about personal data."),
    )

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("site_name"),
                FieldPanel("logo"),
                FieldPanel("primary_colour", widget=forms.ColorInput),
                FieldPanel("accent_colour", widget=forms.ColorInput),
            ],
            heading=_("Name and colours"),
        ),
        MultiFieldPanel(
            [FieldPanel("footer_text"), FieldPanel("accessibility_register_url")], heading=_("Bottom of every page")
        ),
        FieldPanel("contact_email"),
    ]

    class Meta:
        verbose_name = _("house style")
        verbose_name_plural = _("house styles")
