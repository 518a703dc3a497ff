"""The page of the example cases: trails, links, headings, policy, and the same bytes from cache and clean."""

import base64
import hashlib
import itertools
import re
from collections.abc import Callable
from functools import cache

import pytest

from tests import cases
from tests.report import walk
from wigmore.model import compiled, trace
from wigmore.report import html, items, trails

pytestmark = pytest.mark.usefixtures("whole_lists")

NAMES = ("childbed-fever", "harbour-ownership", "municipal-procurement", "nano-one-lg")
DATA = frozenset({"bdi", "blockquote", "q", "td", "th", "time", "code", "style", "script", "title"})
"""Elements that hold values and words of the case; everything else is the page's own prose."""


def clean(_name: str, _content: str, make: Callable[[], str]) -> str:
    return make()


@cache
def text(name: str) -> str:
    return html.render(cases.example(name), clean)


@cache
def page(name: str) -> walk.Element:
    return walk.read(text(name))


@pytest.fixture(params=NAMES)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_every_finding_leads_down_its_trail(name: str) -> None:
    findings = page(name).of_class("finding")
    assert len(findings) == len(cases.example(name).findings) > 0
    for one in findings:
        assert one.attributes["id"].startswith("finding:")
        links = [link.attributes["href"] for link in one.of_class("trail")]
        inside = {f"#{held.attributes['id']}" for held in one if "id" in held.attributes}
        assert set(links) & inside, one.text()


def test_every_trail_ends(name: str) -> None:
    ends = 0
    elsewhere = set(trails.ELSEWHERE.values())
    for steps in page(name).of_class("steps"):
        for step in steps.of_tag("li"):
            if "more" in step.classes:
                continue  # a long trail is cut, and says by how much
            if not step.of_tag("ul") and not elsewhere & {r.text() for r in step.of_class("role")}:
                assert step.attributes["data-end"] in trace.ENDS
                ends += 1
    assert ends >= len(cases.example(name).findings)


def test_every_step_of_a_trail_is_shown(name: str) -> None:
    for one in cases.example(name).findings:
        shown = next(e for e in page(name).of_class("trail-of") if e.attributes["id"] == f"trail:{one['id']}")
        direct = [child for child in shown.of_class("steps")[0].children if isinstance(child, walk.Element)]
        whole, cut = (trace.trace_finding(cases.example(name), one, most) for most in (None, trails.MOST))
        more = [child for child in direct if "more" in child.classes]
        assert len(direct) - len(more) == len(cut.below)
        assert bool(more) == (len(whole.below) > len(cut.below))


def test_links_inside_the_page_lead_somewhere(name: str) -> None:
    ids = [one.attributes["id"] for one in page(name) if "id" in one.attributes]
    assert len(ids) == len(set(ids)), [one for one in ids if ids.count(one) > 1]
    assert len([one for one in page(name).of_tag("a") if one.attributes["href"].startswith("#")]) > 100
    assert dead_links(page(name)) == set()


def dead_links(top: walk.Element) -> set[str]:
    """Links inside the page that lead nowhere."""
    links = {one.attributes["href"] for one in top.of_tag("a")}
    ids = {one.attributes["id"] for one in top if "id" in one.attributes}
    return {link for link in links if link.startswith("#") and link[1:] not in ids}


def test_every_record_has_its_place(name: str) -> None:
    ids = {one.attributes.get("id") for one in page(name)}
    for kind, rows in cases.example(name).records.items():
        if kind != "case":
            assert not set(rows) - ids, kind


def numbers_without_trail(top: walk.Element) -> list[str]:
    """Texts of the page's own prose that hold a digit and lead nowhere."""
    found = []
    for holder, words in top.texts():
        if not re.search(r"\d", words):
            continue
        around = [holder, *holder.above]
        if any(one.tag in DATA or "trail" in one.classes for one in around):
            continue
        if any("said" in one.classes and one.of_class("trail") for one in around):
            continue
        found.append(words)
    return found


def test_no_sentence_with_a_number_lacks_a_trail(name: str) -> None:
    assert numbers_without_trail(page(name)) == []


def test_the_check_for_numbers_sees_a_breach() -> None:
    broken = text("nano-one-lg").replace(
        '<p class="lede">What the a', '<p class="lede">3 analyses. What the a', 1
    )
    assert numbers_without_trail(walk.read(broken)) == ["3 analyses. " + "What the analyses found. Each sentence leads down its trail to the passages, rules, inquiries and assumptions on which it rests."]  # fmt: skip # noqa: E501
    dead = text("nano-one-lg").replace('class="trail"', 'class="other"')
    assert len(numbers_without_trail(walk.read(dead))) > 10


def test_sentences_of_analyses_and_checks_have_trails(name: str) -> None:
    for holder in (*page(name).of_class("key"), *page(name).of_class("checks")):
        for one in holder.of_tag("li"):
            assert one.of_class("trail"), one.text()


def test_nothing_is_loaded_from_outside(name: str) -> None:
    for one in page(name):
        for key, value in one.attributes.items():
            assert key not in ("src", "srcset", "style", "action", "formaction", "data", "poster", "ping")
            assert not key.startswith("on"), f"<{one.tag} {key}>"
            assert "url(" not in value
        if "href" in one.attributes:
            assert one.tag == "a"
            assert re.match(r"#|https?://", one.attributes["href"])
            if not one.attributes["href"].startswith("#"):
                assert one.attributes["rel"] == "noreferrer noopener"
    for one in page(name).of_tag("style"):
        assert not re.search(r"url\(|@import|@font-face", one.text())
    assert not page(name).of_tag("img", "iframe", "link", "object", "embed", "base", "form", "video")


