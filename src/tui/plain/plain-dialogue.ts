/**
 * The register as a dialogue of lines: a line goes in, sentences come out. It holds the same state as
 * the screen, by the same steps; who reads and writes the lines is somebody else.
 */

import { assertNever } from "../../domain/base/assert-never.ts";
import { type GoodsReading, readScan } from "../../domain/entry/entry.ts";
import { parseBarcode } from "../../domain/goods/barcode.ts";
import { minor } from "../../domain/money/amounts.ts";
import { rowsOfOrder } from "../../domain/order/order-rows.ts";
import { foldText, foldName } from "../../domain/text/entry-text.ts";
import { localRate } from "../../domain/text/locale.ts";
import { type LineView, type OrderView } from "../../domain/views.ts";
import { exemptText, hasRow, sparedText } from "../../words/exempt-text.ts";
import { type Words } from "../../words/screen-words.ts";
import { taxChangeTexts } from "../../words/tax-change-text.ts";
import { approvalPrompt } from "../approval.ts";
import { takeBadge } from "../badge.ts";
import { COMMANDS, commandOfWord, type Command } from "../commands.ts";
import { customerName } from "../customer-plan.ts";
import { hitCount } from "../entry-hits.ts";
import { drawerPrompt } from "../entry-line.ts";
import { isSent, readLine } from "../entry-plan.ts";
import { type KeyInput, type KeyName } from "../keys/key-event.ts";
import { askHandOver } from "../lists/hand-over.ts";
import { rowsOf } from "../lists/list-rows.ts";
import { HAND_OVER } from "../lists/plan.ts";
import { lock } from "../lock.ts";
import { mergeShown } from "../move-tables.ts";
import { isPinLike } from "../person-entry.ts";
import { isPinTyped } from "../pin-check.ts";
import { type PrinterStatus } from "../ports/status-port.ts";
import { type TillPort } from "../ports/till-port.ts";
import {
  fieldOf,
  hinted,
  type LogIn,
  refused,
  type RegisterState,
  withEntryDone,
  SERIAL_WORD,
  withField,
} from "../register-state.ts";
import { chooseDigit, pressCommand, step } from "../register-step.ts";
import { goodsPages } from "../rows/goods-rows.ts";
import { MERGE } from "../rows/list-row.ts";
import { statusFields } from "../rows/status-fields.ts";
import { liveRows } from "../selected-line.ts";
import { askAboutRefusal, sellOn, withoutSellingOn } from "../sell-on.ts";
import { partNow, cashDueNow } from "../split.ts";
import { type StateHolderDeps, createStateHolder } from "../state-holder.ts";
import { type TillContext } from "../till-context.ts";
import { inWords, wordOfKey } from "./key-words.ts";
import { lineSentence } from "./line-sentence.ts";
import { offerOf, reportOf, endOfList, listOf, orderSentence, priceOf } from "./plain-report.ts";
import { categoryRow, goodsRow, personRow } from "./plain-rows.ts";
import { readWord, spelledOut, withOwnWords, type TypedWord } from "./plain-words.ts";

export interface PlainDialogue {
  /** Tells where one is, before the first line. */
  readonly begin: () => void;
  /** A line and its Enter; waits its turn while a PIN is checked. */
  readonly take: (line: string) => void;
  /** Somebody types: the lock waits. */
  readonly touched: () => void;
  /** Returns the prompt of the next line. */
  readonly prompt: () => string;
  /** Whether nobody may see what is typed so far. */
  readonly isSecret: (typed: string) => boolean;
  /** All lines are done, and no PIN is being checked. */
  readonly isIdle: () => boolean;
  readonly getState: () => RegisterState;
  /** Returns the words of the person who is there. */
  readonly words: () => Words;
  /** Locks, and says so; nothing is taken any more. */
  readonly end: () => void;
  readonly close: () => void;
}

export interface PlainDialogueDeps extends StateHolderDeps {
  /** Whether there is a prompt; without one the order's sum is printed after each line. */
  readonly hasPrompt: boolean;
  /** Called with the sentences to print now. */
  readonly onSay: (sentences: ReadonlyArray<string>) => void;
  /** Everything that was typed is done: the next line may be asked for. */
  readonly onIdle: () => void;
}

