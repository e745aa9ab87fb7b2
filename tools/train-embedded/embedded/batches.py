"""Batches of texts of about one length, by a budget of tokens."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

import torch
from torch import Tensor

from .corpus.examples import Example
from .tokenizer import Tokenizer

OUTPUT_WEIGHTS = {
    "hidden-trace": 1.0, "hidden-other": 0.4, "hidden-order": 1.5, "posterior": 0.6, "answer": 8.0, "residual-answer": 40.0, "order-answer": 30.0,
    "propose-hidden": 3.0, "propose-answer": 6.0, "propose-order": 4.0,
}  # fmt: skip
"""How much a token of the output counts. A single answer token would drown among the tokens of thoughts."""

LABEL_WEIGHT = 8.0
"""Of a label inside a proposer's context: predicting it takes the rule that the proposal must name."""

LONGEST = 2000
"""Texts of more tokens are left out."""


@dataclass(frozen=True, slots=True)
class Encoded:
    format: str
    tokens: list[int]
    weights: list[float]
    """Of each token as a target; the first is never one."""


def encode(example: Example, tokenizer: Tokenizer) -> Encoded:
    context, labels = tokenizer.encode_with_marks(example.context, example.labels)
    output = tokenizer.encode(example.output)
    weight = OUTPUT_WEIGHTS[example.format]
    is_answer = example.format.endswith("answer") and not example.format.startswith("propose")
    if is_answer:
        # The line break before an answer hardly counts, and nothing is learned of what follows the answer.
        output_weights = [0.2] + [weight] * (len(output) - 1)
    else:
        output = [*output, tokenizer.end]
        output_weights = [weight] * len(output)
    tokens = [tokenizer.end, *context, *output]
    weights = [0.0] * (1 + len(context)) + output_weights
    for position in labels:
        weights[1 + position] = LABEL_WEIGHT
    return Encoded(example.format, tokens, weights)


@dataclass(frozen=True, slots=True)
class Batch:
    tokens: Tensor  # [text, position]
    targets: Tensor
    weights: Tensor
    size: int  # tokens without padding


def collate(texts: list[Encoded]) -> Batch:
    longest = max(len(text.tokens) for text in texts) - 1
    tokens = torch.zeros(len(texts), longest, dtype=torch.long)
    targets, weights = torch.zeros_like(tokens), torch.zeros(len(texts), longest)
    for row, text in enumerate(texts):
        length = len(text.tokens) - 1
        ids = torch.tensor(text.tokens)
        tokens[row, :length], targets[row, :length] = ids[:-1], ids[1:]
        weights[row, :length] = torch.tensor(text.weights[1:])
    return Batch(tokens, targets, weights, sum(len(text.tokens) for text in texts))


def stream(draw: Callable[[], Example], tokenizer: Tokenizer, random: Random, budget: int, pool: int) -> Iterator[Batch]:
    """Endless batches of at most `budget` tokens with padding, cut from sorted pools of examples and shuffled."""
    while True:
        texts = [encode(draw(), tokenizer) for _ in range(pool)]
        texts = sorted(
            (text for text in texts if len(text.tokens) <= LONGEST), key=lambda text: len(text.tokens) * (1 + 0.1 * random.random())
        )
        groups: list[list[Encoded]] = [[]]
        for text in texts:
            longest = max([len(text.tokens), *(len(other.tokens) for other in groups[-1])])
            if groups[-1] and longest * (len(groups[-1]) + 1) > budget:
                groups.append([])
            groups[-1].append(text)
        random.shuffle(groups)
        yield from map(collate, groups)
