/**
 * The shop's tills: which there are, what one leaves behind, how one is revoked, replaced or made an
 * authority, where they are looked for, where this box keeps backups, and who is invited.
 */

import { assertNever } from "../../domain/base/assert-never.ts";
import { err } from "../../domain/base/result.ts";
import { type DeviceId } from "../../domain/identity.ts";
import { type Words, wordsFor } from "../../words/screen-words.ts";
import { type OfficePage, type Saving } from "../office-state.ts";
import { type BackupPlaceView } from "../ports/backups-port.ts";
import { type OfficeSession } from "../ports/office-port.ts";
import {
  type SheetFault,
  type ShopTill,
  type TillAddress,
  type TillInvitation,
} from "../ports/tills-port.ts";
import { hinted, refused, type RegisterState } from "../register-state.ts";
import { blankRow, type PaneRows, type PaneSize, row as paneRow } from "../rows/pane-row.ts";
import { tillFacts } from "../rows/till-fields.ts";
import { bigLetters, codeLines } from "../terminal/big-letters.ts";
import { drawable, wrapTo } from "../terminal/cell-text.ts";
import { nextRow, planChange, planSaving, type View, yesRow } from "./office-form.ts";
import {
  fittingChoices,
  IDLE,
  isFound,
  type OfficePlan,
  type OfficeRow,
  openPage,
  pageBefore,
  pageRow,
  refusedPlan,
  rowOf,
  type Rows,
  TAKE_AWAY,
  withOffice,
} from "./office-row.ts";
import { dayText } from "./office-words.ts";

type AtTill = View<{ readonly device: DeviceId }>;
type TillWords = Words["officeTills"];

/** Reasons for revoking a till; any other text may be typed. */
const REASONS = ["stolen", "lost", "broken"] as const;

export function tillOf(
  { tills }: Pick<OfficeSession, "tills">,
  device: DeviceId,
): ShopTill | undefined {
  return tills.list().find((till) => till.device === device);
}

/** Returns the tills that the typed text finds, and the pages about all of them. */
export function tillRows({ office, text, words }: View): Rows {
  const { officeTills: w } = words;
  const rows = office.tills.list().map((till) => {
    const [detail = ""] = tillFacts(words.tills, till);
    return pageRow(till.name, { type: "till", device: till.device }, { detail });
  });
  return [
    ...rows,
    pageRow(w.addresses, { type: "addresses" }),
    pageRow(w.backups, { type: "backups" }),
    pageRow(w.inviteNew, invitationPage(office.tills)),
  ].filter(({ label }) => isFound(label, text));
}

export function rowsOfTill(view: AtTill): Rows {
  const { office, page, words } = view;
  const { device } = page;
  const shown = tillOf(office, device);
  if (shown === undefined) return [];
  const { officeTills: w } = words;
  const facts = tillFacts(words.tills, shown);
  const rows = [
    ...facts.map((detail, at) => rowOf(at === 0 ? w.link : "", { detail })),
    ...factRows([...lineFacts(words, shown), ...leftFacts(view, shown), ...costFacts(view)]),
  ];
  if (shown.link.type === "self") return [...rows, ...sheetRows(view, device)];
  if (shown.link.type === "shut-out") {
    return [...rows, ...decidedRows(view), pageRow(w.inviteNew, invitationPage(office.tills))];
  }
  return [
    ...rows,
    ...(office.tills.canPromote(device) ? [promoteRow(view, shown)] : []),
    revokeRow(view, shown),
    replaceRow(view, shown),
    ...sheetRows(view, device),
  ];
}

export function hintsOfTill(view: AtTill, row: OfficeRow | undefined): ReadonlyArray<string> {
  const { office, page, words } = view;
  const { officeTills: w } = words;
  const link = tillOf(office, page.device)?.link.type;
  if (link === "self") return [w.ownTill, ...undecidedHints(view)];
  if (link !== "shut-out") return row?.hints ?? [w.remainsHint];
  const decided = office.tills.decided(page.device).length === 0 ? [] : [w.decidedHint];
  return [...answerHints(view), ...decided, w.remainsHint];
}

function answerHints({ office, page, words }: AtTill): ReadonlyArray<string> {
  return office.tills.canAnswer(page.device) ? [words.officeTills.canAnswerHint] : [];
}

/** A row of facts; one with an undefined detail is not shown. */
type Fact = readonly [label: string, detail: string | undefined];

function factRows(facts: ReadonlyArray<Fact>): Rows {
  return facts.flatMap(([label, detail]) => (detail === undefined ? [] : rowOf(label, { detail })));
}