export function createPlainDialogue(deps: PlainDialogueDeps): PlainDialogue {
  const { port, hasPrompt, onSay, onIdle } = deps;
  const holder = createStateHolder<string>(deps, stepLine);
  const { getState } = holder;
  const troubles = createTroubles(port);
  let reported = getState();
  let reportedOffer: string | undefined;
  let lines: ReadonlyArray<string> = [];
  let isTaking = false;
  let isWaiting = false;

  function say(sentences: ReadonlyArray<string>): void {
    if (sentences.length > 0) onSay(sentences);
  }

  function isChecking(): boolean {
    return isPinTyped(getState());
  }

  function onChange(): void {
    const [before, after] = [reported, getState()];
    reported = after;
    const isByLine = isTaking || isWaiting;
    const change = { before, after, tellsOrder: !hasPrompt, isByLine, reportedOffer };
    reportedOffer = offerOf(holder.till, after);
    const sentences = [...reportOf(holder.till, change), ...troubles.news(holder.till)];
    // A trouble that is the message as well is said once.
    say([...new Set(sentences)]);
    // The PIN has been checked: what was typed meanwhile goes on.
    if (isWaiting && !isTaking && !isChecking()) takeAll();
  }

  function takeAll(): void {
    isTaking = true;
    while (!isChecking() && !getState().ended) {
      const [line, ...rest] = lines;
      if (line === undefined) break;
      lines = rest;
      takeOne(line);
    }
    isTaking = false;
    isWaiting = isChecking();
    if (!isWaiting) onIdle();
  }

  function takeOne(line: string): void {
    const answer = answerOf(holder.till, getState(), line);
    say(answer ?? []);
    // An answer changes nothing; but somebody is there.
    holder.dispatch(answer === undefined ? [line] : []);
  }

  holder.subscribe(onChange);

  return {
    begin: () => say([...whereOneIs(holder.till), ...troubles.news(holder.till)]),
    take: (line) => {
      lines = [...lines, line];
      if (!isTaking && !isWaiting) takeAll();
    },
    touched: () => holder.dispatch([]),
    prompt: () => promptOf(holder.till, getState()),
    isSecret: (typed) => isSecret(holder.till, getState(), typed),
    isIdle: () => !isTaking && !isWaiting,
    getState,
    words: () => holder.till.words,
    end: () => {
      const { order } = getState();
      reported = lock(holder.till, getState());
      holder.change(reported);
      say([inputEnded(holder.till, order?.number)]);
    },
    close: holder.close,
  };
}

/** A demo shop tells its PINs at once, as on its screen. */
function whereOneIs(till: TillContext): ReadonlyArray<string> {
  const { name, device } = till.port.shop;
  const where = till.words.plain.lockedAt({ shop: name, device });
  const isDemo = till.port.staff().some(({ demoPin }) => demoPin !== undefined);
  return isDemo ? [where, ...peopleOf(till)] : [where];
}

function inputEnded({ words: { plain } }: TillContext, order: string | undefined): string {
  return order === undefined
    ? plain.inputEnded
    : `${plain.inputEnded} ${plain.staysOpen({ order })}`;
}

function promptOf(till: TillContext, state: RegisterState): string {
  const { approval } = state;
  const training = till.port.shop.training ? `${till.words.plain.trainingPrompt} ` : "";
  if (approval !== undefined) return training + approvalPrompt(till.words, approval).trimStart();
  return `${training}${placeOf(till, state)} > `;
}

