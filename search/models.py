"""The models of every room, for Django alone: the rooms import their own."""

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
