/** `till node`: a box without a screen. */

import { runNode } from "../../app/resident/run-node.ts";
import { asStoreError } from "../../app/store-errors.ts";
import { type Console } from "../console.ts";
import { EXIT, SIGNAL_BASE } from "../exit-codes.ts";
import { storeFault } from "../store-fault.ts";
import { unlock } from "../unlock.ts";
import { storeDir, type StoreOptions } from "../with-till.ts";

export interface NodeCommandOptions extends StoreOptions {
  readonly quiet?: boolean;
}

export async function node(options: NodeCommandOptions, console: Console): Promise<number> {
  const dir = storeDir(options, console);
  const deps = await unlock(dir, options, console);
  let shownText = "";
  try {
    const end = await runNode(dir, {
      deps,
      tell: (line) => {
        if (options.quiet !== true) console.say(line);
      },
      tellFault: (text) => {
        shownText = text;
        console.say(text);
      },
    });
    if (end.type === "signal") return SIGNAL_BASE + end.number;
    if (asStoreError(end.error) === undefined) return EXIT.foundWrong;
    throw end.error;
  } catch (cause) {
    const fault = storeFault(cause);
    // Work that goes on by itself may have met the same, and told it.
    if (fault.message === shownText) return fault.code;
    throw cause;
  }
}
