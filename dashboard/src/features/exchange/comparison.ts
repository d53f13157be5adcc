import { diffArrays } from "diff";
import type { Message } from "@/features/message/content";
import { isObject, setOut, textIn } from "@/lib/json";
import type { PromptPart, RequestContent } from "./content";

/** A part of a request that is not the same in another one; the side it is missing on is empty. */
export interface Difference {
  section: string;
  name: string;
  kind: "added" | "removed" | "changed";
  before: string;
  after: string;
}

/** What two requests share, and what they do not. */
export interface Comparison {
  differences: readonly Difference[];
  /** How many parts are the same, by section. */
  same: readonly { section: string; count: number }[];
}

interface Part {
  name: string;
  text: string;
}

/**
 * Compares two requests part by part. What the client writes in two ways without meaning anything
 * by it counts as the same: a text alone or in a list, and where the cache may be cut.
 */
export function compare(before: RequestContent, after: RequestContent): Comparison {
  const sections: readonly [string, Part[], Part[]][] = [
    ["Parameters", before.parameters.map(parameterPart), after.parameters.map(parameterPart)],
    ["System prompt", before.system.map(promptPart), after.system.map(promptPart)],
    ["Tools", before.tools.map(promptPart), after.tools.map(promptPart)],
    ["Messages", before.messages.map(messagePart), after.messages.map(messagePart)],
  ];
  const differences: Difference[] = [];
  const same = sections.map(([section, old, now]) => {
    const found = differencesOf(section, old, now);
    differences.push(...found);
    return { section, count: now.length - found.filter(({ kind }) => kind !== "removed").length };
  });
  return { differences, same };
}

function differencesOf(section: string, before: readonly Part[], after: readonly Part[]) {
  const differences: Difference[] = [];
  const changes = diffArrays([...before], [...after], {
    comparator: (left, right) => left.text === right.text,
  });
  for (const [index, { value, added, removed }] of changes.entries()) {
    if (removed) {
      const next = changes[index + 1];
      const partners = next?.added ? next.value : [];
      for (const [at, old] of value.entries()) {
        differences.push(differenceOf(section, old, partners[at]));
      }
    } else if (added) {
      const previous = changes[index - 1];
      const paired = previous?.removed ? previous.value.length : 0;
      for (const now of value.slice(paired)) {
        differences.push(differenceOf(section, undefined, now));
      }
    }
  }
  return differences;
}

function differenceOf(
  section: string,
  before: Part | undefined,
  after: Part | undefined,
): Difference {
  return {
    section,
    name: (after ?? before)?.name ?? "",
    kind: !before ? "added" : !after ? "removed" : "changed",
    before: before?.text ?? "",
    after: after?.text ?? "",
  };
}

function parameterPart({ name, value }: { name: string; value: unknown }): Part {
  return { name, text: `${name}: ${typeof value === "string" ? value : setOut(value)}` };
}

function promptPart({ name, text, schema }: PromptPart): Part {
  return { name, text: schema === undefined ? text : `${name}\n\n${text}\n\n${setOut(schema)}` };
}

function messagePart({ role, content }: Message, index: number): Part {
  return { name: `${index + 1}, ${role}`, text: `${role}\n${contentText(content)}` };
}

/** A message's content as text to be compared: readable, and the same for what means the same. */
function contentText(content: unknown): string {
  if (typeof content === "string") return content;
  if (!Array.isArray(content)) return setOut(content);
  return content
    .map((block) => {
      if (!isObject(block)) return setOut(block);
      const { cache_control: _, ...meant } = block;
      const type = textIn(block, "type");
      if (type === "text") return textIn(block, "text");
      if (type.endsWith("tool_result")) {
        return `[result of ${textIn(block, "tool_use_id")}]\n${contentText(block.content)}`;
      }
      return setOut(meant);
    })
    .join("\n\n");
}
