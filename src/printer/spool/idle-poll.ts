/**
 * Looks at a printer that has nothing to print, so that what it lacks is known before the rush, and not
 * by a paper that doesn't come. A look is a step of the printer's lane: never while a paper is in hand.
 */

import { assertNever } from "../../domain/base/assert-never.ts";
import { type Clock } from "../../domain/ports.ts";
import { type PrinterTrouble } from "../../domain/printers/printer-trouble.ts";
import { type Transport } from "../transport.ts";

export interface Idling {
  /**
   * The question that is due at the next step that finds nothing to print. The drawer's is asked so
   * often that a failure to answer it counts for nothing.
   */
  due: "all" | "drawer" | undefined;
  /** True where the printer was asked and is well. */
  readonly lookIfDue: (
    listener: IdleListener,
    printer: Pick<Looked, "transport">,
  ) => Promise<boolean>;
  readonly isBeingAsked: () => boolean;
  readonly hasPrinted: () => void;
  readonly trouble: () => PrinterTrouble | undefined;
  /** Whether a document or a poll has shown the printer to be there. */
  readonly isSeen: () => boolean;
}

interface Looked {
  readonly transport: Transport;
}

interface IdleListener {
  readonly onChange?: () => void;
}

const FIRST_MS = 2000;
const EVERY_MS = 25_000;

/** Returns the end of it. */
export function pollWhenIdle(
  clock: Clock,
  look: () => void,
  everyMs: number = EVERY_MS,
): () => void {
  let cancel = clock.after(Math.min(FIRST_MS, everyMs), lookAndGoOn);

  function lookAndGoOn(): void {
    look();
    cancel = clock.after(everyMs, lookAndGoOn);
  }

  return () => cancel();
}

export function createIdling(): Idling {
  let isAsking = false;
  let isSeen = false;
  let misses = 0;
  let trouble: PrinterTrouble | undefined;

  function isWell(): void {
    isSeen = true;
    misses = 0;
    trouble = undefined;
  }

  return {
    due: undefined,
    async lookIfDue({ onChange }, { transport }) {
      const { due } = this;
      if (due === undefined || transport.look === undefined) return false;
      this.due = undefined;
      isAsking = true;
      // The listener is called at once, because a caller who waits for documents doesn't wait for
      // the poll.
      onChange?.();
      // A driver that throws at a look does so at a paper too, which tells it.
      const looked = await transport.look().catch(() => undefined);
      isAsking = false;
      if (looked === undefined || (!looked.ok && due === "drawer")) return false;
      if (looked.ok) {
        isWell();
        return true;
      }
      misses += 1;
      if (misses >= missesOf(looked.fault)) trouble = looked.fault;
      onChange?.();
      return false;
    },
    isBeingAsked: () => isAsking,
    hasPrinted: isWell,
    trouble: () => trouble,
    isSeen: () => isSeen,
  };
}

/** The misses in a row that count: a printer in use by somebody else refuses, or is silent, for a while. */
function missesOf(trouble: PrinterTrouble): number {
  switch (trouble) {
    case "busy":
    case "refused":
    case "silent":
    case "garbage":
    case "other-printer":
      return 3;
    case "off":
      return 2;
    case "no-access":
    case "no-printer-device":
    case "paper-out":
    case "cover-open":
    case "cutter":
    case "overheated":
    case "feeding":
    case "error":
    case "offline":
      return 1;
    default:
      return assertNever(trouble, "trouble of a printer");
  }
}
