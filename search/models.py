"""The models of every room, for Django alone: the rooms import their own."""

from search.engines.models import IndexTarget, TargetState
from search.indexing.models import IndexEvent, IndexState
from search.lexicon.models import LexiconRecord, LexiconState, LexiconWord
from search.query_log.models import AskedQuestion
from search.synonyms.models import SynonymEntry, SynonymState

__all__ = [
    "AskedQuestion",
    "IndexEvent",
    "IndexState",
    "IndexTarget",
    "LexiconRecord",
    "LexiconState",
    "LexiconWord",
    "SynonymEntry",
    "SynonymState",
    "TargetState",
]
