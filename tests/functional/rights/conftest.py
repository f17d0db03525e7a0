"""Two municipalities that take part, each with an editor and work of its own."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.test import Client
from PIL import Image as Picture
from wagtail.models import Collection

from home.models import HomePage
from hub.models import HubDocument, HubImage, User
from organisations.models import Organisation, OrganisationPage, Role
from organisations.participation.onboarding import ensure_collection, onboard, set_role
from organisations.participation.rights import EDITORS
from solutions.models import SolutionPage
from tests.factories import OrganisationFactory, SolutionPageFactory
from tests.shared_fixtures import shared_fixture


@dataclass
class Municipality:
    """One side of an attack: whoever works here owns what stands here."""

    organisation: Organisation
    page: OrganisationPage
    editor: User
    client: Client
    collection: Collection
    draft: SolutionPage
    live: SolutionPage
    image: HubImage
    document: HubDocument


def image_file() -> ContentFile:
    buffer = BytesIO()
    Picture.new("RGB", (40, 40), "#0b4a55").save(buffer, "PNG")
    return ContentFile(buffer.getvalue(), "plein.png")


def make_municipality(name: str, code: str) -> Municipality:
    organisation = OrganisationFactory(name=name, code=code)
    page = onboard(organisation)
    editor = User.objects.create_user(f"redacteur-{code}".lower(), f"{code}@example.org".lower(), "een lang wachtwoord")
    set_role(editor, organisation, Role.EDITOR)
    collection = ensure_collection(organisation)
    draft = SolutionPageFactory(parent=page, title=f"Geheim concept van {name}", live=False)
    draft.save_revision()
    live = SolutionPageFactory(parent=page, title=f"Openbare oplossing van {name}")
    live.save_revision().publish()
    client = Client()
    client.force_login(editor)
    return Municipality(
        organisation,
        page,
        editor,
        client,
        collection,
        draft,
        live,
        HubImage.objects.create(title=f"Foto van {name}", file=image_file(), collection=collection),
        HubDocument.objects.create(
            title=f"Notitie van {name}",
            file=ContentFile(b"vertrouwelijk", f"notitie-{code}.txt"),
            collection=collection,
        ),
    )


@pytest.fixture
def site(db, settings):
    settings.ALLOWED_HOSTS = ["*"]
    return HomePage.objects.get()


@shared_fixture
def municipalities():
    return {"delft": make_municipality("Delft", "GM0503"), "venray": make_municipality("Venray", "GM0984")}


@pytest.fixture
def delft(site, municipalities):
    return municipalities["delft"]


@pytest.fixture
def venray(site, municipalities):
    return municipalities["venray"]


@pytest.fixture
def vng(site):
    """An editor of VNG, logged in."""
    user = User.objects.create_user("vng", "vng@example.org", "een lang wachtwoord")
    user.groups.add(Group.objects.get(name=EDITORS))
    client = Client()
    client.force_login(user)
    return client
