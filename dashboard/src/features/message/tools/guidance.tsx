import { CircleHelp, Map as MapIcon, Sparkles } from "lucide-react";
import { type Json, objectsIn, textIn } from "@/lib/json";
import { Badge } from "@/ui/Badge";
import { Markdown } from "../Markdown";
import { ToolResultView } from "./ToolResultView";
import type { ToolView } from "./view";

export const questionView: ToolView = {
  Icon: CircleHelp,
  name: () => "Question",
  summary: ({ input }) =>
    objectsIn(input, "questions")
      .map((question) => textIn(question, "header"))
      .join(" · "),
  Body: ({ call: { input, result } }) => (
    <>
      {objectsIn(input, "questions").map((question, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the questions of a call never move.
        <Question key={index} question={question} />
      ))}
      {result && <ToolResultView result={result} label="Answer" />}
    </>
  ),
};

function Question({ question }: { question: Json }) {
  return (
    <div className="text-sm">
      <p className="font-medium">{textIn(question, "question")}</p>
      <ul className="mt-1.5 flex flex-col gap-1">
        {objectsIn(question, "options").map((option) => (
          <li key={textIn(option, "label")} className="rounded-lg border border-line px-2.5 py-1.5">
            {textIn(option, "label")}
            <span className="block text-xs text-faint">{textIn(option, "description")}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

export const planView: ToolView = {
  Icon: MapIcon,
  name: ({ name }) => (name === "EnterPlanMode" ? "Plan mode" : "Plan"),
  summary: ({ name }) => (name === "EnterPlanMode" ? "begun" : "put forward"),
  state: ({ result }) =>
    result?.isError ? <Badge tone="warn">not accepted</Badge> : <Badge tone="good">accepted</Badge>,
  Body: ({ call: { input, result } }) => (
    <>
      {textIn(input, "plan") !== "" && <Markdown text={textIn(input, "plan")} />}
      {result && <ToolResultView result={result} label="Answer" />}
    </>
  ),
};

export const skillView: ToolView = {
  Icon: Sparkles,
  name: () => "Skill",
  summary: ({ input }) => (
    <>
      <Badge tone="plum">{textIn(input, "skill") || textIn(input, "command")}</Badge>{" "}
      {textIn(input, "args")}
    </>
  ),
  Body: ({ call: { result } }) =>
    result ? <ToolResultView result={result} label="Result" /> : null,
};
