"""How the networks that see are loaded: a folder of transformers, or the one file that somebody published."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any

from inference.api import Report
from inference.checkpoints import Contents
from inference.devices import Plan
from inference.failing import model_told

_FILES = ("model.safetensors", "pytorch_model.bin")
_WRAPPERS = ("module.", "_orig_mod.", "net.", "model.")  # of training programs, where every tensor has them
Load = Callable[[Contents, Plan, Report], Any]
Make = Callable[[Contents, Plan], Any]


def loader(make: Make, library: bool = True) -> Load:
    """The `load` of a family from a function that builds the network; its failures become one sentence. `library`:
    it needs transformers, which takes seconds to import."""

    def load(found: Contents, plan: Plan, report: Report) -> Any:
        from inference.torchvision_shim import declare

        declare()
        report.step(0.1, "Loading the model")
        with model_told(found.path.name), _unfilled() if library else nullcontext():
            return make(found, plan)

    return load


def _unfilled() -> AbstractContextManager[Any]:
    """Networks begin without numbers: every one comes from the file."""
    from transformers.initialization import no_init_weights

    unfilled: AbstractContextManager[Any] = no_init_weights()
    return unfilled


def from_folder(kind: str, found: Contents, plan: Plan) -> Any:
    """A model of the transformers class `kind`, in float32, on the plan's device and ready to be asked.

    Half precision saves little here: these networks are small, and masks and scores are thresholded.
    """
    import torch

    return published(kind, found.path, plan, torch.float32)


def published(kind: str, place: Path, plan: Plan, dtype: Any, tied: tuple[str, ...] = (), **asked: str) -> Any:
    """A model of the transformers class `kind` out of the folder `place`, on the plan's device and ready to be asked.
    `tied`: ends of the names of weights that may be missing, being others too. Raises ValueError for missing ones."""
    import transformers

    transformers.logging.disable_progress_bar()
    transformers.logging.set_verbosity_error()  # its report of what is missing: we say it ourselves
    made, facts = getattr(transformers, kind).from_pretrained(
        place, local_files_only=True, dtype=dtype, output_loading_info=True, **asked)
    missing = sorted(name for name in facts["missing_keys"] if not name.endswith(tied))
    if missing:
        raise ValueError(f"{len(missing)} weights are missing, the first is {missing[0]}")
    return made.to(plan.device).eval()


def processor_part(kind: str, found: Contents) -> Any:
    """A tokenizer or processor that lies in the model's folder."""
    import transformers

    return getattr(transformers, kind).from_pretrained(found.path, local_files_only=True)


def tensors_of(path: Path, drop: tuple[str, ...] = ()) -> dict[str, Any]:
    """Every tensor of a file, or of the one in a folder, by name; names that begin with one of `drop` are left out,
    wrappers that all others share taken off. Pickles are read by our own converter, which runs nothing in them."""
    from safetensors.torch import load_file

    from inference.weights.pickled import as_safetensors

    file = next((path / name for name in _FILES if (path / name).is_file()), path)
    found: dict[str, Any] = load_file(as_safetensors(file))
    found = {name: value for name, value in found.items() if not name.startswith(drop)}
    while found and (wrapper := next((w for w in _WRAPPERS if all(n.startswith(w) for n in found)), "")):
        found = {name.removeprefix(wrapper): value for name, value in found.items()}
    return found


def filled(model: Any, weights: dict[str, Any], plan: Plan) -> Any:
    """`model` with these weights, all of them or it is not the model they are for."""
    model.load_state_dict({name: value.float() for name, value in weights.items()})
    return model.to(plan.device).eval()


def split_qkv(weights: dict[str, Any], marker: str, names: tuple[str, str, str]) -> dict[str, Any]:
    """Query, key and value that one matrix or bias holds (`marker` in its name) as three, called by `names`."""
    made: dict[str, Any] = {}
    for name, value in weights.items():
        if marker not in name:
            made[name] = value
            continue
        for part, chunk in zip(names, value.chunk(3), strict=True):
            made[name.replace(marker, part)] = chunk
    return made


def blocks_in(weights: Any, prefix: str) -> int:
    """How many blocks, numbered from 0, the names that begin with `prefix` belong to."""
    return len({name[len(prefix):].split(".", 1)[0] for name in weights if name.startswith(prefix)})
