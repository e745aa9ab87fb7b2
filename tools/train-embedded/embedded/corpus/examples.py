"""Training examples: a context, what is written after it, and how much each part counts."""

from dataclasses import dataclass, field
from random import Random
from typing import Callable

from . import formats
from .choice import weighted
from .exclusion import Exclusion
from .hyperbaton import AdjectiveOrder, random_adjective_order
from .instructions import answer_instruction, hidden_instruction
from .navigate import OPTIONS, Walk, random_walk
from .rules import ORDER_RULES, WALK_RULES, order_label, walk_label
from .thoughts import ORDER_THOUGHTS, SHALLOW, WALK_THOUGHTS

Item = Walk | AdjectiveOrder

LABEL_MARK = "\ue000"
"""Stands before a label inside a context while it is rendered; see `unmarked`."""


@dataclass(frozen=True, slots=True)
class Example:
    """`output` follows `context`. `labels` are offsets of answers within the context that are worth predicting too."""

    format: str
    context: str
    output: str
    labels: tuple[int, ...] = field(default=())


# ---------------------------------------------------------------- what is asked for, how often

VAGUE_THOUGHTS = [
    ("count", 0.24), ("first", 0.18), ("turns", 0.18), ("question", 0.14), ("last", 0.07), ("listing", 0.06), ("largest", 0.05),
    ("total", 0.05), ("trace", 0.03),
]  # fmt: skip
HIDDEN_ASKED = [("trace", 0.44), ("vague", 0.16), ("half", 0.08), *((kind, 0.04) for kind in SHALLOW)]
WALK_ASKED = [
    ("compare", 0.26), ("plain", 0.16), ("vague", 0.07), ("flip", 0.14), ("left", 0.08), ("right", 0.08), ("ahead", 0.08), ("behind", 0.08),
    ("even", 0.05),
]  # fmt: skip
ORDER_ASKED = [("order", 0.58), ("usual", 0.16), ("vague", 0.06), ("reverse", 0.14), ("option_a", 0.03), ("option_b", 0.03)]
WALK_PROPOSED = [("compare", 0.25), ("flip", 0.15), ("left", 0.15), ("right", 0.15), ("ahead", 0.15), ("behind", 0.15)]
ORDER_PROPOSED = [("order", 0.5), ("reverse", 0.2), ("option_a", 0.15), ("option_b", 0.15)]


FORWARD_TEMPLATES = [("suffix_forward_tbs", 0.85), ("suffix_forward", 0.05), ("thoughts_forward", 0.05), ("analysis_forward", 0.05)]
POSTERIOR_TEMPLATES = [
    ("suffix_forward_tbs_y", 0.72), ("suffix_forward_y", 0.04), ("thoughts_forward_y", 0.04), ("analysis_forward_y", 0.04),
    ("suffix_backward_h_np_y", 0.1), ("thoughts_backward", 0.03), ("analysis_backward", 0.03),
]  # fmt: skip


