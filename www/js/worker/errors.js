// What a question to the engine is answered with when it has no answer.

/**
 * What broke: a stage of the worker, the download of the model, the start of the program, or the GPU.
 * @typedef {import("./protocol").Stage | "download" | "program" | "device-lost"} FailedStage
 */
/**
 * `key` names the page's text about it, with `values` in it.
 * @typedef {{key: string, stage: FailedStage, values?: Record<string, string>}} Failure
 */

/** The worker is gone, or asked for something else, and with it what it was asked. */
export class EngineLost extends Error {}

/** The engine broke: the worker, its program or its model. */
export class EngineFailed extends Error {
  /** @param {Failure} failure */
  constructor({ key, stage, values }) {
    super(key);
    this.stage = stage;
    this.values = values;
  }
}

/** A query that cannot be searched. */
export class QueryRefused extends Error {
  /** @param {import("./protocol").Refused} reason */
  constructor(reason) {
    super(reason);
    this.reason = reason;
  }
}
