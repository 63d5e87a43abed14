/** The stock of the shop's goods behind a person in the back office. */

import { ok, err } from "../../domain/base/result.ts";
import { decideMoveStock } from "../../domain/commands/stock/move-stock.ts";
import { decideDelivery } from "../../domain/commands/stock/order-supplies.ts";
import { stockQuantity } from "../../domain/goods/stock-quantity.ts";
import { readStaffMember } from "../../domain/people/staff.ts";
import { localDate } from "../../domain/text/locale.ts";
import {
  type ArticleInStock,
  type LookedArticle,
  type OfficeStock,
} from "../../tui/ports/stock-port.ts";
import { readHistory } from "../history/history.ts";
import { memoByVersion } from "../memo-by-version.ts";
import { placeCalled } from "../stock/place-called.ts";
import { toOrderOf, usedPerDayLately } from "../stock/reorder.ts";
import { rightsOfShop } from "../stock/rights.ts";
import { stockOfArticle } from "../stock/stock.ts";
import { type Desk } from "./register-desk.ts";

/** As `till stock reorder` has it where nobody says otherwise. */
const DAYS_TO_LAST = 7;
const MOVES_SHOWN = 8;

export function officeStock(desk: Desk): OfficeStock {
  const { till } = desk;
  const { ledger } = till;
  /** Changes whenever anything moves: what a frame asks for is worked out once until then. */
  function version(): string {
    return ledger.read((view) =>
      [
        view.revision("order"),
        view.revision("stock"),
        view.revision("cat"),
        till.days().now,
      ].join(),
    );
  }
  const seen = memoByVersion(version, () => ({
    used: usedPerDayLately(till),
    known: new Map<string, ArticleInStock>(),
  }));
  const looked = memoByVersion(
    () => `${version()} ${desk.locale()}`,
    () => new Map<string, LookedArticle>(),
  );

  function list(skus: ReadonlyArray<string>): ReadonlyArray<ArticleInStock> {
    const { used, known } = seen();
    const { productsBySku } = till.catalogue();
    return skus.flatMap((sku) => {
      const product = productsBySku.get(sku);
      if (product === undefined || product.stock === "none") return [];
      const kept = known.get(sku);
      if (kept !== undefined) return kept;
      const { level, worth } = stockOfArticle(till, product);
      const usedPerDay = used.get(sku) ?? stockQuantity(0);
      const toOrder = toOrderOf({ product, level, usedPerDay }, DAYS_TO_LAST);
      const article = { product, level, worth, usedPerDay, toOrder };
      known.set(sku, article);
      return article;
    });
  }

  function look(sku: string): LookedArticle | undefined {
    const [article] = list([sku]);
    if (article === undefined) return undefined;
    const known = looked();
    const kept = known.get(sku);
    if (kept !== undefined) return kept;
    const all = {
      ...article,
      places: stockOfArticle(till, article.product).places.map(({ place, level }) => {
        return { place, level, name: placeCalled(place, desk.locale()) };
      }),
      rights: rightsOf(desk, article),
      moves: movesOf(desk, sku),
    };
    known.set(sku, all);
    return all;
  }

  return {
    list: (skus) => ledger.read(() => list(skus)),
    below: () => ledger.read(till.stockShort).flatMap(({ sku, level }) => (level < 0 ? [sku] : [])),
    look: (sku) => ledger.read(() => look(sku)),
    book: (wish) => {
      const done = desk.actBeside(`stock ${wish.type}`, (context) =>
        wish.type === "receive"
          ? decideDelivery(context, { order: null, lines: [wish] })
          : decideMoveStock(context, wish),
      );
      return done.ok ? ok(undefined) : err(done.fault);
    },
  };
}

function rightsOf(
  { till }: Pick<Desk, "till">,
  { product }: Pick<ArticleInStock, "product">,
): LookedArticle["rights"] {
  if (product.stock !== "guarded") return [];
  return rightsOfShop(till, [product]).flatMap(({ tills }) =>
    tills.map(({ till: name, balance, short }) => ({ till: name, balance, short })),
  );
}

/** Whoever may not book stock sees no names of those who did. */
function movesOf({ till, actor, locale }: Desk, sku: string): LookedArticle["moves"] {
  const member = till.ledger.read((view) => readStaffMember(view, actor.number));
  if (member?.permissions.has("stock") !== true) return [];
  const speech = { currency: till.currency, locale: locale() };
  const asked = { subject: { of: "product", sku }, days: undefined, filter: {}, speech } as const;
  return readHistory(till, asked)
    .filter(({ kind }) => kind.startsWith("stock/"))
    .slice(0 - MOVES_SHOWN)
    .toReversed()
    .map(({ day, time, by, text }) => ({
      at: `${localDate(day, locale())} ${time}`,
      text: by === "" ? text : `${text} (${till.staffName(by)})`,
    }));
}