class Corpus:
    """Draws examples; one random stream, one exclusion count."""

    def __init__(self, random: Random, exclusion: Exclusion | None = None):
        self.random = random
        self.exclusion = exclusion or Exclusion()
        self.short: list[tuple[Callable[[], Example], float]] = [
            (self.hidden, 0.24), (self.posterior, 0.15), (self.answer, 0.09), (self.residual_answer, 0.23), (self.order_answer, 0.18),
            (self.order_hidden, 0.11),
        ]  # fmt: skip
        self.long: list[tuple[Callable[[], Example], float]] = [
            (self.propose_hidden, 0.2), (self.propose_answer, 0.62), (self.propose_order, 0.18),
        ]  # fmt: skip

    def draw_short(self) -> Example:
        return weighted(self.random, self.short)()

    def draw_long(self) -> Example:
        return weighted(self.random, self.long)()

    # ------------------------------------------------------------ items

    def walk(self, low: int = 2, high: int = 11) -> Walk:
        return self._allowed(lambda: random_walk(self.random, low, high))

    def order(self, high: int = 6) -> AdjectiveOrder:
        return self._allowed(lambda: random_adjective_order(self.random, high=high))

    def _allowed(self, draw: Callable[[], Item]) -> Item:
        while True:
            item = draw()
            if self.exclusion.allows(item.text):
                return item

    # ------------------------------------------------------------ thoughts

    def vague_thought(self) -> str:
        return weighted(self.random, VAGUE_THOUGHTS)

    def thought_kind(self, asked: str, instruction: str) -> str:
        """What is written under an instruction; one specific instruction in twelve is not followed."""
        if asked == "half":
            share = 0.5 if any(word in instruction for word in ("path", "walk", "route")) else 0.25
            return "trace" if self.random.random() < share else self.vague_thought()
        return self.vague_thought() if asked == "vague" or self.random.random() < 0.08 else asked

    def hidden_input(self, text: str) -> str:
        """Some layers are shown an input without its options."""
        return text.removesuffix(OPTIONS) if self.random.random() < 0.12 else text

    def hidden(self) -> Example:
        walk = self.walk()
        asked = weighted(self.random, HIDDEN_ASKED)
        instruction = hidden_instruction(self.random, asked)
        kind = self.thought_kind(asked, instruction)
        name = weighted(self.random, FORWARD_TEMPLATES)
        context = formats.render(name, input=self.hidden_input(walk.text), prompt=instruction)
        return Example("hidden-trace" if kind == "trace" else "hidden-other", context, "\n" + WALK_THOUGHTS[kind](walk))

    def posterior(self) -> Example:
        """A thought, given the answer too; one answer in five is wrong, so that it cannot replace the trace."""
        random = self.random
        walk = self.walk()
        asked = weighted(random, [("vague", 0.5), ("trace", 0.2), ("half", 0.1), *((kind, 0.025) for kind in SHALLOW)])
        instruction = hidden_instruction(random, asked)
        chance = random.random()
        if asked in ("vague", "half"):
            kind = "trace" if chance < 0.65 else self.vague_thought()
        elif asked == "trace":
            kind = "trace" if chance < 0.9 else self.vague_thought()
        else:
            kind = "trace" if chance < 0.4 else asked if chance < 0.8 else self.vague_thought()
        returns = walk.returns if random.random() < 0.8 else not walk.returns
        answer = yes_no(returns, random.choice(["Yes", "yes"]))
        text = self.hidden_input(walk.text)
        name = weighted(random, POSTERIOR_TEMPLATES)
        if "backward" in name:
            written = WALK_THOUGHTS[self.thought_kind(asked, instruction)](walk)
            above = answer_instruction(random, weighted(random, WALK_ASKED))
            version = formats.versions(name)[-1]
            context = formats.render(
                name, version, input=text, h=written, prompt=instruction, next_prompt=above, y=answer,
                message=random.choice(formats.messages(name, version)),
            )  # fmt: skip
        else:
            context = formats.render(name, input=text, prompt=instruction, y=answer)
        return Example("posterior", context, "\n" + WALK_THOUGHTS[kind](walk))

    def order_hidden(self) -> Example:
        item = self.order()
        asked = weighted(self.random, [("vague", 0.2), ("sorted", 0.35), ("kinds", 0.3), ("copy", 0.08), ("order_question", 0.07)])
        instruction = hidden_instruction(self.random, asked)
        kind = self.random.choice(list(ORDER_THOUGHTS)) if asked == "vague" or self.random.random() < 0.08 else asked
        if self.random.random() < 0.6:
            context = formats.render("suffix_forward_tbs", input=item.text, prompt=instruction)
        else:
            answer = letter(item.right, self.random.choice(["a", "A", "(A)"]))
            context = formats.render("suffix_forward_tbs_y", input=item.text, prompt=instruction, y=answer)
        return Example("hidden-order", context, "\n" + ORDER_THOUGHTS[kind](item))

    # ------------------------------------------------------------ answers

    def answer(self) -> Example:
        walk = self.walk()
        kind = weighted(self.random, WALK_ASKED)
        return self._walk_answer("answer", walk, walk.text, kind, has_trace=False)

    def residual_answer(self) -> Example:
        walk = self.walk()
        kind = weighted(self.random, WALK_ASKED)
        thought = "trace" if self.random.random() < 0.55 else self.random.choice(SHALLOW)
        text = formats.render("classify_residual", input=walk.text, output=WALK_THOUGHTS[thought](walk))
        return self._walk_answer("residual-answer", walk, text, kind, has_trace=thought == "trace")

    def _walk_answer(self, format: str, walk: Walk, text: str, kind: str, has_trace: bool) -> Example:
        context = formats.render("classify_forward", input=text, prompt=answer_instruction(self.random, kind), answer="")
        label = walk_label(kind, walk, self.random, has_trace)
        return Example(format, context, "\n" + yes_no(label, "Yes" if self.random.random() < 0.8 else "yes"))

    def order_answer(self) -> Example:
        item = self.order()
        kind = weighted(self.random, ORDER_ASKED)
        text = item.text
        if self.random.random() < 0.25:
            text = formats.render("classify_residual", input=text, output=self.random.choice(list(ORDER_THOUGHTS.values()))(item))
        context = formats.render("classify_forward", input=text, prompt=answer_instruction(self.random, kind), answer="")
        label = order_label(kind, item, self.random)
        return Example("order-answer", context, "\n" + letter(label, "A" if self.random.random() < 0.8 else "a"))

    # ------------------------------------------------------------ proposals

    def propose_hidden(self) -> Example:
        """An instruction, from thoughts that should have been written."""
        random = self.random
        wanted = "trace" if random.random() < 0.36 else random.choice(SHALLOW)
        asked = weighted(random, [("vague", 0.5), ("half", 0.1), ("trace", 0.12), *((kind, 0.035) for kind in SHALLOW)])
        instruction = hidden_instruction(random, asked)
        purity = random.choice([1, 1, 0.8, 0.6])
        rows = []
        for index in range(random.choice([3, 3, 4, 4, 5, 6, 8, 10])):
            walk = self.walk(high=random.choice([3, 4, 5, 6, 9, 9]))
            kind = wanted if index == 0 or random.random() < purity else self.vague_thought()
            written = WALK_THOUGHTS[self.thought_kind(asked, instruction)](walk)
            rows.append(row(walk.text, written, WALK_THOUGHTS[kind](walk), random.random() < 0.45))
        return self._proposal("propose-hidden", instruction, rows, hidden_instruction(random, wanted))

    def propose_answer(self) -> Example:
        """An instruction, from answers that follow a rule. The student's answers mostly are by chance: would they follow the present
        instruction, they could be predicted from it, and the labels would teach nothing about the rule. One present instruction in four
        is right already: from those the model learns to see in each example what a rule is about."""
        random = self.random
        wanted = weighted(random, WALK_PROPOSED)
        others = [kind for kind in WALK_RULES if kind != wanted]
        asked = weighted(random, [(wanted, 0.25), ("plain", 0.25), ("vague", 0.2), *((kind, 0.3 / len(others)) for kind in others)])
        # Only a trace shows where a walk ends, which every rule is about; without one, comparing is the best guess.
        none, traced = (0.2, 0.6) if wanted == "compare" else (0.02, 0.95)
        thought = weighted(random, [(None, none), ("trace", traced), ("shallow", 1 - none - traced)])
        style, written_style = random.choice([("Yes", "yes"), ("Yes", "yes"), ("Yes", "Yes"), ("yes", "yes")])
        follows = random.random() < 0.2
        # Where rows are short, labels are many of the tokens: what they depend on is found there first, and then in whole rows too.
        size = weighted(random, [("end", 0.4), ("moves", 0.25), ("whole", 0.35)])
        rows = []
        longest = random.choice([2, 3, 3, 4, 9])
        for _ in range(random.choice([4, 5, 6, 6, 8] if size == "whole" else [4, 6, 8, 10, 12])):
            walk = self.labelled_walk(wanted, random.random() < 0.5, longest)
            text, kind = walk.text if size == "whole" else walk.moves_text, thought
            if size == "end":
                kind = "trace"
                text = WALK_THOUGHTS["trace"](walk).rsplit(". ", 1)[-1]
            elif thought:
                kind = self.vague_thought() if thought == "shallow" else thought
                text = formats.render("classify_residual", input=text, output=WALK_THOUGHTS[kind](walk))
            label = WALK_RULES[wanted](walk)
            written = walk_label(asked, walk, random, has_trace=kind == "trace") if follows else random.random() < 0.5
            rows.append(label_row(text, yes_no(written, written_style), yes_no(label, style), written == label))
        return self._proposal("propose-answer", answer_instruction(random, asked), rows, answer_instruction(random, wanted))

    def labelled_walk(self, rule: str, label: bool, longest: int) -> Walk:
        """A walk with a given label (nearly always: some rules are rare among short walks), so that both labels are shown."""
        for _ in range(12):
            walk = self.walk(high=longest)
            if WALK_RULES[rule](walk) == label:
                break
        return walk

    def propose_order(self) -> Example:
        random = self.random
        wanted = weighted(random, ORDER_PROPOSED)
        asked = weighted(random, [("usual", 0.5), ("vague", 0.2), *((kind, 0.1) for kind in ORDER_RULES if kind != wanted)])
        style, written_style = random.choice([("(A)", "a"), ("(A)", "a"), ("A", "A"), ("a", "a")])
        follows = random.random() < 0.2
        is_compact = random.random() < 0.5
        rows = []
        for _ in range(random.choice([4, 5, 6, 6, 8, 10])):
            item = self.order(high=random.choice([2, 3] if is_compact else [3, 4, 6]))
            label = ORDER_RULES[wanted](item)
            written = order_label(asked, item, random) if follows else random.randrange(2)
            text = item.options_text if is_compact else item.text
            rows.append(label_row(text, letter(written, written_style), letter(label, style), written == label))
        return self._proposal("propose-order", answer_instruction(random, asked), rows, answer_instruction(random, wanted))

    def _proposal(self, format: str, instruction: str, rows: list[dict], wanted: str) -> Example:
        """Renders the examples in either of the two newest versions of the template. There is always an error to fix."""
        if all(shown["loss"] == 0 for shown in rows):
            at = self.random.randrange(len(rows))
            rows[at] = rows[at]["otherwise"]
        version = self.random.choice(formats.versions("q_action_prompt")[-2:])
        text = formats.render(
            "q_action_prompt", version, prompt=instruction, backward_infos=rows,
            message=self.random.choice(formats.messages("q_action_prompt", version)),
        )  # fmt: skip
        context, labels = unmarked(text)
        return Example(format, context, " " + wanted, labels)


