import { describe, expect, test } from "vitest";

import { type Decision, type DecisionContext } from "../../../../src/domain/commands/decision.ts";
import {
  decideEnrolDevice,
  inheritSettings,
} from "../../../../src/domain/commands/office/enrol-device.ts";
import { type Draft } from "../../../../src/domain/events/kinds.ts";
import { PERMISSIONS } from "../../../../src/domain/events/permission.ts";
import { type DeviceId, deviceOf, toStreamId } from "../../../../src/domain/identity.ts";
import { type AdmittedDevice } from "../../../../src/domain/membership/admission.ts";
import { readSetting } from "../../../../src/domain/settings/settings.ts";
import { createShop, synchroniseAll } from "../../../support/shop.ts";
import { originOf } from "../../../support/told.ts";

const NEWCOMER = "n".repeat(26) as DeviceId;
const FOUNDER = admitted("A", { authority: true });
const SECOND = admitted("B", { authority: true });
const THIRD = admitted("C", { authority: true });

describe("who may let others in", () => {
  test("are the first three tills of a shop, and nobody after them", () => {
    expect(kinds(enrol([FOUNDER]))).toEqual(["device/enrolled", "device/keyed", "device/promoted"]);
    expect(kinds(enrol([FOUNDER, SECOND]))).toContain("device/promoted");
    expect(kinds(enrol([FOUNDER, SECOND, THIRD]))).toEqual(["device/enrolled", "device/keyed"]);
  });

  test("is the next one again where one of them was shut out", () => {
    const gone = admitted("B", { authority: true, revoked: true });

    expect(kinds(enrol([FOUNDER, gone, THIRD]))).toContain("device/promoted");
  });

  test("is no box that nobody sells at", () => {
    expect(kinds(enrol([FOUNDER], { rights: ["kitchen"] }))).not.toContain("device/promoted");
  });
});

describe("letters", () => {
  test("are the founder's from A to Z, and go on with AA", () => {
    const all = Array.from("ABCDEFGHIJKLMNOPQRSTUVWXYZ", (letter) => admitted(letter));
    const shop = [FOUNDER, ...all.slice(1)];

    expect(codeOf(enrol([FOUNDER]))).toBe("B");
    expect(codeOf(enrol(shop.slice(0, 25)))).toBe("Z");
    expect(codeOf(enrol(shop))).toBe("AA");
  });

  test("of two authorities apart are never the same", () => {
    expect(codeOf(enrol([FOUNDER, SECOND], { author: SECOND }))).toBe("BA");
    expect(codeOf(enrol([FOUNDER, SECOND, admitted("BA")], { author: SECOND }))).toBe("BB");
  });

  test("of a till that was shut out are given to nobody else", () => {
    const gone = admitted("B", { revoked: true });

    expect(codeOf(enrol([FOUNDER, gone]))).toBe("C");
  });

  test("that would be too long are refused", () => {
    const far = admitted("BAAAAAAA", { authority: true });

    expect(enrol([FOUNDER, far], { author: far })).toMatchObject({
      fault: { type: "device/no-letters", name: far.name },
    });
  });
});

test("a till without authority lets nobody in, nor does who may not change devices", () => {
  const till = admitted("D");

  expect(enrol([FOUNDER, till], { author: till })).toMatchObject({
    fault: { type: "chain/no-authority" },
  });
  expect(
    enrol([FOUNDER], { permissions: PERMISSIONS.filter((one) => one !== "devices") }),
  ).toMatchObject({ fault: { type: "permission/missing", permission: "devices" } });
});

interface Enrolling {
  readonly author?: AdmittedDevice;
  readonly rights?: ReadonlyArray<string>;
  readonly permissions?: ReadonlyArray<(typeof PERMISSIONS)[number]>;
}

function enrol(
  devices: ReadonlyArray<AdmittedDevice>,
  { author = FOUNDER, rights = ["till"], permissions = PERMISSIONS }: Enrolling = {},
): Decision {
  const staff = { number: "1", permissions: new Set(permissions) };
  const context = { device: author.device, staff } as unknown as DecisionContext;
  return decideEnrolDevice(context, {
    device: NEWCOMER,
    key: "00".repeat(32),
    name: "Bar",
    rights,
    linkKey: "11".repeat(32),
    sealKey: "22".repeat(32),
    devices: new Map(devices.map((one) => [one.device, one])),
  });
}

function kinds(decision: Decision): ReadonlyArray<string> {
  return eventsOf(decision).map(({ kind }) => kind);
}

function codeOf(decision: Decision): unknown {
  const [enrolled] = eventsOf(decision);
  return (enrolled?.body as { readonly code?: string } | undefined)?.code;
}

function eventsOf(decision: Decision) {
  if (!decision.ok) throw new Error(JSON.stringify(decision.fault));
  return decision.value;
}

function admitted(code: string, change: Partial<AdmittedDevice> = {}): AdmittedDevice {
  const keys = { linkKeys: [], sealKeys: [] };
  const usual = { name: `Till ${code}`, rights: ["till"], authority: false, revoked: false };
  return { device: deviceOf(originOf(code)), code, ...usual, ...keys, ...change };
}

const RULES = ["always", "B=never", "B/takeaway=on-request"];
const STREAMS = [toStreamId("set", "receipts")];

test("rules of the old letters are those of the new ones, and once only", () => {
  using shop = createShop();
  const { a } = shop;
  a.write(said(RULES));

  a.write(...a.ledger().read((view) => inheritSettings(view, "B", "C")));

  expect(a.ledger().read((view) => readSetting(view, "receipts"))).toEqual([
    "always",
    "C=never",
    "C/takeaway=on-request",
  ]);
  expect(a.ledger().read((view) => inheritSettings(view, "B", "C"))).toEqual([]);
});

test("what tills have written apart is left for people to settle", () => {
  using shop = createShop();
  const b = shop.join("B");
  shop.a.write(said(RULES));
  b.write(said(["never", "B=always"]));
  synchroniseAll([shop.a, b]);

  expect(shop.a.ledger().read((view) => inheritSettings(view, "B", "C"))).toEqual([]);
});

function said(value: ReadonlyArray<string>): Draft {
  return { kind: "setting/set", streams: STREAMS, body: { value: [...value], over: [] } };
}
