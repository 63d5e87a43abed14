/**
 * What a cashier meets, in each language: nothing is too wide for its line or column, and no English is
 * left in another one.
 */

import { describe, expect, test } from "vitest";

import { type Locale } from "../../src/domain/text/locale.ts";
import { textWidth } from "../../src/domain/text/text-width.ts";
import { orderRows } from "../../src/tui/panes/order-rows.ts";
import { sideRows } from "../../src/tui/panes/side-rows.ts";
import { planOf } from "../../src/tui/register-step.ts";
import { helpRows } from "../../src/tui/rows/help-rows.ts";
import { statusFields } from "../../src/tui/rows/status-fields.ts";
import { wordsFor } from "../../src/words/screen-words.ts";
import { cutRows, englishIn } from "../support/english-left.ts";
import { LANGUAGES, TRANSLATIONS } from "../support/languages.ts";
import { loggedIn, type Session, started } from "../support/pressed-register.ts";

const COLUMNS = 80;
/** The pane beside the order, and the order's own. */
const SIDE_CELLS = 39;
const ORDER_CELLS = 40;
const HEIGHT = 20;
/** What the sign of its level leaves a message. */
const MESSAGE_CELLS = COLUMNS - " ! ".length;
const REASON_CELLS = COLUMNS - "   - ".length;
const PREVIEW_CELLS = COLUMNS - "   =   (Entrée)".length;

describe.each(TRANSLATIONS)("in %s, from the log-in to the change", (locale) => {
  test("no English is left", async () => {
    const left = (await walk(locale)).flatMap(({ text }) => englishIn(text, locale));

    expect(left).toEqual([]);
  });
});

describe.each(LANGUAGES)("in %s, what stands there", (locale) => {
  test("each line shows all of its text", async () => {
    const cut = (await walk(locale)).flatMap(({ lines }) => lines.filter(isCut));

    expect(cut.map(({ text }) => text)).toEqual([]);
  });
});

describe.each(TRANSLATIONS)("in %s, beside and below the order", (locale) => {
  test("each row of the panes is as it is where there is more room", async () => {
    const steps = await walk(locale);
    const cut = steps.flatMap(({ narrow, wide }) => cutRows(narrow, wide));

    expect(cut).toEqual([]);
  });
});

test("English is what the walk would find", async () => {
  const found = (await walk("en")).filter(({ text }) => englishIn(text, "en").length > 0);

  expect(found.length).toBeGreaterThan(20);
});

test.each([
  ["de", "3 × Latte = 10,20", /bar 100,00, Rückgeld \d+,\d\d/u],
  ["fr", "3 × Latte = 10,20", /espèces 100,00, monnaie \d+,\d\d/u],
  ["es", "3 × Latte = 10,20", /efectivo 100,00, cambio \d+,\d\d/u],
  ["nl", "3 × Latte = 10,20", /contant 100,00, terug \d+,\d\d/u],
  ["it", "3 × Latte = 10,20", /contanti 100,00, resto \d+,\d\d/u],
  ["pt", "3 × Latte = 10,20", /numerário 100,00, troco \d+,\d\d/u],
  ["pl", "3 × Latte = 10,20", /gotówka 100,00, reszta \d+,\d\d/u],
] as const)(
  "the walk in %s comes to the goods and to the change",
  async (locale, goods, change) => {
    const seen = (await walk(locale)).map(({ text }) => text).join("\n");

    expect(seen).toContain(goods);
    expect(seen).toMatch(change);
  },
);

test.each([
  ["de", ":zahlen 20", "3,40 bar bezahlt. Bon A-000001."],
  ["fr", ":payer 20", "3,40 payés en espèces. Ticket A-000001."],
  ["es", ":cobrar 20", "3,40 pagado en efectivo. Ticket A-000001."],
  ["nl", ":betalen 20", "3,40 contant betaald. Bon A-000001."],
  ["it", ":paga 20", "Pagati 3,40 in contanti. Scontrino A-000001."],
  ["pt", ":cobrar 20", "3,40 pago em numerário. Talão A-000001."],
  ["pl", ":zaplata 20", "Zapłata gotówką: 3,40. Paragon A-000001."],
] as const)("%s takes its own words after the colon", async (locale, pay, message) => {
  const it = await loggedIn(inLocale(locale));

  it.type("lat").press("Enter");
  it.type(pay).press("Enter");

  expect(it.message()).toBe(message);
});

interface Line {
  readonly text: string;
  readonly room: number;
}

