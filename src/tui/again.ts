/** Ctrl-R: the last round once more; with a number before it the goods of that course. */

import { actOf } from "../acts/all.ts";
import { foldText } from "../domain/text/entry-text.ts";
import { performTyped } from "./perform-act.ts";
import { type RegisterState, refused } from "./register-state.ts";
import { type TillContext } from "./till-context.ts";

export function serveAgain(till: TillContext, state: RegisterState): RegisterState {
  const typed = foldText(state.text);
  const course = /^;?(?<course>[0-9])$/u.exec(typed)?.groups?.["course"];
  if (typed !== "" && course === undefined) {
    return refused(state, actOf("again").word?.typedFirst?.(till.words) ?? "");
  }
  const wanted = course === undefined ? undefined : { course: Number(course) };
  const next = performTyped(till, state, { act: "again", typed: wanted });
  // A number is no text that Up brings back.
  return next === state ? next : { ...next, lastText: state.lastText };
}
