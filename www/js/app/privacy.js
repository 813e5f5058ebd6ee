// "Nothing leaves this computer", with the means to check it: what was asked for, the rule the browser enforces, and
// whether the page would work without a network.

import { list, t } from "../lib/i18n.js";
import { part } from "../lib/part.js";
import { canGoOffline, isOfflineReady } from "./offline.js";

const dialog = part("privacy");

/** Wires the buttons that open the panel. */
export function setUpPrivacy() {
  // The browser lists only the newest requests unless there is room for all.
  performance.setResourceTimingBufferSize(100_000);
  for (const button of document.querySelectorAll("[data-opens=privacy]")) {
    button.addEventListener("click", () => {
      fill();
      dialog.showModal();
    });
  }
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  document.addEventListener("language", fill);
}

async function fill() {
  const { own, foreign } = requests();
  const fact = part("privacy-requests");
  fact.classList.toggle("bad", foreign.length > 0);
  fact.textContent = foreign.length
    ? t("private.foreign", { n: foreign.length, hosts: [...new Set(foreign)].join(", ") })
    : t("private.requests", { n: own, host: location.host });
  part("privacy-policy").textContent = policy();
  part("privacy-steps").replaceChildren(
    ...list("private.steps").map((step) => {
      const item = document.createElement("li");
      item.textContent = step;
      return item;
    }),
  );
  const offline = !canGoOffline() ? "private.never" : (await isOfflineReady()) ? "private.offline" : "private.online";
  part("privacy-offline").textContent = t(offline);
}

/** The rule that the browser enforces. */
const policy = () =>
  document.querySelector("meta[http-equiv='Content-Security-Policy']")?.getAttribute("content") ?? "";

/** How many requests went home, and the hosts of those that did not. */
function requests() {
  const all = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")];
  const addresses = all.map(({ name }) => new URL(name)).filter(({ protocol }) => protocol.startsWith("http"));
  return {
    own: addresses.filter(({ origin }) => origin === location.origin).length,
    foreign: addresses.filter(({ origin }) => origin !== location.origin).map(({ host }) => host),
  };
}
