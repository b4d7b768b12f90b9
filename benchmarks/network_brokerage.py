"""What brokerage and the triad census of a large network cost beside a loop over networkx and igraph, in one run.

Run ``python benchmarks/network_brokerage.py``; it ends with an error if a number is over its limit.
"""

import resource
import sys
import time

import networkx as nx
import numpy as np

from pemberdayaan.kernels.graphs import distinct_arcs
from pemberdayaan.kernels.triads import CENSUS, triad_census
from pemberdayaan.measures.network.brokerage import brokerage
from pemberdayaan.measures.network.ties import Network

try:
    import igraph
except ImportError:
    igraph = None

ACTORS, TIES, SECTORS = 50_000, 400_000, 6
# Seconds for brokerage; times igraph's census on a uniform graph, and on one with hubs; MB.
SECONDS, UNIFORM, HUBS, MEMORY = 1.0, 2.0, 0.1, 1000.0
# The loop is given up after so many seconds.
PATIENCE = 20.0


def arcs(n, ties, hubs, partners):
    """A made-up directed network; hubs are tied to their partners half this way and half that way."""
    rng = np.random.default_rng(2026)
    tails, heads = [rng.integers(0, n, ties - hubs * partners)], [rng.integers(0, n, ties - hubs * partners)]
    for hub in range(hubs):
        others = rng.choice(n, partners, replace=False)
        sent = rng.random(partners) < 0.5
        tails.append(np.where(sent, hub, others))
        heads.append(np.where(sent, others, hub))
    return distinct_arcs(np.concatenate(tails), np.concatenate(heads), n)


def loop(graph, sector):
    """Brokerage as one writes it over networkx; the seconds, and the share of actors that were done."""
    start = time.perf_counter()
    counts = {}
    for done, middle in enumerate(graph):
        after = graph.succ[middle]
        for source in graph.pred[middle]:
            closed = graph.succ[source]
            for target in after:
                if target != source and target not in closed:
                    key = (middle, sector[source] == sector[middle], sector[middle] == sector[target])
                    counts[key] = counts.get(key, 0) + 1
            if time.perf_counter() - start > PATIENCE:
                return time.perf_counter() - start, done / len(graph)
    return time.perf_counter() - start, 1.0


def fastest(run, times=3):
    best = np.inf
    for _ in range(times):
        start = time.perf_counter()
        found = run()
        best = min(best, time.perf_counter() - start)
    return best, found


def brokers(hubs):
    """Ours beside the loop; False if ours takes too long or longer."""
    tails, heads = arcs(ACTORS, TIES, hubs, 20_000)
    graph = nx.DiGraph()
    sector = np.random.default_rng(1).integers(0, SECTORS, ACTORS)
    graph.add_nodes_from((i, {"sector": int(sector[i])}) for i in range(ACTORS))
    graph.add_edges_from(zip(tails.tolist(), heads.tolist(), strict=True))
    network = Network.from_graph(graph)
    ours, _ = fastest(lambda: brokerage(network))
    theirs, share = loop(graph, sector)
    part = "" if share == 1 else f" for {share:.1%} of the actors"
    print(f"brokerage, {ACTORS:,} actors, {len(tails):,} ties, {hubs} hubs: {ours:.2f} s; loop {theirs:.1f} s{part}")
    return ours <= SECONDS and ours < theirs


def census(n, ties, hubs, partners, limit):
    """Ours beside igraph's; False if the ratio is over the limit or the counts differ."""
    tails, heads = arcs(n, ties, hubs, partners)
    ours, found = fastest(lambda: triad_census(tails, heads, n))
    said = f"triad census, {n:,} actors, {len(tails):,} ties, {hubs} hubs: {ours:.3f} s"
    if igraph is None:
        print(said)
        return True
    graph = igraph.Graph(n=n, edges=np.stack([tails, heads], axis=1), directed=True)
    theirs, other = fastest(graph.triad_census, 1)
    # igraph counts the triads without a tie in floating point
    same = all(found[kind] == getattr(other, f"t{kind}") for kind in CENSUS[1:])
    print(f"{said}; igraph {theirs:.3f} s; {ours / theirs:.2f} times (limit {limit})")
    return same and ours <= limit * theirs


def main():
    blas = np.show_config(mode="dicts")["Build Dependencies"]["blas"]
    print(f"numpy {np.__version__}, {blas['name']} {blas['version']}: {blas.get('openblas configuration', '')}")
    fine = [brokers(0), brokers(5), census(ACTORS, TIES, 0, 0, UNIFORM), census(5_000, 40_000, 5, 4_000, HUBS)]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory {peak:,.0f} MB (limit {MEMORY:,.0f}), the networkx graph included")
    return 0 if all(fine) and peak < MEMORY else 1


if __name__ == "__main__":
    sys.exit(main())
