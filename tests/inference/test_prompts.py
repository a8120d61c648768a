"""The syntax of prompts: properties over any text, and the examples people write."""

from __future__ import annotations

import re
from typing import Any

import pytest
import tiny  # type: ignore[import-not-found]
from hypothesis import given
from hypothesis import strategies as st

from inference.api import ModelInfo
from inference.ask import Ask, Lora
from inference.embeddings import worded
from inference.prompted import Prompted
from inference.prompts import Span, evaluated, expanded, loras_in, spans, without_comments

pytestmark = pytest.mark.filterwarnings("ignore")
anything = st.text(alphabet="ab {}|()[]\\:1.5#<>,\n", max_size=40)
plain = st.text(alphabet="ab c,.é文", min_size=1, max_size=20)


@given(anything, st.integers(0, 2**31))
def test_any_text_can_be_evaluated_and_is_the_same_again(text: str, seed: int) -> None:
    first = evaluated(text, seed)
    assert evaluated(text, seed) == first
    assert all(-10 <= span.weight <= 10 and span.text for span in first.spans)


@given(plain)
def test_plain_words_are_untouched(text: str) -> None:
    assert expanded(text, 1) == text
    assert spans(text) == (Span(text),)


@given(anything)
def test_escaped_text_is_itself(text: str) -> None:
    escaped = re.sub(r"([()\[\]{}|#<\\])", r"\\\1", text)
    assert "".join(span.text for span in spans(expanded(escaped, 3))) == text


@given(st.lists(plain, min_size=2, max_size=5), st.integers(0, 99))
def test_wildcards_choose_one_of_them(options: list[str], seed: int) -> None:
    assert expanded("a {" + "|".join(options) + "} b", seed)[2:-2] in options


def test_every_alternative_is_chosen_by_some_seed_and_nests() -> None:
    assert {expanded("{a|b|{c|d}}", seed) for seed in range(60)} == {"a", "b", "c", "d"}
    assert expanded("{a} } {b|c", 0) == "{a} } {b|c"
    assert {expanded("x{|y}", seed) for seed in range(20)} == {"x", "xy"}


@pytest.mark.parametrize(("text", "found"), [
    ("a (b) c", (Span("a "), Span("b", 1.1), Span(" c"))),
    ("((b))", (Span("b", 1.21),)), ("[b]", (Span("b", 0.909091),)),
    ("(a (b:1.5) c:2)", (Span("a ", 2), Span("b", 3), Span(" c", 2))),
    ("a (b", (Span("a (b"),)), (r"\(b\) :) (c:x)", (Span("(b) :) "), Span("c:x", 1.1))),
    ("(b:0)", (Span("b", 0.0),)), ("(b:99)", (Span("b", 10.0),)),
])
def test_weights(text: str, found: tuple[Span, ...]) -> None:
    assert spans(text) == found


def test_comments_and_tags() -> None:
    assert without_comments("a # b\nC# c") == "a \nC# c"
    made = evaluated("# title\na cat <lora:Film Grain:0.7>, <LORA:x> {red}\n\n  now", 1)
    assert made.text == "a cat <lora:Film Grain:0.7>, <LORA:x> {red}\nnow"
    assert made.words == "a cat , {red}\nnow"
    assert made.loras == (("Film Grain", 0.7), ("x", 1.0))
    assert not made.weighted
    assert loras_in("<lora:>")[1] == ()


@pytest.fixture(scope="module")
def pipe(tmp_path_factory: pytest.TempPathFactory) -> Any:
    from inference import guard

    guard.declare_offline()
    from inference.torchvision_shim import declare

    declare()
    import diffusers

    return diffusers.StableDiffusionPipeline.from_pretrained(
        tiny.folder(tmp_path_factory.mktemp("clip") / "tiny"), local_files_only=True, safety_checker=None)


def test_words_that_fit_are_left_to_the_pipeline(pipe: Any) -> None:
    assert worded(pipe, r"a \(cat\)", "", True) == {"prompt": "a (cat)"}
    assert worded(pipe, "a (cat:1.5)", "", False)["prompt"] == "a cat"
    assert set(worded(pipe, "(cat:1.5)", "", True)) == {"prompt_embeds", "negative_prompt_embeds"}


def test_embeddings_are_those_of_the_pipeline_and_weights_move_them(pipe: Any) -> None:
    import torch

    def made(prompt: str) -> Any:
        return worded(pipe, f"{prompt}, (x:1.01)", "", True)["prompt_embeds"]

    with torch.no_grad():
        own, empty = pipe.encode_prompt("a cat, x", "cpu", 1, True)
    near = made("a cat")
    assert near.shape == own.shape == (1, 77, 32)
    assert float((near - own).abs().max()) < 0.2
    strong = worded(pipe, "(a cat, x:2)", "", True)["prompt_embeds"]
    assert torch.allclose(strong[:, 1:7], 2 * own[:, 1:7] - empty[:, 1:7], atol=1e-4)


def test_long_prompts_are_read_in_pieces(pipe: Any) -> None:
    found = worded(pipe, "word " * 60, "bad", True)
    assert found["prompt_embeds"].shape == found["negative_prompt_embeds"].shape
    assert found["prompt_embeds"].shape[1] == 77 * -(-240 // 75)


class Model:
    """A model that tells what it was asked."""

    native = 64
    facts: dict[str, Any] = {"loras": []}  # noqa: RUF012  like a model's

    def text_to_image(self, ask: Ask, width: int) -> Ask:
        return ask


def test_tags_are_resolved_and_unknown_ones_told() -> None:
    model = Prompted(Model(), (ModelInfo("/l/grain.safetensors", "Grain", "lora", "sd15"),))
    asked = model.text_to_image(Ask("{x} a cat # no\n<lora:grain:0.5> <lora:gone>", seed=3), 5)
    assert (asked.prompt, asked.loras) == ("{x} a cat", (Lora("/l/grain.safetensors", 0.5),))
    assert model.facts["unknown_loras"] == "gone"
    assert model.facts["prompt"].startswith("{x} a cat\n<lora:grain")
    assert model.native == 64
    model.text_to_image(Ask("a cat"), 5)
    assert model.facts == {"loras": []}
