"""The grammar: clauses become items (steps and what they are for), items become a plan.

A clause is offered to the rules in order; the first that understands it makes its items. Nothing is guessed: what no
rule understands is named.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field

from editor.assistant.clause import Clause, clauses
from editor.assistant.marks import Mark, is_chinese, marks
from editor.assistant.step import Plan, Step, make_step


@dataclass(frozen=True)
class Target:
    """What steps are for. `kind` "" is the whole picture (or what is selected); "subject", "background", "words",
    "damage", "side". `name` is the words or the side, `side` which of several; `inverse`: all but it."""

    kind: str = ""
    name: str = ""
    side: str = ""
    inverse: bool = False


@dataclass(frozen=True)
class Item:
    step: Step
    target: Target = Target()


@dataclass(frozen=True)
class Understanding:
    """A sentence as steps, and the words in it that were not understood."""

    plan: Plan = ()
    missed: tuple[str, ...] = ()


@dataclass
class Reading:
    """What was read so far. `verb` and `target` are those of the last clause, for one that goes on with them; `opened`
    says that the last item's prompt may go on."""

    items: list[Item] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    verb: str = ""
    target: Target = Target()
    degree: float | None = None
    opened: bool = False
    kept: Target = Target()  # what was to stay before anything was said to be done
    complained: bool = False  # the last clause said what is wrong

    def add(self, made: Step, target: Target = Target(), verb: str = "") -> None:
        item = Item(made, target)
        if not (self.items and self.items[-1] == item):
            self.items.append(item)
        self.verb, self.target, self.opened = verb, target, False

    def miss(self, *words: str) -> None:
        self.missed += [word for word in words if word and word not in self.missed]


def understood(sentence: str) -> Understanding:
    """What a sentence asks for."""
    from editor.assistant.rules import RULES

    reading = Reading()
    for clause in clauses(marks(sentence), sentence):
        if not any(rule(clause, reading) for rule in RULES):
            _missed(clause, reading)
    return Understanding(planned(reading.items), tuple(reading.missed))


def _missed(clause: Clause, reading: Reading) -> None:
    words = [clause.text(*_whole_word(clause, i)) for i, mark in enumerate(clause.marks) if mark.kind == "word"]
    reading.miss(*(words or [clause.text(0)]))


def _whole_word(clause: Clause, at: int) -> tuple[int, int]:
    """The marks that an unknown word is: in Chinese also the single characters that touch it, known or not."""
    first, end, marks_ = at, at + 1, clause.marks
    if not is_chinese(marks_[at].text):
        return first, end
    while first and marks_[first - 1].end == marks_[first].start and _is_weak(marks_[first - 1]):
        first -= 1
    while end < len(marks_) and marks_[end].start == marks_[end - 1].end and _is_weak(marks_[end]):
        end += 1
    return first, end


def _is_weak(mark: Mark) -> bool:
    return mark.kind in ("word", "thing", "fill", "num") and len(mark.text) == 1 and mark.text not in "的了它一请"


def planned(items: list[Item]) -> Plan:
    """Steps with the selections that their targets need; steps for the same target share one."""
    made: list[Step] = []
    before = Target()
    for item in items:
        if item.target != before:
            if before.kind:
                made.append(make_step("selection", "none"))
            made += selection_of(item.target)
        made.append(item.step)
        before = item.target
    if before.kind:
        made.append(make_step("selection", "none"))
    return tuple(made)


def selection_of(target: Target) -> list[Step]:
    """The steps that select a target, none for the whole picture."""
    if not target.kind:
        return []
    made = {
        "words": lambda: make_step("selection", "find", words=target.name),
        "damage": lambda: make_step("selection", "damage"),
        "side": lambda: make_step("selection", "side", side=target.name),
    }.get(target.kind, lambda: make_step("selection", "background"))()
    found = [made]
    if target.side:
        found.append(make_step("selection", "keep", which=target.side))
    if target.inverse != (target.kind == "background"):
        found.append(make_step("selection", "invert"))
    return found


def inverse(target: Target) -> Target:
    return dataclasses.replace(target, inverse=not target.inverse)
