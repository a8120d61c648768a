"""From the tensors of a file to what it is: the tables of rules, asked in order; a best guess when none holds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from inference.headers import Header, Tensor
from inference.identity import addons, denoisers, loras, networks, parts
from inference.identity.rule import Rule, first

# What a file of unknown content may be used as, for the user to choose from.
CHOICES = ("checkpoint", "diffusion", "lora", "controlnet", "vae", "text_encoder", "embedding", "upscaler")


@dataclass(frozen=True)
class Identity:
    """`family` is the id of the model family the file is of or for; `name` how the field calls that; `variant`
    what tells it from its siblings (inpaint, refiner, fill, schnell, klein-4b, ...); `quantised` fp8, nf4, int8,
    svdq or a GGUF type, "" for plain weights; `holds` the parts of a checkpoint. `guessed`: no rule held, or more
    than one meaning is possible; `choices` are then what it can be used as.
    """

    kind: str
    family: str = ""
    name: str = ""
    variant: str = ""
    quantised: str = ""
    holds: tuple[str, ...] = ()
    method: str = ""
    guessed: bool = False
    choices: tuple[str, ...] = ()


def identify(header: Header, file_name: str = "") -> Identity:
    """What a file is. `file_name` decides only between variants whose tensors are the same."""
    tensors = header.tensors
    found = (_adapter(header) or _embedding(tensors) or _addon(tensors) or _model(tensors) or _beside(tensors)
             or _network(tensors) or _guess(header))
    return named(replace(found, quantised=quantisation(header)), file_name, header)


def _adapter(header: Header) -> Identity | None:
    found = loras.adapter(header.tensors)
    if found is None or first(addons.RULES, header.tensors, addons.ROOTS):
        return None
    family, name = loras.family(found, header.facts)
    return Identity("lora", family, name, method=found.method, guessed=not family,
                    choices=() if family else ("lora",))


def _embedding(tensors: Mapping[str, Tensor]) -> Identity | None:
    if len(tensors) > 8:
        return None
    found = first(addons.EMBEDDINGS, tensors, ("",))
    if found is not None:
        return _of(found[0])
    if len(tensors) == 1:  # diffusers: one vector a file, called by its word
        name, tensor = next(iter(tensors.items()))
        rules = [rule for rule in addons.EMBEDDINGS if "emb_params" in rule.has]
        for rule in rules:
            if len(tensor.shape) in (1, 2) and tensor.shape[-1] == rule.has["emb_params"][1] and "." not in name:
                return _of(rule)
    return None


def _addon(tensors: Mapping[str, Tensor]) -> Identity | None:
    found = first(addons.RULES, tensors, addons.ROOTS)
    return _of(found[0]) if found else None


def _model(tensors: Mapping[str, Tensor]) -> Identity | None:
    """A diffusion model, alone or with its VAE and text encoders: a checkpoint has at least one of those."""
    found = first(denoisers.RULES, tensors, denoisers.ROOTS)
    if found is None:
        return None
    rule, root = found
    rest = {name: tensor for name, tensor in tensors.items() if not (root and name.startswith(root))}
    holds = []
    if first(parts.VAES, rest, parts.VAE_ROOTS):
        holds.append("vae")
    if first(parts.TEXT, rest, parts.TEXT_ROOTS):
        holds.append("text_encoder")
    return replace(_of(rule), kind="checkpoint" if holds else "diffusion", holds=("diffusion", *holds))


def _beside(tensors: Mapping[str, Tensor]) -> Identity | None:
    for rules, roots, kind in ((parts.VISION, ("",), ""), (parts.VAES, parts.VAE_ROOTS, "vae"),
                               (parts.TINY, ("", "vae."), "preview"), (parts.TEXT, parts.TEXT_ROOTS, "text_encoder"),
                               (parts.LANGUAGE, ("",), "language")):
        found = first(rules, tensors, roots)
        if found is not None:
            return replace(_of(found[0]), kind=kind or found[0].kind)
    return None


def _network(tensors: Mapping[str, Tensor]) -> Identity | None:
    found = first(networks.RULES, tensors, ("", "model.", "module.", "net."))
    if found is not None:
        return _of(found[0])
    entry = networks.published(tensors)
    return Identity(entry["kind"], str(entry["id"]).lower(), entry["name"]) if entry else None


def _guess(header: Header) -> Identity:
    """By the shape of things: convolutions from a picture, or the words that names are made of."""
    tensors = header.tensors
    if networks.like_a_network(tensors):
        return Identity("upscaler", guessed=True, choices=CHOICES)
    words = Counter(word for name in tensors for word in re.findall(r"[a-z]+", name.lower()))
    if words["lora"] or words["alpha"]:
        kind = "lora"
    elif words["decoder"] and words["encoder"] and len(tensors) < 1000 and words["conv"]:
        kind = "vae"
    elif words["attn"] or words["attention"]:
        kind = "diffusion"
    else:
        kind = "unknown"
    return Identity(kind, guessed=True, choices=CHOICES)


def quantisation(header: Header) -> str:
    """How the large tensors are stored: "" at 16 or 32 bits."""
    if header.format == "gguf":
        types = Counter(t.dtype for t in header.tensors.values() if len(t.shape) > 1)
        common = next((name for name, _ in types.most_common() if name not in ("F32", "F16", "BF16")), "")
        return f"GGUF {common}" if common else ""
    names = header.tensors
    if any(".quant_state.bitsandbytes__nf4" in name for name in names):
        return "nf4"
    if any(".quant_state.bitsandbytes__fp4" in name for name in names):
        return "fp4"
    if any(name.endswith(".qweight") for name in names):
        nunchaku = (".proj_down", ".lora_down", ".smooth_factor")
        return "svdq" if any(name.endswith(nunchaku) for name in names) else "int4"
    types = Counter(t.dtype for t in names.values() if len(t.shape) > 1)
    for start, word in (("F8_", "fp8"), ("I8", "int8"), ("F4", "fp4")):
        if sum(n for kind, n in types.items() if kind.startswith(start)) * 4 > sum(types.values()):
            return word
    return ""


def _of(rule: Rule) -> Identity:
    return Identity(rule.kind, rule.family, rule.name, rule.variant)


# (family, variant by tensors, words in the file's name or metadata) -> (variant, name). The tensors are the same: a
# model distilled to few steps, or trained to predict something else than the noise, differs in its numbers alone.
_FEW = r"(^|[^a-z])hyper([^a-z]|$)|hyper.?sd"
_V = r"(^|[^a-z])v.?(pred|parameteri)"
_BY_NAME = (
    ("flux", "dev", r"kontext", "kontext", "FLUX.1 Kontext"),
    ("flux", "dev", r"krea", "krea", "FLUX.1 Krea"),
    ("flux2", "klein-4b", r"(^|[^a-z])base", "klein-4b-base", "FLUX.2 Klein 4B base"),
    ("flux2", "klein-9b", r"(^|[^a-z])base", "klein-9b-base", "FLUX.2 Klein 9B base"),
    ("qwen", "", r"edit.?(plus|25\d\d)", "edit-plus", "Qwen-Image-Edit Plus"),
    ("qwen", "", r"edit", "edit", "Qwen-Image-Edit"),
    ("zimage", "", r"turbo", "turbo", "Z-Image Turbo"),
    ("zimage", "", r"omni", "omni", "Z-Image Omni"),
    ("sdxl", "", r"lightning", "lightning", "Stable Diffusion XL Lightning"),
    ("sdxl", "", r"sd.?xl.?turbo", "turbo", "Stable Diffusion XL Turbo"),
    ("sdxl", "", r"turbo", "turbo-1024", "Stable Diffusion XL, distilled"),
    ("sdxl", "", r"dmd2?([^a-z]|$)", "lcm", "Stable Diffusion XL DMD2"),
    ("sdxl", "", r"(^|[^a-z])lcm", "lcm", "Stable Diffusion XL LCM"),
    ("sdxl", "", _FEW, "hyper", "Stable Diffusion XL Hyper"),
    ("sdxl", "", _V, "v", "Stable Diffusion XL, v-prediction"),
    ("sd15", "", r"lcm", "lcm", "Stable Diffusion 1.5 LCM"),
    ("sd15", "", r"turbo|lightning|" + _FEW, "turbo", "Stable Diffusion 1.5 Turbo"),
    ("sd15", "", _V, "v", "Stable Diffusion 1.5, v-prediction"),
    ("sd2", "", r"turbo", "turbo", "Stable Diffusion Turbo"),
    ("sd2", "", r"512|(^|[^a-z])(base|eps)", "base", "Stable Diffusion 2 base"),
    ("sd3", "3.5-large", r"turbo", "3.5-large-turbo", "Stable Diffusion 3.5 Large Turbo"),
    ("chroma", "", r"hd", "hd", "Chroma1 HD"),
)
_FACTS = ("modelspec.title", "modelspec.architecture", "general.name", "general.finetune")


def named(found: Identity, file_name: str, header: Header | None) -> Identity:
    """`found` as its name and metadata tell it from siblings with the same tensors. Trainers of v-prediction may leave
    a flag for it among the tensors, `v_pred`."""
    if found.kind not in ("checkpoint", "diffusion"):
        return found
    facts = header.facts if header else {}
    words = " ".join((file_name, *(str(facts.get(name, "")) for name in _FACTS))).lower()
    if (header and "v_pred" in header.tensors) or str(facts.get("modelspec.prediction_type", "")).startswith("v"):
        words += " v-pred"
    for family, variant, pattern, told, name in _BY_NAME:
        if (found.family, found.variant) == (family, variant) and re.search(pattern, words):
            return replace(found, variant=told, name=name)
    return found
