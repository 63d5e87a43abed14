/** One more till for the café: another one has enrolled it, and both know of it. */

import path from "node:path";

import { type OpenTill } from "../../src/app/open-till.ts";
import { systemCalendar } from "../../src/app/system/calendar.ts";
import { type Till } from "../../src/app/till/till.ts";
import { ok } from "../../src/domain/base/result.ts";
import { type BusinessDay, toStreamId } from "../../src/domain/identity.ts";
import { joinLedger } from "../../src/ledger/open-ledger.ts";
import { type Cafe, CAFE_DAY } from "./cafe.ts";
import { synchroniseLedgers } from "./shop.ts";
import { temporaryFolder } from "./temporary-folder.ts";
import { testRandom } from "./test-random.ts";

const DAY = CAFE_DAY as BusinessDay;

interface Newcomer {
  readonly code: string;
  readonly name: string;
  /** Of its key. */
  readonly seed: number;
}

const BAR: Newcomer = { code: "B", name: "Bar", seed: 7 };

export async function enrolBar(
  { clock, openAt }: Cafe,
  { ledger }: Till,
  { code, name, seed: sign }: Newcomer = BAR,
): Promise<OpenTill> {
  const dir = path.join(await temporaryFolder(), "bar");
  const { shop, founder } = ledger.identity;
  const seed = new Uint8Array(32).fill(sign);
  const zone = ledger.founding()?.zone ?? "";
  const bar = joinLedger(
    dir,
    { shop, founder, seed, zone },
    { clock, random: testRandom, offsetMinutes: systemCalendar.offsetMinutes },
  );
  const { device, publicKey: key } = bar.identity.key;
  const body = { device, key, code, name, rights: ["till"] };
  const enrolled = { kind: "device/enrolled", streams: [], body } as const;
  ledger.commit({ by: "", name: "enrol", decide: () => ok({ events: [enrolled] }) });
  synchroniseLedgers(ledger, bar);
  const streams = [toStreamId("day", DAY)];
  const began = { kind: "day/began", streams, body: { how: "clock" } } as const;
  bar.commit({ by: "", name: "begin day", decide: () => ok({ day: DAY, events: [began] }) });
  synchroniseLedgers(bar, ledger);
  bar.close();
  return openAt(dir);
}

/** A café with its bar, both open. */
export interface CafeOfTwo {
  readonly cafe: Cafe;
  readonly a: OpenTill;
  readonly b: OpenTill;
}

export async function cafeOfTwo(newCafe: () => Promise<Cafe>): Promise<CafeOfTwo> {
  const cafe = await newCafe();
  const a = cafe.open();
  return { cafe, a, b: await enrolBar(cafe, a.till) };
}
