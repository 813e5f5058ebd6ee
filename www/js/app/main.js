// The page: makes its parts, wires them to each other, and starts.

import { askedDevice } from "./device.js";
import { setUpEarlier } from "./earlier.js";
import { setUpModel } from "./model.js";
import { setUpPrivacy } from "./privacy.js";
import { setUpProfile } from "./profile.js";
import { setUpReading } from "./reading.js";
import { setUpTheme } from "./theme.js";
import { Gallery } from "../gallery/gallery.js";
import { showStorage } from "../gallery/storage.js";
import { LANGUAGES, currentLanguage, preferredLanguage, useLanguage } from "../lib/i18n.js";
import { part } from "../lib/part.js";
import { setUpPeople } from "../view/people.js";
import { setUpResults } from "../view/results.js";
import { Engine } from "../worker/engine.js";

const engine = new Engine();
const gallery = new Gallery(engine);
const results = setUpResults({ engine, gallery, onAll: () => reading.sayThere() });
const people = setUpPeople();
const reading = setUpReading({ gallery, results, people });
const earlier = setUpEarlier({ engine, gallery, results, people, reading });
setUpModel({ engine, gallery, results, people, reading, earlier });

// ---- language, light, what can be looked into

const languages = part("language");
languages.append(...Object.entries(LANGUAGES).map(([code, name]) => new Option(name, code)));
languages.addEventListener("change", () => useLanguage(languages.value, { keep: true }));
document.addEventListener("language", () => (languages.value = currentLanguage()));

setUpTheme(part("theme"));
setUpPrivacy();
setUpProfile(engine, gallery);
Object.assign(window, {
  biirra: Object.freeze({
    features: () => engine.features(),
    people: () => engine.people(),
    exportGallery: async () => (await engine.exportGallery()).file,
  }),
});

/** @returns {NodeListOf<HTMLDetailsElement>} */
const openPopovers = () => document.querySelectorAll("details.popover[open]");

// A popover closes when one goes on elsewhere.
addEventListener("click", ({ target }) => {
  for (const popover of openPopovers()) if (!(target instanceof Node && popover.contains(target))) popover.open = false;
});
addEventListener("keydown", ({ key }) => {
  const [popover] = openPopovers();
  if (key !== "Escape" || !popover) return;
  popover.open = false;
  popover.querySelector("summary")?.focus();
});

engine.start(askedDevice());
await useLanguage(preferredLanguage());
showStorage();
