"""Adjective order in the format of BIG-Bench Hard's *hyperbaton*: which of two sentences has it right?

English puts adjectives in the order of KINDS. One option is in that order, the other a permutation of the same words.
"""

from random import Random

QUESTION = "Which sentence has the correct adjective order:\nOptions:\n"

KINDS: dict[str, tuple[str, ...]] = {
    "opinion": tuple(
        "good nice lovely wonderful silly awful terrible obnoxious mysterious repulsive ridiculous pretty ugly funny strange"
        " beautiful boring great fine charming horrible cute clever useful odd".split()
    ),
    "size": tuple("big small little tiny huge enormous large midsize normal-size giant short tall long massive".split()),
    "age": tuple("new old ancient archaic old-fashioned brand-new young modern antique recent".split()),
    "shape": tuple(
        "square rectangular spherical circular triangular round pyramidal prismlike oval flat conical curved".split()
    ),
    "color": tuple(
        "red blue green white black grey gray silver gold purple pink brown yellow orange tan teal aqua crimson cyan ivory"
        " turquoise indigo magenta maroon beige".split()
    ),
    "origin": tuple(
        "Iranian French Russian Thai Polish Mexican American Brazilian Indian Chinese Japanese German Italian Spanish Turkish"
        " Nigerian Pakistani Egyptian Vietnamese Filipino Indonesian Ethiopian Bangladeshi Congolese Korean Portuguese".split()
    ),
    "material": tuple("rubber steel wood glass leather cloth wool iron paper plastic fiberglass cardboard zinc silk cotton".split()),
    "purpose": tuple(
        "eating smoking snorkeling drinking whittling hiking walking exercise driving typing pencil cooking sleeping riding"
        " racing fishing".split()
    ),
}
"""Adjectives by kind, in the right order."""

RANK = {word: rank for rank, words in enumerate(KINDS.values()) for word in words}
KIND_NAMES = tuple(KINDS)
NOUNS = tuple(
    "ship surfboard shoe computer chair dog car ball sweater knife motorcycle cat monkey book table house lamp boat hat bag".split()
)


class AdjectiveOrder:
    """One item of the task: two lists of adjectives before a noun."""

    __slots__ = ("options", "noun", "right", "options_text", "text")
    family = "hyperbaton"

    def __init__(self, options: tuple[list[str], list[str]], noun: str, right: int):
        self.options = options
        self.noun = noun
        self.right = right
        self.options_text = "\n".join(f"({letter}) {' '.join(words)} {noun}" for letter, words in zip("AB", options))
        self.text = QUESTION + self.options_text

    @property
    def answer(self) -> str:
        return "AB"[self.right]


def random_adjective_order(random: Random, low: int = 2, high: int = 6) -> AdjectiveOrder:
    """An item with `low` to `high` adjectives of different kinds."""
    count = random.choice([n for n in (2, 2, 2, 2, 3, 3, 4, 4, 5, 6) if low <= n <= high])
    ranks = sorted(random.sample(range(len(KIND_NAMES)), count))
    ordered = [random.choice(KINDS[KIND_NAMES[rank]]) for rank in ranks]
    wrong = ordered[:]
    if random.random() < 0.35:
        at = random.randrange(count - 1)
        wrong[at], wrong[at + 1] = wrong[at + 1], wrong[at]
    else:
        while wrong == ordered:
            random.shuffle(wrong)
    right = random.randrange(2)
    options = (ordered, wrong) if right == 0 else (wrong, ordered)
    return AdjectiveOrder(options, random.choice(NOUNS), right)
