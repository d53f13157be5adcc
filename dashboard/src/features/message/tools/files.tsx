import { FilePen, FilePlus, FileText } from "lucide-react";
import { useMemo } from "react";
import { formatCount } from "@/lib/format";
import { type Json, numberIn, objectsIn, textIn } from "@/lib/json";
import { BlockLeaf } from "../BlockLeaf";
import { Code } from "../Code";
import { Collapsible } from "../Collapsible";
import type { ToolCall, ToolResult } from "../content";
import { DiffCount, DiffView } from "../DiffView";
import { fileLinesOf, languageOf } from "../file-lines";
import { Path } from "./Path";
import { resultText, ToolResultView } from "./ToolResultView";
import type { ToolView } from "./view";

const pathOf = (input: Json) => textIn(input, "file_path") || textIn(input, "notebook_path");
const summary = ({ input }: ToolCall) => <Path path={pathOf(input)} />;
const lineCount = (text: string) => formatCount(text.replace(/\n$/, "").split("\n").length);

export const readView: ToolView = {
  Icon: FileText,
  summary: ({ input }) => {
    const offset = numberIn(input, "offset");
    const limit = numberIn(input, "limit");
    const from = offset ?? 1;
    return (
      <>
        <Path path={pathOf(input)} />
        {(offset !== undefined || limit !== undefined) && (
          <span className="text-faint">
            {" "}
            from line {from}
            {limit !== undefined && `, ${limit} lines`}
          </span>
        )}
      </>
    );
  },
  Body: Read,
};

function Read({ call: { input, result } }: { call: ToolCall }) {
  const file = useMemo(
    () => (result && !result.isError ? fileLinesOf(resultText(result)) : undefined),
    [result],
  );
  if (!result) return null;
  if (!file) return <ToolResultView result={result} label="Result" />;
  return (
    <>
      <Code
        label={`Content of ${pathOf(input)}`}
        text={file.text}
        language={languageOf(pathOf(input))}
        first={file.first}
      />
      {file.note !== "" && <p className="text-xs text-faint">{file.note}</p>}
      {result.blocks.map((block) =>
        block.kind === "reminder" ? <BlockLeaf key={block.text} block={block} /> : null,
      )}
    </>
  );
}

export const writeView: ToolView = {
  Icon: FilePlus,
  summary,
  state: ({ input, result }) =>
    result?.isError ? (
      <span className="text-bad">failed</span>
    ) : (
      `${lineCount(textIn(input, "content"))} lines`
    ),
  Body: ({ call: { input, result } }) => (
    <>
      <Code
        label={`What was written to ${pathOf(input)}`}
        text={textIn(input, "content")}
        language={languageOf(pathOf(input))}
        first={1}
      />
      <Said result={result} />
    </>
  ),
};

export const editView: ToolView = {
  Icon: FilePen,
  summary,
  state: ({ input, result }) =>
    result?.isError ? (
      <span className="text-bad">failed</span>
    ) : (
      <>
        {input.replace_all === true && "everywhere "}
        <DiffCount before={textIn(input, "old_string")} after={textIn(input, "new_string")} />
      </>
    ),
  Body: ({ call: { input, result } }) => (
    <>
      <Change path={pathOf(input)} edit={input} />
      <Said result={result} />
    </>
  ),
};

export const multiEditView: ToolView = {
  Icon: FilePen,
  summary,
  state: ({ input, result }) =>
    result?.isError ? (
      <span className="text-bad">failed</span>
    ) : (
      `${objectsIn(input, "edits").length} edits`
    ),
  Body: ({ call: { input, result } }) => (
    <>
      {objectsIn(input, "edits").map((edit, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the edits of a call never move.
        <Change key={index} path={pathOf(input)} edit={edit} />
      ))}
      <Said result={result} />
    </>
  ),
};

export const notebookEditView: ToolView = {
  Icon: FilePen,
  summary: ({ input }) => (
    <>
      <Path path={pathOf(input)} />
      <span className="text-faint">
        {" "}
        {textIn(input, "edit_mode") || "replace"} {textIn(input, "cell_type")} cell{" "}
        {textIn(input, "cell_id")}
      </span>
    </>
  ),
  Body: ({ call: { input, result } }) => (
    <>
      <Code
        label="New content of the cell"
        text={textIn(input, "new_source")}
        language={textIn(input, "cell_type") === "markdown" ? "markdown" : "python"}
      />
      <Said result={result} />
    </>
  ),
};

function Change({ path, edit }: { path: string; edit: Json }) {
  return (
    <DiffView
      label={`Change to ${path}`}
      before={textIn(edit, "old_string")}
      after={textIn(edit, "new_string")}
    />
  );
}

/** What the tool said of it: of interest when it failed. */
function Said({ result }: { result: ToolResult | undefined }) {
  if (!result) return null;
  if (result.isError) return <ToolResultView result={result} label="Error" />;
  return (
    <Collapsible title="Result" note={resultText(result).split("\n", 1)[0]}>
      <ToolResultView result={result} label="Result" />
    </Collapsible>
  );
}
