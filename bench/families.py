"""Model families: what each can do, really run on a tiny random model through the engine process, which refuses
sockets. Writes docs/families.md. `python -m bench.families [--write] [name ...]`.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import numpy as np

from bench._families_page import page
from inference import guard
from inference.api import Guide, Request, UserError

ROOT = Path(__file__).resolve().parent.parent
NOT = "not offered by the library"
RNG = np.random.default_rng(5)
IMAGE = np.dstack([RNG.integers(0, 255, (64, 64, 3), np.uint8), np.full((64, 64), 255, np.uint8)])
OTHER = np.dstack([RNG.integers(0, 255, (64, 64, 3), np.uint8), np.full((64, 64), 255, np.uint8)])
MASK = np.zeros((64, 64), np.uint8)
MASK[16:48, 16:48] = 255


def main() -> None:
    os.environ["OMP_NUM_THREADS"] = "1"  # the models are too small for more
    guard.declare_offline()
    guard.refuse_sockets()
    sys.path.insert(0, str(ROOT / "tests" / "inference"))
    from inference.torchvision_shim import declare

    declare()
    from diffusers.utils import logging

    logging.disable_progress_bar()
    import tiny_models  # type: ignore[import-not-found]

    from editor.engine_client import EngineClient

    names = [name for name in sys.argv[1:] if not name.startswith("-")] or list(tiny_models.BUILDERS)
    client, tried = EngineClient(), []
    with tempfile.TemporaryDirectory() as place:
        try:
            for name in names:
                began = time.monotonic()
                each = Tried(client, name, Path(place))
                tried.append((each.family.name, each.cells(), each.more(), each.added()))
                print(f"{each.family.name:32s} {' || '.join(' | '.join(cells) for cells in tried[-1][1:])}"
                      f"  ({time.monotonic() - began:.1f} s)", flush=True)
        finally:
            client.close()
    if any("FAILED" in cell for _, *rows in tried for cells in rows for cell in cells):
        sys.exit("some cells failed")
    if "--write" in sys.argv:
        (ROOT / "docs" / "families.md").write_text(page(tried), encoding="utf-8")


@dataclass
class Tried:
    """One tiny model and its answers. Every cell is an answer of the engine process."""

    client: Any
    name: str
    place: Path

    @cached_property
    def folder(self) -> Path:
        import tiny_models

        return Path(tiny_models.folder(self.name, self.place))

    @cached_property
    def family(self) -> Any:
        from inference.checkpoints import contents
        from inference.families.family import family_of

        return family_of(contents(self.folder))

    @cached_property
    def pipe(self) -> Any:
        """For making what is added to the model; nothing runs on it."""
        import diffusers

        return diffusers.DiffusionPipeline.from_pretrained(self.folder, local_files_only=True)

    def cells(self) -> list[str]:
        has, kit = self.family.traits, self.family.kit
        return [
            self.cell("text" in has, self.text), self.cell("image" in has, self.image),
            self.cell("mask" in has, self.inpaint), self.cell("edit" in has, self.edit),
            self.cell(bool(kit.controlnet or kit.controls_itself), self.control),
            self.cell(hasattr(self.pipe, "load_lora_weights"), self.lora), self.cell(True, self.single)]

    def more(self) -> list[str]:
        traits, kit = self.family.about, self.family.kit
        return [
            f"{traits.native}", f"{traits.steps}", f"{traits.guidance:g}" + ("" if traits.guided else ", fixed"),
            self.differs(traits.negative, negative="a dog"), self.differs(traits.weighting, "a (cat:1.6)"),
            self.cell(bool(kit.controlnet or kit.controls_itself), self.several, "no"),
            "its own" if len(traits.schedulers) == 1 else f"{len(traits.schedulers)}"]

    def added(self) -> list[str]:
        kit, clip = self.family.kit, _reads_with_clip(self.pipe)
        ways = {name.split("-")[-1] for name in kit.pipelines}
        return [
            self.cell(clip, self.embedding, "no"),
            *("no" if kit.controls_itself else self.cell(way in ways, partial(self.way_of_a_map, way), "no")
              for way in ("union", "adapter", "lora")),
            self.cell(kit.adapter or self.family.about.references > 0, self.reference, "no")]

    def cell(self, offered: bool, go: Callable[[], str], no: str = NOT) -> str:
        """What `go` says when it works. What is not offered is asked for too, and must be refused in a sentence."""
        try:
            word = go()
        except (UserError, AssertionError) as error:
            return f"FAILED: {error}" if offered or isinstance(error, AssertionError) else no
        return word if offered else "FAILED: ran although it is not offered"

    # ---- the questions

    def ask(self, operation: str, model: Path | None = None, **more: Any) -> Any:
        """The first picture of an operation with two steps."""
        params = _parameters(operation)(**more.pop("params", {}), steps=2)
        request = Request(operation, params, model=str(model or self.folder), **more)
        return self.client.run(request).pictures[0]

    def drawn(self, prompt: str = "a cat", negative: str = "", guides: tuple[Guide, ...] = (),
              model: Path | None = None) -> Any:
        """The shortest way to a picture that this family has, with these words and guides."""
        words = {"prompt": prompt, "negative_prompt": negative}
        guides = guides or self.own_map
        if "text" in self.family.traits:
            return self.ask("generate", model, params={**words, "width": 64, "height": 64}, guides=guides)
        if "edit" in self.family.traits and not guides:
            return self.ask("edit", model, params=words, image=IMAGE)
        return self.ask("inpaint", model, params=words, image=IMAGE, mask=MASK, guides=guides)

    @property
    def own_map(self) -> tuple[Guide, ...]:
        return (Guide("canny", IMAGE),) if self.family.kit.controls_itself else ()

    def text(self) -> str:
        made = self.ask("generate", params={"prompt": "a cat", "width": 64, "height": 64}, guides=self.own_map)
        assert made.pixels.shape == (64, 64, 4)
        assert made.pixels[..., :3].std() > 1, "one colour"
        return self.way(made, "text")

    def image(self) -> str:
        made = self.ask("generate", params={"prompt": "a cat", "strength": 0.6}, image=IMAGE, guides=self.own_map)
        assert not np.array_equal(made.pixels, IMAGE), "no effect"
        return self.way(made, "image")

    def inpaint(self) -> str:
        made = self.ask("inpaint", params={"prompt": "a dog"}, image=IMAGE, mask=MASK, guides=self.own_map)
        return self.kept(made) or self.way(made, "inpaint")

    def edit(self) -> str:
        made = self.ask("edit", params={"prompt": "make it winter"}, image=IMAGE, mask=MASK)
        return self.kept(made) or self.way(made, "edit")

    def kept(self, made: Any) -> str:
        assert np.array_equal(made.pixels[MASK == 0], IMAGE[MASK == 0]), "changed outside the selection"
        assert not np.array_equal(made.pixels, IMAGE), "no effect"
        return ""

    def way(self, made: Any, task: str) -> str:
        """By the pipeline that ran, which the picture tells."""
        of_task = {self.family.kit.pipelines.get(name) for name in (task, f"{task}-control")}
        return "yes" if made.facts["pipeline"] in of_task else "composed"

    def control(self) -> str:
        one, other = (self.drawn(guides=(Guide("canny", image, model=self.network("one")),))
                      for image in (IMAGE, OTHER))
        assert not np.array_equal(one.pixels, other.pixels), "no effect"
        return "yes" if self.family.kit.controlnet else "yes, built in"

    def several(self) -> str:
        first = Guide("canny", IMAGE, model=self.network("one"))
        alone = self.drawn(guides=(first,))
        try:
            both = self.drawn(guides=(first, Guide("depth", OTHER, model=self.network("two"))))
        except UserError as error:
            if "takes one control map" in str(error):
                return "one at a time"
            raise
        assert not np.array_equal(alone.pixels, both.pixels), "no effect"
        return "yes"

    def network(self, which: str) -> str | None:
        """A ControlNet for the family; some file for one that takes none."""
        import tiny_addons  # type: ignore[import-not-found]

        kit, path = self.family.kit, self.place / f"{self.name}-controlnet-{which}"
        if kit.controls_itself:
            return None
        if kit.controlnet and not path.is_dir():
            tiny_addons.controlnet(kit.controlnet, self.pipe, path)
        return str(path)

    def lora(self) -> str:
        import tiny_addons
        import torch

        file = self.place / "loras" / f"{self.name}-lora.safetensors"
        file.parent.mkdir(exist_ok=True)
        torch.manual_seed(2)
        tiny_addons.lora(self.pipe, file)
        self.client.scan((str(file.parent),))
        plain, changed = self.drawn(), self.drawn(f"a cat <lora:{file.stem}:2>")
        assert changed.facts["loras"][0]["layers"] > 0, "no layer matched"
        assert not np.array_equal(plain.pixels, changed.pixels), "no effect"
        assert np.array_equal(self.drawn().pixels, plain.pixels), "something was left behind"
        return "yes"

    def single(self) -> str:
        import tiny_published  # type: ignore[import-not-found]

        file = tiny_published.file_of(self.name, self.place)
        made = self.drawn(model=file)
        assert made.pixels[..., :3].std() > 1, "one colour"
        if list(file.with_suffix(".config").glob("text_encoder*/*.safetensors")):
            return "yes, with a folder beside it"
        parts = {path.parent.name for path in file.parent.parent.glob("*/*.safetensors")} - {file.parent.name}
        return "yes, parts as files" if parts else "yes"

    @cached_property
    def deep(self) -> tuple[Path, Any]:
        """The model with as many blocks as published ones, for what speaks of blocks by number."""
        import diffusers
        import tiny_models

        if getattr(self.pipe, "unet", None) is None:
            return self.folder, self.pipe
        folder = tiny_models.deep(self.name, self.place)
        return folder, diffusers.DiffusionPipeline.from_pretrained(folder, local_files_only=True)

    def embedding(self) -> str:
        import tiny_addons
        import torch
        from safetensors.torch import save_file

        file = self.place / "embeddings" / self.name / f"word{self.name.replace('-', '')}.safetensors"
        file.parent.mkdir(parents=True, exist_ok=True)
        if _reads_with_clip(self.pipe):
            tiny_addons.embedding(self.pipe, file)
        else:
            save_file({"emb_params": torch.randn(2, 40)}, file)  # as wide as none of the encoders
        said = f"a {file.stem} b"
        plain = self.drawn(said)
        self.client.scan((str(file),), used_as={str(file): "embedding"})
        made = self.drawn(said)
        assert made.facts["embeddings"] == file.stem, "not said"
        assert not np.array_equal(plain.pixels, made.pixels), "no effect"
        return "yes"

    def way_of_a_map(self, way: str) -> str:
        """A map read by a ControlNet Union, a T2I-Adapter or a control LoRA; by one for another family where this one
        takes none."""
        folder, pipe = self.deep
        file = self.place / f"{self.name}-{way}" / f"{way}.safetensors"
        if way == "lora":
            pipe = pipe if getattr(pipe, "transformer", None) is not None and self.name.startswith("flux-") else (
                self.other("flux-dev"))
        elif getattr(pipe, "unet", None) is None:
            pipe = self.other("sdxl")
        if way == "union":
            pipe = pipe if getattr(pipe, "tokenizer_2", None) and pipe.text_encoder else self.other("sdxl")
        file = _network(way, pipe, file)
        one, two = (self.drawn(guides=(Guide("canny", image, model=str(file)),), model=folder)
                    for image in (IMAGE, OTHER))
        assert not np.array_equal(one.pixels, two.pixels), "no effect"
        return "yes"

    def other(self, name: str) -> Any:
        import diffusers
        import tiny_models

        return diffusers.DiffusionPipeline.from_pretrained(tiny_models.folder(name, self.place), local_files_only=True)

    def reference(self) -> str:
        import tiny_addons

        if self.family.about.references:
            one, two = (self.ask("edit", params={"prompt": "as in the second picture"}, image=IMAGE, guides=guides)
                        for guides in ((), (Guide("reference", OTHER),)))
            assert not np.array_equal(one.pixels, two.pixels), "no effect"
            return f"{self.family.about.references} beside the picture"
        (folder, pipe), kit = self.deep, self.family.kit
        kinds = ("subject", "style", "composition") if kit.apart else ("subject",)
        files = {}
        if "redux" in kit.pipelines:
            files["Redux"] = tiny_addons.redux(pipe, self.place / f"{self.name}-redux" / "redux.safetensors")
        file = self.place / f"{self.name}-adapter" / "ip-adapter.safetensors"
        if getattr(pipe, "unet", None) is not None:
            files["IP-Adapter"] = tiny_addons.ip_adapter(folder, file)
        elif kit.adapter and hasattr(pipe, "load_ip_adapter"):
            make = tiny_addons.flux_adapter if self.name.startswith("flux") else tiny_addons.sd3_adapter
            files["IP-Adapter"] = make(pipe, file)
        for made in list(files.values()) or [file]:
            for kind in kinds:
                one, two = (self.drawn(guides=(Guide(kind, image, model=str(made)),), model=folder)
                            for image in (IMAGE, OTHER))
                assert not np.array_equal(one.pixels, two.pixels), f"no effect as {kind}"
        return f"{' or '.join(files)}: {', '.join(kinds)}"

    def differs(self, read: bool, prompt: str = "a cat", negative: str = "") -> str:
        """Whether the words make a difference, and whether the family says so."""
        found = not np.array_equal(self.drawn(prompt, negative).pixels, self.drawn().pixels)
        return ("yes" if read else "no") if found == read else f"FAILED: {found} where {read} is stated"


def _reads_with_clip(pipe: Any) -> bool:
    encoders = [getattr(pipe, name, None) for name in ("text_encoder", "text_encoder_2", "text_encoder_3")]
    return hasattr(pipe, "load_textual_inversion") and all(
        "CLIP" in type(encoder).__name__ for encoder in encoders if encoder is not None)


def _network(way: str, pipe: Any, file: Path) -> Path:
    import tiny_addons

    if way == "union":
        return Path(tiny_addons.union(pipe, file.parent)) / "diffusion_pytorch_model.safetensors"
    return Path({"adapter": tiny_addons.t2i, "lora": tiny_addons.control_lora}[way](pipe, file))


def _parameters(operation: str) -> Any:
    from inference.operations.edit import Edit
    from inference.operations.generate import Generate
    from inference.operations.inpaint import Inpaint

    return {"generate": Generate, "edit": Edit, "inpaint": Inpaint}[operation]


if __name__ == "__main__":
    main()
