import { KeyChoice, keyKinds } from "@duplicert/shared/key-choices";
import { Alert, Button, Group, Paper, Select, Stack, Text, Title } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type KeptKey, keepKey } from "./kept-keys.ts";
import type { KeyPurpose } from "./make-key-pair.ts";

interface MakeKeyProps {
  wanted: KeyPurpose;
  onMade: (key: KeptKey) => void;
}

/** Makes a key pair in this page: which kind, and go. */
export function MakeKey({ wanted, onMade }: MakeKeyProps) {
  const { t } = useTranslation();
  const [choice, setChoice] = useState<KeyChoice>(KeyChoice.P256);
  const [state, setState] = useState<"READY" | "BUSY" | "FAILED">("READY");
  const make = async () => {
    setState("BUSY");
    try {
      const { makeKeyPair } = await import("./make-key-pair.ts");
      const key = await makeKeyPair(choice, wanted);
      keepKey(key);
      onMade(key);
    } catch {
      setState("FAILED");
    }
  };
  // Browsers give it to pages that came over https, and to those of the same machine.
  const subtle: SubtleCrypto | undefined = globalThis.crypto.subtle;
  return (
    <Paper component="section" aria-label={t("keys.make.title")} bg="#fbfcfc" p="sm">
      <Stack gap="sm" align="flex-start">
        <div>
          <Title order={3}>{t("keys.make.title")}</Title>
          <Text size="sm" c="dimmed">
            {t("keys.make.lead")}
          </Text>
        </div>
        {subtle ? (
          <Group align="end" gap="sm">
            <Select
              label={t("keys.kind")}
              data={Object.values(KeyChoice).map((value) => ({ value, label: keyKinds[value].name }))}
              value={choice}
              onChange={(value) => value && setChoice(value as KeyChoice)}
              allowDeselect={false}
              w={180}
            />
            <Button loading={state === "BUSY"} onClick={() => void make()}>
              {t("keys.make.go")}
            </Button>
          </Group>
        ) : (
          <Alert color="yellow">{t("keys.make.notHere")}</Alert>
        )}
        {state === "FAILED" && (
          <Alert color="red" role="alert">
            {t("keys.make.failed")}
          </Alert>
        )}
      </Stack>
    </Paper>
  );
}
