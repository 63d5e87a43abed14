/** Drives any act at the register: what Enter would do, what is done, and the reasons that the till asks for. */

import { type Performed } from "../acts/act.ts";
import { type ActId, type ActRequest, ACTS, actOf, type AnyAct } from "../acts/all.ts";
import { inputForRow } from "../acts/on-row.ts";
import { type TypedAct } from "../acts/typed-command.ts";
import { ok, type Result } from "../domain/base/result.ts";
import { type OrderView } from "../domain/views.ts";
import { colonOf, wordsFor } from "../words/screen-words.ts";
import { askSerial } from "./ask-serial.ts";
import { type CommandId } from "./commands.ts";
import { type Plan, readyPlan, refusedPlan } from "./entry-act.ts";
import { showEvening } from "./evening.ts";
import { onScreen } from "./on-screen.ts";
import { type PlannedAct } from "./planned-act.ts";
import { type Refusal } from "./ports/refusal-port.ts";
import {
  hinted,
  refused,
  refusedBy,
  type RegisterState,
  reported,
  withEntryDone,
  withField,
} from "./register-state.ts";
import { does, type ListRows } from "./rows/list-row.ts";
import { type TillContext } from "./till-context.ts";

export type ActTyped = Pick<TypedAct, "act" | "typed">;

/** Returns what Enter would do with a typed act. */
export function planAct(
  till: TillContext,
  state: RegisterState,
  { act: id, typed }: ActTyped,
): Plan {
  const screen = onScreen(state);
  const planned = actOf(id);
  const plan = planned.plan?.(till, screen, typed);
  if (plan === undefined) throw new Error(`The act ${id} is planned by a screen of its own.`);
  if (plan.type === "refused") return plan;
  const { preview, beyond } = plan;
  const { row, chosen } = screen;
  const isOfRow = chosen !== undefined || planned.ofRow?.(plan.input) === "all";
  const input = row !== undefined && isOfRow ? inputForRow(planned, row, plan.input) : plan.input;
  // The act has planned its own input.
  const request = { act: id, ...input } as ActRequest;
  const act = { type: "act", planned: { request, typed, screen, preview } } as const;
  return beyond === undefined
    ? readyPlan(preview, act)
    : { type: "refused", why: beyond.hint, short: { why: beyond.why, act } };
}

/** Returns what a command would do that is an act by itself, such as `:reprice`; undefined for other commands. */
export function planWord(till: TillContext, state: RegisterState, id: CommandId): Plan | undefined {
  const act = wordAct(id);
  if (act === undefined) return undefined;
  const read = act.word?.reads?.("", till);
  return read?.ok === false
    ? refusedPlan(read.fault)
    : planAct(till, state, asRead(act.id, read?.value));
}

/** The word of an act has read what the same act is planned by. */
function asRead(act: ActId, typed: unknown): ActTyped {
  return { act, typed } as ActTyped;
}

function wordAct(id: CommandId): AnyAct | undefined {
  const acts: ReadonlyArray<AnyAct> = Object.values(ACTS);
  return acts.find((act) => act.id === id && act.word !== undefined);
}

/** Does what the word of an act does at once, about what is typed where the act reads that. */
export function performWord(till: TillContext, state: RegisterState, id: ActId): RegisterState {
  const { text, lastText } = state;
  const { word } = actOf(id);
  const read = word?.reads?.(text.trim(), till);
  if (read?.ok === false) return refused(state, read.fault);
  if (word?.needsMore === true && read?.value === undefined) {
    const plan = planAct(till, state, asRead(id, undefined));
    const [spelled = ""] = word.words;
    return plan.type === "refused" ? hinted(withField(state, `:${spelled} `), plan.why) : state;
  }
  const next = performTyped(till, state, asRead(id, read?.value));
  if (next === state) return next;
  // What was read is nothing that Up brings back; what was not stays.
  return read === undefined ? { ...next, text, lastText } : { ...next, lastText };
}

/** Returns the act as a row that does it; none where it can't be done. */
export function actRow(till: TillContext, state: RegisterState, typed: ActTyped): ListRows {
  const plan = planAct(till, state, typed);
  if (plan.type !== "ready" || plan.act.type !== "act") return [];
  const { planned } = plan.act;
  const choice = does((here, before) => performAct(here, { ...before, list: undefined }, planned));
  return [{ sign: "", label: plan.preview, detail: "", choice }];
}

/** Does an act for which nothing else is asked. */
export function performTyped(
  till: TillContext,
  state: RegisterState,
  typed: ActTyped,
): RegisterState {
  const plan = planAct(till, state, typed);
  if (plan.type === "refused") return refused(state, plan.why);
  return plan.type === "ready" && plan.act.type === "act"
    ? performAct(till, state, plan.act.planned)
    : state;
}

/** Does it. Where the till wants to hear why, the reasons are next. */
export function performAct(
  till: TillContext,
  state: RegisterState,
  planned: PlannedAct,
): RegisterState {
  const { session } = state;
  if (session === undefined) return refused(state, wordsFor(state).whyNot.logInFirst);
  const { request, typed, screen, preview } = planned;
  const act = actOf(request.act);
  if (act.asksWhy !== undefined && !("reason" in request)) return askWhy(till, state, planned);
  const outcome = session.perform(request);
  if (!outcome.ok) {
    return outcome.fault.needsReason === true && act.reasons !== undefined
      ? askWhy(till, state, planned)
      : refusedBy(state, outcome.fault, `${askedWith(till, preview, reasonOf(request))}.`);
  }
  const by = { number: session.staffNumber, name: session.staffName };
  const sentence = act.done?.(till, { typed, screen, input: request, by, ...outcome.value }) ?? "";
  // The payment shown beside the order may be of the order that is changed now.
  const isOld = state.paid === undefined || act.on === "any order";
  const paid = isOld ? undefined : { ...state.paid, isFresh: false };
  const lineId = act.addsLines === true ? undefined : state.lineId;
  const order = outcome.value.order ?? state.order;
  const next = { ...withEntryDone(state), order, paid, lineId };
  const said =
    typeof sentence === "string" ? reported(next, sentence) : hinted(next, sentence.warning);
  if (request.act === "serial") return askSerial(till, said);
  return act.isLeaving === true ? showEvening(till, said) : said;
}

/** What would be done, with the reason that was picked: whoever vouches reads both. */
export function askedWith(till: TillContext, what: string, reason: string): string {
  return reason === "" ? what : what + colonOf(till) + reason;
}

function reasonOf(request: ActRequest): string {
  return "reason" in request && typeof request.reason === "string" ? request.reason : "";
}

function askWhy(till: TillContext, state: RegisterState, planned: PlannedAct): RegisterState {
  const list = { type: "act-why" as const, planned, filter: "", at: 0 };
  return hinted({ ...withEntryDone(state), list }, till.words.done.why({ what: planned.preview }));
}

/** Returns the order after an act that a screen has asked for by itself. */
export function orderOf(
  outcome: Result<Performed<unknown>, Refusal>,
): Result<OrderView | undefined, Refusal> {
  return outcome.ok ? ok(outcome.value.order) : outcome;
}
