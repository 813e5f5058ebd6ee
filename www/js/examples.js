// Sentences to try, in the language of the interface.

import { t } from "./i18n.js";

/** Fills `box` with example queries; `search(text)` is called with the chosen one. */
export function setUpExamples(box, search) {
  const fill = () =>
    box.replaceChildren(
      ...t("exampleQueries").map((text) => {
        const chip = document.createElement("button");
        chip.type = "button";
        chip.className = "chip";
        chip.textContent = text;
        chip.addEventListener("click", () => search(text));
        return chip;
      }),
    );
  document.addEventListener("language", fill);
}
