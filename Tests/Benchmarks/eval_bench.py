#!/usr/bin/env python3
"""`graven eval` beside ONNX Runtime, on this machine and in this run, the contenders taking turns on the same inputs.

Steady state is the median of `--repeat` against the median of as many runs of an open session; the ratio is the median
of the rounds' ratios, elsewhere the ratio of the medians. A first result is that of a fresh process, from its start to
its files, against ONNX Runtime's session and first run, without Python's start and import. Ratios are graven's time
over the peer's: less is better, but for onnx.reference, where they tell how many times slower it is.
"""

from __future__ import annotations

import argparse
import json
import math
import statistics
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "Conformance"))

from bench import Bench, table  # noqa: E402
from benchmark_models import (  # noqa: E402
    TINY_NODES,
    Timed,
    early_value,
    generated_models,
    light_models,
    tiny_nodes,
    trained_models,
    with_output,
)
from eval_peer import Opened, Peer, command, opened  # noqa: E402
from peers.places import scratch  # noqa: E402
from peers.program import Run, graven, require  # noqa: E402

ORT, REFERENCE = "onnxruntime", "reference"
TURN = 0.3  # seconds that a contender's runs take in one round, about
FEWEST, MOST = 5, 200
SOON = 0.3
NODE_ASKED = 0.030
MEMORY_ASKED = 200e6
OVERHEAD_ASKED = 0.4e-6
REFERENCE_ASKED = 20
FAR = 5 * REFERENCE_ASKED  # so slow in its first run that a second one is not worth the wait


class Failed(SystemExit):
    """graven could not evaluate a model. Ends the script where no row can tell it."""


@dataclass
class Plan:
    """What is measured, how often, and where scratch files lie."""

    bench: Bench
    rounds: int
    chosen: str
    room: Path
    made: list[Timed] | None = None
    saves: int = 0

    @property
    def processes(self) -> int:
        """How many fresh processes a median is of."""
        return 2 * self.rounds

    @property
    def generated(self) -> list[Timed]:
        """The generated models among those chosen."""
        if self.made is None:
            self.made = self.wanted(generated_models(self.room))
        return self.made

    @property
    def asked(self) -> list[Timed]:
        """Those of the generated models that the figures name."""
        return [timed for timed in self.generated if timed.asked is not None]

    @property
    def resnet(self) -> Timed | None:
        return next((timed for timed in self.asked if timed.name == "ResNet-50"), None)

    def wanted(self, models: list[Timed]) -> list[Timed]:
        return [timed for timed in models if self.chosen.lower() in timed.name.lower()]

    def ratio_row(self, what: str, race: Race, ratio: float, asked: float | None) -> None:
        """A row that asks for a ratio, or for nothing."""
        reached = ratio <= asked if asked else None
        self.bench.add(what, shown(race.theirs), shown(race.ours), f"{ratio:.2f}x", most(asked), reached)

    def steady_row(self, what: str, timed: Timed, threads: int, asked: float | None) -> Race | None:
        """The row of a model's steady state; `None` where graven can't evaluate the model, which is a row as well."""
        what = f"steady, {threads} thread{'s'[: threads - 1]}: {what}{timed.name}"
        try:
            race = steady(timed, threads, self.rounds)
        except Failed as wrong:
            print(wrong)
            self.bench.add(what, "-", "fails", "-", most(asked), False)
            return None
        self.ratio_row(what, race, race.ratio, asked)
        return race


@dataclass
class Race:
    """Seconds of the two contenders, round by round."""

    graven: list[float] = field(default_factory=list)
    peer: list[float] = field(default_factory=list)

    @property
    def ours(self) -> float:
        return statistics.median(self.graven)

    @property
    def theirs(self) -> float:
        return statistics.median(self.peer)

    @property
    def ratio(self) -> float:
        """The median of the rounds' ratios."""
        return statistics.median(ours / theirs for ours, theirs in zip(self.graven, self.peer))


