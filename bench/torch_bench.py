"""The rows of `native_trainer bench` with PyTorch in eager mode, and what they are to ours.

    native_trainer bench --weights model_weights --photos www/sample --device cpu --json > ours.json
    python bench/torch_bench.py --weights model_weights --photos www/sample --device cpu --ours ours.json

Needs torch beside `bench/requirements.txt`. The encoders read the shipped weights; the training step is that of
`tests/generate/bi_irra.py`, which the authors' golden tensors vouch for, with random weights of the same shapes.
"""

import argparse
import json
import statistics
import sys
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image
from safetensors.torch import load_file

from sentences import open_tokenizer, token_ids

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "generate"))
import bi_irra  # noqa: E402
import trajectory  # noqa: E402

SENTENCE = "a young woman in a red coat and blue jeans with a black backpack, walking to the left"
CANDIDATES = 32


class Weights:
    """The shipped model: image encoder, text encoder, match head."""

    def __init__(self, folder, device):
        self.c = json.loads((folder / "config.json").read_text())
        self.p = {name: value.float().to(device) for name, value in load_file(folder / "model.safetensors").items()}
        vision = self.c["vision"]
        grid = {"image_size": vision["image_size"], "patch_size": vision["patch"]}
        index = bi_irra.relative_index(grid).to(device)
        # What depends on the weights alone is computed once, as our engine does.
        self.biases = [
            self.p[f"vision_encoder.blocks.{i}.attn.relative_position_bias_table"][index].permute(2, 0, 1)
            for i in range(vision["layers"])
        ]

    def image(self, x):
        p, c, v = self.p, self.c, "vision_encoder."
        if c["vision"]["stem"] == "convolution":
            for i in range(4):
                name = f"{v}patch_embed.convs.{i}"
                x = F.relu(F.conv2d(x, p[f"{name}.weight"], p[f"{name}.bias"], stride=2, padding=1))
            x = F.conv2d(x, p[v + "patch_embed.proj.weight"], p[v + "patch_embed.proj.bias"])
            x = bi_irra.norm(p, v + "patch_embed.norm", x.flatten(2).transpose(1, 2), bi_irra.VISION_EPS)
        else:
            patch = c["vision"]["patch"]
            x = F.conv2d(x, p[v + "patch_embed.proj.weight"], p[v + "patch_embed.proj.bias"], stride=patch)
            x = x.flatten(2).transpose(1, 2)
        x = torch.cat([p[v + "cls_token"].expand(len(x), -1, -1), x], 1)
        if c["vision"]["absolute_positions"]:
            x = x + p[v + "pos_embed"]
        for i, bias in enumerate(self.biases):
            b = f"{v}blocks.{i}."
            q_bias = p[b + "attn.q_bias"]
            y = bi_irra.norm(p, b + "norm1", x, bi_irra.VISION_EPS)
            qkv_bias = torch.cat([q_bias, torch.zeros_like(q_bias), p[b + "attn.v_bias"]])
            parts = F.linear(y, p[b + "attn.qkv.weight"], qkv_bias).chunk(3, -1)
            x = x + p[b + "gamma_1"] * bi_irra.linear(p, b + "attn.proj", bi_irra.attend(*parts, c["heads"], bias))
            y = F.gelu(bi_irra.linear(p, b + "mlp.fc1", bi_irra.norm(p, b + "norm2", x, bi_irra.VISION_EPS)))
            x = x + p[b + "gamma_2"] * bi_irra.linear(p, b + "mlp.fc2", y)
        patches = bi_irra.norm(p, v + "fc_norm", x[:, 1:], bi_irra.VISION_EPS)
        tokens = torch.cat([patches.mean(1, keepdim=True), patches], 1)
        return bi_irra.feature(p, "vision_proj", tokens), tokens

    def text(self, ids, mask):
        flat = {"heads": self.c["heads"], "text_layers": self.c["text"]["layers"]}
        tokens = bi_irra.text(self.p, flat, ids, mask)
        return bi_irra.feature(self.p, "text_proj", tokens), tokens

    def match(self, image, tokens, mask):
        flat = {"heads": self.c["heads"], "text_layers": self.c["text"]["layers"], "cross_layers": self.c["cross_layers"]}
        count = len(image)
        everything = torch.ones(image.shape[:2], dtype=torch.long, device=image.device)
        expand = lambda x: x.expand(count, *x.shape[1:])
        fused = bi_irra.fuse(self.p, flat, expand(tokens), expand(mask), image, everything)
        return bi_irra.head(self.p, "itm_head", fused[:, 0])


def median(runs, device, task):
    """Seconds, after one run that warms up."""
    wait = torch.cuda.synchronize if device.type == "cuda" else lambda: None
    times = []
    for _ in range(runs + 1):
        start = time.perf_counter()
        task()
        wait()
        times.append(time.perf_counter() - start)
    return statistics.median(times[1:])


