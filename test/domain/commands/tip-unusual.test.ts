/** A tip of more than what it is given for is mostly a slip of the finger: whoever takes it is asked. */

import { describe, expect, test } from "vitest";

import { type Decision, type DecisionContext } from "../../../src/domain/commands/decision.ts";
import {
  decideCard,
  decideCash,
  decideForeign,
  decideTender,
} from "../../../src/domain/commands/money/pay-order.ts";
import { decideSetRate } from "../../../src/domain/commands/office/change-rates.ts";
import { decideChangeTenders } from "../../../src/domain/commands/office/change-tenders.ts";
import { minor } from "../../../src/domain/money/amounts.ts";
import { currenciesByCode, type Currency } from "../../../src/domain/money/currency.ts";
import { type OrderState } from "../../../src/domain/state/order-state.ts";
import { type Counter, createCounter } from "../../support/counter.ts";
import { faultOf, valueOf } from "../../support/shop.ts";
import { catalogueOf, product } from "../../support/small-shop.ts";

const TARTE = product("TARTE", { price: minor(352), station: "" });
const CATALOGUE = catalogueOf([TARTE]);
const EURO = currenciesByCode.get("EUR") as Currency;

type Taking = (
  context: DecisionContext,
  order: OrderState,
  tip: { readonly tip: ReturnType<typeof minor>; readonly isTipSure?: boolean },
) => Decision;

const TAKINGS: Readonly<Record<string, Taking>> = {
  cash: (context, order, tip) => decideCash(context, order, { tendered: minor(1000), ...tip }),
  "foreign cash": (context, order, tip) =>
    decideForeign(context, order, { currency: "USD", amount: minor(2000), ...tip }),
  card: (context, order, tip) => decideCard(context, order, { amount: undefined, ...tip }),
  "an own tender": (context, order, tip) =>
    decideTender(context, order, { tender: "own-voucher", amount: undefined, ...tip }),
};

describe.each(Object.entries(TAKINGS))("a tip by %s", (_name, take) => {
  test("of as much as the goods cost is taken without a question", () => {
    const counter = counterAt();

    const taken = counter.decide((context, order) => take(context, order, { tip: minor(352) }));

    expect(valueOf(taken)[1]?.body).toMatchObject({ amount: 352, tip: 352 });
  });

  test("of more is refused and writes nothing, until somebody says that it is right", () => {
    const counter = counterAt();
    const before = counter.events().length;

    const asked = counter.decide((context, order) => take(context, order, { tip: minor(353) }));

    expect(faultOf(asked)).toEqual({ type: "tip/unusual", tip: 353, due: 352 });
    expect(counter.events()).toHaveLength(before);
    const sure = { tip: minor(353), isTipSure: true };
    const taken = counter.decide((context, order) => take(context, order, sure));
    expect(valueOf(taken)[1]?.body).toMatchObject({ amount: 352, tip: 353 });
  });

  test("is measured by what is still due after a part was paid", () => {
    const counter = counterAt();
    valueOf(
      counter.decide((context, order) =>
        decideCash(context, order, { tendered: minor(300), tip: minor(0) }),
      ),
    );

    const asked = counter.decide((context, order) => take(context, order, { tip: minor(53) }));

    expect(faultOf(asked)).toEqual({ type: "tip/unusual", tip: 53, due: 52 });
  });
});

function counterAt(): Counter {
  const counter = createCounter({ catalogue: CATALOGUE });
  valueOf(
    counter.decide((context) => decideChangeTenders(context, { type: "add", name: "Voucher" })),
  );
  valueOf(
    counter.decide((context) => decideSetRate(context, { currency: "USD", rate: "0.92" }, EURO)),
  );
  counter.add(TARTE);
  return counter;
}
