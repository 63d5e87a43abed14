/** Lines that keep a price which no longer holds for the order: they do so until somebody says otherwise. */

import { type RegisterState } from "./register-state.ts";
import { type TillContext } from "./till-context.ts";

/** Returns the sentence behind how many such lines there are; the sentence may be cut. */
export function withLinesToReprice(
  { reprice }: TillContext["words"],
  state: RegisterState,
  sentence: string,
): string {
  const lines = state.session?.linesToReprice() ?? 0;
  return lines === 0 ? sentence : `${reprice.differ({ lines })} ${sentence}`;
}
