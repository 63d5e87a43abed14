/** `till demo --story`: what the shop does when its tills can't hear each other, told as it happens. */

import { onProcessEnd, type ProcessEnd } from "../../src/app/system/process.ts";
import { type Console } from "../../src/cli/console.ts";
import { EXIT, type ExitCode, SIGNAL_BASE } from "../../src/cli/exit-codes.ts";
import { usageFault } from "../../src/cli/fault.ts";
import { sentencesOf } from "../../src/cli/sentences-of.ts";
import { cliBoxWords } from "../../src/words/made/cliBox/all.ts";
import { playStory } from "../stories/play-story.ts";
import { STORIES } from "../stories/stories.ts";
import { type Story, type StoryResult } from "../stories/story.ts";

const said = sentencesOf(cliBoxWords);

export interface StoryOptions {
  /** The story's number as it was typed; true for none. */
  readonly story: string | true;
  readonly json?: boolean;
}

export async function demoStory(
  { story: typed, json }: StoryOptions,
  console: Pick<Console, "out" | "say" | "json">,
  stories = STORIES,
): Promise<number> {
  if (typed === true) return listStories(json, console);
  const number = /^[1-9]\d?$/u.test(typed) ? Number(typed) : 0;
  const story = stories.get(number);
  if (story === undefined) {
    throw usageFault(said(({ demo }) => demo.noStory({ text: typed })));
  }
  const onLine = json === true ? () => undefined : console.out;
  const { ended, result } = await playUntilEnded(story, onLine);
  if (ended?.type === "fault") throw ended.error;
  if (ended !== undefined) return SIGNAL_BASE + ended.number;
  if (json === true) console.json(toJson(number, result));
  const wrong = result.checks.filter(({ holds }) => !holds);
  if (wrong.length === 0) {
    if (json !== true) console.out(said(({ demo }) => demo.holds));
    return EXIT.fine;
  }
  const facts = { number, things: result.checks.length, wrong: wrong.length };
  const first = wrong[0]?.sentence ?? "";
  console.say(said(({ demo }) => demo.holdsNot({ ...facts, first })));
  return EXIT.foundWrong;
}

/** Nothing may stay behind, also when somebody ends it in the middle. */
async function playUntilEnded(
  story: Story,
  onLine: (line: string) => void,
): Promise<{ readonly ended: ProcessEnd | undefined; readonly result: StoryResult }> {
  const end = new AbortController();
  let ended: ProcessEnd | undefined;
  const release = onProcessEnd((how) => {
    ended ??= how;
    end.abort();
  });
  try {
    const result = await playStory({ story, onLine, signal: end.signal });
    return { ended, result };
  } finally {
    release();
  }
}

function listStories(json: boolean | undefined, console: Pick<Console, "out" | "json">): ExitCode {
  const rows = [...STORIES].map(([number, { title, stage }]) => ({ number, title, stage }));
  if (json === true) console.json({ stories: rows });
  else for (const { number, title } of rows) console.out(`${number}  ${title}`);
  return EXIT.fine;
}

function toJson(number: number, { title, stage, lines, checks, tills }: StoryResult): unknown {
  return {
    story: number,
    title,
    stage,
    ok: checks.every(({ holds }) => holds),
    checks,
    tills: tills.map(({ till, receipts, events, digest, attention }) => ({
      till,
      events,
      digest,
      receipts,
      attention: attention.map(({ text }) => text),
    })),
    lines,
  };
}
