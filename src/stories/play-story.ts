/** Plays one story to its end, tells it, and says what came of it. */

import { createBoxStage } from "./box-stage.ts";
import { createBreath } from "./breath.ts";
import { createNarrator, type Narrator } from "./narrator.ts";
import {
  type Conclusion,
  type PlayOptions,
  type Stage,
  type Story,
  type StoryResult,
} from "./story.ts";
import { createVirtualStage } from "./virtual-stage.ts";

const PLAYED: Readonly<Record<Story["stage"], string>> = {
  virtual:
    "Played in virtual time: real ledgers, use cases and mesh nodes; network and clocks are simulated.",
  processes: "Played by real processes on this machine, linked by TLS over loopback.",
};

export async function playStory(options: PlayOptions): Promise<StoryResult> {
  const { story, signal } = options;
  const breathe = createBreath(signal);
  if (story.stage === "virtual") {
    return playOn(createVirtualStage(story, breathe), options, story.play);
  }
  return playOn(await createBoxStage(story, breathe), options, story.play);
}

async function playOn<Played>(
  stage: Stage<Played>,
  { story, onLine }: PlayOptions,
  play: (scene: Played) => Promise<Conclusion>,
): Promise<StoryResult> {
  const narrator = createNarrator({ onLine, time: stage.time });
  for (const line of [story.title, ...story.about, PLAYED[story.stage], ""]) narrator.line(line);
  try {
    const conclusion = await play(await stage.scene(narrator));
    return resultOf(story, narrator, { conclusion });
  } catch (cause) {
    const brokeOff = cause instanceof Error ? cause.message : String(cause);
    narrator.holds(brokeOff, false);
    return resultOf(story, narrator, { brokeOff });
  } finally {
    await stage[Symbol.asyncDispose]();
  }
}

function resultOf(
  { title, stage }: Story,
  narrator: Narrator,
  end: { readonly conclusion?: Conclusion; readonly brokeOff?: string },
): StoryResult {
  return {
    title,
    stage,
    lines: narrator.lines(),
    checks: narrator.checks(),
    tills: end.conclusion?.tills ?? [],
    brokeOff: end.brokeOff,
  };
}
