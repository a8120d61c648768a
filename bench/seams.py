"""Seams: twelve photographs with a hole each, the built-in fill joined by every blend and by the automatic choice.

Prints the seam scores (0 = as smooth as the picture itself, above 1 may be seen) and writes build/seams.jpg. The
photographs are looked for in LIMNER_PICTURES/photos.
"""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np

from bench._sheets import ROOT, SHARED, Quiet, labelled, load, save, sheet
from inference.blends import BLENDS
from inference.builtin.fill import fill
from inference.depths import rgba
from inference.joining import Patch, joined, place_of
from inference.prefill import continued
from inference.region import bounds, crop

Array = np.ndarray[Any, Any]
CELL = 300
# photograph, centre of the hole in shares of the picture, half axes in px of a picture of half a megapixel
CASES = (
    ("budgie_047", (0.50, 0.50), (60, 45)),
    ("clic_006", (0.40, 0.60), (50, 70)),
    ("elementary_104", (0.55, 0.50), (80, 40)),
    ("mtt_183", (0.50, 0.65), (70, 50)),
    ("mtt_192", (0.50, 0.70), (60, 60)),
    ("mtt_207", (0.40, 0.45), (70, 55)),
    ("mtt_213", (0.60, 0.60), (75, 45)),
    ("mtt_227", (0.50, 0.50), (65, 65)),
    ("deepin_147", (0.45, 0.55), (60, 50)),
    ("trident_179", (0.50, 0.72), (80, 40)),
    ("elementary_127", (0.50, 0.50), (60, 60)),
    ("mtt_223", (0.55, 0.30), (70, 50)),
)


def cases() -> list[tuple[str, Array, Array]]:
    found = []
    for number, (start, at, axes) in enumerate(CASES):
        for path in sorted((SHARED / "photos").glob(f"{start}*.jpg"))[:1]:
            image = load(path, 5e5)
            mask = np.zeros(image.shape[:2], np.uint8)
            centre = (int(at[0] * image.shape[1]), int(at[1] * image.shape[0]))
            cv2.ellipse(mask, centre, axes, 23 * number, 0, 360, 255, -1)
            found.append((start, rgba(image), mask))
    return found


def main() -> None:
    found = cases()
    if not found:
        print("no photographs here: left out")
        return
    print(f"{'':16} {'none':>8} " + " ".join(f"{name:>8}" for name in (*BLENDS, "auto")) + "  taken, rim pass")
    cells, within = [], 0
    for name, image, mask in found:
        scores, pictures, told = one(image, mask)
        best = min(scores[b] for b in BLENDS)
        within += scores["auto"] <= 1.05 * best + 1e-6
        print(f"{name:16} " + " ".join(f"{value:8.3f}" for value in scores.values()) + f"  {told}", flush=True)
        cells += pictures
    print(f"the automatic choice is the best or within 5 % of it on {within} of {len(found)}")
    save(ROOT / "build" / "seams.jpg", sheet(cells, 6))


def one(image: Array, mask: Array) -> tuple[dict[str, float], list[Array], str]:
    """Scores by blend, cells of the sheet, and what the automatic choice was."""
    from inference.operations._masking import filled_in
    from inference.seams import seam

    made = fill(image, mask, Quiet(), 1)
    box = place_of(bounds(mask), (image.shape[1], image.shape[0]))
    under = continued(crop(image, box), crop(mask, box))
    scores = {"none": seam(made, mask > 0).score}
    shown = image.copy()
    edge, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    cv2.drawContours(shown, edge, -1, (255, 0, 160, 255), 2)
    cells = [cell(shown, mask, "photograph"), cell(made, mask, f"none {scores['none']:.2f}")]
    for blend in BLENDS:
        out, facts = joined(image, mask, Patch(crop(made, box), box, under), blend)
        scores[blend] = facts["seam_score"]
        cells.append(cell(out, mask, f"{blend} {scores[blend]:.2f}"))
    out, facts = filled_in(image, mask, 1, Quiet())
    assert facts["changed_outside"] == 0
    scores["auto"] = facts["seam_score"]
    cells.append(cell(out, mask, f"auto: {facts['blend']} {scores['auto']:.2f}"))
    return scores, cells, f"{facts['blend']} {facts.get('rim_pass', '')}"


def cell(image: Array, mask: Array, text: str) -> Array:
    x, y, width, height = bounds(mask)
    half = int(0.85 * max(width, height))
    place = crop(image, (x + width // 2 - half, y + height // 2 - half, 2 * half, 2 * half))[..., :3]
    return labelled(cv2.resize(np.ascontiguousarray(place), (CELL, CELL), interpolation=cv2.INTER_AREA), text)


if __name__ == "__main__":
    main()
