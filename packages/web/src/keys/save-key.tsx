import { Alert, Button, Group, Paper, Radio, Stack, Text, Title } from "@mantine/core";
import { IconAlertTriangle, IconDownload, IconKey } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { saveFile } from "../ui/save-file.ts";
import { type KeptKey, keySaved } from "./kept-keys.ts";
import { PassphraseFields } from "./passphrase-fields.tsx";
import { passphraseProblem } from "./passphrase-problem.ts";

/** What to do with a key that this page made: save it now, and when that is done, where it goes. */
export function SaveKey({ id, kept }: { id: string; kept: KeptKey }) {
  const { t } = useTranslation();
  const [again, setAgain] = useState(false);
  const name = `${kept.stem}.key`;
  if (!kept.saved || again) return <ToSave id={id} kept={kept} name={name} onSaved={() => setAgain(false)} />;
  return (
    <Alert color="teal" icon={<IconKey aria-hidden />} title={t("keys.save.done", { name })} role="status">
      <Text size="sm">{t("keys.save.next")}</Text>
      <Button variant="subtle" size="compact-sm" mt={4} ml={-8} onClick={() => setAgain(true)}>
        {t("keys.save.again")}
      </Button>
    </Alert>
  );
}

interface ToSaveProps {
  id: string;
  kept: KeptKey;
  name: string;
  onSaved: () => void;
}

function ToSave({ id, kept, name, onSaved }: ToSaveProps) {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  const [how, setHow] = useState<"ENCRYPTED" | "PLAIN">("ENCRYPTED");
  const [typed, setTyped] = useState({ first: "", again: "" });
  const [pressed, setPressed] = useState(false);
  const [busy, setBusy] = useState(false);
  // It appears where the button was that made the key.
  useEffect(() => box.current?.focus(), []);
  const save = async () => {
    setPressed(true);
    if (how === "ENCRYPTED" && passphraseProblem(typed.first, typed.again)) return;
    setBusy(true);
    const { writePrivateKey } = await import("./write-private-key.ts");
    saveFile(
      name,
      await writePrivateKey(kept.privateKey, how === "ENCRYPTED" ? typed.first : null),
      "application/x-pem-file",
    );
    keySaved(kept.spkiSha256);
    onSaved();
  };
  return (
    <Paper ref={box} id={id} tabIndex={-1} component="section" aria-label={t("keys.save.title")} p="sm" bg="#fffaf0">
      <Stack gap="sm">
        <div>
          <Title order={3}>{t("keys.save.title")}</Title>
          <Text size="sm">{t("keys.save.lead")}</Text>
        </div>
        <Radio.Group value={how} onChange={(value) => setHow(value as typeof how)} aria-label={t("keys.save.title")}>
          <Stack gap={6}>
            <Radio value="ENCRYPTED" label={t("keys.save.encrypted")} />
            <Radio value="PLAIN" label={t("keys.save.plain")} />
          </Stack>
        </Radio.Group>
        {how === "ENCRYPTED" ? (
          <PassphraseFields value={typed} onChange={setTyped} pressed={pressed} onEnter={() => void save()} />
        ) : (
          <Alert color="yellow" icon={<IconAlertTriangle aria-hidden />} py="xs">
            {t("keys.save.plainWarning")}
          </Alert>
        )}
        <Group gap="xs">
          <Button loading={busy} leftSection={<IconDownload size={16} aria-hidden />} onClick={() => void save()}>
            {t("keys.save.go")}
          </Button>
          <Text size="xs" c="dimmed" style={{ overflowWrap: "anywhere" }}>
            {name}
          </Text>
        </Group>
      </Stack>
    </Paper>
  );
}
