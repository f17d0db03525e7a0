"""What concerns the whole site, its house style and its tags, is for the editors of VNG only."""

import pytest
from django.urls import reverse

from hub.models import BrandSettings

pytestmark = pytest.mark.django_db

HOUSE_STYLE = "/beheer/settings/hub/brandsettings/"
TAGS = "/beheer/snippets/hub/tag/"


def posted(**changed):
    brand = BrandSettings()
    names = ("site_name", "primary_colour", "accent_colour", "footer_text", "accessibility_register_url")
    return {**{name: getattr(brand, name) for name in names}, "contact_email": "", "logo": "", **changed}


def test_vng_changes_the_house_style(vng):
    form = vng.get(HOUSE_STYLE, follow=True)
    address = form.redirect_chain[-1][0] if form.redirect_chain else HOUSE_STYLE
    answer = vng.post(address, posted(site_name="Samen verder"))
    assert answer.status_code == 302
    assert BrandSettings.objects.get().site_name == "Samen verder"


def test_tags_have_a_place_in_the_menu_of_vng_only(vng, delft):
    assert TAGS in vng.get(reverse("wagtailadmin_home")).content.decode()
    assert TAGS not in delft.client.get(reverse("wagtailadmin_home")).content.decode()
    assert delft.client.get(TAGS).status_code in {302, 403}


def test_the_form_of_a_page_speaks_to_u(delft):
    form = delft.client.get(reverse("wagtailadmin_pages:edit", args=[delft.draft.pk])).content.decode()
    assert "Zeg wat het is" in form
    assert "zoals je wilt" not in form
