import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { thousandths } from "../../../src/domain/money/amounts.ts";
import {
  type CardPort,
  type TerminalNews,
  type TerminalTrouble,
} from "../../../src/tui/ports/card-port.ts";
import { noCards } from "../../support/no-cards.ts";
import { type Spoken, locked, spokenTo } from "../../support/plain-register.ts";
import { COLA, UNKNOWN, withSession } from "../../support/pressed-register.ts";

describe("a line does what it and Enter do on the screen", () => {
  test("goods are added, and their line and the order's sum are told in one line", async () => {
    const { says, done } = await spokenTo();

    expect(says("100")).toEqual(["1 × Coffee. Line 1: 2.80. Order A1: 1 line, 2.80."]);
    expect(says("2*101/2")).toEqual([
      "2 × Latte + Oat milk. Line 2: 7.80. Order A1: 2 lines, 10.60.",
    ]);
    expect(done()).toEqual(["add 1 COFFEE", "add 2 LATTE"]);
  });

  test("where a prompt has the order's sum, a line does not repeat it", async () => {
    const { says, dialogue } = await spokenTo({ hasPrompt: true });

    expect(dialogue.prompt()).toBe("new order > ");
    expect(says("100")).toEqual(["1 × Coffee. Line 1: 2.80."]);
    expect(dialogue.prompt()).toBe("order A1, 1 line, 2.80 > ");
    says("100", ":pay");
    expect(dialogue.prompt()).toBe("pay A1, 5.60 > ");
  });

  test("a key with what it is pressed on is the word of it", async () => {
    const { says, done } = await spokenTo();
    says("100", "101");

    expect(says("2 F5")).toEqual(["1 × Latte taken off. Order A1: 1 line, 2.80."]);
    expect(says("ctrl-z")[0]).toMatch(/Latte|undo/iu);
    expect(says("20 f9")[0]).toMatch(/^Paid .+ in cash\./u);
    expect(done()).toContain("cash 2000");
    expect(says("20 F11")[0]).toMatch(/^Attention: /u);
  });

  test("a line that has changed is told as it is now", async () => {
    const { says } = await spokenTo();
    says("101", "100");

    expect(says("+")).toEqual([
      "1 × Coffee more. Line 2: 2 × Coffee, 5.60. Order A1: 2 lines, 9.00.",
    ]);
    expect(says(":line 1")).toEqual(["Line 1: 1 × Latte, 3.40."]);
    expect(says("'no foam")).toEqual(["Latte “no foam”. Line 1: 1 × Latte, “no foam”, 3.40."]);
    expect(says("-10%")).toEqual([
      "Latte: 10% off. Line 1: 1 × Latte, 10% off, “no foam”, 3.06. Order A1: 2 lines, 8.66.",
    ]);
    expect(says(":line 7")).toEqual(["Attention: There is no line 7 on this order."]);
    expect(says(":void 1")).toEqual(["1 × Latte taken off. Order A1: 1 line, 5.60."]);
  });

  test("what is wrong is told by a word, and the next line begins anew", async () => {
    const { says, done } = await spokenTo();

    expect(says("xyz")).toEqual(["Attention: Nothing is called “xyz”. :back clears, ? helps."]);
    expect(says("")).toEqual([]);
    expect(says(":nothing")).toEqual(["Attention: There is no :nothing; ? tells what there is."]);
    expect(says("=oops")).toHaveLength(1);
    expect(done()).toEqual([]);
  });

  test("an empty line does nothing in the register", async () => {
    const { says, done } = await spokenTo();

    expect(says("")).toEqual([]);
    says("100");
    expect(says("", "", "")).toEqual([]);
    expect(done()).toEqual(["add 1 COFFEE"]);
  });

  test("a code is goods wherever it comes, and never money", async () => {
    const { says, done } = await spokenTo();

    expect(says(COLA)[0]).toContain("1 × Cola 0.33.");
    expect(says(UNKNOWN)).toEqual([`Attention: Unknown code ${UNKNOWN}: nothing was added.`]);
    says(":pay");
    expect(says(COLA)).toEqual([
      "Cola 0.33 is kept until after the payment.",
      "cash 3.25: Enter takes it.",
    ]);
    expect(says("")).toEqual([
      "Order A1 is paid, receipt A-000001. No change. " +
        "Scanned before: Cola 0.33. Enter adds it, :back drops it.",
      "Cola 0.33 = 3.25: Enter does it.",
    ]);
    says("");
    expect(done()).toEqual(["add 1 COLA", "cash 325", "add 1 COLA"]);
  });

  test(":last does the last line again, also one that was refused", async () => {
    const { says, done } = await spokenTo();

    expect(says(":last")).toEqual(["Attention: No line has been typed before this one."]);
    says("2*100", ":last");
    expect(done()).toEqual(["add 2 COFFEE", "add 2 COFFEE"]);
    says("2 latte");
    expect(says(":last")[0]).toContain("2*latte");
  });
});

