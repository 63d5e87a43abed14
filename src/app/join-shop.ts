/**
 * A new box joins a shop: it proves that it knows the code, is given a certificate and its letters, and
 * makes an empty store that hears everything from the others.
 */

import { assertNever } from "../domain/assert-never.ts";
import { err, ok, type Result } from "../domain/result.ts";
import { deviceKeyFromSeed } from "../ledger/chain.ts";
import { takeLock } from "../ledger/exclusive-lock.ts";
import { joinLedger, openLedger, type StoreDeps } from "../ledger/open-ledger.ts";
import { StoreError } from "../ledger/store-error.ts";
import { type Address, addressText, readAddress } from "../mesh/address.ts";
import { findInvitation, type FindInvitationFault } from "../mesh/find-invitation.ts";
import { type InviteCode, inviteSecretOf, parseInviteCode } from "../mesh/invite-code.ts";
import { joinShop as pair, type JoinShopFault, type JoinTry } from "../mesh/pairing-client.ts";
import { type RefusalReason } from "../mesh/pairing-messages.ts";
import { codeSentence } from "./code-sentence.ts";
import { inFoundingFolder, refuseSecondShop } from "./founding-folder.ts";
import { canSell, type JoiningShop, joiningShopSchema } from "./joining-shop.ts";
import { keepLinkIdentity, linkKeyPairOf, namesOf } from "./mesh-keys.ts";
import { addressMemory, USUAL_PORT } from "./mesh-places.ts";
import { type MeshView } from "./mesh-view.ts";
import { forgetPending, pendingBox } from "./pending-join.ts";
import { createResidentMesh } from "./resident-mesh.ts";
import { systemSteadyMs } from "./system-clock.ts";
import { readMeshHost } from "./system-environment.ts";

export interface JoinWish {
  readonly dir: string;
  readonly deviceName: string;
  readonly code: InviteCode;
  /** Where the till that has invited awaits this box; it is looked for by multicast when it is missing. */
  readonly at?: Address;
  readonly onLooking: (secondsLeft: number) => void;
  /** The other side knows the code too. */
  readonly onProved: () => void;
}

/** A sentence for whoever typed or scanned. */
export function readInvite(text: string): Result<InviteCode, string> {
  const code = parseInviteCode(text);
  return code.ok ? code : err(codeSentence(code.fault));
}

/** `HOST:PORT`, or a host on whose usual port the box is awaited; undefined when it is neither. */
export function readPlace(text: string): Address | undefined {
  return readAddress(text) ?? readAddress(`${text}:${USUAL_PORT + 1}`);
}

/**
 * Throws StoreError when the folder holds a ledger already. A fault is a sentence, and leaves no store.
 */
