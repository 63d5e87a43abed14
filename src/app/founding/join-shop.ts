/**
 * A new box joins a shop: it proves that it knows the code, is given a certificate and its letters, and
 * makes an empty store that hears everything from the others.
 */

import { assertNever } from "../../domain/base/assert-never.ts";
import { type CodeFault } from "../../domain/base/crockford.ts";
import { err, ok, type Result } from "../../domain/base/result.ts";
import { takeLock } from "../../ledger/exclusive-lock.ts";
import { deviceKeyFromSeed } from "../../ledger/log/chain.ts";
import { joinLedger, openLedger, type StoreDeps } from "../../ledger/open-ledger.ts";
import { StoreError } from "../../ledger/store-error.ts";
import { type Address, addressText, readAddress } from "../../mesh/address.ts";
import { type AddressSpan } from "../../mesh/discovery/addresses-around.ts";
import { type AskProgress } from "../../mesh/discovery/ask-around.ts";
import { findInvitation } from "../../mesh/discovery/find-invitation.ts";
import {
  type InviteCode,
  inviteSecretOf,
  parseInviteCode,
} from "../../mesh/pairing/invite-code.ts";
import {
  joinShop as pair,
  type JoinShopFault,
  type JoinTry,
  reportWrongCode,
} from "../../mesh/pairing/pairing-client.ts";
import {
  acceptPast,
  isPastAwaited,
  isPastLong,
  keepPast,
  type PastProgress,
  pastProgress,
} from "../membership/shop-past.ts";
import { canSell, type JoiningShop, joiningShopSchema } from "../mesh/joining-shop.ts";
import { addressMemory, USUAL_PORT } from "../mesh/mesh-addresses.ts";
import { keepLinkIdentity, linkKeyPairOf, namesOf, newOwnKeys } from "../mesh/mesh-keys.ts";
import { searchInvitations } from "../mesh/mesh-search.ts";
import { createResidentMesh } from "../mesh/resident-mesh.ts";
import { systemSteadyMs } from "../system/clock.ts";
import { readMeshHost } from "../system/environment.ts";
import { inFoundingFolder, refuseSecondShop } from "./founding-folder.ts";
import { type JoinProblem, type JoinRefusal } from "./join-problem.ts";
import { beginHearing, endHearing, forgetPending, pendingBox } from "./pending-join.ts";

export interface JoinWish {
  readonly dir: string;
  readonly deviceName: string;
  readonly code: InviteCode;
  /** The address at which the inviting till awaits this box; without one it is looked for by multicast. */
  readonly at?: Address;
  /** Instead of multicast each of these addresses is asked, once a person wants that. */
  readonly search?: ReadonlyArray<AddressSpan> | undefined;
  readonly onAsking?: (progress: AskProgress) => void;
  /** Hangs up. */
  readonly signal?: AbortSignal | undefined;
  readonly onLooking: (secondsLeft: number) => void;
  /** The other side knows the code too. */
  readonly onProved: () => void;
}

/** Reads a typed or scanned code. */
export function readInvite(text: string): Result<InviteCode, CodeFault> {
  return parseInviteCode(text);
}

/** `HOST:PORT`, or a host on whose usual port the box is awaited; undefined when it is neither. */
export function readDialAddress(text: string): Address | undefined {
  return readAddress(text) ?? readAddress(`${text}:${USUAL_PORT + 1}`);
}

/**
 * Throws StoreError when the folder holds a ledger already. A problem leaves no store.
 */
export async function joinTheShop(
  wish: JoinWish,
  deps: StoreDeps,
): Promise<Result<JoiningShop, JoinProblem>> {
  const { dir, deviceName, code, at, signal, onProved } = wish;
  const { random, clock } = deps;
  refuseSecondShop(dir);
  const invite = await inviteSecretOf(code);
  const found = await placesOf(wish, invite.id, deps);
  if (!found.ok) return found;
  const done = await inFoundingFolder<Result<JoiningShop, JoinShopFault>>(dir, async (folder) => {
    const { seed, keys, isKept } = await pendingBox(dir, deps);
    const joined = await pair({
      invite,
      signer: deviceKeyFromSeed(seed),
      sealKey: namesOf(keys).sealKey,
      name: deviceName,
      shopSchema: joiningShopSchema,
      addresses: found.value,
      isMeant: at !== undefined,
      keys: linkKeyPairOf(keys),
      clock,
      random,
      onProved,
      signal,
    });
    if (!joined.ok) {
      if (!mayBelong(joined.fault, isKept)) forgetPending(dir);
      return joined;
    }
    const { roots, certificate, peer, shop } = joined.value;
    const ledger = joinLedger(folder, { ...shop, seed }, deps);
    try {
      keepLinkIdentity(ledger.store, keys, { certificate, roots });
      beginHearing(folder);
      keepPast(ledger.store, { by: shop.inviter, ends: shop.past });
      // Nobody typed it for good: once the till is found elsewhere, this place is forgotten.
      addressMemory(ledger.store).save([{ ...peer, device: shop.inviter }]);
    } finally {
      ledger.close();
    }
    return ok(shop);
  });
  if (!done.ok) return err(problemOf(done.fault));
  forgetPending(dir);
  return done;
}

