"""The chapter of the right of reply: who is named in findings, and whether they were asked."""

from wigmore.report import chapter, items, templating

TABLE = "reply/reply"
COLUMNS = ("party", "findings", "inquiries", "state")
STATES = ("not asked", "no inquiry", "asked, no answer", "answered")
"""The states in the order of the chapter: what is still to be done comes first."""


def tell(gathering: items.Gathering) -> chapter.Chapter | None:
    """The parties by how far they were heard."""
    rows = gathering.table(TABLE, COLUMNS)
    if not rows:
        return None
    by_state: dict[str, list[object]] = {state: [] for state in STATES}
    for row in rows:
        by_state.setdefault(str(row["state"]), []).append(row)
    body = templating.render("reply.html", states=by_state, labels=gathering.known)
    return chapter.Chapter("reply", "Right of reply", ABOUT, len(rows), body, (TABLE,))


ABOUT = "Parties that findings name, and whether anybody put it to them."
