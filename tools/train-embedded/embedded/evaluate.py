"""Measures a checkpoint: answers, traces, paraphrases, posterior samples, proposals, and small networks trained over it.

    python -m embedded.evaluate [--name model] [--only answers,proposals] [--seeds 5] [--networks-threads 1]

Writes build/<name>-evaluation.json section by section (sections that were measured before stay), and prints it. Test items are BIG-Bench Hard's; they are used here only.
"""

import argparse
import json
import statistics
import time
from collections import Counter, defaultdict
from random import Random

from . import paths
from .corpus import formats, instructions, thoughts
from .corpus.examples import Corpus, label_row, letter, row, unmarked, yes_no
from .corpus.exclusion import read_items
from .corpus.navigate import Walk, parse
from .corpus.rules import ORDER_RULES, WALK_RULES
from .inference import Engine
from .network import Network, Settings, Task

WALK_INSTRUCTION = "Follow the moves and say whether they end where they began."
ORDER_INSTRUCTION = "Choose the sentence whose adjectives stand in the usual English order."
COMPARE = "Compare the final position with the start."
TRACE = "Track the position after each move."
YES_NO = [["yes", "Yes"], ["no", "No"]]
A_B = [["a", "A"], ["b", "B"]]


def share(values: list[bool]) -> float:
    return round(sum(values) / max(1, len(values)), 3)


NETWORKS = [("navigate", 2), ("navigate", 1), ("hyperbaton", 1)]


