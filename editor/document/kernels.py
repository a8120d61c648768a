"""The compositor's kernel: all layers of one block in one pass, from a table of tile addresses to one output row
after another. One compilation serves every number of layers and every depth: depths are branches per row.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import carray, types
from numba.extending import intrinsic

from editor.document.kernelcache import njit
from editor.document.kernels_blend import PLANES, SA, SB, SG, SR, A, B, G, R, S, blend, f

# Columns of the table: one row for each operation.
OP, MODE, ATOP, DEPTH, MASK_DEPTH, TILES, OX, OY, MASK_TILES, MX, MY = 0, 1, 2, 3, 4, 5, 9, 10, 11, 15, 16
COLUMNS = 17
# Operations. DRAW a layer; PUSH an empty backdrop; POP it as a source onto the one before; SAVE the backdrop;
# FADE between the saved one and the present one (a pass-through group with opacity or mask); BEGIN from planes, the
# backdrop that lies at the first tile's address; KEEP it there. (5, ADJUST, never gets here: see execute.py.)
DRAW, PUSH, POP, SAVE, FADE, BEGIN, KEEP = 0, 1, 2, 3, 4, 6, 7
REPLACE = 2  # a value of ATOP: the source takes the backdrop's place, whose alpha stays
U8, U16, F32, NO_MASK = 0, 1, 2, -1
# Outputs: premultiplied BGRA8 (QImage.Format_ARGB32_Premultiplied), straight RGBA at three depths, float32 planes.
BGRA8, RGBA8, RGBA16, RGBAF, PLANAR = 0, 1, 2, 3, 4


def _pointer(kind: Any) -> Any:
    @intrinsic  # type: ignore[untyped-decorator]
    def pointer(typing_context: Any, address: Any) -> Any:
        def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
            return builder.inttoptr(arguments[0], context.get_value_type(types.CPointer(kind)))

        return types.CPointer(kind)(types.int64), generate

    return pointer


as_u8, as_u16, as_u32, as_f32 = (_pointer(t) for t in (types.uint8, types.uint16, types.uint32, types.float32))
BYTE = np.uint32(255)


@njit
def load_part(q: Any, address: int, depth: int, at: int, n: int, opacity: Any) -> None:
    """n px of a tile from px number `at` into the source planes; no tile is transparent.

    `q` starts at the px to write: with an offset beside `i` in the index, numba would check it for being negative,
    and the loop would not vectorise (a factor of ten).
    """
    if address == 0:
        for i in range(n):
            q[SR + i] = f(0)
            q[SG + i] = f(0)
            q[SB + i] = f(0)
            q[SA + i] = f(0)
    elif depth == U8:
        p8 = carray(as_u32(address + 4 * at), (n,))  # little endian: red is the lowest byte
        c, ca = f(1 / 255), f(1 / 255) * opacity
        for i in range(n):
            v = p8[i]
            q[SR + i] = f(np.int32(v & BYTE)) * c
            q[SG + i] = f(np.int32((v >> np.uint32(8)) & BYTE)) * c
            q[SB + i] = f(np.int32((v >> np.uint32(16)) & BYTE)) * c
            q[SA + i] = f(np.int32(v >> np.uint32(24))) * ca
    elif depth == U16:
        p16 = carray(as_u16(address + 8 * at), (4 * n,))
        c, ca = f(1 / 65535), f(1 / 65535) * opacity
        for i in range(n):
            q[SR + i] = f(p16[4 * i]) * c
            q[SG + i] = f(p16[4 * i + 1]) * c
            q[SB + i] = f(p16[4 * i + 2]) * c
            q[SA + i] = f(p16[4 * i + 3]) * ca
    else:
        pf = carray(as_f32(address + 16 * at), (4 * n,))
        for i in range(n):
            q[SR + i] = pf[4 * i]
            q[SG + i] = pf[4 * i + 1]
            q[SB + i] = pf[4 * i + 2]
            q[SA + i] = pf[4 * i + 3] * opacity


@njit
def mask_part(q: Any, address: int, depth: int, at: int, n: int) -> None:
    """Multiplies the source's alpha with n px of a mask tile."""
    if address == 0:
        for i in range(n):
            q[SA + i] = f(0)
    elif depth == U8:
        p8 = carray(as_u8(address + at), (n,))
        for i in range(n):
            q[SA + i] *= f(np.int32(p8[i])) * f(1 / 255)
    elif depth == U16:
        p16 = carray(as_u16(address + 2 * at), (n,))
        for i in range(n):
            q[SA + i] *= f(np.int32(p16[i])) * f(1 / 65535)
    else:
        pf = carray(as_f32(address + 4 * at), (n,))
        for i in range(n):
            q[SA + i] *= pf[i]


