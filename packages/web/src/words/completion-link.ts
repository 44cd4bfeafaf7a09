/** A link to a page that completes something, which then knows the order to lead back to. */
export function completionLink(url: string, pathname: string): string {
  const order = /^\/orders\/(\d+)/.exec(pathname)?.[1];
  return order ? `${url}?order=${order}` : url;
}
