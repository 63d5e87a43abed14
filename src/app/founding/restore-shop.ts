/**
 * A shop made whole again on a new box, from copies and the recovery sheet.
 *
 * The box is a new device with a key and a series of its own, enrolled by the sheet: it never speaks
 * with the voice of the one that is gone, which may live on somewhere.
 */

import { type CodeFault } from "../../domain/base/crockford.ts";
import { err, ok, type Result } from "../../domain/base/result.ts";
import { type ShopFounded } from "../../domain/events/control-events.ts";
import { type Draft } from "../../domain/events/kinds.ts";
import { type BusinessDay, type ChainEnd, type Origin } from "../../domain/identity.ts";
import { type AdmittedDevice } from "../../domain/membership/admission.ts";
import { officesIn } from "../../domain/office/central-questions.ts";
import { shopTimeOn, suggestedDay } from "../../domain/settings/shop-time.ts";
import { endsOf } from "../../ledger/exchange.ts";
import { type Ledger } from "../../ledger/ledger.ts";
import { enrolBySheet } from "../../ledger/log/sheet-act.ts";
import { joinLedger, type StoreDeps } from "../../ledger/open-ledger.ts";
import {
  parseRecoveryCode,
  type RecoveryCode,
  recoveryKeysOf,
  recoverySecretsOf,
  type RecoverySecrets,
} from "../../ledger/recovery/recovery-code.ts";
import { refill } from "../../ledger/recovery/refill.ts";
import { openSheetSecret } from "../../ledger/recovery/sheet-secret.ts";
import { type SecretRow } from "../../ledger/secret-table.ts";
import { StoreError } from "../../ledger/store-error.ts";
import { type Root } from "../../mesh/links/certificates.ts";
import { type Copy, openCopy, type UnopenedCopy } from "../backup/backup-copies.ts";
import { noteRecoveryCheck } from "../backup/recovery-check.ts";
import {
  certificateBy,
  keepLinkIdentity,
  namesOf,
  newOwnKeys,
  rootBySheet,
} from "../mesh/mesh-keys.ts";
import { keepIntroduction } from "../mesh/mesh-ledger.ts";
import { wallToWords } from "../orders/order-json.ts";
import { inFoundingFolder } from "./founding-folder.ts";
import { noteRestored } from "./restored-note.ts";

export interface RestoreOptions {
  readonly dir: string;
  /** Folders of copies: what one lacks another may have. */
  readonly folders: ReadonlyArray<string>;
  readonly code: RecoveryCode;
  readonly deviceName: string;
  readonly onProgress?: (done: number, total: number) => void;
}

export type RestoreFault =
  /** The code opens none of them. */
  | { readonly type: "restore/unopened"; readonly copies: ReadonlyArray<UnopenedCopy> }
  | { readonly type: "restore/several-shops"; readonly copies: ReadonlyArray<Copy> };

export interface Restored {
  readonly founding: ShopFounded;
  /** The letters of its numbers from now on. */
  readonly code: string;
  readonly day: BusinessDay;
  /** The newest first; times are on the shop's wall, with their offset. */
  readonly copies: ReadonlyArray<{
    readonly folder: string;
    readonly deviceName: string;
    readonly at: string;
  }>;
  /** Folders that this code doesn't open, or where nothing can be read. */
  readonly unopened: ReadonlyArray<UnopenedCopy>;
  readonly transactions: number;
  readonly events: number;
  /** Files that are missing or damaged, one sentence each. */
  readonly damage: ReadonlyArray<string>;
  /** Ends of chains that the copies name and that could not be brought back. */
  readonly missing: ReadonlyArray<ChainEnd & { readonly restoredTo: number }>;
  /** The tills that were there before. */
  readonly devices: ReadonlyArray<Pick<AdmittedDevice, "code" | "name" | "revoked">>;
  /** Whether this box's clock stands before the newest backup. */
  readonly isClockBehind: boolean;
  /** Keys and PINs that nobody may have written. */
  readonly refusedSecrets: number;
  /** Keys and PINs that the shop had, and that no copy has. */
  readonly lackedSecrets: number;
}

const SEED_BYTES = 32;

/** The code as a person typed it. */
export function readCode(text: string): Result<RecoveryCode, CodeFault> {
  return parseRecoveryCode(text);
}

/**
 * Throws StoreError when there is a shop in the folder already, and when the shop's first event is not
 * in the copies: without it there is no shop. A restore cut short leaves none.
 */
