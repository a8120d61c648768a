"""How pictures were made, as a text in the file: the line that other programs read, with all of it as JSON at its end.

The line is that of AUTOMATIC1111's web UI (`parameters` in PNG, the EXIF user comment elsewhere), which ComfyUI's and
InvokeAI's importers and picture browsers read too. No Qt.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from editor.document.document import Document
from editor.document.layer import GenerativeLayer, walk
from editor.formats import exif_comment
from inference.api import UserError

KEY = "parameters"  # of the text in PNG and TIFF files
OWN = "Limner"
LONGEST_LINE = 4000  # characters; the search for pairs takes the square of it
MOST = 200_000  # characters of a text that is looked at
_OWN = re.compile(OWN + r': ("(?:\\.|[^"\\])*")')
_PAIR = re.compile(r'\s*([\w \-/]+):\s*("(?:\\.|[^\\"])+"|[^,]*)(?:,|$)')
_SIZE = re.compile(r"(\d+)x(\d+)")
Recipe = Mapping[str, Any]


def recipes(document: Document) -> tuple[Recipe, ...]:
    """Those of the visible layers that the engine made, top first."""
    made = [layer.recipe for layer in walk(document.layers)
            if isinstance(layer, GenerativeLayer) and layer.visible and layer.recipe]
    return tuple(reversed(made))


def text_of(found: tuple[Recipe, ...]) -> str:
    """The text for a file, "" without recipes: words and settings of the top one, then all of them as JSON."""
    if not found:
        return ""
    whole = json.dumps([_plain(recipe) for recipe in found], ensure_ascii=False, separators=(",", ":"))
    own = f"{OWN}: {json.dumps(whole, ensure_ascii=False)}"
    words, settings = _line(found[0])
    return "\n".join([*words, ", ".join([*settings, own])])


def read(document: Document) -> tuple[dict[str, Any], ...]:
    """The recipes that came with a file, or that its layers remember. Raises UserError where there are none."""
    found = tuple(dict(_plain(recipe)) for recipe in recipes(document))
    if not found:
        texts = document.metadata.get("text", {})
        for text in (texts.get(KEY, ""), texts.get("Comment", ""), exif_comment.read(document.metadata.get("exif"))):
            found = found or parsed(text)
    if not found:
        raise UserError("The picture does not say how it was made.",
                        "Pictures exported here say it, and those of programs that write a line of parameters.")
    return found


def parsed(text: str) -> tuple[dict[str, Any], ...]:
    """Recipes in a text: our own JSON, else the words and settings of another program's line; () for other texts."""
    text = text[:MOST]
    own = _OWN.search(text)
    if own is not None:
        try:
            found = json.loads(json.loads(own.group(1)))
            return tuple(dict(r) for r in found if isinstance(r, dict))
        except (ValueError, TypeError):
            return ()
    *before, last = text.strip().split("\n")
    if not last.startswith("Steps:"):
        return ()
    pairs = {name.strip().lower(): value.strip().strip('"') for name, value in _PAIR.findall(last[:LONGEST_LINE])}
    if "seed" not in pairs:
        return ()
    words, _, negative = "\n".join(before).partition("Negative prompt:")
    parameters: dict[str, Any] = {"prompt": words.strip(), "negative_prompt": negative.strip()}
    for name, key, kind in (("steps", "steps", int), ("guidance", "cfg scale", float)):
        if _is_number(pairs.get(key, "")):
            parameters[name] = kind(float(pairs[key]))
    if size := _SIZE.fullmatch(pairs.get("size", "")):
        parameters["width"], parameters["height"] = int(size[1]), int(size[2])
    seed = int(pairs["seed"]) if pairs["seed"].isdigit() else 0
    return ({"operation": "generate", "parameters": parameters, "seed": seed, "model": pairs.get("model")},)


def _line(recipe: Recipe) -> tuple[list[str], list[str]]:
    """Lines of words, and "Name: value" of the settings; both empty for what was made without words."""
    parameters = recipe.get("parameters") or {}
    if not parameters.get("prompt"):
        return [], []
    words = [str(parameters["prompt"])]
    if parameters.get("negative_prompt"):
        words.append(f"Negative prompt: {parameters['negative_prompt']}")
    told = {"Steps": parameters.get("steps"), "Sampler": parameters.get("sampler"),
            "CFG scale": parameters.get("guidance"), "Seed": recipe.get("seed")}
    if parameters.get("width"):
        told["Size"] = f"{parameters['width']}x{parameters['height']}"
    told["Model"] = Path(str(recipe["model"])).stem if recipe.get("model") else "built in"
    told["Model hash"] = str(recipe.get("model_hash") or "")[:10]
    return words, [f"{name}: {value}" for name, value in told.items() if value not in (None, "")]


def _plain(value: Any) -> Any:
    """What JSON can hold; pictures are left out."""
    if isinstance(value, Mapping):
        return {str(k): _plain(v) for k, v in value.items() if not hasattr(v, "shape")}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return value if value is None or isinstance(value, (str, int, float, bool)) else str(value)


def _is_number(text: str) -> bool:
    return bool(re.fullmatch(r"\d+(\.\d+)?", text))
