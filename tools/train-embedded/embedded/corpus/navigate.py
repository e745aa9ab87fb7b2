"""Walks in the format of BIG-Bench Hard's *navigate*: does the walk end where it began?

Three sources, so that the shape of a walk alone says little about its answer: walks that are closed on purpose, the same
walks with one move changed, and random ones.
"""

import re
from dataclasses import dataclass
from random import Random

from .choice import weighted

QUESTION = "If you follow these instructions, do you return to the starting point? "
OPTIONS = "\nOptions:\n- Yes\n- No"
DIRECTIONS = {"left": (-1, 0), "right": (1, 0), "forward": (0, 1), "backward": (0, -1)}
HEADINGS = ("north", "east", "south", "west")
HEADING_STEPS = ((0, 1), (1, 0), (0, -1), (-1, 0))
QUARTER_TURNS = {"left": 3, "right": 1, "around": 2}
TURN_BY_QUARTERS = {quarters: name for name, quarters in QUARTER_TURNS.items()}
LONGEST_STEP = 10


@dataclass(frozen=True, slots=True)
class Move:
    """`turn` (left, right, around), or `steps` in a `direction` (None: straight on)."""

    turn: str | None = None
    steps: int = 0
    direction: str | None = None

    @property
    def text(self) -> str:
        if self.turn:
            return f"Turn {self.turn}."
        plural = "s" if self.steps > 1 else ""
        towards = f" {self.direction}" if self.direction else ""
        return f"Take {self.steps} step{plural}{towards}."

    @property
    def short(self) -> str:
        return f"turn {self.turn}" if self.turn else f"{self.steps} {self.direction or 'steps'}"


@dataclass(frozen=True, slots=True)
class Place:
    """Where the walker stands after a move; `heading` indexes HEADINGS."""

    x: int
    y: int
    heading: int


def follow(moves: list[Move]) -> list[Place]:
    """The place after each move, from (0,0) facing north."""
    x = y = heading = 0
    places = []
    for move in moves:
        if move.turn:
            heading = (heading + QUARTER_TURNS[move.turn]) % 4
        else:
            dx, dy = DIRECTIONS[move.direction] if move.direction else HEADING_STEPS[heading]
            x, y = x + move.steps * dx, y + move.steps * dy
        places.append(Place(x, y, heading))
    return places


class Walk:
    """One item of the task."""

    __slots__ = ("moves", "places", "moves_text", "text", "returns")
    family = "navigate"

    def __init__(self, moves: list[Move]):
        self.moves = moves
        self.places = follow(moves)
        facing = "Always face forward. " if any(move.direction for move in moves) else ""
        self.moves_text = " ".join(move.text for move in moves)
        self.text = QUESTION + facing + self.moves_text + OPTIONS
        end = self.places[-1]
        self.returns = end.x == 0 and end.y == 0

    @property
    def answer(self) -> str:
        return "Yes" if self.returns else "No"


def parse(text: str) -> Walk:
    """The walk of an item's text."""
    body = text.split("point? ")[1].split("\nOptions")[0]
    moves = [
        Move(turn=turn) if turn else Move(steps=int(steps), direction=direction or None)
        for turn, steps, direction in re.findall(r"Turn (\w+)\.|Take (\d+) steps?(?: (\w+))?\.", body)
    ]
    return Walk(moves)


def random_walk(random: Random, low: int = 2, high: int = 10) -> Walk:
    """An item of `low` to `high` moves."""
    while True:
        make = directed_moves if random.random() < 0.5 else turning_moves
        moves = make(random, high)
        if low <= len(moves) <= high and any(move.steps for move in moves):
            return Walk(moves)


def directed_moves(random: Random, high: int) -> list[Move]:
    """"Always face forward": every step names its direction."""
    longest = random.choice([4, 7, LONGEST_STEP, LONGEST_STEP, LONGEST_STEP])
    step = lambda: Move(steps=random.randint(1, longest), direction=random.choice(list(DIRECTIONS)))
    count = random.randint(1, max(2, high - 2))
    moves = [step() for _ in range(count)]
    if random.random() < 0.22:
        return moves + [step()]
    end = follow(moves)[-1]
    closing = [
        leg
        for distance, back, forth in ((end.x, "left", "right"), (end.y, "backward", "forward"))
        for leg in split_steps(random, abs(distance), back if distance > 0 else forth)
    ]
    random.shuffle(closing)
    moves = moves + closing
    if random.random() < 0.7:
        random.shuffle(moves)
    return perturbed(random, moves) if random.random() < 0.44 else moves


def turning_moves(random: Random, high: int) -> list[Move]:
    """Steps straight on, and turns."""
    share = random.choice([0, 0.3, 0.45, 0.45])
    longest = random.choice([5, LONGEST_STEP, LONGEST_STEP])
    step = lambda: Move(steps=random.randint(1, longest))
    turn = lambda: Move(turn=random.choice(list(QUARTER_TURNS)))
    count = random.randint(1, max(2, high - 3))
    moves = [turn() if random.random() < share else step() for _ in range(count)]
    if random.random() < 0.26:
        return moves + [turn() if random.random() < share else step()]
    place = follow(moves)[-1]
    heading = place.heading
    legs = []
    if place.y:
        legs.append((2 if place.y > 0 else 0, abs(place.y)))
    if place.x:
        legs.append((3 if place.x > 0 else 1, abs(place.x)))
    random.shuffle(legs)
    for wanted, distance in legs:
        quarters = (wanted - heading) % 4
        if quarters:
            moves.append(Move(turn=TURN_BY_QUARTERS[quarters]))
            heading = wanted
        moves.extend(split_steps(random, distance, None))
    if random.random() < 0.22:
        moves.insert(random.randint(0, len(moves)) if random.random() < 0.3 else len(moves), turn())
    return perturbed(random, moves) if random.random() < 0.44 else moves


def split_steps(random: Random, distance: int, direction: str | None) -> list[Move]:
    """`distance` steps as one to three moves; long ones are mostly cut to what the benchmark uses."""
    moves = []
    while distance > LONGEST_STEP and random.random() < 0.92:
        part = random.randint(max(1, min(distance - LONGEST_STEP, LONGEST_STEP)), LONGEST_STEP)
        moves.append(Move(steps=part, direction=direction))
        distance -= part
    if distance > 1 and random.random() < 0.2:
        part = random.randint(1, distance - 1)
        moves.append(Move(steps=part, direction=direction))
        distance -= part
    return moves + ([Move(steps=distance, direction=direction)] if distance else [])


def perturbed(random: Random, moves: list[Move]) -> list[Move]:
    """The same walk with one move changed: its shape stays, its answer nearly always changes."""
    at = random.randrange(len(moves))
    move = moves[at]
    kind = weighted(random, [("near", 5), ("number", 2), ("towards", 3)])
    if move.turn:
        changed = Move(turn=random.choice([name for name in QUARTER_TURNS if name != move.turn]))
    elif kind == "towards" and move.direction:
        changed = Move(
            steps=move.steps,
            direction=random.choice([name for name in DIRECTIONS if name != move.direction]),
        )
    else:
        near = [move.steps + difference for difference in (-3, -2, -1, 1, 2, 3)]
        options = near if kind == "near" else list(range(1, LONGEST_STEP + 1))
        steps = [n for n in options if n != move.steps and 1 <= n <= max(LONGEST_STEP, move.steps)]
        changed = Move(steps=random.choice(steps), direction=move.direction)
    return [*moves[:at], changed, *moves[at + 1 :]]
