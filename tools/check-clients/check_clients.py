"""Asks a server with the openai package: check_clients.py URL."""

import sys
import time
from concurrent.futures import ThreadPoolExecutor

import openai

client = openai.OpenAI(base_url=sys.argv[1], api_key="none", max_retries=0)
prompt = "Take 3 steps. Turn left."
asked = {"model": "local", "prompt": prompt, "max_tokens": 24, "temperature": 0}
failures = 0


def report(name, is_right, detail):
    global failures
    failures += not is_right
    print(f"  {'ok    ' if is_right else 'FAILED'} {name}: {detail}", flush=True)


def read(stream):
    pieces = [chunk.choices[0].text for chunk in stream if chunk.choices]
    return "".join(pieces), len(pieces)


def ask(index):
    own = {**asked, "prompt": f"{index % 8}. {prompt}"}
    if index % 2 == 1:
        return read(client.completions.create(**own, stream=True))[0]
    return client.completions.create(**own).choices[0].text


whole = client.completions.create(**asked).choices[0].text
report("plain", whole != "", repr(whole))

text, count = read(client.completions.create(**asked, stream=True))
report("streamed", text == whole, f"the same text in {count} pieces")

start = time.monotonic()
with ThreadPoolExecutor(32) as pool:
    texts = list(pool.map(ask, range(32)))
repeated = all(text == texts[index % 8] for index, text in enumerate(texts))
report("32 at a time", repeated, f"{time.monotonic() - start:.1f} s; equal prompts have equal answers")

stream = client.completions.create(**{**asked, "max_tokens": 400}, stream=True)
for seen, _ in enumerate(stream, 1):
    if seen == 3:
        break
stream.close()
start = time.monotonic()
text = client.completions.create(**asked).choices[0].text
report(
    "a client that goes away mid-stream",
    text == whole,
    f"{seen} pieces read; the next answer is the same, after {time.monotonic() - start:.1f} s",
)

for name, kind, change in [
    ("an unknown model", openai.NotFoundError, {"model": "gpt-4"}),
    ("a negative length", openai.BadRequestError, {"max_tokens": -1}),
    ("a token that does not exist", openai.BadRequestError, {"prompt": [99_999_999]}),
    ("a text that does not fit", openai.BadRequestError, {"prompt": prompt * 5000}),
]:
    try:
        client.completions.create(**{**asked, **change})
        report(f"refuses {name}", False, "it was answered")
    except openai.APIStatusError as error:
        report(f"refuses {name}", isinstance(error, kind), error.message)

sys.exit(1 if failures else 0)