function placeOf(till: TillContext, state: RegisterState): string {
  const { screen, list, logIn, order, weighs } = state;
  const { plain, logIn: who } = till.words;
  if (list !== undefined) return plain.listPrompt;
  if (screen === "log-in") return logIn.step === "number" ? who.numberPrompt : "PIN";
  if (weighs !== undefined && screen === "register") {
    return weighs.lacks === "price"
      ? plain.pricePrompt({ name: weighs.name })
      : plain.weightPrompt({ name: weighs.name });
  }
  if (screen === "drawer") return drawerPrompt(till, state.drawer);
  if (order === undefined) return plain.newOrderPrompt;
  if (screen === "payment") {
    const due = cashDueNow(state) ?? order.due;
    const part = partNow(state);
    const title =
      part === undefined ? "" : `, ${till.words.splits.title({ no: part.no, of: part.of })}`;
    return plain.payPrompt({ number: order.number + title, due: till.money(minor(Math.abs(due))) });
  }
  const lines = order.lines.filter(({ voided }) => !voided).length;
  return plain.orderPrompt({ number: order.number, lines, total: till.money(order.total) });
}

/** Who is to say who they are: somebody who logs in, or who vouches for another. */
function askedPerson({ approval, screen, list, logIn }: RegisterState): LogIn | undefined {
  if (approval !== undefined) return approval.person;
  return screen === "log-in" && list === undefined ? logIn : undefined;
}

function isSecret(till: TillContext, state: RegisterState, typed: string): boolean {
  const person = askedPerson(state);
  const { isLeaving } = state;
  return person !== undefined && isPinLike(till, { step: person.step, isLeaving }, typed);
}

/* The troubles beside the sale, each printed when it begins and when it is over. */

type Facing = Pick<TillContext, "locale" | "words">;

interface Troubles {
  /** Returns the news since the last call, in the language of the person who is there. */
  readonly news: (facing: Facing) => ReadonlyArray<string>;
}

/** How many papers wait changes with each sale, and is no news: `:status` tells it. */
function createTroubles(port: TillPort): Troubles {
  let reported: ReadonlyMap<string, string> = new Map();
  let wasMeshTrouble = false;
  let printers: ReadonlyMap<string, PrinterStatus["state"]> = new Map();

  return {
    news: ({ locale, words: { plain } }) => {
      const mesh = port.mesh(locale);
      const areTillsWell = wasMeshTrouble && mesh.troubles.length === 0;
      wasMeshTrouble = mesh.troubles.length > 0;
      const now = new Map(
        [
          port.diskStatus(locale),
          port.clockStatus(locale),
          port.printStatus(locale),
          ...mesh.troubles,
          ...port.cards.troubles(locale).map(({ says }) => says),
        ]
          .filter((text) => text !== "")
          .map((text) => [text, plain.attention({ text })]),
      );
      const begun = [...now]
        .filter(([text]) => !reported.has(text))
        .map(([, sentence]) => sentence);
      reported = now;
      const before = printers;
      const states = port.printers();
      printers = new Map(states.map(({ name, state }) => [name, state]));
      const ended = areTillsWell ? [plain.tillsAreWell({ status: mesh.status })] : [];
      return [
        ...begun,
        ...ended,
        ...states.flatMap((printer) => newsOf(plain, printer, before.get(printer.name))),
      ];
    },
  };
}

function newsOf(
  plain: Words["plain"],
  { name, state }: PrinterStatus,
  before: PrinterStatus["state"] = "ok",
): ReadonlyArray<string> {
  if (state === before) return [];
  if (state === "off") return [plain.attention({ text: plain.printerIsOff({ name }) })];
  if (state === "asking") return [plain.attention({ text: plain.printerAsks({ name }) })];
  // A paper on its way is no news.
  return before === "ok" || before === "waiting" ? [] : [plain.isWell({ name })];
}

/* Questions that a line asks and that change nothing: help, the order, the goods, how the till is. */

/** Undefined for a line that asks nothing. */
export function answerOf(
  till: TillContext,
  state: RegisterState,
  line: string,
): ReadonlyArray<string> | undefined {
  const text = line.trim();
  if (text === "" && state.list !== undefined)
    return [...listOf(till, state), endOfList(till, state)];
  if (text === "?") return helpOf(till, state, "");
  const word = readWord(text, till.words);
  if (word?.type === "other" && commandOfWord(word.word, till.words)?.id === "help") {
    return helpOf(till, state, word.object);
  }
  if (word?.type !== "plain") return undefined;
  switch (word.id) {
    case "status":
      return [inWords(`${statusFields(till, state).join(", ")}.`)];
    case "show":
      return state.session === undefined ? undefined : orderOf(till, state);
    case "goods":
      return goodsAt(till, word.object);
    default:
      return undefined;
  }
}

