"""Kernels of filters that look at all colours of a pixel. Imported inside functions.

Each takes (n, 4) pixels of white `top` and writes `out` of the same depth, 256 px at a time by way of float32 planes
in one scratch array: loops over these vectorise (a factor of ten), as long as their choices are ternaries.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from editor.document.kernelcache import njit

f = np.float32
ZERO, ONE, TWO, HALF, TINY = f(0), f(1), f(2), f(0.5), f(1e-9)
FULL, NONE = f(0.25), f(0.75)  # sixths of a turn from the middle of a range of hues: all of a change, none of it
LR, LG, LB = f(0.299), f(0.587), f(0.114)  # ITU-R BT.601, for gamma-encoded values
S = 256  # px in a plane
G, B, PLANES = S, 2 * S, 3 * S  # red is the first plane


@njit(inline="always")
def low(a: Any, b: Any) -> Any:
    return a if a < b else b


@njit(inline="always")
def high(a: Any, b: Any) -> Any:
    return a if a > b else b


@njit(inline="always")
def unit(v: Any) -> Any:
    return low(high(v, ZERO), ONE)


@njit(inline="always")
def luma(r: Any, g: Any, b: Any) -> Any:
    return LR * r + LG * g + LB * b


@njit
def load(pixels: Any, at: int, n: int, top: Any, q: Any) -> None:
    """n px from number `at` on; 1 is white."""
    k = ONE / top
    part = pixels[at:at + n]
    for i in range(n):
        q[i] = f(part[i, 0]) * k
    for i in range(n):
        q[G + i] = f(part[i, 1]) * k
    for i in range(n):
        q[B + i] = f(part[i, 2]) * k


@njit
def store(q: Any, pixels: Any, at: int, n: int, top: Any, out: Any) -> None:
    """With the alpha of `pixels`; whole numbers are clipped and rounded."""
    source, part = pixels[at:at + n], out[at:at + n]
    if top > TWO:
        for i in range(PLANES):
            q[i] = unit(q[i]) * top + HALF
        for i in range(n):
            part[i, 0] = np.int32(q[i])
        for i in range(n):
            part[i, 1] = np.int32(q[G + i])
        for i in range(n):
            part[i, 2] = np.int32(q[B + i])
    else:
        for i in range(n):
            part[i, 0] = q[i]
            part[i, 1] = q[G + i]
            part[i, 2] = q[B + i]
    for i in range(n):
        part[i, 3] = source[i, 3]


@njit(inline="always")
def wheel(h: Any) -> Any:
    """How much of a primary there is at hue `h`, in sixths from where it begins to rise. CSS Color 4, section 7.1."""
    t = h - f(6) * np.floor(h * f(1 / 6))
    return unit(low(t, f(4) - t))


@njit
def shift_hsl(pixels: Any, top: Any, hue: Any, saturation: Any, lightness: Any, colourise: bool, centre: Any,
              out: Any) -> None:
    """`hue` in turns; `saturation` a factor, or the saturation itself with `colourise`; `lightness` -1 (black) to 1
    (white). `centre`: the hue, in sixths of a turn, whose neighbourhood is changed; below 0 all are."""
    q, turn = np.zeros(PLANES, np.float32), f(6) * hue
    for at in range(0, pixels.shape[0], S):
        n = min(S, pixels.shape[0] - at)
        load(pixels, at, n, top, q)
        for i in range(S):
            r, g, b = q[i], q[G + i], q[B + i]
            most, least = high(high(r, g), b), low(low(r, g), b)
            light, spread = (most + least) * HALF, most - least
            room = most + least
            room = room if light <= HALF else TWO - room
            k = ONE / high(spread, TINY)
            h0, h1, h2 = (g - b) * k, (b - r) * k + TWO, (r - g) * k + f(4)
            h = h1 if most == g else h2
            h = h0 if most == r else h
            away = h - centre + f(3)
            away = abs(away - f(6) * np.floor(away * f(1 / 6)) - f(3))
            share = unit((NONE - away) / (NONE - FULL))
            share = share if spread > ZERO else ZERO
            share = ONE if centre < ZERO else share
            h = turn if colourise else h + turn
            s = low(spread / high(room, TINY) * saturation, ONE)
            s = saturation if colourise else s
            down, up = light * (ONE + lightness), light + (ONE - light) * lightness
            light = down if lightness < ZERO else up
            dark, pale = light * (ONE + s), light + s - light * s
            full = dark if light < HALF else pale
            none = TWO * light - full
            q[i] = r + (unit(none + (full - none) * wheel(h + TWO)) - r) * share
            q[G + i] = g + (unit(none + (full - none) * wheel(h)) - g) * share
            q[B + i] = b + (unit(none + (full - none) * wheel(h - TWO)) - b) * share
        store(q, pixels, at, n, top, out)


@njit
def vibrance(pixels: Any, top: Any, amount: Any, saturation: Any, out: Any) -> None:
    """Pale colours gain more than strong ones; `amount` and `saturation` -1 to 1."""
    q = np.zeros(PLANES, np.float32)
    for at in range(0, pixels.shape[0], S):
        n = min(S, pixels.shape[0] - at)
        load(pixels, at, n, top, q)
        for i in range(S):
            r, g, b = q[i], q[G + i], q[B + i]
            most, least = high(high(r, g), b), low(low(r, g), b)
            v = luma(r, g, b)
            strong = (most - least) / high(most, TINY)
            strong = strong if most > ZERO else ZERO
            factor = (ONE + amount * (ONE - strong)) * (ONE + saturation)
            q[i] = unit(v + (r - v) * factor)
            q[G + i] = unit(v + (g - v) * factor)
            q[B + i] = unit(v + (b - v) * factor)
        store(q, pixels, at, n, top, out)


@njit
def colour_balance(pixels: Any, top: Any, moves: Any, keep: bool, out: Any) -> None:
    """`moves` (3, 3): of shadows, midtones and highlights, of red, green and blue, 1 is white. Weights of tones after
    GEGL's colour balance; `keep` gives a pixel back its luma."""
    q = np.zeros(PLANES, np.float32)
    s0, s1, s2 = moves[0]
    m0, m1, m2 = moves[1]
    h0, h1, h2 = moves[2]
    for at in range(0, pixels.shape[0], S):
        n = min(S, pixels.shape[0] - at)
        load(pixels, at, n, top, q)
        for i in range(S):
            r, g, b = q[i], q[G + i], q[B + i]
            light = (high(high(r, g), b) + low(low(r, g), b)) * HALF
            up, down = (light - f(0.333)) * f(4) + HALF, (light - f(0.667)) * f(4) + HALF
            shadow, middle, bright = unit(ONE - up), unit(up) * unit(ONE - down), unit(down)
            nr = r + shadow * s0 + middle * m0 + bright * h0
            ng = g + shadow * s1 + middle * m1 + bright * h1
            nb = b + shadow * s2 + middle * m2 + bright * h2
            cr, cg, cb = unit(nr), unit(ng), unit(nb)
            lost = luma(r - cr, g - cg, b - cb)
            q[i] = cr + lost if keep else nr
            q[G + i] = cg + lost if keep else ng
            q[B + i] = cb + lost if keep else nb
        store(q, pixels, at, n, top, out)


