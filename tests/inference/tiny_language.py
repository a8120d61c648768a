"""Tiny random language models: the real classes of transformers with a byte pair vocabulary of our own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from inference.torchvision_shim import declare

CHAT = ("{% for m in messages %}<|start|>{{ m.role }}\n{{ m.content }}<|end|>\n{% endfor %}"
        "{% if add_generation_prompt %}<|start|>assistant\n{% endif %}")
MERGES = ('" :', "s t", "st e", "ste p", '" step', '{ "', "Ġ t", "Ġt h", "Ġth e", '" ,', "] }", "i n")


def tokenizer() -> Any:
    """256 bytes and some merges, some of them across quotes as real vocabularies have them."""
    declare()
    from transformers import Qwen2Tokenizer

    from inference.parts.words import LETTERS

    words = {letter: number for number, letter in enumerate(LETTERS.values())}
    merges = [tuple(merge.split()) for merge in MERGES]
    for pair in merges:
        words["".join(pair)] = len(words)
    for mark in ("<|end|>", "<|start|>"):
        words[mark] = len(words)
    made = Qwen2Tokenizer(vocab=words, merges=merges, eos_token="<|end|>", pad_token="<|end|>", unk_token=None)
    made.add_special_tokens({"additional_special_tokens": ["<|start|>", "<|end|>"]})
    made.chat_template = CHAT
    return made


def folder(path: Path, kind: str = "Qwen2", seed: int = 0) -> Path:
    """`kind` is Qwen2, Qwen3, Llama or Gemma3Text."""
    import torch

    declare()
    import transformers

    torch.manual_seed(seed)
    words = tokenizer()
    names = {"Gemma3Text": ("Gemma3TextConfig", "Gemma3ForCausalLM")}
    config_name, model_name = names.get(kind, (f"{kind}Config", f"{kind}ForCausalLM"))
    config = getattr(transformers, config_name)(
        vocab_size=len(words) + 3, hidden_size=32, intermediate_size=48, num_hidden_layers=2, num_attention_heads=4,
        num_key_value_heads=2, head_dim=8, max_position_embeddings=16384, tie_word_embeddings=False,
        eos_token_id=words.eos_token_id, bos_token_id=None, pad_token_id=words.eos_token_id)
    model = getattr(transformers, model_name)(config)
    with torch.no_grad():
        for value in model.parameters():
            value.mul_(8)  # far from even: it insists on what it likes
    model.save_pretrained(path)
    words.save_pretrained(path)
    return path


def gguf(path: Path) -> Path:
    """The same as llama.cpp's converter writes it: renamed tensors, the words inside."""
    import torch
    from gguf import GGUFWriter, TokenType
    from safetensors.torch import load_file

    place = folder(path.parent / "source", "Qwen2")
    words = tokenizer()
    vocabulary = sorted(words.get_vocab().items(), key=lambda pair: pair[1])
    writer = GGUFWriter(path, "qwen2")
    writer.add_block_count(2)
    writer.add_context_length(16384)
    writer.add_embedding_length(32)
    writer.add_feed_forward_length(48)
    writer.add_head_count(4)
    writer.add_head_count_kv(2)
    writer.add_layer_norm_rms_eps(1e-6)
    writer.add_rope_freq_base(10000.0)
    writer.add_vocab_size(len(vocabulary) + 3)
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("qwen2")
    names = [word for word, _ in vocabulary] + [f"[PAD{i}]" for i in range(3)]
    writer.add_token_list(names)
    marks = {words.eos_token_id, words.convert_tokens_to_ids("<|start|>")}
    writer.add_token_types([TokenType.CONTROL if i in marks else TokenType.NORMAL if i < len(vocabulary)
                            else TokenType.UNUSED for i in range(len(names))])
    writer.add_token_merges(list(MERGES))
    writer.add_eos_token_id(words.eos_token_id)
    writer.add_pad_token_id(words.eos_token_id)
    writer.add_chat_template(CHAT)
    for name, value in load_file(place / "model.safetensors").items():
        writer.add_tensor(_renamed(name), value.to(torch.float32).numpy())
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path


def _renamed(name: str) -> str:
    table = {"model.embed_tokens": "token_embd", "model.norm": "output_norm", "lm_head": "output",
             "input_layernorm": "attn_norm", "post_attention_layernorm": "ffn_norm", "self_attn.q_proj": "attn_q",
             "self_attn.k_proj": "attn_k", "self_attn.v_proj": "attn_v", "self_attn.o_proj": "attn_output",
             "mlp.gate_proj": "ffn_gate", "mlp.up_proj": "ffn_up", "mlp.down_proj": "ffn_down",
             "model.layers.": "blk."}
    for old, new in table.items():
        name = name.replace(old, new)
    return name
