import { Download } from "lucide-react";
import { buttonClass } from "@/ui/Button";
import { CopyButton } from "@/ui/CopyButton";
import { type BodySide, bodyUrl } from "./queries";

interface Props {
  id: string;
  side: BodySide;
  encoded: boolean;
  text: string | undefined;
}

/** Takes a body away: as text, as it crossed the wire, or decoded. */
export function BodyActions({ id, side, encoded, text }: Props) {
  return (
    <div className="ml-auto flex items-center gap-1.5">
      {text !== undefined && text !== "" && <CopyButton text={text} label={`Copy the ${side}`} />}
      <a href={bodyUrl(id, side, false)} download className={buttonClass()}>
        <Download size={14} aria-hidden="true" /> Raw
      </a>
      {encoded && (
        <a href={bodyUrl(id, side, true)} download className={buttonClass()}>
          <Download size={14} aria-hidden="true" /> Decoded
        </a>
      )}
    </div>
  );
}
