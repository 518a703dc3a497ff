"""What claims say of things, as typed values: words, quantities and dates, by the property of each."""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from wigmore.casefiles import values as readers
from wigmore.diagnostics import diagnostic, rules
from wigmore.kit import edtf, frozen, quantity, units
from wigmore.kit import text as texts
from wigmore.model import claim, graph, inference, record, thing, vocabulary
from wigmore.stages import references

Fault = tuple[diagnostic.Rule, str, str, str | None]
"""Rule, path inside the claim, message, repair."""

SHOWN_KINDS = 6
"""How many kinds a repair lists; some properties are said of forty."""


def typed(
    records: graph.Records, properties: Mapping[str, vocabulary.Property], locate: references.Locate
) -> diagnostic.Outcome[Mapping[str, graph.TypedValue]]:
    """The typed value of every claim that has one; claims with a fault have none."""
    made: dict[str, graph.TypedValue] = {}
    found: list[diagnostic.Diagnostic] = []
    for one in records.claims.values():
        if one.property is None and one.value is None:
            continue
        for rule, path, message, repair in _faults(one, records, properties, made):
            found.append(diagnostic.at(rule, locate(one, path), message, repair, one.id))
    found.extend(_strange_features(records, properties, locate))
    return diagnostic.Outcome(frozen.FrozenDict(made), tuple(found))


def _strange_features(
    records: graph.Records, properties: Mapping[str, vocabulary.Property], locate: references.Locate
) -> Iterator[diagnostic.Diagnostic]:
    """Features of comparisons that are no property: their row would be empty without a word."""
    for one in records.comparisons.values():
        for index, name in enumerate(one.features):
            if name not in properties:
                rule, _, message, repair = _unknown_property(name, properties)
                where = locate(one, f"features.{index}")
                yield diagnostic.at(rule, where, message, repair, one.id)
        for index, held in enumerate(one.sought):
            for path, name, known in (
                ("feature", held.feature, one.features),
                ("of", held.of, (*one.subjects, *one.field)),
            ):
                if name not in known:
                    message = f"`{name}` is not compared in `{one.id}`"
                    repair = f"write one of {', '.join(f'`{other}`' for other in known)}"
                    where = locate(one, f"sought.{index}.{path}")
                    yield diagnostic.at(rules.NOT_COMPARED, where, message, repair, one.id)


def _faults(
    one: claim.Claim,
    records: graph.Records,
    properties: Mapping[str, vocabulary.Property],
    made: dict[str, graph.TypedValue],
) -> list[Fault]:
    """What is wrong with a claim's property, subjects, scope and value; a good value goes into `made`."""
    if one.property is None:
        return [(rules.HALF_STATEMENT, "value", "a value stands without its property", "add `property: …`")]
    known = properties.get(one.property)
    if known is None:
        return [_unknown_property(one.property, properties)]
    faults = [*_subjects(one, known, records), *_scope(one, known)]
    if one.value is None:
        fault = (rules.HALF_STATEMENT, "property", f"`{one.property}` has no value", "add `value: …`")
        return [*faults, fault]
    text, fault_of_binding = bound_text(one, records)
    if text is None:
        return [*faults, fault_of_binding] if fault_of_binding else faults
    value = read_value(text, known)
    if not isinstance(value, tuple):
        made[one.id] = value
    elif not isinstance(one.value, record.Binding) or _is_read(one, records, properties):
        rule, message, repair = value  # behind a binding a bad value is reported where it is written
        faults.append((rule, "value", message, repair))
    return faults


def _unknown_property(name: str, properties: Mapping[str, vocabulary.Property]) -> Fault:
    near = texts.nearest(name, properties)
    repair = f"write `{near[0]}`" if near else f"add `{name}:` under `properties:`"
    return rules.UNKNOWN_PROPERTY, "property", f"there is no property `{name}`", repair


def _subjects(one: claim.Claim, known: vocabulary.Property, records: graph.Records) -> list[Fault]:
    faults: list[Fault] = []
    for index, name in enumerate(one.about):
        subject = records.by_id.get(name)
        if subject is None:
            continue  # dangles, and is reported as that, or is an answer of a question
        things = (thing.Entity, thing.Event, thing.Relation)
        kind = subject.kind if isinstance(subject, things) else subject.NOUN
        if known.of and kind not in known.of:
            listed = ", ".join(known.of[:SHOWN_KINDS]) + (", …" if len(known.of) > SHOWN_KINDS else "")
            message = f"`{name}` is of the kind {kind}, of which `{known.name}` is not said"
            repair = f"name a record of the kind {listed}, or another property"
            faults.append((rules.PROPERTY_ELSEWHERE, f"about.{index}", message, repair))
    if known.subjects is not None and len(set(one.about)) != known.subjects:
        message = f"`{known.name}` is said of {known.subjects} different things, not of {len(set(one.about))}"
        repair = f"name {known.subjects} under `about`, in the order that is meant"
        faults.append((rules.WRONG_COUNT, "about:", message, repair))
    return faults


def _scope(one: claim.Claim, known: vocabulary.Property) -> list[Fault]:
    faults: list[Fault] = []
    for name in one.scope:
        if name not in known.scope:
            near = texts.nearest(name, known.scope)
            listed = ", ".join(f"`{key}`" for key in known.scope) or "none"
            repair = f"write `{near[0]}`" if near else f"scopes of `{known.name}`: {listed}"
            message = f"`{known.name}` has no scope `{name}`"
            faults.append((rules.UNKNOWN_SCOPE, f"scope.{name}:", message, repair))
    return faults


