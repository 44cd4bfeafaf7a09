import type { Product } from "./product.ts";

/** Asks the API of a product as a person's scripts would; throws when it answers with errors. */
export async function ask<T>(
  product: Product,
  query: string,
  variables: object = {},
  as: keyof Product["apiKeys"] = "administrator",
): Promise<T> {
  const answer = await fetch(`${product.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-api-key": product.apiKeys[as] },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await answer.json()) as { data: T; errors?: unknown };
  if (errors) throw new Error(`The API refused: ${JSON.stringify(errors)}`);
  return data;
}
