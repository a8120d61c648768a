"""Language models as they are published: a folder of transformers, or one GGUF file that holds its words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from inference.checkpoints import Contents
from inference.devices import Plan
from inference.language.speaking import Speaking
from inference.sight.loading import processor_part, published

# Of general.architecture: those that transformers reads with their words (modeling_gguf_pytorch_utils).
GGUF = frozenset({"llama", "mistral", "qwen2", "qwen3", "phi3", "gemma2", "gemma3", "stablelm", "gpt2"})
_WORDS = ("tokenizer.json", "tokenizer.model", "vocab.json")


def is_folder(found: Contents) -> bool:
    """A causal language model with its words beside it. Text encoders of diffusion models that are whole language
    models (Qwen3 4B) are ones too."""
    kinds = found.config.get("architectures") or ()
    return (found.identity.kind in ("language", "text_encoder") and found.path.is_dir()
            and any(str(kind).endswith("ForCausalLM") for kind in kinds)
            and any((found.path / name).is_file() for name in _WORDS))


def is_gguf(found: Contents) -> bool:
    facts = found.header.facts if found.header is not None else {}
    return (found.identity.kind in ("language", "text_encoder") and found.path.suffix == ".gguf"
            and facts.get("general.architecture") in GGUF and "tokenizer.ggml.model" in facts)


def make_folder(found: Contents, plan: Plan) -> Speaking:
    return _speaking(found, plan, {}, found.path, processor_part("AutoTokenizer", found))


def make_gguf(found: Contents, plan: Plan) -> Speaking:
    """Its blocks are unpacked into plain numbers: on the processor a small model is faster so."""
    from transformers import AutoTokenizer

    asked = {"gguf_file": found.path.name}
    words = AutoTokenizer.from_pretrained(found.path.parent, local_files_only=True, **asked)
    return _speaking(found, plan, asked, found.path.parent, words)


def _speaking(found: Contents, plan: Plan, asked: dict[str, str], place: Path, words: Any) -> Speaking:
    import torch

    dtype = torch.bfloat16 if plan.leanness else getattr(torch, plan.dtype)  # many processors have no bfloat16: slow
    model = published("AutoModelForCausalLM", place, plan, dtype, tied=("lm_head.weight",), **asked)
    return Speaking(model, words, plan.device)
