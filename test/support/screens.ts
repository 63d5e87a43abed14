/**
 * Every screen of the register, shot from the real program in a real terminal: what is pressed to come
 * to it, and what must stand on it by then. The type of the names is made of the register's own screens
 * and lists, so that one without a picture does not compile.
 */

import { mkdirSync, writeFileSync } from "node:fs";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { changeTerminal } from "../../src/app/cards/terminal-changes.ts";
import { addStaticAddress } from "../../src/app/mesh/mesh-addresses.ts";
import { openTill, type OpenTill } from "../../src/app/open-till.ts";
import { paperDir, rollPath } from "../../src/app/printing/printer-drive.ts";
import { stayResident } from "../../src/app/resident/stay-resident.ts";
import { ONE_IN_STOCK } from "../../src/domain/goods/stock-quantity.ts";
import { minor } from "../../src/domain/money/amounts.ts";
import { type List, type Screen } from "../../src/tui/register-state.ts";
import { askCooking } from "./ask-cooking.ts";
import { fillKitchen, finishOrder } from "./busy-kitchen.ts";
import { paidApart, voidedApart } from "./contradictions.ts";
import { joinStore } from "./joined-stores.ts";
import { KEYS } from "./keyboard.ts";
import { openPseudoTerminal, type PseudoTerminal } from "./pseudo-terminal.ts";
import { type Run } from "./screen-cells.ts";
import { type Picture } from "./screen-svg.ts";
import { sellGoods } from "./sell-goods.ts";
import { servedTerminal } from "./served-terminal.ts";
import { addIngredient, book, keep } from "./stock-acts.ts";
import { NODE, TILL, till } from "./till-process.ts";

/** What else the back office has a page for. */
type OfficeShot =
  | "menu"
  | "price"
  | "options"
  | "taxes"
  | "person"
  | "receipt"
  | "shop"
  | "role"
  | "backups"
  | "printer"
  | "price-list"
  | "stock"
  | "stock-article";

export type ScreenName =
  | Screen
  | "first-start"
  | `list-${List["type"]}`
  | "goods"
  | "options"
  | "refused"
  | "card"
  | "card-terminal"
  | "change"
  | "approval"
  | "help"
  | "customer"
  | "till"
  | "till-sheet"
  | `office-${OfficeShot}`
  | "plain"
  | "training"
  | "narrow"
  | "window-too-small"
  | "large-window"
  | "console"
  | "kitchen"
  | "kitchen-goods"
  | "kitchen-all-day"
  | "kitchen-recall"
  | "pass";

