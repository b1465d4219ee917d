/** For the day itself: the screen on the wall, and paper where there is no network. */
export const RoomLink = ({ pepId }: { pepId: string }) => (
  <p class="govuk-body">
    In the meeting:{' '}
    <a class="govuk-link" href={`/peps/${pepId}/meeting-room`}>
      open the meeting screen
    </a>{' '}
    or{' '}
    <a class="govuk-link" href={`/peps/${pepId}/paper`}>
      print the plan to write on
    </a>
    .
  </p>
)
