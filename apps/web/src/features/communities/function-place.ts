/** Place of a function in its community, from 1; `undefined` when it is not, or no longer, one of them. */
export function functionPlace(
  community: { readonly functions: readonly { readonly id: string }[] },
  functionId: string | undefined,
): number | undefined {
  const at = community.functions.findIndex((one) => one.id === functionId)
  return at < 0 ? undefined : at + 1
}
