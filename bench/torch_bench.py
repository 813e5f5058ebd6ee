"""The shipped model in PyTorch, eager: does it compute what the trainer computes, and how fast is either?

    python bench/torch_bench.py check --trainer target/release/native_trainer
    python bench/torch_bench.py bench --trainer target/release/native_trainer --trainer-device cpu tch [--json]

`check` holds the module of `torch_model.py` against the trainer, and the losses that `bench` times and their gradients
against the authors' tensors in `tests/fixtures`; it fails above a difference of 1e-4.

`bench` lets PyTorch and the trainer take turns at the rows of `native_trainer bench`, and at steps of `native_trainer
train` with the contrast alone. It prints the medians over all rounds, and how many times as fast as PyTorch ours is
(with `--json` the best round as well, which says more where other programs run). Each side has `--threads` threads to
compute with; without `--trainer` PyTorch is measured alone. What a row includes:

- Encoders and re-ranking: from arrays or a sentence to arrays. The trainer pads a sentence to a multiple of 16 tokens,
  PyTorch does not pad it.
- Indexing: Pillow reads and scales on threads of its own while PyTorch computes, as the trainer's decoder does.
- Training step: all four losses and AdamW on patches, without making the batch.
- Contrast alone: the model and the batch of the `web` recipe, with clipping and AdamW. PyTorch is fed from memory. Ours
  is the rate that `train` logs once all its people are rendered: meanwhile a thread of its own goes on writing captions
  and scaling pictures, which nothing waits for while a core is left for it.
"""

import argparse
import json
import statistics
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import torch

from photos import pixels
from torch_check import check
from torch_model import PAPER, BiIrra
from torch_sides import Engine, Trainer

ROOT = Path(__file__).resolve().parent.parent
SENTENCE = "a young woman in a red coat and blue jeans with a black backpack, walking to the left"
BATCHES, CANDIDATES, BEST = [1, 8, 32], 32, 100
GALLERIES = [1_000, 10_000, 100_000, 1_000_000]
SLOTS = 16
"""Masked words of a sentence."""
CONTRAST_BATCH, CONTRAST_STEPS, CONTRAST_LOGGED = 64, 12, 3
"""Of `train`: the batch of `web/first.toml`, and after how many steps it logs its speed."""
CONTRAST = f"contrast alone, batch {CONTRAST_BATCH}"
READY = "share of `train`'s batches that were ready before they were asked for"


def measure_trainer(trainer, a):
    """One round: the rows of `native_trainer bench`, and steps of `native_trainer train`."""
    printed = trainer.run("bench", "--json", "--runs", a.runs, "--photos", a.photos, "--batch", a.batch)
    found = {row["name"]: row["median"] for row in json.loads(printed)["rows"]}
    losses = "{ itc = 1.0, itm = 0.0, mlm = 0.0, mim = 0.0, asymmetric = false }"
    values = {
        "tokenizer": json.dumps(str(a.weights.resolve() / "tokenizer.json")),
        "steps": CONTRAST_STEPS, "checkpoint_every": CONTRAST_STEPS, "log_every": CONTRAST_LOGGED, "eval_every": 0,
        "batch": CONTRAST_BATCH, "data.people": CONTRAST_BATCH,
        "phase": f"[{{ until = {CONTRAST_STEPS}, losses = {losses} }}]",
    }
    overrides = [word for key, value in values.items() for word in ["--set", f"{key}={value}"]]
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "run"
        trainer.run("train", "--config", ROOT / "native_trainer/configs/web/first.toml", "--out", out, *overrides)
        lines = [json.loads(line) for line in (out / "log.jsonl").read_text().splitlines()]
    # The first line's steps waited for the people to be rendered.
    logged = {key: statistics.median(line[key] for line in lines[1:]) for key in ["pairs_per_second", "data_ready"]}
    return found | {CONTRAST: logged["pairs_per_second"], READY: logged["data_ready"]}


