/** A till that has heard a year of another one, each day as busy: for what is measured of a long past. */

import path from "node:path";

import { openTill, type OpenTill } from "../src/app/open-till.ts";
import { systemStoreDeps } from "../src/app/system/store-deps.ts";
import { ok } from "../src/domain/base/result.ts";
import { type BusinessDay, toStreamId } from "../src/domain/identity.ts";
import { addDays } from "../src/domain/text/civil-time.ts";
import { deviceKeyFromSeed } from "../src/ledger/log/chain.ts";
import { joinLedger } from "../src/ledger/open-ledger.ts";
import { makeHistory } from "./history.ts";
import { foundBenchShop, openBenchTill } from "./shop.ts";

export interface AfterYear {
  readonly open: OpenTill;
  readonly store: string;
  /** The first day of the year, and the day after it. */
  readonly first: BusinessDay;
  readonly today: BusinessDay;
}

/** A till that has heard a year of another one, and sells on the day after it. */
export async function tillAfterYear(
  name: string,
  events: number,
  yearDays: number,
): Promise<AfterYear> {
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
  const { pieces } = await makeHistory(founder, events, { days: yearDays });
  const { shop, founder: by } = ledger.identity;
  const store = `${name}-late`;
  const joining = { shop, founder: by, seed, zone: "Europe/Amsterdam" };
  const late = joinLedger(store, joining, systemStoreDeps);
  for (const piece of pieces) {
    late.receive(piece);
    while (late.foldSome());
  }
  late.flush();
  const today = addDays(first, yearDays);
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
  return { open: openTill(store), store, first, today };
}
