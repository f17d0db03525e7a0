"""Every address of the admin, tried by an editor of another organisation with the ids of what is not theirs."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from django.contrib.auth.models import Group
from django.contrib.messages import get_messages
from django.core.files.base import ContentFile
from django.urls import NoReverseMatch, URLPattern, get_resolver, reverse
from django.utils import timezone
from wagtail.models import Comment, Workflow

from hub.models import HubDocument, HubImage, User, Visibility
from organisations.models import OrganisationMembership, Role
from organisations.participation.onboarding import set_role
from solutions.models import ContactRequest, Reuse
from tests.factories import SolutionPageFactory
from tests.functional.rights.conftest import image_file

pytestmark = pytest.mark.django_db

MARK = "GEHEIMB"
ADMIN = "beheer/"
ENDING = ("logout", "login", "password_reset", "error_test")
"""Parts of addresses that end the session, are for who has none, or fail on purpose."""


def patterns(resolver, route="", namespaces=()) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Name, route and parameters of every address."""
    for pattern in resolver.url_patterns:
        here = route + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            parameters = tuple(pattern.pattern.converters) or tuple(pattern.pattern.regex.groupindex)
            yield ":".join([*namespaces, pattern.name or ""]), here, parameters
        else:
            inner = (*namespaces, pattern.namespace) if pattern.namespace else namespaces
            yield from patterns(pattern, here, inner)


def admin_patterns():
    return [found for found in patterns(get_resolver()) if found[1].startswith(ADMIN)]


@pytest.fixture
def marked(delft, venray):
    """Everything of Delft that nobody else may see, by the kind of id that leads to it; each bears the mark."""
    person = User.objects.create_user("geheimb", "geheimb@delft.example", first_name=MARK, last_name=MARK)
    set_role(person, delft.organisation, Role.EDITOR)
    draft = SolutionPageFactory(parent=delft.page, title=f"{MARK} concept", live=False, owner=person)
    draft.tags.add(f"{MARK} woord")
    draft.save_revision(user=person)
    changed = SolutionPageFactory(parent=delft.page, title="Openbaar", owner=person)
    changed.title = f"{MARK} nieuwe titel"
    changed.save_revision(user=person)
    internal = SolutionPageFactory(
        parent=delft.page, title=f"{MARK} intern", visibility=Visibility.ORGANISATION, owner=person
    )
    internal.save_revision(user=person).publish()
    Workflow.objects.get(name="Redactie").start(draft, person)
    Comment.objects.create(page=draft, user=person, text=MARK, contentpath="title", position="")
    image = HubImage.objects.create(
        title=f"{MARK} foto", file=image_file(), collection=delft.collection, uploaded_by_user=person
    )
    document = HubDocument.objects.create(
        title=f"{MARK} notitie",
        file=ContentFile(b"vertrouwelijk", f"{MARK}.txt"),
        collection=delft.collection,
        uploaded_by_user=person,
    )
    question = ContactRequest.objects.create(
        page=internal,
        page_title=internal.title,
        organisation=delft.organisation,
        name=MARK,
        email="geheimb@vrager.example",
        text=MARK,
        next_try=timezone.now(),
    )
    use = Reuse.objects.create(organisation=delft.organisation, solution=draft, lesson=MARK)
    state = draft.current_workflow_state
    return {
        "page": [draft.pk, changed.pk, internal.pk],
        "image": [image.pk],
        "document": [document.pk],
        "collection": [delft.collection.pk],
        "user": [person.pk],
        "group": [Group.objects.get(name__startswith="Delft").pk],
        "membership": [OrganisationMembership.objects.get(user=person).pk],
        "question": [question.pk],
        "reuse": [use.pk],
        "revision": [draft.latest_revision_id, changed.latest_revision_id],
        "organisation": [delft.organisation.pk],
        "workflow_state": [state.pk],
        "task_state": [state.current_task_state.pk],
        "task": [state.current_task_state.task_id],
    }


