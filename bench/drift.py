"""Colour drift: photographs through a real autoencoder (TAESD for Flux 2) and back, with and without the correction.

The truth inside the hole is known (nothing was repainted), so what is left of the drift is measured there: the mean
difference of slow colours (CIE76) on a ring of 12 px inside the hole's edge, and in the whole hole. The weights are
looked for in LIMNER_PICTURES/weights/taesd, the photographs in LIMNER_PICTURES/photos.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import cv2
import numpy as np

from bench._sheets import SHARED, load
from inference import drift
from inference.depths import from_unit, to_unit

Array = np.ndarray[Any, Any]
EDGE = 384
COUNT = 16


def autoencoder() -> Callable[[Array], Array]:
    """Encode and decode (h, w, 3) uint8, sides multiples of 16: diffusers' AutoencoderTiny with the middle blocks of
    TAEF2 (they add a group-normalised branch, `pool`, that diffusers does not have)."""
    from inference.torchvision_shim import declare

    declare()
    import torch
    from diffusers import AutoencoderTiny

    class Block(torch.nn.Module):
        def __init__(self, plain: Any) -> None:
            super().__init__()
            self.conv, self.skip, self.fuse = plain.conv, plain.skip, plain.fuse
            self.pool = torch.nn.Sequential(
                torch.nn.Conv2d(64, 256, 1, bias=False), torch.nn.GroupNorm(4, 256), torch.nn.ReLU(),
                torch.nn.Conv2d(256, 64, 1, bias=False))

        def forward(self, x: Any) -> Any:
            x = x + self.pool(x)
            return self.fuse(self.conv(x) + self.skip(x))

    model = AutoencoderTiny(latent_channels=32)
    for layers, places in ((model.encoder.layers, (11, 12, 13)), (model.decoder.layers, (2, 3, 4))):
        for at in places:
            layers[at] = Block(layers[at])
    for part, network, before in (("encoder", model.encoder, 0), ("decoder", model.decoder, 1)):
        read = torch.load(SHARED / "weights" / "taesd" / f"taef2_{part}.pth", map_location="cpu", weights_only=True)
        named = {f"layers.{int(k.split('.')[0]) - before}.{k.split('.', 1)[1]}": v for k, v in read.items()}
        network.load_state_dict(named)
    model.eval()

    def through(image: Array) -> Array:
        with torch.no_grad():
            x = torch.from_numpy(to_unit(image)).permute(2, 0, 1)[None] * 2 - 1
            out = model.decoder(model.encoder(x))[0].permute(1, 2, 0).numpy()
        return from_unit(out / 2 + 0.5, np.uint8)

    return through


def before(made: Array, known: Array, mask: Array) -> Array:
    """The method of the first version: one normalised convolution in sRGB over everything known."""
    outside = (mask == 0).astype(np.float32)
    sigma = max(max(mask.shape) / 12, 2.0)
    shift = (to_unit(known) - to_unit(made)) * outside[..., None]
    weight = cv2.GaussianBlur(outside, (0, 0), sigma)
    carried = cv2.GaussianBlur(shift, (0, 0), sigma) / np.maximum(weight, 1e-3)[..., None]
    return from_unit(to_unit(made) + np.clip(carried, -0.15, 0.15), np.uint8)


def membrane(space: str, spread: bool = False) -> Callable[[Array, Array, Array], Array]:
    return lambda made, known, mask: drift.matched(made, known, mask, space, spread)


METHODS: dict[str, Callable[[Array, Array, Array], Array]] = {
    "none": lambda made, known, mask: made, "before": before, "membrane srgb": membrane("srgb"),
    "membrane linear": membrane("linear"), "membrane lab": membrane("lab"),
    "spread, membrane srgb": membrane("srgb", True), "spread, membrane linear": membrane("linear", True),
    "spread, membrane lab": membrane("lab", True),
}


def difference(a: Array, b: Array, where: Array) -> float:
    """Mean CIE76 difference of slow colours (Gaussian, 4 px) at `where`."""
    slow = [cv2.GaussianBlur(drift.values(x, "lab"), (0, 0), 4.0) for x in (a, b)]
    return float(np.linalg.norm(slow[0] - slow[1], axis=2)[where].mean())


def drifted(image: Array) -> Array:
    """Contrast, brightness, tint and a gradient: what worse autoencoders and editing models do."""
    unit = to_unit(image)
    slope = np.linspace(-0.03, 0.03, image.shape[1], dtype=np.float32)[None, :, None]
    return from_unit((unit - 0.5) * 0.93 + 0.5 + np.float32([0.04, 0.01, -0.02]) + slope, np.uint8)


def pairs() -> list[tuple[Array, Array]]:
    found = []
    for number, path in enumerate(sorted((SHARED / "photos").glob("*.jpg"))[::11][:COUNT]):
        photo = load(path, 1.2e6)
        y, x = (photo.shape[0] - EDGE) // 2, (photo.shape[1] - EDGE) // 2
        mask = np.zeros((EDGE, EDGE), np.uint8)
        cv2.ellipse(mask, (190 + 7 * (number % 5), 200), (70 + 5 * (number % 7), 100), 17 * number, 0, 360, 255, -1)
        found.append((np.ascontiguousarray(photo[y:y + EDGE, x:x + EDGE]), mask))
    return found


def main() -> None:
    if not (SHARED / "weights" / "taesd").is_dir() or not (SHARED / "photos").is_dir():
        print("no autoencoder or photographs here: left out")
        return
    through = autoencoder()
    cases = [(image, mask, through(image)) for image, mask in pairs()]
    psnr = np.mean([cv2.PSNR(image, made) for image, _, made in cases])
    print(f"{len(cases)} photographs of {EDGE} px, round trip {psnr:.1f} dB; mean colour difference (CIE76)")
    for title, change in (("autoencoder", lambda x: x), ("autoencoder and drift", drifted)):
        print(f"{title:26} ring inside the edge   whole hole")
        for name, method in METHODS.items():
            ring, whole = [], []
            for image, mask, made in cases:
                out = method(change(made), image, mask)
                depth = cv2.distanceTransform((mask > 0).astype(np.uint8), cv2.DIST_L2, 5)
                ring.append(difference(out, image, (depth > 0) & (depth <= 12)))
                whole.append(difference(out, image, depth > 0))
            print(f"  {name:24} {np.mean(ring):6.3f} {'':16} {np.mean(whole):6.3f}")


if __name__ == "__main__":
    main()
