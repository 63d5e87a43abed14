/**
 * Whether the recovery sheet works, before it is needed: a person types its code from the paper, and
 * its keys have to be those of the founding. When that was done last is this box's own knowledge; the
 * code itself is kept nowhere.
 */

import { type CodeFault } from "../../domain/base/crockford.ts";
import { err, ok, type Result } from "../../domain/base/result.ts";
import { type BusinessDay } from "../../domain/identity.ts";
import { type Ledger } from "../../ledger/ledger.ts";
import {
  parseRecoveryCode,
  type RecoveryCode,
  recoveryKeysOf,
} from "../../ledger/recovery/recovery-code.ts";

/** The key under which the store keeps the time when the sheet was last checked. */
const CHECKED_KEY = "recovery-checked";

export type RecoveryCheckFault =
  | CodeFault
  /** A code without a slip, but of another sheet. */
  | { readonly type: "recovery-code/other-sheet" };

/** The sheet is at hand: somebody has just read its code from it. */
export interface ProvenSheet {
  readonly day: BusinessDay;
  readonly code: RecoveryCode;
}

/** Whether somebody read this very code from paper. */
export function readBack(text: string, code: RecoveryCode): Result<undefined, RecoveryCheckFault> {
  const read = parseRecoveryCode(text);
  if (!read.ok) return read;
  return read.value === code ? ok(undefined) : err({ type: "recovery-code/other-sheet" });
}

/** Reads the code of this shop's sheet, and notes the day. */
export function checkRecoveryCode(
  ledger: Ledger,
  text: string,
  today: BusinessDay,
): Result<RecoveryCode, RecoveryCheckFault> {
  const code = readSheetCode(ledger, text);
  if (code.ok) noteRecoveryCheck(ledger, today);
  return code;
}

/** Reads the code while it is being typed, and records nothing. */
export function readSheetCode(
  ledger: Ledger,
  text: string,
): Result<RecoveryCode, RecoveryCheckFault> {
  const code = parseRecoveryCode(text);
  if (!code.ok) return code;
  const keys = recoveryKeysOf(code.value);
  const founding = ledger.founding();
  const isOurs =
    founding?.sheetKey === keys.sheetKey && founding.sheetSealKey === keys.sheetSealKey;
  return isOurs ? code : err({ type: "recovery-code/other-sheet" });
}

export function noteRecoveryCheck({ store }: Ledger, today: BusinessDay): void {
  store.setLocal(CHECKED_KEY, today);
}

/** The day on which the sheet was read back last; undefined when nobody has done it on this box. */
export function recoveryCheckedOn({ store }: Ledger): string | undefined {
  return store.local(CHECKED_KEY);
}
