"""What structural holes, cohesion, critical actors and removal curves cost beside igraph and networkx, in one run.

Run ``python benchmarks/network_cohesion.py``; it needs igraph and ends with an error if a limit is broken.
"""

import gc
import importlib.metadata
import resource
import sys
import time

import igraph
import networkx as nx
import numpy as np
import pandas as pd

from pemberdayaan.measures.network.cohesion import cohesion
from pemberdayaan.measures.network.cores import core_periphery
from pemberdayaan.measures.network.holes import structural_holes
from pemberdayaan.measures.network.removal import critical_actors, removal_curve
from pemberdayaan.measures.network.ties import Network

ACTORS, TIES, HUBS = 50_000, 400_000, 5


def made_up(partners):
    """Random ties of 50,000 actors, of whom five have that many partners."""
    rng = np.random.default_rng(1992)
    others = [rng.choice(np.arange(HUBS, ACTORS), partners, replace=False) for _ in range(HUBS)]
    rest = rng.integers(0, ACTORS, (TIES - HUBS * partners, 2))
    ends = np.concatenate([np.stack([np.repeat(np.arange(HUBS), partners), np.concatenate(others)], axis=1), rest])
    return Network(pd.DataFrame(ends, columns=["source", "target"]), directed=False)


def seconds(runs, times=5):
    """The fastest of several runs of each, taken in turn so that all see the same machine, and what the last gave."""
    took, gave = [[] for _ in runs], [None] * len(runs)
    for _ in range(times):
        for place, run in enumerate(runs):
            gc.collect()
            start = time.perf_counter()
            gave[place] = run()
            took[place].append(time.perf_counter() - start)
    return [min(one) for one in took], gave


def holes_beside_igraph(network):
    """Constraint, effective size, efficiency and hierarchy here; constraint alone there."""
    graph = igraph.Graph(n=network.n, edges=np.stack([network.tails, network.heads], axis=1), directed=False)
    (ours, theirs), (found, constraint) = seconds([lambda: structural_holes(network), graph.constraint], times=3)
    known = ~np.isnan(constraint)
    assert np.abs(found.constraint - np.array(constraint))[known].max() < 1e-9
    return ours, theirs


def removals_beside_igraph(network):
    """All removals here; there the components once, counted anew after each of the first 20."""
    (ours,), (found,) = seconds([lambda: removal_curve(network)])
    graph = igraph.Graph(n=network.n, edges=np.stack([network.tails, network.heads], axis=1), directed=False)
    order = np.argsort(-np.array(graph.degree()), kind="stable")
    start = time.perf_counter()
    for removed in range(20):
        left = graph.induced_subgraph(order[removed:].tolist())
        assert max(left.connected_components().sizes()) == found.largest[removed]
    return ours, (time.perf_counter() - start) / 20 * network.n


def critical_beside_both(network):
    """Critical actors with how many each cuts off here; articulation points alone there."""
    ends = np.stack([network.tails, network.heads], axis=1)
    graph = igraph.Graph(n=network.n, edges=ends, directed=False)
    other = nx.Graph(ends.tolist())
    runs = [
        lambda: critical_actors(network),
        graph.articulation_points,
        lambda: list(nx.articulation_points(other)),
    ]
    took, (found, one, two) = seconds(runs, times=2)
    assert set(found.critical) == {network.actors[i] for i in one} == {network.actors[i] for i in two}
    return took


def cohesion_beside_networkx():
    """Exact k-components here; those of networkx, which are not always right, on a part of the size."""
    rows = []
    for n, ties in ((120, 500), (2_000, 16_000)):
        graph = nx.gnm_random_graph(n, ties, seed=1)
        (ours,), _ = seconds([lambda graph=graph: cohesion(graph)], times=1)
        theirs = seconds([lambda graph=graph: nx.k_components(graph)], times=1)[0][0] if n < 500 else None
        rows.append((n, ties, ours, theirs))
    return rows


def main():
    """Print each number with its limit; 1 if one is over it."""
    print(f"numpy {np.__version__}, scipy {importlib.metadata.version('scipy')}, networkx {nx.__version__}, ", end="")
    print(f"igraph {igraph.__version__}; {ACTORS:,} actors, {TIES:,} ties")
    broken = 0
    for partners in (2_000, 5_000, 20_000):
        network = made_up(partners)
        ours, theirs = holes_beside_igraph(network)
        broken += ours >= theirs
        print(f"hubs of {partners:,}: structural_holes {ours:.2f} s; igraph constraint {theirs:.2f} s (limit)")
        ours, anew = removals_beside_igraph(network)
        broken += ours >= 1
        print(f"hubs of {partners:,}: removal_curve {ours:.2f} s (limit 1); igraph anew about {anew:,.0f} s")
    ours, one, two = critical_beside_both(network)
    print(f"critical_actors {ours:.2f} s; articulation points: igraph {one:.2f} s, networkx {two:.2f} s")
    small = network_of_blocks()
    (ours,), (found,) = seconds([lambda: core_periphery(small, pattern="core_core", rng=1)], times=1)
    print(f"core_periphery of 1,000 actors {ours:.2f} s: {found}")
    print(f"peak memory so far {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB, igraph and all")
    for n, ties, ours, theirs in cohesion_beside_networkx():
        said = "" if theirs is None else f"; networkx {theirs:.2f} s"
        print(f"cohesion of {n:,} actors, {ties:,} ties {ours:.2f} s{said}")
    return int(broken > 0)


def network_of_blocks():
    """A core of 100 in a network of 1,000."""
    return Network.from_graph(nx.stochastic_block_model([100, 900], [[0.5, 0.1], [0.1, 0.01]], seed=1))


if __name__ == "__main__":
    sys.exit(main())
