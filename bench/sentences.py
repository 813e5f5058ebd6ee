"""Sentences to token ids, by the `tokenizers` package and the model's own `tokenizer.json`."""

import json

from tokenizers import Tokenizer


def read_queries(path):
    """The queries of a file, by id."""
    return {entry["id"]: entry for entry in map(json.loads, path.read_text().splitlines())}


def open_tokenizer(weights):
    return Tokenizer.from_file(str(weights / "tokenizer.json"))


def token_ids(tokenizer, text, limit):
    """Sentences without punctuation only: how the others are cleaned is not repeated here."""
    text = text.lower()
    if any(character in ".!\"()*#:;~" for character in text):
        raise SystemExit(f"query {text!r}: expected no punctuation")
    ids = tokenizer.encode(text, add_special_tokens=False).ids[: limit - 2]
    return [tokenizer.token_to_id("<s>"), *ids, tokenizer.token_to_id("</s>")]
