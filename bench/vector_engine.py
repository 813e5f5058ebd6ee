"""Puts features that `native_trainer embed` wrote into LanceDB and compares its answers with `native_trainer rank`.

    python bench/vector_engine.py --features photos.safetensors --queries queries.safetensors \
        --rankings rankings.jsonl --db lancedb [--top 10] [--index]

The features are unit vectors: the cosine of a photo and a query is their product, which LanceDB calls `dot`. Exits
with 1 when an answer differs from ours in more than the order of photos whose cosines are equal in single precision.
"""

import argparse
import json
import sys
import time

import lancedb
import numpy as np
import pyarrow as pa
from lancedb.index import IvfFlat
from safetensors import safe_open

# Cosines closer than this are equal: the order of such photos is nobody's.
TIE = 2e-6


def read(path, kind):
    """Names and unit vectors of a file of features; `kind` is the name of the list in its metadata."""
    with safe_open(path, framework="np") as file:
        names = json.loads((file.metadata() or {}).get(kind, "null"))
        features = file.get_tensor("features")
    if names is None or len(names) != len(features):
        sys.exit(f"{path}: expected as many {kind} in the metadata as features")
    return names, np.ascontiguousarray(features, dtype=np.float32)


def fill(db, names, features):
    """A table with a row for each photo, written in batches so that any number fits into memory."""
    width = features.shape[1]
    schema = pa.schema([("file", pa.string()), ("feature", pa.list_(pa.float32(), width))])

    def batches(rows=16_384):
        for start in range(0, len(names), rows):
            part = pa.array(features[start : start + rows].reshape(-1))
            vectors = pa.FixedSizeListArray.from_arrays(part, width)
            yield pa.RecordBatch.from_arrays([pa.array(names[start : start + rows]), vectors], schema=schema)

    return db.create_table("photos", batches(), schema=schema, mode="overwrite")


def same(ours, scores, theirs, distances):
    """Whether two rankings agree but for ties: the same score at every place, and the same photos above the last."""
    if len(ours) != len(theirs) or any(abs(s - (1 - d)) > TIE for s, d in zip(scores, distances)):
        return False
    if not scores:
        return True
    above = {name for name, score in zip(ours, scores) if score > scores[-1] + TIE}
    return above <= set(theirs) and all(
        name == other or abs(scores[place] - scores[ours.index(other)]) <= TIE
        for place, (name, other) in enumerate(zip(ours, theirs))
        if other in ours
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--features", required=True, help="written by `embed --gallery`")
    parser.add_argument("--queries", required=True, help="written by `embed --queries`")
    parser.add_argument("--rankings", required=True, help="written by `rank` without --rerank")
    parser.add_argument("--db", required=True, help="folder of the database")
    parser.add_argument("--top", type=int, default=10)
    parser.add_argument("--index", action="store_true", help="also build an approximate index and measure its recall")
    options = parser.parse_args()

    files, features = read(options.features, "files")
    ids, queries = read(options.queries, "ids")
    with open(options.rankings, encoding="utf-8") as lines:
        rankings = {str(one["id"]): one for one in map(json.loads, lines)}
    if set(rankings) != set(ids):
        sys.exit("the queries of --queries and of --rankings are not the same")

    table = fill(lancedb.connect(options.db), files, features)
    top = min(options.top, len(files))

    def search(vector, exact):
        query = table.search(vector, vector_column_name="feature").distance_type("dot").limit(top)
        rows = (query.bypass_vector_index() if exact else query.nprobes(16).refine_factor(4)).to_list()
        return [row["file"] for row in rows], [row["_distance"] for row in rows]

    start, identical, agreeing, exact = time.perf_counter(), 0, 0, {}
    for name, vector in zip(ids, queries):
        found, distances = search(vector, True)
        ours, scores = rankings[name]["ranking"][:top], rankings[name]["scores"][:top]
        exact[name] = found
        identical += found == ours
        if same(ours, scores, found, distances):
            agreeing += 1
        else:
            print(f"query {name} differs:\n  ours   {ours}\n  theirs {found}")
    spent = (time.perf_counter() - start) / len(ids)
    print(
        f"{len(files)} photos, {len(ids)} queries, top {top}: {agreeing} agree, {identical} of them to the last place; "
        f"{1000 * spent:.1f} ms a query"
    )
    if options.index:
        parts = max(1, int(len(files) ** 0.5) // 4)
        table.create_index("feature", config=IvfFlat(distance_type="dot", num_partitions=parts))
        hits = sum(len(set(search(vector, False)[0]) & set(exact[name])) for name, vector in zip(ids, queries))
        print(f"approximate index of {parts} parts: recall@{top} {hits / (top * len(ids)):.3f}")
    sys.exit(agreeing != len(ids))


if __name__ == "__main__":
    main()
