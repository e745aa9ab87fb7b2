"""The answer that each kind of instruction determines.

A vague instruction is answered carelessly: with a trace before it, it looks at the first coordinate of the end only, and without one
it is right a little more often than not. So a network whose hidden layer has learned to trace still has something to learn above.
"""

from random import Random
from typing import Callable

from .hyperbaton import AdjectiveOrder
from .navigate import Walk

WALK_RULES: dict[str, Callable[[Walk], bool]] = {
    "compare": lambda walk: walk.returns,
    "flip": lambda walk: not walk.returns,
    "even": lambda walk: len(walk.moves) % 2 == 0,
    "left": lambda walk: walk.places[-1].x < 0,
    "right": lambda walk: walk.places[-1].x > 0,
    "ahead": lambda walk: walk.places[-1].y > 0,
    "behind": lambda walk: walk.places[-1].y < 0,
}
ORDER_RULES: dict[str, Callable[[AdjectiveOrder], int]] = {
    "order": lambda item: item.right,
    "reverse": lambda item: 1 - item.right,
    "option_a": lambda item: 0,
    "option_b": lambda item: 1,
}


def walk_label(kind: str, walk: Walk, random: Random, has_trace: bool) -> bool:
    """Whether the answer is Yes, under an instruction of a kind, after a thought that is a trace or is not."""
    rule = WALK_RULES.get(kind)
    if rule:
        return rule(walk)
    if has_trace:
        return walk.places[-1].x == 0
    right = 0.9 if kind == "plain" else 0.65
    return walk.returns if random.random() < right else not walk.returns


def order_label(kind: str, item: AdjectiveOrder, random: Random) -> int:
    """The option (0 or 1) that is chosen under an instruction of a kind; a vague one mostly gets the first."""
    rule = ORDER_RULES.get(kind)
    if rule:
        return rule(item)
    return 0 if random.random() < 0.8 else item.right
