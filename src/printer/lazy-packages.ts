/**
 * Packages that few papers need, loaded when the first one does: a register's first frame waits for what is
 * imported.
 */

import { createRequire } from "node:module";

import type * as IconvLite from "iconv-lite";
import type QrBase from "qr-image/lib/qr-base.js";

const load = createRequire(import.meta.url);

/** Loads the tables of other software's code pages. */
export function loadIconv(): typeof IconvLite {
  return load("iconv-lite") as typeof IconvLite;
}

/** Makes QR codes. */
export function loadQrBase(): typeof QrBase {
  return load("qr-image/lib/qr-base.js") as typeof QrBase;
}
