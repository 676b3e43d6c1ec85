// Days of the calendar, as ajv-formats judges them; it knows them with hyphens only.
const lengths = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const leap = year => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
const layout = pattern => text => {
  const parts = pattern.exec(text)
  if (parts === null) return false
  const year = +parts[1], month = +parts[2], day = +parts[3]
  return month >= 1 && month <= 12 && day >= 1 && day <= (month === 2 && leap(year) ? 29 : lengths[month])
}
module.exports = { date: layout(/^(\d{4})-(\d\d)-(\d\d)$/), compact_date: layout(/^(\d{4})(\d\d)(\d\d)$/) }
