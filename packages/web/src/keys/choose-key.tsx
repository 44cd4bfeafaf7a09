import { Alert, Button, FileButton, Group, PasswordInput, Stack } from "@mantine/core";
import { IconFileUpload } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { FoundKey } from "./certificate-key.ts";

interface ChooseKeyProps {
  /** Of the certificate whose key is wanted. */
  spkiSha256: string;
  onKey: (privateKey: CryptoKey) => void;
}

type Problem = Extract<FoundKey, { problem: unknown }>["problem"];

/** Takes a certificate's private key from a file of this machine; the file is read here and not sent. */
export function ChooseKey({ spkiSha256, onKey }: ChooseKeyProps) {
  const { t } = useTranslation();
  const [file, setFile] = useState<File | null>(null);
  const [passphrase, setPassphrase] = useState("");
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const subtle: SubtleCrypto | undefined = globalThis.crypto.subtle;
  if (!subtle) return <Alert color="yellow">{t("keys.choose.notHere")}</Alert>;

  const open = async (from: File, secret: string | null) => {
    setBusy(true);
    const { certificateKey } = await import("./certificate-key.ts");
    const found = await certificateKey(from, secret, spkiSha256);
    setBusy(false);
    if ("privateKey" in found) return onKey(found.privateKey);
    setProblem(found.problem);
  };
  const choose = (from: File | null) => {
    if (!from) return;
    setFile(from);
    setPassphrase("");
    void open(from, null);
  };
  const locked = problem === "PASSPHRASE_NEEDED" || problem === "WRONG_PASSPHRASE";
  return (
    <Stack gap="sm" align="flex-start">
      <FileButton onChange={choose} accept=".key,.pem,.der,.p8,.txt,application/x-pem-file,application/pkcs8">
        {(props) => (
          <Button
            {...props}
            variant="default"
            loading={busy && !locked}
            leftSection={<IconFileUpload size={16} aria-hidden />}
          >
            {t("keys.choose.file")}
          </Button>
        )}
      </FileButton>
      {file && locked && (
        <Group align="end" gap="sm">
          <PasswordInput
            label={t("keys.choose.passphrase", { name: file.name })}
            value={passphrase}
            onChange={(event) => setPassphrase(event.currentTarget.value)}
            onKeyDown={(event) => event.key === "Enter" && void open(file, passphrase)}
            error={problem === "WRONG_PASSPHRASE" && t("keys.choose.WRONG_PASSPHRASE")}
            autoComplete="off"
            visibilityToggleButtonProps={{ "aria-label": t("keys.passphrase.show") }}
            w={300}
            data-autofocus
          />
          <Button variant="default" loading={busy} onClick={() => void open(file, passphrase)}>
            {t("keys.choose.open")}
          </Button>
        </Group>
      )}
      {file && problem && !locked && (
        <Alert color="red" role="alert" title={t("keys.choose.refused", { name: file.name })}>
          {t(`keys.choose.${problem}`)}
        </Alert>
      )}
    </Stack>
  );
}
