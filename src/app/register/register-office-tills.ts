/** The tills of the shop behind a person in the back office: shut out, invited, and where they are. */

import { err, ok, type Result } from "../../domain/base/result.ts";
import { deviceName } from "../../domain/commands/office/change-device.ts";
import { type Refusal as RefusalFacts } from "../../domain/commands/refusal.ts";
import { type DeviceId } from "../../domain/identity.ts";
import { sumMinor } from "../../domain/money/amounts.ts";
import { readStaffMember } from "../../domain/people/staff.ts";
import { momentText } from "../../domain/text/clock-text.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { type Refusal } from "../../tui/ports/refusal-port.ts";
import {
  type OfficeTills,
  type ShopTill,
  type TillAddress,
  type TillInvitation,
} from "../../tui/ports/tills-port.ts";
import { meshChangeWords } from "../../words/made/meshChange/all.ts";
import { checkRecoveryCode, readSheetCode } from "../backup/recovery-check.ts";
import { type MeshView } from "../membership/mesh-view.ts";
import {
  canPromoteBySheet,
  mayDecide,
  listDevices,
  promoteBySheet,
  promoteDevice,
  revokeDevice,
} from "../mesh/devices.ts";
import { leftBehind } from "../mesh/left-behind.ts";
import {
  addStaticAddress,
  knownAddresses,
  removeStaticAddress,
  typedAddress,
} from "../mesh/mesh-addresses.ts";
import {
  endInvitation,
  type InvitationLook,
  inviteTill,
  lookAtInvitation,
  mayInvite,
} from "../mesh/mesh-invitation.ts";
import { tillName } from "../mesh/mesh-report.ts";
import { ownAddresses } from "../mesh/own-addresses.ts";
import { shopTills } from "../mesh/register-tills.ts";
import { canAnswer, sparedActs } from "../mesh/spared-acts.ts";
import { costShown } from "../mesh/till-cost-text.ts";
import { tillCosts } from "../mesh/till-costs.ts";
import { codeSlip, printSlip } from "../papers/invite-slip.ts";
import { tryStore, tryStoreAsync } from "../store-errors.ts";
import { refusalSentence } from "./refusal-sentence.ts";
import { isVouchedFor } from "./register-approval.ts";
import { type Desk } from "./register-desk.ts";

export function officeTills(desk: Desk): OfficeTills {
  const { till, open } = desk;
  let lastShutOut: DeviceId | undefined;
  return {
    list: () => [...shopTills(open), ...shutOutTills(desk)],
    remains: (device) => (hasDevices(desk) ? remainsOf(desk, device) : undefined),
    cost: (device) => (hasDevices(desk) ? costOf(desk, device) : undefined),
    shutOut: (device, reason) => {
      if (device === till.ledger.identity.key.device) throw new Error("No till shuts itself out.");
      const done = written(desk, () => revokeDevice(till, desk.actor, { device, reason }));
      if (done.ok) lastShutOut = device;
      return done;
    },
    // Otherwise an approval is asked for once the till and the reason are known.
    mayShutOut: () => (isVouchedFor(till, "devices") ? ok(undefined) : mayChangeDevices(desk)),
    canAnswer: (device) => canAnswer(till.ledger, device),
    decided: (device) =>
      sparedActs(till.ledger, device).map(({ kind, name, device: about }) => ({
        what: WHAT[kind],
        device: about,
        till: name,
      })),
    canPromote: (device) => canPromote(desk, device),
    promote: (device) => written(desk, () => promoteDevice(till, desk.actor, device)),
    mayDecide: () => mayDecide(till),
    ...sheetActions(desk),
    ...addressActions(desk),
    ...invitationActions(desk, () => lastShutOut),
  };
}

function sheetActions(
  desk: Desk,
): Pick<OfficeTills, "canPromoteBySheet" | "sheetFault" | "promoteBySheet"> {
  const { till } = desk;
  const { ledger } = till;
  return {
    canPromoteBySheet: (device) => canPromoteBySheet(ledger, device),
    sheetFault: (typed) => {
      const read = readSheetCode(ledger, typed);
      return read.ok ? undefined : read.fault;
    },
    promoteBySheet: (device, typed) =>
      written(desk, () => {
        const code = checkRecoveryCode(ledger, typed, till.days().suggested);
        if (!code.ok) throw new Error("The code of the sheet has a fault that nobody was told of.");
        return promoteBySheet(till, desk.actor, { device, code: code.value });
      }),
  };
}

