"""Networks that see: each one tiny and random, from the file its authors publish and from its folder, asked through the
engine process, which refuses sockets. `python -m bench.sight [--write]` puts the table into docs/sight.md.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from inference import guard
from inference.api import Request, UserError, operation_named

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "sight.md"
RNG = np.random.default_rng(5)
IMAGE = np.dstack([RNG.integers(0, 255, (120, 160, 3), np.uint8), np.full((120, 160), 255, np.uint8)])
HEAD = ("network", "recognised as", "asked to", "authors' file", "transformers folder")
Make = Callable[[Path], Path]


@dataclass(frozen=True)
class Case:
    """`file` and `folder` build into a folder of their own; None where nobody publishes it that way. `asks` names an
    operation with its parameters; what no operation takes by its path is asked as a helper of one."""

    name: str
    asks: str
    params: dict[str, Any]
    file: Make | None = None
    folder: Make | None = None


def cases() -> list[Case]:
    import tiny_published_folders as folders  # type: ignore[import-not-found]
    import tiny_published_sight as published  # type: ignore[import-not-found]
    import tiny_seeing  # type: ignore[import-not-found]
    import tiny_sight  # type: ignore[import-not-found]

    click = {"inside": "90,60", "outside": "10,10"}

    def of(build: Any, folder: Make, name: str) -> Make:
        return lambda place: Path(build(folder(place.parent / f"{place.name}-source"), place / name))

    def mobile(place: Path) -> Path:
        sam = tiny_sight.published_sam(tiny_sight.sam(place.parent / "mobile-source"), place.parent / "sam.pth")
        return Path(published.mobile_sam(sam, place / "mobile_sam.pt"))

    def inside(build: Any, name: str, **more: Any) -> Make:
        return lambda place: Path(build(place / name, **more))

    return [
        Case("BiRefNet, RMBG 2.0", "background", {}, inside(published.birefnet, "BiRefNet.pth"),
             inside(published.birefnet_folder, "BiRefNet")),
        Case("U2-Net, U2NETP", "background", {}, inside(tiny_sight.u2net, "u2netp.pth")),
        Case("IS-Net, RMBG 1.4", "background", {}, inside(tiny_sight.u2net, "isnet.pth", isnet=True)),
        Case("SAM", "segment", click, of(tiny_sight.published_sam, tiny_sight.sam, "sam_vit_b.pth"),
             inside(tiny_sight.sam, "sam")),
        Case("MobileSAM", "segment", click, mobile),
        Case("SAM 2, 2.1", "segment", click, of(folders.sam2, folders.sam2_folder, "sam2.1_hiera_tiny.pt"),
             inside(folders.sam2_folder, "sam2")),
        Case("EdgeTAM", "segment", click, of(folders.edgetam, folders.sam2_folder, "edgetam.pt")),
        Case("SAM 3, clicks", "segment", click, None, inside(tiny_seeing.sam3, "sam3")),
        Case("SAM 3, words", "find", {"words": "a disc"}, None, inside(tiny_seeing.sam3, "sam3")),
        Case("CLIPSeg", "find", {"words": "a disc"}, None, inside(tiny_sight.clipseg, "clipseg")),
        Case("BLIP", "describe", {}, None, inside(tiny_sight.blip, "blip")),
        Case("Florence-2", "describe", {}, None, inside(tiny_seeing.florence2, "florence2")),
        Case("Depth Anything 1, 2", "controlmap", {"kind": "depth"},
             of(folders.depth_anything, folders.depth_anything_folder, "depth_anything_v2_vits.pth"),
             inside(folders.depth_anything_folder, "depth")),
        Case("MiDaS, DPT", "controlmap", {"kind": "depth"},
             of(folders.dpt, folders.dpt_folder, "dpt_large_384.pt"), inside(folders.dpt_folder, "dpt")),
        Case("MiDaS hybrid", "controlmap", {"kind": "depth"},
             of(folders.dpt, folders.dpt_hybrid_folder, "dpt_hybrid_384.pt"),
             inside(folders.dpt_hybrid_folder, "hybrid")),
        Case("line drawings", "controlmap", {"kind": "lineart"}, inside(tiny_sight.lineart, "sk_model.pth")),
        Case("HED", "controlmap", {"kind": "softedge"}, inside(tiny_sight.hed, "ControlNetHED.pth")),
        Case("CLIP", "generate", {"prompt": "mountains"}, None, inside(tiny_sight.clip, "clip")),
        Case("OpenCLIP", "generate", {"prompt": "mountains"},
             of(folders.open_clip, folders.clip_folder, "open_clip_pytorch_model.bin")),
        Case("SigLIP, SigLIP 2", "generate", {"prompt": "mountains"}, None, inside(tiny_seeing.siglip, "siglip")),
    ]


def main() -> None:
    os.environ["OMP_NUM_THREADS"] = "2"
    guard.declare_offline()
    guard.refuse_sockets()
    sys.path.insert(0, str(ROOT / "tests" / "inference"))
    from inference.torchvision_shim import declare

    declare()
    import transformers

    transformers.logging.set_verbosity_error()
    transformers.logging.disable_progress_bar()
    from editor.engine_client import EngineClient

    rows = []
    with tempfile.TemporaryDirectory() as place:
        for name in ("XDG_DATA_HOME", "XDG_CACHE_HOME"):  # the index and what is converted go with it
            os.environ[name] = str(Path(place) / name.lower())
        client = EngineClient()
        try:
            for i, case in enumerate(cases()):
                began = time.monotonic()
                rows.append(row(client, case, Path(place) / str(i)))
                print(" | ".join(rows[-1]), f" ({time.monotonic() - began:.1f} s)", flush=True)
        finally:
            client.close()
    if "--write" in sys.argv:
        write(rows)
    if any("FAILED" in cell for cells in rows for cell in cells):
        sys.exit("some cells failed")


def row(client: Any, case: Case, place: Path) -> list[str]:
    titles: list[str] = []
    cells = []
    for kind, make in (("file", case.file), ("folder", case.folder)):
        try:
            cells.append("-" if make is None else tried(client, case, make, place / kind, titles))
        except (UserError, AssertionError) as error:
            cells.append(f"FAILED: {error}")
    return [case.name, ", ".join(dict.fromkeys(titles)), operation_named(case.asks).text.lower(), *cells]


def tried(client: Any, case: Case, make: Make, place: Path, titles: list[str]) -> str:
    """What came back; the title that the network was recognised by is added to `titles`."""
    place.mkdir(parents=True)
    path = make(place)
    found = client.scan((str(place),))
    assert len(found) == 1, f"{len(found)} models were found"
    assert not found[0].problem, found[0].problem
    titles.append(found[0].title)
    direct = case.asks in found[0].operations
    params = operation_named(case.asks).parameters(**case.params)
    made = client.run(Request(case.asks, params, IMAGE if case.asks != "generate" else None,
                              model=str(path) if direct else None, count=2 if case.asks == "generate" else 1))
    first = made.pictures[0]
    if case.asks == "describe":
        return "words"
    if case.asks == "generate":
        assert 0 <= first.facts["agreement"] <= 1
        return "score"
    assert first.pixels.shape == IMAGE.shape
    return f"mask, {first.pixels.shape[1]} x {first.pixels.shape[0]}" if direct else "map, 160 x 120"


def write(rows: list[list[str]]) -> None:
    lines = [HEAD, ["---"] * len(HEAD), *rows]
    table = "\n".join("| " + " | ".join(cells) + " |" for cells in lines)
    text = PAGE.read_text(encoding="utf-8")
    made = re.sub(r"(<!-- table -->\n).*?(<!-- end -->)", lambda m: f"{m[1]}{table}\n{m[2]}", text, flags=re.DOTALL)
    PAGE.write_text(made, encoding="utf-8")


if __name__ == "__main__":
    main()
