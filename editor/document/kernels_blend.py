"""Blend kernels: one span of up to 256 px of float32 planes in a flat scratch array, each mode a loop that vectorises.

Formulas as in editor.document.blend. All planes lie in one array at constant distances: the compiler then needs no
alias checks. Branches are ternaries, because an `if` in the loop costs a factor of four.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from editor.document.blend import EPS as EPSILON
from editor.document.kernelcache import njit

f = np.float32
S = 256  # px in a plane
R, G, B, A = 0, S, 2 * S, 3 * S  # backdrop, which becomes the result
SR, SG, SB, SA = 4 * S, 5 * S, 6 * S, 7 * S  # source; SA with opacity and mask applied
W = 8 * S  # the backdrop's weight in the blend: its alpha, or 1 for a clipped layer
PLANES = 9 * S

ZERO, HALF, ONE, TWO = f(0), f(0.5), f(1), f(2)
EPS, HIGH, TINY = f(EPSILON), f(1 - EPSILON), f(1e-9)
LR, LG, LB = f(0.3), f(0.59), f(0.11)


@njit(inline="always")
def low(x: Any, y: Any) -> Any:
    return x if x < y else y


@njit(inline="always")
def high(x: Any, y: Any) -> Any:
    return x if x > y else y


@njit(inline="always")
def burn(b: Any, s: Any) -> Any:
    r = ONE - low(ONE, (ONE - b) / high(s, EPS))
    r = ZERO if s <= EPS else r
    return ONE if b >= HIGH else r


@njit(inline="always")
def dodge(b: Any, s: Any) -> Any:
    r = low(ONE, b / high(ONE - s, EPS))
    r = ONE if s >= HIGH else r
    return ZERO if b <= EPS else r


@njit(inline="always")
def hard(b: Any, s: Any) -> Any:
    dark = TWO * b * s
    t = TWO * s - ONE
    light = b + t - b * t
    return dark if s <= HALF else light


@njit(inline="always")
def soft(b: Any, s: Any) -> Any:
    d = ((f(16) * b - f(12)) * b + f(4)) * b
    root = np.sqrt(high(b, ZERO))
    d = d if b <= f(0.25) else root
    dark = b - (ONE - TWO * s) * b * (ONE - b)
    light = b + (TWO * s - ONE) * (d - b)
    return dark if s <= HALF else light


@njit(inline="always")
def vivid(b: Any, s: Any) -> Any:
    t = TWO * s
    dark = ONE - low(ONE, (ONE - b) / high(t, EPS))
    dark = ZERO if t <= EPS else dark
    light = low(ONE, b / high(TWO - t, EPS))
    light = ONE if s >= HIGH else light
    return dark if s <= HALF else light


@njit(inline="always")
def mix(b: Any, s: Any) -> Any:
    t = b + s - ONE
    tie = ONE if b > HALF else ZERO
    r = ONE if t > EPS else ZERO
    return tie if abs(t) <= EPS else r


@njit(inline="always")
def pin(b: Any, s: Any) -> Any:
    dark = low(b, TWO * s)
    light = high(b, TWO * s - ONE)
    return dark if s <= HALF else light


@njit(inline="always")
def luma(r: Any, g: Any, b: Any) -> Any:
    return LR * r + LG * g + LB * b


@njit
def darks_and_lights(q: Any, mode: int, n: int) -> None:
    """Modes 2-11 but the two non-separable ones: writes the blended colour over the source."""
    for c in range(3):
        o = c * S
        if mode == 2:
            for i in range(n):
                b, s = q[o + i], q[o + SR + i]
                q[o + SR + i] = s + q[W + i] * (low(b, s) - s)
        elif mode == 3:
            for i in range(n):
                b, s = q[o + i], q[o + SR + i]
                q[o + SR + i] = s + q[W + i] * (b * s - s)
        elif mode == 4:
            for i in range(n):
                b, s = q[o + i], q[o + SR + i]
                q[o + SR + i] = s + q[W + i] * (burn(b, s) - s)
        elif mode == 5:
            for i in range(n):
                b, s = q[o + i], q[o + SR + i]
                q[o + SR + i] = s + q[W + i] * (high(ZERO, b + s - ONE) - s)
        elif mode == 7:
            for i in range(n):
                b, s = q[o + i], q[o + SR + i]
                q[o + SR + i] = s + q[W + i] * (high(b, s) - s)
        elif mode == 8:
            for i in range(n):
                b, s = q[o + i], q[o + SR + i]
                q[o + SR + i] = s + q[W + i] * (b - b * s)
        elif mode == 9:
            for i in range(n):
                b, s = q[o + i], q[o + SR + i]
                q[o + SR + i] = s + q[W + i] * (dodge(b, s) - s)
        elif mode == 10:
            for i in range(n):
                b, s = q[o + i], q[o + SR + i]
                q[o + SR + i] = s + q[W + i] * (low(ONE, b + s) - s)


@njit
def contrasts(q: Any, mode: int, n: int) -> None:
    """Modes 12-18."""
    for c in range(3):
        o = c * S
        if mode == 12:
            for i in range(n):
                b, s = q[o + i], q[o + SR + i]
                q[o + SR + i] = s + q[W + i] * (hard(s, b) - s)
        elif mode == 13:
            for i in range(n):
                b, s = q[o + i], q[o + SR + i]
                q[o + SR + i] = s + q[W + i] * (soft(b, s) - s)
        elif mode == 14:
            for i in range(n):
                b, s = q[o + i], q[o + SR + i]
                q[o + SR + i] = s + q[W + i] * (hard(b, s) - s)
        elif mode == 15:
            for i in range(n):
                b, s = q[o + i], q[o + SR + i]
                q[o + SR + i] = s + q[W + i] * (vivid(b, s) - s)
        elif mode == 16:
            for i in range(n):
                b, s = q[o + i], q[o + SR + i]
                q[o + SR + i] = s + q[W + i] * (low(ONE, high(ZERO, b + TWO * s - ONE)) - s)
        elif mode == 17:
            for i in range(n):
                b, s = q[o + i], q[o + SR + i]
                q[o + SR + i] = s + q[W + i] * (pin(b, s) - s)
        elif mode == 18:
            for i in range(n):
                b, s = q[o + i], q[o + SR + i]
                q[o + SR + i] = s + q[W + i] * (mix(b, s) - s)


@njit
def comparisons(q: Any, mode: int, n: int) -> None:
    """Modes 19-22."""
    for c in range(3):
        o = c * S
        if mode == 19:
            for i in range(n):
                b, s = q[o + i], q[o + SR + i]
                q[o + SR + i] = s + q[W + i] * (abs(b - s) - s)
        elif mode == 20:
            for i in range(n):
                b, s = q[o + i], q[o + SR + i]
                q[o + SR + i] = s + q[W + i] * (b - TWO * b * s)
        elif mode == 21:
            for i in range(n):
                b, s = q[o + i], q[o + SR + i]
                q[o + SR + i] = s + q[W + i] * (high(ZERO, b - s) - s)
        elif mode == 22:
            for i in range(n):
                b, s = q[o + i], q[o + SR + i]
                q[o + SR + i] = s + q[W + i] * (low(ONE, b / high(s, EPS)) - s)


@njit(inline="always")
def relit(q: Any, i: int, r: Any, g: Any, b: Any, to: Any) -> None:
    """SetLum and ClipColor of (r, g, b), mixed into the source."""
    d = to - luma(r, g, b)
    r, g, b = r + d, g + d, b + d
    n, x = low(low(r, g), b), high(high(r, g), b)
    kn = to / high(to - n, TINY)
    kx = (ONE - to) / high(x - to, TINY)
    k = kn if n < ZERO else ONE
    k = kx if x > ONE else k
    w = q[W + i]
    q[SR + i] += w * (to + (r - to) * k - q[SR + i])
    q[SG + i] += w * (to + (g - to) * k - q[SG + i])
    q[SB + i] += w * (to + (b - to) * k - q[SB + i])


@njit
def colours(q: Any, mode: int, n: int) -> None:
    """The non-separable modes: 6, 11 and 23-26."""
    if mode == 6 or mode == 11:
        for i in range(n):
            lb = luma(q[R + i], q[G + i], q[B + i])
            ls = luma(q[SR + i], q[SG + i], q[SB + i])
            d = ls - lb if mode == 6 else lb - ls
            w = ZERO if d < ZERO else q[W + i]
            q[SR + i] += w * (q[R + i] - q[SR + i])
            q[SG + i] += w * (q[G + i] - q[SG + i])
            q[SB + i] += w * (q[B + i] - q[SB + i])
    elif mode == 23:
        for i in range(n):
            r, g, b = q[R + i], q[G + i], q[B + i]
            sr, sg, sb = q[SR + i], q[SG + i], q[SB + i]
            m = low(low(sr, sg), sb)
            k = (high(high(r, g), b) - low(low(r, g), b)) / high(high(high(sr, sg), sb) - m, TINY)
            relit(q, i, (sr - m) * k, (sg - m) * k, (sb - m) * k, luma(r, g, b))
    elif mode == 24:
        for i in range(n):
            r, g, b = q[R + i], q[G + i], q[B + i]
            sr, sg, sb = q[SR + i], q[SG + i], q[SB + i]
            m = low(low(r, g), b)
            k = (high(high(sr, sg), sb) - low(low(sr, sg), sb)) / high(high(high(r, g), b) - m, TINY)
            relit(q, i, (r - m) * k, (g - m) * k, (b - m) * k, luma(r, g, b))
    elif mode == 25:
        for i in range(n):
            relit(q, i, q[SR + i], q[SG + i], q[SB + i], luma(q[R + i], q[G + i], q[B + i]))
    elif mode == 26:
        for i in range(n):
            relit(q, i, q[R + i], q[G + i], q[B + i], luma(q[SR + i], q[SG + i], q[SB + i]))


@njit
def dissolve(q: Any, n: int, x: int, y: int) -> None:
    """Alpha becomes 0 or 1 by a hash of the document px; see blend.dissolve_threshold."""
    row = np.uint32(np.uint32(y) * np.uint32(668265263))  # numba widens uint32 * uint32 to 64 bits
    for i in range(n):
        h = np.uint32(np.uint32(np.uint32(x + i) * np.uint32(374761393)) ^ row)
        h = np.uint32(np.uint32(h ^ (h >> np.uint32(13))) * np.uint32(1274126177))
        h = np.uint32(h ^ (h >> np.uint32(16)))
        t = f(np.int32(h >> np.uint32(8))) * f(1 / 16777216)
        q[SA + i] = ONE if q[SA + i] > t else ZERO


@njit
def blend(q: Any, mode: int, atop: int, n: int, x: int, y: int) -> None:
    """The source over, or atop, the backdrop; (x, y) is the document px of the first one (for dissolve)."""
    if atop == 1:
        for i in range(n):
            q[W + i] = ONE
    else:
        for i in range(n):
            q[W + i] = q[A + i]
    if mode == 1:
        dissolve(q, n, x, y)
    elif mode == 6 or mode == 11 or mode >= 23:
        colours(q, mode, n)
    elif mode >= 19:
        comparisons(q, mode, n)
    elif mode >= 12:
        contrasts(q, mode, n)
    elif mode >= 2:
        darks_and_lights(q, mode, n)
    for i in range(n):
        a, w = q[SA + i], q[W + i]
        total = a + w * (ONE - a)
        k = a / high(total, TINY)
        q[R + i] += (q[SR + i] - q[R + i]) * k
        q[G + i] += (q[SG + i] - q[G + i]) * k
        q[B + i] += (q[SB + i] - q[B + i]) * k
        q[W + i] = total
    if atop == 0:
        for i in range(n):
            q[A + i] = q[W + i]
