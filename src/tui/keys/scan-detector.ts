/**
 * Tells a scanner from fingers: at least six characters, each within 30 ms of the one before, ended
 * by Enter or Tab. Text goes on at once, because an echo must not wait for the end of a burst; what
 * turns out to be a scan takes it back.
 */

import { parseBarcode } from "../../domain/goods/barcode.ts";
import { type SettingValue } from "../../domain/settings/settings.ts";
import { type KeyInput, type KeyEvent } from "./key-event.ts";

const SCAN_GAP_MS = 30;
const SCAN_LENGTH_MIN = 6;
/** The digit row of a French layout, which a scanner set to the US layout types without Shift. */
const FRENCH_DIGITS = "à&é\"'(-è_ç";

export interface ScanDetector {
  readonly accept: (event: KeyEvent, nowMs: number) => KeyInput;
}

/** On a layout that is known not to be French, a code with such signs was scanned so. */
export function createScanDetector(layout: SettingValue<"key-layout"> = "any"): ScanDetector {
  const mends = layout === "any" || layout === "fr";
  let burst = "";
  let lastMs = Number.NEGATIVE_INFINITY;

  function accept(event: KeyEvent, nowMs: number): KeyInput {
    // A clock that was set back must not make a burst of slow typing.
    const isBurst = nowMs >= lastMs && nowMs - lastMs < SCAN_GAP_MS;
    if (event.type === "text") {
      burst = isBurst ? burst + event.text : event.text;
      lastMs = nowMs;
      return event;
    }
    const echoed = burst;
    burst = "";
    const isEnd = event.type === "key" && (event.key === "enter" || event.key === "tab");
    if (!isEnd || !isBurst || echoed.length < SCAN_LENGTH_MIN) return event;
    return { type: "scan", code: mends ? mended(echoed) : echoed, echoed };
  }

  return { accept };
}

function mended(code: string): string {
  // With Caps Lock the letters of the row are capitals.
  const places = Array.from(code, (sign) => FRENCH_DIGITS.indexOf(sign.toLowerCase()));
  const digits = places.join("");
  return places.every((place) => place >= 0) && parseBarcode(digits).ok ? digits : code;
}