export async function restoreShop(
  options: RestoreOptions,
  deps: StoreDeps,
): Promise<Result<Restored, RestoreFault>> {
  const sheet = recoverySecretsOf(options.code);
  const damage = new Set<string>();
  const found = await openCopies(options, sheet, (sentence) => damage.add(sentence));
  if (!found.ok) return found;
  const [{ founding }] = found.value.copies.map(({ manifest }) => manifest) as [Copy["manifest"]];
  return inFoundingFolder(options.dir, async (folder) => {
    const { shop, device: founder, zone } = founding;
    const seed = deps.random.bytes(SEED_BYTES);
    const ledger = joinLedger(folder, { shop, founder, seed, zone }, deps);
    try {
      return ok(await fill(ledger, { ...options, ...found.value, sheet, damage }, deps));
    } finally {
      ledger.close();
    }
  });
}

interface FoundCopies {
  readonly copies: ReadonlyArray<Copy>;
  readonly unopened: ReadonlyArray<UnopenedCopy>;
}

async function openCopies(
  { folders, code }: RestoreOptions,
  sheet: RecoverySecrets,
  onDamage: (sentence: string) => void,
): Promise<Result<FoundCopies, RestoreFault>> {
  const found = await Promise.all(folders.map((folder) => openCopy(folder, sheet, onDamage)));
  const unopened = found.filter((copy) => copy.type === "unopened");
  const { sheetKey } = recoveryKeysOf(code);
  const copies = found
    .filter((copy) => copy.type === "opened")
    .filter(({ manifest }) => manifest.founding.sheetKey === sheetKey)
    .toSorted((a, b) => b.manifest.at - a.manifest.at);
  if (copies.length === 0) return err({ type: "restore/unopened", copies: unopened });
  const shops = new Set(copies.map(({ manifest }) => manifest.founding.shop));
  if (shops.size > 1) return err({ type: "restore/several-shops", copies });
  return ok({ copies, unopened });
}

async function fill(
  ledger: Ledger,
  parts: RestoreOptions &
    FoundCopies & { readonly sheet: RecoverySecrets; readonly damage: ReadonlySet<string> },
  deps: StoreDeps,
): Promise<Restored> {
  const { copies, unopened, damage, sheet, onProgress } = parts;
  await refill(
    ledger,
    copies.flatMap(({ parts }) => parts),
    onProgress,
  );
  const founding = ledger.founding();
  if (founding === undefined) throw noFounding(damage);
  const missing = missingEnds(ledger, copies);
  const transactions = ledger.store.count();
  const events = ledger
    .heads()
    .values()
    .reduce((sum, { seq }) => sum + seq, 0);
  const admitted = ledger.admission();
  const offices = officesIn(admitted.values());
  const devices = [...admitted.values()]
    .filter(({ device }) => !offices.has(device))
    .map(({ code, name, revoked }) => ({ code, name, revoked }));
  const refusedSecrets = restoreSecrets(ledger, copies, sheet);
  const lackedSecrets = lackedIn(ledger);
  const { day, code } = await enrol(ledger, { name: parts.deviceName, sheet, founding }, deps);
  // The code was right just now.
  noteRecoveryCheck(ledger, dayOn(ledger, founding, deps));
  noteRestored(ledger.store, {
    knowsUntilMs: Math.max(...copies.map(({ manifest }) => manifest.at)),
    restoredMs: deps.clock.nowMs(),
  });
  ledger.flush();
  return {
    founding,
    code,
    day,
    copies: copies.map(({ folder, manifest: { at, deviceName } }) => {
      const { zone } = ledger.read((view) => shopTimeOn(view, founding, day));
      const offsetMinutes = deps.offsetMinutes(zone, at);
      return { folder, deviceName, at: wallToWords({ wallMs: at, offsetMinutes }) };
    }),
    unopened,
    transactions,
    events,
    missing,
    devices,
    isClockBehind: copies.some(({ manifest }) => manifest.at > deps.clock.nowMs()),
    refusedSecrets,
    lackedSecrets,
    damage: [...damage],
  };
}

function noFounding(damage: ReadonlySet<string>): StoreError {
  const [first = "it is in none of the files"] = damage;
  const message = `The founding of the shop can't be brought back, and nothing without it: ${first}`;
  return new StoreError("store/damaged", message);
}

