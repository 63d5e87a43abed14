/** Tips at the register: who is owed what, and what was shared out. */

import { ok } from "../../domain/base/result.ts";
import { inCoins } from "../../domain/commands/money/pool-tips.ts";
import { smallestCoin } from "../../domain/money/currency.ts";
import { localDay } from "../../domain/text/locale.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { type TipsDesk } from "../../tui/ports/tips-port.ts";
import { historyWords } from "../../words/made/history/all.ts";
import { tipBalances } from "../people/tip-balances.ts";
import { pooledTotal } from "../people/tip-pool.ts";
import { moneyText } from "../speech.ts";
import { mayCount, type Desk } from "./register-desk.ts";

export function tipsActions(desk: Desk): TipsDesk {
  const { till } = desk;
  return {
    read: () => {
      const may = mayCount(desk);
      if (!may.ok) return may;
      const locale = desk.locale();
      const { tipsPooled } = wordsIn(historyWords, locale).did;
      const { owed, pools } = tipBalances(till);
      return ok({
        owed: owed
          .map(({ staff, amount }) => ({
            staff,
            name: till.staffName(staff),
            amount: inCoins(amount, { coin: smallestCoin(till.currency) }),
          }))
          .filter(({ amount }) => amount !== 0),
        pools: pools.map(({ body }) =>
          tipsPooled({
            from: localDay(body.from, locale),
            to: localDay(body.to, locale),
            money: moneyText(pooledTotal(body), { currency: till.currency, locale }),
            pay: body.pay,
          }),
        ),
      });
    },
  };
}
