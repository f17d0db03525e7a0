"""One guard before every view of the admin: an id in an address opens only what its reader may see.

Wagtail's own views look up any id and often show what they found before they ask who is reading. Every parameter that
an address of the admin may have stands in a table here, with the rule for it; an address with a parameter that the
table does not know is refused. `tests/functional/rights/test_admin_guard.py` walks all patterns, so that an upgrade of
Wagtail with a new parameter fails there and not in production.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.apps import apps
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import ResolverMatch, reverse
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, Page
from wagtail.permissions import policy_registry

from hub.models import User
from hub.rights import choosable_pages, editable_pages, usable_files

Rule = Callable[[User, str, ResolverMatch], bool]
"""Whether this user may see what this id leads to, in the address that was resolved."""

LONGEST_ID = 18
"""Digits: every database counts that far."""

_choosable: set[type[Model]] = set()


def allow_choosing(*models: type[Model]) -> None:
    """Let everyone in the admin choose these snippets: lists that are public and that forms offer to all editors."""
    _choosable.update(models)


def page_is_visible(user: User, pk: str, match: ResolverMatch) -> bool:
    """Live and for this user, or one that they work on."""
    return _has(choosable_pages(user), pk)


def page_is_own(user: User, pk: str, match: ResolverMatch) -> bool:
    """A page that this user works on."""
    return _has(editable_pages(user), pk)


def image_is_usable(user: User, pk: str, match: ResolverMatch) -> bool:
    """An image that this user may choose or change."""
    return _is_usable(get_image_model(), user, pk)


def document_is_usable(user: User, pk: str, match: ResolverMatch) -> bool:
    """A document that this user may choose or change."""
    return _is_usable(get_document_model(), user, pk)


def collection_is_own(user: User, pk: str, match: ResolverMatch) -> bool:
    """A collection in which this user may do anything at all."""
    models = (get_image_model(), get_document_model())
    actions = ["add", "change", "choose"]
    return any(
        _has(policy_registry.get_by_type(model).collections_user_has_any_permission_for(user, actions), pk)
        for model in models
    ) or _has(policy_registry.get_by_type(Collection).instances_user_has_any_permission_for(user, actions[:2]), pk)


def snippet_is_choosable(user: User, pk: str, match: ResolverMatch) -> bool:
    """A snippet of a public list, or of a model that this user has rights on."""
    return may_choose_snippets(user, match)


def object_is_own(user: User, pk: str, match: ResolverMatch) -> bool:
    """An object of the model that the address names: a page, an image or a document that this user works on."""
    try:
        model = apps.get_model(match.kwargs["app_label"], match.kwargs["model_name"])
    except LookupError:
        return False
    if issubclass(model, Page):
        return page_is_own(user, pk, match)
    if model in {get_image_model(), get_document_model()}:
        return _is_usable(model, user, pk)
    return _has_rights_on(user, model)


def checked_by_the_view(user: User, pk: str, match: ResolverMatch) -> bool:
    """The view asks for the right on its model before it looks anything up, or only looks among what is the user's."""
    return True


def is_no_id(user: User, word: str, match: ResolverMatch) -> bool:
    """A word: the name of a model, an action or a filter."""
    return True


PARAMETERS: Mapping[str, Rule] = {
    "action": is_no_id,
    "action_name": is_no_id,
    "app_label": is_no_id,
    "app_name": is_no_id,
    "collection_id": collection_is_own,
    "content_type_app_name": is_no_id,
    "content_type_model_name": is_no_id,
    "destination_id": page_is_visible,
    "doc_id": document_is_usable,
    "document_id": document_is_usable,
    "filter_spec": is_no_id,
    "image_id": image_is_usable,
    "model_name": is_no_id,
    "object_id": object_is_own,
    "page_id": page_is_own,
    "page_pk": page_is_own,
    "page_to_move_id": page_is_own,
    "parent_page_id": page_is_visible,
    "query_id": checked_by_the_view,
    "redirect_id": checked_by_the_view,
    "revision_id": checked_by_the_view,  # Wagtail looks among the revisions of the page in the same address
    "revision_id_a": checked_by_the_view,
    "revision_id_b": checked_by_the_view,
    "session_id": checked_by_the_view,  # among the sessions of this user
    "task_id": checked_by_the_view,
    "task_state_id": checked_by_the_view,
    "uploaded_file_id": checked_by_the_view,  # among the uploads of this user
    "workflow_pk": checked_by_the_view,
    "workflow_state_id": checked_by_the_view,
}
"""Parameters that mean the same in every address that has them."""