/** Whom the till knows, as its locked screen shows them. */
function peopleOf({ port, words }: TillContext): ReadonlyArray<string> {
  const staff = port.staff();
  const rows = staff.map(({ number, name, demoPin }) => {
    const person = personRow(number, name);
    return demoPin === undefined ? person : words.plain.personPin({ person, pin: demoPin });
  });
  return staff.some(({ demoPin }) => demoPin !== undefined)
    ? [...rows, port.shop.training ? words.training.pins : words.logIn.demo]
    : rows;
}

function helpOf(till: TillContext, state: RegisterState, word: string): ReadonlyArray<string> {
  const isLogIn = state.screen === "log-in";
  const { descriptions, plain, plainHelp, verbs: ownVerbs } = till.words;
  const own = plainHelp[state.screen];
  const verbs = COMMANDS.filter(
    (command) => command.available(state) === true && command.id !== "help",
  ).map(({ id, words }) =>
    plain.helpRow({
      typed: [...spelledOut(ownVerbs[id]), ...words].map((it) => `:${it}`).join(", "),
      meaning: inWords(descriptions[id]),
    }),
  );
  const rows = [
    ...own.map(([typed, meaning]) =>
      plain.helpRow({ typed: withOwnWords(typed, till.words), meaning }),
    ),
    ...(isLogIn ? [] : verbs),
    ...plainHelp.always
      .filter(([typed]) => !isLogIn && !own.some(([it]) => it === typed))
      .map(([typed, meaning]) =>
        plain.helpRow({ typed: withOwnWords(typed, till.words), meaning }),
      ),
  ];
  const wanted = foldText(word);
  const found = wanted === "" ? [] : rows.filter((text) => foldText(text).includes(wanted));
  if (found.length > 0) return found;
  return isLogIn ? [...rows, ...peopleOf(till)] : [...rows, plain.helpEnd];
}

/** Returns the order as the screen has it: the lines, the discount, the taxes, the sum. */
function orderOf(till: TillContext, { order }: RegisterState): ReadonlyArray<string> {
  const { plain, services, whyNot } = till.words;
  const sum = orderSentence(till, order);
  if (order === undefined || sum === undefined) return [whyNot.orderEmpty];
  const live = rowsOfOrder(order.lines).filter(({ voided }) => !voided);
  const lines = live.flatMap((line, at) => {
    const text = lineSentence(till, line);
    const isNext = order.course !== undefined && live[at - 1]?.course !== line.course;
    const own = line.isOnHold ? plain.kitchenWaits({ text }) : kitchenSentence(plain, line, text);
    return isNext
      ? [plain.courseIs({ course: till.words.order.course({ course: line.course }) }), own]
      : [own];
  });
  const rate = order.discountRate === 0 ? "" : `${localRate(order.discountRate, till.locale)}, `;
  const off = `${rate}${till.money(order.off)}`;
  const goods = (order.offGoods ?? []).join(", ");
  return [
    plain.orderServed({
      number: order.number,
      service: [services[order.service], order.name].filter((text) => text !== "").join(", "),
    }),
    ...(order.customer === ""
      ? []
      : [plain.orderFor({ customer: customerName(till, order.customer) })]),
    ...lines,
    ...returnsOf(till, order),
    ...(order.off === 0
      ? []
      : [goods === "" ? plain.discountOf({ off }) : plain.goodsDiscountOf({ goods, off })]),
    ...(order.exempt === undefined ? [] : [`${exemptText(order.exempt, till.locale)}.`]),
    ...order.taxes.filter(hasRow).map(({ label, tax, exempt }) =>
      exempt === undefined
        ? plain.taxOf({ label, tax: till.money(tax) })
        : plain.taxOf({
            label: sparedText(label, till.locale),
            tax: till.money(minor(0 - exempt)),
          }),
    ),
    ...taxChangeTexts(order.taxChanges, till.locale).map((text) => `${text}.`),
    sum,
  ];
}

