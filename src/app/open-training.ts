/**
 * A training shop for as long as somebody learns in it: a store of its own beside the real one, which
 * is only read. What a training left that was cut short, the next one sweeps away.
 */

import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";

import { takeLock } from "../ledger/exclusive-lock.ts";
import { type StoreDeps } from "../ledger/open-ledger.ts";
import { type PaperHome, paperDir } from "./printer-drive.ts";
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
}

const SHOP = "shop";

/** Undefined while another training of this till goes on. Throws StoreError. */
export async function beginTraining(
  { store, prints }: TrainingOptions,
  deps: StoreDeps,
): Promise<Training | undefined> {
  const home = `${store.replace(/\/+$/u, "")}.training`;
  const dir = path.join(home, SHOP);
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const lock = takeLock(home, "register");
  if (lock === undefined) return undefined;

  function sweep(): void {
    for (const folder of [dir, paperDir(dir)]) rmSync(folder, { recursive: true, force: true });
  }

  function end(): void {
    try {
      sweep();
    } finally {
      lock?.release();
    }
  }

  try {
    sweep();
    await foundTraining({ real: store, dir }, deps);
  } catch (cause) {
    end();
    throw cause;
  }
  return {
    dir,
    paperHome: (printer) => (prints && printer.prints.includes("receipts") ? store : dir),
    end,
  };
}
