/**
 * A way for bytes to one printer and back: a socket, a device file, an endpoint. It knows nothing of
 * printing; what the bytes mean is the business of whoever talks over it.
 */

import { type Result } from "../../domain/base/result.ts";
import { type PrinterTrouble } from "../../domain/printers/printer-trouble.ts";

export interface Channel {
  /** Opens one line at a time, in a bounded time, also where nobody answers. */
  readonly open: (listener: LineListener) => Promise<Result<Line, PrinterTrouble>>;
  /** Whether the printer is there, where opening a line to it is too much for that. */
  readonly isThere?: () => Promise<PrinterTrouble | undefined>;
  /** Calls when the printer may be there again that could not be reached. Absent where nobody tells. */
  readonly onBack?: (listener: () => void) => void;
  /**
   * Looks for the printer elsewhere, where another one has answered in its place. True when the next line
   * leads to another address. Absent where a way has one end only.
   */
  readonly lookElsewhere?: () => Promise<boolean>;
  /** The last line is closed by then. Whatever was kept ready for the next one is given back. */
  readonly close: () => Promise<void>;
}

export interface LineListener {
  readonly onData: (bytes: Uint8Array) => void;
  /** The other side ended it, or the way is gone. Not told of a line that was closed from here. */
  readonly onClose: () => void;
}

export interface Line {
  /**
   * Resolves with true once the way has taken all of it, which may take as long as the printer wants;
   * with false when the line was over before. Never blocks the process, and never rejects.
   */
  readonly write: (bytes: Uint8Array) => Promise<boolean>;
  /**
   * Closes the line after the bytes that were taken have gone out, in a bounded time. False when
   * the other side broke off instead of taking them.
   */
  readonly close: () => Promise<boolean>;
}

/** Returns the printer's trouble for a system's error code. */
export function troubleOfCode(code: string | undefined): PrinterTrouble {
  if (code === "EACCES" || code === "EPERM") return "no-access";
  if (code === "ECONNREFUSED") return "refused";
  return code === "EBUSY" ? "busy" : "off";
}

export function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}
