"""The nouns of the flow: the plain values that pass between the stages.

All are frozen, hold plain data, compare by content, and refuse to be built wrong.
Offsets count Unicode characters of the unaltered text; a span is half-open.
"""

from kg.model.notes import (
    NAME_HERE,
    Change,
    Copy,
    Correction,
    Judgement,
    Note,
    Outcome,
)
from kg.model.report import Dispute, Report, Side, Violation
from kg.model.values import (
    Article,
    Basis,
    Certainty,
    Claim,
    Entity,
    Evidence,
    Fact,
    Mention,
    Qualifier,
    Span,
    Status,
    Value,
    Voice,
)

__all__ = [
    "NAME_HERE",
    "Article",
    "Basis",
    "Certainty",
    "Change",
    "Claim",
    "Copy",
    "Correction",
    "Dispute",
    "Entity",
    "Evidence",
    "Fact",
    "Judgement",
    "Mention",
    "Note",
    "Outcome",
    "Qualifier",
    "Report",
    "Side",
    "Span",
    "Status",
    "Value",
    "Violation",
    "Voice",
]
