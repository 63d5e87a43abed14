/** The recovery sheet brings a manager back from whatever a liar with an authority's key has written. Size: whole. */

import { expect, test } from "vitest";

import { promoteBySheet, promoteDevice } from "../../../src/app/mesh/devices.ts";
import { type OpenTill } from "../../../src/app/open-till.ts";
import { rescueStaff } from "../../../src/app/people/rescue-staff.ts";
import { ok } from "../../../src/domain/base/result.ts";
import { type Draft } from "../../../src/domain/events/kinds.ts";
import { deviceOf } from "../../../src/domain/identity.ts";
import { endsOf } from "../../../src/ledger/exchange.ts";
import { secretDestroyed, secretWritten } from "../../../src/ledger/secrets.ts";
import { codeFrom } from "../../support/backed-up.ts";
import { enrolBar } from "../../support/cafe-bar.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { synchroniseLedgers, valueOf } from "../../support/shop.ts";

const newCafe = cafeCopies();
const MANAGER = { number: "4", name: "Ravi" };
const NEW_PIN = "739182";

/** By the founder, whose key the thief has: of nobody is it senior but of the sheet. */
const LIES: ReadonlyArray<readonly [string, (ids: ReadonlyArray<string>) => ReadonlyArray<Draft>]> =
  [
    ["destroys every secret", (ids) => ids.map(secretDestroyed)],
    [
      "writes another value under every id",
      (ids) => ids.map((id) => secretWritten(id, Buffer.alloc(32, 7))),
    ],
    [
      "writes peppers without end",
      () =>
        Array.from({ length: 200 }, (_, n) =>
          secretWritten(`pepper/${String(n).padStart(4, "0")}`, Buffer.alloc(32, n)),
        ),
    ],
    [
      "gives everybody a PIN that is none",
      () =>
        ["1", "2", "3", "4"].map((no) => ({
          kind: "staff/pin-set",
          streams: [`staff/${no}` as never],
          body: { verifierId: "pin/none", over: [] },
        })),
    ],
  ];

test.for(LIES)("at a till that heard how the founder %s", async ([, lie]) => {
  const { cafe, counter, bar, ids } = await twoTills();
  say(counter, lie(ids));
  meet(counter, bar);

  await rescued(bar, cafe.recoveryCode);
  await rescued(counter, cafe.recoveryCode);
  expect(counter.till.ledger.secrets.idsFrom("pepper/").length).toBeGreaterThan(1);
});

test("at a till that has a liar's pepper: the PIN goes on counting once the liar is shut out", async () => {
  const { cafe, counter, bar } = await twoTills();
  const ends = endsOf(bar.till.ledger.heads());
  // Before any other one in the order of their names.
  const [id, value] = ["pepper/00000000", Buffer.alloc(32, 7)];
  say(counter, [secretWritten(id, value)]);
  meet(counter, bar);
  expect(bar.till.ledger.secrets.receive({ id, value: value.toString("base64") })).toBe(true);
  await rescued(bar, cafe.recoveryCode);

  const code = codeFrom(cafe.recoveryCode);
  valueOf(promoteBySheet(bar.till, MANAGER, { device: deviceId(bar), code }));
  const heads = ends.filter(({ origin }) => deviceOf(origin) === deviceId(counter));
  const body = { device: deviceId(counter), heads, reason: "stolen" };
  say(bar, [{ kind: "device/revoked", streams: [], body }]);

  expect(bar.till.ledger.admission().get(deviceId(counter))?.revoked).toBe(true);
  expect(bar.till.ledger.secrets.get(id)).toBeUndefined();
  expect(await bar.till.signIn("4", NEW_PIN)).toMatchObject({ ok: true });
});

test.for(LIES)("by way of a till that has not heard that who %s is out", async ([, lie]) => {
  const { cafe, counter, bar, ids } = await twoTills();
  valueOf(promoteDevice(counter.till, MANAGER, deviceId(bar)));
  meet(counter, bar);
  // The bar is stolen and shut out at the counter; what it says then comes by way of somebody else.
  const heads = endsOf(counter.till.ledger.heads()).filter(
    ({ origin }) => deviceOf(origin) === deviceId(bar),
  );
  const body = { device: deviceId(bar), heads, reason: "stolen" };
  say(counter, [{ kind: "device/revoked", streams: [], body }]);
  say(bar, lie(ids));
  for (const bytes of bar.till.ledger.missingFor(endsOf(counter.till.ledger.heads()))) {
    counter.till.ledger.receive(bytes);
  }

  expect((await counter.till.signIn("4", "4444")).ok).toBe(true);
  await rescued(counter, cafe.recoveryCode);
});

test("where the pepper never came, the sheet makes the till an authority, and it writes one", async () => {
  const { cafe, counter, bar } = await twoTills();
  bar.till.ledger.db.prepare("DELETE FROM secret_value").run();

  await rescued(bar, cafe.recoveryCode);

  expect(bar.till.ledger.admission().get(deviceId(bar))).toMatchObject({
    authority: true,
    code: "B",
  });
  meet(bar, counter);
  for (const row of bar.till.ledger.secrets.rows()) counter.till.ledger.secrets.receive(row);
  expect((await counter.till.signIn("4", NEW_PIN)).ok).toBe(true);
});

test("a till that the sheet lets decide is senior to the founder, and keeps its letter", async () => {
  const { cafe, counter, bar } = await twoTills();
  const device = deviceId(bar);
  valueOf(promoteBySheet(bar.till, MANAGER, { device, code: codeFrom(cafe.recoveryCode) }));
  meet(bar, counter);

  for (const { till } of [counter, bar]) {
    expect(till.ledger.admission().get(device)).toMatchObject({ authority: true, code: "B" });
    expect(till.ledger.compareDevices(device, deviceId(counter))).toBeLessThan(0);
  }
});

async function twoTills() {
  const cafe = await newCafe();
  const counter = cafe.open();
  const bar = await enrolBar(cafe, counter.till);
  meet(counter, bar);
  const { secrets } = counter.till.ledger;
  for (const row of secrets.rows()) bar.till.ledger.secrets.receive(row);
  return { cafe, counter, bar, ids: secrets.rows().map(({ id }) => id) };
}

async function rescued(open: OpenTill, code: string): Promise<void> {
  valueOf(await rescueStaff(open, { number: "4", pin: NEW_PIN, code: codeFrom(code) }));
  expect(await open.till.signIn("4", NEW_PIN)).toMatchObject({ ok: true });
}

function say({ till: { ledger } }: OpenTill, events: ReadonlyArray<Draft>): void {
  valueOf(ledger.commit({ by: "", name: "lie", decide: () => ok({ events }) }));
}

function meet(one: OpenTill, other: OpenTill): void {
  synchroniseLedgers(one.till.ledger, other.till.ledger);
  synchroniseLedgers(other.till.ledger, one.till.ledger);
}

function deviceId({ till }: OpenTill) {
  return till.ledger.identity.key.device;
}
