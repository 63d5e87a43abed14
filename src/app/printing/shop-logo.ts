/** The picture at the head of receipts, the shop's or a printer's own: set on one till, heard by all. */

import { err, ok, type Result } from "../../domain/base/result.ts";
import { decideChangeLogo } from "../../domain/commands/office/change-settings.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import { type Printer } from "../../domain/printers/printers.ts";
import { readSetting, SETTINGS } from "../../domain/settings/settings.ts";
import { type Ledger } from "../../ledger/ledger.ts";
import { type DotPicture, hasDot } from "../../printer/encoding/dot-picture.ts";
import { logoToText, readLogo, textToLogo } from "../../printer/encoding/logo.ts";
import { type PictureFault } from "../../printer/encoding/png.ts";
import { memoByVersion } from "../memo-by-version.ts";
import { readNamedFile } from "../system/named-file.ts";
import { type Actor, type Till } from "../till/till.ts";

export type LogoFault =
  | PictureFault
  | { readonly type: "file/unreadable" }
  | { readonly type: "file/too-large"; readonly bytesMax: number };

/** A photograph of a sign is larger than any logo. */
const FILE_BYTES_MAX = 4 * 1024 * 1024;

/** The dots of one character cell of a screen, which is twice as high as wide. */
const CELL = { width: 6, height: 12 } as const;
/** The shades from white to black. */
const SHADES = " ░▒▓█";

/** Packed, as the setting holds it. */
export function readLogoFile(file: string): Result<string, LogoFault> {
  const bytes = readSmallFile(file);
  if (!bytes.ok) return bytes;
  const picture = readLogo(bytes.value);
  if (!picture.ok) return picture;
  // The largest that there can be fits, however badly it packs.
  return ok(SETTINGS.logo.schema().parse(logoToText(picture.value)));
}

function readSmallFile(file: string): Result<Uint8Array, LogoFault> {
  try {
    const bytes = readNamedFile(file, FILE_BYTES_MAX);
    return bytes === undefined
      ? err({ type: "file/too-large", bytesMax: FILE_BYTES_MAX })
      : ok(bytes);
  } catch {
    return err({ type: "file/unreadable" });
  }
}

/** Packed, or empty for none. */
export function changeLogo(till: Till, actor: Actor, packed: string): Result<undefined, Refusal> {
  const done = till.act(actor, "change logo", (context) => decideChangeLogo(context, packed));
  return done.ok ? ok(undefined) : done;
}

/** Undefined where there is none. */
export function shopLogo({ ledger }: Pick<Till, "ledger">): DotPicture | undefined {
  return textToLogo(ledger.read((view) => readSetting(view, "logo")));
}

/** Undefined where its receipts have the shop's. */
export function ownLogo(printer: Pick<Printer, "logo">): DotPicture | undefined {
  return printer.logo === undefined ? undefined : textToLogo(printer.logo);
}

export interface ReceiptLogo {
  /** The owner of the logo. */
  readonly of: "printer" | "shop";
  /** Undefined where there is none. */
  readonly logo: DotPicture | undefined;
}

/** Returns the logo on receipts of that printer; of the whole shop, where none is given. */
export function receiptLogo(till: Pick<Till, "ledger">, printer?: Printer): ReceiptLogo {
  const printersLogo = printer && ownLogo(printer);
  return printersLogo === undefined
    ? { of: "shop", logo: shopLogo(till) }
    : { of: "printer", logo: printersLogo };
}

/** Roughly, for a screen of letters; no line where there is none. */
export function drawLogo(logo: DotPicture | undefined): ReadonlyArray<string> {
  if (logo === undefined) return [];
  const lines = Math.ceil(logo.rows.length / CELL.height);
  const columns = Math.ceil(logo.widthDots / CELL.width);
  return Array.from({ length: lines }, (_, line) =>
    Array.from({ length: columns }, (_each, column) => shadeOf(logo, line, column))
      .join("")
      .trimEnd(),
  );
}

function shadeOf({ rows }: DotPicture, line: number, column: number): string {
  const across = Array.from({ length: CELL.width }, (_, dot) => column * CELL.width + dot);
  const covered = rows.slice(line * CELL.height, (line + 1) * CELL.height);
  const black = covered.flatMap((row) => across.filter((dot) => hasDot(row, dot))).length;
  const share = black / (CELL.width * CELL.height);
  return SHADES[Math.ceil(share * (SHADES.length - 1))] ?? " ";
}

/** For whoever asks for it with each paper: unpacked anew only where it has changed. */
export function createShopLogo({ read }: Pick<Ledger, "read">): () => DotPicture | undefined {
  return memoByVersion(() => read((view) => readSetting(view, "logo")), textToLogo);
}
