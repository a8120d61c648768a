"""The composite of whole documents: a slow numpy compositor as the oracle, caches, levels, merged layers."""

from collections.abc import Iterator

import cv2
import numpy as np
import pytest

from editor.document import blend
from editor.document.compose import (
    Compositor,
    compose,
    flatten,
    layer_image,
    level_rect,
    merge_down,
    merge_group,
    merge_visible,
    stamp_visible,
)
from editor.document.document import Document
from editor.document.geometry import Rect
from editor.document.layer import GroupLayer, Layer, Mask, PixelLayer
from editor.document.pixels import Pixels, white
from editor.document.plan import TileFacts, plan, units

SMOOTH = ("normal", "multiply", "screen", "overlay", "soft light", "difference", "luminosity", "linear light")


# ---- the oracle: straight float64 RGBA of a rectangle


def mask_of(layer: Layer, rect: Rect) -> np.ndarray:
    if layer.mask is None or not layer.mask.enabled:
        return np.ones((rect.h, rect.w, 1))
    pixels = layer.mask.pixels
    return pixels.read(rect.moved(-layer.x, -layer.y))[..., None] / white(pixels.dtype)


def content(layer: Layer, rect: Rect, opacity: float) -> np.ndarray:
    if isinstance(layer, GroupLayer):
        image = stack(layer.children, rect, np.zeros((rect.h, rect.w, 4)))
    else:
        image = layer.pixels.read(rect.moved(-layer.x, -layer.y)) / white(layer.pixels.dtype)
    image[..., 3:] *= mask_of(layer, rect) * opacity
    return image


def stack(layers: tuple[Layer, ...], rect: Rect, backdrop: np.ndarray) -> np.ndarray:
    for base, *clipped in units(layers):
        if not base.visible:
            continue
        mode = "normal" if base.blend == "pass through" and clipped else base.blend
        if mode == "pass through":
            inside = stack(base.children, rect, backdrop)
            t = mask_of(base, rect) * base.opacity
            alpha = backdrop[..., 3:] * (1 - t) + inside[..., 3:] * t
            colour = backdrop[..., :3] * backdrop[..., 3:] * (1 - t) + inside[..., :3] * inside[..., 3:] * t
            backdrop = np.concatenate([colour / np.maximum(alpha, 1e-9), alpha], axis=-1)
            continue
        image = content(base, rect, 1.0)
        for layer in clipped:
            if layer.visible:
                how = "normal" if layer.blend == "pass through" else layer.blend
                image = blend.composite(image, content(layer, rect, layer.opacity), how, atop=True)
        image[..., 3] *= base.opacity
        backdrop = blend.composite(backdrop, image, mode)
    return backdrop


def oracle(document: Document, rect: Rect) -> np.ndarray:
    return stack(document.layers, rect, np.zeros((rect.h, rect.w, 4)))


def premultiplied(image: np.ndarray) -> np.ndarray:
    return np.concatenate([image[..., :3] * image[..., 3:], image[..., 3:]], axis=-1)


# ---- random documents


