/** `till hub catalog` and `till hub publish`: what a group's model changes in its shops, shown, and brought there. */

import { moneyText, type Speech } from "../../src/app/speech.ts";
import { type Console } from "../../src/cli/console.ts";
import { EXIT, type ExitCode } from "../../src/cli/exit-codes.ts";
import { usageFault } from "../../src/cli/fault.ts";
import { oneLine, quoted } from "../../src/cli/one-line.ts";
import { sentencesOf } from "../../src/cli/sentences-of.ts";
import { businessDaySchema } from "../../src/domain/identity.ts";
import { currenciesByCode } from "../../src/domain/money/currency.ts";
import { PRICE_FIELD } from "../../src/domain/state/entry-state.ts";
import { wordsIn } from "../../src/domain/text/words-in.ts";
import { cliGroupsWords } from "../../src/words/made/cliGroups/all.ts";
import { type Looked } from "../groups/groups-app.ts";
import { type ChangeView, type ShopView } from "../groups/shop-view.ts";
import { groupAnswer } from "./groups.ts";
import { type HubOptions } from "./options.ts";

const said = sentencesOf(cliGroupsWords);

export interface PublishOptions extends HubOptions {
  readonly shop?: string;
  readonly insist?: boolean;
  readonly dryRun?: boolean;
  readonly day?: string;
  readonly cancel?: string;
}

/** Shows what would change. */
export async function showChanges(
  name: string,
  options: PublishOptions,
  console: Console,
): Promise<ExitCode> {
  const looked = await lookAt("changes", name, { options, console });
  if (options.json === true) console.json({ group: name, ...looked });
  else tell(name, looked, console);
  return exitOf(looked.shops);
}

export async function publishGroup(
  name: string,
  options: PublishOptions,
  console: Console,
): Promise<ExitCode> {
  if (options.cancel !== undefined) return cancelDay(name, options.cancel, { options, console });
  if (options.dryRun === true) return showChanges(name, options, console);
  const looked = await lookAt("publish", name, { options, console });
  const { shops } = looked;
  if (options.json === true) {
    console.json({ group: name, ...looked });
    return exitOf(shops);
  }
  tell(name, looked, console);
  if (options.day !== undefined) {
    const { day } = options;
    console.out(said((words) => words.waits({ day })));
    return exitOf(shops);
  }
  const count = shops.filter(({ isHeard }) => isHeard).length;
  if (count > 0) console.out(said((words) => words.published({ count })));
  return exitOf(shops);
}

/** Drops what was kept for a day. */
async function cancelDay(
  name: string,
  text: string,
  { options, console }: { readonly options: PublishOptions; readonly console: Console },
): Promise<ExitCode> {
  const { day: other, shop, insist, dryRun } = options;
  if ([other, shop, insist, dryRun].some((it) => it !== undefined)) {
    throw usageFault(said((words) => words.cancelAlone));
  }
  const day = readDay(text);
  const cancelled = await groupAnswer<{ readonly fields: number }>(
    options,
    { deed: "cancel", wish: { name, day } },
    console,
  );
  if (options.json === true) console.json({ group: name, cancelled: day, ...cancelled });
  else console.out(said((words) => words.cancelled({ day, count: cancelled.fields })));
  return EXIT.fine;
}

function readDay(day: string): string {
  if (businessDaySchema.safeParse(day).success) return day;
  throw usageFault(said((words) => words.noDay({ text: quoted(day) })));
}

function lookAt(
  deed: "changes" | "publish",
  name: string,
  { options, console }: { readonly options: PublishOptions; readonly console: Console },
): Promise<Looked> {
  const { shop, insist = false, day } = options;
  if (day !== undefined) readDay(day);
  const wish = {
    name,
    ...(shop === undefined ? {} : { shop }),
    insists: insist,
    ...(day === undefined ? {} : { day }),
  };
  return groupAnswer<Looked>(options, { deed, wish }, console);
}

function exitOf(shops: ReadonlyArray<ShopView>): ExitCode {
  return shops.every(({ isHeard }) => isHeard) ? EXIT.fine : EXIT.incomplete;
}

/** Lines of one shop: more of them nobody reads. */
const LINES_MAX = 30;
const ENTRIES_MAX = 10;

function tell(name: string, { shops, kept, learnt }: Looked, console: Console): void {
  const { changes: words, kept: keptWords } = wordsIn(cliGroupsWords, console.locale());
  if (shops.length === 0) console.out(words.noShops({ name }));
  if (learnt > 0) console.out(said((all) => all.learnt({ count: learnt })));
  for (const shop of shops) {
    if (!shop.isHeard) {
      console.out(words.unheard({ shop: shop.name }));
      continue;
    }
    const { added, changes, adopted } = shop;
    const written = changes.filter(({ fate }) => fate === "write").length;
    console.out(words.shop({ shop: shop.name, count: written + added.length }));
    const entries = added.slice(0, ENTRIES_MAX).map(({ type, id }) => `${type} ${id}`);
    const beyond = added.length - entries.length;
    const more = beyond > 0 ? [words.more({ count: beyond })] : [];
    if (added.length > 0) {
      console.out(`  ${words.added({ entries: [...entries, ...more].join(", ") })}`);
    }
    for (const line of changes.slice(0, LINES_MAX)) console.out(`  ${lineOf(line, shop, console)}`);
    if (changes.length > LINES_MAX) {
      console.out(`  ${words.more({ count: changes.length - LINES_MAX })}`);
    }
    if (adopted > 0) console.out(`  ${words.adopted({ count: adopted })}`);
  }
  for (const { day, fields, shops: waiting } of kept) {
    console.out(keptWords({ day, fields, shops: waiting.length, name }));
  }
}

function lineOf(
  change: ChangeView,
  { currency }: Pick<ShopView, "currency">,
  { locale }: Console,
): string {
  const { changes: words } = wordsIn(cliGroupsWords, locale());
  const known = currenciesByCode.get(currency);
  const speech = known === undefined ? undefined : { currency: known, locale: locale() };
  const { type, id, field, fate } = change;
  const facts = {
    what: type === "setting" ? `${type} ${id}` : `${type} ${id} ${field}`,
    from: valueText(change.from, field, speech),
    to: valueText(change.to, field, speech),
  };
  return words[fate](facts);
}

const TEXT_MAX = 60;

function valueText(value: unknown, field: string, speech: Speech | undefined): string {
  if (value === null) return said((words) => words.nothing)(speech?.locale ?? "en");
  if (typeof value === "number" && isPrice(field) && speech !== undefined) {
    return moneyText(value, speech);
  }
  const text = oneLine(typeof value === "string" ? value : JSON.stringify(value));
  if (text === "") return '""';
  return text.length > TEXT_MAX ? `${text.slice(0, TEXT_MAX - 1)}…` : text;
}

function isPrice(field: string): boolean {
  return field === PRICE_FIELD || field.startsWith(`${PRICE_FIELD}@`);
}
