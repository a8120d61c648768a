"""The scene generator: words understood, light, weather, seeds, sizes, cancel."""

from __future__ import annotations

import numpy as np
import pytest

from inference.api import Cancelled, UserError
from inference.builtin.scene import draw, draw_apart
from inference.builtin.scene_letters import asked, width_px
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
    assert mean("a meadow at night").mean() < 0.6 * mean("a meadow at noon").mean()
    snow, green = (np.mean([draw(f"hills at noon{more}", 160, 112, seed, Steps())[0][80:, :, :3].mean((0, 1))
                            for seed in range(3)], 0) for more in (", snow", ""))
    assert snow.mean() > green.mean() + 40
    assert np.ptp(snow) < np.ptp(green)


def test_snow_lies_and_snowfall_falls() -> None:
    lying, falling = (draw(f"mountains at night, {word}", 240, 160, 3, Steps())[0][..., :3].astype(np.float32)
                      for word in ("snow", "snowfall"))

    def specks(picture: np.ndarray) -> float:
        sky = picture[5:50].mean(2)
        return float((np.abs(np.diff(sky, axis=1)) > 18).mean())

    assert specks(falling) > specks(lying) + 0.01


def test_a_night_scene_has_a_moon_and_warm_lights() -> None:
    """Not one dark plain: the brightest places are cool (moon, snow, water) in most pictures, warm in some."""
    warm = 0
    for seed in range(1, 9):
        picture = draw("a photo of a night scene", 320, 240, seed, Steps())[0][..., :3].astype(int)
        assert np.median(picture) < 80
        assert np.percentile(picture.max(2), 99.8) > 170
        warm += bool(((picture[..., 0] > 190) & (picture[..., 0] > picture[..., 2] + 50)).sum() >= 3)
    assert warm >= 3


def test_mountains_are_lit_from_the_side_of_the_sun() -> None:
    picture = draw("mountains at noon", 320, 220, 4, Steps())[0][..., :3].astype(np.float32)
    ridge = picture[60:130].mean(2)
    assert ridge.std() > 20


WORDS = [
    ('poster of hills with the words "HELLO THERE"', ("HELLO THERE",)),
    ("a beach, saying Wish you were here", ("Wish you were here",)),
    ("海边日落的海报，写着“夏天”", ("夏天",)), ("a lake at dawn", ()),
    ("'Quiet' over 'North' forest", ("Quiet", "North")),
]


@pytest.mark.parametrize(("prompt", "words"), WORDS)
def test_words_to_be_shown_are_found_and_are_no_part_of_the_scene(prompt: str, words: tuple[str, ...]) -> None:
    rest, found = asked(prompt)
    assert set(found) == set(words)
    assert understood(rest).not_understood == ()


def test_a_poster_has_a_frame_and_its_title_in_the_strip() -> None:
    plain = draw_apart('poster of mountains "UP HIGH"', 360, 260, 1, Steps())
    (title,) = plain.lettering
    assert title.text == "UP HIGH"
    assert 0.84 * 260 < title.y < 260
    assert width_px(title.text, title.size, title.weight, title.tracking) < 360
    paper = plain.pixels[2, 2, :3].astype(int)
    assert np.abs(plain.pixels[-4, 10:350, :3].astype(int) - paper).max() < 4
    shown = draw('poster of mountains "UP HIGH"', 360, 260, 1, Steps())[0]
    changed = np.abs(shown[..., :3].astype(int) - plain.pixels[..., :3]).max(2) > 40
    assert changed.any()
    assert np.argwhere(changed)[:, 0].min() > 0.8 * 260


def test_flat_pictures_have_few_colours_and_ink_has_no_hue() -> None:
    flat = draw("flat sea with boat, sunset", 320, 220, 1, Steps())[0][..., :3]
    photo = draw("sea with boat, sunset", 320, 220, 1, Steps())[0][..., :3]
    assert len(np.unique(flat[120:] // 4 * 4, axis=0)) <= len(np.unique(photo[120:] // 4 * 4, axis=0))
    rough = [np.abs(np.diff(p[150:].astype(int), axis=1)).mean() for p in (flat, photo)]
    assert rough[0] < rough[1]
    ink = draw("ink mountains, moon, night", 320, 220, 1, Steps())[0][..., :3].astype(int)
    assert np.ptp(ink, 2).mean() < 24
    assert (ink.mean(2) < 70).mean() > 0.01


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
