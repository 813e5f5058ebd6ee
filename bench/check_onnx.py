"""Do the exported models compute what the trainer computes? Fails unless they do.

    native_trainer embed --weights model_weights --gallery FOLDER --out features.json
    native_trainer rank --weights model_weights --gallery FOLDER --queries queries.jsonl --out cosines.jsonl
    native_trainer rank --weights model_weights --gallery FOLDER --queries queries.jsonl --rerank N --out matches.jsonl
    python bench/check_onnx.py --weights model_weights --onnx ONNX --gallery FOLDER --queries queries.jsonl \
        --features features.json --cosines cosines.jsonl --matches matches.jsonl

Photos are scaled here by Pillow, sentences are split by the `tokenizers` package: nothing is taken over from the trainer
but its answers.
"""

import argparse
import json
import math
from pathlib import Path

import numpy as np
import onnxruntime

from photos import pixels
from sentences import open_tokenizer, read_queries, token_ids

LEAST_COSINE = 0.9999
LARGEST_DIFFERENCE = 1e-3
"""Of a cosine, or of a match score between 1 and 2; hidden states are kept in half precision by the trainer."""


def sigmoid(x):
    return 1 / (1 + math.exp(-x))


def expect(what, worst, good):
    print(f"{what}: {worst:.7f}")
    # Written so that a NaN fails, too.
    if not good:
        raise SystemExit(f"the exported model disagrees with the trainer: {what} is {worst}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name in ["weights", "onnx", "gallery", "queries", "features", "cosines", "matches"]:
        parser.add_argument(f"--{name}", type=Path, required=True)
    a = parser.parse_args()
    config = json.loads((a.weights / "config.json").read_text())
    session = lambda name: onnxruntime.InferenceSession(a.onnx / f"{name}.onnx", providers=["CPUExecutionProvider"])
    image, text, match = map(session, ["image", "text", "match"])

    expected = json.loads(a.features.read_text())
    names = sorted(expected)
    if not names:
        raise SystemExit(f"{a.features}: no photos")
    feature, tokens = image.run(None, {"image": np.stack([pixels(a.gallery / name, config["vision"]) for name in names])})
    theirs = np.array([expected[name] for name in names], np.float32)
    least = float((feature * theirs).sum(1).min())
    expect(f"least cosine of the image features of {len(names)} photos", least, least >= LEAST_COSINE)

    tokenizer = open_tokenizer(a.weights)
    cosines, matches = read_queries(a.cosines), read_queries(a.matches)
    calibration = config.get("calibration")
    for query in read_queries(a.queries).values():
        ids = token_ids(tokenizer, query["text"], config["text"]["max_tokens"])
        # One padded place, so that the mask is tried as well.
        mask = np.float32([[1] * len(ids) + [0]])
        ids = np.int64([ids + [tokenizer.token_to_id("<pad>")]])
        text_feature, text_tokens = text.run(None, {"ids": ids, "mask": mask})
        cosine = dict(zip(names, (feature @ text_feature[0]).tolist()))
        found = cosines[query["id"]]
        worst = max(abs(cosine[name] - score) for name, score in zip(found["ranking"], found["scores"], strict=True))
        expect(f"largest difference of a cosine, {query['lang']}", worst, worst <= LARGEST_DIFFERENCE)

        logits = match.run(None, {"image": tokens, "text": text_tokens, "mask": mask})[0].astype(np.float64)
        if calibration:
            # The query's own say, the same for all photos.
            of_query = sum(w * q for w, q in zip(calibration.get("query_weights", []), text_feature[0].tolist()))
            weighted = lambda name, pair: (
                cosine[name] * calibration["cosine_weight"]
                + (pair[1] - pair[0]) * calibration["match_weight"]
                + calibration["bias"]
                + of_query
            )
        else:
            weighted = lambda name, pair: pair[1]
        score = {name: 1 + sigmoid(weighted(name, pair)) for name, pair in zip(names, logits)}
        found = matches[query["id"]]
        if min(found["scores"]) < 1:
            raise SystemExit(f"{a.matches}: expected every photo to be re-ranked")
        worst = max(abs(score[name] - value) for name, value in zip(found["ranking"], found["scores"], strict=True))
        expect(f"largest difference of a match score, {query['lang']}", worst, worst <= LARGEST_DIFFERENCE)


if __name__ == "__main__":
    main()
