/** The commands of acts in the shell, made of `src/acts` by `npm run docs`: change them there. No act is loaded by it. */

import { type Act, type ShellWord } from "./act.ts";
import { type ActId, type AnyAct } from "./all.ts";

export interface ShellAct {
  readonly id: ActId;
  readonly on: Act<ActId, unknown, object, unknown>["on"];
  readonly help: string;
  readonly words: ReadonlyArray<ShellWord>;
  readonly options: ReadonlyArray<ShellWord>;
  readonly example: string;
  readonly hasDryRun: boolean;
  readonly sellsMore: boolean;
  readonly load: () => Promise<AnyAct>;
}

export const SHELL_ACTS: ReadonlyArray<ShellAct> = [
  {
    id: "charge",
    on: "order",
    help: "take a service or covers charge off an order, or let it come back",
    words: [{ name: "<name>", help: "what the charge is called" }],
    options: [
      { name: "--on", help: "let it come back" },
      { name: "--reason <text>", help: "why it goes; it is recorded" },
    ],
    example: 'order charge A12 Service --reason "waited too long"',
    hasDryRun: false,
    sellsMore: false,
    load: async () => (await import("./charge.ts")).charge,
  },
  {
    id: "course",
    on: "line or order",
    help: "another course for a line and all below it, and for what is added from then on",
    words: [
      {
        name: "<course...>",
        help: "1 to 9, or 0 for each in its own; before it the line (else none)",
      },
    ],
    options: [],
    example: "order course A12 3 2",
    hasDryRun: false,
    sellsMore: false,
    load: async () => (await import("./course.ts")).course,
  },
  {
    id: "covers",
    on: "order",
    help: "how many guests an order is for",
    words: [{ name: "<n>", help: "1 to 999" }],
    options: [],
    example: "order covers A12 4",
    hasDryRun: false,
    sellsMore: false,
    load: async () => (await import("./covers.ts")).covers,
  },
  {
    id: "discount",
    on: "line or order",
    help: "take a part or a sum off a line, or off the order; 0% takes that away again",
    words: [
      {
        name: "[off...]",
        help: "what: 10% or 2.00, after the number of a line where it is off a line",
      },
    ],
    options: [
      { name: "--reason <text>", help: "why; a large one needs it, and it is recorded" },
      { name: "--kind <kind>", help: "gives all of it away: comp, staff-meal or spoiled" },
    ],
    example: "order discount A12 3 10%",
    hasDryRun: false,
    sellsMore: false,
    load: async () => (await import("./discount.ts")).discount,
  },
  {
    id: "exempt",
    on: "order",
    help: "sell an order without taxes, to a buyer who is exempt by a number",
    words: [],
    options: [
      {
        name: "--number <text>",
        help: "of the buyer's card or certificate; it is recorded and printed",
      },
      { name: "--off", help: "it owes its taxes again" },
    ],
    example: 'order exempt A12 --number "DE 814 204"',
    hasDryRun: false,
    sellsMore: false,
    load: async () => (await import("./exempt.ts")).exempt,
  },
  {
    id: "leave",
    on: "order",
    help: "the guests of an order left without ordering: their table is free",
    words: [],
    options: [{ name: "--reason <text>", help: "why, where that is known; it is recorded" }],
    example: 'order leave A12 --reason "waited too long"',
    hasDryRun: false,
    sellsMore: false,
    load: async () => (await import("./leave.ts")).leave,
  },
  {
    id: "name",
    on: "order",
    help: "what an order is asked for by; an empty text takes it away",
    words: [{ name: "<name>", help: "such as a guest's" }],
    options: [],
    example: "order name A12 Rossi",
    hasDryRun: false,
    sellsMore: false,
    load: async () => (await import("./name.ts")).name,
  },
  {
    id: "note",
    on: "line",
    help: "say something about a line to the kitchen; an empty text takes it away",
    words: [{ name: "<text>", help: "such as: no onions" }],
    options: [],
    example: 'order note A12 3 "no onions"',
    hasDryRun: false,
    sellsMore: false,
    load: async () => (await import("./note.ts")).note,
  },
  {
    id: "options",
    on: "line",
    help: "other options for a line; one that it has comes off",
    words: [{ name: "<options...>", help: "their numbers, or how their names begin" }],
    options: [],
    example: "order options A12 3 oat",
    hasDryRun: false,
    sellsMore: false,
    load: async () => (await import("./options.ts")).options,
  },
  {
    id: "price",
    on: "line",
    help: "another price for one of a line, without its options; where it is open, its price",
    words: [{ name: "<amount>", help: "such as 2.80" }],
    options: [],
    example: "order price A12 3 2.80",
    hasDryRun: false,
    sellsMore: false,
    load: async () => (await import("./price.ts")).price,
  },
  {
    id: "quantity",
    on: "line",
    help: "so many of a line there are; less than the kitchen knows of needs a reason",
    words: [{ name: "<n>", help: "such as 3, or 0.350 of what is weighed" }],
    options: [{ name: "--reason <text>", help: "why there are fewer; it is recorded" }],
    example: "order quantity A12 3 2",
    hasDryRun: false,
    sellsMore: true,
    load: async () => (await import("./quantity.ts")).quantity,
  },
  {
    id: "reprice",
    on: "order",
    help: "every line at what it costs for the order's customer and service now",
    words: [],
    options: [],
    example: "order reprice A12",
    hasDryRun: true,
    sellsMore: false,
    load: async () => (await import("./reprice.ts")).reprice,
  },
  {
    id: "seat",
    on: "line",
    help: "whose a line is at the table",
    words: [{ name: "<seat>", help: "1 to 99, or 0 for the whole table" }],
    options: [],
    example: "order seat A12 3 2",
    hasDryRun: false,
    sellsMore: false,
    load: async () => (await import("./seat.ts")).seat,
  },
  {
    id: "service",
    on: "order",
    help: "serve an order otherwise than it was to be",
    words: [{ name: "<how>", help: "counter, dine-in, takeaway, delivery" }],
    options: [],
    example: "order service A12 takeaway",
    hasDryRun: false,
    sellsMore: false,
    load: async () => (await import("./service.ts")).service,
  },
  {
    id: "void",
    on: "line",
    help: "take a line off, or some of it; what the kitchen knows of needs a reason",
    words: [],
    options: [
      { name: "--quantity <n>", help: "so many of it (else all of it)" },
      { name: "--reason <text>", help: "why; it is recorded" },
    ],
    example: 'order void A12 3 --reason "changed their mind"',
    hasDryRun: false,
    sellsMore: false,
    load: async () => (await import("./void.ts")).void,
  },
];