function returnsOf(till: TillContext, { returns }: OrderView): ReadonlyArray<string> {
  return returns.flatMap(({ number, lines }) =>
    lines.map(({ name, soldBy, quantity, amount }) => {
      const goods = `${till.times(quantity, soldBy)}${name} ${till.money(amount)}`;
      return `${goods}, ${till.words.order.ofReceipt({ number })}`;
    }),
  );
}

function kitchenSentence(plain: Words["plain"], line: LineView, text: string): string {
  if (!isSent(line)) return text;
  if (line.waits?.for === "doubt") return plain.perhapsOnPaper({ text });
  if (line.waits !== undefined) return plain.noPaperYet({ text });
  return line.kitchen === "put-aside" ? plain.noPaper({ text }) : plain.kitchenHas({ text });
}

function goodsAt(till: TillContext, object: string): ReadonlyArray<string> {
  const pages = goodsPages(till.catalogue());
  const { plain, side } = till.words;
  if (pages.length === 0) return [side.noGoods];
  if (object === "") {
    const rows = pages.map(({ name, products }, at) => categoryRow(at + 1, name, products.length));
    return [...rows, plain.goodsEnd];
  }
  const page = pages[Number(object) - 1];
  if (page === undefined) return [plain.noCategory({ page: object })];
  return page.products.map((product) => {
    const code = product.plu === "" ? product.shortCode : product.plu;
    return goodsRow(code, product.name, priceOf(till, product));
  });
}

/** The signs of a digit row or keypad that choose a row of a list. */
const LIST_SIGN = /^[0-9*+./,-]$/u;
const SCANNED = /^\d{8,14}$/u;

/**
 * One line and its Enter, one step: what the same line and Enter do on the screen, by the same steps.
 *
 * The line takes the place of what stood there, because nobody can edit what was said before. Two
 * things differ, as nobody sees a preview here: a search that more goods fit asks before it adds, and
 * an empty line takes nothing from a list.
 */
export function stepLine(till: TillContext, state: RegisterState, line: string): RegisterState {
  const next = stepped(till, state, line.trim());
  // The back office is walked by arrows; commands do everything that it does.
  if (next.screen === "office")
    return refused({ ...state, list: undefined }, till.words.plain.noOffice);
  if (next.goesToTraining !== undefined) return refused(state, till.words.plain.noTraining);
  return tidied(till, state, next);
}

function stepped(till: TillContext, state: RegisterState, text: string): RegisterState {
  const isLogIn = state.screen === "log-in" && state.list === undefined;
  const word = readWord(text, till.words);
  const badge = takeBadge(till, state, { type: "scan", code: text, echoed: "" });
  if (badge !== undefined) return badge;
  if (state.approval !== undefined) return stepApproval(till, state, text);
  if (text === "") return state.list === undefined ? press(till, state, "enter") : state;
  if (word?.type === "plain" || word?.type === "number") return stepWord(till, state, word);
  // On the log-in screen the log-in itself reads a word, whatever list is open.
  if (isLogIn || (word !== undefined && state.screen === "log-in")) {
    return entered(till, { ...state, list: undefined }, text);
  }
  if (word !== undefined) return stepCommand(till, state, word);
  const key = state.screen === "log-in" ? undefined : keyOfLine(till, text);
  if (key !== undefined) return stepped(till, state, key);
  if (isScan(till, state, text)) {
    return step(till, state, { type: "scan", code: text, echoed: "" });
  }
  if (state.list !== undefined) return stepList(till, state, text);
  if (state.text === SERIAL_WORD && till.read(text).type === "nothing") {
    return stepped(till, withField(state, ""), SERIAL_WORD + text);
  }
  if (text.startsWith("!") && isVagueCount(till, text.replace(/^!\s*\*?/u, ""))) {
    return refused(state, till.words.plain.moreOfName);
  }
  const typed = withTyped(till, state, text);
  return isAmbiguous(till, typed)
    ? hinted(typed, till.words.plain.whichOne)
    : press(till, typed, "enter");
}