/** In the order of the page. */
export const SCREENS: Readonly<Record<ScreenName, string>> = {
  "first-start":
    "`till run` on a box without a shop: a few questions, each with what is usual; `?` explains, `<` goes back.",
  "log-in": "Who is at the till? A number or a name, then the PIN. A demo shop shows its PINs.",
  goods: "Logged in. Nothing is typed: beside the empty order stand the goods, a category a page.",
  register: "An order, and what fits the text on the line. Below the line: what Enter will do.",
  options: "A stroke after goods shows their options, numbered as `/2` takes them.",
  "list-choice": "Goods that need a choice ask for it. A list takes one digit.",
  refused: "A text that means nothing stays, selected, and one line says why and what is near.",
  "list-discounts": "F4 after a number: what it may mean.",
  "list-act-why": "More off than somebody gives alone: why?",
  "list-reason": "F5 on a line that the kitchen has: why?",
  approval: "What a cashier may not do waits for the PIN of somebody who may.",
  "list-orders": "F6 on an empty order: those that are open.",
  "list-plan":
    "F7: who sits where, since when, what is to be sent, and what is due; typed digits go to a table.",
  "list-tables": "`rossi` F7 where two guests are called so: which one?",
  "list-hand-over": "`>` in the plan: to whom; `*` takes all that whoever serves it has.",
  "list-move-onto": "`>12` F7 where somebody sits: one bill from then on, or two.",
  "list-joined": "`:unmerge`, of several orders that were put on one bill: which one?",
  help: "F1: the keys, and what may be typed. A word before it searches.",
  "list-more": "F10: all commands, by digit or by letters.",
  payment: "F9: digits are only money here.",
  change: "Paid: the change in big digits, until the next key.",
  "list-day": "`:close`: what is open before the day is closed, each with its digit.",
  "list-held-goods":
    "All is paid, and the kitchen holds a course: made now, which is Enter, or waiting on.",
  "list-drawer": "F10 7: what may be done with a cash drawer, always by the same digits.",
  drawer:
    "A count, as people count: so many of a coin or note, or one sum. What is expected is not shown before it is written.",
  card: "F12 asks before it takes the rest by card, where a person reads the terminal.",
  "list-terminals": "F12 at a till that asks several card terminals: which one?",
  "card-terminal":
    "The terminal is asked, and what it shows stands beside the order, on every till.",
  "list-card": "F12 where nobody knows whether a card was charged: somebody looks at the terminal.",
  "list-card-number": "It says yes: the number of its receipt, and Enter.",
  "list-card-tip":
    "A payment of the list, `8`, and the tip that the guest has written on the slip.",
  "list-card-slip":
    "`:slip`: what the slip says of the last card that was typed by hand, to find it again.",
  "list-cards": "`:cards`: the card payments of today, and what became of each.",
  "list-tab": "`:cardtab 50`: what may be done with the tab of the order; none yet is opened.",
  "list-tips":
    "`:tips`: whom the shop owes tips, which a digit pays out of the drawer, and what was shared out.",
  "list-count": "`:count`: the sheets of a stocktake on which somebody may still enter.",
  "list-deliveries": "`:receive`: what is awaited of suppliers, and a delivery without an order.",
  "list-delivery": "`:receive PA1`: what is scanned of a delivery, and Enter books it.",
  "list-who": "`:who`: who is clocked in since when, at which till, on a break or gone.",
  "list-tabs": "`:tabs`: what cards hold for orders, and until when.",
  office: "The back office: a field of a product, what it may be, and what Enter will do.",
  "office-menu": "What there is to see to; who may see to less has fewer rows.",
  "office-price": "A price for later: it comes by itself, on every till.",
  "office-options": "A group of options: how many must be chosen, what each costs, which is usual.",
  "office-taxes": "A tax class: its rates, by where the goods are eaten.",
  "office-person": "A person: PIN, badge, role, and the language of their own screens.",
  "office-role": "A role: what whoever has it may do, and discounts up to where.",
  "office-receipt": "What stands above and below each receipt.",
  "office-shop": "What holds in the whole shop.",
  "office-printer": "A printer: what it prints, how it is, and what it can be replaced by.",
  "office-price-list": "A price list: when, for whom and for how much.",
  "office-stock": "Stock: what there is of each article; what is below zero comes first.",
  "office-stock-article": "An article: a delivery of it, and what there will be then.",
  "office-backups": "Where copies of the shop go.",
  customer: "Another page of it: what the shop knows of a customer, who can be erased there too.",
  till: "A third: a till of the shop, what it would leave behind, and how it is shut out.",
  "till-sheet":
    "The code on the recovery sheet: it lets a till decide where no till is left that could, or one lies.",
  "list-papers": "Ctrl-P: the last papers, to be printed once more.",
  "list-languages": "Everybody may have their own screens in another language than the shop's.",
  "list-receipts": "The receipts of all tills: found by number, time, sum or goods.",
  "list-receipt": "One of them, as its paper is; it can be printed again, or its goods come back.",
  "list-messages": "F10, Messages: what stood in the message line, and when.",
  "list-attention": "F10, Attention: what somebody has to see to, and whose business it is.",
  "list-attention-item": "One of them: a digit says what becomes of it.",
  "list-printers": "F10, Printers: each of them, and what waits.",
  "list-queue":
    "F10, Papers that wait: each with its place, since when and why; it fills from below.",
  "list-queued-paper": "One of them: printed now, elsewhere, or not at all.",
  "list-cancel-reason": "A paper that nobody needs: why?",
  "list-reports": "F10, Reports: for whoever may see them; typing finds one.",
  "list-evening": "`:clockout`: what the person who leaves sold and took, and what they hand in.",
  "list-history": "`:history` and an order's number: what was done to it, when and by whom.",
  "list-report": "One of them: what it says of today; digits for other days, and for paper.",
  "list-tills": "F10, Tills: who is connected, who lacks what, on how many the last sale is safe.",
  "list-status": "F10, Status: the status line in full, one field below the other.",
  "list-doctor":
    "F10, Check this box: what is wrong first, then what is good to know, then what is in order.",
  "list-return":
    "A receipt was scanned: a digit takes one of its goods back, and `+` lets the guest have others for them.",
  "list-return-reason": "F9 gives the money in cash, after a reason.",
  "list-fate":
    "`<croissant` comes back without a receipt: what becomes of it, as its stock is kept?",
  "list-correct":
    "Ctrl-Z behind a payment, or a digit beside its receipt: what was booked, and what it was.",
  plain: "`till run --plain`: the same in lines, for a screen reader or a script.",
  training: "`till train`: the bar says so on every screen, and below it stands an exercise.",
  narrow: "On a phone, or a small tablet: one pane at a time, and keys in two rows.",
  "window-too-small": "A window too small: what is typed is kept, and no key does anything.",
  "large-window": "A larger window shows more of everything, at the same places.",
  console: "A console without UTF-8: plain signs, eight colours.",
  kitchen:
    "`till kitchen --station kitchen`: a number is done by its digit. What is done is dim and says ok, what is void is struck through and says VOID.",
  "kitchen-goods": "`*` and a number: the goods of a ticket, done one by one.",
  "kitchen-all-day": "`+`: how many of each are still to be made.",
  "kitchen-recall": "`-`: what was done last, to bring one of it back.",
  pass: "`till kitchen --pass`: each order with what every station has of it.",
};

export interface Shot extends Picture {
  readonly name: ScreenName;
}

interface Step {
  readonly press?: ReadonlyArray<string>;
  readonly type?: string;
  readonly resize?: readonly [columns: number, rows: number];
  /** All of it must be there before the next step. */
  readonly sees: ReadonlyArray<string>;
  readonly shot?: ScreenName;
}

const CHIARA: ReadonlyArray<Step> = [
  { press: ["3", "Enter"], sees: ["Chiara: now your PIN."] },
  { type: "3333", press: ["Enter"], sees: ["Hello Chiara."] },
];

const RAVI: ReadonlyArray<Step> = [
  { sees: ["staff number >"] },
  { press: ["4", "Enter"], sees: ["Ravi: now your PIN."] },
  { type: "4444", press: ["Enter"], sees: ["Hello Ravi."] },
];

