"""Control maps on a loaded pipeline: ControlNets, one for many kinds of maps (Union), T2I-Adapters."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from inference.api import Guide, UserError
from inference.devices import Plan, torch_dtype
from inference.failing import told
from inference.families.calling import accepted, picture, takes
from inference.families.kit import Kit
from inference.families.nets import CLASSES, read, way_of
from inference.guides import drawn

# What a ControlNet Union is told about its map: of FLUX.1 (InstantX/FLUX.1-dev-Controlnet-Union; others do not look)
_MODES = {"canny": 0, "lineart": 0, "scribble": 0, "softedge": 0, "tile": 1, "depth": 2, "pose": 4}
# and of XL (xinsir/controlnet-union-sdxl-1.0; the sixth is of ProMax).
_XL_MODES = {"pose": 0, "depth": 1, "softedge": 2, "scribble": 2, "canny": 3, "lineart": 3, "tile": 6}


class Controls:
    """The networks of the last picture, kept until others are asked for."""

    def __init__(self, kit: Kit, family: str, plan: Plan) -> None:
        self._kit, self._family, self._plan = kit, family, plan
        self._loaded: dict[str, Any] = {}
        self._ways: dict[str, str] = {}
        self._span, self._done = (0.0, 1.0), 0.0

    def way(self, guides: tuple[Guide, ...]) -> str:
        """How these maps guide (see `nets.way_of`), "" without any. Raises UserError for two ways at once."""
        if not guides or self._kit.controls_itself:
            return "control" if guides else ""
        ways = {self._way(guide.model or "") for guide in guides}
        if len(ways) > 1:
            raise UserError("ControlNets, ControlNet Union and T2I-Adapters do not work together.",
                            "Choose files of one kind for all control maps.")
        return ways.pop()

    def _way(self, path: str) -> str:
        if path not in self._ways:
            self._ways[path] = way_of(Path(path)) if path else "control"
        return self._ways[path]

    def networks(self, guides: tuple[Guide, ...]) -> list[Any]:
        """One for each guide; a Union that reads all of them comes once. Raises UserError when the family has none or
        a file is missing."""
        if guides and not self._kit.controlnet:
            raise UserError("This model cannot be guided by control maps.", "Remove them, or choose another model.")
        paths = [guide.model or "" for guide in guides]
        if any(not path for path in paths):
            raise UserError("A control map needs a ControlNet.", "Install one that fits the model.")
        self._loaded = {path: self._loaded.get(path) or self._read(Path(path)) for path in paths}
        if self.way(guides) == "union" and len(self._loaded) == 1:
            return list(self._loaded.values())
        return [self._loaded[path] for path in paths]

    def _read(self, path: Path) -> Any:
        if not path.exists():
            raise UserError("The model {file} is not there any more.", "Choose another model.", file=path.name)
        kind = CLASSES.get(self._way(str(path)), self._kit.controlnet)
        with told("The ControlNet {file} could not be loaded: {cause}", "Choose one that fits the model.", path.name):
            return read(path, kind, torch_dtype(self._plan), self._family).to(self._plan.device)

    # ---- T2I-Adapters know no time of their own

    @contextmanager
    def timed(self, pipe: Any, guides: tuple[Guide, ...]) -> Iterator[None]:
        """Within this, T2I-Adapters guide from the first start to the last end of these maps."""
        if self.way(guides) != "adapter":
            yield
            return
        self._span = min(guide.start for guide in guides), max(guide.end for guide in guides)
        self._done = 0.0
        hook = pipe.unet.register_forward_pre_hook(self._within, with_kwargs=True)
        try:
            yield
        finally:
            hook.remove()

    def at(self, done: float) -> None:
        """After `done` 0-1 of the denoising."""
        self._done = done

    def _within(self, module: Any, given: Any, named: dict[str, Any]) -> tuple[Any, dict[str, Any]]:
        if not self._span[0] <= self._done < max(self._span[1], 1e-6):
            named = {**named, "down_intrablock_additional_residuals": None}
        return given, named


def together(networks: list[Any], way: str) -> Any:
    """One network, or several as pipelines take them."""
    if len(networks) == 1:
        return networks[0]
    if way != "adapter":
        return networks
    import diffusers

    return diffusers.MultiAdapter(networks)


def control_arguments(pipe: Any, way: str, guides: tuple[Guide, ...], width: int, height: int) -> dict[str, Any]:
    """What a pipeline of this way is called with; one value, or lists where there are several."""
    if way == "adapter":
        return _adapter_arguments(pipe, guides, width, height)
    maps = [picture(drawn(guide, width, height)) for guide in guides]
    many = len(guides) > 1 or way == "union"

    def each(values: list[Any]) -> Any:
        return values if many else values[0]

    modes = _xl_modes(pipe, guides) if way == "union" else [_MODES.get(guide.kind, 0) for guide in guides]
    return {
        "control_image" if takes(pipe, "control_image") else "image": each(maps),
        **accepted(pipe, {
            "controlnet_conditioning_scale": each([float(guide.strength) for guide in guides]),
            "control_guidance_start": each([guide.start for guide in guides]),
            "control_guidance_end": each([guide.end for guide in guides]),
            "control_mode": each(modes),
        }),
    }


def _xl_modes(pipe: Any, guides: tuple[Guide, ...]) -> list[int]:
    networks = list(getattr(pipe.controlnet, "nets", [pipe.controlnet] * len(guides)))
    for guide, network in zip(guides, networks, strict=True):
        if _XL_MODES.get(guide.kind, 99) >= network.config.num_control_type:
            raise UserError("This ControlNet Union does not read maps of the kind {kind}.",
                            "Choose another kind, or its ProMax version.", kind=guide.kind)
    return [_XL_MODES[guide.kind] for guide in guides]


def _adapter_arguments(pipe: Any, guides: tuple[Guide, ...], width: int, height: int) -> dict[str, Any]:
    adapters = list(getattr(pipe.adapter, "adapters", [pipe.adapter]))
    maps = [_unfolded(drawn(guide, width, height), adapter) for guide, adapter in zip(guides, adapters, strict=True)]
    scales = [float(guide.strength) for guide in guides]
    return {"image": maps if len(maps) > 1 else maps[0],
            "adapter_conditioning_scale": scales if len(scales) > 1 else scales[0]}


def _unfolded(image: Any, adapter: Any) -> Any:
    """(h, w, 3) uint8 to (1, channels, h, w) 0-1, with the last row and column repeated up to whole cells."""
    import torch

    values = torch.from_numpy(image.astype(np.float32) / 255).permute(2, 0, 1)[None]
    if adapter.config.in_channels == 1:
        values = values.mean(1, keepdim=True)
    cell = adapter.downscale_factor
    right, below = -values.shape[3] % cell, -values.shape[2] % cell
    return torch.nn.functional.pad(values, (0, right, 0, below), mode="replicate")