@njit
def mixed(pixels: Any, top: Any, matrix: Any, out: Any) -> None:
    """`matrix` (3, 4): red, green, blue and a constant for each channel of the result."""
    q = np.zeros(PLANES, np.float32)
    a0, a1, a2, a3 = matrix[0]
    b0, b1, b2, b3 = matrix[1]
    c0, c1, c2, c3 = matrix[2]
    for at in range(0, pixels.shape[0], S):
        n = min(S, pixels.shape[0] - at)
        load(pixels, at, n, top, q)
        for i in range(S):
            r, g, b = q[i], q[G + i], q[B + i]
            q[i] = a0 * r + a1 * g + a2 * b + a3
            q[G + i] = b0 * r + b1 * g + b2 * b + b3
            q[B + i] = c0 * r + c1 * g + c2 * b + c3
        store(q, pixels, at, n, top, out)


@njit
def gradient(pixels: Any, top: Any, dark: Any, light: Any, amount: Any, out: Any) -> None:
    """From one colour to the other by luma; `dark` and `light` hold three values, `amount` 0-1."""
    q = np.zeros(PLANES, np.float32)
    d0, d1, d2 = dark
    w0, w1, w2 = light - dark
    for at in range(0, pixels.shape[0], S):
        n = min(S, pixels.shape[0] - at)
        load(pixels, at, n, top, q)
        for i in range(S):
            r, g, b = q[i], q[G + i], q[B + i]
            t = unit(luma(r, g, b))
            q[i] = r + (d0 + w0 * t - r) * amount
            q[G + i] = g + (d1 + w1 * t - g) * amount
            q[B + i] = b + (d2 + w2 * t - b) * amount
        store(q, pixels, at, n, top, out)


