/** What the close of a day costs after a year: a till's Z, and the report of one day. */

import path from "node:path";

import { closeOwnZ } from "../src/app/day/close-day.ts";
import { dayReport } from "../src/app/day/day-report.ts";
import { openTill, type OpenTill, systemStoreDeps } from "../src/app/open-till.ts";
import { addDays } from "../src/domain/civil-time.ts";
import { toStreamId } from "../src/domain/identity.ts";
import { oneUnit } from "../src/domain/money/amounts.ts";
import { ok } from "../src/domain/result.ts";
import { deviceKeyFromSeed } from "../src/ledger/log/chain.ts";
import { joinLedger } from "../src/ledger/open-ledger.ts";
import { makeHistory } from "./history.ts";
import { type Measurement, rounded, timeEach } from "./measurement.ts";
import { foundBenchShop, openBenchTill, sessionOf } from "./shop.ts";

const DAYS = 365;
/** Of the year: the day that is reported. */
const DAY = 300;
const ROUNDS = 9;
/** In one Z. */
const SALES = 40;
const REPORT_MS_MAX = 300;

/** Each of them is a shop of its own; the least of some rounds in turn, whatever else the machine does. */
export async function measureNight(
  dir: string,
  sizes: { readonly short: number; readonly long: number },
): Promise<ReadonlyArray<Measurement>> {
  const few = await tillAfter(path.join(dir, "few"), sizes.short);
  const many = await tillAfter(path.join(dir, "many"), sizes.long);
  const zs = Array.from({ length: ROUNDS + 1 }, () => [closeOnce(few), closeOnce(many)] as const);
  // The first of each loads what it needs.
  const [short, long] = [0, 1].map((at) => Math.min(...zs.slice(1).map((z) => z[at] ?? 0)));
  const report = Math.min(...Array.from({ length: ROUNDS }, () => reportOnce(many)));
  const sold = Math.min(...Array.from({ length: ROUNDS }, () => reportOnce(few)));
  await few.open.close();
  await many.open.close();
  return [
    {
      name: `a Z of ${SALES} sales after ${sizes.long.toLocaleString("en")} events`,
      value: rounded((long ?? 0) / (short ?? 1)),
      unit: "×",
      limit: 1.2,
      note: `beside ${rounded(short ?? 0)} ms after ${sizes.short.toLocaleString("en")}; the same in turn, the least of ${ROUNDS}`,
    },
    {
      name: `a day reconciled after ${sizes.long.toLocaleString("en")} events`,
      value: rounded(report),
      unit: "ms",
      limit: REPORT_MS_MAX,
      note: `one of ${DAYS}, beyond start-up and catching up; after ${sizes.short.toLocaleString("en")} events ${rounded(sold)} ms; the least of ${ROUNDS}`,
    },
  ];
}

interface AfterYear {
  readonly open: OpenTill;
  readonly reported: ReturnType<typeof addDays>;
  readonly today: ReturnType<typeof addDays>;
}

/** A till that has heard a year of another one, and sells on the day after it. */
async function tillAfter(name: string, events: number): Promise<AfterYear> {
  const founder = openBenchTill(await foundBenchShop(path.dirname(name), path.basename(name)));
  const { ledger, days } = founder.till;
  const first = days().now;
  const seed = systemStoreDeps.random.bytes(32);
  const { device, publicKey: key } = deviceKeyFromSeed(seed);
  const body = { device, key, code: "B", name: "Late", rights: ["till"] };
  ledger.commit({
    by: "",
    name: "enrol",
    decide: () => ok({ events: [{ kind: "device/enrolled", streams: [], body }] }),
  });
  const { pieces } = await makeHistory(founder, events, DAYS);
  const { shop, founder: by } = ledger.identity;
  const store = `${name}-late`;
  const joining = { shop, founder: by, seed, zone: "Europe/Amsterdam" };
  const late = joinLedger(store, joining, systemStoreDeps);
  for (const piece of pieces) {
    late.receive(piece);
    while (late.foldSome());
  }
  late.flush();
  const today = addDays(first, DAYS);
  late.commit({
    by: "1",
    name: "begin day",
    decide: () =>
      ok({
        day: today,
        events: [
          { kind: "day/began", streams: [toStreamId("day", today)], body: { how: "clock" } },
        ],
      }),
  });
  late.close();
  await founder.close();
  return { open: openTill(store), reported: addDays(first, DAY), today };
}

/** In milliseconds. */
function closeOnce({ open, today }: AfterYear): number {
  const session = sessionOf(open);
  for (let sale = 0; sale < SALES; sale += 1) {
    session.perform({ act: "add", sku: "COFFEE", quantity: oneUnit });
    session.perform({ act: "pay", type: "cash", tendered: session.cashDue() });
    session.newOrder();
  }
  open.till.ledger.flush();
  return once(() => {
    if (closeOwnZ(open.till, today).length !== 1) throw new Error("There was no Z.");
  });
}

function reportOnce({ open: { till }, reported }: AfterYear): number {
  return once(() => {
    const { receipts } = dayReport(till, reported);
    if (receipts === 0) throw new Error("Nothing was sold on the day.");
  });
}

function once(work: () => void): number {
  return (timeEach(1, work)[0] ?? 0) / 1000;
}
