// What the worker was asked and has not answered. Of most questions one of a kind waits at a time, for their answers tell
// nothing but their kind; explanations are told apart by numbers, so that many can wait.

import { EngineLost } from "./errors.js";

/**
 * @typedef {import("./protocol").Request} Request
 * @typedef {import("./protocol").Reply} Reply
 * @typedef {import("./connection.js").Connection} Connection
 */
/**
 * @template {Request["type"]} Kind
 * @typedef {import("./connection.js").RequestData<Kind>} RequestData
 */
/**
 * @template {Reply["type"]} Kind
 * @typedef {import("./connection.js").ReplyData<Kind>} ReplyData
 */
/**
 * Who waits for an answer.
 * @template Answer
 * @typedef {{resolve: (answer: Answer) => void, reject: (error: Error) => void}} Waiting
 */

/** The way to a worker, and who waits for its answers. */
export class Questions {
  /** @type {Pick<Connection, "post" | "close"> | null} */
  #connection = null;
  /** By the kind of the answer. @type {Map<Reply["type"], Waiting<unknown>>} */
  #ofKind = new Map();
  /** By number. @type {Map<number, Waiting<ReplyData<"explained">>>} */
  #explanations = new Map();
  #numbers = 0;

  /** Whether there is a worker to ask. */
  get hasWorker() {
    return this.#connection !== null;
  }

  /** A number that no question had before. */
  nextNumber() {
    return ++this.#numbers;
  }

  /**
   * Asks this worker from now on.
   * @param {Pick<Connection, "post" | "close">} connection
   */
  connect(connection) {
    this.#connection = connection;
  }

  /** Ends the worker; what it was asked is answered with `EngineLost`. */
  close() {
    this.#connection?.close();
    this.#connection = null;
    for (const { reject } of [...this.#ofKind.values(), ...this.#explanations.values()]) reject(new EngineLost());
    this.#ofKind.clear();
    this.#explanations.clear();
  }

  /**
   * Tells the worker something that is not answered, or whose answer is waited for elsewhere.
   * @template {Request["type"]} Kind
   * @param {Kind} type
   * @param {RequestData<Kind>} data
   * @param {Transferable[]} [handed]
   */
  post(type, data, handed) {
    this.#connection?.post(type, data, handed);
  }

  /**
   * Asks what is answered by a reply of this kind. Who waited for one before is answered with `EngineLost`.
   * @template {Reply["type"]} Answer
   * @template {Request["type"]} Kind
   * @param {Answer} answer
   * @param {Kind} type
   * @param {RequestData<Kind>} data
   * @returns {Promise<ReplyData<Answer>>}
   */
  ask(answer, type, data) {
    return new Promise((resolve, reject) => {
      if (!this.#connection) return reject(new EngineLost());
      this.#ofKind.get(answer)?.reject(new EngineLost());
      this.#ofKind.set(answer, { resolve: /** @type {Waiting<unknown>["resolve"]} */ (resolve), reject });
      this.post(type, data);
    });
  }

  /**
   * Asks for an explanation.
   * @param {Omit<RequestData<"explain">, "id">} data
   * @returns {Promise<ReplyData<"explained">>}
   */
  explain(data) {
    const id = this.nextNumber();
    return new Promise((resolve, reject) => {
      if (!this.#connection) return reject(new EngineLost());
      this.#explanations.set(id, { resolve, reject });
      this.post("explain", { id, ...data });
    });
  }

  /**
   * Answers who waits for a reply of this kind with `EngineLost`: what comes is not for who asks next.
   * @param {Reply["type"]} answer
   */
  drop(answer) {
    this.#ofKind.get(answer)?.reject(new EngineLost());
    this.#ofKind.delete(answer);
  }

  /**
   * Gives a reply to who waits for it, if anyone does.
   * @param {Reply} reply
   */
  settle(reply) {
    if (reply.type === "explained" || reply.type === "unexplained") {
      const asked = this.#explanations.get(reply.data.id);
      this.#explanations.delete(reply.data.id);
      if (reply.type === "explained") asked?.resolve(reply.data);
      else asked?.reject(new Error(reply.data.message));
      return;
    }
    const asked = this.#ofKind.get(reply.type);
    this.#ofKind.delete(reply.type);
    asked?.resolve("data" in reply ? reply.data : undefined);
  }
}
