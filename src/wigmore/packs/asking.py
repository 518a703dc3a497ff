"""What somebody asks of a formula in texts, as words and as quantities."""

from collections.abc import Mapping
from fractions import Fraction

from wigmore.kit import frozen, quantity
from wigmore.kit import text as texts
from wigmore.model import pack
from wigmore.packs import leaves, reading
from wigmore.packs.working import LONGEST, AskError, cut


def words_of_routes(held: pack.Pack, formula: pack.Formula) -> Mapping[str, str]:
    """The words for which routes of a pack ask, where a formula takes a route, with their tables."""
    if reading.ROUTE not in formula.words.values():
        return frozen.EMPTY
    return frozen.FrozenDict({word: of for one in held.routes.values() for word, of in one.words.items()})


def quantities(
    texts_by_name: Mapping[str, str],
    formula: pack.Formula,
    known: Mapping[str, str],
    prefix: str,
    reach: Fraction = leaves.EXACT,
) -> tuple[dict[str, str], dict[str, leaves.Leaf]]:
    """What is asked for in texts, as words and as quantities; raises AskError for a text that is neither.

    A name that is a word of the formula stays a word; any other must hold a quantity, of which `reach` is how
    far a number after `~` goes.
    """
    words, given = {}, {}
    for name, text in texts_by_name.items():
        if name in formula.words or name in known:
            words[name] = text
            continue
        try:
            held = read(name, text)
        except AskError:
            near = texts.nearest(name[:LONGEST], formula.words) if name not in formula.inputs else ()
            if near:
                message = f"`{formula.name}` takes no `{cut(name)}`"
                raise AskError(message, name, f"write `{near[0]}`", is_key=True) from None
            raise
        given[name] = leaves.of_quantity(held, name=f"{prefix}{name}", label=name, reach=reach)
    return words, given


def read(name: str, text: str) -> quantity.Quantity:
    """The quantity that is given for a name; raises AskError with the repair."""
    if not text.strip():
        raise AskError(
            f"nothing is given for `{cut(name)}`",
            name,
            f"write a quantity, as `{cut(name)}=5 t`",
        )
    try:
        return quantity.parse(text)
    except quantity.QuantityError as error:
        repair = f"write `{error.suggestion}`" if error.suggestion else "write number before unit"
        kind = "unit" if error.of_unit else "pack"
        raise AskError(f"`{cut(text)}` is not a quantity: {error}", name, repair, kind=kind) from None