def picture(path, config):
    height, width = config["vision"]["image_size"]
    photo = Image.open(path).convert("RGB").resize((width, height), Image.BICUBIC)
    values = torch.from_numpy(np.asarray(photo).copy()).permute(2, 0, 1).float() / 255
    mean, std = (torch.tensor(config["vision"][name])[:, None, None] for name in ["mean", "std"])
    return (values - mean) / std


def training_step(config, batch, device):
    """A step of the reference with the shipped model's sizes and with patches for a stem."""
    vision, text = config["vision"], config["text"]
    c = trajectory.CONFIG | {
        "image_size": vision["image_size"], "patch_size": vision["patch"], "hidden": config["hidden"],
        "heads": config["heads"], "embed_dim": config["embed_dim"], "vision_layers": vision["layers"],
        "vision_intermediate": vision["intermediate"], "text_layers": text["layers"],
        "text_intermediate": text["intermediate"], "cross_layers": config["cross_layers"],
        "vocab_size": text["vocabulary"], "mask_id": text["vocabulary"] - 1, "max_position": text["max_positions"],
        "text_len": text["max_tokens"], "max_masks": 16, "batch": 4,
    }
    generator = torch.Generator().manual_seed(1)
    like = trajectory.without_aliases(load_file(trajectory.FIXTURES / "bi_irra" / "weights.safetensors"))
    state = trajectory.initial_state(c, like, generator)
    p = {name: value.float().to(device).requires_grad_() for name, value in state.items()}
    rows = [trajectory.random_batch(c, generator) for _ in range(-(-batch // 4))]
    pairs = {name: torch.cat([row[name] for row in rows])[:batch].to(device) for name in rows[0]}
    pairs["idx"] = torch.arange(batch, device=device)
    optimizer = bi_irra.adamw(p, c["opt"])
    draw = lambda _, images, texts: (torch.multinomial(images, 1)[:, 0], torch.multinomial(texts, 1)[:, 0])

    def step():
        found, _ = bi_irra.losses(p, c, pairs, draw)
        optimizer.zero_grad()
        found["loss_total"].backward()
        optimizer.step()
        return found["loss_total"].item()

    return step


def rows(arguments, device):
    weights = Weights(arguments.weights, device)
    c, runs = weights.c, arguments.runs
    height, width = c["vision"]["image_size"]
    with torch.inference_mode():
        for batch in [1, 8, 32]:
            x = torch.rand(batch, 3, height, width) * 4 - 2

            def encode():
                feature, tokens = weights.image(x.to(device))
                return feature.cpu(), tokens.cpu()

            yield f"image encoder, batch {batch}", 1e3 * median(runs, device, encode) / batch
        hidden = weights.image(torch.rand(CANDIDATES, 3, height, width, device=device))[1]
        tokenizer, limit = open_tokenizer(arguments.weights), c["text"]["max_tokens"]

        def sentence():
            ids = torch.tensor([token_ids(tokenizer, SENTENCE, limit)], device=device)
            feature, tokens = weights.text(ids, torch.ones_like(ids))
            return feature.cpu(), tokens, torch.ones_like(ids)

        yield "text encoder", 1e3 * median(runs, device, sentence)
        _, tokens, mask = sentence()
        yield f"re-ranking of {CANDIDATES}", 1e3 * median(runs, device, lambda: weights.match(hidden, tokens, mask).cpu())
        paths = sorted(path for path in arguments.photos.iterdir() if path.suffix in {".jpg", ".jpeg", ".png"})

        def index():
            for first in range(0, len(paths), 32):
                batch = torch.stack([picture(path, c) for path in paths[first:first + 32]])
                weights.image(batch.to(device))[0].cpu()

        yield "indexing from files", len(paths) / median(runs, device, index)
        for size in [1_000, 10_000, 100_000, 1_000_000]:
            gallery = F.normalize(torch.randn(size, c["embed_dim"], device=device), dim=-1)
            query = gallery[0].clone()
            yield f"search of {size} features", 1e3 * median(runs, device, lambda: (gallery @ query).topk(100)[1].cpu())
    step = training_step(c, arguments.batch, device)
    yield f"training step, batch {arguments.batch}", arguments.batch / median(runs, device, step)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--photos", type=Path, required=True)
    parser.add_argument("--ours", type=Path, help="what `native_trainer bench --json` printed")
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--threads", type=int)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--batch", type=int, default=32)
    arguments = parser.parse_args()
    if arguments.threads:
        torch.set_num_threads(arguments.threads)
    ours = {row["name"]: row for row in json.loads(arguments.ours.read_text())["rows"]} if arguments.ours else {}
    print("| row | ours | PyTorch | ours is faster by |\n| --- | --- | --- | --- |")
    for name, theirs in rows(arguments, torch.device(arguments.device)):
        row = ours.get(name)
        if row is None:
            print(f"| {name} | - | {theirs:.2f} | - |")
            continue
        is_rate = row["unit"].endswith("second")
        ratio = row["median"] / theirs if is_rate else theirs / row["median"]
        print(f"| {name}, {row['unit']} | {row['median']:.2f} | {theirs:.2f} | {ratio:.2f}x |", flush=True)


if __name__ == "__main__":
    main()
