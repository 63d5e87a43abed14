/** The exercises of tables: guests sit down, and sit down elsewhere. */

import { foldText } from "../../domain/entry-text.ts";
import { type OrderView } from "../../domain/views.ts";
import { type TillContext } from "../till-context.ts";
import { goodsThat } from "./exercise-goods.ts";
import { type Exercise, key, type Learner, linesOf, typed } from "./exercise.ts";

/** Where nobody has said which tables there are, any number is one. */
const ANY_TABLES = ["7", "8", "9"];
const GUESTS = 2;

export function table(till: TillContext, learner: Learner): Exercise | undefined {
  const [at] = freeTables(till, learner);
  const goods = goodsThat(
    till,
    ({ modifierGroups, station }) => modifierGroups.length === 0 && station !== "",
  );
  if (at === undefined || goods === undefined) return undefined;
  return {
    task: (words) =>
      words.table({ goods: goods.product.name, table: till.words.tables.table({ table: at }) }),
    keys: [typed(`${at}*${GUESTS}`), key("F7"), typed(goods.text), key("Enter"), key("F2")],
    isDone: (acts) =>
      acts.some(
        (act) =>
          act.type === "order" &&
          isAt(act.order, at) &&
          act.order.covers === GUESTS &&
          linesOf(act.order, goods.product).some(
            ({ kitchen }) => kitchen === "sent" || kitchen === "printed",
          ),
      ),
  };
}

export function move(till: TillContext, learner: Learner): Exercise | undefined {
  const [from, to] = freeTables(till, learner);
  const goods = goodsThat(till, ({ modifierGroups }) => modifierGroups.length === 0);
  if (from === undefined || to === undefined || goods === undefined) return undefined;
  const { tables } = till.words;
  return {
    task: (words) =>
      words.move({
        goods: goods.product.name,
        from: tables.table({ table: from }),
        to: tables.table({ table: to }),
      }),
    keys: [typed(from), key("F7"), typed(goods.text), key("Enter"), typed(`>${to}`), key("F7")],
    isDone: (acts) => {
      const orders = acts.flatMap((act) => (act.type === "order" ? [act.order] : []));
      const sat = new Set(orders.filter((order) => isAt(order, from)).map(({ id }) => id));
      return orders.some(
        (order) => isAt(order, to) && sat.has(order.id) && linesOf(order, goods.product).length > 0,
      );
    },
  };
}

/** As somebody types them. */
function freeTables({ port }: TillContext, { state }: Learner): ReadonlyArray<string> {
  const { tables } = port.shop;
  const used = new Set((state.session?.openTables() ?? []).map((open) => foldText(open.table)));
  return (tables.length > 0 ? tables : ANY_TABLES).map(foldText).filter((name) => !used.has(name));
}

function isAt(order: OrderView, name: string): boolean {
  return foldText(order.table) === name;
}
