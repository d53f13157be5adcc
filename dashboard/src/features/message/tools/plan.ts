/** A plan as it was put forward, and what was said about it. */
export interface Plan {
  /** Markdown; nothing where nobody has told of it yet. */
  text: string;
  /** Whether somebody has changed the plan before accepting it. */
  edited: boolean;
  /** What the client tells the model about it, beside the plan. */
  answer: string;
}

const APPROVED =
  /^(User has approved your plan[\s\S]*?)\n\n## Approved Plan( \(edited by user\))?:\n([\s\S]*)$/;

/**
 * The plan of a call. A client may keep it in a file of its own, and then tells it in the answer
 * only: that one is the plan that counts.
 *
 * @param proposed what the model put forward
 * @param answer the result of the call
 */
export function planOf(proposed: string, answer: string): Plan {
  const [, told, edited, text] = APPROVED.exec(answer) ?? [];
  return told === undefined || text === undefined
    ? { text: proposed, edited: false, answer }
    : { text, edited: edited !== undefined, answer: told };
}
