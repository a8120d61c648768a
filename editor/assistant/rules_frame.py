"""The rules of the grammar for the frame and the tools around the picture: history, words, new pictures, selections,
crop, turn, size, canvas."""

from __future__ import annotations

from editor.assistant.clause import Clause
from editor.assistant.grammar import Reading, Target, selection_of
from editor.assistant.marks import is_chinese
from editor.assistant.step import Step, changed, make_step

_SCALES = ("2", "3", "4", "6", "8")  # of the operation upscale
_EXTEND_PX = 256  # where no number is said
_TURNS = {90.0: "", 180.0: "half", 270.0: "back"}


def history(clause: Clause, reading: Reading) -> bool:
    found = clause.value("do", "undo", "redo")
    if not found or clause.words:
        return False
    reading.add(make_step("action", found, times=round(clause.figure("level", "") or 1)))
    return True


def writing(clause: Clause, reading: Reading) -> bool:
    """Words in the picture: on the one that is there, or on one that is made."""
    if not clause.has("quote"):
        return False
    if clause.has("do", "poster", "generate"):
        reading.add(make_step("operation", "generate", prompt=_subject(clause)))
        reading.opened = True
        return True
    if clause.has("do", "write", "says") or clause.has("verb", "add"):
        place = clause.value("place", "top", "bottom")
        reading.add(make_step("action", "text", words=clause.value("quote"), **({"place": place} if place else {})))
        return True
    return False


def _subject(clause: Clause) -> str:
    """What a new picture shows: all that follows the verb."""
    at = max(clause.index("do", "generate"), clause.index("verb", "make") if clause.has("do", "poster") else -1) + 1
    while at < len(clause.marks) and clause.marks[at].kind in ("art", "fill", "det"):
        at += 1
    return clause.text(at)


def generating(clause: Clause, reading: Reading) -> bool:
    at = clause.index("do", "generate")
    if at < 0 or any(m.kind == "thing" and m.value == "picture" for m in clause.marks[at:at + 3]):
        return False
    prompt = _subject(clause)
    if not prompt or (is_chinese(prompt) and not prompt.strip("的画")):
        return False
    reading.add(make_step("operation", "generate", prompt=prompt))
    reading.opened = True
    return True


def selecting(clause: Clause, reading: Reading) -> bool:
    whole = {"all": "all", "deselect": "none", "invert_selection": "invert"}
    for name, made in whole.items():
        if clause.has("do", name):
            reading.add(make_step("selection", made))
            return True
    if clause.has("do", "feather"):
        by = clause.figure("px", "")
        reading.add(make_step("selection", "feather", **({} if by is None else {"px": by})))
        return True
    goes_on = reading.verb == "select" and clause.joint == "and" and not clause.acts
    if not (clause.has("do", "select") or goes_on) or clause.has("verb", "remove") or clause.has("thing", "selection"):
        return False
    made_steps = _selected(clause)
    for one in made_steps:
        reading.add(one, verb="select")
    return bool(made_steps)


def _selected(clause: Clause) -> list[Step]:
    if (thing := clause.value("thing", "subject", "background")):
        return selection_of(Target(thing))
    if (half := clause.value("half")):
        return selection_of(Target("side", half))
    if clause.has("damage"):
        return selection_of(Target("damage"))
    name, side = clause.name(0)
    if not name and clause.value("thing") == "picture":
        return [make_step("selection", "all")]
    return selection_of(Target("words", name, side) if name else Target())


def turning(clause: Clause, reading: Reading) -> bool:
    if clause.has("do", "half"):
        how = "half"
    elif clause.has("do", "flip"):
        how = clause.value("axis") or "horizontal"
    elif clause.has("do", "rotate", "left", "right"):
        degrees = clause.figure("deg", "") or 90.0
        if degrees not in _TURNS:
            reading.miss(f"{degrees:g}°")
            return True
        how = clause.value("do", "left", "right") or clause.value("place", "left", "right") or "right"
        how = {"half": "half", "back": {"left": "right", "right": "left"}[how]}.get(_TURNS[degrees], how)
    else:
        return False
    reading.add(make_step("action", "turn", how=how))
    reading.miss(*(mark.text for mark in clause.words))
    return True


def cropping(clause: Clause, reading: Reading) -> bool:
    made = clause.has("verb", "make") and clause.has("ratio") and not clause.words and not clause.has("do", "extend")
    if not (clause.has("do", "crop") or made):
        return False
    if clause.has("thing", "selection"):
        reading.add(make_step("action", "crop_selection"))
    elif clause.has("ratio"):
        reading.add(make_step("action", "crop", ratio=clause.value("ratio")))
    else:
        return False
    reading.miss(*(mark.text for mark in clause.words))
    return True


def extending(clause: Clause, reading: Reading) -> bool:
    goes_on = reading.verb == "extend" and clause.joint == "and" and not clause.acts and bool(clause.sides)
    if not (clause.has("do", "extend") or goes_on):
        return False
    by = round(clause.figure("px", "") or _EXTEND_PX)
    values: dict[str, int | str] = dict.fromkeys(clause.sides, by)
    if goes_on:  # 100 px to the left and 200 px to the right
        last = reading.items.pop().step
        values |= {name: value for name, value in changed(last).items() if name not in values}
    if clause.has("ratio"):
        values["ratio"] = clause.value("ratio")
    if not values:
        return False
    reading.add(make_step("action", "extend", **values), verb="extend")
    reading.miss(*(mark.text for mark in clause.words))
    return True


def sizing(clause: Clause, reading: Reading) -> bool:
    """Larger by the networks, smaller or to a size by resampling."""
    bigger, smaller = clause.has("do", "upscale"), clause.has("do", "shrink")
    made_so = clause.has("verb", "make") and (clause.has("pixels") or (clause.has("size") and clause.has("num")))
    if not (bigger or smaller or made_so or clause.has("do", "resize", "as_large")):
        return False
    made = _sized(clause, bigger, smaller)
    if made is None:
        return False
    reading.add(made)
    reading.miss(*(mark.text for mark in clause.words))
    return True


def _sized(clause: Clause, bigger: bool, smaller: bool) -> Step | None:
    if (box := clause.value("pixels")):
        width, height = (int(edge) for edge in box.split("x"))
        return make_step("action", "size", width=width, height=height)
    px = clause.figure("px")
    if px is None and clause.has("size"):
        px = clause.figure("")
    if px is not None:
        if clause.value("size") == "high":
            return make_step("action", "size", height=round(px))
        if bigger:
            return make_step("operation", "upscale", to_width=round(px))
        return make_step("action", "size", width=round(px))
    percent, factor = clause.figure("%"), clause.figure("x", "")
    if percent is None and factor is None:
        return make_step("operation", "upscale") if bigger else None
    share = percent if percent is not None else 100 * (factor or 1.0)
    if f"{share / 100:g}" in _SCALES and not smaller:
        return make_step("operation", "upscale", scale=f"{share / 100:g}")
    if smaller and factor is not None and factor > 1:
        share = 100 / factor
    return make_step("action", "size", percent=round(share))


def flattening(clause: Clause, reading: Reading) -> bool:
    if not clause.has("do", "flatten"):
        return False
    reading.add(make_step("action", "flatten"))
    return True


FRAME_RULES = (writing, history, generating, selecting, turning, cropping, extending, sizing, flattening)
