"""Kernels of the drawing styles: bent brush strokes, dots, and smoothing along the flow of a picture."""

from __future__ import annotations

from typing import Any

import numpy as np

from inference.builtin.kernels import kernel

Array = np.ndarray[Any, Any]


@kernel
def paint(
    canvas: Array, height: Array, strokes: Array, bristles: Array, opacity: float, first: int, last: int,
) -> None:
    """Lay strokes over the rows first to last of `canvas` (h, w, 3) and `height` (h, w), both float32, in order.

    A stroke is x, y, angle, half length, half width, bend, red, green, blue, bristle row (float32, 10).
    `bristles` (n, m) float32 0-1 says how thick the paint lies across the brush and along the stroke.
    """
    columns = height.shape[1]
    count, length = bristles.shape
    for i in range(len(strokes)):
        x, y, angle, half, wide, bend = strokes[i, :6]
        c, s = np.cos(angle), np.sin(angle)
        reach = half + wide
        thick = wide + abs(bend) * reach * reach
        ex = abs(c) * reach + abs(s) * (wide + abs(bend) * half * half) + 1
        ey = abs(s) * reach + abs(c) * (wide + abs(bend) * half * half) + 1
        x0, x1 = max(0, int(x - ex)), min(columns, int(x + ex) + 2)
        y0, y1 = max(first, int(y - ey)), min(last, int(y + ey) + 2)
        offset = int(strokes[i, 9])
        for py in range(y0, y1):
            dy = py - y
            left, right = float(x0), float(x1)
            if abs(c) > 1e-3:  # |u| < reach
                middle, room = x - dy * s / c, reach / abs(c)
                left, right = max(left, middle - room), min(right, middle + room + 2)
            if abs(s) > 1e-3:  # |v| < wide, and what the bend adds
                middle, room = x + dy * c / s, thick / abs(s)
                left, right = max(left, middle - room), min(right, middle + room + 2)
            for px in range(int(left), int(right)):
                dx = px - x
                u = dx * c + dy * s
                v = -dx * s + dy * c - bend * u * u
                across = v / wide
                if across <= -1.0 or across >= 1.0:
                    continue
                r = offset + int((across * 0.5 + 0.5) * 15.99)
                along = (u + half) / (2.0 * half)
                col = int(abs(along) * length * 0.5 + offset) % length
                hair = bristles[r % count, col]
                end = half * (0.72 + 0.28 * hair) + wide * 0.25 * (1.0 - across * across)
                if u > end or u < -end:
                    continue
                edge = min(1.0, (1.0 - abs(across)) * wide * 0.7 + 0.15)
                tip = min(1.0, (end - abs(u)) * 0.8 + 0.2)
                a = opacity * edge * tip * (0.62 + 0.38 * hair)
                shade = 0.93 + 0.14 * hair
                canvas[py, px, 0] += (strokes[i, 6] * shade - canvas[py, px, 0]) * a
                canvas[py, px, 1] += (strokes[i, 7] * shade - canvas[py, px, 1]) * a
                canvas[py, px, 2] += (strokes[i, 8] * shade - canvas[py, px, 2]) * a
                ridge = (0.45 + 0.55 * hair) * (0.45 + 0.55 * across * across) * (0.8 + 0.4 * along)
                height[py, px] += (ridge - height[py, px]) * a


@kernel
def dots(canvas: Array, points: Array, wobble: float, first: int, last: int) -> None:
    """Round dabs with a slightly uneven outline: x, y, radius, red, green, blue, opacity, phase (float32, 8).

    Writes the rows first to last.
    """
    columns = canvas.shape[1]
    for i in range(len(points)):
        x, y, radius = points[i, 0], points[i, 1], points[i, 2]
        reach = radius * (1 + wobble) + 1
        for py in range(max(first, int(y - reach)), min(last, int(y + reach) + 2)):
            for px in range(max(0, int(x - reach)), min(columns, int(x + reach) + 2)):
                dx, dy = px - x, py - y
                d = np.sqrt(dx * dx + dy * dy)
                if d > reach:
                    continue
                t = np.arctan2(dy, dx) + points[i, 7]
                edge = radius * (1 + wobble * (0.6 * np.sin(2 * t) + 0.4 * np.sin(3 * t + 1.3)))
                a = min(1.0, max(0.0, edge - d + 0.5)) * points[i, 6]
                if a > 0:
                    light = 1.0 + 0.06 * (-(dx + dy) / (radius + 1e-3)) * min(1.0, radius / 3)
                    for c in range(3):
                        canvas[py, px, c] += (points[i, 3 + c] * light - canvas[py, px, c]) * a


