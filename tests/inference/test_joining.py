"""Zones, blends, seam score, drift, registration and ranking as pure functions."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import pytest

from inference.api import Picture, UserError
from inference.blends import BLENDS, plain
from inference.depths import to_unit
from inference.drift import matched
from inference.joining import Patch, joined, proof
from inference.operations._masking import mode_of, prefill_of
from inference.prefill import KINDS, prefilled
from inference.ranking import ranked
from inference.registration import edited, registered
from inference.reporting import Silent
from inference.seams import seam
from inference.zones import combined, zones


def photo(height: int = 160, width: int = 200, seed: int = 1) -> Any:
    """Blobs of several sizes and grain, (h, w, 4) uint8."""
    rng = np.random.default_rng(seed)
    unit = np.full((height, width, 3), 0.5)
    for sigma in (2, 6, 20):
        noise = cv2.GaussianBlur(rng.normal(0, 1, (height, width, 3)), (0, 0), sigma)
        unit += 0.04 * noise / noise.std()
    return np.dstack([np.clip(unit * 255, 0, 255), np.full((height, width), 255)]).astype(np.uint8)


def disc(height: int = 160, width: int = 200, radius: int = 40) -> Any:
    mask = np.zeros((height, width), np.uint8)
    cv2.circle(mask, (width // 2, height // 2), radius, 255, -1)
    return mask


def test_zones_lie_around_each_other() -> None:
    mask = disc()
    strong, weak = zones(mask, 1.0), zones(mask, 0.3)
    assert (strong.core[mask > 0] == 255).all()
    assert (strong.change[strong.core == 255] == 255).mean() > 0.9
    falling = strong.change[80, 100:].astype(int)
    assert (np.diff(falling) <= 0).all()
    assert 0 < (falling == 255).sum() < (falling > 0).sum()
    assert (weak.change > 0).sum() < (strong.change > 0).sum(), "a weak change needs a narrower way out"


def test_a_soft_mask_is_a_map_of_change() -> None:
    soft = cv2.GaussianBlur(disc(), (0, 0), 4)
    found = zones(soft)
    assert np.array_equal(found.change[soft > 0], soft[soft > 0])
    assert found.change[soft == 0].max() <= 2, "what has faded does not begin again outside"
    both = combined([(disc(), 0.5), (np.roll(disc(), 60, 1), 1.0)])
    assert {0, 128, 255} == set(np.unique(both))


@pytest.mark.parametrize("name", BLENDS)
def test_blends_meet_the_edge(name: str) -> None:
    image, inside = to_unit(photo())[..., :3], disc() > 0
    patch = np.clip(to_unit(photo(seed=2))[..., :3] * 0.8 + 0.2, 0, 1)
    laid = np.where(inside[..., None], BLENDS[name](image, patch, inside, 8.0), image)
    raw = np.where(inside[..., None], plain(image, patch, inside, 8.0), image)
    assert seam(laid, inside).step < 0.7 * seam(raw, inside).step
    same = BLENDS[name](image, image.copy(), inside, 8.0)
    assert np.abs(same - image)[inside].max() < 0.01 or name == "poisson"


def test_the_score_sees_what_eyes_see() -> None:
    image, inside = photo(), disc() > 0
    assert seam(image, inside).score < 0.35, "an untouched picture has no seam"
    shifted = image.copy()
    shifted[inside, :3] = np.clip(shifted[inside, :3].astype(int) + 25, 0, 255)
    blurred = image.copy()
    blurred[inside] = cv2.GaussianBlur(image, (0, 0), 4)[inside]
    assert seam(shifted, inside).score > 1
    assert seam(blurred, inside).texture > 0.7
    assert seam(image, np.ones_like(inside)).score == 0


def test_the_score_sees_colour_that_bleeds_but_not_a_drift_taken_back() -> None:
    image, inside = to_unit(photo())[..., :3], disc() > 0
    stubs = image.copy()
    stubs[:, 40:72] = [1.0, 0.5, 0.0]  # what a hole cuts off on one side
    drifted = np.clip(image * 0.93 + np.float32([0.07, 0.045, 0.015]), 0, 1)

    def bleed(name: str, old: Any, made: Any) -> float:
        laid = BLENDS[name](old, made, inside, 8.0)
        out = np.where(inside[..., None], np.clip(laid, 0, 1), old)
        return seam(out, inside, (laid - made) * inside[..., None]).bleed

    assert bleed("poisson", image, drifted) == 0
    assert bleed("poisson", stubs, image) > 0.5
    assert bleed("alpha", stubs, image) < 0.3 * bleed("poisson", stubs, image)


@pytest.mark.parametrize("depth", ["uint8", "uint16", "float32"])
def test_the_best_blend_is_taken_and_nothing_outside_changes(depth: str) -> None:
    top = 1 if depth == "float32" else np.iinfo(depth).max
    image = (to_unit(photo()) * top).astype(depth)
    mask = cv2.GaussianBlur(disc(), (0, 0), 1.5)
    made = photo(seed=3)[..., :3]
    box = (0, 0, 200, 160)
    out, facts = joined(image, mask, Patch(made, box, eight=True))
    each = {name: joined(image, mask, Patch(made, box, eight=True), name)[1]["seam_score"] for name in BLENDS}
    assert facts["seam_score"] == min(each.values())
    assert each[facts["blend"]] == facts["seam_score"]
    assert facts["changed_outside"] == 0
    assert np.array_equal(out[mask == 0], image[mask == 0])


def test_deep_pictures_receive_the_change_as_a_residual() -> None:
    rng = np.random.default_rng(0)
    image = np.dstack([rng.integers(20000, 40000, (160, 200, 3)), np.full((160, 200), 65535)]).astype(np.uint16)
    eight = np.rint(to_unit(image) * 255).astype(np.uint8)[..., :3]
    out, _ = joined(image, disc(), Patch(eight, (0, 0, 200, 160), eight=True), "alpha")
    assert np.abs(out.astype(int) - image).max() <= 1, "an unchanged copy of 8 bits leaves all 16 as they are"


def test_a_rim_pass_mends_a_bad_seam() -> None:
    image, mask = photo(), disc()
    bad = image.copy()
    bad[mask > 0, :3] = 255 - cv2.GaussianBlur(image, (0, 0), 3)[mask > 0, :3] // 3
    asked: list[Any] = []

    def again(picture: Any, rim: Any) -> Any:
        asked.append(rim)
        return photo()

    _, before = joined(image, mask, Patch(bad, (0, 0, 200, 160)), "pyramid")
    _, after = joined(image, mask, Patch(bad, (0, 0, 200, 160)), "pyramid", again)
    assert len(asked) == 1
    assert asked[0][80, 100] == 0
    assert after["rim_pass"] == "better"
    assert after["seam_score"] < before["seam_score"]


def test_a_pixel_changed_outside_fails() -> None:
    image = photo()
    other = image.copy()
    other[0, 0, 1] ^= 1
    with pytest.raises(UserError, match="1 pixels outside"):
        proof(image, other, disc())
    other = image.copy()
    other[80, 100] = 0
    assert proof(image, other, disc()) == {"changed_outside": 0}


@pytest.mark.parametrize("space", ["lab", "linear", "srgb"])
def test_drift_is_taken_away(space: str) -> None:
    truth, mask = photo()[..., :3], disc()
    drifted = np.clip(truth * 0.93 + np.array([14, 4, -6]), 0, 255).astype(np.uint8)
    fixed = matched(drifted, truth, mask, space)
    before = np.abs(drifted.astype(int) - truth)[mask > 0].mean()
    assert np.abs(fixed.astype(int) - truth)[mask > 0].mean() < 0.35 * before
    assert np.array_equal(matched(drifted, truth, np.full_like(mask, 255), space), drifted)


def test_moved_results_are_laid_back() -> None:
    seen = cv2.GaussianBlur(photo(240, 320)[..., :3], (0, 0), 1.5)
    cv2.rectangle(seen, (60, 50), (150, 140), (220, 40, 30), -1)
    move = cv2.getRotationMatrix2D((160, 120), 0.6, 1.03)
    move[:, 2] += (4.5, -3.0)
    made = cv2.warpAffine(seen, move, (320, 240), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    cv2.circle(made, (240, 180), 25, (30, 60, 220), -1)
    back, how = registered(made, seen)
    assert how.found
    assert abs(how.scale - 1.03) < 0.01
    away = np.ones((240, 320), bool)
    away[140:220, 200:280] = False
    away[:20], away[-20:], away[:, :20], away[:, -20:] = False, False, False, False
    assert np.abs(back.astype(int) - seen)[away].mean() < 0.3 * np.abs(made.astype(int) - seen)[away].mean()
    changed = edited(back, seen)
    assert changed[177, 236] == 255
    assert changed[60:130, 70:140].mean() < 20
    _, other = registered(photo(240, 320, 9)[..., :3], seen)
    assert not other.found
    assert other.why


@pytest.mark.parametrize("kind", KINDS)
def test_prefills_change_the_hole_alone(kind: str) -> None:
    image, mask = photo(), disc()
    image[mask > 0, :3] = (255, 0, 255)
    found = prefilled(image, mask, kind, 1, Silent())
    assert np.array_equal(found[mask == 0], image[mask == 0])
    pink = (found[mask > 0, :3] == (255, 0, 255)).all(axis=1).mean()
    assert pink == 1 if kind == "none" else pink < 0.01


def test_the_best_is_in_front_and_none_is_lost() -> None:
    image, mask = photo(), disc()
    flat = image.copy()
    flat[mask > 0] = 7
    pictures = [Picture(flat, 1, facts={"seam_score": 0.1}), Picture(image, 2, facts={"seam_score": 0.9}),
                Picture(image, 3, facts={"seam_score": 0.4})]
    assert [p.seed for p in ranked(pictures, mask)] == [3, 2, 1]
    by_words = ranked(pictures, mask, "a cat", lambda pixels, prompt: 0.1)
    assert by_words[0].facts["agreement"] == 0.1


def test_what_is_wanted_is_understood() -> None:
    across = np.zeros((50, 60), np.uint8)
    across[:, :20] = 255
    assert mode_of("auto", across, 1.0, None) == "expand"
    assert mode_of("auto", disc(), 1.0, None) == "fill"
    assert mode_of("auto", disc(), 0.5, "model") == "refine"
    assert mode_of("remove", disc(), 0.5, "model") == "remove"
    assert [prefill_of("auto", mode, "a dog") for mode in ("fill", "expand", "add", "refine")] == [
        "blur", "border", "neutral", "none"]
    assert prefill_of("auto", "fill", "") == "patches"
