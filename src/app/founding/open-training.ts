/**
 * A training shop for as long as somebody learns in it: a store of its own beside the real one, which
 * is only read. Each training has a folder of its own, so that whoever removes one removes no other's;
 * what one left that was cut short, the next one sweeps away.
 */

import { mkdirSync, readdirSync, rmSync } from "node:fs";
import path from "node:path";

import { type ExclusiveLock, takeLock } from "../../ledger/exclusive-lock.ts";
import { type StoreDeps } from "../../ledger/open-ledger.ts";
import { hasStore } from "../open-till.ts";
import { type PaperHome } from "../printing/printer-drive.ts";
import { foundTraining } from "./training-shop.ts";

export interface Training {
  /** Of its store. */
  readonly dir: string;
  readonly paperHome: PaperHome;
  /** Throws its shop away. */
  readonly end: () => void;
}

export interface TrainingOptions {
  /** Of the real shop. */
  readonly store: string;
  /** Its receipts come out of the real printer; all other papers go with the training. */
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

  try {
    onFolder(folder);
    if (!isToGoOn) {
      sweep(home);
      mkdirSync(folder, { mode: 0o700 });
      await foundTraining({ real: store, dir }, deps);
    }
  } catch (cause) {
    end(folder, lock);
    throw cause;
  }
  return {
    dir,
    paperHome: (printer) => (prints && printer.prints.includes("receipts") ? store : dir),
    end: () => end(folder, lock),
  };
}

/** Whether one goes on in that folder: it was cut short. */
export function isTrainingIn(folder: string | undefined): boolean {
  return folder !== undefined && hasStore(path.join(folder, SHOP));
}

function newFolder(home: string, { random }: StoreDeps): string {
  return path.join(home, Buffer.from(random.bytes(FOLDER_NAME_BYTES)).toString("hex"));
}

function end(folder: string, lock: ExclusiveLock): void {
  try {
    rmSync(folder, { recursive: true, force: true });
  } finally {
    lock.release();
  }
}

/** All but the lock. */
function sweep(home: string): void {
  for (const entry of readdirSync(home)) {
    if (entry.startsWith("register.lock")) continue;
    rmSync(path.join(home, entry), { recursive: true, force: true });
  }
}
