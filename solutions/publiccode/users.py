"""Who uses the software, as far as the file says so and we know whom it means."""

from __future__ import annotations

from organisations.registry.names import OrganisationNames
from solutions.models import ClaimedBy, Reuse, SolutionPage
from solutions.publiccode.model import PublicCode

EXAMPLES = 3


def record_users(page: SolutionPage, code: PublicCode, names: OrganisationNames) -> tuple[int, list[str]]:
    """Users that the file names, as claims: how many are new, and the names that we cannot place.

    Who has a row already, whatever it says, gets no other: the organisation knows better than the file.
    """
    strangers, new = [], 0
    for name in dict.fromkeys(code.used_by):
        organisation = names.meant_by(name)
        if organisation is None:
            strangers.append(name)
        elif organisation != page.organisation and not Reuse.objects.filter(
            organisation=organisation, solution_id=page.pk
        ):
            Reuse.objects.create(
                organisation=organisation,
                solution_id=page.pk,
                claimed_by=ClaimedBy.MAINTAINER,
                claim_source=code.url,
            )
            new += 1
    return new, strangers


def told_strangers(names: list[str]) -> str:
    """What is said of users that we cannot place."""
    return f"{len(names)} not found among the organisations here, such as {', '.join(names[:EXAMPLES])}"
