import { FileText, ImageOff } from "lucide-react";
import type { ReactNode } from "react";
import { formatBytes } from "@/lib/format";
import { type Json, textIn } from "@/lib/json";
import { blocksOf, textOf } from "./content";
import { Output } from "./Output";

/** The kinds of images that are nothing but pixels; a drawing could hold more than that. */
const PIXELS = ["image/png", "image/jpeg", "image/gif", "image/webp"];

/** An image that a message holds within itself; what would have to be fetched is only named. */
export function Picture({ source }: { source: Json }) {
  const type = textIn(source, "media_type");
  const data = textIn(source, "data");
  if (textIn(source, "type") !== "base64" || !PIXELS.includes(type) || !isBase64(data)) {
    return (
      <Named icon={<ImageOff size={14} />}>
        Image, not shown: {textIn(source, "url") || textIn(source, "file_id") || type || "no data"}
      </Named>
    );
  }
  return (
    <figure>
      <img
        src={`data:${type};base64,${data}`}
        alt="Part of the message"
        className="max-h-96 max-w-full rounded-lg border border-line bg-sunken object-contain"
      />
      <figcaption className="mt-1 text-xs text-faint">
        {type} · {formatBytes(Math.floor(data.length * 0.75))}
      </figcaption>
    </figure>
  );
}

/** A document: its text where it is text, else what it is. */
export function DocumentView({ title, source }: { title: string; source: Json }) {
  const type = textIn(source, "type");
  const media = textIn(source, "media_type");
  const size = textIn(source, "data").length;
  return (
    <div className="flex flex-col gap-2">
      <Named icon={<FileText size={14} />}>
        {title || "Document"}
        <span className="text-faint">
          {[media || type, type === "base64" && formatBytes(Math.floor(size * 0.75))]
            .filter(Boolean)
            .join(" · ")}
          {textIn(source, "url") || textIn(source, "file_id")}
        </span>
      </Named>
      {type === "text" && <Output label={title || "Document"} text={textIn(source, "data")} />}
      {type === "content" && (
        <Output label={title || "Document"} text={textOf(blocksOf(source.content))} />
      )}
    </div>
  );
}

function Named({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <p className="inline-flex max-w-full items-center gap-2 self-start rounded-lg border border-line bg-sunken px-2.5 py-1.5 text-sm wrap-anywhere text-soft">
      <span aria-hidden="true" className="shrink-0 text-faint">
        {icon}
      </span>
      {children}
    </p>
  );
}

function isBase64(data: string): boolean {
  return data !== "" && /^[A-Za-z\d+/\s]+=*\s*$/.test(data);
}
