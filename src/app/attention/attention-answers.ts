/** The answers of a person to things that need one, at the register or on the command line. */

import { assertNever } from "../../domain/base/assert-never.ts";
import { err, ok, type Result } from "../../domain/base/result.ts";
import { type Decision, type DecisionContext } from "../../domain/commands/decision.ts";
import { decideFindCash } from "../../domain/commands/money/drawer.ts";
import { pooledTwice } from "../../domain/commands/money/pool-tips.ts";
import { decideBlockVoucher } from "../../domain/commands/money/replace-voucher.ts";
import { decideResolveAttention } from "../../domain/commands/money/resolve-attention.ts";
import { decideSettleChain } from "../../domain/commands/money/settle-chain.ts";
import {
  decideTakeOffNextShare,
  decideTipsCameBack,
} from "../../domain/commands/money/tips-beyond.ts";
import { decideCentral } from "../../domain/commands/office/answer-central.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import { decideCameOnce, decideCameTwice } from "../../domain/commands/stock/order-supplies.ts";
import { type LatePlace } from "../../domain/events/drawer-events.ts";
import { type Draft } from "../../domain/events/kinds.ts";
import { drawerAttention } from "../../domain/folds/drawer-attention.ts";
import { drawerStream } from "../../domain/folds/drawer-fold.ts";
import { openNow } from "../../domain/folds/order-attention.ts";
import { orderStream } from "../../domain/folds/order-fold.ts";
import { toStreamId } from "../../domain/identity.ts";
import { thousandths } from "../../domain/money/amounts.ts";
import { officesIn } from "../../domain/office/central-questions.ts";
import { questionsOfOrder } from "../../domain/order/questions-of-order.ts";
import { questionsOfPiece } from "../../domain/order/serial-pieces.ts";
import { openShiftFacts } from "../../domain/people/shift-attention.ts";
import { resolvableName } from "../../domain/state/attention.ts";
import { openFound } from "../../domain/terminals/found-receipts.ts";
import { openEnds } from "../../domain/terminals/settlements.ts";
import { type AttentionAnswer } from "../../tui/ports/attention-port.ts";
import { decideLeft } from "../catalogue/oversold.ts";
import { seeViolation } from "../mesh/violations.ts";
import { type OpenTill } from "../open-till.ts";
import { orderState } from "../orders/orders.ts";
import { cancelPaper } from "../papers/cancel-paper.ts";
import { mayPrintHere, printHere, takeOver } from "../papers/doubted-tickets.ts";
import { reprint } from "../papers/reprint.ts";
import { openText } from "../till/sealed-text.ts";
import { type Till } from "../till/till.ts";
import { MONEY_ANSWERS } from "./money-answers.ts";
import { seeNonsense } from "./nonsense.ts";
import { type OpenItem } from "./open-item.ts";
import { chainSettling, type Flood } from "./questions.ts";
import { HOLDING } from "./said-apart.ts";

export interface Answering<Fault> {
  readonly open: Pick<OpenTill, "till" | "jobs" | "clock">;
  /** Commits in the name of who answers. */
  readonly act: (
    name: string,
    decide: (context: DecisionContext) => Decision,
  ) => Result<unknown, Fault>;
  readonly refused: (refusal: Refusal) => { readonly ok: false; readonly fault: Fault };
  /** The person's own words; empty for none. */
  readonly note: string;
}

/** Says what is so now. */
export function answerItem<Fault>(
  answering: Answering<Fault>,
  item: OpenItem,
  answer: AttentionAnswer,
): Result<string, Fault> {
  const offered = item.answers.find((it) => it.answer === answer);
  if (offered === undefined) return answering.refused({ type: "attention/none" });
  const done = perform(answering, item.subject, answer);
  return done.ok ? ok(offered.doneText) : done;
}

/** The answers that may be given to all items of a kind at once: no money moves by them. */
const SHARED: ReadonlySet<string> = new Set(["settle", "dismiss", "print"]);

/** Returns those of the items that take the same answer as one of them, that one first. */
export function answeredAlike(
  items: ReadonlyArray<OpenItem>,
  item: OpenItem,
  answer: AttentionAnswer,
): ReadonlyArray<OpenItem> {
  if (!SHARED.has(answer)) return [item];
  const others = items.filter(
    ({ id, kind, answers }) =>
      id !== item.id && kind === item.kind && answers.some((it) => it.answer === answer),
  );
  return [item, ...others];
}

/**
 * Gives several items of a kind the same answer. What a person has seen is one act for all of them; papers
 * are each their own.
 */