/** `20 F9`, as the screen's help has it, is `:pay 20`; unless goods are called so. */
function keyOfLine(till: TillContext, text: string): string | undefined {
  const worded = wordOfKey(text);
  return worded === undefined || till.read(text).type === "goods" ? undefined : worded;
}

/** Who vouches says who they are; all else that counts is to leave it, or the till. */
function stepApproval(till: TillContext, state: RegisterState, text: string): RegisterState {
  if (text === "" || !text.startsWith(":")) return entered(till, state, text);
  const word = readWord(text, till.words);
  if (word?.type === "plain" && word.id === "back") return stepBack(till, state);
  const command = word?.type === "other" ? commandOfWord(word.word, till.words) : undefined;
  return press(till, state, command?.keys[0] ?? "tab");
}

/** Many goods begin like it, and none is called so. */
function isAmbiguous(till: TillContext, state: RegisterState): boolean {
  if (state.screen !== "register") return false;
  const reading = readLine(till, state);
  return reading.type === "goods" && isSearch(reading, state.text);
}

/** Whether the text is vague where nobody can be asked: then the act would be more than a line. */
function isVague(till: TillContext, text: string): boolean {
  const reading = till.read(text);
  return reading.type === "goods" && isSearch(reading, text);
}

/** The number may stand before the name, behind it, or be missing. */
function isVagueCount(till: TillContext, text: string): boolean {
  const name = till.read(text).type === "goods" ? text : text.replace(/ [\d.,]+$/u, "");
  return isVague(till, name);
}

function isSearch({ by, hits, product }: GoodsReading, text: string): boolean {
  const isByName = by === "name" || by === "words";
  return isByName && hits.length > 1 && !foldText(text).includes(foldName(product.name));
}

/** A code of goods or of a receipt, also where digits are money or a list is open. */
function isScan(till: TillContext, { screen }: RegisterState, text: string): boolean {
  if (screen === "log-in" || !SCANNED.test(text)) return false;
  return parseBarcode(text).ok || readScan(text, till.index()) !== undefined;
}

function stepWord(
  till: TillContext,
  state: RegisterState,
  word: Exclude<TypedWord, { type: "other" }>,
): RegisterState {
  if (word.type === "number") return chooseNumber(till, state, word.number);
  switch (word.id) {
    case "back":
      return stepBack(till, state);
    case "last":
      return state.lastText === "" || state.screen === "log-in"
        ? refused(state, till.words.plain.noLastLine)
        : stepped(till, { ...state, lastText: "" }, state.lastText);
    case "line":
      return selectLine(till, state, word.object);
    // Answers, which change nothing.
    case "show":
    case "goods":
    case "status":
      return state;
    default:
      return assertNever(word.id, "word");
  }
}

/** Esc, with whatever was typed before a list or a question: nobody sees it standing there. */
function stepBack(till: TillContext, state: RegisterState): RegisterState {
  const next = press(till, state, "escape");
  if (state.approval !== undefined) return withoutText(next);
  if (state.list !== undefined) {
    if (next.list !== undefined) return stepBack(till, next);
    return next.text === state.text && next.text !== "" ? withEntryDone(next) : next;
  }
  // The sum that was asked about has gone; what asked goes too.
  const isQuestion = state.screen === "payment" && state.confirmedSum === undefined;
  return isQuestion && state.text !== "" ? press(till, next, "escape") : next;
}

function chooseNumber(till: TillContext, state: RegisterState, number: number): RegisterState {
  const next = step(till, state, { type: "hit", number });
  return next === state ? refused(state, till.words.plain.noHit({ number })) : next;
}

/** The line that commands are about from now on; the last one again when none is named. */
function selectLine(till: TillContext, state: RegisterState, object: string): RegisterState {
  if (object === "") return { ...state, lineId: undefined };
  const line = liveRows(state).find(({ position }) => String(position) === object)?.lines[0];
  return line === undefined
    ? refused(state, till.words.plain.noLine({ position: object }))
    : { ...state, lineId: line.id, stayedId: undefined };
}

