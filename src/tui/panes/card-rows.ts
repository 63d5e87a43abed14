/** Card payments at terminals and tabs by card, beside the order and in the payment. */

import { type CardView, type TabView } from "../../domain/views.ts";
import { cardSays } from "../cards.ts";
import { type CardAtWork } from "../ports/card-port.ts";
import { blankRow, type PaneRows, row } from "../rows/pane-row.ts";
import { drawable, type Signs, wrapTo } from "../terminal/cell-text.ts";
import { type TillContext } from "../till-context.ts";

/** `CARD 20.00 at A since 20:14`: at every till, of each payment that may still come. */
export function cardText({ words, port, money }: TillContext, card: CardView): string {
  const facts = {
    money: money(card.sum),
    till: port.cards.tillCode(card.till),
    time: port.timeOf(card.wallMs),
  };
  return words.cards.row[card.state](facts);
}

/** What stands in the payment in the place of sums while the terminal is at it. */
export function cardAtWorkRows(
  till: TillContext,
  at: CardAtWork,
  { width, signs }: { readonly width: number; readonly signs: Signs },
): PaneRows {
  const { cards } = till.words;
  const says = at.isStopping ? cards.stops({ name: at.name }) : cardSays(till, at);
  const lines = wrapTo(drawable(says, signs), width - 2);
  return [
    row(` ${drawable(cards.title({ name: at.name }), signs)}`, "bold"),
    ...lines.map((text) => row(` ${text}`)),
    blankRow,
    ...cards.keys.map((text) => row(` ${text}`)),
  ];
}

/** `TAB 50.00 at bar, 12.40 left`: at every till. */
export function tabText({ words, money }: TillContext, tab: TabView): string {
  const { terminal } = tab;
  return words.tabs.row[tab.state]({
    money: money(tab.holds),
    left: money(tab.left),
    terminal,
  });
}
