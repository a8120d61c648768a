"""From a tone, an attribute or a look, a direction and a degree to one step with numbers in it."""

from __future__ import annotations

from typing import Any

from editor.assistant.step import Step, make_step

# tone or attribute -> filter, its parameter, what "more" of it is without a degree
AMOUNTS: dict[str, tuple[str, str, float]] = {
    "brightness": ("brightness_contrast", "brightness", 25), "contrast": ("brightness_contrast", "contrast", 25),
    "warmth": ("white_balance", "temperature", 25), "saturation": ("hue_saturation", "saturation", 25),
    "vivid": ("vibrance", "vibrance", 35), "exposure": ("exposure", "stops", 0.5),
    "red": ("colour_balance", "midtones_red", 25), "green": ("colour_balance", "midtones_green", 25),
    "blue": ("colour_balance", "midtones_blue", 25), "hue": ("hue_saturation", "hue", 30),
}
_SEPIA = {"dark": (0.13, 0.09, 0.05, 1.0), "light": (1.0, 0.94, 0.82, 1.0)}
_BLUR_PX, _SOFT_PX, _SHARP = 8.0, 2.0, 80


def tone(name: str, sign: int, degree: float | None, amount: float | None) -> Step:
    """`amount` is a number that the sentence gives, `degree` a factor of the usual one; `sign` -1 is less of it."""
    factor = 1.0 if degree is None else degree
    if name in AMOUNTS:
        found, parameter, usual = AMOUNTS[name]
        size = abs(amount) if amount is not None else usual * factor
        return make_step("filter", found, **{parameter: sign * (size if name == "exposure" else round(size))})
    made: Step = _OTHERS[name](sign, factor, amount)
    return made


def _shadows(sign: int, factor: float, amount: float | None) -> Step:
    size = round(amount if amount is not None else 35 * factor)
    return make_step("filter", "shadows_highlights", shadows=sign * size)


def _highlights(sign: int, factor: float, amount: float | None) -> Step:
    """The filter darkens light places to the right."""
    return make_step("filter", "shadows_highlights", shadows=0,
                     highlights=-sign * round(amount if amount is not None else 35 * factor))


def _sharp(sign: int, factor: float, amount: float | None) -> Step:
    if sign < 0:
        return make_step("filter", "gaussian_blur", radius=_SOFT_PX * factor if amount is None else amount)
    return make_step("filter", "unsharp_mask", amount=round(_SHARP * factor if amount is None else amount))


def _blur(sign: int, factor: float, amount: float | None) -> Step:
    if sign < 0:
        return _sharp(1, factor, None)
    return make_step("filter", "gaussian_blur", radius=_BLUR_PX * factor if amount is None else amount)


def _noise(sign: int, factor: float, amount: float | None) -> Step:
    if sign > 0:
        return _grain(1, factor, amount)
    return make_step("filter", "reduce_noise", strength=round(35 * factor if amount is None else amount))


def _grain(sign: int, factor: float, amount: float | None) -> Step:
    if sign < 0:
        return _noise(-1, factor, amount)
    return make_step("filter", "grain", amount=round(20 * factor if amount is None else amount))


def _vignette(sign: int, factor: float, amount: float | None) -> Step:
    return make_step("filter", "vignette", amount=-sign * round(50 * factor if amount is None else amount))


_OTHERS: dict[str, Any] = {"shadows": _shadows, "highlights": _highlights, "sharp": _sharp, "blur": _blur,
                           "noise": _noise, "grain": _grain, "vignette": _vignette}


def look(preset: str, degree: float | None, amount: float | None, mod: str = "") -> Step:
    """A style. A degree below 1 or a percentage is its intensity."""
    values: dict[str, Any] = {"preset": preset}
    if amount is not None:
        values["intensity"] = min(amount / 100, 1.0)
    elif degree is not None and degree < 1:
        values["intensity"] = degree
    return modified(make_step("operation", "style", **values), mod)


def modified(style: Step, mod: str) -> Step:
    return style.with_(detail={"broad": 0.2, "fine": 0.8}[mod]) if mod else style


def filtered(name: str, degree: float | None, number: float | None) -> Step:
    """One of the filters that are asked for by name."""
    if name == "auto":
        return make_step("action", "auto_levels")
    if name == "sepia":
        return make_step("filter", "gradient_map", **_SEPIA)
    if name == "grayscale":
        return make_step("filter", "grayscale")
    if name == "invert":
        return make_step("filter", "invert")
    if name == "motion_blur":
        usual = 20 * (degree or 1.0)
        return make_step("filter", "motion_blur", distance=round(number if number is not None else usual))
    values = {} if number is None else {"levels" if name == "posterize" else "level": round(number)}
    return make_step("filter", name, **values)
