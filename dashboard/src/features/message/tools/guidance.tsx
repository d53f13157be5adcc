import { Check, CircleHelp, Map as MapIcon, Sparkles } from "lucide-react";
import { type Json, objectsIn, textIn } from "@/lib/json";
import { Badge } from "@/ui/Badge";
import { cx } from "@/ui/cx";
import type { ToolResult } from "../content";
import { Markdown } from "../Markdown";
import { isChosen } from "./chosen";
import { planOf } from "./plan";
import { resultText, ToolResultView } from "./ToolResultView";
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
        <Question key={index} question={question} answer={resultText(result)} />
      ))}
      {result && <ToolResultView result={result} label="Answer" />}
    </>
  ),
};

function Question({ question, answer }: { question: Json; answer: string }) {
  const asked = textIn(question, "question");
  return (
    <div className="text-sm">
      <p className="font-medium">{asked}</p>
      <ul className="mt-1.5 flex flex-col gap-1">
        {objectsIn(question, "options").map((option) => {
          const label = textIn(option, "label");
          const chosen = isChosen(answer, asked, label);
          return (
            <li
              key={label}
              className={cx(
                "rounded-lg border px-2.5 py-1.5",
                chosen ? "border-good bg-good-soft" : "border-line",
              )}
            >
              <span className="flex items-center gap-1.5">
                {label}
                {chosen && <Check size={13} aria-label="chosen" className="text-good" />}
              </span>
              <span className="block text-xs text-soft">{textIn(option, "description")}</span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

export const planView: ToolView = {
  Icon: MapIcon,
  name: ({ name }) => (name === "EnterPlanMode" ? "Plan mode" : "Plan"),
  summary: ({ name }) => (name === "EnterPlanMode" ? "begun" : "put forward"),
  state: ({ input, result }) => {
    if (!result) return null;
    if (result.isError) return <Badge tone="warn">not accepted</Badge>;
    const { edited } = planOf(textIn(input, "plan"), resultText(result));
    return <Badge tone="good">{edited ? "accepted with changes" : "accepted"}</Badge>;
  },
  Body: ({ call: { input, result } }) => {
    const { text } = planOf(textIn(input, "plan"), resultText(result));
    return (
      <>
        {text !== "" && <Markdown text={text} />}
        {result && <ToolResultView result={withoutPlan(result)} label="Answer" />}
      </>
    );
  },
};

/** What was said about a plan that is shown already. */
function withoutPlan(result: ToolResult): ToolResult {
  return {
    ...result,
    blocks: result.blocks.map((block) =>
      block.kind === "text" ? { ...block, text: planOf("", block.text).answer } : block,
    ),
  };
}

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