/** The questions before these have the folder of the store above them. */
const FIRST_START: ReadonlyArray<Step> = [
  { sees: ["1, 2 or 3 [1]:"] },
  { type: "2", press: ["Enter"], sees: ["Country [DE]:"] },
  { press: ["Enter"], sees: ["Language [de]:"] },
  { type: "en", press: ["Enter"], sees: ["Name of the shop:"] },
  { type: "Café Kade", press: ["Enter"], sees: ["Currency [EUR]:"] },
  { press: ["Enter"], sees: ["Time zone [Europe/Berlin]:"] },
  { press: ["Enter"], sees: ["The business day ends at [04:00]:"] },
  { press: ["Enter"], sees: ["Tax [these]:"] },
  { press: ["Enter"], sees: ["Keyboard [de]:"] },
  { press: ["Enter"], sees: ["Your name:"] },
  { type: "Ada", press: ["Enter"], sees: ["Your PIN, 6 to 8 digits, not shown:"] },
  { type: "271933", press: ["Enter"], sees: ["The same again:"] },
  { type: "271933", press: ["Enter"], sees: ["The ledger's key [file]:"] },
  { press: ["Enter"], sees: ["Receipt printer [none]:"], shot: "first-start" },
];

const COUNTER: ReadonlyArray<Step> = [
  { sees: ["staff number >", "printers ok"], shot: "log-in" },
  ...CHIARA,
  { sees: ["The order is empty.", "of 14, PgDn"], shot: "goods" },
  { type: "2*flat white", press: ["Enter"], sees: ["2 × Flat white."] },
  { type: "croissant", press: ["Enter"], sees: ["1 × Croissant."] },
  { type: "la", sees: ["> la", "hits"], shot: "register" },
  { type: "/2", sees: ["> la/2", "[x] Oat milk"], shot: "options" },
  { press: ["Enter"], sees: ["+ Oat milk."] },
  { type: "t-bone", press: ["Enter"], sees: ["T-bone: choose"], shot: "list-choice" },
  { press: ["Esc"], sees: ["> t-bone", "hit"] },
  { press: ["Esc"], sees: ["of 14, PgDn"] },
  { type: "latze", press: ["Enter"], sees: ["Nothing is called", "Nearest"], shot: "refused" },
  { press: ["Esc"], sees: ["of 14, PgDn"] },
  { type: "10", press: ["F4"], sees: ["10: how?"], shot: "list-discounts" },
  { press: ["1"], sees: ["Latte: 10% off."] },
  { type: "--60%", press: ["Enter"], sees: ["Off: why?"], shot: "list-act-why" },
  { press: ["Esc"], sees: ["of 14, PgDn"] },
  { press: ["F2"], sees: ["Sent: on paper.", "printers ok"] },
  { type: "1", press: ["F5"], sees: ["Void: why?"], shot: "list-reason" },
  { press: ["Esc"], sees: ["of 14, PgDn"] },
  { press: ["F6"], sees: ["A1 is parked."] },
  { type: "405", press: ["Enter"], sees: ["1 × Brownie."] },
  { press: ["F6"], sees: ["A2 is parked."] },
  { type: "1664", press: ["Enter"], sees: ["1 × 1664."] },
  { press: ["F6"], sees: ["A3 is parked."] },
  { press: ["F6"], sees: ["Open orders"], shot: "list-orders" },
  { press: ["3"], sees: ["A1 is here."] },
  { press: ["F1"], sees: ["Keys work on what is typed"], shot: "help" },
  { press: ["F1"], sees: ["of 14, PgDn"] },
  { press: ["F10"], sees: ["More", "type to find it; Enter"], shot: "list-more" },
  { press: ["Esc"], sees: ["of 14, PgDn"] },
  { press: ["F9"], sees: ["TO PAY"], shot: "payment" },
  { type: "50", press: ["Enter"], sees: ["CHANGE", "printers ok"], shot: "change" },
  { type: "100", press: ["Enter"], sees: ["1 × Coffee."] },
  { press: ["F12"], sees: ["2.80 by card?"], shot: "card" },
  { press: ["Esc"], sees: ["of 14, PgDn"] },
  { press: ["Ctrl-P"], sees: ["Print once more"], shot: "list-papers" },
  { press: ["Esc"], sees: ["of 14, PgDn"] },
  {
    type: ":language",
    press: ["Enter"],
    sees: ["Your language", "Deutsch"],
    shot: "list-languages",
  },
  { press: ["Esc"], sees: ["of 14, PgDn"] },
  { type: ":receipts", press: ["Enter"], sees: ["Receipts", "A-000001"], shot: "list-receipts" },
  { press: ["1"], sees: ["Till Front counter", "gift receipt"], shot: "list-receipt" },
  { press: ["4"], sees: ["how was it paid?"], shot: "list-correct" },
  { press: ["Esc"], sees: ["of 14, PgDn"] },
  { type: ":messages", press: ["Enter"], sees: ["Messages"], shot: "list-messages" },
  { press: ["Esc"], sees: ["of 14, PgDn"] },
  { type: ":printers", press: ["Enter"], sees: ["Receipts ok"], shot: "list-printers" },
  { press: ["Esc"], sees: ["of 14, PgDn"] },
  { type: ":return 1", press: ["Enter"], sees: ["Receipt A-000001: what comes back?"] },
  { press: ["1"], sees: ["BACK 1 of 2"], shot: "list-return" },
  { press: ["F9"], sees: ["Back: why?"], shot: "list-return-reason" },
  { press: ["1"], sees: ["Refund A-000002.", "printers ok"] },
  { press: ["F10", "7"], sees: ["open a drawer"], shot: "list-drawer" },
  { press: ["1"], sees: ["OPEN: drawer 1"] },
  { type: "150", press: ["F9"], sees: ["Opened: drawer 1"] },
  { press: ["F10", "7"], sees: ["count and close"] },
  { press: ["9"], sees: ["COUNT: drawer 1"] },
  { type: "2*50", press: ["Enter"], sees: ["2 × 50.00 = 100.00."] },
  { type: "4*10", press: ["Enter"], sees: ["Together 140.00."] },
  { type: "2x0.50", sees: ["= 80 × 0.50"], shot: "drawer" },
  { press: ["Esc"], sees: ["Together"] },
  { press: ["Esc"], sees: ["of 14, PgDn"] },
  { type: ":close", press: ["Enter"], sees: ["Close of the day"], shot: "list-day" },
  { press: ["Esc"], sees: ["of 14, PgDn"] },
  { type: "7", press: ["F7"], sees: ["Table 7"] },
  { type: "400", press: ["Enter"], sees: ["1 × Croissant."] },
  { type: ";2", press: ["Enter"], sees: ["ourse 2"] },
  { type: "510", press: ["Enter"], sees: ["1 × Margherita."] },
  { press: ["F9"], sees: ["TO PAY"] },
  { press: ["Enter"], sees: ["Keep waiting"], shot: "list-held-goods" },
  { press: ["Esc"], sees: ["TO PAY"] },
  { press: ["Esc"], sees: ["of 14, PgDn"] },
  { type: "2*lat", sees: ["> 2*lat"] },
  { resize: [45, 30], sees: ["F10 "], shot: "narrow" },
  { resize: [39, 15], sees: ["The window is 39 by 15"], shot: "window-too-small" },
];

