/** `till attention list|history|resolve`: what needs somebody, and what they make of it. */

import { answerAlike, answeredAlike, answerItem } from "../../app/attention/attention-answers.ts";
import { historyToText, listDoubted } from "../../app/attention/attention-history.ts";
import { listAttentionItems, listTillItems } from "../../app/attention/attention-items.ts";
import { attentionToText } from "../../app/attention/attention-text.ts";
import { cardGiveBack } from "../../app/attention/card-give-back.ts";
import { type DueItem, dueItems } from "../../app/attention/due-items.ts";
import { isWritten, type OpenItem } from "../../app/attention/open-item.ts";
import { momentOf } from "../../app/notify/notice-text.ts";
import { type OpenTill } from "../../app/open-till.ts";
import { doubtsToJson } from "../../app/orders/order-json.ts";
import { type Speech } from "../../app/speech.ts";
import { err } from "../../domain/base/result.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import { asSentence } from "../../domain/text/as-sentence.ts";
import { type Locale } from "../../domain/text/locale.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { attentionListWords } from "../../words/made/attentionList/all.ts";
import { cliDayWords } from "../../words/made/cliDay/all.ts";
import { tillWords } from "../../words/made/till/all.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { conflictFault, notFoundFault, usageFault } from "../fault.ts";
import { settleOwn } from "../printer-named.ts";
import { refusalFault, valueOf } from "../refusal-fault.ts";
import { sentencesOf } from "../sentences-of.ts";
import { speechIn } from "../speech-in.ts";
import { type ApproverOptions, withApproval } from "../with-approval.ts";
import { type JsonOptions, type StaffOptions, whoActs, withTill } from "../with-till.ts";
import { giveBackByCard } from "./card-back.ts";

const said = sentencesOf(cliDayWords);

/** The column of an item's text, behind its id. */
const ID_CELLS = 10;

type Answer = OpenItem["answers"][number]["answer"];

export interface ResolveOptions extends JsonOptions, StaffOptions, ApproverOptions {
  readonly answer?: Answer;
  readonly note: string;
  /** Whether all others of its kind get the same answer. */
  readonly allOfKind?: boolean;
}

export function listTheAttention(options: JsonOptions, console: Console): Promise<ExitCode> {
  return withTill(options, console, async (open) => {
    const speech = speechIn(console, open.till);
    const locale = localeOf(options, speech);
    const items = dueItems(open, await itemsIn(open, locale), locale);
    if (options.json === true) {
      console.json({
        currency: open.till.currency.code,
        items: items.map((item) => dueToJson(open, item)),
      });
    } else if (items.length === 0) console.say(wordsIn(attentionListWords, speech.locale).nothing);
    else for (const line of attentionToText(items, speech)) console.words(line, ID_CELLS);
    return items.length === 0 ? EXIT.fine : EXIT.foundWrong;
  });
}

export function showAttentionHistory(options: JsonOptions, console: Console): Promise<ExitCode> {
  return withTill(options, console, ({ till }) => {
    const { locale } = speechIn(console, till);
    const acts = listDoubted(till);
    if (options.json === true) {
      console.json({
        history: acts.map(({ day, till: name, number, doubts }) => {
          return { day, till: name, number, ...doubtsToJson(doubts) };
        }),
      });
    } else if (acts.length === 0) console.say(wordsIn(attentionListWords, locale).noHistory);
    else for (const line of historyToText(acts, locale)) console.words(line);
    return EXIT.fine;
  });
}