function lineFacts(
  { tills, officeTills: w }: Words,
  { line, clock }: ShopTill,
): ReadonlyArray<Fact> {
  const isRight = line?.isClockKnown === true && clock === undefined;
  return [
    [w.address, line?.address],
    [w.roundTrip, line?.roundTrip],
    [w.clock, isRight ? tills.clockRight : undefined],
  ];
}

/** Says what a till would leave behind, as far as it was heard; this one leaves nothing. */
function leftFacts({ office, till, words }: View, { device, link }: ShopTill): ReadonlyArray<Fact> {
  const left = link.type === "self" ? undefined : office.tills.remains(device);
  if (left === undefined) return [];
  const { officeTills: w } = words;
  const { openOrders: count, due, cash, heardUntil } = left;
  return [
    [w.openOrders, count === 0 ? w.nothing : w.ordersDue({ count, due: till.money(due) })],
    [w.cash, cash.length === 0 ? w.nothing : undefined],
    ...cash.map(({ day, taken }): Fact => {
      const facts = { taken: till.money(taken), day: dayText(till, day) };
      return [w.cash, w.cashOn(facts)];
    }),
    [w.heardUntil, heardUntil ?? w.neverHeard],
  ];
}

/** Says what a till costs this one. */
function costFacts({ office, page, words }: AtTill): ReadonlyArray<Fact> {
  const cost = office.tills.cost(page.device);
  const parts = ["stored", "chains", "doubted", "refused", "work", "waits"] as const;
  return parts.map((part) => [words.officeTills.cost[part], cost?.[part]]);
}

/** Rows of the tills that a revoked one decided about: somebody has to see whether all of it was meant. */
function decidedRows({ office, page, words: { officeTills: w } }: AtTill): Rows {
  return office.tills.decided(page.device).map(({ what, till, device }, at) => {
    const detail = w.decisions[what]({ name: till });
    return pageRow(at === 0 ? w.decided : "", { type: "till", device }, { detail });
  });
}

function revokeRow(view: AtTill, shown: ShopTill): OfficeRow {
  const { officeTills: w, shutOutReasons } = view.words;
  const choices = REASONS.map((text) => ({ text, label: shutOutReasons[text] }));
  return rowOf(w.shutOut, {
    id: "till-shut-out",
    choices,
    hints: [...answerHints(view), w.shutOutHint],
    take: (typed) => {
      const fitting = fittingChoices(choices, typed);
      const known = REASONS.find((it) => fitting.length === 1 && it === fitting[0]?.text);
      const why = known === undefined ? typed : shutOutReasons[known];
      const reason = known === undefined ? typed : recordedReason(view, known);
      return planRevoking(view, shown, {
        what: w.shutsOut({ name: shown.name, reason: why }),
        reason,
        goesTo: (now) => now,
      });
    },
  });
}

/** The books have the reason in the shop's language. */
function recordedReason({ till }: View, reason: (typeof REASONS)[number] | "replaced"): string {
  return wordsFor({ locale: till.port.shop.recordsIn }).shutOutReasons[reason];
}

interface Revoking {
  readonly what: string;
  readonly reason: string;
  readonly goesTo: (state: RegisterState) => RegisterState;
}

function planRevoking(view: View, { device, name }: ShopTill, revoking: Revoking): OfficePlan {
  const { officeTills: w } = view.words;
  const { what, reason, goesTo } = revoking;
  return planChange(view, {
    what,
    warning: w.forEver,
    write: ({ tills }) => tills.shutOut(device, reason),
    done: () => w.isShutOut({ name }),
    goesTo: (now) => goesTo(withOffice(now, { at: 0 })),
  });
}

function replaceRow(view: AtTill, shown: ShopTill): OfficeRow {
  const { officeTills: w } = view.words;
  const hints = [...answerHints(view), w.replaceHint];
  return yesRow(view, { id: "till-replace", label: w.replace, hints }, () =>
    planRevoking(view, shown, {
      what: w.replaces({ name: shown.name }),
      reason: recordedReason(view, "replaced"),
      goesTo: (now) => inviting(view, openPage(now, invitationPage(view.office.tills))),
    }),
  );
}

/** Makes the code of the box that comes in place of the other at once, where the person may invite. */
function inviting({ office, words }: View, state: RegisterState): RegisterState {
  const isMade = isOpenNow(office.tills) || !office.tills.mayInvite().ok;
  return isMade ? state : withOffice(state, { saving: savingInvitation(words.officeTills) });
}

