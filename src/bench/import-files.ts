/** A return of this many invented children as files by name: two or three placements each, reviews, one SDQ. */
export function inventedReturn(children: number): Record<string, string> {
  const header = ['CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB']
  const episodes = ['URN,CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST']
  const reviews = ['CHILD,DOB,REVIEW,REVIEW_CODE']
  const oc2 = ['CHILD,DOB,SDQ_SCORE,SDQ_REASON,CONVICTED,HEALTH_CHECK']
  const uasc = ['CHILD,SEX,DOB,DUC']
  for (let n = 0; n < children; n++) {
    const id = 100_000 + n
    const born = uk(2010 + (n % 9), 1 + (n % 12), 1 + (n % 28))
    const began = 2019 + (n % 4)
    header.push(`${id},${1 + (n % 2)},${born},WBRI,UN1,,`)
    episodes.push(
      `SC${100_000 + (n % 900)},${id},${uk(began, 3, 4)},S,C2,N1,U1,PR1,${uk(began + 1, 6, 1)},X1,CARPL,,AA1 1AA`
    )
    episodes.push(`,${id},${uk(began + 1, 6, 1)},P,C2,N1,U6,PR4,${uk(began + 2, 2, 10)},X1,CARPL,,AA2 2AA`)
    episodes.push(`,${id},${uk(began + 2, 2, 10)},P,C2,N1,U6,PR4,,X1,,,AA3 3AA`)
    reviews.push(`${id},${born},${uk(2024, 2, 5)},PN1`, `${id},${born},${uk(2024, 8, 5)},PN1`)
    oc2.push(`${id},${born},${n % 41},,0,1`)
    if (n % 20 === 0) uasc.push(`${id},${1 + (n % 2)},${born},${uk(2031, 1, 1)}`)
  }
  const text = (rows: string[]) => `${rows.join('\r\n')}\r\n`
  return {
    'header.csv': text(header),
    'episodes.csv': text(episodes),
    'reviews.csv': text(reviews),
    'oc2.csv': text(oc2),
    'uasc.csv': text(uasc)
  }
}

const two = (number: number) => String(number).padStart(2, '0')
const uk = (year: number, month: number, day: number) => `${two(day)}/${two(month)}/${year}`

/** A list of establishments with the columns that GIAS has and some that nobody reads. */
export function inventedEstablishments(rows: number): string {
  const columns =
    'URN,LA (code),LA (name),EstablishmentNumber,EstablishmentName,TypeOfEstablishment (name),EstablishmentStatus (name),OpenDate,CloseDate,PhaseOfEducation (name),StatutoryLowAge,StatutoryHighAge,Street,Town,Postcode,SchoolWebsite,TelephoneNum,HeadLastName,UKPRN'
  const lines = Array.from({ length: rows }, (_, n) => {
    const closed = n % 3 === 0
    return `${200_000 + n},${200 + (n % 150)},Somewhere,${1000 + (n % 9000)},"Invented School ${n}, North",Community school,${closed ? 'Closed' : 'Open'},01-09-1990,${closed ? '31-08-2015' : ''},${n % 2 ? 'Primary' : 'Secondary'},${n % 2 ? 4 : 11},${n % 2 ? 11 : 18},${n} Long Road,Town ${n % 700},ZZ${n % 99} ${n % 9}ZZ,www.example.org,01632960000,Nobody,${10_000_000 + n}`
  })
  return `${[columns, ...lines].join('\r\n')}\r\n`
}
