"""The shipped weights as three ONNX models, for runtimes that are not ours.

    python bench/export_onnx.py --weights model_weights --queries bench/queries.jsonl --out FOLDER

- `image.onnx`: `image` [batch, 3, height, width] -> `feature` [batch, embed], `tokens` [batch, 1 + patches, hidden]
- `text.onnx`: `ids`, `mask` [batch, length] -> `feature` [batch, embed], `tokens` [batch, length, hidden]
- `match.onnx`: `image` [batch, 1 + patches, hidden], `text` [1, length, hidden], `mask` [1, length] -> `logits` [batch, 2]
- `queries.json`: the token ids of each query, since these runtimes have no tokenizer

The graphs are built from the tensors by hand, with everything folded that depends on the weights alone (the relative
position biases, the scale of the queries, the layer scale). Weights stay in the precision they are shipped in and are
widened when a session starts. `check_onnx.py` proves that the models compute what the trainer computes.
"""

import argparse
import json
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from safetensors.numpy import load_file

from sentences import open_tokenizer, read_queries, token_ids

OPSET = 20
VISION_EPS = 1e-6
TEXT_EPS = 1e-5


class Graph:
    """A graph under construction: every method adds nodes and returns the name of their output."""

    def __init__(self, tensors, config):
        self.tensors, self.config = tensors, config
        self.nodes, self.initializers = [], []
        self.made, self.count = {}, 0

    def node(self, op, *inputs, **attributes):
        self.count += 1
        name = f"{op.lower()}_{self.count}"
        self.nodes.append(helper.make_node(op, list(inputs), [name], name=name, **attributes))
        return name

    def constant(self, value, name=None):
        """A constant; half precision is stored and widened."""
        self.count += 1
        name = name or f"constant_{self.count}"
        value = np.asarray(value, order="C")
        self.initializers.append(numpy_helper.from_array(value, name))
        return self.node("Cast", name, to=TensorProto.FLOAT) if value.dtype == np.float16 else name

    def ints(self, *values):
        return self.constant(np.array(values, np.int64))

    def weight(self, name, change=None):
        """A tensor of the weights, added once however often it is used; `change` is done to it before."""
        key = (name, change)
        if key not in self.made:
            value = self.tensors[name]
            self.made[key] = self.constant(change(value) if change else value, f"{name}{'.changed' if change else ''}")
        return self.made[key]

    def linear(self, name, x):
        y = self.node("MatMul", x, self.weight(f"{name}.weight", transposed))
        return self.node("Add", y, self.weight(f"{name}.bias"))

    def convolution(self, name, x, stride):
        """Of kernels of 3x3."""
        weight, bias = self.weight(f"{name}.weight"), self.weight(f"{name}.bias")
        return self.node("Conv", x, weight, bias, strides=[stride, stride], pads=[1] * 4)

    def norm(self, name, x, epsilon):
        weight, bias = self.weight(f"{name}.weight"), self.weight(f"{name}.bias")
        return self.node("LayerNormalization", x, weight, bias, axis=-1, epsilon=epsilon)

    def heads(self, x):
        """[batch, tokens, hidden] -> [batch, heads, tokens, width]"""
        heads = self.config["heads"]
        split = self.node("Reshape", x, self.ints(0, 0, heads, self.config["hidden"] // heads))
        return self.node("Transpose", split, perm=[0, 2, 1, 3])

    def attend(self, query, key, value, bias):
        """Attention of [batch, tokens, hidden] each; `bias` broadcasts over [batch, heads, queries, keys] or is None."""
        width = self.config["hidden"] // self.config["heads"]
        query, value = self.heads(query), self.heads(value)
        query = self.node("Mul", query, self.constant(np.float32(width**-0.5)))
        keys = self.node("Reshape", key, self.ints(0, 0, self.config["heads"], width))
        keys = self.node("Transpose", keys, perm=[0, 2, 3, 1])
        logits = self.node("MatMul", query, keys)
        if bias is not None:
            logits = self.node("Add", logits, bias)
        mixed = self.node("MatMul", self.node("Softmax", logits, axis=-1), value)
        mixed = self.node("Transpose", mixed, perm=[0, 2, 1, 3])
        return self.node("Reshape", mixed, self.ints(0, 0, self.config["hidden"]))

    def first(self, x):
        """[batch, tokens, hidden] -> [batch, hidden]"""
        return self.node("Gather", x, self.constant(np.array(0, np.int64)), axis=1)

    def feature(self, projection, tokens):
        """The projected first token, of unit length."""
        y = self.linear(projection, self.first(tokens))
        norm = self.node("ReduceL2", y, self.ints(1), keepdims=1)
        return self.node("Div", y, self.node("Max", norm, self.constant(np.float32(1e-12))))

    def name_output(self, source, name):
        self.nodes.append(helper.make_node("Identity", [source], [name], name=name))

    def model(self, name, inputs, outputs):
        value = lambda entry: helper.make_tensor_value_info(*entry)
        graph = helper.make_graph(
            self.nodes, name, [value(i) for i in inputs], [value(o) for o in outputs], self.initializers
        )
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], producer_name="bi-irra")
        # The newest file format is not read by every runtime that knows the operators.
        model.ir_version = 9
        onnx.checker.check_model(model, full_check=True)
        return model