function promoteRow(view: View, { device, name }: ShopTill): OfficeRow {
  const { officeTills: w } = view.words;
  return yesRow(view, { label: w.promote, hints: [w.promoteHint] }, () =>
    planChange(view, {
      what: w.promotes({ name }),
      warning: w.forEver,
      write: ({ tills }) => tills.promote(device),
      done: () => w.isPromoted({ name }),
      goesTo: (now) => withOffice(now, { at: 0 }),
    }),
  );
}

/* The recovery sheet: its code is typed from paper, or scanned, and kept nowhere. */

function sheetRows({ office, words }: View, device: DeviceId): Rows {
  if (!office.tills.canPromoteBySheet(device)) return [];
  const { bySheet, sheetHint } = words.officeTills;
  return [pageRow(bySheet, { type: "till-sheet", device }, { hints: [sheetHint] })];
}

/** Returns this till where it may not decide: the recovery sheet lets it. */
function undecidedTill({ tills }: Pick<OfficeSession, "tills">): ShopTill | undefined {
  return tills.mayDecide() ? undefined : tills.list().find(({ link }) => link.type === "self");
}

export function undecidedHints({ office, words }: View): ReadonlyArray<string> {
  return undecidedTill(office) === undefined ? [] : [words.officeTills.undecidedHint];
}

export function codeRows(view: AtTill): Rows {
  const { officeTills: w } = view.words;
  const hints = [w.sheetHint, w.sheetTypedHint];
  return [rowOf(w.code, { hints, take: (code) => planSheet(view, code) })];
}

/** Leads back to the till's page; nothing takes it back. */
function planSheet(view: AtTill, code: string): OfficePlan {
  const { officeTills: w } = view.words;
  const shown = tillOf(view.office, view.page.device);
  if (shown === undefined) return IDLE;
  const fault = view.office.tills.sheetFault(code);
  if (fault !== undefined) return refusedPlan(sheetFaultText(w, fault));
  const { device, name, link } = shown;
  return planChange(view, {
    what: w.promotesBySheet({ name }),
    warning: w.forEver,
    write: ({ tills }) => tills.promoteBySheet(device, code),
    done: (_done, { session }) => {
      // A revoked till stays revoked until it has revoked the till that did that.
      const isOut = link.type === "self" && session?.office.tills.mayDecide() === false;
      return isOut ? w.answersNext : w.isPromotedBySheet({ name });
    },
    goesTo: (now) => pageBefore(now) ?? now,
  });
}

function sheetFaultText({ sheetFaults }: TillWords, fault: SheetFault): string {
  switch (fault.type) {
    case "code/character":
      return sheetFaults.character({ character: fault.character });
    case "code/length":
      return sheetFaults.length({ wanted: fault.wanted, found: fault.found });
    case "code/mistyped":
      return sheetFaults.mistyped;
    case "recovery-code/other-sheet":
      return sheetFaults.otherSheet;
    default:
      return assertNever(fault, "fault of a code");
  }
}

/* Addresses of the other tills. */

export function addressRows(view: View): Rows {
  const { office, words } = view;
  const { officeTills: w, addressesFound, addressesFrom } = words;
  const known = office.tills.addresses().map((one) => {
    const { address, from } = one;
    const detail = foundText(addressesFound, one);
    // Nobody typed the others, so nobody can take them away.
    return from === "typed"
      ? { isTyped: true, row: typedAddressRow(view, address, detail) }
      : { isTyped: false, row: rowOf(address, { detail: `${detail} (${addressesFrom[from]})` }) };
  });
  return [
    ...known.flatMap(({ isTyped, row }) => (isTyped ? [row] : [])),
    rowOf(w.newAddress, { take: (typed) => planAddress(view, typed) }),
    ...known.flatMap(({ isTyped, row }) => (isTyped ? [] : [row])),
  ];
}

function foundText(words: Words["addressesFound"], { found, leadsTo }: TillAddress): string {
  if (leadsTo === undefined || found === "stranger" || found === "ourselves") return words[found];
  return found === "unknown" ? leadsTo : `${leadsTo}, ${words[found]}`;
}

function typedAddressRow(view: View, address: string, detail: string): OfficeRow {
  const { officeTills: w } = view.words;
  const removal = planChange(view, {
    what: w.removesAddress({ address }),
    write: ({ tills }) => tills.removeAddress(address),
    done: () => w.addressGone({ address }),
    undo: { what: w.addressAdded({ address }), takeBack: (now) => addAddress(w, now, address) },
  });
  return rowOf(address, {
    detail,
    hints: [view.w.clearHint, w.addressHint],
    take: (typed) => (typed === TAKE_AWAY ? removal : planAddress(view, typed)),
  });
}

