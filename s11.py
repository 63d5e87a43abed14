def sub(p,a,b,n=1):
    s=open(p).read()
    assert a in s,(p,a)
    s=s.replace(a,b,n); open(p,'w').write(s)
p='src/domain/pin-waits.ts'
sub(p,'''/** Each time that so many more in a row were wrong the other tills hear of it. */
export const MISSES_TOLD = 5;
''','''/** Each time that so many more in a row were wrong the other tills hear of it. */
export const MISSES_TOLD = 5;

/** Of whomever: a few of each number, or of one who comes between, are never five in a row. */
export const EVERYBODY = "everybody";
/** And each time that so many were wrong within an hour. Source: SECURITY 3.1. */
export const HOUR_MISSES_TOLD = 30;
const HOUR_MS = 3_600_000;

/** When a PIN was wrong, whoever's, by the device's clock: not older than an hour, nor told by now. */
export const recentMissesSchema = z.array(z.int()).max(HOUR_MISSES_TOLD);
export type RecentMisses = z.infer<typeof recentMissesSchema>;

/** A try counts as wrong before it is made. A clock that was set back makes none of them younger. */
export function noteMiss(recent: RecentMisses, nowMs: number): RecentMisses {
  const within = recent.map((atMs) => Math.min(atMs, nowMs)).filter((atMs) => atMs > nowMs - HOUR_MS);
  return [...within, nowMs].slice(-HOUR_MISSES_TOLD);
}

/** It was right after all. */
export function withoutLastMiss(recent: RecentMisses): RecentMisses {
  return recent.slice(0, -1);
}

/** It was wrong: whether that is to be told, after which they are counted anew. */
export function isBurst(recent: RecentMisses): boolean {
  return recent.length >= HOUR_MISSES_TOLD;
}
''')
p='src/app/pin-tries.ts'
sub(p,'''  /** Wrong ones in a row, with this one if it is. */
  readonly misses: number;
''','''  /** Wrong ones in a row, with this one if it is. */
  readonly misses: number;
  /** With it so many were wrong within an hour, whoever's, that the other tills are to hear of it. */
  readonly isBurst: boolean;
''')
sub(p,'''const WAITS_KEY = "pin-waits";
''','''const WAITS_KEY = "pin-waits";
const RECENT_KEY = "pin-misses";

interface Known {
  readonly waits: PinWaits;
  readonly recent: RecentMisses;
}
''')
sub(p,'''  let unsaved: PinWaits | undefined;

  function known(): PinWaits {
    return unsaved ?? readWaits(store.local(WAITS_KEY));
  }
''','''  let unsaved: Known | undefined;

  function known(): Known {
    const [waits, recent] = [store.local(WAITS_KEY), store.local(RECENT_KEY)];
    return unsaved ?? { waits: readWaits(waits), recent: readRecent(recent) };
  }
''')
s=open(p).read()
s=s.replace('work: (waits: PinWaits) => readonly [PinWaits, Value]','work: (before: Known) => readonly [Known, Value]')
s=s.replace('''      if (after !== before) store.setLocal(WAITS_KEY, JSON.stringify(after));
''','''      if (after.waits !== before.waits) store.setLocal(WAITS_KEY, JSON.stringify(after.waits));
      if (after.recent !== before.recent) store.setLocal(RECENT_KEY, JSON.stringify(after.recent));
''')
a=s.index('        const { type, waitMs, misses } = count((before)'); b=s.index('      } finally {\n        lock.release')
s=s[:a]+'''        const { type, waitMs, misses } = count(({ waits, recent }) => {
          const nowMs = Math.trunc(clock.nowMs());
          const tried = tryPin(waits, number, nowMs);
          const missed = tried.type === "may" ? noteMiss(recent, nowMs) : recent;
          return [{ waits: tried.waits, recent: missed }, tried];
        });
        if (type === "must-wait") return err({ type: "pin/wait", waitMs });
        const isRight = await check();
        // Who was right may come in, also where that can't be written any more.
        const burst = changeOrRemember(({ waits, recent }) => {
          if (isRight) {
            const after = { waits: endPinWait(waits, number), recent: withoutLastMiss(recent) };
            return [after, false];
          }
          return isBurst(recent) ? [{ waits, recent: [] }, true] : [{ waits, recent }, false];
        });
        return ok({ isRight, waitMs, misses, isBurst: burst });
'''+s[b:]
a=s.index('function isForNow')
s=s[:a]+'''function readRecent(text: string | undefined): RecentMisses {
  if (text === undefined) return [];
  const recent = recentMissesSchema.safeParse(JSON.parse(text));
  return recent.success ? recent.data : [];
}

'''+s[a:]
s=s.replace('import { endPinWait, type PinWaits, pinWaitsSchema, tryPin } from "../domain/pin-waits.ts";','''import {
  endPinWait,
  isBurst,
  noteMiss,
  type PinWaits,
  pinWaitsSchema,
  type RecentMisses,
  recentMissesSchema,
  tryPin,
  withoutLastMiss,
} from "../domain/pin-waits.ts";''')
open(p,'w').write(s)
p='src/app/sign-in.ts'
sub(p,'''    const { isRight, waitMs, misses } = tried.value;
''','''    const { isRight, waitMs, misses, isBurst } = tried.value;
''')
sub(p,'''    if (!isRight || member === undefined) return err({ type: "pin/wrong"''','''    if (isBurst) tellMissedPins(ledger, EVERYBODY, HOUR_MISSES_TOLD);
    if (!isRight || member === undefined) return err({ type: "pin/wrong"''')
