/** What people are refused: a line in the technical journal, an item when it is often, no delay, no lock. */

import { expect, test } from "vitest";

import { answerItem } from "../../../src/app/attention/attention-answers.ts";
import { listAttentionItems } from "../../../src/app/attention/attention-items.ts";
import { listRescued } from "../../../src/app/attention/ledger-news.ts";
import { type OpenTill } from "../../../src/app/open-till.ts";
import { listJournal } from "../../../src/app/people/journal.ts";
import { rescueStaff } from "../../../src/app/people/rescue-staff.ts";
import { createRegisterPort } from "../../../src/app/register/register-port.ts";
import { type Actor } from "../../../src/app/till/till.ts";
import { err } from "../../../src/domain/base/result.ts";
import { type Refusal } from "../../../src/domain/commands/refusal.ts";
import { LINES_PER_DAY_MAX } from "../../../src/domain/folds/refusals-of-day.ts";
import { toStreamId } from "../../../src/domain/identity.ts";
import { type TillSession } from "../../../src/tui/ports/till-port.ts";
import { codeFrom } from "../../support/backed-up.ts";
import { enrolBar } from "../../support/cafe-bar.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { synchroniseLedgers, valueOf } from "../../support/shop.ts";

const newCafe = cafeCopies({ sells: ({ sku }) => sku === "CROISSANT" });
const RAVI: Actor = { number: "4", name: "Ravi" };
const CHIARA: Actor = { number: "3", name: "Chiara" };
const TEN_MINUTES_MS = 600_000;
const WEEK_MS = 7 * 24 * 3_600_000;

test("a refused right is a line ten minutes later, added up per person and act, at every till", async () => {
  const cafe = await newCafe();
  const counter = cafe.open();
  const bar = await enrolBar(cafe, counter.till);
  exchange(counter, bar);
  const mia = await signedIn(bar);
  const before = kindsOf(bar);

  for (let times = 0; times < 3; times += 1) refusedPrice(mia);
  bar.till.refusals.look();
  expect(kindsOf(bar)).toEqual(before);
  expect(journalOf(bar)).toEqual(["B Bar, 1, catalogue, 3, waits"]);

  cafe.clock.advance(TEN_MINUTES_MS);
  bar.till.refusals.look();
  exchange(counter, bar);
  expect([journalOf(counter), journalOf(bar)]).toEqual([
    ["B Bar, 1, catalogue, 3"],
    ["B Bar, 1, catalogue, 3"],
  ]);
  expect(itemsOf(counter)).toEqual([]);
});

test("a wrong PIN is noted by the number that was typed, and a number nobody has as nobody", async () => {
  const cafe = await newCafe();
  const open = cafe.open();
  for (const [number, pin] of [
    ["1", "9999"],
    ["77", "1111"],
    ["78", "1111"],
  ] as const) {
    expect(await open.till.signIn(number, pin)).toMatchObject({ fault: { type: "pin/wrong" } });
  }

  open.till.refusals.look("all");

  expect(journalOf(open)).toEqual([
    "A Front counter, 1, pin, 1",
    "A Front counter, nobody, pin, 2",
  ]);
  const written = open.till.ledger.history(
    toStreamId("attention", open.till.ledger.identity.origin),
  );
  expect(JSON.stringify(written)).not.toMatch(/9999|"77"|"78"/u);
  expect(written[0]?.events[0]?.event.act.by).toBe("");
});

test("a look that a screen takes with each key is no line", async () => {
  const cafe = await newCafe();
  const open = cafe.open();
  const mia = await signedIn(open);

  expect(mia.office.people().ok).toBe(false);
  open.till.refusals.look("all");

  expect(journalOf(open)).toEqual([]);
});

test("what somebody vouched for was no refusal", async () => {
  const cafe = await newCafe();
  const open = cafe.open();
  const mia = await signedIn(open);
  const refused = mia.office.changeEntry(DEARER);
  if (refused.ok || refused.fault.approval === undefined) throw new Error("Mia may do it.");
  open.till.refusals.look();

  const { act } = refused.fault.approval;
  const both = valueOf(await mia.approvedBy({ number: "4", pin: "4444", act }));
  valueOf(both.office.changeEntry(DEARER));
  open.till.refusals.look("all");

  expect(journalOf(open)).toEqual([]);
});

test("ten refusals of one person and act on one day, at two tills, ask a manager once at both", async () => {
  const cafe = await newCafe();
  const counter = cafe.open();
  const bar = await enrolBar(cafe, counter.till);
  exchange(counter, bar);
  for (const [open, times] of [
    [counter, 4],
    [bar, 5],
  ] as const) {
    const mia = await signedIn(open);
    for (let each = 0; each < times; each += 1) refusedPrice(mia);
    open.till.refusals.look("all");
  }
  exchange(counter, bar);
  expect([itemsOf(counter), itemsOf(bar)]).toEqual([[], []]);

  refusedPrice(await signedIn(bar));
  bar.till.refusals.look("all");
  exchange(counter, bar);
  const item =
    "staff/refused-often: Mia may not change the catalogue, and tried 10 times on Fri 20 Nov 2026: A Front counter, B Bar (manager)";
  expect([itemsOf(counter), itemsOf(bar)]).toEqual([[item], [item]]);

  expect(seen(bar, CHIARA)).toMatchObject({ ok: false, fault: { type: "permission/missing" } });
  expect(seen(bar, RAVI)).toMatchObject({ ok: true });
  exchange(counter, bar);
  expect([itemsOf(counter), itemsOf(bar)]).toEqual([[], []]);

  const again = await signedIn(counter);
  for (let each = 0; each < 9; each += 1) refusedPrice(again);
  counter.till.refusals.look("all");
  expect(itemsOf(counter)).toEqual([]);
  refusedPrice(again);
  counter.till.refusals.look("all");
  expect(itemsOf(counter)).toHaveLength(1);
});

