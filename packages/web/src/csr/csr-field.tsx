import { Alert, Button, Group, Paper, Stack, Textarea, Title } from "@mantine/core";
import { Dropzone } from "@mantine/dropzone";
import { IconFileUpload } from "@tabler/icons-react";
import { type ReactNode, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import classes from "./csr.module.css";
import { CsrContent } from "./csr-content.tsx";
import { CsrVerdictText } from "./csr-verdict-text.tsx";
import { readCsrFile } from "./read-csr-file.ts";
import type { CsrJudgement } from "./use-csr-judgement.ts";

interface CsrFieldProps {
  id: string;
  value: string;
  onChange: (text: string) => void;
  /** Of `value`, from `useCsrJudgement`. */
  judgement: CsrJudgement;
  /** The names that the CSR's own are compared with. */
  orderNames: string[];
  /** A command that makes a new key and a CSR for this purpose: the way out of every fault of a key. */
  newKeyCommand: string;
  /** Why the form could not be sent with this CSR. */
  error?: ReactNode;
}

/** One field for a CSR: pasted, dropped or uploaded, in PEM or DER; judged while it is typed, and it says what it holds. */
export function CsrField({ id, value, onChange, judgement, orderNames, newKeyCommand, error }: CsrFieldProps) {
  const { t } = useTranslation();
  const openFile = useRef<() => void>(null);
  const [fileProblem, setFileProblem] = useState<string | null>(null);

  const type = (text: string) => {
    setFileProblem(null);
    onChange(text);
  };
  const take = async (file: File) => {
    const read = await readCsrFile(file);
    if ("text" in read) return type(read.text);
    const size = t("csr.kibibytes", { size: Math.ceil(file.size / 1024) });
    setFileProblem(
      t(read.problem === "TOO_LARGE" ? "csr.fileTooLarge" : "csr.fileUnreadable", { name: file.name, size }),
    );
  };

  return (
    <Stack gap="sm">
      <Dropzone
        openRef={openFile}
        activateOnClick={false}
        activateOnKeyboard={false}
        multiple={false}
        onDrop={([file]) => file && void take(file)}
        className={classes.drop}
        inputProps={{ "aria-label": t("csr.upload") }}
      >
        <Textarea
          id={id}
          label={t("csr.label")}
          description={t("csr.description")}
          placeholder={"-----BEGIN CERTIFICATE REQUEST-----\n…\n-----END CERTIFICATE REQUEST-----"}
          value={value}
          onChange={(event) => type(event.currentTarget.value)}
          error={error}
          required
          autosize
          minRows={9}
          maxRows={18}
          spellCheck={false}
          autoCapitalize="off"
          autoCorrect="off"
          autoComplete="off"
          aria-describedby={`${id}-verdict`}
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
          {t("csr.upload")}
        </Button>
        {value !== "" && (
          <Button variant="subtle" color="gray" size="xs" onClick={() => type("")}>
            {t("csr.clear")}
          </Button>
        )}
      </Group>
      {fileProblem && (
        <Alert color="red" role="alert">
          {fileProblem}
        </Alert>
      )}
      <div id={`${id}-verdict`} aria-live="polite">
        <CsrVerdictText judgement={judgement} newKeyCommand={newKeyCommand} onClear={() => type("")} />
      </div>
      {judgement.csr && (
        <Paper component="section" aria-label={t("csr.holds")} p="sm" bg="#fbfcfc">
          <Title order={3} mb="xs">
            {t("csr.holds")}
          </Title>
          <CsrContent csr={judgement.csr} orderNames={orderNames} />
        </Paper>
      )}
    </Stack>
  );
}