def shown(seconds: float) -> str:
    return f"{1000 * seconds:,.3f} ms" if seconds < 0.01 else f"{1000 * seconds:,.1f} ms"


def most(asked: float | None) -> str:
    return f"<= {asked:g}x" if asked else "-"


def reason(run: Run) -> str:
    """Why `graven eval --format json` failed."""
    try:
        return "; ".join(finding["message"] for finding in json.loads(run.out)["diagnostics"])
    except (ValueError, KeyError):
        return run.said


def arguments(model: Path, timed: Timed, threads: int) -> list[str | Path]:
    feeds = [f"--input={name}={path}" for name, path in timed.feeds]
    return ["eval", model, "--no-config", "--threads", str(threads), *feeds]


def repeated(timed: Timed, threads: int, runs: int) -> float:
    """Median seconds of so many runs in one process of graven."""
    run = graven(*arguments(timed.model, timed, threads), "--repeat", str(runs), "--format", "json", limit=300)
    if run.status != 0:
        raise Failed(f"{timed.name}: {reason(run)}")
    return json.loads(run.out)["repeat"]["median_ms"] / 1000


def steady(timed: Timed, threads: int, rounds: int) -> Race:
    """Runs of an open model, in turns."""
    race = Race()
    with Peer(ORT, timed.model, threads, timed.feeds) as peer:
        runs = max(FEWEST, min(MOST, round(TURN / peer.median(3))))
        for _ in range(rounds):
            race.graven.append(repeated(timed, threads, runs))
            race.peer.append(peer.median(runs))
    return race


def fresh_graven(plan: Plan, timed: Timed, *values: str) -> tuple[float, int]:
    """Seconds and peak bytes of a process that writes its values to files."""
    plan.saves += 1
    saved = plan.room / f"saved{plan.saves}"
    return plan.bench.run(*arguments(timed.model, timed, 2), *values, "--save", saved)


def fresh_peer(plan: Plan, timed: Timed) -> tuple[Opened, int]:
    """What a fresh process of ONNX Runtime says, and its peak bytes."""
    said = plan.room / "said"
    status, _, peak = plan.bench.launcher.run(command(ORT, timed.model, 2, timed.feeds), limit=300, stdout=str(said))
    if status != 0:
        raise SystemExit(f"{timed.name}: ONNX Runtime ended with {status}")
    return opened(said.read_text()), peak


def fresh(plan: Plan, timed: Timed, other: Timed, *values: str) -> Race:
    """Fresh processes in turns, after one of each that warms the page cache; `other` is the peer's model."""
    race = Race()
    for number in range(plan.processes + 1):
        ours, theirs = fresh_graven(plan, timed, *values)[0], fresh_peer(plan, other)[0].to_first_result
        if number:
            race.graven.append(ours)
            race.peer.append(theirs)
    return race


def steady_rows(plan: Plan) -> None:
    """Steady state of the generated models, with one and two threads."""
    for timed in plan.generated:
        for threads in (1, 2):
            plan.steady_row("", timed, threads, timed.asked if threads == 2 else None)


def fresh_rows(plan: Plan) -> None:
    """Time to the first result of the whole model."""
    for timed in plan.asked:
        race = fresh(plan, timed, timed)
        plan.ratio_row(f"fresh process to first result: {timed.name}", race, race.ours / race.theirs, SOON)


def node_row(plan: Plan) -> None:
    """One early node in a fresh process."""
    timed = plan.resnet
    if timed is None:
        return
    value = early_value(timed.model)
    other = Timed(timed.name, with_output(timed.model, value, plan.room), timed.feeds)
    race = fresh(plan, timed, other, value)
    plan.bench.add(
        f"fresh process: {value} of ResNet-50, an early node",
        shown(race.theirs),
        shown(race.ours),
        f"{race.ours / race.theirs:.2f}x",
        f"<= {1000 * NODE_ASKED:g} ms",
        race.ours <= NODE_ASKED,
    )
    other.model.unlink()


