import fc from "fast-check";
import { describe, expect, test } from "vitest";

import {
  type Admission,
  admittedDevices,
  isControlKind,
  mayWrite,
} from "../../src/domain/admission.ts";
import { type KnownEvent } from "../../src/domain/events/kinds.ts";
import { deviceOf } from "../../src/domain/identity.ts";
import { SHEET_KEY, TODAY } from "../support/shop.ts";
import { originOf, told } from "../support/told.ts";

const FOUNDER = deviceOf(originOf("A"));
const FOUNDING = founded("A", 1);

describe("who belongs to the shop", () => {
  test("is its founder first of all, with authority", () => {
    expect(namesOf([FOUNDING])).toEqual(["A*"]);
  });

  test("is nobody before the founding is heard", () => {
    expect(namesOf([enrolled("A", 2, "B")])).toEqual([]);
  });

  test("is decided by the founder that the shop's name commits to, and by no other founding", () => {
    expect(namesOf([founded("B", 1), FOUNDING])).toEqual(["A*"]);
    expect(namesOf([founded("B", 1)])).toEqual([]);
  });

  test("is whom the founder enrols, and whom those enrol that were promoted", () => {
    const acts = [FOUNDING, enrolled("A", 2, "B"), enrolled("B", 1, "C")];

    expect(namesOf(acts)).toEqual(["A*", "B"]);
    expect(namesOf([...acts, promoted("A", 3, "B")])).toEqual(["A*", "B*", "C"]);
  });

  test("is nobody by their own word", () => {
    expect(namesOf([FOUNDING, enrolled("B", 1, "B"), promoted("B", 2, "B")])).toEqual(["A*"]);
    expect(namesOf([FOUNDING, enrolled("A", 2, "B"), promoted("B", 1, "B")])).toEqual(["A*", "B"]);
  });

  test("has a right as soon as one enrolment that counts gives it", () => {
    const kitchen = enrolled("A", 2, "B", ["kitchen"]);
    const till = enrolled("A", 3, "B", ["till"]);
    const ignored = enrolled("C", 3, "B", ["hub"]);

    expect(rightsOf([FOUNDING, kitchen])).toEqual(["kitchen"]);
    expect(rightsOf([FOUNDING, till, kitchen, ignored])).toEqual(["kitchen", "till"]);
  });

  test("keeps the name of its first enrolment", () => {
    const devices = admittedDevices(FOUNDER, [
      FOUNDING,
      enrolled("A", 9, "B", ["hub"], "Second"),
      enrolled("A", 2, "B", ["till"], "First"),
    ]);

    expect(devices.get(deviceOf(originOf("B")))?.name).toBe("First");
  });

  test("is the same in whatever order it is heard, and whatever the clocks said", () => {
    const acts = fc.array(
      fc.record({
        isPromotion: fc.boolean(),
        by: fc.constantFrom("A", "B", "C", "D"),
        to: fc.constantFrom("B", "C", "D", "E"),
        rights: fc.subarray(["till", "kitchen", "hub"]),
        hlc: fc.nat(9),
      }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(acts, fc.nat(), (heard, seed) => {
        const events = heard.map(({ isPromotion, by, to, rights, hlc }, index) =>
          isPromotion ? promoted(by, index + 2, to, hlc) : enrolled(by, index + 2, to, rights),
        );
        const all = [FOUNDING, ...events];
        const shuffled = all.toSorted(
          (a, b) => ((a.key.seq * 7919 + seed) % 97) - ((b.key.seq * 7919 + seed) % 97),
        );

        expect(entriesOf(shuffled)).toEqual(entriesOf(all));
        expect(entriesOf([...all, ...shuffled])).toEqual(entriesOf(all));
      }),
      { seed: 20_261_120, numRuns: 500 },
    );
  });

  test("only ever grows by what is heard", () => {
    const before = [FOUNDING, enrolled("A", 2, "B"), promoted("A", 3, "B"), enrolled("B", 1, "C")];
    const after = [...before, enrolled("A", 4, "C", ["kitchen"]), enrolled("C", 1, "D")];

    expect(namesOf(before)).toEqual(["A*", "B*", "C"]);
    expect(namesOf(after)).toEqual(["A*", "B*", "C"]);
  });
});

describe("what a device may write", () => {
  test.each([
    ["till", "order/opened", true],
    ["till", "ticket/printed", true],
    ["kitchen", "ticket/printed", true],
    ["kitchen", "shift/clocked-in", true],
    ["kitchen", "order/opened", false],
    ["hub", "ticket/printed", false],
    ["hub", "device/enrolled", true],
    ["of-tomorrow", "order/opened", false],
  ])("with the right %s: %s is %s", (right, kind, isAllowed) => {
    const device = { device: FOUNDER, name: "", code: "A", rights: [right], authority: false };

    expect(mayWrite(device, kind)).toBe(isAllowed);
  });

  test.each([
    "shop/founded",
    "device/revoked",
    "incarnation/started",
    "fork/proved",
    "chain/admitted",
  ])("%s is a matter of who belongs to the shop, also where nobody knows it yet", (kind) => {
    expect(isControlKind(kind)).toBe(true);
  });

  test("an order is none", () => {
    expect(isControlKind("order/opened")).toBe(false);
  });
});

function founded(till: string, seq: number): KnownEvent {
  return told([till, seq], "shop/founded", {
    streams: [],
    body: {
      shop: "s".repeat(26) as never,
      nonce: "00".repeat(16),
      name: "Shop",
      currency: "EUR",
      zone: "UTC",
      cutover: 0,
      demo: false,
      firstDay: TODAY,
      device: deviceOf(originOf(till)),
      deviceName: till,
      code: till,
      key: SHEET_KEY,
      sheetKey: SHEET_KEY,
      sheetSealKey: SHEET_KEY,
    },
  });
}

function enrolled(
  ...[by, seq, till, rights = ["till"], name = till]: readonly [
    by: string,
    seq: number,
    till: string,
    rights?: ReadonlyArray<string>,
    name?: string,
  ]
): KnownEvent {
  const body = {
    device: deviceOf(originOf(till)),
    key: SHEET_KEY,
    code: till,
    name,
    rights: [...rights],
  };
  return told([by, seq], "device/enrolled", { streams: [], body });
}

function promoted(
  ...[by, seq, till, hlc = seq]: readonly [string, number, string, number?]
): KnownEvent {
  return told([by, seq], "device/promoted", {
    hlc,
    streams: [],
    body: { device: deviceOf(originOf(till)) },
  });
}

function entriesOf(acts: ReadonlyArray<KnownEvent>): unknown {
  return [...admittedDevices(FOUNDER, acts).entries()].toSorted(([a], [b]) => (a < b ? -1 : 1));
}

/** By letter, with a star for authority. */
function namesOf(acts: ReadonlyArray<KnownEvent>): ReadonlyArray<string> {
  return devicesOf(admittedDevices(FOUNDER, acts)).map(
    ({ code, authority }) => `${code}${authority ? "*" : ""}`,
  );
}

function rightsOf(acts: ReadonlyArray<KnownEvent>): ReadonlyArray<string> | undefined {
  return admittedDevices(FOUNDER, acts).get(deviceOf(originOf("B")))?.rights;
}

function devicesOf(admission: Admission) {
  return [...admission.values()].toSorted((a, b) => (a.code < b.code ? -1 : 1));
}