describe("a name that more goods have", () => {
  test("asks, and Enter takes the first", async () => {
    const { says, done } = await spokenTo();

    expect(says("lat")).toEqual([
      "More than one is called so: Enter takes the first, :2 the second; :back none.",
      ":1 Latte, 3.40",
      ":2 Latte oat, 3.90",
      "Latte = 3.40: Enter does it.",
    ]);
    expect(done()).toEqual([]);
    expect(says("")).toEqual(["1 × Latte. Line 1: 3.40. Order A1: 1 line, 3.40."]);
  });

  test("a number takes that one, with the quantity that was typed", async () => {
    const { says, done } = await spokenTo();

    says("3*lat", ":2");

    expect(done()).toEqual(["add 3 LATTE-OAT"]);
    expect(says(":2")).toEqual(["Attention: Nothing was listed as 2."]);
  });

  test("another line or :back leaves it, and nothing of it stays", async () => {
    const { says, done } = await spokenTo();

    says("lat", "100", "lat", ":back", "");

    expect(done()).toEqual(["add 1 COFFEE"]);
  });

  test.each(["!lat", "!*lat", ":away lat", ":away 2*lat"])(
    "%s is refused: nobody sees whose it is",
    async (line) => {
      const { says, done } = await spokenTo();

      expect(says(line)).toEqual([
        "Attention: More than one is called so: type more of the name, or its number.",
      ]);
      expect(says("", ":away 102", "!co")).toEqual(["Coffee is sold out, on every till."]);
      expect(done()).toEqual(["service takeaway", "add 1 LATTE-OAT", "sold out COFFEE"]);
    },
  );

  test("the whole name is no question, and neither are numbers and short codes", async () => {
    const { says, done } = await spokenTo();

    says("latte", "2*licor", "la", "110");

    expect(done()).toEqual(["add 1 LATTE", "add 2 LICOR", "add 1 LATTE", "add 1 COLA"]);
  });
});

describe("payment", () => {
  test("says before what Enter takes, and the change in words", async () => {
    const { says, done } = await spokenTo();
    says("2*100");

    expect(says(":pay")).toEqual(["cash 5.60: Enter takes it."]);
    expect(says("20")).toEqual(["Paid 5.60 in cash. Receipt A-000001. Change 14.40."]);
    expect(says("", "")).toEqual([]);
    expect(done()).toEqual(["add 2 COFFEE", "cash 2000"]);
  });

  test("an empty line takes the rest exactly", async () => {
    const { says } = await spokenTo();

    expect(says("2*100", ":pay", "")).toEqual(["Paid 5.60 in cash. Receipt A-000001. No change."]);
  });

  test("a part by card, the rest in cash", async () => {
    const { says, done } = await spokenTo();
    says("2*100", ":pay");

    expect(says(":card 2")).toEqual([
      "2.00 taken by card, 3.60 left. Order A1: 1 line, 5.60, to pay 3.60.",
      "the rest, cash 3.60? Enter asks first.",
    ]);
    expect(says("5")).toEqual(["Paid 3.60 in cash. Receipt A-000001. Change 1.40."]);
    expect(done()).toEqual(["add 2 COFFEE", "card 200", "cash 500"]);
  });

  test("a sum that is goods too is asked about, and the next line answers", async () => {
    const { says, done } = await spokenTo();
    says("2*100");

    expect(says(":pay 100")).toEqual([
      "100.00 in cash? Enter takes it, :back goes back.",
      "cash 100.00, change 94.40: Enter takes it.",
    ]);
    expect(says("")).toEqual(["Paid 5.60 in cash. Receipt A-000001. Change 94.40."]);
    expect(done()).toEqual(["add 2 COFFEE", "cash 10000"]);
  });

  test("another line answers a question with another sum, and :back with none", async () => {
    const { says, done } = await spokenTo();

    says("2*100", ":pay 100", ":back", "", ":pay", "900");
    expect(done()).toEqual(["add 2 COFFEE"]);
    expect(says("10")).toEqual(["Paid 5.60 in cash. Receipt A-000001. Change 4.40."]);
  });

  test("the card asks for the rest once", async () => {
    const { says, done } = await spokenTo();
    says("2*100");

    expect(says(":card")).toEqual([
      "5.60 by card? :card or Enter takes it, :back goes back.",
      "card 5.60: Enter takes it.",
    ]);
    expect(says(":card")).toEqual(["Paid 5.60 by card. Receipt A-000001."]);
    expect(done()).toEqual(["add 2 COFFEE", "card 560"]);
  });

  test("what is no sum takes none, and an empty line does not bring it back", async () => {
    const { says, done } = await spokenTo();
    says("100", ":pay");

    expect(says("latte")[0]).toContain("Attention: “latte” is no amount");
    expect(says("")).toEqual(["Paid 2.80 in cash. Receipt A-000001. No change."]);
    expect(done()).toEqual(["add 1 COFFEE", "cash 280"]);
  });
});

