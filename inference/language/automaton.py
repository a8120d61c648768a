"""A machine that knows which bytes may come next in a list of steps written as JSON.

The language is regular: a bounded list of objects, each with a name out of a fixed set and parameters in a fixed
order, bounded strings, numbers of a few digits. A state is a set of stacks of what is still to come; it is stepped by
derivatives (Brzozowski 1964, "Derivatives of Regular Expressions"), and every part of it is a plain tuple, so that
states can be remembered.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

Node = tuple[Any, ...]
Stack = tuple[Node, ...]
State = frozenset[Stack]
MOST_STEPS, MOST_MISSED = 8, 4
MOST_BYTES = 90  # of one string
_DIGITS, _DECIMALS = 5, 3
_QUOTE, _BACKSLASH = 0x22, 0x5C


def literal(text: str) -> Node:
    return ("lit", text.encode())


def string(most: int = MOST_BYTES) -> Node:
    """What follows the opening quote: at most so many bytes, none of them a quote, a backslash or a control
    character, and the closing quote."""
    return ("str", most)


def number(whole: bool, signed: bool) -> Node:
    return ("num", "start", 0, whole, signed)


def either(*options: Stack) -> Node:
    return ("alt", options)


def repeated(item: Stack, most: int) -> Node:
    """No to `most` items, with commas between them."""
    return ("rep", item, most, False)


def start(*nodes: Node) -> State:
    return frozenset(_opened(nodes))


def machine(steps: Sequence[Mapping[str, Any]]) -> State:
    """The beginning of {"steps":[{"step":"filter.invert"},...],"missed":["..."]}. `steps` tells the "step" and the
    "parameters" of each: name, kind, lo, options."""
    each = either(*((literal(str(one["step"]) + '"'), *_parameters(one["parameters"]), literal("}"))
                    for one in steps))
    return start(literal('{"steps":['), repeated((literal('{"step":"'), each), MOST_STEPS),
                 literal('],"missed":['), repeated((literal('"'), string()), MOST_MISSED), literal("]}"))


def _parameters(told: Sequence[Mapping[str, Any]]) -> Stack:
    return tuple(either((), (literal(f',"{one["name"]}":'), *_value(one))) for one in told)


def _value(one: Mapping[str, Any]) -> Stack:
    kind = one["kind"]
    if kind in ("number", "integer"):
        return (number(kind == "integer", float(one["lo"]) < 0),)
    if kind == "flag":
        return (either((literal("true"),), (literal("false"),)),)
    if kind == "choice":
        return (either(*((literal(f'"{option}"'),) for option in one["options"])),)
    return (literal('"'), string())


@cache
def _opened(stack: Stack) -> tuple[Stack, ...]:
    """The stacks that it may be, each with a byte to come on top, or empty."""
    if not stack:
        return ((),)
    head, rest = stack[0], stack[1:]
    if head[0] == "alt":
        return tuple(dict.fromkeys(found for option in head[1] for found in _opened((*option, *rest))))
    if head[0] == "rep":
        _, item, most, begun = head
        ended = _opened(rest)
        if not most:
            return ended
        more = ("rep", item, most - 1, True)
        comma = (literal(","),) if begun else ()
        return tuple(dict.fromkeys((*ended, *_opened((*comma, *item, more, *rest)))))
    if head[0] == "num" and head[1] in ("zero", "whole", "fraction"):
        return (stack, *_opened(rest))
    return (stack,)


@cache
def stepped(state: State, byte: int) -> State:
    """The state after one more byte; empty where that may not be."""
    return frozenset(found for stack in state if stack for rest in _after(stack, byte) for found in _opened(rest))


@cache
def _after(stack: Stack, byte: int) -> tuple[Stack, ...]:
    head, rest = stack[0], stack[1:]
    if head[0] == "lit":
        if head[1][0] != byte:
            return ()
        return ((("lit", head[1][1:]), *rest) if len(head[1]) > 1 else rest,)
    if head[0] == "str":
        if byte == _QUOTE:
            return (rest,)
        return ((("str", head[1] - 1), *rest),) if is_plain(byte) and head[1] else ()
    return tuple((node, *rest) for node in _after_digit(head, chr(byte)))


def _after_digit(node: Node, letter: str) -> tuple[Node, ...]:
    _, phase, used, whole, signed = node
    if letter == "-" and phase == "start" and signed:
        return (("num", "minus", 0, whole, signed),)
    if letter == "." and phase in ("zero", "whole") and not whole:
        return (("num", "point", 0, whole, signed),)
    if not "0" <= letter <= "9":
        return ()
    if phase in ("start", "minus"):
        return (("num", "zero" if letter == "0" else "whole", 1, whole, signed),)
    if phase == "whole" and used < _DIGITS:
        return (("num", "whole", used + 1, whole, signed),)
    if phase in ("point", "fraction") and used < _DECIMALS:
        return (("num", "fraction", used + 1, whole, signed),)
    return ()


def is_plain(byte: int) -> bool:
    """Whether a string may hold it as it is; bytes above 127 are parts of other scripts."""
    return byte >= 0x20 and byte not in (_QUOTE, _BACKSLASH, 0x7F)


def walked(state: State, text: bytes) -> State:
    for byte in text:
        state = stepped(state, byte)
        if not state:
            break
    return state


def is_whole(state: State) -> bool:
    """Whether what was written is a list of steps already."""
    return () in state


@cache
def ending(state: State) -> bytes:
    """The shortest text that makes it whole."""
    return min((_shortest(stack) for stack in state), key=len)


@cache
def _shortest(stack: Stack) -> bytes:
    return b"".join(_least(node) for node in stack)


def _least(node: Node) -> bytes:
    if node[0] == "lit":
        return bytes(node[1])
    if node[0] == "str":
        return b'"'
    if node[0] == "num":
        return b"" if node[1] in ("zero", "whole", "fraction") else b"0"
    if node[0] == "alt":
        return min((_shortest(option) for option in node[1]), key=len)
    return b""


def inside_string(state: State) -> tuple[int, State] | None:
    """(bytes left, state behind the closing quote) where nothing but a string may go on."""
    if len(state) != 1:
        return None
    (stack,) = state
    if not stack or stack[0][0] != "str":
        return None
    return stack[0][1], frozenset(_opened(stack[1:]))
