"""What views tell beside their tables."""

from wigmore.model import views


def test_definition_is_ordered() -> None:
    """The scope as text, whatever the order in which the case names its keys."""
    scopes: tuple[dict[str, str], ...] = ({}, {"line": "pilot"}, {"line": "pilot", "basis": "nameplate, dry"})
    shown = [views.Said("c", (), "capacity", "x", None, scope).definition for scope in scopes]
    assert shown == ["", "line pilot", "basis nameplate, dry; line pilot"]