describe("a list", () => {
  const DONENESS = [
    "Ribeye steak: choose Doneness.",
    "Ribeye steak: Doneness",
    "1 Rare",
    "2 Medium",
    "3 Well done",
    "A digit and Enter chooses, a word searches, :back leaves.",
  ];

  test("is read out, and a digit chooses", async () => {
    const { says, dialogue, done } = await spokenTo();

    expect(says("201")).toEqual(DONENESS);
    expect(dialogue.prompt()).toBe("choose > ");
    expect(says("2")[0]).toContain("1 × Ribeye steak + Medium. Line 1: 24.50.");
    expect(done()).toEqual(["add 1 STEAK"]);
  });

  test("an empty line reads it out again and takes nothing", async () => {
    const { says, done } = await spokenTo();
    says("201");

    expect(says("")).toEqual(DONENESS.slice(1));
    expect(says("9")).toEqual(["Attention: The list has no 9."]);
    expect(says("salt")).toEqual(["Attention: The list has nothing called salt; :back leaves it."]);
    expect(done()).toEqual([]);
  });

  test("a word searches it, and takes the row when it is the only one", async () => {
    const { says } = await spokenTo();

    expect(says("201", "well")[0]).toContain("1 × Ribeye steak + Well done.");
    expect(says(":more", "c").slice(0, 2)).toEqual(["More (c)", "2 Price, ="]);
    expect(says("clock in")).toEqual(["Anna clocked in at 14:30."]);
  });

  test(":back leaves it with what had opened it", async () => {
    const { says, done } = await spokenTo();

    expect(says("rib", ":back", "")).toEqual([]);
    expect(done()).toEqual([]);
  });

  test("a line that the kitchen has wants a reason", async () => {
    const { says, done } = await spokenTo();

    expect(says("100", ":send", ":void 1").slice(0, 3)).toEqual([
      "1 × Coffee: why? :back keeps it.",
      "Void: why?",
      "1 typed by mistake",
    ]);
    says("3");
    expect(done().at(-1)).toBe("take off 1 of line-1 (sold out)");
  });

  test("goods of a receipt come back: a digit each, then how the money goes, then why", async () => {
    const { says, done } = await spokenTo();

    expect(says(":return 9")).toEqual([
      "What comes back? A digit takes one; then :pay cash, :card card, + goods.",
      "Receipt A-000009: what comes back?",
      "paid: card 8.00",
      "paid: cash 6.72 (3.40 back)",
      "1 2 × Latte",
      "2 Tart",
      "3 0.350 kg × Cheese",
      "* all of it",
      "+ goods instead of money",
      "A digit and Enter chooses, a word searches, :back leaves.",
    ]);
    expect(says("1")).toEqual(["Back: 6.00 (1 × Latte). :pay, :card, + goods?"]);
    expect(says("3")).toEqual(["Back: 6.00 (1 × Latte, 0.350 kg × Cheese). :pay, :card, + goods?"]);
    expect(says(":pay")[0]).toBe(
      "1 × Latte, 0.350 kg × Cheese = 6.00, money back in cash: why? :back leaves it.",
    );
    expect(says("+")).toContain("2 wrong goods, sold again");
    expect(says("2")).toEqual(["Give back 6.00 in cash. Refund A-000010."]);
    expect(done()).toEqual(["back 1000 of latte, 350 of cheese cash (wrong goods: back)"]);
  });

  test("goods of a receipt come back for others", async () => {
    const { says, done } = await spokenTo();
    says("100");

    says(":return 9");
    says("1");
    expect(says("+")[0]).toBe("1 × Latte = 6.00, for other goods: why? :back leaves it.");
    expect(says("2")).toEqual(["BACK 1 × Latte = 6.00: other goods now, then pay the rest."]);
    expect(done().at(-1)).toBe("back 1000 of latte for goods (wrong goods)");
  });

  test("a receipt's code opens it too", async () => {
    const { says } = await spokenTo();

    expect(says("9800000000090")[1]).toBe("Receipt A-000009: what comes back?");
  });

  test("a receipt is read out, then what can be done with it", async () => {
    const { says } = await spokenTo();

    const told = says(":receipt A-000009");

    expect(told.slice(0, 2)).toEqual(["Receipt A-000009", "paper line 1"]);
    expect(told.slice(-9)).toEqual([
      "paper line 30",
      "1 print it once more, printed",
      "2 take goods of it back",
      "3 a copy for the customer",
      "4 correct how it was paid",
      "5 what happened to it",
      "6 a gift receipt, without prices",
      "7 make goods of it again",
      "A digit and Enter chooses, a word searches, :back leaves.",
    ]);
    expect(says("2")[1]).toBe("Receipt A-000009: what comes back?");
  });

  test("papers are printed once more by a digit", async () => {
    const { says, done } = await spokenTo();

    expect(says(":papers").slice(0, 3)).toEqual([
      "Print once more",
      "1 Receipt A-000001, printed",
      "2 Ticket A1 Bar, printed",
    ]);
    expect(says("2")).toEqual(["Ticket A1 Bar is printed once more, and says so on top."]);
    expect(done()).toEqual(["reprint ticket A1 Bar"]);
  });

  test("parked orders come back by their number, or from the list", async () => {
    const { says } = await spokenTo();

    expect(says("100", ":park")[0]).toContain("A1 is parked.");
    says("2*101");
    expect(says(":park 1")).toEqual(["A1 is here, A2 is parked. Order A1: 1 line, 2.80."]);
    expect(says(":park", ":park")[1]).toMatch(/^1 A1 \d\d:\d\d +2\.80, Coffee$/u);
  });
});