@njit
def grey(pixels: Any, top: Any, weights: Any, amount: Any, out: Any) -> None:
    """`weights`: of red, green, blue, the brightest and the darkest channel; `amount` 0-1."""
    q = np.zeros(PLANES, np.float32)
    wr, wg, wb, wm, wl = weights
    for at in range(0, pixels.shape[0], S):
        n = min(S, pixels.shape[0] - at)
        load(pixels, at, n, top, q)
        for i in range(S):
            r, g, b = q[i], q[G + i], q[B + i]
            v = wr * r + wg * g + wb * b + wm * high(high(r, g), b) + wl * low(low(r, g), b)
            q[i] = r + (v - r) * amount
            q[G + i] = g + (v - g) * amount
            q[B + i] = b + (v - b) * amount
        store(q, pixels, at, n, top, out)


@njit
def six_greys(pixels: Any, top: Any, weights: Any, tint: Any, out: Any) -> None:
    """A grey of the darkest channel and of how much there is of a primary and of a secondary colour above it, each by
    its weight (reds, yellows, greens, cyans, blues, magentas; 1 for 100 %). `tint` (r, g, b): the grey's colour."""
    q = np.zeros(PLANES, np.float32)
    red, yellow, green, cyan, blue, magenta = weights
    t0, t1, t2 = tint
    for at in range(0, pixels.shape[0], S):
        n = min(S, pixels.shape[0] - at)
        load(pixels, at, n, top, q)
        for i in range(S):
            r, g, b = q[i], q[G + i], q[B + i]
            least, most = low(low(r, g), b), high(high(r, g), b)
            middle = r + g + b - least - most
            first = green if most == g else blue
            first = red if most == r else first
            second = magenta if least == g else yellow
            second = cyan if least == r else second
            v = high(least + (most - middle) * first + (middle - least) * second, ZERO)
            q[i], q[G + i], q[B + i] = v * t0, v * t1, v * t2
        store(q, pixels, at, n, top, out)


@njit
def threshold(pixels: Any, top: Any, level: Any, out: Any) -> None:
    """White where luma is at least `level` (0-1), which a rounding of 1e-4 of 8 bit does not miss."""
    q, edge = np.zeros(PLANES, np.float32), level - f(1e-4 / 255)
    for at in range(0, pixels.shape[0], S):
        n = min(S, pixels.shape[0] - at)
        load(pixels, at, n, top, q)
        for i in range(S):
            v = ONE if luma(q[i], q[G + i], q[B + i]) >= edge else ZERO
            q[i], q[G + i], q[B + i] = v, v, v
        store(q, pixels, at, n, top, out)


@njit
def filtered(pixels: Any, top: Any, glass: Any, keep: bool, out: Any) -> None:
    """Colours times `glass` (r, g, b); `keep` gives a pixel back its luma, as far as its colour allows."""
    q = np.zeros(PLANES, np.float32)
    g0, g1, g2 = glass
    for at in range(0, pixels.shape[0], S):
        n = min(S, pixels.shape[0] - at)
        load(pixels, at, n, top, q)
        for i in range(S):
            r, g, b = q[i], q[G + i], q[B + i]
            nr, ng, nb = r * g0, g * g1, b * g2
            lost = luma(r - nr, g - ng, b - nb)
            lost = lost if keep else ZERO
            q[i], q[G + i], q[B + i] = nr + lost, ng + lost, nb + lost
        store(q, pixels, at, n, top, out)


