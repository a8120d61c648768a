"""Kernels of matting: samples along rays, and the matting Laplacian without its matrix."""

from __future__ import annotations

import numpy as np

from editor.document.kernelcache import njit
from editor.document.pixels import Array

RAYS = 8
F32 = np.float32


@njit
def collected(image: Array, state: Array, places: Array, longest: int, pairs: Array) -> None:
    """For each unknown px the best pair of an inner and an outer colour met along rays (Gastal and Oliveira, "Shared
    matting", 2010).

    `image` float32 (h, w, 3) 0-1; `state` uint8 (h, w): 0 outside, 1 inside, 2 unknown; `places` int32 (n, 2) y, x.
    `pairs` float32 (n, 8) becomes inner colour, outer colour, alpha, cost.
    """
    h, w = state.shape
    inner = np.empty((RAYS, 4), np.float32)
    outer = np.empty((RAYS, 4), np.float32)
    for n in range(places.shape[0]):
        y, x = places[n, 0], places[n, 1]
        turn = ((x % 3) * 3 + y % 3) / 9.0 * (6.2831853 / RAYS)
        ni, no = 0, 0
        for k in range(RAYS):
            angle = turn + k * (6.2831853 / RAYS)
            dx, dy = np.cos(angle), np.sin(angle)
            got_i, got_o = False, False
            for s in range(1, longest):
                px, py = int(np.rint(x + dx * s)), int(np.rint(y + dy * s))
                if px < 0 or py < 0 or px >= w or py >= h:
                    break
                if state[py, px] == 1 and not got_i:
                    got_i = True
                    inner[ni, 0], inner[ni, 1], inner[ni, 2] = image[py, px, 0], image[py, px, 1], image[py, px, 2]
                    inner[ni, 3] = F32(s)
                    ni += 1
                elif state[py, px] == 0 and not got_o:
                    got_o = True
                    outer[no, 0], outer[no, 1], outer[no, 2] = image[py, px, 0], image[py, px, 1], image[py, px, 2]
                    outer[no, 3] = F32(s)
                    no += 1
                if got_i and got_o:
                    break
        pairs[n, 7] = F32(1e9)
        nearest_i, nearest_o = F32(1e9), F32(1e9)
        for i in range(ni):
            nearest_i = min(nearest_i, inner[i, 3])
        for o in range(no):
            nearest_o = min(nearest_o, outer[o, 3])
        for i in range(ni):
            for o in range(no):
                square, along = F32(1e-5), F32(0.0)
                for c in range(3):
                    d = inner[i, c] - outer[o, c]
                    square += d * d
                    along += d * (image[y, x, c] - outer[o, c])
                alpha = min(max(along / square, F32(0.0)), F32(1.0))
                off = F32(0.0)
                for c in range(3):
                    e = image[y, x, c] - alpha * inner[i, c] - (F32(1.0) - alpha) * outer[o, c]
                    off += e * e
                far = inner[i, 3] / (nearest_i + F32(1.0)) + outer[o, 3] / (nearest_o + F32(1.0))
                cost = np.sqrt(off) + F32(0.006) * far + F32(0.004) / np.sqrt(square)
                if cost < pairs[n, 7]:
                    for c in range(3):
                        pairs[n, c] = inner[i, c]
                        pairs[n, 3 + c] = outer[o, c]
                    pairs[n, 6], pairs[n, 7] = alpha, cost


@njit
def agreed(image: Array, places: Array, index: Array, pairs: Array, alpha: Array, sure: Array) -> None:
    """What the pairs of the neighbours say of each unknown px: `alpha` and how `sure` it is, float32 (n,).

    `index` int32 (h, w): the row of an unknown px in `places`, -1 elsewhere.
    """
    h, w = index.shape
    for n in range(places.shape[0]):
        y, x = places[n, 0], places[n, 1]
        total, weight, best = F32(0.0), F32(1e-9), F32(1e9)
        for j in range(max(y - 4, 0), min(y + 5, h), 2):
            for i in range(max(x - 4, 0), min(x + 5, w), 2):
                m = index[j, i]
                if m < 0 or pairs[m, 7] > F32(1e8):
                    continue
                square, along = F32(1e-5), F32(0.0)
                for c in range(3):
                    d = pairs[m, c] - pairs[m, 3 + c]
                    square += d * d
                    along += d * (image[y, x, c] - pairs[m, 3 + c])
                a = min(max(along / square, F32(0.0)), F32(1.0))
                off = F32(0.0)
                for c in range(3):
                    e = image[y, x, c] - a * pairs[m, c] - (F32(1.0) - a) * pairs[m, 3 + c]
                    off += e * e
                share = np.exp(-off * F32(900.0)) * square / (square + F32(0.02))
                total += share * a
                weight += share
                best = min(best, off * (F32(0.02) + square) / square)
        alpha[n] = total / weight if weight > F32(1e-6) else F32(0.5)
        sure[n] = np.exp(-best * F32(900.0)) * min(weight / F32(6.0), F32(1.0)) if weight > F32(1e-6) else F32(0.0)


