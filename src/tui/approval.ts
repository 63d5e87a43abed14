/**
 * An approval: an act that the person at the till may not do is done once somebody who may has
 * typed their PIN. It allows exactly that press once more, and no other.
 */

import { type Result } from "../domain/base/result.ts";
import { type Words } from "../words/screen-words.ts";
import { type KeyName } from "./keys/key-event.ts";
import { readPerson } from "./person-entry.ts";
import { type Refusal, type StaffTile } from "./ports/refusal-port.ts";
import { type TillSession } from "./ports/till-port.ts";
import {
  type Approval,
  emptyLogIn,
  fieldOf,
  hinted,
  type LogIn,
  type RegisterState,
  withField,
  withMessage,
} from "./register-state.ts";
import { type PaneRows, type PaneSize, blankRow, row } from "./rows/pane-row.ts";
import { drawable, wrapTo } from "./terminal/cell-text.ts";
import { type TillContext } from "./till-context.ts";

type Press = (state: RegisterState) => RegisterState;

/** Asks for an approval after a press that was refused for a missing permission, where somebody can give it. */
export function askApproval(
  { words }: TillContext,
  before: RegisterState,
  { after, again }: { readonly after: RegisterState; readonly again: Press },
): RegisterState {
  const { wanted } = after;
  if (wanted === undefined) return after;
  const person = emptyLogIn(wanted.needed.usual);
  const approval = { ...wanted, why: after.message?.text ?? "", person, before, again };
  const asked = { ...after, wanted: undefined, list: undefined, showsHelp: false, approval };
  return hinted(asked, askedFor(words, approval));
}

/** Keys while the PIN is awaited. Typing and erasing are done where all typing is. */
export function pressInApproval(
  till: TillContext,
  state: RegisterState,
  key: KeyName,
): RegisterState {
  const { approval } = state;
  if (approval === undefined) return state;
  const words = till.words.approval;
  if (key === "enter") return enterApproval(till, state, approval);
  if (key !== "escape")
    return hinted(state, words.leaves({ sentence: askedFor(till.words, approval) }));
  if (fieldOf(state) !== "") return { ...withField(state, ""), message: undefined };
  const before = withoutApproval(state);
  // The text of the refused press is marked, so that the next characters replace it.
  const isTextRefused = before.list === undefined && before.text !== "";
  return hinted({ ...before, isTextRefused }, words.not);
}

/** Returns the state before the press. */
export function withoutApproval(state: RegisterState): RegisterState {
  const { approval, order, keptScans, session } = state;
  return approval === undefined ? state : { ...approval.before, order, keptScans, session };
}

function enterApproval(till: TillContext, state: RegisterState, approval: Approval): RegisterState {
  const { person, needed } = approval;
  const typed = fieldOf(state);
  if (typed === "") return hinted(state, askedFor(till.words, approval));
  const other = readPerson(till, { staff: needed.approvers, step: person.step }, typed);
  if (other === undefined)
    return { ...state, approval: at(approval, { ...person, step: "checking" }) };
  return nameApprover(till, state, other.ok ? other.value : undefined);
}

/** Somebody has said who they are: their PIN is next, if they may. */
export function nameApprover(
  till: TillContext,
  state: RegisterState,
  person: StaffTile | undefined,
): RegisterState {
  const { approval } = state;
  if (approval === undefined) return state;
  const { approvers } = approval.needed;
  if (!approvers.some(({ number }) => number === person?.number)) {
    const names = approvers.map(({ name }) => name).join(", ");
    return withMessage(withField(state, ""), "error", till.words.approval.nobody({ names }));
  }
  const next = at(approval, { step: "pin", number: person?.number ?? "", pin: "" });
  return hinted({ ...state, approval: next }, askedFor(till.words, next));
}

/** The press once more, with the right of both; after a wrong PIN it is asked for again. */
export function answeredApproval(
  state: RegisterState,
  outcome: Result<TillSession, Refusal>,
): RegisterState {
  const { approval, session } = state;
  if (approval === undefined) return state;
  if (!outcome.ok) {
    const again = at(approval, { ...approval.person, step: "pin", pin: "" });
    return withMessage({ ...state, approval: again }, "error", outcome.fault.message);
  }
  const done = approval.again({ ...withoutApproval(state), session: outcome.value });
  return { ...done, session, wanted: undefined };
}

/** Returns the rows beside the order while the approval is asked for. */
export function approvalRows(
  { words }: TillContext,
  approval: Approval,
  { width, signs }: PaneSize,
): PaneRows {
  const { what, why, needed, person } = approval;
  const names = needed.approvers
    .filter(({ number }) => number !== person.number)
    .map(({ number, name }) => `${number} ${name}`)
    .join(", ");
  const others =
    names === "" || person.step === "number" ? names : words.approval.others({ names });
  const blocks = [why, what, askedFor(words, approval), others, words.approval.escape]
    .filter((text) => text !== "")
    .map((text) => wrapTo(drawable(text, signs), width - 2).map((line) => row(` ${line}`)));
  return [[row(` ${words.approval.title}`, "bold")], ...blocks].flatMap((block) =>
    block.concat(blankRow),
  );
}

export function approvalPrompt({ approval }: Words, { person }: Approval): string {
  return person.step === "number" ? ` ${approval.prompt} > ` : " PIN > ";
}

function askedFor({ approval }: Words, { person, needed }: Approval): string {
  const name = needed.approvers.find(({ number }) => number === person.number)?.name;
  return name === undefined ? approval.who : approval.pin({ name });
}

function at(approval: Approval, person: LogIn): Approval {
  return { ...approval, person };
}
