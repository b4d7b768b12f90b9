"""What paths and centrality of a large network cost beside igraph and networkx, in one run.

Run ``python benchmarks/network_centrality.py``; it ends with an error if a number is over its limit.
"""

import resource
import sys
import time

import networkx as nx
import numpy as np
import pandas as pd

from pemberdayaan.kernels import centrality, paths
from pemberdayaan.measures.network.centralization import Counting, centralization
from pemberdayaan.measures.network.profile import graph_profile
from pemberdayaan.measures.network.ties import Network

try:
    import igraph
except ImportError:
    igraph = None

SMALL, LARGE = (5_000, 40_000), (50_000, 400_000)
# Times igraph's; seconds; MB.
RATIO, SECONDS, MEMORY = 2.0, 60.0, 1000.0


def made(n, ties, hubs=0):
    """A made-up directed network, of which some actors may be tied to 20,000 others."""
    rng = np.random.default_rng(2026)
    tails, heads = rng.integers(0, n, ties), rng.integers(0, n, ties)
    for hub in range(hubs):
        others = rng.choice(n, 20_000, replace=False)
        tails, heads = np.concatenate([tails, np.full(len(others), hub)]), np.concatenate([heads, others])
    return Network(pd.DataFrame({"source": np.append(tails, np.arange(n)), "target": np.append(heads, np.arange(n))}))


def seconds(run):
    """How long it takes, and what comes of it."""
    start = time.perf_counter()
    found = run()
    return time.perf_counter() - start, found


def small():
    """Betweenness and harmonic scores of all of 5,000 actors."""
    network = made(*SMALL)
    arcs, n = network.arcs, network.n
    rows = {
        "betweenness": [lambda: paths.dependencies(*arcs, n).total],
        "harmonic": [lambda: paths.distance_sums(*arcs, n).near / (n - 1)],
    }
    if igraph is not None:
        graph = igraph.Graph(n=n, edges=np.stack(arcs, axis=1), directed=True)
        rows["betweenness"].append(graph.betweenness)
        rows["harmonic"].append(lambda: graph.harmonic_centrality(mode="out"))
    return f"{n:,} actors, {network.m:,} ties", rows


def large(hubs):
    """Scores of 50,000 actors."""
    network = made(*LARGE, hubs=hubs)
    (tails, heads), n = network.arcs, network.n
    rows = {
        "pagerank": [lambda: centrality.pagerank(tails, heads, n)],
        "eigenvector": [lambda: centrality.leading_vector(heads, tails, n).vector],
    }
    if igraph is not None:
        graph = igraph.Graph(n=n, edges=np.stack([tails, heads], axis=1), directed=True)
        rows["pagerank"].append(lambda: graph.pagerank(damping=0.85))
        rows["eigenvector"].append(lambda: graph.eigenvector_centrality(directed=True, scale=True))
    other = nx.DiGraph(np.stack([tails, heads], axis=1).tolist())
    rows["pagerank"].append(lambda: [found for _, found in sorted(nx.pagerank(other, tol=1e-10).items())])
    return f"{n:,} actors, {network.m:,} ties, {hubs} hubs", rows


def compared():
    """Ours beside theirs; False if ours takes too long or is another number."""
    fine = True
    for name, rows in (small(), large(0), large(5)):
        print(name)
        for measure, runs in rows.items():
            took = [seconds(run) for run in runs]
            ours, theirs = took[0], took[1:]
            same = all(np.allclose(ours[1], found, atol=1e-6) for _, found in theirs)
            print(f"  {measure}: {ours[0]:.2f} s; others {', '.join(f'{one:.2f} s' for one, _ in theirs)}; same {same}")
            fine &= same and (igraph is None or ours[0] <= RATIO * theirs[0][0] + 0.5)
    return fine


def whole():
    """What users call, at 50,000 actors; False if it takes too long or too much memory."""
    network = made(*LARGE)
    took, found = seconds(lambda: centralization(network, of="betweenness", rng=1))
    assert found.counting is Counting.SAMPLED
    print(
        f"betweenness from {found.pivots} of {network.n:,} actors: {took:.1f} s; {found.value:.5f} +- {found.error:.5f}"
    )
    slowest = took
    for of in ("harmonic", "eigenvector", "in_degree"):
        took, found = seconds(lambda of=of: centralization(network, of=of))
        print(f"{of}: {took:.2f} s; {found.value:.5f}")
        slowest = max(slowest, took)
    took, _ = seconds(lambda: graph_profile(network))
    print(f"graph_profile: {took:.2f} s")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    print(f"peak memory of the run so far {peak:.0f} MB")
    return max(slowest, took) <= SECONDS and peak <= MEMORY


def main():
    """Print each number; 1 if one is over its limit."""
    print(f"numpy {np.__version__}, networkx {nx.__version__}, igraph {igraph.__version__ if igraph else 'not there'}")
    fine = whole()
    return int(not (compared() and fine))


if __name__ == "__main__":
    sys.exit(main())
