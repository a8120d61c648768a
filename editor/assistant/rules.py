"""The rules of the grammar for what is done to the picture: looks, tones, removing, replacing, adding, keeping.

Each takes a clause and the reading so far and says whether it understood the clause.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

from editor.assistant import effects
from editor.assistant.clause import EFFECTS, FILTERS, Clause
from editor.assistant.grammar import Item, Reading, Target, inverse
from editor.assistant.marks import Mark, is_chinese
from editor.assistant.rules_frame import FRAME_RULES
from editor.assistant.step import Step, changed, make_step

Rule = Callable[[Clause, Reading], bool]
_SIGNED = ("shadows", "highlights", "vignette")  # attributes that "brighter" and "darker" are said of


def target_of(clause: Clause) -> tuple[Target, Clause]:
    """What the clause is about, and the clause without its name."""
    exception = clause.index("verb", "except")
    if exception >= 0:  # named behind "except", in Chinese before the effect
        end = next((i for i in range(exception + 1, len(clause.marks))
                    if clause.marks[i].kind in ("tone", "do", "look", "deg")), len(clause.marks))
        return inverse(_part(clause, exception + 1, end)), clause.only(
            lambda m: m.kind not in ("word", "thing") and m.value != "except")
    if (half := clause.value("half")):
        return Target("side", half), clause
    thing = clause.value("thing", "subject", "background")
    if thing:
        return Target(thing), clause
    span = clause.target()
    if span is None:
        return Target(), clause
    name, side = clause.name(*span)
    side = side or next((m.value for m in clause.all("place") if m.value != "all"), "")
    return Target("words", name, side), clause.without(span)


def _part(clause: Clause, start: int, end: int | None = None) -> Target:
    """The subject, the background, or what is named between two marks; the whole picture where nothing is."""
    thing = clause.value("thing", "subject", "background")
    if thing:
        return Target(thing)
    name, side = clause.name(start, end)
    return Target("words", name, side) if name else Target()


def go_on(clause: Clause, reading: Reading) -> bool:
    """A prompt that goes on: "a sunset and clouds"; "a poster, that says ..."."""
    if not (reading.opened and reading.items):
        return False
    says = clause.has("do", "says") and clause.has("quote")
    if not says and (clause.joint != "and" or any(m.kind in ("do", "verb", "tone", "deg") for m in clause.marks)):
        return False
    item = reading.items[-1]
    joint = "，" if is_chinese(clause.text(0)) else ", " if says else " and "
    made = item.step.with_(prompt=item.step.params.prompt + joint + clause.text(0))
    reading.items[-1] = dataclasses.replace(item, step=made)
    return True


def keep(clause: Clause, reading: Reading) -> bool:
    """What must stay: colours of a style, or a part of the picture for the steps so far."""
    if not clause.has("verb", "keep", "not") or (clause.has("verb", "not") and clause.has("deg")):
        return False
    if clause.has("colours"):
        styles = [i for i, item in enumerate(reading.items) if item.step.id == "style"]
        for i in styles:
            item = reading.items[i]
            reading.items[i] = dataclasses.replace(item, step=item.step.with_(keep_colours=True))
        rest = clause.only(lambda m: m.kind not in ("colours", "verb"))
        if not styles and rest.has("look"):
            reading.add(effects.look(rest.value("look"), rest.degree, None).with_(keep_colours=True))
            return True
        return bool(styles) or (clause.has("thing", "subject", "background") and _kept(clause, reading))
    if not reading.items and not any(m.kind in EFFECTS for m in clause.marks):
        return _kept(clause, reading)
    part = _part(clause, clause.index("verb", "keep", "not") + 1)
    part = part if part.kind else _part(clause, 0)
    if not part.kind or not reading.items or any(m.kind in EFFECTS for m in clause.marks):
        return False
    reading.items = [item if item.target.kind else Item(item.step, inverse(part)) for item in reading.items]
    return True


def _kept(clause: Clause, reading: Reading) -> bool:
    """A part that stays as it is, said before anything else."""
    part = _part(clause, clause.index("verb", "keep", "not") + 1)
    if part.kind:
        reading.kept = inverse(part)
    return bool(part.kind)


def removing(clause: Clause, reading: Reading) -> bool:
    """Damage, the background, the selection, a thing by its name."""
    repairs, removes = clause.has("do", "repair", "fix"), clause.has("verb", "remove")
    taken = clause.has("verb", "take") and any(m.text.lower() in ("out", "off", "away") for m in clause.marks)
    removes = removes or taken  # take the trash can out
    goes_on = reading.verb == "remove" and clause.joint == "and" and not clause.acts and not clause.has("thing")
    if clause.has("damage") and (repairs or removes or goes_on):
        return _erased(reading, Target("damage"), clause, done=True)
    if clause.has("do", "repair"):
        return _erased(reading, Target("damage"), clause)
    if clause.has("do", "cutout"):
        reading.add(make_step("operation", "background"))
        reading.miss(*(m.text for m in clause.words))
        return True
    if not (removes or goes_on) or (clause.has("attr") and not clause.words):
        return False
    if clause.has("thing", "background") and not clause.words:
        reading.add(make_step("operation", "background"), verb="remove")
        return True
    if clause.has("thing", "selection"):
        return _erased(reading, Target(), clause)
    if clause.has("thing", "subject"):
        return _erased(reading, Target("subject"), clause)
    name, side = clause.name(0 if goes_on or is_chinese(clause.text(0)) else clause.index("verb", "remove", "take") + 1)
    return bool(name) and _erased(reading, Target("words", name, side), clause, done=True)


def _erased(reading: Reading, target: Target, clause: Clause, done: bool = False) -> bool:
    reading.add(make_step("operation", "remove"), target, "remove")
    if not done:
        reading.miss(*(mark.text for mark in clause.words))
    return True


def replacing(clause: Clause, reading: Reading) -> bool:
    """"Replace the sky with a sunset": the thing before the joint, a prompt behind it."""
    chinese = is_chinese(clause.text(0))
    at = clause.index("verb", "replace")
    if at < 0 and not any(m.kind in EFFECTS for m in clause.marks):
        at = clause.index("verb", "make")
    if at < 0:
        return False
    start, joint = 0, at
    if not chinese:
        start = at + 1
        joint = next((i for i in range(start, len(clause.marks)) if clause.marks[i].kind == "with"), -1)
    thing = next((m.value for m in clause.marks[start:max(joint, start)] if m.kind == "thing"), "")
    name, side = clause.name(start, joint) if joint > start else ("", "")
    prompt = clause.text(_behind(clause, joint + 1))
    if not prompt or thing == "picture" or not (name or thing):
        return False
    target = Target() if thing == "selection" else Target(thing) if thing else Target("words", name, side)
    reading.add(make_step("operation", "inpaint", prompt=prompt, mode="fill"), target)
    reading.opened = True
    return True


def _behind(clause: Clause, at: int) -> int:
    """From there on, without articles."""
    while at < len(clause.marks) and clause.marks[at].kind in ("art", "fill", "det"):
        at += 1
    return at


def adding(clause: Clause, reading: Reading) -> bool:
    """A thing that is not there yet: an instruction for a model."""
    at = clause.index("verb", "add")
    if at < 0 or not clause.words or clause.has("tone") or clause.has("do"):
        return False
    begins = next(i for i, mark in enumerate(clause.marks) if mark.kind not in ("fill", "det"))  # please
    reading.add(make_step("operation", "edit", prompt=clause.text(begins)))
    reading.opened = True
    return True


def effect(clause: Clause, reading: Reading) -> bool:
    """Looks, tones, attributes and filters by name, for the whole picture or a part of it."""
    marks = [m for m in clause.marks if m.kind in EFFECTS or (m.kind == "do" and m.value in FILTERS)]
    if not marks and not (clause.has("colours") and clause.has("verb", "less", "more")):
        return _only_modified(clause, reading)
    target, rest = target_of(clause)
    degree = _degree(clause, reading)
    made = steps_of(rest, degree)
    if not made:
        return False
    if not target.kind and clause.joint == "and" and not clause.has("verb") and not clause.has("thing"):
        target = reading.target if reading.verb != "remove" else target
    target = target if target.kind else reading.kept
    if reading.complained and reading.items and any(_alike(one, reading.items[-1].step) for one in made):
        reading.items.pop()  # "it is too dark, brighten it": said twice
    for one in made:
        reading.add(one, target, "effect")
    reading.complained = clause.complains
    reading.degree = degree
    reading.miss(*(mark.text for mark in rest.words))
    return True


def _alike(one: Step, other: Step) -> bool:
    """Whether two steps change the same values."""
    return (one.kind, one.id) == (other.kind, other.id) and changed(one).keys() == changed(other).keys()


def _degree(clause: Clause, reading: Reading) -> float | None:
    """Its own, or that of "a bit brighter and warmer"."""
    if clause.degree is None and clause.joint == "and" and reading.verb == "effect" and not clause.has("verb") and (
            not clause.has("num") and not clause.has("do") and all(m.value != "sharp+" for m in clause.all("tone"))):
        return reading.degree
    return clause.degree


def _only_modified(clause: Clause, reading: Reading) -> bool:
    """"Oil painting, with broad strokes"."""
    if clause.has("mod") and reading.items and reading.items[-1].step.id == "style" and not clause.words:
        item = reading.items[-1]
        reading.items[-1] = dataclasses.replace(item, step=effects.modified(item.step, clause.value("mod")))
        return True
    return False


def steps_of(clause: Clause, degree: float | None) -> list[Step]:
    """The steps for the effects of a clause, in their order."""
    amount = _amount(clause)
    signed = [m for m in clause.all("attr") if m.value in _SIGNED]
    made: list[Step] = []
    for mark in clause.marks:
        if mark.kind == "look":
            made.append(effects.look(mark.value, degree, amount, clause.value("mod")))
        elif mark.kind == "do" and mark.value in FILTERS:
            made.append(effects.filtered(mark.value, degree, amount))
        elif mark.kind == "tone" and not (signed and mark.value.startswith("brightness")):
            sign = (1 if mark.value[-1] == "+" else -1) * (-1 if clause.complains else 1)
            made.append(effects.tone(mark.value[:-1], sign, degree, amount))
        elif mark.kind == "attr" and not (_said(clause, mark)):
            made.append(effects.tone(mark.value, _sign(clause, mark), degree, amount))
    if not made and clause.has("colours"):
        sign = -1 if clause.has("verb", "less") else 1
        made.append(effects.tone("saturation", sign, degree, amount))
    return list(dict.fromkeys(made))


def _said(clause: Clause, mark: Mark) -> bool:
    """Whether a tone of the clause says already what the attribute is of: 清晰度更清晰."""
    return any(m.value[:-1] == mark.value for m in clause.all("tone"))


def _amount(clause: Clause) -> float | None:
    half = clause.figure("") if clause.has("num", "0.5") else None
    if half == 0.5 and not clause.has("attr", "exposure"):
        return 50.0
    return clause.figure("%", "px", "deg", "stop", "level", "")


def _sign(clause: Clause, mark: Mark) -> int:
    """More or less of an attribute, by the verb or tone that stands nearest to it."""
    at = clause.marks.index(mark)
    near = []
    for i, other in enumerate(clause.marks):
        sign = _signs(other, mark.value)
        if sign:
            near.append((abs(i - at), sign))
    if near:
        return min(near)[1]
    return -1 if mark.value == "noise" else 1


def _signs(other: Mark, attribute: str) -> int:
    if other.kind == "verb":
        return {"more": 1, "add": 1, "less": -1, "remove": -1, "not": -1}.get(other.value, 0)
    if other.kind == "tone" and other.value.startswith("brightness"):
        sign = 1 if other.value[-1] == "+" else -1
        return -sign if attribute == "vignette" else sign
    if other.kind == "do" and other.value in ("fix", "shrink"):
        return -1
    return 0


RULES: tuple[Rule, ...] = (go_on, *FRAME_RULES[:2], keep, *FRAME_RULES[2:], removing, replacing, adding, effect)
