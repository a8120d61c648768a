"""How the networks that see are loaded: a folder of transformers, or the one file that somebody published."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from inference.api import Report, UserError
from inference.checkpoints import Contents
from inference.devices import Plan, out_of_memory

_WRAPPED = ("state_dict", "model_state_dict", "model", "net", "params")
Load = Callable[[Contents, Plan, Report], Any]
Make = Callable[[Contents, Plan], Any]


def loader(make: Make) -> Load:
    """The `load` of a family from a function that builds the network; its failures become one sentence."""

    def load(found: Contents, plan: Plan, report: Report) -> Any:
        from inference.torchvision_shim import declare

        declare()
        report.step(0.1, "Loading the model")
        with _told(found):
            return make(found, plan)

    return load


@contextmanager
def _told(found: Contents) -> Iterator[None]:
    """Raises UserError for files that hold code, are damaged or incomplete."""
    try:
        yield
    except UserError:
        raise
    except pickle.UnpicklingError as error:
        raise UserError("{file} holds something else than weights and was not loaded.",
                        "Such files can run programs. Use a .safetensors file from a source you trust.",
                        file=found.path.name) from error
    except (OSError, ValueError, KeyError, RuntimeError, ImportError, TypeError, AttributeError) as error:
        if out_of_memory(error):
            raise
        raise UserError("The model {file} could not be loaded: {cause}",
                        "Download or copy it again, and check that it is complete.", file=found.path.name,
                        cause=" ".join(str(error).split())[:160]) from error


def from_folder(kind: str, found: Contents, plan: Plan) -> Any:
    """A model of the transformers class `kind`, in float32, on the plan's device and ready to be asked.

    Half precision saves little here: these networks are small, and masks and scores are thresholded.
    """
    import torch
    import transformers

    transformers.logging.disable_progress_bar()
    transformers.logging.set_verbosity_error()  # its report of what is missing: we say it ourselves
    made, told = getattr(transformers, kind).from_pretrained(
        found.path, local_files_only=True, dtype=torch.float32, output_loading_info=True)
    missing = sorted(told["missing_keys"])
    if missing:
        raise ValueError(f"{len(missing)} weights are missing, the first is {missing[0]}")
    return made.to(plan.device).eval()


def processor_part(kind: str, found: Contents) -> Any:
    """A tokenizer or processor that lies in the model's folder."""
    import transformers

    return getattr(transformers, kind).from_pretrained(found.path, local_files_only=True)


def tensors_of(path: Path) -> dict[str, Any]:
    """Every tensor of a .safetensors or pickled file by name, wrappers taken off. Pickles are read by torch's reader
    that builds tensors and nothing else."""
    import torch

    if path.suffix in (".safetensors", ".sft"):
        from safetensors.torch import load_file

        return dict(load_file(path))
    found: Any = torch.load(path, map_location="cpu", weights_only=True)
    while isinstance(found, dict):
        inner = next((found[name] for name in _WRAPPED if isinstance(found.get(name), dict)), None)
        if inner is None:
            break
        found = inner
    return {str(name).removeprefix("module."): value for name, value in found.items()
            if isinstance(value, torch.Tensor)}


def filled(model: Any, weights: dict[str, Any], plan: Plan) -> Any:
    """`model` with these weights, all of them or it is not the model they are for."""
    model.load_state_dict({name: value.float() for name, value in weights.items()})
    return model.to(plan.device).eval()
