"""Reference pictures on a loaded pipeline: IP-Adapters (Ye et al. 2023) of Stable Diffusion and FLUX.1, and Redux.

An IP-Adapter lets the denoiser attend to a picture beside the words. Redux of FLUX.1 turns pictures into words.
"""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

from inference.api import Guide, UserError
from inference.checkpoints import contents
from inference.devices import Plan, torch_dtype
from inference.failing import told
from inference.families.calling import picture, takes
from inference.weights.stored import state_of

_PARTS = ("image_proj", "ip_adapter")
_UNREAD = {"faceid": "FaceID adapters look at faces with another network, which Limner has not.",
           "instantx": "Of IP-Adapters for FLUX.1 the library reads those in the layout of XLabs only."}


class Adapters:
    """Those that one pipeline wears. They stay on it until a picture asks for others."""

    def __init__(self, pipe: Any, offered: bool, plan: Plan) -> None:
        self._pipe, self._offered, self._plan = pipe, offered, plan
        self._on: tuple[str, ...] = ()
        self._worn: tuple[Guide, ...] = ()
        self._scales: tuple[float, ...] = ()
        self._prior: tuple[str, Any] = ("", None)

    def wear(self, guides: tuple[Guide, ...]) -> None:
        """Put on the adapters of these guides, Redux apart. Raises UserError."""
        if guides and not self._offered:
            raise UserError("This model takes no reference pictures.", "Remove them, or choose another model.")
        guides = tuple(guide for guide in guides if not _is_redux(guide))
        paths = tuple(guide.model or "" for guide in guides)
        if paths != self._on:
            self.off()
            if paths:
                self._put_on(paths)
        self._worn, self._scales = guides, ()
        self.at(0.0)

    def arguments(self, pipe: Any, guides: tuple[Guide, ...], prompt: str) -> dict[str, Any]:
        """What `pipe` is called with for these guides. Raises UserError where this pipeline has no place for them."""
        made: dict[str, Any] = {}
        seen = [picture(guide.image) for guide in guides if not _is_redux(guide)]
        if seen:
            if not takes(pipe, "ip_adapter_image"):
                raise UserError("IP-Adapters cannot be used here with this model.",
                                "Remove them, or choose another model.")
            made["ip_adapter_image"] = seen[0] if _is_sd3(self._pipe) else seen
        redux = [guide for guide in guides if _is_redux(guide) and guide.strength > 0]
        return {**made, **(self._told(redux, prompt) if redux else {})}

    def off(self) -> None:
        if not self._on:
            return
        if _is_flux(self._pipe):
            _taken_off_flux(self._pipe)
        else:
            self._pipe.unload_ip_adapter()
        self._on, self._worn = (), ()

    def at(self, done: float) -> None:
        """After `done` 0-1 of the denoising: each works from its start to its end."""
        scales = tuple(float(guide.strength) if guide.start <= done < max(guide.end, 1e-6) else 0.0
                       for guide in self._worn)
        if not self._worn or scales == self._scales:
            return
        self._scales = scales
        if getattr(self._pipe, "unet", None) is None:
            self._pipe.set_ip_adapter_scale(scales[0] if _is_sd3(self._pipe) else list(scales))
            return
        wide = getattr(self._pipe, "text_encoder_2", None) is not None
        self._pipe.set_ip_adapter_scale([blocks(self._pipe.unet, guide.kind, scale, wide)
                                         for guide, scale in zip(self._worn, scales, strict=True)])

    def _put_on(self, paths: tuple[str, ...]) -> None:
        files = [Path(path) for path in paths]
        for file in files:
            if not file.is_file():
                raise UserError("A reference picture needs an IP-Adapter.", "Install one that fits the model.")
            reason = _UNREAD.get(contents(file).identity.variant)
            if reason:
                raise UserError(reason, "Choose another file.")
        if len(files) > 1 and _is_sd3(self._pipe):
            raise UserError("This model takes one reference picture.", "Remove the others.")
        if any(_of_another_sort(self._pipe, file) for file in files):
            raise UserError("The IP-Adapter {file} is for another model.", "Choose one that fits the model.",
                            file=files[0].name)
        seeing, looking = vision(_encoder(files[0]), _is_sd3(self._pipe), self._plan)
        self._pipe.register_modules(image_encoder=seeing, feature_extractor=looking)
        with told("The IP-Adapter {file} could not be loaded: {cause}", "Choose one that fits the model.",
                  files[0].name):
            states = [_split(file, torch_dtype(self._plan)) for file in files]
            if _is_sd3(self._pipe):
                self._pipe.load_ip_adapter(states[0])
            else:
                self._pipe.load_ip_adapter(states, [""] * len(files), [file.name for file in files])
        self._on = paths

    # ---- Redux

    def _told(self, guides: list[Guide], prompt: str) -> dict[str, Any]:
        """The words, and after them what Redux makes of each picture, times its strength."""
        import torch

        words, pooled, _ = self._pipe.encode_prompt(prompt=prompt, prompt_2=None, max_sequence_length=512)
        device = self._pipe._execution_device
        seen = []
        with torch.no_grad():
            for guide in guides:
                prior = self._prior_of(guide.model or "")
                latents = prior.encode_image(picture(guide.image), device, 1)
                seen.append(prior.image_embedder(latents).image_embeds.to(words) * float(guide.strength))
        return {"prompt": None, "prompt_embeds": torch.cat([words, *seen], 1), "pooled_prompt_embeds": pooled}

    def _prior_of(self, path: str) -> Any:
        """The library's pipeline for it, without text encoders: those of the model have read the words."""
        if self._prior[0] != path:
            self._prior = path, _redux(Path(path), self._plan)
        return self._prior[1]