/** The shop may have written down that this box, with these very keys, is one of its tills. */
function mayBelong({ type }: JoinShopFault, isKept: boolean): boolean {
  switch (type) {
    case "join/broken-off":
    case "join/unfit":
      return true;
    case "join/nowhere":
      return isKept;
    case "join/declined":
      return false;
    default:
      return assertNever(type, "fault of joining");
  }
}

/** Reports a mistyped code to the inviting till, without a store. */
export async function tellMistyped(
  at: Address | undefined,
  deps: Pick<StoreDeps, "clock" | "random">,
): Promise<JoinRefusal | undefined> {
  if (at !== undefined) return await tellWrongCode([at], deps);
  const found = await findInvitation("", { ...deps, patienceMs: MISTYPED_PATIENCE_MS });
  return found.ok || found.fault.type === "discovery/silent"
    ? undefined
    : await tellWrongCode(found.fault.other, deps);
}

/** Nobody waits long to be told what they see themselves. */
const MISTYPED_PATIENCE_MS = 2000;

/** The connection uses fresh keys that belong to nobody. */
async function tellWrongCode(
  addresses: ReadonlyArray<Address>,
  { clock, random }: Pick<StoreDeps, "clock" | "random">,
): Promise<JoinRefusal | undefined> {
  if (addresses.length === 0) return undefined;
  const keys = linkKeyPairOf(await newOwnKeys(random));
  return await reportWrongCode(addresses, { keys, clock, random });
}

async function placesOf(
  { at, search, signal, onLooking, onAsking }: JoinWish,
  inviteId: string,
  deps: StoreDeps,
): Promise<Result<ReadonlyArray<Address>, JoinProblem>> {
  if (at !== undefined) return ok([at]);
  const { clock, random } = deps;
  if (search !== undefined) {
    const asking = { clock, signal, ...(onAsking && { onProgress: onAsking }) };
    const places = await searchInvitations(search, asking);
    return places.length > 0 ? ok(places) : err({ type: "nobody-there", place: "" });
  }
  const found = await findInvitation(inviteId, {
    clock,
    random,
    signal,
    onProgress: ({ elapsedMs, patienceMs }) => {
      onLooking(Math.ceil((patienceMs - elapsedMs) / SECOND_MS));
    },
  });
  if (found.ok) return found;
  const { fault } = found;
  if (fault.type === "discovery/silent") return err({ type: "deaf", silence: fault.silence });
  if (fault.othersHeard === 0) return err({ type: "nobody-heard" });
  return err({ type: "no-such-code", refusal: await tellWrongCode(fault.other, deps) });
}

const SECOND_MS = 1000;

function problemOf(fault: JoinShopFault): JoinProblem {
  switch (fault.type) {
    case "join/nowhere":
      return nowhereProblem(fault.tries);
    case "join/declined":
      return { type: "declined", reason: fault.reason, message: fault.message };
    case "join/broken-off":
      return { type: "broken-off", reason: fault.reason };
    case "join/unfit":
      return { type: "unfit" };
    default:
      return assertNever(fault, "fault of joining");
  }
}

function nowhereProblem(tries: ReadonlyArray<JoinTry>): JoinProblem {
  const faults = tries.map(({ fault }) => fault);
  if (faults.some(({ type }) => type === "join/impostor")) return { type: "impostor" };
  const refused = faults.find((fault) => fault.type === "join/refused");
  if (refused !== undefined) return { type: "refused", reason: refused.reason };
  const other = tries.find(({ fault }) => fault.type === "join/other-invitation") ?? tries[0];
  const place = other === undefined ? "" : addressText(other.address);
  return other?.fault.type === "join/other-invitation"
    ? { type: "other-code", place, refusal: other.fault.refusal }
    : { type: "nobody-there", place };
}

/** Whether the store belongs to its shop, but has received too little of it to be opened by itself. */
export function hasJoinedUnheard(dir: string, deps: StoreDeps): boolean {
  const ledger = openLedger(dir, deps);
  try {
    return !canSell(ledger) || isPastAwaited(ledger);
  } finally {
    ledger.close();
  }
}