VALUES = (  # the first that fits name and parameter says what an id is of
    (r"^wagtailadmin_api:documents:|^wagtaildocs", r"^pk$|^document_id$|^doc_id$", "document"),
    (r"^wagtailadmin_api:images:|^wagtailimages", r"^pk$|^image_id$", "image"),
    (r"organisationmembership", r"^pk$", "membership"),
    (r"_reuse:", r"^pk$", "reuse"),
    (r"_organisation:|^organisation_", r"^pk$", "organisation"),
    (r"^wagtailusers_users:", r"^pk$", "user"),
    (r"^wagtailusers_groups:", r"^pk$", "group"),
    (r"^wagtailadmin_collections:", r"^pk$|^collection_id$", "collection"),
    (r"^question_", r"^pk$", "question"),
    (r"", r"^task_state_id$", "task_state"),
    (r"", r"^workflow_state_id$", "workflow_state"),
    (r"", r"^task_id$", "task"),
    (r"", r"^revision_id$", "revision"),
    (r"^wagtailadmin_", r"page|^pk$|^object_id$", "page"),
)
WORDS = {
    "revision_id_a": ["earliest"],
    "revision_id_b": ["latest"],
    "action_name": ["approve", "copy"],
    "action": ["delete", "move", "publish", "unpublish", "add_tags", "add_to_collection", "assign_role"],
    "filter_spec": ["width-100"],
    "destination_id": ["1"],
    "session_id": ["1"],
}
MODELS = (
    ("wagtailcore", "page"),
    ("solutions", "solutionpage"),
    ("hub", "hubimage"),
    ("hub", "hubdocument"),
    ("hub", "tag"),
)


def values(name, parameter, ids):
    """What to try for a parameter: the ids that it may mean, or words that it knows."""
    if parameter in WORDS:
        return WORDS[parameter]
    for names, parameters, kind in VALUES:
        if re.search(names, name) and re.search(parameters, parameter):
            return ids.get(kind, [])
    return ["1"]


def addresses(name, parameters, ids):
    """The addresses of a pattern with every combination of these ids."""
    of_model = [one for one in parameters if one.startswith(("app_", "content_type_app"))]
    if of_model:
        of_model += [one for one in parameters if one.startswith(("model_", "content_type_model"))]
    rest = [one for one in parameters if one not in of_model]
    for model in MODELS if of_model else [()]:
        for given in itertools.product(*(values(name, one, ids) for one in rest)):
            try:
                yield reverse(name, kwargs=dict(zip([*of_model, *rest], [*model, *given], strict=True)))
            except NoReverseMatch:
                continue


def attempts(foreign, own):
    """Each address: with what is not theirs in the path, read and posted to; and on their own ground, in the query."""
    ids_in_query = urlencode([("id", pk) for kind in ("page", "image", "document") for pk in foreign[kind]])
    for name, route, parameters in admin_patterns():
        if any(part in f"{route} {name}" for part in ENDING) or not name.rpartition(":")[2]:
            continue
        if parameters:
            for address in addresses(name, parameters, foreign):
                yield "get", address
                yield "post", address
        for address in itertools.islice(addresses(name, parameters, own), 2):
            yield "get", address
            yield "get", f"{address}?q=geheimb&term=geheimb"
            if "report" in name:
                yield "get", f"{address}?export=csv"
        for address in addresses(name, parameters, own):
            yield "get", f"{address}?{ids_in_query}"


def shown(response) -> str:
    """All that an answer tells: its body, its headers and the messages that wait for the next page."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    messages = [str(one) for one in get_messages(response.wsgi_request)]
    return body.decode(errors="replace") + str(dict(response.headers)) + str(messages)


@pytest.mark.usefixtures("wagtail_index", "reference_index")
def test_no_address_of_the_admin_shows_what_belongs_to_another_organisation(marked, venray):
    own = {"page": [venray.live.pk, venray.page.get_parent().pk], "image": [venray.image.pk]}
    leaks, opened = [], set()
    for method, address in attempts(marked, own):
        response = getattr(venray.client, method)(address)
        text = shown(response)
        if response.status_code == 200:
            opened.add(address)
        if MARK in text or "geheimb@" in text:
            leaks.append(f"{method} {address} {response.status_code}")
    assert len(opened) > 100, "the editor works in the admin"
    assert not leaks, "\n".join(leaks)
