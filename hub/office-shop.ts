/** One shop in the office: its ledger, open, its links, and the rows that are made of it. */

import { hash } from "node:crypto";

import { createResidentMesh, type ResidentMesh } from "../src/app/mesh/resident-mesh.ts";
import { systemSteadyMs } from "../src/app/system/clock.ts";
import { type ShopId } from "../src/domain/identity.ts";
import { type Random } from "../src/domain/ports.ts";
import { type ExclusiveLock, takeLock } from "../src/ledger/exclusive-lock.ts";
import { type Ledger } from "../src/ledger/ledger.ts";
import { openLedger, type StoreDeps } from "../src/ledger/open-ledger.ts";
import { sealedSecretsOf } from "../src/ledger/recovery/sealed-secrets.ts";
import { type SharedDoor } from "../src/mesh/links/shared-door.ts";
import { shopFolder } from "./hub-folder.ts";
import { type OfficePace } from "./office-pace.ts";
import { forgetShop } from "./rows/forget-shop.ts";
import { noteHeard } from "./rows/heard.ts";
import { holdsWritten } from "./rows/pieces.ts";
import { projectSome } from "./rows/project.ts";
import { matchRecovery, recoveryRows } from "./rows/recovery.ts";
import { type Rows } from "./rows/rows-database.ts";

export interface OfficeShop {
  readonly shop: ShopId;
  readonly ledger: Ledger;
  readonly mesh: ResidentMesh;
  /** Writes rows until they say what the ledger does. */
  readonly project: () => Promise<void>;
  /** When the shop said something last, or a box of it was connected, by a clock that never jumps. */
  readonly stirredAtMs: () => number;
  /** Whether its ledger may be closed: no box is connected, and there is nothing left to do. */
  readonly isQuiet: () => boolean;
  /** Drops the rows, and begins to make them anew; false where the ledger knows less than they say. */
  readonly rebuild: () => Promise<boolean>;
  /** `onClosed`: called as soon as the ledger can't be used any more. */
  readonly close: (onClosed: () => void) => Promise<void>;
}

export interface OfficeDeps {
  readonly hub: string;
  readonly store: StoreDeps;
  readonly door: SharedDoor;
  readonly rows: Rows;
  readonly pace: OfficePace;
  /** Hears that rows were written. */
  readonly onRows: () => void;
  /** Hears, maybe often, which recovery sheet the shop was founded with. */
  readonly onSheet: (shop: ShopId, sheetKey: string) => void;
  readonly onLog: (line: string) => void;
  readonly onFault: (cause: unknown) => void;
}

const TIDY_EVERY_MS = 5000;
const HEARD_EVERY_MS = 60_000;
/** Above twenty sales a second rows of several are written in one commit. */
const GATHER_MS = 50;

/** Undefined where another process works on that ledger. */
export function openOfficeShop(shop: ShopId, deps: OfficeDeps): OfficeShop | undefined {
  const { hub, store, door, rows, pace, onRows, onSheet, onLog, onFault } = deps;
  const { clock, random } = store;
  const dir = shopFolder(hub, shop);
  const duties = takeLock(dir, "duties");
  if (duties === undefined) return undefined;
  const ledger = openLedger(dir, store);
  const mesh = createResidentMesh({
    dir,
    ledger,
    clock,
    random,
    door,
    pace,
    steadyMs: systemSteadyMs,
    hasDuties: () => true,
    onFault,
  });
  const recovery = createKeptRecovery({ shop, ledger, rows, random });
  let heardTo = 0;
  let heardAtMs = 0;
  const writing = createWriting(async () => {
    await projectAll(rows, ledger);
    await recovery.keep();
    const sheetKey = ledger.founding()?.sheetKey;
    if (sheetKey !== undefined) onSheet(shop, sheetKey);
    await noteWhenHeard();
    onRows();
  }, onFault);
  let stirredAtMs = systemSteadyMs();
  let arrivedTo = ledger.store.lastArrival();
  const upkeep = createUpkeep(ledger, { onGrown: writing.again, onFault });
  let cancelTidy = clock.after(TIDY_EVERY_MS, tidy);
  let cancelGather: (() => void) | undefined;
  let writtenAtMs = Number.NEGATIVE_INFINITY;
  // The first of a while is written at once; what comes soon behind it is gathered.
  const stopHearing = ledger.onChange(() => {
    stirredAtMs = systemSteadyMs();
    upkeep.again();
    const arrival = ledger.store.lastArrival();
    pace.came(arrival - arrivedTo);
    arrivedTo = arrival;
    const waitMs = Math.max(0, writtenAtMs + GATHER_MS - systemSteadyMs());
    cancelGather ??= clock.after(waitMs, () => {
      cancelGather = undefined;
      writtenAtMs = systemSteadyMs();
      writing.again();
    });
  });
  mesh.begin({ onChange: () => undefined, onLog });
  writing.again();
  return {
    shop,
    ledger,
    mesh,
    project: writing.idle,
    stirredAtMs: () => stirredAtMs,
    isQuiet: () => !isLinked() && upkeep.isDone() && writing.isDone(),
    rebuild: async () => {
      if (!(await holdsWritten(rows, ledger))) return false;
      await forgetShop(rows, shop);
      recovery.forget();
      writing.again();
      return true;
    },
    close: async (onClosed) => {
      stopHearing();
      cancelTidy();
      cancelGather?.();
      await mesh.close();
      await writing.idle();
      onClosed();
      letGo(ledger, duties);
    },
  };

  function isLinked(): boolean {
    return mesh.view()?.peers.some(({ isConnected }) => isConnected) === true;
  }

  /** A shop that is connected and sells nothing is heard all the same. */
  async function noteWhenHeard(): Promise<void> {
    const isNews = ledger.store.lastArrival() > heardTo && heardTo > 0;
    heardTo = ledger.store.lastArrival();
    if (!isNews && !isLinked()) return;
    heardAtMs = clock.nowMs();
    await noteHeard(rows, shop, heardAtMs);
  }

  function tidy(): void {
    cancelTidy = clock.after(TIDY_EVERY_MS, tidy);
    if (isLinked()) stirredAtMs = systemSteadyMs();
    const isDue = isLinked() && clock.nowMs() - heardAtMs > HEARD_EVERY_MS;
    if (isDue || writing.hasFailed()) writing.again();
    upkeep.goOn();
  }
}

