"""How a boat is rowed."""


def row(strokes: int) -> int:
    # Two oars make one stroke.
    return 2 * strokes


def drift() -> None:
    pass