export function answerAlike<Fault>(
  answering: Answering<Fault>,
  items: ReadonlyArray<OpenItem>,
  answer: AttentionAnswer,
): Result<undefined, Fault> {
  const decisions: Array<(context: DecisionContext) => Decision> = [];
  const isOneAct = answer === "settle";
  const own: Answering<Fault> = isOneAct
    ? { ...answering, act: (_name, decide) => ok(decisions.push(decide)) }
    : answering;
  for (const item of items) {
    const done = answerItem(own, item, answer);
    if (!done.ok) return done;
  }
  if (decisions.length === 0) return ok(undefined);
  const done = answering.act("answer attention", (context) => inOne(decisions, context));
  return done.ok ? ok(undefined) : done;
}

function inOne(
  decisions: ReadonlyArray<(context: DecisionContext) => Decision>,
  context: DecisionContext,
): Decision {
  const drafts: Draft[] = [];
  for (const decide of decisions) {
    const decided = decide(context);
    if (!decided.ok) return decided;
    drafts.push(...decided.value);
  }
  return ok(drafts);
}

function perform<Fault>(
  answering: Answering<Fault>,
  subject: OpenItem["subject"],
  answer: AttentionAnswer,
): Result<unknown, Fault> {
  const { act, open, note } = answering;
  switch (subject.type) {
    case "order":
      return act("answer attention", (context) =>
        answerOrder(open.till, context, { subject, answer, note }),
      );
    case "origin": {
      const { origin, item } = subject.settled;
      return act("answer attention", (context) => {
        const { resolved } = context.view.state("attention", origin);
        const stream = toStreamId("attention", origin);
        return decideResolveAttention(context, { stream, item, resolved, note });
      });
    }
    case "question": {
      const kind = answer === "admit" ? "chain/admitted" : "chain/retired";
      const settling = chainSettling(open.till, { id: subject.question.hash, kind, reason: note });
      return settling.ok
        ? act("settle chain", (context) => decideSettleChain(context, settling.value.settling))
        : answering.refused(settling.fault);
    }
    case "flood":
      return retireFlood(answering, subject.flood);
    case "drawer":
      return act("answer attention", (context) =>
        subject.fact.type === "drawer/late"
          ? decideFindCash(context, { session: subject.session, where: placeOf(answer), note })
          : decideSettleDrawer(context, subject, note),
      );
    case "terminal":
      return act("answer attention", (context) => decideSettleAtTerminal(context, subject, note));
    case "tips":
      return act("answer attention", (context) => decideSettlePooled(context, subject, note));
    case "tips-beyond": {
      const { staff } = subject.fact;
      const decide = answer === "in-drawer" ? decideTipsCameBack : decideTakeOffNextShare;
      return act("answer attention", (context) => decide(context, { staff, note }));
    }
    case "purchase": {
      const { order } = subject;
      return act("answer attention", (context) =>
        answer === "came-once"
          ? decideCameOnce(context, order)
          : decideCameTwice(context, order, note),
      );
    }
    case "serial":
      return act("answer attention", (context) => decideSettleSerial(context, subject, note));
    case "shift":
      return act("answer attention", (context) => decideSettleShift(context, subject, note));
    case "central": {
      const { admission, secrets } = open.till.ledger;
      const offices = officesIn(admission().values());
      const { question } = subject;
      const takes = answer === "take";
      return act("answer attention", (context) =>
        decideCentral(context, {
          question,
          takes,
          offices,
          textOf: (sealed) => openText(sealed, secrets),
        }),
      );
    }
    case "goods":
      return act("set left", (context) => decideNoneLeft(open, context, subject.sku));
    case "paper":
      return settlePaper(answering, subject, answer);
    case "till":
      seeViolation(open, subject.device);
      seeNonsense(open.till.ledger, subject.device);
      return ok(undefined);
    case "voucher": {
      const { voucher } = subject;
      return act("block voucher", (context) =>
        decideBlockVoucher(context, { voucher, reason: note }),
      );
    }
    case "tab":
    case "box":
      return answering.refused({ type: "attention/none" });
    default:
      return assertNever(subject, "subject");
  }
}

function answerOrder(
  till: Pick<Till, "shopLocale">,
  context: DecisionContext,
  {
    subject,
    answer,
    note,
  }: {
    readonly subject: OrderSubject;
    readonly answer: AttentionAnswer;
    readonly note: string;
  },
): Decision {
  const decide = MONEY_ANSWERS[answer];
  if (decide === undefined) return decideSettle(context, subject, note);
  const state = orderState(context.view, subject.order);
  const open = openNow(state, subject.fact);
  // "The second one holds" is said of those that were shown.
  const shown = subject.fact.voices ?? [];
  const voices = open?.voices ?? [];
  const isOther = HOLDS.has(answer) && voices.join(" ") !== shown.join(" ");
  return open === undefined || isOther
    ? err({ type: "attention/none" })
    : decide(context, state, { open, till, note });
}

const HOLDS: ReadonlySet<AttentionAnswer> = new Set(HOLDING);