test("five wrong PINs in a row ask by themselves, and are not counted once more", async () => {
  const cafe = await newCafe();
  const open = cafe.open();
  for (let miss = 0; miss < 10; miss += 1) {
    await open.till.signIn("1", "9999");
    cafe.clock.advance(400_000);
  }
  open.till.refusals.look("all");
  expect(itemsOf(open)).toEqual([
    "staff/pins-missed: 10 wrong PINs in a row for Mia at A Front counter (manager)",
  ]);
  expect(await open.till.signIn("1", "1111")).toMatchObject({ ok: true });
});

test("one box writes 500 lines for a day at most, and then one that counts the rest", async () => {
  const cafe = await newCafe();
  const { till } = cafe.open();
  for (let person = 0; person < LINES_PER_DAY_MAX + 7; person += 1) {
    till.refusals.noteLogIn(String(1000 + person), "pin");
  }
  till.refusals.look("all");
  till.refusals.noteLogIn("1", "pin");
  till.refusals.look("all");
  expect(lines(till)).toHaveLength(LINES_PER_DAY_MAX);

  cafe.clock.advance(24 * 3_600_000);
  valueOf(till.beginDay(RAVI));
  till.refusals.look();
  till.refusals.look();

  expect(lines(till)).toHaveLength(LINES_PER_DAY_MAX + 1);
  expect(lines(till).at(-1)).toMatchObject({ what: "more", count: 8, day: "2026-11-20" });
});

test("what a process that is killed has kept is written by the next one", async () => {
  const cafe = await newCafe();
  const killed = cafe.open();
  refusedPrice(await signedIn(killed));
  killed.till.refusals.look();

  const next = cafe.open();
  cafe.clock.advance(TEN_MINUTES_MS);
  next.till.refusals.look();

  expect(journalOf(next)).toEqual(["A Front counter, 1, catalogue, 1"]);
});

test("who the recovery sheet let in stays in sight for a week, at every till", async () => {
  const cafe = await newCafe();
  const counter = cafe.open();
  const bar = await enrolBar(cafe, counter.till);
  exchange(counter, bar);
  valueOf(
    await rescueStaff(counter, { number: "4", pin: "739182", code: codeFrom(cafe.recoveryCode) }),
  );
  exchange(counter, bar);
  const port = createRegisterPort(bar, { demoStaff: [] });
  const told = "LET IN BY THE RECOVERY SHEET: Ravi";

  expect([port.ledgerNews(), port.ledgerTroubles()]).toEqual([[told], [told]]);
  expect(journalOf(bar)).toEqual(["A Front counter, 4, rescued"]);
  for (const open of [counter, bar]) {
    expect([inSightAfter(open, WEEK_MS - 1000), inSightAfter(open, WEEK_MS)]).toEqual([1, 0]);
  }
});

function inSightAfter({ till, clock }: OpenTill, passedMs: number): number {
  const nowMs = clock.nowMs() + passedMs;
  return listRescued({ till, clock: { ...clock, nowMs: () => nowMs } }).length;
}

const DEARER = {
  type: "product",
  id: "CROISSANT",
  isNew: false,
  fields: [{ field: "price", text: "3.10" }],
} as const;

function refusedPrice(session: TillSession): void {
  expect(session.office.changeEntry(DEARER).ok).toBe(false);
}

async function signedIn(open: OpenTill): Promise<TillSession> {
  const port = createRegisterPort(open, { demoStaff: [] });
  return valueOf(await port.logIn("1", "1111"));
}

function journalOf({ till }: OpenTill): ReadonlyArray<string> {
  return listJournal(till, { day: undefined, person: undefined }).map(
    ({ act, till: at, staff, what, count, isWritten }) =>
      [
        at,
        staff,
        ...(act === "refused" ? [what, String(count)] : [act]),
        ...(isWritten ? [] : ["waits"]),
      ].join(", "),
  );
}

function lines(till: OpenTill["till"]) {
  return listJournal(till, { day: undefined, person: undefined }).filter((it) => it.isWritten);
}

function kindsOf({ till: { ledger } }: OpenTill): ReadonlyArray<string> {
  return ledger
    .history(toStreamId("attention", ledger.identity.origin))
    .flatMap(({ events }) => events.map(({ event }) => event.kind));
}

function exchange(one: OpenTill, other: OpenTill): void {
  const [here, there] = [one.till.ledger, other.till.ledger];
  synchroniseLedgers(here, there);
  synchroniseLedgers(there, here);
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
      note: "known",
    },
    item,
    "settle",
  );
}
