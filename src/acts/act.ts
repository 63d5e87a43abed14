/**
 * The shape of an act: what a person can do to the shop, by a key, a typed sign or a command of the shell.
 *
 * One file per act says what the act is told, how it is decided, how it is typed and what is said of it. The register, the
 * shell, `docs/cli.md` and the tests are made from the list of acts in `all.ts`.
 */

import type * as z from "zod";

import { type Result } from "../domain/base/result.ts";
import { type Decision, type DecisionContext } from "../domain/commands/decision.ts";
import { type SplitWish } from "../domain/commands/order/split-order.ts";
import { type Undo } from "../domain/commands/order/undo-order.ts";
import { type Refusal } from "../domain/commands/refusal.ts";
import { type EntryFault } from "../domain/entry/entry-fault.ts";
import { type GoodsIndex } from "../domain/entry/entry-search.ts";
import { type DrawerCounted } from "../domain/events/drawer-events.ts";
import { type Draft } from "../domain/events/kinds.ts";
import { type Permission } from "../domain/events/permission.ts";
import { type Catalogue, type Product, type Service } from "../domain/goods/catalogue.ts";
import { type DeviceId, type EventId } from "../domain/identity.ts";
import { type MinorUnits, type SoldBy, type Thousandths } from "../domain/money/amounts.ts";
import { type Currency } from "../domain/money/currency.ts";
import { type OrderRow } from "../domain/order/order-rows.ts";
import { type ShiftNow } from "../domain/people/time-card.ts";
import { type Question } from "../domain/questions.ts";
import { type ShopMoment } from "../domain/settings/shop-time.ts";
import { type OrderState } from "../domain/state/order-state.ts";
import { type StockLeft } from "../domain/stock/stock-left.ts";
import { type Locale } from "../domain/text/locale.ts";
import { type GoodsCount, type LineView, type OrderView } from "../domain/views.ts";
import { type ScreenWords } from "../words/made/screen/words.ts";

/** The context of a decision about an act, with the till's reads of goods and lines. */
export interface ActContext extends DecisionContext {
  /** Returns the shop's goods, which most acts do without: reading thousands takes a while. */
  readonly catalogue: () => Catalogue;
  /** The moment at which a line was added; undefined where nobody knows. */
  readonly addedAt: (line: EventId) => ShopMoment | undefined;
  /** Whether more of the goods was sold than there was, so that somebody is asked what is left. */
  readonly isOversold: (sku: string) => boolean;
  readonly next: ChosenBefore;
  readonly rounds: Rounds;
  /** Returns the last event that is known of each chain, which a count of a drawer records. */
  readonly knew: () => DrawerCounted["knew"];
}

/** Which lines of an order are a round that was repeated: known to this box alone. */
export interface Rounds {
  /** The first line of each repetition, the last one at the end. */
  readonly of: (order: EventId) => ReadonlyArray<EventId>;
  /** Notes that what is decided is one more repetition. */
  readonly repeats: (order: EventId) => void;
}

/** The choices made at the register before the goods that they are for. */
export interface ChosenBefore {
  /** How the order that is begun next is served; undefined as the shop usually does. */
  readonly service: Service | undefined;
  /** The course that it is begun in; 0 for each product's own. */
  readonly course: number;
  /** The seat of the goods that are added from here on; 0 for the whole table. */
  readonly seat: number;
}

/** The needs of sentences about an act: a language, the shop's currency and its goods. */
export interface TextContext {
  readonly locale: Locale;
  readonly words: ScreenWords;
  readonly currency: Currency;
  readonly catalogue: () => Catalogue;
  readonly index: () => GoodsIndex;
  readonly money: (amount: MinorUnits) => string;
  /** Returns why something is refused, in a sentence. */
  readonly refusal: (refusal: Refusal) => string;
  /** Returns `3 × `, `0.350 kg × `. */
  readonly times: (quantity: Thousandths, soldBy: SoldBy) => string;
  /** Returns how much of a product is there; undefined where there is no limit. */
  readonly left: (sku: string) => Thousandths | undefined;
  /** Returns the stock of a product; undefined where nobody keeps it. */
  readonly stockLeft: (sku: string) => StockLeft | undefined;
  /** Returns the shop's wall now, such as `2026-12-05T10:00`. */
  readonly wall: () => string;
  /** Returns `B Bar`. */
  readonly tillName: (device: DeviceId) => string;
  /** Returns `6 left`, `2.500 kg left`; empty where there is no limit, or nothing. */
  readonly leftOf: (product: Pick<Product, "sku" | "soldBy">) => string;
}

