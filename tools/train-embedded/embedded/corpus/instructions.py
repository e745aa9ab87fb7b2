"""Instructions by kind: small grammars whose sentences all ask for the same thing.

HIDDEN are for a layer that writes thoughts, ANSWER for the layer that answers. One sentence in eight, by checksum, is held out
of training and used in the evaluation.
"""

from itertools import product
from random import Random
from zlib import crc32


def sentences(*parts: list[str]) -> list[str]:
    """All ways to take one of each part, with a capital first letter."""
    joined = ("".join(choice) for choice in product(*parts))
    return [text[0].upper() + text[1:] for text in joined]


def yes_if(conditions: list[str]) -> list[str]:
    verbs = ["say Yes if ", "answer Yes if ", "reply Yes if ", "write Yes if "]
    return sentences(verbs, conditions, [", otherwise No.", ", else No.", " and No if not."])


# What a trace is asked for with: verb, object, manner.
_track = ["track", "keep track of", "follow", "trace", "write down", "work out", "record", "update", "note", "give"]
_position = [" the position", " your position", " where you are", " the coordinates", " the location", " the place you reach"]
_each = ["after each move", "after every move", "at each move", "move by move", "one move at a time", "as you go"]
_rest = [".", " and the facing.", " from the start.", ", then give the end."]
_repeat = ["repeat", "copy", "state", "say", "give", "write", "quote"]
_again = [".", " only.", " again.", " in words.", " once more."]

HIDDEN: dict[str, list[str]] = {
    "trace": sentences(_track, _position, [f" {each}" for each in _each], _rest)
    + sentences([f"{each}, " for each in _each], _track, _position, _rest[:3]),
    "count": sentences(
        ["count", "give the number of", "find the number of", "state the number of", "tell the number of", "work out the number of"],
        [" the moves", " all moves", " the commands", " all the commands", " the moves made"],
        [".", " in the text.", " in the list."],
    )
    + sentences(
        ["say how many", "tell how many", "count how many", "write how many"],
        [" moves", " commands"],
        [" there are", " are given", " are made"],
        [".", " in the text."],
    ),
    "turns": sentences(
        ["list", "name", "write down", "give", "note", "point out", "find"],
        [" the turns", " all turns", " every turn", " each turn", " all the turns"],
        [".", " in order.", " that are made.", " in the text.", " you make."],
    ),
    "total": sentences(
        ["add up", "sum", "total", "find the total of", "work out the sum of", "give the sum of"],
        [" the steps", " all steps", " the numbers", " all the numbers", " the step counts"],
        [".", " one by one.", " in order.", " in the text.", " as you go."],
    ),
    "first": sentences(
        _repeat, [" the first move", " the first command", " the opening move", " what comes first", " the move at the front"], _again
    ),
    "last": sentences(
        _repeat, [" the last move", " the final command", " the closing move", " what comes last", " the move at the back"], _again
    ),
    "listing": sentences(
        ["list", "repeat", "restate", "copy", "rewrite", "go over"],
        [" all moves", " every move", " the moves", " all the commands", " each command"],
        [".", " in order.", " briefly.", " in short form.", " once more."],
    ),
    "largest": sentences(
        ["find", "give", "name", "say", "state", "pick", "report"],
        [" the largest number", " the biggest number", " the longest move", " the greatest number", " the highest number"],
        [".", " of steps.", " in the text.", " among them.", " only."],
    ),
    "question": sentences(
        ["restate", "repeat", "rephrase", "say", "explain", "describe"],
        [" the question", " what is asked", " the task", " the goal", " the problem"],
        [".", " in your own words.", " briefly.", " again.", " simply."],
    ),
    "vague": sentences(
        ["think", "work", "reason", "read it", "solve it", "go on", "try", "do it"],
        [".", " carefully.", " slowly.", " well.", " calmly.", " with care.", " now."],
    ),
    "half": sentences(
        ["think about", "consider", "look at", "go through", "work through", "reason about"],
        [" the moves", " each move", " every move", " the path", " the walk", " the route"],
        [".", " carefully.", " slowly.", " in turn."],
    ),
    "sorted": sentences(
        ["write down", "give", "list", "state"],
        [" the adjectives", " the words", " all the adjectives"],
        [" in the right order.", " in the usual order.", " from first to last.", " in the order that is right."],
    ),
    "kinds": sentences(
        ["name", "give", "list", "write down", "note"],
        [" the kind of each adjective", " what each adjective is about", " the kinds of the adjectives", " each adjective's kind"],
        [".", " in order.", " in turn.", " for both options."],
    ),
    "copy": sentences(
        ["copy", "repeat", "write down", "restate"], [" both options", " the two options", " the adjectives"], [".", " in order.", " again."]
    ),
    "order_question": sentences(
        ["restate", "repeat", "rephrase", "say"], [" the question", " what is asked", " the task"], [" about the adjectives.", " about the two options."]
    ),
}

_back = [
    "the end is the start", "you end at the start", "the final position is the start", "the last position is (0,0)",
    "you are back at the start", "the end is (0,0)",
]  # fmt: skip
_kinds_in_order = [
    "opinion, size, age, shape, color, origin, material, purpose",
    "opinion, size, age, shape, color, origin, material",
    "opinion, size, age, shape, color",
    "opinion before size before age before shape before color before origin before material",
    "opinion first, then size, age, shape, color, origin, material and purpose",
    "opinion first, then size, age, shape and color",
]