/** The key of that word, with its object typed before it. */
function stepCommand(
  till: TillContext,
  state: RegisterState,
  { word, object }: Extract<TypedWord, { type: "other" }>,
): RegisterState {
  const command = commandOfWord(word, till.words);
  if (command === undefined) return refused(state, till.words.plain.noWord({ word }));
  if (command.id === "away" && isVague(till, object))
    return refused(state, till.words.plain.moreOfName);
  // Without an object the till still asks about the same sum.
  const soldOn = command.id === "pay" && object === "" ? sellOn(till, state) : undefined;
  if (soldOn !== undefined) return soldOn;
  const present = withoutSellingOn(state);
  const before = object === "" ? withoutObject(present, command) : withTyped(till, present, object);
  return askAboutRefusal(till, before, {
    after: pressCommand(till, before, command),
    again: (again) => pressCommand(till, again, command),
  });
}

/** The text on the line was no object, but the sum of the question still holds. */
function withoutObject(state: RegisterState, { id }: Command): RegisterState {
  const isAsked = state.screen === "payment" && (id === "pay" || id === "card");
  return isAsked ? state : withoutText(state);
}

function withoutText(state: RegisterState): RegisterState {
  if (state.list !== undefined || state.text === "") return state;
  return { ...withField(state, ""), lastText: state.text };
}

/** A sign chooses; anything else searches, and is the row when only one fits. */
function stepList(till: TillContext, state: RegisterState, text: string): RegisterState {
  if (state.list?.type === "plan") return stepPlan(till, state, text);
  if (LIST_SIGN.test(text)) return chooseDigit(till, state, text);
  const found = withField(withField(state, ""), text);
  const rows = rowsOf(till, found);
  const at = rows.findIndex(({ label }) => foldText(label) === foldText(text));
  if (at >= 0 || rows.length === 1) {
    return step(till, found, { type: "hit", number: Math.max(0, at) + 1 });
  }
  return rows.length === 0
    ? refused(withField(state, ""), till.words.plain.noRow({ text }))
    : found;
}

/** Any text is a table or a guest; `12>` hands table 12 over. */
function stepPlan(till: TillContext, state: RegisterState, text: string): RegisterState {
  if (text === MERGE) return mergeShown(till, state) ?? state;
  const what = text.endsWith(HAND_OVER) ? text.slice(0, -HAND_OVER.length).trim() : text;
  const typed = withField(state, what);
  return what === text ? press(till, typed, "enter") : askHandOver(till, typed);
}

function entered(till: TillContext, state: RegisterState, text: string): RegisterState {
  return press(till, withTyped(till, state, text), "enter");
}

function withTyped(till: TillContext, state: RegisterState, text: string): RegisterState {
  const { lastText } = state;
  const typed: KeyInput = { type: "text", text };
  // The text goes to the line, whatever list is open.
  const open = { ...withField({ ...state, list: undefined }, ""), lastText };
  return { ...step(till, open, typed), list: state.list };
}

function press(till: TillContext, state: RegisterState, key: KeyName): RegisterState {
  return step(till, state, { type: "key", key });
}

/**
 * Nothing stands on the line but what the till has asked about: an empty line would do it again.
 * `:last` brings back what was refused.
 */
function tidied(till: TillContext, before: RegisterState, next: RegisterState): RegisterState {
  if (next.list !== undefined) return next;
  const isLeft = next.screen === "log-in" && before.screen !== "log-in";
  const { laidInput } = next;
  if (isLeft && laidInput !== undefined && laidInput.text !== "") {
    return { ...next, laidInput: { ...laidInput, text: "", lastText: laidInput.text } };
  }
  const isNew = next.message !== before.message && next.message?.level === "error";
  if (!isNew || fieldOf(next) === "") return next;
  if (next.screen === "log-in") return withField(next, "");
  // Its hits have still to be chosen from.
  if (next.screen === "register" && hitCount(next, readLine(till, next)) > 0) return next;
  return { ...withField(next, ""), lastText: next.text };
}
