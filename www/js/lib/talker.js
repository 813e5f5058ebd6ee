// Something that tells what happens, by events whose names and details are known to the type checker.

/**
 * An `EventTarget` of custom events: `Events` says which there are and what they carry.
 * @template {Record<string, any>} Events
 */
export class Talker {
  #target = new EventTarget();

  /**
   * Calls `listener` with every event of a kind.
   * @template {keyof Events & string} Kind
   * @param {Kind} kind
   * @param {(event: CustomEvent<Events[Kind]>) => void} listener
   */
  addEventListener(kind, listener) {
    this.#target.addEventListener(kind, /** @type {EventListener} */ (listener));
  }

  /**
   * Calls it no more.
   * @template {keyof Events & string} Kind
   * @param {Kind} kind
   * @param {(event: CustomEvent<Events[Kind]>) => void} listener
   */
  removeEventListener(kind, listener) {
    this.#target.removeEventListener(kind, /** @type {EventListener} */ (listener));
  }

  /**
   * Tells all who listen.
   * @protected
   * @template {keyof Events & string} Kind
   * @param {Kind} kind
   * @param {Events[Kind]} detail
   */
  tell(kind, detail) {
    this.#target.dispatchEvent(new CustomEvent(kind, { detail }));
  }
}