const WHAT = {
  "device/enrolled": "took-in",
  "device/promoted": "promoted",
  "device/revoked": "shut-out",
} as const;

/** Whether this till may promote the other one: only an authority can. */
function canPromote({ till: { ledger } }: Desk, device: DeviceId): boolean {
  const devices = ledger.admission();
  const self = devices.get(ledger.identity.key.device);
  const other = devices.get(device);
  return self?.authority === true && other?.authority === false && !other.revoked;
}

function shutOutTills({ till }: Desk): ReadonlyArray<ShopTill> {
  const gone = [...till.ledger.admission().values()].filter(({ revoked }) => revoked);
  return gone
    .toSorted((one, other) => (one.code < other.code ? -1 : 1))
    .filter(({ device }) => device !== till.ledger.identity.key.device)
    .map((device) => ({
      device: device.device,
      name: deviceName(device),
      link: { type: "shut-out" },
      clock: undefined,
      misbehaves: false,
    }));
}

function remainsOf({ till }: Desk, device: DeviceId): ReturnType<OfficeTills["remains"]> {
  const target = listDevices(till).find((other) => other.device === device);
  if (target === undefined) return undefined;
  const { heardUntil, openOrders, cash } = leftBehind(till, target);
  return {
    heardUntil: heardUntil && momentText(heardUntil),
    openOrders: openOrders.length,
    due: sumMinor(openOrders, (order) => order.due),
    cash,
  };
}

function costOf({ till, open, locale }: Desk, device: DeviceId): ReturnType<OfficeTills["cost"]> {
  const cost = tillCosts(till.ledger, open.printing.mesh())(device);
  return costShown(cost, wordsIn(meshChangeWords, locale()).cost, locale());
}

function addressActions(
  desk: Desk,
): Pick<OfficeTills, "addresses" | "readAddress" | "addAddress" | "removeAddress"> {
  const { ledger } = desk.till;
  return {
    addresses: () => {
      const addresses = knownAddresses(ledger.store);
      const tried = desk.open.printing.mesh()?.addresses ?? [];
      const others = tried.filter((one) =>
        addresses.every(({ address }) => address !== one.address),
      );
      return [...addresses, ...others].map((one) => lookedAt(desk, one));
    },
    readAddress: typedAddress,
    addAddress: (address) => {
      const allowed = mayChangeDevices(desk);
      if (!allowed.ok) return allowed;
      const done = tryStore(() => ({ outcome: addStaticAddress(ledger, address) }), desk.locale());
      if (typeof done === "string") return err({ message: done });
      return ok(done.outcome !== "too-many");
    },
    removeAddress: (address) => {
      const allowed = mayChangeDevices(desk);
      if (!allowed.ok) return allowed;
      const done = tryStore(() => removeStaticAddress(ledger, address), desk.locale());
      return typeof done === "string" ? err({ message: done }) : ok(undefined);
    },
  };
}

/** The sources of an address; of several the first one here is shown. */
const FROM = [
  ["static", "typed"],
  ["remembered", "remembered"],
  ["told", "told"],
] as const;

/** Returns the state of an address, as far as a process is connected here. */
function lookedAt(
  { till: { ledger }, open }: Desk,
  {
    address,
    device,
    sources,
  }: Pick<MeshView["addresses"][number], "address" | "device" | "sources">,
): TillAddress {
  const from = FROM.find(([source]) => sources.includes(source))?.[1] ?? "heard";
  const tried = open.printing.mesh()?.addresses.find((other) => other.address === address);
  const led = tried?.device ?? device;
  const leadsTo = led === null ? undefined : tillName(ledger.admission(), led);
  if (tried?.state === "not needed") return { address, from, leadsTo, found: "connected" };
  const ends = { unreachable: "nobody", stranger: "stranger", ourselves: "ourselves" } as const;
  const { lastEnd = null } = tried ?? {};
  return { address, from, leadsTo, found: lastEnd === null ? "unknown" : ends[lastEnd] };
}

/**
 * Asks for the right by the person alone: addresses and backups are in no event, so nobody could
 * approve the change.
 */
