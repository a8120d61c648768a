"""Networks of diffusers and transformers filled with the tensors of one file, in whatever way it stores them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from inference.checkpoints import Contents
from inference.weights.packed import packed_class, packed_embedding, packed_linear
from inference.weights.stored import State, Wanted, state_of

Own = tuple[str, Callable[[State], State]]


def network(kind: Any, found: Contents, place: Path, part: str, dtype: Any,
            own: Own | None = None, root: str = "", wanted: Wanted = lambda name: True) -> Any:
    """The diffusers network `kind`, configured by `place / part`, with the weights of the file `found` under `root`.

    `own` is (a tensor that only the authors' layout has, the converter from it), where the library's rules are not
    enough. Packed matrices of linear layers and tables of words stay packed, all else is unpacked. Raises UserError or
    what the library raises for files that do not fit.
    """
    config = kind.load_config(place, subfolder=part or None, local_files_only=True)
    return configured(kind, config, state_of(found, dtype, root, wanted), dtype, own)


def configured(kind: Any, config: Any, state: State, dtype: Any, own: Own | None = None) -> Any:
    """The same with a configuration and tensors at hand."""
    from accelerate import init_empty_weights

    with init_empty_weights():
        made = kind.from_config(config)
    state = converted(kind, made, config, state, own)
    kept = tuple(kind._keep_in_fp32_modules or ()) if str(dtype) == "torch.float16" else ()
    return filled(made, state, dtype, kept)


def is_packed(found: Contents) -> bool:
    return bool(found.identity.quantised) or (found.header is not None and found.header.format == "gguf")


def filled(module: Any, state: State, dtype: Any, wide: tuple[str, ...] = ()) -> Any:
    """`module` (its parameters on the meta device) with `state` put in place; `packed` says that some stay packed.

    `wide` names modules that are kept in float32. Raises KeyError for tensors that are missing, ValueError for those
    of another shape.
    """
    import torch

    kind = packed_class()
    module.packed = False
    names = {name for name, _ in module.named_parameters()}
    for name, empty in [*module.named_parameters(), *module.named_buffers()]:
        if name not in state and name not in names:
            continue  # a buffer that the class computes
        value, owner, last = state[name], *_owner(module, name)
        shape = tuple(value.shape)
        if shape != tuple(empty.shape):
            raise ValueError(f"{name} has the shape {shape} and not {tuple(empty.shape)}")
        number = torch.float32 if any(each in name.split(".") for each in wide) else dtype
        if isinstance(value, kind) and last == "weight" and number is dtype and _stays_packed(owner, value, dtype):
            module.packed = True
            continue
        plain = (value.plain(number) if isinstance(value, kind) else
                 value.to(number) if value.is_floating_point() else value)
        if last in owner._parameters:
            owner._parameters[last] = torch.nn.Parameter(plain.contiguous(), requires_grad=False)
        else:
            owner._buffers[last] = plain
    return module.requires_grad_(False).eval()


def _stays_packed(owner: Any, value: Any, dtype: Any) -> bool:
    """Whether the layer `owner` can compute with a packed weight; it then has it."""
    import torch

    if type(owner) is torch.nn.Linear:
        packed_linear(owner)
    elif type(owner) is torch.nn.Embedding:
        packed_embedding(owner, dtype)
    else:
        return False
    owner._parameters["weight"] = value
    return True


def _owner(module: Any, name: str) -> tuple[Any, str]:
    *path, last = name.split(".")
    for step in path:
        module = getattr(module, step)
    return module, last


def converted(kind: Any, made: Any, config: Any, state: State, own: Own | None) -> State:
    """By our own rules or those with which diffusers reads single files; files in its own layout stay as they are."""
    if own is not None and any(name.endswith(own[0]) for name in state):
        return own[1](state)
    from diffusers.loaders import single_file_model as library

    rules: Any = library.SINGLE_FILE_LOADABLE_CLASSES.get(library._get_single_file_loadable_mapping_class(kind), {})
    convert = rules.get("checkpoint_mapping_fn")
    if convert is None or set(made.state_dict()) <= set(state):
        return state
    if "input_blocks.0.0.weight" in state:  # the library takes U-Nets by this prefix only
        state = {f"model.diffusion_model.{name}": value for name, value in state.items()}
    found: State = convert(config=config, checkpoint=state)
    return found
