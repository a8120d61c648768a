"""The kernels against the numpy formulas, mode by mode and depth by depth; values from the specifications."""

import numpy as np
import pytest

from editor.document import blend
from editor.document.compose import compose
from editor.document.document import Document
from editor.document.layer import PixelLayer
from editor.document.pixels import Pixels, white

W3C = {"normal", "multiply", "screen", "overlay", "darken", "lighten", "color dodge", "color burn", "hard light",
       "soft light", "difference", "exclusion", "hue", "saturation", "color", "luminosity"}
STEPPED = {"hard mix": 0.02, "darker color": 0.02, "lighter color": 0.02}  # where the result jumps: stay off the edge


def pair(dtype: str, mode: str) -> tuple[np.ndarray, np.ndarray]:
    """Random backdrop and source with rows of extremes in colour and alpha."""
    rng = np.random.default_rng(sum(map(ord, mode)))
    b, s = rng.random((2, 48, 300, 4))
    for part, start in ((b, 4), (s, 8)):
        part[start:start + 8, :, 3] = 1
        part[start + 16:start + 24] = np.round(part[start + 16:start + 24])
        part[start + 24:start + 28] = np.round(part[start + 24:start + 28] * 2) / 2
    if dtype != "float32":
        return np.round(b * white(dtype)).astype(dtype), np.round(s * white(dtype)).astype(dtype)
    return b.astype(dtype), s.astype(dtype)


def premultiplied(image: np.ndarray) -> np.ndarray:
    return np.concatenate([image[..., :3] * image[..., 3:], image[..., 3:]], axis=-1)


def off_edge(mode: str, b: np.ndarray, s: np.ndarray) -> np.ndarray:
    if mode == "hard mix":
        return (np.abs(b[..., :3] + s[..., :3] - 1) > STEPPED[mode]).all(axis=-1)
    if mode in STEPPED:
        return np.abs(blend.lum(b[..., :3]) - blend.lum(s[..., :3]))[..., 0] > STEPPED[mode]
    return np.ones(b.shape[:2], bool)


@pytest.mark.parametrize("dtype", ["uint8", "uint16", "float32"])
@pytest.mark.parametrize("mode", [m for m in blend.FORMULAS if m != "dissolve"])
def test_kernel_is_the_formula(mode: str, dtype: str) -> None:
    bottom, top = pair(dtype, mode)
    layers = (PixelLayer(pixels=Pixels.of(bottom)), PixelLayer(pixels=Pixels.of(top), blend=mode, opacity=0.7))
    document = Document(width=300, height=48, dtype=dtype, layers=layers)
    shown = compose(document, document.rect) / white(dtype)
    b, s = bottom / white(dtype), top / white(dtype)
    s[..., 3] *= 0.7
    expected = blend.composite(b, s, mode)
    worst = np.abs(premultiplied(shown) - premultiplied(expected))[off_edge(mode, b, s)].max()
    assert worst <= (1 / 255 if dtype == "uint8" else 2e-3)


def test_modes_are_those_of_w3c_and_photoshop() -> None:
    assert set(blend.MODES) >= W3C
    numbered = [m.kernel for m in blend.MODES.values() if m.kernel >= 0]
    assert len(blend.MODES) == 28
    assert numbered == list(range(27))
    assert set(blend.FORMULAS) == set(blend.MODES) - {blend.PASS_THROUGH}
    assert blend.kernel_number("of a later version") == 0


def one(mode: str, b: float, s: float) -> float:
    return float(blend.FORMULAS[mode](np.array([b]), np.array([s]))[0])


@pytest.mark.parametrize(("mode", "b", "s", "result"), [
    ("multiply", 0.5, 0.5, 0.25), ("screen", 0.5, 0.5, 0.75), ("overlay", 0.25, 0.5, 0.25),
    ("color dodge", 0, 1, 0), ("color dodge", 0.5, 1, 1), ("color dodge", 0.25, 0.5, 0.5),
    ("color burn", 1, 0, 1), ("color burn", 0.5, 0, 0), ("color burn", 0.75, 0.5, 0.5),
    ("soft light", 0.25, 1, 0.5), ("soft light", 0.5, 0, 0.25), ("hard light", 0.5, 0.25, 0.25),
    ("vivid light", 1, 0, 0), ("vivid light", 0, 1, 1), ("divide", 0.25, 0.5, 0.5), ("divide", 0, 0, 0),
    ("hard mix", 0.4, 0.6, 0), ("hard mix", 0.6, 0.4, 1), ("hard mix", 0.3, 0.8, 1),
    ("linear burn", 0.75, 0.5, 0.25), ("pin light", 0.5, 0.9, 0.8), ("exclusion", 1, 0.25, 0.75),
])
def test_values_of_the_specifications(mode: str, b: float, s: float, result: float) -> None:
    assert one(mode, b, s) == pytest.approx(result, abs=1e-6)


def test_half_transparent_multiply_is_as_in_w3c() -> None:
    """The case libvips gets wrong: 200 multiplied by 128 at half alpha over opaque is 150, not 124."""
    layers = (PixelLayer(pixels=Pixels.of(np.full((1, 1, 4), (200, 200, 200, 255), np.uint8))),
              PixelLayer(pixels=Pixels.of(np.full((1, 1, 4), (128, 128, 128, 128), np.uint8)), blend="multiply"))
    document = Document(width=1, height=1, layers=layers)
    assert compose(document, document.rect)[0, 0].tolist() == [150, 150, 150, 255]


def test_dissolve_is_the_share_of_its_opacity_and_stays_in_place() -> None:
    full = Pixels.of(np.full((256, 256, 4), 255, np.uint8))
    document = Document(width=256, height=256, layers=(PixelLayer(pixels=full, blend="dissolve", opacity=0.3),))
    shown = compose(document, document.rect)[..., 3]
    assert set(np.unique(shown)) == {0, 255}
    assert abs((shown == 255).mean() - 0.3) < 0.01
    y, x = np.mgrid[0:256, 0:256]
    assert np.array_equal(shown == 255, blend.dissolve_threshold(x, y) < 0.3)
    part = document.rect.grown(-50)
    assert np.array_equal(compose(document, part)[..., 3], shown[50:-50, 50:-50])
