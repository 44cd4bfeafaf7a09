import { Alert, Button, Group, Paper, Stack, Textarea, Title } from "@mantine/core";
import { Dropzone } from "@mantine/dropzone";
import { IconFileUpload, IconKey } from "@tabler/icons-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { CompromisedKey } from "../keys/compromised-key.tsx";
import { forgetKey, type KeptKey } from "../keys/kept-keys.ts";
import { MakeKey } from "../keys/make-key.tsx";
import type { KeyPurpose } from "../keys/make-key-pair.ts";
import { SaveKey } from "../keys/save-key.tsx";
import { useCompromiseReport } from "../keys/use-compromise-report.ts";
import { readSmallFile } from "../ui/read-small-file.ts";
import { CommandBlock } from "./command-block.tsx";
import classes from "./csr.module.css";
import { CsrContent } from "./csr-content.tsx";
import { CsrVerdictText } from "./csr-verdict-text.tsx";
import type { CsrJudgement } from "./use-csr-judgement.ts";

interface CsrFieldProps {
  id: string;
  value: string;
  onChange: (text: string) => void;
  /** Of `value`, from `useCsrJudgement`. */
  judgement: CsrJudgement;
  /** The names that the CSR's own are compared with; null: its own are taken. */
  orderNames: string[] | null;
  /** A command that makes a new key and a CSR for this purpose: the way out of every fault of a key. */
  newKeyCommand: string;
  /** What a key that is made here is for. */
  wanted: KeyPurpose;
  /** The key of `value`, where it was made here. */
  kept: KeptKey | null;
  /** Why the form could not be sent with this CSR. */
  error?: ReactNode;
}

/** What to focus for who has to save the key first. */
export const saveKeyId = (id: string) => `${id}-save-key`;

/**
 * One field for a CSR: pasted, dropped, uploaded, in PEM or DER, or made here with its key; judged while it is typed, and
 * it says what it holds.
 */
export function CsrField(props: CsrFieldProps) {
  const { id, value, onChange, judgement, orderNames, newKeyCommand, wanted, kept, error } = props;
  const { t } = useTranslation();
  const [making, setMaking] = useState(false);
  const { report, start, close } = useCompromiseReport();
  // A private key is taken out of the field at once: it stays nowhere, and is reported without being sent.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each key, not for each render
  useEffect(() => {
    if (judgement.verdict !== "PRIVATE_KEY") return;
    void start(value);
    onChange("");
  }, [judgement.verdict]);
  const openFile = useRef<() => void>(null);
  const [fileProblem, setFileProblem] = useState<string | null>(null);

  const type = (text: string) => {
    setFileProblem(null);
    setMaking(false);
    // Without its CSR a key that is in no file is of no use.
    if (kept && !kept.saved) forgetKey(kept.spkiSha256);
    onChange(text);
  };
  const take = async (file: File) => {
    const read = await readSmallFile(file);
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
          readOnly={kept !== null}
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
        <Button
          variant="default"
          size="xs"
          leftSection={<IconKey size={16} aria-hidden />}
          aria-expanded={making}
          onClick={() => setMaking(!making)}
        >
          {t("keys.make.title")}
        </Button>
        {value !== "" && (
          <Button variant="subtle" color="gray" size="xs" onClick={() => type("")}>
            {t("csr.clear")}
          </Button>
        )}
      </Group>
      {making && <MakeKey wanted={wanted} onMade={({ csr }) => type(csr)} />}
      {kept && <SaveKey key={kept.spkiSha256} id={saveKeyId(id)} kept={kept} />}
      {fileProblem && (
        <Alert color="red" role="alert">
          {fileProblem}
        </Alert>
      )}
      {report && <CompromisedKey report={report} way={<CommandBlock command={newKeyCommand} />} onClose={close} />}
      <div id={`${id}-verdict`} aria-live="polite">
        <CsrVerdictText judgement={judgement} newKeyCommand={newKeyCommand} />
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
