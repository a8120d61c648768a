"""Which tokens of a vocabulary may come next: every token as its bytes, in a tree that a state is walked along."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import numpy.typing as npt

from inference.language.automaton import State, inside_string, is_plain, stepped, walked

Ids = npt.NDArray[np.int64]
_BYTE = re.compile(r"<0x([0-9A-Fa-f]{2})>")
_SPACE = "\u2581"  # SentencePiece writes a space so


def token_bytes(tokenizer: Any) -> dict[int, bytes]:
    """The bytes of every token that is text, by its number. Raises ValueError for a vocabulary without letters.

    Byte pair encodings write bytes as GPT-2 does, SentencePiece as characters and "<0xE4>".
    """
    from inference.parts.words import LETTERS

    marks = {*tokenizer.all_special_ids, *getattr(tokenizer, "added_tokens_decoder", {})}
    words = {word: number for word, number in tokenizer.get_vocab().items() if number not in marks}
    bytes_of = {letter: byte for byte, letter in LETTERS.items()}
    by_bytes = not any(word.startswith(_SPACE) for word in words)
    found = {number: made for word, number in words.items()
             if (made := _as_bytes(word, bytes_of if by_bytes else None))}
    single = {made for made in found.values() if len(made) == 1}
    if not all(bytes((byte,)) in single for byte in b'{}[]":,-.0123456789' + bytes(range(97, 123))):
        raise ValueError("its vocabulary lacks letters that JSON is made of")
    return found


def _as_bytes(word: str, bytes_of: dict[str, int] | None) -> bytes:
    if bytes_of is None:
        byte = _BYTE.fullmatch(word)
        return bytes((int(byte[1], 16),)) if byte else word.replace(_SPACE, " ").encode()
    return bytes(bytes_of[letter] for letter in word) if all(letter in bytes_of for letter in word) else b""


class Vocabulary:
    """`allowed(state)` are the numbers of the tokens that may come next, remembered for each state outside strings:
    inside one nearly every token may come (1 MB for each state), and they are told at once."""

    def __init__(self, texts: dict[int, bytes]) -> None:
        self.texts = texts
        self.single = {made[0]: number for number, made in texts.items() if len(made) == 1}
        self._root: dict[Any, Any] = {}
        self._plain: list[tuple[int, int]] = []  # (length, token): may stand inside a string as a whole
        self._quoted: dict[bytes, list[tuple[int, int]]] = {}  # what follows the quote -> (length before it, token)
        self._known: dict[State, Ids] = {}
        for number, text in texts.items():
            self._sort(number, text)
        self._plain.sort()
        self._lengths = np.array([length for length, _ in self._plain], np.int64)
        self._numbers = np.array([number for _, number in self._plain], np.int64)

    def _sort(self, number: int, text: bytes) -> None:
        node = self._root
        for byte in text:
            node = node.setdefault(byte, {})
        node.setdefault(None, []).append(number)
        before, quote, after = text.partition(b'"')
        if not all(is_plain(byte) for byte in before):
            return
        if quote:
            self._quoted.setdefault(after, []).append((len(before), number))
        else:
            self._plain.append((len(text), number))

    def allowed(self, state: State) -> Ids:
        if (inside := inside_string(state)) is not None:
            return self._in_string(*inside)
        if state not in self._known:
            self._known[state] = np.array(self._along(self._root, state), np.int64)
        return self._known[state]

    def _along(self, node: dict[Any, Any], state: State) -> list[int]:
        found: list[int] = []
        for byte, below in node.items():
            if byte is None:
                found += below
            elif (following := stepped(state, byte)):
                found += self._along(below, following)
        return found

    def _in_string(self, left: int, behind: State) -> Ids:
        whole = self._numbers[:int(np.searchsorted(self._lengths, left, side="right"))]
        closing = [number for after, pairs in self._quoted.items() if walked(behind, after)
                   for length, number in pairs if length <= left]
        return np.concatenate([whole, np.array(closing, np.int64)])