/** The order on the screen, and the line of it that keys are about. */
export interface OnScreen {
  readonly order: OrderView | undefined;
  /** A chosen row, else the last line alone; undefined where no line is live. */
  readonly line: LineView | OrderRow | undefined;
  /** The row that somebody has chosen by the arrows; undefined where the last line counts. */
  readonly chosen: OrderRow | undefined;
  /** The row that is chosen, or in which the last line stands. */
  readonly row: OrderRow | undefined;
  /** Returns the course that goods are added in now; 0 for each in its own. */
  readonly course: () => number;
  /** Returns the order's total now and after repricing; undefined where nothing would change. */
  readonly repricing: () => Readonly<Record<"before" | "after", MinorUnits>> | undefined;
  /** Returns the total of each part that a split would make, or in a sentence why there can be none. */
  readonly splitOutlook: (wish: SplitWish) => Result<ReadonlyArray<MinorUnits>, string>;
  /** Returns the goods that serving the last round again would add; of a course, where one is said. */
  readonly round: (course: number | undefined) => ReadonlyArray<GoodsCount>;
  /** The shift of whoever is there. */
  readonly shift: () => ShiftNow;
}

/** The plan of Enter: its sentence stands under the line before Enter is pressed. */
export type ActPlan<Input> =
  | {
      readonly type: "ready";
      readonly preview: string;
      readonly input: Input;
      /** The shortage of goods: the till asks before it sells them all the same. */
      readonly beyond?: Beyond | undefined;
    }
  | { readonly type: "refused"; readonly why: string };

/** Why there is not so much of something; `hint` also says what else could be done. */
export interface Beyond {
  readonly why: string;
  readonly hint: string;
}

/** A text that begins with a sign. The patterns of all acts exclude each other. */
export interface Sign<Typed> {
  readonly sign: string;
  readonly pattern: RegExp;
  /** Takes the match on the folded text; `raw` has the spelling of whoever typed. */
  read(
    match: RegExpExecArray,
    typed: { readonly currency: Currency; readonly raw: string },
  ): Result<Typed, EntryFault>;
}

/** A sentence that must not be missed once an act is done. */
export interface ActWarning {
  readonly warning: string;
}

/** The result of an act. */
export interface Performed<Answer> {
  /** Undefined where no order is there yet: the one that is begun next will have it. */
  readonly order: OrderView | undefined;
  readonly answer: Answer;
}

/** An act that is done, as its sentence needs it. `screen` is as it was before. */
export interface Done<Typed, Input, Answer> extends Performed<Answer> {
  readonly typed: Typed;
  readonly input: Input;
  readonly screen: OnScreen;
  readonly by: Person;
}

/** The person who does an act. */
export interface Person {
  readonly number: string;
  readonly name: string;
}

/** A word after `:` that does an act at once, without a screen of its own. */
export interface ActWord<Typed> {
  /** The words in every language; the first one is shown. A language has its own beside them. */
  readonly words: ReadonlyArray<string>;
  /** The command that it stands behind, in the help as in the list under F10. */
  readonly after: keyof ScreenWords["labels"];
  readonly keys?: ReadonlyArray<`ctrl-${string}`>;
  /** The sign or the digit that it has in the list under F10, always the same. */
  readonly listSign?: string;
  /** Returns why not now, besides that nobody is logged in. */
  whyNot?(words: ScreenWords, screen: OnScreen): string | undefined;
  /**
   * Reads what is typed besides, as it is spelled, such as `2` of `:again 2`: empty where nothing is. An
   * error is one sentence that says what to type. Where it is missing, what is typed stays for later.
   */
  reads?(typed: string, texts: TextContext): Result<Typed | undefined, string>;
  /** The word alone does nothing: chosen from a list it stands on the line, where the rest is typed. */
  readonly needsMore?: boolean;
}

