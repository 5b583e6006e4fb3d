export const digitsOf = (phone: string) => phone.replace(/\D/g, '')
