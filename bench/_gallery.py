"""`make gallery`: what the built-in styles and the scene generator make, as JPEG sheets in docs/gallery, and the page
docs/gallery.md that shows them. Made from the sample photographs of the project and from drawn scenes alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from bench._sheets import ROOT, Quiet, filled, labelled, load, save, sheet
from bench.scene import CHINESE, PROMPTS
from inference.builtin.scene import draw
from inference.builtin.style import PRESETS, stylise, transfer

Array = np.ndarray[Any, Any]
FOLDER, LARGEST_BYTES = ROOT / "docs" / "gallery", 580_000
POSTERS = (
    'travel poster of mountains at dawn "HIGHER GROUND" "Take the early train"',
    'poster of a city at night "NEW HORIZON"',
    'poster of the sea with a boat at sunset "ADRIA"', 'poster of desert at noon "SILENCE"',
    'poster of a lighthouse by the sea, day "WATCH"', 'poster of winter mountains with a lake, night "POLARIS"',
    "ink mountains with a boat, birds", "水墨山水",
)


def scene(prompt: str, width: int, height: int, seed: int = 1) -> Array:
    return draw(prompt, width, height, seed, Quiet())[0][..., :3]


def presets(picture: Array) -> Array:
    cells = [labelled(filled(picture, (480, 360)), "original")]
    cells += [labelled(filled(stylise(picture, name, 1.0, 0.5, False, 0, Quiet()), (480, 360)), text)
              for name, text in PRESETS.items()]
    cells.append(labelled(filled(stylise(picture, "pencil", 1.0, 0.5, True, 0, Quiet()), (480, 360)),
                          "Pencil, keep colours"))
    return sheet(cells, 4)


def references(photo: Array) -> Array:
    """Photograph, references, and the photograph in their manner."""
    models = [stylise(scene(prompt, 1000, 750), preset, 1.0, 0.4, False, 0, Quiet()) for prompt, preset in (
        ("sunset over the sea with a sailboat", "oil"), ("meadow with flowers and hills, noon", "pointillism"),
        ("mountains by a lake at dawn", "watercolour"))]
    cells = [filled(photo, (440, 330)), *(labelled(filled(model, (440, 330)), "reference") for model in models)]
    made = [transfer(photo, model, 1.0, Quiet()) for model in models]
    cells += [np.full_like(cells[0], 24), *(filled(picture, (440, 330)) for picture in made)]
    return sheet(cells, 4)


def main() -> None:
    samples = ROOT / "resources" / "samples"
    coffee = load(samples / "coffee.png", 2e6)
    village = scene("village by a lake under mountains, afternoon", 1600, 1200, 3)
    half = len(PROMPTS) // 2

    def prompts(part: tuple[str, ...]) -> Array:
        return sheet([labelled(filled(scene(p, 1200, 840, 2), (480, 336)), p) for p in part], 3)

    sheets: dict[str, tuple[str, Callable[[], Array]]] = {
        "night": ("“A photo of a night scene”, eight seeds",
                  lambda: sheet([filled(scene("a photo of a night scene", 1280, 720, seed), (640, 360))
                                 for seed in range(1, 9)], 2)),
        "scenes-1": ("Words to picture without a model", lambda: prompts(PROMPTS[:half])),
        "scenes-2": ("More words", lambda: prompts(PROMPTS[half:-1])),
        "scenes-3": ("In Chinese: " + " · ".join(CHINESE),
                     lambda: sheet([labelled(filled(scene(p, 1200, 840, 2), (480, 336)), told)
                                    for p, told in CHINESE.items()], 4)),
        "posters": ("Posters, whose words are text layers, and ink",
                    lambda: sheet([filled(scene(p, 900, 1200, 2), (420, 560)) for p in POSTERS], 4)),
        "styles-drawn": ("The presets on a drawn scene", lambda: presets(village)),
        "styles-photo": ("The presets on a photograph", lambda: presets(coffee)),
        "transfer": ("The manner of a reference picture", lambda: references(coffee)),
    }
    page = ["# Gallery", "", "What Limner makes with no model installed, by `make gallery`: every picture is drawn by "
            "the program's own rules on the processor, the same for the same words and seed.", ""]
    for name, (title, make) in sheets.items():
        save(FOLDER / f"{name}.jpg", make(), LARGEST_BYTES)
        page += [f"## {title}", "", f"![{title}](gallery/{name}.jpg)", ""]
    (ROOT / "docs" / "gallery.md").write_text("\n".join(page).rstrip() + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
