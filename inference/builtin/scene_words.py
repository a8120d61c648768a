"""What the scene generator understands: English and Chinese words, and what each asks for."""

from __future__ import annotations

import re
from dataclasses import dataclass

# kind -> value -> words; a word of several parts is looked for first.
VOCABULARY: dict[str, dict[str, str]] = {
    "time": {
        "night": "night midnight nighttime nocturnal moonlit dark 夜晚 夜里 夜景 夜色 深夜 午夜 夜",
        "dusk": "dusk twilight evening blue_hour 黄昏 傍晚 暮色",
        "sunset": "sunset golden_hour sundown 日落 夕阳 落日 晚霞",
        "dawn": "dawn sunrise morning daybreak 日出 黎明 清晨 早晨 朝霞",
        "day": "day noon daytime midday afternoon daylight sunny summer 白天 中午 正午 下午 晴天 晴朗",
    },
    "weather": {
        "snow": "snow snowy winter wintry snow_covered snowcapped 雪 冬天 冬季 雪景 积雪",
        "snowfall": "snowfall snowing blizzard falling_snow snowflakes 下雪 大雪 飘雪 暴风雪 雪花",
        "rain": "rain rainy raining rainfall drizzle 雨 下雨 雨天",
        "fog": "fog foggy mist misty haze hazy 雾 薄雾 大雾",
        "storm": "storm stormy thunderstorm lightning thunder 暴风雨 雷雨 闪电 风暴",
        "overcast": "overcast gloomy grey_sky cloudy_sky 阴天 乌云",
        "clouds": "cloud clouds cloudy 云 多云 白云 云朵",
        "clear": "clear cloudless 无云 晴空",
        "autumn": "autumn fall_colours autumnal 秋天 秋季 秋",
        "blossom": "cherry_blossom cherry_blossoms cherry_tree cherry_trees blossoming sakura 樱花 樱花树 桃花 桃花树",
    },
    "thing": {
        "moon": "moon moonlight full_moon crescent 月亮 月光 满月 月",
        "sun": "sun sunshine sunlight 太阳 阳光",
        "stars": "star stars starry starlight starry_night night_sky 星星 星空 繁星 星",
        "milkyway": "milky_way galaxy cosmos universe space nebula 银河 星系 宇宙",
        "aurora": "aurora northern_lights polar_lights borealis 极光",
        "mountains": "mountain mountains mountainous peak peaks alps alpine summit cliff cliffs volcano "
                     "山 高山 山脉 雪山 山峰",
        "hills": "hill hills hilly valley countryside landscape rolling_hills 山丘 丘陵 山谷 乡村 田园 风景",
        "sea": "sea ocean seascape waves wave water coast seaside bay 海 大海 海洋 海浪 海边 波浪",
        "lake": "lake pond river riverside lakeside harbour harbor reflection reflections "
                "湖 湖泊 湖边 湖水 河 河流 江 池塘 倒影 水 水面",
        "beach": "beach sand sandy shore seashore tropical 海滩 沙滩 海岸",
        "desert": "desert dune dunes sahara 沙漠 沙丘",
        "forest": "forest woods wood woodland pine pines fir firs jungle trees 森林 树林 松树 松林",
        "tree": "tree oak 树 大树",
        "meadow": "meadow field fields grass grassland prairie lawn pasture park 草地 草原 田野 草坪 公园",
        "flowers": "flower flowers poppies tulips wildflowers blossom lavender spring 花 鲜花 花朵 野花 花海 春天",
        "village": "village town houses hamlet 村庄 村子 小镇 村落",
        "house": "house cabin cottage hut farm home barn 房子 小屋 木屋 农舍",
        "city": "city skyline cityscape skyscraper skyscrapers downtown buildings building metropolis urban "
                "城市 天际线 高楼 摩天大楼 都市 大厦",
        "road": "road street path highway lane trail 路 道路 公路 小路 街道",
        "boat": "boat boats sailboat ship sailing yacht 船 小船 帆船 渔船",
        "lighthouse": "lighthouse 灯塔",
        "balloon": "balloon balloons hot_air_balloon hot_air_balloons 热气球 气球",
        "birds": "bird birds seagulls gulls flock 鸟 飞鸟 鸟群 海鸥",
        "island": "island islands 岛 岛屿 小岛",
        "abstract": "abstract abstraction swirl swirls fluid marble liquid 抽象",
        "pattern": "pattern geometric tiles mosaic texture wallpaper background gradient 图案 几何 纹理 背景 渐变",
    },
    "style": {
        "poster": "poster travel_poster placard 海报 招贴",
        "flat": "flat minimalist minimal vector illustration simple cartoon 扁平 极简 插画 卡通",
        "watercolour": "watercolour watercolor aquarelle 水彩 水彩画",
        "ink": "ink sumi sumi_e ink_wash line_art 水墨 水墨画 墨 国画",
        "oil": "oil oil_painting painting impressionist painted 油画 绘画",
        "pencil": "pencil sketch drawing 铅笔 素描 速写",
        "photo": "photo photograph photography photorealistic realistic photographic picture image "
                 "照片 摄影 写实 真实 图片",
    },
    "palette": {
        "warm": "warm golden gold amber 温暖 暖色 金色 金黄",
        "cold": "cold cool icy frozen 寒冷 冷色 冰",
        "pastel": "pastel soft dreamy gentle pale 柔和 梦幻 粉彩",
        "neon": "neon cyberpunk vivid vibrant colourful colorful 霓虹 赛博朋克 鲜艳 彩色 多彩",
        "mono": "black_and_white monochrome greyscale grayscale noir 黑白 单色",
        "red": "red crimson scarlet 红 红色", "orange": "orange 橙 橙色 橘色", "yellow": "yellow 黄 黄色",
        "green": "green emerald lush 绿 绿色 翠绿", "teal": "teal turquoise cyan 青 青色 碧绿",
        "blue": "blue azure indigo navy 蓝 蓝色 湛蓝", "purple": "purple violet magenta 紫 紫色",
        "pink": "pink rose 粉 粉色 粉红",
    },
}
_FILLER_WORDS = """
a an the of at in on over under with and or to by near from into for some very beautiful scenic scene
view nice lovely peaceful calm quiet serene great wide big large small little tall high far distant many
few lots there is are this that its my your one two three several behind before front above below beside
between around through across along lit lights light window windows bright lonely single old rising
setting style sky full like high_quality detailed 8k 4k hd best quality masterpiece landscape horizon
reflected reflecting deep still capped rolling dramatic magical majestic stunning atmosphere
atmospheric covered top hot air it no 的 一 个 张 幅 座 条 片 只 艘 在 上 下 里 中 和 与 有 旁 边 美丽
漂亮 宁静 平静 远处 远方 画 风格 场景 天空 蓝天 灯光 窗户 是 着 了 之 大 小 倒映 、 ， 。 座落 群
"""
_FILLER = frozenset(_FILLER_WORDS.split())


