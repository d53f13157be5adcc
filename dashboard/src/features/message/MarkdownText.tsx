import type { ComponentProps } from "react";
import ReactMarkdown, { type Components } from "react-markdown";
import remarkGfm from "remark-gfm";
import { Code } from "./Code";
import { languageOf } from "./file-lines";

/**
 * Markdown as elements of the page, never by way of HTML: tags in the text are shown as text.
 * Nothing is loaded: an image is told by its address, which is a link.
 */
export default function MarkdownText({ text }: { text: string }) {
  return (
    <div className="markdown max-w-[80ch] leading-relaxed wrap-anywhere">
      <ReactMarkdown remarkPlugins={PLUGINS} components={COMPONENTS} urlTransform={safeUrl}>
        {text}
      </ReactMarkdown>
    </div>
  );
}

const PLUGINS = [remarkGfm];

/** Only addresses of pages and of mail; what runs, embeds or guesses is no address. */
function safeUrl(url: string): string {
  return /^(?:https?:\/\/|mailto:)/i.test(url) ? url : "";
}

const COMPONENTS: Components = {
  a: ({ href, children }) => <Address href={href}>{children}</Address>,
  img: ({ src, alt }) => (
    <Address href={typeof src === "string" ? src : ""}>{alt || "Image"}</Address>
  ),
  pre: ({ node }) => {
    const code = node?.children[0];
    if (code?.type !== "element") return null;
    const text = code.children.map((child) => (child.type === "text" ? child.value : "")).join("");
    const names = code.properties.className;
    const name = Array.isArray(names) ? String(names[0]).replace(/^language-/, "") : "";
    return (
      <Code
        label={name === "" ? "Code" : `Code, ${name}`}
        text={text}
        language={languageOf(name)}
      />
    );
  },
  h1: (props) => <Heading level={3} {...props} />,
  h2: (props) => <Heading level={4} {...props} />,
  h3: (props) => <Heading level={5} {...props} />,
  h4: (props) => <Heading level={6} {...props} />,
  h5: (props) => <Heading level={6} {...props} />,
  h6: (props) => <Heading level={6} {...props} />,
  input: ({ checked }) => (
    <span role="img" aria-label={checked ? "done" : "to do"} className="mr-1 text-faint">
      {checked ? "☑" : "☐"}
    </span>
  ),
  table: ({ children }) => (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard.
    <div role="group" aria-label="Table" tabIndex={0} className="overflow-x-auto">
      <table>{children}</table>
    </div>
  ),
};

function Address({ href, children }: ComponentProps<"a">) {
  if (!href) return <span className="underline decoration-dotted">{children}</span>;
  return (
    <a
      href={href}
      title={href}
      target="_blank"
      rel="noreferrer noopener nofollow"
      className="text-accent underline underline-offset-2"
    >
      {children}
    </a>
  );
}

/** A heading within a message stands below those of the page, whatever it calls itself. */
function Heading({ level, children }: { level: number } & Pick<ComponentProps<"p">, "children">) {
  return (
    <div role="heading" aria-level={level} data-level={level}>
      {children}
    </div>
  );
}
