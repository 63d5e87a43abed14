/** A store on disk: a folder with the encrypted ledger and its key. Founded once, then opened. */

import { mkdirSync, statSync } from "node:fs";
import path from "node:path";

import * as z from "zod";

import { ok } from "../domain/base/result.ts";
import { type ShopFounded } from "../domain/events/control-events.ts";
import {
  type BusinessDay,
  type ChainEnd,
  type DeviceId,
  deviceIdSchema,
  originSchema,
  type ShopId,
  shopIdSchema,
  firstOrigin,
} from "../domain/identity.ts";
import { type Clock, type Random } from "../domain/ports.ts";
import { createAnchor, readAnchor } from "./anchor.ts";
import { type CopyWhenFull, type Db } from "./database.ts";
import { createDiskRoom, type DiskRoomDeps } from "./disk-room.ts";
import { BOARD_KEY } from "./incarnation.ts";
import { type KeyAccess, NO_ACCESS, type Protection } from "./key/key-provider.ts";
import { createKey, passphraseOf } from "./key/ledger-key.ts";
import { DATABASE_FILE, openUnlocked } from "./key/unlock.ts";
import { createLedger, type Ledger } from "./ledger.ts";
import { deviceKeyFromSeed, shopIdOf } from "./log/chain.ts";
import { type BoardNames, evidenceOfLoss } from "./loss.ts";
import { type RecoveryKeys } from "./recovery/recovery-code.ts";
import { storeErrorOf, StoreError } from "./store-error.ts";
import { othersStore, refuseRoot } from "./store-owner.ts";
import { createLocals, type Store } from "./store.ts";
import { type Tuning } from "./tuning.ts";

export interface StoreDeps {
  readonly clock: Clock;
  readonly random: Random;
  /** Minutes to add to UTC in the zone at that instant. */
  readonly offsetMinutes: (zone: string, atMs: number) => number;
  /** The names of the mainboard that this runs on; empty when it can't be named. */
  readonly board?: BoardNames;
  /** The limits of the protocol; tests with short histories set others. */
  readonly tuning?: Partial<Tuning>;
  /** The caller's means to open the key of the store; a key file needs none. */
  readonly keys?: KeyAccess;
  /** Who keeps the key of a store that is made; a key file unless told. */
  readonly protection?: Protection;
  /** The folder into which a read-only store is copied; without a folder such a store may not open. */
  readonly copyDir?: string;
  /** When a store on a full disk is also copied; missing means never. */
  readonly copyWhenFull?: CopyWhenFull | undefined;
  /** The store is only looked at, and its file opened for nothing else. */
  readonly readOnly?: boolean;
  /** Measures the disk of a folder; the system's own measure unless given. */
  readonly diskSpace?: DiskRoomDeps["diskSpace"];
  /** Called with what failed after a commit that stands. */
  readonly onTrouble?: ((cause: unknown) => void) | undefined;
}

export interface Founding {
  readonly name: string;
  readonly currency: string;
  readonly zone: string;
  readonly cutover: number;
  readonly demo: boolean;
  readonly deviceName: string;
  /** Letters of its numbers; A unless said otherwise. */
  readonly code?: string;
  readonly firstDay: BusinessDay;
}

/** The least that a database has. */
const PAGE_BYTES = 4096;
const IDENTITY_KEY = "identity";
const SEED_BYTES = 32;

/** The facts that only this device knows of itself. They never leave the encrypted file. */
const identitySchema = z.object({
  shop: shopIdSchema,
  founder: deviceIdSchema,
  origin: originSchema,
  /** The seed of the device's signing key, hexadecimal. */
  seed: z.string().regex(/^[0-9a-f]{64}$/u),
  /** IANA name: needed before the first event is here. */
  zone: z.string(),
});
type StoredIdentity = z.infer<typeof identitySchema>;

/** Throws when nobody may look: a folder of somebody else's is not an empty one. */
export function hasLedger(dir: string): boolean {
  const isThere = hasFile(dir);
  if (isThere) refuseRoot(dir);
  return isThere;
}

function hasFile(dir: string): boolean {
  try {
    return sizeOf(path.join(dir, DATABASE_FILE)) !== undefined;
  } catch (cause) {
    throw othersStore(dir) ?? cause;
  }
}

/**
 * Founds a shop on this device, with the public keys of its recovery sheet. Throws StoreError
 * when the folder holds a ledger already.
 */
export function foundLedger(
  dir: string,
  founding: Founding & RecoveryKeys,
  deps: StoreDeps,
): Ledger {
  const seed = deps.random.bytes(SEED_BYTES);
  const key = deviceKeyFromSeed(seed);
  const nonce = Buffer.from(deps.random.bytes(16)).toString("hex");
  const { sheetKey, sheetSealKey, name, currency, zone, cutover, demo, deviceName, firstDay } =
    founding;
  const { code = "A" } = founding;
  const said: Omit<ShopFounded, "shop"> = {
    nonce,
    name,
    currency,
    zone,
    cutover,
    demo,
    firstDay,
    device: key.device,
    deviceName,
    code,
    key: key.publicKey,
    sheetKey,
    sheetSealKey,
  };
  const shop = shopIdOf(said);
  const body: ShopFounded = { shop, ...said };
  return createWithIdentity(
    dir,
    { shop, founder: key.device, seed, zone },
    {
      ...deps,
      first: (ledger) => {
        ledger.commit({
          by: "",
          name: "found",
          decide: () =>
            ok({ day: firstDay, events: [{ kind: "shop/founded", streams: [], body }] }),
        });
      },
    },
  );
}