def blocks(unet: Any, kind: str, scale: float, wide: bool) -> Any:
    """The attention that reads the picture: all of it for a subject; for style or composition the blocks that carry
    it, of XL (`wide`) after InstantStyle (Wang et al. 2024), of 1.5 as in ComfyUI_IPAdapter_plus. Blocks that a pruned
    U-Net has not are left out; raises UserError when none is left."""
    if kind not in ("style", "composition"):
        return scale
    if kind == "style":
        wanted = {"up": {0: [0.0, scale, 0.0]}} if wide else {
            "down": {0: [scale] * 2, 1: [scale] * 2}, "mid": {0: [scale]}, "up": {2: [scale] * 3, 3: [scale] * 3}}
    else:
        wanted = {"down": {2: [0.0, scale] if wide else [scale / 4, scale]}}
    found: dict[str, Any] = {}
    for part, numbers in wanted.items():
        for number, layers in numbers.items():
            have = _layers(unet, part, number)
            layers = layers[:have] + [0.0] * (have - len(layers))
            if have and (any(layers) or scale == 0.0):
                found.setdefault(part, {})[f"block_{number}"] = layers
    if not found:
        raise UserError("This model lacks the blocks that carry {kind} alone.", "Use the picture as a subject.",
                        kind=kind)
    if "mid" in found:
        found["mid"] = found["mid"]["block_0"]
    return found


def _layers(unet: Any, part: str, number: int) -> int:
    """How many layers of a block attend to words."""
    if part == "mid":
        return len(getattr(unet.mid_block, "attentions", ()) or ())
    every = unet.down_blocks if part == "down" else unet.up_blocks
    return len(getattr(every[number], "attentions", ()) or ()) if number < len(every) else 0


def _is_redux(guide: Guide) -> bool:
    path = Path(guide.model or "")
    if not guide.model or not path.exists():
        return False
    return _holds_redux(path) if path.is_file() else (path / "image_embedder").is_dir()


@functools.lru_cache(maxsize=64)
def _holds_redux(file: Path) -> bool:
    """Kept: the header of a pickled adapter takes a while to read."""
    return "redux_up.weight" in contents(file).tensors


def _is_sd3(pipe: Any) -> bool:
    return type(pipe).__name__.startswith("StableDiffusion3")


def _is_flux(pipe: Any) -> bool:
    return type(pipe).__name__.startswith("Flux")


