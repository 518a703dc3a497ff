"""What is said of a supply chain: its gaps, single suppliers, how it came about, and what the text says."""

from collections.abc import Iterator, Sequence

from wigmore.analyses import linking, naming
from wigmore.kit import text as texts
from wigmore.methods import layers
from wigmore.model import finding, views

Values = dict[str, finding.Scalar]

WORDS = {
    linking.OPERATING: "operating",
    linking.PLANNED: "planned",
    linking.UNKNOWN: "of which it is not known whether they held",
    linking.LATER: "that begin later",
    linking.ENDED: "that had ended",
    linking.LAPSED: "that came to nothing",
}
"""How links in each state are told in a count."""

BEST = {
    linking.PLANNED: "planned only",
    linking.UNKNOWN: "named, and not known to hold by its dates",
    linking.LATER: "beginning later",
    linking.ENDED: "ended before",
    linking.LAPSED: "announced, and come to nothing",
    linking.NONE: "the case names none",
}
"""How a step is told of which no link is known to operate, by its best link."""

CHANGES = {
    (linking.LATER, linking.OPERATING): "begun",
    (linking.UNKNOWN, linking.OPERATING): "certain",
    (linking.OPERATING, linking.ENDED): "ended",
    (linking.OPERATING, linking.UNKNOWN): "perhaps",
}
"""What became of a link, by its states before and now."""

CHANGED = {
    "begun": "begun",
    "certain": "may have held before, and certainly does now",
    "ended": "ended",
    "perhaps": "may have ended",
}
"""How such a change is told."""


