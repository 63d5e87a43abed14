/**
 * One end of a long history over a real link: `history-till.ts STORE` serves what it holds, or hears
 * all of it from another one.
 */

import { readFileSync } from "node:fs";
import path from "node:path";

import { addStaticAddress } from "../../src/app/mesh/mesh-addresses.ts";
import { createResidentMesh, type ResidentMesh } from "../../src/app/mesh/resident-mesh.ts";
import { systemClock, systemSteadyMs } from "../../src/app/system/clock.ts";
import { systemRandom } from "../../src/app/system/random.ts";
import { systemStoreDeps } from "../../src/app/system/store-deps.ts";
import { type Ledger } from "../../src/ledger/ledger.ts";
import { openLedger } from "../../src/ledger/open-ledger.ts";
import { peakMb } from "../peak-memory.ts";
import { answerWith } from "./asked.ts";
import { readBlocks } from "./blocks.ts";
import { type Heard } from "./heard.ts";

const [, , store = ""] = process.argv;

const ledger = openLedger(store, systemStoreDeps);
let onFolded: (() => void) | undefined;
let onStored: (() => void) | undefined;
const mesh = meshOf({
  ...ledger,
  receiveAll: (...pieces) => {
    const received = ledger.receiveAll(...pieces);
    onStored?.();
    return received;
  },
  foldSome: () => {
    const hasMore = ledger.foldSome();
    if (!hasMore) onFolded?.();
    return hasMore;
  },
});

answerWith({
  /** Pieces in a file, as if each had been heard. */
  take: () => {
    for (const piece of readBlocks(readFileSync(path.join(store, "../pieces")))) {
      const received = ledger.receive(piece);
      if (!received.ok) throw new Error(received.fault.type);
      while (ledger.foldSome());
    }
    ledger.flush();
    return events();
  },
  serve: async () => {
    mesh.begin({ onChange: () => undefined, onLog: () => undefined });
    for (;;) {
      const port = mesh.view()?.port;
      if (port !== undefined) return port;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  },
  hear: (port, all) => hearAll(Number(port), Number(all)),
  peakMb,
});

function hearAll(port: number, all: number): Promise<Heard> {
  addStaticAddress(ledger, `127.0.0.1:${port}`);
  const began = performance.now();
  let storedMs = 0;
  mesh.begin({ onChange: () => undefined, onLog: () => undefined });
  return new Promise((resolve) => {
    onStored = () => {
      if (storedMs === 0 && events() >= all) storedMs = performance.now() - began;
    };
    onFolded = () => {
      if (storedMs === 0) return;
      ledger.flush();
      resolve({ storedMs, readyMs: performance.now() - began, peakMb: peakMb() });
    };
  });
}

function events(): number {
  const { store } = ledger;
  return store.origins().reduce((sum, origin) => sum + (store.head(origin)?.seq ?? 0), 0);
}

function meshOf(linked: Ledger): ResidentMesh {
  return createResidentMesh({
    dir: store,
    ledger: linked,
    clock: systemClock,
    steadyMs: systemSteadyMs,
    random: systemRandom,
    hasDuties: () => true,
    host: "127.0.0.1",
    onFault: (cause) => {
      throw cause;
    },
  });
}
