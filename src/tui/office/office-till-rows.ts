/** The rows of the shop's tills: which there are, what one leaves behind, where they are, and who is invited. */

import { type DeviceId } from "../../domain/identity.ts";
import { localDate } from "../../domain/locale.ts";
import { type ShopTill, type TillAddress, type TillInvitation } from "../ports/tills-port.ts";
import { type RegisterState } from "../register-state.ts";
import { tillFacts } from "../rows/till-fields.ts";
import { type TillContext } from "../till-context.ts";
import { type Words, wordsFor } from "../words.ts";
import { backupRows } from "./office-backup-rows.ts";
import { type Choice, isFound, type OfficeRow } from "./office-row.ts";
import { type OfficePage } from "./office-state.ts";

export type TillPage = Extract<
  OfficePage,
  { readonly type: "tills" | "till" | "till-sheet" | "addresses" | "backups" | "invitation" }
>;

/** What somebody says of a till that goes; anything else may be typed. */
export const SHUT_OUT_REASONS = ["stolen", "lost", "broken"] as const;

export function isTillPage(page: OfficePage): page is TillPage {
  return ["tills", "till", "till-sheet", "addresses", "backups", "invitation"].includes(page.type);
}

/** Why nothing of it is here: a training is a shop of its own, thrown away in the end. */
export function whyNoTills({ port, words }: TillContext, page: OfficePage): string | undefined {
  return isTillPage(page) && port.shop.training ? words.officeTills.noTraining : undefined;
}

export function tillPageRows(
  till: TillContext,
  state: RegisterState,
  page: TillPage,
): ReadonlyArray<OfficeRow> {
  if (whyNoTills(till, page) !== undefined) return [];
  switch (page.type) {
    case "tills":
      return tillRows(state);
    case "till":
      return rowsOfTill(till, state, page.device);
    case "till-sheet":
      return [
        { label: wordsFor(state).officeTills.code, detail: "", target: { type: "till-sheet" } },
      ];
    case "addresses":
      return addressRows(state);
    case "backups":
      return backupRows(state);
    default:
      return invitationRows(till, state);
  }
}

export function tillOf({ session }: RegisterState, device: DeviceId): ShopTill | undefined {
  return session?.office.tills.list().find((till) => till.device === device);
}

/** Found by what is typed. */
function tillRows(state: RegisterState): ReadonlyArray<OfficeRow> {
  const { tills: link, officeTills: w } = wordsFor(state);
  const { text = "" } = state.office ?? {};
  const tills = state.session?.office.tills.list() ?? [];
  const rows = [
    ...tills.map((till): OfficeRow => {
      const [detail = ""] = tillFacts(link, till);
      const page = { type: "till", device: till.device } as const;
      return { label: till.name, detail, target: { type: "page", page } };
    }),
    pageRow(w.addresses, { type: "addresses" }),
    pageRow(w.backups, { type: "backups" }),
    pageRow(w.inviteNew, { type: "invitation" }),
  ];
  return rows.filter(({ label }) => isFound(label, text));
}

function rowsOfTill(
  till: TillContext,
  state: RegisterState,
  device: DeviceId,
): ReadonlyArray<OfficeRow> {
  const shown = tillOf(state, device);
  if (shown === undefined) return [];
  const { tills: link, officeTills: w, shutOutReasons } = wordsFor(state);
  const rows = [
    ...tillFacts(link, shown).map((fact, at) => toldRow(at === 0 ? w.link : "", fact)),
    ...lineRows(state, shown),
    ...remainsRows(till, state, shown),
    ...costRows(state, device),
  ];
  if (shown.link.type === "self") return [...rows, ...sheetRows(state, device)];
  if (shown.link.type === "shut-out") {
    return [...rows, ...decidedRows(state, shown), pageRow(w.inviteNew, { type: "invitation" })];
  }
  const yes: Choice = { text: "yes", label: wordsFor(state).office.yes };
  const reasons = SHUT_OUT_REASONS.map((text) => ({ text, label: shutOutReasons[text] }));
  const canPromote = state.session?.office.tills.canPromote(device) === true;
  const promote = { type: "till-promote", choices: [yes] } as const;
  return [
    ...rows,
    ...(canPromote ? [{ label: w.promote, detail: "", target: promote }] : []),
    { label: w.shutOut, detail: "", target: { type: "till-shut-out", choices: reasons } },
    { label: w.replace, detail: "", target: { type: "till-replace", choices: [yes] } },
    ...sheetRows(state, device),
  ];
}

function sheetRows(state: RegisterState, device: DeviceId): ReadonlyArray<OfficeRow> {
  const canPromote = state.session?.office.tills.canPromoteBySheet(device) === true;
  const { bySheet } = wordsFor(state).officeTills;
  return canPromote ? [pageRow(bySheet, { type: "till-sheet", device })] : [];
}

/** At a till that may not decide: the recovery sheet lets it. Undefined at one that may. */
export function undecidedTill({ session }: RegisterState): ShopTill | undefined {
  const tills = session?.office.tills;
  if (tills === undefined || tills.mayDecide()) return undefined;
  return tills.list().find(({ link }) => link.type === "self");
}

