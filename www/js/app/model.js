// The model of the page from its download on: on its way, ready, or broken, and what is done about trouble with the GPU.

import { galleries } from "../gallery/saved-galleries.js";
import { note, remark, say } from "../lib/status.js";
import { askedDevice, setUpDeviceLinks, showDevice, showNoDevice } from "./device.js";
import { setUpOffline } from "./offline.js";
import { hideProgress, showDownload, showWaiting } from "./progress.js";

/**
 * Wires the engine's start and its end, and the links that choose a device.
 * @param {object} page
 * @param {import("../worker/engine.js").Engine} page.engine
 * @param {import("../gallery/gallery.js").Gallery} page.gallery
 * @param {ReturnType<typeof import("../view/results.js").setUpResults>} page.results
 * @param {ReturnType<typeof import("../view/people.js").setUpPeople>} page.people
 * @param {ReturnType<typeof import("./reading.js").setUpReading>} page.reading
 * @param {ReturnType<typeof import("./earlier.js").setUpEarlier>} page.earlier
 */
export function setUpModel({ engine, gallery, results, people, reading, earlier }) {
  /** Why the worker was started again on the CPU. @type {{reason: "crashed", detail: string} | null} */
  let crash = null;
  /** How often the GPU was lost. */
  let losses = 0;

  engine.addEventListener("download", ({ detail }) => showDownload(detail));
  engine.addEventListener("starting", () => {
    showWaiting();
    if (!gallery.known.length) say("status.starting");
  });

  // A new worker knows nothing: a kept gallery is opened while the model is on its way.
  engine.addEventListener("started", () => {
    gallery.forgetWorker();
    const saved = gallery.saved ?? (gallery.photos ? null : galleries()[0]);
    if (saved) earlier.open(saved);
  });

  engine.addEventListener("ready", ({ detail }) => {
    results.languages(detail.languages);
    showDevice({ ...detail, fallback: crash ?? detail.fallback });
    hideProgress();
    people.finds(detail.findsPeople);
    note({ ready: true });
    if (gallery.photos) reading.index();
    else if (gallery.known.length) {
      earlier.sayKept();
      results.complete();
    } else say("status.ready");
    setUpOffline();
  });

  engine.addEventListener("failed", ({ detail }) => {
    hideProgress();
    note({ searching: false, ready: false });
    if (goesOn(detail)) return;
    gallery.stop();
    note({ failed: true, indexing: false });
    showNoDevice();
    for (const button of document.querySelectorAll("button.choose, #load-sample")) button.setAttribute("disabled", "");
    say(detail.key, detail.values ?? {}, "error");
  });

  /**
   * After trouble with the GPU: tries it once more when it was lost, then goes on with the processor.
   * @param {{stage: string}} failure
   */
  function goesOn({ stage }) {
    const onCpu = document.body.dataset.device === "cpu" || askedDevice() === "cpu";
    if (stage === "device-lost" && ++losses === 1) {
      remark("fallback.lost");
      engine.start(askedDevice());
      return true;
    }
    if (!["panic", "compute", "device-lost"].includes(stage) || onCpu || crash) return false;
    crash = { reason: "crashed", detail: "" };
    say("fallback.crashed", {}, "warn");
    engine.start("cpu");
    return true;
  }

  setUpDeviceLinks((device) => {
    crash = null;
    losses = 0;
    note({ ready: false, searching: false });
    engine.start(device);
  });
}
