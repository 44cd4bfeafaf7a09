import { Fragment } from "react";

/** Text with host names in it: where a line must break, it does so after a dot, and inside a label only at last. */
export function Dotted({ text }: { text: string }) {
  const parts = text.split(/(?<=\.)/);
  return (
    <span style={{ overflowWrap: "anywhere" }}>
      {parts.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text have their place only
        <Fragment key={index}>
          {index > 0 && <wbr />}
          {part}
        </Fragment>
      ))}
    </span>
  );
}