export function mayChangeDevices(desk: Desk): Result<undefined, Refusal> {
  if (hasDevices(desk)) return ok(undefined);
  return desk.refused({
    type: "permission/missing",
    permission: "devices",
    staff: desk.actor.number,
  });
}

function hasDevices({ till, actor }: Desk): boolean {
  const member = till.ledger.read((view) => readStaffMember(view, actor.number));
  return member?.permissions.has("devices") === true;
}

function written(desk: Desk, work: () => Result<unknown, RefusalFacts>): Result<void, Refusal> {
  const prepared = desk.prepare();
  if (!prepared.ok) return prepared;
  const done = tryStore(work, desk.locale());
  if (typeof done === "string") return err({ message: done });
  return done.ok ? ok(undefined) : desk.refused(done.fault);
}

type Made = { readonly id: string } & Pick<TillInvitation, "code" | "slip">;

/**
 * The invitation of one more box, behind a person in the back office. Its code is known to them alone, as
 * long as they are here: no screen and no file keeps it.
 */
function invitationActions(
  desk: Desk,
  /** The till that was shut out here last: the new one comes in its place. */
  replaced: () => DeviceId | undefined,
): Pick<OfficeTills, "mayInvite" | "invite" | "invitation" | "endInvitation"> {
  const { till, open, random } = desk;
  const { ledger } = till;
  let made: Made | undefined;

  function look(): InvitationLook | undefined {
    return lookAtInvitation(ledger, open.clock.nowMs());
  }

  /** Only the person's own right counts for an invitation, because the inviter answers for who comes. */
  function may(): Result<void, Refusal> {
    const allowed = mayInvite(till, desk.actor);
    if (allowed.ok) return allowed;
    return err({ message: refusalSentence(allowed.fault, till, desk.locale()) });
  }

  async function make(): Promise<Result<Made, Refusal>> {
    const code = await inviteTill(till, desk.actor, {
      random,
      nowMs: open.clock.nowMs(),
      replaces: replaced(),
    });
    if (!code.ok) return err({ message: refusalSentence(code.fault, till, desk.locale()) });
    const printed = await printSlip(open, codeSlip(open, code.value));
    const slip: Made["slip"] = printed.ok
      ? {
          type: "printed",
          printer: printed.value.printer,
          isFile: printed.value.file !== undefined,
        }
      : printed.fault;
    return ok({ id: look()?.id ?? "", code: code.value, slip });
  }

  return {
    mayInvite: may,
    invite: async () => {
      const prepared = desk.prepare();
      if (!prepared.ok) return prepared;
      const done = await tryStoreAsync(make, desk.locale());
      if (typeof done === "string") return err({ message: done });
      if (!done.ok) return done;
      made = done.value;
      return ok(undefined);
    },
    invitation: () => {
      const now = look();
      return now && shown(desk, now, now.id === made?.id ? made : undefined);
    },
    endInvitation: () => {
      const now = look();
      const isOpen = now?.state === "open" && now.id === made?.id;
      const full = isOpen ? tryStore(() => endInvitation(ledger), desk.locale()) : undefined;
      // The code is shown as long as somebody can join by it.
      if (typeof full === "string") return err({ message: full });
      made = undefined;
      return ok(isOpen);
    },
  };
}

/** Returns an invitation of another process or person as long as it can be used. */
function shown(
  { till, open }: Desk,
  { id, state, endsAtMs, failedProofs, joined, declined }: InvitationLook,
  made: Made | undefined,
): TillInvitation | undefined {
  const awaits = open.printing.mesh()?.awaits ?? undefined;
  const newcomer = joined && till.ledger.admission().get(joined);
  const port = awaits?.id === id ? awaits.port : undefined;
  const facts = {
    code: made?.code,
    slip: made?.slip,
    endsAtMs,
    wrongCodes: failedProofs,
    port,
    places: port === undefined ? [] : ownAddresses(port),
    joined: newcomer && deviceName(newcomer),
  };
  if (state === "open") return { ...facts, state: awaits?.id === id ? "open" : "opening" };
  const isRecent = made !== undefined || open.clock.nowMs() < endsAtMs;
  if (!isRecent) return undefined;
  if (facts.joined !== undefined) return { ...facts, state: "joined" };
  if (declined !== undefined) return { ...facts, state: "declined" };
  if (state === "burnt") return { ...facts, state: "burnt" };
  return made && { ...facts, state: "over" };
}