function addAddress(w: TillWords, { tills }: OfficeSession, address: string) {
  const added = tills.addAddress(address);
  return added.ok && !added.value ? err({ message: w.tooMany }) : added;
}

function planAddress(view: View, typed: string): OfficePlan {
  const { officeTills: w } = view.words;
  const { tills } = view.office;
  const address = tills.readAddress(typed);
  if (address === undefined) return refusedPlan(w.noAddress({ typed }));
  const typedOnes = tills.addresses().filter(({ from }) => from === "typed");
  if (typedOnes.some((one) => one.address === address)) {
    return refusedPlan(w.addressKnown({ address }));
  }
  return planChange(view, {
    what: w.addsAddress({ address }),
    write: (now) => addAddress(w, now, address),
    done: () => w.addressAdded({ address }),
    goesTo: nextRow,
    undo: { what: w.addressGone({ address }), takeBack: (now) => now.tills.removeAddress(address) },
  });
}

/* Backups of this box: a folder is typed, looked at and marked, or left alone. */

const HOURS_PER_DAY = 24;

export function backupRows(view: View): Rows {
  const { officeBackups: w } = view.words;
  const rows = view.office.backups.list().map((place) => backupRow(view, place));
  const adding = rowOf(w.newPlace, { hints: [w.hint], take: (typed) => planBackup(view, typed) });
  return [...rows, adding];
}

function backupRow(view: View, place: BackupPlaceView): OfficeRow {
  const { officeBackups: w } = view.words;
  const { name, where } = place;
  const removal = planChange(view, {
    what: w.removes({ name }),
    write: ({ backups }) => backups.remove(name),
    done: () => w.removed({ name }),
  });
  return rowOf(name, {
    detail: `${ageText(w, place)}: ${where}`,
    // The row has no room for all of the folder.
    hints: [where, view.w.clearHint, w.placeHint],
    take: (typed) => (typed === TAKE_AWAY ? removal : refusedPlan(w.typeMinus)),
  });
}

function ageText(w: Words["officeBackups"], { hours, hasTrouble }: BackupPlaceView): string {
  if (hasTrouble) return w.trouble;
  if (hours === undefined) return w.none;
  return hours < HOURS_PER_DAY
    ? w.hours({ count: hours })
    : w.days({ count: Math.floor(hours / HOURS_PER_DAY) });
}

/** `/media/usb`, or a name before it. */
function planBackup({ words: { officeBackups: w } }: View, typed: string): OfficePlan {
  const at = typed.indexOf("/");
  if (at < 0) return refusedPlan(w.typeFolder);
  const folder = typed.slice(at).trim();
  const last = folder.split("/").findLast((part) => part !== "") ?? folder;
  const called = typed.slice(0, at).trim();
  const name = called === "" ? last : called;
  return planSaving(w.adds({ name, folder }), {
    meanwhile: w.looking,
    failed: w.failed,
    work: ({ backups }) => backups.add({ name, folder }),
    done: ({ backups }) =>
      backups.added()?.isOnSameDisk === true
        ? { level: "hint", text: w.sameDisk({ name }), isRowDone: true }
        : { text: w.added({ name }), isRowDone: true },
  });
}

/* The invitation of one more box: its code in big letters, and what to do with it. */

/** Returns the page as somebody opens it now: what became of an earlier invitation is no news there. */
export function invitationPage({
  invitation,
}: Pick<OfficeSession["tills"], "invitation">): OfficePage {
  const last = invitation();
  const isEarlier = last !== undefined && !isOpen(last);
  return { type: "invitation", earlier: isEarlier ? last.endsAtMs : undefined };
}

/** Returns the invitation that is open, or has ended while the page was shown. */
function shownInvitation(
  tills: OfficeSession["tills"] | undefined,
  page: OfficePage | undefined,
): TillInvitation | undefined {
  const last = tills?.invitation();
  const earlier = page?.type === "invitation" ? page.earlier : undefined;
  return last !== undefined && !isOpen(last) && last.endsAtMs === earlier ? undefined : last;
}

function isOpenNow({ invitation }: OfficeSession["tills"]): boolean {
  const last = invitation();
  return last !== undefined && isOpen(last);
}

