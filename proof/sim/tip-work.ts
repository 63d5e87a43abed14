/**
 * Tips and reports in the simulated shop: in the evening a shift lead shares the tips out, to the drawer or to
 * payroll, now and then two leads do apart; and somebody looks at what was sold on the last days. Where people are
 * polite, one till alone shares tips out.
 */

import { poolTips } from "../../src/app/people/tip-pool.ts";
import { tryStore } from "../../src/app/store-errors.ts";
import { drawerInUse, openDrawers } from "../../src/domain/drawer/drawers.ts";
import { POOL_RULES } from "../../src/domain/events/tips-events.ts";
import { type EventId } from "../../src/domain/identity.ts";
import { addDays } from "../../src/domain/text/civil-time.ts";
import { doneText } from "./done-act.ts";
import { salesByDay } from "./report-checks.ts";
import { endShifts, type ShiftWorkDeps } from "./shift-work.ts";
import { staffNumber } from "./shop-set-up.ts";
import { expectPool } from "./tip-checks.ts";
import { type World } from "./world.ts";

export interface TipWork {
  /** A lead shares tips out, or looks at a report, after an act. Returns its name. */
  readonly after: (done: string) => string;
}

export interface TipWorkDeps extends ShiftWorkDeps {
  readonly world: Pick<World, "books" | "problem">;
  /** The name of the box. */
  readonly name: string;
  /** Tells the books what was done since this person began the present act. */
  readonly tellBooks: () => void;
}

const POOL_SHARE = 0.1;
const REPORT_SHARE = 0.06;
const YESTERDAY_SHARE = 0.3;
const DRAWER_SHARE = 0.6;
/** The days that a report looks back. */
const REPORT_DAYS = 2;

export function createTipWork(deps: TipWorkDeps): TipWork {
  const { dice } = deps;
  // The dice are separate again, so that whoever looks changes nothing else.
  const looking = dice.fork("reports");
  return {
    after: (before) => {
      const done = dice.chance(POOL_SHARE)
        ? `${before}; ${tryStore(() => shareOut(deps), "en")}`
        : before;
      if (!looking.chance(REPORT_SHARE)) return done;
      return `${done}; ${tryStore(() => lookAtSales(deps), "en")}`;
    },
  };
}

function shareOut(deps: TipWorkDeps): string {
  const { dice, open, actor, manners, world, name } = deps;
  const { till } = open;
  if (manners === "silence" && actor.number !== staffNumber(0)) return "no lead";
  const { now } = till.days();
  const to = dice.chance(YESTERDAY_SHARE) ? addDays(now, -1) : now;
  const from = dice.chance(YESTERDAY_SHARE) ? addDays(to, -1) : to;
  const ended = endShifts(deps, { from, to });
  const drawer = dice.chance(DRAWER_SHARE) ? drawerHere(deps) : undefined;
  const by = dice.pick(POOL_RULES);
  const points = new Map([[staffNumber(0), 2]]);
  deps.tellBooks();
  const expected = expectPool(world, till.ledger, { from, to });
  const done = poolTips(till, actor, { from, to, by, points, drawer });
  if (done.ok) {
    for (const sentence of expected.wrongIn(done.value)) world.problem(`${name}: ${sentence}`);
  }
  return `${ended} shifts ended, ${doneText("pool tips", done)}`;
}

function drawerHere({ open: { till }, actor }: TipWorkDeps): EventId | undefined {
  const { device } = till.ledger.identity.key;
  return till.ledger.read((view) => {
    const own = drawerInUse(view, { device, staff: actor.number });
    return (own ?? openDrawers(view).find(({ place }) => place.device === device))?.id;
  });
}

/** What is read of past days is kept, and has to be read anew once something comes later. */
function lookAtSales({ open: { till } }: TipWorkDeps): string {
  const to = till.days().now;
  const rows = salesByDay(till, { from: addDays(to, 1 - REPORT_DAYS), to });
  return `looks at the sales of ${rows.length} days`;
}
