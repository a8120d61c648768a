"""Photoshop's adjustment layers as ours and back, as far as both can say the same thing.

Structures after the Adobe Photoshop File Formats Specification, "Additional Layer Information". What either side cannot
express is None: the reader then shows the merged picture of the file, the writer writes pixels.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

import numpy as np

from editor.document.layer import AdjustmentLayer
from editor.filters.apply import filter_named
from editor.filters.levels import Levels, tones
from inference.api import Operation, UserError, validated

Values = dict[str, Any]
Point = tuple[float, float]
CHANNELS = ("rgb", "red", "green", "blue")
RANGES = ("reds", "yellows", "greens", "cyans", "blues", "magentas")
# The edges of Photoshop's ranges, degrees: none, all, all, none of a change.
EDGES = ((315, 345, 15, 45), (15, 45, 75, 105), (75, 105, 135, 165), (135, 165, 195, 225), (195, 225, 255, 285),
         (255, 285, 315, 345))
MOST_POINTS = 19  # of a curve
NEUTRAL = (0, 255, 0, 255, 100)  # of levels
GRADIENT_END = 4096
RGB_KEYS = (b"Rd  ", b"Grn ", b"Bl  ")  # a colour in a descriptor, 0-255
HEAVY_POINTS = tuple(np.linspace(0, 1, 17).tolist())


def reading(item: Any) -> tuple[Operation, Any] | None:
    """The filter and its parameters of an adjustment layer of psd-tools."""
    read = READERS.get(item.kind)
    try:
        found = read(item) if read is not None else None
    except (AttributeError, TypeError, ValueError, IndexError, KeyError, struct.error):
        return None  # a block that is missing or cut short
    if found is None:
        return None
    name, values = found
    operation = filter_named(name)
    try:
        return operation, validated(operation.parameters(**values))
    except UserError:
        return None


def written(layer: AdjustmentLayer) -> tuple[Any, Any] | None:
    """The tag and the block of psd-tools that say what the layer does."""
    write = WRITERS.get(layer.operation.id)
    return None if write is None else write(layer.params)


# ---- reading

def _levels(item: Any) -> tuple[str, Values] | None:
    records = [(r.input_floor, r.input_ceiling, r.output_floor, r.output_ceiling, r.gamma) for r in item.data[:4]]
    if _is_grey(item):  # the one channel stands where red does otherwise
        records = [records[1] if records[1] != NEUTRAL else records[0]]
    used = [i for i, record in enumerate(records) if record != NEUTRAL]
    if len(used) <= 1:
        return "levels", _level_values(records[used[0] if used else 0], CHANNELS[used[0] if used else 0])
    return "curves", {channel: _sampled(_level_values(record, "rgb"))
                      for channel, record in zip(CHANNELS, records, strict=True)}


def _is_grey(item: Any) -> bool:
    return bool(item._psd.color_mode.name == "GRAYSCALE")


def _level_values(record: tuple[int, ...], channel: str) -> Values:
    low, high, out_low, out_high, gamma = record
    return {"channel": channel, "black": float(low), "white": float(high), "gamma": gamma / 100,
            "out_black": float(out_low), "out_white": float(out_high)}


def _sampled(values: Values) -> tuple[Point, ...]:
    """Levels as points of a curve, its corners among them."""
    corners = {values["black"] / 255, values["white"] / 255}
    places = np.array(sorted({*HEAVY_POINTS, *corners}), np.float32)
    found = tones(Levels(**values))[0](places)
    return tuple((float(x), float(y)) for x, y in zip(places, found, strict=True))


def _curves(item: Any) -> tuple[str, Values] | None:
    data = item.data
    extra = item.extra
    if extra is not None:
        pairs = [(entry.channel_id, entry.points) for entry in extra]
    elif data.version == 1:
        channels = [i for i in range(32) if data.count_map >> i & 1]
        pairs = list(zip(channels, data.data, strict=False))
    else:
        pairs = list(enumerate(data.data))
    names = ("rgb", "rgb") if _is_grey(item) else CHANNELS
    return "curves", {names[i]: _points(points) for i, points in pairs if i < len(names)}


def _points(points: list[Any]) -> tuple[Point, ...]:
    """Pairs (output, input) 0-255, or a table of 256 outputs."""
    if isinstance(points[0], int):
        return tuple((i / 255, points[i] / 255) for i in range(0, 256, 15))
    return tuple(sorted((x / 255, y / 255) for y, x in points))


def _hue_saturation(item: Any) -> tuple[str, Values] | None:
    if item.enable_colorization:
        hue, saturation, lightness = item.colorization
        return "hue_saturation", {"colourise": True, "hue": _turned(hue), "saturation": 2 * saturation - 100,
                                  "lightness": lightness}
    changed = [(name, values) for name, (_, values) in zip(RANGES, item.data, strict=False) if any(values)]
    if any(item.master):
        if changed:
            return None
        changed = [("all", item.master)]
    if len(changed) > 1:
        return None
    name, (hue, saturation, lightness) = changed[0] if changed else ("all", (0, 0, 0))
    return "hue_saturation", {"range": name, "hue": hue, "saturation": saturation, "lightness": lightness}


def _turned(hue: int) -> int:
    return (hue + 180) % 360 - 180


def _colour_balance(item: Any) -> tuple[str, Values]:
    tones_ = {"shadows": item.shadows, "midtones": item.midtones, "highlights": item.highlights}
    values = {f"{tone}_{name}": value for tone, moves in tones_.items()
              for name, value in zip(CHANNELS[1:], moves, strict=True)}
    return "colour_balance", {**values, "keep": bool(item.luminosity)}


def _black_white(item: Any) -> tuple[str, Values]:
    values: Values = {name: getattr(item, name[:-1]) for name in RANGES}
    colour = item.tint_color
    if item.use_tint and colour is not None:
        values |= {"tinted": True, "tint": (*(float(colour.get(k, 0)) / 255 for k in RGB_KEYS), 1.0)}
    return "black_white", values


def _channel_mixer(item: Any) -> tuple[str, Values]:
    """Rows of red, green, blue, black and a constant: one of a grey, or one for each channel."""
    data = [*item.data]
    rest = item._data.unknown
    data += struct.unpack(f">{len(rest) // 2}h", rest[:len(rest) // 2 * 2])
    rows = {"red": data[:5]} if item.monochrome else {
        name: data[5 * i:5 * i + 5] for i, name in enumerate(CHANNELS[1:])}
    values = {f"{name}_{part}": row[place] for name, row in rows.items()
              for part, place in (("red", 0), ("green", 1), ("blue", 2), ("constant", 4))}
    return "channel_mixer", {**values, "monochrome": bool(item.monochrome)}


def _gradient_map(item: Any) -> tuple[str, Values] | None:
    stops = item.color_stops
    if [stop.location for stop in stops] != [0, GRADIENT_END] or any(stop.mode for stop in stops):
        return None
    dark, light = ((*(v / 65535 for v in stop.color[:3]), 1.0) for stop in stops)
    return "gradient_map", {"dark": dark, "light": light, "reverse": bool(item.reversed)}


def _photo_filter(item: Any) -> tuple[str, Values] | None:
    if item.color_space != 0 or item.color_components is None:  # RGB; newer records hold XYZ
        return None
    colour = (*(v / 65535 for v in item.color_components[:3]), 1.0)
    return "photo_filter", {"colour": colour, "density": item.density, "keep": bool(item.luminosity)}


READERS: Mapping[str, Callable[[Any], tuple[str, Values] | None]] = MappingProxyType({
    "levels": _levels, "curves": _curves, "huesaturation": _hue_saturation, "colorbalance": _colour_balance,
    "blackandwhite": _black_white, "channelmixer": _channel_mixer, "gradientmap": _gradient_map,
    "photofilter": _photo_filter,
    "brightnesscontrast": lambda item: ("brightness_contrast", {"brightness": item.brightness,
                                                                "contrast": item.contrast}),
    "exposure": lambda item: ("exposure", {"stops": item.exposure, "offset": item.exposure_offset,
                                           "gamma": item.gamma}),
    "vibrance": lambda item: ("vibrance", {"vibrance": item.vibrance, "saturation": item.saturation}),
    "invert": lambda item: ("invert", {}),
    "posterize": lambda item: ("posterize", {"levels": item.posterize}),
    "threshold": lambda item: ("threshold", {"level": item.threshold}),
})


# ---- writing

def _write_levels(params: Any) -> tuple[Any, Any]:
    from psd_tools.constants import Tag
    from psd_tools.psd.adjustments import LevelRecord
    from psd_tools.psd.adjustments import Levels as Block

    records = [LevelRecord(*NEUTRAL) for _ in range(29)]
    records[CHANNELS.index(params.channel)] = LevelRecord(
        round(params.black), round(params.white), round(params.out_black), round(params.out_white),
        round(params.gamma * 100))
    return Tag.LEVELS, Block(version=2, items=records)


def _write_curves(params: Any) -> tuple[Any, Any] | None:
    from psd_tools.constants import Tag
    from psd_tools.psd.adjustments import Curves, CurvesExtraItem, CurvesExtraMarker

    curves = []
    for name in CHANNELS:
        points = {round(255 * min(max(x, 0), 1)): round(255 * min(max(y, 0), 1)) for x, y in getattr(params, name)}
        if not 2 <= len(points) <= MOST_POINTS:
            return None
        curves.append([(y, x) for x, y in sorted(points.items())])
    extra = CurvesExtraMarker(version=4, items=[CurvesExtraItem(i, points) for i, points in enumerate(curves)])
    return Tag.CURVES, Curves(is_map=False, version=1, count_map=0b1111, data=curves, extra=extra)


def _write_hue_saturation(params: Any) -> tuple[Any, Any]:
    from psd_tools.constants import Tag
    from psd_tools.psd.adjustments import HueSaturation

    own, none = (params.hue, params.saturation, params.lightness), (0, 0, 0)
    single = (params.hue % 360, (params.saturation + 100) // 2, params.lightness) if params.colourise else (0, 25, 0)
    items = [[edges, own if params.range == name and not params.colourise else none]
             for name, edges in zip(RANGES, EDGES, strict=True)]
    master = own if params.range == "all" and not params.colourise else none
    return Tag.HUE_SATURATION, HueSaturation(version=2, enable=int(params.colourise), colorization=single,
                                             master=master, items=items)


def _write_colour_balance(params: Any) -> tuple[Any, Any]:
    from psd_tools.constants import Tag
    from psd_tools.psd.adjustments import ColorBalance

    moves = [tuple(getattr(params, f"{tone}_{name}") for name in CHANNELS[1:])
             for tone in ("shadows", "midtones", "highlights")]
    return Tag.COLOR_BALANCE, ColorBalance(*moves, luminosity=params.keep)


def _write_channel_mixer(params: Any) -> tuple[Any, Any]:
    from psd_tools.constants import Tag
    from psd_tools.psd.adjustments import ChannelMixer

    rows = [[getattr(params, f"{name}_{part}") for part in CHANNELS[1:]] + [0, getattr(params, f"{name}_constant")]
            for name in CHANNELS[1:]]
    rest = [value for row in (*rows[1:], [0, 0, 0, 100, 0]) for value in row]
    return Tag.CHANNEL_MIXER, ChannelMixer(version=1, monochrome=int(params.monochrome), data=rows[0],
                                           unknown=struct.pack(">15h", *rest))


def _write_gradient_map(params: Any) -> tuple[Any, Any] | None:
    from psd_tools.constants import Tag
    from psd_tools.psd.adjustments import ColorStop, GradientMap, TransparencyStop

    if params.amount != 100:
        return None
    stops = [ColorStop(place, 50, 0, (*(round(65535 * v) for v in colour[:3]), 0))
             for place, colour in ((0, params.dark), (GRADIENT_END, params.light))]
    clear = [TransparencyStop(place, 50, 255) for place in (0, GRADIENT_END)]
    return Tag.GRADIENT_MAP, GradientMap(
        version=1, is_reversed=int(params.reverse), name="Custom", color_stops=stops, transparency_stops=clear,
        interpolation=GRADIENT_END, color_model=3, minimum_color=[0, 0, 0, 0], maximum_color=[32768] * 3 + [0])


def _write_exposure(params: Any) -> tuple[Any, Any]:
    from psd_tools.constants import Tag
    from psd_tools.psd.adjustments import Exposure

    return Tag.EXPOSURE, Exposure(1, params.stops, params.offset, params.gamma)


def _write_black_white(params: Any) -> tuple[Any, Any]:
    from psd_tools.constants import Tag
    from psd_tools.psd.descriptor import Bool, Descriptor, Double, Integer

    keys = (b"Rd  ", b"Yllw", b"Grn ", b"Cyn ", b"Bl  ", b"Mgnt")
    items = [(key, Integer(getattr(params, name))) for key, name in zip(keys, RANGES, strict=True)]
    tint = Descriptor(name="", classID=b"RGBC", items=[
        (key, Double(255 * value)) for key, value in zip(RGB_KEYS, params.tint, strict=False)])
    return Tag.BLACK_AND_WHITE, _described([*items, (b"useTint", Bool(params.tinted)), (b"tintColor", tint),
                                            (b"bwPresetKind", Integer(1))])


def _write_vibrance(params: Any) -> tuple[Any, Any]:
    from psd_tools.constants import Tag
    from psd_tools.psd.descriptor import Integer

    return Tag.VIBRANCE, _described([(b"vibrance", Integer(params.vibrance)), (b"Strt", Integer(params.saturation))])


def _write_brightness(params: Any) -> tuple[Any, Any]:
    from psd_tools.constants import Tag
    from psd_tools.psd.descriptor import Bool, Integer

    return Tag.CONTENT_GENERATOR_EXTRA_DATA, _described([
        (b"Vrsn", Integer(1)), (b"Brgh", Integer(params.brightness)), (b"Cntr", Integer(params.contrast)),
        (b"means", Integer(127)), (b"Lab ", Bool(False)), (b"useLegacy", Bool(True)), (b"Auto", Bool(False))])


def _described(items: list[tuple[bytes, Any]]) -> Any:
    from psd_tools.psd.descriptor import DescriptorBlock

    return DescriptorBlock(version=16, name="", classID=b"null", items=items)


def _write_number(tag: str, field: str) -> Callable[[Any], tuple[Any, Any]]:
    def write(params: Any) -> tuple[Any, Any]:
        from psd_tools.constants import Tag
        from psd_tools.psd.base import EmptyElement, ShortIntegerElement

        return Tag[tag], ShortIntegerElement(getattr(params, field)) if field else EmptyElement()

    return write


WRITERS: Mapping[str, Callable[[Any], tuple[Any, Any] | None]] = MappingProxyType({
    "levels": _write_levels, "curves": _write_curves, "hue_saturation": _write_hue_saturation,
    "colour_balance": _write_colour_balance, "channel_mixer": _write_channel_mixer,
    "gradient_map": _write_gradient_map, "exposure": _write_exposure, "black_white": _write_black_white,
    "vibrance": _write_vibrance, "brightness_contrast": _write_brightness,
    "invert": _write_number("INVERT", ""), "posterize": _write_number("POSTERIZE", "levels"),
    "threshold": _write_number("THRESHOLD", "level"),
})
