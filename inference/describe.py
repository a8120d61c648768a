"""What the window is told about a model: its identity, the family that loads it, what it can do, what is wrong."""

from __future__ import annotations

from inference.api import ModelInfo, UserError, operations
from inference.checkpoints import Contents, name_of
from inference.families.family import Family, family_named, family_of
from inference.identity import Identity

# Kinds that are used together with a diffusion model: nothing is wrong with them when no family loads them alone.
BESIDE = frozenset({"lora", "vae", "text_encoder", "controlnet", "t2i_adapter", "ip_adapter", "embedding", "preview",
                    "vision_encoder", "clip"})

# What does the same and can be used, by family: some of its files cannot.
_INSTEAD = {
    "edgetam": "Get edgetam.pt instead, the file of its authors.",
    "birefnet": "This is the first layout: get model.safetensors of ZhengPeng7/BiRefNet.",
    "midas": "Use dpt_large_384.pt or dpt_hybrid_384.pt, the folder of transformers, or Depth Anything.",
    "depth-anything": "Use the small, base or large one, or the folder of transformers.",
    "florence2": "Get the folder florence-community/Florence-2-base instead.",
    "sam2": "Use the folder of transformers.",
}


def described(found: Contents, used_as: str = "") -> ModelInfo:
    """`used_as` is the kind that the user chose for a file of unknown content."""
    identity = found.identity
    family = family_named(used_as) or family_of(found)
    loads = family is not None and family.load is not None
    what = used_as or (family.kind if family and identity.guessed else identity.kind)
    able = tuple(op.id for op in operations() if family and family.runs(op))
    reason = _reason(found, identity, family, used_as)
    about = family.about if family and loads else None
    # A text encoder may be a whole language model too, and is looked for by what it encodes for.
    known = family.id if family and loads and identity.kind != "text_encoder" else identity.family
    name = found.path.stem if found.path.is_file() else name_of(found)
    return ModelInfo(
        str(found.path), name, what, known, able, found.size_bytes, str(reason) if reason else "",
        title=identity.name or (family.name if family else ""),
        variant=identity.variant, quantised=identity.quantised, method=identity.method, holds=identity.holds,
        guessed=identity.guessed and not used_as and not loads, choices=identity.choices, missing=found.missing,
        native=about.native if about else 0, multiple=about.multiple if about else 0,
        traits=family.kit.told() if family and family.kit else None,
        needs=family.needs(found) if family and loads else (), reason=reason)


def _reason(found: Contents, identity: Identity, family: Family | None, used_as: str) -> UserError | None:
    if found.missing:
        return UserError("Parts of this model are missing: {parts}.", "Download or copy it again.",
                         parts=", ".join(found.missing[:4]))
    if family is not None and family.load is not None:
        return None
    name = family.name if family else identity.name
    if used_as in BESIDE or (identity.kind in BESIDE and not identity.guessed):
        return None
    if identity.guessed:
        return UserError("It is not known for certain what this file is.", "Choose what to use it as.")
    if identity.kind == "language":
        return UserError("This language model cannot be used: its words are not beside it.",
                         "Get its whole folder with tokenizer.json, or a GGUF file of Qwen, Llama, Gemma or Phi.")
    return UserError("{name} is recognised, but Limner cannot use it yet.", _INSTEAD.get(identity.family, ""),
                     name=name or found.path.stem)