ANSWER: dict[str, list[str]] = {
    # navigate
    "compare": yes_if(_back)
    + sentences(
        ["compare ", "check ", "match "],
        ["the final position", "the end", "the last position", "the end point"],
        [" with the start.", " with (0,0).", " against the start.", " against (0,0)."],
    ),
    "plain": sentences(
        ["decide ", "say ", "tell ", "judge ", "state ", "follow the moves and say ", "read the sentence and say ", "determine "],
        ["whether ", "if "],
        [
            "you return to the start.", "the walk ends at the start.", "you come back.", "you come back to the starting point.",
            "they end where they began.", "you return to the starting point.", "the walk ends where it began.",
        ],
    )
    + [
        "Do you return to the starting point?", "Do you come back to the start?", "Does the walk end at the start?",
        "Read the following sentence, then determine whether you return to the starting point.",
    ],
    "flip": sentences(
        ["say No if ", "answer No if ", "reply No if ", "write No if "], _back, [", otherwise Yes.", ", else Yes.", " and Yes if not."]
    ),
    "even": yes_if(
        ["the number of moves is even", "there is an even number of moves", "the count of moves is even", "the moves are even in number"]
    )
    + ["Is the number of moves even?", "Is the count of moves even?", "Is there an even number of moves?"],
    "left": yes_if(["the end is left of the start", "you end left of the start", "the last position is on the left"])
    + ["Is the end left of the start?", "Do you end on the left?", "Do you end left of the start?"],
    "right": yes_if(["the end is right of the start", "you end right of the start", "the last position is on the right"])
    + ["Is the end right of the start?", "Do you end on the right?", "Do you end right of the start?"],
    "ahead": yes_if(["the end is ahead of the start", "you end ahead of the start", "the last position is ahead"])
    + ["Is the end ahead of the start?", "Do you end ahead?", "Do you end ahead of the start?"],
    "behind": yes_if(["the end is behind the start", "you end behind the start", "the last position is behind"])
    + ["Is the end behind the start?", "Do you end behind?", "Do you end behind the start?"],
    # hyperbaton
    "order": sentences(
        ["use the order ", "follow the order ", "choose the order ", "pick the order ", "look for the order "], _kinds_in_order, ["."]
    )
    + sentences(["choose the sentence", "pick the sentence", "choose the option", "pick the option"], [" with ", " that has "], _kinds_in_order, ["."]),
    "usual": sentences(
        ["choose", "pick", "find", "say", "name"],
        [" the sentence", " the option", " which sentence"],
        [" whose adjectives stand in the usual English order.", " with the correct adjective order.", " that is better.", " that sounds right."],
    )
    + ["Which sentence has the correct adjective order:", "Which sentence is right?", "Which option is correct?"],
    "reverse": sentences(
        ["choose", "pick", "find", "take"],
        [" the sentence", " the option"],
        [" whose order is wrong.", " that breaks the order.", " with the wrong order.", " where the order is mixed up."],
    ),
    "option_a": sentences(["always ", "just ", ""], ["choose", "pick", "take", "say"], [" A", " the first option", " the first sentence"], [".", " each time."]),
    "option_b": sentences(["always ", "just ", ""], ["choose", "pick", "take", "say"], [" B", " the second option", " the last sentence"], [".", " each time."]),
    # both
    "vague": sentences(
        ["answer", "reply", "respond", "choose", "pick one", "give an answer", "answer the question"],
        [".", " now.", " carefully.", " briefly.", " with one word."],
    ),
}  # fmt: skip


def is_held_out(text: str) -> bool:
    return crc32(text.encode()) % 8 == 0


ALWAYS_TRAINED = {
    # The first instructions of a network: packages/datasets/catalogue.yaml, and the reference's.
    "Follow the moves and say whether they end where they began.",
    "Choose the sentence whose adjectives stand in the usual English order.",
    "Read the following sentence, then determine whether you return to the starting point.",
    "Which sentence has the correct adjective order:",
}


def split(grammar: dict[str, list[str]]) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Trained and held-out sentences of each kind."""
    unique = {kind: list(dict.fromkeys(texts)) for kind, texts in grammar.items()}
    held = lambda text: is_held_out(text) and text not in ALWAYS_TRAINED
    return (
        {kind: [text for text in texts if not held(text)] for kind, texts in unique.items()},
        {kind: [text for text in texts if held(text)] for kind, texts in unique.items()},
    )


HIDDEN_TRAINED, HIDDEN_HELD_OUT = split(HIDDEN)
ANSWER_TRAINED, ANSWER_HELD_OUT = split(ANSWER)


def hidden_instruction(random: Random, kind: str) -> str:
    """One to train on; a vague one is often empty."""
    if kind == "vague" and random.random() < 0.4:
        return ""
    return random.choice(HIDDEN_TRAINED[kind])


def answer_instruction(random: Random, kind: str) -> str:
    if kind == "vague" and random.random() < 0.3:
        return ""
    if kind in ("plain", "usual") and random.random() < 0.15:
        return random.choice([text for text in ANSWER[kind] if text in ALWAYS_TRAINED])
    return random.choice(ANSWER_TRAINED[kind])
