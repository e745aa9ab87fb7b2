"""Writes the model card from what was measured: the evaluation's report and the training log.

    python -m embedded.model_card [--name model] [--runs first,second] [--bench RUNS] [--to PATH]

Run Prettier over the result.
"""

import argparse
import json
from collections import Counter
from pathlib import Path

from . import paths
from .batches import OUTPUT_WEIGHTS
from .corpus.instructions import ANSWER_HELD_OUT, ANSWER_TRAINED, HIDDEN_HELD_OUT, HIDDEN_TRAINED
from .corpus.rules import ORDER_RULES, WALK_RULES
from .corpus.thoughts import WALK_THOUGHTS


def table(head: list[str], rows: list[list[object]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(str(cell).replace("|", "\\|") for cell in line) + " |" for line in lines)


BEFORE = "1b6337e"
"""The commit with the weights that the present ones began with."""


def counts(texts: dict[str, list[str]]) -> int:
    return sum(map(len, texts.values()))


def training(runs: list[list[dict]]) -> str:
    """The course of one or more runs, each going on from the one before."""
    formats = list(OUTPUT_WEIGHTS)
    rows, parts, hits, generated, seconds, tokens = [], [], Counter(), 0, 0, 0
    for run in runs:
        checks = [entry for entry in run if "validation" in entry]
        end, options = checks[-1], run[0]["options"]
        parts.append(f"{end['tokens'] / 1e6:.1f} million tokens in {end['step']:,} steps and {end['seconds'] / 60:.0f} minutes (seed {options['seed']})")
        for check in checks:
            losses = [" / ".join(str(value) for value in check["validation"].get(name, {}).values()) for name in formats]
            rows.append([round((seconds + check["seconds"]) / 60), f"{(tokens + check['tokens']) / 1e6:.1f}", *losses])
        seconds, tokens = seconds + end["seconds"], tokens + end["tokens"]
        generated += end["exclusion"]["generated"]
        hits.update(end["exclusion"]["hits"])
    start = runs[0][0]["options"]["start"]
    before = (
        f""" It began with the weights that were shipped before (`{start}`: version {BEFORE} in the history of `packages/local/model`), which came from seven
shorter runs over two hours with earlier states of the corpus. One run of the present corpus from nothing has not been made."""
        if start
        else ""
    )
    return f"""{runs[0][0]["parameters"]:,} parameters; {tokens / 1e6:.1f} million tokens in {seconds / 60:.0f} minutes, on two CPU cores that other work shared, in
{len(runs)} run{"s" * (len(runs) > 1)}: {"; ".join(parts)}.{before}

Validation on fixed generated examples, for each kind of example: nats a token of the output / share of outputs that are right in every token / for the
proposers of answer instructions, nats a label inside the context. Answers are written in two ways at random, so that even a perfect answer costs 0.5 nats.

{table(["minutes", "million tokens", *formats], rows)}

**Exclusion.** A generated item whose text is an item of BIG-Bench Hard (250 of navigate, 250 of hyperbaton) or of the train and dev data (750 and 2000) was
thrown away. In one of the two processes: {generated:,} items generated, of which {hits["bbh"]:,} were BIG-Bench Hard items and
{hits["bb_minus_bbh"]:,} train or dev items. Short walks are few, so that the rules meet them by chance."""


def answers(report: dict) -> str:
    kinds = ["first instruction", "vague", "compare", "even", "flip"]
    rows = [
        [name, *(report[f"accuracy after {name}"][kind] for kind in kinds)] for name in ("input only", "empty", "think", "trace", "right trace")
    ]
    by_moves = report["exact traces by moves"]
    return f"""Accuracy on BIG-Bench Hard navigate (250 test items, majority class {report["majority"]}), greedy, by what is before the answer and by the answer instruction.
"First instruction" is the one that a network starts with.

{table(["before the answer", *kinds], rows)}

Traces that are right in every character: {report["exact traces"]}. By number of moves:

{table(list(by_moves), [list(by_moves.values())])}"""


def adjectives(report: dict) -> str:
    return "BIG-Bench Hard hyperbaton (250 test items), accuracy by answer instruction:\n\n" + table(list(report), [list(report.values())])


def paraphrases(report: dict) -> str:
    rows = [[kind, *report[kind].values()] for kind in WALK_THOUGHTS]
    answered = [[rule, *report[f"answer {rule}"].values()] for rule in WALK_RULES]
    return f"""Instructions that were held out of training (new combinations of known words): share of thoughts of the asked kind, greedy and at temperature 0.7, and share of
greedy ones with the right text.

{table(["asked for", "prompts", "greedy", "at 0.7", "right text"], rows)}

Held-out answer instructions after a right trace, accuracy against the instruction's own rule:

{table(["rule", "prompts", "accuracy"], answered)}"""


def posterior(report: dict) -> str:
    rows = [[*key.split(", "), *value.values()] for key, value in report.items()]
    return "Thoughts drawn at temperature 0.7 given an answer (60 items of the dev data, two each).\n\n" + table(
        ["template", "instruction", "given", "traces", "right among them"], rows
    )


def proposals(report: dict) -> str:
    rows = [[*key.split(", "), value["named"], value["kinds"], value["first"]] for key, value in report.items() if key.startswith("answer")]
    hidden = [[key.split(", ")[1], value["named"], value["first"]] for key, value in report.items() if key.startswith("hidden")]
    order = [[key.split(", ")[1], value["named"], value["first"]] for key, value in report.items() if key.startswith("order")]
    return f"""Share of 32 proposals at temperature 0.7 that name what the examples show: fresh examples for each, six labelled ones for answers and orders, five thoughts for the hidden
layer. Half of the requests start from the network's first instruction, half from a vague one.

{table(["layer", "rule behind the labels", "thoughts shown", "named", "most frequent kinds", "the first proposal"], rows)}

{table(["adjective rule", "named", "the first proposal"], order)}

{table(["thought shown", "named", "the first proposal"], hidden)}"""


def networks(report: dict) -> str:
    rows = [
        [
            name, " ".join(f"{value:.3f}" for value in result["before"]), " ".join(f"{value:.3f}" for value in result["after"]), result["mean"],
            f"{result['interval'][0]} – {result['interval'][1]}",
        ]
        for name, result in report.items()
    ]  # fmt: skip
    found = [[name, seed + 1, *(prompts if len(prompts) == 2 else ["–", *prompts])] for name, result in report.items() for seed, prompts in enumerate(result["prompts"])]
    return f"""Networks trained by `embedded/network.py`, a plain copy of the library's standard step (8 steps, batch 8, 8 proposals a layer, 5 posterior samples at temperature 0.7, posterior
temperature 0.3, best of dev), tested on BIG-Bench Hard's 250 items. One number a seed; the interval is 95 %, Student's t.

{table(["network", "before", "after", "mean after", "interval"], rows)}

{table(["network", "seed", "hidden instruction", "answer instruction"], found)}"""


SECTIONS = {
    "answers": ("Navigate", answers), "adjectives": ("Hyperbaton", adjectives), "paraphrases": ("Paraphrases", paraphrases),
    "posterior": ("Posterior samples", posterior), "proposals": ("Proposals", proposals), "networks": ("Networks", networks),
}  # fmt: skip


def demonstration(folder: Path) -> str:
    """Test accuracies of `pnpm bench run demonstration --model embedded --runs FOLDER`, by seed."""
    results = [json.loads(path.read_text()) for path in sorted(folder.glob("demonstration/embedded/*/*/*/*/result.json"))]
    found: dict[tuple[str, str], dict[int, dict]] = {}
    for result in results:
        name = result["cell"]["name"]
        found.setdefault((name["dataset"], name["row"]), {})[name["seed"]] = result
    seeds = sorted({seed for by_seed in found.values() for seed in by_seed})
    rows = [
        [dataset, row, *(f"{100 * by_seed[seed]['testAccuracy']:.1f}" if seed in by_seed else "–" for seed in seeds)]
        for (dataset, row), by_seed in sorted(found.items(), reverse=True)
    ]
    return f"""Networks trained by the library itself with the settings of `dln demo` (`pnpm bench run demonstration --model embedded`, with the benchmark's files), accuracy in percent on the
250 test items of BIG-Bench Hard, by seed. DLN-2 begins with an empty hidden prompt.

{table(["dataset", "network", *(f"seed {seed}" for seed in seeds)], rows)}"""


def card(report: dict, runs: list[list[dict]], size: int, bench: Path | None) -> str:
    measured = "\n\n".join(f"### {title}\n\n{write(report[name])}" for name, (title, write) in SECTIONS.items() if name in report)
    shown = f"## What it does in the demonstration\n\n{demonstration(bench)}\n" if bench else ""
    return f"""# Model card: the embedded model

A very small language model, made by `tools/train-embedded`, so that networks of prompts can be trained with true log-probabilities, offline and without a key.
`embedded.gguf`, {size / 1e6:.1f} MB, llama architecture, F16.

**What it is.** A language model whose world is two families of rule-made tasks (walks as in BIG-Bench Hard's *navigate*, adjective order as in *hyperbaton*), and which has
learned to obey a few hundred instructions about them, in the wording of this project's prompt templates. It knows about a thousand words.

**What it is not.** Evidence about any other model or task. It answers no question outside its two families, it knows no facts, and an instruction in other words is taken
as whatever it resembles. Use it to see how training works, to test, and to learn; not to judge prompts for another model, and not to compare methods.

**Made so on purpose.** Vague answer instructions are obeyed carelessly (with a trace before it, such an answer looks at one coordinate of the end only), and vague
adjective instructions mostly get the first option: so there is something to learn in each layer. An empty hidden instruction gives useless thoughts, which are as long
as useful ones, so that scores per token can be compared.

## Corpus

Made by rule while training, no file of text: {counts(HIDDEN_TRAINED)} instructions for thoughts ({counts(HIDDEN_HELD_OUT)} held out) and {counts(ANSWER_TRAINED)} for answers
({counts(ANSWER_HELD_OUT)} held out), walks of 2 to 11 moves, and pairs of adjective orders, in the templates `suffix_forward_tbs`, `suffix_forward`, `thoughts_forward`,
`analysis_forward` and their `_y` forms, `suffix_backward_h_np_y`, `thoughts_backward`, `analysis_backward`, `classify_forward`, `classify_residual`, and `q_action_prompt` v3.5 and v3.6. A
released version of a template never changes; another version, or templates of your own, are unknown to the model.

Answer rules: {", ".join([*WALK_RULES, *ORDER_RULES])}. Thoughts: {", ".join(WALK_THOUGHTS)}.

## Training

{training(runs)}

{shown}
## Measured

All of it in torch with float32 weights, on this one model; `python -m embedded.evaluate` makes these figures.

{measured}
"""


def main() -> None:
    parser = argparse.ArgumentParser(description="Writes the model card.")
    parser.add_argument("--name", default="model", help="of the checkpoint in build/")
    parser.add_argument("--runs", help="names of the logs in build/ where the model was trained in several runs, first to last")
    parser.add_argument("--bench", type=Path, help="the bench's folder of runs that has the demonstration")
    parser.add_argument("--to", type=Path, default=paths.MODEL.with_name("MODEL_CARD.md"))
    options = parser.parse_args()
    report = json.loads((paths.BUILD / f"{options.name}-evaluation.json").read_text())
    names = options.runs.split(",") if options.runs else [options.name]
    runs = [[json.loads(line) for line in (paths.BUILD / f"{name}.jsonl").read_text().splitlines()] for name in names]
    options.to.write_text(card(report, runs, paths.MODEL.stat().st_size, options.bench))


if __name__ == "__main__":
    main()
