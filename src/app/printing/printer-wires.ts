/**
 * The printers that a till drives now, and the way to each: the same one for as long as nothing that it
 * hangs on has changed, because a paper may be in hand there.
 */

import { type Printer } from "../../domain/printers.ts";
import { type Transport } from "../../printer/transport.ts";

export interface PrinterWires {
  /** As it was when it was looked at last. */
  readonly printer: (id: string) => Printer | undefined;
  /** Looks at them anew; what is not among them any more is for whoever has it to close. */
  readonly look: (printers: ReadonlyArray<Printer>) => ReadonlyMap<string, Transport>;
}

export interface WireMaking {
  readonly transportOf: (printer: Printer) => Transport;
  /** All that its transport hangs on. */
  readonly wireOf: (printer: Printer) => string;
}

interface Wire {
  readonly text: string;
  readonly transport: Transport;
}

export function createPrinterWires({ transportOf, wireOf }: WireMaking): PrinterWires {
  let printersById: ReadonlyMap<string, Printer> = new Map();
  let wires: ReadonlyMap<string, Wire> = new Map();

  function wireTo(printer: Printer): Wire {
    const text = wireOf(printer);
    const known = wires.get(printer.id);
    return known?.text === text ? known : { text, transport: transportOf(printer) };
  }

  return {
    printer: (id) => printersById.get(id),
    look: (printers) => {
      printersById = new Map(printers.map((printer) => [printer.id, printer]));
      wires = new Map(printers.map((printer) => [printer.id, wireTo(printer)]));
      return new Map([...wires].map(([id, { transport }]) => [id, transport]));
    },
  };
}
