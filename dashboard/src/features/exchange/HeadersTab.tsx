import type { ExchangeDetail, HeaderLine } from "@/api/client";
import { CopyButton } from "@/ui/CopyButton";

/** The heads of both messages, line by line as they crossed the wire. */
export function HeadersTab({ detail }: { detail: ExchangeDetail }) {
  return (
    <div className="flex flex-col gap-7 overflow-y-auto px-5 py-5">
      <Headers title="Request" lines={detail.requestHeaders} none="No headers on record." />
      <Headers title="Answer" lines={detail.responseHeaders} none="No answer began." />
    </div>
  );
}

function Headers({
  title,
  lines,
  none,
}: {
  title: string;
  lines: readonly HeaderLine[];
  none: string;
}) {
  const text = lines.map(({ name, value }) => `${name}: ${value}`).join("\n");
  // A message may hold the same line twice; what tells lines apart is where they stand.
  const numbered = lines.map((line, index) => ({ ...line, key: `${index}` }));
  return (
    <section aria-label={`${title} headers`}>
      <div className="mb-1 flex items-center justify-between">
        <h2 className="text-sm font-semibold">{title}</h2>
        {lines.length > 0 && (
          <CopyButton text={text} label={`Copy the ${title.toLowerCase()}'s headers`} />
        )}
      </div>
      {lines.length === 0 ? (
        <p className="text-sm text-faint">{none}</p>
      ) : (
        <dl className="divide-y divide-line/70 border-y border-line/70 font-mono text-xs">
          {numbered.map(({ key, name, value }) => (
            <div
              key={key}
              className="grid gap-x-5 py-1.5 @xl:grid-cols-[14rem_minmax(0,1fr)] @2xl:grid-cols-[19rem_minmax(0,1fr)]"
            >
              <dt className="text-faint wrap-anywhere">{name}</dt>
              <dd className="break-all">{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}
