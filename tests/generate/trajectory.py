"""Makes `tests/fixtures/trajectory`: ten training steps of a tiny Bi-IRRA, dropout off, with all draws recorded.

    python tests/generate/trajectory.py            (needs torch and safetensors; tests need neither)

First the implementation in `bi_irra.py` must reproduce the losses, all gradients and the optimiser step of
`tests/fixtures/bi_irra`, which come from the authors' own code; nothing is written otherwise. Then ten steps are
computed in double precision, and once more in single precision with the same draws: the difference, which is printed,
is what rounding alone does to such a trajectory.
"""

import json
import math
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file

from bi_irra import adamw, grid, losses

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"
ALIASES = ["decoder.bias", "decoder.weight", "relative_position_index", "position_ids"]
PARTS = ["loss_itc", "loss_itm", "loss_mlm_sl", "loss_mlm_tl", "loss_mlm", "loss_mim", "loss_total"]
BATCHES, STEPS = 5, 10

CONFIG = {
    "seed": 10,
    "image_size": [32, 16],
    "patch_size": 8,
    "hidden": 16,
    "heads": 2,
    "embed_dim": 8,
    "vision_layers": 2,
    "vision_intermediate": 32,
    "init_values": 0.1,
    "text_layers": 2,
    "text_intermediate": 32,
    "cross_layers": 2,
    "vocab_size": 40,
    "max_position": 12,
    "text_len": 10,
    "max_masks": 3,
    "mask_id": 39,
    "itm_weight": 4.0,
    "mim_weight": 4.0,
    "batch": 4,
    "batches": BATCHES,
    "steps": STEPS,
    "opt": {"lr": 1e-3, "weight_decay": 0.02, "betas": [0.9, 0.98], "eps": 1e-8},
    # The warm-up's first step is small, because Adam's first step is only the sign of the gradient.
    "schedule": {"start": 1e-5, "peak": 1e-3, "end": 1e-4, "warmup_steps": 3},
}


def without_aliases(state):
    return {name: value for name, value in state.items() if not any(name.endswith(a) for a in ALIASES)}


def leaves(state, dtype):
    return {name: value.to(dtype).clone().requires_grad_() for name, value in state.items()}


def cast(batch, dtype):
    return {name: value.to(dtype) if value.is_floating_point() else value for name, value in batch.items()}


def check_against_the_authors():
    """Raises unless `bi_irra.py` computes what the authors' code computed."""
    folder = FIXTURES / "bi_irra"
    c = json.loads((folder / "config.json").read_text())
    expected = load_file(folder / "outputs.safetensors")
    p = leaves(without_aliases(load_file(folder / "weights.safetensors")), torch.float32)
    given = lambda language, *_: (expected[f"image_neg_idx_{language}"], expected[f"text_neg_idx_{language}"])
    found, _ = losses(p, c, cast(load_file(folder / "inputs.safetensors"), torch.float32), given)
    for name, value in found.items():
        torch.testing.assert_close(value.detach(), expected[name], atol=1e-5, rtol=1e-5, msg=lambda m: f"{name}: {m}")
    optimizer = adamw(p, c["opt"])
    found["loss_total"].backward()
    gradients = without_aliases(load_file(folder / "grads.safetensors"))
    assert gradients.keys() == p.keys(), gradients.keys() ^ p.keys()
    worst = 0.0
    for name, value in p.items():
        error = (value.grad - gradients[name]).abs().max() / gradients[name].abs().max().clamp(min=1e-2)
        worst = max(worst, error.item())
        assert error < 1e-3, f"gradient of {name}: {error}"
    optimizer.step()
    stepped = load_file(folder / "params_after_adamw_step.safetensors")
    for name, value in p.items():
        clear = gradients[name].abs() > 1e-4  # below, the first step is the sign of rounding noise
        torch.testing.assert_close(value.detach()[clear], stepped[name][clear], atol=1e-5, rtol=0, msg=name)
    print(f"the authors' {len(found)} losses, {len(p)} gradients (worst relative error {worst:.1e}) and step agree")