const ATTENTION: ReadonlyArray<Step> = [
  { sees: ["staff number >"] },
  ...CHIARA,
  {
    type: ":attention",
    press: ["Enter"],
    sees: ["2.40 (shift", "lead, due"],
    shot: "list-attention",
  },
  { press: ["2"], sees: ["give back 5.00 in cash"], shot: "list-attention-item" },
];

const QUEUE: ReadonlyArray<Step> = [
  { sees: ["staff number >"] },
  ...CHIARA,
  { sees: ["Kitchen and bar: OFF"] },
  {
    type: ":queue",
    press: ["Enter"],
    sees: ["Ticket A1 Bar", "OFF, Kitchen…"],
    shot: "list-queue",
  },
  { press: ["3"], sees: ["print it again, marked"], shot: "list-queued-paper" },
  { press: ["2"], sees: ["whoever needs it was told"], shot: "list-cancel-reason" },
];

const REPORTS: ReadonlyArray<Step> = [
  ...RAVI,
  { type: "2*croissant", press: ["Enter"], sees: ["2 × Croissant."] },
  { press: ["F9"], sees: ["TO PAY"] },
  { press: ["Enter"], sees: ["Paid"] },
  // The receipt is on its way to the printer for as long as a busy box needs.
  { type: ":report", press: ["Enter"], sees: ["Services", "printers ok"], shot: "list-reports" },
  { press: ["3"], sees: ["The last 7 days", "printers ok"], shot: "list-report" },
  { press: ["Esc"], sees: ["PgDn"] },
  {
    type: ":history A1",
    press: ["Enter"],
    sees: ["Order A1", "2 x Croissant, 5.20"],
    shot: "list-history",
  },
  { press: ["Esc"], sees: ["PgDn"] },
  { type: ":clockin", press: ["Enter"], sees: ["clocked in"] },
  { type: ":break", press: ["Enter"], sees: ["on a break"] },
  { type: ":who", press: ["Enter"], sees: ["break since"], shot: "list-who" },
  { press: ["Esc"], sees: [] },
  { type: ":tips", press: ["Enter"], sees: ["Tips to pay out"], shot: "list-tips" },
  { press: ["Esc"], sees: [] },
  { type: ":count", press: ["Enter"], sees: ["Sheets to count on"], shot: "list-count" },
  { press: ["Esc"], sees: ["PgDn"] },
  { type: ":receive", press: ["Enter"], sees: ["Without an order"], shot: "list-deliveries" },
  { press: ["Esc"], sees: ["PgDn"] },
  { type: ":receive -", press: ["Enter"], sees: ["Scan, or type"], shot: "list-delivery" },
  { press: ["Esc"], sees: ["Delivery -"] },
  { press: ["Esc"], sees: ["PgDn"] },
  { type: ":clockout", press: ["Enter"], sees: ["Cash to hand in"], shot: "list-evening" },
];

const TILLS: ReadonlyArray<Step> = [
  ...RAVI,
  {
    type: ":tills",
    press: ["Enter"],
    sees: [
      "B Bar: connected, has everything",
      "Kitchen not opened yet",
      "2 of 3 tills, safe on 1",
      "clock right",
    ],
    shot: "list-tills",
  },
  { press: ["Esc"], sees: ["New order"] },
  { type: ":status", press: ["Enter"], sees: ["Status", "2 of 3 tills"], shot: "list-status" },
  { press: ["Esc"], sees: ["New order"] },
  { type: ":doctor", press: ["Enter"], sees: ["Check of this box"] },
  // What else there is to know is this machine's.
  { type: "stations", sees: ["Every station and"], shot: "list-doctor" },
  { press: ["Esc", "Esc"], sees: ["New order"] },
  { type: ":revoke bar", press: ["Enter"], sees: ["Back office: Tills: B Bar", "Heard until"] },
  { press: ["PgDn", "Up", "Up"], sees: ["3  broken"] },
  { type: "sto", sees: ["Shut out B Bar: stolen", "safe on 1"], shot: "till" },
  { press: ["Esc", "PgDn", "Enter"], sees: ["B Bar: Recovery sheet", "Nothing keeps it"] },
  { type: "K7QM-2F8X", sees: ["33 characters, 8 were read"], shot: "till-sheet" },
];

