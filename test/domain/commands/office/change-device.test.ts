import { describe, expect, test } from "vitest";

import { type Decision, type DecisionContext } from "../../../../src/domain/commands/decision.ts";
import {
  decidePromoteDevice,
  decideRevokeDevice,
  type RevocationWish,
} from "../../../../src/domain/commands/office/change-device.ts";
import { deviceRevokedSchema } from "../../../../src/domain/events/control-events.ts";
import { PERMISSIONS } from "../../../../src/domain/events/permission.ts";
import {
  type ChainEnd,
  deviceOf,
  type Hash,
  toOrigin,
  toStreamId,
} from "../../../../src/domain/identity.ts";
import { type LedgerView } from "../../../../src/domain/ledger-view.ts";
import { type AdmittedDevice } from "../../../../src/domain/membership/admission.ts";
import { emptyEntry } from "../../../../src/domain/state/entry-state.ts";
import { createShop } from "../../../support/shop.ts";
import { originOf } from "../../../support/told.ts";

const [A, B, C] = ["A", "B", "C"].map((letter) => deviceOf(originOf(letter))) as [
  AdmittedDevice["device"],
  AdmittedDevice["device"],
  AdmittedDevice["device"],
];
/** Of a shop without printers. */
const NO_PRINTERS = {
  state: () => emptyEntry,
  tagged: () => [],
  revision: () => 0,
} as unknown as LedgerView;
const FOUNDER = admitted("A", { authority: true });
const TILL = admitted("B");

describe("a promotion", () => {
  test("is an authority's word about a till that is none", () => {
    expect(promote(B, [FOUNDER, TILL])).toEqual({
      ok: true,
      value: [{ kind: "device/promoted", streams: [], body: { device: B } }],
    });
  });

  test.each([
    ["an authority", [FOUNDER, admitted("B", { authority: true })], "device/already-authority"],
    ["who is revoked", [FOUNDER, admitted("B", { revoked: true })], "device/already-revoked"],
    ["a stranger", [FOUNDER], "device/unknown"],
  ] as const)("of %s is refused", (_, devices, type) => {
    expect(promote(B, devices)).toMatchObject({ fault: { type } });
  });

  test("is refused on a till without authority, and to who may not change devices", () => {
    expect(promote(B, [admitted("A"), TILL])).toMatchObject({
      fault: { type: "chain/no-authority" },
    });
    expect(
      promote(
        B,
        [FOUNDER, TILL],
        PERMISSIONS.filter((one) => one !== "devices"),
      ),
    ).toEqual({
      ok: false,
      fault: { type: "permission/missing", permission: "devices", staff: "1" },
    });
  });
});

describe("a revocation", () => {
  test("names every chain of the device as far as it is here, and no other one's", () => {
    const ends = [end("A", 9), end("B", 7), end("B", 3, 1), end("B", 5, 2)];

    const decision = revoke({ device: B, ends });

    expect(headsOf(decision)).toEqual([ends[1], ends[3], ends[2]]);
  });

  test("of a device with more chains than an act can name still fits into one", () => {
    const ends = Array.from({ length: 300 }, (_, n) => end("B", n + 1, n));

    const heads = headsOf(revoke({ device: B, ends }));

    expect(heads).toHaveLength(200);
    expect(Math.min(...heads.map(({ seq }) => seq))).toBe(101);
  });

  test("of oneself needs another authority, one that is not revoked", () => {
    const left = admitted("C", { authority: true, revoked: true });
    const other = admitted("C", { authority: true });

    expect(revoke({ device: A }, [FOUNDER, TILL])).toMatchObject({
      fault: { type: "device/last-authority" },
    });
    expect(revoke({ device: A }, [FOUNDER, left])).toMatchObject({
      fault: { type: "device/last-authority" },
    });
    expect(revoke({ device: A }, [FOUNDER, other])).toMatchObject({ ok: true });
    expect(revoke({ device: C }, [FOUNDER, other])).toMatchObject({ ok: true });
  });

  test("leaves no printer with a till that is shut out", () => {
    using shop = createShop();
    const printer = toStreamId("printer", "kitchen");
    const body = { set: { till: B }, over: {} };
    shop.a.write({ kind: "printer/set", streams: [printer], body });

    const decision = shop.a.ledger().read((view) => revoke({ device: B, view }));

    expect(decision).toMatchObject({
      value: [{ kind: "device/revoked" }, { kind: "printer/handed", body: { to: null } }],
    });
  });

  test("needs a reason that others can read", () => {
    expect(revoke({ device: B, reason: " " })).toMatchObject({
      fault: { type: "device/reason-needed" },
    });
    expect(revoke({ device: B, reason: "x".repeat(201) })).toMatchObject({
      fault: { type: "text/too-long", max: 200 },
    });
  });

  test("is refused twice, and of strangers", () => {
    const gone = admitted("B", { revoked: true });

    expect(revoke({ device: B }, [FOUNDER, gone])).toMatchObject({
      fault: { type: "device/already-revoked" },
    });
    expect(revoke({ device: C })).toMatchObject({ fault: { type: "device/unknown" } });
  });
});

function promote(
  device: AdmittedDevice["device"],
  devices: ReadonlyArray<AdmittedDevice>,
  permissions: ReadonlyArray<(typeof PERMISSIONS)[number]> = PERMISSIONS,
): Decision {
  return decidePromoteDevice(context(permissions), { device, devices: byId(devices) });
}

function revoke(
  {
    view = NO_PRINTERS,
    ...wish
  }: Pick<RevocationWish, "device"> & Partial<RevocationWish> & { readonly view?: LedgerView },
  devices: ReadonlyArray<AdmittedDevice> = [FOUNDER, TILL],
): Decision {
  const defaults = { ends: [], reason: "stolen", devices: byId(devices) };
  return decideRevokeDevice({ ...context(), view }, { ...defaults, ...wish });
}

function headsOf(decision: Decision): ReadonlyArray<ChainEnd> {
  if (!decision.ok) throw new Error(JSON.stringify(decision.fault));
  return deviceRevokedSchema().parse(decision.value[0]?.body).heads;
}

function byId(devices: ReadonlyArray<AdmittedDevice>) {
  return new Map(devices.map((one) => [one.device, one]));
}

function admitted(letter: string, change: Partial<AdmittedDevice> = {}): AdmittedDevice {
  const device = deviceOf(originOf(letter));
  const keys = { linkKeys: [], sealKeys: [] };
  const usual = {
    name: `Till ${letter}`,
    rights: ["till"],
    authority: false,
    revoked: false,
    ...keys,
  };
  return { device, code: letter, ...usual, ...change };
}

function end(letter: string, seq: number, incarnation = 0): ChainEnd {
  const origin = toOrigin(deviceOf(originOf(letter)), String(incarnation).padStart(13, "0"));
  return { origin, seq, hash: String(seq).padStart(64, "0") as Hash };
}

/** Only what these decisions look at. */
function context(permissions: ReadonlyArray<(typeof PERMISSIONS)[number]> = PERMISSIONS) {
  const staff = { number: "1", permissions: new Set(permissions) };
  return { device: A, staff } as unknown as DecisionContext;
}