interface Step {
  /** All that stands there, but names of goods and people. */
  readonly text: string;
  readonly lines: ReadonlyArray<Line>;
  /** The panes at 80 columns, and with more room. */
  readonly narrow: ReadonlyArray<string>;
  readonly wide: ReadonlyArray<string>;
}

const walks = new Map<Locale, Promise<ReadonlyArray<Step>>>();

/** Every screen and list, what Enter would do and what was said: walked once for each language. */
async function walk(locale: Locale): Promise<ReadonlyArray<Step>> {
  const known = walks.get(locale) ?? walkThrough(locale);
  walks.set(locale, known);
  return known;
}

async function walkThrough(locale: Locale): Promise<ReadonlyArray<Step>> {
  const locked = started("1", inLocale(locale));
  const steps = [stepOf(locked)];
  locked.press("x");
  steps.push(stepOf(locked));
  const it = await loggedIn(inLocale(locale));
  for (const keys of KEYS) {
    if (keys.startsWith("type ")) it.type(keys.slice(5));
    else it.press(keys);
    steps.push(stepOf(it));
  }
  return steps;
}

const KEYS = [
  "F1 | PgDn | F1 | F9 | F5 | F2 | F4 | F7 | Esc | F8 | F6 | F12 | type zzz | Enter | Esc",
  "type -10 | Enter | Esc | type $5 | Enter | Esc | type 88 | Enter | Esc",
  "type 100/9 | Enter | Esc | type &x | Enter | Esc | type :nix | Enter | Esc",
  "type ?100 | Enter | type 3*lat | Enter | type lat/ | Esc | type + | Enter",
  "type *3 | Enter | type 'heiss | Enter | type =3.40 | Enter | type -10% | Enter",
  "type -0% | Enter | type --1.00 | Enter | type !100 | Enter | Ctrl-P | 1 | F10",
  "type xyz | Enter | Esc | Esc | type 10 | F4 | Esc | F3 | F3 | type 100 | F3 | F2",
  "F5 | type * | 1 | F6 | F6 | 1 | type 9 :return | Esc | type :return 9 | Enter",
  "1 | F9 | 1 | F9 | F9 | type 20. | Enter | Esc | Esc | Esc | type * | F5 | 1 | F6",
  "type 3*lat | Enter | F9 | type 100 | Enter | type 1 | Esc | Ctrl-L | Enter | F2",
  "F10",
].flatMap((line) => line.split(" | "));

function isCut({ text, room }: Line): boolean {
  return textWidth(text) > room;
}

function stepOf({ store, message }: Session): Step {
  const { till } = store;
  const state = store.getState();
  const side = { width: SIDE_CELLS, height: HEIGHT, signs: "all", block: "#" } as const;
  const order = { width: ORDER_CELLS, height: HEIGHT, signs: "all" } as const;
  const wider = { width: COLUMNS, height: HEIGHT, signs: "all" } as const;
  const isLocked = state.screen === "log-in" && state.list === undefined;
  const plan = isLocked ? undefined : planOf(till, state);
  const said = { text: message(), room: MESSAGE_CELLS };
  const planned =
    plan === undefined || plan.type === "idle"
      ? { text: "", room: COLUMNS }
      : "why" in plan
        ? { text: plan.why, room: REASON_CELLS }
        : { text: plan.preview, room: PREVIEW_CELLS };
  // The goods beside an empty line have columns of their own in a larger window.
  const isGoods = state.list === undefined && state.text === "" && state.screen === "register";
  const panes = state.showsHelp
    ? [helpRows(state, wider), helpRows(state, { ...wider, width: 2 * COLUMNS })]
    : [
        [...orderRows(till, state, order), ...(isGoods ? [] : sideRows(till, state, side))],
        [
          ...orderRows(till, state, wider),
          ...(isGoods ? [] : sideRows(till, state, { ...side, width: COLUMNS })),
        ],
      ];
  const [narrow = [], wide = []] = panes.map((rows) => rows.map(({ text }) => text));
  return {
    text: [...narrow, ...statusFields(till, state), said.text, planned.text].join("\n"),
    lines: [said, planned],
    narrow,
    wide,
  };
}

function inLocale(locale: Locale): Parameters<typeof loggedIn>[0] {
  return ({ shop }) => ({
    shop: { ...shop, locale },
    mesh: () => ({ status: wordsFor({ locale }).status.singleTill, troubles: [] }),
    tills: () => [],
    staff: () => [{ number: "1", name: "Anna", demoPin: "1234" }],
  });
}