def memory_row(plan: Plan) -> None:
    """Peak resident of a whole run; of the peer's, what Python and the import take is told as well."""
    timed = plan.resnet
    if timed is None:
        return
    ours = max(fresh_graven(plan, timed)[1] for _ in range(plan.rounds))
    said, theirs = fresh_peer(plan, timed)
    plan.bench.add(
        "peak resident: ResNet-50",
        f"{theirs / 1e6:,.0f} MB, {said.before / 1e6:,.0f} of them Python",
        f"{ours / 1e6:,.0f} MB",
        f"{ours / theirs:.2f}x",
        f"<= {MEMORY_ASKED / 1e6:g} MB",
        ours <= MEMORY_ASKED,
    )


def overhead_rows(plan: Plan) -> None:
    """What a node costs that computes next to nothing."""
    timed = tiny_nodes(plan.room)
    for threads in (1, 2):
        race = steady(timed, threads, plan.rounds)
        ours, theirs = race.ours / TINY_NODES, race.theirs / TINY_NODES
        plan.bench.add(
            f"overhead of a node, {threads} thread{'s'[: threads - 1]}: {timed.name}",
            f"{1e6 * theirs:.2f} us",
            f"{1e6 * ours:.2f} us",
            f"{race.ratio:.2f}x",
            f"<= {1e6 * OVERHEAD_ASKED:g} us",
            ours <= OVERHEAD_ASKED,
        )


def trained_rows(plan: Plan) -> None:
    """Trained models: none much slower, half of them no slower."""
    models = plan.wanted(trained_models())
    races = [plan.steady_row("trained, ", timed, 2, 1.3) for timed in models]
    ratios = [race.ratio if race else math.inf for race in races]
    if ratios:
        middle = statistics.median(ratios)
        what = f"steady, 2 threads: median of {len(ratios)} trained models"
        plan.bench.add(what, "-", "-", f"{middle:.2f}x", most(1), middle <= 1)


def reference_seconds(timed: Timed, far: float) -> float:
    """onnx.reference's time: its second run, as the first can take three times as long; the first if that is `far`."""
    with Peer(REFERENCE, timed.model, 1, timed.feeds) as peer:
        return peer.opened.first if peer.opened.first >= far else peer.median(1)


def light_rows(plan: Plan) -> None:
    """Light models, beside ONNX Runtime and beside onnx.reference."""
    for timed in plan.wanted(light_models()):
        race = plan.steady_row("light, ", timed, 2, 1.2)
        if race is None:
            continue
        theirs = reference_seconds(timed, FAR * race.ours)
        times, wanted = theirs / race.ours, REFERENCE_ASKED
        what = f"beside onnx.reference: light, {timed.name}"
        plan.bench.add(what, shown(theirs), shown(race.ours), f"{times:.0f}x", f"{wanted}x", times >= wanted)


PARTS: dict[str, Callable[[Plan], None]] = {
    "steady": steady_rows,
    "fresh": fresh_rows,
    "node": node_row,
    "memory": memory_row,
    "overhead": overhead_rows,
    "trained": trained_rows,
    "light": light_rows,
}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--only", action="append", choices=PARTS, help="a part; can be given several times")
    options.add_argument(
        "--rounds", type=int, default=5, help="turns of each contender; fresh processes: twice as many"
    )
    options.add_argument("--model", default="", help="a part of a model's name, to measure those only")
    chosen = options.parse_args()
    require()
    bench = Bench()
    with scratch() as room:
        plan = Plan(bench, chosen.rounds, chosen.model, Path(room))
        for name in chosen.only or PARTS:
            PARTS[name](plan)
    table(bench.rows)
    sys.exit(0 if all(row.reached is not False for row in bench.rows) else 1)


if __name__ == "__main__":
    main()
