"""LatentDiffusion: text to image, image to image and masked diffusion with one loaded U-Net, VAE and text encoder."""

from __future__ import annotations

from math import ceil
from typing import Any

import numpy as np
import numpy.typing as npt

from inference.api import Report, UserError
from inference.ask import Ask
from inference.devices import Plan
from inference.families.previews import Preview, watch
from inference.region import Mask, resized
from inference.reporting import Silent

Array = npt.NDArray[Any]
_LARGER = 1.6  # times the trained area: above it a picture is made small first, or it shows everything twice
_REFINE = 0.4  # strength of the second pass
_FEWEST = 4  # denoising steps that are done however low the strength


class LatentDiffusion:
    """Wraps a StableDiffusionPipeline. One job at a time; the same seed gives the same picture."""

    native = 512
    multiple = 8

    def __init__(self, pipe: Any, plan: Plan) -> None:
        self._plan = plan
        self._masks_itself = pipe.unet.config.in_channels == 9  # the inpainting variant
        self._pipe = _placed(pipe, plan)
        self._report: Report = Silent()
        self._fraction = 0.0
        self._stage = ""
        self._scheduler = _scheduler(pipe.scheduler)
        self._preview = Preview(pipe.vae)
        watch(pipe, self._breathe)

    # ---- what the family's traits promise

    def text_to_image(self, ask: Ask, width: int, height: int, plan: Plan, report: Report) -> Array:
        """(height, width, 3) uint8. Larger pictures are made near the trained size, enlarged and refined."""
        first = self._working(width, height, plan.most_px)
        if self._masks_itself:  # it knows nothing but repainting: let it repaint everything
            return self._whole_anew(ask, width, height, first, report)
        two = width * height > _LARGER * first[0] * first[1]
        small = self._call("StableDiffusionPipeline", ask, report.part(0.0, 0.5 if two else 1.0),
                           width=first[0], height=first[1])
        if not two:
            return resized(small, width, height)
        second = self._snapped(width, height, min(plan.most_px, 4 * self.native ** 2))
        return resized(self._refined(ask, resized(small, *second), report.part(0.5, 1.0)), width, height)

    def image_to_image(self, ask: Ask, image: Array, plan: Plan, report: Report) -> Array:
        """The picture redrawn with the ask's strength: (h, w, 3) uint8 to the same."""
        height, width = image.shape[:2]
        size = self._snapped(width, height, plan.most_px)
        small = resized(image, *size)
        if self._masks_itself:
            made = self.inpaint(ask, small, np.full(small.shape[:2], 255, np.uint8), report)
        else:
            made = self._call("StableDiffusionImg2ImgPipeline", ask, report, image=[_picture(small)],
                              strength=ask.strength)
        return resized(made, width, height)

    def inpaint(self, ask: Ask, image: Array, mask: Mask, report: Report) -> Array:
        return self._call("StableDiffusionInpaintPipeline", ask, report, image=[_picture(image)],
                          mask_image=[_picture(mask)], strength=ask.strength,
                          width=image.shape[1], height=image.shape[0])

    # ---- inside

    def _whole_anew(self, ask: Ask, width: int, height: int, size: tuple[int, int], report: Report) -> Array:
        grey = np.full((size[1], size[0], 3), 127, np.uint8)
        made = self.inpaint(ask, grey, np.full(grey.shape[:2], 255, np.uint8), report)
        return resized(made, width, height)

    def _refined(self, ask: Ask, image: Array, report: Report) -> Array:
        return self._call("StableDiffusionImg2ImgPipeline", ask, report, image=[_picture(image)], strength=_REFINE)

    def _working(self, width: int, height: int, most_px: int) -> tuple[int, int]:
        """Near the trained area; a picture not much larger than that is made at its own size."""
        area = self.native ** 2
        wanted = width * height if area / _LARGER <= width * height <= area * _LARGER else area
        return self._snapped(width, height, min(wanted, most_px), True)

    def _snapped(self, width: int, height: int, area: float, enlarge: bool = False) -> tuple[int, int]:
        """Sides in steps of 8 with about this area at most; smaller pictures are enlarged to the trained area."""
        scale = (area / (width * height)) ** 0.5
        if not enlarge:
            scale = min(scale, max(1.0, (self.native ** 2 / (width * height)) ** 0.5))
        step = self.multiple
        return max(round(width * scale / step) * step, step), max(round(height * scale / step) * step, step)

    def _call(self, pipeline: str, ask: Ask, report: Report, **inputs: Any) -> Array:
        """Run one pipeline over the shared parts; returns (h, w, 3) uint8. Raises Cancelled between blocks."""
        import diffusers
        import torch

        parts = {name: getattr(self._pipe, name) for name in ("vae", "text_encoder", "tokenizer", "unet")}
        pipe = getattr(diffusers, pipeline)(
            **parts, scheduler=type(self._scheduler).from_config(self._scheduler.config), safety_checker=None,
            feature_extractor=None, requires_safety_checker=False)
        pipe.set_progress_bar_config(disable=True)
        strength = inputs.get("strength", 1.0)
        self._begin(report, "Reading the words")
        try:
            out = pipe(
                prompt=ask.prompt, negative_prompt=ask.negative or None, guidance_scale=ask.guidance,
                num_inference_steps=real_steps(ask.steps, strength), output_type="np",
                generator=torch.Generator("cpu").manual_seed(ask.seed % (1 << 63)),
                callback_on_step_end=self._stepped, **inputs).images[0]
        finally:
            self._report = Silent()
        if not np.isfinite(out).all():
            raise UserError("The model gave values that are no colours.",
                            "Try fewer steps or lower guidance; the file may be damaged.")
        made: Array = np.rint(np.clip(out, 0.0, 1.0) * 255).astype(np.uint8)
        return made

    def _begin(self, report: Report, stage: str) -> None:
        self._report, self._fraction, self._stage = report, 0.0, stage
        report.step(0.0, stage)

    def _stepped(self, pipe: Any, index: int, time: Any, tensors: dict[str, Any]) -> dict[str, Any]:
        done = (index + 1) / max(pipe.num_timesteps, 1)
        self._fraction = 0.02 + 0.9 * done
        self._stage = "Denoising" if done < 1 else "Decoding"
        self._report.step(self._fraction, self._stage, self._preview(tensors["latents"]))
        return tensors

    def _breathe(self) -> None:
        """Called before every block of the networks: the place where a cancel is noticed within a step."""
        self._report.step(self._fraction, self._stage)


