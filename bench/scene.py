"""Scenes: processor seconds for a megapixel, and contact sheets of prompts with two seeds in build/scene-*.png."""

from __future__ import annotations

import time

import numpy as np

from bench._sheets import ROOT, Quiet, filled, labelled, save, sheet
from inference.builtin.scene import draw

PROMPTS = (
    "a photo of a night scene", "a city skyline at night", "night sky with milky way over mountains",
    "aurora over a lake with forest", "snowy mountains by a lake at dawn", "sunset over the sea with a sailboat",
    "tropical beach at noon", "desert dunes at sunset", "foggy pine forest in the morning",
    "meadow with flowers and hills",
    "village in snow at dusk", "lighthouse at night by the sea", "hot air balloons over mountains",
    "road through autumn hills", "stormy sea with lightning", "rain over a city street in the evening",
    "full moon over the sea", "an island in a calm sea, cloudy", "cabin by a lake in winter, night",
    "abstract blue and orange", "geometric pattern, pastel", "watercolour lake with mountains", "ink mountains in mist",
    'minimalist poster of mountains at sunset with the words "HIGHER GROUND"',
)
CHINESE = {  # with what the label says, as OpenCV draws Latin letters only
    "夜景照片": "night scene", "雪山下的湖泊，清晨": "lake under snowy mountains, morning",
    "海边的灯塔，暴风雨": "lighthouse by the sea, storm", "樱花树下的湖": "lake under cherry blossom",
    "沙漠星空银河": "desert, stars, milky way", "热气球与草原花海": "balloons over a flowering meadow",
    "秋天的乡村小路": "country road in autumn", "下雪的村庄，黄昏": "village in falling snow, dusk",
}
UNKNOWN = "a red dragon over a castle at night, 一只猫"
SIZE, CELL = (1200, 840), (480, 336)


def main() -> None:
    cells, spent = [], []
    for prompt in (*PROMPTS, *CHINESE):
        for seed in (1, 2):
            start = time.process_time()
            picture, missed = draw(prompt, *SIZE, seed, Quiet())
            spent.append((time.process_time() - start) / (SIZE[0] * SIZE[1]) * 1e6)
            cells.append(labelled(filled(picture, CELL), f"{CHINESE.get(prompt, prompt)} #{seed}"))
        told = f"  not understood: {', '.join(missed)}" if missed else ""
        print(f"{np.mean(spent[-2:]):5.2f} s of processor time for a megapixel  {prompt}{told}")
    for number in range(0, len(cells), 16):
        save(ROOT / "build" / f"scene-{number // 16 + 1}.png", sheet(cells[number:number + 16], 4))
    print(f"  {UNKNOWN}: not understood: {', '.join(draw(UNKNOWN, 64, 48, 1, Quiet())[1])}")
    print(f"{np.median(spent):5.2f} s of processor time for a megapixel, median; {max(spent):.2f} s the slowest")


if __name__ == "__main__":
    main()
