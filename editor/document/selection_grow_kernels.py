"""Kernels of the quick selection: a picture as a graph of small regions, ways through it, and its cheapest cut."""

from __future__ import annotations

import numpy as np

from editor.document.kernelcache import njit
from editor.document.pixels import Array


@njit
def claimed(labels: Array, colours: Array) -> None:
    """Give the px on the watershed (label < 1) to the neighbouring region whose px is most alike, in place.

    `labels` int32 (h, w), `colours` float32 (h, w, c).
    """
    h, w = labels.shape
    for _turn in range(4):
        left = 0
        for y in range(h):
            for x in range(w):
                if labels[y, x] > 0:
                    continue
                best, found = np.float32(1e30), 0
                for k in range(4):
                    j, i = y + (0, 0, 1, -1)[k], x + (1, -1, 0, 0)[k]
                    if 0 <= j < h and 0 <= i < w and labels[j, i] > 0:
                        far = np.float32(0.0)
                        for c in range(colours.shape[2]):
                            d = colours[j, i, c] - colours[y, x, c]
                            far += d * d
                        if far < best:
                            best, found = far, labels[j, i]
                if found > 0:
                    labels[y, x] = found
                else:
                    left += 1
        if left == 0:
            return


@njit
def gathered(labels: Array, features: Array, count: int) -> tuple[Array, Array, Array]:
    """Areas (count,), mean features (count, c) and centres (count, 2) as x, y of regions labelled 0..count - 1."""
    h, w = labels.shape
    channels = features.shape[2]
    areas = np.zeros(count, np.float32)
    means = np.zeros((count, channels), np.float32)
    centres = np.zeros((count, 2), np.float32)
    for y in range(h):
        for x in range(w):
            r = labels[y, x]
            areas[r] += np.float32(1.0)
            centres[r, 0] += np.float32(x)
            centres[r, 1] += np.float32(y)
            for c in range(channels):
                means[r, c] += features[y, x, c]
    for r in range(count):
        if areas[r] > 0:
            for c in range(channels):
                means[r, c] /= areas[r]
            centres[r, 0] /= areas[r]
            centres[r, 1] /= areas[r]
    return areas, means, centres


@njit
def borders(labels: Array, colours: Array, falloff: float) -> tuple[Array, Array]:
    """Each pair of neighbouring px in different regions: int64 keys a * 2**32 + b with a < b, and their likeness 0-1,
    exp(-d^2 * falloff) of the colour distance two px across."""
    h, w = labels.shape
    keys = np.empty(2 * h * w, np.int64)
    alike = np.empty(2 * h * w, np.float32)
    n = 0
    for y in range(h):
        for x in range(w):
            a = labels[y, x]
            for k in range(2):
                j, i = y + k, x + 1 - k
                if j >= h or i >= w or labels[j, i] == a:
                    continue
                b = labels[j, i]
                y0, x0 = max(y - k, 0), max(x - 1 + k, 0)  # one px further on both sides: an edge is two px wide
                y1, x1 = min(j + k, h - 1), min(i + 1 - k, w - 1)
                far = np.float32(0.0)
                for c in range(3):
                    d = colours[y1, x1, c] - colours[y0, x0, c]
                    far += d * d
                keys[n] = min(a, b) * 4294967296 + max(a, b)
                alike[n] = np.exp(-far * falloff)
                n += 1
    return keys[:n], alike[:n]


