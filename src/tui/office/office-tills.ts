/**
 * The shop's tills: which there are, what one leaves behind, how one is revoked, replaced or made an
 * authority, where they are looked for, where this box keeps backups, and who is invited.
 */

import { assertNever } from "../../domain/assert-never.ts";
import { type DeviceId } from "../../domain/identity.ts";
import { localDate } from "../../domain/locale.ts";
import { err, type Result } from "../../domain/result.ts";
import { type BackupPlaceView } from "../ports/backups-port.ts";
import { type Refusal } from "../ports/refusal-port.ts";
import {
  type SheetFault,
  type ShopTill,
  type TillAddress,
  type TillInvitation,
} from "../ports/tills-port.ts";
import { refused, type RegisterState, said } from "../register-state.ts";
import { blankRow, type PaneRow, type PaneSize, row as paneRow } from "../rows/pane-row.ts";
import { tillFacts } from "../rows/till-fields.ts";
import { bigLetters, codeLines } from "../terminal/big-letters.ts";
import { drawable, wrapTo } from "../terminal/cell-text.ts";
import { type TillContext } from "../till-context.ts";
import { type Words, wordsFor } from "../words.ts";
import { nextRow, planChange, startSaving } from "./office-form.ts";
import {
  choiceRow,
  fittingChoices,
  IDLE,
  infoRow,
  isFound,
  type OfficePlan,
  type OfficeRow,
  openPage,
  pageBefore,
  pageRow,
  ready,
  refusedPlan,
  TAKE_AWAY,
  typedRow,
  withOffice,
} from "./office-row.ts";

type TillWords = Words["officeTills"];

/** What somebody says of a till that goes; anything else may be typed. */
const REASONS = ["stolen", "lost", "broken"] as const;

export function tillOf({ session }: RegisterState, device: DeviceId): ShopTill | undefined {
  return session?.office.tills.list().find((till) => till.device === device);
}

/** Found by what is typed. */
export function tillRows(state: RegisterState): ReadonlyArray<OfficeRow> {
  const { tills: link, officeTills: w } = wordsFor(state);
  const { text = "" } = state.office ?? {};
  const tills = state.session?.office.tills.list() ?? [];
  const rows = [
    ...tills.map((till) => {
      const [detail = ""] = tillFacts(link, till);
      return pageRow(till.name, { type: "till", device: till.device }, { detail });
    }),
    pageRow(w.addresses, { type: "addresses" }),
    pageRow(w.backups, { type: "backups" }),
    pageRow(w.inviteNew, { type: "invitation" }),
  ];
  return rows.filter(({ label }) => isFound(label, text));
}

export function rowsOfTill(
  till: TillContext,
  state: RegisterState,
  device: DeviceId,
): ReadonlyArray<OfficeRow> {
  const shown = tillOf(state, device);
  if (shown === undefined) return [];
  const { tills: link, officeTills: w } = wordsFor(state);
  const rows = [
    ...tillFacts(link, shown).map((fact, at) => infoRow(state, at === 0 ? w.link : "", fact)),
    ...lineRows(state, shown),
    ...remainsRows(till, state, shown),
    ...costRows(state, device),
  ];
  if (shown.link.type === "self") return [...rows, ...sheetRows(state, device)];
  if (shown.link.type === "shut-out") {
    return [...rows, ...decidedRows(state, device), pageRow(w.inviteNew, { type: "invitation" })];
  }
  const { tills } = state.session?.office ?? {};
  return [
    ...rows,
    ...(tills?.canPromote(device) === true ? [promoteRow(state, shown)] : []),
    revokeRow(till, state, shown),
    replaceRow(till, state, shown),
    ...sheetRows(state, device),
  ];
}

export function hintsOfTill(
  state: RegisterState,
  device: DeviceId,
  row: OfficeRow | undefined,
): ReadonlyArray<string> {
  const { officeTills: w } = wordsFor(state);
  const link = tillOf(state, device)?.link.type;
  if (link === "self") return [w.ownTill, ...undecidedHints(state)];
  if (link !== "shut-out") return row?.hints ?? [w.remainsHint];
  const decided = state.session?.office.tills.decided(device) ?? [];
  const toSee = decided.length === 0 ? [] : [w.decidedHint];
  return [...answerHints(state, device), ...toSee, w.remainsHint];
}

