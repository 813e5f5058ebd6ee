"""`torch_bench.py check`: does PyTorch's model compute what the trainer computes?"""

import json
import shutil
import tempfile
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file

from photos import pixels, scaled
from sentences import read_queries
from torch_model import PAPER, BiIrra
from torch_sides import Engine, Trainer

FIXTURES = Path(__file__).resolve().parent.parent / "tests/fixtures/bi_irra"
TOLERANCE = 1e-4
PHOTOS = 8
"""Photos that are looked at."""
MATCH_WEIGHT = 0.25
"""Of the match head's logits in the scores that the trainer writes: so small that no score comes close to 1 or 2."""


def expect(what, worst):
    print(f"{what}: {worst:.1e}")
    # Written so that a NaN fails, too.
    if not worst <= TOLERANCE:
        raise SystemExit(f"PyTorch's model computes something else: {what} is {worst}")


def difference(found, expected):
    return float(np.abs(np.asarray(found) - np.asarray(expected)).max())


def check_losses():
    """The paper's losses and their gradients, on the authors' tensors."""
    c = json.loads((FIXTURES / "config.json").read_text())
    given, expected = (load_file(FIXTURES / f"{name}.safetensors") for name in ["inputs", "outputs"])
    vision = {"image_size": c["image_size"], "patch": c["patch_size"], "stem": "patch", "absolute_positions": False,
              "layers": c["vision_layers"], "intermediate": c["vision_intermediate"], "layer_scale": c["init_values"],
              "drop_path": 0}
    text = {"vocabulary": c["vocab_size"], "layers": c["text_layers"], "intermediate": c["text_intermediate"],
            "max_positions": c["max_position"], "positions": "zero-based", "dropout": 0}
    config = {key: c[key] for key in ["hidden", "heads", "cross_layers", "embed_dim"]}
    config |= {"vision": vision, "text": text, "target_projection": True, "tied_decoder": True}
    model = BiIrra(config, training=True)
    # The file names some tensors twice, and holds tables that follow from the shapes.
    names = model.state_dict().keys()
    weights = load_file(FIXTURES / "weights.safetensors")
    model.load_state_dict({name: value.reshape(1) if name == "temp" else value
                           for name, value in weights.items() if name in names})
    texts = [{"ids": given[f"text_ids_{side}"], "masked": given[f"text_ids_masked_{side}"],
              "mask": given[f"text_atts_{side}"].float(), "positions": given[f"masked_pos_{side}"],
              "labels": given[f"masked_ids_{side}"]} for side in ["sl", "tl"]]
    draws = iter([expected[f"{what}_neg_idx_{side}"] for side in ["sl", "tl"] for what in ["image", "text"]])
    batch = {"image": given["image"], "image_mask": given["image_mask"], "identities": given["idx"], "texts": texts}
    found = {name: PAPER[name] * loss for name, loss in model.losses(batch, PAPER, lambda _: next(draws)).items()}
    expect("a loss", difference([loss.item() for loss in found.values()], [expected[f"loss_{name}"] for name in found]))
    sum(found.values()).backward()
    gradients = load_file(FIXTURES / "grads.safetensors")
    parameters = dict(model.named_parameters())
    flat = lambda tensors: torch.cat([tensors[name].flatten() for name in parameters])
    expect("a gradient", difference(flat({n: p.grad for n, p in parameters.items()}), flat(gradients)))


def check(a):
    """Raises unless PyTorch's model computes what the trainer and the authors' code compute."""
    check_losses()
    engine, queries = Engine(a), read_queries(a.queries)
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        photos, weights = folder / "photos", folder / "weights"
        photos.mkdir(), weights.mkdir()
        # Scaled and without loss, so that both see the same pixels.
        for path in sorted(a.photos.glob("*.jpg"))[:PHOTOS]:
            scaled(path, engine.config["vision"]).save(photos / f"{path.stem}.png")
        for name in ["tokenizer.json", "model.safetensors"]:
            shutil.copy(a.weights / name, weights)
        calibration = {"cosine_weight": 0, "match_weight": MATCH_WEIGHT, "bias": 0}
        (weights / "config.json").write_text(json.dumps(engine.config | {"calibration": calibration}))
        trainer = Trainer(a, a.trainer_device[0])
        trainer.run("embed", "--gallery", photos, "--out", folder / "photos.json")
        trainer.run("embed", "--queries", a.queries, "--out", folder / "texts.json")
        ranks = folder / "ranks.jsonl"
        asked = ["--gallery", photos, "--queries", a.queries, "--rerank", PHOTOS]
        trainer.run("rank", *asked, "--out", ranks, weights=weights)
        features, texts = (json.loads((folder / f"{name}.json").read_text()) for name in ["photos", "texts"])
        ranks = read_queries(ranks)
        names = sorted(features)
        found, tokens = engine.embed_images([pixels(photos / name, engine.config["vision"]) for name in names])
    expect("an image feature", difference(found, [features[name] for name in names]))
    for name, query in queries.items():
        feature, *hidden = engine.embed_text(query["text"])
        expect(f"a text feature, {query['lang']}", difference(feature[0], texts[name]))
        logits = dict(zip(names, engine.match(tokens, *hidden).astype(np.float64)))
        expected = np.float64(ranks[name]["scores"]) - 1
        expected = np.log(expected / (1 - expected)) / MATCH_WEIGHT
        logits = [logits[photo][1] - logits[photo][0] for photo in ranks[name]["ranking"]]
        span = f"{min(logits):.1f} to {max(logits):.1f}"
        # Sums of many products, so the rounding grows with them.
        size = max(1.0, np.abs(logits).max())
        expect(f"a match logit of {span}, by its size, {query['lang']}", difference(logits, expected) / size)
