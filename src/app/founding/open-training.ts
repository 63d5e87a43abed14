/**
 * A training shop for as long as somebody learns in it: a store of its own beside the real one, which
 * is only read. Each training has a folder of its own, so that whoever removes one removes no other's;
 * what one left that was cut short, the next one sweeps away.
 */

import { mkdirSync, readdirSync, rmSync } from "node:fs";
import path from "node:path";

import { seriesCountKey } from "../../domain/folds/order-sums.ts";
import { type ExclusiveLock, takeLock } from "../../ledger/exclusive-lock.ts";
import { openLedger, type StoreDeps } from "../../ledger/open-ledger.ts";
import { hasStore } from "../open-till.ts";
import { type PaperHome } from "../printing/printer-drive.ts";
import { asStoreError } from "../store-errors.ts";
import { foundTraining } from "./training-shop.ts";

export interface Training {
  /** The folder of its store. */
  readonly dir: string;
  readonly paperHome: PaperHome;
  /** Whether it was interrupted and goes on. */
  readonly isToGoOn: boolean;
  /** The interrupted trainings that are thrown away now, as `end` returns them. */
  readonly cutShort: ReadonlyArray<number | null>;
  /** Throws its shop away. Returns how many receipts and refunds it made; null where nobody can tell. */
  readonly end: () => number | null;
}

export interface TrainingOptions {
  /** The folder of the real shop's store. */
  readonly store: string;
  /** Whether receipts come out of the real printer; all other papers stay in the training. */
  readonly prints: boolean;
  /** The folder of a training whose screen hung: it goes on there. */
  readonly before?: string | undefined;
  /** Is told the folder before anything is in it. */
  readonly onFolder?: (folder: string) => void;
}

const SHOP = "shop";
const FOLDER_NAME_BYTES = 8;

/** Undefined while another training of this till goes on. Throws StoreError. */
export async function beginTraining(
  { store, prints, before, onFolder = () => undefined }: TrainingOptions,
  deps: StoreDeps,
): Promise<Training | undefined> {
  const home = `${store.replace(/\/+$/u, "")}.training`;
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const lock = takeLock(home, "register");
  if (lock === undefined) return undefined;
  const isToGoOn = isTrainingIn(before);
  const folder = before !== undefined && isToGoOn ? before : newFolder(home, deps);
  const dir = path.join(folder, SHOP);
  let cutShort: Training["cutShort"] = [];

  try {
    onFolder(folder);
    if (!isToGoOn) {
      cutShort = sweep(home, deps);
      mkdirSync(folder, { mode: 0o700 });
      await foundTraining({ real: store, dir }, deps);
    }
  } catch (cause) {
    end(folder, lock, deps);
    throw cause;
  }
  return {
    dir,
    paperHome: (printer) => (prints && printer.prints.includes("receipts") ? store : dir),
    isToGoOn,
    cutShort,
    end: () => end(folder, lock, deps),
  };
}

/** Whether one goes on in that folder: it was cut short. */
export function isTrainingIn(folder: string | undefined): boolean {
  return folder !== undefined && hasStore(path.join(folder, SHOP));
}

function newFolder(home: string, { random }: StoreDeps): string {
  return path.join(home, Buffer.from(random.bytes(FOLDER_NAME_BYTES)).toString("hex"));
}

function end(folder: string, lock: ExclusiveLock, deps: StoreDeps): number | null {
  try {
    return throwAway(folder, deps);
  } finally {
    lock.release();
  }
}

function throwAway(folder: string, deps: StoreDeps): number | null {
  const receipts = receiptsIn(path.join(folder, SHOP), deps);
  rmSync(folder, { recursive: true, force: true });
  return receipts;
}

/** All but the lock. */
function sweep(home: string, deps: StoreDeps): ReadonlyArray<number | null> {
  return readdirSync(home)
    .filter((entry) => !entry.startsWith("register.lock"))
    .map((entry) => throwAway(path.join(home, entry), deps));
}

/** Receipts and refunds; null of a shop that can't be read any more. */
function receiptsIn(dir: string, deps: StoreDeps): number | null {
  const { keys: _keys, protection: _protection, ...own } = deps;
  try {
    const ledger = openLedger(dir, { ...own, readOnly: true });
    try {
      const counts = ledger.read((view) => view.sums(seriesCountKey("")));
      return counts.reduce((sum, [, count]) => sum + count, 0);
    } finally {
      ledger.close();
    }
  } catch (cause) {
    if (asStoreError(cause) === undefined) throw cause;
    return null;
  }
}
