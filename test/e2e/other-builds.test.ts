/** One ledger under three builds: an older one, this one, and one to come. Size: whole. */

import { expect, test } from "vitest";

import { orderState } from "../../src/app/orders/orders.ts";
import { orderBalance } from "../../src/domain/balance/order-balance.ts";
import { decideVoidLine } from "../../src/domain/commands/order/edit-order.ts";
import { CAFE_START_MS, cafeCopies, MIA as MIA_HERE } from "../support/cafe.ts";
import { MIA } from "../support/commands.ts";
import { otherBuild } from "../support/other-build.ts";
import { sellGoods } from "../support/sell-goods.ts";
import { valueOf } from "../support/shop.ts";
import { clockAt, till } from "../support/till-process.ts";

const newCafe = cafeCopies();
const DAY = "2026-11-20";
/** All on that day: else another day's sale would be the newest A1. */
const THAT_DAY = { env: MIA, nodeOptions: clockAt(CAFE_START_MS + 60_000) };
const UPDATE = "Update this till: it can't read 1 event";
const KIND = "order/line-voided, version 1";

/** Of a time when nobody could void a line. */
const olderTill = otherBuild({
  file: "domain/events/order-events.ts",
  from: '"order/line-voided": {',
  to: '"order/line-struck": {',
});

/** Of a time when a void also says who wanted it. */
const newerTill = otherBuild({
  file: "domain/events/order-events.ts",
  from: `"order/line-voided": {
    ...kind,
    schema: lineVoidedSchema,`,
  to: `"order/line-voided": {
    ...kind,
    v: 2,
    schema: () => lineVoidedSchema().extend({ wantedBy: z.string() }),
    upcasters: [
      { from: lineVoidedSchema, lift: (body: object) => ({ ...body, wantedBy: "nobody knows" }) },
    ],`,
});

test("what an older build can't read is shown as incomplete, sells on, and is there after an update", async () => {
  const store = await storeWithAVoid();

  const shown = await olderTill(["order", "show", "A1", "--store", store], THAT_DAY);
  const listed = await olderTill(["order", "list", "--open", "--store", store], THAT_DAY);
  const json = await olderTill(["order", "show", "A1", "--json", "--store", store], THAT_DAY);
  const sold = await olderTill(["sell", "100", "--cash", "20", "--store", store], THAT_DAY);
  const reconciled = await olderTill(["reconcile", "--day", DAY, "--store", store], THAT_DAY);
  const examined = await olderTill(["doctor", "--store", store], THAT_DAY);

  expect(shown).toMatchObject({ code: 0, stderr: "" });
  expect(shown.stdout).toContain(
    "Incomplete: a newer program wrote some of it. Update this till to read it.\n",
  );
  expect(shown.stdout).toContain("1 x Croissant");
  expect(listed.stdout).toMatch(/^A1 .* incomplete$/mu);
  expect(JSON.parse(json.stdout)).toMatchObject({ incomplete: true });
  expect(sold).toMatchObject({ code: 0, stdout: expect.stringContaining("A-000001") as string });
  expect(reconciled.code).toBe(8);
  expect(reconciled.stdout).toContain(`Incomplete. ${UPDATE} (${KIND}).\n`);
  expect(examined.code).toBe(1);
  expect(examined.stdout).toContain(`${UPDATE} (A Front counter: ${KIND}).`);

  const after = await till(["order", "show", "A1", "--store", store], THAT_DAY);
  const again = await till(["reconcile", "--day", DAY, "--store", store], THAT_DAY);

  expect(after.stdout).not.toContain("Croissant");
  expect(after.stdout).toMatch(/Total +2\.80 EUR$/mu);
  expect(after.stdout).not.toContain("Incomplete");
  expect(again).toMatchObject({ code: 0 });
  expect(again.stdout).toContain("Ties out to the cent.");
  expect(await till(["verify", "--store", store], THAT_DAY)).toMatchObject({ code: 0 });
});

test("a build to come lifts what this one wrote, and goes back to this one", async () => {
  const store = await storeWithAVoid();

  const newer = await newerTill(["order", "show", "A1", "--store", store], THAT_DAY);
  const sold = await newerTill(["sell", "100", "--cash", "20", "--store", store], THAT_DAY);
  const checked = await newerTill(["verify", "--store", store], THAT_DAY);
  const back = await till(["order", "show", "A1", "--store", store], THAT_DAY);

  for (const { stdout } of [newer, back]) {
    expect(stdout).not.toContain("Croissant");
    expect(stdout).not.toContain("Incomplete");
  }
  expect(sold).toMatchObject({ code: 0 });
  expect(checked).toMatchObject({ code: 0 });
});

/** An open order of two lines, one of them void, as this build writes it. */
async function storeWithAVoid(): Promise<string> {
  const cafe = await newCafe();
  const open = cafe.open();
  const { order } = sellGoods(open.till, ["100", "croissant"]);
  const state = open.till.ledger.read((view) => orderState(view, order.id));
  const line = orderBalance(state).lines[1]?.id ?? order.id;
  valueOf(
    open.till.act(MIA_HERE, "void", (context) =>
      decideVoidLine(context, state, { line, reason: "changed mind" }),
    ),
  );
  await open.close();
  return cafe.dir;
}