function answerHints({ session, locale }: RegisterState, device: DeviceId): ReadonlyArray<string> {
  const canAnswer = session?.office.tills.canAnswer(device) === true;
  return canAnswer ? [wordsFor({ locale }).officeTills.canAnswerHint] : [];
}

function lineRows(state: RegisterState, { line, clock }: ShopTill): ReadonlyArray<OfficeRow> {
  if (line === undefined) return [];
  const { tills: words, officeTills: w } = wordsFor(state);
  const { address, roundTrip, isClockKnown } = line;
  return infoRows(state, [
    [w.address, address],
    [w.roundTrip, roundTrip],
    [w.clock, isClockKnown && clock === undefined ? words.clockRight : undefined],
  ]);
}

/** What is undefined is not shown. */
function infoRows(
  state: RegisterState,
  rows: ReadonlyArray<readonly [string, string | undefined]>,
): ReadonlyArray<OfficeRow> {
  return rows.flatMap(([label, detail]) =>
    detail === undefined ? [] : [infoRow(state, label, detail)],
  );
}

/** What it would leave behind, as far as it was heard; the one that is here goes on. */
function remainsRows(
  till: TillContext,
  state: RegisterState,
  { device, link }: ShopTill,
): ReadonlyArray<OfficeRow> {
  const remains = link.type === "self" ? undefined : state.session?.office.tills.remains(device);
  if (remains === undefined) return [];
  const { officeTills: w } = wordsFor(state);
  const { openOrders: count, due, cash, heardUntil } = remains;
  return infoRows(state, [
    [w.openOrders, count === 0 ? w.nothing : w.ordersDue({ count, due: till.money(due) })],
    [w.cash, cash.length === 0 ? w.nothing : undefined],
    ...cash.map(({ day, taken }) => {
      const facts = { taken: till.money(taken), day: localDate(day, state.locale) };
      return [w.cash, w.cashOn(facts)] as const;
    }),
    [w.heardUntil, heardUntil ?? w.neverHeard],
  ]);
}

/** What it costs this till. */
function costRows(state: RegisterState, device: DeviceId): ReadonlyArray<OfficeRow> {
  const { officeTills: w } = wordsFor(state);
  const cost = state.session?.office.tills.cost(device);
  const parts = ["stored", "chains", "doubted", "refused", "work", "waits"] as const;
  return infoRows(
    state,
    parts.map((part) => [w.cost[part], cost?.[part]] as const),
  );
}

/** Of one that is revoked: somebody has to see whether all of that was meant, and revokes whom it took in. */
function decidedRows(state: RegisterState, device: DeviceId): ReadonlyArray<OfficeRow> {
  const { officeTills: w } = wordsFor(state);
  const decided = state.session?.office.tills.decided(device) ?? [];
  return decided.map(({ what, till, device: about }, at) => {
    const detail = w.decisions[what]({ name: till });
    return pageRow(at === 0 ? w.decided : "", { type: "till", device: about }, { detail });
  });
}

function revokeRow(till: TillContext, state: RegisterState, shown: ShopTill): OfficeRow {
  const { officeTills: w, shutOutReasons } = wordsFor(state);
  const choices = REASONS.map((text) => ({ text, label: shutOutReasons[text] }));
  const hints = [...answerHints(state, shown.device), w.shutOutHint];
  return typedRow(
    w.shutOut,
    (typed) => {
      const fitting = fittingChoices(choices, typed);
      const known = REASONS.find((it) => fitting.length === 1 && it === fitting[0]?.text);
      // Why stands in the books, in the shop's language.
      const reason = known === undefined ? typed : recordedReason(till, known);
      const said = known === undefined ? typed : shutOutReasons[known];
      const what = w.shutsOut({ name: shown.name, reason: said });
      return planRevoking(state, shown, { what, reason });
    },
    { id: "till-shut-out", choices, hints },
  );
}

function recordedReason({ port }: TillContext, reason: (typeof REASONS)[number] | "replaced") {
  return wordsFor({ locale: port.shop.recordsIn }).shutOutReasons[reason];
}

