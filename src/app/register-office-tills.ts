/** The tills of the shop behind a person in the back office: shut out, invited, and where they are. */

import { sumMinor } from "../domain/amounts.ts";
import { deviceName } from "../domain/commands/change-device.ts";
import { type Refusal as RefusalFacts } from "../domain/commands/refusal.ts";
import { type DeviceId } from "../domain/identity.ts";
import { err, ok, type Result } from "../domain/result.ts";
import { readStaffMember } from "../domain/staff.ts";
import { type Refusal } from "../tui/refusal-port.ts";
import { type OfficeTills, type ShopTill, type TypedAddress } from "../tui/tills-port.ts";
import { listDevices, revokeDevice } from "./devices.ts";
import { leftBehind } from "./left-behind.ts";
import {
  addStaticAddress,
  knownAddresses,
  removeStaticAddress,
  typedAddress,
} from "./mesh-places.ts";
import { tillName } from "./mesh-report.ts";
import { wallToText } from "./order-json.ts";
import { type Desk } from "./register-desk.ts";
import { invitationActions } from "./register-invitation.ts";
import { shopTills } from "./register-tills.ts";
import { orNoRoom } from "./store-errors.ts";

export function officeTills(desk: Desk): OfficeTills {
  const { till, open } = desk;
  return {
    list: () => [...shopTills(open), ...shutOutTills(desk)],
    remains: (device) => (may(desk).ok ? remainsOf(desk, device) : undefined),
    shutOut: (device, reason) => {
      if (device === till.ledger.identity.key.device) throw new Error("No till shuts itself out.");
      return written(desk, () => revokeDevice(till, desk.actor, { device, reason }));
    },
    ...addressActions(desk),
    ...invitationActions(desk),
  };
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
    heardUntil: heardUntil && wallToText(heardUntil).slice(0, MINUTES_LENGTH).replace("T", " "),
    openOrders: openOrders.length,
    due: sumMinor(openOrders, (order) => order.due),
    cash,
  };
}

/** `2026-11-20T14:02`. */
const MINUTES_LENGTH = 16;

function addressActions(
  desk: Desk,
): Pick<OfficeTills, "addresses" | "readAddress" | "addAddress" | "removeAddress"> {
  const { ledger } = desk.till;
  return {
    addresses: () =>
      knownAddresses(ledger.store)
        .filter(({ sources }) => sources.includes("static"))
        .map(({ address, device }) => lookedAt(desk, { address, device })),
    readAddress: typedAddress,
    addAddress: (address) => {
      const allowed = may(desk);
      if (!allowed.ok) return allowed;
      const done = orNoRoom(() => ({ outcome: addStaticAddress(ledger, address) }), desk.locale());
      if (typeof done === "string") return err({ message: done });
      return ok(done.outcome !== "too-many");
    },
    removeAddress: (address) => {
      const allowed = may(desk);
      if (!allowed.ok) return allowed;
      const done = orNoRoom(() => removeStaticAddress(ledger, address), desk.locale());
      return typeof done === "string" ? err({ message: done }) : ok(undefined);
    },
  };
}

/** What has come of it, as far as somebody is connected here. */
function lookedAt(
  { till: { ledger }, open }: Desk,
  { address, device }: { readonly address: string; readonly device: DeviceId | null },
): TypedAddress {
  const tried = open.printing.mesh()?.addresses.find((other) => other.address === address);
  const led = tried?.device ?? device;
  const leadsTo = led === null ? undefined : tillName(ledger.admission(), led);
  if (tried?.state === "not needed") return { address, leadsTo, found: "connected" };
  const ends = { unreachable: "nobody", stranger: "stranger", ourselves: "ourselves" } as const;
  const { lastEnd = null } = tried ?? {};
  return { address, leadsTo, found: lastEnd === null ? "unknown" : ends[lastEnd] };
}

/** Where this box looks is in no event, so that nobody could vouch for it. */
function may(desk: Desk): Result<undefined, Refusal> {
  const { till, actor } = desk;
  const member = till.ledger.read((view) => readStaffMember(view, actor.number));
  if (member?.permissions.has("devices") === true) return ok(undefined);
  return desk.refused({
    type: "permission/missing",
    permission: "devices",
    staff: actor.number,
  });
}

function written(desk: Desk, work: () => Result<unknown, RefusalFacts>): Result<void, Refusal> {
  const prepared = desk.prepare();
  if (!prepared.ok) return prepared;
  const done = orNoRoom(work, desk.locale());
  if (typeof done === "string") return err({ message: done });
  return done.ok ? ok(undefined) : desk.refused(done.fault);
}
