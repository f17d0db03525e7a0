"""What is shared: solutions, experiences, the ledger of reuse, and the vocabularies they speak."""

from solutions.models.experience import ExperiencePage, ExperiencePartner, ExperienceTag
from solutions.models.reuse import ClaimedBy, CostBand, EffortBand, Reuse, ReuseStatus
from solutions.models.solution import (
    CommonGroundLayer,
    DevelopmentStatus,
    MaintenanceType,
    ReuseLevel,
    SolutionKind,
    SolutionPage,
    SolutionTag,
)
from solutions.models.theme import ThemeIndexPage, ThemePage, ThemePick, ThemeTag
from solutions.models.vocabulary import GemmaComponent, Licence, PolicyDomain, Vocabulary

__all__ = [
    "ClaimedBy",
    "CommonGroundLayer",
    "CostBand",
    "DevelopmentStatus",
    "EffortBand",
    "ExperiencePage",
    "ExperiencePartner",
    "ExperienceTag",
    "GemmaComponent",
    "Licence",
    "MaintenanceType",
    "PolicyDomain",
    "Reuse",
    "ReuseLevel",
    "ReuseStatus",
    "SolutionKind",
    "SolutionPage",
    "SolutionTag",
    "ThemeIndexPage",
    "ThemePage",
    "ThemePick",
    "ThemeTag",
    "Vocabulary",
]
