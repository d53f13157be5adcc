import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { useState } from "react";
import type { DeletionPreview } from "@/api/client";
import { problemOf } from "@/api/problem";
import { formatBytes, formatCount } from "@/lib/format";
import { Button } from "@/ui/Button";
import { shortMoment } from "./moment";
import { Fact, Panel } from "./Panel";
import { deleteSelection, deletionPreviewQuery, deletionQuery } from "./queries";
import { SelectionFields } from "./SelectionFields";
import { isWhole, type Selection } from "./selection";

/** Takes exchanges off the record for good, once somebody has typed how many. */
export function DeletePanel() {
  const [selection, setSelection] = useState<Selection>({ by: "session", session: "" });
  const [typed, setTyped] = useState("");
  const queries = useQueryClient();
  const preview = useQuery(deletionPreviewQuery(selection));
  const deletion = useMutation({
    mutationFn: deleteSelection,
    onSuccess: () => {
      setTyped("");
      void queries.invalidateQueries({ queryKey: ["deletion-preview"] });
    },
  });
  const choose = (next: Selection) => {
    setSelection(next);
    setTyped("");
    deletion.reset();
  };
  const phrase = preview.data && `delete ${preview.data.exchanges}`;
  const possible = isWhole(selection) && preview.data && preview.data.exchanges > 0;
  return (
    <Panel
      title="Delete"
      note="What is deleted is overwritten in the record's files, and cannot be brought back."
    >
      <SelectionFields name="Delete" selection={selection} onChange={choose} />
      {preview.error && (
        <p role="alert" className="text-sm text-bad">
          {problemOf(preview.error).detail}
        </p>
      )}
      {isWhole(selection) && preview.data && <Preview preview={preview.data} />}
      {possible && (
        <form
          className="flex flex-wrap items-end gap-3"
          onSubmit={(event) => {
            event.preventDefault();
            if (typed === phrase) deletion.mutate(selection);
          }}
        >
          <label className="flex flex-col gap-1 text-sm">
            <span>
              Type <code className="rounded bg-sunken px-1 font-mono">{phrase}</code> to confirm
            </span>
            <input
              type="text"
              autoComplete="off"
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
              className="h-8 w-64 rounded-lg border border-line bg-surface px-2.5 font-mono text-sm"
            />
          </label>
          <Button
            type="submit"
            className="border-bad/40 text-bad"
            disabled={typed !== phrase || deletion.isPending}
          >
            <Trash2 size={14} aria-hidden="true" /> Delete for good
          </Button>
        </form>
      )}
      {deletion.error && (
        <p role="alert" className="text-sm text-bad">
          {problemOf(deletion.error).detail}
        </p>
      )}
      <Progress number={deletion.data?.number} />
    </Panel>
  );
}

function Preview({ preview }: { preview: DeletionPreview }) {
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-2.5 rounded-xl border border-line bg-surface px-4 py-3.5 text-sm @2xl:grid-cols-4">
      <Fact name="Requests">
        {formatCount(preview.exchanges)}
        {!preview.complete && " counted so far"}
      </Fact>
      <Fact name="Sessions">{formatCount(preview.sessions)}</Fact>
      <Fact name="Size of bodies">{formatBytes(preview.requestBytes + preview.responseBytes)}</Fact>
      <Fact name="Whole record on disk">{formatBytes(preview.recordBytes)}</Fact>
      <Fact name="Began">{shortMoment(preview.first)}</Fact>
      <Fact name="Last one">{shortMoment(preview.last)}</Fact>
    </dl>
  );
}

function Progress({ number }: { number: number | undefined }) {
  const { data } = useQuery(deletionQuery(number));
  if (!data) return null;
  const words =
    data.state === "running"
      ? "being erased"
      : data.state === "erased"
        ? "erased: nothing of them is left in the record's files"
        : "deleted, but not all of their bytes could be overwritten yet";
  return (
    <p role="status" className="text-sm">
      {formatCount(data.exchanges)} requests are {words}.
    </p>
  );
}
