import { ActionIcon, Code, CopyButton, Group, Tooltip } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

// `of` names the value for those who only hear the button.
function Copy({ value, of }: { value: string; of: string }) {
  const { t } = useTranslation();
  return (
    <CopyButton value={value} timeout={2000}>
      {({ copied, copy }) => (
        <Tooltip label={t(copied ? "app.copied" : "app.copy")}>
          <ActionIcon
            variant="subtle"
            color={copied ? "green" : "gray"}
            size="sm"
            onClick={copy}
            aria-label={`${t(copied ? "app.copied" : "app.copy")}: ${of}`}
          >
            {copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
          </ActionIcon>
        </Tooltip>
      )}
    </CopyButton>
  );
}

/** A serial number or fingerprint, whole, with a button to copy it. */
export function CopyText({ value, of }: { value: string; of: string }) {
  return (
    <Group gap={4} wrap="nowrap" align="start">
      <Code style={{ overflowWrap: "anywhere", background: "none", padding: 0 }}>{value}</Code>
      <Copy value={value} of={of} />
    </Group>
  );
}

/** Lines to paste into a terminal or a file, with a button to copy them. */
export function CopyBlock({ value, of, height }: { value: string; of: string; height?: number }) {
  return (
    <div style={{ position: "relative" }}>
      <Code
        block
        tabIndex={0} // what scrolls must be reachable by keyboard
        role="group"
        aria-label={of}
        style={{
          maxHeight: height,
          overflow: "auto",
          paddingRight: "2.25rem",
          whiteSpace: height ? "pre" : "pre-wrap",
          overflowWrap: "anywhere",
        }}
      >
        {value}
      </Code>
      <div style={{ position: "absolute", top: 6, right: 6 }}>
        <Copy value={value} of={of} />
      </div>
    </div>
  );
}
