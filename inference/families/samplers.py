"""Schedulers by the names that recipes store; each is made anew for a task, because pipelines write into them."""

from __future__ import annotations

from typing import Any

# name -> (class of diffusers, what is changed of the model's own configuration)
SAMPLERS: dict[str, tuple[str, dict[str, Any]]] = {
    "dpm++2m": ("DPMSolverMultistepScheduler", {"use_karras_sigmas": True}),
    "dpm++2m-sde": ("DPMSolverMultistepScheduler", {"use_karras_sigmas": True, "algorithm_type": "sde-dpmsolver++"}),
    "euler": ("EulerDiscreteScheduler", {}),
    "euler-a": ("EulerAncestralDiscreteScheduler", {}),
    "unipc": ("UniPCMultistepScheduler", {}),
    "heun": ("HeunDiscreteScheduler", {}),
    "lcm": ("LCMScheduler", {}),
    "trailing": ("EulerDiscreteScheduler", {"timestep_spacing": "trailing"}),  # Lightning, Hyper (Lin et al. 2024)
    "trailing-a": ("EulerAncestralDiscreteScheduler", {"timestep_spacing": "trailing"}),  # Turbo
}
UNET = ("", "dpm++2m", "dpm++2m-sde", "euler", "euler-a", "unipc", "lcm")
# A model that brings one of these was made or distilled for it.
_KEPT = ("LCMScheduler", "TCDScheduler", "EulerDiscreteScheduler", "DPMSolverMultistepScheduler",
         "FlowMatchEulerDiscreteScheduler", "FlowMatchLCMScheduler", "SCMScheduler", "EulerAncestralDiscreteScheduler")


def scheduler(own: Any, name: str, default: str) -> Any:
    """A fresh scheduler: the one called `name`, else the model's `own`, else `default` where its own is outdated."""
    import diffusers

    if name not in SAMPLERS:
        if not default or type(own).__name__ in _KEPT:
            return type(own).from_config(own.config)
        name = default
    kind, changes = SAMPLERS[name]
    return getattr(diffusers, kind).from_config(own.config, **changes)