def _of_another_sort(pipe: Any, file: Path) -> bool:
    """Whether the adapter's layout is that of another sort of denoiser, which the library would half read."""
    names = contents(file).tensors
    sort = ("flux" if any(name.startswith("double_blocks.") for name in names) else
            "sd3" if "ip_adapter.0.norm_ip.linear.weight" in names else "unet")
    return sort != ("flux" if _is_flux(pipe) else "sd3" if _is_sd3(pipe) else "unet")


def _split(file: Path, dtype: Any) -> dict[str, dict[str, Any]]:
    """The two halves of a file; XLabs calls them otherwise."""
    made: dict[str, dict[str, Any]] = {part: {} for part in _PARTS}
    for name, tensor in state_of(contents(file), dtype).items():
        part, rest = name.split(".", 1)
        if part in ("ip_adapter_proj_model", "double_blocks"):
            part = _PARTS[part == "double_blocks"]
            rest = rest.replace("processor.ip_adapter_double_stream_k_proj", "to_k_ip").replace(
                "processor.ip_adapter_double_stream_v_proj", "to_v_ip")
        if part in made:
            made[part][rest] = tensor
    return made


def _taken_off_flux(pipe: Any) -> None:
    """As the library's own, which fails at a configuration that it may not write to."""
    from diffusers.models.transformers.transformer_flux import FluxAttnProcessor, FluxIPAdapterAttnProcessor

    pipe.register_modules(image_encoder=None, feature_extractor=None)
    pipe.transformer.encoder_hid_proj = None
    pipe.transformer.set_attn_processor({
        name: FluxAttnProcessor() if isinstance(each, FluxIPAdapterAttnProcessor) else each
        for name, each in pipe.transformer.attn_processors.items()})


def _redux(path: Path, plan: Plan) -> Any:
    import diffusers
    from diffusers.pipelines.flux.modeling_flux import ReduxImageEncoder

    place = path if path.is_dir() else path.parent
    file = path if path.is_file() else next(iter(sorted((path / "image_embedder").glob("*.safetensors"))), path)
    seeing, looking = vision(_encoder(file, place), True, plan)
    state = state_of(contents(file), torch_dtype(plan))
    embedder = ReduxImageEncoder(int(state["redux_up.weight"].shape[1]), int(state["redux_down.weight"].shape[0]))
    embedder.load_state_dict(state)
    return diffusers.FluxPriorReduxPipeline(
        image_encoder=seeing, feature_extractor=looking,
        image_embedder=embedder.to(plan.device, torch_dtype(plan)))


def vision(folder: Path, siglip: bool, plan: Plan) -> tuple[Any, Any]:
    """A vision encoder, SigLIP or CLIP, and what prepares pictures for it."""
    import transformers

    cls = transformers.SiglipVisionModel if siglip else transformers.CLIPVisionModelWithProjection
    seeing = cls.from_pretrained(folder, dtype=torch_dtype(plan), local_files_only=True).to(plan.device)
    edge = seeing.config.image_size
    square = {"height": edge, "width": edge}
    looking = transformers.SiglipImageProcessor(size=square) if siglip else transformers.CLIPImageProcessor(
        size={"shortest_edge": edge}, crop_size=square)
    return seeing, looking


def _encoder(file: Path, place: Path | None = None) -> Path:
    found = encoder_of(file)
    if found is None and place is not None and (place / "image_encoder" / "config.json").is_file():
        found = place / "image_encoder"
    if found is None:
        raise UserError("The IP-Adapter {file} needs its image encoder.",
                        "Put the folder image_encoder beside it.", file=file.name)
    return found


def encoder_of(file: Path) -> Path | None:
    """The folder of an IP-Adapter's vision encoder, None where it is not there: beside the file (h94/IP-Adapter keeps
    XL's in the folder models as well)."""
    places = (file.parent, file.parent.parent, file.parent.parent / "models")
    return next((place / "image_encoder" for place in places if (place / "image_encoder" / "config.json").is_file()),
                None)
