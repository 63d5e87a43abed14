/** What the domain refused, as a fault of the command that asked. */

import { type RefusalNotes } from "../app/people/refusal-notes.ts";
import { refusalSentence, type SentenceContext } from "../app/register/refusal-sentence.ts";
import { type Refusal } from "../domain/commands/refusal.ts";
import { type Locale } from "../domain/locale.ts";
import { wordsIn } from "../domain/words-in.ts";
import { orderWords } from "../words/made/order/all.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import { CommandFault } from "./fault.ts";
import { quoted } from "./one-line.ts";

export interface RefusalContext extends SentenceContext {
  readonly shopLocale: () => Locale;
  readonly refusals: Pick<RefusalNotes, "note">;
}

/** In the language of the shop: who acts may not have been let in. */
export function refusalFault(refusal: Refusal, context: RefusalContext): CommandFault {
  context.refusals.note(refusal);
  const locale = context.shopLocale();
  const sentence = shellSentence(refusal) ?? refusalSentence(refusal, context, locale);
  if (refusal.type === "product/sold-out" || refusal.type === "product/only-left") {
    return new CommandFault(
      codeOf(refusal),
      wordsIn(orderWords, locale).oversell({ refusal: sentence }),
    );
  }
  if (NEEDS_REASON.has(refusal.type)) {
    return new CommandFault(codeOf(refusal), `${sentence} (--reason TEXT)`);
  }
  if (refusal.type === "drawer/difference") {
    return new CommandFault(codeOf(refusal), `${sentence} (--reason TEXT, --yes)`);
  }
  return new CommandFault(codeOf(refusal), sentence);
}

/** Where keys are the way at the register, and a command is the way here. */
function shellSentence(refusal: Refusal): string | undefined {
  if (refusal.type === "drawer/none-open") {
    return refusal.isAsked
      ? "No drawer is open here: `till drawer open` first, or say --without-drawer."
      : "No drawer is open here: `till drawer open` first.";
  }
  if (refusal.type === "move/in-use") {
    const { text, number, orders } = refusal;
    return `${quoted(text)} is in use: till order merge ${number} ${orders[0] ?? ""} puts both on one bill, --beside keeps two.`;
  }
  if (refusal.type === "exchange/twice") {
    return `Goods of ${refusal.name} come back there already: till order keep, then all of them at once.`;
  }
  if (refusal.type === "refund/which") {
    return `More was paid for ${refusal.name} than it costs: say --too-much to give that back, or --goods-back.`;
  }
  return refusal.type === "exchange/changed"
    ? `Of ${refusal.name} something came back elsewhere: till order keep, then till refund --exchange anew.`
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
