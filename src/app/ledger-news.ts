/**
 * What the ledger has to say to a cashier, in a few words: that it is folded anew, that a person has
 * to settle something, that numbers begin anew.
 *
 * Worked out where nobody waits, and money in question only when what others said, or what counts of
 * it, has changed: a key costs nothing.
 */

import { type AdmissionAttention } from "../domain/chain-pass.ts";
import { type Loss } from "../ledger/incarnation.ts";
import { listAttention } from "./attention.ts";
import { counted } from "./counted.ts";
import { lossNotice } from "./loss-sentence.ts";
import { percent } from "./percent.ts";
import { openQuestions } from "./questions.ts";
import { orNoRoom } from "./store-errors.ts";
import { type Till } from "./till.ts";

export interface LedgerNews {
  /** Empty while all is well. */
  readonly fields: () => ReadonlyArray<string>;
  /** Looks whether there is any, and whether what it says has changed since. */
  readonly look: () => boolean;
  /** What the cashier must hear of this till's numbers, once. */
  readonly takeNotice: () => string | undefined;
}

const TOLD_KEY = "loss-told";
const LOSS_FIELD = "numbers begin anew: till doctor";

export function createLedgerNews(till: Till): LedgerNews {
  const { ledger } = till;
  const questionCount = keptQuestionCount(till);
  let fields: ReadonlyArray<string> = [];

  function untold(): Loss | undefined {
    const loss = ledger.loss();
    return loss === undefined || ledger.store.local(TOLD_KEY) === String(loss.n) ? undefined : loss;
  }

  function work(): ReadonlyArray<string> {
    const growth = ledger.growth();
    const questions = questionCount();
    return [
      untold() === undefined ? "" : LOSS_FIELD,
      growth === undefined ? "" : `folding anew ${percent(growth)}: sums wait`,
      questions === 0 ? "" : `${counted(questions, "question")}: till doctor`,
    ].filter((field) => field !== "");
  }

  function look(): boolean {
    const next = ledger.read(work);
    const isNew = next.join("|") !== fields.join("|");
    fields = next;
    return isNew;
  }

  return {
    fields: () => fields,
    look,
    takeNotice: () => {
      const loss = untold();
      if (loss === undefined) return undefined;
      // On a full disk it is said again the next time.
      orNoRoom(() => ledger.store.setLocal(TOLD_KEY, String(loss.n)));
      fields = fields.filter((field) => field !== LOSS_FIELD);
      return lossNotice(loss);
    },
  };
}

/** Money in question, and what was settled today and can't be mended. */
function keptQuestionCount(till: Till): () => number {
  const { ledger } = till;
  let kept:
    | {
        readonly attention: ReadonlyArray<AdmissionAttention>;
        readonly heads: string;
        readonly day: string | undefined;
        readonly count: number;
      }
    | undefined;
  return () => {
    // Made anew whenever it is worked out anew what counts.
    const attention = ledger.attention();
    const heads = othersHeads(till);
    const day = ledger.day();
    if (kept?.attention === attention && kept.heads === heads && kept.day === day) {
      return kept.count;
    }
    const today = listAttention(till).filter(({ days }) => day !== undefined && days.has(day));
    kept = { attention, heads, day, count: openQuestions(till).length + today.length };
    return kept.count;
  };
}

/** What this till itself sells is in no question as long as it may sell. */
function othersHeads({ ledger }: Till): string {
  const own = ledger.identity.origin;
  const others = [...ledger.heads()].filter(([origin]) => origin !== own);
  return JSON.stringify(
    others.map(([origin, { hash, others: branches }]) => [origin, hash, branches]),
  );
}