interface KeptRecovery {
  /** Writes the rows that a restore needs, where they are others than those written last. */
  readonly keep: () => Promise<void>;
  /** The rows are gone. */
  readonly forget: () => void;
}

function createKeptRecovery({
  shop,
  ledger,
  rows,
  random,
}: {
  readonly shop: ShopId;
  readonly ledger: Ledger;
  readonly rows: Rows;
  readonly random: Random;
}): KeptRecovery {
  const sealed = sealedSecretsOf(ledger);
  /** A digest of what was written of it. */
  let kept = "";
  return {
    keep: async () => {
      sealed.sealOwn(random);
      const wanted = recoveryRows(ledger, sealed.rows());
      const text = hash("sha256", JSON.stringify(wanted));
      if (text === kept) return;
      await matchRecovery(rows, shop, wanted);
      kept = text;
    },
    forget: () => {
      kept = "";
    },
  };
}

/** What is left to fold anew, or to pack, a piece at a time; nothing while nothing came. */
function createUpkeep(
  ledger: Ledger,
  {
    onGrown,
    onFault,
  }: { readonly onGrown: () => void; readonly onFault: (cause: unknown) => void },
): { readonly again: () => void; readonly goOn: () => void; readonly isDone: () => boolean } {
  let isDone = false;
  let hasGrown = false;

  function again(): void {
    isDone = false;
  }

  function goOn(): void {
    if (isDone) return;
    try {
      if (ledger.grow() || ledger.sweep()) {
        hasGrown = true;
        return;
      }
      isDone = true;
      // Rows wait while the ledger is folded anew.
      if (hasGrown) onGrown();
      hasGrown = false;
      ledger.seal().then((isPacked) => (isDone &&= !isPacked), onFault);
    } catch (cause) {
      onFault(cause);
    }
  }

  return { again, goOn, isDone: () => isDone };
}

function letGo(ledger: Ledger, duties: ExclusiveLock): void {
  while (ledger.foldSome());
  ledger.flush();
  ledger.close();
  duties.release();
}

async function projectAll(rows: Rows, ledger: Ledger): Promise<void> {
  while ((await projectSome(rows, ledger)) === "more");
}

/** Runs one piece of work at a time, and once more where something came in between. */
function createWriting(
  work: () => Promise<void>,
  onFault: (cause: unknown) => void,
): {
  readonly again: () => void;
  readonly idle: () => Promise<void>;
  /** Whether the last piece of work failed: it is to be tried again. */
  readonly hasFailed: () => boolean;
  /** Whether nothing is left to do. */
  readonly isDone: () => boolean;
} {
  let running: Promise<void> | undefined;
  let isAsked = false;
  let hasFailed = false;

  async function run(): Promise<void> {
    try {
      while (isAsked) {
        isAsked = false;
        await work();
      }
      hasFailed = false;
    } catch (cause) {
      hasFailed = true;
      onFault(cause);
    } finally {
      running = undefined;
    }
  }

  return {
    again: () => {
      isAsked = true;
      running ??= run();
    },
    idle: () => running ?? Promise.resolve(),
    hasFailed: () => hasFailed,
    isDone: () => running === undefined && !hasFailed,
  };
}
