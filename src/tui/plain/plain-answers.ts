/** Questions that a line asks and that change nothing: help, the order, the goods, how the till is. */

import { foldText } from "../../domain/entry-text.ts";
import { formatRate } from "../../domain/rates.ts";
import { type LineView } from "../../domain/views.ts";
import { COMMANDS } from "../commands.ts";
import { customerName } from "../customer-plan.ts";
import { isSent } from "../entry-plan.ts";
import { goodsPages } from "../goods-rows.ts";
import { type RegisterState } from "../register-state.ts";
import { statusFields } from "../status-fields.ts";
import { type TillContext } from "../till-context.ts";
import { inWords } from "./key-words.ts";
import { listOf, orderSentence, priceOf } from "./plain-report.ts";
import {
  categoryRow,
  courseIs,
  discountOf,
  goodsRow,
  HELP_ALWAYS,
  HELP_BY_SCREEN,
  helpRow,
  kitchenHas,
  kitchenWaits,
  lineIs,
  noPaper,
  noPaperYet,
  noSuchGoods,
  orderFor,
  orderServed,
  personRow,
  SAYS,
  taxOf,
} from "./plain-sentences.ts";
import { readWord } from "./plain-words.ts";
import { goodsOf } from "./told-line.ts";

/** Undefined for a line that asks nothing. */
export function answerOf(
  till: TillContext,
  state: RegisterState,
  line: string,
): ReadonlyArray<string> | undefined {
  const text = line.trim();
  if (text === "" && state.list !== undefined) return [...listOf(till, state), SAYS.listEnd];
  if (text === "?") return helpOf(till, state, "");
  const word = readWord(text);
  if (word?.type === "other" && word.word === "help") return helpOf(till, state, word.object);
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
export function peopleOf({ port }: TillContext): ReadonlyArray<string> {
  const staff = port.staff();
  const rows = staff.map(({ number, name, demoPin }) => personRow(number, name, demoPin));
  return staff.some(({ demoPin }) => demoPin !== undefined)
    ? [...rows, port.shop.training ? SAYS.training : SAYS.demo]
    : rows;
}

function helpOf(till: TillContext, state: RegisterState, word: string): ReadonlyArray<string> {
  const isLogIn = state.screen === "log-in";
  const own = HELP_BY_SCREEN[state.screen];
  const verbs = COMMANDS.filter(
    (command) => !command.isLater && command.available(state) === true && command.id !== "help",
  ).map(({ id, words }) =>
    helpRow(words.map((it) => `:${it}`).join(", "), inWords(till.words.descriptions[id])),
  );
  const rows = [
    ...own.map(([typed, meaning]) => helpRow(typed, meaning)),
    ...(isLogIn ? [] : verbs),
    ...HELP_ALWAYS.filter(([typed]) => !isLogIn && !own.some(([it]) => it === typed)).map(
      ([typed, meaning]) => helpRow(typed, meaning),
    ),
  ];
  const wanted = foldText(word);
  const found = wanted === "" ? [] : rows.filter((text) => foldText(text).includes(wanted));
  if (found.length > 0) return found;
  return isLogIn ? [...rows, ...peopleOf(till)] : [...rows, SAYS.helpEnd];
}

/** As the screen has it: the lines, what is off, the taxes, the sum. */
function orderOf(till: TillContext, { order }: RegisterState): ReadonlyArray<string> {
  const sum = orderSentence(till, order);
  if (order === undefined || sum === undefined) return [SAYS.emptyOrder];
  const live = order.lines.filter(({ voided }) => !voided);
  const lines = live.flatMap((line, at) => {
    const text = lineIs(line.position, goodsOf(till, line), till.money(line.gross));
    const isNext = order.course !== undefined && live[at - 1]?.course !== line.course;
    const own = line.isHeld ? kitchenWaits(text) : toldOf(line, text);
    return isNext ? [courseIs(till.words.order.course(line.course)), own] : [own];
  });
  const rate = order.discountRate === 0 ? "" : `${formatRate(order.discountRate)}, `;
  return [
    orderServed(
      order.number,
      [till.words.services[order.service], order.name].filter((text) => text !== "").join(", "),
    ),
    ...(order.customer === "" ? [] : [orderFor(customerName(till, order.customer))]),
    ...lines,
    ...(order.off === 0 ? [] : [discountOf(`${rate}${till.money(order.off)}`)]),
    ...order.taxes.map(({ label, tax }) => taxOf(label, till.money(tax))),
    sum,
  ];
}

function toldOf(line: LineView, text: string): string {
  if (!isSent(line)) return text;
  if (line.waits !== undefined) return noPaperYet(text);
  return line.kitchen === "put-aside" ? noPaper(text) : kitchenHas(text);
}

function goodsAt(till: TillContext, object: string): ReadonlyArray<string> {
  const pages = goodsPages(till.catalogue());
  if (pages.length === 0) return [SAYS.emptyCatalogue];
  if (object === "") {
    const rows = pages.map(({ name, products }, at) => categoryRow(at + 1, name, products.length));
    return [...rows, SAYS.goodsEnd];
  }
  const page = pages[Number(object) - 1];
  if (page === undefined) return [noSuchGoods(object)];
  return page.products.map((product) => {
    const code = product.plu === "" ? product.shortCode : product.plu;
    return goodsRow(code, product.name, priceOf(till, product));
  });
}
