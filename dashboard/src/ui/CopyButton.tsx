import { Check, Copy } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import { IconButton } from "./Button";

interface Props {
  text: string;
  label: string;
  icon?: ReactNode;
}

/** Puts a text on the clipboard and says so. */
export function CopyButton({ text, label, icon = <Copy size={15} /> }: Props) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 1_500);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <IconButton
      label={copied ? "Copied" : label}
      onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}
    >
      {copied ? <Check size={15} className="text-good" /> : icon}
    </IconButton>
  );
}