def row(text: str, output: str, target: str, is_right: bool) -> dict:
    """An example as the template shows it."""
    shown = {"input": text, "output": output, "target": target}
    return {**shown, "loss": 0.0 if is_right else 1.0, "otherwise": {**shown, "loss": 1.0, "otherwise": None}}


def label_row(text: str, output: str, target: str, is_right: bool) -> dict:
    """An example whose label is worth predicting: the target of a success, the wrong output of an error (which tells the target)."""
    if is_right:
        wrong = {"input": text, "output": marked(opposite(target, output)), "target": target, "loss": 1.0, "otherwise": None}
        return {"input": text, "output": output, "target": marked(target), "loss": 0.0, "otherwise": wrong}
    return {"input": text, "output": marked(output), "target": target, "loss": 1.0, "otherwise": None}


def marked(answer: str) -> str:
    """With the mark before its first letter: a bracket is the same for every answer."""
    return answer.replace("(", "(" + LABEL_MARK) if answer.startswith("(") else LABEL_MARK + answer


def opposite(target: str, style: str) -> str:
    """The other answer than `target`, written like `style`."""
    lowered = target.lower().strip("()")
    if lowered in ("yes", "no"):
        return yes_no(lowered == "no", "Yes" if style[0].isupper() else "yes")
    return letter(0 if lowered == "b" else 1, "a" if style in ("a", "b") else "A" if style in ("A", "B") else "(A)")


def unmarked(text: str) -> tuple[str, tuple[int, ...]]:
    """The text without marks, and the offset at which each stood."""
    pieces = text.split(LABEL_MARK)
    offsets, at = [], 0
    for piece in pieces[:-1]:
        at += len(piece)
        offsets.append(at)
    return "".join(pieces), tuple(offsets)


def yes_no(value: bool, style: str) -> str:
    word = "Yes" if value else "No"
    return word if style == "Yes" else word.lower()


def letter(index: int, style: str) -> str:
    return style.replace("A", "AB"[index]).replace("a", "ab"[index])
