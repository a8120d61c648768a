"""The scene generator: words understood, light, weather, seeds, sizes, cancel."""

from __future__ import annotations

import numpy as np
import pytest

from inference.api import Cancelled, UserError
from inference.builtin.scene import draw
from inference.builtin.scene_words import VOCABULARY, understood


class Steps:
    def __init__(self, stop_after: int = 10**9) -> None:
        self.left = stop_after

    def step(self, fraction: float, stage: str, preview: object = None) -> None:
        self.left -= 1
        if self.left < 0:
            raise Cancelled

    def part(self, start: float, end: float) -> Steps:
        return self


def mean(prompt: str, seeds: range = range(3)) -> np.ndarray:
    return np.mean([draw(prompt, 160, 112, s, Steps())[0][..., :3].mean((0, 1)) for s in seeds], 0)


def test_same_words_and_seed_same_picture_and_other_seeds_differ() -> None:
    one, two, other = (draw("mountains by a lake", 200, 140, s, Steps())[0].astype(int) for s in (5, 5, 6))
    assert np.array_equal(one, two)
    assert np.abs(one - other).mean() > 6


def test_night_is_darker_than_noon_and_snow_is_whiter() -> None:
    assert mean("a meadow at night").mean() < 0.5 * mean("a meadow at noon").mean()
    snow, green = mean("hills in winter snow, noon"), mean("hills at noon")
    assert snow.mean() > green.mean() + 15
    assert np.ptp(snow) < np.ptp(green)


def test_a_city_at_night_has_lit_windows() -> None:
    picture = draw("a city skyline at night", 320, 220, 1, Steps())[0][..., :3].astype(int)
    warm = (picture[..., 0] > 170) & (picture[..., 0] > picture[..., 2] + 25)
    assert warm.mean() > 0.005
    assert np.median(picture) < 90


def test_sunset_is_warmer_than_noon() -> None:
    sunset, noon = mean("sea at sunset"), mean("sea at noon")
    assert sunset[0] - sunset[2] > noon[0] - noon[2] + 20


@pytest.mark.parametrize("value", sorted(VOCABULARY["thing"]) + sorted(VOCABULARY["weather"]))
def test_everything_can_be_drawn(value: str) -> None:
    kind = "thing" if value in VOCABULARY["thing"] else "weather"
    word = VOCABULARY[kind][value].split()[0].replace("_", " ")
    for time in ("night", "day"):
        picture, missed = draw(f"{word}, {time}", 120, 84, 2, Steps())
        assert picture.shape == (84, 120, 4)
        assert picture[..., 3].min() == 255
        assert missed == ()
        assert picture[..., :3].std() > 2


@pytest.mark.parametrize("style", sorted(VOCABULARY["style"]))
def test_styles_change_the_picture(style: str) -> None:
    word = VOCABULARY["style"][style].split()[0]
    plain = draw("mountains by a lake, noon", 120, 84, 2, Steps())[0]
    drawn = draw(f"mountains by a lake, noon, {word}", 120, 84, 2, Steps())[0]
    assert drawn.shape == plain.shape


def test_unknown_words_are_named() -> None:
    assert draw("a dragon over the sea with a teapot", 64, 48, 0, Steps())[1] == ("dragon", "teapot")
    assert understood("恐龙在海边").not_understood == ("恐龙",)


def test_chinese_words_ask_for_the_same() -> None:
    assert understood("夜晚的城市倒映在湖中").things >= {"city", "lake"}
    assert understood("夜晚的城市").time == understood("a city at night").time == "night"


def test_nothing_understood_gives_an_abstract_picture() -> None:
    picture, missed = draw("qwertz", 90, 60, 0, Steps())
    assert missed == ("qwertz",)
    assert picture[..., :3].std() > 8


@pytest.mark.parametrize("size", [(1, 1), (3, 90), (90, 3), (17, 23)])
def test_any_size(size: tuple[int, int]) -> None:
    for prompt in ("a city at night by the sea", "beach, boat, lighthouse", "geometric pattern", "forest in fog"):
        assert draw(prompt, *size, 0, Steps())[0].shape == (size[1], size[0], 4)


def test_cancel_and_refusal() -> None:
    with pytest.raises(Cancelled):
        draw("mountains", 64, 64, 0, Steps(2))
    with pytest.raises(UserError):
        draw("mountains", 0, 10, 0, Steps())
