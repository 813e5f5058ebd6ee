// The helpers of the folder that is being read, if it has any, and where the time of all helpers went.

import { base } from "./base.js";
import { Helpers } from "./helpers.js";
import { merged } from "./spent.js";
import { downloadModel } from "./weights.js";

/** Calls helpers and dismisses them; a newer folder has its own. */
export class CalledHelpers {
  /** @type {Helpers | null} */
  #helpers = null;
  /** Where the time of those went that are gone. @type {import("./protocol").Spent[]} */
  #spentBefore = [];
  #connect;
  #onDismissed;

  /**
   * @param {import("./helpers.js").Connect} connect
   * @param {() => void} onDismissed nothing more comes from those that were there
   */
  constructor(connect, onDismissed) {
    this.#connect = connect;
    this.#onDismissed = onDismissed;
  }

  /**
   * Calls helpers in place of those that are there.
   * @param {{embed: boolean}} how whether they embed photos, too
   */
  call({ embed }) {
    this.dismiss();
    const model = downloadModel(base, () => {});
    // Who waits for it hears what went wrong; without helpers it is no news.
    model.catch(() => {});
    this.#helpers = new Helpers(model, { embed, connect: this.#connect });
    return this.#helpers;
  }

  /**
   * Ends the helpers; those of a newer folder stay when `helpers` are others.
   * @param {Helpers | null} helpers
   */
  dismiss(helpers = this.#helpers) {
    if (!helpers || helpers !== this.#helpers) return;
    this.#spentBefore = merged(this.spent);
    this.#onDismissed();
    helpers.stop();
    this.#helpers = null;
  }

  /** Where the time of all went. */
  get spent() {
    return [...this.#spentBefore, ...(this.#helpers?.spent ?? [])];
  }
}