def test_content_policy_fits_what_is_inlined(name: str) -> None:
    metas = [one for one in page(name).of_tag("meta") if "http-equiv" in one.attributes]
    assert [one.attributes["http-equiv"] for one in metas] == ["Content-Security-Policy"]
    policy = dict(part.strip().split(" ", 1) for part in metas[0].attributes["content"].split(";"))
    assert policy["default-src"] == "'none'"
    styles, scripts = (
        [held.text() for held in found] for found in (page(name).of_tag("style"), walk.running(page(name)))
    )
    assert scripts
    for packed in page(name).of_class("bundle"):
        scripts.append(walk.unpacked(packed.text()))
    for directive, held in (("style-src", styles), ("script-src", scripts)):
        digests = [hashlib.sha256(one.encode()).digest() for one in held]
        wanted = [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]
        assert policy[directive].split() == wanted
    assert set(policy) == {"default-src", "style-src", "script-src", "base-uri", "form-action"}


def test_headings_come_in_order(name: str) -> None:
    levels = [int(one.tag[1]) for one in page(name).of_tag("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert heading_steps(page(name)) <= 1
    assert all(one.text().strip() for one in page(name).of_tag("h1", "h2", "h3", "h4"))


def heading_steps(top: walk.Element) -> int:
    """The widest step down from a heading to the next."""
    levels = [int(one.tag[1]) for one in top.of_tag("h1", "h2", "h3", "h4", "h5", "h6")]
    return max(below - above for above, below in itertools.pairwise(levels))


def test_landmarks_tables_and_labels(name: str) -> None:
    assert len(page(name).of_tag("main")) == len(page(name).of_tag("nav")) == 1
    assert page(name).of_tag("html")[0].attributes["lang"] == "en"
    assert page(name).of_class("skip")[0].attributes["href"] == "#main"
    for one in page(name).of_tag("th"):
        assert one.attributes.get("scope") in ("col", "row", "colgroup")
    for one in page(name).of_tag("input"):
        assert any(held.tag == "label" for held in one.above)
    ids = {one.attributes.get("id") for one in page(name)}
    for one in page(name):
        assert one.attributes.get("aria-labelledby", "main") in ids
        assert one.tag != "table" or any({"scroll", "panel"} & set(held.classes) for held in one.above)


def test_the_same_bytes_twice_and_from_the_cache(name: str) -> None:
    kept: dict[str, str] = {}
    made: list[str] = []

    def remember(what: str, content: str, make: Callable[[], str]) -> str:
        key = f"{what} {content}"
        if key not in kept:
            made.append(what)
            kept[key] = make()
        return kept[key]

    first = html.render(cases.example(name), remember)
    assert made
    made.clear()
    assert html.render(cases.example(name), remember) == first == text(name)
    assert made == []


def test_an_edit_renders_little_anew() -> None:
    held = cases.example("childbed-fever")
    records = {kind: dict(rows) for kind, rows in held.records.items()}
    records["claims"]["air-blamed"] = {**records["claims"]["air-blamed"], "says": "Something else."}
    edited = compiled.Compiled({**held.data, "records": records})
    kept: dict[str, str] = {}
    made: list[str] = []

    def remember(what: str, content: str, make: Callable[[], str]) -> str:
        if content not in kept:
            made.append(what)
            kept[content] = make()
        return kept[content]

    html.render(held, remember)
    parts = len(made)
    made.clear()
    after = html.render(edited, remember)
    assert 0 < len(made) < parts / 2
    assert after == html.render(edited, clean)
    assert "Something else." in after


def test_chunks_move_no_other_border() -> None:
    many = [{"id": f"claim-{number}"} for number in range(2000)]
    before = items.chunks(many)
    after = items.chunks([*many[:700], {"id": "one-more"}, *many[700:]])
    assert 10 < len(before) < 100
    assert sum(1 for one in after if one not in before) <= 2


def test_claims_tell_speaker_stance_place_quote_and_state() -> None:
    cards = {
        one.attributes["id"]: one for one in page("childbed-fever").of_class("claim") if "card" in one.classes
    }
    words = " ".join(cards["air-blamed"].text().split())
    for wanted in ("reported", "Ignaz Semmelweis", "says so", "THE AIR", "verified in stored bytes"):
        assert wanted in words
    assert cards["air-blamed"].of_tag("blockquote")[0].text() == "influences of the air, the sky and the soil"
    copies = " ".join(cards["mortality-first-1847-04"].text().split())
    assert "copies, counted once" in copies
    chips = [one for one in cards["air-blamed"].of_class("chip") if one.tag == "a"]
    assert chips[0].attributes["href"] == "#policy:status/one-speaker"


def test_accepted_warnings_stand_at_their_place() -> None:
    cards = {one.attributes["id"]: one for one in page("nano-one-lg").of_class("source")}
    assert "Accepted warning S021" in cards["nano-one-2020-08"].text()
    assert "looked for in vain" in cards["nano-one-2020-08"].text()


def test_known_on_tells_what_is_left_out() -> None:

    held = cases.example("nano-one-lg", "2022-12-31")
    assert held.data["left_out"]
    shown = html.render(held, clean)
    (lost,) = walk.read(shown).of_class("left-out")
    for name in held.data["left_out"]:
        assert name in lost.text()
    assert numbers_without_trail(walk.read(shown)) == []
