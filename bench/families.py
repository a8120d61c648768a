"""Model families: what each can do, really run on a tiny random model, with sockets refused. Writes docs/families.md.

Text, image, inpaint, edit and the single file go through the engine process; control maps and LoRAs through the same
loaded models in this process, which refuses sockets as well.
"""

from __future__ import annotations

import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from inference import guard
from inference.api import Guide, Request, UserError

ROOT = Path(__file__).resolve().parent.parent
COLUMNS = ("text", "image", "inpaint", "edit", "control", "LoRA", "single file offline")
NOT = "not offered by the library"
RNG = np.random.default_rng(5)
IMAGE = np.dstack([RNG.integers(0, 255, (64, 64, 3), np.uint8), np.full((64, 64), 255, np.uint8)])
MASK = np.zeros((64, 64), np.uint8)
MASK[16:48, 16:48] = 255


def main() -> None:
    guard.declare_offline()
    guard.refuse_sockets()
    sys.path.insert(0, str(ROOT / "tests" / "inference"))
    from inference.torchvision_shim import declare

    declare()
    import tiny_models  # type: ignore[import-not-found]

    from editor.engine_client import EngineClient

    client, rows = EngineClient(), []
    with tempfile.TemporaryDirectory() as place:
        try:
            for name in tiny_models.BUILDERS:
                began = time.monotonic()
                family, cells = row(client, name, Path(place))
                rows.append((family, cells))
                print(f"{family:32s} {' | '.join(cells)}  ({time.monotonic() - began:.0f} s)", flush=True)
        finally:
            client.close()
    if "--write" in sys.argv:
        (ROOT / "docs" / "families.md").write_text(page(rows), encoding="utf-8")


def row(client: Any, name: str, place: Path) -> tuple[str, list[str]]:
    import tiny_models

    from inference.checkpoints import contents
    from inference.devices import Plan
    from inference.families.family import family_of
    from inference.families.kit import Kit
    from inference.reporting import Silent

    folder = tiny_models.folder(name, place)
    found = contents(folder)
    family = family_of(found)
    assert family is not None, name
    assert family.load is not None, name
    model = family.load(found, Plan(), Silent())
    kit: Kit = model._kit
    has = set(kit.pipelines)
    whole = kit.masks_itself
    cells = [
        cell("composed" if whole else "yes", "text" in family.traits, lambda: text(client, folder)),
        cell("yes" if "image" in has else "composed", "image" in family.traits, lambda: image(client, folder)),
        cell("yes" if "inpaint" in has else "composed", "mask" in family.traits, lambda: inpaint(client, folder)),
        cell("yes", "edit" in has, lambda: edit(client, folder)),
        cell("yes", bool(kit.controlnet), lambda: control(model, place / f"{name}-controlnet")),
        cell("yes", hasattr(model._pipe, "load_lora_weights"), lambda: lora(model, place / f"{name}-lora.safetensors")),
        single(client, name, folder, place),
    ]
    return family.name, cells


def cell(word: str, offered: bool, go: Callable[[], None]) -> str:
    """The word when it works; what went wrong otherwise."""
    if not offered:
        return NOT
    try:
        go()
    except (UserError, RuntimeError, ValueError, TypeError, AttributeError, KeyError, AssertionError, OSError,
            NotImplementedError, ImportError) as error:
        traceback.print_exc()
        return f"FAILED: {error}"
    return word


def text(client: Any, model: Path) -> None:
    from inference.operations.generate import Generate

    made = client.run(Request("generate", Generate("a cat", 64, 64, steps=2), model=str(model))).pictures[0].pixels
    assert made.shape == (64, 64, 4)
    assert made[..., :3].std() > 1, "one colour"


def image(client: Any, model: Path) -> None:
    from inference.operations.style import Style

    request = Request("style", Style(strength=0.6, steps=2), IMAGE, model=str(model))
    assert not np.array_equal(client.run(request).pictures[0].pixels, IMAGE)


def inpaint(client: Any, model: Path) -> None:
    from inference.operations.inpaint import Inpaint

    kept(client.run(Request("inpaint", Inpaint("a dog", steps=2), IMAGE, MASK, str(model))).pictures[0].pixels)


def edit(client: Any, model: Path) -> None:
    from inference.operations.edit import Edit

    kept(client.run(Request("edit", Edit("make it winter", steps=2), IMAGE, MASK, str(model))).pictures[0].pixels)


def kept(made: Any) -> None:
    assert np.array_equal(made[MASK == 0], IMAGE[MASK == 0]), "changed outside the selection"
    assert not np.array_equal(made, IMAGE), "no effect"


def control(model: Any, path: Path) -> None:
    import tiny_addons  # type: ignore[import-not-found]

    tiny_addons.controlnet(model._kit.controlnet, model._pipe, path)
    plain = ask(model)
    assert not np.array_equal(ask(model, guides=(Guide("canny", IMAGE, model=str(path)),)), plain), "no effect"


def lora(model: Any, path: Path) -> None:
    import tiny_addons
    import torch

    from inference.ask import Lora

    torch.manual_seed(2)
    tiny_addons.lora(model._pipe, path)
    plain = first(model)
    changed = first(model, loras=(Lora(str(path), 2.0),))
    assert model.facts["loras"][0]["layers"] > 0, "no layer matched"
    assert not np.array_equal(changed, plain), "no effect"
    assert np.array_equal(first(model), plain), "something was left behind"


def first(model: Any, **more: Any) -> Any:
    from inference.ask import Ask
    from inference.devices import Plan
    from inference.reporting import Silent

    if model.traits.edits:
        return model.edit(Ask("a cat", steps=2, seed=1, **more), IMAGE[..., :3], Plan(), Silent())
    return model.image_to_image(Ask("a cat", steps=2, seed=1, **more), IMAGE[..., :3], Plan(), Silent())


def ask(model: Any, **more: Any) -> Any:
    from inference.ask import Ask
    from inference.devices import Plan
    from inference.reporting import Silent

    return model.text_to_image(Ask("a cat", steps=2, seed=1, **more), 64, 64, Plan(), Silent())


def single(client: Any, name: str, folder: Path, place: Path) -> str:
    import tiny_published

    file = tiny_published.file_of(name, place)
    go = edit if name.startswith(("qwen-edit", "pix2pix")) else image if name == "sdxl-refiner" else text
    whole = (folder / "unet").is_dir() or name.startswith("sd3")
    return cell("yes" if whole else "yes, text encoders beside it", True, lambda: go(client, file))


def page(rows: list[tuple[str, list[str]]]) -> str:
    lines = [
        "# Model families", "",
        "Written by `make families`, which builds a tiny random model of every family with the real classes of",
        "diffusers and runs every cell with sockets refused. *composed*: the library has no pipeline for it (or a",
        "broken one, or one that ignores the size); Limner makes it from another one by latent masking or by a start",
        "at the noised picture.", "",
        f"| family | {' | '.join(COLUMNS)} |", f"|---|{'---|' * len(COLUMNS)}"]
    lines += [f"| {name} | {' | '.join(cells)} |" for name, cells in rows]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