sub(p,'import { MISSES_TOLD, NOBODY }','import { EVERYBODY, HOUR_MISSES_TOLD, MISSES_TOLD, NOBODY }')
p='src/app/missed-pins.ts'
sub(p,'''  /** Wrong ones in a row, when it was told last. */
  readonly misses: number;
''','''  /** Wrong ones in a row, when it was told last; within an hour where `isBurst`. */
  readonly misses: number;
  /** Of numbers one after the other, somebody's or not. */
  readonly isBurst: boolean;
''')
sub(p,'''        const name =
          staff === NOBODY
            ? undefined
            : staffMemberName(ledger.secrets, staff, readStaffMember(view, staff));
        return { origin, till: tillNameOf(ledger.admission(), origin), staff, name, misses, item };
''','''        const isBurst = staff === EVERYBODY;
        const name =
          staff === NOBODY || isBurst
            ? undefined
            : staffMemberName(ledger.secrets, staff, readStaffMember(view, staff));
        const till = tillNameOf(ledger.admission(), origin);
        return { origin, till, staff, name, misses, isBurst, item };
''')
sub(p,'import { NOBODY }','import { EVERYBODY, NOBODY }')
p='src/app/attention-items.ts'
sub(p,'''  const { origin, staff, till, name, misses, item } = tried;
''','''  const { origin, staff, till, name, misses, isBurst, item } = tried;
''')
sub(p,'''    text: words.missedPins(misses, name ?? words.nobodysNumber, till),
''','''    text: isBurst
      ? words.missedPinsHour(misses, till)
      : words.missedPins(misses, name ?? words.nobodysNumber, till),
''')
p='src/app/words/words-shape.ts'
sub(p,'''  readonly missedPins: (misses: number, person: string, till: string) => string;
''','''  readonly missedPins: (misses: number, person: string, till: string) => string;
  readonly missedPinsHour: (misses: number, till: string) => string;
''')
for l,t in {'en':'`${misses} wrong PINs within an hour at ${till}`','de':'`${misses} falsche PINs binnen einer Stunde an ${till}`','fr':'`${misses} codes PIN faux en une heure à ${till}`','es':'`${misses} PIN erróneos en una hora en ${till}`'}.items():
    p=f'src/app/words/{l}.ts'
    s=open(p).read(); i=s.index('    missedPins:'); s=s[:i]+f'    missedPinsHour: (misses, till) => {t},\n'+s[i:]; open(p,'w').write(s)
p='src/domain/events/people-events.ts'
sub(p,'''.describe("Staff number; `nobody` for one that nobody has.")''','''.describe("Staff number; `nobody` for one that nobody has, `everybody` for whichever.")''')
sub(p,'''    .describe("So many wrong PINs in a row at this till by then; a right one begins anew."),''','''    .describe(
      "So many wrong PINs in a row at this till by then; a right one begins anew. Of `everybody`: within an hour.",
    ),''')
p='docs/cli.md'
sub(p,'''Every fifth in a row is told to all tills, where''','''Every fifth in a row is told to all tills, and so are thirty within an hour at a box, whoever's they were, where''')
p='test/app/missed-pins.test.ts'
sub(p,'''test("numbers that nobody has are one item''','''test("thirty wrong PINs within an hour are told too, whoever's they were", async () => {
  const cafe = await newCafe();
  const counter = cafe.open();
  const bar = await enrolBar(cafe, counter.till);

  // Each number four times at most, and who comes between is right.
  for (const number of ["1", "2", "3", "4", "1", "2", "3"]) {
    await tryPins(cafe, bar, { number, times: 4 });
    expect(await bar.till.signIn(number, number.repeat(4))).toMatchObject({ ok: true });
  }
  exchange(counter, bar);
  expect(itemsOf(counter)).toEqual([]);

  await tryPins(cafe, bar, { number: "77", times: 2 });
  exchange(counter, bar);
  const told = ["staff/pins-missed: 30 wrong PINs within an hour at B Bar (manager)"];
  expect([itemsOf(counter), itemsOf(bar)]).toEqual([told, told]);
  expect(seen(counter, RAVI)).toMatchObject({ ok: true });
  expect(itemsOf(counter)).toEqual([]);

  // They are counted anew, and what is older than an hour is none of them.
  for (const number of ["1", "2", "3", "4", "1", "2", "3"]) {
    await tryPins(cafe, bar, { number, times: 4 });
    expect(await bar.till.signIn(number, number.repeat(4))).toMatchObject({ ok: true });
  }
  cafe.clock.advance(3_600_000);
  await tryPins(cafe, bar, { number: "1", times: 4 });
  exchange(counter, bar);
  expect(itemsOf(counter)).toEqual([]);
});

test("numbers that nobody has are one item''')
sub(p,'''async function missPins(''','''/** One after the other, as fast as the waits let somebody. */
async function tryPins(
  { clock }: Cafe,
  { till }: OpenTill,
  { number, times }: { readonly number: string; readonly times: number },
): Promise<void> {
  for (let miss = 0; miss < times; miss += 1) {
    expect(await till.signIn(number, "9999")).toMatchObject({ fault: { type: "pin/wrong" } });
    clock.advance(5000);
  }
}

async function missPins(''')
