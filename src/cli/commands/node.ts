/** `till node`: a box without a screen. */

import { runNode } from "../../app/run-node.ts";
import { asStoreError } from "../../app/store-errors.ts";
import { type Console } from "../console.ts";
import { EXIT, SIGNAL_BASE } from "../exit-codes.ts";
import { unlock } from "../unlock.ts";
import { storeDir, type StoreOptions } from "../with-till.ts";

export interface NodeCommandOptions extends StoreOptions {
  readonly quiet?: boolean;
}

export async function node(options: NodeCommandOptions, console: Console): Promise<number> {
  const dir = storeDir(options, console);
  const deps = await unlock(dir, options, console);
  const end = await runNode(dir, {
    deps,
    tell: (line) => {
      if (options.quiet !== true) console.say(line);
    },
    tellFault: console.say,
  });
  if (end.type === "signal") return SIGNAL_BASE + end.number;
  if (asStoreError(end.error) !== undefined) throw end.error;
  return EXIT.foundWrong;
}
