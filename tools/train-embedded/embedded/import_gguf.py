"""Reads a GGUF file that `export_gguf` wrote as a model to go on training with.

The vocabulary may have changed since: tokens that both know keep their embeddings, new ones begin with those of a fresh model.
"""

import struct
from pathlib import Path

import numpy as np
import torch

from .export_gguf import ALIGNMENT, FLOAT16, TYPE_CODES, Array
from .model import LanguageModel, Shape
from .tokenizer import Tokenizer

KIND_OF = {code: kind for kind, code in TYPE_CODES.items()}
FORMATS = {"u32": "I", "i32": "i", "f32": "f", "bool": "?"}
ARRAY = 9


class Reader:
    """Numbers and texts, one after the other."""

    def __init__(self, content: bytes):
        self.content, self.at = content, 0

    def number(self, layout: str) -> int | float | bool:
        (found,) = struct.unpack_from("<" + layout, self.content, self.at)
        self.at += struct.calcsize("<" + layout)
        return found

    def text(self) -> str:
        length = int(self.number("Q"))
        self.at += length
        return self.content[self.at - length : self.at].decode()

    def value(self, code: int) -> object:
        if code == ARRAY:
            inner = int(self.number("I"))
            return [self.value(inner) for _ in range(int(self.number("Q")))]
        kind = KIND_OF[code]
        return self.text() if kind == "string" else self.number(FORMATS[kind])


def read(path: Path) -> tuple[dict, dict[str, Array]]:
    """Metadata and weights, by llama.cpp's names."""
    reader = Reader(path.read_bytes())
    if reader.content[:4] != b"GGUF":
        raise SystemExit(f"{path} is no GGUF file")
    reader.at = 8
    tensors, fields = int(reader.number("Q")), int(reader.number("Q"))
    about = {reader.text(): reader.value(int(reader.number("I"))) for _ in range(fields)}
    infos = []
    for _ in range(tensors):
        name = reader.text()
        shape = [int(reader.number("Q")) for _ in range(int(reader.number("I")))][::-1]
        infos.append((name, shape, int(reader.number("I")), int(reader.number("Q"))))
    start = -(-reader.at // ALIGNMENT) * ALIGNMENT
    weights = {}
    for name, shape, kind, offset in infos:
        flat = np.frombuffer(reader.content, np.float16 if kind == FLOAT16 else np.float32, int(np.prod(shape)), start + offset)
        weights[name] = flat.astype(np.float32).reshape(shape)
    return about, weights


def import_model(path: Path, tokenizer: Tokenizer) -> LanguageModel:
    """The file's model with the vocabulary of `tokenizer`."""
    about, weights = read(path)
    shape = Shape(
        len(tokenizer.vocabulary), about["llama.embedding_length"], about["llama.block_count"], about["llama.attention.head_count"],
        about["llama.feed_forward_length"],
    )  # fmt: skip
    model = LanguageModel(shape)

    def halves(matrix: Array) -> Array:
        """Rotary pairs lie side by side in llama.cpp and in two halves here."""
        return matrix.reshape(shape.heads, shape.head_width // 2, 2, shape.width).swapaxes(1, 2).reshape(shape.width, shape.width)

    state = {name: tensor.clone() for name, tensor in model.state_dict().items()}
    before = {token: row for row, token in enumerate(about["tokenizer.ggml.tokens"])}
    for row, token in enumerate(tokenizer.vocabulary):
        if token in before:
            state["embedding.weight"][row] = torch.from_numpy(weights["token_embd.weight"][before[token]])
    named = {"norm.weight": weights["output_norm.weight"]}
    for index in range(shape.layers):
        ours, theirs = f"blocks.{index}.", f"blk.{index}."
        named |= {
            ours + "attention_norm.weight": weights[theirs + "attn_norm.weight"],
            ours + "qkv.weight": np.concatenate(
                [halves(weights[theirs + "attn_q.weight"]), halves(weights[theirs + "attn_k.weight"]), weights[theirs + "attn_v.weight"]]
            ),
            ours + "attention_out.weight": weights[theirs + "attn_output.weight"],
            ours + "ffn_norm.weight": weights[theirs + "ffn_norm.weight"],
            ours + "gate_up.weight": np.concatenate([weights[theirs + "ffn_gate.weight"], weights[theirs + "ffn_up.weight"]]),
            ours + "down.weight": weights[theirs + "ffn_down.weight"],
        }
    model.load_state_dict(state | {name: torch.from_numpy(np.array(array)) for name, array in named.items()})
    return model
