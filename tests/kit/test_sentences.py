"""Where sentences end, and which of them state something."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from wigmore.kit import sentences

F = sentences.FOLLOWER
CUT = (
    "It burned.| It rained.",
    "Mill Inc. sold 3.5 t on 5 Nov. 2020, e.g. to Dr. J. R. Doe of the U.S. Navy.| It paid.",
    "It moved to Mill Ltd.| The end came in Nov.| It burned... and burned.",
    "The price was high, vs. Acme Corp. and Mill Co. in the U.S.| The fire was out.",
    "No. 5 stood on p. 12 etc.| But he said no.| Then he left.",
    "“It burned!” he cried.| “It burned.”| They left.| (It was late.)| So it was.",
    '"Why?" she asked.| He asked “why?”| Why!| …| Nothing more.',
    f"It burned.{F}| It rained. {F} {F}| He left{F}.| So be it.",
    "Wait…| What?!| No.",
    "Prices rose 4.5 % in the period.| Then they fell to 3.",
    "Er kam, z.B. am Montag.| Sie ging, d.h. sie lief.",
    "火事があった。|雨が降った。",
    "It is v. 2.0 of a.b.c and www.example.org/x.y today.",
    "He sat.| The sun.| Nobody came.",
    "At 5 p.m. John left.| At 5 p.m.| The rest stayed.",
    "A list: one. two. three.",
    "Er kam am 3. Mai.| Der 2. Weltkrieg begann.| See ch. 4. Section 2, vol. XII says.| It was 12.| The end.",
    "Er sagt: „Ich war es. Niemand sonst.“| Dann ging er.| “It burned. It rained.”| He left.",
    'She: "It burned. It rained."| He left.| A 5" pipe.| A 6" pipe.| It was.',
    "« Oui. Non. » dit-il.| “Open.| Then.| More.",
    f"It burned. ({F})| It rained. — {F}| So be it. [{F}, {F}] ({F}).| He left. ({F})| It was late.",
    "no end",
)


@pytest.mark.parametrize("marked", CUT)
def test_sentences_end_where_they_end(marked: str) -> None:
    text = marked.replace("|", "")
    ends = sentences.ends(text)
    starts = [0, *ends[:-1]]
    assert "|".join(text[start:end] for start, end in zip(starts, ends, strict=True)) == marked


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("It burned.", True),
        ("It burned", True),
        ("Did it burn?", False),
        (f"Did it burn?! {F}", False),
        (f"Did it burn? ({F})", False),
        (f"({F})", False),
        ("“Did it burn?”", False),
        ("He asked “did it burn?”", True),
        ("(Did it burn?)", False),
        ("What is known:", False),
        ("***", False),
        ("…", False),
        (F, False),
        ("1846", True),
    ],
)
def test_what_states_something(text: str, states: bool) -> None:
    assert sentences.is_statement(text) is states


ODD = some.text(some.sampled_from(".!?…。 \n\"'”’)]([“aB1é" + F), max_size=80) | some.text(max_size=200)


@settings(max_examples=300, deadline=None)
@given(ODD)
def test_no_text_is_lost(text: str) -> None:
    ends = sentences.ends(text)
    assert ends == sorted(set(ends))
    assert (ends[-1] if ends else 0) == len(text)
    for start, end in zip([0, *ends], ends, strict=False):
        sentences.is_statement(text[start:end])


def test_a_long_text_takes_no_long_time() -> None:
    for piece in ("It burned. ", "a.", "... ", "“", ". " + F, "Mr. ", ", ", ". (", '" "', "„", "« »"):
        assert sentences.ends(piece * 20_000)[-1] == len(piece) * 20_000
        assert sentences.is_statement(piece * 20_000 + F) in (True, False)
