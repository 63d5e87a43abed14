/** `--approver`: what a person may not do alone is done with the word of somebody who may. */

import { type Actor, knowing, type Till } from "../app/till/till.ts";
import { type Result } from "../domain/base/result.ts";
import { isOfRights } from "../domain/commands/approval.ts";
import { type Refusal } from "../domain/commands/refusal.ts";
import { isStaffNumber } from "../domain/people/staff-number.ts";
import { type HeldGoods, type Sure } from "../domain/questions.ts";
import { cliWords } from "../words/made/cli/all.ts";
import { askSecret, readSecretFile } from "./ask-secret.ts";
import { type Console } from "./console.ts";
import { usageFault } from "./fault.ts";
import { refusalFault, valueOf } from "./refusal-fault.ts";
import { sentencesOf } from "./sentences-of.ts";
import { type SureOptions, yesIn } from "./sure-options.ts";
import { type StaffOptions, whoActs } from "./with-till.ts";

const said = sentencesOf(cliWords);

export interface ApproverOptions extends SureOptions {
  readonly approver?: string;
  readonly approverPinFile?: string;
}

/** Does the work of the person who acts, with an approver's word where it needs one. */
export async function actWithApproval<Value, Fault = never>(
  { till, console }: { readonly till: Till; readonly console: Console },
  options: StaffOptions & ApproverOptions,
  work: (actor: Actor) => Result<Value, Refusal | Fault>,
): Promise<Result<Value, Refusal | Fault>> {
  const actor = await whoActs(till, options, console);
  return withApproval({ till, actor, console }, options, work);
}

/** Does the work, and once more with the approver's word when that is what it lacks. */
export async function withApproval<Value, Fault>(
  {
    till,
    actor,
    console,
  }: { readonly till: Till; readonly actor: Actor; readonly console: Console },
  options: ApproverOptions,
  work: (actor: Actor) => Result<Value, Refusal | Fault>,
): Promise<Result<Value, Refusal | Fault>> {
  const by = knowing(actor, ...answersIn(options));
  const done = work(by);
  const { approver: number } = options;
  if (done.ok || !isOfRights(done.fault)) return done;
  const { act } = done.fault;
  if (number === undefined || act === undefined) return done;
  if (!isStaffNumber(number)) {
    throw refusalFault({ type: "staff/number-invalid", text: number }, till);
  }
  valueOf(await till.signIn(number, await pinOf(number, options, console)), till);
  return work({ ...by, approval: { by: number, act } });
}

function answersIn(options: SureOptions): ReadonlyArray<Sure> {
  const { held } = options;
  return [...yesIn(options), ...(held === undefined ? [] : [readHeld(held)])];
}

function readHeld(typed: string): HeldGoods {
  if (typed === "fire" || typed === "wait") return typed;
  throw usageFault(said(({ refusal }) => refusal.heldHow));
}

async function pinOf(
  by: string,
  { approverPinFile }: ApproverOptions,
  { environment, text }: Console,
): Promise<string> {
  if (approverPinFile !== undefined) return readSecretFile("PIN", approverPinFile).trim();
  if (environment.isTerminal) return askSecret(text(said(({ ask }) => ask.pinOf({ number: by }))));
  throw usageFault(said(({ ask }) => ask.sayApproverPin));
}