def bound_text(one: claim.Claim, records: graph.Records) -> tuple[str | None, Fault | None]:
    """The text of a claim's value, through any bindings; a circle or an empty end is a fault."""
    seen = [one.id]
    current: claim.Claim | None = one
    while current is not None and isinstance(current.value, record.Binding):
        name = current.value.claim
        if name in seen:
            circle = seen[seen.index(name) :]
            if one.id != min(circle):
                return None, None  # reported once, at the first of the circle by id
            chain = " → ".join(f"`{held}`" for held in [*circle, name])
            message = f"the value is taken from itself: {chain}"
            return None, (rules.BINDING_CIRCLE, "value", message, "write the value at one of them")
        seen.append(name)
        current = records.claims.get(name)
    if current is None:
        return None, None  # the binding dangles, and is reported as that
    if isinstance(current.value, str):
        return current.value, None
    message = f"`{current.id}` carries no value"
    return None, (rules.BINDING_EMPTY, "value", message, f"give `{current.id}` a property and a value")


def _is_read(one: claim.Claim, records: graph.Records, properties: Mapping[str, vocabulary.Property]) -> bool:
    """Whether the claim at the end of a binding's chain has a value that its own property can have."""
    while isinstance(one.value, record.Binding):
        one = records.claims[one.value.claim]
    known = properties.get(one.property or "")
    return known is not None and one.value is not None and not isinstance(read_value(one.value, known), tuple)


@lru_cache(maxsize=65536)
def read_value(
    text: str, known: vocabulary.Property
) -> graph.TypedValue | tuple[diagnostic.Rule, str, str | None]:
    """A text as the value of a property, or the rule it breaks with message and repair."""
    if known.unit is not None:
        return readers.quantity_or_fault(text, known.unit)
    if known.values:
        if text in known.values:
            return text
        near = texts.nearest(text, known.values)
        listed = ", ".join(f"`{value}`" for value in known.values)
        repair = f"write `{near[0]}`" if near else f"values of `{known.name}`: {listed}"
        return rules.VALUE_NOT_ALLOWED, f"`{text}` is no value of `{known.name}`", repair
    if known.type == "date":
        try:
            return edtf.parse(text)
        except edtf.EdtfError as error:
            repair = f"write `{error.repair}`" if error.repair else "write it as 2020-08-10"
            return rules.BAD_DATE, f"`{text}` is not a date: {error}", repair
    return text


def bindings(
    records: graph.Records, values: Mapping[str, graph.TypedValue], locate: references.Locate
) -> tuple[diagnostic.Diagnostic, ...]:
    """Check that every `{claim: ID}` outside claims leads to a value of the type that its place needs."""
    found = []
    for one in records:
        for path, name, wanted in _bound_places(one):
            held = values.get(name)
            if name not in records.claims or isinstance(held, wanted):
                continue
            bound = records.claims[name]
            if held is None and bound.property is not None and bound.value is not None:
                continue  # what is wrong with the claim's value is reported there
            what = "date" if wanted is edtf.Edtf else "quantity"
            message = f"the claim `{name}` carries no {what}"
            repair = f"give `{name}` a property and a {what} as value, or write the {what} here"
            where = locate(one, path)
            found.append(diagnostic.at(rules.BINDING_EMPTY, where, message, repair, one.id))
        if isinstance(one, thing.Relation):
            found.extend(_shares(one, values, locate))
    return tuple(found)


def _shares(
    one: thing.Relation, values: Mapping[str, graph.TypedValue], locate: references.Locate
) -> Iterator[diagnostic.Diagnostic]:
    """Shares that certainly lie below nothing or above the whole."""
    for name, held in one.share.items():
        share = values.get(held.claim) if isinstance(held, record.Binding) else held
        if not isinstance(share, quantity.Quantity):
            continue
        low, high = share.in_unit(units.parse("%"))
        if (low is not None and low > 100) or (high is not None and high < 0):
            message = f"the {name} share of {share} does not lie between 0 and 100 %"
            yield diagnostic.at(
                rules.SHARE_OUTSIDE, locate(one, f"share.{name}"), message, "correct the share", one.id
            )


def _bound_places(one: record.Record) -> list[tuple[str, str, type]]:
    """Every binding of a thing, estimate or chain: path, claim, and the type it must carry."""
    dates: Mapping[str, object] = {}
    if isinstance(one, thing.Entity):
        dates = {"from": one.from_, "until": one.until}
    elif isinstance(one, thing.Event):
        dates = {"date": one.date}
    elif isinstance(one, thing.Relation):
        dates = {"since": one.since, "until": one.until}
    places: list[tuple[str, str, type]] = [
        (path, held.claim, edtf.Edtf) for path, held in dates.items() if isinstance(held, record.Binding)
    ]
    for path, held in _bound_amounts(one):
        if isinstance(held, record.Binding):
            places.append((path, held.claim, quantity.Quantity))
    return places


def _bound_amounts(one: record.Record) -> list[tuple[str, object]]:
    if isinstance(one, thing.Relation):
        return [(f"share.{name}", held) for name, held in one.share.items()]
    if isinstance(one, inference.Chain):
        return list(_of_levels(one))
    if one.KIND == "estimates":
        inputs: Mapping[str, tuple[object, ...]] = getattr(one, "inputs", frozen.EMPTY)
        return [
            (f"inputs.{name}.{index}", held)
            for name, some in inputs.items()
            for index, held in enumerate(some)
        ]
    return []


def _of_levels(one: inference.Chain) -> Iterator[tuple[str, object]]:
    for place, level in enumerate(one.levels):
        yield f"levels.{place}.utilisation", level.utilisation
        yield from ((f"levels.{place}.needs.{index}", held) for index, held in enumerate(level.needs))
