/** Which screens a window is too small for, though it is large enough for the others. */

import { type RegisterState } from "./register-state.ts";
import { isTooSmall, LEAST_AT_COUNTER, type TerminalSize } from "./terminal/window-size.ts";

/** Money is counted, and the shop is changed, in a window that shows all of it. */
export function isTooSmallFor({ screen }: RegisterState, size: TerminalSize): boolean {
  const isOfCounter = screen === "office" || screen === "drawer";
  return isOfCounter && isTooSmall(size, LEAST_AT_COUNTER);
}
