"""Bundled tokenizers: numbers known from elsewhere, round trips, chat templates, notices."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from inference.parts import words

pytestmark = pytest.mark.filterwarnings("ignore")
TEXTS = ("a cat", "A photo of a person.",
         "  two  spaces\n\nand lines\t", "杭州是个好地方", "🦊 emoji 👩‍👩‍👧", "café naïve Ωμέγα",
         "ключ", "日本語とかな", "x²+1 <b>…</b> #42", "\u200b zero width", "RTL: שלום مرحبا")


@pytest.fixture(autouse=True, scope="module")
def _declared() -> None:
    from inference.torchvision_shim import declare

    declare()


@cache
def made(name: str) -> Any:
    return getattr(words, name)()


@pytest.mark.parametrize(("name", "text", "numbers"), [
    # the tokenizer of FLUX.1-dev, as printed in huggingface/transformers issue 35839
    ("t5", "A photo of a person.", [71, 1202, 13, 3, 9, 568, 5, 1]), ("t5", "person", [568, 1]),
    ("t5", "<extra_id_0>", [32099, 1]), ("t5", "", [1]),
    # alibaba/rtp-llm, qwen2_tokenizer_test.py; Qwen3-8B's, in a test of Deliverance; Qwen's first tokenizer
    ("qwen", "<|im_start|>hello<|im_end|>", [151644, 14990, 151645]),
    ("qwen", " hello sir. How are you Edward?", [23811, 27048, 13, 2585, 525, 498, 21891, 30]),
    ("qwen", "杭州是个好地方", [104130, 104104, 52801, 100371]),
    ("qwen", "<|vision_start|><|image_pad|><|vision_end|>", [151652, 151655, 151653]),
    ("qwen", "<think></think><|endoftext|>", [151667, 151668, 151643]),
    # Tekken of Voxtral, whose words are the same, in an issue of vllm
    ("mistral", "Hello world!", [1, 22177, 4304, 1033]),
    ("mistral", "[SYSTEM_PROMPT][/SYSTEM_PROMPT][INST][/INST][IMG]<pad></s>", [1, 17, 18, 3, 4, 10, 11, 2])])
def test_known_numbers(name: str, text: str, numbers: list[int]) -> None:
    assert made(name)(text).input_ids == numbers


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("name", ["qwen", "mistral"])
def test_nothing_of_a_text_is_lost(name: str, text: str) -> None:
    """Byte pair encodings take every text."""
    tokenizer = made(name)
    back = tokenizer.decode(tokenizer(text, add_special_tokens=False).input_ids, clean_up_tokenization_spaces=False)
    assert back == text


def test_every_word_is_reached_and_every_number_has_one() -> None:
    """Words of the middle of each vocabulary come back as themselves: the merges lead to them."""
    for name, first, count in (("qwen", 256, 151643), ("mistral", 1256, 131072)):
        tokenizer = made(name)
        vocabulary = tokenizer.get_vocab()
        assert sorted(vocabulary.values()) == list(range(len(vocabulary)))
        reached = 0
        for number in range(first, count, 997):
            text = tokenizer.decode([number], clean_up_tokenization_spaces=False)
            if "\ufffd" not in text:  # part of a character
                reached += tokenizer(text, add_special_tokens=False).input_ids == [number]
        assert reached > 0.9 * len(range(first, count, 997)) - 6, name


def test_t5_normalises_as_sentencepiece() -> None:
    tokenizer = made("t5")
    assert tokenizer("ﬁne   \n ｆｉｎｅ").input_ids == tokenizer("fine fine").input_ids
    assert tokenizer.decode(tokenizer("A small fox, 3 cats.").input_ids, skip_special_tokens=True) == (
        "A small fox, 3 cats.")
    assert tokenizer("杭").input_ids == [3, 2, 1]  # it knows European languages only
    padded = tokenizer("a", padding="max_length", max_length=6).input_ids
    assert padded == [3, 9, 1, 0, 0, 0]


def test_merges_of_ranks_are_all_splits() -> None:
    ranks = {"a": 0, "b": 1, "c": 2, "ab": 3, "bc": 4, "abc": 5}
    assert words.splits(ranks) == [("a", "b"), ("b", "c"), ("a", "bc"), ("ab", "c")]


@pytest.mark.logs  # the library calls its own processor in a way that it warns of
def test_prompts_take_the_form_that_models_were_trained_with() -> None:
    """Z-Image (thinking), FLUX.2 Klein (not), FLUX.2 dev (system message, padded in front), as diffusers asks."""
    from diffusers.pipelines.flux2.pipeline_flux2 import format_input

    qwen = made("qwen")
    said = [{"role": "user", "content": "a cat"}]
    start = "<|im_start|>user\na cat<|im_end|>\n<|im_start|>assistant\n"
    assert qwen.apply_chat_template(said, tokenize=False, add_generation_prompt=True, enable_thinking=True) == start
    assert qwen.apply_chat_template(said, tokenize=False, add_generation_prompt=True, enable_thinking=False) == (
        start + "<think>\n\n</think>\n\n")
    processor = words.mistral_processor()
    given = processor.apply_chat_template(
        format_input(["a cat [IMG]"], system_message="Look."), add_generation_prompt=False, tokenize=True,
        return_dict=True, return_tensors="pt", padding="max_length", truncation=True, max_length=16)
    numbers, mask = given["input_ids"][0].tolist(), given["attention_mask"][0].tolist()
    inside = numbers[numbers.index(1):]
    assert numbers[:16 - len(inside)] == [11] * (16 - len(inside))
    assert mask == [0] * (16 - len(inside)) + [1] * len(inside)
    assert processor.tokenizer.decode(inside) == "<s>[SYSTEM_PROMPT]Look.[/SYSTEM_PROMPT][INST]a cat [/INST]"


def test_a_picture_takes_its_places_among_the_words() -> None:
    import numpy as np
    from PIL import Image

    processor = words.qwen_processor()
    picture = Image.fromarray(np.zeros((56, 84, 3), np.uint8))
    given = processor(text=["<|vision_start|><|image_pad|><|vision_end|>x"], images=[picture], return_tensors="pt")
    assert given["input_ids"][0].tolist() == [151652, *[151655] * 6, 151653, 87]


def test_every_tokenizer_has_its_notice_and_all_are_small() -> None:
    folders = sorted(path for path in words.PLACE.iterdir() if path.is_dir())
    assert [folder.name for folder in folders] == ["clip", "mistral", "qwen", "t5"]
    for folder in folders:
        text = (folder / "NOTICE").read_text("utf-8")
        assert "MIT License" in text
        assert folder.name == "clip" or "Apache License 2.0" in text
    files = [path for path in Path(words.PLACE).rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) < 6 << 20
