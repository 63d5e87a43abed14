/** Printers change hands: a till that is shut down, shut out or replaced drives none, and says so when it ends. */

import { type Draft } from "../../events/kinds.ts";
import { isShared } from "../../events/printer-connection.ts";
import { type DeviceId, type Origin, toStreamId } from "../../identity.ts";
import { type LedgerView } from "../../ledger-view.ts";
import { type Printer, readPrinters } from "../../printers/printers.ts";
import { HOLDER_FIELD } from "../../state/entry-state.ts";
import { isInQuestion, openWriteIds } from "../../state/register.ts";

/**
 * Hands on the printers of a till that leaves: those on the network go to `heir`, which reaches
 * them as well; the others wait for it, and other printers stand in.
 */
export function leavePrinters(
  view: LedgerView,
  device: DeviceId,
  heir: DeviceId | null,
): ReadonlyArray<Draft> {
  const left = readPrinters(view).filter(({ till, driver }) => till !== null && driver === device);
  return left.map((printer) => handed(view, printer, isShared(printer.connection) ? heir : null));
}

/**
 * Says that a till ends, as an event: also who is cut off hears it later, and knows then that nothing of it
 * is missing.
 */
export function sayEnded(origin: Origin): Draft {
  return { kind: "till/ended", streams: [toStreamId("attention", origin)], body: {} };
}

/** Says that a till which had said that it ends is there again: who dies after that is missed. */
export function sayBegan(origin: Origin): Draft {
  return { kind: "till/began", streams: [toStreamId("attention", origin)], body: {} };
}

/**
 * Gives a till its printers back. Where others, without contact to it, have handed one on, this
 * write is the last: no person chose any of that, so nobody has to settle it.
 */
export function takePrintersBack(view: LedgerView, device: DeviceId): ReadonlyArray<Draft> {
  const own = readPrinters(view).filter(({ till }) => till === device);
  const away = own.filter(
    ({ id, driver }) =>
      driver !== device || isInQuestion(view.state("printer", id), HOLDER_FIELD, [HOLDER_FIELD]),
  );
  return away.map((printer) => handed(view, printer, device));
}

/** Gives everything of a till that is gone for ever to the one that replaces it. */
export function inheritPrinters(
  view: LedgerView,
  from: DeviceId,
  to: DeviceId,
): ReadonlyArray<Draft> {
  const left = readPrinters(view).filter(({ till }) => till === from);
  return left.flatMap((printer): ReadonlyArray<Draft> => {
    const { fields } = view.state("printer", printer.id);
    const over = { till: openWriteIds(fields["till"]) };
    const streams = [toStreamId("printer", printer.id)];
    return [
      { kind: "printer/set", streams, body: { set: { till: to }, over } },
      handed(view, printer, to),
    ];
  });
}

function handed(view: LedgerView, { id }: Printer, to: DeviceId | null): Draft {
  const over = openWriteIds(view.state("printer", id).fields[HOLDER_FIELD]);
  return { kind: "printer/handed", streams: [toStreamId("printer", id)], body: { to, over } };
}
