/** A few streets and a pin: the location card's map. Drawn, so that nothing is fetched from a map service. */
export function MapSketch() {
  return (
    <svg class="map-sketch" viewBox="0 0 240 96" preserveAspectRatio="xMidYMid slice" aria-hidden="true">
      <rect class="ground" width="240" height="96" />
      <path class="park" d="M0 0h64v34L40 46 0 40ZM176 60h64v36h-72Z" />
      <path class="water" d="M-4 84c40-18 66-6 92 2s44 8 60 4l4 12H-4Z" />
      <g class="streets">
        <path d="M-4 50 120 40l124 14" />
        <path d="M86-4l10 104M168-4l-18 104" />
        <path class="lane" d="M40-4l8 104M-4 20l94-4M96 72l66 2M160 24l84 6M210-4l-8 104" />
      </g>
      <g class="pin" transform="translate(124 41)">
        <ellipse cx="0" cy="1" rx="7" ry="2.5" class="shade" />
        <path d="M0 0c-6.5-8-10-12.6-10-17.500a10 10 0 0 1 20 0C10-12.6 6.5-8 0 0Z" />
        <circle cy="-17.5" r="3.8" class="hole" />
      </g>
    </svg>
  )
}

/** A manhole whose cover has slipped: what the citizen photographed. */
export function ManholePhoto() {
  return (
    <svg class="photo" viewBox="0 0 160 200" aria-hidden="true">
      <rect width="160" height="200" fill="#6f716e" />
      <path d="M0 0h160v36L0 58Z" fill="#8d8f88" />
      <path d="M0 58 160 36v7L0 66Z" fill="#b9bab1" />
      <path d="M0 150 160 118v9L0 160Z" fill="#d9cf9a" opacity="0.5" />
      <ellipse cx="82" cy="118" rx="54" ry="40" fill="#4a4b49" />
      <ellipse cx="82" cy="118" rx="47" ry="34" fill="#121312" />
      <g transform="translate(-14 -9) rotate(-7 82 118)">
        <ellipse cx="84" cy="120" rx="47" ry="34" fill="#2b2d2b" />
        <ellipse cx="84" cy="117" rx="47" ry="34" fill="#565a56" />
        <ellipse cx="84" cy="117" rx="40" ry="28" fill="none" stroke="#3c403c" stroke-width="3" />
        <path
          d="M50 105h68M46 117h76M50 129h68M64 94v46M84 89v56M104 94v46"
          stroke="#3c403c"
          stroke-width="3"
          stroke-linecap="round"
        />
      </g>
      <path d="M10 188l26-9 18 6-22 11ZM120 74l12-3 8 4-10 4Z" fill="#595b58" />
    </svg>
  )
}

/** Sound as bars. */
export function VoiceBars() {
  return (
    <svg class="voice-bars" width="18" height="18" viewBox="0 0 18 18" aria-hidden="true">
      <path
        d="M3 7v4M7 4.500v9M11 6v6M15 7.500v3"
        stroke="currentColor"
        stroke-width="1.8"
        stroke-linecap="round"
        fill="none"
      />
    </svg>
  )
}