PK: tuple[tuple[str, Rule], ...] = (
    ("wagtailadmin_api:pages:", page_is_own),
    ("wagtailadmin_pages:", page_is_own),
    ("wagtailadmin_collections:", collection_is_own),
    ("wagtailadmin_workflows:", checked_by_the_view),
    ("wagtaildocs_chooser:", document_is_usable),
    ("wagtailimages_chooser:", image_is_usable),
    ("wagtailsnippetchoosers_", snippet_is_choosable),
    ("wagtailsnippets_", checked_by_the_view),
    ("wagtailsettings:", checked_by_the_view),
    ("wagtailsites:", checked_by_the_view),
    ("wagtailusers_", checked_by_the_view),
    ("synonyms:", checked_by_the_view),
    ("organisation_", checked_by_the_view),
    ("question_", checked_by_the_view),
)
"""What `pk` means, by the beginning of the name of the address."""

QUERY: tuple[tuple[str, Rule], ...] = (
    ("wagtail_bulk_action", object_is_own),
    ("wagtailadmin_choose_page_chosen_multiple", page_is_visible),
    ("wagtaildocs_chooser:chosen_multiple", document_is_usable),
    ("wagtailimages_chooser:chosen_multiple", image_is_usable),
    ("wagtailsnippetchoosers_", snippet_is_choosable),
)
"""What `id` in the query means; addresses that are not named look at no such parameter, and may not be given one."""

POSTED: Mapping[str, tuple[str, ...]] = {
    "wagtailadmin_pages:copy": ("new_parent_page",),
    "wagtailadmin_pages:move": ("new_parent_page",),
    "wagtail_bulk_action": ("chooser",),
}
"""The fields in which a form of Wagtail takes a page and names it in its refusal."""

CLOSED = ("wagtailadmin_api:documents:", "wagtailadmin_api:images:")
"""Addresses for superusers alone: interfaces that no screen uses and that know no rights on collections."""


class AdminGuard:
    """Middleware that answers 404 where an address of the admin names what its reader may not see.

    Superusers see everything, and who is not logged in is left to Wagtail, which asks for that first.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.prefix = reverse("wagtailadmin_home")

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        """Raises Http404 for an id that is not this user's to see."""
        user, match = request.user, request.resolver_match
        if match is None or not request.path.startswith(self.prefix):
            return
        if not isinstance(user, User) or user.is_superuser:
            return
        if match.view_name.startswith(CLOSED):
            raise Http404
        if match.view_name.startswith("wagtailsnippetchoosers_") and not may_choose_snippets(user, match):
            raise Http404
        for rule, value in named(match, request):
            if not rule(user, value, match):
                raise Http404


def named(match: ResolverMatch, request: HttpRequest) -> Iterator[tuple[Rule, str]]:
    """Every value that the address gives, in path and query, with its rule."""
    for name, value in match.kwargs.items():
        yield rule_for(match.view_name, name), str(value)
    for value in request.GET.getlist("id"):
        yield _first(QUERY, match.view_name), value
    if match.view_name in POSTED and request.method == "POST":
        for name in POSTED[match.view_name]:
            yield from ((page_is_visible, value) for value in request.POST.getlist(name) if value)


def rule_for(view_name: str, parameter: str) -> Rule:
    """The rule for a parameter in the path of this address; Http404 when the table does not know it."""
    if parameter in {"pk", "id"}:
        return _first(PK, view_name)
    if parameter not in PARAMETERS:
        raise Http404
    return PARAMETERS[parameter]


def may_choose_snippets(user: User, match: ResolverMatch) -> bool:
    """Whether this user may open the chooser of the snippets that the address is about."""
    namespace = match.namespaces[0].removeprefix("wagtailsnippetchoosers_")
    app_label, _separator, model_name = namespace.partition("_")
    model = apps.get_model(app_label, model_name)
    return model in _choosable or _has_rights_on(user, model)


def _first(rules: tuple[tuple[str, Rule], ...], view_name: str) -> Rule:
    found = next((rule for beginning, rule in rules if view_name.startswith(beginning)), None)
    if found is None:
        raise Http404
    return found


def _has(objects: QuerySet[Any], pk: str) -> bool:
    return pk.isdecimal() and len(pk) <= LONGEST_ID and bool(objects.filter(pk=pk).exists())


def _is_usable(model: type[Model], user: User, pk: str) -> bool:
    return _has(usable_files(user, model), pk)


def _has_rights_on(user: User, model: type[Model]) -> bool:
    label = model._meta.app_label
    return any(user.has_perm(f"{label}.{action}_{model._meta.model_name}") for action in ("add", "change", "view"))
