"""A solution with everything on it, for the tests of its page."""

from __future__ import annotations

import datetime as dt

from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from wagtail.images.tests.utils import get_test_image_file

from hub.blocks import paragraphs
from hub.models import HubDocument, HubImage, Visibility
from solutions.models import GemmaComponent, Licence, Reuse, SolutionPage, Standard
from solutions.models.solution_parts import (
    SolutionAttachment,
    SolutionImage,
    SolutionRelation,
    SolutionStandard,
    SolutionSupplier,
)
from tests.factories import ExperiencePageFactory, OrganisationFactory, SolutionPageFactory

OWN_MAIL = "openbareruimte@delft.example"


def picture(name="meldformulier.png", description="Het meldformulier op een telefoon", size=(60, 40)):
    return HubImage.objects.create(title=name, description=description, file=get_test_image_file(name, size=size))


def paper(title, name):
    content = ContentFile(b"x" * 4096, name)
    return HubDocument.objects.create(title=title, file=content, file_size=4096)


def user(solution, name, status="in_use", confirmed=True, **facts):
    """One organisation's use of a solution."""
    organisation = facts.pop("organisation", None) or OrganisationFactory(name=name)
    day = dt.date(2026, 2, 3) if confirmed else None
    return Reuse.objects.create(solution=solution, organisation=organisation, status=status, confirmed_at=day, **facts)


def full_solution(parent):
    """A published solution on which nothing is left empty, with an experience that tells what did not work."""
    solution = SolutionPageFactory(
        parent=parent,
        title="Meldingen met één veld",
        slug="meldingen",
        summary="Inwoners melden met één zin wat er op straat niet klopt.",
        for_whom="inwoners die iets willen melden",
        approach=paragraphs("Eén formulier, en een model dat het team kiest."),
        result=paragraphs("Minder meldingen kwamen bij het verkeerde team."),
        what_did_not_work=paragraphs("Het model kende ongedierte niet."),
        development_status="stable",
        maintenance_type="community",
        hosting="supplier",
        personal_data="ordinary",
        cost_model="shared",
        cost_band_yearly="lt50k",
        costs_actual=True,
        common_ground_layer="process",
        contact_name="team Openbare Ruimte",
        contact_email=OWN_MAIL,
        repository_url="https://github.com/delft/meldingen",
        documentation_url="https://meldingen.delft.example/handleiding",
        review_by=dt.date(2099, 1, 1),
        last_confirmed_at=dt.date(2026, 3, 3),
        licence=Licence.objects.create(
            code="EUPL-1.2", label="EUPL 1.2", uri="https://spdx.example/EUPL-1.2", osi_approved=True
        ),
        image=picture(),
        tags=["meldingen"],
    )
    standard = Standard.objects.create(
        code="zrc",
        label="Zaken API-standaard",
        definition="Afspraak om zaken vast te leggen.",
        uri="https://zrc.example/",
    )
    solution.standard_links = [
        SolutionStandard(standard=standard, note="versie 1.5, alleen lezen", evidence_url="https://delft.example/test")
    ]
    solution.gemma_components.add(GemmaComponent.objects.create(code="mor", label="Meldingencomponent"))
    solution.supplier_links = [SolutionSupplier(name="Bureau Noord", role="maintains")]
    solution.attachments = [
        SolutionAttachment(document=paper("Verwerkersovereenkomst", "overeenkomst.pdf")),
        SolutionAttachment(document=paper("Privacytoets", "toets.docx"), visibility=Visibility.MUNICIPALITIES),
    ]
    solution.images = [SolutionImage(image=picture("na.png", "De lijst van meldingen"), caption="Na de eerste week")]
    other = SolutionPageFactory(parent=parent, title="Meldbalie", slug="meldbalie")
    solution.relation_links = [SolutionRelation(kind="alternative", other=other)]
    solution.save_revision().publish()
    story = ExperiencePageFactory(
        parent=parent, title="Wat wij leerden", slug="leerden", what_did_not_work="<p>De eerste maand was druk.</p>"
    )
    story.solutions.add(solution)
    story.save_revision().publish()
    return SolutionPage.objects.get(pk=solution.pk)


def parts(client, page):
    """The page as a visitor gets it: a function that gives the words of one part, and the whole soup as `.soup`."""
    response = client.get(page.url if hasattr(page, "url") else page)
    assert response.status_code == 200
    soup = BeautifulSoup(response.content, "html.parser")

    def words(name):
        found = soup.find("section", attrs={"aria-labelledby": name})
        return " ".join(found.get_text(" ").split()) if found else None

    words.soup = soup
    return words