describe("questions that change nothing", () => {
  test(":show tells where another course begins, once somebody has said one", async () => {
    const { says } = await spokenTo();
    says("100");
    expect(says(":show").join(" ")).not.toContain("Course");

    expect(says("; ")).toEqual(["From here on course 2."]);
    says("110");

    expect(says(":show").slice(1, -1)).toEqual([
      "Course 1:",
      "Line 1: 1 × Coffee, 2.80.",
      "Course 2:",
      "Line 2: 1 × Cola 0.33, 3.25.",
    ]);
    says(":line 1");
    expect(says(";3")).toEqual(["From Coffee on course 3."]);
  });

  test(":show tells the order line by line", async () => {
    const { says } = await spokenTo();

    expect(says(":show")).toEqual(["The order is empty."]);
    says("2*101/2", "100", ":send");
    expect(says(":show")).toEqual([
      "Order A1, Counter.",
      "Line 1: 2 × Latte, Oat milk, 7.80. The kitchen has it.",
      "Line 2: 1 × Coffee, 2.80. The kitchen has it.",
      "Order A1: 2 lines, 10.60.",
    ]);
  });

  test(":goods tells categories, then their goods; :status how the till is", async () => {
    const { says } = await spokenTo();

    expect(says(":goods")).toEqual([":goods 1 All, 12", ":goods 1 tells the first of them."]);
    expect(says(":goods 1")).toContain("110 Cola 0.33, 3.25");
    expect(says(":goods 5")).toEqual(["There is no category 5; :goods tells them."]);
    expect(says(":status")).toEqual(["Till 1, Anna, single till, printer ok."]);
  });

  test("? tells what can be typed here, :help what has a word", async () => {
    const { says } = await spokenTo();

    says("100");
    expect(says("?")).toContain(":pay: pay; :pay 20 takes 20 in cash; :pay /3: three parts.");
    expect(says("?")).toContain("+, +3, *3: of the line: one more, three more, three.");
    expect(says(":help undo")).toEqual([
      ":undo: takes back what was done last, whatever it was on.",
    ]);
    says(":pay");
    expect(says("?")[0]).toBe("Enter: the rest in cash, exactly.");
    expect(says(":status")[1]).toBe("cash 2.80: Enter takes it.");
  });
});

