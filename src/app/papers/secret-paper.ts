/** The papers with secrets that open a shop: they go through no queue, and into no file of a real shop. */

import { assertNever } from "../../domain/base/assert-never.ts";
import { err, ok, type Result } from "../../domain/base/result.ts";
import { type DeviceId } from "../../domain/identity.ts";
import { type Printer } from "../../domain/printers/printers.ts";
import { type PrintDocument } from "../../printer/document.ts";
import { printDirectly, rollPath } from "../printing/printer-drive.ts";

export interface SecretPaper {
  readonly documentFor: (printer: Printer) => PrintDocument;
  /** The till that somebody stands at. */
  readonly till: DeviceId;
  /** All that it drives, wherever they stand. */
  readonly printers: ReadonlyArray<Printer>;
  /** A shop for trying things. */
  readonly demo: boolean;
}

/** The place at which the paper came out. */
export interface SecretPaperAt {
  readonly printer: string;
  /** The roll of a printer in software, where it stands in the clear. */
  readonly file: string | undefined;
}

/** Why no printer has put it on paper. */
export type NoSecretPaper =
  /** The till has no receipt printer: anybody could take the paper from a kitchen's rail. */
  | { readonly type: "no-printer" }
  /** All are printers in software, whose paper anybody with the disk reads. */
  | { readonly type: "in-software" }
  | { readonly type: "failed"; readonly printer: string };

export async function printSecret(
  dir: string,
  { documentFor, till, printers, demo }: SecretPaper,
): Promise<Result<SecretPaperAt, NoSecretPaper>> {
  const here = printers.filter((printer) => isInSight(printer, till));
  const printer = here.find((one) => demo || leavesNoFile(one));
  if (printer === undefined) {
    return err({ type: here.length === 0 ? "no-printer" : "in-software" });
  }
  const delivered = await printDirectly(dir, printer, documentFor(printer));
  if (!delivered.ok) return err({ type: "failed", printer: printer.name });
  return ok({
    printer: printer.name,
    file: leavesNoFile(printer) ? undefined : rollPath(dir, printer.id),
  });
}

/** Returns the rest of a sentence that begins with the paper: `The sheet …`. */
export function secretPaperAtText({ printer, file }: SecretPaperAt): string {
  return file === undefined
    ? `came out of printer ${printer}`
    : `is on virtual paper, in the clear: ${file}`;
}

/** Whether the person sees the paper come out: the printer is at their till and prints receipts. */
function isInSight({ till, prints }: Printer, device: DeviceId): boolean {
  return (till === null || till === device) && prints.includes("receipts");
}

/**
 * The paper of a printer in software is a file in the clear, which anybody with the disk reads: fit
 * for the code of a shop that is for trying things, and of no other.
 */
function leavesNoFile({ connection: { type } }: Printer): boolean {
  switch (type) {
    case "virtual":
    case "file":
      return false;
    case "network":
    case "usb":
    case "serial":
    case "device":
      return true;
    default:
      return assertNever(type, "printer type");
  }
}
