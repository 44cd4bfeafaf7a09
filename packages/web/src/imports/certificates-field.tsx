import { Alert, Button, Group, Stack, Textarea } from "@mantine/core";
import { Dropzone } from "@mantine/dropzone";
import { IconFileUpload } from "@tabler/icons-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import classes from "../csr/csr.module.css";
import { CompromisedKey } from "../keys/compromised-key.tsx";
import { useCompromiseReport } from "../keys/use-compromise-report.ts";
import { readSmallFile } from "../ui/read-small-file.ts";

interface CertificatesFieldProps {
  id: string;
  value: string;
  onChange: (text: string) => void;
  /** Whether a private key is in `value`. */
  privateKey: boolean;
  error: ReactNode;
}

/** One field for a certificate and its chain: pasted, or dropped as files, one after the other or together. */
export function CertificatesField({ id, value, onChange, privateKey, error }: CertificatesFieldProps) {
  const { t } = useTranslation();
  const openFile = useRef<() => void>(null);
  const [fileProblem, setFileProblem] = useState<string | null>(null);
  const { report, start, close } = useCompromiseReport();
  // A private key is taken out of the field at once: it stays nowhere, and is reported without being sent.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each key, not for each render
  useEffect(() => {
    if (!privateKey) return;
    void start(value);
    onChange("");
  }, [privateKey]);

  const take = async (files: File[]) => {
    setFileProblem(null);
    const texts = [value];
    for (const file of files) {
      const read = await readSmallFile(file);
      if ("text" in read) texts.push(read.text);
      else
        setFileProblem(
          t(read.problem === "TOO_LARGE" ? "importing.fileTooLarge" : "csr.fileUnreadable", { name: file.name }),
        );
    }
    onChange(texts.map(armoured).filter(Boolean).join("\n"));
  };

  return (
    <Stack gap="sm">
      <Dropzone
        openRef={openFile}
        activateOnClick={false}
        activateOnKeyboard={false}
        onDrop={(files) => void take(files)}
        className={classes.drop}
        inputProps={{ "aria-label": t("importing.upload") }}
      >
        <Textarea
          id={id}
          label={t("importing.label")}
          description={t("importing.description")}
          placeholder={"-----BEGIN CERTIFICATE-----\n…\n-----END CERTIFICATE-----"}
          value={value}
          onChange={(event) => {
            setFileProblem(null);
            onChange(event.currentTarget.value);
          }}
          error={error}
          required
          withAsterisk={false}
          autosize
          minRows={9}
          maxRows={18}
          spellCheck={false}
          autoCapitalize="off"
          autoCorrect="off"
          autoComplete="off"
          className={classes.text}
        />
      </Dropzone>
      <Group gap="xs">
        <Button
          variant="default"
          size="xs"
          leftSection={<IconFileUpload size={16} aria-hidden />}
          onClick={() => openFile.current?.()}
        >
          {t("importing.upload")}
        </Button>
        {value !== "" && (
          <Button variant="subtle" color="gray" size="xs" onClick={() => onChange("")}>
            {t("csr.clear")}
          </Button>
        )}
      </Group>
      {fileProblem && (
        <Alert color="red" role="alert">
          {fileProblem}
        </Alert>
      )}
      {report && <CompromisedKey report={report} way={null} onClose={close} />}
    </Stack>
  );
}

/** Base64 of DER, as a file may hold it, beside PEM: each has to be told from what follows. */
function armoured(text: string): string {
  const bare = text.trim();
  if (bare === "" || bare.includes("-----BEGIN ") || !/^[A-Za-z0-9+/=\s]+$/.test(bare)) return bare;
  return `-----BEGIN CERTIFICATE-----\n${bare}\n-----END CERTIFICATE-----`;
}