export async function joinTheShop(
  wish: JoinWish,
  deps: StoreDeps,
): Promise<Result<JoiningShop, string>> {
  const { dir, deviceName, code, onProved } = wish;
  const { random, clock } = deps;
  refuseSecondShop(dir);
  const invite = await inviteSecretOf(code);
  const found = await placesOf(wish, invite.id, deps);
  if (!found.ok) return found;
  const done = await inFoundingFolder(dir, async (folder) => {
    const { seed, keys, isKept } = await pendingBox(dir, deps);
    const joined = await pair({
      invite,
      signer: deviceKeyFromSeed(seed),
      sealKey: namesOf(keys).sealKey,
      name: deviceName,
      shopSchema: joiningShopSchema,
      addresses: found.value,
      keys: linkKeyPairOf(keys),
      clock,
      random,
      onProved,
    });
    if (!joined.ok) {
      if (!mayBelong(joined.fault, isKept)) forgetPending(dir);
      return err(joinSentence(joined.fault));
    }
    const { roots, certificate, peer, shop } = joined.value;
    const ledger = joinLedger(folder, { ...shop, seed }, deps);
    try {
      keepLinkIdentity(ledger.store, keys, { certificate, roots });
      // Nobody typed it for good: once the till is found elsewhere, this place is forgotten.
      addressMemory(ledger.store).save([{ ...peer, device: shop.inviter }]);
    } finally {
      ledger.close();
    }
    return ok(shop);
  });
  if (done.ok) forgetPending(dir);
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

async function placesOf(
  { at, onLooking }: JoinWish,
  inviteId: string,
  { clock, random }: StoreDeps,
): Promise<Result<ReadonlyArray<Address>, string>> {
  if (at !== undefined) return ok([at]);
  const found = await findInvitation(inviteId, {
    clock,
    random,
    onProgress: ({ elapsedMs, patienceMs }) => {
      onLooking(Math.ceil((patienceMs - elapsedMs) / SECOND_MS));
    },
  });
  return found.ok ? found : err(notFoundSentence(found.fault));
}

const SECOND_MS = 1000;

function notFoundSentence(fault: FindInvitationFault): string {
  const by = "Or name the other box: till join --at HOST";
  if (fault.type === "discovery/silent") {
    return `This box can hear nobody by multicast (${fault.silence}): check its cable. ${by}`;
  }
  return fault.othersHeard === 0
    ? `Nobody at all is heard by multicast, as if the network filtered it. ${by}`
    : `No till here has this code: it is mistyped, used, or older than ten minutes. Read it again, or invite anew. ${by}`;
}

function joinSentence(fault: JoinShopFault): string {
  switch (fault.type) {
    case "join/nowhere":
      return nowhereSentence(fault.tries);
    case "join/declined":
      return fault.message === ""
        ? `The till that has invited refuses (${fault.reason}): invite anew.`
        : `The till that has invited refuses: ${fault.message}`;
    case "join/broken-off":
      return `The connection broke off (${fault.reason}); the code is used up: invite anew, and join here again. If this box is a till of the shop already, it stays that one.`;
    case "join/unfit":
      return "What the other till told doesn't fit: update both to the same version.";
    default:
      return assertNever(fault, "fault of joining");
  }
}

function nowhereSentence(tries: ReadonlyArray<JoinTry>): string {
  const faults = tries.map(({ fault }) => fault);
  if (faults.some(({ type }) => type === "join/impostor")) {
    return "Somebody there pretends to have invited this box: nothing was told to them. Try elsewhere.";
  }
  const refused = faults.find((fault) => fault.type === "join/refused");
  if (refused !== undefined) return REFUSED[refused.reason];
  const other = tries.find(({ fault }) => fault.type === "join/other-invitation") ?? tries[0];
  const place = other === undefined ? "" : ` at ${addressText(other.address)}`;
  if (other?.fault.type === "join/other-invitation") {
    return `The till${place} awaits a box with another code: this one is mistyped, used, or older than ten minutes. Read it again, or invite anew.`;
  }
  return `Nobody awaits this box${place}: is the invitation open, and the box reachable?`;
}

const REFUSED: Readonly<Record<RefusalReason, string>> = {
  "wrong-code": "The code is wrong: type it again, as it stands on the other box.",
  expired:
    "The till there awaits nobody any more: an invitation is good for ten minutes. Invite anew.",
  used: "The invitation there has been used: each lets one box in. Invite anew.",
  burnt: "A wrong code was tried five times, so this one is void: invite anew.",
  "bad-request": "The other till doesn't understand this one: update both to the same version.",
  declined: "The till that has invited refuses.",
};

export interface Fetching {
  readonly onProgress: (progress: FetchProgress) => void;
  /** Once it can sell: so long is the rest waited for. */
  readonly restPatienceMs: number;
  /** Gives up; what has come stays. */
  readonly signal: AbortSignal;
}

export interface FetchProgress {
  readonly view: MeshView | undefined;
  /** Who may sign in and what is sold is here, as of a while ago at least. */
  readonly canSell: boolean;
}

/** `whole`: as far as the others are heard. `sells`: the rest comes while it does. */
export type Fetched = "whole" | "sells" | "too-little";

/** Hears the shop until the box has all of it, or can sell and the rest takes its time, or it is given up. */
export async function fetchShop(
  dir: string,
  { onProgress, restPatienceMs, signal }: Fetching,
  deps: StoreDeps,
): Promise<Fetched> {
  const { clock, random } = deps;
  const duties = takeLock(dir, "duties");
  if (duties === undefined) {
    throw new StoreError("store/locked", `Another program is at work in ${dir}: try again.`);
  }
  const ledger = openLedger(dir, deps);
  const { promise, resolve, reject } = Promise.withResolvers<Fetched>();
  const mesh = createResidentMesh({
    dir,
    ledger,
    clock,
    random,
    steadyMs: systemSteadyMs,
    host: readMeshHost(),
    hasDuties: () => true,
    onFault: reject,
  });
  let cancel: (() => void) | undefined;
  let sellsSinceMs = Number.POSITIVE_INFINITY;

  function look(): void {
    try {
      lookOnce();
    } catch (cause) {
      reject(cause);
    }
  }

  function lookOnce(): void {
    const view = mesh.view();
    // Without the secrets nobody could sign in.
    const isHeard = view?.peers.some((peer) => peer.isConnected && peer.hasSecrets) === true;
    const nowMs = systemSteadyMs();
    if (isHeard && canSell(ledger)) sellsSinceMs = Math.min(sellsSinceMs, nowMs);
    const sells = sellsSinceMs <= nowMs;
    onProgress({ view, canSell: sells });
    if (isHeard && sells && view.catchUp === null) {
      // The other till looks whether all has come, too.
      cancel = clock.after(LINGER_MS, () => {
        resolve("whole");
      });
    } else if (signal.aborted) resolve(sells ? "sells" : "too-little");
    else if (nowMs - sellsSinceMs >= restPatienceMs) resolve("sells");
    else cancel = clock.after(LOOK_EVERY_MS, look);
  }

  try {
    mesh.begin({ onChange: () => undefined, onLog: () => undefined });
    look();
    return await promise;
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
