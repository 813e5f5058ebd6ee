// The messages between the page and its worker, written by `WRITE_PROTOCOL=1 cargo test -p protocol` from crates/protocol,
// which describes how they follow each other.

/** What the page asks of the worker. */
export type Request =
  | {
    type: "load",
    data: {
      /** `config.json`. */
      config: Uint8Array,
      /** `tokenizer.json`. */
      tokenizer: Uint8Array,
      /** `model.safetensors`. */
      weights: Uint8Array,
      /** The device asked for; absent: chosen by the worker. */
      device?: Backend | null,
    }
  }
  | {
    type: "reset",
    data: {
      /** Number of the new gallery: its generation. */
      generation: number,
    }
  }
  | {
    type: "open",
    data: {
      /** Number of the new gallery: its generation. */
      generation: number,
      /** Identifier of the gallery: the name of its folder in the browser's storage. */
      id: string,
      /** Its name, for people. */
      name: string,
    }
  }
  | {
    type: "remove",
    data: {
      /** The generation that the photos belong to. */
      generation: number,
      /** Their indices. */
      indices: Array<number>,
      /** Paths of skipped files that are no longer there. */
      skipped: Array<string>,
    }
  }
  | {
    type: "provide-files",
    data: {
      /** Number of the question. */
      ticket: number,
      /** The photos; their paths say which they are. */
      photos: Array<Photo>,
    }
  }
  | { type: "close" }
  | { type: "export" }
  | {
    type: "import",
    data: {
      /** Identifier for it. */
      id: string,
      /** The exported file. */
      file: Blob,
    }
  }
  | {
    type: "embed",
    data: {
      /** The generation that the photos belong to. */
      generation: number,
      /** The photos, in gallery order. */
      photos: Array<Photo>,
    }
  }
  | {
    type: "prepare",
    data: {
      /** Number of the question. */
      ticket: number,
      /** The photos, in gallery order. */
      photos: Array<Photo>,
      /** Whether to make small pictures. */
      thumbnails: boolean,
      /** Whether to look for crops. */
      crops: boolean,
      /** Whether to embed them, too. */
      embed: boolean,
    }
  }
  | {
    type: "deliver",
    data: {
      /** The port. */
      port: MessagePort,
    }
  }
  | {
    type: "receive",
    data: {
      /** Number of the helper. */
      helper: number,
      /** The port. */
      port: MessagePort,
    }
  }
  | { type: "dismiss" }
  | {
    type: "join",
    data: {
      /** The generation that the photos belong to. */
      generation: number,
      /** Number of the helper. */
      helper: number,
      /** Number of the question that it answered. */
      ticket: number,
      /** The files, in gallery order, should what was made of them be lost with the helper. */
      photos: Array<Photo>,
    }
  }
  | {
    type: "crops",
    data: {
      /** Switches it on or off; it is off at first. */
      on: boolean,
    }
  }
  | {
    type: "search",
    data: {
      /** Number of the search, rising. */
      id: number,
      /** The sentence. */
      text: string,
      /** How many of the best photos are compared once more, in detail. */
      rerank: number,
    }
  }
  | {
    type: "similar",
    data: {
      /** Number of the search, rising, of the same row as those of sentences. */
      id: number,
      /** The photo's index in the gallery. */
      index: number,
      /** The number of its crop that is meant; absent: the photo as a whole. */
      crop?: number | null,
    }
  }
  | {
    type: "explain",
    data: {
      /** Number of the question. */
      id: number,
      /** The sentence. */
      text: string,
      /** The photo; it need not be in the gallery. */
      photo: Photo,
      /** The part of the photo that is meant, as shares: left, top, width, height; absent: all of it. */
      region?: [number, number, number, number] | null,
    }
  }
  | {
    type: "suggest",
    data: {
      /** The sentences. */
      texts: Array<string>,
    }
  }
  | { type: "features" }
  | {
    type: "measure",
    data: {
      /** Photos in one batch. */
      batch: number,
      /** Batches that are timed. */
      runs: number,
    }
  }
  | { type: "profile" }
  | {
    type: "forward",
    data: ForwardInputs
  };

