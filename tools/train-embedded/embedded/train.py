"""Trains the model: two single-threaded processes that average their gradients.

    python -m embedded.train --minutes 70 [--name model] [--from other.pt] [--seed 7]

Two processes of one thread each beat one process of two threads wherever something else runs on the machine too: threads wait for each other
by spinning. Arithmetic in bfloat16, weights and optimizer in float32. The learning rate follows a cosine over elapsed time, so that a run ends
when it should; figures therefore vary a little from machine to machine although every seed is fixed.
"""

import os

os.environ.update(OMP_NUM_THREADS="1", MKL_NUM_THREADS="1")

import argparse
import json
import math
import time
from collections import defaultdict
from random import Random

import torch
import torch.multiprocessing as multiprocessing
from torch import Tensor

from . import paths
from .batches import Encoded, collate, encode, stream
from .corpus.examples import Corpus
from .import_gguf import import_model
from .model import LanguageModel, Shape, load, save
from .optimizers import AdamW, Muon
from .tokenizer import Tokenizer

PROCESSES = 2
SHORT_BUDGET, LONG_BUDGET = 1300, 2800
CLIP, WARM_UP = 1.0, 100
LOWEST_RATE = 0.02


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Trains the embedded model.")
    parser.add_argument("--minutes", type=float, default=70)
    parser.add_argument("--name", default="model", help="of the checkpoint and the log in build/")
    parser.add_argument("--from", dest="start", help="what to go on from: a checkpoint in build/, or a GGUF file there")
    parser.add_argument("--rate", type=float, default=3e-3)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--width", type=int, default=160)
    parser.add_argument("--layers", type=int, default=5)
    parser.add_argument("--heads", type=int, default=5)
    parser.add_argument("--inner", type=int, default=448)
    parser.add_argument("--validate-every", type=float, default=5, help="minutes")
    return parser.parse_args()


def validation_set(tokenizer: Tokenizer, each: int = 48) -> dict[str, list[Encoded]]:
    """Fixed examples of every format, drawn with a seed of their own."""
    corpus = Corpus(Random(12345))
    found: dict[str, list[Encoded]] = defaultdict(list)
    for draw, count in ((corpus.draw_short, 800), (corpus.draw_long, 160)):
        for _ in range(count):
            text = encode(draw(), tokenizer)
            if len(found[text.format]) < each and len(text.tokens) < 1000:
                found[text.format].append(text)
    return dict(sorted(found.items()))


@torch.no_grad()
def validate(model: LanguageModel, texts: dict[str, list[Encoded]]) -> dict[str, dict[str, float]]:
    """Per format: nats a token of output, share of outputs that are right in every token, and nats a label inside a proposer's context."""
    report = {}
    for name, group in texts.items():
        ordered = sorted(group, key=lambda text: len(text.tokens))
        nats = tokens = right = label_nats = labels = 0.0
        for at in range(0, len(ordered), 8):
            part = ordered[at : at + 8]
            batch = collate(part)
            logits = model.logits(model.hidden(batch.tokens)).float()
            losses = -torch.log_softmax(logits, -1).gather(-1, batch.targets[..., None])[..., 0]
            hits = logits.argmax(-1) == batch.targets
            for row, text in enumerate(part):
                scored = [index for index, weight in enumerate(text.weights[1:]) if weight > 0.2]
                first = max(index for index in range(len(text.weights)) if text.weights[index] == 0)
                output = [index for index in scored if index >= first]
                inside = [index for index in scored if index < first]
                nats += float(losses[row, output].sum())
                tokens += len(output)
                right += bool(hits[row, output].all())
                label_nats += float(losses[row, inside].sum())
                labels += len(inside)
        report[name] = {"nats": round(nats / tokens, 3), "right": round(right / len(ordered), 2)}
        if labels:
            report[name]["label"] = round(label_nats / labels, 3)
    return report


def first_model(options: argparse.Namespace, tokenizer: Tokenizer) -> LanguageModel:
    """A fresh model, or the one to go on from."""
    if not options.start:
        return LanguageModel(Shape(len(tokenizer.vocabulary), options.width, options.layers, options.heads, options.inner))
    path = paths.BUILD / options.start
    return import_model(path, tokenizer) if path.suffix == ".gguf" else load(path)


class SharedState:
    """What the processes share: weights, one gradient each, and a few numbers."""

    def __init__(self, size: int):
        self.weights = torch.zeros(size).share_memory_()
        self.gradients = torch.zeros(PROCESSES, size).share_memory_()
        self.mean_gradient = torch.zeros(size).share_memory_()
        self.progress = torch.zeros(1, dtype=torch.float64).share_memory_()
        self.norms = torch.zeros(PROCESSES, dtype=torch.float64).share_memory_()
        self.barrier = multiprocessing.get_context("fork").Barrier(PROCESSES)


def attach(model: LanguageModel, rank: int, shared: SharedState) -> list[tuple[str, Tensor, Tensor]]:
    """Lays the model's weights and gradients into the shared memory; returns name, weights and mean gradient of each parameter."""
    mean = shared.mean_gradient
    offset, parts = 0, []
    for name, parameter in model.named_parameters():
        place = slice(offset, offset + parameter.numel())
        if rank == 0:
            shared.weights[place] = parameter.data.reshape(-1)
        shared.barrier.wait()
        parameter.data = shared.weights[place].view(parameter.shape)
        parameter.grad = shared.gradients[rank, place].view(parameter.shape)
        parts.append((name, parameter.data, mean[place].view(parameter.shape)))
        offset = place.stop
    return parts


