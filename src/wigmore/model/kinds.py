"""The kinds of record of a case, in the order in which files and reports name them."""

from collections.abc import Mapping

from wigmore.kit import frozen
from wigmore.model import case, claim, inference, inquiry, question, record, source, thing

KINDS: tuple[type[record.Record], ...] = (
    case.Case,
    case.Property,
    source.Source,
    claim.Claim,
    inquiry.Inquiry,
    thing.Entity,
    thing.Event,
    thing.Relation,
    question.Question,
    question.Evidence,
    question.Indicator,
    question.Scenario,
    inference.Coincidence,
    inference.Estimate,
    inference.Ruling,
    inference.Chain,
    inference.Comparison,
    question.Assumption,
)
BY_KEY: Mapping[str, type[record.Record]] = frozen.FrozenDict({kind.KIND: kind for kind in KINDS})
