/** Where nothing contradicts, nobody is asked anything: the tills have nothing to say to anybody. */

import { listAttentionItems } from "../../src/app/attention/attention-items.ts";
import { streamName, streamType } from "../../src/domain/identity.ts";
import { type EntryState } from "../../src/domain/state/entry-state.ts";
import { isContested } from "../../src/domain/state/register.ts";
import { type Member } from "./checks.ts";
import { type OpenDesk, type World } from "./world.ts";

const ENTRY_TAGS = ["cat", "staff", "role", "set", "printer", "area", "table"] as const;

export function checkSilence(world: World, members: ReadonlyArray<Member>): void {
  for (const { box, process } of members) {
    const open = process.open();
    if (open === undefined) {
      world.problem(`${box.name} has not heard of its shop`);
      continue;
    }
    for (const sentence of saidBy(open)) world.problem(`${box.name} asks somebody: ${sentence}`);
  }
}

/** Everything that waits for a person, in a few words each. */
function saidBy(open: OpenDesk): ReadonlyArray<string> {
  const { ledger } = open.till;
  const loss = ledger.loss();
  return [
    ...(loss === undefined ? [] : [`its numbers begin anew: ${loss.cause}`]),
    ...listAttentionItems(open, "en").map(({ text }) => text),
    ...ledger.read((view) =>
      ENTRY_TAGS.flatMap((tag) => view.tagged(tag)).flatMap((stream) => {
        const type = streamType(stream);
        if (!isEntryType(type)) return [];
        return contestedIn(view.state(type, streamName(stream))).map(
          (field) => `${stream} ${field}`,
        );
      }),
    ),
  ];
}

function isEntryType(type: string): type is (typeof ENTRY_TAGS)[number] {
  return ENTRY_TAGS.some((entry) => entry === type);
}

function contestedIn({ fields }: EntryState): ReadonlyArray<string> {
  return Object.entries(fields).flatMap(([field, register]) =>
    isContested(register) ? [field] : [],
  );
}