STACKED = {"qkv.weight": 3, "gate_up.weight": 2}
"""Matrices that hold several, one above the other."""


def optimizers(parts: list[tuple[str, Tensor, Tensor]], rank: int) -> list[AdamW | Muon]:
    """The share of one process: every second one of the matrices, and of the rest."""
    matrices, rest = [], []
    for name, weights, gradient in parts:
        if name.startswith("embedding"):
            rest += zip(weights.chunk(PROCESSES), gradient.chunk(PROCESSES))
        elif weights.dim() == 1:
            rest.append((weights, gradient))
        else:
            count = next((count for ending, count in STACKED.items() if name.endswith(ending)), 1)
            matrices += zip(weights.chunk(count), gradient.chunk(count))
    return [AdamW(*part) for part in rest[rank::PROCESSES]] + [Muon(*part) for part in matrices[rank::PROCESSES]]


def learning_rate(peak: float, step: int, progress: float) -> float:
    cosine = 0.5 * (1 + math.cos(math.pi * progress))
    return peak * min(1.0, step / WARM_UP) * (LOWEST_RATE + (1 - LOWEST_RATE) * cosine)


def work(rank: int, options: argparse.Namespace, shared: SharedState) -> None:
    """One process: its own examples, its own half of the optimizer."""
    # A session of its own: Linux would otherwise share out one process's time between the two (autogroup scheduling).
    os.setsid()
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    tokenizer = Tokenizer()
    model = first_model(options, tokenizer)
    model.train()
    mine = optimizers(attach(model, rank, shared), rank)
    size = shared.weights.numel()
    own = slice(rank * size // PROCESSES, (rank + 1) * size // PROCESSES)
    random = Random(options.seed * 1000 + rank)
    corpus = Corpus(random)
    batches = (
        stream(corpus.draw_short, tokenizer, random, SHORT_BUDGET, 800),
        stream(corpus.draw_long, tokenizer, random, LONG_BUDGET, 48),
    )
    log = Log(options, model, tokenizer) if rank == 0 else None
    started, tokens, step = time.time(), 0, 0
    while True:
        if rank == 0:
            shared.progress[0] = (time.time() - started) / (60 * options.minutes)
        shared.gradients[rank].zero_()
        drawn = [next(source) for source in batches]
        total = sum(float(batch.weights.sum()) for batch in drawn)
        loss = 0.0
        for batch in drawn:
            with torch.autocast("cpu", dtype=torch.bfloat16):
                part = model.loss(batch.tokens, batch.targets, batch.weights) / total
            part.backward()
            loss += part.item()
            tokens += batch.size
        shared.barrier.wait()
        progress = float(shared.progress[0])
        if progress >= 1:
            break
        step += 1
        gradient = shared.gradients[:, own].mean(0)
        shared.mean_gradient[own] = gradient
        shared.norms[rank] = gradient.pow(2).sum()
        shared.barrier.wait()
        scale = min(1.0, CLIP / (float(shared.norms.sum()) ** 0.5 + 1e-6))
        rate = learning_rate(options.rate, step, progress)
        for optimizer in mine:
            optimizer.step(scale, rate)
        shared.barrier.wait()
        if log:
            log.step(step, time.time() - started, PROCESSES * tokens, loss, corpus)
    if log:
        log.validate(step, time.time() - started, PROCESSES * tokens, corpus)


class Log:
    """Prints and keeps the course of training, and saves checkpoints."""

    def __init__(self, options: argparse.Namespace, model: LanguageModel, tokenizer: Tokenizer):
        self.options, self.model = options, model
        self.texts = validation_set(tokenizer)
        self.file = (paths.BUILD / f"{options.name}.jsonl").open("a")
        self.running = None
        self.next_line, self.next_validation = 20.0, 60 * options.validate_every
        self.write(parameters=sum(p.numel() for p in model.parameters()), options=vars(options))

    def write(self, **entry: object) -> None:
        line = json.dumps(entry)
        print(line, flush=True)
        self.file.write(line + "\n")
        self.file.flush()

    def step(self, step: int, seconds: float, tokens: int, loss: float, corpus: Corpus) -> None:
        self.running = loss if self.running is None else 0.98 * self.running + 0.02 * loss
        if seconds > self.next_line:
            self.next_line = seconds + 60
            self.write(seconds=round(seconds), step=step, tokens=tokens, loss=round(self.running, 4))
        if seconds > self.next_validation:
            self.next_validation = seconds + 60 * self.options.validate_every
            self.validate(step, seconds, tokens, corpus)

    def validate(self, step: int, seconds: float, tokens: int, corpus: Corpus) -> None:
        exclusion = {"generated": corpus.exclusion.generated, "hits": corpus.exclusion.hits}
        save(self.model, paths.BUILD / f"{self.options.name}.pt", step=step, seconds=round(seconds), tokens=tokens, exclusion=exclusion)
        self.write(seconds=round(seconds), step=step, tokens=tokens, exclusion=exclusion, validation=validate(self.model, self.texts))


def main() -> None:
    options = arguments()
    torch.set_num_threads(1)
    model = first_model(options, Tokenizer())
    shared = SharedState(sum(parameter.numel() for parameter in model.parameters()))
    context = multiprocessing.get_context("fork")
    workers = [context.Process(target=work, args=(rank, options, shared)) for rank in range(PROCESSES)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    if any(worker.exitcode for worker in workers):
        raise SystemExit("a training process failed; its error is above")


if __name__ == "__main__":
    main()