describe("the log-in", () => {
  test("asks for the number, then for the PIN, and tells nothing of it", async () => {
    const { says, heard, settled, dialogue } = locked();
    dialogue.begin();
    expect(heard()).toEqual([
      "Café Nord, Till 1. Locked: staff number or name, then the PIN. ? helps.",
      "1 Anna, PIN 1234",
      "2 Bekim, PIN 2345",
      "A demo shop: the PINs are for everybody, the taxes are an example.",
    ]);
    expect(dialogue.prompt()).toBe("staff number > ");

    expect(says("7")).toEqual(["Attention: Nobody has that staff number: check the number."]);
    expect(says("anna")).toEqual(["Anna: now your PIN."]);
    expect(dialogue.prompt()).toBe("PIN > ");
    expect(dialogue.isSecret("12")).toBe(true);
    expect(dialogue.isSecret("Bek")).toBe(false);
    expect(["a1", ":12"].filter(dialogue.isSecret)).toEqual(["a1", ":12"]);
    expect(says("a1234").join()).not.toContain("1234");
    expect(says("9999")).toEqual([]);
    await settled();
    expect(heard()).toEqual(["Attention: That is not the right number and PIN: try again."]);
    says("1234");
    await settled();
    expect(heard()).toEqual(["Hello Anna."]);
  });

  test("lines that come while a PIN is checked wait for it", async () => {
    const { says, heard, settled, done } = locked();

    says("1", "1234", "100", "+");
    expect(done()).toEqual([]);
    await settled();

    expect(heard()).toEqual([
      "Hello Anna.",
      "1 × Coffee. Line 1: 2.80. Order A1: 1 line, 2.80.",
      "1 × Coffee more. Line 1: 2 × Coffee, 5.60. Order A1: 1 line, 5.60.",
    ]);
  });

  test("of what stands on the order the next person is told", async () => {
    const spoken = await spokenTo();
    spoken.says("100", "101");

    expect(spoken.says(":lock")).toEqual(["Locked."]);
    spoken.says("1234");
    await spoken.settled();

    expect(spoken.heard()).toEqual(["Hello Anna. Order A1: 2 lines, 6.20."]);
  });

  test(":quit locks the till, and leaves with a PIN", async () => {
    const { says, settled, dialogue } = await spokenTo();

    expect(says(":quit")).toEqual([
      "PIN of Anna, or number and PIN: the till stops. :back: it stays on.",
    ]);
    expect(dialogue.prompt()).toBe("PIN > ");
    expect(dialogue.getState().ended).toBe(false);
    says("1234");
    await settled();

    expect(dialogue.getState().ended).toBe(true);
  });

  test("what must be heard at once is told as such", async () => {
    const spoken = await spokenTo({
      otherwise: withSession({ notice: "The disk is full: nothing can be sold." }),
    });
    spoken.says(":lock", "1234");
    await spoken.settled();

    expect(spoken.heard()).toEqual(["Attention: The disk is full: nothing can be sold."]);
  });
});