/** Drivers take any act: its functions are methods, so that each fits whoever hands on what it was given by the same act. */
export interface Act<Id extends string, Typed, Input extends object, Answer> {
  readonly id: Id;
  /**
   * `line or order`: about the whole order where no line is said; `order or new`: it begins one where none is there, or
   * one that is paid; `any order`: about the one that `input.order` names, whatever is on the screen; `shop`: about none,
   * or about several that its input names.
   */
  readonly on: "line" | "order" | "line or order" | "order or new" | "any order" | "shop";
  /** The least right that the act takes; null where everybody may. Some lines and sums take more, which `decide` says. */
  readonly right: Permission | null;
  /** The schema of what the act is told; made when somebody asks for it. */
  readonly input: () => z.ZodType<Input>;
  /** `order` is there but for acts about the shop, or which begin one: those take it as possibly undefined. */
  decide(context: ActContext, order: OrderState, input: Input): Decision;
  /** Returns what else whoever did it is told. `before` is the order as it was. */
  answer?(
    context: ActContext,
    before: OrderState,
    decided: { readonly drafts: ReadonlyArray<Draft>; readonly input: NoInfer<Input> },
  ): Answer;
  /** Returns what Ctrl-Z does, in one step, where the kinds of the act's events alone do not say. */
  undo?(context: ActContext, before: OrderState, drafts: ReadonlyArray<Draft>): Undo;
  /** Returns the order on the screen afterwards, where that is neither the one before nor one that the act has opened. */
  shows?(input: Input, before: EventId | undefined): EventId | undefined;
  /** The word after `:` that does it at once. Its label is the message of the same id. */
  readonly word?: ActWord<Typed>;
  /** How it is typed at the register, besides commands with words and keys. */
  readonly signs?: ReadonlyArray<Sign<Typed>>;
  /** Missing where a screen has steps of its own before the act, and sentences after it. */
  plan?(texts: TextContext, screen: OnScreen, typed: Typed): ActPlan<Input>;
  /** Returns the sentence once it is done; a warning where it is not all that was asked for. */
  done?(texts: TextContext, done: Done<Typed, Input, Answer>): string | ActWarning;
  /**
   * Returns which lines of a chosen row it is about, where it names the row's newest line: each of
   * them, unless this says otherwise. One about `all` decides about them together.
   */
  ofRow?(input: object): "each" | "newest" | "oldest" | "all";
  /**
   * Returns the input for each line of a combo, in their order, where that is not the same for all of them:
   * an amount off is spread over them.
   */
  ofCombo?(
    input: object,
    lines: ReadonlyArray<{ readonly live: MinorUnits }>,
  ): ReadonlyArray<object> | undefined;
  /** True where it may be about one part of a combo alone, as goods that come back are. */
  readonly isOfParts?: boolean;
  /** True where it adds lines: what is typed next is about the last of them, whichever was chosen before. */
  readonly addsLines?: boolean;
  /** True where the person leaves by it: their own evening is shown. */
  readonly isLeaving?: boolean;
  /** Returns reasons to choose from, where the till refuses the act without one: `input.reason` takes it. */
  reasons?(words: ScreenWords, input: Input): ReadonlyArray<string>;
  /**
   * Returns the heading of the reasons, where the act always needs one: it is asked for before the
   * act is tried.
   */
  asksWhy?(words: ScreenWords, typed: Typed): string;
  /** The command in the shell; missing where there is none. */
  readonly shell?: ShellCommand<Input, Answer>;
}

/** An argument or an option of a command, and its help. */
export interface ShellWord {
  readonly name: string;
  readonly help: string;
  /** True for an option that must be there. */
  readonly isRequired?: true;
}

/**
 * A command of the shell. All but its functions is data, which `npm run docs` takes out of the act, so that `--help`
 * loads no act.
 */