/** Makes the store of a device that joins a shop: it holds nothing until it hears from the others. */
export function joinLedger(
  dir: string,
  joining: {
    readonly shop: ShopId;
    readonly founder: DeviceId;
    readonly seed: Uint8Array;
    readonly zone: string;
  },
  deps: StoreDeps,
): Ledger {
  return createWithIdentity(dir, joining, { ...deps, first: () => undefined });
}

/** Opens a store. Throws StoreError, which says in one sentence what is wrong. */
export function openLedger(dir: string, deps: StoreDeps): Ledger {
  refuseNoLedger(dir);
  const anchor = readAnchor(dir);
  const { db } = openUnlocked(dir, deps.keys, deps);
  try {
    const ledger = withIdentity({ db, dir }, readIdentity(db, dir), deps);
    // A loss that is found here is recorded in the ledger.
    if (deps.readOnly !== true) lookForLoss(ledger, anchor, deps);
    return ledger;
  } catch (cause) {
    db.close();
    throw storeErrorOf(cause) ?? cause;
  }
}

/**
 * A file that was cut short is refused, because SQLite would take it for a new one and delete the
 * log beside it.
 */
export function refuseNoLedger(dir: string): void {
  if (!hasLedger(dir)) {
    throw new StoreError(
      "store/not-a-ledger",
      `There is no shop in ${dir}: \`till init\` makes one.`,
      { facts: { trouble: "no-shop", place: dir } },
    );
  }
  if ((sizeOf(path.join(dir, DATABASE_FILE)) ?? 0) >= PAGE_BYTES) return;
  throw new StoreError(
    "store/damaged",
    `The ledger in ${dir} is damaged, its file is cut short: copy its folder before anything else.`,
  );
}

function readIdentity(db: Db, dir: string): StoredIdentity {
  const text = createLocals(db).local(IDENTITY_KEY);
  if (text === undefined) {
    throw new StoreError("store/not-a-ledger", `The ledger in ${dir} was never finished.`);
  }
  return identitySchema.parse(JSON.parse(text));
}

/**
 * A damaged page, or a full disk, is no reason not to open: what needs that page says so, and the
 * board can be noted another time.
 */
function lookForLoss(
  { store, identity, lose }: Ledger,
  anchor: ChainEnd | undefined,
  { board = [], onTrouble }: StoreDeps,
): void {
  try {
    const cause = evidenceOfLoss(store, { origin: identity.origin, anchor, board });
    if (cause !== undefined) lose(cause);
    // The name is missing when an older build made the store, or when nothing named the mainboard.
    else if (board.length > 0 && store.local(BOARD_KEY) === undefined) noteMainboard(store, board);
  } catch (trouble) {
    onTrouble?.(trouble);
  }
}

function noteMainboard(store: Store, board: BoardNames): void {
  store.setLocal(BOARD_KEY, JSON.stringify(board));
}

/** Undefined when there is no such file. */
function sizeOf(file: string): number | undefined {
  return statSync(file, { throwIfNoEntry: false })?.size;
}

/** The device's identity and what it says first are there together or not at all. */
function createWithIdentity(
  dir: string,
  parts: {
    readonly shop: ShopId;
    readonly founder: DeviceId;
    readonly seed: Uint8Array;
    readonly zone: string;
  },
  deps: StoreDeps & { readonly first: (ledger: Ledger) => void },
): Ledger {
  const db = openUnfinished(dir, deps);
  const { device } = deviceKeyFromSeed(parts.seed);
  const identity: StoredIdentity = {
    shop: parts.shop,
    founder: parts.founder,
    origin: firstOrigin(device),
    seed: Buffer.from(parts.seed).toString("hex"),
    zone: parts.zone,
  };
  const ledger = withIdentity({ db, dir }, identity, deps);
  try {
    db.write(() => {
      ledger.store.setLocal(IDENTITY_KEY, JSON.stringify(identity));
      if (deps.board !== undefined) noteMainboard(ledger.store, deps.board);
      deps.first(ledger);
    });
    return ledger;
  } catch (cause) {
    db.close();
    throw cause;
  }
}

/** Opens the store that a crash left unfinished; a ledger with an identity is never touched. */
function openUnfinished(dir: string, { random, keys, protection }: StoreDeps): Db {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const wanted = protection ?? { type: "file" };
  const access = { ...(keys ?? NO_ACCESS), ...passphraseOf(wanted) };
  if (!hasLedger(dir)) createKey(dir, wanted, { random, access });
  const { db } = openUnlocked(dir, access);
  if (createLocals(db).local(IDENTITY_KEY) === undefined) return db;
  db.close();
  throw new StoreError("store/exists", `There is a shop in ${dir} already.`, {
    facts: { trouble: "exists", place: dir },
  });
}

function withIdentity(
  { db, dir }: { readonly db: Db; readonly dir: string },
  identity: StoredIdentity,
  deps: StoreDeps,
): Ledger {
  const { shop, founder, origin, seed, zone } = identity;
  return createLedger({
    db,
    identity: { shop, founder, origin, key: deviceKeyFromSeed(Buffer.from(seed, "hex")) },
    anchor: createAnchor(dir, deps),
    room: createDiskRoom(dir, deps),
    ...(deps.board === undefined ? {} : { board: JSON.stringify(deps.board) }),
    ...(deps.tuning === undefined ? {} : { tuning: deps.tuning }),
    clock: deps.clock,
    random: deps.random,
    onTrouble: deps.onTrouble,
    zone,
    offsetMinutes: deps.offsetMinutes,
  });
}
