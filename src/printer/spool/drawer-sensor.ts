/**
 * What a printer's plug tells of the drawer on it: one wire that is high or low, and which of the two is
 * open depends on the drawer. Our own pulses teach it; until two of them in a row have opened the drawer the
 * same way, nothing is told. A plug without a drawer, or a drawer without a switch, never changes, and so
 * never tells.
 *
 * An opening is told once: when the drawer was seen closed, then open twice, and no pulse was sent in
 * between. A switch that chatters, or a drawer that bounces as it is shut, is the same opening.
 */

/** The level of the wire while the drawer is open. */
export type OpenLevel = "high" | "low";

export interface DrawerSensor {
  /** Takes the present level of the wire. True where a person has opened the drawer, and no pulse did. */
  readonly see: (level: OpenLevel, nowMs: number) => boolean;
  /** Call it when a pulse for the drawer is about to be sent. */
  readonly pulseBegins: (nowMs: number) => void;
  /** Call it when the pulse was sent; one in doubt may open the drawer later. */
  readonly pulseEnds: (nowMs: number, isInDoubt: boolean) => void;
  /** Whether it is time to ask the printer what the wire says. */
  readonly isDue: (nowMs: number) => boolean;
}

export interface SensorMemory {
  /** Which level was open, as far as it was learned before. */
  readonly openLevel: OpenLevel | undefined;
  readonly learn: (level: OpenLevel) => void;
}

/** A drawer takes that long to fly open, and its printer to say so. */
const FLIES_OPEN_MS = 2000;
/** A pulse that nobody has confirmed may come as long as its paper does. */
const DOUBT_MS = 10 * 60_000;
/** Shut, it stays so for as long before it counts as shut. */
const SHUT_MS = 1000;
/** Open only for less, it was no hand. */
const OPEN_MS = 400;
const LOOK_EVERY_MS = 2000;
const LOOK_SOON_MS = 500;
/** The time after a pulse in which the level may be learned. */
const LEARNING_MS = 10_000;
const AGREEING = 2;
/** The pulses without a change after which no drawer's switch is assumed. */
const TRIES = 5;

interface Drawer {
  state: "unknown" | "open" | "closing" | "closed" | "opening";
  sinceMs: number;
}

interface Pulse {
  readonly fromMs: number;
  untilMs: number;
  hasTaught: boolean;
}

interface Sensing {
  readonly memory: SensorMemory;
  openLevel: OpenLevel | undefined;
  /** The levels that the last pulses showed for open. */
  votes: ReadonlyArray<OpenLevel>;
  /** Pulses in a row that changed nothing. */
  idlePulses: number;
  last: { readonly level: OpenLevel; readonly atMs: number } | undefined;
  pulse: Pulse | undefined;
  drawer: Drawer;
}

export function createDrawerSensor(memory: SensorMemory): DrawerSensor {
  const sensing: Sensing = {
    memory,
    openLevel: memory.openLevel,
    votes: [],
    idlePulses: 0,
    last: undefined,
    pulse: undefined,
    drawer: { state: "unknown", sinceMs: 0 },
  };
  return {
    see: (level, nowMs) => see(sensing, level, nowMs),
    pulseBegins: (nowMs) => {
      sensing.idlePulses += 1;
      sensing.pulse = { fromMs: nowMs, untilMs: Number.POSITIVE_INFINITY, hasTaught: false };
    },
    pulseEnds: (nowMs, isInDoubt) => {
      if (sensing.pulse !== undefined) {
        sensing.pulse.untilMs = nowMs + (isInDoubt ? DOUBT_MS : FLIES_OPEN_MS);
      }
    },
    isDue: (nowMs) => isDue(sensing, nowMs),
  };
}

function see(sensing: Sensing, level: OpenLevel, nowMs: number): boolean {
  const { last } = sensing;
  const isOurs = last !== undefined && isPulsedSince(sensing, last.atMs);
  if (isOurs && last.level !== level) learn(sensing, level);
  sensing.last = { level, atMs: nowMs };
  if (sensing.openLevel === undefined) return false;
  return level === sensing.openLevel
    ? seeOpen(sensing.drawer, isOurs, nowMs)
    : seeClosed(sensing.drawer, nowMs);
}

/** Whether a pulse can have moved the drawer after that moment. */
function isPulsedSince({ pulse }: Sensing, atMs: number): boolean {
  return pulse !== undefined && atMs <= pulse.untilMs;
}

/** The first change after a pulse is its own. */
function learn(sensing: Sensing, level: OpenLevel): void {
  const { pulse } = sensing;
  if (pulse === undefined || pulse.hasTaught) return;
  pulse.hasTaught = true;
  sensing.idlePulses = 0;
  sensing.votes = [...sensing.votes, level].slice(-AGREEING);
  const agree = sensing.votes.length === AGREEING && sensing.votes.every((it) => it === level);
  if (!agree || sensing.openLevel === level) return;
  sensing.openLevel = level;
  sensing.drawer = { state: "unknown", sinceMs: 0 };
  sensing.memory.learn(level);
}

function seeOpen(drawer: Drawer, isOurs: boolean, nowMs: number): boolean {
  if (drawer.state === "closed" && !isOurs) {
    Object.assign(drawer, { state: "opening", sinceMs: nowMs });
    return false;
  }
  if (drawer.state === "opening" && nowMs - drawer.sinceMs < OPEN_MS) return false;
  const isNew = drawer.state === "opening";
  drawer.state = "open";
  return isNew;
}

function seeClosed(drawer: Drawer, nowMs: number): false {
  if (drawer.state === "opening") drawer.state = "closed";
  else if (drawer.state === "open" || drawer.state === "unknown") {
    Object.assign(drawer, { state: "closing", sinceMs: nowMs });
  } else if (nowMs - drawer.sinceMs >= SHUT_MS) drawer.state = "closed";
  return false;
}

function isDue({ openLevel, pulse, last, drawer, idlePulses }: Sensing, nowMs: number): boolean {
  const isLearning =
    pulse !== undefined &&
    !pulse.hasTaught &&
    idlePulses <= TRIES &&
    nowMs - pulse.fromMs <= LEARNING_MS;
  if (openLevel === undefined && !isLearning) return false;
  const isSoon = drawer.state === "opening" || drawer.state === "closing";
  return nowMs - (last?.atMs ?? 0) >= (isSoon ? LOOK_SOON_MS : LOOK_EVERY_MS);
}
