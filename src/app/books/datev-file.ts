/** A journal as a file for DATEV, with the numbers and the chart of accounts that the shop has said. */

import { err, ok, type Result } from "../../domain/base/result.ts";
import { readDatevNumbers } from "../../domain/figures/datev-numbers.ts";
import { readSetting } from "../../domain/settings/settings.ts";
import { civilTime } from "../../domain/text/civil-time.ts";
import { type DatevFault, journalToDatev } from "../../report/journal/datev-text.ts";
import { type Journal } from "../../report/journal/journal-text.ts";
import { toWindowsBytes } from "../../report/journal/windows-text.ts";
import { type Till } from "../till/till.ts";

export type DatevFileFault = DatevFault | { readonly type: "numbers" };

const CHART_NUMBERS: Readonly<Partial<Record<string, string>>> = { skr03: "03", skr04: "04" };

/** Returns the bytes of the file: DATEV takes Windows' Western alphabet. */
export function datevFile(
  till: Pick<Till, "ledger" | "currency" | "offsetMinutes">,
  journal: Journal,
  nowMs: number,
): Result<Uint8Array, DatevFileFault> {
  const { said, chart } = till.ledger.read((view) => ({
    said: readSetting(view, "datev"),
    chart: readSetting(view, "chart"),
  }));
  const numbers = readDatevNumbers(said);
  if (numbers === undefined) return err({ type: "numbers" });
  const text = journalToDatev(journal, {
    ...numbers,
    created: momentText(nowMs, till.offsetMinutes(nowMs)),
    chart: CHART_NUMBERS[chart] ?? "",
    decimals: till.currency.decimals,
  });
  return text.ok ? ok(toWindowsBytes(text.value)) : text;
}

/** `YYYYMMDDhhmmss` and milliseconds, on the shop's wall. */
function momentText(atMs: number, offsetMinutes: number): string {
  const { date, time } = civilTime(atMs, offsetMinutes);
  return (
    `${date ?? ""}${time}`.replaceAll(/\D/gu, "").slice(0, 14) +
    String(atMs % 1000).padStart(3, "0")
  );
}
