/** `till stock rights|give|take-back`: which till may sell how much of guarded goods, and who gets what. */

import {
  type ArticleRights,
  giveRights,
  rightsOfShop,
  takeRights,
} from "../../app/stock/rights.ts";
import { type Actor, type Till } from "../../app/till/till.ts";
import { tableLines } from "../../app/words/text-columns.ts";
import { type Result } from "../../domain/base/result.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import { TAKING_REASONS } from "../../domain/events/rights-events.ts";
import { type Product } from "../../domain/goods/catalogue.ts";
import { ONE_IN_STOCK } from "../../domain/goods/stock-quantity.ts";
import { amountText } from "../../domain/goods/stock-text.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { stockWords } from "../../words/made/stock/all.ts";
import { type StockWords } from "../../words/made/stock/words.ts";
import { answer } from "../answer.ts";
import { type Console } from "../console.ts";
import { type ExitCode } from "../exit-codes.ts";
import { usageFault } from "../fault.ts";
import { oneLine, quoted } from "../one-line.ts";
import { sentencesOf } from "../sentences-of.ts";
import { type ApproverOptions } from "../with-approval.ts";
import { type JsonOptions, type StaffOptions } from "../with-till.ts";
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
  return answer(options, console, ({ till }) => {
    const named = articles.map((text) => articleNamed(till, text));
    const rows = rightsOfShop(till, named.length === 0 ? undefined : named);
    return {
      json: () => rows.map(toJson),
      talk: () => (rows.length === 0 ? [said(({ noneGuarded }) => noneGuarded)] : []),
      lines: () => rightsLines(rows, console),
    };
  });
}

type Words = readonly [article: string, quantity: string, till: string];

export function giveTheRights(
  words: Words,
  options: RightsOptions,
  console: Console,
): Promise<ExitCode> {
  return moveRights(words, options, {
    console,
    act: (till, actor, { to, ...of }) => giveRights(till, actor, { ...of, to }),
    say: (facts, said) => [said.given(facts)],
  });
}

export function takeTheRights(
  words: Words,
  options: RightsOptions,
  console: Console,
): Promise<ExitCode> {
  const isFound = words[2] === FOUND;
  const why = reasonOf(isFound ? "counted" : (options.why ?? "dead"));
  return moveRights(words, options, {
    console,
    act: (till, actor, { to, ...of }) =>
      takeRights(till, actor, { ...of, from: isFound ? undefined : to, why }),
    say: (facts, said) =>
      isFound
        ? [said.taken({ ...facts, till: undefined })]
        : [said.taken(facts), said.soldMeanwhile({ till: facts.till })],
  });
}

interface Moving {
  readonly console: Console;
  readonly act: (
    till: Till,
    actor: Actor,
    wish: { readonly sku: string; readonly quantity: number; readonly to: string },
  ) => Result<unknown, Refusal>;
  /** Returns what is told of it, line by line. */
  readonly say: (facts: ReturnType<typeof movedText>, words: StockWords) => ReadonlyArray<string>;
}

/** Gives or takes so much of an article, and tells what may be sold here now. */
function moveRights(
  [article, quantity, to]: Words,
  options: RightsOptions,
  { console, act, say }: Moving,
): Promise<ExitCode> {
  return answer(options, console, async ({ till, perform }) => {
    const product = articleNamed(till, article);
    const { quantity: amount } = quantityOf(quantity, product);
    const wish = { sku: product.sku, quantity: amount, to };
    await perform((actor) => act(till, actor, wish));
    const now = rightsNow(till, product);
    return {
      json: () => toJson(now),
      lines: () =>
        say(movedText(now, { amount, to, console }), wordsIn(stockWords, console.locale())),
    };
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
