"""Filling by whole pieces: the labels are the best there are, repetition is found, steps are spread."""

from __future__ import annotations

import itertools

import numpy as np

from inference.builtin.graphcut import expand
from inference.builtin.poisson import joined
from inference.builtin.shiftmap import Distant, pieces, repeats, repetition
from inference.builtin.transport import carried


def grid(height: int, width: int) -> np.ndarray:
    """(n, 4): right, left, below, above."""
    index = np.pad(np.arange(height * width).reshape(height, width), 1, constant_values=-1)
    moves = (index[1:-1, 2:], index[1:-1, :-2], index[2:, 1:-1], index[:-2, 1:-1])
    return np.stack([move.ravel() for move in moves], 1).astype(np.int32)


def energy(labels: np.ndarray, colours: np.ndarray, costs: np.ndarray, near: np.ndarray) -> float:
    total = sum(float(costs[label, i]) for i, label in enumerate(labels))
    for i, k in itertools.product(range(len(labels)), (0, 2)):
        j = near[i, k]
        if j >= 0:
            total += sum(float(np.linalg.norm(colours[labels[i], at] - colours[labels[j], at])) for at in (i, j))
    return total


def test_one_move_is_the_best_of_all() -> None:
    near, rng = grid(3, 3), np.random.default_rng(0)
    for _ in range(6):
        colours = rng.normal(size=(2, 9, 2)).astype(np.float32)
        costs = (rng.random((2, 9)) * 6).astype(np.float32)
        labels = np.zeros(9, np.int32)
        expand(colours, costs, near, labels, 1.0, 5)
        best = min(energy(np.array(other), colours, costs, near) for other in itertools.product(range(2), repeat=9))
        assert abs(energy(labels, colours, costs, near) - best) < 0.05


def lattice(size: int = 120, period: int = 12) -> np.ndarray:
    ys, xs = np.mgrid[0:size, 0:size]
    tone = 40.0 + 40 * (((ys // (period // 2)) + (xs // (period // 2))) % 2)
    return np.dstack([tone, ys * 0.0, xs * 0.0]).astype(np.float32)


def test_a_lattice_is_continued_exactly() -> None:
    truth = lattice()
    hole = np.zeros(truth.shape[:2], bool)
    hole[40:75, 45:80] = True
    broken = np.where(hole[..., None], np.float32(0), truth)
    found = repeats(broken, ~hole, 0)
    assert (found % 6 == 0).all(1).mean() > 0.7
    shift = pieces(broken, hole, ~hole, found)
    assert shift is not None
    filled = joined(broken, hole, ~hole, shift)
    assert np.abs(filled - truth)[hole].mean() < 1.0
    assert np.array_equal(filled[~hole], truth[~hole])


def test_a_step_is_spread_and_no_possible_shift_is_told() -> None:
    planes = np.full((60, 60, 1), 50, np.float32)
    planes[:, 40:] = 60
    hole = np.zeros((60, 60), bool)
    hole[20:30, 10:25] = True
    shift = np.zeros((60, 60, 2), np.int32)
    shift[hole] = (0, 32)
    out = joined(planes, hole, ~hole, shift)[..., 0]
    assert abs(float(out[hole].mean()) - 50) < 3
    assert np.abs(np.diff(out[:, :35], axis=1)).max() < 2
    assert pieces(planes.repeat(3, 2), hole, ~hole, np.array([[0, 1]], np.int32)) is None


def test_an_edge_is_carried_straight_across_a_hole() -> None:
    ys, xs = np.mgrid[0:160, 0:160]
    truth = np.where(ys > 30 + 0.5 * xs, np.float32(80), np.float32(20))[..., None]
    hole = (ys - 80) ** 2 + (xs - 100) ** 2 < 30**2
    out = carried(np.where(hole[..., None], np.float32(50), truth), hole, 30.0)
    assert np.abs(out - truth)[hole].mean() < 8
    assert ((out > 50) == (truth > 50))[hole].mean() > 0.95


def test_what_stands_once_in_the_picture_is_rare_and_costs() -> None:
    picture = lattice(200)
    picture[140:156, 140:156] = (90, 60, -60)
    known = np.ones(picture.shape[:2], bool)
    _, rare = repetition(picture, known, 0)
    assert rare[146, 146] > 10 * max(float(np.median(rare)), 0.1)
    hole = np.zeros_like(known)
    hole[60:90, 60:90] = True
    shifts = np.array([[78, 78], [48, -12]], np.int32)
    for weight, copied in ((0.0, True), (3.0, False)):
        burden = np.where(rare > 5, np.float32(weight), np.float32(0))
        shift = pieces(picture, hole, ~hole, shifts, distant=Distant(picture, picture, 0.0, burden))
        assert shift is not None
        there = np.argwhere(hole) + shift[hole]
        assert ((there >= 140) & (there < 156)).all(1).any() == copied