/** What is in question may have become less since it was listed; a chain that isn't asked about is no fault. */
function retireFlood<Fault>(
  { act, open, note }: Answering<Fault>,
  { questions }: Flood,
): Result<unknown, Fault> {
  for (const { hash: id } of questions) {
    const settling = chainSettling(open.till, { id, kind: "chain/retired", reason: note });
    if (!settling.ok) continue;
    const done = act("settle chain", (context) =>
      decideSettleChain(context, settling.value.settling),
    );
    if (!done.ok) return done;
  }
  return ok(undefined);
}

type OrderSubject = Extract<OpenItem["subject"], { readonly type: "order" }>;

/** The open part may have changed since it was listed: what is open now is settled. */
function decideSettle(
  context: DecisionContext,
  { order, fact }: OrderSubject,
  note: string,
): Decision {
  const { view } = context;
  const name = resolvableName(fact, fact.day);
  const item = questionsOfOrder(view, order)
    .flatMap(({ facts }) => facts)
    .find((it) => resolvableName(it, it.day) === name);
  const { resolved } = view.state("order", order);
  return decideResolveAttention(context, { stream: orderStream(order), item, resolved, note });
}

function placeOf(answer: AttentionAnswer): LatePlace {
  if (answer === "in-safe") return "safe";
  return answer === "in-drawer" ? "drawer" : "counted";
}

function decideSettleDrawer(
  context: DecisionContext,
  { session, fact: { type } }: Extract<OpenItem["subject"], { readonly type: "drawer" }>,
  note: string,
): Decision {
  const state = context.view.state("drawer", session);
  const item = drawerAttention(state).find((it) => it.type === type);
  const { resolved } = state;
  return decideResolveAttention(context, { stream: drawerStream(session), item, resolved, note });
}

/** A till that came back meanwhile may have accounted for it, or the terminal has ended another day. */
function decideSettleAtTerminal(
  context: DecisionContext,
  { terminal, fact }: Extract<OpenItem["subject"], { readonly type: "terminal" }>,
  note: string,
): Decision {
  const { view, day } = context;
  const item = [...openFound(view, terminal), ...openEnds(view, terminal, day)].find(
    ({ type, subject }) => type === fact.type && subject === fact.subject,
  );
  const { resolved } = context.view.state("terminal", terminal);
  const stream = toStreamId("terminal", terminal);
  return decideResolveAttention(context, { stream, item, resolved, note });
}

function decideSettlePooled(
  context: DecisionContext,
  { day, fact }: Extract<OpenItem["subject"], { readonly type: "tips" }>,
  note: string,
): Decision {
  const item = pooledTwice(context.view, day).find(({ subject }) => subject === fact.subject);
  const { resolved } = context.view.state("tips", day);
  return decideResolveAttention(context, { stream: toStreamId("tips", day), item, resolved, note });
}

function decideSettleSerial(
  context: DecisionContext,
  { fact }: Extract<OpenItem["subject"], { readonly type: "serial" }>,
  note: string,
): Decision {
  const { view } = context;
  const item = questionsOfPiece(view, fact.piece).find(
    ({ type, subject }) => type === fact.type && subject === fact.subject,
  );
  const { resolved } = view.state("order", fact.order);
  const stream = orderStream(fact.order);
  return decideResolveAttention(context, { stream, item, resolved, note });
}

function decideSettleShift(
  context: DecisionContext,
  { fact }: Extract<OpenItem["subject"], { readonly type: "shift" }>,
  note: string,
): Decision {
  const { view, day } = context;
  const { type, subject } = fact;
  const item = openShiftFacts(view, day).find((it) => it.type === type && it.subject === subject);
  const { resolved } = view.state("shift", subject);
  const stream = toStreamId("shift", subject);
  return decideResolveAttention(context, { stream, item, resolved, note });
}

function decideNoneLeft(
  { till }: Pick<OpenTill, "till">,
  context: DecisionContext,
  sku: string,
): Decision {
  const product = till.catalogue().productsBySku.get(sku);
  if (product === undefined) return err({ type: "product/unknown", text: sku, nearest: [] });
  return decideLeft(till, context, { product, left: thousandths(0) });
}

function settlePaper<Fault>(
  answering: Answering<Fault>,
  { document }: Extract<OpenItem["subject"], { readonly type: "paper" }>,
  answer: AttentionAnswer,
): Result<unknown, Fault> {
  const { open, refused, note } = answering;
  if (answer !== "print") return cancelPaper(answering, { paper: document, reason: note });
  if (open.jobs.ofDocument(document).length === 0) {
    if (!mayPrintHere(open, document)) {
      const taken = answering.act("take over ticket", () => takeOver(document));
      if (!taken.ok) return taken;
    }
    return ok(printHere(open, document));
  }
  const done = reprint(open, { documentId: document });
  // Somebody else was faster.
  return done.ok ? done : refused({ type: "attention/none" });
}
