"""Changes a site at random, with rollbacks: `python -m tests.functional.loss_writer SEED SECONDS COMMITS`.

Goes on for so many seconds and until there are so many commits, a minute at most. Prints the number of
transactions that were committed and rolled back, as JSON.
"""

from __future__ import annotations

import json
import random
import sys
import time

import django

django.setup()

from django.db import OperationalError, transaction  # noqa: E402
from wagtail.models import Page, PageViewRestriction  # noqa: E402

from hub.blocks import paragraphs  # noqa: E402
from hub.models import ContentPage, Tag  # noqa: E402
from organisations.models import OrganisationPage  # noqa: E402
from solutions.models import Reuse, SolutionPage  # noqa: E402
from tests.functional.progress import report  # noqa: E402

WORDS = ("melding", "zaaksysteem", "vergunning", "inwoner", "formulier", "parkeren", "begraafplaats", "huwelijk")
ROLLBACKS = 0.1
LONGEST = 60  # seconds


class RolledBack(Exception):
    """Something went wrong at the end of a transaction."""


class Writer:
    """One editor in a hurry."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311 - chance, not secrecy
        self.name = f"w{seed}"
        self.count = 0
        self.outcome = {"committed": 0, "rolled_back": 0}

    def work(self, seconds: float, commits: int) -> None:
        begun = time.monotonic()
        actions = [self.add, self.add, self.change, self.change, self.change, self.withdraw, self.publish, self.delete]
        actions += [self.move, self.rename, self.restrict, self.lift, self.retag, self.use]
        while (passed := time.monotonic() - begun) < LONGEST and (
            passed < seconds or self.outcome["committed"] < commits
        ):
            try:
                with transaction.atomic():
                    self.random.choice(actions)()
                    if self.random.random() < ROLLBACKS:
                        raise RolledBack
            except (RolledBack, OperationalError, Page.DoesNotExist):
                self.outcome["rolled_back"] += 1
            except Exception as error:  # noqa: BLE001 - two editors may get in each other's way in many ways
                self.outcome["rolled_back"] += 1
                self.outcome[type(error).__name__] = self.outcome.get(type(error).__name__, 0) + 1
            else:
                self.outcome["committed"] += 1
                report("commits", self.outcome["committed"])

    def title(self) -> str:
        return " ".join(self.random.sample(WORDS, 3)).capitalize()

    def one(self, model):
        pks = list(model.objects.values_list("pk", flat=True))
        return model.objects.get(pk=self.random.choice(pks)) if pks else None

    def add(self) -> None:
        self.count += 1
        model = self.random.choice([SolutionPage, SolutionPage, ContentPage])
        parent = self.one(OrganisationPage)
        page = model(title=self.title(), slug=f"{self.name}-{self.count}")
        setattr(page, "problem" if model is SolutionPage else "body", paragraphs(self.title()))
        parent.add_child(instance=page)
        page.tags.add(self.random.choice(WORDS))
        page.save_revision().publish()

    def change(self) -> None:
        if page := self.one(SolutionPage):
            page.title = self.title()
            page.save()

    def withdraw(self) -> None:
        if page := self.one(SolutionPage):
            page.unpublish()

    def publish(self) -> None:
        if page := self.one(SolutionPage):
            page.save_revision().publish()

    def delete(self) -> None:
        if page := self.one(self.random.choice([SolutionPage, ContentPage])):
            page.delete()

    def move(self) -> None:
        if page := self.one(SolutionPage):
            page.move(self.one(OrganisationPage), pos="last-child")

    def rename(self) -> None:
        page = self.one(OrganisationPage)
        self.count += 1
        page.slug = f"{self.name}-gemeente-{self.count}"
        page.save()

    def restrict(self) -> None:
        if page := self.one(SolutionPage):
            PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)

    def lift(self) -> None:
        if restriction := PageViewRestriction.objects.first():
            restriction.delete()

    def retag(self) -> None:
        if tag := self.one(Tag):
            tag.name = f"{self.random.choice(WORDS)} {self.name} {self.random.randint(1, 1000)}"
            tag.save()

    def use(self) -> None:
        if page := self.one(SolutionPage):
            owner = self.one(OrganisationPage).organisation
            Reuse.objects.get_or_create(organisation=owner, solution=page, status="in_use")


def main() -> None:
    writer = Writer(int(sys.argv[1]))
    writer.work(float(sys.argv[2]), int(sys.argv[3]))
    print(json.dumps(writer.outcome))


if __name__ == "__main__":
    main()
