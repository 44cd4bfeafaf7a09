import type { CsrTool } from "@duplicert/shared/csr-command";
import type { KeyChoice } from "@duplicert/shared/key-choices";
import { serverPlatform } from "@duplicert/shared/server-platforms";
import { useTranslation } from "react-i18next";
import { CsrCommandPanel } from "../csr/csr-command-panel.tsx";
import { CsrField, saveKeyId } from "../csr/csr-field.tsx";
import type { CsrJudgement } from "../csr/use-csr-judgement.ts";
import type { KeptKey } from "../keys/kept-keys.ts";
import type { KeyPurpose } from "../keys/make-key-pair.ts";
import { Section } from "../ui/section.tsx";
import classes from "./form.module.css";

const problemWords = {
  EMPTY: "csr.required",
  FAULTY: "csr.mendFirst",
  PRIVATE_KEY: "csr.mendFirst",
  KEY_UNSAVED: "csr.saveKeyFirst",
} as const;

/** What a form knows of its CSR. */
interface CsrForm {
  values: { csr: string; serverPlatform: string };
  set: (changed: { csr: string }) => void;
  judgement: CsrJudgement;
  csrProblem: keyof typeof problemWords | null;
  command: string;
  keyPurpose: KeyPurpose;
  madeHere: KeptKey | null;
  tool: CsrTool;
  setTool: (tool: CsrTool) => void;
  keyChoice: KeyChoice;
  setKeyChoice: (keyChoice: KeyChoice) => void;
}

interface CsrSectionProps {
  id: string;
  lead: string;
  /** The names that the CSR's own are compared with; null: its own are taken. */
  orderNames: string[] | null;
  form: CsrForm;
}

/** The section of a form in which the CSR is handed in, beside the command that makes one. */
export function CsrSection({ id, lead, orderNames, form }: CsrSectionProps) {
  const { t } = useTranslation();
  const platform = serverPlatform(form.values.serverPlatform);
  return (
    <Section title={t("duplicate.csrSection")} lead={lead}>
      <div className={classes.columns}>
        <CsrField
          id={id}
          value={form.values.csr}
          onChange={(csr) => form.set({ csr })}
          judgement={form.judgement}
          orderNames={orderNames}
          newKeyCommand={form.command}
          wanted={form.keyPurpose}
          kept={form.madeHere}
          error={form.csrProblem && t(problemWords[form.csrProblem])}
        />
        <CsrCommandPanel
          command={form.command}
          tool={form.tool}
          onTool={form.setTool}
          keyChoice={form.keyChoice}
          onKeyChoice={form.setKeyChoice}
          platformName={platform?.name ?? form.values.serverPlatform}
        />
      </div>
    </Section>
  );
}

/** Focuses what has to be mended first, once it is marked as such: the key to save, the first field, or the CSR. */
export function focusFault(csrId: string): void {
  requestAnimationFrame(() => {
    const first = document.querySelector<HTMLElement>(
      'form [aria-invalid="true"], form input[data-error], form [data-error] input',
    );
    (document.getElementById(saveKeyId(csrId)) ?? first ?? document.getElementById(csrId))?.focus();
  });
}