@njit
def load(q: Any, op: Any, edge: int, x: int, y: int, n: int, opacity: Any) -> None:
    """n px of a layer, which may lie across two of its four tiles; (x, y) is in block px."""
    ly, lx = op[OY] + y, op[OX] + x
    row = TILES + 2 * (ly // edge)
    start = (ly % edge) * edge
    done = 0
    while done < n:
        at = (lx + done) % edge
        count = min(n - done, edge - at)
        load_part(q[done:], op[row + (lx + done) // edge], op[DEPTH], start + at, count, opacity)
        done += count


@njit
def mask(q: Any, op: Any, edge: int, x: int, y: int, n: int) -> None:
    if op[MASK_DEPTH] != NO_MASK:
        ly, lx = op[MY] + y, op[MX] + x
        row = MASK_TILES + 2 * (ly // edge)
        start = (ly % edge) * edge
        done = 0
        while done < n:
            at = (lx + done) % edge
            count = min(n - done, edge - at)
            mask_part(q[done:], op[row + (lx + done) // edge], op[MASK_DEPTH], start + at, count)
            done += count


@njit
def fade(q: Any, saved: Any, n: int) -> None:
    """The backdrop becomes saved + (backdrop - saved) * SA, in premultiplied colour."""
    for i in range(n):
        t = q[SA + i]
        a0, a1 = saved[A + i] * (f(1) - t), q[A + i] * t
        total = a0 + a1
        k = f(1) / (total if total > f(1e-9) else f(1e-9))
        q[R + i] = (saved[R + i] * a0 + q[R + i] * a1) * k
        q[G + i] = (saved[G + i] * a0 + q[G + i] * a1) * k
        q[B + i] = (saved[B + i] * a0 + q[B + i] * a1) * k
        q[A + i] = total


@njit
def replace(q: Any, n: int) -> None:
    """Between the backdrop's colour and the source's by SA; exact at both ends."""
    for i in range(n):
        s = q[SA + i]
        r = f(1) - s
        q[R + i] = q[R + i] * r + q[SR + i] * s
        q[G + i] = q[G + i] * r + q[SG + i] * s
        q[B + i] = q[B + i] * r + q[SB + i] * s


@njit
def span(q: Any, ops: Any, opacity: Any, edge: int, x: int, y: int, n: int, px: int, py: int) -> None:
    """All operations on n px of a row. (x, y) in block px, (px, py) in document px."""
    top = PLANES
    for k in range(ops.shape[0]):
        op = ops[k]
        kind = op[OP]
        if kind in (PUSH, SAVE):
            kept = q[top:]
            for i in range(4 * S):
                kept[i] = q[i]
            if kind == PUSH:
                for i in range(4 * S):
                    q[i] = f(0)
            top += 4 * S
        elif kind == DRAW:
            load(q, op, edge, x, y, n, opacity[k])
            mask(q, op, edge, x, y, n)
            if op[ATOP] == REPLACE:
                replace(q, n)
            else:
                blend(q, op[MODE], op[ATOP], n, px, py)
        elif kind == BEGIN:
            begin(q, op[TILES], y * edge + x, n, edge * edge)
        elif kind == KEEP:
            store(q, op[TILES], PLANAR, y * edge + x, n, edge * edge)
        elif kind == POP:
            top -= 4 * S
            for i in range(4 * S):
                q[SR + i] = q[i]
            kept = q[top:]
            for i in range(4 * S):
                q[i] = kept[i]
            for i in range(n):
                q[SA + i] *= opacity[k]
            mask(q, op, edge, x, y, n)
            blend(q, op[MODE], op[ATOP], n, px, py)
        else:
            top -= 4 * S
            for i in range(n):
                q[SA + i] = opacity[k]
            mask(q, op, edge, x, y, n)
            fade(q, q[top:], n)


@njit(inline="always")
def unit(v: Any) -> Any:
    v = v if v > f(0) else f(0)
    return v if v < f(1) else f(1)


@njit
def store(q: Any, out: int, kind: int, at: int, n: int, plane: int) -> None:
    """n px of the backdrop to px number `at` of the output; `plane` px in a plane of the planar one."""
    if kind in (BGRA8, RGBA8):
        p32 = carray(as_u32(out + 4 * at), (n,))
        w = f(255)
        if kind == BGRA8:
            for i in range(n):
                a = unit(q[A + i]) * w
                r = np.uint32(np.int32(unit(q[R + i]) * a + f(0.5)))
                g = np.uint32(np.int32(unit(q[G + i]) * a + f(0.5)))
                b = np.uint32(np.int32(unit(q[B + i]) * a + f(0.5)))
                p32[i] = b | (g << np.uint32(8)) | (r << np.uint32(16)) | (
                    np.uint32(np.int32(a + f(0.5))) << np.uint32(24))
        else:
            for i in range(n):
                r = np.uint32(np.int32(unit(q[R + i]) * w + f(0.5)))
                g = np.uint32(np.int32(unit(q[G + i]) * w + f(0.5)))
                b = np.uint32(np.int32(unit(q[B + i]) * w + f(0.5)))
                p32[i] = r | (g << np.uint32(8)) | (b << np.uint32(16)) | (
                    np.uint32(np.int32(unit(q[A + i]) * w + f(0.5))) << np.uint32(24))
    elif kind == RGBA16:
        p16 = carray(as_u16(out + 8 * at), (4 * n,))
        for c in range(4):
            for i in range(n):
                p16[4 * i + c] = np.uint16(np.int32(unit(q[c * S + i]) * f(65535) + f(0.5)))
    elif kind == RGBAF:
        pf = carray(as_f32(out + 16 * at), (4 * n,))
        for c in range(4):
            for i in range(n):
                pf[4 * i + c] = q[c * S + i]
    else:
        for c in range(4):
            pp = carray(as_f32(out + 4 * (at + c * plane)), (n,))
            for i in range(n):
                pp[i] = q[c * S + i]


@njit
def begin(q: Any, below: int, at: int, n: int, plane: int) -> None:
    """An empty backdrop, or the one kept in planes."""
    if below == 0:
        for i in range(4 * S):
            q[i] = f(0)
    else:
        for c in range(4):
            p = carray(as_f32(below + 4 * (at + c * plane)), (n,))
            for i in range(n):
                q[c * S + i] = p[i]


@njit
def composite_block(
    ops: Any, opacity: Any, area: Any, edge: int, px: int, py: int, below: int, out: int, stride: int, kind: int,
    nested: int,
) -> None:
    """Composites area = (x, y, w, h), in px of a block of `edge` px at document px (px, py).

    `below`: address of float32 planes (4, edge, edge) to start from, 0 for none. `out`: address of the first px of
    the area in the output, `stride` its px in a row; the planar output is a whole block and takes (x, y) as it is.
    `nested`: how many backdrops are put aside at a time.
    """
    q = np.empty(PLANES + 4 * S * nested, np.float32)
    x, y, w, h = area[0], area[1], area[2], area[3]
    for row in range(h):
        done = 0
        while done < w:
            n = min(S, w - done)
            inside = (y + row) * edge + x + done
            begin(q, below, inside, n, edge * edge)
            span(q, ops, opacity, edge, x + done, y + row, n, px + x + done, py + y + row)
            store(q, out, kind, inside if kind == PLANAR else row * stride + done, n, edge * edge)
            done += n


@njit
def alpha_kind(tile: Any, white: Any) -> int:
    """0 all transparent, 1 mixed, 2 all opaque. tile (h, w, 4), or (h, w) for a mask; stops at the first mixed row."""
    h, w = tile.shape[0], tile.shape[1]
    kind = -1
    for y in range(h):
        clear = full = np.int32(0)  # sums vectorise, an exit inside the row would not
        for x in range(w):
            v = tile[y, x, 3] if tile.ndim == 3 else tile[y, x]
            clear += np.int32(v == 0)
            full += np.int32(v >= white)
        here = 0 if clear == w else 2 if full == w else 1
        kind = here if kind < 0 or kind == here else 1
        if kind == 1:
            return 1
    return kind


@njit
def store_mask(q: Any, out: int, depth: int, at: int, n: int) -> None:
    """n values of plane SA to value number `at` of the output."""
    if depth == U8:
        p8 = carray(as_u8(out + at), (n,))
        for i in range(n):
            p8[i] = np.uint8(np.int32(unit(q[SA + i]) * f(255) + f(0.5)))
    elif depth == U16:
        p16 = carray(as_u16(out + 2 * at), (n,))
        for i in range(n):
            p16[i] = np.uint16(np.int32(unit(q[SA + i]) * f(65535) + f(0.5)))
    else:
        pf = carray(as_f32(out + 4 * at), (n,))
        for i in range(n):
            pf[i] = q[SA + i]


@njit
def gather(q: Any, factor: int, n: int, share: Any) -> None:
    """Sums of `factor` neighbours in the planes from 0 on, times `share`, to the planes from SR on."""
    for c in range(4):
        if factor == 2:
            for i in range(n):
                q[c * S + SR + i] = (q[c * S + 2 * i] + q[c * S + 2 * i + 1]) * share
        else:
            for i in range(n):
                total = f(0)
                part = q[c * S + i * factor:c * S + (i + 1) * factor]
                for k in range(factor):
                    total += part[k]
                q[c * S + SR + i] = total * share


@njit
def shrink(source: int, depth: int, is_mask: bool, w: int, h: int, factor: int, step: int, out: int) -> None:
    """Box average over factor x factor px of every step-th row, colour weighted by alpha; factor a power of 2 to 256.

    `source` and `out` are addresses of contiguous RGBA or mask values of `depth`; w and h are multiples of factor.
    """
    q = np.empty(PLANES, np.float32)
    share = f(1) / (f(factor) * f(factor // step))
    for y in range(h // factor):
        x = 0
        while x < w:
            n = min(S, w - x)
            for i in range(4 * S):
                q[i] = f(0)
            for row in range(y * factor, (y + 1) * factor, step):
                if is_mask:
                    for i in range(n):
                        q[SA + i] = f(1)
                    mask_part(q, source, depth, row * w + x, n)
                else:
                    load_part(q, source, depth, row * w + x, n, f(1))
                for i in range(n):
                    a = q[SA + i]
                    q[R + i] += q[SR + i] * a
                    q[G + i] += q[SG + i] * a
                    q[B + i] += q[SB + i] * a
                    q[A + i] += a
            m = n // factor
            gather(q, factor, m, share)
            at = y * (w // factor) + x // factor
            if is_mask:
                store_mask(q, out, depth, at, m)
            else:
                for i in range(m):
                    a = q[SA + i]
                    k = f(1) / (a if a > f(1e-9) else f(1))
                    q[R + i] = q[SR + i] * k
                    q[G + i] = q[SG + i] * k
                    q[B + i] = q[SB + i] * k
                    q[A + i] = a
                store(q, out, RGBA8 + depth, at, m, 0)
            x += n


def WARM() -> None:  # noqa: N802
    """Compiles, or loads, every kernel here; of those with arguments by address there is one for all depths."""
    ops = np.zeros((1, COLUMNS), np.int64)
    out = np.zeros((4, 4, 4), np.float32)
    address = out.ctypes.data
    composite_block(ops, np.ones(1, np.float32), np.array([0, 0, 4, 4]), 4, 0, 0, 0, address, 4, RGBAF, 1)
    shrink(address, F32, False, 2, 2, 2, 1, address)
    for dtype, white in (("uint8", 255), ("uint16", 65535), ("float32", 1)):
        for shape in ((4, 4, 4), (4, 4)):
            tile = np.zeros(shape, dtype)
            tile.flags.writeable = False
            alpha_kind(tile, f(white))
