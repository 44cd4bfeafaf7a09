import { Radio, SimpleGrid } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { PlacementForm_ProductFragment } from "../gql/graphql.ts";
import type en from "../words/en.json";

interface ProductFieldProps {
  products: readonly PlacementForm_ProductFragment[];
  value: string;
  onChange: (key: string) => void;
}

/** What can be ordered, each with what is verified for it and which names it is for. */
export function ProductField({ products, value, onChange }: ProductFieldProps) {
  const { t } = useTranslation();
  return (
    <Radio.Group value={value} onChange={onChange} aria-label={t("placement.product")}>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm" verticalSpacing="sm">
        {products.map(({ key, name, validationType, nameRule }) => (
          <Radio
            key={key}
            value={key}
            label={name}
            description={`${t(`placement.level.${validationType}`)} ${t(`placement.nameRule.${nameRule as keyof typeof en.placement.nameRule}`)}`}
            styles={{ label: { fontWeight: 600 } }}
          />
        ))}
      </SimpleGrid>
    </Radio.Group>
  );
}