def transposed(value):
    return value.T


def relative_index(rows, columns):
    """Row of the bias table for each pair (query, key) of CLS and patches."""
    place = np.stack(np.meshgrid(np.arange(rows), np.arange(columns), indexing="ij"), -1).reshape(-1, 2)
    delta = place[:, None] - place[None, :] + np.array([rows - 1, columns - 1])
    offsets = (2 * rows - 1) * (2 * columns - 1)
    index = np.empty((len(place) + 1,) * 2, np.int64)
    index[1:, 1:] = delta[..., 0] * (2 * columns - 1) + delta[..., 1]
    index[0, :], index[:, 0], index[0, 0] = offsets, offsets + 1, offsets + 2
    return index


def residual_stage(g, name, x):
    """A halving of the picture's sides and, where there is one, a residual block."""
    x = g.node("Relu", g.convolution(f"{name}.down.conv", x, 2))
    if f"{name}.block.0.conv.weight" not in g.tensors:
        return x
    y = g.node("Relu", g.convolution(f"{name}.block.0.conv", x, 1))
    return g.node("Relu", g.node("Add", x, g.convolution(f"{name}.block.1.conv", y, 1)))


def image_model(tensors, config):
    g, vision = Graph(tensors, config), config["vision"]
    (height, width), patch, hidden = vision["image_size"], vision["patch"], config["hidden"]
    v = "vision_encoder."
    x = "image"
    convolutional = vision["stem"] != "patch"
    if vision["stem"] == "convolution":
        for i in range(4):
            x = g.node("Relu", g.convolution(f"{v}patch_embed.convs.{i}", x, 2))
    elif vision["stem"] == "residual":
        for i in range(4):
            x = residual_stage(g, f"{v}patch_embed.residual.stages.{i}", x)
    strides = [1, 1] if convolutional else [patch, patch]
    name = v + "patch_embed.proj"
    x = g.node("Conv", x, g.weight(f"{name}.weight"), g.weight(f"{name}.bias"), strides=strides)
    x = g.node("Transpose", g.node("Reshape", x, g.ints(0, hidden, -1)), perm=[0, 2, 1])
    if convolutional:
        x = g.norm(v + "patch_embed.norm", x, VISION_EPS)
    batch = g.node("Shape", "image", start=0, end=1)
    shape = g.node("Concat", batch, g.ints(1, hidden), axis=0)
    x = g.node("Concat", g.node("Expand", g.weight(v + "cls_token"), shape), x, axis=1)
    if vision["absolute_positions"]:
        x = g.node("Add", x, g.weight(v + "pos_embed"))
    index = relative_index(height // patch, width // patch)
    for i in range(vision["layers"]):
        b = f"{v}blocks.{i}."
        y = g.node("MatMul", g.norm(b + "norm1", x, VISION_EPS), g.weight(b + "attn.qkv.weight", transposed))
        q_bias, v_bias = tensors[b + "attn.q_bias"], tensors[b + "attn.v_bias"]
        y = g.node("Add", y, g.constant(np.concatenate([q_bias, np.zeros_like(q_bias), v_bias])))
        parts = [f"{b}{part}" for part in "qkv"]
        g.nodes.append(helper.make_node("Split", [y], parts, axis=2, num_outputs=3, name=b + "split"))
        bias = tensors[b + "attn.relative_position_bias_table"][index].transpose(2, 0, 1)[None]
        y = g.attend(*parts, g.constant(bias))
        y = g.linear(b + "attn.proj", y)
        x = g.node("Add", x, g.node("Mul", y, g.weight(b + "gamma_1")))
        y = g.node("Gelu", g.linear(b + "mlp.fc1", g.norm(b + "norm2", x, VISION_EPS)))
        x = g.node("Add", x, g.node("Mul", g.linear(b + "mlp.fc2", y), g.weight(b + "gamma_2")))
    tokens = index.shape[0]
    patches = g.norm(v + "fc_norm", g.node("Slice", x, g.ints(1), g.ints(tokens), g.ints(1)), VISION_EPS)
    tokens_out = g.node("Concat", g.node("ReduceMean", patches, g.ints(1), keepdims=1), patches, axis=1)
    g.name_output(g.feature("vision_proj", tokens_out), "feature")
    g.name_output(tokens_out, "tokens")
    return g.model(
        "image",
        [("image", TensorProto.FLOAT, ["batch", 3, height, width])],
        [
            ("feature", TensorProto.FLOAT, ["batch", config["embed_dim"]]),
            ("tokens", TensorProto.FLOAT, ["batch", tokens, hidden]),
        ],
    )


def bert_attention(g, name, x, source, bias):
    query, key, value = (g.linear(f"{name}.self.{part}", y) for part, y in zip(["query", "key", "value"], [x, source, source]))
    y = g.linear(f"{name}.output.dense", g.attend(query, key, value, bias))
    return g.norm(f"{name}.output.LayerNorm", g.node("Add", x, y), TEXT_EPS)


def bert_layers(g, layers, x, bias, source=None):
    for i in layers:
        name = f"text_encoder.bert.encoder.layer.{i}"
        x = bert_attention(g, f"{name}.attention", x, x, bias)
        if source is not None:
            x = bert_attention(g, f"{name}.crossattention", x, source, None)
        y = g.linear(f"{name}.output.dense", g.node("Gelu", g.linear(f"{name}.intermediate.dense", x)))
        x = g.norm(f"{name}.output.LayerNorm", g.node("Add", x, y), TEXT_EPS)
    return x


def padding_bias(g):
    """[batch, length] of ones and zeros -> [batch, 1, 1, length], -10000 where there is padding."""
    bias = g.node("Mul", g.node("Sub", "mask", g.constant(np.float32(1))), g.constant(np.float32(10_000)))
    return g.node("Unsqueeze", bias, g.ints(1, 2))


def text_model(tensors, config):
    if config["text"]["positions"] != "zero-based":
        raise SystemExit(f"text.positions: expected zero-based, found {config['text']['positions']}")
    g, hidden = Graph(tensors, config), config["hidden"]
    e = "text_encoder.bert.embeddings."
    x = g.node("Gather", g.weight(e + "word_embeddings.weight"), "ids")
    x = g.node("Add", x, g.weight(e + "token_type_embeddings.weight"))
    length = g.node("Shape", "ids", start=1, end=2)
    x = g.node("Add", x, g.node("Slice", g.weight(e + "position_embeddings.weight"), g.ints(0), length, g.ints(0)))
    x = g.norm(e + "LayerNorm", x, TEXT_EPS)
    tokens = bert_layers(g, range(config["text"]["layers"]), x, padding_bias(g))
    g.name_output(g.feature("text_proj", tokens), "feature")
    g.name_output(tokens, "tokens")
    return g.model(
        "text",
        [("ids", TensorProto.INT64, ["batch", "length"]), ("mask", TensorProto.FLOAT, ["batch", "length"])],
        [
            ("feature", TensorProto.FLOAT, ["batch", config["embed_dim"]]),
            ("tokens", TensorProto.FLOAT, ["batch", "length", hidden]),
        ],
    )


def match_model(tensors, config):
    """One sentence against a batch of photos."""
    g, hidden, vision = Graph(tensors, config), config["hidden"], config["vision"]
    (height, width), patch = vision["image_size"], vision["patch"]
    patches = (height // patch) * (width // patch)
    batch = g.node("Shape", "image", start=0, end=1)
    x = g.node("Expand", "text", g.node("Concat", batch, g.ints(1, 1), axis=0))
    first = config["text"]["layers"]
    layers = range(first, first + config["cross_layers"])
    x = g.first(bert_layers(g, layers, x, padding_bias(g), "image"))
    x = g.node("Gelu", g.norm("itm_head.1", g.linear("itm_head.0", x), TEXT_EPS))
    g.name_output(g.linear("itm_head.3", x), "logits")
    return g.model(
        "match",
        [
            ("image", TensorProto.FLOAT, ["batch", patches + 1, hidden]),
            ("text", TensorProto.FLOAT, [1, "length", hidden]),
            ("mask", TensorProto.FLOAT, [1, "length"]),
        ],
        [("logits", TensorProto.FLOAT, ["batch", 2])],
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--weights", type=Path, required=True, help="config.json and model.safetensors")
    parser.add_argument("--queries", type=Path, required=True, help="one object with id, lang and text on each line")
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    config = json.loads((arguments.weights / "config.json").read_text())
    tensors = load_file(arguments.weights / "model.safetensors")
    arguments.out.mkdir(parents=True, exist_ok=True)
    for name, build in [("image", image_model), ("text", text_model), ("match", match_model)]:
        path = arguments.out / f"{name}.onnx"
        unfinished = path.with_suffix(".part")
        onnx.save(build(tensors, config), unfinished)
        unfinished.replace(path)
        print(f"{path}: {path.stat().st_size / 1e6:.2f} MB")
    tokenizer, limit = open_tokenizer(arguments.weights), config["text"]["max_tokens"]
    queries = [
        {"text": query["text"], "ids": token_ids(tokenizer, query["text"], limit)}
        for query in read_queries(arguments.queries).values()
    ]
    (arguments.out / "queries.json").write_text(json.dumps(queries, ensure_ascii=False))


if __name__ == "__main__":
    main()
