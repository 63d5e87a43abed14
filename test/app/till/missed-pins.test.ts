/** Somebody tries PINs at one till: a manager reads of it at every till, and nobody is locked out. */

import { expect, test } from "vitest";

import { answerItem } from "../../../src/app/attention/attention-answers.ts";
import { listAttentionItems } from "../../../src/app/attention/attention-items.ts";
import { type OpenTill } from "../../../src/app/open-till.ts";
import { type Actor } from "../../../src/app/till/till.ts";
import { err } from "../../../src/domain/base/result.ts";
import { type Refusal } from "../../../src/domain/commands/refusal.ts";
import { enrolBar } from "../../support/cafe-bar.ts";
import { type Cafe, cafeCopies } from "../../support/cafe.ts";
import { synchroniseLedgers } from "../../support/shop.ts";

const newCafe = cafeCopies({ sells: ({ sku }) => sku === "COFFEE" });
const RAVI: Actor = { number: "4", name: "Ravi" };
const CHIARA: Actor = { number: "3", name: "Chiara" };
/** Longer than any wait. */
const WAITED_MS = 400_000;

test("every fifth wrong PIN in a row is told to all tills, until a manager has seen it", async () => {
  const cafe = await newCafe();
  const counter = cafe.open();
  const bar = await enrolBar(cafe, counter.till);
  await missPins(cafe, bar, { number: "1", times: 4 });
  exchange(counter, bar);
  expect(itemsOf(counter)).toEqual([]);

  await missPins(cafe, bar, { number: "1", times: 1 });
  exchange(counter, bar);
  const told = ["staff/pins-missed: 5 wrong PINs in a row for Mia at B Bar (manager)"];
  expect([itemsOf(counter), itemsOf(bar)]).toEqual([told, told]);

  expect(seen(counter, CHIARA)).toMatchObject({ ok: false, fault: { type: "permission/missing" } });
  expect(seen(counter, RAVI)).toMatchObject({ ok: true });
  exchange(counter, bar);
  expect([itemsOf(counter), itemsOf(bar)]).toEqual([[], []]);

  await missPins(cafe, bar, { number: "1", times: 5 });
  exchange(counter, bar);
  expect(itemsOf(counter)).toEqual([
    "staff/pins-missed: 10 wrong PINs in a row for Mia at B Bar (manager)",
  ]);
  // Where it was not tried she needn't wait, nor anywhere once she has waited.
  expect(await counter.till.signIn("1", "1111")).toMatchObject({ ok: true });
  cafe.clock.advance(WAITED_MS);
  expect(await bar.till.signIn("1", "1111")).toMatchObject({ ok: true });
});

test("thirty wrong PINs within an hour are told too, whoever's they were", async () => {
  const cafe = await newCafe();
  const counter = cafe.open();
  const bar = await enrolBar(cafe, counter.till);

  exchange(counter, bar);
  // Each number four times at most, and who comes between is right.
  for (const number of ["1", "3", "4", "1", "3", "4", "1"]) {
    await tryPins(cafe, bar, { number, times: 4 });
    expect(await bar.till.signIn(number, number.repeat(4))).toMatchObject({ ok: true });
  }
  exchange(counter, bar);
  expect(itemsOf(counter)).toEqual([]);

  await tryPins(cafe, bar, { number: "77", times: 2 });
  exchange(counter, bar);
  const told = ["staff/pins-missed: 30 wrong PINs within an hour at B Bar (manager)"];
  expect([itemsOf(counter), itemsOf(bar)]).toEqual([told, told]);
  expect(seen(counter, RAVI)).toMatchObject({ ok: true });
  expect(itemsOf(counter)).toEqual([]);

  // They are counted anew, and what is older than an hour is none of them.
  for (const number of ["1", "3", "4", "1", "3", "4", "1"]) {
    await tryPins(cafe, bar, { number, times: 4 });
    expect(await bar.till.signIn(number, number.repeat(4))).toMatchObject({ ok: true });
  }
  cafe.clock.advance(3_600_000);
  await tryPins(cafe, bar, { number: "1", times: 4 });
  exchange(counter, bar);
  expect(itemsOf(counter)).toEqual([]);
});

test("numbers that nobody has are one item, whichever they were", async () => {
  const cafe = await newCafe();
  const open = cafe.open();
  for (const number of ["77", "78"]) await missPins(cafe, open, { number, times: 5 });

  expect(itemsOf(open)).toEqual([
    "staff/pins-missed: 5 wrong PINs in a row for a number that nobody has at A Front counter (manager)",
  ]);
});

/** One after the other, as fast as the waits let somebody. */
async function tryPins(
  { clock }: Cafe,
  { till }: OpenTill,
  { number, times }: { readonly number: string; readonly times: number },
): Promise<void> {
  for (let miss = 0; miss < times; miss += 1) {
    expect(await till.signIn(number, "9999")).toMatchObject({ fault: { type: "pin/wrong" } });
    clock.advance(5000);
  }
}

async function missPins(
  { clock }: Cafe,
  { till }: OpenTill,
  { number, times }: { readonly number: string; readonly times: number },
): Promise<void> {
  for (let miss = 0; miss < times; miss += 1) {
    expect(await till.signIn(number, "9999")).toMatchObject({ fault: { type: "pin/wrong" } });
    clock.advance(WAITED_MS);
  }
}

function exchange(one: OpenTill, other: OpenTill): void {
  const [here, there] = [one.till.ledger, other.till.ledger];
  synchroniseLedgers(here, there);
  synchroniseLedgers(there, here);
  // Among them are names.
  for (const row of here.secrets.rows()) there.secrets.receive(row);
}

function itemsOf(open: OpenTill): ReadonlyArray<string> {
  return listAttentionItems(open, "en").map(
    ({ kind, text, addressee }) => `${kind}: ${text} (${addressee})`,
  );
}

function seen(open: OpenTill, by: Actor) {
  const [item] = listAttentionItems(open, "en");
  if (item === undefined) throw new Error("Nobody is asked anything.");
  return answerItem<Refusal>(
    {
      open,
      act: (name, decide) => open.till.act(by, name, decide),
      refused: err,
      note: "",
    },
    item,
    "settle",
  );
}