export interface Fetching {
  readonly onProgress: (progress: FetchProgress) => void;
  /** Whether it waits for all that the shop had said when the box joined; else until it can sell. */
  readonly waits: boolean;
  /** Head office, which is told no secrets, so waits for none. */
  readonly isOffice?: boolean | undefined;
  /** Goes on with what has come. */
  readonly signal: AbortSignal;
}

export interface FetchProgress {
  /** How much has come of what the shop had said when the box joined; undefined once all has. */
  readonly past: PastProgress | undefined;
  /** Who may sign in and what is sold is here, as of a while ago at least. */
  readonly canSell: boolean;
  /** Nobody of the shop has been connected for a while. */
  readonly isSilent: boolean;
}

/**
 * `whole`: as far as the others are heard. `today`: it has what today rests on, and the past comes while it sells.
 * `sells`: it has what the shop had said when the box joined, and
 * news come while it sells. `behind`: it lacks some of that, and a person goes on all the same.
 */
export type Fetched = "whole" | "today" | "sells" | "behind" | "too-little";

/** The time to wait for recent events once the older ones are here. */
const NEWS_PATIENCE_MS = 10_000;
/** After a start, and after a break, it takes some seconds until tills find each other. */
const SILENT_MS = 5000;

/** Hears the shop until the box has all that it had said at joining, or a person goes on before that. */
export async function fetchShop(
  dir: string,
  { onProgress, waits, isOffice = false, signal }: Fetching,
  deps: StoreDeps,
): Promise<Fetched> {
  const { clock, random } = deps;
  const duties = takeLock(dir, "duties");
  if (duties === undefined) {
    throw new StoreError("store/locked", `Another program is at work in ${dir}: try again.`, {
      facts: { trouble: "at-work", place: dir },
    });
  }
  // A power cut may have left them there: the store has them.
  forgetPending(dir);
  const ledger = openLedger(dir, deps);
  if (!isOffice && isPastLong(ledger)) ledger.present.want("everything");
  const { promise, resolve, reject } = Promise.withResolvers<Fetched>();
  const mesh = createResidentMesh({
    dir,
    ledger,
    clock,
    random,
    steadyMs: systemSteadyMs,
    host: readMeshHost(),
    isOpen: false,
    hasDuties: () => true,
    onFault: reject,
  });
  let cancel: (() => void) | undefined;
  let sells = false;
  let readySinceMs = Number.POSITIVE_INFINITY;
  let connectedAtMs = systemSteadyMs();

  function look(): void {
    try {
      lookOnce();
    } catch (cause) {
      reject(cause);
    }
  }

  function lookOnce(): void {
    const view = mesh.view();
    const connected = view?.peers.filter((peer) => peer.isConnected) ?? [];
    const tellers = connected.filter((peer) => isOffice || peer.lacksSameSecrets);
    const isHeard = tellers.some((peer) => isOffice || peer.hasSecrets);
    const nowMs = systemSteadyMs();
    const past = pastProgress(ledger);
    const hasToday = ledger.present.facts() !== undefined;
    // Without the secrets nobody could sign in. Secrets of which nothing was received yet aren't
    // waited for.
    sells ||= tellers.length > 0 && canSell(ledger);
    if (sells && past === undefined) readySinceMs = Math.min(readySinceMs, nowMs);
    if (connected.length > 0) connectedAtMs = nowMs;
    onProgress({ past, canSell: sells, isSilent: nowMs - connectedAtMs >= SILENT_MS });
    if (isHeard && sells && hasToday) {
      if (past !== undefined) acceptPast(ledger);
      resolve("today");
    } else if (isHeard && sells && past === undefined && view?.catchUp === null) {
      // The other till looks whether all has come, too.
      cancel = clock.after(LINGER_MS, () => {
        resolve("whole");
      });
    } else if (sells && (signal.aborted || !waits)) {
      if (past !== undefined) acceptPast(ledger);
      resolve(past === undefined ? "sells" : "behind");
    } else if (signal.aborted) resolve("too-little");
    else if (nowMs - readySinceMs >= NEWS_PATIENCE_MS) resolve("sells");
    else cancel = clock.after(LOOK_EVERY_MS, look);
  }

  try {
    mesh.begin({ onChange: () => undefined, onLog: () => undefined });
    look();
    const fetched = await promise;
    if (fetched !== "too-little") endHearing(dir);
    return fetched;
  } finally {
    cancel?.();
    await mesh.close();
    while (ledger.foldSome());
    ledger.flush();
    ledger.close();
    duties.release();
  }
}

const LOOK_EVERY_MS = 100;
const LINGER_MS = 1000;
