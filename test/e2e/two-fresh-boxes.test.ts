/**
 * Two boxes fresh out of the carton, on a network of their own, until the second one has sold: what a
 * person does for it, counted as hands and heads take their time (Card, Moran and Newell 1980). What the
 * machine takes meanwhile is no person's time.
 *
 * Size: whole.
 */

import path from "node:path";

import { beforeEach, expect, test } from "vitest";

import { ON_A_NETWORK } from "../support/commands.ts";
import { type Box, createNetwork, whyNoNetwork } from "../support/network.ts";
import { type Terminal } from "../support/pseudo-terminal.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { KEY, openTerminalOf } from "../support/terminal.ts";
import { NODE, TILL } from "../support/till-process.ts";

const PERSON_MS_MAX = 60_000;
/** Of somebody who types with some practice, and what signs without a meaning take: two that are read and typed. */
const KEY_MS = 280;
const CODE_KEY_MS = 750;
/** To look at a screen and know what to do next. */
const THOUGHT_MS = 1350;
/** From one box to the other, where they don't stand side by side. */
const WALK_MS = 5000;

beforeEach((ctx) => {
  const reason = whyNoNetwork();
  if (reason !== undefined) ctx.skip(reason);
});

test("two fresh boxes are one shop, and the second one sells, within a minute of a person's time", async () => {
  const network = createNetwork("10.76.255.254");
  const folder = await temporaryFolder();
  const person = createPerson();
  const [front, bar] = [network.addBox("front", "10.76.0.1"), network.addBox("bar", "10.76.0.2")];

  const first = person.starts(front, path.join(folder, "front"));
  await person.answers(first, /1, 2 or 3 \[1\]:$/mu, "");
  await person.answers(first, "staff number >", "4");
  await person.answers(first, "PIN >", "4444");
  await person.answers(first, "Hello Ravi.", ":invite");
  await person.answers(first, "Make a code for one more box", "");
  const shown = await first.sees(/(?:[0-9A-Z]{4}-){4}[0-9A-Z]/u);
  const [code = ""] = /\b(?:[0-9A-Z]{4}-){4}[0-9A-Z]\b/u.exec(shown) ?? [];

  person.walks();
  const second = person.starts(bar, path.join(folder, "bar"));
  await person.answers(second, /1, 2 or 3 \[1\]:$/mu, "3");
  await person.answers(second, /1 of 3\n.* \[\w+\]:$/mu, "");
  await person.answers(second, /2 of 3\n.* \[Till\]:$/mu, "");
  await person.answers(second, /3 of 3\n[^]*Code:$/mu, code.replaceAll("-", "").toLowerCase());
  await person.answers(second, "staff number >", "1");
  await person.answers(second, "PIN >", "1111");
  await person.answers(second, "Hello Mia.", "100");
  await person.presses(second, "TOTAL", KEY.f9);
  await person.presses(second, "TO PAY", KEY.enter);
  await second.sees("receipt B-000001");

  expect(person.tookMs()).toBeLessThan(PERSON_MS_MAX);
  // Both sell into one shop.
  await first.sees("B Till has joined.");
  await first.sees("2 of 2 tills");
});

interface Person {
  readonly starts: (box: Box, store: string) => Terminal;
  /** Reads what is asked, types the answer and Enter. */
  readonly answers: (at: Terminal, question: string | RegExp, text: string) => Promise<void>;
  readonly presses: (at: Terminal, sign: string, key: string) => Promise<void>;
  readonly walks: () => void;
  readonly tookMs: () => number;
}

function createPerson(): Person {
  let tookMs = 0;
  function types(text: string): void {
    const isCode = /^[0-9a-z]{17}$/u.test(text);
    tookMs += THOUGHT_MS + text.length * (isCode ? CODE_KEY_MS : KEY_MS) + KEY_MS;
  }

  return {
    starts: (box, store) => {
      types("till run");
      const command = ["ip", "netns", "exec", box.namespace, NODE, TILL, "run", "--store", store];
      return openTerminalOf(command, { env: ON_A_NETWORK, rows: 25 });
    },
    answers: async (at, question, text) => {
      await at.sees(question);
      types(text);
      at.type(text);
      at.press(KEY.enter);
    },
    presses: async (at, sign, key) => {
      await at.sees(sign);
      types("");
      at.press(key);
    },
    walks: () => (tookMs += WALK_MS),
    tookMs: () => tookMs,
  };
}
