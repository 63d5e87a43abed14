/**
 * The exercises of what takes a right that a cashier seldom has: somebody else vouches with their PIN.
 * Whoever has the right does it alone, with fewer keys.
 */

import { milliPercent, oneUnit, sumMinor } from "../../domain/money/amounts.ts";
import { type GuardedAct } from "../ports/people-port.ts";
import { type StaffTile } from "../ports/refusal-port.ts";
import { rowsOf } from "../rows/list-rows.ts";
import { type TillContext } from "../till-context.ts";
import { type Words } from "../words.ts";
import { goodsThat } from "./exercise-goods.ts";
import {
  type Exercise,
  isOnly,
  key,
  type Learner,
  linesOf,
  paidActs,
  type Press,
  typed,
} from "./exercise.ts";

/** In 1/1000 %; the first that is beyond what the learner may give. */
const RATES = [10_000, 20_000, 30_000, 50_000].map(milliPercent);

export function voidSent(till: TillContext, learner: Learner): Exercise | undefined {
  const goods = goodsThat(
    till,
    ({ modifierGroups, station }) => modifierGroups.length === 0 && station !== "",
  );
  const word = wordOf(till, learner, { permission: "void" });
  if (goods === undefined || word === undefined) return undefined;
  return {
    task: (words) => withWord(words, words.void({ goods: goods.product.name }), word),
    keys: [typed(goods.text), key("Enter"), key("F2"), key("F5"), typed("1"), ...word.keys],
    isDone: (acts) => {
      const sent = acts.findIndex(
        (act) =>
          act.type === "order" &&
          linesOf(act.order, goods.product).some(
            ({ kitchen }) => kitchen === "sent" || kitchen === "printed",
          ),
      );
      return (
        sent >= 0 &&
        acts
          .slice(sent)
          .some((act) => act.type === "order" && linesOf(act.order, goods.product).length === 0)
      );
    },
  };
}

export function refund(till: TillContext, learner: Learner): Exercise | undefined {
  const number = receiptToReturn(till, learner);
  const word = wordOf(till, learner, { permission: "return" });
  const sign = signOfReturn(till, learner);
  if (number === undefined || word === undefined || sign === undefined) return undefined;
  return {
    task: (words) => withWord(words, words.refund({ receipt: number }), word),
    keys: [
      // The digits alone are a receipt of this till.
      typed(String(Number(number.replace(/^.*-/u, "")))),
      key("F10"),
      typed(sign),
      typed("*"),
      key("F9"),
      typed("1"),
      ...word.keys,
    ],
    isDone: (acts) => {
      const returns = acts.flatMap((act) =>
        act.type === "gave-back" && act.back.receipt.number === number ? [act.back] : [],
      );
      const inCash = returns
        .filter(({ method }) => method === "cash")
        .flatMap(({ lines }) => lines);
      const before = returns[0]?.receipt.lines ?? [];
      return (
        returns.length > 0 &&
        before.every(
          ({ line, left }) =>
            inCash
              .filter((back) => back.line === line)
              .reduce((sum, { quantity }) => sum + quantity, 0) === left,
        )
      );
    },
  };
}

export function discount(till: TillContext, learner: Learner): Exercise | undefined {
  const goods = goodsThat(till, ({ modifierGroups }) => modifierGroups.length === 0);
  const offered = RATES.flatMap((rate) => {
    const word = wordOf(till, learner, { permission: "discount", rate });
    return word === undefined ? [] : [{ rate, word }];
  });
  const chosen = offered.find(({ word }) => word.keys.length > 0) ?? offered[0];
  if (goods === undefined || chosen === undefined) return undefined;
  const { rate, word } = chosen;
  const percent = String(rate / 1000);
  return {
    task: (words) => withWord(words, words.discount({ goods: goods.product.name, percent }), word),
    keys: [
      typed(goods.text),
      key("Enter"),
      typed(`-${percent}%`),
      key("Enter"),
      // What somebody has to vouch for is said with a reason first.
      ...(word.keys.length === 0 ? [] : [typed("1"), ...word.keys]),
      key("F9"),
      key("Enter"),
    ],
    isDone: (acts) =>
      paidActs(acts).some(({ outcome: { order } }) => {
        const isOff =
          order.discountRate === rate || order.lines.some((line) => line.discountRate === rate);
        return isOff && isOnly(order, goods.product, oneUnit);
      }),
  };
}

/** Who may say yes, and the keys that ask the one whom it takes the fewest; no keys where nobody has to. */
interface Word {
  readonly approvers: ReadonlyArray<StaffTile>;
  readonly keys: ReadonlyArray<Press>;
}

function wordOf({ port }: TillContext, { number }: Learner, act: GuardedAct): Word | undefined {
  const vouching = port.vouching(number, act);
  if (vouching.type === "needless") return { approvers: [], keys: [] };
  const { approvers, usual } = vouching;
  const asked =
    approvers.find((person) => person.number === usual) ??
    approvers.toSorted((one, other) => one.number.length - other.number.length)[0];
  if (asked === undefined) return undefined;
  const pin = port.staff().find((person) => person.number === asked.number)?.demoPin ?? "";
  const named = asked.number === usual ? [] : [typed(asked.number), key("Enter")];
  return { approvers, keys: [...named, typed(pin), key("Enter")] };
}

function withWord(words: Words["exercises"], task: string, { approvers }: Word): string {
  if (approvers.length === 0) return task;
  return `${task} ${words.vouch({ names: approvers.map(({ number, name }) => `${name} (${number})`) })}`;
}

/** The newest that something is left of. */
function receiptToReturn({ port }: TillContext, { state }: Learner): string | undefined {
  return port
    .receipts()
    .filter(({ total }) => total > 0)
    .find(({ number }) => {
      const found = state.session?.receipt(number);
      return (
        found === undefined ||
        (found.ok && sumMinor(found.value.lines, ({ leftNet }) => leftNet) > 0)
      );
    })?.number;
}

/** In the list under F10. */
function signOfReturn(till: TillContext, { state }: Learner): string | undefined {
  const list = { type: "more" as const, filter: "", at: 0 };
  return rowsOf(till, { ...state, screen: "register", list }).find(
    ({ choice }) => choice.type === "command" && choice.id === "return",
  )?.sign;
}