/** Of one that is shut out: somebody has to see whether all of that was meant, and shuts out whom it took in. */
function decidedRows(state: RegisterState, { device }: ShopTill): ReadonlyArray<OfficeRow> {
  const { officeTills: w } = wordsFor(state);
  const decided = state.session?.office.tills.decided(device) ?? [];
  return decided.map(({ what, till, device: about }, at) => ({
    label: at === 0 ? w.decided : "",
    detail: w.decisions[what]({ name: till }),
    target: { type: "page", page: { type: "till", device: about } },
  }));
}

function lineRows(state: RegisterState, { line, clock }: ShopTill): ReadonlyArray<OfficeRow> {
  if (line === undefined) return [];
  const { tills: words, officeTills: w } = wordsFor(state);
  const { address, roundTrip, isClockKnown } = line;
  return [
    ...(address === undefined ? [] : [toldRow(w.address, address)]),
    ...(roundTrip === undefined ? [] : [toldRow(w.roundTrip, roundTrip)]),
    ...(isClockKnown && clock === undefined ? [toldRow(w.clock, words.clockRight)] : []),
  ];
}

/** What it would leave behind, as far as it was heard; the one that is here goes on. */
function remainsRows(
  till: TillContext,
  { session, locale }: RegisterState,
  { device, link }: ShopTill,
): ReadonlyArray<OfficeRow> {
  const remains = link.type === "self" ? undefined : session?.office.tills.remains(device);
  if (remains === undefined) return [];
  const { officeTills: w } = wordsFor({ locale });
  const { openOrders, due, cash, heardUntil } = remains;
  return [
    toldRow(
      w.openOrders,
      openOrders === 0 ? w.nothing : w.ordersDue({ count: openOrders, due: till.money(due) }),
    ),
    ...(cash.length === 0 ? [toldRow(w.cash, w.nothing)] : []),
    ...cash.map(({ day, taken }) =>
      toldRow(w.cash, w.cashOn({ taken: till.money(taken), day: localDate(day, locale) })),
    ),
    toldRow(w.heardUntil, heardUntil ?? w.neverHeard),
  ];
}

/** What it costs this till. */
function costRows({ session, locale }: RegisterState, device: DeviceId): ReadonlyArray<OfficeRow> {
  const { officeTills: w } = wordsFor({ locale });
  const cost = session?.office.tills.cost(device);
  if (cost === undefined) return [];
  const parts = ["stored", "chains", "doubted", "refused", "work", "waits"] as const;
  return parts.flatMap((part) => {
    const shown = cost[part];
    return shown === undefined ? [] : [toldRow(w.cost[part], shown)];
  });
}

function addressRows(state: RegisterState): ReadonlyArray<OfficeRow> {
  const { officeTills: w, addressesFound, addressesFrom } = wordsFor(state);
  const known = state.session?.office.tills.addresses() ?? [];
  return [
    ...known.flatMap((one): ReadonlyArray<OfficeRow> => {
      const { address, from } = one;
      if (from !== "typed") return [];
      const target = { type: "till-address", address } as const;
      return [{ label: address, detail: foundText(addressesFound, one), target }];
    }),
    { label: w.newAddress, detail: "", target: { type: "till-address", address: undefined } },
    // Nobody typed these, so nobody can take them away.
    ...known.flatMap((one) => {
      const { address, from } = one;
      if (from === "typed") return [];
      return [toldRow(address, `${foundText(addressesFound, one)} (${addressesFrom[from]})`)];
    }),
  ];
}

function foundText(words: Words["addressesFound"], { found, leadsTo }: TillAddress): string {
  if (leadsTo === undefined || found === "stranger" || found === "ourselves") return words[found];
  return found === "unknown" ? leadsTo : `${leadsTo}, ${words[found]}`;
}

function invitationRows(till: TillContext, state: RegisterState): ReadonlyArray<OfficeRow> {
  const { officeTills: w } = wordsFor(state);
  const invitation = state.session?.office.tills.invitation();
  const invite: OfficeRow = { label: w.invite, detail: "", target: { type: "till-invite" } };
  const undecided = undecidedTill(state);
  const sheet = undecided === undefined ? [] : sheetRows(state, undecided.device);
  if (invitation === undefined || !isOpen(invitation)) return [invite, ...sheet];
  const { code, slip, endsAtMs, wrongCodes } = invitation;
  return [
    ...(code === undefined ? [invite] : [toldRow(w.code, code)]),
    toldRow(w.goodUntil, till.port.timeOf(endsAtMs)),
    toldRow(w.wrongCodes, w.ofFive({ count: wrongCodes })),
    ...(slip?.type !== "printed"
      ? []
      : [toldRow(w.slip, w.slipAt({ printer: slip.printer, isFile: slip.isFile }))]),
  ];
}

/** Somebody may come in by it, now or in a moment. */
export function isOpen({ state }: TillInvitation): boolean {
  return state === "open" || state === "opening";
}

function toldRow(label: string, detail: string): OfficeRow {
  return { label, detail, target: { type: "told" } };
}

function pageRow(label: string, page: OfficePage): OfficeRow {
  return { label, detail: "", target: { type: "page", page } };
}
