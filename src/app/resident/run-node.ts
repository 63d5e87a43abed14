/** A box without a screen: a resident process that only says what matters, until it is told to end. */

import { type StoreDeps } from "../../ledger/open-ledger.ts";
import { errorText } from "../error-text.ts";
import { meshStanding } from "../mesh/mesh-report.ts";
import { openTill, type OpenTill } from "../open-till.ts";
import { holderPid } from "../printing/duties-address.ts";
import { asStoreError } from "../store-errors.ts";
import { onProcessEnd, type ProcessEnd } from "../system/process.ts";
import { throttled } from "../system/throttled.ts";
import { stayResident } from "./stay-resident.ts";

const LOOK_EVERY_MS = 250;

export interface NodeOptions {
  readonly deps: StoreDeps;
  /** Called with one line for each thing that happened. */
  readonly tell: (line: string) => void;
  /** A fault of ours or of the disk. */
  readonly tellFault: (text: string) => void;
}

/** Resolves when the till is closed behind it. Throws StoreError when the store can't be opened. */
export async function runNode(
  dir: string,
  { deps, tell, tellFault }: NodeOptions,
): Promise<ProcessEnd> {
  const tellSeldom = throttled(deps.clock, (text) => {
    tellFault(String(text));
  });
  function onFault(error: unknown): void {
    tellSeldom(troubleText(error));
  }
  const { promise, resolve } = Promise.withResolvers<ProcessEnd>();
  const release = onProcessEnd(resolve);
  try {
    const open = openTill(dir, { ...deps, onTrouble: onFault });
    for (const work of [open.printing, open.backups]) work.onFault(onFault);
    const stopTelling = tellOfDuties(open, tell);
    const end = await promise;
    stopTelling();
    // The caller reports the store's troubles itself, in a sentence.
    if (end.type === "fault" && asStoreError(end.error) === undefined)
      tellFault(errorText(end.error));
    await open.close();
    return end;
  } finally {
    release();
  }
}

/** A sentence for a trouble of the disk, whoever of the store and SQLite says it; else where it came from. */
function troubleText(error: unknown): string {
  const storeError = asStoreError(error);
  return storeError === undefined || storeError.type === "store/unreadable"
    ? errorText(error)
    : storeError.message;
}

/** Begins, and says whether it is this process that prints and is connected. Returns the end of it. */
function tellOfDuties(open: OpenTill, tell: (line: string) => void): () => void {
  const { dir, clock, printing, till } = open;
  let shown = "";
  let cancel: (() => void) | undefined;

  function tellOnce(line: string): void {
    if (line !== shown) tell(line);
    shown = line;
  }

  function look(): void {
    if (printing.hasDuties()) tellOnce(holding());
    else
      tellOnce(
        waiting(printing.silence()?.pid ?? holderPid(dir), printing.silence() !== undefined),
      );
    cancel = clock.after(LOOK_EVERY_MS, look);
  }

  function holding(): string {
    const { type } = meshStanding(till.ledger, NOBODY_ELSE);
    if (type === "single")
      return "has the printers; a single till, so nobody is to be connected to";
    if (type === "shut-out") return "another till has shut this one out: it sells nothing more";
    if (type === "keyless") return "has the printers; the till has no keys for links to others";
    return "has the printers and the links to other tills";
  }

  stayResident(open, { onChange: () => undefined, onLook: () => undefined, onLog: tell });
  look();
  return () => cancel?.();
}

const NOBODY_ELSE = { type: "absent" } as const;

function waiting(pid: number | undefined, isSilent: boolean): string {
  const which = pid === undefined ? "another program" : `process ${pid}`;
  return isSilent
    ? `${which} has the printers and links, and doesn't answer: end it, and this one takes over`
    : `waits for ${which}, which has the printers and links`;
}
