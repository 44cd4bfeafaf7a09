import { SignatureHash } from "@duplicert/shared/signature-hash";
import { Input, SegmentedControl } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { hashNames } from "../words/hash-names.ts";

interface HashChoiceProps {
  /** Null: what the CA that will sign takes by itself; which one that is, the key of the CSR decides. */
  value: SignatureHash | null;
  onChange: (hash: SignatureHash | null) => void;
  error: ReactNode;
}

const usual = "USUAL";

/** The hash of the certificate authority's signature, where it is not known yet which authority that is. */
export function HashChoice({ value, onChange, error }: HashChoiceProps) {
  const { t } = useTranslation();
  return (
    <Input.Wrapper
      label={t("duplicate.hash")}
      description={t("placement.hashHint")}
      error={error}
      labelElement="div"
      inputWrapperOrder={["label", "input", "description", "error"]}
    >
      <div>
        <SegmentedControl
          mb={4}
          aria-label={t("duplicate.hash")}
          value={value ?? usual}
          onChange={(chosen) => onChange(chosen === usual ? null : (chosen as SignatureHash))}
          data={[
            { value: usual, label: t("placement.usualHash") },
            ...Object.values(SignatureHash).map((hash) => ({ value: hash, label: hashNames[hash] })),
          ]}
        />
      </div>
    </Input.Wrapper>
  );
}
