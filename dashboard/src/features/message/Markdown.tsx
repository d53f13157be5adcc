import { lazy, memo, Suspense } from "react";

/** Fetched along with what first needs it, not when the first text is there. */
const renderer = import("./MarkdownText");
const MarkdownText = lazy(() => renderer);

/** A text that may be Markdown. Until the renderer is there, and for want of it, it is plain. */
export const Markdown = memo(function Markdown({ text }: { text: string }) {
  return (
    <Suspense fallback={<PlainText text={text} />}>
      <MarkdownText text={text} />
    </Suspense>
  );
});

/** A text as it is. */
export function PlainText({ text }: { text: string }) {
  return <p className="max-w-[80ch] leading-relaxed wrap-anywhere whitespace-pre-wrap">{text}</p>;
}
