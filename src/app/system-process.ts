/** What only the process knows, for the terminal guard. */

import { type ProcessHooks } from "../tui/terminal-guard.ts";

export const processHooks: ProcessHooks = {
  onContinue: (listener) => {
    process.on("SIGCONT", listener);
    return () => process.off("SIGCONT", listener);
  },
  onExit: (listener) => {
    process.on("exit", listener);
    return () => process.off("exit", listener);
  },
};
