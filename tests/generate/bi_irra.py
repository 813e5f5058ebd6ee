"""Bi-IRRA's training forward pass in PyTorch: plain functions of a state dict.

Written for the golden tensors in `tests/fixtures` and for nothing else. It shares no line with the trainer, so that
the two can be held against each other. Every function takes the state dict `p` and the `config.json` of a set, `c`.

Axes: B batch, N patches, L tokens, D hidden width, V vocabulary.
"""

import torch
import torch.nn.functional as F

VISION_EPS = 1e-6
TEXT_EPS = 1e-5


def linear(p, name, x):
    return F.linear(x, p[f"{name}.weight"], p.get(f"{name}.bias"))


def norm(p, name, x, eps):
    return F.layer_norm(x, x.shape[-1:], p[f"{name}.weight"], p[f"{name}.bias"], eps)


def attend(query, key, value, heads, bias):
    """Multi-head attention of [B, queries, D] over [B, keys, D]; `bias` is added to the logits."""
    split = lambda x: x.unflatten(-1, (heads, -1)).transpose(1, 2)  # [B, heads, tokens, D / heads]
    query, key, value = split(query), split(key), split(value)
    logits = query @ key.transpose(-1, -2) / query.shape[-1] ** 0.5 + bias
    return (logits.softmax(-1) @ value).transpose(1, 2).flatten(2)


