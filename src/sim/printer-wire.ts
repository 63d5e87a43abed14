/** The wire between a process and a printer: what the real ones say of a printer, in virtual time. */

import { err, ok, type Result } from "../domain/result.ts";
import { type Delivery, type PrinterFault, type Transport } from "../printer/transport.ts";
import { type PrinterLine, type SimPrinter } from "./printer.ts";

export interface WireDeps {
  readonly printer: SimPrinter;
  readonly columns: number;
  readonly box: string;
  readonly isOver: () => boolean;
  readonly nextId: () => string;
  /** In the process's name: never, when it is over by then. */
  readonly later: (delayMs: number, action: () => void) => void;
}

const WORD_MS = 10;
const LOOK_MS = 250;
const KEPT_MS = 1000;
/** Another one prints meanwhile; then it is tried again. */
const TURN_MS_MAX = 3000;
/** A printer that says nothing for so long is in doubt. */
const ANSWER_MS_MAX = 30_000;

const OFF: Result<never, PrinterFault> = err({ type: "printer/unreachable", trouble: "off" });
const DOUBT: Result<never, PrinterFault> = err({ type: "printer/unacknowledged" });

export function createSimTransport(deps: WireDeps): Transport {
  const { printer, columns, later, nextId } = deps;
  let ready: string | undefined;

  function prepare(): Promise<Result<string, PrinterFault>> {
    return meet(deps, line).then((isMet) => {
      if (!isMet) return OFF;
      const id = nextId();
      ready = id;
      // Whoever doesn't go on lets others have it.
      later(KEPT_MS, () => {
        if (ready === id) printer.letGo(line);
      });
      return ok(JSON.stringify({ id }));
    });
  }

  let waiting: ((end: "printed" | "lost" | "silent") => void) | undefined;
  const line: PrinterLine = {
    isOver: deps.isOver,
    onEnd: (end) => {
      later(WORD_MS, () => waiting?.(end));
    },
  };

  async function send(bytes: Uint8Array): Promise<Result<Delivery, PrinterFault>> {
    const id = ready ?? nextId();
    ready = undefined;
    if (!reaches(deps) || !printer.hold(line)) return OFF;
    printer.begin(line, { id, bytes, columns });
    if (!printer.canTell) {
      await new Promise<void>((resolve) => {
        later(WORD_MS, resolve);
      });
      printer.letGo(line);
      return ok("sent");
    }
    const end = await ending(deps, (resolve) => (waiting = resolve));
    waiting = undefined;
    printer.letGo(line);
    return end === "printed" ? ok("printed") : DOUBT;
  }

  return {
    prepare,
    send,
    recall: async (text) => {
      if (!printer.canTell) return ok("unknown");
      if (!(await meet(deps, line))) return OFF;
      const note = JSON.parse(text) as { readonly id: string };
      const isNamed = printer.untold() === note.id;
      printer.letGo(line);
      return ok(isNamed ? "printed" : "unknown");
    },
    close: async () => {
      printer.letGo(line);
    },
  };
}

/** While it can't print with a job in hand no time passes: it goes on by itself. */
function ending(
  { printer, later }: WireDeps,
  listen: (resolve: (end: "printed" | "lost" | "silent") => void) => void,
): Promise<"printed" | "lost" | "silent"> {
  return new Promise((resolve) => {
    let silentMs = 0;
    let isOver = false;
    function look(): void {
      if (isOver) return;
      const { hasPaper, isSilent, isPlugged } = printer.faults();
      const isHeldUp = (!hasPaper && !isSilent && isPlugged) || printer.isPrinting();
      silentMs = isHeldUp ? 0 : silentMs + LOOK_MS;
      if (silentMs >= ANSWER_MS_MAX) end("silent");
      else later(LOOK_MS, look);
    }

    function end(how: "printed" | "lost" | "silent"): void {
      isOver = true;
      resolve(how);
    }

    listen(end);
    later(LOOK_MS, look);
  });
}

function reaches({ printer, box }: WireDeps): boolean {
  const { isOn, isPlugged } = printer.faults();
  return isOn && isPlugged && (printer.box === undefined || printer.box === box);
}

/** True when it is there, can print, has nothing in hand and is ours to talk to. */
function meet(deps: WireDeps, line: PrinterLine): Promise<boolean> {
  const { printer, later } = deps;
  return new Promise((resolve) => {
    let waitedMs = 0;
    function look(): void {
      const { hasPaper, isSilent } = printer.faults();
      if (!reaches(deps) || !hasPaper || isSilent) resolve(false);
      else if (printer.isPrinting() || !printer.hold(line)) {
        waitedMs += LOOK_MS;
        if (waitedMs >= TURN_MS_MAX) resolve(false);
        else later(LOOK_MS, look);
      } else resolve(true);
    }

    later(WORD_MS, look);
  });
}
