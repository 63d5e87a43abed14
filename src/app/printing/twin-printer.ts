/** Two names for one printer: neither knows what is in hand under the other. */

import { isSamePrinter, isShared } from "../../domain/events/printer-connection.ts";
import { type Printer } from "../../domain/printers/printers.ts";
import { type Till } from "../till/till.ts";
import { listPrinters } from "./printer-changes.ts";

/** The one that is set up there under another id; a device file is another one at each till. */
export function twinOf(
  till: Till,
  { connection, driver, id }: Pick<Printer, "connection" | "driver"> & { readonly id?: string },
): Printer | undefined {
  return listPrinters(till).find(
    (other) =>
      other.id !== id &&
      isSamePrinter(other.connection, connection) &&
      (isShared(connection) || other.driver === driver),
  );
}