function planRevoking(
  state: RegisterState,
  { device, name }: ShopTill,
  {
    what,
    reason,
    isReplaced = false,
  }: { readonly what: string; readonly reason: string; readonly isReplaced?: boolean },
): OfficePlan {
  const { officeTills: w } = wordsFor(state);
  return planChange(state, {
    what,
    warning: w.forEver,
    write: ({ tills }) => tills.shutOut(device, reason),
    done: () => w.isShutOut({ name }),
    goesTo: (now) => {
      const shut = withOffice(now, { at: 0 });
      return isReplaced ? openPage(shut, { type: "invitation" }) : shut;
    },
  });
}

function replaceRow(till: TillContext, state: RegisterState, shown: ShopTill): OfficeRow {
  const { office, officeTills: w } = wordsFor(state);
  const { device, name } = shown;
  const row = {
    id: "till-replace",
    label: w.replace,
    choices: [{ text: "yes", label: office.yes }],
    hints: [...answerHints(state, device), w.replaceHint],
  };
  const reason = recordedReason(till, "replaced");
  return choiceRow(office, row, () =>
    planRevoking(state, shown, { what: w.replaces({ name }), reason, isReplaced: true }),
  );
}

function promoteRow(state: RegisterState, { device, name }: ShopTill): OfficeRow {
  const { office, officeTills: w } = wordsFor(state);
  const choices = [{ text: "yes", label: office.yes }];
  const row = { label: w.promote, choices, hints: [w.promoteHint] };
  return choiceRow(office, row, () =>
    planChange(state, {
      what: w.promotes({ name }),
      warning: w.forEver,
      write: ({ tills }) => tills.promote(device),
      done: () => w.isPromoted({ name }),
      goesTo: (now) => withOffice(now, { at: 0 }),
    }),
  );
}

/* The recovery sheet: its code is typed from paper, or scanned, and kept nowhere. */

function sheetRows(state: RegisterState, device: DeviceId): ReadonlyArray<OfficeRow> {
  const { bySheet, sheetHint } = wordsFor(state).officeTills;
  const canPromote = state.session?.office.tills.canPromoteBySheet(device) === true;
  const row = pageRow(bySheet, { type: "till-sheet", device });
  return canPromote ? [{ ...row, hints: [sheetHint] }] : [];
}

/** At a till that may not decide: the recovery sheet lets it. Undefined at one that may. */
function undecidedTill({ session }: RegisterState): ShopTill | undefined {
  const tills = session?.office.tills;
  if (tills === undefined || tills.mayDecide()) return undefined;
  return tills.list().find(({ link }) => link.type === "self");
}

export function undecidedHints(state: RegisterState): ReadonlyArray<string> {
  return undecidedTill(state) === undefined ? [] : [wordsFor(state).officeTills.undecidedHint];
}

export function codeRow(state: RegisterState, device: DeviceId): OfficeRow {
  const { officeTills: w } = wordsFor(state);
  return typedRow(
    w.code,
    (code) => {
      const tills = state.session?.office.tills;
      const shown = tillOf(state, device);
      if (tills === undefined || shown === undefined) return IDLE;
      const fault = tills.sheetFault(code);
      if (fault !== undefined) return refusedPlan(sheetFaultText(w, fault));
      return planSheet(state, shown, code);
    },
    { hints: [w.sheetHint, w.sheetTypedHint] },
  );
}

