"""Bi-IRRA as a PyTorch module, eager and in single precision, for `torch_bench.py`.

Both encoders, the match head and the paper's losses, with the parameter names of `model.safetensors`; without dropout
and drop-path, which the shipped size does not have.

Axes: B batch, N patches, L tokens, D hidden width.
"""

import json

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import nn

VISION_EPS = 1e-6
TEXT_EPS = 1e-5
RELU_GAIN = 1.7139588
"""Makes up for the ReLU in front of a convolution of standardised kernels."""
PAPER = {"itc": 1.0, "itm": 4.0, "mlm": 1.0, "mim": 4.0}
"""Weights of the losses; a loss that is not named is not computed."""
IGNORED = -100


def attend(query, key, value, heads, mask=None):
    """Attention of [B, queries, D] over [B, keys, D]; `mask` is added to the logits, or says which keys are seen."""
    query, key, value = (x.unflatten(-1, (heads, -1)).transpose(1, 2) for x in (query, key, value))
    return F.scaled_dot_product_attention(query, key, value, attn_mask=mask).transpose(1, 2).flatten(2)


def seen(mask):
    """[B, L] of ones and zeros -> [B, 1, 1, L], true where there is a token."""
    return mask.bool()[:, None, None]


def offsets(rows, columns):
    """For each pair (query, key) of CLS and patches its row in the bias table: one for each offset of two patches, then
    one from CLS, one to CLS, one for CLS itself."""
    row, column = torch.arange(rows).repeat_interleave(columns), torch.arange(columns).repeat(rows)
    down, right = (at[:, None] - at[None, :] for at in (row, column))
    width = 2 * columns - 1
    count = (2 * rows - 1) * width
    index = F.pad((down + rows - 1) * width + right + columns - 1, (1, 0, 1, 0), value=count)
    index[1:, 0], index[0, 0] = count + 1, count + 2
    return index


class VisionAttention(nn.Module):
    def __init__(self, hidden, heads, grid):
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(hidden, 3 * hidden, bias=False)
        self.q_bias, self.v_bias = (nn.Parameter(torch.zeros(hidden)) for _ in range(2))
        index = offsets(*grid)
        self.register_buffer("index", index, persistent=False)
        self.relative_position_bias_table = nn.Parameter(torch.zeros(int(index.max()) + 1, heads))
        self.proj = nn.Linear(hidden, hidden)

    def forward(self, x):
        qkv_bias = torch.cat([self.q_bias, torch.zeros_like(self.q_bias), self.v_bias])
        query, key, value = F.linear(x, self.qkv.weight, qkv_bias).chunk(3, -1)
        bias = self.relative_position_bias_table[self.index].permute(2, 0, 1)[None]
        return self.proj(attend(query, key, value, self.heads, bias))


class VisionBlock(nn.Module):
    def __init__(self, hidden, heads, grid, intermediate, layer_scale):
        super().__init__()
        self.norm1, self.norm2 = (nn.LayerNorm(hidden, VISION_EPS) for _ in range(2))
        self.attn = VisionAttention(hidden, heads, grid)
        self.gamma_1, self.gamma_2 = (nn.Parameter(torch.full((hidden,), layer_scale)) for _ in range(2))
        self.mlp = nn.ModuleDict({"fc1": nn.Linear(hidden, intermediate), "fc2": nn.Linear(intermediate, hidden)})

    def forward(self, x):
        x = x + self.gamma_1 * self.attn(self.norm1(x))
        return x + self.gamma_2 * self.mlp["fc2"](F.gelu(self.mlp["fc1"](self.norm2(x))))


class ScaledConv(nn.Module):
    """A 3x3 convolution; in training with standardised kernels, but for those that see colours."""

    def __init__(self, inputs, outputs, stride, gain):
        super().__init__()
        self.conv = nn.Conv2d(inputs, outputs, 3, stride, 1)
        self.gain = None if gain is None else nn.Parameter(torch.full((outputs,), gain))

    def forward(self, x):
        if self.gain is None:
            return self.conv(x)
        kernels = self.conv.weight
        centred = kernels - kernels.mean((1, 2, 3), keepdim=True)
        spread = (centred.square().mean((1, 2, 3), keepdim=True) + 1e-8).sqrt()
        scale = self.gain.view(-1, 1, 1, 1) * RELU_GAIN / kernels[0].numel() ** 0.5
        return F.conv2d(x, centred / spread * scale, self.conv.bias, self.conv.stride, 1)