class Bench(Engine):
    """The rows in PyTorch: unit and task of each; a task says how many things it did, unless it is one."""

    def __init__(self, a):
        super().__init__(a)
        self.pool, self.random = ThreadPoolExecutor(a.threads), np.random.default_rng(1)
        self.paths = sorted(path for path in a.photos.iterdir() if path.suffix in [".jpg", ".jpeg", ".png", ".webp"])
        # What the trainer's row changes of the shipped model.
        vision = self.config["vision"] | {"stem": "patch", "absolute_positions": False}
        paper = self.config | {"vision": vision, "target_projection": True}
        self.rows = {
            **{f"image encoder, batch {n}": ("ms an image", self.encoding(n)) for n in BATCHES},
            "text encoder": ("ms a sentence", lambda: self.embed_text(SENTENCE) and None),
            f"re-ranking of {CANDIDATES}": ("ms", self.reranking()),
            "indexing from files": ("images a second", self.index),
            **{f"search of {n} features": ("ms", self.searching(n)) for n in GALLERIES},
            f"training step, batch {a.batch}": ("pairs a second", self.training(paper, a.batch, PAPER)),
            CONTRAST: ("pairs a second", self.training(self.config, CONTRAST_BATCH, {"itc": 1.0}, clip=1.0)),
        }

    def measure(self, runs):
        """One round: the median of each row, after one run that warms up."""
        found = {}
        for name, (unit, task) in self.rows.items():
            times = []
            for _ in range(runs + 1):
                start = time.perf_counter()
                count = task() or 1
                times.append(time.perf_counter() - start)
            seconds = statistics.median(times[1:])
            found[name] = count / seconds if per_second(unit) else 1e3 * seconds / count
        return found

    def encoding(self, batch):
        shape = (3, *self.config["vision"]["image_size"])
        inputs = [self.random.uniform(-2, 2, shape).astype(np.float32) for _ in range(batch)]
        return lambda: len(self.embed_images(inputs)[0])

    def reranking(self):
        shape = (CANDIDATES, 1 + self.patches(), self.config["hidden"])
        candidates = self.random.standard_normal(shape).astype(np.float16)
        _, *hidden = self.embed_text(SENTENCE)
        return lambda: len(self.match(candidates, *hidden)) // CANDIDATES

    def index(self):
        photos = self.pool.map(lambda path: pixels(path, self.config["vision"]), self.paths)
        for start in range(0, len(self.paths), BATCHES[-1]):
            self.embed_images([next(photos) for _ in self.paths[start : start + BATCHES[-1]]])
        return len(self.paths)

    def searching(self, size):
        features = self.tensor(self.random.standard_normal((size + 1, self.config["embed_dim"]), np.float32))
        features = torch.nn.functional.normalize(features)
        return lambda: len((features[:-1] @ features[-1]).topk(BEST).indices.tolist()) // BEST

    def patches(self):
        vision = self.config["vision"]
        return int(np.prod([side // vision["patch"] for side in vision["image_size"]]))

    def training(self, config, size, weights, clip=None):
        torch.manual_seed(1)
        model = BiIrra(config, training=True).to(self.device)
        batch, optimizer = self.batch(size), model.optimizer(1e-5)
        draw = lambda weights: torch.multinomial(weights, 1)[:, 0]

        def task():
            losses = model.losses(batch, weights, draw)
            total = sum(weights[name] * loss for name, loss in losses.items())
            optimizer.zero_grad()
            total.backward()
            if clip:
                torch.nn.utils.clip_grad_norm_(model.parameters(), clip)
            optimizer.step()
            total.item()
            if self.device.type == "cuda":
                torch.cuda.synchronize()
            return size

        return task

    def batch(self, size):
        """Noise in the shapes of the trainer's batches, in which some caption always reaches the longest length."""
        text, patches = self.config["text"], self.patches()
        length = text["max_tokens"]
        draw = lambda *shape: torch.randint(4, text["vocabulary"], shape)

        def sentences():
            real = torch.arange(length) < torch.randint(SLOTS, length + 1, (size, 1))
            return {"ids": draw(size, length), "masked": draw(size, length), "mask": real.float(),
                    "positions": torch.randint(1, SLOTS, (size, SLOTS)), "labels": draw(size, SLOTS)}

        put = lambda part: {name: value.to(self.device) for name, value in part.items()}
        batch = {"image": torch.randn(size, 3, *self.config["vision"]["image_size"]), "identities": torch.arange(size),
                 "image_mask": torch.rand(size, patches).argsort(1) < patches // 2}
        return put(batch) | {"texts": [put(sentences()), put(sentences())]}


def per_second(unit):
    return unit.endswith("a second")


def measure(a):
    bench = Bench(a)
    trainers = {f"ours, {device}": Trainer(a, device) for device in a.trainer_device} if a.trainer else {}
    rounds = {side: [] for side in [*trainers, "PyTorch"]}
    for _ in range(a.rounds):
        for side, trainer in trainers.items():
            rounds[side].append(measure_trainer(trainer, a))
        rounds["PyTorch"].append(bench.measure(a.runs))
    each = lambda side, row: [found[row] for found in rounds[side]]
    rows = []
    for name, (unit, _) in bench.rows.items():
        medians = {side: statistics.median(each(side, name)) for side in rounds}
        best = {side: (max if per_second(unit) else min)(each(side, name)) for side in rounds}
        faster = {side: medians[side] / medians["PyTorch"] for side in trainers}
        faster = {side: ratio if per_second(unit) else 1 / ratio for side, ratio in faster.items()}
        rows.append({"name": name, "unit": unit, "median": medians, "best": best, "times_as_fast_as_pytorch": faster})
    ready = {side: statistics.median(each(side, READY)) for side in trainers}
    if a.json:
        setting = {"torch": torch.__version__, "device": a.device, "threads": a.threads, "rounds": a.rounds}
        print(json.dumps(setting | {"runs": a.runs, "rows": rows, "data_ready": ready}))
        return
    print(f"{'':28}" + "".join(f"{side:>20}" for side in rounds))
    for row in rows:
        ratios = {side: f" ({ratio:.2f}x)" for side, ratio in row["times_as_fast_as_pytorch"].items()}
        cells = (f"{value:.2f}{ratios.get(side, '')}" for side, value in row["median"].items())
        print(f"{row['name']:28}" + "".join(f"{cell:>20}" for cell in cells) + f"  {row['unit']}")
    print("In brackets: how many times as fast as PyTorch. Contrast alone: ours makes its batches, on another thread.")
    for side, share in ready.items():
        print(f"{side}: {READY}: {share:.0%}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("command", choices=["check", "bench"])
    parser.add_argument("--weights", type=Path, default=ROOT / "model_weights", help="exported weights")
    parser.add_argument("--photos", type=Path, default=ROOT / "www/sample", help="folder of photos")
    parser.add_argument("--queries", type=Path, default=ROOT / "bench/queries.jsonl", help="for check")
    parser.add_argument("--trainer", type=Path, help="binary of native_trainer")
    parser.add_argument("--trainer-device", nargs="+", default=["cpu"], help="its devices; check uses the first")
    parser.add_argument("--device", choices=["cpu", "cuda"], default="cpu", help="PyTorch's device")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--runs", type=int, default=5, help="repetitions of each row in a round")
    parser.add_argument("--batch", type=int, default=32, help="pairs in a training step with all losses")
    parser.add_argument("--json", action="store_true", help="print JSON")
    a = parser.parse_args()
    if a.command == "check" and not a.trainer:
        parser.error("check needs --trainer")
    torch.set_num_threads(a.threads)
    {"check": check, "bench": measure}[a.command](a)


if __name__ == "__main__":
    main()