def real_steps(steps: int, strength: float) -> int:
    """What to ask diffusers for, which runs only `strength` of it: never fewer than four steps are left."""
    wanted = max(round(steps * strength), min(_FEWEST, steps))
    asked = max(ceil(wanted / strength), 1)
    while int(asked * strength) < wanted:
        asked += 1
    return asked


def _scheduler(own: Any) -> Any:
    """The sampler: DPM-Solver++ 2M with Karras sigmas, unless the model brings one it was distilled for."""
    from diffusers import DPMSolverMultistepScheduler

    if type(own).__name__ in ("LCMScheduler", "TCDScheduler", "EulerDiscreteScheduler", "DPMSolverMultistepScheduler"):
        return own
    return DPMSolverMultistepScheduler.from_config(own.config, use_karras_sigmas=True)


def _placed(pipe: Any, plan: Plan) -> Any:
    """On its device, as sparingly as the plan says."""
    pipe.set_progress_bar_config(disable=True)
    if plan.vae_tiling:
        pipe.vae.enable_tiling()
    if plan.leanness:
        pipe.enable_attention_slicing()
    if plan.offload == "model":
        pipe.enable_model_cpu_offload(device=plan.device)
    elif plan.offload == "sequential":
        pipe.enable_sequential_cpu_offload(device=plan.device)
    else:
        pipe.to(plan.device)
    return pipe


def _picture(array: Array) -> Any:
    from PIL import Image

    return Image.fromarray(array)
