/**
 * What a program does at two tills on disk: the test does it with the program as it is, and a process of its own
 * with a later one (`one-figure-more.ts`).
 */

import { createSeededRandom } from "../../proof/sim/dice.ts";
import { closeOwnZ } from "../../src/app/day/close-day.ts";
import { writeClose } from "../../src/app/day/close-evening.ts";
import { dayReport } from "../../src/app/day/day-report.ts";
import { openTill, type OpenTill } from "../../src/app/open-till.ts";
import { systemCalendar } from "../../src/app/system/calendar.ts";
import { FIGURES_REVISION, isKnownAt } from "../../src/domain/figures/day-sums.ts";
import { type BusinessDay, businessDaySchema } from "../../src/domain/identity.ts";
import { createManualClock } from "./manual-clock.ts";
import { MIA } from "./mia.ts";
import { sellGoods } from "./sell-goods.ts";
import { synchroniseLedgers } from "./shop.ts";

interface TwoTills {
  readonly dirs: readonly [string, string];
  readonly nowMs: number;
  /** Of what is drawn at random. */
  readonly seed: string;
}

/** What a program finds on each till, and of the Zs of a day. */
interface Found {
  readonly differences: ReadonlyArray<unknown>;
  readonly zs: ReadonlyArray<{
    readonly series: string;
    readonly revision: number;
    readonly payments: number | null;
  }>;
}

let openings = 0;

/** Opens both tills, does something there, and closes them. */
export async function atBoth<Result>(
  { dirs, nowMs, seed }: TwoTills,
  act: (a: OpenTill, b: OpenTill) => Result,
): Promise<Result> {
  const { offsetMinutes } = systemCalendar;
  // Each opening draws others.
  openings += 1;
  const random = createSeededRandom(`${seed} ${openings}`);
  const deps = { clock: createManualClock(nowMs), random, offsetMinutes };
  const [a, b] = [openTill(dirs[0], deps), openTill(dirs[1], deps)];
  try {
    return act(a, b);
  } finally {
    await a.close();
    await b.close();
  }
}

export function sellAndMakeZ({ till }: OpenTill): void {
  const day = till.days().suggested;
  till.beginDay(MIA, day);
  sellGoods(till, ["100"], { cash: 500 });
  closeOwnZ(till, day);
}

export function meetAndCloseDay(a: OpenTill, b: OpenTill): void {
  meet(a, b);
  const day = a.till.days().now;
  writeClose(a, { day, asked: "4" }, { view: undefined, withoutZ: [] });
  meet(a, b);
}

function meet(a: OpenTill, b: OpenTill): void {
  for (const [from, to] of [
    [a, b],
    [b, a],
    [a, b],
  ] as const) {
    synchroniseLedgers(from.till.ledger, to.till.ledger);
  }
}

export function findAt(tills: ReadonlyArray<OpenTill>, days: ReadonlyArray<BusinessDay>): Found {
  const [first] = tills;
  const states = days.flatMap(
    (day) => first?.till.ledger.read((view) => view.state("day", day).zs) ?? [],
  );
  return {
    differences: tills.flatMap(({ till }) =>
      days.flatMap((day) => dayReport(till, day).differences),
    ),
    zs: states
      .map(({ body: { day, series, revision = 0, figures } }) => {
        return { series: `${day} ${series}`, revision, payments: figures["payments"] ?? null };
      })
      .toSorted((one, other) => (one.series < other.series ? -1 : 1)),
  };
}

/** Whether sums are known at a revision, and at the next one. */
export function knowledge(
  names: ReadonlyArray<string>,
  revision: number,
): ReadonlyArray<ReadonlyArray<boolean>> {
  return names.map((name) => [revision, revision + 1].map((at) => isKnownAt(at, name)));
}

if (import.meta.main) {
  const [a = "", b = "", nowMs = "", ...days] = process.argv.slice(2);
  const shop = { dirs: [a, b], nowMs: Number(nowMs), seed: "later" } as const;
  const wanted = days.map((day) => businessDaySchema.parse(day));
  const before = await atBoth(shop, (...tills) => findAt(tills, wanted.slice(0, 1)));
  const after = await atBoth(shop, (first, second) => {
    sellAndMakeZ(first);
    meetAndCloseDay(first, second);
    return findAt([first, second], wanted);
  });
  const known = knowledge(["payments", "sales"], FIGURES_REVISION - 1);
  process.stdout.write(JSON.stringify({ before, after, known }));
}