@njit
def ways(first: Array, near: Array, cost: Array, seeds: Array) -> Array:
    """float32 (n,): the least sum of `cost` over arcs from any seed (Dijkstra, 1959). Arcs of node i are
    first[i]..first[i + 1] in `near` and `cost`."""
    n = first.size - 1
    far = np.full(n, np.float32(1e30), np.float32)
    heap_at = np.empty(near.size + n + 1, np.int32)
    heap_far = np.empty(near.size + n + 1, np.float32)
    size = 0
    for s in seeds:
        far[s] = np.float32(0.0)
        heap_at[size], heap_far[size] = s, np.float32(0.0)
        size += 1
    while size > 0:
        at, so_far = heap_at[0], heap_far[0]
        size -= 1
        last_at, last_far = heap_at[size], heap_far[size]
        hole = 0
        while True:
            child = 2 * hole + 1
            if child >= size:
                break
            if child + 1 < size and heap_far[child + 1] < heap_far[child]:
                child += 1
            if heap_far[child] >= last_far:
                break
            heap_at[hole], heap_far[hole] = heap_at[child], heap_far[child]
            hole = child
        heap_at[hole], heap_far[hole] = last_at, last_far
        if so_far > far[at]:
            continue
        for arc in range(first[at], first[at + 1]):
            to, length = near[arc], so_far + cost[arc]
            if length < far[to]:
                far[to] = length
                hole = size
                size += 1
                while hole > 0 and heap_far[(hole - 1) // 2] > length:
                    heap_at[hole], heap_far[hole] = heap_at[(hole - 1) // 2], heap_far[(hole - 1) // 2]
                    hole = (hole - 1) // 2
                heap_at[hole], heap_far[hole] = to, length
    return far


@njit
def cut(first: Array, near: Array, back: Array, capacity: Array, terminal: Array) -> Array:
    """bool (n,): the nodes on the source's side of the least cut (Dinic, 1970).

    `capacity` float32 of arcs and `terminal` float32 of nodes (> 0: from the source, < 0: to the sink) are used up.
    `back[arc]` is the arc the other way.
    """
    n = first.size - 1
    level = np.empty(n, np.int32)
    queue = np.empty(n, np.int32)
    arc_of = np.empty(n, np.int64)
    path = np.empty(n + 1, np.int64)
    small = np.float32(1e-3)
    for _phase in range(400):
        head, tail = 0, 0
        for i in range(n):
            level[i] = -1
            arc_of[i] = first[i]
            if terminal[i] > small:
                level[i] = 0
                queue[tail] = i
                tail += 1
        reached = False
        while head < tail:
            i = queue[head]
            head += 1
            if terminal[i] < -small:
                reached = True
                continue
            for arc in range(first[i], first[i + 1]):
                j = near[arc]
                if level[j] < 0 and capacity[arc] > small:
                    level[j] = level[i] + 1
                    queue[tail] = j
                    tail += 1
        if not reached:
            break
        for start in range(n):
            while level[start] == 0 and terminal[start] > small:
                depth, i = 0, start
                while terminal[i] >= -small:
                    moved = False
                    while arc_of[i] < first[i + 1]:
                        arc = arc_of[i]
                        j = near[arc]
                        if level[j] == level[i] + 1 and capacity[arc] > small:
                            path[depth] = arc
                            depth += 1
                            i = j
                            moved = True
                            break
                        arc_of[i] += 1
                    if not moved:
                        if depth == 0:
                            break
                        level[i] = -2
                        depth -= 1
                        i = near[back[path[depth]]]
                        arc_of[i] += 1
                if terminal[i] >= -small:
                    break
                amount = min(terminal[start], -terminal[i])
                for d in range(depth):
                    amount = min(amount, capacity[path[d]])
                for d in range(depth):
                    capacity[path[d]] -= amount
                    capacity[back[path[d]]] += amount
                terminal[start] -= amount
                terminal[i] += amount
    return level >= 0


@njit
def joined(first: Array, near: Array, inside: Array, seeds: Array) -> Array:
    """bool (n,): the nodes inside that are joined to a seed by nodes inside."""
    n = first.size - 1
    found = np.zeros(n, np.bool_)
    stack = np.empty(n, np.int32)
    size = 0
    for s in seeds:
        if not found[s]:
            found[s] = True
            stack[size] = s
            size += 1
    while size > 0:
        size -= 1
        i = stack[size]
        for arc in range(first[i], first[i + 1]):
            j = near[arc]
            if inside[j] and not found[j]:
                found[j] = True
                stack[size] = j
                size += 1
    return found


def WARM() -> None:  # noqa: N802  the name that kernelcache.warm looks for
    """Compile or load every kernel of this module."""
    from editor.document.selection_regions import regions_of

    regions = regions_of(np.zeros((16, 16, 4), np.uint8))
    regions.grown(np.zeros(1, np.int32), np.ones(1, np.float32), np.zeros(regions.count, np.float32), 8.0)
