import { TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { problemOf } from "@/api/problem";
import { Button } from "./Button";

/** What could not be had, why, and how to try again. Whatever the services say is shown as text. */
export function ErrorState({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const problem = problemOf(error);
  return (
    <div role="alert" className="m-auto flex max-w-md flex-col items-center gap-2 p-8 text-center">
      <TriangleAlert size={22} className="text-warn" aria-hidden="true" />
      <h2 className="font-semibold">{problem.title}</h2>
      <p className="text-sm text-soft text-balance break-words">{problem.detail}</p>
      {onRetry && (
        <Button className="mt-2" onClick={onRetry}>
          Try again
        </Button>
      )}
    </div>
  );
}

/** Why there is nothing to see. */
export function EmptyState({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="m-auto flex max-w-md flex-col items-center gap-2 p-8 text-center">
      <h2 className="font-semibold">{title}</h2>
      <div className="text-sm text-soft text-balance">{children}</div>
    </div>
  );
}

/** Something is on its way. */
export function Loading({ label }: { label: string }) {
  return (
    <p role="status" className="m-auto flex items-center gap-2 p-8 text-sm text-faint">
      <span className="breathing size-2 rounded-full bg-accent" aria-hidden="true" />
      {label}
    </p>
  );
}
