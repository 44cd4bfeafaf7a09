import { Paper, Skeleton, Stack, VisuallyHidden } from "@mantine/core";
import { useTranslation } from "react-i18next";

/** What stands while a page is on its way: a title and `boxes` boxes, about as high as what will replace them. */
export function PageSkeleton({ boxes = 2 }: { boxes?: number }) {
  const { t } = useTranslation();
  return (
    <Stack gap="md" aria-busy>
      <VisuallyHidden role="status">{t("app.loading")}</VisuallyHidden>
      <Skeleton height={32} width={280} />
      {Array.from({ length: boxes }, (_, box) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they are all alike
        <Paper key={box}>
          <Skeleton height={18} width={160} mb="md" />
          <Skeleton height={14} mb="sm" />
          <Skeleton height={14} mb="sm" width="80%" />
          <Skeleton height={14} width="60%" />
        </Paper>
      ))}
    </Stack>
  );
}
