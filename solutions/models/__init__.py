"""What is shared: solutions, experiences, the ledger of reuse, and the vocabularies they speak."""

from solutions.models.contact_request import ContactRequest, ContactRequestState
from solutions.models.experience import ExperiencePage, ExperiencePartner, ExperienceTag
from solutions.models.reuse import ClaimedBy, CostBand, EffortBand, Reuse, ReuseStatus
from solutions.models.solution import (
    CommonGroundLayer,
    CostModel,
    DevelopmentStatus,
    Hosting,
    MaintenanceType,
    PersonalData,
    ReuseLevel,
    SolutionKind,
    SolutionPage,
    SolutionTag,
)
from solutions.models.solution_parts import (
    RelationKind,
    SolutionAttachment,
    SolutionImage,
    SolutionRelation,
    SolutionStandard,
    SolutionSupplier,
    SupplierRole,
)
from solutions.models.theme import ThemeIndexPage, ThemePage, ThemePick, ThemeTag
from solutions.models.vocabulary import GemmaComponent, Licence, PolicyDomain, Standard, Vocabulary

__all__ = [
    "ClaimedBy",
    "CommonGroundLayer",
    "ContactRequest",
    "ContactRequestState",
    "CostBand",
    "CostModel",
    "DevelopmentStatus",
    "EffortBand",
    "ExperiencePage",
    "ExperiencePartner",
    "ExperienceTag",
    "GemmaComponent",
    "Hosting",
    "Licence",
    "MaintenanceType",
    "PersonalData",
    "PolicyDomain",
    "RelationKind",
    "Reuse",
    "ReuseLevel",
    "ReuseStatus",
    "SolutionAttachment",
    "SolutionImage",
    "SolutionKind",
    "SolutionPage",
    "SolutionRelation",
    "SolutionStandard",
    "SolutionSupplier",
    "SolutionTag",
    "Standard",
    "SupplierRole",
    "ThemeIndexPage",
    "ThemePage",
    "ThemePick",
    "ThemeTag",
    "Vocabulary",
]