const CARDS: ReadonlyArray<Step> = [
  ...RAVI,
  { type: "croissant", press: ["Enter"], sees: ["1 × Croissant."] },
  { press: ["F12"], sees: ["Which card terminal?"], shot: "list-terminals" },
  { press: ["2"], sees: ["Insert the card", "CARD 2.60"], shot: "card-terminal" },
  { press: ["Esc"], sees: ["Main took nothing"] },
  // The same key so soon after would be a nervous finger's.
  { press: ["Ctrl-V"], sees: ["Which card terminal?"] },
  { press: ["1"], sees: ["nobody knows whether Bar took 2.60"] },
  // What is looked at every few seconds comes before the picture, and goes before the one of what is settled.
  { press: ["F12"], sees: ["Ask the terminal again", "ATTENTION 1: F10"], shot: "list-card" },
  { press: ["1"], sees: ["Number of the terminal"] },
  { type: "0471", sees: ["Receipt 0471"], shot: "list-card-number" },
  { press: ["Enter"], sees: ["counts as paid by card"] },
  { press: ["Esc"], sees: ["New order"] },
  {
    type: ":cards",
    press: ["Enter"],
    sees: ["Card payments of today", "\n Front counter | Ravi"],
    shot: "list-cards",
  },
  { press: ["1"], sees: ["Tip that stands"] },
  { press: ["8"], sees: ["Type the tip in all"] },
  { type: "0.40", sees: ["3.00 in all"], shot: "list-card-tip" },
  { press: ["Esc", "Esc"], sees: ["New order"] },
  { type: "croissant", press: ["Enter"], sees: ["1 × Croissant."] },
  { type: ":byhand", press: ["Enter"], sees: ["by card? F12"] },
  { press: ["Ctrl-V"], sees: ["Paid 2.60 by card"] },
  { type: ":slip", press: ["Enter"], sees: ["What stands on the slip"] },
  { type: "0471 1234", sees: ["Slip 0471 *1234"], shot: "list-card-slip" },
  { press: ["Enter"], sees: ["slip 0471 *1234 noted"] },
  // One that is open says until which day, which no picture can hold still in two lines.
  { type: ":tabs", press: ["Enter"], sees: ["No tab by card is open."], shot: "list-tabs" },
  { press: ["Esc"], sees: ["New order"] },
  { type: "croissant", press: ["Enter"], sees: ["1 × Croissant."] },
  { type: ":cardtab 50", press: ["Enter"], sees: ["Reserve 50.00 at Bar"], shot: "list-tab" },
  { press: ["1"], sees: ["50.00 reserved at Bar", "TAB 50.00 at bar, 47.40 left"] },
];

const LARGE: ReadonlyArray<Step> = [
  { sees: ["staff number >"] },
  ...CHIARA,
  { type: "3*mocha/2", press: ["Enter"], sees: ["3 × Mocha + Oat milk."] },
  { type: "'extra hot", press: ["Enter"], sees: ["“extra hot”."] },
  { type: "club/2", press: ["Enter"], sees: ["Club sandwich"] },
  { type: "--10%", press: ["Enter"], sees: ["The order: 10% off."] },
  { type: "c", sees: ["> c", "hits"], shot: "large-window" },
];

const FLOOR: ReadonlyArray<Step> = [
  { sees: ["staff number >"] },
  { press: ["1", "Enter"], sees: ["Amira: now your PIN."] },
  { type: "1111", press: ["Enter"], sees: ["Hello Amira."] },
  { type: "12*4", press: ["F7"], sees: ["Table 12, 4 guests is open."] },
  { type: "2*burrata", press: ["Enter"], sees: ["2 × Burrata"] },
  { press: ["F2"], sees: ["Sent"] },
  { type: "3*olives", press: ["Enter"], sees: ["3 × Marinated"] },
  { type: "33*2", press: ["F7"], sees: ["Table 33, 2 guests is open"] },
  { type: "Rossi, Anna", press: ["F7"], sees: ["Rossi, Anna is open"] },
  { type: "oysters", press: ["Enter"], sees: ["1 × Oysters."] },
  { type: "Rossi, Luca", press: ["F7"], sees: ["Rossi, Luca is open"] },
  { press: ["F7"], sees: ["All tables and tabs"], shot: "list-plan" },
  { press: [">"], sees: ["Hand over to whom?"], shot: "list-hand-over" },
  { press: ["Esc"], sees: ["Nobody has ordered"] },
  { type: "rossi", press: ["F7"], sees: ["2 bills. Which one?"], shot: "list-tables" },
  { press: ["Esc"], sees: ["Nobody has ordered"] },
  { type: ">12", press: ["F7"], sees: ["Table 12 is in use"], shot: "list-move-onto" },
  { press: ["+"], sees: ["Rossi, Luca is on the bill of Table 12"] },
  { type: "33", press: ["F7"], sees: ["Table 33 is here"] },
  { type: ">12", press: ["F7", "+"], sees: ["Table 33 is on the bill of Table 12"] },
  { type: ":unmerge", press: ["Enter"], sees: ["a bill of its own again?"], shot: "list-joined" },
];

const CONSOLE: ReadonlyArray<Step> = [
  { sees: ["staff number >"] },
  ...CHIARA,
  { type: "2*weissbier", press: ["Enter"], sees: ["2 x Weissbier."] },
  { type: "creme", sees: ["> creme", "1 hit"], shot: "console" },
];

const APPROVAL: ReadonlyArray<Step> = [
  { sees: ["staff number >"] },
  { press: ["1", "Enter"], sees: ["Mia: now your PIN."] },
  { type: "1111", press: ["Enter"], sees: ["Hello Mia."] },
  { type: "croissant", press: ["Enter"], sees: ["1 × Croissant."] },
  { type: "=2.00", press: ["Enter"], sees: ["APPROVAL"] },
  { press: ["3", "Enter"], sees: ["Chiara: PIN, then Enter."] },
  { type: "33", sees: ["> **", "printers ok"], shot: "approval" },
];