class Teller:
    """Makes the sentences on chains; each rests on the chain, the links it counts, and their claims."""

    def __init__(self, network: views.Network, reports: views.Reports, calendar: views.Calendar) -> None:
        self._network = network
        self._reports = reports
        self._calendar = calendar

    def told(self, one: linking.Drawn, first: linking.Drawn | None) -> Iterator[finding.Finding]:
        """All that is said of one chain; `first` is the picture on the first day that a link held."""
        if one.steps:
            yield self._count(one)
            yield from self._gaps(one)
            yield from self._single(one)
            yield from self._stated(one)
        if first is not None:
            yield from self._before(one, first)
        yield from self._beside(one)
        yield from self._unvouched(one)
        yield from self._countries(one)
        if self._calendar.today.is_before(self._calendar.dates.dated(one.day)):
            yield finding.Finding(
                states="{chain} is drawn for {day}, after the day of the case: links that hold today are "
                "taken to go on where no end is stated.",
                values={"chain": finding.Ref(one.id), "day": str(one.day)},
                basis=(one.id,),
            )

    def _count(self, one: linking.Drawn) -> finding.Finding:
        """How many steps have a link that operates, and how the links stand."""
        counts = {
            state: len([held for held in one.links if held.state == state and held.step != linking.BACK])
            for state in linking.STATES
        }
        parts = [f"{{{state}}} {WORDS[state]}" for state, count in counts.items() if count]
        known = f"; links: {texts.listed(parts)}" if parts else "; the case names no link"
        values: Values = {
            "chain": finding.Ref(one.id),
            "day": str(one.day),
            "linked": len(one.linked()),
            "steps": texts.plural(one.steps, "step", "steps"),
            **{state: count for state, count in counts.items() if count},
        }
        return finding.Finding(
            states=f"{{chain}}: on {{day}} a link operates at {{linked}} of {{steps}}{known}.",
            values=values,
            basis=_basis(one, one.links),
        )

    def _gaps(self, one: linking.Drawn) -> Iterator[finding.Finding]:
        """The steps at which no link is known to operate, each with the best that there is."""
        places = [place for place in range(one.steps) if place not in one.linked()]
        if not places:
            return
        parts, values = [], Values(chain=finding.Ref(one.id), day=str(one.day))
        for number, place in enumerate(places[: naming.MOST], start=1):
            parts.append(f"from {{from_{number}}} to {{to_{number}}} ({{best_{number}}})")
            values[f"from_{number}"], values[f"to_{number}"] = one.names[place], one.names[place + 1]
            values[f"best_{number}"] = BEST[one.step_state(place)]
        if len(places) > naming.MOST:
            parts.append("at {more} further steps")
            values["more"] = len(places) - naming.MOST
        links = [held for place in places for held in one.of_step(place)]
        yield finding.Finding(
            states=f"{{chain}}: on {{day}} no link is known to operate {texts.listed(parts)}.",
            values=values,
            basis=_basis(one, links),
        )

    def _single(self, one: linking.Drawn) -> Iterator[finding.Finding]:
        """The steps that hang on one supplier, and what it would cut off."""
        held = one.layered(linking.OPERATING)
        for place, named in enumerate(layers.suppliers(held)):
            if len(named) != 1:
                continue
            cut = layers.loss(held, named[0]).cut_off
            values: Values = {
                "chain": finding.Ref(one.id),
                "entity": finding.Ref(named[0]),
                "level": one.names[place],
                "next": one.names[place + 1],
            }
            tail, others = "", self._perhaps(one, place, named[0])
            if others:
                tail = "; of {others} more it is not known whether they deliver"
                values["others"] = others
            elif cut:
                tail = ": without it {cut} would be cut off from {last}"
                values["cut"] = texts.listed([f"“{one.names[at]}”" for at in cut])
                values["last"] = f"“{one.names[-1]}”"
            yield finding.Finding(
                states="{chain}: from {level} to {next} the only supplier known to operate is {entity}"
                + tail
                + ".",
                values=values,
                basis=_basis(one, one.of_step(place, linking.OPERATING)),
            )

    def _perhaps(self, one: linking.Drawn, place: int, known: str) -> int:
        """How many other members of a level may deliver into the next, and nobody tells whether they do."""
        held = {link.start[1] for link in one.of_step(place, linking.UNKNOWN)}
        return len(held - {known})

    def _stated(self, one: linking.Drawn) -> Iterator[finding.Finding]:
        """What the text under test says of the chain, beside the steps at which nothing operates."""
        stated = one.chain.stated
        if stated is None or stated.claim not in self._reports.records:
            return
        values = Values(claim=finding.Ref(stated.claim), chain=finding.Ref(one.id), day=str(one.day))
        words = ""
        if stated.as_:
            words = " (“{words}”)"
            values["words"] = stated.as_
        missing = one.steps - len(one.linked())
        says = "every step has a link that operates on {day}"
        if missing:
            says = "{missing} of {steps} without a link known to operate on {day}"
            values["missing"] = missing
            values["steps"] = texts.plural(one.steps, "step is", "steps are")
        yield finding.Finding(
            states=f"The text under test says of {{chain}}: {{claim}}{words}; {says}.",
            values=values,
            basis=(*_basis(one, one.links), *(() if missing else (stated.claim,))),
            against=(stated.claim,) if missing else (),
        )

    def _before(self, one: linking.Drawn, first: linking.Drawn) -> Iterator[finding.Finding]:
        """What changed from the first day on which a link certainly held to the day of the chain."""
        changed: dict[str, list[linking.Link]] = {word: [] for word in CHANGED}
        for then, now in zip(first.links, one.links, strict=True):
            word = CHANGES.get((then.state, now.state))
            if word is not None and now.step != linking.BACK:
                changed[word].append(now)
        if not any(changed.values()):
            return
        values: Values = {
            "chain": finding.Ref(one.id),
            "first": str(first.day),
            "then": len(first.linked()),
            "day": str(one.day),
            "now": len(one.linked()),
            "steps": texts.plural(one.steps, "step", "steps"),
        }
        parts = []
        for word, links in changed.items():
            if links:
                shown, named = naming.names([held.relation for held in links])
                # Several lists of names may stand in the sentence, so each has its own keys.
                parts.append(f"{CHANGED[word]}: {shown.replace('{', f'{{{word}_')}")
                values |= {f"{word}_{name}": held for name, held in named.items()}
        yield finding.Finding(
            states="{chain}: on {first}, the first day on which a link certainly held, {then} of {steps} "
            f"were linked, on {{day}} {{now}}; since then {'; '.join(parts)}.",
            values=values,
            basis=_basis(one, [held for links in changed.values() for held in links]),
        )

    def _beside(self, one: linking.Drawn) -> Iterator[finding.Finding]:
        """Links that lead past a level, or against the order."""
        for step, word in (
            (linking.SKIPS, "past a level"),
            (linking.BACK, "against the order of the levels"),
        ):
            links = [held for held in one.links if held.step == step]
            if links:
                shown, values = naming.names(list(dict.fromkeys(held.relation for held in links)))
                verb = "leads" if len(links) == 1 else "lead"
                yield finding.Finding(
                    states=f"{{chain}}: {shown} {verb} {word}.",
                    values={"chain": finding.Ref(one.id), **values},
                    basis=_basis(one, links),
                )

    def _unvouched(self, one: linking.Drawn) -> Iterator[finding.Finding]:
        """Links counted as operating that rest on the text under test alone, or on no claim at all."""
        held = [link for link in one.links if link.state == linking.OPERATING]
        bare = [link for link in held if not link.claims]
        tested = [
            link
            for link in held
            if link.claims and all(self._reports.records[name].is_of_test_alone for name in link.claims)
        ]
        for links, tail in (
            (tested, "nobody but the text under test says so"),
            (bare, "no claim of the case says so"),
        ):
            if links:
                shown, values = naming.names(list(dict.fromkeys(link.relation for link in links)))
                verb = "counts" if len(values) == 1 else "count"
                yield finding.Finding(
                    states=f"{{chain}}: {shown} {verb} as operating, and {tail}.",
                    values={"chain": finding.Ref(one.id), **values},
                    basis=_basis(one, links),
                )

    def _countries(self, one: linking.Drawn) -> Iterator[finding.Finding]:
        """Where the members of each level are from; what nobody entered stays unknown."""
        shown = list(zip(one.names, one.members, strict=True))[: naming.MOST + 1]
        parts, values = [], Values(chain=finding.Ref(one.id))
        for number, (level, members) in enumerate(shown, start=1):
            held = {self._network.entities[name].country or linking.UNKNOWN for name in members}
            parts.append(f"{{level_{number}}}: {{countries_{number}}}")
            values[f"level_{number}"] = level
            values[f"countries_{number}"] = ", ".join(sorted(held)) or "no member"
        yield finding.Finding(
            states=f"Countries in {{chain}}, level by level: {'; '.join(parts)}.",
            values=values,
            basis=(one.id, *dict.fromkeys(name for _, members in shown for name in members)),
        )


def _basis(one: linking.Drawn, links: Sequence[linking.Link]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((one.id, *(name for held in links for name in held.basis))))
