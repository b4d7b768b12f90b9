"""How long the assessment of a large programme takes, and how it grows: synthetic programmes of n activities.

Prints seconds and the growth for each doubling (2.0 is linear). Peak memory is that of the assessment alone.
"""

from __future__ import annotations

import time
import tracemalloc

import pemberdayaan as pb

PHASES = ("identify", "plan", "decide", "implement", "evaluate", "report", "benefit", "maintain")


def programme(n: int) -> pb.Programme:
    """A synthetic programme of n activities, each with a participation."""
    actors = [pb.Stakeholder("residents", "Residents", "community"), pb.Stakeholder("office", "Office", "government")]
    stages = [pb.ProgrammeStage(phase, phase.title(), phase) for phase in PHASES]
    activities = [
        pb.Activity(
            f"a{i}", f"Activity {i}", stage=PHASES[i % 8], led_by="office", initiated_by=("residents", "office")[i % 2]
        )
        for i in range(n)
    ]
    participations = [
        pb.Participation(("residents", "office")[i % 3 == 0], activity=f"a{i}", people=10 + i % 7, women=i % 5)
        for i in range(n)
    ]
    return pb.Programme(
        "large",
        "Large",
        stakeholders=actors,
        stages=stages,
        activities=activities,
        participations=participations,
        synthetic=True,
    )


def main() -> None:
    """Time three sizes."""
    previous = 0.0
    for n in (25_000, 50_000, 100_000):
        made = programme(n)
        start = time.perf_counter()
        pb.assess(made)
        seconds = time.perf_counter() - start
        growth = f"{seconds / previous:4.2f}x" if previous else "    -"
        print(f"{n:>9,} activities  {seconds:6.2f} s  growth {growth}")
        previous = seconds
    tracemalloc.start()
    pb.assess(programme(25_000))
    print(f"peak while making and assessing 25,000: {tracemalloc.get_traced_memory()[1] / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
