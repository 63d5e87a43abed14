import { type ReactNode } from "react";

import { approvalPrompt, isSecret } from "../approval.ts";
import { type Approval } from "../register-state.ts";
import { type TillContext } from "../till-context.ts";
import { EntryLine } from "./entry-line.tsx";

export interface ApprovalLineProps {
  readonly till: TillContext;
  readonly approval: Approval;
}

/** Where the PIN of who vouches is typed. */
export function ApprovalLine({ till, approval }: ApprovalLineProps): ReactNode {
  const { person } = approval;
  const mask = isSecret(approval) ? { mask: "*" } : {};
  const text = person.step === "number" ? person.number : person.pin;
  const prompt = approvalPrompt(till.words, approval);
  return <EntryLine prompt={prompt} text={text} isSelected={false} {...mask} />;
}