@njit
def looked_up(pixels: Any, top: Any, table: Any, start: Any, size: Any, amount: Any, out: Any) -> None:
    """Through a cube (n, n, n, 3), blue slowest, whose first point is the colour `start` and whose last is `size` (r,
    g, b) further; mixed with the old by `amount`. Colours between points are interpolated in tetrahedra, so that greys
    stay grey (Kasson et al., "Performing color space conversions with three-dimensional linear interpolation", 1995).
    """
    q, last = np.zeros(PLANES, np.float32), table.shape[0] - 1
    k0, k1, k2 = f(last) / size[0], f(last) / size[1], f(last) / size[2]
    s0, s1, s2 = start
    ends = f(last)
    for at in range(0, pixels.shape[0], S):
        n = min(S, pixels.shape[0] - at)
        load(pixels, at, n, top, q)
        for i in range(n):
            x = low(high((q[i] - s0) * k0, ZERO), ends)
            y = low(high((q[G + i] - s1) * k1, ZERO), ends)
            z = low(high((q[B + i] - s2) * k2, ZERO), ends)
            xi, yi, zi = min(int(x), last - 1), min(int(y), last - 1), min(int(z), last - 1)
            x, y, z = x - f(xi), y - f(yi), z - f(zi)
            most, least = high(high(x, y), z), low(low(x, y), z)
            middle = x + y + z - most - least
            ax = 1 if most == x else 0
            ay = 1 if ax == 0 and most == y else 0
            az = 1 - ax - ay  # the axis of the first step; (c) is that of the last
            cz = 1 if az == 0 and least == z else 0
            cy = 1 if cz == 0 and ay == 0 and least == y else 0
            cx = 1 - cy - cz
            for c in range(3):
                v0, v3 = table[zi, yi, xi, c], table[zi + 1, yi + 1, xi + 1, c]
                v1 = table[zi + az, yi + ay, xi + ax, c]
                v2 = table[zi + 1 - cz, yi + 1 - cy, xi + 1 - cx, c]
                old = q[c * S + i]
                new = v0 + (v1 - v0) * most + (v2 - v1) * middle + (v3 - v2) * least
                q[c * S + i] = old + (new - old) * amount
        store(q, pixels, at, n, top, out)


@njit
def tabled(pixels: Any, table: Any, out: Any) -> None:
    """Whole numbers (n, 4) through a column of `table` (size, 4) each."""
    for i in range(pixels.shape[0]):
        out[i, 0] = table[pixels[i, 0], 0]
        out[i, 1] = table[pixels[i, 1], 1]
        out[i, 2] = table[pixels[i, 2], 2]
        out[i, 3] = pixels[i, 3]


def WARM() -> None:  # noqa: N802
    one, three, cube = f(1), np.ones(3, np.float32), np.zeros((2, 2, 2, 3), np.float32)
    for dtype in (np.uint8, np.uint16, np.float32):
        pixels, out = np.zeros((1, 4), dtype), np.zeros((1, 4), dtype)
        shift_hsl(pixels, one, one, one, one, False, one, out)
        vibrance(pixels, one, one, one, out)
        colour_balance(pixels, one, np.zeros((3, 3), np.float32), False, out)
        mixed(pixels, one, np.zeros((3, 4), np.float32), out)
        gradient(pixels, one, three, three, one, out)
        grey(pixels, one, np.zeros(5, np.float32), one, out)
        six_greys(pixels, one, np.zeros(6, np.float32), three, out)
        threshold(pixels, one, one, out)
        filtered(pixels, one, three, False, out)
        looked_up(pixels, one, cube, three, three, one, out)
        if dtype != np.float32:
            tabled(pixels, out, out)
