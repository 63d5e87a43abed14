/** The settings of a printer as text: `at=192.0.2.7`, `receipts=yes`, `stations=grill,bar`. */

import { assertNever } from "../base/assert-never.ts";
import { err, ok, type Result } from "../base/result.ts";
import { type Connection, connectionSchema } from "../events/printer-connection.ts";
import { BUZZES_MAX, PULSE_MS_MAX, PULSE_MS_MIN } from "../events/printer-limits.ts";
import { type Printer } from "../printers/printers.ts";
import { quoted } from "../text/quoted.ts";
import { readTcpPlace } from "../text/tcp-place.ts";
import { type FieldText } from "./entry-wish.ts";

/** The till is named as people name it: whoever decides knows which one that is. */
export interface PrinterFields extends Partial<
  Pick<
    Printer,
    | "name"
    | "connection"
    | "profile"
    | "columns"
    | "prints"
    | "stations"
    | "standsInFor"
    | "drawer"
    | "buzzes"
    | "pulseMs"
    | "logo"
    | "abilities"
  >
> {
  readonly till?: string;
}

const PRINT_PORT = 9100;
const USUAL_BAUD = 19_200;
const [COLUMNS_MIN, COLUMNS_MAX] = [24, 64];
const DRAWERS = ["none", "pin2", "pin5"] as const;
const FIELDS =
  "name, at, profile, columns, receipts, stations, stands-in-for, drawer, buzzer, pulse, till";
const AT_HELP =
  "192.0.2.7, 192.0.2.7:9100, 192.0.2.7:9100@00:26:ab:12:34:56, usb:04b8:0e15, usb:04b8:0e15:SERIAL, usb:04b8:0e15@1-2.3, serial:/dev/ttyS0@19200, /dev/usb/lp0, virtual or file";

/** The fault is a sentence. */
export function readPrinterTexts(texts: ReadonlyArray<FieldText>): Result<PrinterFields, string> {
  const said: PrinterFields[] = [];
  for (const { field, text } of texts) {
    const read = readPrinterField(field, text.trim());
    if (!read.ok) return read;
    said.push(read.value);
  }
  return ok(Object.assign({}, ...said) as PrinterFields);
}

function readPrinterField(field: string, text: string): Result<PrinterFields, string> {
  switch (field) {
    case "name":
      return ok({ name: text });
    case "at": {
      const connection = readConnection(text);
      return connection === undefined
        ? err(`${quoted(text)} is no way to a printer: ${AT_HELP}.`)
        : ok({ connection });
    }
    case "profile":
      return ok({ profile: text });
    case "columns": {
      const columns = Number(text);
      const isFit = /^[0-9]{2}$/u.test(text) && columns >= COLUMNS_MIN && columns <= COLUMNS_MAX;
      return isFit
        ? ok({ columns })
        : err(`${quoted(text)} is no width: ${COLUMNS_MIN} to ${COLUMNS_MAX} characters.`);
    }
    case "receipts":
      if (text !== "yes" && text !== "no")
        return err(`Receipts is yes or no, not ${quoted(text)}.`);
      return ok({ prints: text === "yes" ? ["receipts"] : [] });
    case "stations":
      return ok({ stations: wordsOf(text) });
    case "stands-in-for":
      return ok({ standsInFor: wordsOf(text) });
    case "drawer": {
      const drawer = DRAWERS.find((word) => word === text);
      return drawer === undefined
        ? err(`${quoted(text)} is no place of a drawer: ${DRAWERS.join(", ")}.`)
        : ok({ drawer });
    }
    case "buzzer":
      return readBuzzer(text);
    case "pulse":
      return readPulse(text);
    case "till":
      return ok({ till: text });
    default:
      return err(`There is no field ${quoted(field)}: ${FIELDS}.`);
  }
}

/** The text for the model's own value. */
export const AS_USUAL = "usual";

