"""The models of all subpackages, imported here for Django only; each subpackage imports its own."""

from search.engines.models import IndexHost, IndexTarget, TargetState
from search.indexing.models import ObjectVersion, OutboxEvent
from search.lexicon.models import LexiconRecord, LexiconState, LexiconWord
from search.query_log.models import AskedQuestion
from search.synonyms.models import SynonymEntry, SynonymState

__all__ = [
    "AskedQuestion",
    "IndexHost",
    "IndexTarget",
    "LexiconRecord",
    "LexiconState",
    "LexiconWord",
    "ObjectVersion",
    "OutboxEvent",
    "SynonymEntry",
    "SynonymState",
    "TargetState",
]
