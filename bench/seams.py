"""Seams: twelve photographs with a hole each, the built-in fill joined by every blend and by the automatic choice.

Prints the seam scores (0 = as smooth as the picture itself, above 1 may be seen) and writes build/seams.jpg. The choice
is made by that score, whose term for carried colour was set on these photographs, so two measures that it knows nothing
of judge the choice: the jump of light across the edge at half size, by another operator, in linear light; and, where
the truth is known, its distance. For the latter the "patch" is the photograph itself with the drift of a bad
autoencoder, so a good joint gives the photograph back. The photographs are looked for in LIMNER_PICTURES/photos.
"""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np

from bench._sheets import ROOT, SHARED, Quiet, labelled, load, save, sheet
from bench.drift import difference, drifted
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
    jumps: list[dict[str, float]] = []
    truths: list[dict[str, float]] = []
    for name, image, mask in found:
        scores, pictures, told, jump = one(image, mask)
        jumps.append(jump)
        truths.append(against_truth(image, mask))
        best = min(scores[b] for b in (*BLENDS, "none"))
        within += scores["auto"] <= 1.05 * best + 1e-6
        print(f"{name:16} " + " ".join(f"{value:8.3f}" for value in scores.values()) + f"  {told}", flush=True)
        cells += pictures
    print(f"the automatic choice is the best or within 5 % of it on {within} of {len(found)}")
    for title, rows in (("jump at half size", jumps), ("distance from the truth", truths)):
        means = " ".join(f"{np.mean([row[name] for row in rows]):8.3f}" for name in rows[0])
        far = [one[0] for one, row in zip(found, rows, strict=True) if row["auto"] > 1.05 * min(row.values()) + 0.01]
        print(f"{title}: means of {', '.join(rows[0])}: {means}; "
              f"auto best or within 5 % on {len(rows) - len(far)} of {len(rows)}", *far)
    save(ROOT / "build" / "seams.jpg", sheet(cells, 6))


def jump_at_half(image: Array, mask: Array) -> float:
    """Mean gradient of linear light (Scharr) at half size on the edge against 4-12 px outside it, less 1."""
    light = cv2.cvtColor((image[..., :3].astype(np.float32) / 255) ** 2.2, cv2.COLOR_RGB2GRAY)
    light, inside = cv2.pyrDown(light), cv2.pyrDown(mask) > 127
    gradient = np.hypot(cv2.Scharr(light, cv2.CV_32F, 1, 0), cv2.Scharr(light, cv2.CV_32F, 0, 1))
    within, beyond = (cv2.distanceTransform(side.astype(np.uint8), cv2.DIST_L2, 5) for side in (inside, ~inside))
    edge = (within > 0) & (within <= 1.5) | (beyond > 0) & (beyond <= 1.5)
    return max(float(gradient[edge].mean() / (gradient[(beyond > 4) & (beyond <= 12)].mean() + 1e-3)) - 1, 0.0)


def against_truth(image: Array, mask: Array) -> dict[str, float]:
    """Mean CIE76 distance from the photograph on 12 px inside the edge, of the photograph with a drift laid in."""
    box = place_of(bounds(mask), (image.shape[1], image.shape[0]))
    patch = Patch(drifted(crop(image, box)[..., :3]), box)
    deep = cv2.distanceTransform((mask > 0).astype(np.uint8), cv2.DIST_L2, 5)
    found = {}
    for blend in (*BLENDS, "auto"):
        out, _ = joined(image, mask, patch, blend)
        found[blend] = difference(out, image, (deep > 0) & (deep <= 12))
    return found


def one(image: Array, mask: Array) -> tuple[dict[str, float], list[Array], str, dict[str, float]]:
    """Scores by blend, cells of the sheet, what the automatic choice was, and the independent jumps."""
    from inference.operations._masking import filled_in
    from inference.seams import seam

    made = fill(image, mask, Quiet(), 1)
    box = place_of(bounds(mask), (image.shape[1], image.shape[0]))
    under = continued(crop(image, box), crop(mask, box))
    scores = {"none": seam(made, mask > 0).score}
    jumps = {"none": jump_at_half(made, mask)}
    shown = image.copy()
    edge, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    cv2.drawContours(shown, edge, -1, (255, 0, 160, 255), 2)
    cells = [cell(shown, mask, "photograph"), cell(made, mask, f"none {scores['none']:.2f}")]
    for blend in BLENDS:
        out, facts = joined(image, mask, Patch(crop(made, box), box, under), blend)
        scores[blend] = facts["seam_score"]
        jumps[blend] = jump_at_half(out, mask)
        cells.append(cell(out, mask, f"{blend} {scores[blend]:.2f}"))
    out, facts = filled_in(image, mask, 1, Quiet())
    assert facts["changed_outside"] == 0
    scores["auto"] = facts["seam_score"]
    jumps["auto"] = jump_at_half(out, mask)
    cells.append(cell(out, mask, f"auto: {facts['blend']} {scores['auto']:.2f}"))
    return scores, cells, f"{facts['blend']} {facts.get('rim_pass', '')}", jumps


def cell(image: Array, mask: Array, text: str) -> Array:
    x, y, width, height = bounds(mask)
    half = int(0.85 * max(width, height))
    place = crop(image, (x + width // 2 - half, y + height // 2 - half, 2 * half, 2 * half))[..., :3]
    return labelled(cv2.resize(np.ascontiguousarray(place), (CELL, CELL), interpolation=cv2.INTER_AREA), text)


if __name__ == "__main__":
    main()
