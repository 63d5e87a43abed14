/**
 * Stage 1 over what is stored: who belongs to the shop, and which transactions count for it.
 *
 * Each device is named by the hash of its key, so an act that gives a device another key is void
 * from the start: nobody can speak in another device's name, or take its voice away.
 */

import {
  type Admission,
  admittedDevices,
  type AdmittedDevice,
  mayWrite,
} from "../domain/admission.ts";
import { type ShopFounded } from "../domain/events/control-events.ts";
import { type KnownEvent } from "../domain/events/kinds.ts";
import { type DeviceId, deviceOf, type Origin } from "../domain/identity.ts";
import { deviceIdOf } from "./chain.ts";
import { isControl, type StoredTransaction } from "./stored-transaction.ts";

export interface StageOne {
  /** Takes control acts in, in any order; returns the devices whose rights changed by them. */
  readonly note: (transaction: StoredTransaction) => ReadonlyArray<DeviceId>;
  readonly admission: () => Admission;
  readonly founding: () => ShopFounded | undefined;
  /** Raw public key of a device with any stored enrolment, whether it counts or not. */
  readonly keyOf: (device: DeviceId) => string | undefined;
  /** Whether a transaction counts. Ask in the order of its chain: a refused one bars the rest. */
  readonly isAdmitted: (transaction: StoredTransaction) => boolean;
  /** From which seq on an origin is barred. */
  readonly barred: () => ReadonlyMap<Origin, number>;
  /** Everybody is asked anew. */
  readonly forgetBarred: () => void;
}

export function createStageOne(
  founder: DeviceId,
  barredBefore: Iterable<readonly [Origin, number]> = [],
): StageOne {
  const keys = new Map<DeviceId, string>();
  const barred = new Map<Origin, number>(barredBefore);
  const acts: KnownEvent[] = [];
  let admission: Admission = new Map();

  return {
    note: (transaction) => {
      // Trade says nothing of devices; sorting all acts anew for each sale took minutes a year.
      if (!isControl(transaction)) return [];
      for (const { known } of transaction.events) {
        if (known === undefined || !namesItsKey(known)) continue;
        acts.push(known);
        if (known.kind === "shop/founded" || known.kind === "device/enrolled") {
          keys.set(known.body.device, known.body.key);
        }
      }
      const before = admission;
      admission = admittedDevices(founder, acts);
      return changedRights(before, admission);
    },
    admission: () => admission,
    founding: () => acts.find(isFounding(founder))?.body,
    keyOf: (device) => keys.get(device),
    isAdmitted: ({ origin, first, events }) => {
      const from = barred.get(origin);
      if (from !== undefined && from <= first) return false;
      const device = admission.get(deviceOf(origin));
      if (device === undefined) return false;
      if (events.every(({ event }) => mayWrite(device, event.kind))) return true;
      barred.set(origin, first);
      return false;
    },
    barred: () => barred,
    forgetBarred: () => {
      barred.clear();
    },
  };
}

function namesItsKey(act: KnownEvent): boolean {
  switch (act.kind) {
    case "shop/founded":
    case "device/enrolled":
      return deviceIdOf(act.body.key) === act.body.device;
    default:
      return true;
  }
}

type Founding = Extract<KnownEvent, { readonly kind: "shop/founded" }>;

function isFounding(founder: DeviceId): (act: KnownEvent) => act is Founding {
  return (act): act is Founding =>
    act.kind === "shop/founded" && deviceOf(act.key.origin) === founder;
}

function changedRights(before: Admission, after: Admission): ReadonlyArray<DeviceId> {
  return [...after.keys()].filter(
    (device) => rightsText(before.get(device)) !== rightsText(after.get(device)),
  );
}

function rightsText(device: AdmittedDevice | undefined): string {
  return JSON.stringify(device?.rights);
}
