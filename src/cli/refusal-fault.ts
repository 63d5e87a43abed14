/** What the domain refused, as a fault of the command that asked. */

import { refusalSentence, type SentenceContext } from "../app/register/refusal-sentence.ts";
import { type RefusalNotes } from "../app/till/refusal-notes.ts";
import { type RefusalSort } from "../domain/base/refusal-table.ts";
import { type Result } from "../domain/base/result.ts";
import { needsReason, questionOf, type Refusal, refusalSort } from "../domain/commands/refusal.ts";
import { type Locale } from "../domain/text/locale.ts";
import { wordsIn } from "../domain/text/words-in.ts";
import { cliWords } from "../words/made/cli/all.ts";
import { type CliWords } from "../words/made/cli/words.ts";
import { orderWords } from "../words/made/order/all.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import { CommandFault } from "./fault.ts";
import { quoted } from "./one-line.ts";
import { SURE_OPTIONS } from "./sure-options.ts";

export interface RefusalContext extends SentenceContext {
  readonly refusals: Pick<RefusalNotes, "note">;
}

export function refusalFault(refusal: Refusal, context: RefusalContext): CommandFault {
  context.refusals.note(refusal);
  return new CommandFault(EXIT_OF[refusalSort(refusal.type)], (locale) =>
    sentenceOf(refusal, context, locale),
  );
}

/** Returns the value of what was done; throws the fault of what was refused. */
export function valueOf<Value>(done: Result<Value, Refusal>, context: RefusalContext): Value {
  if (done.ok) return done.value;
  throw refusalFault(done.fault, context);
}

/**
 * Whether a change left all as it was. A value that is set already is no error, because a script may
 * run twice; any other refusal is thrown as a fault.
 */
export function isUnchanged(
  done: Result<unknown, Refusal>,
  context: RefusalContext,
  ...same: ReadonlyArray<Refusal["type"]>
): boolean {
  if (!done.ok && same.includes(done.fault.type)) return true;
  valueOf(done, context);
  return false;
}

/** The register's sentence, and beside it the option that is the way out here. */
function sentenceOf(refusal: Refusal, context: RefusalContext, locale: Locale): string {
  const words = wordsIn(cliWords, locale).refusal;
  const sentence = shellSentence(refusal, words) ?? refusalSentence(refusal, context, locale);
  const asks = questionOf(refusal);
  if (asks !== undefined) {
    const order = wordsIn(orderWords, locale);
    return SURE_OPTIONS[asks].wayOut(sentence, { refusal: words, order });
  }
  if (refusal.type === "line/serial") return words.withSerial({ sentence });
  if (refusal.type === "drawer/difference") return words.withReasonAndYes({ sentence });
  return needsReason(refusal.type) ? words.withReason({ sentence }) : sentence;
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

const EXIT_OF: Readonly<Record<RefusalSort, ExitCode>> = {
  wrong: EXIT.usage,
  unknown: EXIT.notFound,
  "not-allowed": EXIT.refused,
  conflict: EXIT.conflict,
};
