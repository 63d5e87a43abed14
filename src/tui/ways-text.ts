/** Money that goes back, by the key that gives it. */

import { type TenderMoney } from "../domain/tenders/tenders.ts";
import { colonOf } from "../words/screen-words.ts";
import { keyLabel } from "./commands.ts";
import { type TillContext } from "./till-context.ts";

/** Returns the refund of each key, in one line. */
export function waysText(till: TillContext, ways: ReadonlyArray<TenderMoney>): string {
  const { cardBack, giveBack, tenderBack: asTender } = till.words.pay;
  return ways
    .map(({ method, name = method, amount }) => {
      const money = till.money(amount);
      if (method === "cash") return keyLabel("f9") + colonOf(till) + giveBack({ money });
      return method === "card"
        ? keyLabel("f12") + colonOf(till) + cardBack({ money })
        : keyLabel("f10") + colonOf(till) + asTender({ money, name });
    })
    .join("; ");
}