const OFFICE: ReadonlyArray<Step> = [
  ...RAVI,
  { type: ":office", press: ["Enter"], sees: ["1 Products"] },
  { press: ["1"], sees: ["Back office: Products"] },
  { type: "flat white", press: ["Enter"], sees: ["Back office: Products: Flat white"] },
  { press: ["Down", "Down", "Down"], sees: ["2  Kitchen"] },
  { type: "ki", sees: ["Made at Bar → Kitchen", "printers ok"], shot: "office" },
];

const MENU: Step = { press: ["Esc"], sees: ["Back office  ", "1 Products"] };

const OFFICE_PAGES: ReadonlyArray<Step> = [
  ...RAVI,
  {
    type: ":office",
    press: ["Enter"],
    sees: ["1 Products", "Price lists", "printers ok"],
    shot: "office-menu",
  },
  { press: ["1"], sees: ["Back office: Products"] },
  { type: "flat white", press: ["Enter"], sees: ["Back office: Products: Flat white"] },
  { press: ["Down"], sees: ["3.60 is from now on"] },
  { type: "3.80 from 1.12.", sees: ["= Price 3.80 from"], shot: "office-price" },
  { press: ["Esc"], sees: ["Back office: Products: Flat white"] },
  { press: ["Esc"], sees: ["Back office: Products  "] },
  MENU,
  { press: ["3"], sees: ["Back office: Options"] },
  {
    type: "Milk",
    press: ["Enter"],
    sees: ["Back office: Options: Milk", "New option"],
    shot: "office-options",
  },
  { press: ["Esc"], sees: ["Back office: Options  "] },
  MENU,
  { press: ["5"], sees: ["Back office: Taxes"] },
  { press: ["Enter"], sees: ["Back office: Taxes: Alcohol", "Delivered"], shot: "office-taxes" },
  { press: ["Esc"], sees: ["Back office: Taxes  "] },
  MENU,
  { press: ["6"], sees: ["Back office: People"] },
  { type: "Mia", press: ["Enter"], sees: ["Back office: People: Mia"], shot: "office-person" },
  { press: ["Esc"], sees: ["Back office: People  "] },
  MENU,
  { press: ["7"], sees: ["Back office: Receipt", "Foot 1"], shot: "office-receipt" },
  MENU,
  { press: ["8"], sees: ["Back office: Shop", "Time zone"], shot: "office-shop" },
  MENU,
  { press: ["9"], sees: ["Back office: Roles"] },
  { type: "lead", press: ["Enter"], sees: ["Back office: Roles: Shift lead"], shot: "office-role" },
  { press: ["Esc"], sees: ["Back office: Roles  "] },
  MENU,
  { type: "Printers", press: ["Enter"], sees: ["Back office: Printers"] },
  {
    press: ["Down", "Enter"],
    sees: ["Back office: Printers: Kitchen and bar", "Replace by"],
    shot: "office-printer",
  },
  { press: ["Esc"], sees: ["Back office: Printers  "] },
  MENU,
  { type: "Price lists", press: ["Enter"], sees: ["Back office: Price lists"] },
  {
    type: "Happy hour",
    press: ["Enter"],
    sees: ["Back office: Price lists: Happy hour", "New price"],
    shot: "office-price-list",
  },
  { press: ["Esc"], sees: ["Back office: Price lists  "] },
  MENU,
  { type: "Tills", press: ["Enter"], sees: ["Back office: Tills"] },
  {
    type: "Backups",
    press: ["Enter"],
    sees: ["Back office: Tills: Backups"],
    shot: "office-backups",
  },
];

const STOCK: ReadonlyArray<Step> = [
  ...RAVI,
  { type: "<croissant", press: ["Enter"], sees: ["what becomes of it?"], shot: "list-fate" },
  { press: ["Esc"], sees: ["BACK Croissant"] },
  { press: ["Esc"], sees: ["PgDn"] },
  { type: ":office", press: ["Enter"], sees: ["1 Products"] },
  { type: "stock", press: ["Enter"], sees: ["! -2", "6 l"], shot: "office-stock" },
  { press: ["Enter", "Down"], sees: ["Back office: Stock: Croissant"] },
  { type: "12 0.62 Baker", sees: ["10 there now"], shot: "office-stock-article" },
];

const PLAIN: ReadonlyArray<Step> = [
  { sees: ["staff number >"] },
  { type: "3", press: ["Enter"], sees: ["Chiara: now your PIN."] },
  { type: "3333", press: ["Enter"], sees: ["new order >"] },
  { type: "2*flat white", press: ["Enter"], sees: ["1 line, 7.20 >"] },
  { type: "croissant", press: ["Enter"], sees: ["2 lines, 9.80 >"] },
  { type: ":show", press: ["Enter"], sees: ["VAT"] },
  { type: "20", press: ["F9"], sees: ["Change 10.20"], shot: "plain" },
];

const CUSTOMER: ReadonlyArray<Step> = [
  ...RAVI,
  { type: ":office", press: ["Enter"], sees: ["0 Customers"] },
  { press: ["0"], sees: ["Back office: Customers"] },
  { type: "Rossi, Anna 0660 123456", press: ["Enter"], sees: ["Rossi, Anna is a customer now."] },
  { type: "anna@example.org", sees: ["E-mail nothing →", "printers ok"], shot: "customer" },
];

const TRAINING: ReadonlyArray<Step> = [
  { sees: ["*** TRAINING ***", "staff number >"] },
  { press: ["1", "Enter"], sees: ["Mia: now your PIN."] },
  { type: "0000", press: ["Enter"], sees: ["Hello Mia."] },
  { type: ":hint", press: ["Enter"], sees: [" Keys: ", "printers ok"], shot: "training" },
];

