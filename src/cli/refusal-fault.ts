/** What the domain refused, as a fault of the command that asked. */

import { type RefusalNotes } from "../app/people/refusal-notes.ts";
import { refusalSentence, type SentenceContext } from "../app/register/refusal-sentence.ts";
import { type Refusal } from "../domain/commands/refusal.ts";
import { type Locale } from "../domain/locale.ts";
import { wordsIn } from "../domain/words-in.ts";
import { cliWords } from "../words/made/cli/all.ts";
import { type CliWords } from "../words/made/cli/words.ts";
import { orderWords } from "../words/made/order/all.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import { CommandFault } from "./fault.ts";
import { quoted } from "./one-line.ts";

export interface RefusalContext extends SentenceContext {
  readonly refusals: Pick<RefusalNotes, "note">;
}

export function refusalFault(refusal: Refusal, context: RefusalContext): CommandFault {
  context.refusals.note(refusal);
  return new CommandFault(codeOf(refusal), (locale) => sentenceOf(refusal, context, locale));
}

/** The register's sentence, and beside it the option that is the way out here. */
function sentenceOf(refusal: Refusal, context: RefusalContext, locale: Locale): string {
  const words = wordsIn(cliWords, locale).refusal;
  const sentence = shellSentence(refusal, words) ?? refusalSentence(refusal, context, locale);
  if (refusal.type === "product/sold-out" || refusal.type === "product/only-left") {
    return wordsIn(orderWords, locale).oversell({ refusal: sentence });
  }
  if (NEEDS_REASON.has(refusal.type)) return words.withReason({ sentence });
  return refusal.type === "drawer/difference" ? words.withReasonAndYes({ sentence }) : sentence;
}

/** Where keys are the way at the register, and a command is the way here. */
function shellSentence(refusal: Refusal, words: CliWords["refusal"]): string | undefined {
  if (refusal.type === "drawer/none-open") return words.noDrawer({ isAsked: refusal.isAsked });
  if (refusal.type === "move/in-use") {
    const { text, number, orders } = refusal;
    return words.inUse({ text: quoted(text), number, order: orders[0] ?? "" });
  }
  if (refusal.type === "exchange/twice") return words.comeBackThere({ name: refusal.name });
  if (refusal.type === "refund/which") return words.tooMuchOrGoods({ name: refusal.name });
  return refusal.type === "exchange/changed"
    ? words.backElsewhere({ name: refusal.name })
    : undefined;
}

const NEEDS_REASON: ReadonlySet<Refusal["type"]> = new Set([
  "discount/reason-needed",
  "comp/reason-needed",
  "charge/reason-needed",
]);

const REFUSED: ReadonlySet<Refusal["type"]> = new Set([
  "permission/missing",
  "discount/beyond-limit",
  "comp/beyond-budget",
  "staff/inactive",
  "pin/wrong",
  "pin/no-pepper",
  "pin/wait",
  "device/revoked",
  "device/not-admitted",
  "device/in-question",
  "order/in-question",
  "chain/no-authority",
]);

const NOT_FOUND: ReadonlySet<Refusal["type"]> = new Set([
  "staff/unknown",
  "role/unknown",
  "printer/unknown",
  "paper/unknown",
  "product/unknown",
  "order/unknown",
  "line/unknown",
  "refund/no-receipt",
  "tender/unknown",
  "correction/no-payment",
  "chain/unknown",
  "attention/none",
  "device/unknown",
  "entry/unknown",
  "plan/unknown",
  "dated/unknown",
  "setting/unknown",
  "customer/unknown",
  "customer/erased",
  "split/part-unknown",
  "drawer/unknown",
  "z/unknown",
  "table/unknown",
  "area/unknown",
]);

const CONFLICT: ReadonlySet<Refusal["type"]> = new Set([
  "payment/final",
  "bill/empty",
  "split/nothing",
  "split/begun",
  "split/billed",
  "split/none",
  "split/part-paid",
  "split/part-empty",
  "split/returns",
  "move/same",
  "charge/same",
  "move/returns",
  "move/not-merged",
  "move/exempt",
  "exempt/same",
  "exempt/none",
  "exempt/paid",
  "move/in-use",
  "line/elsewhere-too",
  "line/part-paid",
  "correction/not-taken",
  "correction/other-day",
  "correction/in-z",
  "correction/same",
  "correction/too-much",
  "payment/came-otherwise",
  "payment/nothing-back",
  "pin/busy",
  "approval/changed",
  "entry/taken",
  "table/taken",
  "table/in-use",
  "table/too-many",
  "area/taken",
  "area/in-use",
  "area/too-many",
  "setting/never",
  "setting/not-here",
  "staff/number-taken",
  "staff/already-active",
  "staff/already-disabled",
  "staff/language-same",
  "staff/last-one",
  "badge/taken",
  "badge/goods",
  "badge/same",
  "staff/same-role",
  "role/taken",
  "printer/taken",
  "printer/elsewhere",
  "printer/no-buzzer",
  "paper/done",
  "paper/printing",
  "role/name-taken",
  "role/last-one",
  "shift/already-in",
  "shift/not-in",
  "order/paid",
  "order/has-goods",
  "table/several",
  "order/nobody-there",
  "order/there",
  "owner/same",
  "owner/nothing",
  "line/paid",
  "line/voided",
  "line/begun",
  "line/waits",
  "line/not-made",
  "line/not-sent",
  "line/fewer-made",
  "line/held-same",
  "course/same",
  "fire/nothing",
  "customer/inactive",
  "customer/unreadable",
  "customer/card-taken",
  "customer/there",
  "customer/nobody",
  "customer/on-receipts",
  "refund/nothing-left",
  "refund/too-much",
  "refund/only-whole",
  "refund/none-beyond",
  "refund/beyond-card",
  "exchange/twice",
  "exchange/many",
  "exchange/none",
  "exchange/changed",
  "refund/beyond-tender",
  "chain/not-settled-so",
  "device/already-authority",
  "device/already-revoked",
  "device/not-revoked",
  "device/last-authority",
  "device/no-letters",
  "drawer/open-already",
  "drawer/closed-already",
  "drawer/not-counted",
  "drawer/others-pouch",
  "drawer/elsewhere",
  "drawer/taken-already",
  "drawer/difference",
  "drawer/not-so-much",
  "drawer/none-open",
  "z/nothing",
  "day/without-heard",
  "day/counted-beyond",
]);

function codeOf({ type }: Refusal): ExitCode {
  if (REFUSED.has(type)) return EXIT.refused;
  if (NOT_FOUND.has(type)) return EXIT.notFound;
  return CONFLICT.has(type) ? EXIT.conflict : EXIT.usage;
}
