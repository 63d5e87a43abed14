/** What takes the time of a hash in the back office: PINs, and the code of an invitation. */

import { ok, type Result } from "../../domain/result.ts";
import { type Refusal } from "../refusal-port.ts";
import { type RegisterState } from "../register-state.ts";
import { type TillSession } from "../till-port.ts";
import { type Words } from "../words/words-shape.ts";
import { answeredPerson, savePerson } from "./office-people.ts";
import { type Saving } from "./office-state.ts";
import { answeredInvite } from "./office-till-changes.ts";

export async function save(
  session: TillSession,
  saving: Saving,
): Promise<Result<TillSession, Refusal>> {
  if (saving.type !== "invite") return await savePerson(session, saving);
  const done = await session.office.tills.invite();
  return done.ok ? ok(session) : done;
}

/** It is written, or why not. */
export function answeredSaving(
  state: RegisterState,
  saving: Saving,
  outcome: Result<TillSession, Refusal>,
): RegisterState {
  return saving.type === "invite"
    ? answeredInvite(state, outcome)
    : answeredPerson(state, saving, outcome);
}

/** While it takes its time. */
export function savingText(words: Words, { type }: Saving): string {
  return type === "invite" ? words.officeTills.making : words.office.savingPin;
}

/** When it has gone wrong otherwise than by a refusal. */
export function savingFailed(words: Words, saving: Saving | undefined): string {
  return saving?.type === "invite" ? words.officeTills.failed : words.logIn.failed;
}
