// What the person finder made of the photos, in words beside the results.

import { NO_PEOPLE } from "../gallery/gallery.js";
import { t } from "../lib/i18n.js";
import { part } from "../lib/part.js";

/**
 * The words for it; empty where there is nothing to say.
 * @param {typeof NO_PEOPLE} counted
 */
export function peopleText({ people, nobody, crowds }) {
  const words = [];
  if (people) words.push(t("people.found", { n: people }));
  if (nobody) words.push(t("people.nobody", { n: nobody }));
  if (crowds) words.push(t("people.crowds", { n: crowds }));
  return words.join(" · ");
}

/** Wires the line. */
export function setUpPeople() {
  const line = part("people");
  let counted = NO_PEOPLE;
  let finds = true;
  const draw = () => {
    line.textContent = finds ? peopleText(counted) : t("people.unsearched");
  };
  document.addEventListener("language", draw);
  return {
    /**
     * Whether the model has a finder.
     * @param {boolean} yes
     */
    finds(yes) {
      finds = yes;
      draw();
    },
    /**
     * So much was found in the photos.
     * @param {typeof NO_PEOPLE} now
     */
    count(now) {
      counted = { ...now };
      draw();
    },
  };
}