function readBuzzer(text: string): Result<PrinterFields, string> {
  if (text === AS_USUAL) return ok({ buzzes: undefined });
  if (text === "no") return ok({ buzzes: 0 });
  if (/^[1-9]$/u.test(text)) return ok({ buzzes: Number(text) });
  return err(`Buzzer is no, 1 to ${BUZZES_MAX} times, or ${AS_USUAL}; not ${quoted(text)}.`);
}

function readPulse(text: string): Result<PrinterFields, string> {
  if (text === AS_USUAL) return ok({ pulseMs: undefined });
  const pulseMs = Number(text);
  const isFit = /^[0-9]{2,3}$/u.test(text) && pulseMs >= PULSE_MS_MIN && pulseMs <= PULSE_MS_MAX;
  if (isFit) return ok({ pulseMs });
  return err(
    `Pulse is ${PULSE_MS_MIN} to ${PULSE_MS_MAX} milliseconds, or ${AS_USUAL}; not ${quoted(text)}.`,
  );
}

/** Undefined for what is none. */
export function readConnection(text: string): Connection | undefined {
  const wish = toConnection(text);
  const parsed = connectionSchema().safeParse(wish);
  return parsed.success ? parsed.data : undefined;
}

function toConnection(text: string): unknown {
  if (text === "text") return { type: "virtual" };
  if (text === "bytes") return { type: "file" };
  if (text.startsWith("/")) return { type: "device", path: text };
  const serial = /^serial:(?<path>\/[^@]+)(?:@(?<baud>[0-9]{3,6}))?$/u.exec(text)?.groups;
  if (serial !== undefined) {
    const baud = Number(serial["baud"] ?? USUAL_BAUD);
    return { type: "serial", path: serial["path"], baud };
  }
  return toUsb(text) ?? toNetwork(text);
}

/**
 * Reads a USB printer by its serial number, or by its socket where it has none; without either, the
 * first of its model.
 */
function toUsb(text: string): unknown {
  const usb =
    /^usb:(?<vendor>[0-9a-f]{4}):(?<product>[0-9a-f]{4})(?::(?<serial>.+)|@(?<place>[0-9]+-[0-9.]*))?$/iu;
  const groups = usb.exec(text)?.groups;
  if (groups === undefined) return undefined;
  const { vendor = "", product = "", serial, place } = groups;
  const ids = { vendor: Number.parseInt(vendor, 16), product: Number.parseInt(product, 16) };
  return {
    type: "usb",
    ...ids,
    ...(serial !== undefined && { serial }),
    ...(place !== undefined && { place }),
  };
}

/** Reads a network printer. With its hardware address it is found again when its address changes. */
function toNetwork(text: string): unknown {
  const { place = "", mac } =
    /^(?<place>[^@]*)(?:@(?<mac>[0-9a-f]{2}(?::[0-9a-f]{2}){5}))?$/iu.exec(text)?.groups ?? {};
  const at = readTcpPlace(place, PRINT_PORT);
  if (at === undefined) return undefined;
  return { type: "network", ...at, ...(mac !== undefined && { mac: mac.toLowerCase() }) };
}

/**
 * Returns the connection as text, which reads back as the same connection. Printers in software are
 * called as the first start calls them.
 */
export function connectionText(connection: Connection): string {
  switch (connection.type) {
    case "virtual":
      return "text";
    case "file":
      return "bytes";
    case "device":
      return connection.path;
    case "serial":
      return `serial:${connection.path}@${connection.baud}`;
    case "usb":
      return usbText(connection);
    case "network": {
      const { host, port, mac } = connection;
      return mac === undefined ? `${host}:${port}` : `${host}:${port}@${mac}`;
    }
    default:
      return assertNever(connection, "connection of a printer");
  }
}

function usbText({
  vendor,
  product,
  serial,
  place,
}: Extract<Connection, { readonly type: "usb" }>): string {
  const ids = [vendor, product].map((id) => id.toString(16).padStart(4, "0"));
  const model = ["usb", ...ids].join(":");
  if (serial !== undefined) return `${model}:${serial}`;
  return place === undefined ? model : `${model}@${place}`;
}

function wordsOf(text: string): ReadonlyArray<string> {
  return text.split(/[\s,]+/u).filter((word) => word !== "");
}
