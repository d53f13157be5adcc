import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Trash2 } from "lucide-react";
import { useId, useState } from "react";
import { api, dataOf } from "@/api/client";
import { problemOf } from "@/api/problem";
import { formatBytes, formatCount } from "@/lib/format";
import { Button, IconButton } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";

const WORD = "delete";

/** Has all of a session erased, once somebody has typed that this is meant. */
export function DeleteSession({ session }: { session: string }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <IconButton label="Delete the session" onClick={() => setOpen(true)}>
        <Trash2 size={15} />
      </IconButton>
      <Dialog title="Delete this session" open={open} onClose={() => setOpen(false)}>
        <Confirmation session={session} />
      </Dialog>
    </>
  );
}

function Confirmation({ session }: { session: string }) {
  const id = useId();
  const [typed, setTyped] = useState("");
  const navigate = useNavigate();
  const queries = useQueryClient();
  const preview = useQuery({
    queryKey: ["session-preview", session],
    queryFn: async ({ signal }) =>
      dataOf(await api.GET("/api/deletions/preview", { params: { query: { session } }, signal })),
    staleTime: 0,
  });
  const deletion = useMutation({
    mutationFn: async () =>
      dataOf(await api.DELETE("/api/sessions/{id}", { params: { path: { id: session } } })),
    onSuccess: async () => {
      await navigate({ to: "/conversations", search: {} });
      await queries.invalidateQueries();
    },
  });
  const { exchanges = 0, requestBytes = 0, responseBytes = 0 } = preview.data ?? {};
  return (
    <form
      className="flex flex-col gap-3 text-sm"
      onSubmit={(event) => {
        event.preventDefault();
        if (typed === WORD && !deletion.isPending) deletion.mutate();
      }}
    >
      <p className="text-soft">
        {preview.data ? (
          <>
            <strong className="font-semibold text-ink tabular">
              {formatCount(exchanges)}
              {!preview.data.complete && " or more"} requests
            </strong>{" "}
            with {formatBytes(requestBytes + responseBytes)} of prompts and answers, those of its
            agents included, are erased from the record for good.
          </>
        ) : (
          "All requests of this session, those of its agents included, are erased for good."
        )}
      </p>
      <label htmlFor={id} className="text-soft">
        Type <code className="font-mono font-semibold text-ink">{WORD}</code> to confirm.
      </label>
      <input
        id={id}
        type="text"
        autoComplete="off"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        className="h-9 rounded-lg border border-line bg-canvas px-3 font-mono"
      />
      {deletion.error && (
        <p role="alert" className="text-bad">
          {problemOf(deletion.error).detail}
        </p>
      )}
      <Button
        type="submit"
        tone="solid"
        disabled={typed !== WORD || deletion.isPending}
        className="mt-1 self-end"
      >
        {deletion.isPending ? "Deleting" : "Delete for good"}
      </Button>
    </form>
  );
}
