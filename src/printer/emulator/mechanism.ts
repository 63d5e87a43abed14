/**
 * What moves in a printer: paper, cover, cutter, drawer, buzzer. It does what commands ask for one
 * after the other and stops where a real one stops: no paper, an open cover, a jam. What it has not
 * done yet it keeps, and goes on with by itself when the trouble is over.
 */

import { type Clock } from "../../domain/ports.ts";
import { loadIconv } from "../lazy-packages.ts";
import { feedOf, type RollEntry, CELLS } from "../roll.ts";
import { readCommand } from "./commands.ts";
import {
  LINE_DOTS,
  type PrinterAction,
  initialSettings,
  type PrinterState,
  reset,
} from "./printer-state.ts";
import { type DeviceStatus, type DrawerSwitch, isOffline } from "./status-bytes.ts";

export interface MechanismOptions {
  readonly clock: Clock;
  readonly lineMs?: number | undefined;
  readonly drawerSwitch?: DrawerSwitch | undefined;
  /** Whether something is to happen to the printer before it prints on. */
  readonly mustWait: () => boolean;
  /** Called when it can go on: a line has been printed, or a stall is over. */
  readonly onReady: () => void;
  /** Called in its turn for each action that moves nothing. */
  readonly onTurn: (action: Exclude<PrinterAction, { type: "print" | "buzz" }>) => void;
}

export interface MechanismCounts {
  readonly cuts: number;
  readonly lines: number;
  readonly drawerPulses: number;
  readonly buzzes: number;
}

export interface MechanismChange {
  readonly paper?: "there" | "near-end" | "out" | { readonly lines: number } | undefined;
  readonly cover?: "closed" | "open" | undefined;
  readonly cutter?: "free" | "jammed" | undefined;
  readonly drawer?: "closed" | "open" | undefined;
  readonly printing?: "normal" | "stalled" | { readonly stalledForMs: number } | undefined;
}

export interface Mechanism {
  /** The printed entries; the reader may empty them. */
  readonly roll: RollEntry[];
  readonly status: () => DeviceStatus;
  readonly counts: () => MechanismCounts;
  readonly add: (actions: ReadonlyArray<PrinterAction>) => void;
  /** Goes on as far as it can; true when nothing is left and it could do more. */
  readonly run: () => boolean;
  readonly turn: (change: MechanismChange) => void;
  readonly pulseNow: (pin: 2 | 5) => void;
  /** Ends a jam that the host knows of; false when there was none. */
  readonly recover: () => boolean;
  /** Forgets what has not been done yet. */
  readonly clear: () => void;
  /** Power is gone: an error with it; paper, cover and jam stay what they are. */
  readonly switchOff: () => void;
}

interface Body {
  readonly options: MechanismOptions;
  readonly roll: RollEntry[];
  readonly counts: { cuts: number; lines: number; drawerPulses: number; buzzes: number };
  linesLeft: number;
  paper: DeviceStatus["paper"];
  isCoverOpen: boolean;
  isJammed: boolean;
  hasCutterError: boolean;
  isDrawerOpen: boolean;
  readonly drawerSwitch: DrawerSwitch;
  isStalled: boolean;
  isMoving: boolean;
  waiting: ReadonlyArray<PrinterAction>;
  cancelStall: () => void;
  cancelMove: () => void;
}

export function createMechanism(options: MechanismOptions): Mechanism {
  const body = createBody(options);
  return {
    roll: body.roll,
    status: () => body,
    counts: () => body.counts,
    add: (actions) => {
      body.waiting = [...body.waiting, ...actions];
    },
    run: () => run(body),
    turn: (change) => {
      turn(body, change);
    },
    pulseNow: (pin) => {
      pulse(body, pin);
    },
    recover() {
      const was = body.hasCutterError;
      body.hasCutterError = false;
      return was;
    },
    clear: () => {
      body.waiting = [];
    },
    switchOff() {
      body.cancelMove();
      Object.assign(body, { waiting: [], isMoving: false, hasCutterError: false });
    },
  };
}

