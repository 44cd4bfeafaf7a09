import { Radio, Stack } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { DomainProofMethod } from "../gql/graphql.ts";

interface MethodFieldProps {
  value: DomainProofMethod | null;
  onChange: (method: DomainProofMethod) => void;
  /** Whether a wildcard is among the names, which a file cannot prove (BR 3.2.2.4.18). */
  wildcard: boolean;
  error: ReactNode;
}

const methods: DomainProofMethod[] = ["DNS_TXT", "DNS_CNAME", "HTTP_FILE", "EMAIL_CONSTRUCTED", "EMAIL_TXT_CONTACT"];

/** By which one method every name of a DV certificate is proved. */
export function MethodField({ value, onChange, wildcard, error }: MethodFieldProps) {
  const { t } = useTranslation();
  return (
    <Radio.Group
      label={t("forms.method")}
      description={t("forms.methodHint")}
      value={value}
      onChange={(method) => onChange(method as DomainProofMethod)}
      error={error}
      required
      withAsterisk={false}
    >
      <Stack gap="xs" mt="xs">
        {methods.map((method) => {
          const beyond = method === "HTTP_FILE" && wildcard;
          return (
            <Radio
              key={method}
              value={method}
              label={t(`proofs.methods.${method}`)}
              description={beyond ? t("forms.fileNoWildcard") : t(`forms.methods.${method}`)}
              disabled={beyond}
            />
          );
        })}
      </Stack>
    </Radio.Group>
  );
}
