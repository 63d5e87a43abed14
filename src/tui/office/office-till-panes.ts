/** What stands beside and above the rows of the shop's tills: the code in big letters, and what to do with it. */

import { type TillInvitation } from "../ports/tills-port.ts";
import { type RegisterState } from "../register-state.ts";
import { blankRow, type PaneRow, type PaneSize, row } from "../rows/pane-row.ts";
import { bigLetters, codeLines } from "../terminal/big-letters.ts";
import { wrapTo, drawable } from "../terminal/cell-text.ts";
import { type TillContext } from "../till-context.ts";
import { type Words } from "../words.ts";
import { backupHints } from "./office-backup-rows.ts";
import { type RowTarget } from "./office-row.ts";
import { type OfficePage } from "./office-state.ts";
import {
  isOpen,
  isTillPage,
  type TillPage,
  tillOf,
  undecidedTill,
  whyNoTills,
} from "./office-till-rows.ts";

/** Above the rows, as far as these leave room: a code to be read across the counter, or who has come. */
export function headRows(
  { words }: TillContext,
  { office, session }: RegisterState,
  { size, rows }: { readonly size: PaneSize; readonly rows: number },
): ReadonlyArray<PaneRow> {
  const page = office?.page.type;
  const invitation = page === "invitation" ? session?.office.tills.invitation() : undefined;
  if (invitation === undefined) return [];
  const { code } = invitation;
  const room = size.height - rows;
  if (!isOpen(invitation)) return sentenceRows(newsOf(words, invitation), size);
  if (code === undefined) return [];
  const big = bigRows(code, size);
  const half = big.length / 2;
  const spaced = [...big.slice(0, half), blankRow, ...big.slice(half), blankRow];
  return big.length > 0 && spaced.length <= room ? spaced : [];
}

function bigRows(code: string, { signs, width }: PaneSize): ReadonlyArray<PaneRow> {
  const big = codeLines(code).flatMap((line) => bigLetters(line).map((text) => ` ${text}`));
  if (big.some((text) => text.length > width)) return [];
  return big.map((text) => row(text.replaceAll("#", signs === "all" ? "█" : "#"), "bold"));
}

function sentenceRows(text: string, { width, signs }: PaneSize): ReadonlyArray<PaneRow> {
  const lines = wrapTo(drawable(text, signs), width - 2);
  return [...lines.map((line) => row(` ${line}`, "bold")), blankRow];
}

/** What has become of it. */
function newsOf({ officeTills: w }: Words, { state, joined }: TillInvitation): string {
  if (state === "joined") return w.hasJoined({ name: joined ?? "" });
  if (state === "declined") return w.declined;
  return state === "burnt" ? w.burnt : w.over;
}

/** Undefined for pages of other things. */
export function tillHints(
  till: TillContext,
  state: RegisterState,
  { page, target }: { readonly page: OfficePage; readonly target: RowTarget | undefined },
): ReadonlyArray<string> | undefined {
  if (!isTillPage(page)) return undefined;
  const why = whyNoTills(till, page);
  if (why !== undefined) return [why];
  const w = till.words.officeTills;
  switch (page.type) {
    case "tills":
      return [w.tillsHint, ...undecidedHints(w, state)];
    case "addresses":
      return target?.type === "till-address" && target.address !== undefined
        ? [till.words.office.clearHint, w.addressHint]
        : [w.addressHint];
    case "backups":
      return backupHints(till.words, target);
    case "till":
      return hintsOfTill(till, state, { page, target });
    case "till-sheet":
      return [w.sheetHint, w.sheetTypedHint];
    default:
      return invitationHints(w, state);
  }
}

function hintsOfTill(
  { words }: TillContext,
  state: RegisterState,
  {
    page,
    target,
  }: {
    readonly page: Extract<TillPage, { readonly type: "till" }>;
    readonly target: RowTarget | undefined;
  },
): ReadonlyArray<string> {
  const { officeTills: w } = words;
  const { tills } = state.session?.office ?? {};
  const link = tillOf(state, page.device)?.link.type;
  const canAnswer = tills?.canAnswer(page.device) === true ? [w.canAnswerHint] : [];
  if (link === "self") return [w.ownTill, ...undecidedHints(w, state)];
  if (link === "shut-out") {
    const decided = tills?.decided(page.device) ?? [];
    return [...canAnswer, ...(decided.length === 0 ? [] : [w.decidedHint]), w.remainsHint];
  }
  if (target?.type === "till-shut-out") return [...canAnswer, w.shutOutHint];
  if (target?.type === "till-promote") return [w.promoteHint];
  if (target?.type === "page") return [w.sheetHint];
  return target?.type === "till-replace" ? [...canAnswer, w.replaceHint] : [w.remainsHint];
}

function undecidedHints(w: Words["officeTills"], state: RegisterState): ReadonlyArray<string> {
  return undecidedTill(state) === undefined ? [] : [w.undecidedHint];
}

function invitationHints(w: Words["officeTills"], state: RegisterState): ReadonlyArray<string> {
  const invitation = state.session?.office.tills.invitation();
  if (invitation?.state === "joined") return [w.hearsHint];
  if (invitation === undefined || !isOpen(invitation)) {
    const undecided = undecidedHints(w, state);
    return undecided.length === 0 ? [w.inviteHint] : undecided;
  }
  const { code, port, places, slip, state: how } = invitation;
  return [
    ...(how === "opening" ? [w.opening] : []),
    ...(code === undefined ? [w.codeGone] : [w.joinHint({ code })]),
    ...(slip === undefined || slip.type === "printed" ? [] : [noSlipHint(w.noSlip, slip)]),
    ...(port === undefined ? [] : [w.joinAtHint({ place: placesText(places, port) })]),
    ...(code === undefined ? [] : [w.escHint]),
  ];
}

/** A box on several networks has an address on each, of which the new one reaches some. */
function placesText(places: ReadonlyArray<string>, port: number): string {
  const [first, second] = places;
  if (first === undefined) return `HOST:${port}`;
  return second === undefined ? first : `${first} (${second})`;
}

function noSlipHint(
  w: Words["officeTills"]["noSlip"],
  slip: Exclude<TillInvitation["slip"], { readonly type: "printed" } | undefined>,
): string {
  return slip.type === "failed" ? w.failed({ printer: slip.printer }) : w[slip.type];
}
