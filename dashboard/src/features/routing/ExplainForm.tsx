import { useMutation } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { Button } from "@/ui/Button";
import { ErrorState } from "@/ui/states";
import { Explanation } from "./Explanation";
import { explainRequest } from "./queries";

const route = getRouteApi("/routing");
const FIELD =
  "rounded-lg border border-line bg-surface px-2.5 font-mono text-sm placeholder:text-faint";

/** Asks what would become of a recorded request. Nothing is sent to find out. */
export function ExplainForm() {
  const { explain = "" } = route.useSearch();
  const navigate = useNavigate();
  const [id, setId] = useState(explain);
  const [configuration, setConfiguration] = useState("");
  const answer = useMutation({ mutationFn: () => explainRequest(id.trim(), configuration) });
  const ask = (event: FormEvent) => {
    event.preventDefault();
    void navigate({ to: "/routing", search: { explain: id.trim() }, replace: true });
    answer.mutate();
  };
  return (
    <>
      <form onSubmit={ask} className="flex max-w-2xl flex-col gap-3">
        <label className="flex flex-col gap-1 text-xs text-soft">
          Id of a request
          <input
            value={id}
            onChange={({ target }) => setId(target.value)}
            placeholder="1QFKB6H2M0G01"
            spellCheck={false}
            className={`${FIELD} h-8 w-56`}
          />
        </label>
        <label className="flex flex-col gap-1 text-xs text-soft">
          Another config.yaml to try it with, if any
          <textarea
            value={configuration}
            onChange={({ target }) => setConfiguration(target.value)}
            placeholder={"subagents:\n  enable: true\n  mappings:\n    code-reviewer: gpt-4o"}
            rows={6}
            spellCheck={false}
            className={`${FIELD} py-2`}
          />
        </label>
        <div>
          <Button type="submit" tone="solid" disabled={id.trim() === "" || answer.isPending}>
            Explain
          </Button>
        </div>
      </form>
      <div aria-live="polite">
        {answer.error && <ErrorState error={answer.error} />}
        {answer.data && <Explanation told={answer.data} />}
      </div>
    </>
  );
}