export function resolveAttention(
  id: string,
  options: ResolveOptions,
  console: Console,
): Promise<ExitCode> {
  return withTill(options, console, async (open) => {
    const { till } = open;
    const actor = await whoActs(till, options, console);
    const { locale } = speechIn(console, till);
    const items = await itemsIn(open, localeOf(options, { locale }));
    const item = itemOf(items, id);
    const answer = answerFor(open, item, options);
    const alike = options.allOfKind === true ? answeredAlike(items, item, answer) : [item];
    if (alike.length > 1) {
      const { note } = options;
      const done = await withApproval<undefined, never>({ till, actor, console }, options, (by) =>
        answerAlike<Refusal>(
          {
            open,
            act: (name, decide) => till.act(by, name, decide),
            refused: (refusal) => err(refusal),
            note,
          },
          alike,
          answer,
        ),
      );
      valueOf(done, till);
      await settleOwn(open, console, { waits: "paperWaits" });
      tellAlike(open, console, { items: alike, answer, options });
      return EXIT.fine;
    }
    const back = answer === "give-back" ? cardGiveBack(till, open.cards, item.subject) : undefined;
    if (back !== undefined) {
      await giveBackByCard({ open, console, actor }, options, back);
      await settleOwn(open, console, { waits: "paperWaits" });
      if (options.json === true) {
        console.json({ currency: till.currency.code, item: toJson(item), answer });
      } else console.out(item.text);
      return EXIT.fine;
    }
    const done = await withApproval<string, never>({ till, actor, console }, options, (by) =>
      answerItem<Refusal>(
        {
          open,
          act: (name, decide) => till.act(by, name, decide),
          refused: (refusal) => err(refusal),
          note: options.note,
        },
        item,
        answer,
      ),
    );
    const result = valueOf(done, till);
    const isPrinted = item.subject.type === "paper" && answer === "print";
    const document = isPrinted ? { document: item.subject.document } : {};
    await settleOwn(open, console, { waits: "paperWaits", ...document });
    if (options.json === true) {
      console.json({ currency: till.currency.code, item: toJson(item), answer });
    } else console.out(`${asSentence(item.text)} ${result}`);
    return EXIT.fine;
  });
}

function tellAlike(
  { till }: OpenTill,
  console: Console,
  {
    items,
    answer,
    options: { json },
  }: {
    readonly items: ReadonlyArray<OpenItem>;
    readonly answer: Answer;
    readonly options: JsonOptions;
  },
): void {
  const { answeredAll } = wordsIn(tillWords, speechIn(console, till).locale).attention;
  const [item] = items as readonly [OpenItem, ...OpenItem[]];
  if (json !== true) console.out(answeredAll({ count: items.length }));
  else {
    const currency = till.currency.code;
    console.json({ currency, item: toJson(item), answer, answered: items.map(({ id }) => id) });
  }
}

/** Scripts read one language. */
function localeOf({ json }: JsonOptions, { locale }: Pick<Speech, "locale">): Locale {
  return json === true ? "en" : locale;
}

/** Other tills' violations are known to the process with the links of this box, so it is asked. */
async function itemsIn(open: OpenTill, locale: Locale): Promise<ReadonlyArray<OpenItem>> {
  const holder = await open.printing.askHolder();
  const view = holder.type === "answered" ? holder.mesh : undefined;
  const { till, jobs, clock } = open;
  return [
    ...listAttentionItems(open, locale),
    ...listTillItems({ till, jobs, clock, printing: { mesh: () => view } }, locale),
  ];
}

/** Finds an item by its id, or by the beginning that no other one has. */
function itemOf(items: ReadonlyArray<OpenItem>, id: string): OpenItem {
  const found = id === "" ? [] : items.filter((it) => it.id.startsWith(id));
  const [item, ...others] = found;
  if (item !== undefined && others.length === 0) return item;
  throw notFoundFault(said((words) => words.attention.unknown({ id })));
}

/** The one that there is, or the one that was named. */
function answerFor({ till }: OpenTill, item: OpenItem, { answer: named }: ResolveOptions): Answer {
  const answers = item.answers.filter(isWritten).map(({ answer }) => answer);
  // What somebody reads on the terminal is a command of its own.
  if (item.kind === "payment/unknown") throw refusalFault({ type: "card/needs-word" }, till);
  if (answers.length === 0) {
    const { id, endsBy = "" } = item;
    throw conflictFault(said((words) => words.attention.noAnswer({ id, endsBy })));
  }
  const [only, ...others] = answers;
  if (named === undefined && only !== undefined && others.length === 0) return only;
  if (named !== undefined && answers.includes(named)) return named;
  throw usageFault(said((words) => words.attention.which({ id: item.id, answers })));
}

function dueToJson({ till }: OpenTill, item: DueItem) {
  const { sinceMs, dueMs } = item;
  return { ...toJson(item), since: momentOf(till, sinceMs), due: momentOf(till, dueMs) };
}

function toJson({ id, kind, addressee, amount, text, answers, endsBy, subject }: OpenItem) {
  const turnover = subject.type === "order" ? subject.fact.turnover : undefined;
  return {
    id,
    kind,
    for: addressee,
    amount: amount ?? 0,
    ...(turnover === undefined ? {} : { turnover }),
    text,
    answers: answers.filter(isWritten).map(({ answer }) => answer),
    ...(endsBy === undefined ? {} : { endsBy }),
  };
}
