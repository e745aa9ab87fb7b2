"""Reads the TensorBoard files of a run with TensorBoard's own reader, and compares them with the run's events.

    read_run.py RUN_DIRECTORY
    read_run.py --golden
"""

import json
import math
import shutil
import sys
import tempfile
from pathlib import Path

from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

GOLDEN = Path(__file__).parents[2] / "apps/cli/src/tensorboard/golden.tfevents"
GOLDEN_SCALARS = {
    "dev/acc": [(0, 0.5)],
    "elbo": [(0, -1.25), (300, -math.inf)],
    "tokens": [(300, 1048576.0)],
}


def read(folder: Path) -> dict[str, list[tuple[int, float]]]:
    """The figures of a folder of event files, by tag."""
    events = EventAccumulator(str(folder), size_guidance={"scalars": 0})
    events.Reload()
    return {tag: [(event.step, event.value) for event in events.Scalars(tag)] for tag in events.Tags()["scalars"]}


def expected(run: Path) -> dict[str, list[tuple[int, float]]]:
    """What a run's events say."""
    preset = json.loads((run / "config.json").read_text()).get("configuration", {}).get("preset")
    score = "elbo" if preset == "reference" else "score"
    figures: dict[str, list[tuple[int, float]]] = {}
    for line in (run / "events.jsonl").read_text().splitlines():
        event = json.loads(line)
        own = {
            "validated": lambda: {"dev/acc": event["devAccuracy"]},
            "stepped": lambda: {score: event["info"]["score"], "acc": event["info"]["accuracy"]},
            "tested": lambda: {"test/acc": event["testAccuracy"]},
        }.get(event["type"], dict)()
        for tag, value in own.items():
            if tag == "score" and event["info"]["isErrorFree"]:
                continue  # nothing was compared
            figures.setdefault(tag, []).append((event["iteration"], -math.inf if value is None else value))
    return figures


def agree(found: list[tuple[int, float]], wanted: list[tuple[int, float]]) -> bool:
    """The same steps, and values that are the same in single precision."""
    return len(found) == len(wanted) and all(
        step == other and math.isclose(value, want, rel_tol=1e-6, abs_tol=1e-9)
        for (step, value), (other, want) in zip(found, wanted)
    )


def main() -> None:
    if sys.argv[1:] == ["--golden"]:
        with tempfile.TemporaryDirectory() as folder:
            shutil.copy(GOLDEN, Path(folder) / "events.out.tfevents.golden")
            found, wanted = read(Path(folder)), GOLDEN_SCALARS
    else:
        run = Path(sys.argv[1])
        found, wanted = read(run / "tensorboard"), expected(run)
    for tag, values in found.items():
        print(f"{tag:20} {len(values):5} values, the last {values[-1][1]:.6g} at step {values[-1][0]}")
    wrong = [tag for tag, values in wanted.items() if not agree(found.get(tag, []), values)]
    if wrong:
        sys.exit(f"these are not what the run's events say: {', '.join(wrong)}")
    print(f"{len(wanted)} tags agree with the events")


main()