function createBody(options: MechanismOptions): Body {
  return {
    options,
    roll: [],
    counts: { cuts: 0, lines: 0, drawerPulses: 0, buzzes: 0 },
    linesLeft: Infinity,
    paper: "there",
    isCoverOpen: false,
    isJammed: false,
    hasCutterError: false,
    isDrawerOpen: false,
    drawerSwitch: options.drawerSwitch ?? "closed-high",
    isStalled: false,
    isMoving: false,
    waiting: [],
    cancelStall: nothing,
    cancelMove: nothing,
  };
}

function run(body: Body): boolean {
  for (;;) {
    if (body.isStalled || body.isMoving || isOffline(body) || body.options.mustWait()) return false;
    const [action] = body.waiting;
    if (action === undefined) return true;
    if (isCut(action) && body.isJammed) {
      body.hasCutterError = true;
      return false;
    }
    body.waiting = body.waiting.slice(1);
    perform(body, action);
  }
}

function perform(body: Body, action: PrinterAction): void {
  if (action.type === "print") print(body, action.entry);
  else if (action.type === "buzz") body.counts.buzzes += action.times;
  else body.options.onTurn(action);
}

function print(body: Body, entry: RollEntry): void {
  if (entry.type === "pulse") {
    pulse(body, entry.pin);
    return;
  }
  body.roll.push(entry);
  if (entry.type === "cut") body.counts.cuts += 1;
  const lines = linesOf(entry);
  body.counts.lines += lines;
  body.linesLeft -= lines;
  if (body.linesLeft <= 0) body.paper = "out";
  move(body, lines * (body.options.lineMs ?? 0));
}

function move(body: Body, forMs: number): void {
  if (forMs === 0) return;
  body.isMoving = true;
  body.cancelMove = body.options.clock.after(forMs, () => {
    body.isMoving = false;
    body.options.onReady();
  });
}

function pulse(body: Body, pin: 2 | 5): void {
  body.roll.push({ type: "pulse", pin });
  body.counts.drawerPulses += 1;
  body.isDrawerOpen = true;
}

function turn(body: Body, { paper, cover, cutter, drawer, printing }: MechanismChange): void {
  if (paper !== undefined) turnPaper(body, paper);
  if (cover !== undefined) body.isCoverOpen = cover === "open";
  if (cutter !== undefined) body.isJammed = cutter === "jammed";
  if (drawer !== undefined) body.isDrawerOpen = drawer === "open";
  if (printing !== undefined) turnPrinting(body, printing);
}

function turnPaper(body: Body, paper: NonNullable<MechanismChange["paper"]>): void {
  body.linesLeft = typeof paper === "object" ? paper.lines : Infinity;
  body.paper = typeof paper === "object" ? "there" : paper;
  if (body.linesLeft <= 0) body.paper = "out";
}

function turnPrinting(body: Body, printing: NonNullable<MechanismChange["printing"]>): void {
  body.cancelStall();
  body.cancelStall = nothing;
  body.isStalled = printing !== "normal";
  if (typeof printing === "string") return;
  body.cancelStall = body.options.clock.after(printing.stalledForMs, () => {
    body.isStalled = false;
    body.options.onReady();
  });
}

function isCut(action: PrinterAction): boolean {
  return action.type === "print" && action.entry.type === "cut";
}

/** Lines of paper that it takes, of the usual height; cutting costs none here. */
function linesOf(entry: RollEntry): number {
  return entry.type === "cut" ? 0 : Math.ceil(feedOf(entry) / LINE_DOTS);
}

function nothing(): void {}

interface InterpreterOptions {
  /** Characters of font A on a line. */
  readonly columns: number;
  /** Code pages of this model by their number; the default is Epson's. */
  readonly pagesByNumber?: ReadonlyMap<number, string> | undefined;
  /** Some printers start in two-byte mode, and return to it with every reset. */
  readonly startsInKanjiMode?: boolean | undefined;
  /** Bytes that mean nothing here, or stood where they have no effect. */
  readonly onComplaint: (complaint: string) => void;
}

export interface Interpreter {
  /** The next command: how many bytes it took and what it asks for; or that more bytes must come. */
  readonly next: (bytes: Uint8Array) => ReadCommand | "incomplete";
  /** Forgets settings and the line buffer, as after power-on. */
  readonly reset: () => void;
}