/** What the worker tells the page. */
export type Reply =
  | { type: "started" }
  | {
    type: "ready",
    data: {
      /** Where it runs. */
      device: Backend,
      /** Name of the adapter; on the CPU the instructions that are used. */
      name: string,
      /** Why WebGPU is not used, unless it is, or the CPU was asked for. */
      fallback?: Fallback,
      /** How many photos an `embed` should hold. */
      batch: number,
      /** What was measured, where there was a choice. */
      speeds?: Speeds,
      /** Codes of the languages that can be searched in. */
      languages: Array<string>,
    }
  }
  | {
    type: "embedded",
    data: {
      /** The generation that the photos belong to. */
      generation: number,
      /** Paths of the new gallery entries. */
      photos: Array<string>,
      /** Offset and length of the small picture of each, where small pictures are kept. */
      thumbnails: Float64Array,
      /** What was left out, and why. */
      skipped: Array<Skipped>,
      /** For each photo how many crops of it joined with it; -1 if none were looked for. */
      crops: Array<number>,
    }
  }
  | {
    type: "prepared",
    data: {
      /** Number of the question. */
      ticket: number,
      /** Where the time of this worker went so far. */
      spent: Array<Spent>,
    }
  }
  | {
    type: "restored",
    data: {
      /** The generation that opened it. */
      generation: number,
      /** Paths of the photos. */
      paths: Array<string>,
      /**
       * Size, time of the last change, offset and length of the small picture, number of its crops (-1
       * if none were looked for): five numbers for each.
       */
      facts: Float64Array,
      /** Files that were left out. */
      skipped: Array<Skipped>,
    }
  }
  | {
    type: "opened",
    data: {
      /** The generation that opened it. */
      generation: number,
      /** The file of small pictures in the gallery's folder; absent when nothing can be kept. */
      thumbnails?: string,
      /** Why nothing can be kept; absent when it can. */
      trouble?: Trouble,
      /** What was damaged; absent when nothing was. */
      damage?: string,
      /** The kept features were of another model, so nothing of them is left. */
      outdated: boolean,
    }
  }
  | {
    type: "outdated",
    data: {
      /** The generation that the gallery belonged to. */
      generation: number,
    }
  }
  | {
    type: "storage-failed",
    data: {
      /** Why not. */
      trouble: Trouble,
    }
  }
  | {
    type: "need-files",
    data: {
      /** Number of the question. */
      ticket: number,
      /** Indices in the gallery. */
      indices: Array<number>,
    }
  }
  | { type: "closed" }
  | {
    type: "exported",
    data: {
      /** The file; absent when it could not be made. */
      file: Blob | null,
      /** Why not; absent when it could. */
      trouble?: Trouble,
    }
  }
  | {
    type: "imported",
    data: {
      /** Its name. */
      name: string,
      /** Its photos. */
      photos: number,
      /** Why it was not taken over; absent when it was. */
      trouble?: Trouble,
    }
  }
  | {
    type: "unknown",
    data: {
      /** Number of the search. */
      id: number,
      /** The words. */
      words: Array<string>,
    }
  }
  | {
    type: "ranked",
    data: {
      /** Number of the search. */
      id: number,
      /** Gallery positions, best first. */
      order: Uint32Array,
      /**
       * One score for each entry of `order`: the match score (above 1) for the first `reranked`, the cosine after them.
       */
      scores: Float32Array,
      /** How many of the first entries were compared in detail; 0 in the first answer. */
      reranked: number,
      /** The match probability of each of those. */
      probabilities: Float32Array,
      /** The crop that each entry of `order` counts by, -1 for the photo as a whole; empty when all do as wholes. */
      crops: Int32Array,
      /** Where those crops lie: left, top, width and height as shares, four numbers for each entry of `crops`. */
      regions: Float32Array,
      /** True when no further answer to this search follows. */
      last: boolean,
    }
  }
  | {
    type: "explained",
    data: {
      /** Number of the question. */
      id: number,
      /** The words that the model saw. */
      words: Array<string>,
      /** For each word, whether it is wanted. */
      wanted: Array<boolean>,
      /** Rows of a map. */
      rows: number,
      /** Columns of a map. */
      columns: number,
      /** The maps one after the other, each row by row: the word's attention to that region. */
      maps: Float32Array,
    }
  }
  | {
    type: "unexplained",
    data: {
      /** Number of the question. */
      id: number,
      /** Why not. */
      message: string,
    }
  }
  | {
    type: "suggested",
    data: {
      /** For each sentence the index of its best photo. */
      indices: Uint32Array,
      /** By how many standard deviations it stands out of the gallery; NaN where the sentence cannot be searched. */
      leads: Float32Array,
    }
  }
  | {
    type: "refused",
    data: {
      /** Number of the search. */
      id: number,
      /** What is wrong with it. */
      reason: Refused,
    }
  }
  | {
    type: "features",
    data: {
      /** Paths, in gallery order. */
      names: Array<string>,
      /** One `Float32Array` for each. */
      features: Float32Array[],
    }
  }
  | {
    type: "measured",
    data: {
      /** Milliseconds of each batch. */
      times: Float64Array,
    }
  }
  | {
    type: "profiled",
    data: {
      /** One entry for each kind of work. */
      spent: Array<Spent>,
    }
  }
  | {
    type: "forward",
    data: {
      /** Their names. */
      names: Array<string>,
      /** One `Float32Array` for each, row-major. */
      tensors: Float32Array[],
    }
  }
  | {
    type: "failed",
    data: {
      /** What was being done. */
      stage: Stage,
      /** What went wrong. */
      message: string,
    }
  };

