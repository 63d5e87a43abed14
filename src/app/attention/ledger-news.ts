/**
 * What the ledger has to say to a cashier, in a few words: that it is folded anew, that a person has
 * to settle something, that numbers begin anew, that tills apart sold more of something than there was.
 *
 * Worked out where nobody waits, and money in question only when what others said, or what counts of
 * it, has changed: a key costs nothing.
 */

import { assertNever } from "../../domain/base/assert-never.ts";
import { streamName } from "../../domain/identity.ts";
import { type AdmissionAttention } from "../../domain/membership/chain-pass.ts";
import { fieldValue, RESCUED_FIELD, RESCUED_TAG } from "../../domain/state/entry-state.ts";
import { momentText, wallTimeAt } from "../../domain/text/clock-text.ts";
import { type Locale } from "../../domain/text/locale.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { type Loss } from "../../ledger/incarnation.ts";
import { tillWords } from "../../words/made/till/all.ts";
import { type Words } from "../../words/screen-words.ts";
import { listOversold, type Oversold } from "../catalogue/oversold.ts";
import { restoredUntilMs } from "../founding/restored-note.ts";
import { listDiffering } from "../membership/differing-present.ts";
import { type OpenTill } from "../open-till.ts";
import { countAskedPapers } from "../papers/doubted-tickets.ts";
import { listRefusedOften } from "../people/refused-often.ts";
import { tryStore } from "../store-errors.ts";
import { listMissedPins } from "../till/missed-pins.ts";
import { type Till } from "../till/till.ts";
import { percent } from "../words/percent.ts";
import { listAttention } from "./attention.ts";
import { countOrderAttention } from "./order-items.ts";
import { openQuestions } from "./questions.ts";

export interface LedgerNews {
  /** Empty while all is well. */
  readonly fields: (words: Words["status"]) => ReadonlyArray<string>;
  /** Returns the troubles that are no items of their own, which are listed one by one. */
  readonly troubles: (words: Words["status"]) => ReadonlyArray<string>;
  /** Returns the goods sold without stock, which a kitchen has to know of too. */
  readonly oversold: () => ReadonlyArray<Oversold>;
  /** Looks whether there is any, and whether what it says has changed since. */
  readonly look: () => boolean;
  /**
   * Returns the news that the cashier must read: once about this till's numbers, and at each log-in of a
   * day up to when a restored till knows the shop.
   */
  readonly takeNotice: (locale: Locale) => string | undefined;
}

const SHOWN_LOSS_KEY = "loss-told";

type News =
  | { readonly type: "lost" }
  | { readonly type: "folding"; readonly done: string }
  | { readonly type: "questions"; readonly count: number }
  | { readonly type: "rescued"; readonly name: string }
  | { readonly type: "oversold"; readonly goods: ReadonlyArray<Oversold> };

export function createLedgerNews(open: Pick<OpenTill, "till" | "jobs" | "clock">): LedgerNews {
  const { till } = open;
  const { ledger } = till;
  const chainCount = keptChainCount(till);
  let fields: ReadonlyArray<News> = [];

  function newLoss(): Loss | undefined {
    const loss = ledger.loss();
    return loss === undefined || ledger.store.local(SHOWN_LOSS_KEY) === String(loss.n)
      ? undefined
      : loss;
  }

  function work(): ReadonlyArray<News> {
    const growth = ledger.growth();
    const goods = listOversold(till, till.shopLocale());
    const questions =
      chainCount() + ledger.read(countOrderAttention) + goods.length + countAskedPapers(open);
    return [
      ...(newLoss() === undefined ? [] : [{ type: "lost" } as const]),
      ...(growth === undefined ? [] : [{ type: "folding", done: percent(growth) } as const]),
      ...listRescued(open).map((rescued) => ({ type: "rescued" as const, name: rescued.name })),
      ...(questions === 0 ? [] : [{ type: "questions", count: questions } as const]),
      ...(goods.length === 0 ? [] : [{ type: "oversold", goods } as const]),
    ];
  }

  function look(): boolean {
    const next = ledger.read(work);
    const isNew = JSON.stringify(next) !== JSON.stringify(fields);
    fields = next;
    return isNew;
  }

  return {
    fields: (words) => fields.map((field) => newsField(words, field)),
    troubles: (words) =>
      fields
        .filter(({ type }) => type !== "questions" && type !== "oversold")
        .map((field) => newsField(words, field)),
    oversold: () => fields.flatMap((news) => (news.type === "oversold" ? news.goods : [])),
    look,
    takeNotice: (locale) => {
      const loss = newLoss();
      if (loss === undefined) return restoredText(open, locale);
      // On a full disk the note is not written, so the news is shown again the next time.
      tryStore(() => ledger.store.setLocal(SHOWN_LOSS_KEY, String(loss.n)));
      fields = fields.filter(({ type }) => type !== "lost");
      return wordsIn(tillWords, locale).desk.lost({ cause: loss.cause });
    },
  };
}

