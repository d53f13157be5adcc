import type { BodyText } from "./queries";

/** What is to be said about a body that is not shown in full. */
export function BodyNotes({ body }: { body: Pick<BodyText, "truncated" | "problem"> }) {
  if (body.truncated === null && body.problem === null) return null;
  return (
    <p className="border-b border-line bg-warn-soft px-5 py-2 text-sm text-warn">
      {body.truncated !== null && `Cut ${body.truncated}. `}
      {body.problem !== null && `Decoded as far as it could be: ${body.problem}.`}
    </p>
  );
}
