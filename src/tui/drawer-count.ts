/** The typed lines of a count and its sum: kept as they were typed until the count is written. */

import { err, ok, type Result } from "../domain/base/result.ts";
import { countOf, type CountEntry, readCountEntry } from "../domain/drawer/count-text.ts";
import { CASH_MAX, type Cash } from "../domain/events/drawer-events.ts";
import { minor, type MinorUnits } from "../domain/money/amounts.ts";
import { currenciesByCode, parseMoney } from "../domain/money/currency.ts";
import { localForeign } from "../domain/tenders/foreign-cash.ts";
import { foldText } from "../domain/text/entry-text.ts";
import { type BegunCount } from "./drawer-state.ts";
import { type TenderSum } from "./ports/drawer-port.ts";
import { type RegisterState } from "./register-state.ts";
import { type TillContext } from "./till-context.ts";

export type TypedPiece =
  | CountEntry
  | { readonly type: "foreign"; readonly currency: string; readonly amount: MinorUnits }
  | { readonly type: "slip"; readonly method: string; readonly amount: MinorUnits }
  /** The amount that stays in the drawer. */
  | { readonly type: "leaves"; readonly amount: MinorUnits };

/** All of a count so far. */
export interface Counted {
  readonly cash: Cash;
  readonly others: ReadonlyArray<TenderSum>;
  readonly leaves: MinorUnits | undefined;
  readonly isBegun: boolean;
}

/** Reads one line of a count, or returns why it can't. */
export function readPiece(
  till: TillContext,
  state: RegisterState,
  typed: string,
): Result<TypedPiece, string> {
  const words = till.words.drawer;
  const text = foldText(typed)
    .trim()
    .replace(/ ?(?<sign>[*x×]) ?(?=[\d.,])/u, "$<sign>");
  const stays = /^=(?<sum>.+)$/u.exec(text)?.groups?.["sum"];
  if (stays !== undefined) {
    const sum = parseMoney(stays.trim(), till.currency);
    return sum.ok && sum.value <= CASH_MAX
      ? ok({ type: "leaves", amount: sum.value })
      : err(words.noSum({ typed }));
  }
  const named = /^(?<name>\p{L}[\p{L} -]*?) ?(?<rest>[\d.,].*)$/u.exec(text)?.groups;
  if (named !== undefined) {
    return readNamed(till, state, { typed, name: named["name"] ?? "", rest: named["rest"] ?? "" });
  }
  return readOwn(till, text, typed);
}

function readOwn(till: TillContext, text: string, typed: string): Result<TypedPiece, string> {
  const { words } = till;
  const entry = readCountEntry(text, till.currency);
  if (!entry.ok) {
    const { fault } = entry;
    if (fault.type === "count/not-so") return err(words.drawer.notSo({ typed }));
    return err(
      fault.type === "count/no-piece"
        ? words.drawer.noPiece({ typed: fault.text })
        : words.drawer.noRoll({ typed: fault.text }),
    );
  }
  return amountOf(entry.value) > CASH_MAX ? err(words.drawer.tooMuch) : entry;
}

/** Cash of another currency, or slips of a tender. */
function readNamed(
  till: TillContext,
  state: RegisterState,
  { typed, name, rest }: { readonly typed: string; readonly name: string; readonly rest: string },
): Result<TypedPiece, string> {
  const { drawer } = till.words;
  const currency = currenciesByCode.get(name.toUpperCase());
  if (currency?.code === till.currency.code) return readOwn(till, rest, typed);
  if (currency !== undefined) {
    const entry = readCountEntry(rest, currency);
    if (!entry.ok) return err(drawer.notSo({ typed }));
    const amount = minor(amountOf(entry.value));
    return amount > CASH_MAX
      ? err(drawer.tooMuch)
      : ok({ type: "foreign", currency: currency.code, amount });
  }
  const method = slipNamed(till, state, name);
  const sum = parseMoney(rest, till.currency);
  if (method === undefined || !sum.ok) return err(drawer.notSo({ typed }));
  return sum.value > CASH_MAX
    ? err(drawer.tooMuch)
    : ok({ type: "slip", method, amount: sum.value });
}