export interface ShellCommand<Input, Answer> {
  /** The path of the command, such as `clock in`; missing for `order` and the id of the act. */
  readonly path?: string;
  readonly help: string;
  /** The words behind the order, and behind its line where the act is about one. */
  readonly words?: ReadonlyArray<ShellWord>;
  readonly options?: ReadonlyArray<ShellWord>;
  readonly example: string;
  /** What it may ask: an option answers it, with its usual help where `options` does not say it. */
  readonly asks?: ReadonlyArray<Question>;
  /** True where `--dry-run` says what would happen and writes nothing. */
  readonly hasDryRun?: boolean;
  /** The refusal that means that all is as it was to be: a script may run twice. */
  readonly fine?: Refusal["type"];
  read(
    typed: ShellTyped,
    texts: TextContext,
    about: ShellAbout,
  ): Result<ShellRead<Input>, ShellFault>;
  /** Returns what is told besides the order itself. */
  tell?(
    done: Performed<Answer | undefined> & { readonly by: Person },
    texts: TextContext,
    isDryRun: boolean,
  ): ShellOutput;
}

export interface ShellOutput {
  readonly json?: Readonly<Record<string, unknown>>;
  readonly lines?: ReadonlyArray<string>;
  /** The sentences about what was asked for and is not done: then the command ends with 1. */
  readonly notDone?: ReadonlyArray<string>;
}

/** The typed input of the shell. A flag that is there is `true`. */
export interface ShellTyped {
  readonly words: ReadonlyArray<string>;
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
}

/** The object of a command: an order, and the named line where the act is always about one. */
export interface ShellAbout {
  /** Undefined where nobody knows of such an order: what cannot be read is said all the same. */
  readonly order: OrderView | undefined;
  readonly line: OrderRow | undefined;
  /** Returns the tenders that the shop takes, then those that the order was paid by, as they were called then. */
  readonly tenders: () => ReadonlyArray<NamedTender>;
  /** Finds a voucher by its code. */
  readonly voucher: (
    code: string,
  ) => Result<{ readonly voucher: string; readonly name: string }, VoucherFault>;
  /** Finds a receipt of whichever till by its number. */
  readonly receipt: (number: string) => { readonly receipt: EventId } | undefined;
}

/** Why no voucher is found by a code. */
export type VoucherFault = Extract<
  Refusal,
  { readonly type: "voucher/unknown" | "voucher/mistyped" | "voucher/wait" }
>;

/** A tender of the shop's own, as somebody may name it. */
export interface NamedTender {
  readonly id: string;
  readonly name: string;
  readonly digit?: number;
}

export interface ShellRead<Input> {
  readonly input: Omit<Input, "line" | "order">;
  /** The number of the line, where the act may be about one or about the order. */
  readonly line?: string | undefined;
}

/** Words that nobody can read. The shell has one sentence per type. */
export type ShellFault =
  | {
      readonly type:
        | "price"
        | "quantity"
        | "discount"
        | "comp-kind"
        | "seat"
        | "guests"
        | "service"
        | "course"
        | "note";
      readonly typed: string;
    }
  | {
      readonly type: "line" | "quantity-option" | "course-option" | "goods-option";
      readonly typed: string;
    }
  | { readonly type: "exempt" | "hold" }
  | { readonly type: "points"; readonly typed: string }
  | {
      readonly type: "amount" | "split/parts" | "split/lines";
      readonly option: string;
      readonly typed: string;
    }
  | { readonly type: "split/seats" | "part"; readonly typed: string }
  | { readonly type: "split/how" | "split/one-way" }
  | {
      readonly type: "payment";
      readonly wrong:
        | "cashOrCard"
        | "oneTender"
        | "tipAlone"
        | "how"
        | "reasonAlone"
        | "amountAlone"
        | "cashBackAlone"
        | "slipAlone"
        | "voucherAlone"
        | "partOrReason";
    }
  | Extract<
      Refusal,
      {
        readonly type:
          | "tender/unknown"
          | "refund/no-receipt"
          | "split/part-unknown"
          | VoucherFault["type"];
      }
    >
  | { readonly type: "line/unknown" }
  | ({ readonly type: "void/too-many" } & Pick<LineView, "name" | "quantity" | "soldBy">)
  | { readonly type: "line-or-order" | "line-or-goods" }
  /** A sentence of the register. */
  | { readonly type: "entry/unreadable"; readonly why: string };

/** Returns the act as it is, with its types. */
export function defineAct<
  const Id extends string,
  Input extends object,
  Typed = undefined,
  Answer = undefined,
>(act: Act<Id, Typed, Input, Answer>): Act<Id, Typed, Input, Answer> {
  return act;
}