def picture(rng: np.random.Generator, w: int, h: int, dtype: str = "uint8") -> np.ndarray:
    """Smooth colours, with transparent and opaque regions."""
    small = rng.uniform(-0.6, 1.6, (max(h // 16, 2), max(w // 16, 2), 4)).astype(np.float32)
    image = np.clip(cv2.resize(small, (w, h), interpolation=cv2.INTER_LINEAR), 0, 1) * white(dtype)
    return image.astype(dtype) if dtype == "float32" else np.round(image).astype(dtype)


def random_mask(rng: np.random.Generator, w: int, h: int) -> Mask:
    values = picture(rng, w, h)[..., 3].copy()
    return Mask(Pixels.of(values, int(rng.integers(-40, 40)), 0, fill=float(rng.choice([0, 255]))), rng.random() > 0.2)


def random_layer(rng: np.random.Generator, dtype: str, depth: int = 0) -> Layer:
    w, h = (int(v) for v in rng.integers(20, 400, 2))
    facts = {
        "blend": str(rng.choice(SMOOTH)), "opacity": float(rng.choice([1.0, rng.uniform(0.1, 1)])),
        "visible": bool(rng.random() > 0.1), "clipping": bool(rng.random() < 0.3),
        "x": int(rng.integers(-150, 300)), "y": int(rng.integers(-150, 300)),
        "mask": random_mask(rng, w, h) if rng.random() < 0.4 else None}
    if depth < 2 and rng.random() < 0.35:
        children = tuple(random_layer(rng, dtype, depth + 1) for _ in range(rng.integers(0, 4)))
        if rng.random() < 0.5:
            facts["blend"] = "pass through"
        return GroupLayer(children=children, **facts)
    x, y = (int(v) for v in rng.integers(-200, 200, 2))
    return PixelLayer(pixels=Pixels.of(picture(rng, w, h, dtype), x, y), **facts)


def random_document(seed: int, dtype: str = "uint8", count: int = 5) -> Document:
    rng = np.random.default_rng(seed)
    bottom = PixelLayer(pixels=Pixels.of(picture(rng, 420, 360, dtype)))
    layers = tuple(random_layer(rng, dtype) for _ in range(count))
    return Document(width=420, height=360, dtype=dtype, layers=(bottom, *layers))


@pytest.fixture
def compositor() -> Iterator[Compositor]:
    made = Compositor(budget=8 << 20, threads=2)
    yield made
    made.close()


# ---- tests


@pytest.mark.parametrize("dtype", ["uint8", "uint16", "float32"])
@pytest.mark.parametrize("seed", range(8))
def test_groups_clipping_and_masks_are_as_the_oracle_says(seed: int, dtype: str) -> None:
    document = random_document(seed, dtype)
    rect = Rect(-13, 70, 400, 250)
    shown = compose(document, rect) / white(dtype)
    worst = np.abs(premultiplied(shown) - premultiplied(oracle(document, rect))).max()
    assert worst <= (1 / 255 if dtype == "uint8" else 2e-3)


def test_screen_picture_is_the_composite_premultiplied(compositor: Compositor) -> None:
    document = random_document(3, "float32")
    shown = compositor.render(document, document.rect)[..., [2, 1, 0, 3]] / 255
    expected = np.clip(premultiplied(compose(document, document.rect)), 0, 1)
    assert np.abs(shown - expected).max() <= 0.51 / 255


def edited(rng: np.random.Generator, document: Document) -> Document:
    """A random edit: a dab, opacity, mode, visibility, order, a layer gone or a new one."""
    layers = list(document.layers)
    i = int(rng.integers(len(layers)))
    kind = int(rng.integers(6))
    if kind <= 1 and isinstance(layers[i], PixelLayer):
        dab = picture(rng, int(rng.integers(5, 200)), int(rng.integers(5, 200)))
        x, y = (int(v) for v in rng.integers(-50, 350, 2))
        layers[i] = layers[i].with_(pixels=layers[i].pixels.write(x, y, dab))
    elif kind == 2:
        layers[i] = layers[i].with_(opacity=float(rng.uniform(0, 1)))
    elif kind == 3:
        layers[i] = layers[i].with_(blend=str(rng.choice(SMOOTH)), visible=not layers[i].visible)
    elif kind == 4 and len(layers) > 2:
        del layers[i]
    else:
        layers.insert(i, random_layer(rng, "uint8"))
    return document.with_(layers=tuple(layers))


@pytest.mark.parametrize("seed", range(5))
def test_cached_render_is_the_fresh_one_to_the_byte(seed: int, compositor: Compositor) -> None:
    rng = np.random.default_rng(100 + seed)
    document = random_document(seed)
    for _ in range(12):
        level = int(rng.integers(0, 3))
        active = document.layers[int(rng.integers(len(document.layers)))].id
        x, y = (int(v) for v in rng.integers(0, 200, 2))
        rect = document.rect if rng.random() < 0.4 else Rect(x, y, *(int(v) for v in rng.integers(1, 300, 2)))
        shown = compositor.render(document, rect, level, active)
        fresh = Compositor(threads=1)
        assert np.array_equal(shown, fresh.render(document, rect, level))
        fresh.close()
        document = edited(rng, document)


def test_stroke_over_kept_backdrop_is_exact(compositor: Compositor) -> None:
    document = random_document(11, count=6)
    top = PixelLayer(blend="overlay", opacity=0.8)
    document = document.inserted(top)
    compositor.prepare(document, document.rect, 0, top.id)
    for i in range(12):
        dab = picture(np.random.default_rng(i), 60, 60)
        layer = document.layer(top.id)
        assert isinstance(layer, PixelLayer)
        document = document.with_layer(layer.with_(pixels=layer.pixels.write(20 * i, 15 * i, dab)))
        area = Rect(20 * i, 15 * i, 60, 60)
        fresh = Compositor(threads=1)
        assert np.array_equal(compositor.render(document, area, 0, top.id), fresh.render(document, area))
        fresh.close()


@pytest.mark.parametrize("level", [1, 2, 3])
def test_levels_are_the_box_average(level: int, compositor: Compositor) -> None:
    rng = np.random.default_rng(7)
    layers = (PixelLayer(pixels=Pixels.of(picture(rng, 512, 512))),
              PixelLayer(pixels=Pixels.of(picture(rng, 300, 300)), x=33, y=71, mask=random_mask(rng, 300, 300)),
              PixelLayer(pixels=Pixels.of(picture(rng, 256, 256)), x=128, y=64, blend="multiply", opacity=0.6))
    document = Document(width=512, height=512, layers=layers)
    edge = 512 >> level
    full = compositor.render(document, document.rect).astype(np.float32)
    expected = full.reshape(edge, 1 << level, edge, 1 << level, 4).mean(axis=(1, 3))
    shown = compositor.render(document, document.rect, level)
    assert shown.shape == (edge, edge, 4)
    off = np.abs(shown - expected)
    assert off.mean() < 1
    assert np.percentile(off, 99.5) <= 3 + 2 * level  # blending averages is not averaging blends, at mask edges


def test_level_rect_is_aligned_outward() -> None:
    assert level_rect(Rect(-1, 3, 4, 6), 1) == Rect(-1, 1, 3, 4)
    assert level_rect(Rect(0, 0, 5, 5), 2) == Rect(0, 0, 2, 2)


def test_empty_layers_are_skipped_and_opaque_ones_hide() -> None:
    rng = np.random.default_rng(1)
    below = PixelLayer(pixels=Pixels.of(picture(rng, 256, 256)))
    empty = PixelLayer(pixels=Pixels.of(np.zeros((256, 256, 4), np.uint8)))
    solid = PixelLayer(pixels=Pixels.of(np.full((256, 256, 4), 255, np.uint8)))
    facts = TileFacts()
    assert len(plan((below, empty), facts, (0, 0)).rows) == 1
    assert len(plan((below, below, solid), facts, (0, 0)).rows) == 1
    assert len(plan((below, solid.with_(opacity=0.5)), facts, (0, 0)).rows) == 2
    assert len(plan((below, GroupLayer(children=(solid, below), blend="pass through")), facts, (0, 0)).rows) == 2
    assert not plan((below,), facts, (3, 3)).rows
    assert plan((below, GroupLayer(children=(empty,), opacity=0.5)), facts, (0, 0)).nested == 1


def test_opaque_eight_bit_picture_comes_back_unchanged() -> None:
    values = np.random.default_rng(2).integers(0, 256, (300, 300, 4), np.uint8)
    values[..., 3] = np.maximum(values[..., 3], 1)
    document = Document(width=300, height=300, layers=(PixelLayer(pixels=Pixels.of(values)),))
    assert np.array_equal(compose(document, document.rect), values)


def close(a: Document, b: Document, tolerance: float = 1.5) -> bool:
    first, second = (premultiplied(compose(d, d.rect) / 255.0) * 255 for d in (a, b))
    return bool(np.abs(first - second).max() <= tolerance)


def test_merged_documents_look_the_same() -> None:
    document = random_document(21, count=3)
    assert close(document, flatten(document))
    assert len(flatten(document).layers) == 1
    stamp = stamp_visible(document).layers[-1]
    alone = layer_image(document.inserted(stamp), stamp.id, document.rect)
    assert np.array_equal(alone, compose(document, document.rect))
    assert close(document, merge_visible(document))


def test_merge_down_and_group_keep_identity_and_look() -> None:
    rng = np.random.default_rng(5)
    a, b, c = (PixelLayer(pixels=Pixels.of(picture(rng, 200, 200)), name=n, blend="multiply") for n in "abc")
    a = a.with_(blend="normal")
    document = Document(width=200, height=200, layers=(a, b.with_(blend="normal", opacity=0.5), c))
    merged = merge_down(document, b.id)
    assert [layer.id for layer in merged.layers] == [a.id, c.id]
    assert close(document, merged, 2)
    assert merge_down(document, a.id) is document
    group = GroupLayer(children=(a, b), blend="screen", opacity=0.7, name="g")
    document = Document(width=200, height=200, layers=(c, group))
    merged = merge_group(document, group.id)
    assert isinstance(merged.layer(group.id), PixelLayer)
    assert close(document, merged, 2)


def test_layer_image_has_the_mask_but_not_the_opacity() -> None:
    mask = np.zeros((50, 50), np.uint8)
    mask[:, 25:] = 255
    layer = PixelLayer(pixels=Pixels.of(np.full((50, 50, 4), 200, np.uint8)), opacity=0.1, blend="multiply", x=10,
                       visible=False, mask=Mask(Pixels.of(mask)))
    document = Document(width=80, height=80, layers=(layer,))
    image = layer_image(document, layer.id, Rect(0, 0, 60, 50))
    assert image[0, 20].tolist() == [0, 0, 0, 0]
    assert image[0, 40].tolist() == [200, 200, 200, 200]
