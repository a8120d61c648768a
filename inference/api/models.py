"""What people call the kinds of model files, and the sentence that says what one file is. English templates: the
window and the command line translate them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from inference.api.messages import ModelInfo

KINDS: Mapping[str, str] = {
    "checkpoint": "Checkpoint", "diffusion": "Diffusion model", "vae": "VAE", "text_encoder": "Text encoder",
    "lora": "LoRA", "controlnet": "ControlNet", "t2i_adapter": "T2I-Adapter", "ip_adapter": "IP-Adapter",
    "embedding": "Embedding", "upscaler": "Upscaler", "other_upscaler": "Upscaler", "style": "Style network",
    "face": "Face restorer", "inpainter": "Inpainting network",
    "segmenter": "Segmentation", "background": "Background removal", "depth": "Depth", "lines": "Line art",
    "pose": "Poses", "detector": "Finding people",
    "preview": "Preview decoder", "captioner": "Captions", "clip": "Ranking", "vision_encoder": "Vision encoder",
    "language": "Language model", "unknown": "Unknown",
}
SENTENCES: Mapping[str, str] = {
    "checkpoint": "{name}: a checkpoint for making pictures.",
    "diffusion": "{name}: the diffusion model alone; a VAE and text encoders must be installed beside it.",
    "vae": "A VAE for {name}.",
    "text_encoder": "The text encoder {name}.",
    "lora": "A {method} for {name}.",
    "controlnet": "A ControlNet for {name}.",
    "t2i_adapter": "A T2I-Adapter for {name}.",
    "ip_adapter": "An IP-Adapter for {name}.",
    "embedding": "An embedding (textual inversion) for {name}.",
    "upscaler": "An upscaler of the {name} design.",
    "other_upscaler": "An upscaler of the {name} design.",
    "style": "A network that paints in one style.",
    "face": "A face restorer of the {name} design.",
    "inpainter": "An inpainting network of the {name} design.",
    "segmenter": "A {name} network for selecting objects.",
    "background": "A {name} network for removing backgrounds.",
    "depth": "A {name} network for depth.",
    "lines": "A {name} network.",
    "pose": "A {name} network for the poses of people.",
    "detector": "A {name} network that finds people, beside one for their poses.",
    "preview": "A small decoder that shows previews of {name}.",
    "captioner": "A {name} network that describes pictures.",
    "clip": "A {name} network that compares pictures and words.",
    "vision_encoder": "A {name}.",
    "language": "A language model.",
}
GUESSES: Mapping[str, str] = {
    "upscaler": "Looks like a network that works on pictures, of a design that is not known here.",
    "lora": "A {method}; it is not known for which model.",
    "vae": "Looks like a VAE.",
    "diffusion": "Looks like a diffusion model of an unknown family.",
    "checkpoint": "Looks like a checkpoint of an unknown family.",
    "unknown": "It is not known what this file is.",
}


# Networks that do the same, by title: the one to take first, where nobody chose.
_BEST = ("BiRefNet or RMBG 2.0", "IS-Net or RMBG 1.4", "U2-Net", "SAM 2", "SAM 3", "SAM", "EdgeTAM", "MobileSAM",
         "CLIPSeg", "Florence-2", "BLIP", "SigLIP", "OpenCLIP", "CLIP", "Depth Anything", "MiDaS", "DPT")


def able(models: Iterable[ModelInfo], operation_id: str) -> tuple[ModelInfo, ...]:
    """Those that can run the operation and have no problem, `best_first`."""
    return best_first(model for model in models if operation_id in model.operations and not model.problem)


def best_first(models: Iterable[ModelInfo]) -> tuple[ModelInfo, ...]:
    """Networks that see in the order of their merits, the larger of a kind before the smaller; all others behind
    them, in their order."""
    return tuple(sorted(models, key=lambda m: (_BEST.index(m.title), -m.size_bytes) if m.title in _BEST else
                        (len(_BEST), 0)))


def about(model: ModelInfo) -> tuple[str, dict[str, str]]:
    """(template, values) of the sentence that says what `model` is."""
    values = {"name": model.title or model.name, "method": model.method or "LoRA"}
    if model.kind == "unknown":
        return model.reason.message if model.reason else GUESSES["unknown"], (
            {name: str(value) for name, value in model.reason.values.items()} if model.reason else values)
    if model.guessed:
        return GUESSES.get(model.kind, GUESSES["unknown"]), values
    return SENTENCES.get(model.kind, "{name}."), values