/** Returns the ends that a copy names and the ledger lacks: for each such chain the furthest. */
function missingEnds(ledger: Ledger, copies: ReadonlyArray<Copy>): Restored["missing"] {
  const heads = ledger.heads();
  const held = new Set(endsOf(heads).map(textOf));
  const lacking = new Map<Origin, ChainEnd>();
  for (const end of copies.flatMap(({ manifest }) => manifest.heads)) {
    if (held.has(textOf(end)) || ledger.store.withEnd(end) !== undefined) continue;
    if (end.seq > (lacking.get(end.origin)?.seq ?? 0)) lacking.set(end.origin, end);
  }
  return [...lacking.values()].map((end) =>
    Object.assign({ restoredTo: heads.get(end.origin)?.seq ?? 0 }, end),
  );
}

function textOf({ origin, seq, hash }: ChainEnd): string {
  return `${origin} ${seq} ${hash}`;
}

/**
 * Returns how many were refused. What another copy's events say is to be destroyed isn't brought back, and
 * is no fault of the copy.
 */
function restoreSecrets(
  ledger: Ledger,
  copies: ReadonlyArray<Copy>,
  { sealKey }: RecoverySecrets,
): number {
  const { db, secrets, words } = ledger;
  const rows = copies.flatMap(({ manifest }) => manifest.secrets);
  const sealed = copies.flatMap(({ manifest: { founding, sealed: own = [] } }) =>
    own.map((box) => ({ box, row: openSheetSecret(box, { ...founding, sealKey }) })),
  );
  const said = copies.flatMap(({ manifest }) => manifest.words);

  function isRefused(id: string, row: SecretRow | undefined): boolean {
    const isTaken = row !== undefined && secrets.receive(row);
    return !isTaken && !secrets.standing(id).isHidden;
  }

  return db.write(() => {
    for (const row of said) words.receive(row);
    return (
      rows.filter((row) => isRefused(row.id, row)).length +
      sealed.filter(({ box, row }) => isRefused(box.id, row)).length
    );
  });
}

/** The root's key for boxes that are gone is nobody's loss. */
function lackedIn({ secrets }: Ledger): number {
  let lacks = secrets.lacks();
  while (lacks.digest === undefined) lacks = secrets.lacks();
  return lacks.names.filter(({ id }) => !id.startsWith("root-key/")).length;
}

/**
 * The box's first word is the sheet's. Where the shop had several tills, the sheet opens the root's key
 * too, so that those which live on let the box in, and hear there who it is.
 */
async function enrol(
  ledger: Ledger,
  parts: {
    readonly name: string;
    readonly sheet: RecoverySecrets;
    readonly founding: ShopFounded;
  },
  deps: StoreDeps,
): Promise<{ readonly day: BusinessDay; readonly code: string }> {
  const { name, founding, sheet } = parts;
  const { shop } = founding;
  const key = ledger.identity.key.publicKey;
  const body = enrolBySheet(sheet.signer, { shop, key, name, rights: ["till"] });
  const day = lastDay(ledger, founding, deps);
  const { sealKey } = sheet;
  const root = rootBySheet(ledger, { sealKey, sheetSealKey: founding.sheetSealKey });
  const keys = root && (await certified(ledger, root, deps));
  ledger.commit({
    by: "",
    name: "restore",
    decide: () =>
      ok({ day, events: [{ kind: "device/enrolled", streams: [], body }, ...(keys ?? [])] }),
  });
  keepIntroduction(ledger);
  return { day, code: body.code };
}

async function certified(
  ledger: Ledger,
  root: Root,
  { random }: StoreDeps,
): Promise<ReadonlyArray<Draft>> {
  const { identity, store } = ledger;
  const { device } = identity.key;
  const keys = await newOwnKeys(random);
  const certificate = certificateBy(root, keys, { shop: identity.shop, device, random });
  keepLinkIdentity(store, keys, { certificate, roots: [root.certificate] });
  return [{ kind: "device/keyed", streams: [], body: { device, ...namesOf(keys) } }];
}

/**
 * Business goes on where the shop stood, so that the next person to sign in begins the new day as
 * ever. A till that was days ahead of this box's clock doesn't say where that is.
 */
function lastDay(ledger: Ledger, founding: ShopFounded, deps: StoreDeps): BusinessDay {
  const today = dayOn(ledger, founding, deps);
  const days = [...ledger.heads().values()].map(({ day }) => day).toSorted();
  return days.findLast((day) => day <= today) ?? days.at(-1) ?? founding.firstDay;
}

/** The business day that this box's clock suggests. */
function dayOn(
  ledger: Ledger,
  founding: ShopFounded,
  { clock, offsetMinutes }: StoreDeps,
): BusinessDay {
  const atMs = Math.max(0, Math.trunc(clock.nowMs()));
  return ledger.read((view) => suggestedDay(view, founding, { atMs, offsetMinutes }));
}
