/** V8's settings for memory, where its guesses are wrong for a process that stays. */

import { setFlagsFromString } from "node:v8";

/**
 * Everything new is made among the young from now on. V8 learns from reading 20,000 goods, all of which
 * stay, that what is made by the same code will stay, and makes a frame's rows and cells among the old at
 * once. They don't, so each ten seconds of typing ended in a collection of everything, 6 to 20 ms within
 * one key.
 *
 * Said once the first frame stands, and not to V8 as it starts: compiled code that was kept, Node's own
 * included, is only good under the flags that it was made with, and the frame would come 20 ms later.
 */
export function makeNothingAmongTheOld(): void {
  setFlagsFromString("--no-allocation-site-pretenuring");
}
