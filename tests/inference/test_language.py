"""Language models held to lists of steps: whatever the weights say, what comes out is a plan."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor.assistant.asking import examples, heard, reader, request_for, sayable
from editor.assistant.step import as_json, from_json
from inference.api import Cancelled, ModelInfo, Request, UserError
from inference.checkpoints import contents
from inference.describe import described
from inference.engine import Engine
from inference.language.automaton import ending, inside_string, is_whole, machine, stepped, walked
from inference.language.prompt import prompt_for
from inference.language.speaking import MOST_TOKENS, Held
from inference.language.tokens import Vocabulary, token_bytes
from tests.inference import tiny_language


class Silent:
    def __init__(self, after: int = 10**9) -> None:
        self.left = after

    def step(self, fraction: float, stage: str, preview: Any = None) -> None:
        self.left -= 1
        if self.left < 0:
            raise Cancelled

    def part(self, start: float, end: float) -> Silent:
        return self


def test_the_machine_takes_what_the_examples_say_and_nothing_else() -> None:
    whole = machine(sayable())
    for _, answer in examples():
        assert is_whole(walked(whole, answer.encode())), answer
        assert not walked(whole, answer.encode() + b"}")
    for wrong in ('{"steps":[{"step":"filter.nothing"', '{"steps":[{"step":"filter.invert","amount"', '{"steps": [',
                  '{"steps":[{"step":"operation.style","preset":"mona', '{"steps":[,', '{"steps":[{"step":"filter.grain'
                  '","amount":-', '{"steps":[{"step":"filter.grain","amount":1.', '{"steps":[{"step":"filter.grain",'
                  '"amount":01', '{"steps":[{"step":"selection.find","words":"a\\', '{"steps":[]}'):
        assert not walked(whole, wrong.encode()), wrong


@settings(max_examples=30)
@given(st.data())
def test_any_way_through_the_machine_is_a_plan(data: st.DataObject) -> None:
    """A blind walk: any allowed byte, then the shortest ending."""
    state, made = machine(sayable()), bytearray()
    for _ in range(data.draw(st.integers(0, 120))):
        allowed = [byte for byte in range(32, 127) if stepped(state, byte)]
        if not allowed:
            break
        byte = data.draw(st.sampled_from(allowed))
        state = stepped(state, byte)
        made.append(byte)
    made += ending(state)
    found = heard(made.decode())
    assert from_json(as_json(found.plan)) == found.plan


def test_a_string_is_told_from_everything_else() -> None:
    state = walked(machine(sayable()), b'{"steps":[{"step":"selection.find","words":"si')
    inside = inside_string(state)
    assert inside is not None
    assert inside[0] == 88
    assert inside_string(machine(sayable())) is None


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary(token_bytes(tiny_language.tokenizer()))


@settings(max_examples=25)
@given(st.data())
def test_allowed_tokens_are_those_whose_bytes_the_machine_takes(vocabulary: Vocabulary, data: st.DataObject) -> None:
    state = machine(sayable())
    for _ in range(data.draw(st.integers(0, 25))):
        numbers = vocabulary.allowed(state)
        if not len(numbers):
            break
        state = walked(state, vocabulary.texts[int(data.draw(st.sampled_from(sorted(numbers.tolist()))))])
    expected = {number for number, text in vocabulary.texts.items() if walked(state, text)}
    assert set(vocabulary.allowed(state).tolist()) == expected


def test_real_vocabularies_are_read() -> None:
    from inference.parts import words

    texts = token_bytes(words.qwen())
    assert len(texts) > 151_000
    assert "把天空".encode() == b"".join(texts[n] for n in words.qwen()("把天空")["input_ids"])
    assert not any(b"im_start" in text for text in texts.values())
    sentencepiece = token_bytes(Pieces())
    assert sentencepiece[3] == b" the"
    assert sentencepiece[4] == b"\xe4"
    with pytest.raises(ValueError, match="lacks letters"):
        token_bytes(Pieces(without="{"))


class Pieces:
    """A vocabulary as SentencePiece has it."""

    def __init__(self, without: str = "") -> None:
        letters = [c for c in '{}[]":,-.0123456789abcdefghijklmnopqrstuvwxyz' if c != without]
        self._words = ["<s>", "</s>", "<unk>", "\u2581the", "<0xE4>", *letters]
        self.all_special_ids = [0, 1, 2]

    def get_vocab(self) -> dict[str, int]:
        return {word: number for number, word in enumerate(self._words)}


FEW = ("style", "find", "white_balance", "turn", "none")


def short(sentence: str, info: ModelInfo) -> Request:
    """With few steps and no examples: a byte is a token here, and attention to thousands of them takes minutes."""
    request = request_for(sentence, info)
    few = [one for one in sayable() if one["step"].split(".")[1] in FEW]
    return replace(request, params=replace(request.params, allowed=json.dumps(few), examples="[]"))


@pytest.mark.parametrize(("kind", "seed"), [("Qwen2", 0), ("Qwen3", 2), ("Llama", 3)])
def test_random_weights_give_valid_steps(tmp_path: Path, kind: str, seed: int) -> None:
    path = tiny_language.folder(tmp_path / "model", kind, seed)
    info = described(contents(path))
    assert info.kind == "language"
    assert info.operations == ("understand",)
    assert not info.problem
    request = short("turn the photo into a hologram", info)
    engine = Engine()
    answer = engine.run(request, Silent()).pictures[0].facts["text"]
    found = heard(answer)
    assert from_json(as_json(found.plan)) == found.plan
    assert {one.id for one in found.plan} <= set(FEW)
    if seed == 0:
        assert engine.run(request, Silent()).pictures[0].facts["text"] == answer  # no chance in it


def test_a_gguf_file_with_its_words_is_one(tmp_path: Path) -> None:
    path = tiny_language.gguf(tmp_path / "tiny-Q.gguf")
    info = described(contents(path))
    assert (info.kind, info.operations, info.problem) == ("language", ("understand",), "")
    result = Engine().run(short("make it warmer", info), Silent())
    heard(result.pictures[0].facts["text"])


def test_it_can_be_stopped_between_tokens(tmp_path: Path) -> None:
    info = described(contents(tiny_language.folder(tmp_path / "model")))
    with pytest.raises(Cancelled):
        Engine().run(short("make it warmer", info), Silent(after=12))


def test_few_tokens_are_enough_for_a_whole_answer(vocabulary: Vocabulary) -> None:
    """Whatever is preferred: with the tokens that there are, it ends in time."""
    import torch

    for seed in range(6):
        generator = torch.Generator().manual_seed(seed)
        held = Held(vocabulary, sayable(), 0, [10_000], Silent(), most=MOST_TOKENS)
        ids = torch.zeros((1, 0), dtype=torch.long)
        for _ in range(MOST_TOKENS + 1):
            scores = held(ids, torch.rand((1, 10_001), generator=generator))
            number = int(scores.argmax())
            if number == 10_000:
                break
            ids = torch.cat([ids, torch.tensor([[number]])], dim=1)
        assert number == 10_000
        json.loads(b"".join(vocabulary.texts[n] for n in ids[0].tolist()).decode("utf-8", "replace"))


def test_a_folder_without_its_words_is_told(tmp_path: Path) -> None:
    path = tiny_language.folder(tmp_path / "model")
    (path / "tokenizer.json").unlink()
    info = described(contents(path))
    assert not info.operations
    assert "words" in info.problem


def test_the_prompt_names_every_step_and_the_sentence() -> None:
    head, wish = prompt_for("make it glow", sayable(), examples())
    assert all(one["step"] in head for one in sayable())
    assert wish.endswith("Wish: make it glow\nAnswer:")
    assert len(head) < 6000


@pytest.mark.parametrize("kind", ["Qwen3", "Gemma3Text"])
def test_what_was_read_is_kept_and_changes_nothing(tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from inference.language.speaking import Speaking

    info = described(contents(tiny_language.folder(tmp_path / "model", kind, 7)))
    engine = Engine()
    engine.run(short("make it warmer", info), Silent())
    kept = engine.run(short("turn it left", info), Silent()).pictures[0].facts["text"]
    monkeypatch.setattr(Speaking, "_begun", lambda *_: None)
    assert engine.run(short("turn it left", info), Silent()).pictures[0].facts["text"] == kept


def test_what_is_no_answer_is_refused() -> None:
    for text in ("", "[]", "{}", '{"steps":3}', '{"steps":[{"step":"filter.no"}],"missed":[]}',
                 '{"steps":["filter.invert"],"missed":[]}', '{"steps":[],"missed":3}'):
        with pytest.raises(UserError):
            heard(text)


def test_the_smallest_model_is_asked() -> None:
    small, large = (ModelInfo(f"/{n}", str(n), "language", "language", ("understand",), n) for n in (1, 2))
    assert reader((large, small)) == small
    assert reader(()) is None
