/**
 * The abilities of a real printer, asked of it once when it is set up. A model may print a question
 * that it doesn't know: so the questions that all know come first, and a printer that answers none
 * of them is asked nothing else.
 */

import { err, ok, type Result } from "../../domain/base/result.ts";
import { type Clock } from "../../domain/ports.ts";
import { NO_ABILITIES, type PrinterAbilities } from "../../domain/printers/printer-abilities.ts";
import { type PrinterTrouble } from "../../domain/printers/printer-trouble.ts";
import { askFor, askText } from "./ask-for.ts";
import { type Channel } from "./channel.ts";
import { openExchangeLine } from "./exchange-line.ts";
import { type PrinterExchange } from "./printer-exchange.ts";
import { askCuts, greet, isProcessId, type PrinterAcquaintance } from "./printer-queries.ts";
import {
  automaticStatus,
  identity,
  IDENTITIES,
  noAutomaticStatus,
  paperInTurn,
  processId,
  statusOfNow,
} from "./questions.ts";
import { type Reply } from "./replies.ts";

export interface ProbedPrinter {
  readonly abilities: PrinterAbilities;
  /** The maker by the printer's own answer. */
  readonly maker?: string | undefined;
  readonly model?: string | undefined;
  readonly serial?: string | undefined;
}

const ID = "TILL";

/**
 * A trouble when it can't be reached, or can't print just now: it would not answer in its turn then.
 * So is the silence of one that is `known` to answer: it serves somebody else, for hours perhaps.
 */
export async function probePrinter(
  channel: Channel,
  clock: Clock,
  known: PrinterAbilities = NO_ABILITIES,
): Promise<Result<ProbedPrinter, PrinterTrouble>> {
  const opened = await openExchangeLine({
    channel,
    clock,
    onTrouble: () => undefined,
    onReply: () => undefined,
  });
  if (!opened.ok) return opened;
  const probed = await opened.value.hold(probe(known));
  await opened.value.close();
  return probed ?? err(opened.value.fault());
}

function* probe(known: PrinterAbilities): PrinterExchange<Result<ProbedPrinter, PrinterTrouble>> {
  const status = (yield* askFor(statusOfNow, isOf("status"))) === true;
  if (!status && known.status) return err("silent");
  if (status) {
    const trouble = yield* greet(strangerWith({ ...NO_ABILITIES, status }));
    if (trouble !== undefined) return err(trouble);
  }
  const fence = (yield* askFor(paperInTurn, isOf("plain"))) === true;
  if (!status && !fence) return known.fence ? err("silent") : ok({ abilities: NO_ABILITIES });
  const maker = yield* askText(identity(IDENTITIES.maker));
  const model = yield* askText(identity(IDENTITIES.model));
  const serial = yield* askText(identity(IDENTITIES.serial));
  const named = yield* askFor(processId(ID), (reply) =>
    isProcessId(reply) && reply.text === ID ? true : undefined,
  );
  const counter = (yield* askCuts()) !== undefined;
  const asb = (yield* askFor(automaticStatus, isOf("automatic"))) === true;
  yield { bytes: noAutomaticStatus };
  const abilities = { processId: named === true, fence, status, asb, counter };
  return ok({ abilities, maker, model, serial });
}

function isOf(type: Reply["type"]): (reply: Reply) => true | undefined {
  return (reply) => (reply.type === type ? true : undefined);
}

function strangerWith(abilities: PrinterAbilities): PrinterAcquaintance {
  return { abilities, missedByQuestion: new Map(), nextId: () => ID, owedBytes: 0 };
}
