"""Identification: the confusion table over stripped files of every family and kind, the sentence for each real
checkpoint in ../shared/weights, and how long 1 000 files take to look at, first and again."""

from __future__ import annotations

import json
import struct
import tempfile
import time
from collections import Counter, defaultdict
from pathlib import Path

from inference.api import ModelInfo, about
from inference.headers import Header
from inference.identity import identify
from inference.scanning import scan
from tests.inference.specimen import Specimen
from tests.inference.specimens import specimens

WEIGHTS = Path(__file__).resolve().parents[2] / "shared" / "weights"
FILES = 1000


def confusion() -> tuple[dict[tuple[str, str], Counter[tuple[str, str]]], int, int]:
    """((kind, family) -> what was said how often, right in every respect, all)."""
    table: dict[tuple[str, str], Counter[tuple[str, str]]] = defaultdict(Counter)
    right = total = 0
    for specimen in specimens():
        found = identify(specimen.make(), specimen.file)
        said = (found.kind, found.family, found.variant, found.method or found.quantised)
        table[specimen.truth[:2]][(found.kind, found.family)] += 1
        right += said == specimen.truth and not found.guessed
        total += 1
    return table, right, total


def main() -> None:
    table, right, total = confusion()
    print(f"{'truth':32} {'files':>5}  {'said':40}")
    for truth, said in sorted(table.items()):
        words = ", ".join(f"{kind} {family} {count}" for (kind, family), count in said.items())
        print(f"{' '.join(truth):32} {sum(said.values()):5}  {words}{'' if set(said) == {truth} else '   <- WRONG'}")
    print(f"right in kind, family, variant and quantisation: {right} of {total} ({100 * right / total:.1f} %)\n")
    if WEIGHTS.is_dir():
        with tempfile.TemporaryDirectory() as folder:
            for model in scan((str(WEIGHTS),), index=Path(folder) / "index.json"):
                print(f"{Path(model.path).name:36} {sentence(model)}")
    _scans()


def sentence(model: ModelInfo) -> str:
    """What the user reads."""
    template, values = about(model)
    more = model.reason.hint if model.guessed and model.reason else model.problem if model.kind != "unknown" else ""
    return f"{template.format(**values)} {more}".strip()


def _scans() -> None:
    """First with the headers read, then with the index: seconds and their ratio."""
    with tempfile.TemporaryDirectory() as folder:
        root, index = Path(folder) / "models", Path(folder) / "index.json"
        root.mkdir()
        chosen: list[Specimen] = list(specimens())
        for i in range(FILES):
            written(root / f"{i:04d}.safetensors", chosen[i % len(chosen)].make())
        began = time.perf_counter()
        first = scan((str(root),), index=index)
        middle = time.perf_counter()
        again = scan((str(root),), index=index)
        end = time.perf_counter()
    assert first == again
    print(f"\n{len(first)} files: first look {middle - began:.2f} s, again {end - middle:.3f} s "
          f"({(middle - began) / (end - middle):.0f} times faster)")


def written(path: Path, header: Header) -> Path:
    """A .safetensors file that is all header: it says that its tensors are empty."""
    entries = {name: {"dtype": t.dtype, "shape": list(t.shape), "data_offsets": [0, 0]}
               for name, t in header.tensors.items()}
    text = json.dumps({"__metadata__": {"format": "pt", **header.facts}, **entries}).encode()
    path.write_bytes(struct.pack("<Q", len(text)) + text + bytes(1100))
    return path