@kernel
def along_flow(image: Array, tx: Array, ty: Array, sigma: float, out: Array, first: int, last: int) -> None:
    """Gaussian mean of image (h, w) along the unit tangents (tx, ty): LIC (Cabral 1993). Rows first to last."""
    rows, columns = image.shape
    stride = np.float32(max(1.0, min(3.0, sigma / 4.0)))  # px between samples
    reach = int(np.ceil(2.0 * sigma / stride))
    weights = np.exp(-0.5 * (np.arange(reach + 1) * stride / sigma) ** 2).astype(np.float32)
    for y in range(first, last):
        for x in range(columns):
            total = image[y, x]
            norm = np.float32(1.0)
            for side in range(2):
                sign = np.float32(1.0 if side == 0 else -1.0)
                fx, fy = np.float32(x) + np.float32(0.5), np.float32(y) + np.float32(0.5)
                vx, vy = tx[y, x] * sign, ty[y, x] * sign
                for k in range(1, reach + 1):
                    fx += vx * stride
                    fy += vy * stride
                    ix, iy = int(fx), int(fy)
                    if fx < 0 or fy < 0 or ix >= columns or iy >= rows:
                        break
                    w = weights[k]
                    total += w * image[iy, ix]
                    norm += w
                    nx, ny = tx[iy, ix], ty[iy, ix]
                    if nx * vx + ny * vy < 0:
                        nx, ny = -nx, -ny
                    vx, vy = nx, ny
            out[y, x] = total / norm


@kernel
def across_flow(
    image: Array, tx: Array, ty: Array, sigma: float, ratio: float, sharp: float, out: Array, first: int, last: int,
) -> None:
    """Difference of Gaussians across the flow: (1 + sharp) G(sigma) - sharp G(ratio sigma), Kang et al. (2007).

    Writes the rows first to last of `out`.
    """
    rows, columns = image.shape
    wide = sigma * ratio
    reach = int(np.ceil(2.2 * wide))
    steps = np.arange(-reach, reach + 1)
    near = np.exp(-0.5 * (steps / sigma) ** 2)
    far = np.exp(-0.5 * (steps / wide) ** 2)
    weights = ((1.0 + sharp) * near / near.sum() - sharp * far / far.sum()).astype(np.float32)
    for y in range(first, last):
        for x in range(columns):
            dx, dy = -ty[y, x], tx[y, x]
            fx = np.float32(x) + np.float32(0.5) - reach * dx
            fy = np.float32(y) + np.float32(0.5) - reach * dy
            total = np.float32(0.0)
            for k in range(2 * reach + 1):
                ix = min(max(int(fx), 0), columns - 1)
                iy = min(max(int(fy), 0), rows - 1)
                total += weights[k] * image[iy, ix]
                fx += dx
                fy += dy
            out[y, x] = total


@kernel
def half_angles(e: Array, f: Array, g: Array, tx: Array, ty: Array, trust: Array) -> None:
    """Direction of least change (tx, ty) and anisotropy 0-1 of the structure tensors [e f; f g], all (h, w)."""
    for y in range(e.shape[0]):
        for x in range(e.shape[1]):
            a, b = e[y, x] - g[y, x], 2 * f[y, x]
            spread = np.sqrt(a * a + b * b)
            c = np.float32(1.0)  # cosine and sine of half the angle of (a, b)
            s = np.float32(0.0)
            if spread > 1e-20:
                c = np.sqrt(max(np.float32(0.0), np.float32(0.5) * (1 + a / spread)))
                s = np.sqrt(max(np.float32(0.0), np.float32(0.5) * (1 - a / spread)))
                if b < 0:
                    s = -s
            tx[y, x], ty[y, x] = -s, c
            trust[y, x] = spread / (e[y, x] + g[y, x] + np.float32(1e-6))
