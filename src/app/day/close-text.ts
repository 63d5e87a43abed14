/** The open things at a close and the result of a close, as text for people and scripts. */

import { deviceName } from "../../domain/commands/office/change-device.ts";
import { type DeviceId, deviceOf } from "../../domain/identity.ts";
import { type Destination } from "../../domain/state/order-state.ts";
import { localDate, localDay } from "../../domain/text/locale.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { closeWords } from "../../words/made/close/all.ts";
import { terminalAtCloseJson, terminalAtCloseText } from "../cards/settle-all-text.ts";
import { drawerLabel } from "../drawer-label.ts";
import { drawerCalled } from "../drawers/drawer-text.ts";
import { wallToText } from "../orders/order-json.ts";
import { shopTimeText } from "../shop-time-text.ts";
import { moneyText, type Speech, sumText } from "../speech.ts";
import { type Till } from "../till/till.ts";
import { type DayWasClosed } from "./close-evening.ts";
import { dayTillToJson } from "./day-tills-json.ts";
import { dayTillsToText } from "./day-tills-text.ts";
import { isAnythingOpen, type OpenDrawer, type WhatIsOpen } from "./what-is-open.ts";

export interface OpenLine {
  readonly text: string;
  /** The command that deals with it: words after `till`. */
  readonly command: string;
}

export type CloseSpeech = Speech & { readonly till: Till; readonly nowMs: number };

/** Returns one line for each kind of open thing, or for each thing; none where nothing is open. */
export function openLines(open: WhatIsOpen, speech: CloseSpeech): ReadonlyArray<OpenLine> {
  const words = wordsIn(closeWords, speech.locale);
  const { orders, waiting, cards, drawers, tabs, people, papers, attention, tills } = open;
  const due = moneyText(orders.due, speech);
  return [
    ...lineIf(orders.count, words.orders({ count: orders.count, due }), "order list --open"),
    ...waiting.map(({ number, destination, goods }) => ({
      text: words.waiting({
        order: calledText(number, destination),
        goods: goods.map(({ name }) => name).join(", "),
      }),
      command: `order fire ${number}`,
    })),
    ...cards.map(({ name, amount }) => ({
      text: words.cards({ name, money: moneyText(amount, speech) }),
      command: "card list",
    })),
    ...drawers.map((drawer) => drawerLine(drawer, speech)),
    ...tabs.map(({ order, destination, sum, name, until }) => ({
      text: words.tab({
        order: calledText(order, destination),
        money: moneyText(sum, speech),
        name,
        until: until === undefined ? "" : localDay(until, speech.locale),
      }),
      command: `card tab book ${order}`,
    })),
    ...people.map(({ staff, name, since }) => ({
      text: words.person({ name, since }),
      command: `clock out --staff ${staff}`,
    })),
    ...lineIf(papers, words.papers({ count: papers }), "print list"),
    ...lineIf(attention, words.attention({ count: attention }), "attention list"),
    ...tills.map((one) => ({
      text: dayTillsToText([one], speech).missing ?? deviceName(one),
      command: `close --without ${one.code} --reason …`,
    })),
  ];
}

/** `B2 weber`: as people call the order. */
function calledText(number: string, { table, name }: Destination): string {
  return [number, table, name].filter((it) => it !== "").join(" ");
}

function lineIf(count: number, text: string, command: string): ReadonlyArray<OpenLine> {
  return count === 0 ? [] : [{ text, command }];
}

function drawerLine(drawer: OpenDrawer, speech: CloseSpeech): OpenLine {
  const { till, locale, nowMs } = speech;
  const words = wordsIn(closeWords, locale);
  const { place, since, by, expected, isCounted } = drawer;
  const at = shopTimeText({ ...till, locale }, since.wallMs, nowMs);
  const text = [
    words.drawer({ drawer: drawerCalled(till, place, speech), since: at, who: till.staffName(by) }),
    ...(expected === undefined ? [] : [words.expected({ money: sumText(expected, speech) })]),
    isCounted ? words.counted : words.notCounted,
  ].join(", ");
  const does = isCounted ? "close" : "count";
  return { text, command: `drawer ${does} --drawer ${drawerLabel(till, place)}` };
}

/** Returns the lines with a heading, each with its command. */
export function openToText(open: WhatIsOpen, speech: CloseSpeech): ReadonlyArray<string> {
  const words = wordsIn(closeWords, speech.locale);
  const day = localDate(open.day, speech.locale);
  if (!isAnythingOpen(open)) return [words.nothingOpen({ day })];
  return [
    words.open({ day }),
    ...openLines(open, speech).map(({ text, command }) => `  ${text} (till ${command})`),
    ...offText(open.tills, speech).map((text) => `    ${text}`),
  ];
}

/**
 * Returns what to do about tills that were not heard, such as a tablet with an empty battery: one sentence for
 * all of them, none where no such till will come back.
 */
export function offText(
  tills: WhatIsOpen["tills"],
  { locale }: Pick<Speech, "locale">,
): ReadonlyArray<string> {
  const isAway = tills.some(({ isConnected, shutOut }) => !isConnected && shutOut === undefined);
  return isAway ? [wordsIn(closeWords, locale).off] : [];
}