/** Finds a tender by the beginning of its name. */
function slipNamed(
  { words }: TillContext,
  { session }: RegisterState,
  name: string,
): string | undefined {
  const own = session?.tenders() ?? [];
  const all = [{ id: "card", name: words.back.tenders.card }, { id: "card", name: "card" }, ...own];
  return all.find((tender) => foldText(tender.name).startsWith(name))?.id;
}

function amountOf(entry: CountEntry): number {
  return entry.type === "sum" ? entry.amount : entry.value * entry.count;
}

/** Returns the count so far, which stands beside the line and is written by F9. */
export function countedSoFar(
  till: TillContext,
  state: RegisterState,
  begun: BegunCount | undefined,
): Counted {
  const pieces = (begun?.typed ?? []).flatMap((typed) => {
    const read = readPiece(till, state, typed);
    return read.ok ? [read.value] : [];
  });
  const own = pieces.filter((it) => it.type === "pieces" || it.type === "sum");
  const foreign = addedUp(
    pieces.flatMap((it) => (it.type === "foreign" ? [[it.currency, it.amount] as const] : [])),
  );
  const slips = addedUp(
    pieces.flatMap((it) => (it.type === "slip" ? [[it.method, it.amount] as const] : [])),
  );
  const { own: sum, pieces: counted } = countOf(own);
  const leaves = pieces.findLast((it) => it.type === "leaves");
  return {
    cash: {
      own: sum,
      pieces: [...counted],
      foreign: foreign.map(([currency, amount]) => ({ currency, amount })),
    },
    others: slips.map(([method, amount]) => ({ method, amount })),
    leaves: leaves?.type === "leaves" ? leaves.amount : undefined,
    isBegun: pieces.some(({ type }) => type !== "leaves"),
  };
}

function addedUp(
  sums: ReadonlyArray<readonly [string, number]>,
): ReadonlyArray<readonly [string, MinorUnits]> {
  const all = new Map<string, number>();
  for (const [name, amount] of sums) all.set(name, (all.get(name) ?? 0) + amount);
  return [...all].map(([name, amount]) => [name, minor(amount)] as const);
}

/** Why it can't be added: a sum stands alone, and so do pieces. */
export function whyNotBeside(
  till: TillContext,
  { cash, isBegun }: Counted,
  piece: TypedPiece,
): string | undefined {
  const isOfPieces = cash.pieces.length > 0;
  if (piece.type === "sum" && isOfPieces)
    return till.words.drawer.piecesStand({ money: till.money(cash.own) });
  const isSum = isBegun && !isOfPieces && cash.own > 0;
  return piece.type === "pieces" && isSum
    ? till.words.drawer.sumStands({ money: till.money(cash.own) })
    : undefined;
}

/** `20 × 10.00 = 200.00`. */
export function pieceText(till: TillContext, state: RegisterState, piece: TypedPiece): string {
  const { drawer } = till.words;
  switch (piece.type) {
    case "pieces":
      return drawer.pieceSum({
        piece: drawer.pieces({ count: piece.count, value: till.money(minor(piece.value)) }),
        sum: till.money(minor(piece.value * piece.count)),
      });
    case "sum":
      return drawer.sum({ money: till.money(minor(piece.amount)) });
    case "foreign":
      return foreignText(till, piece);
    case "slip":
      return drawer.slip({
        tender: tenderName(till, state, piece.method),
        money: till.money(piece.amount),
      });
    default:
      return drawer.staysSaid({ money: till.money(piece.amount) });
  }
}

export function foreignText(
  { locale }: TillContext,
  { currency, amount }: { readonly currency: string; readonly amount: MinorUnits },
): string {
  return localForeign(amount, currency, locale);
}

export function tenderName(
  { words }: TillContext,
  { session }: RegisterState,
  method: string,
): string {
  if (method === "cash" || method === "card") return words.back.tenders[method];
  return session?.tenders().find(({ id }) => id === method)?.name ?? method;
}
