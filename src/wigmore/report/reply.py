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
    rows.sort(key=lambda row: STATES.index(row["state"]) if row["state"] in STATES else len(STATES))
    body = templating.render("reply.html", rows=rows, labels=gathering.known)
    return chapter.Chapter("reply", "Right of reply", ABOUT, len(rows), body, (TABLE,))


ABOUT = "Parties that findings name, and whether anybody put it to them."
