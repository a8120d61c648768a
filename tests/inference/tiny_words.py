"""Tiny text encoders and their tokenizers of the real classes, without any vocabulary but bytes."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import tiny  # type: ignore[import-not-found]

SPECIAL = ("<|im_start|>", "<|im_end|>", "<|vision_start|>", "<|vision_end|>", "<|vision_pad|>", "<|image_pad|>",
           "<|video_pad|>")
TEMPLATE = (
    "{% for m in messages %}{{ '<|im_start|>' + m['role'] + '\n' }}{% if m['content'] is string %}{{ m['content'] }}"
    "{% else %}{% for part in m['content'] %}{{ part['text'] }}{% endfor %}{% endif %}{{ '<|im_end|>\n' }}{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}")


# As large as the published vocabularies: the bundled tokenizers work on these encoders, and so do the tiny ones here.
WORDS = {"clip": 49408, "t5": 32128, "qwen": 151936, "mistral": 131072}


def clip_tokenizer() -> Any:
    with tempfile.TemporaryDirectory() as place:
        return tiny.tokenizer(Path(place))


def clip(projected: bool = False, width: int = 32, **facts: Any) -> Any:
    from transformers import CLIPTextConfig, CLIPTextModel, CLIPTextModelWithProjection

    config = CLIPTextConfig(**{
        "vocab_size": 514, "bos_token_id": 512, "eos_token_id": 513, "pad_token_id": 513, "hidden_size": width,
        "intermediate_size": 37, "num_attention_heads": 4, "num_hidden_layers": 2, "projection_dim": width,
        "max_position_embeddings": 77, **facts})
    return (CLIPTextModelWithProjection if projected else CLIPTextModel)(config).eval()


def t5_tokenizer() -> Any:
    from transformers import T5Tokenizer

    words = [("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0), ("▁", -2.0)]
    words += [(chr(code), -3.0) for code in range(33, 127)]
    return T5Tokenizer(vocab=words + [(f"<extra_id_{i}>", 0.0) for i in range(99, -1, -1)], model_max_length=512)


def t5(width: int = 32) -> Any:
    from transformers import T5Config, T5EncoderModel

    return T5EncoderModel(T5Config(vocab_size=WORDS["t5"], d_model=width, d_kv=8, d_ff=37, num_layers=2, num_heads=4,
                                   feed_forward_proj="gated-gelu")).eval()


def qwen_tokenizer() -> Any:
    from transformers import Qwen2Tokenizer

    words = {letter: i for i, letter in enumerate(tiny.bytes_to_unicode().values())}
    words["<|endoftext|>"] = len(words)
    made = Qwen2Tokenizer(vocab=words, merges=[], model_max_length=4096)
    made.add_tokens(list(SPECIAL), special_tokens=True)
    made.chat_template = TEMPLATE
    return made


def qwen3(speaks: bool = False) -> Any:
    from transformers import Qwen3Config, Qwen3ForCausalLM, Qwen3Model

    config = Qwen3Config(
        hidden_size=16, intermediate_size=16, num_hidden_layers=4, num_attention_heads=2, num_key_value_heads=2,
        vocab_size=WORDS["qwen"], max_position_embeddings=2048, head_dim=8)
    return (Qwen3ForCausalLM if speaks else Qwen3Model)(config).eval()


def qwen_vl(width: int = 16) -> Any:
    from transformers import Qwen2_5_VLConfig, Qwen2_5_VLForConditionalGeneration

    rope = {"mrope_section": [width // 16, width // 16, width // 8], "rope_type": "default", "type": "default"}
    text = {"hidden_size": width, "intermediate_size": 16, "num_hidden_layers": 2, "num_attention_heads": 2,
            "num_key_value_heads": 2, "vocab_size": WORDS["qwen"], "rope_scaling": rope, "rope_theta": 1e6}
    vision = {"depth": 2, "hidden_size": 16, "intermediate_size": 16, "num_heads": 2, "out_hidden_size": width}
    return Qwen2_5_VLForConditionalGeneration(Qwen2_5_VLConfig(
        text_config=text, vision_config=vision, vision_start_token_id=259, vision_end_token_id=260,
        vision_token_id=261, image_token_id=262, video_token_id=263)).eval()


def qwen_processor() -> Any:
    from transformers import Qwen2VLImageProcessor, Qwen2VLProcessor, Qwen2VLVideoProcessor

    return Qwen2VLProcessor(image_processor=Qwen2VLImageProcessor(), tokenizer=qwen_tokenizer(),
                            video_processor=Qwen2VLVideoProcessor(), chat_template=TEMPLATE)


def gemma() -> Any:
    from transformers import Gemma2Config, Gemma2Model

    return Gemma2Model(Gemma2Config(head_dim=16, hidden_size=8, intermediate_size=64, num_attention_heads=2,
                                    num_hidden_layers=1, num_key_value_heads=2, vocab_size=264)).eval()


MISTRAL = ("[INST]", "[/INST]", "[IMG]", "[IMG_BREAK]", "[IMG_END]", "[SYSTEM_PROMPT]", "[/SYSTEM_PROMPT]")
INSTRUCT = (
    "{% for m in messages %}{% for part in m['content'] %}"
    "{{ ('[SYSTEM_PROMPT]' if m['role'] == 'system' else '[INST]') + part['text'] }}"
    "{{ '[/SYSTEM_PROMPT]' if m['role'] == 'system' else '[/INST]' }}{% endfor %}{% endfor %}")


def mistral_processor() -> Any:
    from transformers import PixtralImageProcessor, PixtralProcessor, Qwen2Tokenizer

    words = {letter: i for i, letter in enumerate(tiny.bytes_to_unicode().values())}
    words["<|endoftext|>"] = len(words)
    tokenizer = Qwen2Tokenizer(vocab=words, merges=[], model_max_length=4096)
    tokenizer.add_tokens(list(MISTRAL), special_tokens=True)
    return PixtralProcessor(image_processor=PixtralImageProcessor(), tokenizer=tokenizer, chat_template=INSTRUCT)


def mistral() -> Any:
    from transformers import Mistral3Config, Mistral3ForConditionalGeneration

    text = {"model_type": "mistral", "hidden_size": 16, "intermediate_size": 16, "num_hidden_layers": 4,
            "num_attention_heads": 2, "num_key_value_heads": 2, "head_dim": 8, "vocab_size": WORDS["mistral"]}
    vision = {"model_type": "pixtral", "hidden_size": 16, "intermediate_size": 16, "num_hidden_layers": 1,
              "num_attention_heads": 2, "head_dim": 8, "image_size": 32, "patch_size": 16}
    return Mistral3ForConditionalGeneration(Mistral3Config(
        text_config=text, vision_config=vision, image_token_index=259, spatial_merge_size=1)).eval()
