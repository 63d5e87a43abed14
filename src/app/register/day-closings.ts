/** Closes of the day that were asked for at the register, and what they came to. */

import { deviceName } from "../../domain/commands/office/change-device.ts";
import { type ClosedDay } from "../../domain/day/closed-day.ts";
import { type BusinessDay, type DeviceId } from "../../domain/identity.ts";
import { localDay, type Locale } from "../../domain/text/locale.ts";
import { type DayNews, type DayResult } from "../../tui/ports/day-port.ts";
import { terminalAtCloseText } from "../cards/settle-all-text.ts";
import { closeDay } from "../day/close-evening.ts";
import { type OpenTill } from "../open-till.ts";
import { tryStore } from "../store-errors.ts";
import { type Till } from "../till/till.ts";
import { refusalSentence } from "./refusal-sentence.ts";

interface DayToClose {
  readonly day: BusinessDay;
  readonly locale: Locale;
}

/** Closes that were asked for here: other tills have their time, and no key waits for them. */
export interface DayClosings {
  /** `asked`: staff number of who asks. */
  readonly start: (close: DayToClose & { readonly asked: string }) => void;
  readonly take: () => ReadonlyArray<DayNews>;
}

type ClosingTill = Pick<OpenTill, "till" | "clock"> &
  Partial<Pick<OpenTill, "cards">> & {
    readonly printing: Pick<OpenTill["printing"], "mesh">;
  };

/** `onDone`: there is something to tell. */
export function createDayClosings(
  { till, clock, cards, printing }: ClosingTill,
  onDone: () => void,
): DayClosings {
  let news: ReadonlyArray<DayNews> = [];

  async function run({ day, locale, asked }: Parameters<DayClosings["start"]>[0]): Promise<void> {
    const done = await closeDay({ till, clock, cards, mesh: printing.mesh }, { day, asked });
    const result: DayNews = done.ok
      ? {
          type: "closed",
          ...resultOf(till, { day, locale }, done.value.closed),
          terminals: done.value.terminals.flatMap((at) =>
            at.type === "done"
              ? []
              : [terminalAtCloseText(at, { currency: till.currency, locale })],
          ),
        }
      : { type: "failed", message: refusalSentence(done.fault, till, locale) };
    news = [...news, result];
    onDone();
  }

  return {
    start: (close) => {
      run(close).catch((error: unknown) => {
        const full = tryStore(() => {
          throw error;
        }, close.locale);
        if (typeof full === "string") news = [...news, { type: "failed", message: full }];
        onDone();
      });
    },
    take: () => {
      const taken = news;
      news = [];
      return taken;
    },
  };
}

export function resultOf(till: Till, { day, locale }: DayToClose, closed: ClosedDay): DayResult {
  const devices = till.ledger.admission();
  const unheard = closed.closes.at(-1)?.body.missing ?? [];
  const [gone = [], missing = []] = [true, false].map((isGone) =>
    unheard.filter((device) => (devices.get(device)?.revoked ?? false) === isGone),
  );
  return {
    day: localDay(day, locale),
    zs: closed.zs.map(({ body: { series, no, total } }) => ({ name: `${series}-${no}`, total })),
    total: closed.total,
    missing: missing.map((device) => nameOf(till, device)),
    gone: gone.map((device) => nameOf(till, device)),
  };
}

function nameOf({ ledger }: Till, device: DeviceId): string {
  const admitted = ledger.admission().get(device);
  return admitted === undefined ? "?" : deviceName(admitted);
}