/** Returns up to when a till that was restored of late knows the shop. */
function restoredText(
  { till, clock }: Pick<OpenTill, "till" | "clock">,
  locale: Locale,
): string | undefined {
  const atMs = restoredUntilMs(till.ledger.store, clock.nowMs());
  if (atMs === undefined) return undefined;
  const at = momentText(wallTimeAt(atMs, till.offsetMinutes), locale);
  return wordsIn(tillWords, locale).desk.restored({ at });
}

function newsField(words: Words["status"], news: News): string {
  switch (news.type) {
    case "lost":
      return words.lost;
    case "folding":
      return words.folding({ percent: news.done });
    case "questions":
      return words.questions({ count: news.count });
    case "rescued":
      return words.rescued({ name: news.name });
    case "oversold": {
      const [name = "", ...others] = news.goods.map((goods) => goods.name);
      return words.oversold({ name, others: others.length });
    }
    default:
      return assertNever(news, "news");
  }
}

/** Money in question, and what was settled, can't be mended, and nobody has taken note of. */
function keptChainCount(till: Till): () => number {
  const { ledger } = till;
  let kept:
    | {
        readonly attention: ReadonlyArray<AdmissionAttention>;
        readonly heads: string;
        readonly revision: number;
        readonly count: number;
      }
    | undefined;
  return () => {
    // The count is made anew whenever the admission of chains is worked out anew.
    const attention = ledger.attention();
    const heads = othersHeads(till);
    const revision = ledger.read((view) => view.revision("attention"));
    if (kept?.attention === attention && kept.heads === heads && kept.revision === revision) {
      return kept.count;
    }
    const count =
      openQuestions(till).length +
      listAttention(till).length +
      listMissedPins(ledger).length +
      listRefusedOften(ledger).length +
      listDiffering(ledger).length;
    kept = { attention, heads, revision, count };
    return kept.count;
  };
}

/** This till's own events are in no question as long as it may sell. */
function othersHeads({ ledger }: Till): string {
  const ownOrigin = ledger.identity.origin;
  const otherHeads = [...ledger.heads()].filter(([origin]) => origin !== ownOrigin);
  return JSON.stringify(
    otherHeads.map(([origin, { hash, others: branches }]) => [origin, hash, branches]),
  );
}

/** Where the clock here is behind the other one, the item stays longer, and never shorter. */
const IN_SIGHT_MS = 7 * 24 * 3_600_000;

interface RescuedPerson {
  readonly name: string;
  /** `2026-11-22 10:31`, on the wall of the shop. */
  readonly at: string;
}

/** Whom the recovery sheet let in of late: it stays in sight at every till for a week. */
export function listRescued({
  till,
  clock,
}: Pick<OpenTill, "till" | "clock">): ReadonlyArray<RescuedPerson> {
  const rescued = till.ledger.read((view) =>
    view.tagged(RESCUED_TAG).map((stream) => {
      const number = streamName(stream);
      return { number, atMs: Number(fieldValue(view.state("staff", number), RESCUED_FIELD)) };
    }),
  );
  return rescued
    .filter(({ atMs }) => clock.nowMs() - atMs < IN_SIGHT_MS)
    .map(({ number, atMs }) => {
      const at = momentText(wallTimeAt(atMs, till.offsetMinutes));
      return { name: till.staffName(number), at };
    });
}