def initial_state(c, like, generator):
    """Random weights of `c`'s shapes for the names in `like`, spread so that every part matters."""
    hidden, tokens = c["hidden"], math.prod(2 * side - 1 for side in grid(c)) + 3
    layers = {"vision_encoder.blocks": c["vision_layers"],
              "text_encoder.bert.encoder.layer": c["text_layers"] + c["cross_layers"]}
    wide = lambda name: c["vision_intermediate" if name.startswith("vision") else "text_intermediate"]

    def shape(name):
        last = name.rsplit(".", 1)[-1]
        if name == "temp":
            return ()
        special = {
            "cls_token": (1, 1, hidden), "mask_token": (1, 1, hidden),
            "patch_embed.proj.weight": (hidden, 3, c["patch_size"], c["patch_size"]),
            "qkv.weight": (3 * hidden, hidden), "relative_position_bias_table": (tokens, c["heads"]),
            "word_embeddings.weight": (c["vocab_size"], hidden),
            "position_embeddings.weight": (c["max_position"], hidden),
            "token_type_embeddings.weight": (1, hidden), "predictions.bias": (c["vocab_size"],),
        }
        for end, found in special.items():
            if name.endswith(end):
                return found
        out, into = hidden, hidden
        if "fc1" in name or "intermediate.dense" in name:
            out = wide(name)
        elif "fc2" in name or (name.endswith(("output.dense.weight", "output.dense.bias")) and "attention" not in name):
            into = wide(name)
        elif name.startswith(("vision_proj", "text_proj", "tl_text_proj")):
            out = c["embed_dim"]
        elif name.startswith(("itm_head.0", "itm_head.1", "mim_head.0", "mim_head.1")):
            out = 2 * hidden
        elif name.startswith(("itm_head.3", "mim_head.3")):
            out, into = (2 if name.startswith("itm") else hidden), 2 * hidden
        is_vector = last != "weight" or "norm" in name.lower() or name.startswith(("itm_head.1", "mim_head.1"))
        return (out,) if is_vector else (out, into)

    names = []
    for name in like:
        pattern = next((prefix for prefix in layers if name.startswith(f"{prefix}.")), None)
        if pattern is None:
            names.append(name)
            continue
        number, rest = name[len(pattern) + 1:].split(".", 1)
        # The last layer of the authors' set has every kind of name that a layer can have.
        if int(number) == max(int(n[len(pattern) + 1:].split(".")[0]) for n in like if n.startswith(f"{pattern}.")):
            first = c["text_layers"] if "crossattention" in rest else 0
            names += [f"{pattern}.{i}.{rest}" for i in range(first, layers[pattern])]
    state = {}
    for name in sorted(names):
        size = shape(name)
        noise = torch.randn(size, generator=generator, dtype=torch.float64)
        is_norm = "norm" in name.lower() or name.startswith(("itm_head.1", "mim_head.1"))
        if name == "temp":
            value = torch.tensor(0.07, dtype=torch.float64)
        elif "gamma" in name:
            value = c["init_values"] + 0.02 * noise
        elif is_norm and name.endswith("weight"):
            value = 1 + 0.1 * noise
        elif len(size) < 2:
            value = 0.1 * noise
        else:
            value = noise * (0.5 if "embeddings" in name or "token" in name else math.prod(size[1:]) ** -0.5)
        state[name] = value.float()
    return state


