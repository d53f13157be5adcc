import { Dialog } from "@/ui/Dialog";
import { Kbd } from "@/ui/Kbd";
import type { Action } from "./actions";

interface Entry {
  keys: readonly string[];
  what: string;
}

const KEYS: readonly Entry[] = [
  { keys: ["j", "k"], what: "Next and previous line" },
  { keys: ["Enter"], what: "Open the chosen one" },
  { keys: ["Esc"], what: "Close it" },
  { keys: ["1", "…", "9"], what: "Its parts, from the answer to its way" },
  { keys: ["]", "["], what: "Next and previous message, or turn" },
  { keys: ["e", "E"], what: "Next and previous error of a conversation" },
  { keys: ["a", "A"], what: "Next and previous agent of a conversation" },
  { keys: ["f"], what: "Find in the messages" },
  { keys: ["p"], what: "Pause what is live, or follow it" },
  { keys: ["/"], what: "Filter the list by text" },
  { keys: ["Ctrl", "K"], what: "Every command, by name" },
  { keys: ["?"], what: "This list" },
];

interface Props {
  actions: readonly Action[];
  open: boolean;
  onClose: () => void;
}

/** Which keys do what: those of pages, and those that lead to pages. */
export function KeysDialog({ actions, open, onClose }: Props) {
  const pages = actions.flatMap(({ keys, name }) =>
    keys && keys.length > 1 ? [{ keys, what: name }] : [],
  );
  return (
    <Dialog title="Keyboard" open={open} onClose={onClose} wide>
      <div className="mt-2 grid gap-x-10 sm:grid-cols-2">
        <Keys entries={KEYS} />
        <Keys entries={pages} />
      </div>
    </Dialog>
  );
}

function Keys({ entries }: { entries: readonly Entry[] }) {
  return (
    <dl className="divide-y divide-line">
      {entries.map(({ keys, what }) => (
        <div key={what} className="flex items-center justify-between gap-4 py-2 text-sm">
          <dt className="order-2 flex gap-1">
            {keys.map((key) => (
              <Kbd key={key}>{key}</Kbd>
            ))}
          </dt>
          <dd className="text-soft">{what}</dd>
        </div>
      ))}
    </dl>
  );
}
