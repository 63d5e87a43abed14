/** What Enter may come to in the back office, and how one of several things is chosen. */

import { err, ok, type Result } from "../../domain/result.ts";
import { type RegisterState } from "../register-state.ts";
import { type Choice, fittingChoices } from "./office-row.ts";
import { type OfficeState } from "./office-state.ts";
import { type OfficeWords } from "./office-words.ts";

export type OfficePlan =
  /** Enter goes on to the next row. */
  | { readonly type: "idle" }
  | { readonly type: "refused"; readonly why: string }
  | {
      readonly type: "ready";
      readonly preview: string;
      readonly run: (state: RegisterState) => RegisterState;
    };

/** A row, and what is typed on it. */
export interface Typed<Target> {
  readonly target: Target;
  readonly label: string;
  readonly typed: string;
  readonly office: OfficeState;
}

/** Typed alone. */
export const TAKE_AWAY = "-";

export function ready(preview: string, run: (state: RegisterState) => RegisterState): OfficePlan {
  return { type: "ready", preview, run };
}

export function refusedPlan(why: string): OfficePlan {
  return { type: "refused", why };
}

export function chooseOne(
  w: OfficeWords,
  choices: ReadonlyArray<Choice>,
  { label, typed }: Pick<Typed<unknown>, "label" | "typed">,
): Result<Choice, string> {
  const fitting = fittingChoices(choices, typed);
  const [one, other] = fitting;
  if (one === undefined) return err(w.noSuch({ label, typed }));
  return other === undefined ? ok(one) : err(w.whichOf({ names: fitting.map((it) => it.label) }));
}
