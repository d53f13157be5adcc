import { useQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useState } from "react";
import type { ExportPreview } from "@/api/client";
import { problemOf } from "@/api/problem";
import { formatBytes, formatCount } from "@/lib/format";
import { buttonClass } from "@/ui/Button";
import { cx } from "@/ui/cx";
import { Select } from "@/ui/Select";
import { shortMoment } from "./moment";
import { Fact, Panel } from "./Panel";
import { exportPreviewQuery, exportQuery } from "./queries";
import { SelectionFields } from "./SelectionFields";
import { isWhole, type Selection } from "./selection";

const FORMATS = [
  { value: "jsonl", label: "JSON Lines" },
  { value: "har", label: "HAR 1.2" },
  { value: "markdown", label: "Markdown" },
] as const;

/** Takes exchanges along as a file, after telling what is in it. */
export function ExportPanel() {
  const [selection, setSelection] = useState<Selection>({ by: "session", session: "" });
  const [format, setFormat] = useState("jsonl");
  const [redact, setRedact] = useState(true);
  const preview = useQuery(exportPreviewQuery(selection));
  const query = isWhole(selection)
    ? new URLSearchParams({ ...exportQuery(selection), redact: String(redact) })
    : undefined;
  const ready = query !== undefined && (preview.data?.exchanges ?? 0) > 0;
  return (
    <Panel title="Export" note="Credentials are never in it: the record has fingerprints of them.">
      <SelectionFields name="Export" selection={selection} onChange={setSelection} />
      <div className="flex flex-wrap items-center gap-4 text-sm">
        <span className="flex items-center gap-2">
          Format
          <Select label="Format" value={format} choices={FORMATS} onChange={setFormat} required />
        </span>
        <label className="flex items-center gap-2">
          <input
            type="checkbox"
            className="accent-accent"
            checked={redact}
            onChange={(event) => setRedact(event.target.checked)}
          />
          Take out what looks like a key
        </label>
      </div>
      {preview.error && (
        <p role="alert" className="text-sm text-bad">
          {problemOf(preview.error).detail}
        </p>
      )}
      {preview.data && isWhole(selection) && <Preview preview={preview.data} redact={redact} />}
      <a
        href={ready ? `/api/exports/${format}?${query}` : undefined}
        aria-disabled={!ready}
        download
        className={cx(buttonClass("solid"), "w-fit", !ready && "pointer-events-none opacity-45")}
      >
        <Download size={14} aria-hidden="true" /> Export
      </a>
    </Panel>
  );
}

function Preview({ preview, redact }: { preview: ExportPreview; redact: boolean }) {
  return (
    <div className="flex flex-col gap-3 rounded-xl border border-line bg-surface px-4 py-3.5 text-sm">
      <dl className="grid grid-cols-2 gap-x-6 gap-y-2.5 @2xl:grid-cols-4">
        <Fact name="Requests">{formatCount(preview.exchanges)}</Fact>
        <Fact name="Sessions">{formatCount(preview.sessions)}</Fact>
        <Fact name="Size of bodies">
          {formatBytes(preview.requestBytes + preview.responseBytes)}
        </Fact>
        <Fact name="Began">{shortMoment(preview.first)}</Fact>
      </dl>
      {preview.truncated && (
        <p className="text-warn">There are more: only the newest of them are exported at once.</p>
      )}
      <ul className="list-disc pl-5 text-soft">
        {preview.contents.map((line) => (
          <li key={line}>{line}</li>
        ))}
        {redact ? (
          <li>What looks like a key is taken out of the bodies</li>
        ) : (
          <li className="text-warn">Keys that stand in the bodies leave with them</li>
        )}
      </ul>
    </div>
  );
}
