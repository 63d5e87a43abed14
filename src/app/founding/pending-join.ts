/**
 * Who a box is going to be in a shop: its keys, kept beside its store-to-be until there is one.
 *
 * The till that takes it in writes it down before the box can know. A box that dies in between comes back
 * with the same keys and is the same till; without them the shop would have one that no box is. They are
 * kept as the key of the ledger is going to be, under a passphrase where one was chosen.
 */

import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

import * as z from "zod";

import { decrypt, encrypt, NONCE_BYTES } from "../../ledger/authenticated-cipher.ts";
import { type KeyAccess, NO_ACCESS } from "../../ledger/key/key-provider.ts";
import { makeKey, passphraseOf, readKeptKeys, syncFolder } from "../../ledger/key/ledger-key.ts";
import { type StoreDeps } from "../../ledger/open-ledger.ts";
import { StoreError } from "../../ledger/store-error.ts";
import { newOwnKeys, type OwnKeys, ownKeysSchema } from "../mesh/mesh-keys.ts";
import { writeAtomically } from "../system/write-atomically.ts";

export interface PendingBox {
  /** The seed of the device's key: 32 bytes. */
  readonly seed: Uint8Array;
  readonly keys: OwnKeys;
  /** Whether it was made before, for a try that may have succeeded. */
  readonly isKept: boolean;
}

const FILE = ".joining";
/** The file that exists from joining until the box has received its shop: each start looks for it. */
const HEARING_FILE = ".hearing";
const ABOUT = "tillmesh/joining/1";
const SEED_BYTES = 32;

const fileSchema = z.object({
  /** The key as a line of `ledger.key`. */
  key: z.string(),
  nonce: z.hex(),
  box: z.base64(),
});
const boxSchema = z.object({ seed: z.string().regex(/^[0-9a-f]{64}$/u), keys: ownKeysSchema });

/** The one that is kept, or a new one, which is on the disk then. The folder is there. */
export async function pendingBox(dir: string, deps: StoreDeps): Promise<PendingBox> {
  const kept = readPending(dir, deps);
  if (kept !== undefined) return { ...kept, isKept: true };
  const box = { seed: deps.random.bytes(SEED_BYTES), keys: await newOwnKeys(deps.random) };
  await keepPending(dir, box, deps);
  return { ...box, isKept: false };
}

/** Whether a shop may have taken in a box that has no store there yet. */
export function isPending(dir: string): boolean {
  return existsSync(path.join(dir, FILE));
}

export function forgetPending(dir: string): void {
  rmSync(path.join(dir, FILE), { force: true });
}

/** The folder is one that becomes a store. */
export function beginHearing(folder: string): void {
  writeFileSync(path.join(folder, HEARING_FILE), "");
}

/** Whether the box has joined a shop and not yet heard it, or been told to sell all the same. */
export function isHearing(dir: string): boolean {
  return existsSync(path.join(dir, HEARING_FILE));
}

export function endHearing(dir: string): void {
  rmSync(path.join(dir, HEARING_FILE), { force: true });
}

async function keepPending(
  dir: string,
  { seed, keys }: Omit<PendingBox, "isKept">,
  deps: StoreDeps,
): Promise<void> {
  const { random, protection = { type: "file" } } = deps;
  const access = accessOf(deps);
  const kept = makeKey(protection, { random, access });
  const nonce = random.bytes(NONCE_BYTES);
  const plain = Buffer.from(JSON.stringify({ seed: Buffer.from(seed).toString("hex"), keys }));
  const box = encrypt(Buffer.from(kept.unlock(access), "hex"), { nonce, about: ABOUT, plain });
  const text = JSON.stringify({
    key: kept.text,
    nonce: Buffer.from(nonce).toString("hex"),
    box: box.toString("base64"),
  });
  const file = path.join(dir, FILE);
  const written = await writeAtomically(file, (write) => write(text));
  if (!written.ok) {
    const { code } = written.fault;
    throw new StoreError(
      "store/unwritable",
      `${file} can't be written (${code}): look at the disk.`,
    );
  }
  syncFolder(dir);
}

/** Undefined where none is kept, or nobody can tell any more what it was. */
function readPending(dir: string, deps: StoreDeps): Omit<PendingBox, "isKept"> | undefined {
  const file = path.join(dir, FILE);
  if (!existsSync(file)) return undefined;
  const read = fileSchema.safeParse(jsonOf(readFileSync(file, "utf8")));
  if (!read.success) return undefined;
  const { key, nonce, box } = read.data;
  const sealed = Buffer.from(box, "base64");
  try {
    const [kept] = readKeptKeys(dir, key);
    if (kept === undefined) return undefined;
    const opened = decrypt(Buffer.from(kept.unlock(accessOf(deps)), "hex"), {
      nonce: Buffer.from(nonce, "hex"),
      about: ABOUT,
      sealed,
    });
    const { seed, keys } = boxSchema.parse(JSON.parse(opened.toString()));
    return { seed: Buffer.from(seed, "hex"), keys };
  } catch (cause) {
    throw new StoreError(
      "store/wrong-key",
      `This box has tried to join before, and its key is kept otherwise: say the same passphrase as then, or remove ${file} to join as another till.`,
      { cause },
    );
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function accessOf({ keys = NO_ACCESS, protection = { type: "file" } }: StoreDeps): KeyAccess {
  return { ...keys, ...passphraseOf(protection) };
}
