/** `till stock rights|give|take-back`: which till may sell how much of guarded goods, and who gets what. */

import {
  type ArticleRights,
  giveRights,
  rightsOfShop,
  takeRights,
} from "../../app/stock/rights.ts";
import { tableLines } from "../../app/text-columns.ts";
import { type Till } from "../../app/till.ts";
import { TAKING_REASONS } from "../../domain/events/rights-events.ts";
import { type Product } from "../../domain/goods/catalogue.ts";
import { ONE_IN_STOCK } from "../../domain/goods/stock-quantity.ts";
import { amountText } from "../../domain/goods/stock-text.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { stockWords } from "../../words/made/stock/all.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { usageFault } from "../fault.ts";
import { oneLine, quoted } from "../one-line.ts";
import { valueOf } from "../refusal-fault.ts";
import { sentencesOf } from "../sentences-of.ts";
import { actWithApproval, type ApproverOptions } from "../with-approval.ts";
import { type JsonOptions, type StaffOptions, withTill } from "../with-till.ts";
import { articleNamed, quantityOf } from "./stock-article.ts";

const said = sentencesOf(stockWords);

/** Names what counts found, in the place of a till. */
const FOUND = "found";

export interface RightsOptions extends JsonOptions, StaffOptions, ApproverOptions {
  readonly why?: string;
}

export function showRights(
  articles: ReadonlyArray<string>,
  options: JsonOptions,
  console: Console,
): Promise<ExitCode> {
  return withTill(options, console, ({ till }) => {
    const named = articles.map((text) => articleNamed(till, text));
    const rows = rightsOfShop(till, named.length === 0 ? undefined : named);
    if (options.json === true) {
      console.json(rows.map(toJson));
      return EXIT.fine;
    }
    if (rows.length === 0) console.say(said(({ noneGuarded }) => noneGuarded));
    for (const line of rightsLines(rows, console)) console.out(line);
    return EXIT.fine;
  });
}

export function giveTheRights(
  [article, quantity, to]: readonly [string, string, string],
  options: RightsOptions,
  console: Console,
): Promise<ExitCode> {
  return withTill(options, console, async ({ till }) => {
    const product = articleNamed(till, article);
    const { quantity: amount } = quantityOf(quantity, product);
    const done = await actWithApproval({ till, console }, options, (actor) =>
      giveRights(till, actor, { sku: product.sku, quantity: amount, to }),
    );
    valueOf(done, till);
    const now = rightsNow(till, product);
    if (options.json === true) console.json(toJson(now));
    else
      console.out(
        wordsIn(stockWords, console.locale()).given(movedText(now, { amount, to, console })),
      );
    return EXIT.fine;
  });
}

export function takeTheRights(
  [article, quantity, from]: readonly [string, string, string],
  options: RightsOptions,
  console: Console,
): Promise<ExitCode> {
  return withTill(options, console, async ({ till }) => {
    const product = articleNamed(till, article);
    const { quantity: amount } = quantityOf(quantity, product);
    const isFound = from === FOUND;
    const why = reasonOf(isFound ? "counted" : (options.why ?? "dead"));
    const done = await actWithApproval({ till, console }, options, (actor) =>
      takeRights(till, actor, {
        sku: product.sku,
        quantity: amount,
        from: isFound ? undefined : from,
        why,
      }),
    );
    valueOf(done, till);
    const now = rightsNow(till, product);
    if (options.json === true) {
      console.json(toJson(now));
      return EXIT.fine;
    }
    const words = wordsIn(stockWords, console.locale());
    const facts = movedText(now, { amount, to: from, console });
    console.out(words.taken({ ...facts, till: isFound ? undefined : facts.till }));
    if (!isFound) console.out(words.soldMeanwhile({ till: facts.till }));
    return EXIT.fine;
  });
}

function reasonOf(text: string): (typeof TAKING_REASONS)[number] {
  const why = TAKING_REASONS.find((known) => known === text);
  if (why !== undefined) return why;
  const facts = { text: quoted(text), all: [...TAKING_REASONS] };
  throw usageFault(said(({ noField }) => noField(facts)));
}

function rightsNow(till: Till, product: Product): ArticleRights {
  const [now] = rightsOfShop(till, [product]);
  if (now === undefined) throw new Error(`Nothing is known of ${product.sku}.`);
  return now;
}

function movedText(
  { product, usable }: ArticleRights,
  {
    amount,
    to,
    console,
  }: { readonly amount: number; readonly to: string; readonly console: Console },
): {
  readonly name: string;
  readonly quantity: string;
  readonly till: string;
  readonly usable: string;
} {
  const locale = console.locale();
  return {
    name: oneLine(product.name),
    quantity: amountText(amount, product.unit, locale),
    till: oneLine(to),
    usable: amountText(usable, product.unit, locale),
  };
}

function toJson({ product, level, usable, found, tills }: ArticleRights) {
  const { sku, name, stock, unit } = product;
  return {
    sku,
    name,
    kept: stock,
    unit,
    level: level / ONE_IN_STOCK,
    usable: usable / ONE_IN_STOCK,
    found: found / ONE_IN_STOCK,
    tills: tills.map(({ device, till, isOwn, balance, short }) => ({
      device,
      till,
      own: isOwn,
      rights: balance / ONE_IN_STOCK,
      short: short / ONE_IN_STOCK,
    })),
  };
}

function rightsLines(rows: ReadonlyArray<ArticleRights>, console: Console): ReadonlyArray<string> {
  const locale = console.locale();
  const words = wordsIn(stockWords, locale);
  const cells = rows.flatMap(({ product, tills, found }) => {
    const { sku, unit } = product;
    const ofTills = tills.map(({ till, isOwn, balance, short }) => [
      sku,
      isOwn ? words.thisTill({ till: oneLine(till) }) : oneLine(till),
      amountText(balance, unit, locale),
      short === 0 ? "" : amountText(short, unit, locale),
    ]);
    const ofCounts = [sku, words.foundByCounts, amountText(found, unit, locale), ""];
    return found === 0 ? ofTills : [...ofTills, ofCounts];
  });
  const head = ["SKU", words.till, words.rights, words.short];
  return tableLines(cells.length === 0 ? [] : [head, ...cells], 2);
}