@njit
def windows(image: Array, index: Array, centres: Array, eps: float, means: Array, inverses: Array,
            diagonal: Array) -> None:
    """Of each 3 x 3 window the mean colour and the inverse of its covariance + eps / 9 (6 numbers); adds the diagonal
    of the Laplacian (Levin, Lischinski and Weiss, "A closed-form solution to natural image matting", 2008).

    `index` int32 (h, w): the place of a px among those that are solved for, in `diagonal` too.
    """
    for n in range(centres.shape[0]):
        y, x = centres[n, 0], centres[n, 1]
        r, g, b = 0.0, 0.0, 0.0
        rr, rg, rb, gg, gb, bb = 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
        for j in range(y - 1, y + 2):
            for i in range(x - 1, x + 2):
                p, q, s = image[j, i, 0], image[j, i, 1], image[j, i, 2]
                r += p
                g += q
                b += s
                rr += p * p
                rg += p * q
                rb += p * s
                gg += q * q
                gb += q * s
                bb += s * s
        r, g, b = r / 9, g / 9, b / 9
        e = eps / 9
        rr, rg, rb = rr / 9 - r * r + e, rg / 9 - r * g, rb / 9 - r * b
        gg, gb, bb = gg / 9 - g * g + e, gb / 9 - g * b, bb / 9 - b * b + e
        c0, c1, c2 = gg * bb - gb * gb, rb * gb - rg * bb, rg * gb - rb * gg
        det = rr * c0 + rg * c1 + rb * c2
        means[n, 0], means[n, 1], means[n, 2] = r, g, b
        inverses[n, 0], inverses[n, 1], inverses[n, 2] = c0 / det, c1 / det, c2 / det
        inverses[n, 3] = (rr * bb - rb * rb) / det
        inverses[n, 4] = (rg * rb - rr * gb) / det
        inverses[n, 5] = (rr * gg - rg * rg) / det
        for j in range(y - 1, y + 2):
            for i in range(x - 1, x + 2):
                p, q, s = image[j, i, 0] - r, image[j, i, 1] - g, image[j, i, 2] - b
                form = (p * (inverses[n, 0] * p + inverses[n, 1] * q + inverses[n, 2] * s)
                        + q * (inverses[n, 1] * p + inverses[n, 3] * q + inverses[n, 4] * s)
                        + s * (inverses[n, 2] * p + inverses[n, 4] * q + inverses[n, 5] * s))
                diagonal[index[j, i]] += 1.0 - (1.0 + form) / 9


@njit
def laplacian(image: Array, index: Array, centres: Array, means: Array, inverses: Array, values: Array,
              out: Array) -> None:
    """Add the matting Laplacian times `values` (n,) to `out`: in each window what the best affine function of the
    colours leaves over."""
    for n in range(centres.shape[0]):
        y, x = centres[n, 0], centres[n, 1]
        mean, p, q, s = 0.0, 0.0, 0.0, 0.0
        for j in range(y - 1, y + 2):
            for i in range(x - 1, x + 2):
                v = values[index[j, i]]
                mean += v
                p += image[j, i, 0] * v
                q += image[j, i, 1] * v
                s += image[j, i, 2] * v
        mean /= 9
        p = p / 9 - means[n, 0] * mean
        q = q / 9 - means[n, 1] * mean
        s = s / 9 - means[n, 2] * mean
        a = inverses[n, 0] * p + inverses[n, 1] * q + inverses[n, 2] * s
        b = inverses[n, 1] * p + inverses[n, 3] * q + inverses[n, 4] * s
        c = inverses[n, 2] * p + inverses[n, 4] * q + inverses[n, 5] * s
        rest = mean - a * means[n, 0] - b * means[n, 1] - c * means[n, 2]
        for j in range(y - 1, y + 2):
            for i in range(x - 1, x + 2):
                k = index[j, i]
                out[k] += values[k] - a * image[j, i, 0] - b * image[j, i, 1] - c * image[j, i, 2] - rest


def WARM() -> None:  # noqa: N802  the name that kernelcache.warm looks for
    """Compile or load every kernel of this module."""
    from editor.document.matting import solved

    state = np.zeros((12, 12), np.uint8)
    state[:, 6:], state[:, 4:8] = 1, 2
    solved(np.zeros((12, 12, 3), np.float32), state)
