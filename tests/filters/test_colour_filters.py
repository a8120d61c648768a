"""Channel mixer, black and white by colour, photo filter and tables of colours, each against a formula of its own."""

from __future__ import annotations

import colorsys
from typing import Any

import numpy as np
import pytest

from editor.document.pixels import convert, white
from editor.filters.apply import filter_named
from editor.filters.cube import parsed
from inference.api import UserError

DTYPES = ("uint8", "uint16", "float32")


def noise(dtype: str = "uint8", seed: int = 1) -> np.ndarray:
    array = np.random.default_rng(seed).random((30, 40, 4), np.float32)
    return array if dtype == "float32" else convert(array, dtype)


def run(name: str, pixels: np.ndarray, **values: Any) -> np.ndarray:
    operation = filter_named(name)
    return operation.run(pixels, operation.parameters(**values), 1.0)


def unit(array: np.ndarray) -> np.ndarray:
    return array.astype(np.float64) / white(array.dtype)


def close(after: np.ndarray, wanted: np.ndarray) -> None:
    """Half a step of the depth, and what float32 rounds."""
    step = 0.501 / white(after.dtype) if after.dtype.kind == "u" else 2e-6
    wanted = np.clip(wanted, 0, 1) if after.dtype.kind == "u" else wanted
    assert np.abs(unit(after)[..., :3] - wanted).max() <= step + 1e-6


@pytest.mark.parametrize("dtype", DTYPES)
def test_channels_are_mixed(dtype: str) -> None:
    before = noise(dtype)
    after = run("channel_mixer", before, red_red=40, red_green=80, red_constant=-10, blue_red=-30)
    r, g, b = np.moveaxis(unit(before)[..., :3], -1, 0)
    close(after, np.dstack((0.4 * r + 0.8 * g - 0.1, g, b - 0.3 * r)))
    np.testing.assert_array_equal(after[..., 3], before[..., 3])
    grey = run("channel_mixer", before, red_red=20, red_green=30, red_blue=50, monochrome=True)
    close(grey, np.repeat((0.2 * r + 0.3 * g + 0.5 * b)[..., None], 3, axis=2))


@pytest.mark.parametrize("dtype", DTYPES)
def test_six_colours_weigh_a_grey(dtype: str) -> None:
    colours = np.zeros((1, 8, 4), np.float32)
    colours[0, :, :3] = [(1, 0, 0), (1, 1, 0), (0, 1, 0), (0, 1, 1), (0, 0, 1), (1, 0, 1), (1, 0.5, 0.2), (0.4,) * 3]
    colours[..., 3] = 1
    after = unit(run("black_white", convert(colours, dtype), reds=10, yellows=20, greens=30, cyans=40, blues=50,
                     magentas=60))
    wanted = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.2 + 0.5 * 0.1 + 0.3 * 0.2, 0.4]
    assert np.abs(after[0, :, 0] - wanted).max() < 1 / 250
    np.testing.assert_array_equal(after[..., 0], after[..., 2])


def test_a_tint_keeps_the_luma_of_the_grey() -> None:
    before = noise("float32") * np.float32(0.5)
    luma = np.array((0.299, 0.587, 0.114))
    grey, tinted = run("black_white", before), run("black_white", before, tinted=True, tint=(0.9, 0.6, 0.3, 1.0))
    assert np.abs(grey[..., :3] @ luma - tinted[..., :3] @ luma).max() < 1e-5
    assert (tinted[..., 0] > tinted[..., 2]).all()


@pytest.mark.parametrize("dtype", DTYPES)
def test_a_glass_multiplies_and_may_keep_the_brightness(dtype: str) -> None:
    before = noise(dtype)
    values = {"colour": (1.0, 0.5, 0.0, 1.0), "density": 40}
    r, g, b = np.moveaxis(unit(before)[..., :3], -1, 0)
    wanted = np.dstack((r, g * 0.8, b * 0.6))
    close(run("photo_filter", before, **values, keep=False), wanted)
    lost = (unit(before)[..., :3] - wanted) @ np.array((0.299, 0.587, 0.114))
    close(run("photo_filter", before, **values), wanted + lost[..., None])


def cube(edge: int, function: Any, head: str = "") -> str:
    ramp = [i / (edge - 1) for i in range(edge)]
    rows = [" ".join(f"{v:.6f}" for v in function(r, g, b)) for b in ramp for g in ramp for r in ramp]
    return f'TITLE "A look"\n# made by a test\n{head}LUT_3D_SIZE {edge}\n' + "\n".join(rows)


@pytest.mark.parametrize("dtype", DTYPES)
def test_a_linear_cube_is_exact_between_its_points(dtype: str) -> None:
    before = noise(dtype)
    table = cube(3, lambda r, g, b: (1 - r, 0.2 + 0.5 * b, g * 0.7))
    r, g, b = np.moveaxis(unit(before)[..., :3], -1, 0)
    wanted = np.dstack((1 - r, 0.2 + 0.5 * b, g * 0.7))
    close(run("colour_table", before, table=table), wanted)
    close(run("colour_table", before, table=table, amount=25), unit(before)[..., :3] * 0.75 + wanted * 0.25)


def test_a_curved_cube_is_near_and_greys_stay_grey() -> None:
    def look(r: float, g: float, b: float) -> tuple[float, ...]:
        h, l, s = colorsys.rgb_to_hls(r, g, b)  # noqa: E741
        return colorsys.hls_to_rgb(h, l ** 1.3, s * 0.8)

    before = noise("float32")
    grey = before.copy()
    grey[..., :3] = before[..., :1]
    wanted = np.array([[look(*map(float, p[:3])) for p in row] for row in before])
    table = cube(17, look)
    assert np.abs(run("colour_table", before, table=table)[..., :3] - wanted).max() < 0.06
    after = run("colour_table", grey, table=table)[..., :3]
    assert np.ptp(after, axis=2).max() < 1e-6


def test_a_domain_and_a_table_of_one_dimension() -> None:
    before = noise("float32")
    wide = cube(2, lambda r, g, b: (r, g, b), "DOMAIN_MIN 0 0 0\nDOMAIN_MAX 2 2 2\n")
    close(run("colour_table", before, table=wide), before[..., :3] / 2)
    single = "LUT_1D_SIZE 3\n0 0 1\n0.25 0.5 0.5\n1 1 0\n"
    after = run("colour_table", before, table=single)
    ends = np.interp(before[..., 0], (0, 0.5, 1), (0, 0.25, 1))
    close(after, np.dstack((ends, before[..., 1], 1 - before[..., 2])))


def test_three_dl_holds_whole_numbers_with_red_slowest() -> None:
    rows = [f"{1023 - 1023 * r} {1023 * g} {1023 * b}" for r in (0, 1) for g in (0, 1) for b in (0, 1)]
    table = parsed("0 1023\n" + "\n".join(rows) + "\n")
    assert table.points.shape == (2, 2, 2, 3)
    before = noise("float32")
    close(run("colour_table", before, table="0 1023\n" + "\n".join(rows)),
          np.dstack((1 - before[..., 0], before[..., 1], before[..., 2])))


@pytest.mark.parametrize("text", ["hello", "LUT_3D_SIZE 2\n0 0 0", "LUT_3D_SIZE 999999\n0 0 0", "1 2 3\n4 5 6",
                                  "LUT_3D_SIZE 2\nDOMAIN_MAX 0 0 0\n" + "0 0 0\n" * 8, "LUT_1D_SIZE 2\n0 0 nan\n1 1 1"])
def test_what_is_no_table_is_refused(text: str) -> None:
    with pytest.raises(UserError, match="no table of colours"):
        parsed(text)