const KITCHEN: ReadonlyArray<Step> = [
  { sees: ["1 A1", "4 A4"] },
  { type: "*1", sees: ["Ticket 1, order A1"] },
  { type: "2", sees: ["done.", "ok"], shot: "kitchen-goods" },
  { type: ".", sees: ["1 A1", "VOID", "ALLERGY"], shot: "kitchen" },
  { type: "+", sees: ["All day"], shot: "kitchen-all-day" },
  { type: ".", sees: ["4 A4"] },
  { type: "3", sees: ["Order A3 is done."] },
  { type: "-", sees: ["A3"], shot: "kitchen-recall" },
];

const PASS: ReadonlyArray<Step> = [{ sees: ["1 A1", "READY"], shot: "pass" }];

interface Sitting {
  readonly steps: ReadonlyArray<Step>;
  readonly columns: number;
  readonly rows: number;
  readonly env?: Readonly<Record<string, string>>;
  readonly command?: ReadonlyArray<string>;
  /** There is none yet. */
  readonly hasNoShop?: true;
  /** Another shop in files than the café. */
  readonly fixture?: string;
  /** What has happened in its shop. */
  readonly before?: (open: OpenTill) => void;
  /** Who else is there while it is open; returns the end of that. */
  readonly beside?: (store: string) => Promise<() => Promise<void>>;
}

/** Each in a shop of its own: what one does is no part of another's picture. */
const RUNS: ReadonlyArray<Sitting> = [
  {
    steps: FIRST_START,
    hasNoShop: true,
    columns: 80,
    rows: 24,
    env: { TZ: "Europe/Berlin", LANG: "en_US.UTF-8", LC_ALL: "en_US.UTF-8" },
  },
  { steps: COUNTER, columns: 80, rows: 24 },
  { steps: APPROVAL, columns: 80, rows: 24 },
  { steps: OFFICE, columns: 80, rows: 24 },
  { steps: OFFICE_PAGES, columns: 80, rows: 24 },
  { steps: STOCK, columns: 80, rows: 24, before: keepStock },
  { steps: PLAIN, columns: 80, rows: 24, command: ["run", "--plain"] },
  { steps: CUSTOMER, columns: 80, rows: 24 },
  { steps: ATTENTION, columns: 80, rows: 24, before: contradict },
  { steps: QUEUE, columns: 80, rows: 24, before: leavePapers },
  { steps: REPORTS, columns: 80, rows: 24 },
  { steps: TILLS, columns: 80, rows: 24, beside: openBar },
  { steps: CARDS, columns: 80, rows: 24, beside: openTerminals },
  { steps: LARGE, columns: 120, rows: 40 },
  { steps: FLOOR, columns: 80, rows: 24, fixture: "restaurant" },
  { steps: TRAINING, columns: 80, rows: 24, command: ["train"] },
  { steps: CONSOLE, columns: 80, rows: 24, env: { TERM: "linux", LANG: "C", LC_ALL: "C" } },
  {
    steps: KITCHEN,
    command: ["kitchen", "--station", "kitchen"],
    columns: 80,
    rows: 24,
    before: fillKitchen,
  },
  { steps: PASS, command: ["kitchen", "--pass"], columns: 80, rows: 24, before: fillPass },
];

const SHOP = "shop";
/**
 * So long without a byte, and a frame is whole: it is written in one piece, and read in several. A loaded machine
 * keeps a program waiting for half of it.
 */
const QUIET_MS = 300;
/** So long a picture that is expected is waited for: printers and links are looked at every few seconds. */
const LATE_MS = 15_000;
/** The only things on a screen that the wall decides. */
const TIME = /\b[0-2]\d:[0-5]\d\b/gu;
const SHOWN_TIME = "14:32";
const AGE = /\b[0-2]'/gu;
const SHOWN_AGE = "0'";
const DATE = /\b20\d\d-[01]\d-[0-3]\d\b/gu;
const SHOWN_DATE = "2026-11-20";
/** With the blanks behind it, which make up for a day of one digit. */
const DAY = /\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) \d\d? [A-Z][a-z]{2} 20\d\d\b */gu;
const SHOWN_DAY = "Fri 20 Nov 2026";
const LINK = /127\.0\.0\.1:\d{4,5}/gu;
const SHOWN_LINK = "127.0.0.1:7777";
const ROUND_TRIP = /\d+ ms/gu;
const SHOWN_ROUND_TRIP = "2 ms";

/**
 * The pictures of all screens. Rejects when one never comes. `isRight` says whether a picture is the one that is
 * expected: a machine under load draws what comes by itself, a link or a printer's state, later than it answers keys.
 */
