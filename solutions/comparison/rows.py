"""The rows of a comparison: for each its words, and what it says of one solution."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.rich_text import get_text_for_indexing

from hub.models import TAKEN_FROM
from organisations.models import Organisation
from solutions.evidence import LABELS, LADDER, step_for
from solutions.models import SolutionPage
from solutions.reusability import Reusability, ReusabilityFacts, facts_of, reusability

WORDS = 45
NAMED = 5
TEXTS = {"heading", "paragraph"}


@dataclass(frozen=True, slots=True)
class Line:
    """One line in a cell: its text, where it leads, a sign beside it, and whether solutions can differ in it."""

    text: str
    url: str = ""
    icon: str = ""
    compared: bool = True


@dataclass(frozen=True, slots=True)
class Subject:
    """A solution with what others say of it.

    `users` confirmed that they use it, `alike` are those like the reader's municipality, and of the `answered`
    who say whether they would do it again, `good_experiences` would.
    """

    page: SolutionPage
    users: list[Organisation] = field(default_factory=list)
    answered: int = 0
    good_experiences: int = 0
    experiences: int = 0
    alike: list[Organisation] = field(default_factory=list)


CellRenderer = Callable[[Subject], list[Line]]
# A row's words, what it says, and whether it is there only when it is known who is like the reader.
RowSpec = tuple[str | Promise, CellRenderer, bool]


def _shown(name: str) -> CellRenderer:
    """What a field with choices says."""

    def says(subject: Subject) -> list[Line]:
        return [Line(str(getattr(subject.page, f"get_{name}_display")() or ""))]

    return says


def _owner(subject: Subject) -> list[Line]:
    owner = subject.page.organisation
    source = TAKEN_FROM.get(subject.page.source)
    return [*([Line(owner.name, owner.url)] if owner else []), *([Line(str(source))] if source else [])]


def _for_whom(subject: Subject) -> list[Line]:
    return [Line(subject.page.for_whom)]


def _step(subject: Subject) -> list[Line]:
    step = step_for(
        status=subject.page.development_status,
        confirmed_reuse=len(subject.users),
        good_experiences=subject.good_experiences,
    )
    numbered = _("Step %(step)s of 6: %(label)s") % {"step": int(step), "label": LABELS[step]}
    return [Line(numbered if step in LADDER else str(LABELS[step]))]


def _users(subject: Subject) -> list[Line]:
    count = len(subject.users)
    if not count:
        return [Line(_("Nobody else confirmed its use yet"))]
    text = ngettext("%(count)s other organisation", "%(count)s other organisations", count) % {"count": count}
    names = [Line(one.name, one.url) for one in subject.users[:NAMED]]
    more = count - len(names)
    rest = [Line(_("and %(count)s more") % {"count": more}, _address(subject), compared=False)] if more else []
    return [Line(text), *names, *rest]


def _alike(subject: Subject) -> list[Line]:
    return [Line(one.name, one.url) for one in subject.alike] or [Line(_("None of them"))]


def _experiences(subject: Subject) -> list[Line]:
    count = subject.experiences
    if not count:
        return [Line(_("None yet"))]
    text = ngettext("%(count)s experience", "%(count)s experiences", count) % {"count": count}
    return [Line(text, _address(subject))]


def _would_do_again(subject: Subject) -> list[Line]:
    if not subject.answered:
        return [Line(_("Nobody said so yet"))]
    numbers = {"good": subject.good_experiences, "count": subject.answered}
    text = ngettext("%(good)s of %(count)s organisation", "%(good)s of %(count)s organisations", subject.answered)
    return [Line(text % numbers)]


def _costs(name: str) -> CellRenderer:
    """What a band of costs says, and how sure it is."""

    def says(subject: Subject) -> list[Line]:
        band = str(getattr(subject.page, f"get_{name}_display")() or "")
        sure = _("actual") if subject.page.costs_actual else _("estimated")
        return [Line(f"{band} ({sure})")] if band else []

    return says


def _did_not_work(subject: Subject) -> list[Line]:
    stream = subject.page.what_did_not_work
    if not stream:
        return []
    said = (get_text_for_indexing(str(block.get("value", ""))) for block in stream.raw_data if block["type"] in TEXTS)
    text = " ".join(" ".join(said).split())
    short = Truncator(text).words(WORDS)
    read_on = [Line(_("Read on"), _address(subject), compared=False)] if short != text else []
    return [Line(short), *read_on] if text else []


def _licence(subject: Subject) -> list[Line]:
    licence = subject.page.licence
    return [Line(licence.label, licence.uri)] if licence else []


def _standards(subject: Subject) -> list[Line]:
    links = sorted(subject.page.standard_links.all(), key=lambda link: link.standard.label.casefold())
    return [Line(f"{link.standard.label} ({link.note})" if link.note else link.standard.label) for link in links]


def _components(subject: Subject) -> list[Line]:
    terms = sorted(subject.page.gemma_components.all(), key=lambda term: term.label.casefold())
    return [Line(term.label) for term in terms]


def _reusability(subject: Subject) -> Reusability:
    return reusability(facts_of(subject.page, reused=bool(subject.users)))


def _met(subject: Subject) -> list[Line]:
    found = _reusability(subject)
    return [Line(_("%(met)s of %(total)s") % {"met": found.met, "total": found.total})]


def _criterion(number: int) -> CellRenderer:
    """Yes or no, in words and with a sign."""

    def says(subject: Subject) -> list[Line]:
        met = _reusability(subject).criteria[number].met
        return [Line(_("Yes"), icon="check") if met else Line(_("Not known or no"), icon="circle-dashed")]

    return says


def _confirmed(subject: Subject) -> list[Line]:
    page = subject.page
    day = page.confirmed_on
    lines = [Line(_day(day)) if day else Line(_("Not confirmed yet"))]
    if page.review_by and page.review_by < localdate():
        lines.append(Line(_("May be out of date"), icon="clock-exclamation"))
    return lines


def _changed(subject: Subject) -> list[Line]:
    moment = subject.page.last_published_at
    return [Line(_day(localdate(moment)))] if moment else []


def _contact(subject: Subject) -> list[Line]:
    name = subject.page.contact_name
    ask = Line(_("Ask a question"), reverse("ask", args=[subject.page.pk]), compared=False)
    return [*([Line(name)] if name else []), ask]


def _address(subject: Subject) -> str:
    return subject.page.get_url() or ""


def _day(day: dt.date) -> str:
    return date_format(day, "j F Y")


GROUPS: tuple[tuple[str, str | Promise, tuple[RowSpec, ...]], ...] = (
    (
        "wat",
        gettext_lazy("What it is"),
        (
            (gettext_lazy("Kind"), _shown("kind"), False),
            (gettext_lazy("Organisation"), _owner, False),
            (gettext_lazy("For whom"), _for_whom, False),
            (gettext_lazy("Status"), _shown("development_status"), False),
        ),
    ),
    (
        "bewijs",
        gettext_lazy("How well proven"),
        (
            (gettext_lazy("Evidence"), _step, False),
            (gettext_lazy("Who uses it"), _users, False),
            (gettext_lazy("Users like your municipality"), _alike, True),
            (gettext_lazy("Would do it again"), _would_do_again, False),
            (gettext_lazy("Experiences"), _experiences, False),
            (gettext_lazy("What did not work"), _did_not_work, False),
        ),
    ),
    (
        "kosten",
        gettext_lazy("Costs"),
        (
            (gettext_lazy("How it is paid for"), _shown("cost_model"), False),
            (gettext_lazy("Once"), _costs("cost_band_once"), False),
            (gettext_lazy("Each year"), _costs("cost_band_yearly"), False),
        ),
    ),
    (
        "techniek",
        gettext_lazy("Technique and rules"),
        (
            (gettext_lazy("Licence"), _licence, False),
            (gettext_lazy("Standards"), _standards, False),
            (gettext_lazy("GEMMA reference components"), _components, False),
            (gettext_lazy("Personal data"), _shown("personal_data"), False),
            (gettext_lazy("Where it runs"), _shown("hosting"), False),
            (gettext_lazy("Maintenance"), _shown("maintenance_type"), False),
        ),
    ),
    (
        "herbruikbaar",
        gettext_lazy("How easy to reuse"),
        (
            (gettext_lazy("Criteria met"), _met, False),
            *(
                (one.label, _criterion(number), False)
                for number, one in enumerate(reusability(ReusabilityFacts()).criteria)
            ),
        ),
    ),
    (
        "actueel",
        gettext_lazy("How current, and whom to ask"),
        (
            (gettext_lazy("Confirmed on"), _confirmed, False),
            (gettext_lazy("Last changed"), _changed, False),
            (gettext_lazy("Contact"), _contact, False),
        ),
    ),
)
