/** Which drawer opens with a paper: a printer's plug has two, and a pouch opens none. */

import { drawerSession } from "../../domain/drawer/drawers.ts";
import { type DeviceId, type EventId } from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { type Printer } from "../../domain/printers.ts";
import { type Block, type PrintDocument } from "../../printer/document.ts";
import { opensDrawer } from "../../printer/spool/held-up.ts";

type Pulse = Extract<Block, { type: "pulse" }>;

const USUAL: Pulse = { type: "pulse" };

interface PulseOf {
  /** Null where no drawer was open: then the usual one opens. */
  readonly session: EventId | null | undefined;
  readonly device: DeviceId;
  readonly printer: Pick<Printer, "drawer"> | undefined;
}

/** The same paper, which opens the drawer of that session where it would have opened one. */
export type Opening = (
  document: PrintDocument,
  session: PulseOf["session"],
  printer: PulseOf["printer"],
) => PrintDocument;

export function aimPulses(view: LedgerView, device: DeviceId): Opening {
  return (document, session, printer) => {
    if (!opensDrawer(document)) return document;
    return withPulse(document, pulseFor(view, { session, device, printer }));
  };
}

/**
 * Undefined where none is to open: of a pouch, of a drawer at another till, and of a third one, which no
 * printer has a plug for.
 */
function pulseFor(view: LedgerView, { session, device, printer }: PulseOf): Pulse | undefined {
  const place =
    session === null || session === undefined ? undefined : drawerSession(view, session)?.place;
  if (place === undefined) return USUAL;
  if (place.pouch !== undefined || place.device !== device) return undefined;
  if (place.no === 2) return { type: "pulse", pin: printer?.drawer === "pin5" ? 2 : 5 };
  return place.no === 1 ? USUAL : undefined;
}

function withPulse(document: PrintDocument, pulse: Pulse | undefined): PrintDocument {
  const blocks = document.blocks.flatMap((block): ReadonlyArray<Block> => {
    if (block.type !== "pulse") return [block];
    return pulse === undefined ? [] : [pulse];
  });
  return { ...document, blocks };
}
