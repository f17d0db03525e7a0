"""Solutions side by side: what to say of each, row by row, and which rows differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Count
from django.utils.functional import Promise

from organisations.models import Organisation
from organisations.similarity.table import similar_to
from solutions.comparison.rows import GROUPS, Line, Subject
from solutions.models import ExperiencePage, Reuse, SolutionPage

MOST = 4
LOOKED_UP = 5 * MOST  # numbers of one address that are looked up at all
LONGEST_NUMBER = 9  # digits that every database takes for the number of a page


@dataclass(frozen=True, slots=True)
class Chosen:
    """What an address asks to compare: the public solutions in its order, what did not fit, and what is not there."""

    solutions: list[SolutionPage] = field(default_factory=list)
    left_out: list[SolutionPage] = field(default_factory=list)
    missing: int = 0

    @property
    def numbers(self) -> list[int]:
        return [solution.pk for solution in self.solutions]

    @property
    def is_full(self) -> bool:
        return len(self.solutions) >= MOST


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """One thing said of every solution; `differs` when not all say the same."""

    label: str | Promise
    cells: list[list[Line]]
    differs: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that belong together."""

    key: str
    title: str | Promise
    rows: list[ComparisonRow]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The table by group, and apart from it the labels of the rows of which nothing is known of any solution."""

    groups: list[Group]
    unknown: list[str]

    @property
    def total(self) -> int:
        return sum(len(group.rows) for group in self.groups)

    @property
    def differing(self) -> int:
        return sum(row.differs for group in self.groups for row in group.rows)

    def only_differences(self) -> list[Group]:
        """The groups with only the rows that differ; a group without any falls away."""
        return _filled(Group(one.key, one.title, [row for row in one.rows if row.differs]) for one in self.groups)


def chosen(texts: Iterable[str]) -> Chosen:
    """The public solutions that these texts number, each once and at most four, in a bounded number of queries."""
    asked = list(dict.fromkeys(text.strip() for text in texts if text.strip()))
    read = [int(text) for text in asked if text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER]
    numbers = list(dict.fromkeys(read))[:LOOKED_UP]
    if not numbers:
        return Chosen(missing=len(asked))
    related = SolutionPage.objects.shared_publicly().select_related("organisation", "licence")
    known = related.prefetch_related("gemma_components", "standard_links__standard").in_bulk(numbers)
    found = [known[number] for number in numbers if number in known]
    unreadable = len(asked) - len(read)
    return Chosen(solutions=found[:MOST], left_out=found[MOST:], missing=unreadable + len(numbers) - len(found))


def compare(solutions: Sequence[SolutionPage], mine: Organisation | None = None) -> Comparison:
    """The table of these solutions; `mine` is the reader's municipality; those similar to it are then named."""
    alike = [one.code for one in similar_to(mine)] if mine and solutions else []
    subjects = _subjects(solutions, alike)
    groups = [
        Group(key, title, [_row(label, said, subjects) for label, said, by_alike in rows if alike or not by_alike])
        for key, title, rows in GROUPS
    ]
    unknown = [str(row.label) for group in groups for row in group.rows if not any(row.cells)]
    known = _filled(Group(one.key, one.title, [row for row in one.rows if any(row.cells)]) for one in groups)
    return Comparison(known, unknown)


def _subjects(solutions: Sequence[SolutionPage], alike: Sequence[str]) -> list[Subject]:
    """What others say of each solution, in three queries; `alike` are codes of organisations, the most alike first."""
    numbers = [solution.pk for solution in solutions]
    uses = _uses(solutions)
    told = ExperiencePage.objects.shared_publicly().filter(solutions__in=numbers).order_by()
    experiences = dict(told.values_list("solutions").annotate(count=Count("pk", distinct=True)))
    subjects = []
    for solution in solutions:
        of_others = uses[solution.pk]
        users = {use.organisation_id: use.organisation for use in of_others}
        by_code = {user.code: user for user in users.values()}
        said = {use.organisation_id for use in of_others if use.would_do_again is not None}
        subject = Subject(
            page=solution,
            users=list(users.values()),
            answered=len(said),
            good_experiences=len({use.organisation_id for use in of_others if use.would_do_again}),
            experiences=experiences.get(solution.pk, 0),
            alike=[by_code[code] for code in alike if code in by_code],
        )
        subjects.append(subject)
    return subjects


def _uses(solutions: Sequence[SolutionPage]) -> defaultdict[int, list[Reuse]]:
    """The uses of each solution that count, by others than its owner, by name; in one query."""
    owners = {solution.pk: solution.organisation_id for solution in solutions}
    counted = Reuse.objects.counted().filter(solution__in=list(owners)).select_related("organisation")
    uses: defaultdict[int, list[Reuse]] = defaultdict(list)
    for use in counted.order_by("organisation__name", "organisation__code", "pk"):
        if use.organisation_id != owners[use.solution_id]:
            uses[use.solution_id].append(use)
    return uses


def _row(label: str | Promise, said: Callable[[Subject], list[Line]], subjects: Sequence[Subject]) -> ComparisonRow:
    cells = [[line for line in said(subject) if line.text] for subject in subjects]
    meanings = {tuple(line.text for line in cell if line.compared) for cell in cells}
    return ComparisonRow(label, cells, differs=len(meanings) > 1)


def _filled(groups: Iterable[Group]) -> list[Group]:
    return [group for group in groups if group.rows]
