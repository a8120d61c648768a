"""Upscale: any number of pixels more, by the built-in networks, an installed one, or the classic method."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from math import prod
from pathlib import Path
from typing import TYPE_CHECKING, Any

from inference.api import Opening, Operation, Report, Request, Result, UserError, choice, flag, integer
from inference.operations._shared import Array, variants

if TYPE_CHECKING:
    from inference.engine import Engine
    from inference.enlarge import Enlarger

_MOST_PX = 1 << 29  # pixels of a result: 2 GB of RGBA
_LONGEST_PX = 65_535
_BUILT_IN = Path(__file__).resolve().parent.parent.parent / "resources" / "builtin"
_CHAINS = {2: (2,), 4: (4,), 8: (4, 2), 16: (4, 4)}  # scales of the built-in networks, by what they reach together


@dataclass(frozen=True)
class Upscale:
    scale: str = choice("Scale", "2", {"2": "2x", "3": "3x", "4": "4x", "6": "6x", "8": "8x"})
    look: str = choice(
        "Look", "auto",
        {"auto": "Automatic", "faithful": "Faithful", "clean": "Clean up", "classic": "Classic"},
        help="Faithful keeps what is there. Clean up also takes away noise and the traces of JPEG; automatic chooses "
             "it where it measures them. Classic works without a network. An installed model has its own look.")
    to_width: int = integer("To width", 0, 0, _LONGEST_PX, unit="px",
                            help="How wide the result is; the height follows. At 0 the scale decides.")
    finest: bool = flag("Finest quality", help="The mean of eight passes over the picture, turned and mirrored: "
                                               "slightly better, eight times as long.")
    panorama: bool = flag("Panorama all around", help="The left and the right edge meet without a seam.")


def run(request: Request, engine: Engine, report: Report) -> Result:
    image = request.image
    assert image is not None  # the engine checked `needs`
    width, height = target(image.shape[1], image.shape[0], request.params)
    look, told = ("", {}) if request.model else chosen(image, request.params.look)
    factor = max(width / image.shape[1], height / image.shape[0])
    weights: dict[str, str] = {}
    outlet = engine.outlet if request.count == 1 else None

    def one(seed: int, part: Report) -> tuple[Array, dict[str, Any]]:
        from inference.enlarge import Averaged, enlarge, enlarged, is_clear

        chain, method = _chain(request, engine, factor, look, part.part(0.0, 0.05))
        if method not in ("model", "classic"):
            weights.update(hashes(factor, method))
        if request.params.finest:
            chain = [Averaged(link) for link in chain]
        work = image, width, height, chain, part.part(0.05, 1.0), engine.plan.tile, request.params.panorama
        facts = {"method": method, **told}
        if outlet is None:
            return enlarge(*work), facts
        recipe = {**engine.recipe(request), **_weights(weights)}
        outlet.open(Opening(width, height, image.dtype.name, not is_clear(image), seed, recipe, facts))
        for strip in enlarged(*work):
            outlet(strip)
        return image[:0], facts

    result = variants(request, engine, report, one)
    return replace(result, recipe={**result.recipe, **_weights(weights)})


def _weights(found: dict[str, str]) -> dict[str, dict[str, str]]:
    return {"weights": found} if found else {}


def chosen(image: Array, look: str) -> tuple[str, dict[str, float]]:
    """The look that is meant, and for the automatic one what was measured: noise (of 255) and JPEG blocks."""
    if look != "auto":
        return look, {}
    from inference.builtin.wear import measured

    wear = measured(image)
    return "clean" if wear.worn else "faithful", {"noise": round(wear.noise, 2), "blocks": round(wear.blocks, 2)}


def target(width: int, height: int, params: Upscale) -> tuple[int, int]:
    """Width and height of the result, px. Raises UserError for one that is smaller or too large."""
    wide, high = width * int(params.scale), height * int(params.scale)
    if params.to_width:
        wide, high = params.to_width, max(round(height * params.to_width / width), 1)
        if wide < width:
            raise UserError("The picture is {width} pixels wide already.", "Choose a larger width.", width=width)
        if wide > 16 * width:
            raise UserError("The picture can be made 16 times as wide at most: {most} pixels.",
                            "Choose a smaller width.", most=16 * width)
    if wide * high > _MOST_PX:
        raise UserError("The enlarged picture would have {mega} megapixels, which is too much.",
                        "Choose a smaller scale, or crop the picture first.", mega=wide * high // 1_000_000)
    return wide, high


def _chain(request: Request, engine: Engine, factor: float, look: str, report: Report) -> tuple[list[Enlarger], str]:
    """What enlarges by `factor` or more when one follows the other, and its name for the recipe."""
    if request.model is not None:
        network = engine.model(request, report)
        links = [network]
        while network.scale > 1 and prod(link.scale for link in links) < factor:
            links.append(network)
        return links, "model"
    return built_in(engine, factor, look, report)


def built_in(engine: Engine, factor: float, look: str, report: Report) -> tuple[list[Enlarger], str]:
    """Built-in enlargers that reach `factor` (at most 16) together, and the look that they really have: "classic"
    where torch cannot run."""
    if look != "classic":
        try:
            return _networks(engine, files(factor, look), report), look
        except (ImportError, OSError) as error:  # torch is not there, or its libraries do not load on this machine
            logging.getLogger(__name__).info("the built-in networks cannot run: %s", error)
    from inference.builtin.upscale import Classic

    scales = next(chain for reached, chain in _CHAINS.items() if reached >= factor)
    return [Classic(scale) for scale in scales], "classic"


def files(factor: float, look: str) -> list[Path]:
    """The built-in networks that reach `factor`, one after the other. Only the first cleans: what it gives is clean."""
    scales = next(chain for reached, chain in _CHAINS.items() if reached >= factor)
    names = [f"upscale-{scale}x{'-clean' if look == 'clean' and not i else ''}" for i, scale in enumerate(scales)]
    return [_BUILT_IN / f"{name}.safetensors" for name in names]


def hashes(factor: float, look: str) -> dict[str, str]:
    """Names and fingerprints of the built-in weights, for the recipe."""
    from inference.checkpoints import fingerprint

    return {path.stem: fingerprint(str(path)) for path in files(factor, look)}


def _networks(engine: Engine, paths: list[Path], report: Report) -> list[Enlarger]:
    from inference.devices import planned

    engine.store.warming.wait(report, pipelines=False)
    if engine.plan.leanness == 0:
        engine.plan = planned()
    return [engine.store.loaded(str(path), engine.plan, report) for path in paths]


OPERATION = Operation(
    "upscale", "Upscale", Upscale, run, icon="scaling", menu="AI", order=60,
    help="Enlarges the picture and keeps it sharp.", traits=frozenset({"enlarge"}), needs=frozenset({"image"}))
