import type { NamedAgent } from '#server/first-start/demo/client.ts'

/** Agents whose names are written in other scripts than their login IDs. */
export const namedInScripts: readonly NamedAgent[] = [
  { id: 319_001, loginId: 'MALHUSSEINI1', firstName: 'محمد', lastName: 'الحسيني' },
  { id: 319_002, loginId: 'SLEVI2', firstName: 'שירה', lastName: 'לוי' },
  { id: 319_003, loginId: 'WXIAOMING1', firstName: '小明', lastName: '王' },
  { id: 319_004, loginId: 'MSATO3', firstName: '美咲', lastName: '佐藤' },
  { id: 319_005, loginId: 'MKIM4', firstName: '민준', lastName: '김' },
  { id: 319_006, loginId: 'ASMIRNOV2', firstName: 'Алексей', lastName: 'Смирнов' },
  { id: 319_007, loginId: 'EPAPADOPOULOU1', firstName: 'Ελένη', lastName: 'Παπαδοπούλου' },
  { id: 319_008, loginId: 'AVERMA5', firstName: 'आरव', lastName: 'वर्मा' },
  { id: 319_009, loginId: 'SJAIDEE1', firstName: 'สมชาย', lastName: 'ใจดี' },
  { id: 319_010, loginId: 'GHAKOBYAN1', firstName: 'Գրիգոր', lastName: 'Հակոբյան' },
  { id: 319_011, loginId: 'NBERIDZE6', firstName: 'ნინო', lastName: 'ბერიძე' },
  { id: 319_012, loginId: 'TBEKELE2', firstName: 'ተስፋዬ', lastName: 'በቀለ' },
]
