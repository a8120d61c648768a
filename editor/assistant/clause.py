"""A clause of a sentence, as marks, and what can be asked of it: numbers, degrees, directions, the thing it names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from editor.assistant.marks import Mark, is_chinese

EFFECTS = ("look", "tone", "attr")
_SIDES = {"horizontal": ("left", "right"), "vertical": ("top", "bottom"), "all": ("left", "right", "top", "bottom")}
FILTERS = ("grayscale", "sepia", "motion_blur", "invert", "posterize", "threshold", "auto")
_EDGES = ("fill", "prep", "det", "art", "place", "deg")  # not part of a thing's name where they stand at its ends
_STOPS = ("tone", "do", "look", "deg", "num", "mod", "quote")


@dataclass(frozen=True)
class Clause:
    """`joint` is what stood before it: "" (a sentence begins), "and", "then"."""

    marks: tuple[Mark, ...]
    joint: str = ""
    sentence: str = ""

    def all(self, kind: str, *values: str) -> list[Mark]:
        return [m for m in self.marks if m.kind == kind and (not values or m.value in values)]

    def has(self, kind: str, *values: str) -> bool:
        return bool(self.all(kind, *values))

    def value(self, kind: str, *values: str) -> str:
        """The value of the first such mark, "" without one."""
        return next((m.value for m in self.all(kind, *values)), "")

    def index(self, kind: str, *values: str) -> int:
        """Where the first such mark stands, -1 without one."""
        return next((i for i, m in enumerate(self.marks) if m.kind == kind and (not values or m.value in values)), -1)

    @property
    def words(self) -> list[Mark]:
        return self.all("word")

    @property
    def acts(self) -> bool:
        """Whether it says by itself what is to be done."""
        return any(m.kind in ("do", "verb", *EFFECTS) and (m.kind, m.value) not in (
            ("do", "says"), ("verb", "make")) for m in self.marks)

    @property
    def complains(self) -> bool:
        """"It is too dark": the opposite is wanted."""
        return any(m.kind == "tone" and self.marks[i - 1].kind == "too" for i, m in enumerate(self.marks) if i)

    @property
    def sides(self) -> tuple[str, ...]:
        """The sides that it names: left, right, top, bottom."""
        found = [m.value for m in self.marks if m.kind in ("place", "axis")]
        return tuple(dict.fromkeys(side for name in found for side in _SIDES.get(name, (name,))))

    @property
    def degree(self) -> float | None:
        found = self.all("deg")
        return found[0].number if found else None

    def figure(self, *units: str) -> float | None:
        """The first number with one of these units, "" for one without any."""
        for i, mark in enumerate(self.marks):
            if mark.kind == "num" and self._unit(i) in units:
                return mark.number
        return None

    def _unit(self, at: int) -> str:
        after = self.marks[at + 1] if at + 1 < len(self.marks) else None
        return after.value if after is not None and after.kind == "unit" else ""

    def text(self, start: int, end: int | None = None) -> str:
        """As it was written, from mark `start` to before mark `end`."""
        part = self.marks[start:end]
        if not part:
            return ""
        return self.sentence[part[0].start:part[-1].end].strip(" ,.;，。；、")

    def name(self, start: int, end: int | None = None) -> tuple[str, str]:
        """A thing that is named between two marks, and the side it stands on: "the sign on the left" -> sign, left.
        "" where no unknown word is there."""
        last = len(self.marks) if end is None else end
        span = list(range(max(start, 0), last))
        side = next((self.marks[i].value for i in span if self.marks[i].kind == "place"
                     and self.marks[i].value != "all"), "")
        while span and self.marks[span[0]].kind in (*_EDGES, "thing", "verb", "do"):
            span.pop(0)
        while span and self.marks[span[-1]].kind in (*_EDGES, "thing", "verb", "sep", "with", "do"):
            span.pop()
        if not span or not any(self.marks[i].kind == "word" for i in span):
            return "", ""
        return self.text(span[0], span[-1] + 1), side

    def target(self) -> tuple[int, int] | None:
        """The marks of a thing that an effect is for: after "the" or a preposition (把, 让), up to the effect."""
        chinese = any(is_chinese(m.text) for m in self.words)
        for i, mark in enumerate(self.marks):
            if mark.kind == "word":
                first = i - 1 if i else -1
                while first >= 0 and self.marks[first].kind in ("attr", "art", "fill", "place"):
                    first -= 1  # the red car, 把左边的人
                opened = first >= 0 and self.marks[first].kind in ("det", "prep")
                if not opened and not (chinese and first < 0):
                    return None
                end = i
                while end + 1 < len(self.marks) and self.marks[end + 1].kind not in (*_STOPS, "verb"):
                    end += 1
                while self.marks[end].kind != "word":
                    end -= 1
                return first + 1, end + 1
        return None

    def only(self, wanted: Callable[[Mark], bool]) -> Clause:
        return Clause(tuple(mark for mark in self.marks if wanted(mark)), self.joint, self.sentence)

    def without(self, span: tuple[int, int]) -> Clause:
        return Clause((*self.marks[:span[0]], *self.marks[span[1]:]), self.joint, self.sentence)


def clauses(marks: Iterable[Mark], sentence: str) -> list[Clause]:
    """Cut at commas, "and", "then"; what comes "after" something else is put behind it."""
    found: list[Clause] = []
    held: list[Mark] = []
    joint, waiting = "", False

    def close(following: str) -> None:
        nonlocal held, joint, waiting
        if held:
            clause = Clause(tuple(held), joint, sentence)
            if waiting and found:
                found.insert(len(found) - 1, clause)
            else:
                found.append(clause)
            waiting = False
        if following == "after":
            waiting = True
        joint = following if held or not found else joint if joint == "then" else following
        held = []

    for mark in marks:
        if mark.text == "再" and held and not any(m.kind in ("do", "tone", "look", "quote") for m in held):
            continue  # 颜色再鲜艳一点: still more, and no next step
        if mark.kind == "sep":
            close(mark.value)
        else:
            held.append(mark)
    close("")
    return list(_whole(found))


def _whole(found: list[Clause]) -> Iterator[Clause]:
    """Without what holds nothing but filling words."""
    for clause in found:
        if any(mark.kind not in ("fill", "art", "det", "prep", "with") for mark in clause.marks):
            yield clause
