/** Plays one story to its end, tells it, and says what came of it. */

import { createBreath } from "./breath.ts";
import { createNarrator, type Narrator } from "./narrator.ts";
import { type Conclusion, type PlayOptions, type Story, type StoryResult } from "./story.ts";
import { createVirtualStage } from "./virtual-stage.ts";

const PLAYED: Readonly<Record<Story["stage"], string>> = {
  virtual:
    "Played in virtual time: real ledgers, use cases and mesh nodes; network and clocks are simulated.",
};

export async function playStory({ story, onLine, signal }: PlayOptions): Promise<StoryResult> {
  const stage = createVirtualStage(story, createBreath(signal));
  const narrator = createNarrator({ onLine, time: stage.time });
  for (const line of [story.title, ...story.about, PLAYED[story.stage], ""]) narrator.line(line);
  try {
    const scene = await stage.scene(narrator);
    return resultOf(story, narrator, { conclusion: await story.play(scene) });
  } catch (cause) {
    const brokeOff = cause instanceof Error ? cause.message : String(cause);
    narrator.holds(brokeOff, false);
    return resultOf(story, narrator, { brokeOff });
  } finally {
    stage[Symbol.dispose]();
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