class Stage(nn.Module):
    """A halving of the picture's sides and, but for the first, a residual block."""

    def __init__(self, inputs, outputs, first, training):
        super().__init__()
        gains = [1.0, 1.0, 0.5] if training else [None] * 3
        self.down = ScaledConv(inputs, outputs, 2, None if first else gains[0])
        block = () if first else (ScaledConv(outputs, outputs, 1, gain) for gain in gains[1:])
        self.block = nn.ModuleList(block)

    def forward(self, x):
        x = F.relu(self.down(x))
        if not self.block:
            return x
        first, second = self.block
        return F.relu(x + second(F.relu(first(x))))


class PatchEmbed(nn.Module):
    def __init__(self, hidden, patch, stem, training):
        super().__init__()
        convolutional = stem != "patch"
        widths = [3, hidden // 8, hidden // 4, hidden // 2, hidden]
        pairs = list(zip(widths, widths[1:]))
        self.convs = nn.ModuleList(nn.Conv2d(a, b, 3, 2, 1) for a, b in pairs if stem == "convolution")
        stages = (Stage(a, b, a == 3, training) for a, b in pairs if stem == "residual")
        self.residual = nn.ModuleDict({"stages": nn.ModuleList(stages)})
        self.proj = nn.Conv2d(hidden, hidden, 1) if convolutional else nn.Conv2d(3, hidden, patch, patch)
        self.norm = nn.LayerNorm(hidden, VISION_EPS) if convolutional else nn.Identity()

    def forward(self, x):
        for conv in self.convs:
            x = F.relu(conv(x))
        for stage in self.residual["stages"]:
            x = stage(x)
        return self.norm(self.proj(x).flatten(2).transpose(1, 2))


class VisionEncoder(nn.Module):
    def __init__(self, config, training):
        super().__init__()
        vision, hidden = config["vision"], config["hidden"]
        grid = [side // vision["patch"] for side in vision["image_size"]]
        self.cls_token = nn.Parameter(0.02 * torch.randn(1, 1, hidden))
        self.mask_token = nn.Parameter(0.02 * torch.randn(1, 1, hidden)) if training else None
        self.patch_embed = PatchEmbed(hidden, vision["patch"], vision["stem"], training)
        tokens = 1 + grid[0] * grid[1]
        positions = 0.2 * torch.randn(1, tokens, hidden)
        self.pos_embed = nn.Parameter(positions) if vision["absolute_positions"] else None
        self.blocks = nn.ModuleList(
            VisionBlock(hidden, config["heads"], grid, vision["intermediate"], vision["layer_scale"])
            for _ in range(vision["layers"])
        )
        self.fc_norm = nn.LayerNorm(hidden, VISION_EPS)

    def forward(self, image, hidden=None):
        """Tokens [B, 1 + N, D]; row 0 is the mean of the normalised patches. `hidden` [B, N] marks masked patches."""
        x = self.patch_embed(image)
        if hidden is not None:
            x = torch.where(hidden.bool()[..., None], self.mask_token, x)
        x = torch.cat([self.cls_token.expand(len(x), -1, -1), x], 1)
        if self.pos_embed is not None:
            x = x + self.pos_embed
        for block in self.blocks:
            x = block(x)
        patches = self.fc_norm(x[:, 1:])
        return torch.cat([patches.mean(1, keepdim=True), patches], 1)


def residual(width, hidden):
    return nn.ModuleDict({"dense": nn.Linear(width, hidden), "LayerNorm": nn.LayerNorm(hidden, TEXT_EPS)})


def add_and_norm(part, x, y):
    return part["LayerNorm"](x + part["dense"](y))


class TextAttention(nn.ModuleDict):
    def __init__(self, hidden, heads):
        projections = {name: nn.Linear(hidden, hidden) for name in ["query", "key", "value"]}
        super().__init__({"self": nn.ModuleDict(projections), "output": residual(hidden, hidden)})
        self.heads = heads

    def forward(self, x, source, mask):
        part = self["self"]
        y = attend(part["query"](x), part["key"](source), part["value"](source), self.heads, mask)
        return add_and_norm(self["output"], x, y)


class TextLayer(nn.Module):
    def __init__(self, hidden, heads, intermediate, cross):
        super().__init__()
        self.attention = TextAttention(hidden, heads)
        self.crossattention = TextAttention(hidden, heads) if cross else None
        self.intermediate = nn.ModuleDict({"dense": nn.Linear(hidden, intermediate)})
        self.output = residual(intermediate, hidden)

    def forward(self, x, mask, source=None, source_mask=None):
        x = self.attention(x, x, mask)
        if source is not None:
            x = self.crossattention(x, source, source_mask)
        return add_and_norm(self.output, x, F.gelu(self.intermediate["dense"](x)))


class TextEncoder(nn.Module):
    def __init__(self, config, training):
        super().__init__()
        text, hidden = config["text"], config["hidden"]
        if text["positions"] != "zero-based" or not config["tied_decoder"]:
            raise SystemExit("expected text.positions zero-based and a tied decoder")
        self.text_layers = text["layers"]
        names = {"word": text["vocabulary"], "position": text["max_positions"], "token_type": 1}
        embeddings = nn.ModuleDict({f"{name}_embeddings": nn.Embedding(rows, hidden) for name, rows in names.items()})
        embeddings["LayerNorm"] = nn.LayerNorm(hidden, TEXT_EPS)
        layers = nn.ModuleList(
            TextLayer(hidden, config["heads"], text["intermediate"], cross=i >= text["layers"])
            for i in range(text["layers"] + config["cross_layers"])
        )
        self.bert = nn.ModuleDict({"embeddings": embeddings, "encoder": nn.ModuleDict({"layer": layers})})
        self.mlm_head = None
        if training:
            predictions = nn.ModuleDict({"transform": residual(hidden, hidden)})
            predictions.register_parameter("bias", nn.Parameter(torch.zeros(text["vocabulary"])))
            self.mlm_head = nn.ModuleDict({"predictions": predictions})

    def forward(self, ids, mask):
        """Tokens [B, L, D] of the text layers."""
        part = self.bert["embeddings"]
        x = part["word_embeddings"](ids) + part["token_type_embeddings"].weight[0]
        x = part["LayerNorm"](x + part["position_embeddings"].weight[: ids.shape[1]])
        for layer in self.bert["encoder"]["layer"][: self.text_layers]:
            x = layer(x, seen(mask))
        return x

    def fuse(self, x, mask, source, source_mask=None):
        """The interaction layers; a mask that is left out hides nothing."""
        masks = [m if m is None else seen(m) for m in (mask, source_mask)]
        for layer in self.bert["encoder"]["layer"][self.text_layers :]:
            x = layer(x, masks[0], source, masks[1])
        return x

    def predict_words(self, x):
        part = self.mlm_head["predictions"]
        x = part["transform"]["LayerNorm"](F.gelu(part["transform"]["dense"](x)))
        return F.linear(x, self.bert["embeddings"]["word_embeddings"].weight, part.bias)


def head(hidden, outputs):
    width = 2 * hidden
    return nn.Sequential(
        nn.Linear(hidden, width), nn.LayerNorm(width, TEXT_EPS), nn.GELU(), nn.Linear(width, outputs)
    )


class BiIrra(nn.Module):
    def __init__(self, config, training=False):
        super().__init__()
        if training and (config["vision"]["drop_path"] or config["text"]["dropout"]):
            raise SystemExit("expected no dropout and no drop-path")
        hidden, embed = config["hidden"], config["embed_dim"]
        self.vision_encoder = VisionEncoder(config, training)
        self.text_encoder = TextEncoder(config, training)
        self.vision_proj, self.text_proj = nn.Linear(hidden, embed), nn.Linear(hidden, embed)
        self.tl_text_proj = nn.Linear(hidden, embed) if config["target_projection"] else None
        self.temp = nn.Parameter(torch.tensor([0.07]))
        self.itm_head = head(hidden, 2)
        self.mim_head = head(hidden, hidden) if training else None

    @staticmethod
    def shipped(folder):
        """The module of exported weights and its `config.json`; missing or left-over tensors are an error."""
        config = json.loads((folder / "config.json").read_text())
        model = BiIrra(config)
        model.load_state_dict(load_file(folder / "model.safetensors"), strict=True)
        return model.eval(), config

    def image_feature(self, tokens):
        return F.normalize(self.vision_proj(tokens[:, 0]), dim=-1)

    def text_feature(self, tokens, target=False):
        projection = self.tl_text_proj if target and self.tl_text_proj is not None else self.text_proj
        return F.normalize(projection(tokens[:, 0]), dim=-1)

    def match_logits(self, image, text, mask):
        return self.itm_head(self.text_encoder.fuse(text, mask, image)[:, 0])

    def contrast(self, f, g, targets):
        logits = f @ g.T / self.temp
        return (F.cross_entropy(logits, targets) + F.cross_entropy(logits.T, targets)) / 2

    @torch.no_grad()
    def negatives(self, f, g, same, draw):
        """An image for each text and a text for each image, of other people."""
        logits = f @ g.T / self.temp
        weigh = lambda logits: (logits.softmax(1) + 1e-5).masked_fill(same, 0)
        return draw(weigh(logits.T)), draw(weigh(logits))

    def match_loss(self, image, text, mask, negatives):
        images, texts = negatives
        image = torch.cat([image, image[images], image])
        text, mask = torch.cat([text, text, text[texts]]), torch.cat([mask, mask, mask[texts]])
        labels = torch.zeros(len(image), dtype=torch.long, device=image.device)
        labels[: len(image) // 3] = 1
        return F.cross_entropy(self.match_logits(image, text, mask), labels)

    def word_loss(self, image, text):
        encoder, at = self.text_encoder, text["positions"]
        tokens = encoder.fuse(encoder(text["masked"], text["mask"]), text["mask"], image)
        logits = encoder.predict_words(tokens.gather(1, at[..., None].expand(-1, -1, tokens.shape[-1])))
        return F.cross_entropy(logits.flatten(0, 1), text["labels"].flatten(), ignore_index=IGNORED)

    def losses(self, batch, weights, draw):
        """The unweighted losses that `weights` names. `batch` has `image`, `image_mask`, `identities` and two `texts`,
        source and target language; `draw` takes weights [B, B] and returns a column for each row."""
        encoder, texts, found = self.text_encoder, batch["texts"], {}
        image = self.vision_encoder(batch["image"])
        tokens = [encoder(text["ids"], text["mask"]) for text in texts]
        feature = self.image_feature(image)
        features = [self.text_feature(tokens[0]), self.text_feature(tokens[1], target=True)]
        same = batch["identities"][:, None] == batch["identities"][None, :]
        if "itc" in weights:
            targets = same / same.sum(1, keepdim=True)
            found["itc"] = sum(self.contrast(feature, g, targets) for g in features) / 2
        if "itm" in weights or "mim" in weights:
            masked = self.vision_encoder(batch["image"], batch["image_mask"])
        if "itm" in weights:
            found["itm"] = 0
            for picture, text, t, g in zip([image, masked], texts, tokens, features):
                negatives = self.negatives(self.image_feature(picture), g, same, draw)
                found["itm"] += self.match_loss(picture, t, text["mask"], negatives) / 2
        if "mlm" in weights:
            found["mlm"] = sum(self.word_loss(image, text) for text in texts)
        if "mim" in weights:
            with torch.no_grad():
                teacher = encoder.fuse(image, None, tokens[0], texts[0]["mask"])
            student = self.mim_head(encoder.fuse(masked, None, tokens[1], texts[1]["mask"]))
            found["mim"] = (1 - F.cosine_similarity(teacher, student, dim=-1)).mean()
        return found

    def optimizer(self, rate):
        """AdamW; vectors and everything that is called a bias are not decayed."""
        free = lambda name, value: value.ndim < 2 or any(part in name for part in ["bias", ".ln", ".bn"])
        groups = [
            {"params": [v for n, v in self.named_parameters() if free(n, v) == is_free], "weight_decay": decay}
            for is_free, decay in [(False, 0.02), (True, 0.0)]
        ]
        return torch.optim.AdamW(groups, lr=rate, betas=(0.9, 0.98), eps=1e-8, fused=True)