export function closedToText(done: DayWasClosed, speech: CloseSpeech): ReadonlyArray<string> {
  const { till, locale } = speech;
  const words = wordsIn(closeWords, locale);
  const { closed, missing, withoutZ, terminals } = done;
  const isEmpty = closed.zs.length + closed.missingZs.length + closed.ended.length === 0;
  // A till that was shut out or replaced makes no Z any more: none is promised.
  const [gone, absent] = [true, false].map((isGone) => {
    const some = missing.filter(({ shutOut }) => (shutOut !== undefined) === isGone);
    return dayTillsToText(some, speech).missing;
  });

  function name(device: DeviceId): string {
    return tillNamed(till, device);
  }

  return [
    words.closed({ day: localDate(done.day, locale), total: sumText(closed.total, speech) }),
    ...terminals.map((at) => {
      const mark = at.type === "done" ? " " : "!";
      return `${mark} ${terminalAtCloseText(at, speech)}`;
    }),
    ...(isEmpty ? [`  ${words.noTrade}`] : []),
    ...closed.zs.map(
      ({ body }) => `  ${words.z({ z: zText(body), total: moneyText(body.total, speech) })}`,
    ),
    ...closed.missingZs.map(
      (z) => `  ${words.zMissing({ z: zText(z), total: moneyText(z.total, speech) })}`,
    ),
    ...closed.ended.map(
      ({ origin, total }) =>
        `  ${words.ended({ till: name(deviceOf(origin)), total: moneyText(total, speech) })}`,
    ),
    ...closed.without.map(
      ({ device, reason }) => `  ${words.without({ till: name(device), reason })}`,
    ),
    ...(closed.closes.length > 1 ? [`  ${words.again({ closes: closed.closes.length })}`] : []),
    ...(absent === undefined ? [] : [`! ${words.missing({ tills: absent })}`]),
    ...(gone === undefined ? [] : [`! ${words.missingGone({ tills: gone })}`]),
    ...(withoutZ.length === 0
      ? []
      : [`! ${words.withoutZ({ tills: withoutZ.map(name).join(", ") })}`]),
  ];
}

function zText({ series, no }: { readonly series: string; readonly no: number }): string {
  return `${series}-${no}`;
}

/** `B Bar`. */
export function tillNamed({ ledger }: Pick<Till, "ledger">, device: DeviceId): string {
  const admitted = ledger.admission().get(device);
  return admitted === undefined ? device : deviceName(admitted);
}

export function openToJson(
  { orders, waiting, cards, drawers, tabs, people, papers, attention, tills, closes }: WhatIsOpen,
  till: Till,
): Readonly<Record<string, unknown>> {
  return {
    orders,
    waiting: waiting.map(({ id, number, destination: { table, name }, goods }) => ({
      order: id,
      number,
      table,
      name,
      goods: goods.map((it) => ({ name: it.name, quantity: it.quantity })),
    })),
    cards: cards.map(({ id, name, count, amount }) => ({ id, name, count, amount })),
    drawers: drawers.map(({ session, place, since, by, isCounted, expected }) => ({
      session,
      drawer: drawerCalled(till, place, { locale: "en" }),
      since: wallToText(since),
      by,
      counted: isCounted,
      expected: expected ?? null,
    })),
    tabs: tabs.map(({ order, destination, sum, name, until = null }) => {
      return {
        order,
        table: destination.table,
        name: destination.name,
        sum,
        terminal: name,
        until,
      };
    }),
    people: people.map(({ staff, name, since }) => ({ staff, name, since })),
    papers,
    attention,
    tills: tills.map(dayTillToJson),
    closes,
  };
}

export function closedToJson(
  { day, close, body, closed, missing, withoutZ, terminals }: DayWasClosed,
  till: Till,
): Readonly<Record<string, unknown>> {
  function code(device: DeviceId): string | null {
    return till.ledger.admission().get(device)?.code ?? null;
  }

  return {
    day,
    close,
    asked: body.asked,
    closes: closed.closes.length,
    total: closed.total,
    zs: [
      ...closed.zs.map(({ id, body: { series, no, total } }) => ({
        z: id,
        series,
        no,
        total,
        here: true,
      })),
      ...closed.missingZs.map(({ z, series, no, total }) => {
        return { z, series, no, total, here: false };
      }),
    ],
    ended: closed.ended.map(({ origin, from, to, total }) => {
      return { till: code(deviceOf(origin)), from, to, total };
    }),
    without: closed.without.map(({ device, reason }) => ({ till: code(device), reason })),
    terminals: terminals.map(terminalAtCloseJson),
    missing: missing.map(dayTillToJson),
    withoutZ: withoutZ.map(code),
  };
}

/** Nothing of the day is known to be missing. */
export function isAllThere({ closed, missing, withoutZ }: DayWasClosed): boolean {
  return closed.missingZs.length + missing.length + withoutZ.length === 0;
}