@dataclass(frozen=True)
class Wish:
    """What a prompt asks for. `time`, `style` are "" when it does not say."""

    time: str = ""
    style: str = ""
    weather: frozenset[str] = frozenset()
    things: frozenset[str] = frozenset()
    palette: tuple[str, ...] = ()
    not_understood: tuple[str, ...] = ()


def _index() -> dict[str, tuple[str, str]]:
    return {word.replace("_", " "): (kind, value) for kind, values in VOCABULARY.items()
            for value, words in values.items() for word in words.split()}


def understood(prompt: str) -> Wish:
    """Read a prompt word by word; phrases first, plurals forgiven."""
    index = _index()
    found: list[tuple[str, str]] = []
    missed: list[str] = []
    for piece in re.findall(r"[\u3400-\u9fff]+|[^\W\d_][\w'-]*|\d\w*", prompt.lower()):
        if "\u3400" <= piece[0] <= "\u9fff":
            _read_chinese(piece, index, found, missed)
    words = re.findall(r"[a-z0-9][a-z0-9']*", re.sub(r"[-_]", " ", prompt.lower()))
    at = 0
    while at < len(words):
        at += _read_english(words, at, index, found, missed)
    return _wish(found, missed)


def _read_english(
    words: list[str], at: int, index: dict[str, tuple[str, str]], found: list[tuple[str, str]], missed: list[str],
) -> int:
    for count in (4, 3, 2, 1):
        phrase = " ".join(words[at:at + count])
        for form in (phrase, phrase.removesuffix("s"), phrase.removesuffix("es"), phrase.removesuffix("'s")):
            if form in index and at + count <= len(words):
                found.append(index[form])
                return count
    word = words[at]
    if word not in _FILLER and word.removesuffix("s") not in _FILLER and not word.isdigit() and word not in missed:
        missed.append(word)
    return 1


def _read_chinese(
    run: str, index: dict[str, tuple[str, str]], found: list[tuple[str, str]], missed: list[str],
) -> None:
    at, unknown = 0, ""
    while at < len(run):
        for count in (5, 4, 3, 2, 1):
            part = run[at:at + count]
            if len(part) == count and (part in index or part in _FILLER):
                if part in index:
                    found.append(index[part])
                if unknown and unknown not in missed:
                    missed.append(unknown)
                unknown = ""
                at += count
                break
        else:
            unknown += run[at]
            at += 1
    if unknown and unknown not in missed:
        missed.append(unknown)


def _wish(found: list[tuple[str, str]], missed: list[str]) -> Wish:
    def of(kind: str) -> list[str]:
        return [value for k, value in found if k == kind]

    times, styles = of("time"), of("style")
    order = ("sunset", "dawn", "dusk", "night", "day")
    time = min(times, key=order.index) if times else ""
    style = next((s for s in ("poster", *styles) if s in styles and s != "photo"), styles[0] if styles else "")
    weather = frozenset(of("weather"))
    weather |= {"snow"} if "snowfall" in weather else set()
    things = frozenset(of("thing")) | ({"tree"} if "blossom" in weather else set())
    return Wish(time, style, weather, things, tuple(dict.fromkeys(of("palette"))),
                tuple(missed))
