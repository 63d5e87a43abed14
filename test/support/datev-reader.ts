/** A file for DATEV as an importer reads it: by Windows' alphabet, semicolons, quotes, and commas in amounts. */

export interface ReadDatev {
  readonly head: ReadonlyArray<string>;
  readonly columns: ReadonlyArray<string>;
  readonly bookings: ReadonlyArray<DatevBooking>;
}

export interface DatevBooking {
  /** The day, with the year of the head's period. */
  readonly day: string;
  readonly document: string;
  readonly text: string;
  readonly currency: string;
  readonly debit: string;
  readonly credit: string;
  readonly cents: number;
}

/** Throws for what DATEV's documentation of the format doesn't allow. */
export function readDatev(bytes: Uint8Array): ReadDatev {
  const text = new TextDecoder("windows-1252").decode(bytes);
  if (!text.endsWith("\r\n")) throw new Error("The last line does not end with CR LF.");
  const [head = [], columns = [], ...rows] = text.split("\r\n").slice(0, -1).map(cells);
  if (head.length !== 31) throw new Error(`The head has ${head.length} fields.`);
  const [sign, version, category, format, formatVersion] = head;
  const kind = [sign, version, category, format, formatVersion].join(" ");
  if (kind !== "EXTF 700 21 Buchungsstapel 13") throw new Error(`This is ${kind}.`);
  const [from = "", to = ""] = [head[14], head[15]];
  const bookings = rows.map((row) => {
    if (row.length !== columns.length) throw new Error(`${row.length} cells: ${row.join(";")}`);
    function at(name: string): string {
      return row[columns.indexOf(name)] ?? "";
    }

    const amount = at("Umsatz (ohne Soll/Haben-Kz)");
    if (!/^\d{1,10},\d\d$/u.test(amount)) throw new Error(`${amount} is no amount.`);
    const accounts = [at("Konto"), at("Gegenkonto (ohne BU-Schlüssel)")];
    const wrong = accounts.find((it) => !/^\d{4,9}$/u.test(it));
    if (wrong !== undefined) throw new Error(`${wrong} is no account.`);
    const [debit = "", credit = ""] =
      at("Soll/Haben-Kennzeichen") === "S" ? accounts : accounts.toReversed();
    const [date, month] = [at("Belegdatum").slice(0, 2), at("Belegdatum").slice(2)];
    const year = [from, to]
      .map((it) => it.slice(0, 4))
      .find((it) => isWithin(`${it}${month}${date}`, { from, to }));
    if (year === undefined) throw new Error(`${at("Belegdatum")} is not of ${from} to ${to}.`);
    return {
      day: `${year}-${month}-${date}`,
      document: at("Belegfeld 1"),
      text: at("Buchungstext"),
      currency: at("WKZ Umsatz"),
      debit,
      credit,
      cents: Number(amount.replace(",", "")),
    };
  });
  return { head, columns, bookings };
}

/** Returns what each account has, in cents: above zero on its debit side; nought is none. */
export function datevBalances({ bookings }: ReadDatev): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const { debit, credit, cents } of bookings) {
    sums.set(debit, (sums.get(debit) ?? 0) + cents);
    sums.set(credit, (sums.get(credit) ?? 0) - cents);
  }
  return new Map([...sums].filter(([, sum]) => sum !== 0));
}

function isWithin(
  day: string,
  { from, to }: { readonly from: string; readonly to: string },
): boolean {
  return from <= day && day <= to;
}

function cells(line: string): ReadonlyArray<string> {
  return Array.from(
    line.matchAll(/(?:^|;)(?:"(?<quoted>(?:[^"]|"")*)"|(?<bare>[^;"]*))/gu),
    ({ groups = {} }) =>
      groups["quoted"] === undefined
        ? (groups["bare"] ?? "")
        : groups["quoted"].replaceAll('""', '"'),
  );
}
