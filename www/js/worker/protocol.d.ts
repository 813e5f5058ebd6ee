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
      /** The person finder; absent: every photo is searched as a whole. */
      finder?: FinderFiles | null,
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
      /** The number of the person in it that is meant; absent: the largest, or the photo as a whole. */
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
      /** The person in it that is meant, as shares: left, top, width, height; absent: all of the photo. */
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
      /** Whether there is a person finder; without one every photo is searched as a whole. */
      findsPeople: boolean,
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
      /**
       * For each photo how many people in it are searched; 0 if nobody was found, -1 if it is searched as a whole for
       * another reason.
       */
      people: Array<number>,
      /** For each photo how many more people were found than are searched. */
      leftOut: Array<number>,
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
       * Size, time of the last change, offset and length of the small picture, and people and people left out as in
       * `Reply::Embedded`: six numbers for each.
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
      /**
       * The number of the person that each entry of `order` counts by, -1 for the photo as a whole; empty when all do
       * as wholes.
       */
      crops: Int32Array,
      /** Where those people are: left, top, width and height as shares, four numbers for each entry of `crops`. */
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
      /** The part of the photo that the maps cover, as shares: left, top, width, height. */
      region: [number, number, number, number],
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
      /** The path of each person's photo, or of a photo as a whole, in gallery order. */
      names: Array<string>,
      /** Where each person is: left, top, width and height as shares; null for a photo as a whole. */
      regions: Array<[number, number, number, number] | null>,
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

/** The files of the person finder. */
export type FinderFiles = {
  /** `finder.json`. */
  config: Uint8Array,
  /** `finder.safetensors`. */
  weights: Uint8Array,
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
  | "person-finder"
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
  /** Whether people were looked for and nobody was found. */
  nobody: boolean,
  /** People that are not searched, since there are more than can be. */
  leftOut: number,
  /**
   * Where the people are that were found, largest first: left, top, width and height as shares, four numbers for each;
   * empty for a photo that is searched as a whole.
   */
  regions: Float32Array,
  /**
   * `[people, 3, height, width]`, of a photo as a whole `[1, 3, height, width]`: the model's inputs; empty when they are embedded.
   */
  inputs: Float32Array,
  /** `[people, embed_dim]`, or of the whole: the projected features; empty when they are yet to be computed. */
  features: Float32Array,
  /**
   * `[people, image tokens, hidden]`, or of the whole: the hidden states in half precision, as bits; empty when they are yet to be
   * computed, or the method has no match head.
   */
  tokens: Uint16Array,
};
