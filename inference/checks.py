"""Is what a model gave a picture? Values that are no numbers and planes of one colour are repeated in a safer way."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

FLAT = 0.5 / 255  # standard deviation: no picture that anybody asked for has less
_LEAST_PX = 32 * 32  # below that one colour proves nothing


class Flawed(Exception):  # noqa: N818  a finding, told to the engine
    """`kind` is "nan" (values that are no numbers) or "flat" (one colour everywhere)."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


def flaw(picture: Any) -> str:
    """"nan", "flat" or "" for a float array (..., h, w, channels) of colours 0-1."""
    values = np.asarray(picture, np.float32)
    if not np.isfinite(values).all():
        return "nan"
    edges = values.shape[-3:-1]
    flat = edges[0] * edges[1] >= _LEAST_PX and float(values.std(axis=(-3, -2)).max()) < FLAT
    return "flat" if flat else ""


def examined(picture: Any) -> Any:
    """`picture` as it is. Raises Flawed when it is none."""
    found = flaw(picture)
    if found:
        raise Flawed(found)
    return picture


def watch_decoder(vae: Any, mended: Callable[[], None]) -> None:
    """Decode again in float32 when half precision overflows in the decoder alone, and stay there.

    The known case is SDXL's VAE in float16. `mended` is called once, so that the next load starts there. Latents
    that are no numbers themselves raise Flawed: no decoder can help them.
    """
    import torch

    decode = vae.decode

    def watched(latents: Any, *more: Any, **named: Any) -> Any:
        if not bool(torch.isfinite(latents).all()):
            raise Flawed("nan")
        out = decode(latents.to(vae.dtype), *more, **named)
        first = out[0] if isinstance(out, tuple) else out.sample
        if bool(torch.isfinite(first).all()) or vae.dtype == torch.float32:
            return out
        vae.to(torch.float32)
        mended()
        return decode(latents.float(), *more, **named)

    vae.decode = watched
