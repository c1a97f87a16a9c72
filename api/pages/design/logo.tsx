/** Our mark: a word taken up and ticked off. */
export function Logo({ size = 24 }: { size?: number }) {
  return (
    <svg class="logo" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      <path
        fill="currentColor"
        d="M6 2h12a4 4 0 0 1 4 4v8a4 4 0 0 1-4 4h-5.2l-4.1 3.6A1 1 0 0 1 7 20.9V18H6a4 4 0 0 1-4-4V6a4 4 0 0 1 4-4Z"
      />
      <path
        class="tick"
        fill="none"
        stroke-width="2.2"
        stroke-linecap="round"
        stroke-linejoin="round"
        d="m7.5 10.2 3.2 3.1 5.8-6"
      />
    </svg>
  )
}
