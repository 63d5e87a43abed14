/**
 * An eye on whoever has the duties, for a resident process that waits for them: a command is asked to
 * let go, and one that has got stuck is noticed. Nobody takes the duties from it: it may go on.
 */

import { assertNever } from "../../domain/assert-never.ts";
import { type SpoolStatus } from "../../printer/spool/spool-status.ts";
import { type MeshView } from "../mesh-view.ts";
import { holderPid } from "./duties-address.ts";
import { callHolder, type DutiesCall } from "./duties-call.ts";
import { PATIENCE_MS } from "./duties-holder.ts";
import { DUTIES_VERSION, type DutiesAnswer, type DutiesQuestion } from "./duties-lines.ts";

export interface HolderWatch {
  /** From time to time, while another process has the duties. */
  readonly look: () => void;
  readonly say: (question: DutiesQuestion) => void;
  /** The printers as the holder sees them. */
  readonly printers: () => ReadonlyArray<SpoolStatus>;
  /** The other tills, as it does. */
  readonly mesh: () => MeshView | undefined;
  readonly silence: () => { readonly pid: number | undefined } | undefined;
  /** The duties are ours, or not wanted any more. */
  readonly close: () => void;
}

export interface WatchOptions {
  readonly dir: string;
  readonly lookEveryMs: number;
  readonly onChange: () => void;
  /** The holder has hung up: the duties may be free. */
  readonly onGone: () => void;
}

interface Seen {
  readonly printers: ReadonlyArray<SpoolStatus>;
  readonly mesh: MeshView | undefined;
}

const NOTHING_SEEN: Seen = { printers: [], mesh: undefined };
const LOOKS_PER_QUESTION = 4;

export function createHolderWatch({
  dir,
  lookEveryMs,
  onChange,
  onGone,
}: WatchOptions): HolderWatch {
  let call: DutiesCall | undefined;
  let seen: Seen = NOTHING_SEEN;
  /** Not a time: whoever was stopped for a while has not been waiting. */
  let looksUnheard = 0;
  let silence: { readonly pid: number | undefined } | undefined;
  /** Another version: it prints, and answers nothing that could be asked. */
  let isForeign = false;

  function open(): DutiesCall {
    let hasSpoken = false;
    isForeign = false;
    return callHolder(dir, {
      onAnswer: (answer) => {
        hasSpoken = true;
        hear(answer);
      },
      onEnd: () => {
        call = undefined;
        if (hasSpoken) onGone();
      },
    });
  }

  function hear(answer: DutiesAnswer): void {
    looksUnheard = 0;
    silence = undefined;
    switch (answer.type) {
      case "hello":
        isForeign = answer.version !== DUTIES_VERSION;
        if (isForeign) return onChange();
        if (!answer.isResident) call?.say({ type: "let-go" });
        call?.say({ type: "status" });
        return;
      case "status":
        seen = { printers: answer.printers, mesh: answer.mesh ?? undefined };
        onChange();
        return;
      case "looked":
        return;
      default:
        assertNever(answer, "answer of the holder of the duties");
    }
  }

  return {
    look: () => {
      call ??= open();
      if (isForeign) return;
      if (looksUnheard % LOOKS_PER_QUESTION === 0) call.say({ type: "status" });
      looksUnheard += 1;
      if (silence !== undefined || looksUnheard * lookEveryMs < PATIENCE_MS) return;
      silence = { pid: holderPid(dir) };
      onChange();
    },
    say: (question) => call?.say(question),
    printers: () => seen.printers,
    mesh: () => seen.mesh,
    silence: () => silence,
    close: () => {
      call?.hangUp();
      call = undefined;
      seen = NOTHING_SEEN;
      looksUnheard = 0;
      silence = undefined;
    },
  };
}