class Evaluation:
    trained = NETWORKS

    def __init__(self, engine: Engine, seeds: int):
        self.engine, self.seeds = engine, seeds
        self.test = {family: read_items("bbh", family) for family in ("navigate", "hyperbaton")}
        self.other = {family: read_items("bb_minus_bbh", family) for family in ("navigate", "hyperbaton")}

    def accuracy(self, prompt: str, inputs: list[str], wanted: list[int], verbalizers: list[list[str]]) -> float:
        contexts = [formats.render("classify_forward", input=text, prompt=prompt, answer="") for text in inputs]
        chosen = self.engine.classes(contexts, verbalizers).argmax(1).tolist()
        return share([index == right for index, right in zip(chosen, wanted)])

    # ------------------------------------------------------------ answers and traces

    def answers(self) -> dict:
        """Accuracy on BBH navigate by hidden instruction and answer instruction; traces by the number of moves."""
        walks = [parse(item["input"]) for item in self.test["navigate"]]
        wanted = [0 if walk.returns else 1 for walk in walks]
        asked = {
            "first instruction": WALK_INSTRUCTION, "vague": "Answer.", "compare": COMPARE, "flip": "Say No if you end at the start, otherwise Yes.",
            "even": "Is the number of moves even?",
        }  # fmt: skip
        table = {"majority": max(Counter(wanted).values()) / len(wanted)}
        inputs = {"input only": [walk.text for walk in walks]}
        for name, prompt in (("empty", ""), ("think", "Think carefully."), ("trace", TRACE)):
            written = self.engine.generate([formats.render("suffix_forward_tbs", input=walk.text, prompt=prompt) for walk in walks])
            table[f"thoughts under {name}"] = dict(Counter(map(thoughts.kind_of, written)))
            inputs[name] = [formats.render("classify_residual", input=walk.text, output=text) for walk, text in zip(walks, written)]
            if name == "trace":
                exact = [text == thoughts.trace(walk) for text, walk in zip(written, walks)]
                by_moves: dict[int, list[bool]] = defaultdict(list)
                for walk, right in zip(walks, exact):
                    by_moves[len(walk.moves)].append(right)
                table["exact traces"] = share(exact)
                table["exact traces by moves"] = {str(moves): share(rights) for moves, rights in sorted(by_moves.items())}
                wrong = [(text, thoughts.trace(walk)) for text, walk in zip(written, walks) if text != thoughts.trace(walk)]
                table["wrong traces"] = wrong[:3]
        inputs["right trace"] = [formats.render("classify_residual", input=walk.text, output=thoughts.trace(walk)) for walk in walks]
        for name, texts in inputs.items():
            table[f"accuracy after {name}"] = {kind: self.accuracy(prompt, texts, wanted, YES_NO) for kind, prompt in asked.items()}
        return table

    def adjectives(self) -> dict:
        """Accuracy on BBH hyperbaton by answer instruction, without thoughts."""
        items = self.test["hyperbaton"]
        wanted = ["AB".index(item["target"].strip("()")) for item in items]
        asked = {
            "first instruction": ORDER_INSTRUCTION, "vague": "Answer.", "reverse": "Pick the option with the wrong order.",
            "short order": "Choose the order opinion, size, age, shape, color.",
            "long order": "Use the order opinion, size, age, shape, color, origin, material, purpose.",
        }  # fmt: skip
        texts = [item["input"] for item in items]
        return {kind: self.accuracy(prompt, texts, wanted, A_B) for kind, prompt in asked.items()}

    # ------------------------------------------------------------ paraphrases

    def paraphrases(self) -> dict:
        """Share of thoughts of the asked kind under held-out instructions, and of right answers under held-out answer instructions."""
        corpus = Corpus(Random(5))
        walks = [corpus.walk(2, 9) for _ in range(24)]
        table: dict[str, dict] = {}
        for kind, write in thoughts.WALK_THOUGHTS.items():
            prompts = Random(6).sample(instructions.HIDDEN_HELD_OUT[kind], k=min(24, len(instructions.HIDDEN_HELD_OUT[kind])))
            pairs = [(prompt, walks[index % 24]) for index, prompt in enumerate(prompts)]
            contexts = [formats.render("suffix_forward_tbs", input=walk.text, prompt=prompt) for prompt, walk in pairs]
            greedy, warm = self.engine.generate(contexts), self.engine.generate(contexts, 0.7, 3)
            table[kind] = {
                "prompts": len(prompts),
                "greedy": share([thoughts.kind_of(text) == kind for text in greedy]),
                "at 0.7": share([thoughts.kind_of(text) == kind for text in warm]),
                "exact": share([text == write(walk) for text, (_, walk) in zip(greedy, pairs)]),
            }
        contexts = [formats.render("suffix_forward_tbs", input=walks[index % 24].text, prompt="") for index in range(96)]
        table["empty, at 1"] = dict(Counter(map(thoughts.kind_of, self.engine.generate(contexts, 1.0, 4))))
        for kind, rule in WALK_RULES.items():
            prompts = instructions.ANSWER_HELD_OUT[kind][:6]
            right = [
                self.accuracy(
                    prompt,
                    [formats.render("classify_residual", input=walk.text, output=thoughts.trace(walk)) for walk in walks],
                    [0 if rule(walk) else 1 for walk in walks],
                    YES_NO,
                )
                for prompt in prompts
            ]
            table[f"answer {kind}"] = {"prompts": len(prompts), "right, after a right trace": round(statistics.mean(right), 3)}
        return table

    # ------------------------------------------------------------ posterior

    def posterior(self) -> dict:
        """What q(h | x, y) writes at temperature 0.7: share of traces, and of right ones among them."""
        walks = [parse(item["input"]) for item in self.other["navigate"][:60] for _ in range(2)]
        table = {}
        for template in ("suffix_forward_tbs_y", "suffix_backward_h_np_y"):
            for name, prompt in (("empty", ""), ("count", "Count the moves."), ("trace", TRACE)):
                for is_right in (True, False):
                    contexts = []
                    for walk in walks:
                        answer = yes_no(walk.returns == is_right, "Yes")
                        variables = {"input": walk.text, "prompt": prompt, "y": answer}
                        if template == "suffix_backward_h_np_y":
                            message = formats.messages(template, formats.versions(template)[-1])[0]
                            variables |= {"h": thoughts.count(walk), "next_prompt": WALK_INSTRUCTION, "message": message}
                        contexts.append(formats.render(template, **variables))
                    written = self.engine.generate(contexts, 0.7, 8)
                    exact = [text == thoughts.trace(walk) for text, walk in zip(written, walks) if thoughts.kind_of(text) == "trace"]
                    key = f"{template}, {name}, {'right' if is_right else 'wrong'} answer"
                    table[key] = {"traces": round(len(exact) / len(walks), 2), "exact": share(exact)}
        return table

    # ------------------------------------------------------------ proposals

    def proposals(self, each: int = 32) -> dict:
        """Share of proposals at temperature 0.7 that name what the examples show. Six examples a request, fresh ones each time."""
        table: dict[str, dict] = {}
        for kind in thoughts.WALK_THOUGHTS:
            corpus = Corpus(Random(21))
            contexts = []
            for index in range(each):
                rows = []
                for at in range(5):
                    walk = corpus.walk(2, 7)
                    written = thoughts.WALK_THOUGHTS[corpus.vague_thought()](walk)
                    rows.append(row(walk.text, written, thoughts.WALK_THOUGHTS[kind](walk), at > 2))
                contexts.append(self._proposer(corpus, index, ("", "Think carefully.")[index % 2], rows))
            table[f"hidden, {kind}"] = self._proposed(contexts, kind)
        for thought in (None, "trace"):
            for rule in WALK_RULES:
                corpus = Corpus(Random(22))
                contexts = []
                for index in range(each):
                    rows = [self._walk_row(corpus, rule, at % 2 == 0, at > 2, thought) for at in range(6)]
                    contexts.append(self._proposer(corpus, index, (WALK_INSTRUCTION, "Answer.")[index % 2], rows))
                table[f"answer, {rule}, {thought or 'no thought'}"] = self._proposed(contexts, rule)
        for rule, choose in ORDER_RULES.items():
            corpus = Corpus(Random(23))
            contexts = []
            for index in range(each):
                rows = []
                for at in range(6):
                    item = corpus.order()
                    label, is_right = choose(item), at > 2
                    written = label if is_right else 1 - label
                    rows.append(label_row(item.text, letter(written, "a"), letter(label, "(A)"), is_right))
                contexts.append(self._proposer(corpus, index, (ORDER_INSTRUCTION, "Answer.")[index % 2], rows))
            table[f"order, {rule}"] = self._proposed(contexts, rule)
        return table

    def _walk_row(self, corpus: Corpus, rule: str, label: bool, is_right: bool, thought: str | None) -> dict:
        walk: Walk = corpus.labelled_walk(rule, label, 6)
        text = walk.text if thought is None else formats.render("classify_residual", input=walk.text, output=thoughts.trace(walk))
        label = WALK_RULES[rule](walk)
        return label_row(text, yes_no(label == is_right, "yes"), yes_no(label, "Yes"), is_right)

    def _proposer(self, corpus: Corpus, index: int, prompt: str, rows: list[dict]) -> str:
        version = formats.versions("q_action_prompt")[-2:][index // 2 % 2]
        messages = formats.messages("q_action_prompt", version)
        text = formats.render(
            "q_action_prompt", version, prompt=prompt, backward_infos=corpus.random.sample(rows, len(rows)), message=messages[index % len(messages)]
        )
        return unmarked(text)[0]

    def _proposed(self, contexts: list[str], wanted: str) -> dict:
        texts = self.engine.generate(contexts, 0.7, 11, most=40)
        kinds = Counter(map(instruction_kind, texts))
        return {"named": round(kinds[wanted] / len(texts), 2), "kinds": dict(kinds.most_common(4)), "first": texts[0]}

    # ------------------------------------------------------------ networks

    def task(self, family: str, seed: int, dev: int = 60) -> Task:
        pool = self.other[family][:]
        Random(1000 + seed).shuffle(pool)
        instruction, verbalizers = (WALK_INSTRUCTION, YES_NO) if family == "navigate" else (ORDER_INSTRUCTION, A_B)
        return Task(family, instruction, verbalizers, pool[dev:], pool[:dev])

    def networks(self) -> dict:
        """Networks of one and two layers on BBH's test items, trained and validated on the items that are not in it."""
        table: dict[str, dict] = {}
        for family, layers in self.trained:
            tested: dict[tuple[str, ...], float] = {}
            before, after, found = [], [], []
            for seed in range(1, self.seeds + 1):
                task, started = self.task(family, seed), time.time()
                network = Network(self.engine, task, Settings())
                first = ["", task.instruction] if layers == 2 else [task.instruction]
                result = network.train(first, seed)
                for prompts in (first, result.prompts):
                    if tuple(prompts) not in tested:
                        tested[tuple(prompts)] = round(network.run(prompts, self.test[family])[3], 3)
                before.append(tested[tuple(first)])
                after.append(tested[tuple(result.prompts)])
                found.append(result.prompts)
                note = {
                    "family": family, "layers": layers, "seed": seed, "dev": [round(result.dev_before, 3), round(result.dev_after, 3)],
                    "test": [before[-1], after[-1]], "prompts": result.prompts, "seconds": round(time.time() - started),
                    "course": [{key: step[key] for key in ("weight_of_traces", "dev", "prompts") if key in step} for step in result.course],
                }  # fmt: skip
                print(json.dumps(note), flush=True)
            table[f"{family}, {layers} layers"] = {
                "before": before, "after": after, "mean": round(statistics.mean(after), 3), "interval": interval(after), "prompts": found,
            }  # fmt: skip
        return table


STUDENT_T = {2: 12.706, 3: 4.303, 4: 3.182, 5: 2.776, 6: 2.571, 7: 2.447, 8: 2.365, 9: 2.306, 10: 2.262}


def interval(values: list[float]) -> list[float]:
    """95 % interval of the mean (Student's t)."""
    if len(values) < 2:
        return [values[0], values[0]]
    half = STUDENT_T[len(values)] * statistics.stdev(values) / len(values) ** 0.5
    return [round(statistics.mean(values) - half, 3), round(statistics.mean(values) + half, 3)]


KIND_OF_TEXT = {text: kind for grammar in (instructions.HIDDEN, instructions.ANSWER) for kind, texts in grammar.items() for text in texts}
CLUES: list[tuple[str, tuple[str, ...]]] = [
    ("even", ("even",)), ("left", (" left",)), ("right", (" right of", "on the right")), ("ahead", (" ahead",)), ("behind", (" behind",)),
    ("flip", ("say no if", "answer no if", "reply no if", "write no if")),
    ("compare", ("yes if you end", "yes if the", "yes if you are back", "with the start", "with (0,0)", "against")),
    ("plain", ("return", "come back", "walk ends", "where they began")), ("reverse", ("wrong", "breaks", "mixed")),
    ("order", ("size, age", "size before")), ("option_a", (" a.", " a each", "first option", "first sentence")),
    ("option_b", (" b.", " b each", "second option", "last sentence")),
    ("trace", ("position", "where you are", "coordinates", "location", "place you reach")), ("turns", ("turn",)),
    ("first", ("first", "opening", "front")), ("last", ("last", "final", "closing", "back")),
    ("largest", ("largest", "biggest", "longest", "greatest", "highest")), ("total", ("sum", "total", "add up")),
    ("question", ("question", "asked", "task", "goal", "problem")), ("count", ("count", "number of", "how many")),
    ("listing", ("move", "command")),
]  # fmt: skip


def instruction_kind(text: str) -> str:
    """The kind of an instruction: that of the same text in the grammars, else by its words."""
    known = KIND_OF_TEXT.get(text)
    if known:
        return known
    lowered = text.lower()
    return next((kind for kind, words in CLUES if any(word in lowered for word in words)), "other")


def main() -> None:
    parser = argparse.ArgumentParser(description="Measures a checkpoint.")
    parser.add_argument("--name", default="model", help="of the checkpoint in build/")
    parser.add_argument("--only", default="answers,adjectives,paraphrases,posterior,proposals,networks")
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    evaluation = Evaluation(Engine(paths.BUILD / f"{options.name}.pt", options.threads), options.seeds)
    path = paths.BUILD / f"{options.name}-evaluation.json"
    report = json.loads(path.read_text()) if path.exists() else {}
    for section in options.only.split(","):
        started = time.time()
        report[section] = getattr(evaluation, section)()
        print(f"## {section} ({time.time() - started:.0f} s)")
        for key, value in report[section].items():
            print(f"{key}: {json.dumps(value)}", flush=True)
        path.write_text(json.dumps(report, indent=1))


if __name__ == "__main__":
    main()