interface ReadCommand {
  readonly length: number;
  readonly actions: ReadonlyArray<PrinterAction>;
}

/** Page 1, which other software takes its rules from; nobody else has it. The bytes from 80 on. */
const KATAKANA =
  "▁▂▃▄▅▆▇█▏▎▍▌▋▊▉┼┴┬┤├▔─│▕┌┐└┘╭╮╰╯\u{A0}" +
  String.fromCharCode(...Array.from({ length: 63 }, (_, index) => 0xff61 + index)) +
  "═╞╪╡◢◣◥◤♠♥♦♣●○╱╲╳円年月日時分秒〒市区町村人▒\u{A0}";

/** The code pages by their names in iconv-lite, except one. */
const EPSON_PAGES: ReadonlyMap<number, string> = new Map([
  [0, "cp437"],
  [1, "katakana"],
  [2, "cp850"],
  [3, "cp860"],
  [4, "cp863"],
  [5, "cp865"],
  [13, "cp857"],
  [14, "cp737"],
  [15, "iso88597"],
  [16, "win1252"],
  [17, "cp866"],
  [18, "cp852"],
  [19, "cp858"],
  [33, "cp775"],
  [34, "cp855"],
  [36, "cp862"],
  [37, "cp864"],
  [39, "iso88592"],
  [40, "iso885915"],
  [45, "win1250"],
  [46, "win1251"],
  [47, "win1253"],
  [48, "win1254"],
  [49, "win1255"],
  [50, "win1256"],
  [51, "win1257"],
  [52, "win1258"],
]);

/** The signs that national variants of ASCII replace. */
const ASCII_VARIED = "#$@[\\]^`{|}~";
const NATIONAL_SIGNS: ReadonlyArray<string> = [
  ASCII_VARIED,
  "#$à°ç§^`éùè¨",
  "#$§ÄÖÜ^`äöüß",
  "£$@[\\]^`{|}~",
  "#$@ÆØÅ^`æøå~",
  "#¤ÉÄÖÅÜéäöåü",
  "#$@°\\é^ùàòèì",
  "₧$@¡Ñ¿^`¨ñ}~",
  "#$@[¥]^`{|}~",
  "#¤ÉÆØÅÜéæøåü",
  "#$ÉÆØÅÜéæøåü",
  "#$á¡Ñ¿é`íñóú",
  "#$á¡Ñ¿éüíñóú",
  "#$@[₩]^`{|}~",
];

/**
 * Reads commands from the receive buffer, one after the other, and says what the mechanism has to
 * do. What it shows for a byte it looks up in tables of its own, and not in the encoder's.
 */
export function createInterpreter(options: InterpreterOptions): Interpreter {
  const actions: PrinterAction[] = [];
  const printer = createPrinterState(options, actions);
  return {
    next(bytes) {
      const length = readCommand(printer, bytes);
      return length === "incomplete" ? length : { length, actions: actions.splice(0) };
    },
    reset: () => {
      reset(printer);
    },
  };
}

function createPrinterState(options: InterpreterOptions, actions: PrinterAction[]): PrinterState {
  const { columns, pagesByNumber = EPSON_PAGES, startsInKanjiMode = false, onComplaint } = options;
  const headDots = columns * CELLS.A.width;
  const printer: PrinterState = {
    ...initialSettings(headDots, startsInKanjiMode),
    headDots,
    runs: [],
    xDots: 0,
    logos: new Map(),
    initial: () => initialSettings(headDots, startsInKanjiMode),
    act: (action) => void actions.push(action),
    complain: onComplaint,
    character: (byte) => {
      if (byte < 0x80) return nationalSign(printer.nation, String.fromCharCode(byte));
      const page = pagesByNumber.get(printer.page);
      if (page === "katakana") return KATAKANA.charAt(byte - 0x80);
      if (page !== undefined) return loadIconv().decode(Buffer.of(byte), page);
      onComplaint(`no code page ${printer.page}`);
      return "\u{FFFD}";
    },
  };
  return printer;
}

function nationalSign(nation: number, sign: string): string {
  const place = ASCII_VARIED.indexOf(sign);
  return place === -1 ? sign : (NATIONAL_SIGNS[nation]?.charAt(place) ?? sign);
}