describe("what comes between", () => {
  test("the lock after minutes without a line says so, and keeps the order", async () => {
    const { says, clock, heard, dialogue } = await spokenTo();
    says("100");

    clock.advance(9 * 60_000);
    dialogue.touched();
    clock.advance(9 * 60_000);
    expect(heard()).toHaveLength(1);
    clock.advance(2 * 60_000);

    expect(heard().at(-1)).toBe("Locked: no key for 10 min. The order is kept.");
    expect(dialogue.prompt()).toBe("PIN > ");
  });

  test("a printer that goes off is told once, and once when it is back", async () => {
    const printer = { name: "Kitchen", state: "ok", waitingJobs: 0, askingJobs: 0 };
    const { port, heard, says } = await spokenTo({
      otherwise: () => ({ printers: () => [{ ...printer, state: printer.state as "ok" }] }),
    });
    says("");

    printer.state = "waiting";
    port.poke();
    expect(heard()).toEqual([]);
    printer.state = "off";
    port.poke();
    printer.waitingJobs = 2;
    port.poke();
    expect(heard()).toEqual(["Attention: Printer Kitchen is off: its papers wait."]);
    printer.state = "asking";
    port.poke();
    printer.state = "ok";
    port.poke();
    expect(heard().slice(1)).toEqual([
      "Attention: Papers of Kitchen wait for you: :print prints them.",
      "Printer Kitchen is well again.",
    ]);
  });

  test("a card terminal that is not well is told once, also where the line of messages is taken", async () => {
    const says = "Main does not answer: wake it.";
    let news: ReadonlyArray<TerminalNews> = [];
    let troubles: ReadonlyArray<TerminalTrouble> = [];
    const cards: CardPort = {
      ...noCards,
      troubles: () => troubles,
      terminalNews: () => {
        const told = news;
        news = [];
        return told;
      },
    };
    const spoken = await spokenTo({ otherwise: () => ({ cards }) });
    for (const line of ["", "nothing of that name"]) {
      troubles = [];
      spoken.says("100");
      spoken.says(line);
      const before = spoken.heard().length;
      [news, troubles] = [[{ level: "error", text: says }], [{ short: "Main: no answer", says }]];
      spoken.port.poke();
      spoken.port.poke();

      expect(spoken.heard().slice(before)).toEqual([`Attention: ${says}`]);
    }
  });

  test("another till that adds to the order in payment changes what Enter takes, and it is told", async () => {
    const { says, heard, port } = await spokenTo();
    const line = says("100", ":pay").at(-1);
    expect(line).toBe("cash 2.80: Enter takes it.");
    const session = await port.logIn("2", "2345");
    if (session.ok) session.value.perform({ act: "add", sku: "COLA", quantity: thousandths(1000) });

    expect(heard().slice(1)).toEqual([
      "Line 2: 3.25. Order A1: 2 lines, 6.05.",
      "cash 6.05: Enter takes it.",
    ]);
  });

  test("a log-in that the till cannot check is asked again", async () => {
    const spoken = await failing();

    expect(spoken.heard()).toEqual(["Attention: The PIN could not be checked: try again."]);
    expect(spoken.dialogue.isIdle()).toBe(true);
  });
});

/** What might be typed, in any order. */
const LINES = [
  "100",
  "lat",
  "3*lat",
  "201",
  "2",
  "1",
  "9",
  "*",
  "well",
  "latte",
  "xyz",
  "20",
  "900",
  "17.50",
  "+",
  "*3",
  "/2",
  "=2.50",
  "-10%",
  "--1.00",
  "'note",
  "!lat",
  "?100",
  "",
  COLA,
  UNKNOWN,
  ":pay",
  ":pay 100",
  ":pay 5",
  ":card",
  ":card 1",
  ":void",
  ":void 1",
  ":send",
  ":undo",
  ":park",
  ":park 1",
  ":more",
  ":papers",
  ":return 9",
  ":discount 10",
  ":away lat",
  ":away",
  ":back",
  ":last",
  ":2",
  ":line 1",
  ":line",
  "9800000000090",
];

test("an empty line does nothing but what was said before it, whatever was typed", async () => {
  const lines = fc.array(fc.constantFrom(...LINES), { minLength: 1, maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(lines, async (typed) => {
      const { says, done } = await spokenTo();
      const said = says(...typed);
      const before = [...done()];
      const answer = says("");

      const isOffered = /: Enter (?:does|takes) it\.$/u.test(said.at(-1) ?? "");
      expect([isOffered, done().length > before.length]).not.toEqual([false, true]);
      expect([...said, ...answer].join("")).not.toMatch(/\p{Cc}|undefined|\bF\d|Ctrl-|\bEsc\b/u);
    }),
    { numRuns: 500 },
  );
});

async function failing(): Promise<Spoken> {
  const spoken = locked({ otherwise: () => ({ logIn: () => Promise.reject(new Error("disk")) }) });
  spoken.says("1", "1234");
  await spoken.settled();
  return spoken;
}
