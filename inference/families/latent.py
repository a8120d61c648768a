"""LatentDiffusion: pictures from a loaded latent diffusion model, U-Net or transformer, whatever its family."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from inference.api import MAPS, REFERENCES, Guide, Report, UserError, real_steps
from inference.api.zones import LEAST_SIDE_PX, at_least, snapped
from inference.ask import Ask, Lora
from inference.checks import examined
from inference.devices import Plan
from inference.embeddings import worded
from inference.encodings import Encodings
from inference.families.adapters import Adapters
from inference.families.calling import accepted, built, picture, pixels, smaller, takes
from inference.families.composing import Known, change_map, started
from inference.families.guiding import Controls, control_arguments, together
from inference.families.inversions import Inversions
from inference.families.kit import Kit
from inference.families.loras import Loras
from inference.families.previews import Preview, watch
from inference.families.samplers import scheduler
from inference.families.tiny_decoder import suited
from inference.families.traits import Traits
from inference.placing import placed
from inference.region import Mask, resized
from inference.reporting import Silent

Array = npt.NDArray[Any]
_LARGER = 1.6  # times the trained area: above it a picture is made small first, or it shows everything twice
_REFINE = 0.4  # strength of the second pass


class LatentDiffusion:
    """One job at a time; the same seed gives the same picture.

    `traits` are its family's; `facts` say what the last picture met: `pipeline`, the class of diffusers that made it;
    `loras`, each {file, weight, layers}.
    """

    differential = True  # `Ask.change` is obeyed while denoising

    def __init__(self, pipe: Any, plan: Plan, kit: Kit, family: str = "", native: int = 0) -> None:
        self._kit = kit
        self.decoder_mended = False  # read by the engine, which remembers it
        self._pipe = placed(pipe, plan, self._mended)
        self._scheduler = pipe.scheduler
        self._loras = Loras(pipe)
        self._encodings = Encodings()
        self._inversions = Inversions(pipe)
        self._controls = Controls(kit, family, plan)
        self._adapters = Adapters(pipe, kit.adapter, plan)
        self.native, self.multiple = native or kit.traits.native, kit.traits.multiple
        self.facts: Mapping[str, Any] = {}
        self._report: Report = Silent()
        self._fraction, self._stage = 0.0, ""
        self._known: Known | None = None
        self._now: Any = pipe  # the pipeline that runs
        self._aspect = 1.0
        self._family = family
        self._preview = Preview(pipe, kit.space, _cell(pipe, kit))
        watch([part for part in pipe.components.values() if hasattr(part, "named_modules")], self._breathe)

    @property
    def traits(self) -> Traits:
        return self._kit.traits

    def preview_with(self, files: tuple[str, ...]) -> None:
        """Tiny autoencoders that are installed: the one for this family shows the previews."""
        self._preview.use(suited(self._family, files))

    # ---- what the family's traits promise

    def text_to_image(self, ask: Ask, width: int, height: int, plan: Plan, report: Report) -> Array:
        """(height, width, 3) uint8. Larger pictures are made near the trained size, enlarged and refined."""
        first = self._working(width, height, plan.most_px)
        if self._kit.masks_itself:  # it knows nothing but repainting: let it repaint everything
            return resized(self._whole_anew(ask, first, report), width, height)
        if not self._has("text", ask):
            raise self._unfit(_guided(ask))
        two = width * height > _LARGER * first[0] * first[1]
        small = self._call("text", ask, report.part(0.0, 0.5 if two else 1.0), first)
        if not two:
            return resized(small, width, height)
        second = self._snapped(width, height, min(plan.most_px, 4 * self.native ** 2))
        again = resized(small, *second)
        return resized(self._redrawn(ask, again, _REFINE, report.part(0.5, 1.0)), width, height)

    def image_to_image(self, ask: Ask, image: Array, plan: Plan, report: Report) -> Array:
        """The picture redrawn with the ask's strength: (h, w, 3) uint8 to the same."""
        height, width = image.shape[:2]
        small = resized(image, *self._snapped(width, height, plan.most_px))
        if self._kit.masks_itself:
            made = self._repainted(ask, small, np.full(small.shape[:2], 255, np.uint8), report)
        else:
            made = self._redrawn(ask, small, ask.strength, report)
        return resized(made, width, height)

    def inpaint(self, ask: Ask, image: Array, mask: Mask, report: Report) -> Array:
        """Image and mask at a working size. The model's own way where it was trained for it, else latent masking with
        the map of change, or with the mask where no map is given."""
        height, width = image.shape[:2]
        if self._kit.masks_itself:
            where = mask if ask.change is None else np.where(ask.change > 0, np.uint8(255), np.uint8(0))
            return resized(self._repainted(ask, image, where, report), width, height)
        change = mask if ask.change is None else ask.change
        return resized(self._redrawn(ask, image, ask.strength, report, change), width, height)

    def edit(self, ask: Ask, image: Array, plan: Plan, report: Report) -> Array:
        """The picture changed as the words say: (h, w, 3) uint8 to the same size."""
        if "edit" not in self._kit.pipelines:
            raise UserError("This model does not follow instructions.", "Choose an editing model.")
        height, width = image.shape[:2]
        size = self._working(width, height, plan.most_px)
        given = [picture(resized(image, *size)), *self._beside(ask)]
        made = self._call("edit", ask, report, size, image=given if len(given) > 1 else given[0])
        return resized(made, width, height)

    # ---- inside

    def _repainted(self, ask: Ask, image: Array, mask: Mask, report: Report) -> Array:
        known = None if ask.change is None else self._known_from(ask, image, ask.change)
        return self._call("inpaint", ask, report, (image.shape[1], image.shape[0]), known, image=picture(image),
                          mask_image=picture(mask), strength=ask.strength)

    def _whole_anew(self, ask: Ask, size: tuple[int, int], report: Report) -> Array:
        grey = np.full((size[1], size[0], 3), 127, np.uint8)
        return self._repainted(ask, grey, np.full(grey.shape[:2], 255, np.uint8), report)

    def _redrawn(self, ask: Ask, image: Array, strength: float, report: Report, change: Mask | None = None) -> Array:
        """By the family's image pipeline, or by its editing or text pipeline started at the noised picture."""
        size = (image.shape[1], image.shape[0])
        known = None if change is None else self._known_from(ask, image, change)
        if self._has("image", ask):
            return self._call("image", ask, report, size, known, image=picture(image), strength=strength)
        begin = known or self._known_from(ask, image, None)
        if self._has("edit", ask):  # it sees the whole picture while it redraws a part
            given = [picture(image), *self._beside(ask)]
            return self._call("edit", ask, report, size, known, (begin, strength),
                              image=given if len(given) > 1 else given[0])
        return self._call("text", ask, report, size, known, (begin, strength))

    def _known_from(self, ask: Ask, image: Array, change: Mask | None) -> Known:
        import torch

        with torch.no_grad():
            grid = self._kit.space.encode(self._pipe.vae, pixels(image, self._pipe))
        source = torch.Generator("cpu").manual_seed(ask.seed % (1 << 63))
        noise = torch.randn(grid.shape, generator=source).to(grid)
        return Known(grid, noise, None if change is None else change_map(change, grid))

    def _call(self, task: str, ask: Ask, report: Report, size: tuple[int, int], known: Known | None = None,
              start: tuple[Known, float] | None = None, **inputs: Any) -> Array:
        """Run one pipeline over the shared parts; returns (h, w, 3) uint8. Raises Cancelled between blocks."""
        import torch

        self._begin(report, "Reading the words", known, size)
        traits = self._kit.traits
        maps = _maps(ask)
        way = self._controls.way(maps)
        if _key(task, way) not in self._kit.pipelines:  # before anything is put on
            raise self._unfit(bool(maps))
        worn = self._loras.wear(ask.loras, _control_lora(way, maps))
        ask = self._inversions.wear(ask)
        references = _references(ask) if self._kit.adapter or task != "edit" else ()
        self._adapters.wear(references)
        sampler = scheduler(self._scheduler, ask.scheduler, self._kit.sampler)
        pipe = self._pipeline(task, way, maps, sampler)
        self._encodings.worn = ask.loras
        self._encodings.through(pipe)
        negative = ask.negative if traits.negative else ""
        self.facts = {"pipeline": type(pipe).__name__, **({"loras": worn} if worn else {})}
        strength = inputs.get("strength", 1.0)
        arguments = accepted(pipe, {
            **self._encodings.given(self._pipe, (ask.prompt, negative), lambda: worded(
                self._pipe, ask.prompt, negative, traits.weighting)),
            self._kit.guidance: ask.guidance if traits.guided and ask.guidance else traits.guidance,
            "num_inference_steps": real_steps(ask.steps or traits.steps, strength), "output_type": "np",
            "width": size[0], "height": size[1],
            "generator": torch.Generator("cpu").manual_seed(ask.seed % (1 << 63)),
            "callback_on_step_end": self._stepped, "callback": self._stepped_in_place,
            "use_resolution_binning": False, "clean_caption": False, **inputs,
            **self._kit.extra(task, ask, self._pipe, *size)})
        if takes(pipe, "callback_on_step_end"):
            arguments.pop("callback", None)
        if maps:
            arguments |= control_arguments(pipe, way, maps, *size)
        arguments |= self._adapters.arguments(pipe, references, arguments.get("prompt") or "")
        if start is not None:
            arguments["latents"] = self._started(sampler, *start)
        try:
            self._now = pipe
            with smaller(pipe, size[0] * size[1]), self._controls.timed(pipe, maps):
                out = pipe(**arguments).images[0]
        finally:
            self._report, self._known = Silent(), None
        made: Array = np.rint(np.clip(examined(out), 0.0, 1.0) * 255).astype(np.uint8)
        return made

    def _pipeline(self, task: str, way: str, maps: tuple[Guide, ...], sampler: Any) -> Any:
        name = self._kit.pipelines[_key(task, way)]
        if len(maps) > 1 and (self._kit.controls_itself or not self._kit.several or way == "lora"):
            raise UserError("This model takes one control map.", "Remove the others.")
        if not maps or self._kit.controls_itself or way == "lora":
            return built(self._pipe, name, scheduler=sampler)
        networks = self._controls.networks(maps)
        watch(networks, self._breathe)
        part = "adapter" if way == "adapter" else "controlnet"
        return built(self._pipe, name, scheduler=sampler, **{part: together(networks, way)})

    def _has(self, task: str, ask: Ask) -> bool:
        return _key(task, self._controls.way(_maps(ask))) in self._kit.pipelines

    def _unfit(self, guided: bool) -> UserError:
        if self._kit.controls_itself and not guided:
            return UserError("This model draws after a control map, and there is none.", "Make one from the picture.")
        if guided and not self._kit.controlnet:
            return UserError("This model cannot be guided by control maps.", "Remove them, or choose another model.")
        if guided:
            return UserError("Control maps cannot be used here with this model.",
                             "Remove them, or choose another model.")
        return UserError("This model does not make pictures from words alone.",
                         "Choose another model, or start from a picture.")

    def _started(self, sampler: Any, begin: Known, strength: float) -> Any:
        import torch

        shape = self._kit.space.pack if self._kit.space.packed_outside else (lambda grid: grid)
        latents = torch.zeros_like(shape(begin.grid), memory_format=torch.contiguous_format)
        started(sampler, begin.grid, begin.noise, strength, latents, shape)
        return latents

    def _beside(self, ask: Ask) -> list[Any]:
        found = [picture(_large_enough(guide.image)) for guide in _references(ask)]
        if len(found) > self.traits.references:
            raise UserError("This model takes {most} reference pictures, and {given} were given.",
                            "Remove some of them.", most=self.traits.references, given=len(found))
        return found

    def _working(self, width: int, height: int, most_px: int) -> tuple[int, int]:
        """Near the trained area; a picture not much larger than that is made at its own size."""
        area = self.native ** 2
        wanted = width * height if area / _LARGER <= width * height <= area * _LARGER else area
        return self._snapped(width, height, min(wanted, most_px), True)

    def _snapped(self, width: int, height: int, area: float, enlarge: bool = False) -> tuple[int, int]:
        """Sides in steps of `multiple` with about this area at most; smaller pictures are enlarged to the trained
        area."""
        scale = (area / (width * height)) ** 0.5
        if not enlarge:
            scale = min(scale, max(1.0, (self.native ** 2 / (width * height)) ** 0.5))
        scale = at_least(scale, min(width, height))
        return (snapped(max(width * scale, LEAST_SIDE_PX), self.multiple),
                snapped(max(height * scale, LEAST_SIDE_PX), self.multiple))

    # ---- while it runs

    def _mended(self) -> None:
        self.decoder_mended = True

    def _begin(self, report: Report, stage: str, known: Known | None, size: tuple[int, int]) -> None:
        self._report, self._fraction, self._stage = report, 0.0, stage
        self._known, self._aspect = known, size[0] / size[1]
        report.step(0.0, stage)

    def _stepped(self, pipe: Any, index: int, time: Any, tensors: dict[str, Any]) -> dict[str, Any]:
        done = (index + 1) / max(_steps(pipe), 1)
        grid = self._kit.space.unpack(tensors["latents"], self._aspect)
        if self._known is not None:
            grid = self._known.kept(grid, pipe.scheduler, done)
            tensors["latents"] = self._kit.space.pack(grid).to(tensors["latents"].dtype)
        self._adapters.at(done)
        self._controls.at(done)
        self._fraction = 0.02 + 0.9 * min(done, 1.0)
        self._stage = "Denoising" if done < 1 else "Decoding"
        self._report.step(self._fraction, self._stage, self._preview(grid))
        return tensors

    def _stepped_in_place(self, index: int, time: Any, latents: Any) -> None:
        """The callback of older pipelines: it returns nothing, so the latents are written into."""
        found = self._stepped(self._now, index, time, {"latents": latents})
        if found["latents"] is not latents:
            latents.copy_(found["latents"])

    def _breathe(self) -> None:
        """Called before every block of the networks: the place where a cancel is noticed within a step."""
        self._report.step(self._fraction, self._stage)


def _large_enough(image: Array) -> Array:
    """FLUX.2 takes no picture with a shorter side."""
    height, width = image.shape[:2]
    scale = max(LEAST_SIDE_PX / min(height, width), 1.0)
    return image if scale == 1.0 else resized(image, round(width * scale), round(height * scale))


def _key(task: str, way: str) -> str:
    return f"{task}-{way}" if way else task


def _maps(ask: Ask) -> tuple[Guide, ...]:
    return tuple(guide for guide in ask.guides if guide.kind in MAPS)


def _guided(ask: Ask) -> bool:
    return bool(_maps(ask))


def _control_lora(way: str, maps: tuple[Guide, ...]) -> Lora | None:
    return Lora(maps[0].model or "", float(maps[0].strength)) if way == "lora" else None


def _references(ask: Ask) -> tuple[Guide, ...]:
    return tuple(guide for guide in ask.guides if guide.kind in REFERENCES)


def _steps(pipe: Any) -> int:
    return int(getattr(pipe, "_num_timesteps", 0) or len(pipe.scheduler.timesteps))


def _cell(pipe: Any, kit: Kit) -> int:
    return int(pipe.vae_scale_factor) * kit.space.cells
