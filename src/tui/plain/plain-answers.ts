/** Questions that a line asks and that change nothing: help, the order, the goods, how the till is. */

import { foldText } from "../../domain/entry-text.ts";
import { exemptText, hasRow, sparedText } from "../../domain/exempt-text.ts";
import { localRate } from "../../domain/locale.ts";
import { minor } from "../../domain/money/amounts.ts";
import { type LineView, type OrderView } from "../../domain/views.ts";
import { COMMANDS, commandOfWord } from "../commands.ts";
import { customerName } from "../customer-plan.ts";
import { isSent } from "../entry-plan.ts";
import { type RegisterState } from "../register-state.ts";
import { goodsPages } from "../rows/goods-rows.ts";
import { statusFields } from "../rows/status-fields.ts";
import { type TillContext } from "../till-context.ts";
import { type Words } from "../words.ts";
import { inWords } from "./key-words.ts";
import { endOfList, listOf, orderSentence, priceOf } from "./plain-report.ts";
import { categoryRow, goodsRow, personRow } from "./plain-rows.ts";
import { readWord, spelledOut, withOwnWords } from "./plain-words.ts";
import { goodsOf } from "./told-line.ts";

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
export function peopleOf({ port, words }: TillContext): ReadonlyArray<string> {
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
    (command) => !command.isLater && command.available(state) === true && command.id !== "help",
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

/** As the screen has it: the lines, what is off, the taxes, the sum. */
function orderOf(till: TillContext, { order }: RegisterState): ReadonlyArray<string> {
  const { plain, services, whyNot } = till.words;
  const sum = orderSentence(till, order);
  if (order === undefined || sum === undefined) return [whyNot.orderEmpty];
  const live = order.lines.filter(({ voided }) => !voided);
  const lines = live.flatMap((line, at) => {
    const text = plain.lineIs({
      position: line.position,
      goods: goodsOf(till, line),
      gross: till.money(line.gross),
    });
    const isNext = order.course !== undefined && live[at - 1]?.course !== line.course;
    const own = line.isHeld ? plain.kitchenWaits({ text }) : toldOf(plain, line, text);
    return isNext
      ? [plain.courseIs({ course: till.words.order.course({ course: line.course }) }), own]
      : [own];
  });
  const rate = order.discountRate === 0 ? "" : `${localRate(order.discountRate, till.locale)}, `;
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
    ...(order.off === 0 ? [] : [plain.discountOf({ off: `${rate}${till.money(order.off)}` })]),
    ...(order.exempt === undefined ? [] : [`${exemptText(order.exempt, till.locale)}.`]),
    ...order.taxes.filter(hasRow).map(({ label, tax, exempt }) =>
      exempt === undefined
        ? plain.taxOf({ label, tax: till.money(tax) })
        : plain.taxOf({
            label: sparedText(label, till.locale),
            tax: till.money(minor(0 - exempt)),
          }),
    ),
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

function toldOf(plain: Words["plain"], line: LineView, text: string): string {
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
