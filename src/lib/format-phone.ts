/** Ten digits as people read a number of the North American plan; what is stored in any other way, as it is. */
export const formatPhone = (phone: string) => phone.replace(/^(\d{3})(\d{3})(\d{4})$/, '($1) $2-$3')
