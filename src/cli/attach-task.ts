/** An attach with all that it may say, in the language of who attached: what does it has loaded no messages. */

import { attachTerminal } from "../app/attach/attach-terminal.ts";
import { systemClock } from "../app/system/clock.ts";
import { writeTalk } from "./console.ts";
import { EXIT, SIGNAL_BASE } from "./exit-codes.ts";

export interface AttachTask {
  readonly socketPath: string;
  /** Shown while a register is awaited. */
  readonly waits: string;
  /** How it may end. */
  readonly ends: {
    readonly taken: string;
    readonly ended: string;
    readonly lost: string;
    readonly none: string;
    readonly refused: string;
  };
}

/** Shows the register until the attach is over, and says why it is; resolves with the exit code. */
export async function runAttachTask({ socketPath, waits, ends }: AttachTask): Promise<number> {
  const end = await attachTerminal({ socketPath, clock: systemClock, waits });
  switch (end.type) {
    case "taken":
      return said(ends.taken, EXIT.conflict);
    case "ended":
      return said(ends.ended, EXIT.fine);
    case "lost":
      return said(ends.lost, EXIT.unreachable);
    case "no-register":
      return end.why === "EACCES" || end.why === "EPERM"
        ? said(ends.refused, EXIT.refused)
        : said(ends.none, EXIT.unreachable);
    case "hung-up":
      return EXIT.fine;
    default:
      return SIGNAL_BASE + end.number;
  }
}

function said(sentence: string, code: number): number {
  writeTalk(sentence);
  return code;
}
