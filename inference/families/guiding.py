"""Pictures that guide beside the words: ControlNets and IP-Adapters on a loaded pipeline, references of a family."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from inference.api import Guide, UserError
from inference.devices import Plan, torch_dtype
from inference.families.calling import accepted, picture, takes
from inference.guides import drawn

# What a ControlNet Union of FLUX.1 is told about its map (InstantX/FLUX.1-dev-Controlnet-Union); others do not look.
_MODES = {"canny": 0, "lineart": 0, "scribble": 0, "softedge": 0, "tile": 1, "depth": 2, "pose": 4}
_CONFIGS = Path(__file__).resolve().parents[2] / "resources" / "configs"


class Controls:
    """The ControlNets of the last picture, kept until others are asked for."""

    def __init__(self, kind: str, family: str, plan: Plan) -> None:
        """`kind` is the class of diffusers, "" where it has none; `family` names our own configuration."""
        self._kind, self._family, self._plan = kind, family, plan
        self._loaded: dict[str, Any] = {}

    def networks(self, guides: tuple[Guide, ...]) -> list[Any]:
        """One for each guide. Raises UserError when the family has none or a file is missing."""
        if guides and not self._kind:
            raise UserError("This model cannot be guided by control maps.", "Remove them, or choose another model.")
        paths = [guide.model or "" for guide in guides]
        if any(not path for path in paths):
            raise UserError("A control map needs a ControlNet.", "Install one that fits the model.")
        self._loaded = {path: self._loaded.get(path) or self._read(Path(path)) for path in paths}
        return [self._loaded[path] for path in paths]

    def _read(self, path: Path) -> Any:
        import diffusers

        if not path.exists():
            raise UserError("The model {file} is not there any more.", "Choose another model.", file=path.name)
        kind, dtype = getattr(diffusers, self._kind), torch_dtype(self._plan)
        folder = path if path.is_dir() else path.parent
        try:
            if (folder / "config.json").is_file():
                return kind.from_pretrained(folder, dtype=dtype, local_files_only=True,
                                            use_safetensors=True).to(self._plan.device)
            config = path.with_suffix(".config")
            config = config if config.is_dir() else _CONFIGS / f"{self._family}-controlnet"
            if not config.is_dir():
                raise UserError("The ControlNet {file} needs its config.json.", "Put it beside the file.",
                                file=path.name)
            return kind.from_single_file(str(path), config=str(config), dtype=dtype,
                                         local_files_only=True).to(self._plan.device)
        except (OSError, ValueError, KeyError, RuntimeError) as error:
            raise UserError("The ControlNet {file} could not be loaded: {cause}", "Choose one that fits the model.",
                            file=path.name, cause=" ".join(str(error).split())[:160]) from error


def control_arguments(pipe: Any, guides: tuple[Guide, ...], width: int, height: int) -> dict[str, Any]:
    """What a ControlNet pipeline is called with; one value, or lists where there are several."""
    maps = [picture(drawn(guide, width, height)) for guide in guides]
    many = len(guides) > 1

    def each(values: list[Any]) -> Any:
        return values if many else values[0]

    return {
        "control_image" if takes(pipe, "control_image") else "image": each(maps),
        **accepted(pipe, {
            "controlnet_conditioning_scale": each([float(guide.strength) for guide in guides]),
            "control_guidance_start": each([guide.start for guide in guides]),
            "control_guidance_end": each([guide.end for guide in guides]),
            "control_mode": each([_MODES.get(guide.kind, 0) for guide in guides]),
        }),
    }


class Adapters:
    """IP-Adapters (Ye et al. 2023) on a pipeline of Stable Diffusion: pictures read as words."""

    def __init__(self, pipe: Any, offered: bool, plan: Plan) -> None:
        self._pipe, self._offered, self._plan = pipe, offered, plan
        self._on: tuple[str, ...] = ()
        self._worn: tuple[Guide, ...] = ()
        self._scales: tuple[float, ...] = ()

    def wear(self, guides: tuple[Guide, ...]) -> list[Any]:
        """Put on the adapters of these guides; returns the pictures, one for each. Raises UserError."""
        if guides and not self._offered:
            raise UserError("This model takes no reference pictures.", "Remove them, or choose another model.")
        paths = tuple(guide.model or "" for guide in guides)
        if paths != self._on:
            self.off()
            if paths:
                self._put_on(paths)
        if guides:
            self._worn, self._scales = guides, ()
            self.at(0.0)
        return [picture(guide.image) for guide in guides]

    def off(self) -> None:
        if self._on:
            self._pipe.unload_ip_adapter()
            self._on, self._worn = (), ()

    def at(self, done: float) -> None:
        """After `done` 0-1 of the denoising: each works from its start to its end."""
        scales = tuple(float(guide.strength) if guide.start <= done < max(guide.end, 1e-6) else 0.0
                       for guide in self._worn)
        if self._worn and scales != self._scales:
            self._scales = scales
            self._set([_blocks(guide.kind, scale, getattr(self._pipe, "text_encoder_2", None) is not None)
                       for guide, scale in zip(self._worn, scales, strict=True)], scales)

    def _set(self, scales: list[Any], plain: tuple[float, ...]) -> None:
        try:
            self._pipe.set_ip_adapter_scale(scales)
        except ValueError:  # a pruned U-Net without these blocks
            self._pipe.set_ip_adapter_scale(list(plain))

    def _put_on(self, paths: tuple[str, ...]) -> None:
        from transformers import CLIPImageProcessor, CLIPVisionModelWithProjection

        files = [Path(path) for path in paths]
        for file in files:
            if not file.is_file():
                raise UserError("A reference picture needs an IP-Adapter.", "Install one that fits the model.")
        encoder = encoder_of(files[0])
        if encoder is None:
            raise UserError("The IP-Adapter {file} needs its image encoder.",
                            "Put the folder image_encoder beside it.", file=files[0].name)
        seeing = CLIPVisionModelWithProjection.from_pretrained(
            encoder, dtype=torch_dtype(self._plan), local_files_only=True).to(self._plan.device)
        edge = seeing.config.image_size
        self._pipe.register_modules(image_encoder=seeing, feature_extractor=CLIPImageProcessor(
            size={"shortest_edge": edge}, crop_size={"height": edge, "width": edge}))
        try:
            self._pipe.load_ip_adapter([str(file.parent) for file in files], [""] * len(files),
                                       [file.name for file in files], local_files_only=True)
        except (OSError, ValueError, KeyError, RuntimeError) as error:
            raise UserError("The IP-Adapter {file} could not be loaded: {cause}", "Choose one that fits the model.",
                            file=files[0].name, cause=" ".join(str(error).split())[:160]) from error
        self._on = paths


def _blocks(kind: str, scale: float, wide: bool) -> Any:
    """The attention that reads the picture: all of it for a subject; for style or composition the blocks that carry
    it, of XL (`wide`) after InstantStyle (Wang et al. 2024), of 1.5 as in ComfyUI_IPAdapter_plus."""
    if kind == "style":
        if wide:
            return {"up": {"block_0": [0.0, scale, 0.0]}}
        return {"down": {"block_0": [scale] * 2, "block_1": [scale] * 2}, "mid": scale,
                "up": {"block_2": [scale] * 3, "block_3": [scale] * 3}}
    if kind == "composition":
        return {"down": {"block_2": [0.0, scale] if wide else [scale / 4, scale]}}
    return scale


def encoder_of(file: Path) -> Path | None:
    """The folder of an IP-Adapter's vision encoder, None where it is not there: beside the file (h94/IP-Adapter keeps
    XL's in the folder models as well)."""
    places = (file.parent, file.parent.parent, file.parent.parent / "models")
    return next((place / "image_encoder" for place in places if (place / "image_encoder" / "config.json").is_file()),
                None)
