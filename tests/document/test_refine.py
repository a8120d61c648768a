"""Matting and the refinement of a selection's border, on things whose alpha is known. No window."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest

from editor.document.document import Document
from editor.document.layer import GroupLayer, PixelLayer
from editor.document.matting import foreground, solved
from editor.document.pixels import Array, Pixels
from editor.document.selection import from_array
from editor.document.selection_refine import Refinement, border_of, cleaned, put_to_use, refined
from inference.api import UserError

SIZE = 180
PLAIN = Refinement(radius=0.0)


def grain(seed: int, amount: float = 12.0) -> Array:
    noise = np.random.default_rng(seed).normal(0, amount, (SIZE, SIZE, 3)).astype(np.float32)
    return cv2.GaussianBlur(noise, (0, 0), 1.5) * 2


def hairy(seed: int = 0) -> tuple[Array, Array, Array]:
    """A picture, the true alpha (float32 0-1) of a disc with hair, and a selection without the hair."""
    rng, fine = np.random.default_rng(seed), 4
    body = np.zeros((SIZE, SIZE), np.uint8)
    cv2.circle(body, (90, 90), 40, 255, -1)
    cover = cv2.resize(body, None, fx=fine, fy=fine)
    for turn in rng.uniform(0, 2 * np.pi, 120):
        way = turn + rng.normal(0, 0.4)
        start = np.array([90 + 38 * np.cos(turn), 90 + 38 * np.sin(turn)])
        end = start + rng.uniform(8, 24) * np.array([np.cos(way), np.sin(way)])
        cv2.line(cover, *(tuple((p * fine).astype(int).tolist()) for p in (start, end)), 255, int(rng.integers(2, 7)),
                 cv2.LINE_AA)
    alpha = cv2.resize(cover, (SIZE, SIZE), interpolation=cv2.INTER_AREA).astype(np.float32) / 255
    front, back = np.float32([70, 46, 30]) + grain(seed), np.float32([150, 185, 205]) + grain(seed + 1)
    picture = front * alpha[..., None] + back * (1 - alpha[..., None])
    return np.clip(picture, 0, 255).astype(np.uint8), alpha, cv2.dilate(body, np.ones((9, 9), np.uint8))


def sad(found: Array, alpha: Array) -> float:
    return float(np.abs(found.astype(np.float32) / 255 - alpha).sum())


def test_matting_beats_the_binary_mask_by_far() -> None:
    picture, alpha, mask = hairy()
    found = refined(picture, mask, Refinement(radius=28.0, smart=False))
    assert sad(found, alpha) < 0.25 * sad(mask, alpha)


def test_a_small_radius_and_a_stroke_of_the_brush_find_the_hair_too() -> None:
    picture, alpha, mask = hairy()
    how = Refinement(radius=2.0)
    brush = np.zeros((SIZE, SIZE), np.uint8)
    cv2.circle(brush, (90, 90), 52, 255, 30)
    with_brush = sad(refined(picture, mask, how, brush), alpha)
    assert with_brush < 0.35 * sad(mask, alpha)
    assert with_brush < 0.5 * sad(refined(picture, mask, how), alpha)


@pytest.mark.parametrize("smart", [True, False])
def test_a_hard_edge_stays_where_it_is(smart: bool) -> None:
    mask = np.zeros((SIZE, SIZE), np.uint8)
    mask[50:130, 40:140] = 255
    picture = np.where(mask[..., None] > 0, np.float32([190, 80, 60]), np.float32([60, 100, 130])) + grain(5, 4)
    found = refined(np.clip(picture, 0, 255).astype(np.uint8), mask, Refinement(radius=12.0, smart=smart))
    assert np.abs(found.astype(int) - mask).mean() < 1.0
    assert ((found > 127) != (mask > 127)).sum() < 20


def test_a_smart_radius_is_wide_at_hair_only() -> None:
    picture, _, mask = hairy()
    hard = np.zeros((SIZE, SIZE), np.uint8)
    hard[50:130, 40:140] = 255
    flat = np.where(hard[..., None] > 0, 190, 60).astype(np.uint8).repeat(3, axis=2)
    how = Refinement(radius=20.0)
    assert border_of(flat, hard, how).sum() < 0.25 * border_of(flat, hard, replace(how, smart=False)).sum()
    assert border_of(picture, mask, how).sum() > 0.6 * border_of(picture, mask, replace(how, smart=False)).sum()


def test_what_is_far_from_the_border_is_untouched() -> None:
    picture, _, mask = hairy()
    found = refined(picture, mask, Refinement(radius=10.0, smart=False))
    far = ~border_of(picture, mask, Refinement(radius=10.0, smart=False))
    assert np.array_equal(found[far], mask[far])
    assert refined(picture, mask, PLAIN) is mask


def test_a_large_band_is_solved_small_and_carried_up(monkeypatch: pytest.MonkeyPatch) -> None:
    import editor.document.selection_refine as module

    picture, alpha, mask = hairy()
    how = Refinement(radius=28.0, smart=False)
    monkeypatch.setattr(module, "MOST_UNKNOWN", 4000)
    assert sad(refined(picture, mask, how), alpha) < 0.45 * sad(mask, alpha)


def test_edges_are_shaped() -> None:
    picture, _, mask = hairy()
    soft = refined(picture, mask, replace(PLAIN, feather=6.0))
    assert ((soft > 20) & (soft < 235)).sum() > 1500
    crisp = refined(picture, mask, replace(PLAIN, feather=6.0, contrast=95.0))
    assert ((crisp > 20) & (crisp < 235)).sum() < 400
    areas = [int((refined(picture, mask, replace(PLAIN, shift=s)) > 127).sum()) for s in (-100.0, 0.0, 100.0)]
    assert areas[0] < areas[1] < areas[2]
    jagged = mask.copy()
    jagged[::2, 60:120:2] ^= 255
    assert cv2.Laplacian(refined(picture, jagged, replace(PLAIN, smooth=40.0)), cv2.CV_32F).std() < cv2.Laplacian(
        jagged, cv2.CV_32F).std() / 2


def test_everything_and_nothing_have_no_border() -> None:
    picture, _, _ = hairy()
    for value in (0, 255):
        mask = np.full((SIZE, SIZE), value, np.uint8)
        assert np.array_equal(refined(picture, mask, Refinement(radius=20.0)), mask)


def test_the_colours_behind_go_out_of_the_hair() -> None:
    picture, alpha, _ = hairy()
    share = (alpha * 255).astype(np.uint8)
    own = cleaned(picture, share, 1.0).astype(np.float32)
    soft = (alpha > 0.2) & (alpha < 0.8)
    truth = np.float32([70, 46, 30])
    assert np.abs(own - truth)[soft].mean() < 0.4 * np.abs(picture - truth)[soft].mean()
    assert np.array_equal(cleaned(picture, share, 0.0), picture)
    assert np.array_equal(own[alpha == 1], picture[alpha == 1])
    assert foreground(picture.astype(np.float32) / 255, np.ones_like(alpha)).max() <= 1


def test_known_px_are_kept_and_alpha_stays_in_range() -> None:
    picture, _, mask = hairy()
    state = np.where(border_of(picture, mask, Refinement(radius=9.0, smart=False)), 2, mask > 127).astype(np.uint8)
    made = solved(picture.astype(np.float32) / 255, state)
    assert (made >= 0).all()
    assert (made <= 1).all()
    assert (made[state == 1] == 1).all()
    assert not made[state == 0].any()


# ---- the outcome


def document_of(dtype: str = "uint8") -> tuple[Document, PixelLayer, Array]:
    picture, alpha, mask = hairy()
    pixels = np.dstack((picture, np.full((SIZE, SIZE), 255, np.uint8))).astype(dtype)
    if dtype == "uint16":
        pixels *= np.uint16(257)
    layer = PixelLayer(name="Photo", pixels=Pixels.of(pixels))
    document = Document(width=SIZE, height=SIZE, dtype=dtype, layers=(layer,), selection=from_array(mask))
    return document, layer, (alpha * 255).astype(np.uint8)


def test_the_outcome_is_a_selection_or_a_mask() -> None:
    document, layer, alpha = document_of()
    made, active = put_to_use(document, layer.id, alpha, PLAIN, "Cut-out")
    assert made.selection is not None
    assert np.array_equal(made.selection.read(document.rect), alpha)
    assert active == layer.id
    made, _ = put_to_use(document, layer.id, alpha, replace(PLAIN, output="mask"), "Cut-out")
    mask = made.layer(layer.id).mask
    assert mask is not None
    assert np.array_equal(mask.pixels.read(document.rect), alpha)
    assert made.selection is None


@pytest.mark.parametrize("dtype", ["uint8", "uint16"])
@pytest.mark.parametrize("output", ["layer", "layer_mask"])
def test_a_new_layer_lies_over_the_hidden_one(output: str, dtype: str) -> None:
    document, layer, alpha = document_of(dtype)
    made, active = put_to_use(document, layer.id, alpha, replace(PLAIN, output=output, decontaminate=True), "Cut-out")
    assert [one.visible for one in made.layers] == [False, True]
    new = made.layers[1]
    assert isinstance(new, PixelLayer)
    assert (new.id, new.name) == (active, "Cut-out")
    pixels, before = new.pixels.read(document.rect), layer.pixels.read(document.rect)
    assert np.array_equal(pixels[alpha == 255], before[alpha == 255])
    if output == "layer":
        assert np.array_equal(np.rint(pixels[..., 3] / (257 if dtype == "uint16" else 1)).astype(np.uint8), alpha)
    else:
        assert new.mask is not None
    assert made.layer(layer.id).pixels is layer.pixels  # type: ignore[attr-defined]


def test_what_cannot_be_is_said() -> None:
    document, layer, alpha = document_of()
    with pytest.raises(UserError, match="Nothing would be left"):
        put_to_use(document, layer.id, np.zeros_like(alpha), PLAIN, "")
    group = GroupLayer()
    with pytest.raises(UserError, match="no pixels"):
        put_to_use(document.with_(layers=(group,)), group.id, alpha, replace(PLAIN, output="layer"), "")