export async function shootScreens(
  isRight: (shot: Shot) => boolean = () => true,
): Promise<ReadonlyArray<Shot>> {
  const folder = await mkdtemp(path.join(tmpdir(), "tillmesh-screens-"));
  try {
    const founded = path.join(folder, "founded");
    await found(path.join(founded, SHOP));
    const shots: Shot[] = [];
    for (const [index, run] of RUNS.entries()) {
      const own = path.join(folder, String(index));
      if (run.fixture !== undefined) await found(path.join(own, SHOP), run.fixture);
      else if (run.hasNoShop !== true) await cp(founded, own, { recursive: true });
      shots.push(...(await shoot(path.join(own, SHOP), run, isRight)));
    }
    return shots;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function shoot(
  store: string,
  { steps, columns, rows: height, env = {}, command = ["run"], hasNoShop, ...around }: Sitting,
  isRight: (shot: Shot) => boolean,
): Promise<ReadonlyArray<Shot>> {
  if (hasNoShop !== true && around.fixture === undefined) await prepare(store, around.before);
  const endBeside = await around.beside?.(store);
  const words = [NODE, TILL, ...command, "--store", store];
  const terminal = openPseudoTerminal(words, { columns, rows: height, env });
  try {
    const shots: Shot[] = [];
    let width = columns;
    for (const { press = [], type = "", resize, sees, shot } of steps) {
      terminal.type(type);
      terminal.press(...press.map((key) => KEYS.get(key) ?? key));
      if (resize !== undefined) terminal.resize(...resize);
      width = resize?.[0] ?? width;
      for (const text of sees) await terminal.sees(text);
      await quiet(terminal);
      if (shot === undefined) continue;
      const title = SCREENS[shot];
      const until = performance.now() + LATE_MS;
      let taken = take(shot, title, width);
      while (!isRight(taken) && performance.now() < until) {
        await quiet(terminal);
        taken = take(shot, title, width);
      }
      shots.push(taken);
    }
    return shots;
  } finally {
    await terminal.close();
    await endBeside?.();
  }

  function take(name: ScreenName, title: string, width: number): Shot {
    const seen = terminal.runs();
    // What it says of days there are those of laws.
    return { name, title, columns: width, rows: hasNoShop === true ? seen : seen.map(withTime) };
  }
}

/** A second till, and a third one that nobody has switched on. */
async function openBar(store: string): Promise<() => Promise<void>> {
  await joinStore(store, "C", "Kitchen");
  const bar = openTill(await joinStore(store, "B", "Bar"));
  const { promise: port, resolve } = Promise.withResolvers<string>();
  stayResident(bar, {
    onChange: () => undefined,
    onLook: () => undefined,
    onLog: (line) => {
      const told = /^takes links on port (?<port>\d+)$/u.exec(line)?.groups?.["port"];
      if (told !== undefined) resolve(told);
    },
  });
  const counter = openTill(store);
  addStaticAddress(counter.till.ledger, `127.0.0.1:${await port}`);
  await counter.close();
  return bar.close;
}

/** Two card terminals: at one a guest looks for the PIN, and the other forgets what it did. */
async function openTerminals(store: string): Promise<() => Promise<void>> {
  const [main, bar] = await Promise.all([
    servedTerminal({ faults: ["no-answer"] }),
    servedTerminal({ faults: ["drop-after-result", "no-memory"] }),
  ]);
  const counter = openTill(store);
  for (const [name, { port }] of Object.entries({ Bar: bar, Main: main })) {
    const said = { name, host: "127.0.0.1", port, settleSeconds: 0 };
    const wish = { id: name.toLowerCase(), isNew: true, said };
    const done = changeTerminal(counter.till, { number: "4", name: "Ravi" }, wish);
    if (!done.ok) throw new Error(done.fault.type);
  }
  await counter.close();
  return async () => {
    await main.close();
    await bar.close();
  };
}

/** Two croissants were sold that nobody received, and milk came. */
function keepStock(open: OpenTill): void {
  keep(open.till);
  addIngredient(open.till, "MILK", {
    unit: "l",
    packs: "crate=12",
    "reorder at": "12",
    supplier: "Dairy",
  });
  book(open, { type: "receive", sku: "MILK", quantity: 6 * ONE_IN_STOCK, cost: minor(570) });
  sellGoods(open.till, ["2*croissant"], { cash: 1000 });
}

/** Two tills worked on the same orders, and did not hear each other. */
function contradict(open: OpenTill): void {
  voidedApart(open);
  paidApart(open, 500);
}

function fillPass(open: OpenTill): void {
  fillKitchen(open);
  finishOrder(open, "A3");
}

/** The kitchen's printer is off, and nobody knows of a receipt. */
function leavePapers(open: OpenTill): void {
  sellGoods(open.till, ["2*flat white", "croissant"], { cash: 2000 });
  const receipt = open.jobs.latest(3).find(({ kind }) => kind === "receipt");
  if (receipt === undefined) throw new Error("There is no receipt.");
  const doubt = { doubts: 1, lastFault: "printer/unacknowledged", outcomeReported: true };
  open.jobs.save({ ...receipt, ...doubt, state: "uncertain" }, "queued");
  mkdirSync(paperDir(open.dir), { recursive: true });
  writeFileSync(`${rollPath(open.dir, "kitchen")}.off`, "");
}

async function found(store: string, fixture = "cafe"): Promise<void> {
  const founded = await till(["init", "--store", store, "--demo", "--fixture", fixture]);
  if (founded.code !== 0) throw new Error(founded.stderr);
}

/** With what the café's fixture lacks for one of the lists. */
async function prepare(store: string, before: Sitting["before"]): Promise<void> {
  const open = openTill(store);
  askCooking(open.till);
  before?.(open);
  await open.close();
}

async function quiet(terminal: PseudoTerminal): Promise<void> {
  for (let before = -1; before !== terminal.written().length;) {
    before = terminal.written().length;
    await new Promise((resolve) => setTimeout(resolve, QUIET_MS));
  }
}

/** No picture says when it was taken, and where the other till happened to be. */
function withTime(runs: ReadonlyArray<Run>): ReadonlyArray<Run> {
  return runs.map(({ text, ...run }) => {
    const masked = text
      .replaceAll(TIME, SHOWN_TIME)
      .replaceAll(AGE, SHOWN_AGE)
      .replaceAll(DATE, SHOWN_DATE)
      .replaceAll(DAY, (found) => SHOWN_DAY.padEnd(found.length))
      .replaceAll(LINK, (found) => SHOWN_LINK.padEnd(found.length))
      .replaceAll(ROUND_TRIP, (found) => SHOWN_ROUND_TRIP.padEnd(found.length));
    return Object.assign(run, { text: masked });
  });
}
