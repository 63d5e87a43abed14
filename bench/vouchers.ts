/**
 * What a voucher looked up by its code costs among very many, and among few. The least of some rounds: what else the
 * machine does makes nothing faster.
 */

import { type OpenTill } from "../src/app/open-till.ts";
import { sell } from "../src/app/orders/sell.ts";
import { voucherByCode } from "../src/app/vouchers/vouchers.ts";
import { toBase32 } from "../src/domain/base/base32.ts";
import { ok } from "../src/domain/base/result.ts";
import { inCash } from "../src/domain/commands/order/ring-up.ts";
import { type Draft } from "../src/domain/events/kinds.ts";
import { type EventId, toStreamId } from "../src/domain/identity.ts";
import { minor } from "../src/domain/money/amounts.ts";
import { valueOf } from "./bench-goods.ts";
import { type Measurement, rounded } from "./measurement.ts";
import { CASHIER, foundBenchShop, openBenchTill } from "./shop.ts";

/** Events in a transaction. */
const AT_ONCE = 100;
const NAME_BYTES = 17;
const NAME_CHARACTERS = 26;

interface VoucherSizes {
  readonly few: number;
  readonly many: number;
  readonly rounds: number;
}

export async function measureVouchers(
  dir: string,
  { few, many, rounds }: VoucherSizes,
): Promise<ReadonlyArray<Measurement>> {
  const fewMs = await lookUpMs(dir, few, rounds);
  const manyMs = await lookUpMs(dir, many, rounds);
  return [
    {
      name: `a voucher looked up by its code, of ${many.toLocaleString("en")}`,
      value: rounded(manyMs),
      unit: "ms",
      limit: 5,
      note: `hashed and read; of ${few.toLocaleString("en")} ${rounded(fewMs)} ms; the least of ${rounds}`,
      why: "The hash of the code is slow by purpose: whoever has the store pays it for each guess.",
    },
  ];
}

async function lookUpMs(dir: string, count: number, rounds: number): Promise<number> {
  const store = await foundBenchShop(dir, `vouchers-${count}`);
  const maker = openBenchTill(store);
  const codes = makeVouchers(maker, { count, known: rounds });
  await maker.close();
  const open = openBenchTill(store);
  const { till } = open;
  let leastMs = Number.POSITIVE_INFINITY;
  for (const code of codes) {
    const startedMs = performance.now();
    valueOf(voucherByCode(till, code));
    leastMs = Math.min(leastMs, performance.now() - startedMs);
  }
  await open.close();
  return leastMs;
}

/** Sells so many vouchers at once. Returns the codes of the last ones; nobody ever knows those of the others. */
function makeVouchers(
  open: OpenTill,
  { count, known }: { readonly count: number; readonly known: number },
): ReadonlyArray<string> {
  const { till } = open;
  const sale = { entries: ["croissant"], payment: inCash(minor(10_000)), service: undefined };
  const { order } = valueOf(sell(till, CASHIER, sale));
  const makers = till.voucherCodes.makers();
  if (makers === undefined) throw new Error("The shop has no pepper.");
  const made = Array.from({ length: known }, () => makers.newId());
  const others = Array.from({ length: Math.max(0, count - known) }, (_, at) => nameOf(at));
  const line = order.lines[0]?.id ?? order.id;
  const names = [...others, ...made];
  for (let at = 0; at < names.length; at += AT_ONCE) {
    const events = names.slice(at, at + AT_ONCE).map((id) => issued(id, { order: order.id, line }));
    valueOf(till.act(CASHIER, "bench", () => ok(events)));
  }
  return made.map((id) => till.voucherCodes.codeOf(id) ?? "");
}

function issued(
  id: string,
  { order, line }: { readonly order: EventId; readonly line: EventId },
): Draft {
  const body = { amount: minor(2500), order, line, until: null };
  return { kind: "voucher/issued", streams: [toStreamId("voucher", id)], body };
}

function nameOf(at: number): string {
  const bytes = new Uint8Array(NAME_BYTES);
  new DataView(bytes.buffer).setUint32(0, at);
  return toBase32(bytes, NAME_CHARACTERS);
}
