/** Acts of any kind, made of what their schemas allow, for tests that do whatever people may do. */

import * as z from "zod";

import { type Dice } from "../../proof/sim/dice.ts";
import { type ActId, actOf, type ActRequest, ACTS } from "../../src/acts/all.ts";
import { type OpenTill } from "../../src/app/open-till.ts";
import { listOrders } from "../../src/app/orders/orders.ts";
import { createUnseenSession } from "../../src/app/register/unseen-session.ts";
import { ok } from "../../src/domain/base/result.ts";
import { type TillSession } from "../../src/tui/ports/till-port.ts";
import { type SampleOptions, schemaSample } from "./schema-sample.ts";
import { synchroniseLedgers } from "./shop.ts";

const RAVI = { number: "4", name: "Ravi" };
export const ACT_IDS = Object.keys(ACTS) as ReadonlyArray<ActId>;

/** What a schema alone would hardly ever come upon. */
type Likely = Readonly<Record<string, ReadonlyArray<unknown>>>;
const LIKELY: Likely = {
  count: [1000, 2000],
  customer: [""],
  dueAt: ["2026-12-05T10:00", "2026-11-21T09:30", ""],
  isPack: [false],
  quantity: [1000, 2000, 3000, -1000, 500],
  price: [0, 100, 250],
  rate: [0, 10_000, 100_000],
  reason: ["waited", ""],
  table: ["7", "8", ""],
};

export interface AnyDesk {
  readonly open: OpenTill;
  readonly session: TillSession;
}

export function deskOf(open: OpenTill): AnyDesk {
  const { till, random } = open;
  const session = createUnseenSession({
    till,
    open,
    actor: RAVI,
    random,
    prepare: () => ok(undefined),
  });
  return { open, session };
}

/** Does what a person does between acts: undo, another order, a new one. */
export function beside(dice: Dice, session: TillSession): void {
  const others = session.openOrders();
  if (dice.chance(0.4)) session.undo();
  else if (others.length > 0 && dice.chance(0.7)) session.recall(dice.pick(others).id);
  else session.newOrder();
}

export function exchange(a: OpenTill, b: OpenTill): void {
  synchroniseLedgers(a.till.ledger, b.till.ledger);
  synchroniseLedgers(b.till.ledger, a.till.ledger);
}

/** Returns an act as somebody might ask for it. Goods are rung up often: most other acts need some. */
export function anyRequest(
  dice: Dice,
  { open: { till }, session }: AnyDesk,
  {
    ids = ACT_IDS,
    likely = {},
  }: { readonly ids?: ReadonlyArray<ActId>; readonly likely?: Likely } = {},
): ActRequest | undefined {
  const id = dice.chance(0.3) ? "add" : dice.pick(ids);
  const orders = listOrders(till, { day: till.days().now, openOnly: false });
  const shown = session.order();
  const lines = (shown?.lines ?? []).map(({ id: line }) => line);
  const events =
    dice.chance(0.8) && lines.length > 0
      ? lines
      : [...orders, ...orders.flatMap((order) => order.lines)].map((one) => one.id);
  const values: Likely = {
    sku: [...till.catalogue().productsBySku.keys()],
    ...LIKELY,
    part: (shown?.parts ?? []).map(({ id: part }) => part),
    ...likely,
  };
  const input = sampleOrNone(id, {
    known: (name) => {
      if (name === "event id") return events.length === 0 ? undefined : dice.pick(events);
      const [first, ...others] = values[name] ?? [];
      const isOther = name !== "sku" && dice.chance(0.1);
      return first === undefined || isOther ? undefined : dice.pick([first, ...others]);
    },
    pick: (choices) => dice.pick(choices),
    hasOptional: () => dice.chance(0.2),
  });
  const request: unknown = { act: id, ...input };
  return input && (request as ActRequest);
}

/** Returns undefined where a schema has rules beyond its shape, and chance has broken them. */
function sampleOrNone(id: ActId, options: SampleOptions): object | undefined {
  try {
    return schemaSample(actOf(id).input(), options) as object;
  } catch (error) {
    if (error instanceof z.ZodError) return undefined;
    throw error;
  }
}

export function ordersOf({ till }: OpenTill): unknown {
  return listOrders(till, { day: till.days().now, openOnly: false });
}
