/** Formats ten digits as a number of the North American plan, and leaves any other text as it is. */
export const formatPhone = (phone: string) => phone.replace(/^(\d{3})(\d{3})(\d{4})$/, '($1) $2-$3')
