"""A loaded pipeline put on its device as the plan says: what waits outside, what is held at 8 bits, which attention."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Callable, Iterator
from typing import Any

from inference.checks import watch_decoder
from inference.devices import Plan, dtype_named

log = logging.getLogger("limner.engine")
_DENOISERS = ("transformer", "transformer_2", "unet")
_WORDS = ("text_encoder", "text_encoder_2", "text_encoder_3", "image_encoder")


def placed(pipe: Any, plan: Plan, mended: Callable[[], None] = lambda: None) -> Any:
    """`pipe` (any diffusers pipeline) on its device. Each economy that this pipeline does not know is left out.

    `mended` is called when its decoder had to be repeated at a higher precision (see `checks.watch_decoder`).
    """
    pipe.set_progress_bar_config(disable=True)
    _thrifty_decoder(pipe, plan, mended)
    for network in networks(pipe, _DENOISERS):
        _stored(network, plan)
        _attending(network, plan)
    if plan.block_cache:
        _caching(pipe)
    _offloaded(pipe, plan)
    if plan.compiled:
        for network in networks(pipe, _DENOISERS):
            network.compile_repeated_blocks(dynamic=True)
    return pipe


def networks(pipe: Any, names: tuple[str, ...]) -> Iterator[Any]:
    for name in names:
        network = getattr(pipe, name, None)
        if network is not None:
            yield network


def _thrifty_decoder(pipe: Any, plan: Plan, mended: Callable[[], None]) -> None:
    vae = getattr(pipe, "vae", None)
    if vae is None:
        return
    if plan.vae_dtype:
        vae.to(dtype_named(plan.vae_dtype))
    for wanted, name in ((plan.vae_tiling, "enable_tiling"), (True, "enable_slicing")):
        if wanted and hasattr(vae, name):
            with contextlib.suppress(NotImplementedError):  # a decoder that has no tiles says so only when asked
                getattr(vae, name)()
    watch_decoder(vae, mended)


def _stored(network: Any, plan: Plan) -> None:
    """8-bit weights: cast up layer by layer (diffusers layerwise casting), or torchao's int8 weights."""
    if getattr(network, "hf_quantizer", None) is not None or getattr(network, "packed", False) or not plan.storage:
        return
    if plan.storage == "int8":
        from torchao.quantization import Int8WeightOnlyConfig, quantize_

        quantize_(network, Int8WeightOnlyConfig())
    else:
        import torch

        network.enable_layerwise_casting(storage_dtype=torch.float8_e4m3fn, compute_dtype=dtype_named(plan.dtype))


def _attending(network: Any, plan: Plan) -> None:
    if plan.attention and hasattr(network, "set_attention_backend"):
        try:
            network.set_attention_backend(plan.attention)
        except (RuntimeError, ValueError, ImportError) as error:  # torch's own stays; it is never far behind
            log.info("attention %s is not used: %s", plan.attention, error)


def _caching(pipe: Any) -> None:
    """First-block cache (ParaAttention; diffusers FirstBlockCacheConfig): transformers only."""
    from diffusers import FirstBlockCacheConfig

    for network in networks(pipe, ("transformer",)):
        if hasattr(network, "enable_cache"):
            try:
                network.enable_cache(FirstBlockCacheConfig(threshold=0.08))
            except (ValueError, AttributeError, NotImplementedError) as error:
                log.info("no block cache for %s: %s", type(network).__name__, error)


def _offloaded(pipe: Any, plan: Plan) -> None:
    import torch

    if plan.offload == "model":
        pipe.enable_model_cpu_offload(device=plan.device)
    elif plan.offload in ("group", "sequential"):
        # layer by layer; "group" fetches the next layers while one computes, which takes pinned memory and time to
        # prepare. accelerate's own sequential offload is not used: it fails on some networks of diffusers 0.42
        ahead = plan.offload == "group" and plan.device == "cuda" and torch.cuda.is_available()
        pipe.enable_group_offload(
            onload_device=torch.device(plan.device), offload_device=torch.device("cpu"), offload_type="leaf_level",
            use_stream=ahead, low_cpu_mem_usage=ahead)
    elif plan.offload == "words":
        _words_visit(pipe, plan)
    else:
        pipe.to(plan.device)


def _words_visit(pipe: Any, plan: Plan) -> None:
    """Text encoders come to the device when they read and leave when denoising begins; the rest stays there."""
    from accelerate import cpu_offload_with_hook

    encoders = list(networks(pipe, _WORDS))
    for name, network in pipe.components.items():
        if name not in _WORDS and hasattr(network, "parameters"):
            network.to(plan.device)
    hooks = [cpu_offload_with_hook(encoder, plan.device)[1] for encoder in encoders]

    def leave(module: Any, inputs: Any) -> None:
        for hook in hooks:
            if next(hook.model.parameters()).device.type != "cpu":
                hook.offload()

    for network in networks(pipe, _DENOISERS):
        network.register_forward_pre_hook(leave)
