"""Labels for pixels by alpha expansion: moves that swap any set of pixels to one label, each the best there is.

Boykov, Veksler, Zabih (2001); the graph of one move as in Kolmogorov, Zabih (2004), its
cut by Dinic's algorithm (1970).
"""

from __future__ import annotations

from typing import Any

import numpy as np

from inference.builtin.kernels import kernel

Array = np.ndarray[Any, Any]
FORBIDDEN = 1e5  # the cost of a label that a pixel must not take


@kernel
def _difference(colours: Array, a: int, b: int, i: int) -> Any:
    total = np.float32(0.0)
    for c in range(colours.shape[2]):
        e = colours[a, i, c] - colours[b, i, c]
        total += e * e
    return np.sqrt(total)


@kernel
def _seam(colours: Array, a: int, b: int, i: int, j: int) -> Any:
    """What it costs that neighbours i and j come from different places (Kwatra et al., 2003)."""
    if a == b:
        return np.float32(0.0)
    return _difference(colours, a, b, i) + _difference(colours, a, b, j)


@kernel
def _flow(
    cap: Array, near: Array, terminal: Array, nodes: Array, count: int, mobile: Array, level: Array, queue: Array,
    arc: Array, path: Array,
) -> None:
    """Saturate the graph of the first `count` nodes in place. terminal > 0: residual from the source, < 0: to the sink.

    Afterwards level >= 0 marks what the source still reaches.
    """
    while True:
        head, tail = 0, 0
        for h in range(count):
            i = nodes[h]
            level[i] = -1
            arc[i] = 0
            if terminal[i] > 1e-4:
                level[i] = 0
                queue[tail] = i
                tail += 1
        reached = False
        while head < tail:
            i = queue[head]
            head += 1
            if terminal[i] < -1e-4:
                reached = True
                continue
            for k in range(4):
                j = near[i, k]
                if j >= 0 and mobile[j] and level[j] < 0 and cap[i, k] > 1e-4:
                    level[j] = level[i] + 1
                    queue[tail] = j
                    tail += 1
        if not reached:
            return
        for h in range(count):
            start = nodes[h]
            while level[start] == 0 and terminal[start] > 1e-4:
                depth, i = 0, start
                path[0] = start
                while True:
                    if terminal[i] < -1e-4:
                        break
                    moved = False
                    while arc[i] < 4:
                        k = arc[i]
                        j = near[i, k]
                        if j >= 0 and mobile[j] and level[j] == level[i] + 1 and cap[i, k] > 1e-4:
                            depth += 1
                            path[depth] = j
                            i = j
                            moved = True
                            break
                        arc[i] += 1
                    if moved:
                        continue
                    if depth == 0:
                        break
                    level[i] = -2
                    depth -= 1
                    i = path[depth]
                    arc[i] += 1
                if depth == 0 and terminal[start] > 0:
                    break
                amount = min(terminal[start], -terminal[i])
                for d in range(depth):
                    amount = min(amount, cap[path[d], arc[path[d]]])
                for d in range(depth):
                    p = path[d]
                    k = arc[p]
                    cap[p, k] -= amount
                    cap[path[d + 1], k ^ 1] += amount
                terminal[start] -= amount
                terminal[i] += amount


def neighbours(index: Array) -> Array:
    """(n, 4) int32 of the pixels that index (h, w) numbers from 0: right, left, below, above; -1 = none."""
    around = np.pad(index, 1, constant_values=-1)
    moves = (around[1:-1, 2:], around[1:-1, :-2], around[2:, 1:-1], around[:-2, 1:-1])
    return np.ascontiguousarray(np.stack([move[index >= 0] for move in moves], 1).astype(np.int32))


@kernel
def expand(
    colours: Array, costs: Array, near: Array, labels: Array, weight: float, rounds: int,
) -> None:
    """Improve `labels` (n,) in place. costs (k, n), colours (k, n, c): what each label would put there.

    near (n, 4): of `neighbours`.
    """
    count, n = costs.shape
    cap = np.zeros((n, 4), np.float32)
    terminal = np.zeros(n, np.float32)
    level = np.zeros(n, np.int32)
    queue = np.zeros(n, np.int32)
    arc = np.zeros(n, np.int32)
    path = np.zeros(n + 1, np.int32)
    nodes = np.zeros(n, np.int32)
    mobile = np.zeros(n, np.bool_)
    last = np.full(count, -1, np.int32)
    changes = 1
    for _ in range(rounds):
        for alpha in range(count):
            if last[alpha] == changes:
                continue  # nothing changed since its last move
            m = 0  # those that could move; all others stay, whatever they are
            for i in range(n):
                mobile[i] = labels[i] != alpha and costs[alpha, i] < FORBIDDEN
                if mobile[i]:
                    nodes[m] = i
                    m += 1
                    terminal[i] = costs[alpha, i] - costs[labels[i], i] + 1e-3
                    for k in range(4):
                        cap[i, k] = 0
            for h in range(m):
                i = nodes[h]
                for k in range(4):
                    j = near[i, k]
                    if j < 0 or (mobile[j] and k % 2 == 1):
                        continue
                    stay = weight * _seam(colours, labels[i], labels[j], i, j)
                    mine = weight * _seam(colours, alpha, labels[j], i, j)  # i moves, j stays
                    terminal[i] += mine - stay
                    if not mobile[j]:
                        continue
                    other = weight * _seam(colours, labels[i], alpha, i, j)  # i stays, j moves
                    terminal[j] -= mine
                    # What it costs beyond those that i stays and j moves:
                    cap[i, k] += max(other + mine - stay, 0.0)
            # Reached from the source = stays; positive terminal: moving costs more.
            _flow(cap, near, terminal, nodes, m, mobile, level, queue, arc, path)
            moved = False
            for h in range(m):
                if level[nodes[h]] < 0:
                    labels[nodes[h]] = alpha
                    moved = True
            if moved:
                changes += 1
            last[alpha] = changes
        done = True
        for alpha in range(count):
            if last[alpha] != changes:
                done = False
        if done:
            return
