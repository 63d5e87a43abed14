/** What keeps a printer from printing, and what a person does about it. */

import { type PrinterTrouble } from "../domain/printer-trouble.ts";

/** Behind the printer's name and a colon. */
export const TROUBLES: Readonly<Record<PrinterTrouble, string>> = {
  off: "it can't be reached: look at its switch, its cable and its address",
  busy: "somebody else is connected to it",
  refused:
    "what is at its address refuses connections: it is starting, or another program has it, or the address is another box's",
  "no-access": "this user may not use the device",
  "no-printer-device":
    "at its path is no device of a printer, such as /dev/usb/lp0 or /dev/ttyUSB0: tell where it is by `till printer set`",
  "other-printer": "at its place is another printer: tell where this one is by `till printer set`",
  "paper-out": "it is out of paper",
  "cover-open": "its cover is open",
  cutter: "its cutter is jammed",
  overheated: "it is too hot, and goes on by itself",
  feeding: "somebody holds its feed button",
  error: "it has an error: switch it off and on",
  offline: "it is offline, and does not say why",
  silent: "it can be reached, and does not answer",
  garbage: "it answers nonsense: is it a receipt printer, and set to ESC/POS?",
};
