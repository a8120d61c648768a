"""Kernels of the retouch brushes: build-up, tones, saturation, blurring, sharpening. Import inside functions.

Each effect is written once for one px (an inlined function of float32 0-1) and walked over a tile twice: px in words
for 8 bits, channels for the other depths.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from editor.document.kernelcache import njit
from editor.document.paint_kernels import Span, covered, part, rim, word
from editor.document.pixels import Array


@njit(inline="always")
def luma(r: Any, g: Any, b: Any) -> Any:
    """Rec. 709 weights on sRGB values."""
    return np.float32(0.2126) * r + np.float32(0.7152) * g + np.float32(0.0722) * b


@njit(inline="always")
def lifted(v: Any, m: Any, k: Any, burn: Any) -> Any:
    """`v` after a tone curve of `retouch.curve`, `m` 0-1 of the way; `k` as a tuple, which stays in registers."""
    zero, one = np.float32(0.0), np.float32(1.0)
    x = v if v > zero else zero
    x = x if x < one else one
    bent = x * x if burn else np.sqrt(x)
    return v + m * ((k[0] + x * (k[1] + x * k[2])) * (bent - x) + k[3] + k[4] * x)


@njit(inline="always")
def within(v: Any, was: Any) -> Any:
    """Between 0 and 1, unless `was` lay further out already (float pictures)."""
    zero, one = np.float32(0.0), np.float32(1.0)
    low, high = was if was < zero else zero, was if was > one else one
    v = v if v > low else low
    return v if v < high else high


@njit(inline="always")
def toned(r: Any, g: Any, b: Any, m: Any, k: Any, burn: Any) -> Any:
    """Dodged or burned by the luma, which keeps hue and detail: what would leave the range is paled towards it."""
    tiny, one = np.float32(1e-6), np.float32(1.0)
    grey = luma(r, g, b)
    new = lifted(grey, m, k, burn)
    times = new / grey if grey > tiny else one
    high = r if r > g else g
    high = high if high > b else b
    limit, top = high if high > one else one, high * times
    pale = (limit - new) / (top - new) if top > limit else one
    lift = new * (one - pale)
    times = times * pale
    return r * times + lift, g * times + lift, b * times + lift


@njit(inline="always")
def apart(r: Any, g: Any, b: Any, m: Any, k: Any, burn: Any) -> Any:
    """Dodged or burned, each channel by itself: it may clip."""
    return within(lifted(r, m, k, burn), r), within(lifted(g, m, k, burn), g), within(lifted(b, m, k, burn), b)


@njit(inline="always")
def coloured(r: Any, g: Any, b: Any, m: Any, less: Any, gentle: Any) -> Any:
    """More or less saturated about the luma, never clipping. `gentle` spares what is saturated already."""
    tiny, one = np.float32(1e-6), np.float32(1.0)
    grey = luma(r, g, b)
    high = r if r > g else g
    high = high if high > b else b
    low = r if r < g else g
    low = low if low < b else b
    rich = (high - low) / (high if high > tiny else tiny)
    more = m * (one - rich) if gentle else m
    limit = high if high > one else one
    up = (limit - grey) / (high - grey if high - grey > tiny else tiny)
    down = grey / (grey - low if grey - low > tiny else tiny)
    room = up if up < down else down
    wanted = one + more
    wanted = wanted if wanted < room else room
    wanted = wanted if wanted > one else one
    by = one - m if less else wanted
    return grey + (r - grey) * by, grey + (g - grey) * by, grey + (b - grey) * by


@njit
def deposit(mask: Array, left: float, top: float, dabs: Array, hardness: float, most: float) -> None:
    """Like `paint_kernels.stamp`, but what dabs leave adds up, to `most`: rubbing on has more effect.

    A stroke of dabs whose flow is proportional to their distance leaves the integral of the brush along the way,
    so it does not depend on how many there are.
    """
    full = np.float32(most)
    for i in range(dabs.shape[0]):
        cx, cy = np.float32(dabs[i, 0] - left), np.float32(dabs[i, 1] - top)
        radius, add = dabs[i, 2], dabs[i, 3] * dabs[i, 4]
        edge, solid, soft = rim(radius, hardness)
        y0, y1 = max(int(np.floor(cy - edge)), 0), min(int(np.ceil(cy + edge)), mask.shape[0])
        for y in range(y0, y1):
            dy = np.float32(y) + np.float32(0.5) - cy
            half = edge * edge - dy * dy
            if half <= 0:
                continue
            half = np.sqrt(half)
            x0, x1 = max(int(np.floor(cx - half)), 0), min(int(np.ceil(cx + half)), mask.shape[1])
            row = mask[y, x0:max(x1, x0)]
            start = np.float32(x0) + np.float32(0.5) - cx
            for x in range(row.shape[0]):
                dx = np.float32(np.int32(x)) + start
                value = row[x] + covered(dx, dy, solid, soft) * add
                row[x] = value if value < full else full


@njit
def tone_words(old: Array, mask: Array, chosen: Array, k: Array, burn: bool, whole: bool, strength: float, half: float,
               span: Span, out: Array) -> None:
    """8 bits, a px in each uint32 (h, w). `k` float32 (5) of `retouch.curve`; alpha stays."""
    by, w, one = np.float32(strength / 255.0), np.float32(255.0), np.float32(1.0)
    scale, ks = one / w, (k[0], k[1], k[2], k[3], k[4])
    for y in range(span[1], span[3]):
        was, cover = old[y, span[0]:span[2]], mask[y, span[0]:span[2]]
        limit, new = chosen[y, span[0]:span[2]], out[y, span[0]:span[2]]
        if whole:  # loops of their own vectorise
            for x in range(was.shape[0]):
                v = was[x]
                m = cover[x] * np.float32(np.int32(limit[x])) * by
                r, g, b = toned(part(v, 0) * scale, part(v, 8) * scale, part(v, 16) * scale, m, ks, burn)
                made = word(r * w + half, g * w + half, b * w + half, part(v, 24))
                new[x] = v if m <= np.float32(0.0) else made
        else:
            for x in range(was.shape[0]):
                v = was[x]
                m = cover[x] * np.float32(np.int32(limit[x])) * by
                r, g, b = apart(part(v, 0) * scale, part(v, 8) * scale, part(v, 16) * scale, m, ks, burn)
                made = word(r * w + half, g * w + half, b * w + half, part(v, 24))
                new[x] = v if m <= np.float32(0.0) else made


@njit
def tone(old: Array, mask: Array, chosen: Array, k: Array, burn: bool, whole: bool, strength: float, white: float,
         half: float, span: Span, out: Array) -> None:
    """`tone_words` for RGBA (h, w, 4) of any depth."""
    by, w = np.float32(strength / 255.0), np.float32(white)
    scale, ks = np.float32(1.0) / w, (k[0], k[1], k[2], k[3], k[4])
    for y in range(span[1], span[3]):
        for x in range(span[0], span[2]):
            m = mask[y, x] * np.float32(chosen[y, x]) * by
            r, g, b = np.float32(old[y, x, 0]) * scale, np.float32(old[y, x, 1]) * scale, np.float32(
                old[y, x, 2]) * scale
            r, g, b = toned(r, g, b, m, ks, burn) if whole else apart(r, g, b, m, ks, burn)
            same = m <= 0
            out[y, x, 0] = old[y, x, 0] if same else r * w + half
            out[y, x, 1] = old[y, x, 1] if same else g * w + half
            out[y, x, 2] = old[y, x, 2] if same else b * w + half
            out[y, x, 3] = old[y, x, 3]


@njit
def sponge_words(old: Array, mask: Array, chosen: Array, less: bool, gentle: bool, strength: float, half: float,
                 span: Span, out: Array) -> None:
    by, w, one = np.float32(strength / 255.0), np.float32(255.0), np.float32(1.0)
    scale = one / w
    for y in range(span[1], span[3]):
        was, cover = old[y, span[0]:span[2]], mask[y, span[0]:span[2]]
        limit, new = chosen[y, span[0]:span[2]], out[y, span[0]:span[2]]
        for x in range(was.shape[0]):
            v = was[x]
            m = cover[x] * np.float32(np.int32(limit[x])) * by
            r, g, b = coloured(part(v, 0) * scale, part(v, 8) * scale, part(v, 16) * scale, m, less, gentle)
            made = word(r * w + half, g * w + half, b * w + half, part(v, 24))
            new[x] = v if m <= np.float32(0.0) else made


@njit
def sponge(old: Array, mask: Array, chosen: Array, less: bool, gentle: bool, strength: float, white: float,
           half: float, span: Span, out: Array) -> None:
    by, w = np.float32(strength / 255.0), np.float32(white)
    scale = np.float32(1.0) / w
    for y in range(span[1], span[3]):
        for x in range(span[0], span[2]):
            m = mask[y, x] * np.float32(chosen[y, x]) * by
            r, g, b = coloured(np.float32(old[y, x, 0]) * scale, np.float32(old[y, x, 1]) * scale,
                               np.float32(old[y, x, 2]) * scale, m, less, gentle)
            same = m <= 0
            out[y, x, 0] = old[y, x, 0] if same else r * w + half
            out[y, x, 1] = old[y, x, 1] if same else g * w + half
            out[y, x, 2] = old[y, x, 2] if same else b * w + half
            out[y, x, 3] = old[y, x, 3]


@njit
def blur_words(old: Array, first: Array, second: Array, third: Array, mask: Array, chosen: Array, lock: bool,
               half: float, span: Span, out: Array) -> None:
    """Mix the levels of `retouch.Blur`, straight RGBA, by how much the brush has left (0-4)."""
    by, one, zero = np.float32(1.0 / 255.0), np.float32(1.0), np.float32(0.0)
    for y in range(span[1], span[3]):
        was, one_up = old[y, span[0]:span[2]], first[y, span[0]:span[2]]
        two_up, three_up = second[y, span[0]:span[2]], third[y, span[0]:span[2]]
        cover, limit, new = mask[y, span[0]:span[2]], chosen[y, span[0]:span[2]], out[y, span[0]:span[2]]
        for x in range(was.shape[0]):
            v = was[x]
            m = cover[x] * np.float32(np.int32(limit[x])) * by
            low, middle = m < np.float32(0.25), m < one
            t = m * np.float32(4.0) if low else ((m - np.float32(0.25)) / np.float32(0.75) if middle else
                                                 (m - one) / np.float32(3.0))
            one_x, two_x, three_x = one_up[x], two_up[x], three_up[x]  # loads inside branches would not vectorise
            below = v if low else (one_x if middle else two_x)
            above = one_x if low else (two_x if middle else three_x)
            a, b = part(below, 24) * (one - t), part(above, 24) * t
            total = a + b
            share = b / (total if total > np.float32(1e-6) else one)
            keep = one - share
            alpha = part(v, 24) if lock else total + half
            made = word(part(below, 0) * keep + part(above, 0) * share + half,
                        part(below, 8) * keep + part(above, 8) * share + half,
                        part(below, 16) * keep + part(above, 16) * share + half, alpha)
            new[x] = v if (m <= zero) | (total <= zero) else made


@njit
def blur(old: Array, first: Array, second: Array, third: Array, mask: Array, chosen: Array, lock: bool, half: float,
         span: Span, out: Array) -> None:
    """`blur_words` for RGBA (h, w, 4) of any depth."""
    by, one = np.float32(1.0 / 255.0), np.float32(1.0)
    for y in range(span[1], span[3]):
        for x in range(span[0], span[2]):
            m = mask[y, x] * np.float32(chosen[y, x]) * by
            low, middle = m < np.float32(0.25), m < one
            t = m * np.float32(4.0) if low else ((m - np.float32(0.25)) / np.float32(0.75) if middle else
                                                 (m - one) / np.float32(3.0))
            below = old[y, x] if low else (first[y, x] if middle else second[y, x])
            above = first[y, x] if low else (second[y, x] if middle else third[y, x])
            a, b = np.float32(below[3]) * (one - t), np.float32(above[3]) * t
            total = a + b
            share = b / (total if total > np.float32(1e-12) else one)
            same = m <= 0 or total <= 0
            for c in range(3):
                value = np.float32(below[c]) * (one - share) + np.float32(above[c]) * share + half
                out[y, x, c] = old[y, x, c] if same else value
            out[y, x, 3] = old[y, x, 3] if same or lock else total + half


@njit
def sharpen_words(old: Array, soft: Array, low: Array, high: Array, mask: Array, chosen: Array, half: float, span: Span,
                  out: Array) -> None:
    """Luma away from the blurred one, `soft`, within `low` and `high`; float32 (h, w) 0-1 each."""
    by, w, zero = np.float32(1.0 / 255.0), np.float32(255.0), np.float32(0.0)
    scale = np.float32(1.0) / w
    for y in range(span[1], span[3]):
        was, mean = old[y, span[0]:span[2]], soft[y, span[0]:span[2]]
        least, most = low[y, span[0]:span[2]], high[y, span[0]:span[2]]
        cover, limit, new = mask[y, span[0]:span[2]], chosen[y, span[0]:span[2]], out[y, span[0]:span[2]]
        for x in range(was.shape[0]):
            v = was[x]
            m = cover[x] * np.float32(np.int32(limit[x])) * by
            r, g, b = part(v, 0) * scale, part(v, 8) * scale, part(v, 16) * scale
            grey = luma(r, g, b)
            to = grey + m * (grey - mean[x])
            to = to if to > least[x] else least[x]
            to = to if to < most[x] else most[x]
            add = to - grey
            made = word(within(r + add, r) * w + half, within(g + add, g) * w + half, within(b + add, b) * w + half,
                        part(v, 24))
            new[x] = v if m <= zero else made


@njit
def sharpen(old: Array, soft: Array, low: Array, high: Array, mask: Array, chosen: Array, white: float, half: float,
            span: Span, out: Array) -> None:
    """`sharpen_words` for RGBA (h, w, 4) of any depth."""
    by, w = np.float32(1.0 / 255.0), np.float32(white)
    scale = np.float32(1.0) / w
    for y in range(span[1], span[3]):
        for x in range(span[0], span[2]):
            m = mask[y, x] * np.float32(chosen[y, x]) * by
            r, g, b = np.float32(old[y, x, 0]) * scale, np.float32(old[y, x, 1]) * scale, np.float32(
                old[y, x, 2]) * scale
            grey = luma(r, g, b)
            to = min(max(grey + m * (grey - soft[y, x]), low[y, x]), high[y, x])
            same, add = m <= 0, to - grey
            out[y, x, 0] = old[y, x, 0] if same else within(r + add, r) * w + half
            out[y, x, 1] = old[y, x, 1] if same else within(g + add, g) * w + half
            out[y, x, 2] = old[y, x, 2] if same else within(b + add, b) * w + half
            out[y, x, 3] = old[y, x, 3]


def WARM() -> None:  # noqa: N802  the name that kernelcache.warm looks for
    """Compile or load the kernels for the three depths, with the types a stroke calls them with."""
    mask, chosen, span = np.zeros((2, 2), np.float32), np.zeros((2, 2), np.uint8), (0, 0, 2, 2)
    half, k = np.float32(0.5), np.zeros(5, np.float32)
    deposit(mask, 0.0, 0.0, np.zeros((1, 5), np.float32), 0.5, 1.0)
    words = np.zeros((2, 2), np.uint32)
    old = words.copy()
    old.flags.writeable = False
    tone_words(old, mask, chosen, k, True, True, 1.0, half, span, words)
    sponge_words(old, mask, chosen, True, True, 1.0, half, span, words)
    blur_words(old, words, words, words, mask, chosen, False, half, span, words.copy())
    sharpen_words(old, mask, mask, mask, mask, chosen, half, span, words)
    for dtype in ("uint16", "float32"):
        out = np.zeros((2, 2, 4), dtype)
        picture = out.copy()
        picture.flags.writeable = False
        tone(picture, mask, chosen, k, True, True, 1.0, 1.0, half, span, out)
        sponge(picture, mask, chosen, True, True, 1.0, 1.0, half, span, out)
        blur(picture, out, out, out, mask, chosen, False, half, span, out.copy())
        sharpen(picture, mask, mask, mask, mask, chosen, 1.0, half, span, out)
