import type { SignatureHash } from "@duplicert/shared/signature-hash";
import { Input, SegmentedControl } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { hashNames } from "../words/hash-names.ts";

interface HashFieldProps {
  /** What the issuing CA may sign with. */
  hashes: SignatureHash[];
  value: SignatureHash;
  onChange: (hash: SignatureHash) => void;
  error: ReactNode;
}

/** The hash of the certificate authority's signature on the certificate. */
export function HashField({ hashes, value, onChange, error }: HashFieldProps) {
  const { t } = useTranslation();
  return (
    <Input.Wrapper
      label={t("duplicate.hash")}
      description={t("duplicate.hashHint")}
      error={error}
      labelElement="div"
      inputWrapperOrder={["label", "input", "description", "error"]}
    >
      <div>
        <SegmentedControl
          mb={4}
          aria-label={t("duplicate.hash")}
          value={value}
          onChange={(hash) => onChange(hash as SignatureHash)}
          data={hashes.map((hash) => ({ value: hash, label: hashNames[hash] }))}
        />
      </div>
    </Input.Wrapper>
  );
}