export function invitationRows(view: View): Rows {
  const { office, till, words } = view;
  const { officeTills: w } = words;
  const invitation = office.tills.invitation();
  if (invitation === undefined || !isOpen(invitation)) {
    const undecided = undecidedTill(office);
    const sheet = undecided === undefined ? [] : sheetRows(view, undecided.device);
    return [inviteRow(view), ...sheet];
  }
  const { code, slip, endsAtMs, wrongCodes } = invitation;
  return [
    code === undefined ? inviteRow(view) : rowOf(w.code, { detail: code }),
    ...factRows([
      [w.goodUntil, till.port.timeOf(endsAtMs)],
      [w.wrongCodes, w.ofFive({ count: wrongCodes })],
      [w.slip, slip?.type === "printed" ? w.slipAt(slip) : undefined],
      // The slip comes out here only: no other till prints it, because it has the code.
      [w.slipStands, slip?.type === "printed" ? ownTillName(office) : undefined],
    ]),
  ];
}

function ownTillName({ tills }: OfficeSession): string | undefined {
  return tills.list().find(({ link }) => link.type === "self")?.name;
}

function inviteRow({ office, words: { officeTills: w } }: View): OfficeRow {
  const plan = planSaving(w.invites, savingInvitation(w));
  return rowOf(w.invite, {
    press: () => {
      const may = office.tills.mayInvite();
      return may.ok ? plan : refusedPlan(may.fault.message);
    },
  });
}

function savingInvitation(w: TillWords): Saving {
  return { meanwhile: w.making, failed: w.failed, work: ({ tills }) => tills.invite() };
}

/** Somebody may come in by it, now or in a moment. */
function isOpen({ state }: TillInvitation): boolean {
  return state === "open" || state === "opening";
}

/** Esc: nobody comes any more by a code that nobody sees. `before`: the page that it leads to. */
export function leaveInvitation(state: RegisterState, before: RegisterState): RegisterState {
  const ended = state.session?.office.tills.endInvitation();
  if (ended === undefined) return before;
  if (!ended.ok) return refused(state, ended.fault.message);
  return ended.value ? hinted(before, wordsFor(state).officeTills.ended) : before;
}

/** Shows above the rows, where there is room, a code to be read across the counter, or who has come. */
export function invitationHead(
  { session, locale, office }: RegisterState,
  size: PaneSize,
  rows: number,
): PaneRows {
  const invitation = shownInvitation(session?.office.tills, office?.page);
  if (invitation === undefined) return [];
  const { code } = invitation;
  if (!isOpen(invitation)) {
    const news = drawable(newsOf(wordsFor({ locale }).officeTills, invitation), size.signs);
    const lines = wrapTo(news, size.width - 2);
    return [...lines.map((line) => paneRow(` ${line}`, "bold")), blankRow];
  }
  const big = code === undefined ? [] : bigRows(code, size);
  const half = big.length / 2;
  const spaced = [...big.slice(0, half), blankRow, ...big.slice(half), blankRow];
  return big.length > 0 && spaced.length <= size.height - rows ? spaced : [];
}

function bigRows(code: string, { signs, width }: PaneSize): PaneRows {
  const big = codeLines(code).flatMap((line) => bigLetters(line).map((text) => ` ${text}`));
  if (big.some((text) => text.length > width)) return [];
  return big.map((text) => paneRow(text.replaceAll("#", signs === "all" ? "█" : "#"), "bold"));
}

/** Says what has become of it. */
function newsOf(w: TillWords, { state, joined }: TillInvitation): string {
  if (state === "joined") return w.hasJoined({ name: joined ?? "" });
  if (state === "declined") return w.declined;
  return state === "burnt" ? w.burnt : w.over;
}

export function invitationHints(view: View): ReadonlyArray<string> {
  const { officeTills: w } = view.words;
  const invitation = shownInvitation(view.office.tills, view.state.office?.page);
  if (invitation?.state === "joined") return [w.hearsHint];
  if (invitation === undefined || !isOpen(invitation)) {
    return undecidedTill(view.office) === undefined ? [w.inviteHint] : undecidedHints(view);
  }
  const { code, port, places, slip, state } = invitation;
  return [
    ...(state === "opening" ? [w.opening] : []),
    code === undefined ? w.codeGone : w.joinHint({ code }),
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
  w: TillWords["noSlip"],
  slip: Exclude<TillInvitation["slip"], { readonly type: "printed" } | undefined>,
): string {
  return slip.type === "failed" ? w.failed({ printer: slip.printer }) : w[slip.type];
}
