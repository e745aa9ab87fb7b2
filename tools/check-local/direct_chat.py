"""Scores assistant texts under chat prompts with transformers, in single precision.

    direct_chat.py FOLDER < requests.json > scores.json

Reads a list of {"context": [messages], "continuation": text}, writes a list of lists: the natural-log probability of each token
of the continuation after the text of the model's chat template.
"""

import json
import sys

import torch
from transformers import AutoModelForCausalLM, AutoTokenizer

tokenizer = AutoTokenizer.from_pretrained(sys.argv[1])
model = AutoModelForCausalLM.from_pretrained(sys.argv[1], dtype=torch.float32)


def score(context: list[dict[str, str]], continuation: str) -> list[float]:
    text = tokenizer.apply_chat_template(context, add_generation_prompt=True, tokenize=False)
    prompt, own = (tokenizer(part, add_special_tokens=False).input_ids for part in (text, continuation))
    with torch.no_grad():
        rows = torch.log_softmax(model(torch.tensor([prompt + own])).logits[0].double(), -1)
    return [rows[len(prompt) - 1 + at, token].item() for at, token in enumerate(own)]


json.dump([score(**request) for request in json.load(sys.stdin)], sys.stdout)