def random_batch(c, generator):
    """Noise for pictures, two of which show one person; texts of several lengths; half of the patches hidden."""
    size, length, slots = c["batch"], c["text_len"], c["max_masks"]
    draw = lambda low, high, *shape: torch.randint(low, high, shape, generator=generator)
    patches = math.prod(grid(c))
    order = torch.rand(size, patches, generator=generator).argsort(1)
    batch = {
        "image": torch.randn(size, 3, *c["image_size"], generator=generator),
        "image_mask": (order < patches // 2).long(),
        "idx": torch.tensor([5, 2, 5, 9])[torch.randperm(size, generator=generator)],
    }
    for language in ["sl", "tl"]:
        ids = draw(4, c["mask_id"], size, length)
        lengths = draw(4, length + 1, size)
        ids[:, 0] = 0
        ids[torch.arange(size), lengths - 1] = 2
        real = torch.arange(length)[None] < lengths[:, None]
        ids = ids.masked_fill(~real, 1)
        masked, positions = ids.clone(), torch.zeros(size, slots, dtype=torch.long)
        labels = torch.full((size, slots), -100)
        for row in range(size):
            count = min(slots, int(lengths[row]) // 2)
            chosen = (torch.randperm(int(lengths[row]) - 1, generator=generator)[:count] + 1).sort().values
            positions[row, :count], labels[row, :count] = chosen, ids[row, chosen]
            masked[row, chosen] = c["mask_id"]
        batch |= {f"text_ids_{language}": ids, f"text_atts_{language}": real.long(),
                  f"text_ids_masked_{language}": masked, f"masked_pos_{language}": positions,
                  f"masked_ids_{language}": labels}
    return batch


def rate(schedule, steps, step):
    """Linear from `start` to `peak`, both reached within the warm-up, then half a cosine down to `end`."""
    warmup = schedule["warmup_steps"]
    if step < warmup:
        return schedule["start"] + (schedule["peak"] - schedule["start"]) * step / (warmup - 1)
    done = (step - warmup) / (steps - warmup)
    return schedule["end"] + (schedule["peak"] - schedule["end"]) / 2 * (1 + math.cos(math.pi * done))


def train(c, state, batches, dtype, draw):
    """Ten steps; the losses and rates of each, the draws, the first gradients and the last parameters."""
    p = leaves(state, dtype)
    optimizer = adamw(p, c["opt"])
    rows, draws, first = [], [], {}
    for step in range(c["steps"]):
        found, drawn = losses(p, c, cast(batches[step % c["batches"]], dtype), lambda *a: draw(step, *a))
        optimizer.zero_grad()
        found["loss_total"].backward()
        first = first or {name: value.grad.clone() for name, value in p.items()}
        for group in optimizer.param_groups:
            group["lr"] = rate(c["schedule"], c["steps"], step)
        rows.append([found[part].item() for part in PARTS] + [optimizer.param_groups[0]["lr"]])
        draws.append(drawn)
        optimizer.step()
    return torch.tensor(rows, dtype=torch.float64), draws, first, {n: v.detach() for n, v in p.items()}


def main():
    check_against_the_authors()
    c = CONFIG
    generator = torch.Generator().manual_seed(c["seed"])
    like = without_aliases(load_file(FIXTURES / "bi_irra" / "weights.safetensors"))
    state = initial_state(c, like, generator)
    batches = [random_batch(c, generator) for _ in range(c["batches"])]
    multinomial = lambda weights: torch.multinomial(weights, 1, generator=generator)[:, 0]
    draw = lambda step, language, images, texts: (multinomial(images), multinomial(texts))
    rows, draws, first, final = train(c, state, batches, torch.float64, draw)
    again = lambda step, language, *_: (draws[step][f"image_neg_idx_{language}"],
                                        draws[step][f"text_neg_idx_{language}"])
    rows32, _, _, final32 = train(c, state, batches, torch.float32, again)

    print("losses differ by", (rows - rows32).abs().max().item(), "between double and single precision")
    distance = {name: (final[name] - final32[name]).abs() for name in final}
    for least in [0, 1e-6, 1e-5, 1e-4]:
        kept = {name: d[(first[name] == 0) | (first[name].abs() >= least)] for name, d in distance.items()}
        worst = max(kept, key=lambda name: kept[name].max() if kept[name].numel() else 0)
        count, entries = sum(k.numel() for k in kept.values()), sum(d.numel() for d in distance.values())
        print(f"first gradient >= {least:g} or zero: {count} of {entries} entries, "
              f"they differ by at most {kept[worst].max():.1e} ({worst})")
    print("\n".join(" ".join(f"{value:9.5f}" for value in row) for row in rows.tolist()))

    folder = FIXTURES / "trajectory"
    folder.mkdir(exist_ok=True)
    single = lambda tensors: {n: t.float().contiguous() if t.is_floating_point() else t for n, t in tensors.items()}
    (folder / "config.json").write_text(json.dumps(c, indent=1) + "\n")
    save_file(state, folder / "weights.safetensors")
    save_file({f"{i}.{n}": t for i, b in enumerate(batches) for n, t in single(b).items()},
              folder / "batches.safetensors")
    steps = {name: torch.stack([drawn[name] for drawn in draws]) for name in draws[0]}
    steps |= {name: column.contiguous() for name, column in zip([*PARTS, "rate"], rows.float().unbind(1))}
    save_file(steps, folder / "steps.safetensors")
    save_file(single(first), folder / "first_grads.safetensors")
    save_file(single(final), folder / "final.safetensors")


if __name__ == "__main__":
    main()
