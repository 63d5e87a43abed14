/** What a printer is as somebody types it: `at=192.0.2.7`, `receipts=yes`, `stations=grill,bar`. */

import { assertNever } from "./assert-never.ts";
import { type FieldText } from "./entry-wish.ts";
import { shown } from "./goods-cell.ts";
import { type Connection, connectionSchema } from "./printer-connection.ts";
import { type Printer } from "./printers.ts";
import { err, ok, type Result } from "./result.ts";

/** The till is named as people name it: whoever decides knows which one that is. */
export interface PrinterSaid extends Partial<
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
    | "abilities"
  >
> {
  readonly till?: string;
}

const PRINT_PORT = 9100;
const USUAL_BAUD = 19_200;
const [COLUMNS_MIN, COLUMNS_MAX] = [24, 64];
const DRAWERS = ["none", "pin2", "pin5"] as const;
const FIELDS = "name, at, profile, columns, receipts, stations, stands-in-for, drawer, till";
const AT_HELP =
  "192.0.2.7, 192.0.2.7:9100, usb:04b8:0e15, usb:04b8:0e15:SERIAL, serial:/dev/ttyS0@19200, /dev/usb/lp0, virtual or file";

/** The fault is a sentence. */
export function readPrinterTexts(texts: ReadonlyArray<FieldText>): Result<PrinterSaid, string> {
  const said: PrinterSaid[] = [];
  for (const { field, text } of texts) {
    const read = readPrinterField(field, text.trim());
    if (!read.ok) return read;
    said.push(read.value);
  }
  return ok(Object.assign({}, ...said) as PrinterSaid);
}

function readPrinterField(field: string, text: string): Result<PrinterSaid, string> {
  switch (field) {
    case "name":
      return ok({ name: text });
    case "at": {
      const connection = readConnection(text);
      return connection === undefined
        ? err(`${shown(text)} is no way to a printer: ${AT_HELP}.`)
        : ok({ connection });
    }
    case "profile":
      return ok({ profile: text });
    case "columns": {
      const columns = Number(text);
      const isFit = /^[0-9]{2}$/u.test(text) && columns >= COLUMNS_MIN && columns <= COLUMNS_MAX;
      return isFit
        ? ok({ columns })
        : err(`${shown(text)} is no width: ${COLUMNS_MIN} to ${COLUMNS_MAX} characters.`);
    }
    case "receipts":
      if (text !== "yes" && text !== "no") return err(`Receipts is yes or no, not ${shown(text)}.`);
      return ok({ prints: text === "yes" ? ["receipts"] : [] });
    case "stations":
      return ok({ stations: wordsOf(text) });
    case "stands-in-for":
      return ok({ standsInFor: wordsOf(text) });
    case "drawer": {
      const drawer = DRAWERS.find((word) => word === text);
      return drawer === undefined
        ? err(`${shown(text)} is no place of a drawer: ${DRAWERS.join(", ")}.`)
        : ok({ drawer });
    }
    case "till":
      return ok({ till: text });
    default:
      return err(`There is no field ${shown(field)}: ${FIELDS}.`);
  }
}

/** Undefined for what is none. */
export function readConnection(text: string): Connection | undefined {
  const wish = toConnection(text);
  const parsed = connectionSchema.safeParse(wish);
  return parsed.success ? parsed.data : undefined;
}

function toConnection(text: string): unknown {
  if (text === "virtual" || text === "file") return { type: text };
  if (text.startsWith("/")) return { type: "device", path: text };
  const serial = /^serial:(?<path>\/[^@]+)(?:@(?<baud>[0-9]{3,6}))?$/u.exec(text)?.groups;
  if (serial !== undefined) {
    const baud = Number(serial["baud"] ?? USUAL_BAUD);
    return { type: "serial", path: serial["path"], baud };
  }
  const usb = /^usb:(?<vendor>[0-9a-f]{4}):(?<product>[0-9a-f]{4})(?::(?<serial>.+))?$/iu.exec(
    text,
  );
  if (usb?.groups !== undefined) {
    const { vendor = "", product = "", serial: number } = usb.groups;
    const ids = { vendor: Number.parseInt(vendor, 16), product: Number.parseInt(product, 16) };
    return { type: "usb", ...ids, ...(number === undefined ? {} : { serial: number }) };
  }
  const network = /^(?<host>[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?)(?::(?<port>[0-9]{1,5}))?$/u;
  const { host, port } = network.exec(text)?.groups ?? {};
  return { type: "network", host, port: Number(port ?? PRINT_PORT) };
}

/** As it is typed: typed again, it changes nothing. */
export function connectionText(connection: Connection): string {
  switch (connection.type) {
    case "virtual":
    case "file":
      return connection.type;
    case "device":
      return connection.path;
    case "serial":
      return `serial:${connection.path}@${connection.baud}`;
    case "usb": {
      const ids = [connection.vendor, connection.product].map((id) =>
        id.toString(16).padStart(4, "0"),
      );
      return ["usb", ...ids, ...(connection.serial === undefined ? [] : [connection.serial])].join(
        ":",
      );
    }
    case "network":
      return `${connection.host}:${connection.port}`;
    default:
      return assertNever(connection, "connection of a printer");
  }
}

function wordsOf(text: string): ReadonlyArray<string> {
  return text.split(/[\s,]+/u).filter((word) => word !== "");
}
