/** A shop that has sold on three tills and two days, its export, and the auditor's reader run on it. */

import { writeFile } from "node:fs/promises";
import path from "node:path";

import { prepareZ } from "../../src/app/till/close-z.ts";
import { ok } from "../../src/domain/base/result.ts";
import { decideRefund } from "../../src/domain/commands/money/refund-receipt.ts";
import { decideRingUp, inCash } from "../../src/domain/commands/order/ring-up.ts";
import { type ZClosed } from "../../src/domain/events/day-events.ts";
import { type ReceiptIssued } from "../../src/domain/events/order-events.ts";
import { receiptTag } from "../../src/domain/folds/order-sums.ts";
import { type Service } from "../../src/domain/goods/catalogue.ts";
import {
  type BusinessDay,
  businessDaySchema,
  type EventId,
  type StreamId,
  streamName,
  toStreamId,
} from "../../src/domain/identity.ts";
import { minor, oneUnit, thousandths } from "../../src/domain/money/amounts.ts";
import { type EventSelection, exportLines } from "../../src/ledger/event-export.ts";
import { type Finished, PROJECT } from "./commands.ts";
import {
  act,
  cafeCatalogue,
  createShop,
  enrolment,
  promotion,
  synchroniseAll,
  TODAY,
  type TestShop,
  type TestTill,
  valueOf,
} from "./shop.ts";
import { temporaryFolder } from "./temporary-folder.ts";
import { NODE, runProcess } from "./till-process.ts";

export const TOMORROW: BusinessDay = businessDaySchema.parse("2026-11-21");

export const EVERYTHING: EventSelection = { bodies: true, from: undefined, to: undefined };

const VERIFIER = path.join(PROJECT, "docs/audit/verify.js");
const catalogue = cafeCatalogue();

/** B is an authority by A, and C was enrolled by B: keys have to be found by way of both. */
export function createSoldShop(): TestShop {
  const shop = createShop("audit");
  const { a } = shop;
  const b = shop.join("B");
  a.write(promotion(b));
  const c = shop.stranger("C");
  b.write(enrolment(c));
  for (const till of [a, b, a]) sell(till);
  sell(c, "takeaway");
  beginDay(a, TOMORROW);
  sell(a);
  sell(a);
  refund(a, ["A", 1]);
  exchange(a);
  synchroniseAll(shop.tills());
  return shop;
}

/** Two croissants come back without a receipt, for a flat white. */
function exchange(till: TestTill): void {
  valueOf(
    act(till, (context) =>
      decideRingUp(context, {
        catalogue,
        goods: [
          { product: product("CROISSANT"), quantity: thousandths(2000), kind: "return" },
          { kind: "goods", product: product("FLAT-WHITE"), quantity: oneUnit },
        ],
        service: "counter",
        payment: inCash(minor(0)),
      }),
    ),
  );
}

/** All goods of a receipt come back, in cash. */
export function refund(till: TestTill, [series, no]: readonly [string, number]): void {
  valueOf(
    act(till, (context) => {
      const [stream = ""] = context.view.tagged(receiptTag(series, no));
      const order = context.view.state("order", streamName(stream as StreamId));
      const receipt = order.receipts[0]?.id ?? ("" as EventId);
      return decideRefund(context, order, { receipt, lines: [], method: "cash", reason: "cold" });
    }),
  );
}

export function sell(till: TestTill, service: Service = "counter"): ReceiptIssued {
  const { events } = valueOf(
    act(till, (context) =>
      decideRingUp(context, {
        catalogue,
        goods: ["FLAT-WHITE", "CROISSANT"].map((sku) => ({
          kind: "goods",
          product: product(sku),
          quantity: oneUnit,
        })),
        service,
        payment: inCash(minor(2000)),
      }),
    ),
  );
  const [receipt] = events.flatMap(({ known }) =>
    known?.kind === "receipt/issued" ? [known.body] : [],
  );
  if (receipt === undefined) throw new Error("The sale gave no receipt.");
  return receipt;
}

/** A receipt that no decision would write, rightly chained and signed. */
export function issue(till: TestTill, receipt: ReceiptIssued): void {
  const [item] = receipt.items;
  const streams = [toStreamId("order", item?.at ?? "")];
  till.write({ kind: "receipt/issued", streams, body: receipt });
}

/** Closes the Z of the till's day as the program does, with what is wrong about it. */
export function closeZ(till: TestTill, wrong: Partial<ZClosed> = {}): void {
  const ledger = till.ledger();
  const maker = prepareZ(ledger);
  const decided = ledger.commit<never>({
    by: "1",
    name: "close z",
    decide: (context) => {
      const [z] = maker.drafts(context, { day: ledger.day() ?? TODAY, isIncluded: true });
      return ok({ events: z === undefined ? [] : [{ ...z, body: { ...z.body, ...wrong } }] });
    },
  });
  valueOf(decided);
}

export function linesOf(till: TestTill, selection: Partial<EventSelection> = {}): string[] {
  return [...exportLines(till.ledger(), { ...EVERYTHING, ...selection })];
}

/** Runs docs/audit/verify.js in a process of its own. */
export async function audit(lines: ReadonlyArray<string>): Promise<Finished> {
  const file = path.join(await temporaryFolder(), "export.jsonl");
  await writeFile(file, lines.map((line) => `${line}\n`).join(""));
  return runProcess(NODE, [VERIFIER, file]);
}

export function beginDay({ ledger }: TestTill, day: BusinessDay): void {
  const streams = [toStreamId("day", day)];
  const events = [{ kind: "day/began", streams, body: { how: "person" } }] as const;
  valueOf(ledger().commit({ by: "1", name: "begin day", decide: () => ok({ day, events }) }));
}

function product(sku: string) {
  const found = catalogue.productsBySku.get(sku);
  if (found === undefined) throw new Error(`The café has no ${sku}.`);
  return found;
}