/** Leads back to the till's page; nothing takes it back. */
function planSheet(
  state: RegisterState,
  { device, name, link }: ShopTill,
  code: string,
): OfficePlan {
  const { officeTills: w } = wordsFor(state);
  return planChange(state, {
    what: w.promotesBySheet({ name }),
    warning: w.forEver,
    write: ({ tills }) => tills.promoteBySheet(device, code),
    done: (_done, { session }) => {
      // One that is revoked stays so until it has revoked who did that.
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

/* Where the other tills are. */

export function addressRows(state: RegisterState): ReadonlyArray<OfficeRow> {
  const { officeTills: w, addressesFound, addressesFrom } = wordsFor(state);
  const known = state.session?.office.tills.addresses() ?? [];
  return [
    ...known.flatMap((one) =>
      one.from === "typed" ? [typedAddressRow(state, one, foundText(addressesFound, one))] : [],
    ),
    typedRow(w.newAddress, (typed) => planAddress(state, typed)),
    // Nobody typed these, so nobody can take them away.
    ...known.flatMap((one) => {
      const { address, from } = one;
      if (from === "typed") return [];
      return [
        infoRow(state, address, `${foundText(addressesFound, one)} (${addressesFrom[from]})`),
      ];
    }),
  ];
}

function foundText(words: Words["addressesFound"], { found, leadsTo }: TillAddress): string {
  if (leadsTo === undefined || found === "stranger" || found === "ourselves") return words[found];
  return found === "unknown" ? leadsTo : `${leadsTo}, ${words[found]}`;
}

function typedAddressRow(
  state: RegisterState,
  { address }: TillAddress,
  detail: string,
): OfficeRow {
  const { office, officeTills: w } = wordsFor(state);
  return typedRow(
    address,
    (typed) => {
      if (typed !== TAKE_AWAY) return planAddress(state, typed);
      return planChange(state, {
        what: w.removesAddress({ address }),
        write: ({ tills }) => tills.removeAddress(address),
        done: () => w.addressGone({ address }),
        undo: {
          what: w.addressAdded({ address }),
          takeBack: ({ tills }) => orTooMany(w, tills.addAddress(address)),
        },
      });
    },
    { detail, hints: [office.clearHint, w.addressHint] },
  );
}

/** False when there are too many already. */
function orTooMany(w: TillWords, added: Result<boolean, Refusal>): Result<boolean, Refusal> {
  return added.ok && !added.value ? err({ message: w.tooMany }) : added;
}

function planAddress(state: RegisterState, typed: string): OfficePlan {
  const { officeTills: w } = wordsFor(state);
  const tills = state.session?.office.tills;
  if (tills === undefined) return IDLE;
  const address = tills.readAddress(typed);
  if (address === undefined) return refusedPlan(w.noAddress({ typed }));
  const isKnown = tills
    .addresses()
    .some((other) => other.from === "typed" && other.address === address);
  if (isKnown) return refusedPlan(w.addressKnown({ address }));
  return planChange(state, {
    what: w.addsAddress({ address }),
    write: (office) => orTooMany(w, office.tills.addAddress(address)),
    done: () => w.addressAdded({ address }),
    goesTo: nextRow,
    undo: {
      what: w.addressGone({ address }),
      takeBack: ({ tills: now }) => now.removeAddress(address),
    },
  });
}

/* Where this box keeps backups: a folder is typed, looked at and marked, or left alone. */

const HOURS_PER_DAY = 24;

export function backupRows(state: RegisterState): ReadonlyArray<OfficeRow> {
  const { officeBackups: w } = wordsFor(state);
  const places = state.session?.office.backups.list() ?? [];
  return [
    ...places.map((place) => backupRow(state, place)),
    typedRow(w.newPlace, (typed) => planBackup(state, typed), { hints: [w.hint] }),
  ];
}

function backupRow(state: RegisterState, place: BackupPlaceView): OfficeRow {
  const { office, officeBackups: w } = wordsFor(state);
  const { name, where } = place;
  const removal = planChange(state, {
    what: w.removes({ name }),
    write: ({ backups }) => backups.remove(name),
    done: () => w.removed({ name }),
  });
  return typedRow(name, (typed) => (typed === TAKE_AWAY ? removal : refusedPlan(w.typeMinus)), {
    detail: `${ageText(w, place)}: ${where}`,
    // Its row has no room for all of it.
    hints: [where, office.clearHint, w.placeHint],
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
function planBackup(state: RegisterState, typed: string): OfficePlan {
  const { officeBackups: w } = wordsFor(state);
  const at = typed.indexOf("/");
  if (at < 0) return refusedPlan(w.typeFolder);
  const folder = typed.slice(at).trim();
  const last = folder.split("/").findLast((part) => part !== "") ?? folder;
  const called = typed.slice(0, at).trim();
  const name = called === "" ? last : called;
  return ready(w.adds({ name, folder }), (now) =>
    startSaving(now, {
      meanwhile: w.looking,
      failed: w.failed,
      work: ({ backups }) => backups.add({ name, folder }),
      done: ({ backups }) =>
        backups.added()?.isOnSameDisk === true
          ? { level: "hint", text: w.sameDisk({ name }), isRowDone: true }
          : { text: w.added({ name }), isRowDone: true },
    }),
  );
}

/* The invitation of one more box: its code in big letters, and what to do with it. */

export function invitationRows(till: TillContext, state: RegisterState): ReadonlyArray<OfficeRow> {
  const { officeTills: w } = wordsFor(state);
  const invitation = state.session?.office.tills.invitation();
  const undecided = undecidedTill(state);
  const sheet = undecided === undefined ? [] : sheetRows(state, undecided.device);
  if (invitation === undefined || !isOpen(invitation)) return [inviteRow(state), ...sheet];
  const { code, slip, endsAtMs, wrongCodes } = invitation;
  const printed = slip?.type === "printed" ? slip : undefined;
  return [
    ...(code === undefined ? [inviteRow(state)] : [infoRow(state, w.code, code)]),
    ...infoRows(state, [
      [w.goodUntil, till.port.timeOf(endsAtMs)],
      [w.wrongCodes, w.ofFive({ count: wrongCodes })],
      [w.slip, printed && w.slipAt(printed)],
    ]),
  ];
}

function inviteRow(state: RegisterState): OfficeRow {
  const { officeTills: w } = wordsFor(state);
  return {
    label: w.invite,
    detail: "",
    enter: (typed) => {
      if (typed !== "") return refusedPlan(w.noTyping);
      const may = state.session?.office.tills.mayInvite();
      if (may === undefined) return IDLE;
      if (!may.ok) return refusedPlan(may.fault.message);
      return ready(w.invites, (now) =>
        startSaving(now, {
          meanwhile: w.making,
          failed: w.failed,
          work: ({ tills }) => tills.invite(),
        }),
      );
    },
  };
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
  return ended.value ? said(before, "hint", wordsFor(state).officeTills.ended) : before;
}

/** Above the rows, as far as these leave room: a code to be read across the counter, or who has come. */
export function invitationHead(
  state: RegisterState,
  size: PaneSize,
  rows: number,
): ReadonlyArray<PaneRow> {
  const invitation = state.session?.office.tills.invitation();
  if (invitation === undefined) return [];
  const { code } = invitation;
  if (!isOpen(invitation)) {
    const news = drawable(newsOf(wordsFor(state).officeTills, invitation), size.signs);
    const lines = wrapTo(news, size.width - 2);
    return [...lines.map((line) => paneRow(` ${line}`, "bold")), blankRow];
  }
  const big = code === undefined ? [] : bigRows(code, size);
  const half = big.length / 2;
  const spaced = [...big.slice(0, half), blankRow, ...big.slice(half), blankRow];
  return big.length > 0 && spaced.length <= size.height - rows ? spaced : [];
}

function bigRows(code: string, { signs, width }: PaneSize): ReadonlyArray<PaneRow> {
  const big = codeLines(code).flatMap((line) => bigLetters(line).map((text) => ` ${text}`));
  if (big.some((text) => text.length > width)) return [];
  return big.map((text) => paneRow(text.replaceAll("#", signs === "all" ? "█" : "#"), "bold"));
}

/** What has become of it. */
function newsOf(w: TillWords, { state, joined }: TillInvitation): string {
  if (state === "joined") return w.hasJoined({ name: joined ?? "" });
  if (state === "declined") return w.declined;
  return state === "burnt" ? w.burnt : w.over;
}

export function invitationHints(state: RegisterState): ReadonlyArray<string> {
  const { officeTills: w } = wordsFor(state);
  const invitation = state.session?.office.tills.invitation();
  if (invitation?.state === "joined") return [w.hearsHint];
  if (invitation === undefined || !isOpen(invitation)) {
    const undecided = undecidedHints(state);
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
  w: TillWords["noSlip"],
  slip: Exclude<TillInvitation["slip"], { readonly type: "printed" } | undefined>,
): string {
  return slip.type === "failed" ? w.failed({ printer: slip.printer }) : w[slip.type];
}