/** A photo that is to be read, decoded and embedded. */
export type Photo = {
  /** Path within the folder. */
  path: string,
  /** The file, not read yet. */
  file: Blob,
};

/** A file that did not join the gallery. */
export type Skipped = {
  /** Path within the folder. */
  path: string,
  /** Bytes. */
  size: number,
  /** Last change, in milliseconds since 1970. */
  modified: number,
  /** The kind of reason. */
  reason: SkipReason,
  /** What a text about it names, or what the browser said; may be empty. */
  detail: string,
};

/** Why a file was left out. */
export type SkipReason = "empty" | "too-large" | "unreadable" | "unknown" | "foreign" | "cut" | "damaged" | "too-many-pixels";

/** Where the model runs. */
export type Backend = "webgpu" | "cpu";

/** Why the model runs on the CPU although WebGPU was not ruled out by the user. */
export type Fallback = {
  /** What keeps WebGPU from being used. */
  reason: FallbackReason,
  /** What the browser or the runtime said; may be empty. */
  detail: string,
};

/** What keeps WebGPU from being used. */
export type FallbackReason =
  | "no-webgpu"
  | "no-adapter"
  | "software-adapter"
  | "no-timestamps"
  | "start-failed"
  | "wrong-numbers"
  | "slower";

/** Photos per second, measured at the start. */
export type Speeds = {
  /** By WebGPU. */
  webgpu: number,
  /** On the CPU. */
  cpu: number,
};

/** Why a search has no ranking. */
export type Refused = "no-words" | "unknown" | "cancel-out" | "too-many-terms" | "gone" | "unreadable";

/** Why something cannot be kept, opened or taken over. */
export type Trouble = {
  /** What it is, for the page's words about it. */
  kind: TroubleKind,
  /** What the browser or the program said, for whoever looks for the cause. */
  detail: string,
};

/** A kind of trouble with what is kept. */
export type TroubleKind = "no-storage" | "full" | "gallery-in-use" | "other-model" | "damaged" | "unknown";

/** What the worker was doing when it failed. */
export type Stage = "weights" | "compute" | "protocol" | "panic";

/** How long one kind of work took. */
export type Spent = {
  /** The work. */
  work: Work,
  /** How often it was timed. */
  times: number,
  /** Photos, sentences or candidates that it was done for. */
  items: number,
  /** Sum, in milliseconds. */
  total: number,
  /** The longest time, in milliseconds. */
  longest: number,
};

/** What takes time. */
export type Work =
  | "start"
  | "read"
  | "decode"
  | "thumbnail"
  | "scale"
  | "image-encoder"
  | "crops"
  | "keep"
  | "text-encoder"
  | "compare"
  | "match-head"
  | "explain";

/** Weights and a batch of pairs. */
export type ForwardInputs = {
  /** `config.json`. */
  config: Uint8Array,
  /** `model.safetensors`. */
  weights: Uint8Array,
  /** `[batch, 3, height, width]`, normalised. */
  image: Float32Array,
  /** `[batch, tokens]`. */
  ids: Array<number>,
  /** `[batch, tokens]`, 1 for real tokens, 0 for padding. */
  mask: Array<number>,
  /** Whether the texts are of the target language. */
  target: boolean,
  /** Where to compute. */
  device: Backend,
};

/** A batch that one worker made for another. */
export type Delivery = {
  /** Number of the question. */
  ticket: number,
  /** The photos, in the order of the question. */
  photos: Array<Prepared>,
  /** What was left out, and why. */
  skipped: Array<Skipped>,
};

/** A photo that was read and scaled, and embedded unless the other worker is to do that. */
export type Prepared = {
  /** Path within the folder. */
  path: string,
  /** Bytes of the file. */
  size: number,
  /** Last change, in milliseconds since 1970. */
  modified: number,
  /** A small picture; empty unless it was asked for. */
  thumbnail: Uint8Array,
  /** Whether crops were looked for. */
  withCrops: boolean,
  /** Where they lie: left, top, width and height as shares, four numbers for each. */
  regions: Float32Array,
  /** `[1 + crops, 3, height, width]`: the model's inputs; empty when they are embedded. */
  inputs: Float32Array,
  /** `[1 + crops, embed_dim]`: the projected features; empty when they are yet to be computed. */
  features: Float32Array,
  /**
   * `[1 + crops, image tokens, hidden]`: the hidden states in half precision, as bits; empty when they are yet to be
   * computed, or the method has no match head.
   */
  tokens: Uint16Array,
};
