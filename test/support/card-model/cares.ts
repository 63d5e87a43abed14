/** What becomes of a payment that nobody is at: what a till does by itself, and what a person says. */

import { type CardOutcome } from "../../../src/card/contract.ts";
import { judgeMemory } from "../../../src/card/judge.ts";
import { deviceOf } from "../../../src/domain/identity.ts";
import {
  ledgerSaysAt,
  type PlacedPayment,
  takeAfter,
  unsettledCardPayments,
  untakenBeforeTakes,
} from "../../../src/domain/terminals/card-ledger.ts";
import {
  deviceAt,
  type Doer,
  numberOf,
  placedAt,
  profileOf,
  resumed,
  settled,
  wrote,
} from "./doings.ts";
import { ledgerOf } from "./facts.ts";
import { requestAfter, type World } from "./world.ts";

/** What a till does by itself about a payment that nobody is at, as the product's card-recovery.ts does. */
export type Care = (world: World) => World;

export function caresOf(world: World, doer: Doer): ReadonlyArray<Care> {
  const { till } = doer;
  const { view, driver } = ledgerOf(world, till);
  const all = [...unsettledCardPayments(view), ...untakenBeforeTakes(view)];
  return all.flatMap((placed): ReadonlyArray<Care> => {
    const payment = numberOf(placed);
    const isOwn = deviceOf(placed.id) === deviceAt(till);
    const take = isOwn ? takeAfter(view, placed) : undefined;
    const atTake = take === undefined ? undefined : capturedAtTake(world, doer, { placed, take });
    if (atTake !== undefined) return [() => atTake];
    if (placed.state !== "open") return [];
    const isDriver = driver.till === till;
    if (isDriver && isOwn && driver.turn === placed.started.terminal.turn) {
      return [(now) => resumed(now, doer, payment)];
    }
    if (!isOwn && !isDriver) return [];
    const last = takeAfter(view, placed)?.last ?? null;
    const outcome = { type: "unknown", why: "used-since", found: last } as const;
    return [(now) => settled(now, till, { payment, outcome })];
  });
}

function capturedAtTake(
  world: World,
  { till, wording }: Doer,
  {
    placed,
    take,
  }: {
    readonly placed: PlacedPayment;
    readonly take: NonNullable<ReturnType<typeof takeAfter>>;
  },
): World | undefined {
  const { last } = take;
  if (last === null) return undefined;
  const { view } = ledgerOf(world, till);
  const says = { ...last, act: last.act, code: "", card: { ref: last.ref } };
  const ledger = { ...ledgerSaysAt(view, placed, take), isOwnStart: true, ageMs: 0 };
  const asks = { ledger, profile: profileOf(wording) };
  const request = requestAfter(placed.started.terminal.after);
  const verdict = judgeMemory(request, { type: "receipt", says }, asks);
  if (verdict.type !== "yes") return undefined;
  const outcome: CardOutcome = { type: "captured", says: verdict.says, how: "memory" };
  return settled(world, till, { payment: numberOf(placed), outcome });
}

/** A person who has looked at the terminal says what became of a payment. */
export function saidBy(world: World, till: number, payment: number): World {
  const placed = placedAt(world, till, payment);
  const charge = world.charges.find((one) => one.payment === payment && one.isStanding);
  if (placed?.state !== "unknown") return world;
  const says = charge === undefined ? "no" : "yes";
  const said = wrote(world, { by: till, type: "said", payment, says });
  return charge === undefined
    ? said
    : wrote(said, { by: till, type: "captured", payment, ref: null, amount: charge.amount });
}