def grid(c):
    return [side // c["patch_size"] for side in c["image_size"]]


def relative_index(c):
    """Row of the bias table for each pair (query, key) of CLS and patches."""
    rows, columns = grid(c)
    offsets = (2 * rows - 1) * (2 * columns - 1)
    place = torch.cartesian_prod(torch.arange(rows), torch.arange(columns))  # [N, 2]
    delta = place[:, None] - place[None, :] + torch.tensor([rows - 1, columns - 1])
    index = torch.empty(len(place) + 1, len(place) + 1, dtype=torch.long)
    index[1:, 1:] = delta[..., 0] * (2 * columns - 1) + delta[..., 1]
    index[0, :], index[:, 0], index[0, 0] = offsets, offsets + 1, offsets + 2
    return index


def vision(p, c, image, hidden=None):
    """Image tokens [B, 1 + N, D]; row 0 is the mean of the normalised patches. `hidden` [B, N] marks masked ones."""
    v = "vision_encoder."
    x = F.conv2d(image, p[v + "patch_embed.proj.weight"], p[v + "patch_embed.proj.bias"], stride=c["patch_size"])
    x = x.flatten(2).transpose(1, 2)
    if hidden is not None:
        x = torch.where(hidden[..., None].bool(), p[v + "mask_token"], x)
    x = torch.cat([p[v + "cls_token"].expand(len(x), -1, -1), x], 1)
    index = relative_index(c)
    for i in range(c["vision_layers"]):
        b = f"{v}blocks.{i}."
        q_bias, v_bias = p[b + "attn.q_bias"], p[b + "attn.v_bias"]
        y = norm(p, b + "norm1", x, VISION_EPS)
        qkv_bias = torch.cat([q_bias, torch.zeros_like(q_bias), v_bias])
        query, key, value = F.linear(y, p[b + "attn.qkv.weight"], qkv_bias).chunk(3, -1)
        bias = p[b + "attn.relative_position_bias_table"][index].permute(2, 0, 1)  # [heads, 1 + N, 1 + N]
        y = linear(p, b + "attn.proj", attend(query, key, value, c["heads"], bias))
        x = x + p[b + "gamma_1"] * y
        y = F.gelu(linear(p, b + "mlp.fc1", norm(p, b + "norm2", x, VISION_EPS)))
        x = x + p[b + "gamma_2"] * linear(p, b + "mlp.fc2", y)
    patches = norm(p, v + "fc_norm", x[:, 1:], VISION_EPS)
    return torch.cat([patches.mean(1, keepdim=True), patches], 1)


def bert_attention(p, name, x, source, heads, bias):
    query, key, value = (linear(p, f"{name}.self.{part}", y)
                         for part, y in [("query", x), ("key", source), ("value", source)])
    y = linear(p, f"{name}.output.dense", attend(query, key, value, heads, bias))
    return norm(p, f"{name}.output.LayerNorm", x + y, TEXT_EPS)


def bert_layers(p, c, layers, x, mask, source=None, source_mask=None):
    """Post-norm layers; with a `source` they also look at the other modality. Masks are 1 for real tokens."""
    bias = (1 - mask.to(x.dtype))[:, None, None] * -1e4
    for i in layers:
        name = f"text_encoder.bert.encoder.layer.{i}"
        x = bert_attention(p, f"{name}.attention", x, x, c["heads"], bias)
        if source is not None:
            hide = (1 - source_mask.to(x.dtype))[:, None, None] * torch.finfo(x.dtype).min
            x = bert_attention(p, f"{name}.crossattention", x, source, c["heads"], hide)
        y = linear(p, f"{name}.output.dense", F.gelu(linear(p, f"{name}.intermediate.dense", x)))
        x = norm(p, f"{name}.output.LayerNorm", x + y, TEXT_EPS)
    return x


def text(p, c, ids, mask):
    """Text tokens [B, L, D] of the text layers; positions count from 0."""
    e = "text_encoder.bert.embeddings."
    x = p[e + "word_embeddings.weight"][ids] + p[e + "token_type_embeddings.weight"][0]
    x = x + p[e + "position_embeddings.weight"][: ids.shape[1]]
    return bert_layers(p, c, range(c["text_layers"]), norm(p, e + "LayerNorm", x, TEXT_EPS), mask)


def fuse(p, c, query, query_mask, source, source_mask):
    layers = range(c["text_layers"], c["text_layers"] + c["cross_layers"])
    return bert_layers(p, c, layers, query, query_mask, source, source_mask)


def head(p, name, x):
    """Linear, layer norm, GELU, linear."""
    return linear(p, f"{name}.3", F.gelu(norm(p, f"{name}.1", linear(p, f"{name}.0", x), TEXT_EPS)))


def feature(p, projection, tokens):
    return F.normalize(linear(p, projection, tokens[:, 0]), dim=-1)


def contrast(p, f, g, identities):
    logits = f @ g.T / p["temp"]
    same = (identities[:, None] == identities[None, :]).to(f.dtype)
    labels = same / same.sum(1, keepdim=True)
    one_way = lambda logits: -(labels * logits.log_softmax(1)).sum(1).mean()
    return (one_way(logits) + one_way(logits.T)) / 2


@torch.no_grad()
def negative_weights(p, f, g, identities):
    """Weights for drawing an image for each text, and a text for each image."""
    logits = f @ g.T / p["temp"]
    same = identities[:, None] == identities[None, :]
    weigh = lambda logits: (logits.softmax(1) + 1e-5).masked_fill(same, 0)
    return weigh(logits.T), weigh(logits)


def match_loss(p, c, image, tokens, mask, images, texts):
    """Cross-entropy of B positives, B pairs with another image and B pairs with another text."""
    image = torch.cat([image, image[images], image])
    tokens, mask = torch.cat([tokens, tokens, tokens[texts]]), torch.cat([mask, mask, mask[texts]])
    everything = torch.ones(image.shape[:2], dtype=torch.long)
    logits = head(p, "itm_head", fuse(p, c, tokens, mask, image, everything)[:, 0])
    labels = torch.zeros(len(logits), dtype=torch.long)
    labels[: len(logits) // 3] = 1
    return F.cross_entropy(logits, labels)


def word_loss(p, c, image, ids, mask, positions, labels):
    tokens = fuse(p, c, text(p, c, ids, mask), mask, image, torch.ones(image.shape[:2], dtype=torch.long))
    tokens = tokens.gather(1, positions[..., None].expand(-1, -1, tokens.shape[-1]))
    m = "text_encoder.mlm_head.predictions."
    tokens = F.gelu(linear(p, m + "transform.dense", tokens))
    tokens = norm(p, m + "transform.LayerNorm", tokens, TEXT_EPS)
    words = p["text_encoder.bert.embeddings.word_embeddings.weight"]
    logits = F.linear(tokens, words, p[m + "bias"])  # [B, slots, V], decoder and embedding are one
    return F.cross_entropy(logits.flatten(0, 1), labels.flatten(), ignore_index=-100)


def losses(p, c, batch, draw):
    """The losses of one batch by name, matching and distillation already weighted, and the draws that were used.

    `draw(language, image_weights, text_weights)` returns one image for each text and one text for each image.
    """
    image, masked = vision(p, c, batch["image"]), vision(p, c, batch["image"], batch["image_mask"])
    found, drawn, tokens = {}, {}, {}
    image_feature = feature(p, "vision_proj", image)
    for language, projection, seen in [("sl", "text_proj", image), ("tl", "tl_text_proj", masked)]:
        mask = batch[f"text_atts_{language}"]
        tokens[language] = text(p, c, batch[f"text_ids_{language}"], mask)
        text_feature = feature(p, projection, tokens[language])
        found[f"loss_itc_{language}"] = contrast(p, image_feature, text_feature, batch["idx"])
        weights = negative_weights(p, feature(p, "vision_proj", seen), text_feature, batch["idx"])
        images, texts = draw(language, *weights)
        drawn |= {f"image_neg_idx_{language}": images, f"text_neg_idx_{language}": texts}
        found[f"loss_itm_{language}"] = match_loss(p, c, seen, tokens[language], mask, images, texts)
        found[f"loss_mlm_{language}"] = word_loss(
            p, c, image, batch[f"text_ids_masked_{language}"], mask,
            batch[f"masked_pos_{language}"], batch[f"masked_ids_{language}"])
    everything = torch.ones(image.shape[:2], dtype=torch.long)
    with torch.no_grad():
        teacher = fuse(p, c, image, everything, tokens["sl"], batch["text_atts_sl"])
    student = head(p, "mim_head", fuse(p, c, masked, everything, tokens["tl"], batch["text_atts_tl"]))
    cosine = (F.normalize(teacher, dim=-1) * F.normalize(student, dim=-1)).sum(-1)
    both = lambda name: found[f"{name}_sl"] + found[f"{name}_tl"]
    found["loss_itc"] = both("loss_itc") / 2
    found["loss_itm"] = c["itm_weight"] * both("loss_itm") / 2
    found["loss_mlm"] = both("loss_mlm")
    found["loss_mim"] = c["mim_weight"] * (1 - cosine).mean()
    found["loss_total"] = sum(found[f"loss_{part}"] for part in ["itc", "itm", "mlm", "mim"])
    return found, drawn


def adamw(p, opt):
    """AdamW over the parameters: vectors and everything that is called a bias are not decayed."""
    free = lambda name, value: value.ndim < 2 or any(part in name for part in ["bias", ".ln", ".bn"])
    groups = [
        {"params": [v for n, v in p.items() if not free(n, v)], "weight_decay": opt["weight_decay"]},
        {"params": [v for n, v in p.items() if free(n, v)], "weight_decay": 0.0},
    ]
    return torch.optim.AdamW(groups, lr=opt["lr"], betas=tuple(opt["betas"]), eps=opt["eps"])
